"""How far readers agree on each packet, and which lie too near the line for scores to part them; opened ones only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from sqlmodel import Session

from blind.combining.advice import grey_zone
from blind.combining.calibration import Refused, calibrate
from blind.combining.line import Line
from blind.combining.scores import Score
from expertpool.models import ReviewGroup
from expertpool.queries.opened_scores import OpenedPacket, opened_packets
from expertpool.reviewing.group_plan import thawed


@dataclass(frozen=True, kw_only=True)
class PacketSpread:
    """A packet's opened scores in points, lowest first. ``grey``: whether it lies in the grey zone."""

    codename: str
    scores: tuple[Fraction, ...]
    grey: bool

    @property
    def mean(self) -> Fraction:
        """The plain mean."""
        return Fraction(sum(self.scores), len(self.scores))


@dataclass(frozen=True, kw_only=True)
class GroupSpread:
    """A group's packets, the highest mean first. ``line``: the mark to reach in points, None where places decide.

    ``calibrated``: the grey zone is where the calibrated chance to pass is neither near 0 nor near 1; where there are
    too few scores for that, it is where readers' scores lie on both sides of the line.
    """

    group: str
    title: str
    line: Fraction | None
    calibrated: bool
    packets: tuple[PacketSpread, ...]


def score_spreads(session: Session, year: int) -> tuple[GroupSpread, ...]:
    """Every group with opened scores in a year's newest rankings; what is still sealed has no place here."""
    listed = groupby(opened_packets(session, year), key=lambda one: one.group)
    return tuple(_spread(session.get_one(ReviewGroup, name), tuple(packets)) for name, packets in listed)


def _spread(row: ReviewGroup, packets: Sequence[OpenedPacket]) -> GroupSpread:
    line = thawed(json.loads(row.plan))[0].line
    mark = None if line.mark is None else Fraction(line.mark, 100)
    near = _near(packets, line)
    made = [_packet(one, near, mark) for one in packets]
    ordered = tuple(sorted(made, key=lambda one: (-one.mean, one.codename)))
    return GroupSpread(group=row.id, title=row.title, line=mark, calibrated=near is not None, packets=ordered)


def _near(packets: Sequence[OpenedPacket], line: Line) -> frozenset[str] | None:
    """The codenames in the calibrated grey zone; None where nothing can be calibrated."""
    scores = [Score(one.codename, reader, int(score * 100)) for one in packets for reader, score in one.scores]
    found = calibrate(scores)
    return None if isinstance(found, Refused) else frozenset(one.packet for one in grey_zone(found, line))


def _packet(one: OpenedPacket, near: frozenset[str] | None, mark: Fraction | None) -> PacketSpread:
    scores = tuple(sorted(score for _, score in one.scores))
    apart = mark is not None and scores[0] < mark <= scores[-1]
    return PacketSpread(codename=one.codename, scores=scores, grey=apart if near is None else one.codename in near)
