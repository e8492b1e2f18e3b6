"""What the commands about applicants share: a clean roster, the season and its rules, and problems without secrets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from expertpool.commands.console import Console
from expertpool.db import open_session
from expertpool.documents.applicants.applicant import Applicant
from expertpool.documents.applicants.eligibility_reading import EligibilityReading, read_eligibility
from expertpool.documents.applicants.office_files import OfficeSettings, read_settings
from expertpool.documents.applicants.persons import put_together
from expertpool.documents.roster.clean import place_of
from expertpool.documents.roster.problem import RosterProblem
from expertpool.eligibility.facts import SeasonFacts
from expertpool.eligibility.season import season_facts
from expertpool.eligibility.stack import RulesInForce, load_rules
from expertpool.errors import Refusal, Where
from expertpool.masks import masked_id_number
from expertpool.queries.season_dates import dates_named
from expertpool.queries.working_days import working_day_tables
from expertpool.season.deadlines import SeasonDates, known_dates
from expertpool.words import Language

F = TypeVar("F", bound=Callable[..., Any])
_LISTED = 20


@dataclass(frozen=True)
class Asked:
    """Rules, season and settings as a command line names them."""

    rules: RulesInForce
    season: SeasonFacts
    settings: Mapping[str, Any]


def season_options(command: F) -> F:
    """``--of``, ``--rules`` and ``--settings``: which season, which packs, and what the office states."""
    command = click.option(
        "--settings", type=click.Path(dir_okay=False, path_type=Path), help="applicants.help.settings"
    )(command)
    command = click.option("--rules", "packs", multiple=True, metavar="PACK", help="applicants.help.packs")(command)
    return click.option("--of", "name", default=known_dates()[-1], help="season.help.of")(command)


def asked_for(console: Console, *, name: str, packs: Sequence[str], settings: Path | None) -> Asked:
    """The packs in force on the season's cut-off day, and what the office stated, read against them."""
    stated = read_settings(settings) if settings else OfficeSettings()
    with open_session(console.settings, reading=True) as session:
        dates = dates_named(session, name)
        season = season_facts(dates, working_day_tables(session), cutoffs=stated.cutoffs)
    rules = rules_of(dates, packs)
    return Asked(rules, season, rules.settings(stated.stated, str(settings)))


def rules_called(console: Console, name: str, packs: Sequence[str]) -> RulesInForce:
    """The same for the dates of a year, or of a name that comes with the program."""
    with open_session(console.settings, reading=True) as session:
        return rules_of(dates_named(session, name), packs)


def rules_of(dates: SeasonDates, packs: Sequence[str]) -> RulesInForce:
    """The packs in force on a season's cut-off day."""
    cutoff: date = dates.fixed("evidence-cutoff")
    return load_rules(packs or None, on=cutoff)


class FaultyApplicants(Refusal):
    """A roster of applicants in which errors stand: the first twenty with their cells, and how many more."""

    def __init__(self, reading: EligibilityReading) -> None:
        self.problems = reading.sheet.errors
        path = reading.sheet.path
        where = Where(file=path.name, sheet=reading.sheet.sheet)
        super().__init__(
            "applicants.not_clean", where=where, errors=len(self.problems), bad=reading.bad, file=str(path)
        )

    def message(self, language: Language) -> str:
        """How many errors, then one line each."""
        lines = [f"  {place_of(one, language)}: {one.message(language)}" for one in self.problems[:_LISTED]]
        return "\n".join([super().message(language), *lines])

    def as_dict(self, language: Language) -> dict[str, Any]:
        """The one error shape, with the errors listed by themselves."""
        listed = problems_as_dicts(self.problems[:_LISTED], language)
        return {**super().as_dict(language), "message": super().message(language), "problems": listed}


def clean_applicants(paths: Sequence[Path]) -> tuple[Applicant, ...]:
    """The applicants of rosters without errors, as one list.

    Raises FaultyApplicants, a Refusal with exit code 2, for errors, and Refusal for a number in two rosters.
    """
    readings = [read_eligibility(path) for path in dict.fromkeys(paths)]
    for reading in readings:
        if not reading.ok:
            raise FaultyApplicants(reading)
    return put_together((reading.sheet.path, reading.applicants) for reading in readings)


def problems_as_dicts(problems: Iterable[RosterProblem], language: Language) -> list[dict[str, Any]]:
    """Problems as plain values; no identity number, and no whole row that may hold one, is among them."""
    return [{**problem.as_dict(language), "value": _shown(problem)} for problem in problems]


def _shown(problem: RosterProblem) -> str:
    if problem.key is None and problem.at is not None and problem.at[1] is None:
        return ""
    return masked_id_number(problem.value) if problem.key == "id_number" else problem.value


def problem_rows(problems: Sequence[RosterProblem], console: Console) -> list[list[str]]:
    """Problems as rows of a table for people."""
    rows = []
    for problem in problems:
        hint = problem.hint(console.language)
        text = problem.message(console.language) + (f"\n→{hint}" if hint else "")
        field = f"\n{problem.where.field}" if problem.where.field else ""
        severity = console.say(f"roster.severity.{problem.severity}")
        rows.append([severity, place_of(problem, console.language) + field, _shown(problem)[:24], text])
    return rows
