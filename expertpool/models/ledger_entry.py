"""An entry of the ledger (留痕): one leaf of the tree, kept for ever and without personal data."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field

from expertpool.models.row import Row


class LedgerEntry(Row, table=True):
    """Entry number ``seq`` (from 0, without gaps). ``entry`` is the canonical JSON that ``blind.log.entry`` reads.

    ``leaf_hash`` is its leaf in the tree, in hex, so that proofs need not read the entries again. Triggers refuse to
    change or delete a row: a tripwire, not the proof.
    """

    __tablename__ = "ledger_entry"

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    leaf_hash: str
    entry: str = Field(sa_type=Text)
