"""What a ledger entry is about: the body whose salted hash the entry carries; can be deleted by law."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field

from expertpool.models.row import Row


class LedgerPayload(Row, table=True):
    """The body of entry ``seq`` as canonical JSON, and its salt in hex. With the row goes the salt.

    A trigger refuses to change a row; ``actions.delete_payload`` may delete it, and leaves an entry that says so.
    """

    __tablename__ = "ledger_payload"

    seq: int = Field(primary_key=True, foreign_key="ledger_entry.seq", sa_column_kwargs={"autoincrement": False})
    salt: str
    content: str = Field(sa_type=Text)
