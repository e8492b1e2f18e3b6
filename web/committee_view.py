"""A committee as its pages show it: rules in words with what is missing, the steps of its year, its people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from sqlmodel import Session

from expertpool.errors import Refusal
from expertpool.models import Committee, DrawOutcome, Part, SeatKind
from expertpool.queries.committee_by_number import committee_by
from expertpool.queries.committee_record import CommitteeOnRecord, DrawOnRecord, committees_on_record
from expertpool.queries.committee_texts import KeptConditions, kept_conditions, texts_of
from expertpool.queries.facts import pool_experts
from expertpool.queries.meetings import MeetingSeen, every_meeting
from expertpool.queries.reading_progress import rounds_read_by
from expertpool.queries.results import publicity_of, rankings_of
from expertpool.queries.season_filings import FilingLine, Standing, season_filings
from expertpool.queries.seated_panel import seated_panel
from expertpool.reporting.rule_lines import rule_lines
from expertpool.rules.facts import CommitteeFacts, PoolFacts
from expertpool.rules.judge import judge
from expertpool.rules.stack import load_packs
from expertpool.rules.stage import Stage
from expertpool.words import Language, speaker
from web.contexts.committees import (
    CommitteePage,
    CommitteeShown,
    DrawShown,
    HeadShown,
    RuleShown,
    SeatShown,
    StageShown,
    StepShown,
    VersionShown,
)
from web.rendering import day_in

FACTS = (
    "series",
    "level",
    "seats",
    "meeting",
    "basis",
    "specialties",
    "self_reviewing_unit",
    "affiliates",
    "enterprise_related",
    "private_enterprise_at_least",
    "max_per_employer",
    "keep",
    "reserves",
    "filed_from",
    "filed_until",
)


@dataclass(frozen=True)
class Known:
    """A committee with everything that its pages start from. ``facts``: those kept, else those its newest draw read."""

    row: Committee
    record: CommitteeOnRecord
    kept: KeptConditions | None

    @property
    def facts(self) -> CommitteeFacts | None:
        """The conditions as they count now."""
        if self.kept is not None:
            return self.kept.facts
        return self.record.draws[-1].committee if self.record.draws else None

    @property
    def head(self) -> HeadShown:
        """What stands above its pages."""
        return HeadShown(number=self.row.id or 0, name=self.row.name, year=self.row.year)

    @property
    def scope(self) -> str:
        """The scope of its entries."""
        return f"{self.row.name}/{self.row.year}"


def known_committee(session: Session, number: int) -> Known:
    """The committee of that number. Raises Refusal where there is none."""
    row = committee_by(session, number)
    record = committees_on_record(session, year=row.year, name=row.name)[0]
    return Known(row, record, kept_conditions(session, row))


def committee_page(session: Session, number: int, *, today: date, language: Language) -> CommitteePage:
    """One committee in full."""
    known = known_committee(session, number)
    return CommitteePage(
        head=known.head,
        one=shown(known.record, known.row, known.facts),
        seats=seats_of(session, known.row.name, known.row.year),
        steps=tuple(_steps(session, known, today, language)),
        facts=tuple(_facts(known.facts, language)),
        stages=_stages(session, known, today, language),
        versions=tuple(
            VersionShown(number=one.number, saved_by=one.saved_by, saved_at=one.saved_at, digest=one.digest)
            for one in texts_of(session, number, Part.CONDITIONS)
        ),
    )


def shown(record: CommitteeOnRecord, row: Committee, facts: CommitteeFacts | None) -> CommitteeShown:
    """A line of the list of committees."""
    return CommitteeShown(
        number=row.id or 0,
        name=row.name,
        year=row.year,
        series=row.series,
        level=row.level,
        draws=tuple(map(draw_shown, record.draws)),
        meeting=record.meetings[-1].held_on if record.meetings else (facts.meeting if facts else None),
    )


def draw_shown(one: DrawOnRecord) -> DrawShown:
    """One attempt."""
    return DrawShown(
        attempt=one.attempt,
        outcome=one.outcome.value,
        method=one.method,
        assurance=one.assurance,
        finished_at=one.finished_at,
        tickets=one.tickets,
        states=Counter(str(verdict["state"]) for verdict in one.verdicts),
        entry=one.entry,
    )


def seats_of(session: Session, name: str, year: int) -> tuple[SeatShown, ...]:
    """Everybody of the newest panel, members first."""
    panel = seated_panel(session, name, year)
    if panel is None:
        return ()
    seats = [(kind, panel.people[number]) for kind in SeatKind for number in panel.seats.get(kind, ())]
    return tuple(
        SeatShown(
            kind=kind.value,
            expert_no=expert.facts.expert_no,
            name=expert.name,
            employer=expert.facts.employer,
            level=expert.facts.level.value,
            specialties=expert.facts.specialties,
        )
        for kind, expert in seats
    )


def _facts(facts: CommitteeFacts | None, language: Language) -> Iterator[tuple[str, str]]:
    if facts is None:
        return
    say = speaker(language)
    for name in FACTS:
        value = getattr(facts, name)
        if value in (None, (), frozenset(), {}, 0):
            continue
        if name == "specialties":
            yield name, "；".join(_range(say, one, seats) for one, seats in facts.specialties.items())
        elif name == "basis":
            yield name, say(f"page_committees.basis.{value.value}")
        elif isinstance(value, bool):
            yield name, say("page_committees.yes" if value else "page_committees.no")
        elif isinstance(value, frozenset | tuple):
            yield name, "、".join(sorted(map(str, value)))
        elif isinstance(value, date):
            yield name, day_in(language)(value)
        else:
            yield name, str(getattr(value, "value", value))


def _range(say: Any, name: str, seats: Any) -> str:
    if seats.at_most is None:
        return str(say("page_committee.at_least", name=name, low=seats.at_least))
    return str(say("page_committee.between", name=name, low=seats.at_least, high=seats.at_most))


def _stages(session: Session, known: Known, today: date, language: Language) -> tuple[StageShown, ...]:
    """Every rule in force on the meeting's day; before a draw the pool is judged as it is today."""
    facts = known.facts
    if facts is None:
        return ()
    packs = load_packs(None, on=facts.meeting)
    lines = rule_lines(known.record, packs, committee=facts, language=language)
    if not known.record.draws:
        people = tuple(one.facts for one in pool_experts(session, season=facts.year))
        judged = judge(packs, Stage.POOL, PoolFacts(people, today), committee=facts, draw_day=today)
        now = {verdict.rule_id: verdict.as_dict(language) for verdict in judged}
        lines = [now.get(line["rule"], line) if line["stage"] == Stage.POOL.value else line for line in lines]
    return tuple(
        StageShown(stage=stage.value, rules=tuple(rule_shown(line) for line in lines if line["stage"] == stage.value))
        for stage in (Stage.COMMITTEE, Stage.POOL, Stage.DRAW, Stage.FILING, Stage.ATTENDANCE, Stage.BALLOT)
    )


