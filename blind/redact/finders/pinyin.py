"""How Chinese names are written in Latin letters: Hanyu Pinyin with its variants, and the older Wade-Giles."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache

from blind.redact.finders.lexicon import lines_of, package_folder

MOST = 5
"""So many readings of one character are looked for."""
INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
OLD_INITIALS = {"zh": "ch", "ch": "ch'", "z": "ts", "c": "ts'", "j": "ch", "q": "ch'", "x": "hs", "r": "j"} | {
    "b": "p", "p": "p'", "d": "t", "t": "t'", "g": "k", "k": "k'"
}  # fmt: skip  # pairs that belong together stand together
OLD_FINALS = {"ian": "ien", "ong": "ung", "ie": "ieh", "ue": "ueh", "iong": "iung", "e": "e", "ui": "ui"}
OLD_WHOLES = {
    "zi": "tzu",
    "ci": "tz'u",
    "si": "ssu",
    "zhi": "chih",
    "chi": "ch'ih",
    "shi": "shih",
    "ri": "jih",
    "yi": "i",
    "you": "yu",
    "yan": "yen",
    "ye": "yeh",
    "er": "erh",
    "guo": "kuo",
    "he": "ho",
    "ge": "ko",
    "ke": "k'o",
    "luo": "lo",
    "duo": "to",
}


@cache
def dictionary() -> dict[str, str]:
    """Readings with tones by the number of the character, several divided by commas."""
    path = package_folder("pypinyin") / "pinyin_dict.json"
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return table


@cache
def syllables() -> frozenset[str]:
    """Every syllable of Mandarin without tones; ü is written "v"."""
    sounds = set(",".join(dictionary().values()).split(","))
    return frozenset(plain.replace("u:", "v") for plain in map(toneless, sounds) if plain.isascii())


@cache
def family_readings() -> dict[str, tuple[str, ...]]:
    """How family names sound that sound otherwise than the word, or in several ways."""
    cells = [cell for line in lines_of("readings.txt") for cell in line.split()]
    return {
        name: tuple(reading.replace("v", "u:") for reading in sounds.split(","))
        for name, sounds in zip(cells[::2], cells[1::2], strict=True)
    }


@cache
def toneless(reading: str) -> str:
    """A syllable without its tone mark."""
    letters = unicodedata.normalize("NFD", reading)
    plain = "".join(char for char in letters if not unicodedata.combining(char) or char == "\u0308")
    return plain.replace("\u0308", ":").lower()


@cache
def readings(char: str) -> tuple[str, ...]:
    """How a character may sound in a given name, without tones; ü is written "u:"."""
    sounds = dictionary().get(str(ord(char)), "")
    return tuple(dict.fromkeys(map(toneless, sounds.split(","))))[:MOST] if sounds else ()


def readings_of_family(name: str) -> tuple[str, ...]:
    """How a family name may sound, the usual way first."""
    special = family_readings().get(name, ())
    if len(name) == 1:
        return tuple(dict.fromkeys((*special, *readings(name)[: 2 if special else MOST])))
    joined = "".join(next(iter(readings(char)), "") for char in name)
    return tuple(dict.fromkeys((*special, *([joined] if joined else []))))


def shape(reading: str) -> str:
    """A pattern for one syllable with or without tone number and in every spelling of ü."""
    escaped = re.escape(reading)
    if reading.startswith(("lu:", "nu:")):
        escaped = f"{reading[0]}(?:u:|v|yu|ue|u){re.escape(reading[3:])}"
    return escaped + "[1-5]?"


def old_shape(reading: str) -> str:
    """The same syllable as Wade and Giles wrote it, apostrophes optional."""
    plain = reading.replace("u:", "u")
    whole = OLD_WHOLES.get(plain)
    if whole is None:
        initial = next((begin for begin in INITIALS if plain.startswith(begin)), "")
        final = plain[len(initial) :]
        whole = OLD_INITIALS.get(initial, initial) + OLD_FINALS.get(final, final)
    return re.escape(whole).replace("'", "['’‘`]?")


def either(shapes: tuple[str, ...]) -> str:
    """A pattern for any of these, the longest first."""
    return "(?:" + "|".join(sorted(dict.fromkeys(shapes), key=lambda shape: -len(shape))) + ")"
