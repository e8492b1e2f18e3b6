"""Addresses with a house number; at level strict all addresses and names of places narrower than the city."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from blind.identity import Identity
from blind.redact.finders.cues import pattern, words
from blind.redact.finders.numbers import labelled
from blind.redact.finders.passage import Passage
from blind.redact.finders.person import HAN
from blind.redact.finders.search import Search
from blind.redact.finders.segmenting import dictionary
from blind.redact.hit import Hit, Level

FINDER = "place"
NUMBER = re.compile(r"[0-9]{1,5}\u53f7(?:\u697c|\u9662)?(?:[0-9]{1,3}(?:\u5355\u5143|\u697c|\u5ba4|\u5c42)){0,3}")
HOUSE = re.compile(r"[0-9]{1,5}(?:-[0-9]{1,4})?(?:\u53f7(?:\u697c|\u9662)?|\u5f04|\u680b|\u5e62|\u5355\u5143|\u5ba4)")
BEFORE = re.compile(
    r"(?:[\u7701\u5e02\u76df\u5dde\u53bf\u533a\u65d7]|[\u5728\u4e8e\u81f3\u4ece\u5230\u8d74\u6cbf\u6765\u5411]|[^\u3400-\u9fff])$"
)


def prepare(_identity: Identity, level: Level) -> Search:
    """Looks for addresses; at strict for districts, counties, towns, villages and streets too."""
    address = labelled("address_labels", r"[0-9a-z\u3400-\u9fff-]{4,40}")

    def housed(passage: Passage) -> Iterator[Hit]:
        for match in address.finditer(passage.dense):
            start, stop = match.span("n")
            end = next((at for at in range(start + 1, stop) if passage.gaps[at] in "\t\f"), stop)
            numbers = list(HOUSE.finditer(passage.dense, start, end))
            if numbers:
                yield passage.hit(start, numbers[-1].end(), FINDER, "address-after-label", sureness=90)

    def search(passage: Passage) -> Iterator[Hit]:
        for match in address.finditer(passage.dense):
            yield passage.hit(*match.span("n"), FINDER, "address-after-label", sureness=90)
        for match in shape().finditer(passage.dense):
            yield from place_hits(passage, match)

    return search if level is Level.STRICT else housed


@cache
def shape() -> re.Pattern[str]:
    """The ending of a place's name."""
    return re.compile(pattern("places.toml", "endings"))


@cache
def no_places() -> tuple[str, ...]:
    """Words that end like a place."""
    return words("places.toml", "not_places")


def place_hits(passage: Passage, match: re.Match[str]) -> Iterator[Hit]:
    """The place whose name ends with the match, if the words before it make a name."""
    end, at = match.end(), passage.word_at
    if passage.word_at[end - 1] != at[min(end, len(at) - 1)] or end == len(at):
        start = name_start(passage, match.start(), end)
        if start is not None:
            number = NUMBER.match(passage.dense, end)
            yield passage.hit(start, number.end() if number else end, FINDER, "place-by-form", sureness=80)


def name_start(passage: Passage, start: int, end: int) -> int | None:
    """Where the place's name begins; None if this is no place."""
    word = passage.words[passage.word_at[end - 1]]
    if word.end == end and len(word.text) > 2 and dictionary().tag(word.text) == "ns":
        return word.start if word.text not in no_places() else None
    if passage.dense[max(0, end - 5) : end].endswith(no_places()):
        return None
    strong = match_strong(passage.dense[start:end]) or NUMBER.match(passage.dense, end)
    for width in (2, 3, 1, 4):
        begin = start - width
        name = passage.dense[max(begin, 0) : start]
        if begin < 0 or not HAN.fullmatch(name) or passage.words[passage.word_at[begin]].start != begin:
            continue
        free = BEFORE.search(passage.dense[:begin][-1:] or "^") or (strong and width > 1)
        tag = dictionary().tag(name, "ns")
        if free and (tag in ("ns", "nr", "nz") or NUMBER.match(passage.dense, end)):
            return begin
    return None


def match_strong(ending: str) -> bool:
    """Whether an ending belongs to names of places almost alone."""
    return ending in words("places.toml", "strong")
