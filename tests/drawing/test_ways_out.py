"""Why no panel exists, and that each way out, when taken, leads to one."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from expertpool.drawing.question import Question, ask
from expertpool.drawing.result import NoLawfulPanel, seat
from expertpool.drawing.ways_out import forbidden, ways_out
from expertpool.ids import ExpertId, RuleId
from expertpool.rules.facts import Basis, CommitteeFacts, EmployerKind, ExpertFacts, Level, SeatRange
from expertpool.rules.stack import load_packs
from expertpool.rules.waiver import Waiver
from expertpool.words import Language
from solver.clash import exists_panel
from solver.lottery import NoPanel

DAY = date(2025, 8, 15)
PACKS = load_packs(None, on=DAY)
COMMITTEE = CommitteeFacts(
    name="冶金",
    year=2025,
    series="工程",
    level=Level.ASSOCIATE_SENIOR,
    seats=11,
    meeting=DAY,
    enterprise_related=True,
    private_enterprise_at_least=Fraction(1, 3),
    max_per_employer=3,
    specialties={"冶金": SeatRange(4), "采矿": SeatRange(3, 5)},
)


def expert(
    number: int, *, private: bool = False, field: str = "冶金", unit: str = "", rests: bool = False
) -> ExpertFacts:
    return ExpertFacts(
        expert_no=ExpertId(f"E{number:03d}"),
        employer=unit or f"单位{number}",
        employer_kind=EmployerKind.PRIVATE_ENTERPRISE if private else EmployerKind.INSTITUTION,
        series="工程",
        specialties=(field,),
        level=Level.FULL_SENIOR,
        years_served=frozenset({2022, 2023, 2024}) if rests else frozenset(),
    )


def pool(*, private: int, resting: int = 0) -> list[ExpertFacts]:
    people = [expert(at, field=("冶金", "采矿")[at % 2]) for at in range(20)]
    people += [expert(100 + at, private=True) for at in range(private)]
    return people + [expert(200 + at, private=True, rests=True) for at in range(resting)]


def asked(committee: CommitteeFacts, experts: list[ExpertFacts]) -> Question:
    return ask(PACKS, committee, experts, draw_day=date(2025, 7, 1))


def test_too_few_private_experts_are_named_with_their_clause_and_number() -> None:
    dead = ways_out(asked(COMMITTEE, pool(private=2, resting=2)))
    assert [(line.demand.limit, line.demand.available) for line in dead.clash] == [(4, 2)]
    assert "2025通知" in dead.clash[0].clause or "评委会文件" in dead.clash[0].clause
    told = dead.as_dict(Language.ZH)
    assert told["clash"][0]["available"] == 2
    assert "民营企业" in told["clash"][0]["sentence"]


def test_waiving_the_rest_of_the_people_named_seats_a_panel() -> None:
    experts = pool(private=2, resting=2)
    dead = ways_out(asked(COMMITTEE, experts))
    way = next(way for way in dead.ways if way.way == "readmit")
    named = [ExpertId(step.places["expert"]) for step in way.steps]
    assert len(named) == 2
    at = datetime(2025, 6, 1, tzinfo=UTC)
    rule = RuleId("rest-after-three-years")
    waivers = tuple(Waiver(rule, "人数不足", "王某", at, expert=number) for number in named)
    result = seat(
        asked(replace(COMMITTEE, waivers=waivers), experts), method="lottery", seed=b"s", context=b"", tickets=50
    )
    assert set(named) <= set(result.members)
    assert [verdict.state.value for verdict in result.verdicts if verdict.rule_id == rule] == ["waived"]


def test_winning_the_experts_named_seats_a_panel() -> None:
    experts = pool(private=2)
    dead = ways_out(asked(COMMITTEE, experts))
    way = next(way for way in dead.ways if way.way == "recruit")
    wanted = sum(step.places["count"] for step in way.steps)
    won = [expert(300 + at, private=True, field="冶金") for at in range(wanted)]
    assert not exists_panel(asked(COMMITTEE, [*experts, *won[1:]]).problem)
    assert exists_panel(asked(COMMITTEE, [*experts, *won]).problem)


def test_moving_the_offices_own_number_seats_a_panel() -> None:
    crowded = [expert(at, unit="一个单位", field=("冶金", "采矿")[at % 2]) for at in range(20)]
    private = [expert(100 + at, private=True) for at in range(7)]
    committee = replace(COMMITTEE, private_enterprise_at_least=1)
    dead = ways_out(asked(committee, [*crowded, *private]))
    way = next(way for way in dead.ways if way.way == "move")
    assert [step.places["new"] for step in way.steps] == [4]
    assert exists_panel(asked(replace(committee, max_per_employer=4), [*crowded, *private]).problem)


def test_another_size_is_offered_only_where_the_law_allows_it() -> None:
    few = [expert(at, field=("冶金", "采矿")[at % 2]) for at in range(9)] + [
        expert(100 + at, private=True) for at in range(3)
    ]
    for basis, sizes in ((None, [9]), (Basis.SPECIALTY, [])):
        dead = ways_out(asked(replace(COMMITTEE, seats=13, basis=basis), few))
        assert dead.short == 1
        assert [way.steps[0].places["new"] for way in dead.ways if way.way == "resize"] == sizes


def test_a_size_far_off_is_offered_where_the_pool_is_too_small_or_the_seats_of_specialties_ask_it() -> None:
    few = [expert(at, field=("冶金", "采矿")[at % 2]) for at in range(20)]
    private = [expert(100 + at, private=True) for at in range(9)]
    free = replace(COMMITTEE, specialties={}, private_enterprise_at_least=1, max_per_employer=None)
    dead = ways_out(asked(replace(free, seats=333), [*few, *private]))
    assert [way.steps[0].places["new"] for way in dead.ways if way.way == "resize"] == [29]
    asks = {field: SeatRange(9) for field in ("冶金", "采矿")}
    crowded = asked(replace(free, seats=13, specialties=asks), [*few, *private])
    assert [way.steps[0].places["new"] for way in ways_out(crowded).ways if way.way == "resize"] == [19]


def test_a_private_enterprises_expert_is_asked_for_only_where_nobody_else_would_do() -> None:
    for private, who in ((0, "draw.recruit.another_any"), (12, "draw.recruit.private_any")):
        committee = replace(COMMITTEE, seats=13, specialties={}, private_enterprise_at_least=private)
        dead = ways_out(asked(committee, [expert(at, private=at < 6) for at in range(12)]))
        way = next(way for way in dead.ways if way.way == "recruit")
        assert way.steps[0].places["who"].key == who


def test_an_even_size_breaks_the_law_whoever_sits_and_an_odd_one_is_offered() -> None:
    question = asked(replace(COMMITTEE, seats=12), pool(private=6))
    with pytest.raises(NoLawfulPanel) as stopped:
        seat(question, method="lottery", seed=b"s", context=b"")
    dead = forbidden(question, stopped.value.verdicts)
    assert [verdict.rule_id for verdict in dead.broken] == ["odd-size"]
    assert [way.steps[0].places["new"] for way in dead.ways] == [11]


@pytest.mark.parametrize("seed", range(8))
def test_on_random_pools_some_way_out_exists_and_the_clash_is_needed_whole(seed: int) -> None:
    dice = random.Random(seed)
    experts = [
        expert(
            at,
            private=dice.random() < 0.15,
            field=dice.choice(["冶金", "采矿"]),
            unit=f"单位{dice.randrange(4)}",
            rests=dice.random() < 0.2,
        )
        for at in range(dice.randrange(12, 24))
    ]
    question = asked(replace(COMMITTEE, max_per_employer=2), experts)
    assert not exists_panel(question.problem)
    dead = ways_out(question)
    assert dead.clash or dead.short
    assert dead.minimum
    assert dead.ways


def test_a_question_with_a_panel_has_nothing_to_explain() -> None:
    with pytest.raises(ValueError, match="has a panel"):
        ways_out(asked(COMMITTEE, pool(private=6)))


def test_a_clash_of_bounds_is_no_panel_for_either_method() -> None:
    question = asked(COMMITTEE, pool(private=2))
    for method in ("lottery", "queue"):
        with pytest.raises(NoPanel):
            seat(question, method=method, seed=b"s", context=b"")
