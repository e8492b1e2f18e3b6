"""Runs revisions on the connection that ``expertpool.db`` hands over, inside its transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel.sql.sqltypes import AutoString

from expertpool.models import METADATA
from expertpool.models.zoned_time import ZonedTime


def render(kind: str, item: Any, _autogenerate: AutogenContext) -> str | Literal[False]:
    """Write columns into revisions as the plain types they are stored as: old revisions need no models."""
    if kind == "type" and isinstance(item, ZonedTime):
        return "sa.String(length=40)"
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=render,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
