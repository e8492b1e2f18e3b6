"""Searching texts for a record, with allowance for the near misses that stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from blind.redact.leak.finding import Kept
from blind.redact.leak.spellings import Sought, foldings, sounds_like


@dataclass(frozen=True, order=True)
class Found:
    """A stretch of the searched text that spells a field of the record; ``spelt`` is how, folded."""

    start: int
    end: int
    what: str
    spelt: str


def search(text: str, wanted: Sequence[Sought]) -> list[Found]:
    """Every place of a text where something wanted stands, in order."""
    folded = foldings(text)
    found = set()
    for one in wanted:
        stream = folded[one.stream]
        for hit in one.pattern.finditer(stream.text):
            if hit.end() > hit.start():
                found.add(Found(stream.origins[hit.start()], stream.origins[hit.end() - 1] + 1, one.what, hit.group()))
        if one.stream == "han" and len(one.folded) >= 2 and not one.folded.isascii():
            for at in sounds_like(one.folded, stream.text):
                end = at + len(one.folded)
                found.add(Found(stream.origins[at], stream.origins[end - 1] + 1, one.what, one.folded))
    return sorted(found)


def spelt_in(kept: Kept, found: Found) -> bool:
    """Whether a near miss that stays contains what was found."""
    return any(found.spelt and found.spelt in stream.text for stream in foldings(kept.text).values())


def beyond(found: Sequence[Found], kept: Sequence[Kept]) -> list[Found]:
    """What is found more often than it was kept; for texts without places, where only the number can be compared."""
    counts = Counter(one.spelt for one in found)
    allowed = {
        spelt: sum(spelt_in(one, Found(0, 0, "", spelt)) * max(1, _times(one, spelt)) for one in kept)
        for spelt in counts
    }
    return [one for one in found if counts[one.spelt] > allowed[one.spelt]]


def _times(kept: Kept, spelt: str) -> int:
    return max(stream.text.count(spelt) for stream in foldings(kept.text).values())
