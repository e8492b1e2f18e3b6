"""Gathering a season: every row that travels, as texts, by table and primary key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from expertpool.exchange.forms import Table, Texts
from expertpool.exchange.spelling import spelled
from expertpool.exchange.tables import PERSONAL, SEASON_OF, Identity, columns_of, travelling
from expertpool.models import METADATA
from expertpool.pool_keys import PoolKeys
from expertpool.stored_rows import stored_rows

IDENTITY_TABLE = "identity"
IDENTITY_COLUMNS = ["expert_id", "expert_no", *PERSONAL]


def gathered(session: Session, *, identity: Identity, season: int | None, keys: PoolKeys | None) -> dict[str, Table]:
    """The tables that travel. ``keys`` open the personal secrets where they are to go in the open."""
    kept: dict[tuple[str, str], set[Any]] = {}
    found: dict[str, Table] = {}
    for table in travelling(identity, season=season):
        rows = stored_rows(session, table)
        if season is not None:
            rows = [row for row in rows if _of_season(table, row, season, kept)]
            kept |= {(table.name, one.name): {row[one.name] for row in rows} for one in table.columns if _told(one)}
        columns = [column.name for column in columns_of(table, identity)]
        found[table.name] = (columns, [[spelled(row[name]) for name in columns] for row in rows])
    if identity is Identity.PLAIN and keys is not None:
        found[IDENTITY_TABLE] = (IDENTITY_COLUMNS, _opened(session, keys))
    return found


def _told(column: sa.Column[Any]) -> bool:
    """Whether other tables may refer to this column."""
    return column.primary_key


def _of_season(table: sa.Table, row: Mapping[str, Any], season: int, kept: Mapping[tuple[str, str], set[Any]]) -> bool:
    """Whether a row belongs to the season: its own year, where it has one, and every row it hangs on."""
    column = SEASON_OF.get(table.name)
    if column is not None and row[column] != season:
        return False
    above = ((key.column.table.name, key.column.name, row[key.parent.name]) for key in table.foreign_keys)
    return all(
        value is None or name == table.name or value in kept.get((name, of), {value}) for name, of, value in above
    )


def _opened(session: Session, keys: PoolKeys) -> Texts:
    expert = METADATA.tables["expert"]
    statement = sa.select(expert).order_by(expert.c.id)
    found: Texts = []
    for row in session.connection().execute(statement).mappings():
        number = row["expert_no"]
        secrets = [
            None
            if row[f"{name}_sealed"] is None
            else keys.open(row[f"{name}_sealed"], field_name=name, expert_no=number)
            for name in PERSONAL
        ]
        if any(secrets):
            found.append([str(row["id"]), number, *secrets])
    return found
