"""Filings on record: each with its steps and papers, and what is known around it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from expertpool.errors import ExitCode, Refusal
from expertpool.filings import filing as pure
from expertpool.filings.filing import OPEN, Around
from expertpool.filings.kind import About, Role, Transition
from expertpool.filings.loading import all_kinds, kind_named
from expertpool.models import Committee, Filing, FilingPaper, FilingStep
from expertpool.queries.committee_season import CommitteeDays, days_of_committee
from expertpool.queries.season_dates import dates_in_force
from expertpool.queries.working_days import working_day_tables
from expertpool.season.deadlines import SeasonDates
from expertpool.season.working_days import Tables


@dataclass(frozen=True, kw_only=True)
class FilingSeen:
    """A filing with what identifies it. ``committee`` is None for one about a unit or a person alone."""

    number: int
    year: int
    committee_id: int | None
    committee: str | None
    subject: str
    opened_as: str
    opened_by: str
    opening_claimed: bool
    filing: pure.Filing

    @property
    def scope(self) -> str:
        """The scope of ledger entries about it: never a person's name."""
        return f"{self.committee}/{self.year}" if self.committee else f"{self.filing.kind.id}/{self.year}"


def plain_subject(subject: str) -> str:
    """A subject as filings are told apart by it: one spelling of each sign, single blanks, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", subject).split())


def filing_seen(session: Session, number: int) -> FilingSeen:
    """The filing with this number. Raises Refusal for none, and (exit code 5) for one whose state was changed."""
    row = session.get(Filing, number)
    if row is None:
        raise Refusal("filing.no_filing", number=number)
    return _seen(session, [row])[0]


def filings_of(
    session: Session, year: int, *, committee_id: int | None = None, subject: str | None = None
) -> tuple[FilingSeen, ...]:
    """Every filing of a year, of one committee in it, or about one subject, in the order they were opened."""
    wanted = select(Filing).where(Filing.year == year).order_by(col(Filing.id))
    if committee_id is not None:
        wanted = wanted.where(Filing.committee_id == committee_id)
    if subject is not None:
        wanted = wanted.where(Filing.subject == subject)
    return tuple(_seen(session, session.exec(wanted).all()))


def _seen(session: Session, rows: Iterable[Filing]) -> list[FilingSeen]:
    listed = list(rows)
    ids = [row.id or 0 for row in listed]
    steps, papers = _steps(session, ids)
    names = {one.id: one.name for one in session.exec(select(Committee)).all()}
    return [_one(row, steps[row.id or 0], papers, names) for row in listed]


_CHUNK = 500


def _steps(
    session: Session, ids: list[int]
) -> tuple[Mapping[int, list[FilingStep]], Mapping[tuple[int, int], list[pure.Paper]]]:
    steps: dict[int, list[FilingStep]] = defaultdict(list)
    papers: dict[tuple[int, int], list[pure.Paper]] = defaultdict(list)
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        of_these = select(FilingStep).where(col(FilingStep.filing_id).in_(part)).order_by(col(FilingStep.number))
        for step in session.exec(of_these).all():
            steps[step.filing_id].append(step)
        for one in session.exec(select(FilingPaper).where(col(FilingPaper.filing_id).in_(part))).all():
            made = pure.Paper(paper=one.paper, digest=one.digest, name=one.name, size=one.size, pages=one.pages)
            papers[one.filing_id, one.step].append(made)
    return steps, papers


def _one(
    row: Filing,
    steps: list[FilingStep],
    papers: Mapping[tuple[int, int], list[pure.Paper]],
    names: Mapping[int | None, str],
) -> FilingSeen:
    try:
        read = tuple(_step(step, papers.get((row.id or 0, step.number), [])) for step in steps)
        made = pure.Filing(kind=kind_named(row.kind), opened_on=row.opened_on, asked=_days(row.asked), steps=read)
    except (ValueError, TypeError, AttributeError):
        raise _spoilt(row, "?") from None
    _refuse_broken(row, made)
    return FilingSeen(
        number=row.id or 0,
        year=row.year,
        committee_id=row.committee_id,
        committee=names[row.committee_id] if row.committee_id is not None else None,
        subject=row.subject,
        opened_as=row.opened_as,
        opened_by=row.opened_by,
        opening_claimed=row.opening_claimed is not False,
        filing=made,
    )


def _refuse_broken(row: Filing, made: pure.Filing) -> None:
    """Refuse (exit code 5) steps that do not follow from one another, and a state that does not follow from them."""
    state, kind = made.kind.head.start, made.kind
    for at, step in enumerate(made.steps, start=1):
        known = step.transition in kind.transitions and step.to in kind.states
        if not known or (step.number, step.origin) != (at, state):
            raise _spoilt(row, state)
        state = step.to
    if row.state != state:
        raise _spoilt(row, state)


def _spoilt(row: Filing, derived: str) -> Refusal:
    return Refusal("filing.spoilt", exit_code=ExitCode.FORGED, number=row.id, state=row.state, derived=derived)


def _step(step: FilingStep, papers: list[pure.Paper]) -> pure.Step:
    return pure.Step(
        number=step.number,
        transition=step.transition,
        origin=step.origin,
        to=step.reached,
        role=Role(step.role),
        by=step.done_by,
        on=step.done_on,
        entered=step.entered_at.date(),
        papers=tuple(sorted(papers, key=lambda one: (one.paper, one.digest))),
        reason=step.reason,
        values=_days(step.stated),
        due=step.due,
        claimed=step.claimed is not False,
    )


def _days(stated: Mapping[str, str]) -> dict[str, date]:
    return {name: date.fromisoformat(day) for name, day in stated.items()}


def around_committee(
    committee: CommitteeDays, filings: Iterable[FilingSeen], *, dates: SeasonDates, tables: Tables
) -> Around:
    """What is known around a committee's filings; ``filings``: those of its year, of this committee or any other."""
    own = [one for one in filings if one.committee_id == committee.committee_id]
    moved = dates.moved(postponed_days(own))
    posted = {
        anchor: day
        for one in own
        for kind, anchor in (("result-publicity", "result_posted"), ("roster-publicity", "roster_posted"))
        if one.filing.kind.id == kind and one.filing.state.id != "withdrawn"
        for day in [one.filing.days.get("posted")]
        if day is not None
    }
    others = standing_of(own)
    for complained in committee.open_complaints:
        others[f"complaint-{complained}"] = others.get(f"complaint-{complained}", frozenset()) | {OPEN}
    return Around(
        dates=moved,
        tables=tables,
        days={**posted, **committee.days},
        others=others,
        unowed=_unowed(committee.traits) - others.keys(),
        kinds=all_kinds(),
    )


