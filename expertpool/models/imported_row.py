"""What one import did to one expert: the rows before and after, secrets still sealed, so that undoing needs no key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from expertpool.models.row import Row


class ImportedRow(Row, table=True):
    """``before`` and ``after`` are ``ExpertImage.as_json``; ``before`` is None for an expert new to the pool.

    No foreign key ties ``expert_id``: undoing deletes an added expert and keeps this trace.
    """

    __tablename__ = "imported_row"

    batch_id: int = Field(primary_key=True, foreign_key="import_batch.id")
    expert_id: int = Field(primary_key=True, index=True)
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    after: dict[str, Any] = Field(sa_type=JSON)
