"""The scoresheet of one packet as its fields were typed: marks, reasons, comment, and which field is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from blind.scoresheet.rubric import Rubric
from blind.scoresheet.sheet import Problem, problems
from expertpool.desk.field_drafts import Typed
from expertpool.documents.scoresheet_workbook import Marks, read_mark
from expertpool.reviewing.sheet_faults import fault_places, stand_in

COMMENT = "comment"
MISSING = "mark-missing"

Fault = tuple[str, Mapping[str, str]]
"""A key of the catalogue and its places."""


def mark_field(line: int) -> str:
    """The name of the field for the mark on a line of the form, from 0."""
    return f"mark-{line}"


def reason_field(line: int) -> str:
    """The name of the field for the reason on that line."""
    return f"reason-{line}"


def fields_of(rubric: Rubric) -> tuple[str, ...]:
    """Every field of a form, in its order."""
    lines = range(len(rubric.indicators))
    return (*(name for line in lines for name in (mark_field(line), reason_field(line))), COMMENT)


@dataclass(frozen=True)
class FilledForm:
    """``typed`` has the fields that were saved."""

    rubric: Rubric
    typed: Mapping[str, Typed]

    def text(self, field: str) -> str:
        """What stands in a field."""
        return self.typed[field].text if field in self.typed else ""

    @cached_property
    def marks(self) -> Marks:
        """What may be sealed; a field that holds no mark is left out."""
        codes = {line: one.code for line, one in enumerate(self.rubric.indicators)}
        read = {code: read_mark(self.text(mark_field(line)), self.rubric)[0] for line, code in codes.items()}
        return Marks(
            marks={code: mark for code, mark in read.items() if mark is not None},
            reasons={code: text for line, code in codes.items() if (text := self.text(reason_field(line)).strip())},
            comment=self.text(COMMENT).strip(),
        )

    @cached_property
    def faults(self) -> dict[str, Fault]:
        """What keeps the sheet from being sealed, by field, in the order of the form."""
        found: dict[str, Fault] = {}
        for line, one in enumerate(self.rubric.indicators):
            wrong = read_mark(self.text(mark_field(line)), self.rubric)[1]
            if wrong is not None:
                found[mark_field(line)] = (wrong[0], {"title": one.title, **wrong[1]})
        for each in problems(stand_in(self.marks, self.rubric), self.rubric):
            found.setdefault(self._field(each), (f"reader.fault.{each.rule}", fault_places(each, self.rubric)))
        return {field: found[field] for field in fields_of(self.rubric) if field in found}

    @property
    def wrong(self) -> dict[str, Fault]:
        """The same without marks that are only not there yet."""
        return {field: one for field, one in self.faults.items() if not one[0].endswith(MISSING)}

    @property
    def filled(self) -> int:
        """How many marks stand."""
        return len(self.marks.marks)

    def _field(self, one: Problem) -> str:
        if one.indicator is None:
            return COMMENT
        line = next(at for at, known in enumerate(self.rubric.indicators) if known.code == one.indicator)
        return reason_field(line) if one.rule.startswith("reason") else mark_field(line)