def _unowed(traits: frozenset[str]) -> frozenset[str]:
    """Kinds that a committee with these traits need not file."""
    return frozenset(name for name, kind in all_kinds().items() if not set(kind.head.when) <= traits)


def postponed_days(filings: Iterable[FilingSeen]) -> dict[str, date]:
    """Days of the notice that filings in force replace, by deadline's id: the newest one counts."""
    return {
        deadline: one.filing.days[value]
        for one in filings
        if one.filing.state.id in one.filing.kind.head.moves_in
        for deadline, value in one.filing.kind.moves.items()
        if value in one.filing.days
    }


def standing_of(filings: Iterable[FilingSeen]) -> dict[str, frozenset[str]]:
    """By kind, the states in which filings stand, and ``OPEN`` where one has not ended."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in filings:
        state = one.filing.state
        found[one.filing.kind.id] |= {state.id} if state.end else {state.id, OPEN}
    return {kind: frozenset(states) for kind, states in found.items()}


def around_filing(session: Session, seen: FilingSeen) -> Around:
    """What is known around one filing on record."""
    dates, tables = dates_in_force(session, seen.year), working_day_tables(session)
    around = Around(dates=dates, tables=tables, kinds=all_kinds())
    if seen.committee_id is not None:
        committee = days_of_committee(session, session.get_one(Committee, seen.committee_id))
        own = filings_of(session, seen.year, committee_id=seen.committee_id)
        around = around_committee(committee, own, dates=dates, tables=tables)
    if seen.filing.kind.head.about is About.COMMITTEE:
        return around
    about = filings_of(session, seen.year, subject=seen.subject)
    return replace(around, others=standing_of(one for one in about if one.committee_id == seen.committee_id))


def steps_on_file(filings: Iterable[FilingSeen]) -> dict[str, pure.Step]:
    """The steps by which filings make a committee's records (``plan_filed`` and the like), by the record's name."""
    return steps_by(filings, lambda transition: transition.record)


def steps_by(filings: Iterable[FilingSeen], name: Callable[[Transition], str]) -> dict[str, pure.Step]:
    """The newest step under each name that ``name`` gives its transition ("" for none).

    What was sent back or dropped counts no more until it is handed in again.
    """
    found: dict[str, pure.Step] = {}
    for one in filings:
        kind, made = one.filing.kind, dict[str, pure.Step]()
        for step in one.filing.steps:
            known = name(kind.transitions[step.transition])
            if known:
                made[known] = step
            for other in kind.transitions.values():
                if name(other) != known and step.to in other.origins:
                    made.pop(name(other), None)
        if one.filing.state.end is None or one.filing.state.end.value == "kept":
            found.update(made)
    return found
