"""Extra readers come from the seed and from nothing else."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blind.combining.extra_draw import draw_extra, draw_several
from blind.errors import Malformed

SEED, CONTEXT = b"\x05" * 32, ("g1", "2")
READERS = ("R1", "R2", "R3", "R4")


def test_a_packet_gets_one_of_those_who_may_read_it() -> None:
    drawn = draw_extra({"P1": ["R2"], "P2": READERS}, seed=SEED, context=CONTEXT, loads={})
    assert drawn["P1"] == "R2"
    assert drawn["P2"] in {"R1", "R3", "R4"}


def test_a_packet_nobody_may_read_is_named() -> None:
    with pytest.raises(Malformed, match="nobody-may-read") as error:
        draw_extra({"P1": [], "P2": READERS}, seed=SEED, context=CONTEXT, loads={})
    assert error.value.facts["packets"] == ["P1"]


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_packets_and_readers_are_given_changes_nothing(dice: random.Random) -> None:
    wanted = {f"P{at}": list(READERS) for at in range(6)}
    names = list(wanted)
    dice.shuffle(names)
    mixed = {name: dice.sample(wanted[name], len(READERS)) for name in names}
    assert draw_extra(mixed, seed=SEED, context=CONTEXT, loads={}) == draw_extra(
        wanted, seed=SEED, context=CONTEXT, loads={}
    )


def test_loads_stay_within_one_of_each_other() -> None:
    drawn = draw_extra({f"P{at}": READERS for at in range(10)}, seed=SEED, context=CONTEXT, loads={})
    assert sorted(Counter(drawn.values()).values()) == [2, 2, 3, 3]


def test_whoever_has_fewer_packets_reads_first() -> None:
    loads = {"R1": 5, "R2": 4, "R3": 5, "R4": 5}
    assert draw_extra({"P1": READERS}, seed=SEED, context=CONTEXT, loads=loads) == {"P1": "R2"}


def test_every_reader_is_equally_likely_over_seeds() -> None:
    found = Counter(
        draw_extra({"P1": READERS}, seed=at.to_bytes(32, "big"), context=CONTEXT, loads={})["P1"] for at in range(4000)
    )
    spread = sum((found[name] - 1000) ** 2 / 1000 for name in READERS)
    assert spread < 16.27  # chi-square, three degrees of freedom, one in a thousand


def test_another_round_draws_anew() -> None:
    wanted = {f"P{at}": READERS for at in range(12)}
    one, other = (draw_extra(wanted, seed=SEED, context=("g1", number), loads={}) for number in ("2", "3"))
    assert one != other


def test_several_readers_of_one_packet_are_different_and_the_first_is_whom_one_alone_would_be() -> None:
    wanted, counts = {"P1": READERS, "P2": READERS}, {"P1": 3, "P2": 1}
    drawn = draw_several(wanted, counts, seed=SEED, context=CONTEXT, loads={})
    alone = draw_extra(wanted, seed=SEED, context=CONTEXT, loads={})
    assert {name: readers[0] for name, readers in drawn.items()} == alone
    assert (len(set(drawn["P1"])), len(drawn["P2"])) == (3, 1)
    assert sorted(Counter([*drawn["P1"], *drawn["P2"]]).values()) == [1, 1, 1, 1]


def test_packet_with_fewer_candidates_than_it_wants_is_named() -> None:
    with pytest.raises(Malformed, match="nobody-may-read") as error:
        draw_several({"P1": ["R1"], "P2": READERS}, {"P1": 2, "P2": 2}, seed=SEED, context=CONTEXT, loads={})
    assert error.value.facts["packets"] == ["P1"]
