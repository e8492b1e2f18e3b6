"""A season at a glance: what each committee owes, what is late, due or stuck, and what its filings put on record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlmodel import Session

from expertpool.actions.enter_committee_days import enter_committee_days
from expertpool.actions.keep_committee import keep_committee
from expertpool.actions.move_filing import move_filing
from expertpool.actions.open_filing import open_filing
from expertpool.errors import Refusal
from expertpool.filings.filing import Act, Paper
from expertpool.filings.form import form_named
from expertpool.filings.kind import Role
from expertpool.filings.loading import kind_named
from expertpool.models import Committee, Filing
from expertpool.queries.filings import filings_of, steps_on_file
from expertpool.queries.integrity_records import records_in_force
from expertpool.queries.season_filings import FilingLine, Standing, season_filings
from expertpool.rules.facts import CommitteeFacts, Level
from expertpool.words import Language

BEIJING = timezone(timedelta(hours=8))


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=BEIJING)


@pytest.fixture
def found(session: Session) -> Callable[..., Committee]:
    """``found("甲")`` keeps a middle-level committee with its days."""

    def made(name: str = "甲", level: Level = Level.MIDDLE, traits: tuple[str, ...] = (), **days: date) -> Committee:
        facts = CommitteeFacts(name=name, year=2025, series="工程", level=level, seats=7, meeting=date(2025, 8, 15))
        at = moment(date(2025, 6, 2))
        committee = keep_committee(session, facts, at=at, actor="王")
        given: dict[str, Any] = {"days": days, "traits": traits, "filed": (date(2024, 1, 1), date(2026, 12, 31))}
        enter_committee_days(session, committee, **given, at=at, actor="王")
        return committee

    return made


@pytest.fixture
def file_one(session: Session) -> Callable[..., int]:
    """Open a filing of a committee and take steps: ``(act, role, day)`` each with every paper it asks for."""

    def filed(committee: Committee | None, kind: str, *steps: tuple[str, Role, date], **more: Any) -> int:
        first = moment(steps[0][2] if steps else date(2025, 6, 2))
        given = {"year": 2025, "subject": "", "asked": {}, **more}
        role = Role(kind_named(kind).head.opens[0])
        number, _ = open_filing(session, kind, committee=committee, role=role, at=first, actor="王", **given)
        for name, acting, day in steps:
            step(session, number, kind, name, acting, day)
        return number

    return filed


def step(session: Session, number: int, kind: str, name: str, role: Role, day: date, **more: Any) -> None:
    papers = [Paper(paper=one, digest="00", name=one) for one in kind_named(kind).transitions[name].papers]
    held = {"papers": tuple(papers), "reason": "情况属实", **more}
    act = Act(transition=name, role=role, by="王", on=day, entered=day, **held)
    move_filing(session, number, act, at=moment(day))


def by_kind(lines: tuple[FilingLine, ...]) -> Mapping[str, FilingLine]:
    return {one.kind: one for one in lines}


def days_on_record(session: Session) -> dict[str, date]:
    return {name: step.on for name, step in steps_on_file(filings_of(session, 2025)).items()}


def test_what_a_committee_owes_follows_from_what_it_is(session: Session, found) -> None:
    found("中级")
    found("高级", Level.FULL_SENIOR, ("joint_or_entrusted", "grassroots"))

    owed: dict[str | None, set[str]] = {}
    for one in season_filings(session, 2025, on=date(2025, 6, 2)):
        owed.setdefault(one.committee, set()).add(one.kind)

    common = {
        "annual-notice",
        "pool-cleanup",
        "committee-composition",
        "review-plan",
        "inspector-invitation",
        "result-publicity",
        "expert-integrity",
    }
    assert owed == {
        "中级": common | {"results-approval-middle"},
        "高级": common | {"results-approval", "joint-review", "grassroots-plan"},
    }


def test_a_committee_whose_filing_ends_before_its_meeting_owes_a_new_one(session: Session, found) -> None:
    committee = found("甲", meeting=date(2027, 1, 15))
    assert "committee-renewal" in by_kind(season_filings(session, 2025, on=date(2025, 6, 2)))
    given: dict[str, Any] = {"days": {}, "traits": (), "at": moment(date(2025, 6, 3)), "actor": "王"}
    enter_committee_days(session, committee, filed=(None, date(2027, 1, 15)), **given)
    assert "committee-renewal" not in by_kind(season_filings(session, 2025, on=date(2025, 6, 2)))


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2025, 6, 4), Standing.AHEAD),
        (date(2025, 6, 5), Standing.DUE),
        (date(2025, 6, 12), Standing.DUE),
        (date(2025, 6, 13), Standing.LATE),
    ],
)
def test_a_filing_is_due_a_week_before_its_day_and_late_from_the_day_after(session, found, on, standing) -> None:
    found()
    line = by_kind(season_filings(session, 2025, on=on))["annual-notice"]
    assert (line.standing, line.due, line.number, line.waits_for) == (standing, date(2025, 6, 12), None, ("office",))


def test_a_filing_whose_day_nobody_knows_is_stuck_and_names_the_day(session: Session, found) -> None:
    found()
    line = by_kind(season_filings(session, 2025, on=date(2025, 8, 1)))["review-plan"]
    assert (line.standing, line.due, line.unknown_day) == (Standing.STUCK, None, "meeting")


def test_what_was_sent_back_is_stuck_with_its_reason_until_it_is_handed_in_again(session, found, file_one) -> None:
    committee, day = found(meeting=date(2025, 8, 15)), date(2025, 7, 1)
    number = file_one(committee, "committee-composition", ("file", Role.OFFICE, day), ("return", Role.HRSS, day))
    line = by_kind(season_filings(session, 2025, on=day))["committee-composition"]
    assert (line.number, line.standing, line.sent_back, line.due) == (
        number,
        Standing.STUCK,
        "情况属实",
        date(2025, 8, 8),
    )
    step(session, number, "committee-composition", "file", Role.OFFICE, day)
    line = by_kind(season_filings(session, 2025, on=day))["committee-composition"]
    assert (line.standing, line.waits_for, line.sent_back) == (Standing.WAITING, ("hrss",), "")


def test_what_waits_for_another_filing_names_it(session: Session, found, file_one) -> None:
    committee = found(review_end=date(2025, 8, 15), result_posted=date(2025, 8, 18))
    file_one(committee, "results-approval-middle")
    line = by_kind(season_filings(session, 2025, on=date(2025, 8, 20)))["results-approval-middle"]
    assert (line.standing, line.needs) == (Standing.STUCK, ("result-publicity", "expert-integrity"))
    assert (line.due, line.bound_by) == (date(2025, 9, 12), "approval-filing")


def test_steps_done_late_stay_visible_after_the_filing_is_done(session: Session, found, file_one) -> None:
    day = date(2025, 6, 20)
    file_one(found(), "annual-notice", ("issue", Role.OFFICE, day), ("acknowledge", Role.HRSS, day))
    line = by_kind(season_filings(session, 2025, on=date(2025, 7, 1)))["annual-notice"]
    assert (line.standing, line.late_steps, line.since) == (Standing.DONE, (1,), day)


def test_the_counted_days_come_with_a_term_of_working_days(session: Session, found) -> None:
    found()
    line = by_kind(season_filings(session, 2025, on=date(2025, 8, 1)))["result-publicity"]
    assert line.due == date(2025, 8, 22)
    assert line.term is not None and [one.number for one in line.term.steps if one.number] == [1, 2, 3, 4, 5]


def test_a_posted_list_fixes_the_day_that_terms_after_it_count_from(session: Session, found, file_one) -> None:
    committee = found(result_posted=date(2025, 8, 1))
    file_one(committee, "result-publicity", ("post", Role.OFFICE, date(2025, 8, 18)))
    line = by_kind(season_filings(session, 2025, on=date(2025, 8, 20)))["result-publicity"]
    assert (line.state, line.standing) == ("posted", Standing.WAITING)


def test_filings_make_the_records_that_rules_read_and_a_return_unmakes_them(session, found, file_one) -> None:
    committee = found(meeting=date(2025, 8, 15), draw=date(2025, 7, 20))
    first, second = date(2025, 7, 1), date(2025, 7, 2)
    file_one(committee, "pool-cleanup", ("file", Role.OFFICE, first))
    number = file_one(committee, "committee-composition", ("file", Role.OFFICE, first))
    file_one(committee, "inspector-invitation", ("invite", Role.OFFICE, first), ("decline", Role.INSPECTOR, second))
    assert days_on_record(session) == {"pool_cleaned": first, "composition_filed": first}

    step(session, number, "committee-composition", "return", Role.HRSS, second)
    assert days_on_record(session) == {"pool_cleaned": first}
    step(session, number, "committee-composition", "file", Role.OFFICE, second)
    assert days_on_record(session) == {"pool_cleaned": first, "composition_filed": second}


def test_units_and_people_have_filings_of_their_own(session: Session, file_one) -> None:
    day = date(2025, 6, 20)
    for unit in ("云岭大学", "云岭钢铁"):
        file_one(None, "roster-publicity", ("post", Role.UNIT, day), subject=unit)
    file_one(None, "unit-delivery", subject="云岭大学")

    lines = season_filings(session, 2025, on=date(2025, 6, 25))

    assert {(one.kind, one.subject, one.state, one.committee) for one in lines} == {
        ("roster-publicity", "云岭大学", "posted", None),
        ("roster-publicity", "云岭钢铁", "posted", None),
        ("unit-delivery", "云岭大学", "preparing", None),
    }
    (delivery,) = [one for one in lines if one.kind == "unit-delivery"]
    assert (delivery.standing, delivery.needs) == (Standing.STUCK, ("roster-publicity",))


def test_one_filing_of_a_name_is_open_at_a_time_and_a_dropped_one_is_begun_anew(session, found, file_one) -> None:
    committee, day = found(meeting=date(2025, 8, 15)), date(2025, 7, 1)
    first = file_one(committee, "review-plan")
    assert file_one(committee, "review-plan") == first
    step(session, first, "review-plan", "withdraw", Role.OFFICE, day)
    second = file_one(committee, "review-plan")
    assert (second > first, session.get_one(Filing, second).again) == (True, 1)
    states = {one.number: one.standing for one in season_filings(session, 2025, on=day) if one.kind == "review-plan"}
    assert states == {first: Standing.DROPPED, second: Standing.AHEAD}


def test_what_is_told_only_once_is_never_opened_a_second_time(session: Session, file_one) -> None:
    number = file_one(None, "correction-notice", subject="A001")
    day = date(2025, 7, 1)
    values = {"answer_by": date(2025, 7, 10)}
    step(session, number, "correction-notice", "tell", Role.OFFICE, day, values=values)
    step(session, number, "correction-notice", "lapse", Role.OFFICE, date(2025, 7, 11))
    with pytest.raises(Refusal) as refused:
        file_one(None, "correction-notice", subject=" A001 ")
    assert refused.value.code == "filing.ended"


def test_a_year_without_dates_is_refused(session: Session) -> None:
    with pytest.raises(Refusal) as refused:
        season_filings(session, 1999, on=date(1999, 6, 1))
    assert refused.value.code == "season.dates_unknown"


def test_a_record_of_the_integrity_file_runs_three_years_and_ends_when_it_is_lifted(session, file_one) -> None:
    day = date(2025, 7, 4)
    kept = file_one(None, "integrity-record", ("record", Role.OFFICE, day), subject="E0007")
    lifted = file_one(None, "integrity-record", ("record", Role.OFFICE, day), ("lift", Role.HRSS, day), subject="E0008")
    file_one(None, "integrity-record", subject="E0009")

    def numbers(on: date, **more: Any) -> list[int]:
        return [one.number for one in records_in_force(session, on=on, **more)]

    last = date(2028, 7, 4)
    assert [numbers(on) for on in (day - timedelta(1), day, last, last + timedelta(1))] == [[], [kept], [kept], []]
    assert [numbers(day, subject=name) for name in ("E0007", " E0008", "E0009")] == [[kept], [], []]
    (record,) = records_in_force(session, on=day)
    assert (record.subject, record.since, record.until, record.uploaded) == ("E0007", day, last, False)
    assert lifted == kept + 1


def test_a_review_opens_only_when_what_its_committee_owes_is_filed(session: Session, found, file_one) -> None:
    meeting, day = date(2025, 8, 15), date(2025, 8, 1)
    committee = found("甲", traits=("joint_or_entrusted",), meeting=meeting)
    file_one(committee, "committee-composition", ("file", Role.OFFICE, day))
    whole = {one.id: "2025-08-15" if one.a_day else "有" for one in form_named("review-plan").contents}
    number = file_one(committee, "review-plan")
    step(session, number, "review-plan", "submit", Role.OFFICE, day, form=whole)
    step(session, number, "review-plan", "agree", Role.HRSS, day)
    with pytest.raises(Refusal) as refused:
        step(session, number, "review-plan", "hold", Role.OFFICE, meeting)
    assert (refused.value.code, refused.value.message(Language.ZH).count("联合评审")) == ("filing.needs", 1)

    ordinary = found("乙", meeting=meeting)
    file_one(ordinary, "committee-composition", ("file", Role.OFFICE, day))
    number = file_one(ordinary, "review-plan")
    step(session, number, "review-plan", "submit", Role.OFFICE, day, form=whole)
    step(session, number, "review-plan", "agree", Role.HRSS, day)
    step(session, number, "review-plan", "hold", Role.OFFICE, meeting)
    held = {one.committee: one.state for one in season_filings(session, 2025, on=meeting) if one.kind == "review-plan"}
    assert held == {"甲": "agreed", "乙": "held"}
