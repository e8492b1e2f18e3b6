"""A season's filings at a glance: what is done, due, late or stuck, by which day, and on whom it waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlmodel import Session

from expertpool.filings import filing as pure
from expertpool.filings.day_rules import due_in
from expertpool.filings.filing import Around
from expertpool.filings.kind import End, FilingKind, Owed, State, Titles
from expertpool.filings.loading import all_kinds
from expertpool.filings.moving import day_titles
from expertpool.queries.committee_season import CommitteeDays, committees_of
from expertpool.queries.filings import FilingSeen, around_committee, filings_of, standing_of
from expertpool.queries.season_dates import dates_in_force
from expertpool.queries.working_days import working_day_tables
from expertpool.season.counting import Term
from expertpool.season.deadlines import Due

SOON = timedelta(days=7)
"""How long before its day a filing is shown as due."""


class Standing(StrEnum):
    """How a filing stands on a day, the most pressing first."""

    LATE = "late"
    STUCK = "stuck"
    DUE = "due"
    AHEAD = "ahead"
    WAITING = "waiting"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def rank(self) -> int:
        """0 for the most pressing."""
        return list(Standing).index(self)


@dataclass(frozen=True, kw_only=True)
class FilingLine:
    """One line of a season. ``number`` is None for a filing that is owed and was not opened yet.

    ``due``: the day of the next act, None without one or while ``unknown_day`` is not known; ``term``: the days that
    were counted for it, where working days were. ``waits_for``: roles. ``sent_back``: the reason of the newest return.
    ``needs``: kinds that have to come first and have not. ``late_steps``: numbers of steps that were done late.
    """

    number: int | None
    kind: str
    title: Titles
    clause: str
    committee: str | None
    subject: str
    state: str
    state_title: Titles
    standing: Standing
    due: date | None
    bound_by: str
    term: Term | None
    waits_for: tuple[str, ...]
    unknown_day: str
    unknown_day_title: Titles | None
    sent_back: str
    needs: tuple[str, ...]
    late_steps: tuple[int, ...]
    since: date | None


def season_filings(session: Session, year: int, *, on: date) -> tuple[FilingLine, ...]:
    """Every filing of a year, opened or owed, the most pressing first. Refuses a year without dates or days."""
    dates, tables = dates_in_force(session, year), working_day_tables(session)
    every, lines = filings_of(session, year), list[FilingLine]()
    for committee in committees_of(session, year):
        around = around_committee(committee, every, dates=dates, tables=tables)
        own = [one for one in every if one.committee_id == committee.committee_id]
        lines += [_opened(one, around, on) for one in own]
        lines += [_line(None, kind, committee.name, "", _fresh(kind, on), around, on) for kind in _owed(committee, own)]
    bare = Around(dates=dates, tables=tables, kinds=all_kinds())
    lines += [_opened(one, _with(bare, every, one), on) for one in every if one.committee_id is None]
    return tuple(sorted(lines, key=lambda one: (one.standing.rank, one.due or date.max, one.committee or "", one.kind)))


def _with(bare: Around, every: Sequence[FilingSeen], one: FilingSeen) -> Around:
    same = [other for other in every if (other.subject, other.committee_id) == (one.subject, None)]
    return Around(dates=bare.dates, tables=bare.tables, others=standing_of(same), kinds=bare.kinds)


def owed_kinds(traits: frozenset[str]) -> Iterator[FilingKind]:
    """The kinds that a committee with these traits owes each year."""
    for kind in all_kinds().values():
        if kind.head.owed is Owed.EACH and set(kind.head.when) <= traits:
            yield kind


def _owed(committee: CommitteeDays, own: Sequence[FilingSeen]) -> list[FilingKind]:
    """What it owes and has not begun; what was dropped has to be begun anew."""
    begun = {one.filing.kind.id for one in own if one.filing.state.end is not End.DROPPED}
    return [kind for kind in owed_kinds(committee.traits) if kind.id not in begun]


def _fresh(kind: FilingKind, on: date) -> pure.Filing:
    return pure.Filing(kind=kind, opened_on=on)


def _opened(one: FilingSeen, around: Around, on: date) -> FilingLine:
    return _line(one.number, one.filing.kind, one.committee, one.subject, one.filing, around, on)


def _line(  # noqa: PLR0917  # one call a line of the list, in the order of its columns
    number: int | None,
    kind: FilingKind,
    committee: str | None,
    subject: str,
    filing: pure.Filing,
    around: Around,
    on: date,
) -> FilingLine:
    state = filing.state
    due = _due(filing, around) if state.end is None else None
    needs = _unmet(kind, state, around) if state.end is None else ()
    sent_back = _sent_back(filing) if state.end is None else ""
    unknown = due.waits_for if due is not None and due.day is None else ""
    return FilingLine(
        number=number,
        kind=kind.id,
        title=kind.titles,
        clause=kind.clause,
        committee=committee,
        subject=subject,
        state=state.id,
        state_title=state.titles,
        standing=_standing(state, due, on, held_up=bool(sent_back or (needs and number is not None))),
        due=due.day if due else None,
        bound_by=due.bound_by if due else "",
        term=due.term if due else None,
        waits_for=state.waits,
        unknown_day=unknown,
        unknown_day_title=day_titles(kind, unknown) if unknown else None,
        sent_back=sent_back,
        needs=needs,
        late_steps=tuple(step.number for step in filing.steps if step.late),
        since=filing.steps[-1].on if filing.steps else (filing.opened_on if number is not None else None),
    )


def _due(filing: pure.Filing, around: Around) -> Due | None:
    days: Mapping[str, date] = {**around.days, **filing.days}
    if not filing.steps and not filing.asked:
        days = around.days
    return due_in(filing.kind, filing.state.id, dates=around.dates, days=days, tables=around.tables)


def _unmet(kind: FilingKind, state: State, around: Around) -> tuple[str, ...]:
    """Kinds that every way out of this state waits for, in the order the kind names them."""
    ways = list(kind.leaving(state.id))
    unmet = [[name for name, states in one.needs.items() if around.lacks(name, states)] for one in ways]
    return tuple(dict.fromkeys(name for names in unmet for name in names)) if ways and all(unmet) else ()


def _sent_back(filing: pure.Filing) -> str:
    """The reason with which the newest step went back to a state where the filing had stood before."""
    if not filing.steps:
        return ""
    last = filing.steps[-1]
    back = last.to == "returned" or last.transition in {"send-back", "reopen"}
    return last.reason if back else ""


def _standing(state: State, due: Due | None, on: date, *, held_up: bool) -> Standing:
    if state.end is not None:
        return Standing.DONE if state.end is End.KEPT else Standing.DROPPED
    if due is not None and due.day is not None and due.day < on:
        return Standing.LATE
    if (due is not None and due.day is None) or held_up:
        return Standing.STUCK
    if due is None or due.day is None:
        return Standing.WAITING
    return Standing.DUE if due.day <= on + SOON else Standing.AHEAD
