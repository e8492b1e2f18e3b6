"""What is wrong with a filled scoresheet, each fault with its cell."""

from __future__ import annotations

from blind.scoresheet.rubric import Rubric
from blind.scoresheet.sheet import Place, Problem, Sheet, problems
from expertpool.documents.scoresheet_workbook import COMMENT, CellProblem, FilledSheet, Marks, mark_text
from expertpool.errors import Where

_COLUMNS = {"reason-missing-at-extreme": "reason", "reason-too-long": "reason", "reason-not-text": "reason"}


def sheet_problems(filled: FilledSheet, rubric: Rubric) -> list[CellProblem]:
    """Every fault of every packet that was begun, in the order of the file's lines; [] where it may be sealed."""
    taken = {(one.where.row, one.where.column) for one in filled.problems}
    found = list(filled.problems)
    spoilt = {packet for (packet, _), row in filled.lines.items() if row.where("mark").row in {row for row, _ in taken}}
    for name, marks in filled.packets.items():
        if not marks.begun and name not in spoilt:
            continue
        for one in problems(stand_in(marks, rubric), rubric):
            where = _where(filled, name, one)
            if (where.row, where.column) not in taken:
                found.append(CellProblem(f"reader.fault.{one.rule}", where, fault_places(one, rubric)))
    return sorted(found, key=lambda one: (one.where.row or 0, one.where.column or ""))


def stand_in(marks: Marks, rubric: Rubric) -> Sheet:
    """The sheet these marks would make, in no place and with no secret: only to be held against the form."""
    place = Place(group="-", packet=bytes(32), reader="-", rubric=rubric.hash, version=1)
    reasons = {name: text for name, text in marks.reasons.items() if text}
    return Sheet(place=place, marks=marks.marks, reasons=reasons, comment=marks.comment, salt=bytes(32))


def _where(filled: FilledSheet, name: str, one: Problem) -> Where:
    column = _COLUMNS.get(one.rule, "mark" if one.indicator else "reason")
    return filled.where(name, one.indicator or COMMENT, column)


def fault_places(one: Problem, rubric: Rubric) -> dict[str, str]:
    """What the sentence says: the indicator by its title, the limits of the scale."""
    titles = {line.code: line.title for line in rubric.indicators}
    scale = rubric.scale
    limits = {"lowest": mark_text(scale.lowest, rubric), "highest": mark_text(scale.highest, rubric)}
    longest = {"reason": str(rubric.longest_reason), "comment": str(rubric.longest_comment)}
    step = mark_text(scale.step, rubric)
    return {"title": titles.get(one.indicator or "", ""), "found": one.found, **limits, "step": step, **longest}
