"""Deadlines in a committee's report: kept by filings and postings on record, moved by postponements on file."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from expertpool.actions.enter_committee_days import enter_committee_days
from expertpool.actions.move_filing import move_filing
from expertpool.actions.open_filing import open_filing
from expertpool.beijing import BEIJING
from expertpool.filings.filing import Act, Paper
from expertpool.filings.kind import Role
from expertpool.filings.loading import kind_named
from expertpool.models import Committee
from expertpool.oversight.matrix import Matrices
from expertpool.queries.committee_record import committees_on_record
from expertpool.queries.filed_facts import filed_facts
from expertpool.reporting.report_contents import ReportContents
from expertpool.rules.finding import State
from expertpool.words import Language
from tests.oversight.seasons import committee, pool, seat

FACTS = committee(1, series="工程")


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=BEIJING)


@pytest.fixture
def drawn(session: Session) -> Session:
    """A committee with a panel on record and nothing else."""
    experts = pool(40, series=("工程",))
    seat(session, experts, FACTS, [one.facts.expert_no for one in experts[:11]])
    given: dict[str, Any] = {"days": {"meeting": FACTS.meeting}, "traits": (), "filed": (None, FACTS.filed_until)}
    enter_committee_days(session, row_of(session), **given, at=moment(date(2025, 5, 30)), actor="王")
    return session


def row_of(session: Session) -> Committee:
    return session.exec(select(Committee).where(Committee.name == FACTS.name)).one()


def filed(session: Session, kind: str, *steps: tuple[str, Role, date], **more: Any) -> None:
    """A filing of the committee, with these acts, every paper attached."""
    row = row_of(session)
    given = {"year": 2025, "subject": "", "asked": {}, "role": Role.OFFICE, "actor": "王"}
    number, _ = open_filing(session, kind, committee=row, at=moment(steps[0][2]), **{**given, **more.pop("given", {})})
    for name, role, day in steps:
        papers = tuple(Paper(paper=one, digest="00", name=one) for one in kind_named(kind).transitions[name].papers)
        held = {"papers": papers, "reason": "情况属实", "by": "王", "on": day, "entered": day}
        move_filing(session, number, Act(transition=name, role=role, **{**held, **more}), at=moment(day))


def deadlines(session: Session, today: date = date(2025, 9, 20)) -> dict[str, tuple[str | None, str | None, str]]:
    """Day, day done and state of every deadline of the committee's report."""
    contents = ReportContents(session, packs=None, today=today, language=Language.ZH)
    told = contents.of_committee(committees_on_record(session)[0])["deadlines"]
    return {one["id"]: (one["day"], one["done"], one["state"]) for one in told}


def test_a_notice_issued_in_time_keeps_its_deadline_and_one_sent_back_does_not(drawn: Session) -> None:
    assert deadlines(drawn)["committee-notice-issued"] == ("2025-06-12", None, "unknown")

    filed(drawn, "annual-notice", ("issue", Role.OFFICE, date(2025, 6, 10)))
    assert deadlines(drawn)["committee-notice-issued"] == ("2025-06-12", "2025-06-10", "kept")


def test_what_was_sent_back_keeps_nothing_until_it_is_handed_in_again(drawn: Session) -> None:
    back = ("return", Role.HRSS, date(2025, 8, 4))
    filed(drawn, "committee-composition", ("file", Role.OFFICE, date(2025, 8, 1)), back)
    assert deadlines(drawn)["composition-filed"] == ("2025-08-08", None, "unknown")


def test_a_composition_filed_in_time_is_kept_on_the_word_of_who_signed_in(drawn: Session) -> None:
    filed(drawn, "committee-composition", ("file", Role.OFFICE, date(2025, 8, 1)))
    assert deadlines(drawn)["composition-filed"] == ("2025-08-08", "2025-08-01", "kept")


def test_a_postponement_on_file_moves_the_days_and_does_not_keep_them(drawn: Session) -> None:
    before = deadlines(drawn)
    values = {"new_end": date(2025, 9, 30), "new_approval": date(2025, 10, 20)}
    submit = ("submit", Role.OFFICE, date(2025, 8, 20))
    filed(drawn, "postponement", submit, given={"subject": "台风"}, values=values)
    after = deadlines(drawn)

    names = ("result-posted", "review-and-publicity-end", "approval-filing")
    assert [before[name] for name in names] == [
        ("2025-08-22", None, "unknown"),
        ("2025-08-29", None, "unknown"),
        ("2025-09-12", None, "unknown"),
    ]
    assert [after[name] for name in names] == [
        ("2025-09-24", None, "open"),
        ("2025-09-30", None, "open"),
        ("2025-10-20", None, "open"),
    ]


def test_the_matrix_judges_by_filings_on_record_as_the_report_does(drawn: Session) -> None:
    records = committees_on_record(drawn, year=2025)

    def states() -> tuple[State, str]:
        files = filed_facts(drawn, records, {})
        (row,) = Matrices(None, files=files, language=Language.ZH).of(records).rows
        told = ReportContents(drawn, packs=None, today=date(2025, 9, 1), language=Language.ZH).of_committee(records[0])
        (line,) = (one for one in told["lines"] if one["rule"] == "pool-cleaned")
        assert list(row.lines) == told["lines"]
        return row.cells["pool-cleaned"].state, line["state"]

    assert states() == (State.UNKNOWN, "unknown")
    filed(drawn, "pool-cleanup", ("file", Role.OFFICE, date(2025, 6, 1)))
    assert states() == (State.HOLDS, "holds")
