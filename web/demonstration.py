"""The demonstration served: the fictional city's season at the desks, behind one-click doors."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from api.wiring import Wiring
from expertpool.actions.issue_invite import issue_invite
from expertpool.actions.open_account import open_account
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.commands.console import Console
from expertpool.models.account import STAFF
from expertpool.party.halls import FOLDER, Halls
from expertpool.settings import Settings
from expertpool.words import Language, say
from web.address import HOST
from web.demonstration_papers import lay_papers
from web.demonstration_reading import open_reading
from web.demonstration_season import record_season
from web.serve import serve_until_stopped


def serve_doors(console: Console, folder: Path, *, port: int) -> int:
    """Open the demonstration in this folder to everybody at this computer, until stopped."""
    shutil.copytree(folder / "ceremony", folder / FOLDER / "demo", dirs_exist_ok=True)
    wiring = demonstration_at(folder, console.language)
    open_doors(wiring, folder, actor=console.say("demo.actor"))
    console.note(console.say("demo.doors"))
    return serve_until_stopped(console, wiring, host=HOST, port=port)


def demonstration_at(folder: Path, language: Language = Language.ZH) -> Wiring:
    """The wiring of a demonstration's own folder, with its doors."""
    return Wiring(Halls(folder / FOLDER), language, settings=Settings.embedded(folder), demonstration=True)


def open_doors(wiring: Wiring, folder: Path, *, actor: str) -> None:
    """An account for each role of staff, whose passwords nobody knows, and an invited expert with packets to read."""
    at = wiring.clock()
    with wiring.writing() as session:
        keys = unlock_pool(session, wiring.own)
        for role in STAFF:
            password = secrets.token_urlsafe(24)
            name = say(f"demo.person.{role.value}", wiring.language)
            open_account(session, name, role, password=password, keys=keys, at=at, actor=actor)
        record_season(session, folder, language=wiring.language, at=at, actor=actor)
        lay_papers(session, wiring.own, folder)
        expert_no = open_reading(session, wiring.own, folder, at=at, actor=actor)
        issue_invite(session, expert_no, desk=wiring.desk, at=at, actor=actor)
