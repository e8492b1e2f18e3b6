"""``expertpool demo``: the fictional city; with ``--serve``, its season at the desks behind one-click doors."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

import click
from sqlmodel import Session, col, select

from api.wiring import Wiring
from expertpool.actions.issue_invite import issue_invite
from expertpool.actions.open_account import open_account
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.commands.console import WordedCommand, current
from expertpool.commands.demo import whole_demo
from expertpool.ids import ExpertId
from expertpool.models import Expert, ReviewReader
from expertpool.models.account import STAFF
from expertpool.party.halls import FOLDER, Halls
from expertpool.settings import Settings
from expertpool.words import Language, say
from web.serve import HOST, PORT, PORTS, serve_until_stopped


@click.command("demo", cls=WordedCommand, help="demo.help")
@click.option("--serve", "served", is_flag=True, help="demo.help.serve")
@click.option("--port", type=PORTS, default=PORT, show_default=True, help="hall.serve.help.port")
def demo(*, served: bool, port: int) -> int:
    """Show the city; then, if wanted, its desks until stopped."""
    console = current()
    told = whole_demo(console)
    if not served:
        return console.finish(told)
    folder = Path(told["folder"])
    shutil.copytree(folder / "ceremony", folder / FOLDER / "demo", dirs_exist_ok=True)
    wiring = demonstration_at(folder, console.language)
    open_doors(wiring, actor=console.say("demo.actor"))
    console.note(console.say("demo.doors"))
    return serve_until_stopped(console, wiring, host=HOST, port=port)


def demonstration_at(folder: Path, language: Language = Language.ZH) -> Wiring:
    """The wiring of a demonstration's own folder, with its doors."""
    return Wiring(Halls(folder / FOLDER), language, settings=Settings.embedded(folder), demonstration=True)


def open_doors(wiring: Wiring, *, actor: str) -> None:
    """An account for each role of staff, whose passwords nobody knows, and one expert who has been invited."""
    at = wiring.clock()
    with wiring.writing() as session:
        keys = unlock_pool(session, wiring.own)
        for role in STAFF:
            password = secrets.token_urlsafe(24)
            name = say(f"demo.person.{role.value}", wiring.language)
            open_account(session, name, role, password=password, keys=keys, at=at, actor=actor)
        expert_no = _somebody(session)
        if expert_no is not None:
            issue_invite(session, expert_no, desk=wiring.desk, at=at, actor=actor)


def _somebody(session: Session) -> ExpertId | None:
    """An expert with packets to read, else the first of the pool."""
    reader = select(ReviewReader.expert_no).order_by(col(ReviewReader.expert_no)).limit(1)
    listed = select(Expert.expert_no).where(col(Expert.listed)).order_by(col(Expert.expert_no)).limit(1)
    found = session.exec(reader).first() or session.exec(listed).first()
    return None if found is None else ExpertId(found)
