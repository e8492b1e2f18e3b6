"""Open a ballot: enter its definition, after which nothing of it changes; or give one up before its closing."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from blind.ballot.definition import Ballot as Definition
from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.models import Ballot, Kind
from expertpool.queries.ballots import ballots_of


def open_ballot(
    session: Session, definition: Definition, *, meeting: int, at: datetime, actor: str, scripts: str = ""
) -> Ballot:
    """The ballot on record; the one there is where it was opened before with exactly this definition.

    ``scripts``: the digest of what browsers vote with. Refuses while another ballot of the meeting is open.
    """
    text, earlier = definition.to_bytes().decode(), ballots_of(session, meeting)
    for one in earlier:
        if one.definition == text:
            return one
        if one.closing is None and one.voided is None:
            raise Refusal("ballot.another_open", meeting=meeting, number=one.number)
    ballot = Ballot(meeting_id=meeting, number=1 + len(earlier), definition=text, opened_at=at)
    session.add(ballot)
    session.flush()
    facts = {"number": ballot.number, "ballot": definition.hash.hex(), "fingerprint": definition.fingerprint}
    if scripts:
        facts["scripts"] = scripts
    written = {"ballot": [(ballot.id,)]}
    enter_records(session, Kind.BALLOT_OPENED, at=at, by=actor, records=written, scope=definition.scope, facts=facts)
    return ballot


def void_ballot(session: Session, ballot: Ballot, *, scope: str, cause: str, at: datetime, actor: str) -> None:
    """Give up a ballot that is not closed, with the cause; its votes are never opened. Refuses a closed one."""
    if ballot.closing is not None or ballot.voided is not None:
        raise Refusal("ballot.over", number=ballot.number)
    if not cause.strip():
        raise Refusal("ballot.void_without_cause")
    ballot.voided = cause.strip()
    session.add(ballot)
    facts, written = {"number": ballot.number, "cause": ballot.voided}, {"ballot": [(ballot.id,)]}
    enter_records(session, Kind.BALLOT_VOIDED, at=at, by=actor, records=written, scope=scope, facts=facts)
