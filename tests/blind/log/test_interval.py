"""Where witnessed heads place an entry in time."""

from __future__ import annotations

import pytest

from blind.errors import Forged
from blind.log.head import Head
from blind.log.interval import Interval, Timeline
from tests.blind.log.season import WITNESS, Season, seconds, witnessed_head

ENTRIES = Season().entries


def heads(*seen: tuple[int, int]) -> list[Head]:
    return [witnessed_head(ENTRIES[:size], minutes=minutes) for size, minutes in seen]


def test_entry_lies_between_the_last_head_without_and_the_first_with_it() -> None:
    timeline = Timeline(heads((8, 20), (4, 10), (12, 30)), witness=WITNESS)
    assert timeline.interval(3) == Interval(None, seconds(10))
    assert timeline.interval(4) == Interval(seconds(10), seconds(20))
    assert timeline.interval(7) == Interval(seconds(10), seconds(20))
    assert timeline.interval(8) == Interval(seconds(20), seconds(30))
    assert timeline.interval(12) == Interval(seconds(30), None)


def test_entry_nobody_witnessed_lies_anywhere() -> None:
    assert Timeline([], witness=WITNESS).interval(3) == Interval(None, None)
    assert Timeline(heads((4, 10)), witness="someone else").interval(3) == Interval(None, None)


def test_head_seen_twice_counts_from_its_first_time() -> None:
    timeline = Timeline(heads((4, 10), (4, 15), (8, 20)), witness=WITNESS)
    assert timeline.interval(4) == Interval(seconds(10), seconds(20))


def test_larger_head_seen_before_a_smaller_one_means_a_clock_turned_back() -> None:
    with pytest.raises(Forged) as caught:
        Timeline(heads((4, 10), (8, 9)), witness=WITNESS)
    assert (caught.value.code, caught.value.facts["size"]) == ("clock-turned-back", 8)


@pytest.mark.every
@pytest.mark.parametrize(
    ("claimed", "code"), [(99, "back-dated"), (100, None), (150, None), (200, None), (201, "post-dated")]
)
def test_claimed_time_outside_the_interval_is_refused(claimed: int, code: str | None) -> None:
    interval = Interval(100, 200)
    if code is None:
        interval.check(claimed)
        return
    with pytest.raises(Forged) as caught:
        interval.check(claimed)
    assert caught.value.code == code


def test_tolerance_widens_both_sides_and_delay_the_early_one() -> None:
    interval = Interval(100, 200)
    interval.check(95, tolerance=5)
    interval.check(205, tolerance=5)
    interval.check(85, tolerance=5, delay=10)
    for claimed in (84, 206):
        with pytest.raises(Forged):
            interval.check(claimed, tolerance=5, delay=10)


def test_open_interval_admits_everything() -> None:
    Interval(None, None).check(0)
    Interval(None, None).check(1 << 40)
