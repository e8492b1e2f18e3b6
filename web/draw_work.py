"""The work of jobs about a committee's draw: a rehearsal on this computer, and the office's step in a ceremony."""

from __future__ import annotations

from typing import Any

from expertpool.commands.circumstances import now
from expertpool.jobs.at_work import AtWork
from expertpool.party.halls import FOLDER
from web.ceremony_desk import CeremonyDesk
from web.committee_view import known_committee
from web.desk_console import DeskConsole
from web.draw_desk import DrawRoom, complete, request_for
from web.draw_desk import train as draw_alone


def train(work: AtWork) -> None:
    """One draw at level M0 with the inputs that were fixed when it was asked for.

    Begun again after it was recorded, it puts the papers in place and draws nothing.
    """
    given, console = work.arguments, _console(work)
    room = DrawRoom.of(work.settings, given["committee"])
    with work.reading() as session:
        known = known_committee(session, given["committee"])
    recorded = next((one for one in known.record.draws if one.attempt == given["attempt"]), None)
    if recorded is not None:
        complete(console, room, recorded.committee, attempt=recorded.attempt)
        return
    chosen = {name: given[name] for name in ("method", "tickets", "seed")}
    asked = request_for(known, room.folder / given["library"], by=work.by, text=room.stated(given["stated"]), **chosen)
    draw_alone(console, room, asked, attempt=given["attempt"])


def step(work: AtWork) -> dict[str, Any]:
    """Everything the office can do now in a ceremony; the passphrase came with the order and is kept nowhere."""
    number, hall = work.arguments["committee"], work.arguments["hall"]
    with work.reading() as session:
        known = known_committee(session, number)
    room = DrawRoom.of(work.settings, number)
    desk = CeremonyDesk(work.settings, room, hall, work.settings.home / FOLDER / hall, now())
    _, moved = desk.step(_console(work), known, passphrase=work.secret, by=work.by)
    return {"moved": list(moved)}


def _console(work: AtWork) -> DeskConsole:
    return DeskConsole(work.language, settings_of_its_own=work.settings, told=work.told)
