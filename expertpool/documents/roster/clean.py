"""The refusal of a roster with errors, for everything that needs a clean one."""

from __future__ import annotations

from typing import Any

from expertpool.documents.roster.problem import RosterProblem
from expertpool.documents.roster.reading import RosterReading
from expertpool.errors import Refusal, Where
from expertpool.words import Language, say

_LISTED = 20


class FaultyRoster(Refusal):
    """A roster in which errors stand: the first twenty with their cells, how many more, and what to do."""

    def __init__(self, reading: RosterReading) -> None:
        errors = reading.errors
        super().__init__(
            "roster.not_clean",
            where=Where(file=reading.path.name, sheet=reading.sheet),
            errors=len(errors),
            bad=reading.bad,
            file=str(reading.path),
        )
        self.problems = errors

    def message(self, language: Language) -> str:
        """How many errors, then one line each."""
        lines = [super().message(language), *(_line(problem, language) for problem in self.problems[:_LISTED])]
        rest = len(self.problems) - _LISTED
        if rest > 0:
            lines.append(say("roster.more_errors", language, more=rest))
        return "\n".join(lines)

    def as_dict(self, language: Language) -> dict[str, Any]:
        """The one error shape, with the errors listed by themselves."""
        listed = [problem.as_dict(language) for problem in self.problems[:_LISTED]]
        return {**super().as_dict(language), "message": super().message(language), "problems": listed}


def require_clean(reading: RosterReading) -> None:
    """Pass a reading without errors (notices may stand). Raises FaultyRoster, a Refusal with exit code 2, otherwise."""
    if not reading.ok:
        raise FaultyRoster(reading)


def place_of(problem: RosterProblem, language: Language) -> str:
    """A problem's place in few words: ``J17``, or the row where there is no letter."""
    where = problem.where
    if where.cell:
        return where.cell
    return say("roster.row", language, row=where.row) if where.row else "—"


def _line(problem: RosterProblem, language: Language) -> str:
    field = f" {problem.where.field}" if problem.where.field else ""
    return f"  {place_of(problem, language)}{field}: {problem.message(language)}"
