"""A season that breaks one rule is reported with exactly that rule, at every stage that asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from expertpool.rules.facts import Basis, EmployerKind, Integrity, Level, PanelFacts, PoolStatus, SeatRange
from expertpool.rules.finding import State
from expertpool.rules.judge import judge
from expertpool.rules.stage import Stage

Story = Callable[[Any], Any]


def _late(record: str, day: date) -> Story:
    return lambda season: season.but_committee(records={**season.committee.records, record: day})


def _settings(season: Any, **more: Any) -> Any:
    return season.but_committee(settings={**season.committee.settings, **more})


def _nine_members(season: Any) -> Any:
    smaller = season.without("E04", "E09", "E12", "E13").but_committee(
        seats=9, specialties={"冶金": SeatRange(at_least=1)}
    )
    return _settings(smaller, new_members_at_least=1)


def _an_even_dozen(season: Any) -> Any:
    return season.without("E04").but_committee(seats=12)


DRAWN_AND_FILED = {Stage.DRAW, Stage.FILING}
SEATED = {Stage.DRAW, Stage.FILING, Stage.ATTENDANCE}

STORIES: dict[str, tuple[Story, set[Stage]]] = {
    "one-series": (
        lambda s: s.but_committee(series="工程、经济").but_member(*s.members, series="工程、经济"),
        {Stage.COMMITTEE},
    ),
    "senior-series-size": (lambda s: s.but_committee(basis=Basis.SERIES), {Stage.COMMITTEE, *DRAWN_AND_FILED}),
    "senior-specialty-size": (_nine_members, {Stage.COMMITTEE, *DRAWN_AND_FILED}),
    "mid-junior-size": (
        lambda s: _settings(s.but_committee(level=Level.MIDDLE), mid_junior_seats_at_least=15),
        {Stage.COMMITTEE, *DRAWN_AND_FILED},
    ),
    "odd-size": (_an_even_dozen, {Stage.COMMITTEE, *DRAWN_AND_FILED}),
    "filing-in-force": (lambda s: s.but_committee(filed_until=date(2025, 8, 14)), {Stage.COMMITTEE, Stage.FILING}),
    "filing-term": (lambda s: s.but_committee(filed_until=date(2027, 3, 2)), {Stage.COMMITTEE, Stage.FILING}),
    "blacklist-checked": (_late("blacklist_checked", date(2025, 7, 21)), {Stage.COMMITTEE}),
    "pool-cleaned": (lambda s: s.but_committee(pool_cleaned_on=date(2025, 7, 21)), {Stage.COMMITTEE}),
    "pool-changes-filed": (_late("pool_changes_filed", date(2025, 8, 16)), {Stage.COMMITTEE}),
    "composition-filed": (_late("composition_filed", date(2025, 8, 9)), {Stage.FILING}),
    "plan-filed": (_late("plan_filed", date(2025, 8, 9)), {Stage.FILING}),
    "plan-agreed": (_late("plan_agreed", date(2025, 8, 16)), {Stage.FILING, Stage.ATTENDANCE}),
    "supervisor-invited": (_late("supervisor_invited", date(2025, 8, 16)), {Stage.FILING, Stage.ATTENDANCE}),
    "in-pool": (lambda s: s.but_member("E13", status=PoolStatus.SUSPENDED), SEATED),
    "integrity-ban": (lambda s: s.but_member("E13", integrity=Integrity.DISHONEST), SEATED),
    "recusal": (lambda s: s.but_member("E13", recuse_units=frozenset({" 云岭稀土研究院 检测中心"})), SEATED),
    "not-applying": (lambda s: s.but_committee(applying=frozenset({"E13"})), SEATED),
    "overseer-apart": (lambda s: s.but_member("E13", employer="云岭市纪委监委"), SEATED),
    "expert-field": (lambda s: s.but_member("E13", series="卫生", specialties=("内科",)), SEATED),
    "expert-level": (lambda s: s.but_member("E13", level=Level.MIDDLE), SEATED),
    "term-in-force": (lambda s: s.but_member("E13", term_end=date(2025, 8, 14)), SEATED),
    "expert-term": (lambda s: s.but_member("E13", term_end=date(2027, 1, 2)), SEATED),
    "rest-after-three-years": (
        lambda s: s.but_member("E13", years_served=frozenset({2022, 2023, 2024})),
        DRAWN_AND_FILED,
    ),
    "pledge": (lambda s: s.but_member("E13", pledged_on=None), {Stage.ATTENDANCE}),
    "every-seat-taken": (lambda s: s.but_committee(seats=15), DRAWN_AND_FILED),
    "random-draw": (lambda s: s.but(drawn=frozenset(s.members) - {"E01", "E13"}), DRAWN_AND_FILED),
    "kept-members": (lambda s: s.but_committee(keep=("E01", "E99")), DRAWN_AND_FILED),
    "seats-by-specialty": (lambda s: s.but_member("E10", "E11", specialties=("采矿",)), DRAWN_AND_FILED),
    "outside-peers": (lambda s: s.but_member("E08", specialties=("建筑",)), SEATED),
    "private-enterprise-share": (
        lambda s: s.but_member("E12", employer_kind=EmployerKind.STATE_ENTERPRISE),
        DRAWN_AND_FILED,
    ),
    "private-enterprise-pool": (
        lambda s: s.but(pool=tuple(s.members.values())[:9] + (s.members["E13"],) * 5),
        {Stage.POOL},
    ),
    "pool-size": (lambda s: s.but(pool=s.pool[3:]), {Stage.POOL}),
    "rotation": (
        lambda s: s.but_committee(previous_panel=frozenset({"E01", "E02", "E03", "E04", "E05"})),
        DRAWN_AND_FILED,
    ),
    "employer-cap": (lambda s: s.but_member("E05", "E06", "E07", "E08", "E09", employer="云岭大学"), DRAWN_AND_FILED),
    "kin-apart": (lambda s: s.but_member("E10", kin=frozenset({"E11"})), SEATED),
    "quorum": (lambda s: s.but(attending=tuple(s.members)[:8]), {Stage.ATTENDANCE}),
    "chair-presides": (_late("chair_presides", date(2025, 8, 16)), {Stage.ATTENDANCE}),
    "pass-line": (lambda s: s.but(ballot={"attending": 9, "yes": 5, "cast": 9}), {Stage.BALLOT}),
    "votes-of-those-present": (lambda s: s.but(ballot={"attending": 9, "yes": 6, "cast": 10}), {Stage.BALLOT}),
}


@pytest.mark.parametrize("stage", list(Stage))
def test_a_lawful_season_breaks_nothing_and_leaves_nothing_unknown(season, verdicts, stage):
    states = {verdict.state for verdict in verdicts(season, stage).values()}

    assert states <= {State.HOLDS, State.NOT_APPLICABLE}


def test_every_rule_in_force_has_a_story(packs):
    assert {topic.rules[0].id for topic in packs.topics} == set(STORIES)


@pytest.mark.parametrize("rule", STORIES)
def test_a_season_that_breaks_one_rule_is_reported_with_exactly_that_rule(season, verdicts, rule):
    story, stages = STORIES[rule]

    broken = {
        stage: {rule_id for rule_id, verdict in verdicts(story(season), stage).items() if verdict.state is State.BROKEN}
        for stage in Stage
    }

    assert broken == {stage: {rule} if stage in stages else set() for stage in Stage}


def test_every_rule_is_asked_at_each_of_its_stages_once(packs, season, verdicts):
    for stage in Stage:
        assert list(verdicts(season, stage)) == [topic.rules[0].id for topic in packs.at(stage)]


def test_a_third_of_those_attending_is_asked_at_the_meeting(season, verdicts):
    without_peers = season.but(attending=("E01", "E02", "E03", "E04", "E07", "E08", "E09", "E10", "E11", "E12", "E13"))

    found = verdicts(without_peers, Stage.ATTENDANCE)

    assert {rule for rule, verdict in found.items() if verdict.state is State.BROKEN} == {"outside-peers"}
    assert verdicts(without_peers, Stage.DRAW)["outside-peers"].state is State.HOLDS


def test_an_affiliate_spelt_with_other_width_and_blanks_still_counts_as_the_unit(season, verdicts):
    moved = season.but_member("E08", employer="云岭稀土研究院　检测中心").but_committee(max_per_employer=13)

    assert verdicts(moved, Stage.DRAW)["outside-peers"].state is State.BROKEN


def test_a_peer_of_a_neighbouring_specialty_counts_as_a_peer_but_takes_no_seat_of_the_specialty(season, verdicts):
    neighbour = season.but_member("E08", specialties=("材料",))

    found = verdicts(neighbour, Stage.DRAW)

    assert found["outside-peers"].state is State.HOLDS
    short = verdicts(season.but_member("E07", specialties=("材料",)), Stage.DRAW)
    assert {rule for rule, verdict in short.items() if verdict.state is State.BROKEN} == {"seats-by-specialty"}


@pytest.mark.parametrize(
    ("unknown", "private", "state"),
    [
        ((), ("E10", "E11", "E12"), State.HOLDS),
        (("E09", "E13"), ("E10", "E11", "E12"), State.HOLDS),
        (("E12",), ("E10", "E11"), State.UNKNOWN),
        (("E12",), ("E10",), State.BROKEN),
    ],
)
def test_an_unknown_employer_kind_decides_only_where_it_could_change_the_verdict(
    season, verdicts, unknown, private, state
):
    others = [number for number in season.members if number not in (*unknown, *private)]
    mixed = season.but_member(*others, employer_kind=EmployerKind.GOVERNMENT).but_member(*unknown, employer_kind=None)

    assert verdicts(mixed, Stage.DRAW)["private-enterprise-share"].state is state


def test_a_share_the_office_never_set_is_unknown_and_none_at_all_is_broken(season, verdicts):
    unset = season.but_committee(private_enterprise_at_least=None)
    nobody = unset.but_member("E10", "E11", "E12", employer_kind=EmployerKind.GOVERNMENT)

    assert verdicts(unset, Stage.DRAW)["private-enterprise-share"].state is State.UNKNOWN
    assert verdicts(nobody, Stage.DRAW)["private-enterprise-share"].state is State.BROKEN


def test_a_stated_share_binds_a_committee_that_does_not_say_whether_it_concerns_enterprises(season, verdicts):
    silent = season.but_committee(enterprise_related=None)
    short = silent.but_member("E12", employer_kind=EmployerKind.GOVERNMENT)

    assert verdicts(silent, Stage.DRAW)["private-enterprise-share"].state is State.HOLDS
    assert verdicts(short, Stage.DRAW)["private-enterprise-share"].state is State.BROKEN


def test_a_trait_not_stated_makes_a_rule_unknown_only_where_it_would_be_broken(season, verdicts):
    silent = season.but_committee(basis=None)

    found = verdicts(silent, Stage.COMMITTEE)

    assert found["senior-specialty-size"].state is State.HOLDS
    assert found["senior-series-size"].state is State.UNKNOWN
    assert found["senior-series-size"].repair.places["traits"][0].key == "rules.trait.basis"


@pytest.mark.parametrize(
    ("facts", "stage", "rules"),
    [
        ({"filed_until": None}, Stage.COMMITTEE, {"filing-in-force", "filing-term"}),
        ({"pool_cleaned_on": None}, Stage.COMMITTEE, {"pool-cleaned"}),
        ({"records": {}}, Stage.FILING, {"composition-filed", "plan-agreed", "plan-filed", "supervisor-invited"}),
        ({"previous_panel": None}, Stage.DRAW, {"rotation"}),
    ],
)
def test_facts_the_committee_file_leaves_out_make_unknown_verdicts(season, verdicts, facts, stage, rules):
    found = verdicts(season.but_committee(**facts), stage)

    assert {rule for rule, verdict in found.items() if verdict.state is State.UNKNOWN} == rules
    assert {verdict.state for verdict in found.values()} <= {State.HOLDS, State.NOT_APPLICABLE, State.UNKNOWN}


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"years_served": None}, "rest-after-three-years"),
        ({"term_start": None}, "expert-term"),
    ],
)
def test_facts_the_pool_does_not_know_make_unknown_verdicts_that_name_the_expert(season, verdicts, facts, rule):
    verdict = verdicts(season.but_member("E13", **facts), Stage.DRAW)[rule]

    assert (verdict.state, verdict.experts) == (State.UNKNOWN, ("E13",))


def test_a_panel_without_a_draw_record_is_unknown_and_one_seated_by_name_is_broken(packs, season):
    panel = season.subject(Stage.DRAW)

    def state(subject: PanelFacts) -> State:
        found = judge(packs, Stage.DRAW, subject)
        return next(verdict.state for verdict in found if verdict.rule_id == "random-draw")

    assert state(replace(panel, draw=None)) is State.UNKNOWN
    assert state(season.but(method="named").subject(Stage.DRAW)) is State.BROKEN


def test_the_day_of_a_draw_nobody_knows_leaves_what_must_come_before_it_unknown(packs, season):
    found = {verdict.rule_id: verdict.state for verdict in judge(packs, Stage.COMMITTEE, season.committee)}

    assert found["pool-cleaned"] is State.UNKNOWN
    assert found["pool-changes-filed"] is State.HOLDS


def test_a_member_the_pool_does_not_list_is_not_in_the_pool(packs, season):
    whole = season.subject(Stage.POOL)
    smaller = replace(whole, experts=whole.experts[:12])

    found = judge(packs, Stage.DRAW, season.subject(Stage.DRAW), pool=smaller)

    assert [(v.rule_id, v.experts) for v in found if v.state is State.BROKEN] == [("in-pool", ("E13",))]


def test_a_pool_judged_without_a_committee_is_not_told_that_it_holds(packs, season):
    found = {v.rule_id: v.state for v in judge(packs, Stage.POOL, season.subject(Stage.POOL))}

    assert found == {"private-enterprise-pool": State.UNKNOWN, "pool-size": State.UNKNOWN}


def test_one_person_named_twice_does_not_fill_two_seats(packs, season):
    panel = season.subject(Stage.DRAW)
    doubled = replace(panel, members=(*panel.members[:12], panel.members[0]))

    found = {v.rule_id: v.found.places for v in judge(packs, Stage.DRAW, doubled) if v.state is State.BROKEN}

    assert found["every-seat-taken"]["count"] == 12
    assert found["odd-size"]["size"] == 12


def test_a_subject_of_another_stage_is_a_programming_error(packs, season):
    with pytest.raises(ValueError, match="no subject of stage draw"):
        judge(packs, Stage.DRAW, season.committee)


def test_experts_who_cannot_be_drawn_do_not_swell_the_pool(season, verdicts):
    suspended = tuple(replace(one, status=PoolStatus.SUSPENDED) for one in season.pool)
    no_more_than_before = season.but(pool=season.pool[:12] + suspended)

    found = {rule: verdict.found.places["count"] for rule, verdict in verdicts(no_more_than_before, Stage.POOL).items()}

    assert found == {"private-enterprise-pool": 3, "pool-size": 12}


def test_with_every_member_recused_nobody_passes(season, verdicts):
    nobody_left = season.but(ballot={"attending": 9, "recused": 9, "yes": 0, "cast": 0})

    assert verdicts(nobody_left, Stage.BALLOT)["pass-line"].state is State.BROKEN
