"""``expertpool account``: who of the staff may sign in at the desks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from expertpool.access.qr import qr_text
from expertpool.access.totp import uri
from expertpool.actions.open_account import Opened, close_account, open_account, reset_account
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.beijing import here
from expertpool.canonical import plain
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedGroup, current
from expertpool.db import open_session
from expertpool.errors import Refusal
from expertpool.models import Account, Role
from expertpool.models.account import STAFF
from expertpool.queries.accounts import every_account, require_account

ISSUER = "expertpool"

account = WordedGroup("account", help="account.help", no_args_is_help=True)

_password = click.option("--password-file", type=click.Path(path_type=Path), help="account.help.password_file")
_by = click.option("--by", default=None, help="account.help.by")


@account.command("open", help="account.help.open")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in STAFF]), required=True, help="account.help.role")
@_password
@_by
def open_one(*, name: str, role: str, password_file: Path | None, by: str | None) -> int:
    """Open an account; print its second factor this once."""
    console = current()
    password = _asked(console, password_file)
    with open_session(console.settings) as session:
        keys = unlock_pool(session, console.settings)
        given: dict[str, Any] = {"password": password, "keys": keys, "at": now(), "actor": operator(by)}
        opened = open_account(session, name, Role(role), **given)
        session.commit()
    return _tell(console, opened, "account.opened")


@account.command("reset", help="account.help.reset")
@click.argument("name")
@_password
@_by
def reset_one(*, name: str, password_file: Path | None, by: str | None) -> int:
    """Give an account a new password and second factor; sign its devices out."""
    console = current()
    password = _asked(console, password_file)
    with open_session(console.settings) as session:
        keys = unlock_pool(session, console.settings)
        given: dict[str, Any] = {"password": password, "keys": keys, "at": now(), "actor": operator(by)}
        opened = reset_account(session, require_account(session, name), **given)
        session.commit()
    return _tell(console, opened, "account.was_reset")


@account.command("close", help="account.help.close")
@click.argument("name")
@_by
def close_one(*, name: str, by: str | None) -> int:
    """Close an account."""
    console = current()
    with open_session(console.settings) as session:
        close_account(session, require_account(session, name), at=now(), actor=operator(by))
        session.commit()
    console.line(console.say("account.closed", name=name))
    return console.finish({"ok": True, "name": name})


@account.command("list", help="account.help.list")
def list_all() -> int:
    """List all accounts."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        found = every_account(session)
    console.table(
        title=console.say("account.list", count=len(found)),
        heads=[console.say(f"account.head.{head}") for head in ("name", "role", "opened", "closed")],
        rows=[_line(console, one) for one in found],
    )
    return console.finish({"ok": True, "accounts": [_as_dict(one) for one in found]})


def _asked(console: Console, file: Path | None) -> str:
    """The password from the first line of a file, or typed twice."""
    if file is None:
        prompt = console.say("account.ask.password")
        return str(click.prompt(prompt, hide_input=True, confirmation_prompt=True, err=True))
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise Refusal("common.file_missing", path=str(file)) from None
    except UnicodeDecodeError:
        raise Refusal("account.password_unreadable", path=str(file)) from None
    return lines[0] if lines else ""


def _tell(console: Console, opened: Opened, said: str) -> int:
    one = opened.account
    address = uri(opened.secret, one.name, ISSUER)
    console.line(console.say(said, name=one.name, role=console.say(f"account.role.{one.role}")))
    console.line(console.say("account.second_factor"))
    console.line(qr_text(address))
    console.line(address)
    return console.finish({"ok": True, "name": one.name, "role": one.role, "otpauth": address})


def _line(console: Console, one: Account) -> list[str]:
    closed = f"{here(one.closed_at):%Y-%m-%d} {one.closed_by}" if one.closed_at else ""
    opened = f"{here(one.opened_at):%Y-%m-%d} {one.opened_by}"
    return [one.name, console.say(f"account.role.{one.role}"), opened, closed]


def _as_dict(one: Account) -> dict[str, Any]:
    kept = ("name", "role", "opened_at", "opened_by", "closed_at", "closed_by")
    return {name: plain(getattr(one, name)) for name in kept}
