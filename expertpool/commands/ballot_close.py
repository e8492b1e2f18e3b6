"""``expertpool ballot close``: the box shut, counted against the tokens, and entered in one sorted batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import click
from sqlmodel import Session

from blind.ballot.box import BallotBox, BallotClosing
from blind.ballot.box import close as close_box
from blind.ballot.definition import Ballot
from blind.ceremony.logged import Logged
from expertpool.actions.close_ballot import close_ballot
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.ledger_proof import grown, proven
from expertpool.commands.party_edge import home_of
from expertpool.db import open_session
from expertpool.errors import Refusal, Where
from expertpool.models import Ballot as Row
from expertpool.party.ballot_folder import (
    CLOSED,
    CLOSING,
    CONSISTENCY,
    COSIGNED,
    LOGGED,
    VOTES,
    BallotFolder,
    votes_bytes,
)
from expertpool.party.ballot_words import tried
from expertpool.party.issuing import issued_list, tokens_by_candidate
from expertpool.party.token_key import folder_at
from expertpool.queries.ballots import ballot_by, votes_in
from expertpool.reviewing.box_file import BoxFile
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_whole


@click.command("close", cls=WordedCommand, help="ballot.help.close")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--since", type=click.IntRange(min=0), default=None, help="ballot.help.close.since")
@click.option("--by", default=None, help="pool.import.by")
def close(*, folder: Path, since: int | None, by: str | None) -> int:
    """Shut the box for good. Doing it again completes what was cut off and proves the closing in today's head."""
    console = current()
    place = folder_at(folder)
    ballot = place.ballot()
    issued = issued_list(place, ballot, home_of(console).trust_store.trust())
    box = BoxFile.of(console.settings.home, ballot)
    with box.locked():
        with open_session(console.settings) as session:
            row = ballot_by(session, ballot)
            if row is None:
                raise Refusal("ballot.not_on_record", where=Where(file=str(folder)))
            shut = shut_box(
                session, console.settings, row, box, issued=issued, since=since, at=now(), actor=operator(by)
            )
            session.commit()
        lay_down(place, shut)
        box.destroy()
    record, seq, logged = shut.record, shut.entry, shut.logged
    _tell(console, ballot, record)
    slots = [
        {
            "candidate": one.candidate,
            "cast": len(one.votes),
            "issued": one.issued,
            "voters": one.voters,
            "unused": one.unused,
        }
        for one in record.slots
    ]
    size = logged.size
    return console.finish({"ok": True, "ballot": ballot.hash.hex(), "entry": seq, "size": size, "candidates": slots})


@dataclass(frozen=True)
class Shut:
    """A box that was closed: its votes and record, the number of its entry, and where that stands in the ledger."""

    box: BallotBox
    record: BallotClosing
    entry: int
    logged: Logged
    proof: bytes | None


def shut_box(
    session: Session,
    settings: Settings,
    row: Row,
    box: BoxFile,
    *,
    issued: Mapping[str, bytes],
    since: int | None = None,
    at: datetime,
    actor: str,
) -> Shut:
    """Shut the box and enter its closing; the caller holds the box's lock, commits, lays the rest down and destroys."""
    ballot, place = box.ballot, box.folder
    box.shut_for_good()
    held = box_to_close(session, row, box)
    _, record = tried(lambda: close_box(held, issued=tokens_by_candidate(ballot, issued)), place)
    enter = partial(close_ballot, session, row, ballot, record, votes=held.votes.values(), issued=issued)
    seq = tried(lambda: enter(at=at, actor=actor), place)
    logged = proven(session, settings, [seq])[0]
    return Shut(held, record, seq, logged, grown(session, settings, logged.size, since=since))


def box_to_close(session: Session, row: Row, box: BoxFile) -> BallotBox:
    """The box on this machine; where the closing was entered before, the votes in the database."""
    if row.closing is None:
        return box.read()
    votes = {one.public: one for one in votes_in(session, row)}
    return BallotBox(box.ballot, {public: votes[public] for public in sorted(votes)}, closed=True)


def lay_down(place: BallotFolder, shut: Shut) -> None:
    """The closing for trustees and witness; proofs are made anew while the witness has not signed."""
    place.put(shut.record.to_bytes(), CLOSED, CLOSING)
    place.put(votes_bytes(shut.box.votes.values()), CLOSED, VOTES)
    if place.has(CLOSED, COSIGNED):
        return
    make_folders(place.file(CLOSED))
    if shut.proof is not None:
        write_whole(place.file(CLOSED, CONSISTENCY), shut.proof)
    write_whole(place.file(CLOSED, LOGGED), shut.logged.to_bytes())


def _tell(console: Console, ballot: Ballot, record: BallotClosing) -> None:
    heads = [console.say(f"ballot.{head}") for head in ("candidate", "cast_votes", "issued", "voters", "unused_slots")]
    rows = [
        [one.candidate, str(len(one.votes)), str(one.issued), str(one.voters), str(one.unused)] for one in record.slots
    ]
    console.table(title=console.say("ballot.closed", fingerprint=ballot.fingerprint), heads=heads, rows=rows)
    console.line(console.say("ballot.unused_count"))
    console.line(console.say("ballot.now_witness", path=f"{CLOSED}/{LOGGED}"))
