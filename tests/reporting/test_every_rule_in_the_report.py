"""For each rule of each pack: a committee that breaks only it, a fact withheld, a waiver, as the report shows them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from expertpool.documents.report_paper import report_pdf
from expertpool.documents.report_workbook import report_workbook
from expertpool.ids import ExpertId, RuleId
from expertpool.rules.facts import EmployerKind, Level
from expertpool.rules.stack import PacksInForce, load_packs
from expertpool.rules.stage import Stage
from expertpool.rules.waiver import Waiver
from expertpool.words import Language
from tests.reporting.on_record import nothing_of, recorded, report_of, states
from tests.rules.conftest import MEETING, Season, lawful_committee, lawful_members, make_expert
from tests.rules.test_judge import STORIES

Story = Callable[[Season], Season]

PACKS = load_packs(on=MEETING)
TOPICS = [topic.rules[0] for topic in PACKS.topics]


def _settings(season: Season, **more: Any) -> Season:
    return season.but_committee(settings={**season.committee.settings, **more})


def _many_others(season: Season) -> Season:
    others = tuple(make_expert(f"X{at:02}", employer_kind=EmployerKind.STATE_ENTERPRISE) for at in range(20))
    return season.but(pool=(*season.pool, *others))


ON_RECORD: dict[str, Story] = {
    "pool-size": lambda season: _settings(season, pool_times_seats=2),
    "private-enterprise-pool": _many_others,
}
"""Stories told otherwise, because whoever is on the panel is in the library on record."""


def _without_record(name: str) -> Story:
    def story(season: Season) -> Season:
        kept = {key: day for key, day in season.committee.records.items() if key != name}
        return season.but_committee(records=kept)

    return story


def _without_setting(name: str) -> Story:
    def story(season: Season) -> Season:
        kept = {key: value for key, value in season.committee.settings.items() if key != name}
        return season.but_committee(settings=kept)

    return story


WITHHELD: dict[str, Story] = {
    "senior-series-size": lambda season: season.but_committee(basis=None),
    "mid-junior-size": lambda season: season.but_committee(level=Level.MIDDLE),
    "filing-in-force": lambda season: season.but_committee(filed_until=None),
    "filing-term": lambda season: season.but_committee(filed_until=None),
    "blacklist-checked": _without_record("blacklist_checked"),
    "pool-cleaned": lambda season: season.but_committee(pool_cleaned_on=None),
    "pool-changes-filed": _without_record("pool_changes_filed"),
    "composition-filed": _without_record("composition_filed"),
    "chair-presides": _without_record("chair_presides"),
    "plan-filed": _without_record("plan_filed"),
    "plan-agreed": _without_record("plan_agreed"),
    "supervisor-invited": _without_record("supervisor_invited"),
    "term-in-force": lambda season: season.but_member("E13", term_end=None),
    "expert-term": lambda season: season.but_member("E13", term_start=None),
    "rest-after-three-years": lambda season: season.but_member("E13", years_served=None),
    "pool-size": _without_setting("pool_times_seats"),
    "private-enterprise-pool": _without_setting("private_enterprise_pool_at_least"),
    "private-enterprise-share": lambda season: season.but_member("E12", employer_kind=None),
    "rotation": lambda season: season.but_committee(previous_panel=None),
}
"""One fact left out, by the rule that then cannot be judged."""


@pytest.fixture(scope="module")
def packs() -> PacksInForce:
    """All packs that come with the program."""
    return PACKS


@pytest.fixture(scope="module")
def lawful() -> Season:
    """A committee that keeps every rule."""
    members = lawful_members()
    others = (make_expert("E14", employer_kind=EmployerKind.PRIVATE_ENTERPRISE), make_expert("E15"))
    return Season(lawful_committee(), members, pool=(*members.values(), *others))


def test_a_committee_that_keeps_every_rule_has_a_report_without_breach_and_without_unknown(lawful, packs) -> None:
    record = recorded(lawful, packs)

    assert (states(record, packs, "broken"), states(record, packs, "unknown")) == (set(), set())


@pytest.mark.parametrize("rule", [rule.id for rule in TOPICS])
def test_a_committee_that_breaks_one_rule_has_a_report_with_exactly_that_breach(lawful, packs, rule: str) -> None:
    story, stages = STORIES[rule]

    record = recorded(ON_RECORD.get(rule, story)(lawful), packs)

    assert states(record, packs, "broken") == {(rule, stage.value) for stage in stages}


@pytest.mark.parametrize("rule", TOPICS, ids=lambda rule: rule.id)
def test_a_rule_of_which_nothing_is_on_record_is_unknown_at_every_stage(lawful, packs, rule) -> None:
    lines = report_of(nothing_of(recorded(lawful, packs)), packs)["lines"]

    found = {line["stage"]: line["state"] for line in lines if line["rule"] == rule.id}
    assert found == {stage.value: "unknown" for stage in rule.stages}


@pytest.mark.parametrize("rule", WITHHELD)
def test_a_fact_withheld_makes_its_rule_unknown_and_never_holding(lawful, packs, rule: str) -> None:
    record = recorded(WITHHELD[rule](lawful), packs)

    found = {line["state"] for line in report_of(record, packs)["lines"] if line["rule"] == rule}
    assert "unknown" in found
    assert "holds" not in found
    assert states(record, packs, "broken") == set()


def test_a_waiver_shows_its_reason_approver_and_time_in_report_pdf_and_workbook(lawful, packs) -> None:
    at = datetime(2025, 7, 18, 10, 30, tzinfo=UTC)
    rule, tired = RuleId("rest-after-three-years"), ExpertId("E13")
    waiver = Waiver(rule=rule, reason="专业人数不足", approver="市人社局李科长", at=at, expert=tired)
    season = lawful.but_member("E13", years_served=frozenset({2022, 2023, 2024}))

    content = report_of(recorded(season.but_committee(waivers=(waiver,)), packs), packs)

    lines = [line for line in content["lines"] if line["rule"] == rule]
    assert {line["state"] for line in lines} == {"waived"}
    assert [line["waiver"] for line in lines] == [[waiver.as_dict()]] * len(lines)
    pdf = report_pdf(content, issued=date(2025, 9, 1), number=1, language=Language.ZH)
    words = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    assert "E13专业人数不足市人社局李科长2025-07-1818:30" in words
    book = openpyxl.load_workbook(io.BytesIO(report_workbook([content], Language.ZH)))
    rows = [list(row) for row in book["例外"].iter_rows(min_row=2, values_only=True)]
    shown = [content["committee"], lines[0]["says"], "E13", "专业人数不足", "市人社局李科长", "2025-07-18 18:30"]
    assert rows == [shown] * len(lines)


def test_a_waiver_of_another_expert_leaves_the_breach(lawful, packs) -> None:
    at = datetime(2025, 7, 18, 10, 30, tzinfo=UTC)
    waiver = Waiver(
        rule=RuleId("rest-after-three-years"), reason="理由", approver="李科长", at=at, expert=ExpertId("E12")
    )
    season = lawful.but_member("E13", years_served=frozenset({2022, 2023, 2024}))

    record = recorded(season.but_committee(waivers=(waiver,)), packs)

    assert {rule for rule, _ in states(record, packs, "broken")} == {"rest-after-three-years"}


def test_a_candidate_passed_against_the_votes_is_a_breach_and_one_failed_by_them_is_not(lawful, packs) -> None:
    failed = lawful.but(ballot={"attending": 9, "yes": 5, "cast": 9})

    assert states(recorded(failed, packs, passed=True), packs, "broken") == {("pass-line", Stage.BALLOT.value)}
    assert states(recorded(failed, packs, passed=False), packs, "broken") == set()


def test_a_verdict_on_record_that_does_not_follow_from_the_record_is_noticed(lawful, packs) -> None:
    record = recorded(lawful, packs)
    draw = record.draws[0]
    told = tuple({**one, "state": "broken"} if one["rule"] == "odd-size" else one for one in draw.verdicts)

    lines = report_of(replace(record, draws=(replace(draw, verdicts=told),)), packs)["lines"]

    assert [(line["rule"], line["differs"]) for line in lines if "differs" in line] == [("odd-size", "broken")]
