"""One roster import: what was read, when and by whom; undone as a whole or not at all."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class ImportBatch(Row, table=True):
    """A batch that changed the pool. ``digest`` is the SHA-256 of the file as it was read, in hex."""

    __tablename__ = "import_batch"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    source: str
    digest: str
    imported_at: datetime = Field(sa_type=ZonedTime)
    imported_by: str
    added: int
    changed: int
    removed: int
    unchanged: int
    undone_at: datetime | None = Field(default=None, sa_type=ZonedTime)
    undone_by: str | None = None
