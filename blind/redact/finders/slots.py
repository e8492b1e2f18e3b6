"""Where a person can stand in a sentence, and whether the place of an ordinary word is such a place."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from blind.redact.finders.cues import pattern, shape, simple, words
from blind.redact.finders.lexicon import table_of
from blind.redact.finders.passage import Passage
from blind.redact.finders.segmenting import dictionary

TABLE = "slots.toml"
REACH = 24
FREE = ("open", "role", "taker", "by")
PLAIN_CLASSES = {
    "v": ("v", "vd", "vi", "vg", "vq", "vn"),
    "subject": ("v", "vd", "vi", "vg", "vq", "d", "ad", "p", "r", "t", "zg", "df", "dg", "rr", "rz"),
    "adverbial": ("d", "p", "r", "t", "zg", "rr", "rz"),
    "light": ("d", "f", "t", "c", "p", "y", "e", "dg", "ad"),
}
"""Word classes of the dictionary that matter here, by what they mean for the place beside them."""


class Slot(Enum):
    """What may stand at a place."""

    PERSON = "person"
    """Only a person fits."""
    EITHER = "either"
    """A person fits, and so does a thing."""
    MANNER = "manner"
    """A person fits, and so does a word that says how."""
    UNCLEAR = "unclear"
    """Nothing says that only a thing fits."""
    THING = "thing"
    """No person fits, or nothing says so."""


def slot(passage: Passage, start: int, end: int, *, adverbial: bool) -> Slot:
    """The kind of place; ``adverbial`` says that the word there can describe a verb."""
    before, after = passage.before(start, REACH), passage.after(end, REACH)
    left = left_side(passage, start, before)
    if left == "closed" or (adverbial and left == "soft"):
        return Slot.THING
    if adverbial and left not in ("taker", "verb") and follows(passage, end, "v"):
        return manner(passage, start, end, left)
    if deed_at(passage, end) or after.startswith(belongings()) or dated(passage, end, left):
        return Slot.PERSON if left in ("role", "taker") else Slot.EITHER
    if bare_end(passage, end, after):
        return Slot.EITHER if left in ("role", "taker") else Slot.THING
    if left in FREE and unexplained(passage, end, adverbial=adverbial):
        return Slot.UNCLEAR
    return Slot.THING


def manner(passage: Passage, start: int, end: int, left: str) -> Slot:
    """The place of a word that can say how, before a verb: some words often stand before some verbs."""
    usual = passage.dense[start:end] in words(TABLE, "manner_words")
    if usual and passage.dense.startswith(words(TABLE, "manners"), end):
        return Slot.THING
    if left in FREE or deed_at(passage, end):
        return Slot.MANNER
    return Slot.THING


def deed_at(passage: Passage, end: int) -> bool:
    """Whether what a person does or is follows and ends where a word ends."""
    match = deed().match(passage.dense, end, end + REACH)
    if match is None:
        return False
    stop = match.end()
    whole = match["deed"] is None or stop == len(passage.dense) or passage.words[passage.word_at[stop]].start == stop
    return whole or len(match["deed"]) > 1


def follows(passage: Passage, end: int, classes: str) -> bool:
    """Whether the next word begins there and is of one of these classes."""
    if end >= len(passage.dense):
        return False
    word = passage.words[passage.word_at[end]]
    return word.start == end and dictionary().tags.get(word.text, "x") in PLAIN_CLASSES[classes]


@cache
def belongings() -> tuple[str, ...]:
    """What persons have, with the particle of possession before it."""
    return tuple("的" + thing for thing in words(TABLE, "belongings"))


def dated(passage: Passage, end: int, left: str) -> bool:
    """Whether a date stands after a blank, as under a letter."""
    return left == "open" and not passage.closes(end) and passage.closes(end, " ") and bool(
        shape("dated").match(passage.after(end, REACH))
    )


def left_side(passage: Passage, start: int, before: str) -> str:
    """What stands before: "open" a beginning, "role", "taker", "by", "preposed", "verb", "soft", or "closed"."""
    if passage.opens(start):
        return "open"
    for kind, shape in left_shapes():
        if shape.search(before):
            return kind
    word = passage.words[passage.word_at[start - 1]]
    tag = dictionary().tags.get(word.text, "x")
    if word.text.endswith(words(TABLE, "soft")):
        return "soft"
    return "verb" if tag == "v" else "soft" if tag in PLAIN_CLASSES["light"] else "closed"


@cache
def left_shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The shapes of what stands before, the most telling first."""
    roles = pattern(TABLE, "roles")
    shapes = (
        ("role", f"{roles}(?:为|是|系|即|有|包括)?[:,]?"),
        ("taker", pattern(TABLE, "takers")),
        ("by", pattern(TABLE, "by")),
        ("open", f"(?:{simple(table_of(TABLE)['opener_shape'])}|{pattern(TABLE, 'openers')})"),
        ("preposed", pattern(TABLE, "preposed")),
    )
    return tuple((kind, re.compile(f"{shape}$")) for kind, shape in shapes)


@cache
def deed() -> re.Pattern[str]:
    """What a person does or is, with adverbs before it."""
    shapes, adverbs = simple(table_of(TABLE)["deed_shape"]), pattern(TABLE, "adverbs")
    return re.compile(f"{adverbs}{{0,3}}(?:{shapes}|{one_deed()})")


def one_deed() -> str:
    """A pattern for a deed that does not begin a longer word for something else."""
    return f"(?P<deed>{pattern(TABLE, 'deeds')}){simple(table_of(TABLE)['not_deeds'])}"


def bare_end(passage: Passage, end: int, after: str) -> bool:
    """Whether a sentence, line or cell ends there."""
    return passage.closes(end) or after[:1] in ",.;。!?)"


def unexplained(passage: Passage, end: int, *, adverbial: bool) -> bool:
    """Whether a word follows before which a person may stand, and nothing that is said of things."""
    if things().match(passage.dense, end):
        return False
    return follows(passage, end, "adverbial" if adverbial else "subject")


@cache
def things() -> re.Pattern[str]:
    """What is said of things, with adverbs before it."""
    return re.compile(f"{pattern(TABLE, 'adverbs')}{{0,2}}{pattern(TABLE, 'thing_verbs')}")
