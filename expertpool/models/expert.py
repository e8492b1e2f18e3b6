"""An expert of the pool: what the office's list says now; personal secrets sealed, identity numbers matchable."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import JSON, Index, text
from sqlmodel import Field

from expertpool.models.row import Row

_LISTED = text("listed")


class Expert(Row, table=True):
    """One person. ``listed`` is false once a roster no longer names them: their history stays, they are not drawable.

    Among listed experts numbers are unique, and so are identity numbers. ``*_sealed`` hold what
    ``PoolKeys.seal`` returned for that field and this expert number; None where the office gave nothing.
    """

    __tablename__ = "expert"
    __table_args__: ClassVar[Any] = (
        Index("uq_expert_expert_no_listed", "expert_no", unique=True, sqlite_where=_LISTED, postgresql_where=_LISTED),
        Index(
            "uq_expert_id_number_hash_listed",
            "id_number_hash",
            unique=True,
            sqlite_where=_LISTED,
            postgresql_where=_LISTED,
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    expert_no: str = Field(index=True)
    name: str
    gender: str | None = None
    employer: str
    employer_kind: str | None = None
    region: str | None = None
    series: str
    specialties: list[str] = Field(sa_type=JSON)
    """In the office's order."""
    level: str
    integrity: str
    """What the office's list says; events in the integrity file count besides."""
    status: str
    birth_month: date | None = None
    id_number_sealed: str | None = None
    id_number_hash: str | None = None
    phone_sealed: str | None = None
    email_sealed: str | None = None
    years_known: bool
    """False where no list has ever said in which years this expert served."""
    listed: bool
