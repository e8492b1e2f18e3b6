"""Where a person can stand in a sentence, and whether the place of an ordinary word is such a place."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import cache

from blind.redact.finders.cues import pattern, shape, simple, words
from blind.redact.finders.lexicon import table_of
from blind.redact.finders.passage import Passage
from blind.redact.finders.segmenting import dictionary

TABLE = "slots.toml"
REACH = 24
JOINTS = ("和", "与", "及", "\N{IDEOGRAPHIC COMMA}")
LISTING = (",", "\N{IDEOGRAPHIC COMMA}")
FREE = ("open", "role", "taker", "by")
CLASSES = {
    "verb": ("v", "vd", "vi", "vg", "vq"),
    "subject": ("v", "vd", "vi", "vg", "vq", "d", "p", "r", "t", "zg", "df", "dg", "rr", "rz", "m", "mq", "ad"),
    "light": ("d", "p", "r", "t", "zg", "df", "dg", "rr", "rz"),
    "compound": ("n", "nz", "ns", "nt", "vn", "an", "b", "f", "j", "l", "i", "u", "uj", "ul"),
    "before": ("d", "f", "t", "c", "p", "y", "e", "dg", "ad"),
}
"""Word classes of the dictionary: of what follows (a verb, anything that follows a subject, the same without verbs),
and of what stands before a clause's beginning."""


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
    manner = adverbial and left not in ("taker", "by") and follows(passage, end, "verb")
    usual = left not in ("taker", "by", "preposed") and usual_manner(passage, start, end)
    if left == "closed" or usual or (manner and left == "soft"):
        return Slot.THING
    named = left in ("role", "taker")
    checks: tuple[tuple[Callable[[], bool], Slot], ...] = (
        (lambda: left == "taker" and appointed(before, after), Slot.PERSON),
        (
            lambda: deed_at(passage, end) or after.startswith(belongings()) or dated(passage, end, left),
            Slot.MANNER if manner else Slot.PERSON if named else Slot.EITHER,
        ),
        (lambda: named and (bare_end(passage, end, after) or after.startswith(JOINTS)), Slot.EITHER),
        (lambda: left == "open" and after[:1] in (",", ":") and not before.endswith(LISTING), Slot.UNCLEAR),
        (lambda: left not in FREE or bare_end(passage, end, after) or said_of_things(passage, end), Slot.THING),
        (lambda: manner, Slot.MANNER),
        (lambda: left != "open" and not composed(passage, end, left), Slot.UNCLEAR),
        (
            lambda: left == "open" and (after[0] == "(" or follows(passage, end, "light" if adverbial else "subject")),
            Slot.UNCLEAR,
        ),
    )
    return next((kind for holds, kind in checks if holds()), Slot.THING)


def composed(passage: Passage, end: int, left: str) -> bool:
    """Whether the word goes on to a longer term, so that no person stands there."""
    if left == "by":
        return re.match(simple(table_of(TABLE)["by_things"]), passage.after(end)) is not None
    word = passage.words[passage.word_at[end]]
    action = dictionary().tag(word.text) == "vn" and bare_end(passage, word.end, passage.after(word.end, 1))
    helped = word.text in words(TABLE, "adverbs")
    return follows(passage, end, "compound") and not action and not helped


def appointed(before: str, after: str) -> bool:
    """Whether the verb before wants nobody but a person, or what follows says what somebody is made."""
    return before.endswith(words(TABLE, "only_persons")) or after.startswith(words(TABLE, "appointing"))


def usual_manner(passage: Passage, start: int, end: int) -> bool:
    """Whether it is a word that often says how, before a verb that is no deed of persons or that it often describes."""
    word = passage.dense[start:end]
    if word not in words(TABLE, "manner_words") and dictionary().tag(word) not in ("ad", "d"):
        return False
    if passage.dense.startswith(words(TABLE, "manners"), end):
        return True
    return follows(passage, end, "verb") and not deed_at(passage, end)


def deed_at(passage: Passage, end: int) -> bool:
    """Whether what a person does or is follows and ends where a word ends."""
    match = deed().match(passage.dense, end, end + REACH)
    if match is None:
        return False
    stop = match.end()
    whole = match["deed"] is None or stop == len(passage.dense) or passage.words[passage.word_at[stop]].start == stop
    return whole or len(match["deed"]) > 1


def follows(passage: Passage, end: int, kind: str) -> bool:
    """Whether the next word begins there and is of this kind."""
    if end >= len(passage.dense):
        return False
    word = passage.words[passage.word_at[end]]
    return word.start == end and dictionary().tag(word.text) in CLASSES[kind]


@cache
def belongings() -> tuple[str, ...]:
    """What persons have, with the particle of possession before it."""
    return tuple("的" + thing for thing in words(TABLE, "belongings"))


def dated(passage: Passage, end: int, left: str) -> bool:
    """Whether a date stands after a blank, as under a letter."""
    return (
        left == "open"
        and not passage.closes(end)
        and passage.closes(end, " ")
        and bool(shape("dated").match(passage.after(end, REACH)))
    )


def left_side(passage: Passage, start: int, before: str) -> str:
    """What stands before: "open" a beginning, "role", "taker", "by", "preposed", "verb", "soft", or "closed"."""
    if passage.opens(start):
        return "open"
    for kind, ending in left_shapes():
        if ending.search(before):
            return kind
    if passage.opens(start, " "):
        return "open"
    word = passage.words[passage.word_at[start - 1]]
    tag = dictionary().tag(word.text)
    if len(word.text) > 1 and tag in ("n", "nz", "x") and word.text.endswith(words(TABLE, "people")):
        return "by"
    if word.text.endswith(words(TABLE, "soft")):
        return "soft"
    return "verb" if tag == "v" else "soft" if tag in CLASSES["before"] else "closed"


@cache
def left_shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The shapes of what stands before, the most telling first."""
    roles = pattern(TABLE, "roles")
    shapes = (
        ("role", f"(?:(?<!全体)(?<!广大)(?<!各位)(?<!所有){roles}[:,]?|{simple(table_of(TABLE)['role_shape'])})"),
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


def said_of_things(passage: Passage, end: int) -> bool:
    """Whether what follows is said of things; a single character must be a word."""
    match = things().match(passage.dense, end)
    if match is None:
        return False
    stop = match.end()
    whole = stop == len(passage.dense) or passage.words[passage.word_at[stop]].start == stop
    return whole or len(match["thing"]) > 1


@cache
def things() -> re.Pattern[str]:
    """What is said of things, with adverbs before it."""
    return re.compile(f"{pattern(TABLE, 'adverbs')}{{0,2}}(?P<thing>{pattern(TABLE, 'thing_verbs')})")
