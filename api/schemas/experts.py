"""Experts, imports and the pool's state over the wire; identity numbers, telephones and e-mails have no place here."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from expertpool.documents.roster.expert import RosterExpert
from expertpool.models import ImportBatch
from expertpool.queries.expert_search import FoundExpert
from expertpool.queries.pool_health import PoolHealth


class ExpertLine(BaseModel):
    """A line of the list of experts."""

    expert_no: str
    name: str
    employer: str
    series: str
    specialties: list[str]
    level: str
    status: str
    integrity: str

    @classmethod
    def of(cls, one: FoundExpert) -> ExpertLine:
        """From the domain."""
        return cls.model_validate(one, from_attributes=True)


class WholeExpert(BaseModel):
    """An expert as the office's list has them."""

    expert_no: str
    name: str
    employer: str
    employer_kind: str | None
    region: str | None
    series: str
    specialties: list[str]
    level: str
    status: str
    integrity: str
    term_start: date | None
    term_end: date | None
    years_served: list[int] | None

    @classmethod
    def of(cls, one: RosterExpert) -> WholeExpert:
        """From the domain."""
        facts = one.facts
        return cls(
            expert_no=facts.expert_no,
            name=one.name,
            employer=facts.employer,
            employer_kind=facts.employer_kind and facts.employer_kind.value,
            region=facts.region,
            series=facts.series,
            specialties=list(facts.specialties),
            level=facts.level.value,
            status=facts.status.value,
            integrity=facts.integrity.value,
            term_start=facts.term_start,
            term_end=facts.term_end,
            years_served=None if facts.years_served is None else sorted(facts.years_served),
        )


class Batch(BaseModel):
    """One import."""

    id: int
    source: str
    imported_at: datetime
    imported_by: str
    added: int
    changed: int
    removed: int
    undone_at: datetime | None
    undone_by: str | None

    @classmethod
    def of(cls, row: ImportBatch) -> Batch:
        """From the row."""
        return cls.model_validate(row.model_dump(include=set(cls.model_fields)))


class Covered(BaseModel):
    """A specialty at a level."""

    specialty: str
    level: str
    listed: int
    in_standing: int


class PoolState(BaseModel):
    """Counts over the pool."""

    year: int
    listed: int
    in_standing: int
    private: int
    kind_known: int
    coverage: list[Covered]

    @classmethod
    def of(cls, health: PoolHealth) -> PoolState:
        """From the domain."""
        coverage = [
            Covered(specialty=one.specialty, level=one.level.value, listed=one.listed, in_standing=one.in_standing)
            for one in health.coverage
        ]
        return cls(
            year=health.year,
            listed=health.listed,
            in_standing=health.in_standing,
            private=health.private,
            kind_known=health.kind_known,
            coverage=coverage,
        )