def rule_shown(line: Mapping[str, Any]) -> RuleShown:
    """One rule's verdict, as plain values state it."""
    return RuleShown(
        says=line["says"],
        clause=line["clause"],
        state=line["state"],
        found=line["found"] or "",
        required=line["required"] or "",
        missing=(line["repair"] or "") if line["state"] in ("broken", "unknown") else "",
        principle=line["strength"] == "principle",
    )


def filings_about(session: Session, known: Known, today: date) -> tuple[FilingLine, ...]:
    """The committee's filings, opened or owed; none for a year whose notice the program does not have."""
    try:
        lines = season_filings(session, known.row.year, on=today)
    except Refusal as refusal:
        if refusal.code != "season.dates_unknown":
            raise
        return ()
    return tuple(one for one in lines if one.committee == known.row.name)


def _steps(session: Session, known: Known, today: date, language: Language) -> Iterator[StepShown]:
    """The steps in the order of the year; the first that is not done is the one that is on now."""
    done = list(_done(session, known, today))
    say, waiting = speaker(language), True
    base = f"/committees/{known.row.id}"
    for name, finished, facts in done:
        at = facts.pop("state")
        state = "done" if finished else "silent" if at in _SILENT else "now" if waiting or at in _BEGUN else "ahead"
        waiting = waiting and state in ("done", "silent")
        told = {key: day_in(language)(value) if isinstance(value, date) else value for key, value in facts.items()}
        yield StepShown(
            id=name,
            state=state,
            note=say(f"page_committee.told.{at}", **told),
            href=_PLACES[name].format(base=base, **_query(known)),
        )


