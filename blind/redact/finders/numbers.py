"""Digits as people write and machines misread them, and labels before them."""

from __future__ import annotations

import re
from functools import cache

from blind.redact.finders.cues import pattern, words
from blind.redact.finders.lexicon import table_of

MISREAD = str.maketrans("oqdil|!zsbgt", "000111125897")
LOOKS = {"0": "|o", "1": "|[li]"}
SIGNS = "[-–—_.·*/\\\\()~,+:'\"“”]"


def digits(text: str) -> str:
    """Only the digits of a text, an x at its end included; Chinese numerals count as digits."""
    plain = text.translate(chinese_numerals()).lower()
    tail = "x" if plain.rstrip(" )").endswith("x") else ""
    return "".join(char for char in plain if char.isascii() and char.isdigit()) + tail


def spelled(number: str, most: int = 2) -> str:
    """A pattern for the digits with up to ``most`` signs between any two, in Arabic or Chinese numerals.

    The letters o, l and i may stand for the digits that they look like.
    """
    between = f"{SIGNS}{{0,{most}}}"
    return between.join(f"(?:{numerals().get(char, re.escape(char))}{LOOKS.get(char, '')})" for char in number)


@cache
def chinese_numerals() -> dict[int, str]:
    """Code points of Chinese numerals with the digit each stands for."""
    table = table_of("numbers.toml")["numerals"]
    return {ord(char): digit for digit, chars in table.items() for char in chars}


@cache
def numerals() -> dict[str, str]:
    """For every digit a pattern of the ways to write it."""
    table = {str(value): [str(value)] for value in range(10)}
    for code, digit in chinese_numerals().items():
        table[digit].append(chr(code))
    return {digit: f"[{''.join(ways)}]" for digit, ways in table.items()}


def labelled(key: str, value: str) -> re.Pattern[str]:
    """A value (named ``n``) after one of the labels of a list in ``numbers.toml``."""
    edge = "(?:(?<![a-z])|(?![a-z]))"
    return re.compile(f"{pattern('numbers.toml', key)}{edge}(?:\\([^()]{{0,12}}\\))?[:=.#(]{{0,3}}(?P<n>{value})")


def after_label(text: str, key: str) -> bool:
    """Whether the text ends with one of these labels."""
    return text.rstrip(":=.(#,").endswith(words("numbers.toml", key))
