"""Pledges, misconduct and waivers: put on record once, for somebody known, and read by the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session

from expertpool.actions.grant_waiver import grant_waiver
from expertpool.actions.keep_committee import keep_committee
from expertpool.actions.lift_misconduct import lift_misconduct
from expertpool.actions.record_misconduct import record_misconduct
from expertpool.actions.sign_pledge import sign_pledge
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.models import Misconduct
from expertpool.queries.facts import pool_experts
from expertpool.queries.waivers import waivers_for
from expertpool.rules.facts import CommitteeFacts, Integrity, Level
from expertpool.rules.waiver import Waiver

DAY = date(2025, 6, 1)


@pytest.fixture(autouse=True)
def pool(bring_in: Callable[..., Any], expert: Callable[..., RosterExpert]) -> None:
    bring_in(expert(1), expert(2), expert(3))
    bring_in(expert(1), expert(2))


COMMITTEE = CommitteeFacts(
    name="甲评委会", year=2025, series="工程", level=Level.MIDDLE, seats=5, meeting=date(2025, 8, 15)
)


@pytest.mark.parametrize("number", ["E0003", "E0099"])
def test_records_for_somebody_not_in_the_pool_are_refused(session: Session, at: datetime, number: str) -> None:
    for record in (
        lambda: sign_pledge(session, number, season=2025, signed_on=DAY, at=at, actor="王"),
        lambda: record_misconduct(session, number, happened_on=DAY, what="泄密", at=at, actor="王"),
        lambda: grant_waiver(session, "rest", reason="缺人", approver="赵", at=at, actor="王", expert_no=number),
    ):
        with pytest.raises(Refusal) as refused:
            record()
        assert (refused.value.code, refused.value.params) == ("pool.no_expert", {"expert_no": number})


def test_pledge_shows_in_its_season_only(session: Session, at: datetime) -> None:
    sign_pledge(session, "E0001", season=2025, signed_on=DAY, at=at, actor="王")
    for season, days in ((2025, [DAY, None]), (2026, [None, None]), (None, [None, None])):
        assert [one.facts.pledged_on for one in pool_experts(session, season=season)] == days


def test_second_pledge_for_a_season_is_refused(session: Session, at: datetime) -> None:
    sign_pledge(session, "E0001", season=2025, signed_on=DAY, at=at, actor="王")
    with pytest.raises(Refusal) as refused:
        sign_pledge(session, "E0001", season=2025, signed_on=date(2025, 7, 1), at=at, actor="王")
    assert refused.value.code == "pool.pledged_already"


def integrity(session: Session) -> list[Integrity]:
    return [one.facts.integrity for one in pool_experts(session)]


def test_misconduct_makes_dishonest_whatever_later_rosters_say_until_it_is_lifted(
    session: Session, at: datetime, bring_in: Callable[..., Any], expert: Callable[..., RosterExpert]
) -> None:
    first = record_misconduct(session, "E0001", happened_on=DAY, what="泄密", at=at, actor="王")
    second = record_misconduct(session, "E0001", happened_on=DAY, what="说情", at=at, actor="王")
    bring_in(expert(1, integrity=Integrity.GOOD, phone="13800000000"), expert(2))
    assert integrity(session) == [Integrity.DISHONEST, Integrity.GOOD]
    lift_misconduct(session, first.id, reason="查无实据", at=at, actor="赵")
    assert integrity(session) == [Integrity.DISHONEST, Integrity.GOOD]
    lift_misconduct(session, second.id, reason="查无实据", at=at, actor="赵")
    assert integrity(session) == [Integrity.GOOD, Integrity.GOOD]
    assert session.get_one(Misconduct, first.id).lifted_because == "查无实据"


def test_lifting_twice_or_what_does_not_exist_is_refused(session: Session, at: datetime) -> None:
    event = record_misconduct(session, "E0001", happened_on=DAY, what="泄密", at=at, actor="王")
    lift_misconduct(session, event.id, reason="查无实据", at=at, actor="赵")
    for number in (event.id, 999):
        with pytest.raises(Refusal) as refused:
            lift_misconduct(session, number, reason="再来", at=at, actor="赵")
        assert refused.value.code == "pool.no_misconduct"


def test_waivers_are_read_for_their_committee_and_their_expert(session: Session, at: datetime) -> None:
    here = keep_committee(session, COMMITTEE, at=at)
    elsewhere = keep_committee(session, replace(COMMITTEE, year=2026), at=at)
    given = {"reason": "缺人", "approver": "赵", "at": at, "actor": "王"}
    grant_waiver(session, "rest", expert_no="E0001", **given)
    grant_waiver(session, "rest", expert_no="E0002", committee=here, **given)
    grant_waiver(session, "size", committee=here, **given)
    grant_waiver(session, "size", committee=elsewhere, **given)
    common = {"reason": "缺人", "approver": "赵", "at": at}
    assert waivers_for(session, "甲评委会", 2025) == (
        Waiver(rule="rest", expert="E0001", **common),
        Waiver(rule="rest", expert="E0002", **common),
        Waiver(rule="size", **common),
    )
    assert [waiver.rule for waiver in waivers_for(session, "乙评委会", 2025)] == ["rest"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"reason": "缺人", "approver": "赵"}, "pool.waiver_for_nobody"),
        ({"reason": " ", "approver": "赵", "expert_no": "E0001"}, "pool.waiver_without_reason"),
        ({"reason": "缺人", "approver": "", "expert_no": "E0001"}, "pool.waiver_without_reason"),
    ],
)
def test_waiver_for_nobody_or_without_reason_is_refused(
    session: Session, at: datetime, given: dict[str, str], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        grant_waiver(session, "rest", at=at, actor="王", **given)
    assert refused.value.code == code
