"""Move a filing: enter one act with its papers, or refuse it and enter nothing."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.filings.filing import Act, Paper, Step
from expertpool.filings.moving import move
from expertpool.models import Filing, FilingPaper, FilingStep, Kind
from expertpool.queries.filings import FilingSeen, around_filing, filing_seen


def move_filing(session: Session, number: int, act: Act, *, at: datetime) -> tuple[FilingSeen, bool]:
    """The filing afterwards, and whether the act was entered now: handed in twice, it is one step.

    Refuses whatever ``expertpool.filings.moving.move`` refuses, and (exit code 5) a record that was changed.
    """
    seen = filing_seen(session, number)
    after = move(seen.filing, act, around_filing(session, seen))
    if after is seen.filing:
        return seen, False
    step = after.steps[-1]
    row = session.get_one(Filing, number)
    row.state = step.to
    session.add(row)
    session.add(_row(number, step, at))
    session.flush()
    for paper in step.papers:
        session.add(_paper(number, step.number, paper))
    session.flush()
    written = {"filing": [(number,)]}
    facts = _facts(number, seen, step)
    enter_records(session, Kind.FILING_MOVED, at=at, by=act.by, records=written, scope=seen.scope, facts=facts)
    return filing_seen(session, number), True


def _row(number: int, step: Step, at: datetime) -> FilingStep:
    return FilingStep(
        filing_id=number,
        number=step.number,
        transition=step.transition,
        origin=step.origin,
        reached=step.to,
        role=step.role.value,
        done_by=step.by,
        done_on=step.on,
        entered_at=at,
        reason=step.reason,
        stated={name: day.isoformat() for name, day in step.values.items()},
        due=step.due,
        claimed=step.claimed,
    )


def _paper(number: int, step: int, paper: Paper) -> FilingPaper:
    return FilingPaper(
        filing_id=number,
        step=step,
        paper=paper.paper,
        digest=paper.digest,
        name=paper.name,
        size=paper.size,
        pages=paper.pages,
    )


def _facts(number: int, seen: FilingSeen, step: Step) -> dict[str, object]:
    return {
        "number": number,
        "kind": seen.filing.kind.id,
        "step": step.number,
        "act": step.transition,
        "from": step.origin,
        "to": step.to,
        "role": step.role.value,
        "role_claimed": step.claimed,
        "done_on": step.on.isoformat(),
        "due": step.due.isoformat() if step.due else None,
        "late": step.late,
        "reason": step.reason,
        "papers": [[paper.paper, paper.digest] for paper in step.papers],
    }
