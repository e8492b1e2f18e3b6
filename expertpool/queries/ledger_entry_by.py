"""One entry of the ledger by its number, without its payload."""

from __future__ import annotations

from sqlmodel import Session

from blind.log.entry import Entry
from expertpool.errors import Refusal
from expertpool.models import LedgerEntry
from expertpool.queries.entry_lines import read_line


def entry_at(session: Session, number: int) -> tuple[Entry, str]:
    """The entry and its leaf hash in hex. Raises Refusal where the ledger does not reach so far."""
    found = session.get(LedgerEntry, number)
    if found is None:
        raise Refusal("api.no_entry", number=number)
    return read_line(found.entry), found.leaf_hash
