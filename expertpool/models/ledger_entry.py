"""An entry of the ledger (留痕): one leaf of the tree, kept for ever and without personal data."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Index, Text, text
from sqlmodel import Field

from expertpool.models.row import Row

KIND_OF_ENTRY = {
    "sqlite": "CASE WHEN json_valid(entry) THEN json_extract(entry, '$.type') END",
    "postgresql": """"substring"(entry, '"type":"([^"]*)"'::text)""",
}
"""An entry's kind, by dialect, spelled as the index on it is: no column of its own, which could say something else
than the entry. Nothing where the entry cannot be read."""


class LedgerEntry(Row, table=True):
    """Entry number ``seq`` (from 0, without gaps). ``entry`` is the canonical JSON that ``blind.log.entry`` reads.

    ``leaf_hash`` is its leaf in the tree, in hex, so that proofs need not read the entries again. Triggers refuse to
    change or delete a row: a tripwire, not the proof.
    """

    __tablename__ = "ledger_entry"
    __table_args__: ClassVar[Any] = (
        Index("ix_ledger_entry_type", text(KIND_OF_ENTRY["postgresql"])).ddl_if(dialect="postgresql"),
    )

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    leaf_hash: str
    entry: str = Field(sa_type=Text)
