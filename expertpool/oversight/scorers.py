"""Scores out of line: readers whose score is the highest, or the lowest, of a packet's more often than by turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from expertpool.oversight.figure import Figure, Measure
from expertpool.oversight.tails import several_chances_tail
from expertpool.queries.opened_scores import OpenedPacket

LEAST = 3
"""Scores of a packet from which on an end of the row says something about its reader."""

Reader = tuple[str, str]
"""A review group and the code of a reader in it: no name, and codes of two groups are never joined."""


def out_of_line(packets: Iterable[OpenedPacket]) -> list[Figure]:
    """Two figures a reader: how often his score alone was the highest of its packet, and how often the lowest.

    Test: if the readers of a packet were interchangeable, each would be at that end with a chance of one in as many
    as scored it (exact sum of unequal chances). Packets with fewer than three scores, or whose end two share, are
    left out. A strict reader is no wrong one: the figure says only that he scores otherwise than those beside him.
    """
    ends: dict[tuple[Measure, Reader], list[tuple[bool, Fraction]]] = defaultdict(list)
    apart: dict[Reader, list[Fraction]] = defaultdict(list)
    for packet in packets:
        if len(packet.scores) < LEAST:
            continue
        for measure, end in ((Measure.HIGHEST, max), (Measure.LOWEST, min)):
            _note_end(packet, measure, end(score for _, score in packet.scores), ends)
        total = sum((score for _, score in packet.scores), Fraction(0))
        for reader, score in packet.scores:
            apart[packet.group, reader].append(score - (total - score) / (len(packet.scores) - 1))
    return [_figure(measure, reader, trials, apart[reader], len(ends)) for (measure, reader), trials in ends.items()]


def _note_end(
    packet: OpenedPacket,
    measure: Measure,
    value: Fraction,
    ends: dict[tuple[Measure, Reader], list[tuple[bool, Fraction]]],
) -> None:
    at_end = [reader for reader, score in packet.scores if score == value]
    if len(at_end) == 1:
        for reader, _ in packet.scores:
            ends[measure, (packet.group, reader)].append((reader == at_end[0], Fraction(1, len(packet.scores))))


def _figure(
    measure: Measure,
    reader: Reader,
    trials: Sequence[tuple[bool, Fraction]],
    apart: Sequence[Fraction],
    compared: int,
) -> Figure:
    hits = sum(hit for hit, _ in trials)
    chances = [chance for _, chance in trials]
    mean = sum(apart, Fraction(0)) / len(apart)
    return Figure(
        measure=measure,
        about=reader,
        observed=hits,
        out_of=len(trials),
        expected=sum(chances, Fraction(0)),
        tail=several_chances_tail(hits, chances),
        compared=compared,
        facts={"packets": len(apart), "mean_hundredths_from_the_others": round(mean * 100)},
    )
