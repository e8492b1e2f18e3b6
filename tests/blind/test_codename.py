"""Codenames: equally wide, all different, and every one as likely as any other."""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter

import pytest

from blind.codename import MOST, below, deal


def seeded(seed: int) -> random.Random:
    return random.Random(seed)


def test_codenames_are_all_different_and_all_of_one_shape() -> None:
    dealt = deal(5000, fresh=seeded(1).randbytes)
    assert len(set(dealt)) == 5000
    assert {bool(re.fullmatch(r"\d{4}-\d{4}", name)) for name in dealt} == {True}


def test_codenames_taken_before_are_not_dealt_again() -> None:
    first = deal(100, fresh=seeded(2).randbytes)
    again = deal(100, taken=frozenset(first[:50]), fresh=seeded(2).randbytes)
    assert set(again) & set(first[:50]) == set()


def test_the_order_of_codenames_says_nothing() -> None:
    dealt = deal(2000, fresh=seeded(3).randbytes)
    rising = sum(one < other for one, other in itertools.pairwise(dealt))
    assert 900 < rising < 1100


def test_numbers_below_a_bound_are_equally_likely() -> None:
    source = seeded(4)
    counts = Counter(below(10, source.randbytes) for _ in range(20000))
    assert sum((count - 2000) ** 2 / 2000 for count in counts.values()) < 27.9


def test_bytes_beyond_the_last_whole_multiple_are_thrown_away() -> None:
    given = iter([b"\xff", b"\xfa", b"\x07"])
    assert below(250, lambda _size: next(given)) == 7


def test_more_codenames_than_there_is_room_for_are_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        deal(MOST + 1, fresh=seeded(5).randbytes)
