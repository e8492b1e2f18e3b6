"""How well each expert fits each packet, in millionths: the specialty first, the words of the text beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expertpool.assigning.similarity import FULL, Segment, similarities, words_of

SAME, PART, SERIES = 600_000, 300_000, 100_000
"""What a specialty gives that the packet's group names, one that shares its words with it, and the series alone."""
TEXT = FULL - SAME
"""What the closest text in the pool gives."""


@dataclass(frozen=True)
class PacketText:
    """A packet as the assignment sees it: codename, the group on its cover (several parts, may be empty), its text."""

    codename: str
    group: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Reader:
    """An expert as the assignment sees them."""

    expert_no: str
    series: str
    specialties: tuple[str, ...]


def suitability(packets: Sequence[PacketText], readers: Sequence[Reader], segment: Segment) -> list[list[int]]:
    """Rows of packets by columns of readers, 0 to 1,000,000; the same texts always give the same numbers.

    Text similarity is scaled so that the closest pair of all counts in full: what matters is who fits better.
    """
    profiles = [words_of(" ".join((*one.specialties, *one.specialties, one.series)), segment) for one in readers]
    texts = similarities(profiles, [words_of(packet.text, segment) for packet in packets])
    closest = max((value for row in texts for value in row), default=0) or 1
    return [
        [_field(packet, reader) + TEXT * value // closest for reader, value in zip(readers, row, strict=True)]
        for packet, row in zip(packets, texts, strict=True)
    ]


def _field(packet: PacketText, reader: Reader) -> int:
    if any(specialty in packet.group for specialty in reader.specialties):
        return SAME
    if any(_part(specialty, name) for specialty in reader.specialties for name in packet.group):
        return PART
    return SERIES if reader.series and reader.series in packet.group else 0


def _part(specialty: str, name: str) -> bool:
    """Whether one name holds the other: 冶金 and 有色冶金."""
    return min(len(specialty), len(name)) >= 2 and (specialty in name or name in specialty)
