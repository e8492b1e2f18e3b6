"""What rules about periods find: in force on a day, and not too long."""

from __future__ import annotations

from datetime import date

from expertpool.rules.finding import Finding, State
from expertpool.rules.period import at_most_years, covers
from expertpool.rules.sentence import FileEntry, Sentence

_REPAIRS = {
    ("term", State.UNKNOWN): "rules.repair.term_stated",
    ("term", State.BROKEN): "rules.repair.term_renewed",
    ("filing", State.UNKNOWN): "rules.repair.filing_stated",
    ("filing", State.BROKEN): "rules.repair.filing_renewed",
}
_STATES = {True: State.HOLDS, False: State.BROKEN, None: State.UNKNOWN}


def in_force(start: date | None, end: date | None, day: date, *, of: str) -> Finding:
    """Whether the ``term`` or ``filing`` covers the day."""
    state = _STATES[covers(start, end, day)]
    return Finding(
        state,
        found=_period(start, end),
        required=Sentence(f"rules.required.{of}_in_force", day=day),
        repair=_repair(state, of),
    )


def at_most(start: date | None, end: date | None, years: int, *, of: str) -> Finding:
    """Whether the ``term`` or ``filing`` is at most so long."""
    state = _STATES[at_most_years(start, end, years)]
    return Finding(
        state,
        found=_period(start, end),
        required=Sentence(f"rules.required.{of}_at_most", years=years),
        repair=_repair(state, of),
    )


def _period(start: date | None, end: date | None) -> Sentence:
    ends = {"start": start or Sentence("rules.not_known"), "end": end or Sentence("rules.not_known")}
    return Sentence("rules.found.period", **ends)


def _repair(state: State, of: str) -> Sentence | None:
    if state is State.HOLDS:
        return None
    key = _REPAIRS[of, state]
    days = FileEntry("rules.repair.filing_days", entry="filed_from, filed_until")
    return Sentence(key, filing=days) if key == "rules.repair.filing_stated" else Sentence(key)
