"""``expertpool ballot tally`` and ``recount``: an opened ballot counted, by the office or by whoever has its folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session

from blind.tally import Readings
from expertpool.actions.count_ballot import count_ballot
from expertpool.commands.ballot_readings import readings_of, readings_options
from expertpool.commands.ballot_told import tell_leaks, tell_outcomes, tell_secrecy
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.ledger_proof import note_witnessed
from expertpool.commands.party_edge import home_of
from expertpool.db import open_session
from expertpool.documents.results_workbook import results_bytes
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.models import BallotCount
from expertpool.party.ballot_folder import CONSENTS
from expertpool.party.third_consent import consented
from expertpool.party.token_key import folder_at
from expertpool.queries.ballots import ballot_by, votes_in
from expertpool.queries.meetings import meeting_of
from expertpool.reviewing.ballot_outcomes import outcome_dict, with_verdicts
from expertpool.reviewing.electronic_count import Counted, count_folder
from expertpool.rules.stack import load_packs
from expertpool.whole_file import make_folders, write_json, write_whole
from expertpool.words import Language

FOLDER = click.argument("folder", type=click.Path(path_type=Path))
_without_third = click.option("--without-third", is_flag=True, help="ballot.help.without_third")


@click.command("tally", cls=WordedCommand, help="ballot.help.tally")
@FOLDER
@readings_options
@click.option("--rules", "packs", multiple=True, help="meeting.help.rules")
@click.option("--by", default=None, help="pool.import.by")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="ballot.help.tally.out")
@_without_third
def tally(*, folder: Path, packs: tuple[str, ...], by: str | None, out: Path, without_third: bool, **given: Any) -> int:
    """Count the opened box, write the results and enter them; counting again adds a count and replaces none."""
    console, readings = current(), readings_of(given)
    counted = _counted(console, folder, readings, without_third=without_third)
    agreed = _agreed(console, folder, counted) if without_third else None
    note_witnessed(console.settings, counted.witnessed)
    with open_session(console.settings) as session:
        given = {"packs": packs, "language": console.language, "at": now(), "actor": operator(by), "agreed": agreed}
        row = enter_count(session, counted, readings, folder=folder, **given)
        count, entered, listed = row.number, row.entered, row.outcomes
        session.commit()
    record = {"count": count, **entered, "readings": readings.as_dict(), "outcomes": listed}
    make_folders(out)
    write_json(out / "results.json", record)
    write_whole(out / "results.xlsx", results_bytes(listed, readings.as_dict(), console.language))
    _tell(console, counted)
    console.line(console.say("ballot.count_entered", number=count))
    return console.finish({"ok": True, **record, "out": str(out)})


def enter_count(
    session: Session,
    counted: Counted,
    readings: Readings,
    *,
    folder: Path,
    packs: Sequence[str] = (),
    agreed: str | None = None,
    language: Language,
    at: datetime,
    actor: str,
) -> BallotCount:
    """Enter what an opened box comes to. Refuses (exit code 5) a box that is not the one on record.

    ``agreed``: who else agreed that votes which do not open count as spoilt without the third trustee.
    """
    row = ballot_by(session, counted.ballot)
    if row is None:
        raise Refusal("ballot.not_on_record", where=Where(file=str(folder)))
    if row.closing != counted.record.to_bytes().decode() or votes_in(session, row) != counted.votes:
        raise Refusal("ballot.database_differs", where=Where(file=str(folder)), exit_code=ExitCode.FORGED)
    seen = meeting_of(session, row.meeting_id)
    in_force = load_packs(packs or None, on=seen.held_on)
    entered: dict[str, Any] = {"trustees": list(counted.holders), "ballot": counted.ballot.hash.hex()}
    if agreed is not None:
        entered["without_third"] = {"agreed": agreed}
    return count_ballot(
        session,
        seen,
        ballot_id=row.id,
        readings=readings.as_dict(),
        entered=entered,
        outcomes=with_verdicts(counted.outcomes, seen.committee, in_force, language),
        at=at,
        actor=actor,
    )


@click.command("recount", cls=WordedCommand, help="ballot.help.recount")
@FOLDER
@readings_options
@_without_third
def recount(*, folder: Path, without_third: bool, **given: Any) -> int:
    """Count the same votes again from the folder alone, on any machine that knows the trust file."""
    console, readings = current(), readings_of(given)
    counted = _counted(console, folder, readings, without_third=without_third)
    _tell(console, counted)
    outcomes = [outcome_dict(name, one) for name, one in counted.outcomes.items()]
    told = {"ballot": counted.ballot.hash.hex(), "trustees": list(counted.holders), "readings": readings.as_dict()}
    return console.finish({"ok": True, **told, "outcomes": outcomes})


def _agreed(console: Console, folder: Path, counted: Counted) -> str:
    """Whose signed consent lies in the folder that this box is counted without the third trustee."""
    place, trust = folder_at(folder), home_of(console).trust_store.trust()
    found = consented(lambda holder: place.file(CONSENTS, f"{holder}.json"), counted.record.to_bytes(), trust)
    if found is None:
        raise Refusal("ballot.no_consent", where=Where(file=str(folder)))
    return found.holder


def _counted(console: Console, folder: Path, readings: Readings, *, without_third: bool) -> Counted:
    trust = home_of(console).trust_store.trust()
    return count_folder(folder_at(folder), trust, readings, without_third=without_third)


def _tell(console: Console, counted: Counted) -> None:
    tell_outcomes(console, counted.outcomes)
    tell_leaks(console, counted.outcomes)
    tell_secrecy(console)
