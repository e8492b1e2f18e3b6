"""``expertpool season committee``: the days of one committee's season, from its file and as they become known."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click
from sqlmodel import Session

from expertpool.actions.enter_committee_days import enter_committee_days
from expertpool.actions.keep_committee import keep_committee
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import WordedCommand, current
from expertpool.commands.filing_edge import BY, COMMITTEE, YEAR, the_year
from expertpool.commands.season import anchored
from expertpool.db import open_session
from expertpool.documents.committee_file import read_committee
from expertpool.errors import Refusal
from expertpool.models import Committee
from expertpool.queries.committee_season import committee_named, days_of_committee
from expertpool.rules.facts import CommitteeFacts

TRAITS = ("joint_or_entrusted", "grassroots", "self_reviewing")
Filed = tuple[date | None, date | None]


@click.command("committee", cls=WordedCommand, help="season.help.committee")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@COMMITTEE
@YEAR
@click.option("--trait", "traits", multiple=True, type=click.Choice(TRAITS), help="season.help.trait")
@anchored
@BY
def committee_season(
    *,
    file: Path | None,
    committee: str | None,
    year: int | None,
    traits: tuple[str, ...],
    by: str | None,
    **anchors: datetime | None,
) -> int:
    """Put a committee's days on record; later ones stand beside those entered before."""
    console, moment = current(), now()
    if (file is None) is (committee is None):
        raise Refusal("season.committee_one")
    facts = read_committee(file) if file is not None else None
    stated = {name: day.date() for name, day in anchors.items() if day is not None}
    with open_session(console.settings) as session:
        kept = _kept(session, facts, committee or "", the_year(year), moment=moment, actor=operator(by))
        changed = enter_committee_days(
            session,
            kept,
            days={**({"meeting": facts.meeting} if facts else {}), **stated},
            traits=[*traits, *(["self_reviewing"] if facts and facts.self_reviewing else [])],
            filed=(facts.filed_from, facts.filed_until) if facts else (None, None),
            at=moment,
            actor=operator(by),
        )
        season = days_of_committee(session, kept)
        session.commit()
    key = "season.committee_entered" if changed else "season.committee_same"
    console.line(console.say(key, committee=season.name, year=season.year))
    for name, day in sorted(season.days.items(), key=lambda one: one[1]):
        console.line(f"{day} {console.say(f'season.anchor.{name}')}")
    told = {"committee": season.name, "year": season.year, "traits": sorted(season.traits)}
    return console.finish({"ok": True, "changed": changed, **told, "days": {k: str(v) for k, v in season.days.items()}})


def _kept(
    session: Session, facts: CommitteeFacts | None, name: str, year: int, *, moment: datetime, actor: str
) -> Committee:
    if facts is not None:
        return keep_committee(session, facts, at=moment, actor=actor)
    return committee_named(session, name.strip(), year)
