"""The applicant's name, former names and named companions in Chinese characters, whatever stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blind.identity import Identity
from blind.redact.finders.passage import Passage
from blind.redact.finders.person import DOTS, Person, person
from blind.redact.finders.search import Search
from blind.redact.finders.segmenting import segmented
from blind.redact.finders.sense import judge
from blind.redact.hit import Act, Hit, Level

JUNK = r"[\W_]"
"""Any sign: neither a letter nor a digit."""
MARKS_OF_SENTENCES = set(",。:;!?%\N{IDEOGRAPHIC COMMA}()")
READING = r"\([a-z:'\N{RIGHT SINGLE QUOTATION MARK}]{1,8}[1-5]?\)"
"""How a character sounds, as it stands behind or over it."""
LEADERS = r"(?:[.]{3,40}|[-_—–·*]{3,40})"
PAGE_MARK = r"(?:[-—–.·(\u7b2c]{0,2}[0-9]{1,4}[-—–.·)\u9875]{0,2})"


def prepare(identity: Identity, _level: Level) -> Search:
    """Looks for every name of the record that is written in Chinese characters."""
    people = dict.fromkeys(persons(identity))
    shapes = [(who, re.compile(spelled(who.bare))) for who in people if who.chinese]
    chinese = [who for who in people if who.chinese]
    others = [(who, "name-in-two-fields", in_two_fields(who)) for who in chinese if who.family]
    others += [(who, "name-backwards", spelled(who.bare[::-1])) for who in chinese if readable_backwards(who)]
    others += [(who, "name-part", re.escape(part)) for who in people for part in long_parts(who)]
    found_so = [(who, reason, re.compile(f"(?P<n>{text})")) for who, reason, text in others]

    def search(passage: Passage) -> Iterator[Hit]:
        for who, shape in shapes:
            for match in shape.finditer(passage.dense):
                yield from hits(passage, match.start(), match.end(), who)
        for who, reason, shape in found_so:
            for match in shape.finditer(passage.dense):
                yield passage.hit(*match.span("n"), finder(who), reason, sureness=85)

    return search


def persons(identity: Identity) -> Iterator[Person]:
    """Everybody of the record, with whose name it is."""
    yield person(identity.name, "name")
    yield from (person(name, "former-name") for name in identity.former_names)
    yield from (person(name, "companion") for name in identity.companions)


def finder(who: Person) -> str:
    """The finder's code for a person."""
    return who.kind


def spelled(name: str) -> str:
    """A pattern for the characters with up to two signs, a row of dots, a sound or a page number between any two."""
    between = f"(?:{JUNK}{{0,2}}|{LEADERS}|{READING}|{PAGE_MARK})"
    return between.join(map(re.escape, name))


def in_two_fields(who: Person) -> str:
    """A pattern for the family name and the given name in fields of their own, the first label left out."""
    second = f"{JUNK}?\u540d\u5b57?:?{spelled(who.given)}"
    return f"(?:(?<=\u59d3)|(?<=\u59d3:)|(?<=\u59d3\u6c0f:)){spelled(who.family)}{second}"


def readable_backwards(who: Person) -> bool:
    """Whether the name from its end, as old boards have it, is long enough to be no chance, and no words."""
    other = who.bare[::-1]
    return other != who.bare and (len(other) > 3 or len(segmented(other)) == len(other) == 3)


def long_parts(who: Person) -> list[str]:
    """Parts of a name with dots that are long enough to point at the person."""
    return [part for part in who.parts if len(who.parts) > 1 and len(part) > 2]


def hits(passage: Passage, start: int, end: int, who: Person) -> Iterator[Hit]:
    """The finding for one match of the whole name."""
    between = [char for char in passage.dense[start:end] if char not in who.bare]
    sounds = any(char.isascii() and char.isalpha() for char in between)
    page_number = any(char.isdigit() for char in between) and not sounds
    if page_number and not any(gap in "\n\f" for gap in passage.gaps[start + 1 : end]):
        return
    verdict = judge(passage, start, end, who)
    act, reason, sureness = verdict.act, verdict.reason, verdict.sureness
    if set(between) & MARKS_OF_SENTENCES and not page_number and not sounds:
        if act is not Act.HIDE or (reason == "name-in-full" and who.loose):
            act, reason, sureness = Act.KEEP, "name-over-punctuation", 80
    elif between and act is not Act.HIDE and not set(between) <= set(DOTS):
        act, reason, sureness = Act.HIDE, "name-with-signs-inside", 80
    yield passage.hit(start, end, finder(who), reason, act=act, sureness=sureness)
