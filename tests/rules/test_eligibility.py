"""Who can be drawn: one first reason for each who cannot, and gaps in the records named."""

from __future__ import annotations

import random
from datetime import date

from expertpool.rules.eligibility import drawable, expert_verdicts
from expertpool.rules.facts import Integrity, Level, PanelFacts, PoolStatus
from expertpool.rules.finding import State
from expertpool.rules.judge import judge
from expertpool.rules.stage import Stage

TIRED = frozenset({2022, 2023, 2024})


def test_a_lawful_pool_is_drawable_in_its_own_order(packs, season):
    members = list(season.members.values())
    random.Random(5).shuffle(members)

    eligibility = drawable(packs, season.committee, members)

    assert eligibility.candidates == tuple(member.expert_no for member in members)
    assert (eligibility.excluded, eligibility.waivable, eligibility.unknowns) == ({}, {}, {})


def test_the_funnel_asks_strict_rules_in_a_fixed_order_and_principles_last(packs, season):
    eligibility = drawable(packs, season.committee, [])

    assert list(eligibility.funnel) == [
        "in-pool",
        "integrity-ban",
        "recusal",
        "not-applying",
        "overseer-apart",
        "expert-field",
        "expert-level",
        "term-in-force",
        "expert-term",
        "rest-after-three-years",
    ]


def test_each_excluded_expert_has_exactly_one_first_reason(packs, season, expert):
    several = [
        expert("A", status=PoolStatus.REMOVED, integrity=Integrity.DISHONEST, years_served=TIRED),
        expert("B", integrity=Integrity.DISHONEST, level=Level.JUNIOR),
        expert("C", level=Level.JUNIOR, years_served=TIRED),
        expert("D", years_served=TIRED),
        expert("E"),
    ]

    eligibility = drawable(packs, season.committee, several)

    assert {number: verdict.rule_id for number, verdict in eligibility.excluded.items()} == {
        "A": "in-pool",
        "B": "integrity-ban",
        "C": "expert-level",
        "D": "rest-after-three-years",
    }
    assert eligibility.candidates == ("E",)
    assert {rule: count for rule, count in eligibility.funnel.items() if count} == {
        "in-pool": 1,
        "integrity-ban": 1,
        "expert-level": 1,
        "rest-after-three-years": 1,
    }


def test_only_those_whom_principles_alone_bar_are_waivable(packs, season, expert):
    several = [expert("C", level=Level.JUNIOR, years_served=TIRED), expert("D", years_served=TIRED)]

    assert drawable(packs, season.committee, several).waivable == {"D": "rest-after-three-years"}


def test_gaps_in_the_records_bar_nobody_and_are_named(packs, season, expert):
    several = [expert("A", years_served=None), expert("B", term_end=None), expert("C", years_served=None)]

    eligibility = drawable(packs, season.committee, several)

    assert eligibility.candidates == ("A", "B", "C")
    assert eligibility.unknowns == {
        "term-in-force": ("B",),
        "expert-term": ("B",),
        "rest-after-three-years": ("A", "C"),
    }


def test_a_member_who_stays_is_asked_like_everybody_else(packs, season):
    kept = season.but_member("E01", integrity=Integrity.DISHONEST)

    assert set(drawable(packs, kept.committee, kept.members.values()).excluded) == {"E01"}


def test_an_expert_who_avoids_the_self_reviewing_unit_is_not_drawn_for_it_but_for_others(packs, season, expert):
    tied = expert("A", recuse_units=frozenset({"云岭稀土研究院"}))
    elsewhere = season.but_committee(self_reviewing_unit=None, affiliates=frozenset())

    assert drawable(packs, season.committee, [tied]).excluded["A"].rule_id == "recusal"
    assert drawable(packs, elsewhere.committee, [tied]).candidates == ("A",)


def test_kin_of_somebody_who_applies_is_not_drawn(packs, season, expert):
    committee = season.but_committee(applying=frozenset({"X9"})).committee

    assert drawable(packs, committee, [expert("A", kin=frozenset({"X9"}))]).excluded["A"].rule_id == "not-applying"


def test_an_expert_of_another_series_but_of_a_neighbouring_specialty_is_drawn(packs, season, expert):
    assert drawable(
        packs, season.committee, [expert("A", series="自然科学研究", specialties=("材料",))]
    ).candidates == ("A",)


def test_an_expert_the_pool_does_not_list_is_not_in_the_pool(packs, season, expert):
    verdicts = expert_verdicts(packs, season.committee, expert("A"), pool={"B": expert("B")})

    assert [verdict.rule_id for verdict in verdicts if verdict.state is State.BROKEN] == ["in-pool"]


def test_drawable_and_the_verdicts_on_one_expert_and_on_a_panel_agree(packs, season, expert):
    rng = random.Random(11)
    crowd = [
        expert(
            f"R{number}",
            status=rng.choice(list(PoolStatus)),
            integrity=rng.choice(list(Integrity)),
            level=rng.choice(list(Level)),
            series=rng.choice(["工程", "卫生"]),
            years_served=rng.choice([None, TIRED, frozenset({2021, 2022, 2023})]),
            term_end=rng.choice([None, date(2025, 8, 14), date(2026, 1, 1), date(2027, 6, 1)]),
        )
        for number in range(300)
    ]

    eligibility = drawable(packs, season.committee, crowd)

    for one in crowd:
        alone = [v.rule_id for v in expert_verdicts(packs, season.committee, one) if v.state is State.BROKEN]
        seated = judge(packs, Stage.DRAW, PanelFacts(season.committee, (one,)))
        on_panel = [v.rule_id for v in seated if v.state is State.BROKEN and v.experts == (one.expert_no,)]
        assert alone == on_panel
        assert (one.expert_no in eligibility.candidates) == (not alone)
        assert not alone or eligibility.excluded[one.expert_no].rule_id == alone[0]
    assert sum(eligibility.funnel.values()) == len(eligibility.excluded)