_SILENT = {"dossiers-none"}
"""What a committee may do without, and of which nothing is on record: neither done nor in anybody's way."""

_BEGUN = {"draw-failed", "dossiers-read", "meeting-called", "meeting-frozen", "result-ranked", "result-posted"}
"""What is under way although something before it is not done."""

_PLACES = {
    "file": "{base}/edit",
    "filing": "/filings?{query}",
    "draw": "{base}/draw",
    "invite": "{base}/panel",
    "dossiers": "/dossiers",
    "meeting": "{base}/meetings",
    "result": "{base}/results",
    "papers": "{base}/papers",
}


def _query(known: Known) -> dict[str, str]:
    return {"query": urlencode({"year": known.row.year, "committee": known.row.name, "show": "all"})}


Told = tuple[str, bool, dict[str, Any]]


def _done(session: Session, known: Known, today: date) -> Iterator[Told]:
    record, kept = known.record, known.kept
    yield (
        "file",
        known.facts is not None,
        {"state": "file-kept" if kept else "file-drawn" if known.facts else "file-none"},
    )
    lines = filings_about(session, known, today)
    over = sum(one.standing in (Standing.DONE, Standing.DROPPED) for one in lines)
    late = sum(one.standing in (Standing.LATE, Standing.STUCK) for one in lines)
    state = "filing-none" if not lines else "filing-late" if late else "filing-some"
    yield "filing", bool(lines) and over == len(lines), {"state": state, "over": over, "all": len(lines), "late": late}
    yield "draw", record.seated is not None, _draw_told(record)
    panel = record.seated
    yield "invite", bool(record.meetings), {"state": "invite-some" if panel else "invite-none"}
    yield _reading_told(session, record)
    yield "meeting", any(one.outcomes for one in record.counts), _meeting_told(record)
    yield from _results_told(session, known)


def _reading_told(session: Session, record: CommitteeOnRecord) -> Told:
    drawn = [draw.panel for draw in record.draws if draw.panel is not None]
    rounds = rounds_read_by(session, {one.expert_no for panel in drawn for one in panel.members})
    owed, came = sum(one.owed for one in rounds), sum(one.came for one in rounds)
    state = "dossiers-read" if rounds else "dossiers-none"
    return "dossiers", bool(rounds) and all(one.closed for one in rounds), {"state": state, "came": came, "owed": owed}


def _draw_told(record: CommitteeOnRecord) -> dict[str, Any]:
    if not record.draws:
        return {"state": "draw-none"}
    last = record.draws[-1]
    seated = last.outcome is DrawOutcome.SEATED
    return {"state": "draw-seated" if seated else "draw-failed", "attempt": last.attempt, "assurance": last.assurance}


def _meeting_told(record: CommitteeOnRecord) -> dict[str, Any]:
    if not record.meetings:
        return {"state": "meeting-none"}
    if any(one.outcomes for one in record.counts):
        return {"state": "meeting-counted"}
    last = record.meetings[-1]
    if last.verdicts is not None:
        return {"state": "meeting-frozen", "present": last.present, "seats": last.seats}
    return {"state": "meeting-called", "day": last.held_on}


def meetings_of(session: Session, known: Known) -> tuple[MeetingSeen, ...]:
    """The committee's meetings, the oldest first."""
    wanted = (known.row.name, known.row.year)
    return tuple(one for one in every_meeting(session) if (one.committee.name, one.committee.year) == wanted)


def _results_told(session: Session, known: Known) -> Iterator[Told]:
    meetings = meetings_of(session, known)
    rankings = rankings_of(session, meetings[-1].id) if meetings else ()
    posted = publicity_of(session, rankings[-1]) if rankings else None
    state = "result-none" if not rankings else "result-ranked" if posted is None else "result-posted"
    ends = posted.ends_on if posted else ""
    if posted is not None and posted.confirmed_on is not None:
        state = "result-confirmed"
    yield "result", state == "result-confirmed", {"state": state, "ends": ends}
    yield "papers", False, {"state": "papers-see"}
