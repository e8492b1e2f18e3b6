"""The workbooks of results: the ranking, the public list, the roster of those who passed, the experts' pledges."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from blind.identity import Identity
from expertpool.documents.filled_table import read_filled, worded_table
from expertpool.documents.listed_workbook import ListedSheet, listed_bytes
from expertpool.models import Result
from expertpool.words import Language, speaker

LIST_KEYS = ("line", "name", "unit", "series", "level", "result")
ROSTER_HEADS = (
    ("序号", 6),
    ("申报编号", 14),
    ("盲审编号", 14),
    ("姓名", 12),
    ("身份证号", 22),
    ("工作单位", 28),
    ("单位性质", 12),
    ("单位所在地", 16),
    ("职称系列", 12),
    ("专业", 14),
    ("申报层级", 10),
    ("评审结果", 10),
    ("同意票/到会", 12),
    ("评审日期", 12),
    ("公示起止", 24),
)
ROSTER_NAME = "职称评审通过人员花名册"

Say = Callable[..., str]


def ranking_bytes(results: Sequence[Result], say: Say, weak: Collection[str]) -> bytes:
    """The ranking by group: codename, place, score, ballot, standing, and whether readers sealed their own scores.

    ``weak``: the codenames with a score that was sealed at rest only.
    """
    heads = [
        (say(f"results.head.{key}"), width)
        for key, width in (
            ("group", 24),
            ("place", 8),
            ("candidate", 14),
            ("score", 10),
            ("votes", 14),
            ("standing", 16),
            ("sealed", 18),
        )
    ]
    rows = [ranking_row(one, say, weak) for one in results]
    return listed_bytes([ListedSheet(name=say("results.ranking"), heads=heads, rows=rows)])


def ranking_row(one: Result, say: Say, weak: Collection[str]) -> list[str]:
    """One result as people read it."""
    votes = "—" if one.ballot is None else f"{one.ballot['yes']}/{one.ballot['present']}"
    place = "—" if one.place is None else str(one.place)
    standing = say(f"results.standing.{one.standing}")
    sealed = say("results.sealed_at_rest" if one.codename in weak else "results.sealed_by_reader")
    return [one.group_id, place, one.codename, one.score or "—", votes, standing, sealed if one.scores else "—"]


def list_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """The public list as it is posted."""
    widths = (6, 12, 32, 24, 10, 10)
    words = speaker(Language.ZH)
    heads = [(words(f"results.column.{key}"), width) for key, width in zip(LIST_KEYS, widths, strict=True)]
    return listed_bytes([ListedSheet(name="公示名单", heads=heads, rows=rows)])


def read_posted(path: Path) -> list[list[str]]:
    """The lines of a posted copy of the public list. Raises Refusal for a file without its columns."""
    table = worded_table("results", LIST_KEYS, required=LIST_KEYS, number="line")
    return [[row.cells[key] for key in LIST_KEYS] for row in read_filled(path, table, code="results.list_columns")]


def roster_rows(
    people: Sequence[tuple[str, Identity, Result]], *, held_on: date, posted: tuple[date, date]
) -> list[list[str]]:
    """One line a person who is confirmed, for HRSS: with identity card numbers, and so not for posting."""
    days = f"{posted[0].isoformat()} — {posted[1].isoformat()}"
    rows = []
    for at, (codename, one, result) in enumerate(people, start=1):
        ballot = result.ballot or {}
        person = [one.key, codename, one.name, one.id_number, one.employer, one.employer_kind, one.region]
        title = [one.series, one.specialty, one.level]
        votes = f"{ballot['yes']}/{ballot['present']}" if ballot else "—"
        rows.append([str(at), *person, *title, "通过", votes, held_on.isoformat(), days])
    return rows


def roster_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """职称评审通过人员花名册."""
    return listed_bytes([ListedSheet(name=ROSTER_NAME, heads=ROSTER_HEADS, rows=rows)])


def integrity_bytes(rows: Sequence[Sequence[str]], say: Say) -> bytes:
    """Every expert's pledge and conduct, for the filing within a month of the review."""
    widths = {"expert_no": 12, "expert": 12, "employer": 28, "role": 18, "pledge": 14, "present": 10, "conduct": 40}
    heads: list[tuple[str, int]] = [(say(f"results.head.{key}"), width) for key, width in widths.items()]
    return listed_bytes([ListedSheet(name=say("results.integrity"), heads=heads, rows=rows)])


def integrity_row(one: dict[str, Any], say: Say) -> list[str]:
    """One expert's line."""
    roles = "、".join(say(f"results.role.{role}") for role in one["roles"])
    present = {True: "results.was_present", False: "results.was_absent", None: "results.not_asked"}[one["present"]]
    conduct = "；".join(f"{event['on']} {event['what']}" for event in one["conduct"]) or say("results.no_conduct")
    pledge = one["pledged_on"] or say("results.no_pledge")
    return [one["expert_no"], one["name"], one["employer"], roles, pledge, say(present), conduct]
