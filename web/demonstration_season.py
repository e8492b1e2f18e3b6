"""The demonstration after its draws: what offices recorded and meetings held, so that the matrix has a story."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from expertpool.actions.call_meeting import call_meeting
from expertpool.actions.freeze_roll import freeze_roll
from expertpool.actions.save_committee_text import save_committee_file
from expertpool.documents.committee_file import parse_committee
from expertpool.documents.meeting_roll import SignedIn, read_roll
from expertpool.models import SeatKind
from expertpool.queries.facts import pool_experts
from expertpool.queries.meetings import MeetingSeen, meeting_of
from expertpool.queries.seated_panel import seated_panel
from expertpool.reviewing.attendance import check_roll
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.stack import load_packs
from expertpool.rules.toml_file import parse_toml
from expertpool.seeds.tables import table
from expertpool.whole_file import write_whole
from expertpool.words import Language, say

CANDIDATES = 6
PLEDGED = timedelta(days=1)


def record_season(session: Session, folder: Path, *, language: Language, at: datetime, actor: str) -> None:
    """Save each committee's file with its records, and hold the meetings that were held."""
    for key, told in table("records").items():
        text = _as_recorded(folder / "committees" / f"{key}.toml", told)
        facts = parse_committee(parse_toml(text, key), key)
        save_committee_file(session, facts, text, at=at, actor=actor)
        if "met" in told:
            roll = folder / "review" / f"roll-{key}.csv"
            _hold(session, facts, text, roll, absent=told["met"], language=language, at=at, actor=actor)


def _as_recorded(file: Path, told: Mapping[str, Any]) -> str:
    """The committee file with what was recorded later. A setting of the file itself keeps its own name."""
    made = [file.read_text(encoding="utf-8").rstrip("\n")]
    for name in ("records", "settings"):
        if told.get(name):
            made += ["", f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in told[name].items())]
    return "\n".join(made) + "\n"


def _toml(value: date | int | str) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _hold(
    session: Session,
    facts: CommitteeFacts,
    text: str,
    file: Path,
    *,
    absent: int,
    language: Language,
    at: datetime,
    actor: str,
) -> None:
    """A meeting of the panel on record; ``absent`` of its members stay away, everybody else has signed the pledge."""
    panel = seated_panel(session, facts.name, facts.year)
    if panel is None:
        return
    candidates = [(f"{facts.meeting:%m%d}-{number:04d}", "1") for number in range(1, CANDIDATES + 1)]
    called = call_meeting(session, facts, panel, committee_file=text, candidates=candidates, at=at, actor=actor)
    seen = meeting_of(session, called.id or 0)
    pool = {expert.facts.expert_no: expert for expert in pool_experts(session, season=facts.year)}
    checked = check_roll(seen, _roll(seen, file, absent), load_packs(None, on=seen.held_on), pool=pool)
    freeze_roll(
        session,
        seen,
        entries=checked.entries,
        recusals=checked.recusals,
        verdicts=[verdict.as_dict(language) for verdict in checked.verdicts],
        at=at,
        actor=actor,
    )


def _roll(seen: MeetingSeen, file: Path, absent: int) -> list[SignedIn]:
    """The roll as it comes back: reserves and the last few members are not there."""
    seated = [one.code for one in seen.members if one.kind is not SeatKind.RESERVE]
    there, signed_on = set(seated[: len(seated) - absent]), seen.held_on - PLEDGED
    yes, no = (say(f"meeting.{word}", Language.ZH) for word in ("yes", "no"))
    heads = ",".join(say(f"meeting.column.{key}", Language.ZH) for key in ("code", "present", "pledged_on"))
    lines = [f"{one.code},{yes},{signed_on}" if one.code in there else f"{one.code},{no}," for one in seen.members]
    write_whole(file, "\n".join([heads, *lines, ""]).encode("utf-8-sig"))
    return read_roll(file, codes={one.code for one in seen.members}, candidates=seen.codenames)
