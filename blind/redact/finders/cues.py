"""What stands beside a stretch and tells whether it is a person: labels, titles, lists, verbs."""

from __future__ import annotations

import re
from functools import cache

from blind.redact.finders.folding import folded, folded_char
from blind.redact.finders.lexicon import table_of

FIRST_IDEOGRAPH = 0x3400
BRACKETS = re.compile(r"\([^()]{0,12}\)")
TRAILING = ":;,.()[]<>\u300a\u300b\"'“”‘’*_-—/|="


@cache
def words(table: str, key: str) -> tuple[str, ...]:
    """A list of words from one of the tables, the longest first."""
    return tuple(sorted(set(map(folded, table_of(table)[key])), key=lambda word: (-len(word), word)))


@cache
def pattern(table: str, *keys: str) -> str:
    """A regular expression for any word of these lists."""
    found = {word for key in keys for word in words(table, key)}
    return "(?:" + "|".join(map(re.escape, sorted(found, key=lambda word: (-len(word), word)))) + ")"


def ends_with_label(text: str, labels: tuple[str, ...]) -> str:
    """The label that a text ends with, brackets and punctuation after it left out; empty if there is none."""
    bare = BRACKETS.sub("", text).rstrip(TRAILING)
    return next((label for label in labels if bare.endswith(label)), "")


@cache
def shape(key: str) -> re.Pattern[str]:
    """One of the patterns of the table: "birth", "dated" or "signed"."""
    return re.compile(simple(table_of("cues.toml")[key]))


@cache
def clan() -> str:
    """What is said after a family name of all who bear it, and of rules, tests and germs called after one of them."""
    return folded(table_of("cues.toml")["clan"])


def simple(text: str) -> str:
    """A pattern with its Chinese characters folded, its signs untouched."""
    return "".join(folded_char(char) if ord(char) >= FIRST_IDEOGRAPH else char for char in text)
