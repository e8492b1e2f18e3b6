"""Where a person can stand in a sentence, and whether the place of an ordinary word is such a place."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from blind.redact.finders.cues import pattern, simple, words
from blind.redact.finders.lexicon import table_of
from blind.redact.finders.passage import Passage
from blind.redact.finders.segmenting import dictionary

TABLE = "slots.toml"
REACH = 24
VERBS = ("v", "vd", "vi", "vg", "vq", "zg", "d")
COMMAS = ",\N{IDEOGRAPHIC COMMA}"


class Slot(Enum):
    """What may stand at a place."""

    PERSON = "person"
    """Only a person fits."""
    EITHER = "either"
    """A person fits, and so does a thing."""
    MANNER = "manner"
    """A person fits, and so does a word that says how."""
    THING = "thing"
    """No person fits, or nothing says so."""


def slot(passage: Passage, start: int, end: int, *, adverbial: bool) -> Slot:
    """The kind of place; ``adverbial`` says that the word there can describe a verb."""
    before, after = passage.before(start, REACH), passage.after(end, REACH)
    left = left_side(passage, start, before)
    if left == "closed":
        return Slot.THING
    if adverbial and (found := bare_deed().match(after)):
        return manner(found[1], before, left)
    if deed().match(after) or belonging(after, left):
        return Slot.PERSON if left in ("role", "taker") else Slot.EITHER
    if bare_end(passage, end, after):
        return Slot.EITHER if left in ("role", "taker") else Slot.THING
    if left in ("open", "role", "taker", "by") and not adverbial and unknown_verb(passage, end):
        return Slot.EITHER
    return Slot.THING


def manner(verb: str, before: str, left: str) -> Slot:
    """The place of a word of manner before a verb: after a comma and before the usual verbs it describes the verb."""
    usual = verb in words(TABLE, "manners")
    return Slot.THING if usual and (before[-1:] in COMMAS or left != "open") else Slot.MANNER


def left_side(passage: Passage, start: int, before: str) -> str:
    """What stands before: "open" a beginning, "role", "taker", "by", "preposed", or "closed" another word."""
    if passage.opens(start):
        return "open"
    for kind, shape in left_shapes():
        if shape.search(before):
            return kind
    return "closed"


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
    table = table_of(TABLE)
    adverbs, deeds = pattern(TABLE, "adverbs"), pattern(TABLE, "deeds")
    return re.compile(f"{adverbs}{{0,3}}(?:{simple(table['deed_shape'])}|{deeds}{simple(table['not_deeds'])})")


@cache
def bare_deed() -> re.Pattern[str]:
    """The same without adverbs, for words that could be one themselves."""
    return re.compile(f"({pattern(TABLE, 'deeds')}){simple(table_of(TABLE)['not_deeds'])}")


def belonging(after: str, left: str) -> bool:
    """Whether something that persons have follows."""
    if not after.startswith("的"):
        return False
    if after.startswith(words(TABLE, "common_belongings"), 1):
        return left in ("role", "taker", "by", "open")
    return after.startswith(words(TABLE, "belongings"), 1)


def bare_end(passage: Passage, end: int, after: str) -> bool:
    """Whether a sentence, line or cell ends there."""
    return passage.closes(end) or after[:1] in ",.;。!?)"


def unknown_verb(passage: Passage, end: int) -> bool:
    """Whether a verb follows that is not known to want a thing before it."""
    word = passage.words[passage.word_at[end]]
    if word.start != end or word.text.startswith(words(TABLE, "thing_verbs")):
        return False
    if dictionary().tags.get(word.text, "x") in VERBS:
        return True
    return dictionary().tags.get(word.text, "x") == "vn" and passage.after(word.end, 1) in ("了", "过", "着", "完")
