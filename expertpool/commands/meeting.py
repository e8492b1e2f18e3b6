"""``expertpool meeting``: a committee's meeting called, its roll checked and frozen, its agenda printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from expertpool.actions.call_meeting import call_meeting
from expertpool.actions.freeze_roll import freeze_roll
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedGroup, current
from expertpool.db import open_session
from expertpool.documents.committee_file import parse_committee
from expertpool.documents.meeting_candidates import read_candidates
from expertpool.documents.meeting_roll import read_roll
from expertpool.documents.roster.clean import require_clean
from expertpool.documents.roster.reading import read_roster
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.ids import ExpertId
from expertpool.models import SeatKind
from expertpool.queries.facts import pool_experts
from expertpool.queries.meetings import MeetingSeen, every_meeting, meeting_of
from expertpool.queries.seated_panel import SeatedPanel, seated_panel
from expertpool.reviewing.attendance import CheckedRoll, check_roll
from expertpool.reviewing.meeting_papers import agenda_paper, roll_book, roll_paper
from expertpool.rules.finding import State
from expertpool.rules.stack import load_packs
from expertpool.rules.toml_file import parse_toml, read_text
from expertpool.rules.verdict import Verdict
from expertpool.whole_file import make_folders, write_json, write_whole

FILE = click.Path(path_type=Path)
meeting = WordedGroup("meeting", help="meeting.help", no_args_is_help=True)
rules_option = click.option("--rules", "packs", multiple=True, help="meeting.help.rules")
by_option = click.option("--by", default=None, help="pool.import.by")


@meeting.command("call", help="meeting.help.call")
@click.option("--committee", required=True, type=FILE, help="meeting.help.committee")
@click.option("--candidates", required=True, type=FILE, help="meeting.help.candidates")
@click.option("--panel", type=FILE, help="meeting.help.panel")
@click.option("--roster", type=FILE, help="meeting.help.roster")
@by_option
def call(*, committee: Path, candidates: Path, panel: Path | None, roster: Path | None, by: str | None) -> int:
    """Call a meeting of the panel on record, or of one drawn elsewhere."""
    console = current()
    text = read_text(committee)
    facts, listed = parse_committee(parse_toml(text, str(committee)), str(committee)), read_candidates(candidates)
    if (panel is None) != (roster is None):
        raise Refusal("meeting.panel_with_roster")
    elsewhere = None if panel is None or roster is None else panel_in(panel, roster)
    with open_session(console.settings) as session:
        seated = elsewhere or seated_panel(session, facts.name, facts.year)
        if seated is None:
            raise Refusal("meeting.no_panel", committee=facts.name, year=facts.year)
        called = call_meeting(
            session,
            facts,
            seated,
            committee_file=text,
            candidates=[(one.codename, one.group) for one in listed],
            at=now(),
            actor=operator(by),
        )
        number = called.id or 0
        session.commit()
    console.line(console.say("meeting.called", meeting=number, members=facts.seats, candidates=len(listed)))
    return console.finish({"ok": True, "meeting": number, "members": facts.seats, "candidates": len(listed)})


def panel_in(panel: Path, roster: Path) -> SeatedPanel:
    """The panel of a ``panel.json``, with the people as a roster file has them. Raises Refusal."""
    try:
        content = json.loads(read_text(panel))
        members, reserves = ([ExpertId(one["expert_no"]) for one in content[key]] for key in ("members", "reserves"))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refusal("meeting.not_a_panel", where=Where(file=str(panel))) from None
    reading = read_roster(roster)
    require_clean(reading)
    known = {expert.facts.expert_no: expert for expert in reading.experts}
    strangers = [number for number in (*members, *reserves) if number not in known]
    if strangers:
        raise Refusal("meeting.panel_strangers", where=Where(file=str(panel)), numbers="、".join(strangers))
    seats = {SeatKind.MEMBER: tuple(members), SeatKind.RESERVE: tuple(reserves)}
    return SeatedPanel(None, seats, {number: known[number] for number in (*members, *reserves)})


@meeting.command("list", help="meeting.help.list")
def list_() -> int:
    """List the meetings on record."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        found = every_meeting(session)
    heads = ("number", "committee", "day", "attending", "state")
    rows = [
        [
            str(one.id),
            one.committee.name,
            one.held_on.isoformat(),
            f"{len(one.attending)}/{one.seats}" if one.frozen_at else "—",
            console.say("meeting.state.frozen" if one.frozen_at else "meeting.state.called"),
        ]
        for one in found
    ]
    console.table(title="", heads=[console.say(f"meeting.head.{head}") for head in heads], rows=rows)
    return console.finish({"ok": True, "meetings": [as_dict(one) for one in found]})


