"""Finders run over readings, and what several readings say about the same place brought together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from blind.redact.deciding import Found, folded, short_hash
from blind.redact.hit import Act, Hit
from blind.redact.readings import Place, Reading, StoryPlace, StoryReading

_AROUND = 14
_BETWEEN = " / "
_WEIGHT = {Act.HIDE: 2, Act.ASK: 1, Act.KEEP: 0}


class Searcher(Protocol):
    """Finders prepared for one identity."""

    def find(self, text: str) -> Iterable[Hit]:
        """All hits in a text, overlaps settled."""


def found_in(
    readings: Sequence[Reading | StoryReading], searcher: Searcher, digest: str
) -> list[tuple[Found, tuple[Place, ...] | tuple[StoryPlace, ...]]]:
    """What the finders say in any order of reading, with its places; a place is said once, by the strictest.

    A question shows also what stands around the place in orders that read a mere word there: whoever answers sees both.
    """
    strictest: dict[tuple[Any, ...], tuple[Found, Any]] = {}
    around: dict[tuple[Any, ...], dict[str, Act]] = {}
    for reading in readings:
        for hit in searcher.find(reading.text):
            places = reading.where(hit.start, hit.end)
            if not places:
                continue
            text = _without_gaps(reading, hit)
            found = Found(
                id=short_hash(digest, places, hit.finder, text),
                question=short_hash(hit.finder, hit.reason, folded(text)),
                finder=hit.finder,
                reason=hit.reason,
                text=text,
                snippet=_snippet(reading.text, hit),
                sureness=hit.sureness,
                act=hit.act,
            )
            around.setdefault(places, {}).setdefault(found.snippet, found.act)
            known = strictest.get(places)
            if known is None or _WEIGHT[known[0].act] < _WEIGHT[found.act]:
                strictest[places] = (found, places)
    said = [(_with_both_sides(found, around[places]), places) for found, places in strictest.values()]
    return sorted(said, key=lambda pair: (pair[1], pair[0].finder))


def _with_both_sides(found: Found, around: Mapping[str, Act]) -> Found:
    others = [snippet for snippet, act in around.items() if act is Act.KEEP and snippet != found.snippet]
    if found.act is not Act.ASK or not others:
        return found
    return replace(found, snippet=_BETWEEN.join((found.snippet, others[0])))


def _without_gaps(reading: Reading | StoryReading, hit: Hit) -> str:
    kept: Iterator[str] = (
        char
        for char, place in zip(reading.text[hit.start : hit.end], reading.places[hit.start : hit.end], strict=True)
        if place is not None
    )
    return "".join(kept)


def _snippet(text: str, hit: Hit) -> str:
    start, end = max(hit.start - _AROUND, 0), min(hit.end + _AROUND, len(text))
    return " ".join(f"{text[start : hit.start]}【{text[hit.start : hit.end]}】{text[hit.end : end]}".split())
