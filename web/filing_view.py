"""Filings as their pages show them: from what is on record to the records of the page."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from sqlmodel import Session

from expertpool.documents.filed_papers import faults
from expertpool.errors import Refusal
from expertpool.filings.filing import Step
from expertpool.filings.kind import FilingKind, Role, Transition
from expertpool.filings.loading import all_kinds, kind_named
from expertpool.filings.moving import possible
from expertpool.queries.committee_season import committees_of
from expertpool.queries.filings import FilingSeen, filing_seen
from expertpool.queries.season_filings import FilingLine, Standing, season_filings
from expertpool.queries.season_glance import years_on_record
from web.contexts.filings import ActShown, Asked, FilingPage, FilingsPage, PaperShown, StepShown
from web.contexts.form import Form

OVER = (Standing.DONE, Standing.DROPPED)


def season_page(
    session: Session, *, year: int | None, today: date, committee: str, whole: bool, role: Role
) -> FilingsPage:
    """A year's filings, of one committee where it is named."""
    years = years_on_record(session)
    wanted = year or (years[0] if years else today.year)
    every = _lines(session, wanted, today)
    own = [one for one in every or () if not committee or one.committee == committee]
    return FilingsPage(
        year=wanted,
        years=years,
        lines=tuple(one for one in own if whole or one.standing not in OVER),
        counts=Counter(one.standing.value for one in own),
        titles={name: kind.titles for name, kind in all_kinds().items()},
        committees=tuple(dict.fromkeys(one.committee for one in every or () if one.committee)),
        committee=committee,
        mine=role.value,
        whole=whole,
        dates_known=every is not None,
    )


def _lines(session: Session, year: int, today: date) -> tuple[FilingLine, ...] | None:
    """None for a year whose notice the program does not have; a record that was changed is refused as ever."""
    try:
        return season_filings(session, year, on=today)
    except Refusal as refusal:
        if refusal.code != "season.dates_unknown":
            raise
        return None


def filing_page(
    session: Session, number: int, *, role: Role, today: date, folder: Path, form: Form | None = None
) -> FilingPage:
    """One filing in full, with what this role may do. ``folder``: where its papers lie."""
    seen = filing_seen(session, number)
    filing, kind = seen.filing, seen.filing.kind
    line = next((one for one in _lines(session, seen.year, today) or () if one.number == number), None)
    ways = possible(filing)
    titles = {one.id: one.titles for one in kind.value_kinds()}
    return FilingPage(
        number=number,
        kind=kind,
        year=seen.year,
        committee=seen.committee or "",
        subject=seen.subject,
        state=filing.state.titles,
        ended=filing.state.end is not None,
        waits_for=filing.state.waits,
        opened_on=filing.opened_on,
        opened_as=seen.opened_as,
        opened_by=seen.opened_by,
        opening_claimed=seen.opening_claimed,
        line=line,
        needs=tuple(kind_named(name).titles for name in (line.needs if line else ())),
        asked=tuple((titles[name], day) for name, day in filing.asked.items()),
        steps=_steps(seen, folder),
        acts=tuple(_act(kind, one) for one in ways if role in one.who),
        others=tuple(_act(kind, one) for one in ways if role not in one.who),
        today=today,
        form=form or Form(),
    )


def _steps(seen: FilingSeen, folder: Path) -> tuple[StepShown, ...]:
    steps, kind = seen.filing.steps, seen.filing.kind
    wrong = faults(folder, [paper for step in steps for paper in step.papers])
    return tuple(_step(kind, step, wrong) for step in steps)


def _step(kind: FilingKind, step: Step, wrong: dict[str, str]) -> StepShown:
    titles = {one.id: one.titles for one in kind.value_kinds()}
    papers = [
        PaperShown(
            title=kind.paper_titles(paper.paper),
            name=paper.name,
            digest=paper.digest,
            size=paper.size,
            pages=paper.pages,
            there=paper.digest not in wrong,
        )
        for paper in step.papers
    ]
    return StepShown(
        number=step.number,
        day=step.on,
        title=kind.transitions[step.transition].titles,
        to=kind.states[step.to].titles,
        role=step.role.value,
        claimed=step.claimed,
        by=step.by,
        due=step.due,
        late=step.late,
        reason=step.reason,
        stated=tuple((titles[name], day) for name, day in step.values.items()),
        papers=tuple(papers),
    )


def _act(kind: FilingKind, one: Transition) -> ActShown:
    return ActShown(
        id=one.id,
        title=one.titles,
        to=kind.states[one.to].titles,
        who=tuple(role.value for role in one.who),
        papers=tuple(Asked(id=paper, title=kind.paper_titles(paper)) for paper in one.papers),
        days=tuple(Asked(id=value.id, title=value.titles, optional=value.optional) for value in one.values),
        reason=one.reason,
        form=one.form,
    )


def committee_names(session: Session, year: int) -> tuple[str, ...]:
    """The committees of a year on record."""
    return tuple(one.name for one in committees_of(session, year))
