"""``expertpool ballot open`` and ``void``: the definition fixed and shown to everybody, or a ballot given up."""

from __future__ import annotations

from pathlib import Path

import click

from blind.keys.signer import Verifier
from expertpool.actions.open_ballot import open_ballot, void_ballot
from expertpool.commands.ballot_told import tell_secrecy
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import WordedCommand, current
from expertpool.commands.party_edge import home_of
from expertpool.db import open_session
from expertpool.errors import Refusal, Where
from expertpool.party.ballot_folder import DEFINITION
from expertpool.party.token_key import folder_at, offered_key
from expertpool.queries.ballots import ballot_by
from expertpool.queries.meetings import MeetingSeen, frozen_meeting
from expertpool.reviewing.ballot_definition import definition_of
from expertpool.reviewing.box_file import BoxFile
from expertpool.reviewing.device_key import read_device_public

FOLDER = click.argument("folder", type=click.Path(path_type=Path))


@click.command("open", cls=WordedCommand, help="ballot.help.open")
@FOLDER
@click.option("--meeting", required=True, type=click.IntRange(min=1), help="ballot.help.meeting")
@click.option("--devices", required=True, type=click.Path(path_type=Path), help="ballot.help.devices")
@click.option("--by", default=None, help="pool.import.by")
def open_(*, folder: Path, meeting: int, devices: Path, by: str | None) -> int:
    """Open a ballot among those on the frozen roll."""
    console = current()
    place, trust = folder_at(folder), home_of(console).trust_store.trust()
    with open_session(console.settings, reading=True) as session:
        seen = frozen_meeting(session, meeting)
    given = devices_of(seen, devices)
    ballot = definition_of(seen, offered_key(place, trust), trust, devices=given, file=str(devices))
    with open_session(console.settings) as session:
        number = open_ballot(session, ballot, meeting=meeting, at=now(), actor=operator(by)).number
        session.commit()
    box = BoxFile.of(console.settings.home, ballot)
    with box.locked():
        box.place()
    place.put(ballot.to_bytes(), DEFINITION)
    console.line(
        console.say("ballot.opened", number=number, voters=len(ballot.roll), candidates=len(ballot.candidates))
    )
    console.line()
    console.line(console.say("ballot.wall", fingerprint=ballot.fingerprint))
    console.line()
    tell_secrecy(console)
    told = {"ballot": ballot.hash.hex(), "fingerprint": ballot.fingerprint, "number": number, "roll": list(ballot.roll)}
    return console.finish({"ok": True, **told, "candidates": list(ballot.candidates)})


def devices_of(seen: MeetingSeen, folder: Path) -> dict[str, Verifier]:
    """The device keys of everybody attending, from files named by code or expert number. Raises Refusal."""
    found = {}
    for member in seen.attending:
        names = (member.code, member.expert.facts.expert_no)
        paths = [folder / f"{name}.json" for name in names if (folder / f"{name}.json").is_file()]
        if not paths:
            raise Refusal("ballot.device_missing", where=Where(file=str(folder)), member=member.code, other=names[1])
        found[member.code] = read_device_public(paths[0])
    return found


@click.command("void", cls=WordedCommand, help="ballot.help.void")
@FOLDER
@click.option("--cause", required=True, help="ballot.help.void.cause")
@click.option("--by", default=None, help="pool.import.by")
def void(*, folder: Path, cause: str, by: str | None) -> int:
    """Give a ballot up before it is closed; its votes are destroyed unopened."""
    console = current()
    ballot = folder_at(folder).ballot()
    box = BoxFile.of(console.settings.home, ballot)
    with box.locked():
        with open_session(console.settings) as session:
            row = ballot_by(session, ballot)
            if row is None:
                raise Refusal("ballot.not_on_record", where=Where(file=str(folder)))
            void_ballot(session, row, scope=ballot.scope, cause=cause, at=now(), actor=operator(by))
            session.commit()
        box.shut_for_good()
        box.destroy()
    console.line(console.say("ballot.voided"))
    return console.finish({"ok": True, "ballot": ballot.hash.hex()})
