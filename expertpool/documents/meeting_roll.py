"""The roll (签到册) as a workbook: made with everybody seated and in reserve, and read back filled in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from expertpool.documents.filled_table import FilledRow, read_filled, worded_table
from expertpool.documents.listed_workbook import ListedSheet, listed_bytes
from expertpool.errors import Refusal
from expertpool.words import Language, say

KEYS = ("code", "expert_no", "name", "employer", "seat", "present", "pledged_on", "recused", "ground", "replaces")
OPEN = ("present", "pledged_on", "recused", "ground", "replaces")
_WIDTHS = {"name": 12, "employer": 30, "recused": 30, "ground": 30, "expert_no": 12}
_SEVERAL = re.compile(r"[、,;，；\s]+")


@dataclass(frozen=True, kw_only=True)
class RollLine:
    """Somebody on the roll before the meeting, as the workbook shows it; ``seat`` in words."""

    code: str
    expert_no: str
    name: str
    employer: str
    seat: str


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """What the filled roll says of one person. ``pledged_on`` is None where the cell is empty."""

    code: str
    present: bool
    pledged_on: date | None
    recused: tuple[str, ...]
    ground: str
    replaces: str | None
    row: FilledRow


def roll_bytes(lines: Sequence[RollLine], language: Language, *, foot: str = "") -> bytes:
    """The workbook to be filled in at the door; ``foot``: at the foot of each page."""
    heads = [(say(f"meeting.column.{key}", language), _WIDTHS.get(key, 10)) for key in KEYS]
    rows = [[vars(line).get(key, "") for key in KEYS] for line in lines]
    sheet = ListedSheet(
        name=say("meeting.roll.sheet", language),
        heads=heads,
        rows=rows,
        open_columns=frozenset(KEYS.index(key) for key in OPEN),
        choices={KEYS.index("present"): [say("meeting.yes", language), say("meeting.no", language)]},
        foot=foot,
    )
    guide = say("meeting.roll.guide_text", language).split("\n")
    return listed_bytes([sheet], guide_name=say("meeting.roll.guide", language), guide=guide)


def read_roll(path: Path, *, codes: Collection[str], candidates: Collection[str]) -> list[SignedIn]:
    """The filled roll: one line for everybody in ``codes``, once.

    Raises Refusal with the cell of whatever is missing, unknown, doubled or no answer.
    """
    table = worded_table("meeting", KEYS, required=("code", "present"), number="code")
    found: dict[str, SignedIn] = {}
    for row in read_filled(path, table, code="meeting.roll_columns"):
        code = row.cells["code"]
        if code not in codes:
            raise Refusal("meeting.unknown_code", where=row.where("code"), found=code[:40])
        if code in found:
            raise Refusal("meeting.code_twice", where=row.where("code"), found=code)
        found[code] = _signed_in(row, codes=codes, candidates=candidates)
    missing = sorted(set(codes) - found.keys())
    if missing:
        raise Refusal("meeting.codes_missing", codes="、".join(missing))
    return [found[code] for code in sorted(found)]


def _signed_in(row: FilledRow, *, codes: Collection[str], candidates: Collection[str]) -> SignedIn:
    recused = tuple(dict.fromkeys(filter(None, _SEVERAL.split(row.cells["recused"]))))
    for name in recused:
        if name not in candidates:
            raise Refusal("meeting.unknown_candidate", where=row.where("recused"), found=name[:40])
    if recused and not row.cells["ground"]:
        raise Refusal("meeting.recused_without_ground", where=row.where("ground"), member=row.cells["code"])
    replaces = row.cells["replaces"] or None
    if replaces is not None and (replaces not in codes or replaces == row.cells["code"]):
        raise Refusal("meeting.unknown_code", where=row.where("replaces"), found=replaces[:40])
    return SignedIn(
        code=row.cells["code"],
        present=_yes(row),
        pledged_on=_day(row),
        recused=recused,
        ground=row.cells["ground"],
        replaces=replaces,
        row=row,
    )


def _yes(row: FilledRow) -> bool:
    word = unicodedata.normalize("NFKC", row.cells["present"]).strip().casefold()
    for answer, key in ((True, "meeting.yes_words"), (False, "meeting.no_words")):
        if word in say(key).split("、"):
            return answer
    raise Refusal("meeting.present_unclear", where=row.where("present"), found=word[:40])


def _day(row: FilledRow) -> date | None:
    text = unicodedata.normalize("NFKC", row.cells["pledged_on"]).strip()
    if not text:
        return None
    numbers = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?(?:\s*0{1,2}:00(?::00)?)?", text)
    try:
        return date(*map(int, numbers.groups())) if numbers else date.fromisoformat(text)
    except ValueError:
        raise Refusal("meeting.day_unclear", where=row.where("pledged_on"), found=text[:40]) from None
