"""A ceremony's documents in the ledger: where one stands, its proof in a signed head, every seal of a scope."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlmodel import Session

from blind.ceremony.logged import Logged
from blind.log.entry import Entry
from expertpool.errors import ExitCode, Refusal
from expertpool.models import Checkpoint, Kind, LedgerEntry, LedgerPayload
from expertpool.models.row import table_of
from expertpool.queries.entry_lines import read_line
from expertpool.queries.ledger import body_of, entries, stored_tree


def place_of(session: Session, kind: Kind, scope: str, content: bytes) -> int | None:
    """The number of the entry about exactly this document; None while it was never entered."""
    entry, payload = table_of(LedgerEntry), table_of(LedgerPayload)
    statement = (
        select(entry.c.entry)
        .join_from(entry, payload, entry.c.seq == payload.c.seq)
        .where(payload.c.content == content.decode())
        .order_by(entry.c.seq)
    )
    found = (read_line(line) for line in session.connection().execute(statement).scalars())
    return next((one.seq for one in found if (one.kind, one.scope) == (kind.value, scope)), None)


def logged_at(session: Session, seq: int, size: int) -> Logged:
    """An entry with its proof in the signed head of ``size`` entries.

    Refuses (exit code 5) where that head, the payload or the tree is not there any more as it was signed.
    """
    head, body = session.get(Checkpoint, size), body_of(session, seq)
    tree = stored_tree(session)
    if head is None or body is None or tree.size < size or tree.root(size).hex() != head.root:
        raise Refusal("ledger.damaged", exit_code=ExitCode.FORGED)
    entry = entry_at(session, seq)
    return Logged(entry, body.salt, size, tuple(tree.inclusion(seq, size)), head.note.encode())


def entry_at(session: Session, seq: int) -> Entry:
    """The entry of that number."""
    table = table_of(LedgerEntry)
    line = session.connection().execute(select(table.c.entry).where(table.c.seq == seq)).scalar_one()
    return read_line(line)


def seals_in(session: Session, scope: str) -> Iterator[tuple[int, bytes]]:
    """Every seal of a committee and year, whatever the draw was for: its number and its payload, in order.

    Refuses where a payload is gone: seals hold nothing personal and are never deleted.
    """
    for entry in entries(session, kind=Kind.CEREMONY_SEALED, scope=scope):
        body = body_of(session, entry.seq)
        if body is None:
            raise Refusal("ledger.damaged", exit_code=ExitCode.FORGED)
        yield entry.seq, body.content


def growth(session: Session, old: int, new: int) -> tuple[bytes, ...]:
    """The proof that the ledger of ``new`` entries begins with that of ``old``."""
    return tuple(stored_tree(session).consistency(old, new))
