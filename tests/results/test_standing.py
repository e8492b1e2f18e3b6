"""Who is in, out or tied: places over all, by group and by unit; equal scores are never put in an order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.errors import Refusal
from expertpool.results.standing import Candidate, Places, Standing, rank_numbers, standings

IN, TIED, OUT = Standing.IN, Standing.TIED, Standing.NO_PLACE


def one(name: str, score: int | None, unit: str = "", group: str = "g", **given: Any) -> Candidate:
    facts = {"above": True, "passed": True, **given}
    return Candidate(codename=name, group=group, score=score, unit=unit, **facts)


def found(candidates: list[Candidate], **places: Any) -> list[Standing]:
    held = standings(candidates, Places(**places))
    return [held[one.codename] for one in candidates]


def test_only_who_passed_the_ballot_is_in_however_high_the_score() -> None:
    people = [one("a", 9900, passed=False), one("b", 7000), one("c", 9900, passed=None)]
    assert found(people) == [Standing.NOT_PASSED, IN, Standing.NO_BALLOT]


def test_score_under_the_line_keeps_out_unless_the_line_is_advice() -> None:
    people = [one("a", 8000), one("b", 6000, above=False)]
    assert found(people) == [IN, Standing.BELOW_LINE]
    assert found(people, line_binds=False) == [IN, IN]


def test_pending_score_waits_and_takes_no_place() -> None:
    assert found([one("a", None), one("b", 8000)], total=1) == [Standing.WAITING, IN]


def test_two_equal_scores_at_the_last_place_are_both_tied_and_the_next_is_out() -> None:
    people = [one("a", 9000), one("b", 8000), one("c", 8000), one("d", 7000)]
    assert found(people, total=2) == [IN, TIED, TIED, OUT]
    assert found(people, total=3) == [IN, IN, IN, OUT]


def test_equal_scores_after_the_last_place_are_out_and_not_tied() -> None:
    assert found([one("a", 9000), one("b", 8000), one("c", 8000)], total=1) == [IN, OUT, OUT]


def test_decision_of_the_committee_seats_one_of_the_tied_and_only_of_them() -> None:
    people = [one("a", 9000), one("b", 8000), one("c", 8000)]
    assert found(people, total=2, decided={"c": "业绩更突出"}) == [IN, OUT, IN]
    with pytest.raises(Refusal, match=r"results\.not_tied"):
        found(people, total=2, decided={"a": "理由"})


def test_unit_with_one_place_leaves_its_second_best_out_and_the_place_goes_on() -> None:
    people = [one("a", 9000, "甲"), one("b", 8000, "甲"), one("c", 7000, "乙")]
    assert found(people, total=2, units={"甲": 1}) == [IN, OUT, IN]


def test_tie_for_a_units_last_place_stays_inside_the_unit_and_keeps_its_place() -> None:
    people = [one("a", 9000, "甲"), one("b", 9000, "甲"), one("c", 8000, "乙"), one("d", 7000, "乙")]
    assert found(people, total=2, units={"甲": 1}) == [TIED, TIED, IN, OUT]


def test_groups_have_places_of_their_own_and_a_total_across_them_deals_nothing_by_score() -> None:
    people = [one("a", 9000), one("b", 8000), one("c", 9900, group="h")]
    assert found(people, groups={"g": 1, "h": 1}, total=2) == [IN, OUT, IN]
    with pytest.raises(Refusal, match=r"results\.total_across_groups"):
        found(people, total=2)
    with pytest.raises(Refusal, match=r"results\.no_such_group"):
        found(people, groups={"x": 1})


def test_units_places_that_do_not_reach_over_two_groups_are_not_dealt_by_the_groups_order() -> None:
    people = [one("a", 7000, "甲"), one("b", 9900, "甲", group="h")]
    with pytest.raises(Refusal, match=r"results\.unit_across_groups"):
        found(people, units={"甲": 1})
    assert found(people, units={"甲": 2}) == [IN, IN]


def test_no_places_at_all_seat_nobody() -> None:
    assert found([one("a", 9000)], total=0) == [OUT]


def test_equal_scores_share_a_rank_and_the_next_rank_is_skipped() -> None:
    people = [one("a", 9000), one("b", 8000), one("c", 8000), one("d", 7000), one("e", None)]
    assert rank_numbers(people) == {"a": 1, "b": 2, "c": 2, "d": 4}


PERSON = st.tuples(st.integers(0, 3), st.sampled_from(["", "甲", "乙"]), st.booleans())


@given(st.lists(PERSON, min_size=1, max_size=9), st.integers(0, 6), st.integers(0, 3), st.integers(0, 3))
def test_quota_is_never_exceeded_equals_of_one_unit_stand_alike_and_order_does_not_matter(
    people: list[tuple[int, str, bool]], total: int, first: int, second: int
) -> None:
    listed = [one(str(at), score, unit, passed=passed) for at, (score, unit, passed) in enumerate(people)]
    places = Places(total=total, units={"甲": first, "乙": second})
    held = standings(listed, places)
    seated = [who for who in listed if held[who.codename] is IN]
    assert len(seated) <= total
    assert sum(who.unit == "甲" for who in seated) <= first
    assert sum(who.unit == "乙" for who in seated) <= second
    assert standings(listed[::-1], places) == held
    for who in listed:
        for other in listed:
            if (who.score, who.unit, who.passed) == (other.score, other.unit, other.passed):
                assert held[who.codename] is held[other.codename]
