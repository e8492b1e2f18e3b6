"""What every table shares: one metadata, with names for keys and constraints by which migrations find them."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import MetaData, Table
from sqlmodel import SQLModel

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Row(SQLModel):
    """The parent of every table."""

    metadata: ClassVar[MetaData] = METADATA


def table_of(model: type[Row]) -> Table:
    """The bare table, for statements over thousands of rows that need no objects."""
    return METADATA.tables[str(model.__tablename__)]
