"""The spread of opened scores: by group, with the grey zone by calibration or, where scores are few, by the line."""

from __future__ import annotations

from fractions import Fraction

from blind.combining.line import Line
from expertpool.oversight.score_spread import _near, _packet
from expertpool.queries.opened_scores import OpenedPacket


def packet(name: str, *scores: tuple[str, int]) -> OpenedPacket:
    return OpenedPacket(group="g", codename=name, scores=tuple((reader, Fraction(score)) for reader, score in scores))


def test_few_scores_cannot_be_calibrated_and_the_line_between_them_is_the_grey_zone() -> None:
    packets = [packet("1", ("R1", 59), ("R2", 61)), packet("2", ("R1", 80), ("R2", 90)), packet("3", ("R1", 60))]
    assert _near(packets, Line(mark=6000)) is None
    assert [_packet(one, None, Fraction(60)).grey for one in packets] == [True, False, False]
    assert [_packet(one, None, None).grey for one in packets] == [False] * 3


def test_many_scores_are_calibrated_and_the_packets_near_the_line_are_grey() -> None:
    readers = [f"R{number}" for number in range(6)]
    packets = [
        packet(str(at), *((reader, 40 + 3 * at + (at * 7 + place * 5) % 9) for place, reader in enumerate(readers)))
        for at in range(12)
    ]
    near = _near(packets, Line(mark=6000))
    assert near is not None
    assert "0" not in near
    assert "11" not in near
    shown = _packet(packets[0], near, Fraction(60))
    assert (shown.grey, shown.scores == tuple(sorted(shown.scores))) == (False, True)
    assert shown.mean == Fraction(sum(shown.scores), 6)
