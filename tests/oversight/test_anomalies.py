"""Figures against chance: planted irregularities stand out, an honest season stays quiet, each figure can be redone."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from math import comb

import pytest
from sqlmodel import Session

from expertpool.actions.freeze_roster import freeze_roster
from expertpool.oversight.anomalies import Anomalies, anomalies
from expertpool.oversight.figure import Measure
from expertpool.oversight.scorers import out_of_line
from expertpool.oversight.seats import seats_of
from expertpool.queries.committee_record import committees_on_record
from expertpool.queries.opened_scores import OpenedPacket
from tests.conftest import AT
from tests.oversight.seasons import committee, pool, season, seat


def looked_at(session: Session, year: int = 2025) -> Anomalies:
    return anomalies(committees_on_record(session, year=year), reasons={}, packets=[])


def test_an_honest_season_has_nothing_notable(session: Session) -> None:
    season(session, pool(400), 24)
    assert looked_at(session).notable == ()


def test_a_pair_that_sits_together_on_every_panel_stands_out_with_its_figures(session: Session) -> None:
    experts = pool(200, series=("工程",))
    numbers = [one.facts.expert_no for one in experts]
    roster = freeze_roster(session, experts=experts, at=AT, source="名册.xlsx")
    for at in range(16):
        pair = numbers[:2] if at < 8 else []
        others = numbers[2 + at * 11 : 2 + at * 11 + 11 - len(pair)]
        seat(session, experts, committee(at, series="工程"), [*pair, *others], roster=roster)
    found = looked_at(session).figures[Measure.MET]
    assert [one.about for one in found] == [("E0001", "E0002")]
    assert (found[0].observed, found[0].compared, found[0].expected) == (8, 1, Fraction(4))
    assert found[0].tail == Fraction(1, comb(16, 8))
    assert found[0].facts == {"open_to_both": 16, "first_served": 8, "second_served": 8}
    assert found[0].notable


def test_a_committee_that_replaces_half_its_panel_stands_out_and_the_others_do_not(session: Session) -> None:
    experts = pool(300, series=("工程",))
    numbers = [one.facts.expert_no for one in experts]
    roster = freeze_roster(session, experts=experts, at=AT, source="名册.xlsx")
    for at in range(20):
        facts, first = committee(at, series="工程"), numbers[at * 12 : at * 12 + 11]
        seat(session, experts, facts, first, roster=roster)
        if at == 3:
            seat(session, experts, facts, numbers[260:266], kept=first[6:], at=AT + timedelta(days=1), roster=roster)
    found = looked_at(session).figures[Measure.REPLACED]
    assert [one.about[0] for one in found if one.notable] == ["2025年度第003评审委员会"]
    assert (found[0].observed, found[0].out_of, found[0].compared) == (6, 17, 20)
    assert found[0].facts["season_seated"] == 20 * 11 + 6
    assert found[0].facts["attempts"] == 2
    assert found[0].tail == Fraction(comb(17, 6), comb(226, 6))


def test_an_expert_drawn_everywhere_stands_out(session: Session) -> None:
    experts = pool(200, series=("工程",))
    numbers = [one.facts.expert_no for one in experts]
    roster = freeze_roster(session, experts=experts, at=AT, source="名册.xlsx")
    for at in range(10):
        seat(session, experts, committee(at, series="工程"), [numbers[0], *numbers[1 + at * 10 :][:10]], roster=roster)
    found = looked_at(session).figures[Measure.SERVED]
    assert [one.about for one in found] == [("E0001",)]
    assert found[0].tail == Fraction(11, 200) ** 10
    assert (found[0].compared, found[0].notable) == (200, True)


def test_members_who_were_kept_and_those_recused_are_not_counted_as_drawn_or_drawable(session: Session) -> None:
    experts = pool(30, series=("工程",))
    numbers = [one.facts.expert_no for one in experts]
    facts = committee(1, series="工程", keep=tuple(numbers[:2]), recused=frozenset(numbers[20:25]))
    seat(session, experts, facts, numbers[2:11], kept=numbers[:2])
    seats = seats_of(committees_on_record(session, year=2025))
    assert (seats.seats, seats.drawable) == ((9,), (30 - 5 - 2,))
    assert set(seats.open_to) == set(numbers[2:20]) | set(numbers[25:])


def packets(harsh: int, of: int) -> list[OpenedPacket]:
    """``of`` packets read by three; R1 is the lowest in ``harsh`` of them, else the three take turns."""
    made = []
    for at in range(of):
        order = ["R1", "R2", "R3"] if at < harsh else [f"R{1 + (at + shift) % 3}" for shift in range(3)]
        scores = tuple((reader, Fraction(70 + 5 * place)) for place, reader in enumerate(order))
        made.append(OpenedPacket(group="g", codename=f"{at:04}", scores=scores))
    return made


def test_a_reader_who_is_always_the_lowest_stands_out_with_how_far_he_is_from_the_others() -> None:
    notable = [one for one in out_of_line(packets(12, 12)) if one.notable]
    assert ("g", "R1") in {one.about for one in notable if one.measure is Measure.LOWEST}
    lowest = next(one for one in notable if one.about == ("g", "R1"))
    assert (lowest.observed, lowest.out_of, lowest.compared) == (12, 12, 6)
    assert lowest.tail == Fraction(1, 3) ** 12
    assert lowest.facts == {"packets": 12, "mean_hundredths_from_the_others": -750}


def test_readers_who_take_turns_are_not_notable() -> None:
    assert [one for one in out_of_line(packets(0, 12)) if one.notable] == []


@pytest.mark.parametrize(
    "scores",
    [
        (("R1", Fraction(60)), ("R2", Fraction(90))),
        (("R1", Fraction(60)), ("R2", Fraction(60)), ("R3", Fraction(60))),
    ],
)
def test_two_readings_or_a_shared_end_say_nothing(scores: tuple[tuple[str, Fraction], ...]) -> None:
    made = [OpenedPacket(group="g", codename=f"{at:04}", scores=scores) for at in range(40)]
    assert out_of_line(made) == []
