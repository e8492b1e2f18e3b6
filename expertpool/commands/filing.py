"""``expertpool filing``: what has to be filed, where each filing stands, and on whom it waits."""

from __future__ import annotations

from typing import Any

import click

from expertpool.commands.console import Console, WordedCommand, WordedGroup, current
from expertpool.commands.filing_edge import COMMITTEE, YEAR, as_dict, roles_said, the_committee, the_year
from expertpool.db import open_session
from expertpool.filings.kind import DayRule, FilingKind, Transition
from expertpool.filings.loading import all_kinds, kind_named
from expertpool.queries.filings import FilingSeen, filing_seen, filings_of

filing = WordedGroup(
    "filing",
    lazy={
        "open": "expertpool.commands.filing_open:open_one",
        "move": "expertpool.commands.filing_move:move_one",
        "papers": "expertpool.commands.filing_papers:papers",
        "form": "expertpool.commands.filing_papers:form",
    },
    help="filing.help",
    no_args_is_help=True,
)


@filing.command("kinds", cls=WordedCommand, help="filing.help.kinds")
@click.argument("name", required=False, metavar="KIND")
def kinds(*, name: str | None) -> int:
    """Every kind with its clause; or one kind with its states and acts."""
    console = current()
    found = [kind_named(name)] if name else list(all_kinds().values())
    if name:
        _tell_kind(console, found[0])
    else:
        console.table(
            title=console.say("filing.kinds", count=len(found)),
            heads=[console.say(f"filing.head.{head}") for head in ("kind", "title", "clause", "opens")],
            rows=[
                [one.id, one.titles[console.language], console.clause(one.clause), roles_said(console, one.head.opens)]
                for one in found
            ],
        )
    return console.finish({"ok": True, "kinds": [_kind_dict(console, one) for one in found]})


def _tell_kind(console: Console, kind: FilingKind) -> None:
    console.line(console.say("filing.named", title=kind.titles[console.language], id=console.clause(kind.clause)))
    console.line(kind.says[console.language])
    if not kind.head.source.is_law:
        console.line(kind.head.source.words.text(console.language))
    for one in kind.transitions.values():
        console.line(_act_said(console, kind, one))


def _next_said(console: Console, kind: FilingKind, one: Transition) -> str:
    """An act that can be done now: by whom, with what papers, days and reason."""
    language, between = console.language, console.say("filing.between")
    papers = [console.say("filing.named", id=paper, title=kind.paper_titles(paper)[language]) for paper in one.papers]
    days = [console.say("filing.named", id=value.id, title=value.titles[language]) for value in one.values]
    said = console.say(
        "filing.possible",
        id=one.id,
        title=one.titles[language],
        to=kind.states[one.to].titles[language],
        who=roles_said(console, one.who),
        papers=between.join(papers) or "-",
    )
    said += console.say("filing.with_days", days=between.join(days)) if days else ""
    return said + (console.say("filing.with_reason") if one.reason else "")


def _act_said(console: Console, kind: FilingKind, one: Transition) -> str:
    language, between = console.language, console.say("filing.between")
    papers = [console.say("filing.named", id=paper, title=kind.paper_titles(paper)[language]) for paper in one.papers]
    return console.say(
        "filing.act",
        id=one.id,
        title=one.titles[language],
        origins=between.join(kind.states[state].titles[language] for state in one.origins),
        to=kind.states[one.to].titles[language],
        who=roles_said(console, one.who),
        papers=between.join(papers) or "-",
    )


def _kind_dict(console: Console, kind: FilingKind) -> dict[str, Any]:
    language = console.language
    return {
        "id": kind.id,
        "title": kind.titles[language],
        "clause": kind.clause,
        "source": kind.head.source.value,
        "says": kind.says[language],
        "about": kind.head.about.value,
        "owed": kind.head.owed.value,
        "when": list(kind.head.when),
        "opens": list(kind.head.opens),
        "asks": [one.id for one in kind.asks],
        "states": [
            {"id": one.id, "title": one.titles[language], "waits_for": list(one.waits), "end": one.end}
            for one in kind.states.values()
        ],
        "papers": {one.id: one.titles[language] for one in kind.papers.values()},
        "acts": [_act_dict(console, one) for one in kind.transitions.values()],
    }


