"""Enter a ceremony's document: seal, removal list, result or void, once, with a signed head and its records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from blind.ceremony.document import Record, payload
from blind.ceremony.logged import KINDS, Logged
from blind.encoding import strict_parse
from blind.keys.signer import Signer
from expertpool.actions.draw_panel import keep_result
from expertpool.actions.sign_checkpoint import sign_checkpoint
from expertpool.actions.write_entry import OFFICE, write_entry
from expertpool.documents.roster.expert import RosterExpert
from expertpool.drawing.result import Result
from expertpool.models import Draw, Kind
from expertpool.queries.ceremony_entries import logged_at, place_of
from expertpool.queries.earlier_draws import next_attempt


def enter_document(
    session: Session,
    record: Record,
    *,
    scope: str,
    signer: Signer,
    origin: str,
    at: datetime,
    beside: Callable[[Session], object] | None = None,
    copies: Sequence[str] = (),
) -> Logged:
    """The document's place in the ledger: entered now, or where it was entered before.

    ``beside`` writes the records that belong to it, in the same transaction and only when it is entered now. The head
    is signed over everything entered so far. ``copies``: further scopes in which the same document is entered after it,
    so that whoever looks for it there finds it.
    """
    kind, content = Kind(KINDS[record.KIND]), payload(record)
    seq = place_of(session, kind, scope, content)
    if seq is None:
        if beside is not None:
            beside(session)
        entry = write_entry(session, kind=kind, scope=scope, actor=OFFICE, at=at, body=strict_parse(content))
        seq = entry.seq
        for other in copies:
            write_entry(session, kind=kind, scope=other, actor=OFFICE, at=at, body=strict_parse(content))
    head = sign_checkpoint(session, signer=signer, origin=origin, at=at)
    return logged_at(session, seq, head.size)


def keep_round(
    session: Session,
    result: Result,
    *,
    assurance: str,
    experts: Sequence[RosterExpert],
    source: str,
    started_at: datetime,
    finished_at: datetime,
    versions: dict[str, Any],
    actor: str,
) -> Draw:
    """Record the panel of a ceremony's round: the draw itself, or a replacement, in which whoever stays is kept."""
    committee = result.question.committee
    return keep_result(
        session,
        result,
        experts=experts,
        source=source,
        attempt=next_attempt(session, committee.name, committee.year),
        started_at=started_at,
        finished_at=finished_at,
        versions=versions,
        actor=actor,
        assurance=assurance,
    )
