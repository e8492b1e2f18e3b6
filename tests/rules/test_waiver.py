"""Waivers: a reason, an approver and a time with its zone; for principles only; for one expert or for the panel."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from expertpool.errors import Refusal
from expertpool.ids import ExpertId, RuleId
from expertpool.rules.eligibility import drawable
from expertpool.rules.facts import Level
from expertpool.rules.finding import State
from expertpool.rules.judge import judge
from expertpool.rules.stage import Stage
from expertpool.rules.waiver import Waiver
from expertpool.words import Language

AT = datetime(2025, 8, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))
REST = RuleId("rest-after-three-years")


def _waiver(**changes):
    usual = {"rule": REST, "reason": "该专业全市仅此一人", "approver": "王主任", "at": AT, "expert": ExpertId("E13")}
    return Waiver(**{**usual, **changes})


@pytest.fixture
def tired(season):
    """A season in which E12 and E13 have served three years running."""
    return season.but_member("E12", "E13", years_served=frozenset({2022, 2023, 2024}))


@pytest.mark.parametrize("part", ["reason", "approver"])
@pytest.mark.parametrize("nothing", ["", "  ", "　"])
def test_a_waiver_without_reason_or_approver_is_refused(part, nothing):
    with pytest.raises(Refusal) as refused:
        _waiver(**{part: nothing})

    assert (refused.value.code, refused.value.params["part"]) == ("rules.waiver_incomplete", part)


def test_a_waiver_at_a_time_without_zone_is_refused():
    with pytest.raises(Refusal) as refused:
        _waiver(at=AT.replace(tzinfo=None))

    assert refused.value.code == "rules.waiver_without_zone"


def test_a_waiver_lets_the_named_expert_sit_and_no_other(packs, tired):
    found = judge(packs, Stage.DRAW, tired.subject(Stage.DRAW), waivers=[_waiver()])

    verdict = next(verdict for verdict in found if verdict.rule_id == REST)
    assert (verdict.state, verdict.experts) == (State.BROKEN, ("E12",))


def test_a_panel_whose_breaches_are_all_waived_is_waived_and_says_why(packs, tired):
    waivers = [_waiver(), _waiver(expert=ExpertId("E12"))]

    found = judge(packs, Stage.DRAW, tired.subject(Stage.DRAW), waivers=waivers)

    verdict = next(verdict for verdict in found if verdict.rule_id == REST)
    assert (verdict.state, verdict.experts) == (State.WAIVED, ("E12", "E13"))
    assert verdict.as_dict(Language.ZH)["waiver"] == [
        {"expert": number, "reason": "该专业全市仅此一人", "approver": "王主任", "at": "2025-08-01T09:00:00+08:00"}
        for number in ("E12", "E13")
    ]


def test_a_waiver_in_the_committee_file_counts_like_one_given(packs, tired):
    filed = tired.but_committee(waivers=(_waiver(),))

    eligibility = drawable(packs, filed.committee, filed.members.values())

    assert "E13" in eligibility.candidates
    assert set(eligibility.excluded) == {"E12"}
    assert [verdict.state for verdict in eligibility.waived[ExpertId("E13")]] == [State.WAIVED]


def test_a_waiver_that_nobody_needs_changes_nothing(packs, season):
    plain = judge(packs, Stage.DRAW, season.subject(Stage.DRAW))

    assert judge(packs, Stage.DRAW, season.subject(Stage.DRAW), waivers=[_waiver()]) == plain


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rule": RuleId("outside-peers")}, "rules.waiver_strict"),
        ({"rule": RuleId("rest-after-3-years")}, "rules.waiver_no_rule"),
        ({"expert": None}, "rules.waiver_no_expert"),
    ],
)
def test_an_impossible_waiver_is_refused(packs, season, changes, code):
    with pytest.raises(Refusal) as refused:
        judge(packs, Stage.DRAW, season.subject(Stage.DRAW), waivers=[_waiver(**changes)])

    assert refused.value.code == code
    for language in Language:
        assert refused.value.message(language)
        assert "{" not in (refused.value.hint(language) or "")


def test_a_waiver_of_a_panels_principle_names_nobody(tmp_path, season):
    from expertpool.rules.panel_bounds import panel_bounds
    from expertpool.rules.stack import load_packs

    file = tmp_path / "unit.toml"
    file.write_text(PANEL_PRINCIPLE, encoding="utf-8")
    packs = load_packs([str(file)], on=season.committee.meeting)
    rule = RuleId("full-seniors")
    juniors = season.but_member(*season.members, level=Level.ASSOCIATE_SENIOR).members.values()

    def labels(*waivers):
        return {
            bound.label: bound.price
            for bound in panel_bounds(packs, season.committee, [*juniors], waivers=waivers).bounds
        }

    assert labels()["full-seniors"] == 5
    assert "full-seniors" not in labels(_waiver(rule=rule, expert=None))
    with pytest.raises(Refusal) as refused:
        labels(_waiver(rule=rule))
    assert refused.value.code == "rules.waiver_for_panel"


PANEL_PRINCIPLE = """
[[rule]]
id = "full-seniors"
clause = "本单位规定"
says = "原则上有三名正高级"
strength = "principle"
source = "read"
check = { kind = "share_of_seats", group = "full_senior", at_least = 3 }
stages = ["draw"]

  [[rule.example]]
  facts = { seats = 13, members = 3 }
  holds = true
"""
