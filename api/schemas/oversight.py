"""Verdicts and reports over the wire: rules and committees, never people or votes."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from expertpool.oversight.matrix import Column, Row
from expertpool.queries.reports import ReportOnRecord


class JudgedRule(BaseModel):
    """A rule that was asked of some committee."""

    rule: str
    clause: str
    says: str
    law: bool

    @classmethod
    def of(cls, one: Column) -> JudgedRule:
        """From the domain."""
        return cls(rule=one.rule, clause=one.clause, says=one.says, law=one.law)


class JudgedCell(BaseModel):
    """What one rule came to for one committee; ``evidence`` is the number of a ledger entry."""

    rule: str
    state: str
    stage: str
    clause: str
    found: str | None
    required: str | None
    evidence: int | None


class JudgedCommittee(BaseModel):
    """A committee's row of the matrix."""

    name: str
    year: int
    series: str
    level: str
    assurance: str | None
    attempts: int
    states: dict[str, int]
    cells: list[JudgedCell]

    @classmethod
    def of(cls, row: Row) -> JudgedCommittee:
        """From the domain."""
        cells = [
            JudgedCell(
                rule=rule,
                state=cell.state.value,
                stage=cell.stage,
                clause=cell.clause,
                found=cell.found,
                required=cell.required,
                evidence=cell.evidence,
            )
            for rule, cell in row.cells.items()
        ]
        return cls(
            name=row.name,
            year=row.year,
            series=row.series,
            level=row.level,
            assurance=row.assurance,
            attempts=row.attempts,
            states=row.states,
            cells=cells,
        )


class ReportLine(BaseModel):
    """A report or paper that was issued, and how it stands."""

    kind: str
    scope: str
    entry: int
    at: datetime
    state: str
    hash: str
    replaced_by: int | None

    @classmethod
    def of(cls, one: ReportOnRecord) -> ReportLine:
        """From the domain."""
        return cls(
            kind=one.kind,
            scope=one.scope,
            entry=one.entry,
            at=one.at,
            state=one.state,
            hash=one.hash.hex(),
            replaced_by=one.replaced_by,
        )
