"""Which packets get one more reader: where readers are wide apart, or where the calibrated result is near the line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from blind.combining.advice import LIKELY, grey_zone
from blind.combining.calibration import Calibration
from blind.combining.line import Line
from blind.combining.scores import Score, by_packet
from blind.errors import Malformed


class Cause(StrEnum):
    """Why a packet gets one more reader; kept by the office, never shown to the reader."""

    WIDE_APART = "wide-apart"
    NEAR_THE_LINE = "near-the-line"


@dataclass(frozen=True, order=True)
class Extra:
    """A packet that gets one more reader, and why."""

    packet: str
    cause: Cause


def wide_apart(scores: Iterable[Score], *, points: int | None = None, share: Fraction | None = None) -> list[Extra]:
    """Packets whose highest and lowest score differ by more than a threshold: exactly one of ``points`` (hundredths)
    and ``share`` of the spread between the packets' own means (highest less lowest): every group has its own scale.
    """
    if (points is None) == (share is None):
        raise Malformed("not-a-threshold", points=points, share=str(share))
    table = {name: [one.hundredths for one in each] for name, each in by_packet(scores).items()}
    means = [Fraction(sum(each), len(each)) for each in table.values()]
    limit = Fraction(points) if points is not None else (share or Fraction(0)) * (max(means) - min(means))
    return [Extra(name, Cause.WIDE_APART) for name, each in table.items() if max(each) - min(each) > limit]


def near_the_line(
    calibration: Calibration, line: Line, *, most: int | None = None, likely: float = LIKELY
) -> list[Extra]:
    """Packets in the grey zone, by code; with ``most`` only so many, the least certain ones."""
    near = grey_zone(calibration, line, likely=likely)[:most]
    return sorted(Extra(one.packet, Cause.NEAR_THE_LINE) for one in near)


def to_draw(extras: Iterable[Extra]) -> tuple[str, ...]:
    """What goes on to the assignment: each packet once, by code and without its cause, so that whoever reads it next
    cannot tell an extra reading from a first one."""
    return tuple(sorted({one.packet for one in extras}))
