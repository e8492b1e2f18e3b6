"""``expertpool applicants blind-scope``: which titles are reviewed blind, for one title or a whole list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from expertpool.commands.applicants_edge import clean_applicants
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.eligibility.scope import BlindScope, blind_scope
from expertpool.errors import Refusal
from expertpool.rules.facts import Level
from expertpool.season.deadlines import known_dates, season_dates

LEVELS = [level.value for level in reversed(Level)]


@click.command("blind-scope", cls=WordedCommand, help="applicants.help.scope")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--series", help="applicants.help.series")
@click.option("--specialty", help="applicants.help.specialty")
@click.option("--level", type=click.Choice(LEVELS), help="applicants.help.level")
@click.option("--year", type=click.IntRange(1990, 2200), help="applicants.help.year")
@click.option("--self-reviewing/--not-self-reviewing", default=None, help="applicants.help.self_reviewing")
@click.option("--socialised/--not-socialised", default=None, help="applicants.help.socialised")
def scope(
    *,
    file: Path | None,
    series: str | None,
    specialty: str | None,
    level: str | None,
    year: int | None,
    self_reviewing: bool | None,
    socialised: bool | None,
) -> int:
    """Say whether review is blind: yes, no, or not known and why."""
    console = current()
    asked = season_dates(known_dates()[-1]).year if year is None else year
    if file is not None:
        if series or specialty or level:
            raise Refusal("applicants.scope_both")
        return _of_list(console, file, asked)
    if series is None:
        raise Refusal("applicants.scope_nothing")
    known = None if level is None else Level(level)
    found = blind_scope(series, specialty, known, asked, self_reviewing=self_reviewing, socialised=socialised)
    console.line(_words(console, found, asked))
    return console.finish({"ok": True, "year": asked, **_as_dict(found)})


def _of_list(console: Console, file: Path, year: int) -> int:
    people, found = clean_applicants([file]), {}
    for one in people:
        facts = one.facts
        found[facts.key] = blind_scope(
            facts.series,
            facts.specialty,
            facts.level,
            year,
            self_reviewing=facts.self_reviewing,
            socialised=facts.socialised,
        )
    console.table(
        title=console.say("applicants.scope_title", year=year, people=len(people)),
        heads=[console.say(f"applicants.head.{head}") for head in ("key", "name", "title", "verdict")],
        rows=[
            [
                one.facts.key,
                one.name,
                " ".join(filter(None, (one.facts.series, one.facts.specialty, one.facts.level))),
                _words(console, found[one.facts.key], year),
            ]
            for one in people
        ],
    )
    answers = [one.required for one in found.values()]
    counts = {"blind": answers.count(True), "not_blind": answers.count(False), "unknown": answers.count(None)}
    data = [{"key": key, **_as_dict(one)} for key, one in found.items()]
    return console.finish({"ok": True, "year": year, "counts": counts, "applicants": data})


def _words(console: Console, found: BlindScope, year: int) -> str:
    if found.required:
        strength = console.say(f"rules.strength.{found.strength}")
        return console.say("applicants.scope_blind", year=year, strength=strength, clause=console.clause(found.clause))
    if found.required is False:
        return console.say("applicants.scope_not", year=year)
    if not found.speaks:
        return console.say("applicants.scope_silent", year=year)
    missing = console.say(f"eligibility.fact.{found.missing}")
    return console.say("applicants.scope_unknown", year=year, missing=missing)


def _as_dict(found: BlindScope) -> dict[str, Any]:
    return {
        "blind": found.required,
        "rule": found.listed or None,
        "clause": found.clause or None,
        "strength": found.strength.value if found.strength else None,
        "missing": found.missing or None,
        "covered": found.speaks,
    }
