"""``expertpool filing open``: begin a filing for a committee, a unit or a person."""

from __future__ import annotations

import click

from expertpool.actions.open_filing import open_filing
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import WordedCommand, current
from expertpool.commands.filing import tell_filing
from expertpool.commands.filing_edge import AS, BY, COMMITTEE, SET, YEAR, as_dict, stated_days, the_committee, the_year
from expertpool.db import open_session
from expertpool.filings.kind import Role
from expertpool.queries.filings import filing_seen


@click.command("open", cls=WordedCommand, help="filing.help.open")
@click.argument("kind")
@YEAR
@COMMITTEE
@click.option("--subject", default="", help="filing.help.subject")
@AS
@SET
@BY
def open_one(
    *,
    kind: str,
    year: int | None,
    committee: str | None,
    subject: str,
    role: str,
    stated: tuple[str, ...],
    by: str | None,
) -> int:
    """Open a filing; one that is open already under this name is shown instead."""
    console, wanted = current(), the_year(year)
    asked = stated_days(stated)
    with open_session(console.settings) as session:
        owner = the_committee(session, committee, wanted)
        number, fresh = open_filing(
            session,
            kind,
            year=wanted,
            committee=owner,
            subject=subject,
            role=Role(role),
            asked=asked,
            at=now(),
            actor=operator(by),
        )
        seen = filing_seen(session, number)
        session.commit()
    if not fresh:
        console.line(console.say("filing.open_already", number=number))
    tell_filing(console, seen)
    return console.finish({"ok": True, "opened": fresh, "filing": as_dict(console, seen)})
