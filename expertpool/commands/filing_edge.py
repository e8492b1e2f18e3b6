"""What the commands of filings share: options, reading ``ID=VALUE``, and a filing as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlmodel import Session

from expertpool.commands.circumstances import now
from expertpool.commands.console import Console
from expertpool.errors import Refusal
from expertpool.filings.filing import Paper, Step
from expertpool.filings.kind import FilingKind, Role, State
from expertpool.filings.moving import possible
from expertpool.models import Committee
from expertpool.queries.committee_season import committee_named
from expertpool.queries.filings import FilingSeen
from expertpool.queries.season_filings import FilingLine
from expertpool.rules.table import Unfit, day

F = TypeVar("F", bound=Callable[..., Any])
YEAR = click.option("--year", type=click.IntRange(1990, 2200), help="filing.help.year")
COMMITTEE = click.option("--committee", help="filing.help.committee")
BY = click.option("--by", help="pool.import.by")
AS = click.option(
    "--as", "role", required=True, type=click.Choice([role.value for role in Role]), help="filing.help.as"
)
SET = click.option("--set", "stated", multiple=True, metavar="ID=DAY", help="filing.help.set")
FOLDER = "filings"
"""The folder of papers below the home folder."""


def papers_folder(console: Console) -> Path:
    """Where the office keeps the papers of filings."""
    return console.settings.home / FOLDER


def the_year(year: int | None) -> int:
    """The year asked for, or this one."""
    return year or now().year


def the_committee(session: Session, name: str | None, year: int) -> Committee | None:
    """The committee named, if one is. Raises Refusal for one that is not on record."""
    return committee_named(session, name.strip(), year) if name and name.strip() else None


def pairs(option: str, given: Iterable[str]) -> list[tuple[str, str]]:
    """``ID=VALUE`` as pairs. Raises Refusal for what has no equals sign, or nothing on either side of it."""
    found = [(name.strip(), value.strip()) for name, _, value in (one.partition("=") for one in given)]
    for name, value in found:
        if not name or not value:
            raise Refusal("filing.pair", option=option, found=f"{name}={value}"[:60])
    return found


def stated_days(given: Iterable[str]) -> dict[str, date]:
    """The days of ``--set``. Raises Refusal for one that is no day, and for one stated twice."""
    found: dict[str, date] = {}
    for name, value in pairs("--set", given):
        if name in found:
            raise Refusal("filing.twice", option="--set", name=name)
        try:
            found[name] = day(value)
        except Unfit:
            raise Refusal("filing.no_day", name=name, found=value[:40]) from None
    return found


def about_dict(console: Console, kind: FilingKind, state: State, one: FilingSeen | FilingLine) -> dict[str, Any]:
    """What a filing is about and where it stands, as plain values."""
    return {
        "number": one.number,
        "kind": kind.id,
        "title": kind.titles[console.language],
        "clause": kind.clause,
        "committee": one.committee,
        "subject": one.subject,
        "state": state.id,
        "state_title": state.titles[console.language],
        "waits_for": list(state.waits),
    }


def as_dict(console: Console, seen: FilingSeen) -> dict[str, Any]:
    """A filing as plain values."""
    kind, state = seen.filing.kind, seen.filing.state
    return {
        **about_dict(console, kind, state, seen),
        "year": seen.year,
        "ended": state.end.value if state.end else None,
        "opened_on": str(seen.filing.opened_on),
        "opened_as": seen.opened_as,
        "opened_by": seen.opened_by,
        "opening_claimed": seen.opening_claimed,
        "asked": {name: str(value) for name, value in seen.filing.asked.items()},
        "possible": [
            {"id": one.id, "title": one.titles[console.language], "who": list(one.who), "papers": list(one.papers)}
            for one in possible(seen.filing)
        ],
        "steps": [step_dict(console, seen, step) for step in seen.filing.steps],
    }


def step_dict(console: Console, seen: FilingSeen, step: Step) -> dict[str, Any]:
    """A step as plain values."""
    return {
        "number": step.number,
        "act": step.transition,
        "title": seen.filing.kind.transitions[step.transition].titles[console.language],
        "from": step.origin,
        "to": step.to,
        "role": step.role.value,
        "role_claimed": step.claimed,
        "by": step.by,
        "on": str(step.on),
        "entered": str(step.entered),
        "due": str(step.due) if step.due else None,
        "late": step.late,
        "reason": step.reason,
        "stated": {name: str(value) for name, value in step.values.items()},
        "papers": [paper_dict(console, seen, paper) for paper in step.papers],
    }


def paper_dict(console: Console, seen: FilingSeen, paper: Paper) -> dict[str, Any]:
    """A paper as plain values."""
    title = seen.filing.kind.paper_titles(paper.paper)[console.language]
    return {
        "paper": paper.paper,
        "title": title,
        "name": paper.name,
        "digest": paper.digest,
        "size": paper.size,
        "pages": paper.pages,
    }


def roles_said(console: Console, roles: Iterable[str]) -> str:
    """Roles in words."""
    return console.say("filing.between").join(console.say(f"filing.role.{role}") for role in roles) or "-"