@meeting.command("roll", help="meeting.help.roll")
@click.argument("number", type=click.IntRange(min=1), metavar="MEETING")
@click.option("--out", required=True, type=FILE, help="meeting.help.roll.out")
def roll(*, number: int, out: Path) -> int:
    """Write the roll to be filled in, and the sheet to be signed."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        seen = meeting_of(session, number)
    make_folders(out)
    write_whole(out / "roll.xlsx", roll_book(seen, console.language))
    write_whole(out / "roll.pdf", roll_paper(seen, console.language))
    console.line(console.say("meeting.roll.written", out=str(out)))
    return console.finish({"ok": True, "roll": str(out / "roll.xlsx"), "sheet": str(out / "roll.pdf")})


@meeting.command("check", help="meeting.help.check")
@click.argument("number", type=click.IntRange(min=1), metavar="MEETING")
@click.argument("filled", type=FILE)
@rules_option
def check(*, number: int, filled: Path, packs: tuple[str, ...]) -> int:
    """Check a filled roll; nothing is kept."""
    console = current()
    seen, checked = _checked(console, number, filled, packs)
    return _told(console, seen, checked, frozen=False)


@meeting.command("freeze", help="meeting.help.freeze")
@click.argument("number", type=click.IntRange(min=1), metavar="MEETING")
@click.argument("filled", type=FILE)
@rules_option
@by_option
def freeze(*, number: int, filled: Path, packs: tuple[str, ...], by: str | None) -> int:
    """Check a filled roll and freeze it, unless a strict rule is broken."""
    console = current()
    seen, checked = _checked(console, number, filled, packs)
    if checked.forbidding:
        return _told(console, seen, checked, frozen=False)
    with open_session(console.settings) as session:
        freeze_roll(
            session,
            meeting_of(session, number),
            entries=checked.entries,
            recusals=checked.recusals,
            verdicts=[verdict.as_dict(console.language) for verdict in checked.verdicts],
            at=now(),
            actor=operator(by),
        )
        session.commit()
    return _told(console, seen, checked, frozen=True)


def _checked(console: Console, number: int, filled: Path, packs: Sequence[str]) -> tuple[MeetingSeen, CheckedRoll]:
    with open_session(console.settings, reading=True) as session:
        seen = meeting_of(session, number)
        pool = {expert.facts.expert_no: expert for expert in pool_experts(session, season=seen.committee.year)}
    codes = {member.code for member in seen.members}
    signed = read_roll(filled, codes=codes, candidates=seen.codenames)
    in_force = load_packs(packs or None, on=seen.held_on)
    return seen, check_roll(seen, signed, in_force, pool=pool)


def _told(console: Console, seen: MeetingSeen, checked: CheckedRoll, *, frozen: bool) -> int:
    places = {"present": checked.present, "seats": seen.seats}
    console.line(console.say("meeting.present", **places))
    heads = [console.say(f"meeting.head.{head}") for head in ("rule", "clause", "state", "found", "required")]
    rows = [_row(console, verdict) for verdict in checked.verdicts if verdict.state is not State.NOT_APPLICABLE]
    console.table(title=console.say("meeting.verdicts"), heads=heads, rows=rows)
    for verdict in checked.forbidding:
        repair = verdict.repair.text(console.language, entries=True) if verdict.repair else "—"
        console.note(console.say("meeting.broken", clause=console.clause(verdict.rule.clause), repair=repair))
    for name, voters in checked.short.items():
        console.note(console.say("meeting.short", candidate=name, voters=voters, seats=seen.seats))
    unknown = sum(verdict.state is State.UNKNOWN for verdict in checked.verdicts)
    if unknown:
        console.note(console.say("meeting.unknowns", count=unknown))
    stopped = bool(checked.forbidding)
    key = "meeting.stopped" if stopped else "meeting.frozen" if frozen else "meeting.may_open"
    console.line(console.say(key))
    told = {
        "ok": not stopped,
        "meeting": seen.id,
        "frozen": frozen,
        **places,
        "recusals": [{"member": code, "candidate": name} for code, name in sorted(checked.recusals)],
        "without_quorum": dict(checked.short),
        "verdicts": [verdict.as_dict(console.language, entries=True) for verdict in checked.verdicts],
    }
    return console.finish(told, ExitCode.NO_PANEL if stopped else ExitCode.DONE)


def _row(console: Console, verdict: Verdict) -> list[str]:
    texts = (verdict.found, verdict.required)
    found, required = (text.text(console.language) if text else "—" for text in texts)
    rule, state = verdict.rule, verdict.state_words.text(console.language)
    return [rule.says_in(console.language), console.clause(rule.clause), state, found, required]


@meeting.command("agenda", help="meeting.help.agenda")
@click.argument("number", type=click.IntRange(min=1), metavar="MEETING")
@click.option("--out", required=True, type=FILE, help="meeting.help.agenda.out")
def agenda(*, number: int, out: Path) -> int:
    """Print the presentations by group, with the members who step out of each."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        seen = meeting_of(session, number)
    make_folders(out)
    write_whole(out / "agenda.pdf", agenda_paper(seen, console.language))
    listed = [
        {
            "place": one.place,
            "group": one.group,
            "candidate": one.codename,
            "recused": list(seen.recused_for(one.codename)),
        }
        for one in seen.candidates
    ]
    write_json(out / "agenda.json", {"meeting": seen.id, "agenda": listed})
    for group in dict.fromkeys(one.group for one in seen.candidates):
        names = [one.codename for one in seen.candidates if one.group == group]
        console.line(console.say("meeting.group_of", group=group, count=len(names), names="、".join(names)))
    return console.finish({"ok": True, "meeting": seen.id, "agenda": listed, "out": str(out / "agenda.pdf")})


