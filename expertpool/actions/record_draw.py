"""Record a draw: the attempt, the panel and its seats, once and for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from expertpool.actions.keep_committee import committee_scope, keep_committee
from expertpool.actions.write_entry import UNNAMED, enter_records
from expertpool.canonical import plain
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import Draw, DrawOutcome, Kind, Panel, Roster, Seat, SeatKind
from expertpool.queries.earlier_draws import next_attempt
from expertpool.rules.facts import CommitteeFacts


def record_draw(
    session: Session,
    *,
    roster: Roster,
    committee: CommitteeFacts,
    attempt: int,
    method: str,
    assurance: str,
    started_at: datetime,
    finished_at: datetime,
    outcome: DrawOutcome,
    versions: Mapping[str, Any],
    verdicts: Sequence[Any],
    chances: Mapping[str, Any],
    tickets: int | None = None,
    seed: bytes | None = None,
    table_seed: bytes | None = None,
    members: Sequence[ExpertId] = (),
    kept: Sequence[ExpertId] = (),
    reserves: Sequence[ExpertId] = (),
    actor: str = UNNAMED,
) -> Draw:
    """Store attempt number ``attempt`` for a committee (by name and year), as ``next_attempt`` gave it before the draw.

    ``members`` were drawn, in that order; ``kept`` stayed from before and are not among them. ``verdicts`` and
    ``chances`` are plain values or frozen records without floats (TypeError). Refuses when another draw for the same
    committee has been recorded since the number was given. Raises ValueError where outcome and seats disagree.
    """
    if (outcome is DrawOutcome.SEATED) != bool(members or kept):
        raise ValueError("a draw that seated nobody has no panel, any other has one")
    if attempt != next_attempt(session, committee.name, committee.year):
        raise _overtaken(committee, attempt)
    try:
        draw = Draw(
            committee_id=_known(keep_committee(session, committee, at=finished_at, actor=actor).id),
            attempt=attempt,
            roster_id=_known(roster.id),
            facts=plain(committee),
            method=method,
            tickets=tickets,
            seed=None if seed is None else seed.hex(),
            table_seed=None if table_seed is None else table_seed.hex(),
            assurance=assurance,
            started_at=started_at,
            finished_at=finished_at,
            versions=plain(versions),
            verdicts=plain(verdicts),
            chances=plain(chances),
            outcome=outcome.value,
        )
        session.add(draw)
        session.flush()
    except IntegrityError:
        raise _overtaken(committee, attempt) from None
    panel, written = None, {"draw": [(draw.id,)]}
    if outcome is DrawOutcome.SEATED:
        panel = _seat(session, draw, {SeatKind.MEMBER: members, SeatKind.KEPT: kept, SeatKind.RESERVE: reserves})
        written["panel"] = [(panel.id,)]
    enter_records(
        session,
        Kind.PANEL_SEATED if panel else Kind.PANEL_FAILED,
        at=finished_at,
        by=actor,
        records=written,
        scope=committee_scope(committee),
        facts={"attempt": attempt, "method": method, "assurance": assurance, "roster": roster.digest},
    )
    return draw


def _overtaken(committee: CommitteeFacts, attempt: int) -> Refusal:
    return Refusal("pool.draw_overtaken", committee=committee.name, year=committee.year, attempt=attempt)


def _seat(session: Session, draw: Draw, people: Mapping[SeatKind, Sequence[ExpertId]]) -> Panel:
    panel = Panel(draw_id=_known(draw.id))
    session.add(panel)
    session.flush()
    session.add_all(
        Seat(panel_id=_known(panel.id), kind=kind.value, place=place, expert_no=number)
        for kind, numbers in people.items()
        for place, number in enumerate(numbers, start=1)
    )
    session.flush()
    return panel


def _known(row_id: int | None) -> int:
    if row_id is None:
        raise ValueError("the row has not been stored yet")
    return row_id
