"""The roll of a meeting from a plain form: its fields become a filled roll, and that alone is read and checked."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlmodel import Session

from expertpool.documents.meeting_candidates import Listed, read_candidates
from expertpool.documents.meeting_roll import SignedIn, read_roll
from expertpool.errors import Refusal, Where
from expertpool.queries.facts import pool_experts
from expertpool.queries.meetings import MeetingSeen
from expertpool.reviewing.attendance import CheckedRoll, check_roll
from expertpool.rules.stack import load_packs
from expertpool.words import say
from web.typed_form import SentFile

FIELDS = ("present", "pledged_on", "recused", "ground", "replaces")
ROW = "row-{code}"
"""The field at which a fault of one person's line is said."""


def signed_in(seen: MeetingSeen, typed: Mapping[str, str]) -> list[SignedIn]:
    """The roll that a form states. Refuses at the line of whoever has no answer, or an unfit one."""
    codes = sorted(member.code for member in seen.members)
    rows = [{"code": code, **{name: typed.get(f"{name}-{code}", "").strip() for name in FIELDS}} for code in codes]
    return _read(seen, SentFile("roll.json", json.dumps(rows).encode()), codes)


def filled_in(seen: MeetingSeen, file: SentFile) -> list[SignedIn]:
    """The same from the filled workbook."""
    return _read(seen, file, sorted(member.code for member in seen.members))


def _read(seen: MeetingSeen, file: SentFile, codes: Sequence[str]) -> list[SignedIn]:
    try:
        with file.on_disk() as path:
            return read_roll(path, codes=set(codes), candidates=seen.codenames)
    except Refusal as refusal:
        raise _at_line(refusal, codes) from None


def _at_line(refusal: Refusal, codes: Sequence[str]) -> Refusal:
    """The refusal at the line of the person it is about, where it names one."""
    row = refusal.where.row if refusal.where else None
    named = str(refusal.params.get("member", ""))
    if named in codes:
        refusal.where = Where(field=ROW.format(code=named))
    elif row is not None and 0 < row <= len(codes):
        refusal.where = Where(field=ROW.format(code=codes[row - 1]))
    return refusal


def checked(session: Session, seen: MeetingSeen, signed: Sequence[SignedIn]) -> CheckedRoll:
    """What the rules of the day say of it. Refuses a reserve in nobody's seat."""
    pool = {expert.facts.expert_no: expert for expert in pool_experts(session, season=seen.committee.year)}
    codes = sorted(member.code for member in seen.members)
    try:
        return check_roll(seen, signed, load_packs(None, on=seen.held_on), pool=pool)
    except Refusal as refusal:
        raise _at_line(refusal, codes) from None


def candidates_in(text: str, file: SentFile | None) -> list[Listed]:
    """The candidates of a file, or of lines that were typed: a codename, and its group where there are several.

    Raises Refusal for none, for an empty codename and for one that stands twice.
    """
    if file is not None:
        with file.on_disk() as path:
            return read_candidates(path)
    rows = [line.split(None, 1) for line in text.splitlines() if line.strip()]
    if not rows:
        raise Refusal("page_committees.wanted", where=Where(field="candidates"))
    listed = [{"codename": row[0], "group": row[1] if len(row) > 1 else say("meeting.one_group")} for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "candidates.json"
        path.write_text(json.dumps(listed), encoding="utf-8")
        return read_candidates(path)
