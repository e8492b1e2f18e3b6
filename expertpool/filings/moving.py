"""Moving a filing: an act is carried out, or refused with the clause and with what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from expertpool.filings.day_rules import day_of
from expertpool.filings.filing import OPEN, Act, Around, Filing, Step
from expertpool.filings.form import form_named
from expertpool.filings.kind import RECEIPT, DayRule, FilingKind, Late, Role, Titles, Transition, ValueKind
from expertpool.filings.refused import FilingRefusal
from expertpool.rules.period import years_later
from expertpool.season.deadlines import ANCHORS, Due, SeasonDates
from expertpool.words import Language, say


def move(filing: Filing, act: Act, around: Around) -> Filing:
    """The filing after the act; the same filing where its newest step is this very act already.

    Raises FilingRefusal for an act that does not lead out of this state, a role that may not do it, a day in the future
    or before the newest step, missing papers, days, reason or contents, other filings that are not ready, and for one
    that is too early or, where the kind says so, too late.
    """
    if repeats(filing, act):
        return filing
    transition = _transition(filing, act)
    _refuse_role(filing, transition, act)
    _refuse_days(filing, act)
    _refuse_papers(filing.kind, transition, act)
    days = {**around.days, **filing.days}
    refuse_values(filing.kind, transition.values, act.values, days=days, today=act.entered, dates=around.dates)
    if transition.reason and not act.reason.strip():
        raise _refused(filing.kind, "filing.reason", act=transition.titles)
    _refuse_form(filing, transition, act, around)
    _refuse_others(filing.kind, transition, around)
    _refuse_jump(filing, transition, act)
    _refuse_early(filing, transition, act, around)
    due = _due(filing, transition, act, around)
    return replace(filing, steps=(*filing.steps, _step(filing, transition, act, due)))


def repeats(filing: Filing, act: Act) -> bool:
    """Whether this very act is the newest step: handed in twice, or again after it was cut off."""
    if not filing.steps:
        return False
    last = filing.steps[-1]
    papers = [sorted((one.paper, one.digest) for one in each.papers) for each in (last, act)]
    same = (last.transition, last.role, last.by, last.on, last.reason) == (
        act.transition,
        act.role,
        act.by,
        act.on,
        act.reason.strip(),
    )
    return same and papers[0] == papers[1] and dict(last.values) == dict(act.values)


def possible(filing: Filing) -> tuple[Transition, ...]:
    """The acts that lead out of where the filing stands."""
    return tuple(filing.kind.leaving(filing.state.id))


def refuse_opening(kind: FilingKind, role: Role) -> None:
    """Refuse a role that may not open a filing of this kind."""
    if role not in kind.head.opens:
        may = role_words(kind.head.opens)
        raise _refused(kind, "filing.role_opening", role=role_words((role,)), may=may)


def _refused(kind: FilingKind, code: str, **params: Any) -> FilingRefusal:
    return FilingRefusal(code, title=kind.titles, clause=kind.clause, **params)


def _transition(filing: Filing, act: Act) -> Transition:
    kind, state = filing.kind, filing.state
    ways = tuple(one.titles for one in possible(filing)) or ("-",)
    ids = "、".join(one.id for one in possible(filing)) or "-"
    if act.transition not in kind.transitions:
        raise _refused(kind, "filing.no_transition", asked=act.transition, known="、".join(kind.transitions))
    found = kind.transitions[act.transition]
    if state.id not in found.origins:
        raise _refused(kind, "filing.state", act=found.titles, state=state.titles, ways=ways, ids=ids)
    return found


def _refuse_role(filing: Filing, transition: Transition, act: Act) -> None:
    if act.role not in transition.who:
        may, role = role_words(transition.who), role_words((act.role,))
        raise _refused(filing.kind, "filing.role", act=transition.titles, role=role, may=may)


def role_words(roles: Iterable[str]) -> tuple[dict[Language, str], ...]:
    """The names of roles in each language."""
    return tuple({language: say(f"filing.role.{role}", language) for language in Language} for role in roles)


def _refuse_days(filing: Filing, act: Act) -> None:
    kind = filing.kind
    if act.on > act.entered:
        raise _refused(kind, "filing.future", day=str(act.on), today=str(act.entered))
    if act.on < filing.last_day:
        raise _refused(kind, "filing.backdated", day=str(act.on), last=str(filing.last_day))
    if act.on < act.entered and not any(paper.paper == RECEIPT for paper in act.papers):
        raise _refused(kind, "filing.entered_later", day=str(act.on), today=str(act.entered)).lacking(RECEIPT)


def _refuse_papers(kind: FilingKind, transition: Transition, act: Act) -> None:
    brought = {paper.paper for paper in act.papers}
    missing = [paper for paper in transition.papers if paper not in brought]
    if missing:
        names = tuple(kind.paper_titles(paper) for paper in missing)
        ids = "、".join(missing)
        raise _refused(kind, "filing.papers", act=transition.titles, papers=names, ids=ids).lacking(*missing)
    foreign = sorted(brought - {*transition.papers, RECEIPT})
    if foreign:
        known = "、".join((*transition.papers, RECEIPT))
        raise _refused(kind, "filing.paper_unknown", papers="、".join(foreign), known=known)


def refuse_values(
    kind: FilingKind,
    wanted: tuple[ValueKind, ...],
    stated: Mapping[str, date],
    *,
    days: Mapping[str, date],
    today: date,
    dates: SeasonDates,
) -> None:
    """Refuse stated days that are missing, unknown, in the future, or not later than what they must be later than."""
    missing = [one for one in wanted if not one.optional and one.id not in stated]
    if missing:
        ids = [one.id for one in missing]
        names = tuple(one.titles for one in missing)
        raise _refused(kind, "filing.values", values=names, ids="、".join(ids)).lacking(*ids)
    foreign = sorted(set(stated) - {one.id for one in wanted})
    if foreign:
        known = "、".join(one.id for one in wanted) or "-"
        raise _refused(kind, "filing.value_unknown", values="、".join(foreign), known=known)
    fixed = {one.id: one.how["on"] for one in dates.deadlines if "on" in one.how}
    for one in wanted:
        if one.id not in stated:
            continue
        if one.past and stated[one.id] > today:
            raise _refused(kind, "filing.future", day=str(stated[one.id]), today=str(today))
        start = {**fixed, **days, **stated}.get(one.later_than)
        if start is not None:
            _refuse_value(kind, one, stated[one.id], start)


def _refuse_value(kind: FilingKind, wanted: ValueKind, day: date, start: date) -> None:
    if day <= start:
        raise _refused(kind, "filing.value_early", value=wanted.titles, day=str(day), start=str(start))
    if wanted.years_at_most is not None and day > years_later(start, wanted.years_at_most):
        last = years_later(start, wanted.years_at_most)
        years = wanted.years_at_most
        raise _refused(kind, "filing.value_long", value=wanted.titles, day=str(day), last=str(last), years=years)


def _refuse_form(filing: Filing, transition: Transition, act: Act, around: Around) -> None:
    if not transition.form:
        return
    form = form_named(transition.form)
    missing = form.missing(act.form or {})
    if missing:
        names, ids = tuple(one.titles for one in missing), [one.id for one in missing]
        told = FilingRefusal("filing.form", title=filing.kind.titles, clause=form.clause, contents=names)
        raise told.lacking(*ids)
    stated = {one.id: (act.form or {})[one.id] for one in form.contents if one.a_day}
    meeting = around.days.get("meeting")
    for day in stated.values():
        if meeting is not None and day.strip() != meeting.isoformat():
            raise _refused(filing.kind, "filing.form_day", day=day.strip()[:40], meeting=str(meeting))


def _refuse_others(kind: FilingKind, transition: Transition, around: Around) -> None:
    for name, states in transition.needs.items():
        if around.lacks(name, states):
            other, wanted = around.title_of(name), tuple(around.title_of(name, state) for state in states)
            raise _refused(kind, "filing.needs", act=transition.titles, other=other, states=wanted).lacking(name)
    for name in transition.clear:
        if OPEN in around.others.get(name, frozenset()):
            other = around.title_of(name)
            raise _refused(kind, "filing.clear", act=transition.titles, other=other).lacking(name)


def _refuse_jump(filing: Filing, transition: Transition, act: Act) -> None:
    """七(二): measures go up by one rung; a grave case may skip some, with a reason on record."""
    here, there = filing.state.rung, filing.kind.states[transition.to].rung
    if here is not None and there is not None and there > here + 1 and not act.reason.strip():
        raise _refused(filing.kind, "filing.jump", act=transition.titles, state=filing.state.titles)


def _refuse_early(filing: Filing, transition: Transition, act: Act, around: Around) -> None:
    if transition.not_before is None:
        return
    term = _worked_out(transition.not_before, filing, transition, act, around)
    over = transition.not_before.working_days or transition.not_before.years or transition.not_before.value
    first = term.day if term.day is None else date.fromordinal(term.day.toordinal() + bool(over))
    if first is not None and act.on < first:
        raise _refused(filing.kind, "filing.early", act=transition.titles, day=str(act.on), first=str(first))


def _due(filing: Filing, transition: Transition, act: Act, around: Around) -> Due | None:
    if transition.by is None:
        return None
    due = _worked_out(transition.by, filing, transition, act, around)
    if due.day is None or act.on <= due.day:
        return due
    told = {"act": transition.titles, "due": str(due.day), "day": str(act.on)}
    if transition.late is Late.REFUSED:
        raise _refused(filing.kind, "filing.late", **told)
    if not act.reason.strip():
        raise _refused(filing.kind, "filing.late_reason", **told)
    return due


def _worked_out(rule: DayRule, filing: Filing, transition: Transition, act: Act, around: Around) -> Due:
    days = {**around.days, **filing.days, **act.values}
    found = day_of(rule, filing.kind, dates=around.dates, days=days, tables=around.tables)
    if found.day is None:
        waits = day_titles(filing.kind, found.waits_for)
        told = _refused(filing.kind, "filing.day_unknown", act=transition.titles, waits=waits)
        raise told.lacking(found.waits_for)
    return found


def day_titles(kind: FilingKind, day: str) -> Titles:
    """The name of a day that terms hang on: a committee's own, a stated one, or that of entering a state."""
    if day in ANCHORS:
        return {language: say(f"season.anchor.{day}", language) for language in Language}
    stated = {one.id: one.titles for one in kind.value_kinds()}
    return stated[day] if day in stated else kind.states[day].titles


def _step(filing: Filing, transition: Transition, act: Act, due: Due | None) -> Step:
    return Step(
        number=len(filing.steps) + 1,
        transition=transition.id,
        origin=filing.state.id,
        to=transition.to,
        role=act.role,
        by=act.by,
        on=act.on,
        entered=act.entered,
        papers=tuple(sorted(act.papers, key=lambda one: (one.paper, one.digest))),
        reason=act.reason.strip(),
        values=dict(act.values),
        due=due.day if due else None,
        claimed=act.claimed,
    )
