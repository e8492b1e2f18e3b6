"""conflicts.xlsx: doubtful findings for a person to decide, sure ones, bare mentions; and the answers read back."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import xlsxwriter

from expertpool.conflicts.finding import Conflict, Standing
from expertpool.documents.roster.column_table import ColumnTable, Kind, RosterColumn
from expertpool.documents.roster.file import read_grids
from expertpool.documents.roster.grid import shown
from expertpool.documents.roster.head import find_head
from expertpool.errors import Refusal, Where
from expertpool.words import Language, speaker

AVOID, NO = "回避", "不回避"
_AVOID_WORDS = frozenset({"回避", "避", "是", "同一人", "recuse", "yes", "y"})
_NO_WORDS = frozenset({"不回避", "不避", "否", "不是同一人", "非同一人", "keep", "no", "n"})

COLUMNS = (
    RosterColumn("id", "发现编号", Kind.TEXT, required=True),
    RosterColumn("key", "申报编号", Kind.TEXT, required=True),
    RosterColumn("expert_no", "专家编号", Kind.TEXT, required=True),
    RosterColumn("name", "专家姓名", Kind.TEXT),
    RosterColumn("employer", "专家单位", Kind.TEXT),
    RosterColumn("ground", "回避事由", Kind.TEXT),
    RosterColumn("why", "依据", Kind.TEXT),
    RosterColumn("places", "出处", Kind.TEXT),
    RosterColumn("text", "原文", Kind.TEXT),
    RosterColumn("answer", "处理", Kind.TEXT, ("回答", "决定"), required=True),
    RosterColumn("reason", "理由", Kind.TEXT, ("处理理由",)),
    RosterColumn("by", "决定人", Kind.TEXT, ("填写人",)),
)
TABLE = ColumnTable(COLUMNS, number="id")
_ASKED = ("answer", "reason", "by")
_WIDTHS = {"employer": 26, "why": 30, "places": 34, "text": 50, "reason": 24}

People = Mapping[str, tuple[str, str]]
"""Name and employer by expert number."""


def conflicts_workbook(findings: Sequence[Conflict], people: People, language: Language) -> bytes:
    """The workbook; every text is stored as text, and the answer column of the first sheet has a drop-down."""
    words = speaker(language)
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    waiting = (Standing.HOMONYM, Standing.ASKED)
    for name, standings in (("decide", waiting), ("sure", (Standing.SURE,)), ("seen", (Standing.SEEN,))):
        rows = [_row(one, people, words) for one in findings if one.standing in standings]
        _sheet(book, words(f"conflicts.sheet.{name}"), rows, asking=name == "decide")
    guide = book.add_worksheet(words("conflicts.sheet.guide"))
    guide.set_column(0, 0, 110)
    for at, text in enumerate(words("conflicts.guide").split("\n")):
        guide.write_string(at, 0, text)
    book.close()
    return held.getvalue()


def _row(one: Conflict, people: People, words: Callable[..., str]) -> dict[str, str]:
    name, employer = people.get(one.expert_no, ("", ""))
    answer = "" if one.answer is None else AVOID if one.answer else NO
    return {
        "id": one.id,
        "key": one.key,
        "expert_no": one.expert_no,
        "name": name,
        "employer": employer,
        "ground": words(f"conflicts.ground.{one.ground}"),
        "why": words(f"conflicts.why.{one.why}"),
        "places": "\n".join(place(cited.file, cited.page, cited.line, words) for cited in one.cited[:3]),
        "text": "\n".join(cited.text for cited in one.cited[:3]),
        "answer": answer,
        "reason": one.reason,
        "by": one.by,
    }


def place(file: str, page: int, line: int, words: Callable[..., str]) -> str:
    """A place in words."""
    return words("conflicts.place", file=file, page=page, line=line) if page else words("conflicts.place_list")


def _sheet(book: Any, name: str, rows: Sequence[Mapping[str, str]], *, asking: bool) -> None:
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#F2F2F2", "text_wrap": True, "valign": "vcenter"})
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    wanted = book.add_format(
        {"border": 1, "text_wrap": True, "valign": "top", "num_format": "@", "bg_color": "#FFF8DC"}
    )
    page = book.add_worksheet(name)
    page.freeze_panes(1, 3)
    columns = [column for column in COLUMNS if asking or column.key not in _ASKED]
    for at, column in enumerate(columns):
        page.set_column(at, at, _WIDTHS.get(column.key, 14))
        page.write_string(0, at, column.head, head)
    for line, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            page.write_string(line, at, row[column.key][:32_000], wanted if column.key in _ASKED else plain)
    if asking:
        answer = [column.key for column in columns].index("answer")
        page.data_validation(1, answer, max(len(rows), 1), answer, {"validate": "list", "source": [AVOID, NO]})


def with_answers(findings: Sequence[Conflict], path: Path, *, by: str) -> tuple[Conflict, ...]:
    """The findings with the answers of a workbook, CSV or JSON; rows without an answer stay open.

    Raises Refusal with the cell of an answer that is neither, or that belongs to no doubtful finding.
    """
    head = find_head(read_grids(path, TABLE), TABLE)
    for needed in ("id", "answer"):
        if needed not in head.columns:
            raise Refusal("conflicts.answers_column", where=Where(file=path.name), column=TABLE.by_key[needed].head)
    known = {one.id: at for at, one in enumerate(findings) if one.standing in (Standing.ASKED, Standing.HOMONYM)}
    done = list(findings)
    for at in range(head.first_row, len(head.grid.rows)):
        cells = {key: shown(head.grid.cell(at, column.at)).strip() for key, column in head.columns.items()}
        if not cells["answer"]:
            continue
        where = head.grid.where(at, head.columns["answer"].at, head=head.columns["answer"].head)
        if cells["id"] not in known:
            raise Refusal("conflicts.answer_of_nothing", where=where, found=cells["id"][:40])
        number = known[cells["id"]]
        done[number] = replace(
            done[number],
            answer=_avoids(cells["answer"], where),
            reason=cells.get("reason", ""),
            by=cells.get("by") or by,
        )
    return tuple(done)


def _avoids(answer: str, where: Where) -> bool:
    word = unicodedata.normalize("NFKC", answer).strip(" 。.").casefold()
    if word in _AVOID_WORDS:
        return True
    if word in _NO_WORDS:
        return False
    raise Refusal("conflicts.answer_unknown", where=where, answer=answer[:40], avoid=AVOID, no=NO)
