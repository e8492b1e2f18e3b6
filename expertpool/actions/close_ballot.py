"""Close a ballot: the whole box in one batch, sorted, with the record that trustees wait for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session

from blind.ballot.box import BallotClosing, check_box
from blind.ballot.definition import Ballot as Definition
from blind.ballot.vote import Vote
from blind.encoding import strict_parse
from expertpool.actions.write_entry import OFFICE, enter_records, write_entry
from expertpool.errors import Refusal
from expertpool.models import Ballot, BallotToken, BallotVote, Kind
from expertpool.queries.ceremony_entries import place_of


def close_ballot(
    session: Session,
    ballot: Ballot,
    definition: Definition,
    record: BallotClosing,
    *,
    votes: Iterable[Vote],
    issued: Mapping[str, bytes],
    at: datetime,
    actor: str,
) -> int:
    """Enter the closing and keep the votes; returns the number of the closing's entry, which holds nothing else.

    ``issued``: member -> hash of the request the inspector's machine signed. Closing again with the same record
    changes nothing. Refuses a voided ballot and another record; raises what ``check_box`` raises.
    """
    box, content = check_box(definition, record, votes), record.to_bytes()
    if ballot.closing is not None:
        seq = place_of(session, Kind.BALLOT_CLOSED, definition.scope, content)
        if ballot.closing != content.decode() or seq is None:
            raise Refusal("ballot.closed_otherwise", number=ballot.number)
        return seq
    if ballot.voided is not None:
        raise Refusal("ballot.over", number=ballot.number)
    ballot.closing, ballot.closed_at = content.decode(), at
    session.add(ballot)
    held = sorted(box.votes.values(), key=lambda one: one.hash)
    number = ballot.id or 0
    for one in held:
        session.add(BallotVote(ballot_id=number, hash=one.hash.hex(), vote=one.to_bytes().decode()))
        session.flush()
    for member in sorted(issued):
        session.add(BallotToken(ballot_id=number, member=member, mark=issued[member].hex()))
    session.flush()
    scope = definition.scope
    entry = write_entry(session, kind=Kind.BALLOT_CLOSED, scope=scope, actor=OFFICE, at=at, body=strict_parse(content))
    written, facts = {"ballot": [(number,)]}, {"number": ballot.number, "votes": len(held), "members": len(issued)}
    enter_records(session, Kind.VOTES_KEPT, at=at, by=actor, records=written, scope=scope, facts=facts)
    return entry.seq
