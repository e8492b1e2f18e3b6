"""Confirm results: the publicity is over, every complaint is answered, and the roster goes out."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.errors import ExitCode, Refusal
from expertpool.models import Finding, Kind, Publicity
from expertpool.queries.results import complaints_about


def confirmable(session: Session, publicity: Publicity, *, on: date) -> tuple[int, ...]:
    """The lines of the list that stay off the roster, because a complaint about them was upheld.

    Refuses (exit code 3) until the last day of the publicity is past, and while a complaint is open or one about the
    review as a whole was upheld.
    """
    if on <= publicity.ends_on:
        end, day = publicity.ends_on.isoformat(), on.isoformat()
        raise Refusal("results.publicity_runs", exit_code=ExitCode.NO_PANEL, end=end, day=day)
    complaints = complaints_about(session, publicity)
    waiting = [str(one.id) for one in complaints if one.answered_on is None]
    if waiting:
        raise Refusal("results.complaints_open", exit_code=ExitCode.NO_PANEL, complaints="、".join(waiting))
    upheld = [one for one in complaints if one.finding == Finding.UPHELD.value]
    whole = [one.id for one in upheld if one.line is None]
    if whole:
        raise Refusal("results.review_faulty", exit_code=ExitCode.NO_PANEL, complaint=whole[0])
    return tuple(sorted({one.line for one in upheld if one.line is not None}))


def confirm_results(
    session: Session, publicity: Publicity, *, scope: str, on: date, roster: str, at: datetime, actor: str
) -> tuple[int, ...]:
    """Enter the confirmation with the digest of the roster's content; returns the lines left out.

    Confirming again with the same content changes nothing. Refuses what ``confirmable`` refuses, and another roster.
    """
    left_out = confirmable(session, publicity, on=on)
    if publicity.confirmed_on is not None:
        if publicity.roster != roster:
            raise Refusal("results.confirmed_already", day=publicity.confirmed_on.isoformat())
        return left_out
    publicity.confirmed_on, publicity.roster = on, roster
    session.add(publicity)
    session.flush()
    passed = len(publicity.codenames) - len(left_out)
    facts = {"confirmed_on": on.isoformat(), "passed": passed, "left_out": len(left_out), "roster": roster}
    written = {"publicity": [(publicity.id,)]}
    enter_records(session, Kind.RESULTS_CONFIRMED, at=at, by=actor, records=written, scope=scope, facts=facts)
    return left_out