@meeting.command("show", help="meeting.help.show")
@click.argument("number", type=click.IntRange(min=1), metavar="MEETING")
def show(*, number: int) -> int:
    """Show a meeting's roll."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        seen = meeting_of(session, number)
    heads = [console.say(f"meeting.column.{key}") for key in ("code", "name", "employer", "seat", "present", "recused")]
    rows = [
        [
            member.code,
            member.expert.name,
            member.expert.facts.employer,
            console.say(f"meeting.seat.{member.kind.value}"),
            "—" if member.present is None else console.say("meeting.yes" if member.present else "meeting.no"),
            "、".join(sorted(name for code, name in seen.recusals if code == member.code)),
        ]
        for member in seen.members
    ]
    console.table(title=seen.committee.name, heads=heads, rows=rows)
    return console.finish({"ok": True, **as_dict(seen)})


def as_dict(seen: MeetingSeen) -> dict[str, Any]:
    """A meeting for programs; people by code and expert number."""
    return {
        "meeting": seen.id,
        "number": seen.number,
        "committee": seen.committee.name,
        "year": seen.committee.year,
        "held_on": seen.held_on.isoformat(),
        "seats": seen.seats,
        "present": len(seen.attending),
        "frozen_at": seen.frozen_at.isoformat() if seen.frozen_at else None,
        "members": [
            {"code": one.code, "expert_no": one.expert.facts.expert_no, "seat": one.kind.value, "present": one.present}
            for one in seen.members
        ],
        "candidates": [{"candidate": one.codename, "group": one.group} for one in seen.candidates],
        "recusals": [{"member": code, "candidate": name} for code, name in sorted(seen.recusals)],
    }
