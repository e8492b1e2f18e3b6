"""The matrix: committees by rules, each cell the gravest verdict over the stages at which the rule was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from expertpool.queries.committee_record import CommitteeOnRecord
from expertpool.reporting.rule_lines import Line, rule_lines, tally_states
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.finding import State
from expertpool.rules.stack import PacksByDay
from expertpool.words import Language

Files = Mapping[tuple[str, int], CommitteeFacts]
"""Committee files as they stand now, by name and year; what they record may be newer than what the draw read."""
MOST_ROWS = 4_000
"""How many judged rows are held: a region's committees of several years, in both languages."""


@dataclass(frozen=True)
class Column:
    """One rule. ``clause`` and ``says`` are those of the newest pack that asked it."""

    rule: str
    clause: str
    says: str
    law: bool


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What one rule came to for one committee. ``stage``: where the gravest verdict was found."""

    state: State
    stage: str
    clause: str
    found: str | None
    required: str | None
    evidence: int | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One committee. ``cells`` by rule; a rule that was not asked of it has none."""

    name: str
    year: int
    series: str
    level: str
    assurance: str | None
    attempts: int
    cells: Mapping[str, Cell]
    lines: tuple[Line, ...]

    @property
    def states(self) -> dict[str, int]:
        """How many rules came out how, every verdict listed."""
        found = dict.fromkeys((state.value for state in State), 0)
        for cell in self.cells.values():
            found[cell.state.value] += 1
        return found


@dataclass(frozen=True)
class Matrix:
    """The rows in the order of how much is broken, then of how much is unknown."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def states(self) -> dict[str, int]:
        """Every cell of the matrix counted by its verdict."""
        return {state.value: sum(row.states[state.value] for row in self.rows) for state in State}


class HeldRows:
    """Rows that were judged before, for as long as what they were judged from is the same."""

    def __init__(self, most: int = MOST_ROWS) -> None:
        self.most = most
        self._rows: dict[tuple[Language, str, int], tuple[CommitteeOnRecord, CommitteeFacts | None, Row]] = {}

    def find(self, language: Language, record: CommitteeOnRecord, facts: CommitteeFacts | None) -> Row | None:
        """The row of exactly this record and file."""
        known = self._rows.get((language, record.name, record.year))
        return known[2] if known is not None and known[:2] == (record, facts) else None

    def keep(self, language: Language, record: CommitteeOnRecord, facts: CommitteeFacts | None, row: Row) -> None:
        """Hold a row for the next time; the one held longest goes where there are too many."""
        key = language, record.name, record.year
        self._rows.pop(key, None)
        while len(self._rows) >= self.most:
            self._rows.pop(next(iter(self._rows)), None)
        self._rows[key] = record, facts, row


class Matrices:
    """Makes the matrices of one run: the packs of a day are read once.

    ``held``: rows of earlier runs with the same packs, of which those that are still right are not judged again.
    """

    def __init__(
        self,
        packs: Sequence[str] | None,
        *,
        files: Files | None = None,
        language: Language,
        held: HeldRows | None = None,
    ) -> None:
        self.packs = PacksByDay(packs)
        self.files = files or {}
        self.language = language
        self.held = held or HeldRows()

    def of(self, records: Sequence[CommitteeOnRecord]) -> Matrix:
        """The matrix of these committees, of each of which a draw is on record."""
        rows = [self.row(record) for record in records]
        columns: dict[str, Column] = {}
        for row in rows:
            for line in row.lines:
                columns.setdefault(line["rule"], Column(line["rule"], line["clause"], line["says"], line["law"]))
        rows.sort(key=lambda row: (-row.states[State.BROKEN], -row.states[State.UNKNOWN], row.year, row.name))
        return Matrix(tuple(columns.values()), tuple(rows))

    def row(self, record: CommitteeOnRecord) -> Row:
        """One committee's row, judged as its report would judge it."""
        facts = self.files.get((record.name, record.year))
        row = self.held.find(self.language, record, facts)
        if row is None:
            row = self._judged(record, facts)
            self.held.keep(self.language, record, facts, row)
        return row

    def _judged(self, record: CommitteeOnRecord, facts: CommitteeFacts | None) -> Row:
        meeting = (facts or record.draws[-1].committee).meeting
        lines = rule_lines(record, self.packs.on(meeting), committee=facts, language=self.language)
        return Row(
            name=record.name,
            year=record.year,
            series=record.series,
            level=record.level,
            assurance=record.seated.assurance if record.seated else None,
            attempts=len(record.draws),
            cells=cells_of(lines),
            lines=tuple(lines),
        )


def cells_of(lines: Sequence[Line]) -> dict[str, Cell]:
    """The gravest line of each rule; of equally grave ones the first."""
    found: dict[str, Line] = {}
    for line in lines:
        known = found.get(line["rule"])
        if known is None or State(line["state"]).gravity > State(known["state"]).gravity:
            found[line["rule"]] = line
    return {rule: _cell(line) for rule, line in found.items()}


def _cell(line: Mapping[str, Any]) -> Cell:
    return Cell(
        state=State(line["state"]),
        stage=line["stage"],
        clause=line["clause"],
        found=line["found"],
        required=line["required"],
        evidence=line["evidence"],
    )


def row_as_dict(row: Row, *, lines: bool = False) -> dict[str, Any]:
    """Plain values; ``lines`` adds every line of the committee, for drilling down."""
    told: dict[str, Any] = {
        "committee": row.name,
        "year": row.year,
        "series": row.series,
        "level": row.level,
        "assurance": row.assurance,
        "attempts": row.attempts,
        "states": row.states,
        "cells": {
            rule: {
                "state": cell.state.value,
                "stage": cell.stage,
                "clause": cell.clause,
                "found": cell.found,
                "required": cell.required,
                "evidence": cell.evidence,
            }
            for rule, cell in row.cells.items()
        },
    }
    return told | ({"lines": list(row.lines), "line_states": tally_states(row.lines)} if lines else {})


def matrix_as_dict(matrix: Matrix) -> dict[str, Any]:
    """Plain values for JSON."""
    return {
        "rules": [
            {"rule": column.rule, "clause": column.clause, "says": column.says, "law": column.law}
            for column in matrix.columns
        ],
        "committees": [row_as_dict(row) for row in matrix.rows],
        "states": matrix.states,
    }