def _act_dict(console: Console, one: Transition) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.titles[console.language],
        "from": list(one.origins),
        "to": one.to,
        "who": list(one.who),
        "papers": list(one.papers),
        "reason": one.reason,
        "states_days": [value.id for value in one.values],
        "by": _rule_dict(one.by),
        "late": one.late.value,
        "not_before": _rule_dict(one.not_before),
        "needs": {kind: list(states) for kind, states in one.needs.items()},
        "clear": list(one.clear),
        "form": one.form or None,
    }


def _rule_dict(rule: DayRule | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    return {name: getattr(rule, name) for name in rule.__dataclass_fields__ if getattr(rule, name) not in ("", None)}


@filing.command("list", cls=WordedCommand, help="filing.help.list")
@YEAR
@COMMITTEE
@click.option("--kind", help="filing.help.kind")
def listed(*, year: int | None, committee: str | None, kind: str | None) -> int:
    """The filings of a year."""
    console, wanted = current(), the_year(year)
    only = kind_named(kind).id if kind else None
    with open_session(console.settings, reading=True) as session:
        owner = the_committee(session, committee, wanted)
        every = filings_of(session, wanted, committee_id=owner.id if owner else None)
    found = [one for one in every if only in (None, one.filing.kind.id)]
    console.table(
        title=console.say("filing.listed", year=wanted, count=len(found)),
        heads=[console.say(f"filing.head.{head}") for head in ("number", "title", "about", "state", "waits", "since")],
        rows=[_row(console, one) for one in found],
    )
    return console.finish({"ok": True, "year": wanted, "filings": [as_dict(console, one) for one in found]})


def _row(console: Console, one: FilingSeen) -> list[str]:
    state = one.filing.state
    about = " · ".join(part for part in (one.committee, one.subject) if part) or "-"
    since = one.filing.steps[-1].on if one.filing.steps else one.filing.opened_on
    words = (one.filing.kind.titles[console.language], about, state.titles[console.language])
    return [str(one.number), *words, roles_said(console, state.waits), str(since)]


@filing.command("show", cls=WordedCommand, help="filing.help.show")
@click.argument("number", type=click.IntRange(min=1))
def show(*, number: int) -> int:
    """One filing, step by step."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        seen = filing_seen(session, number)
    tell_filing(console, seen)
    return console.finish({"ok": True, "filing": as_dict(console, seen)})


def role_said(console: Console, role: str, *, claimed: bool) -> str:
    """A role in words, and plainly where it was only claimed."""
    said = console.say(f"filing.role.{role}")
    return console.say("filing.claimed", role=said) if claimed else said


def tell_filing(console: Console, seen: FilingSeen) -> None:
    """A filing for people: where it stands, its steps, and what can be done next."""
    kind, state, language = seen.filing.kind, seen.filing.state, console.language
    about = " · ".join(part for part in (seen.committee, seen.subject) if part) or "-"
    console.line(
        console.say(
            "filing.shown",
            number=seen.number,
            title=kind.titles[language],
            about=about,
            clause=console.clause(kind.clause),
        )
    )
    opened = role_said(console, seen.opened_as, claimed=seen.opening_claimed)
    console.line(console.say("filing.opened", day=str(seen.filing.opened_on), role=opened, by=seen.opened_by))
    console.line(console.say("filing.stands", state=state.titles[language], waits=roles_said(console, state.waits)))
    for step in seen.filing.steps:
        key = "filing.step_late" if step.late else "filing.step"
        console.line(
            console.say(
                key,
                number=step.number,
                day=str(step.on),
                act=kind.transitions[step.transition].titles[language],
                role=role_said(console, step.role.value, claimed=step.claimed),
                by=step.by,
                due=str(step.due),
                reason=step.reason or "-",
            )
        )
        for paper in step.papers:
            title, pages = kind.paper_titles(paper.paper)[language], paper.pages if paper.pages is not None else "-"
            console.line(
                console.say("filing.paper", title=title, name=paper.name, pages=pages, digest=paper.digest[:16])
            )
    for one in kind.leaving(state.id):
        console.line(_next_said(console, kind, one))
