"""What the ledger holds: its entries and payloads, the tree's edge, and the heads it signed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, literal_column, or_, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from blind.log.entry import Body, Entry
from blind.log.frontier import Frontier
from blind.log.tree import Tree
from expertpool.models import Checkpoint, Kind, LedgerEntry, LedgerFrontier, LedgerPayload
from expertpool.models.ledger_entry import KIND_OF_ENTRY
from expertpool.models.row import table_of
from expertpool.queries.entry_lines import read_line

_READ_AHEAD = 2000


class Line(NamedTuple):
    """One stored line as it stands: nothing is checked. ``salt`` and ``content`` are None where the payload is gone."""

    seq: int
    leaf_hash: str
    entry: str
    salt: str | None
    content: str | None

    @property
    def body(self) -> Body | None:
        """The payload, where it is kept."""
        if self.salt is None or self.content is None:
            return None
        return Body(bytes.fromhex(self.salt), self.content.encode())


_ENTRIES, _PAYLOADS = table_of(LedgerEntry), table_of(LedgerPayload)
_LINES = select(
    _ENTRIES.c.seq, _ENTRIES.c.leaf_hash, _ENTRIES.c.entry, _PAYLOADS.c.salt, _PAYLOADS.c.content
).join_from(_ENTRIES, _PAYLOADS, _ENTRIES.c.seq == _PAYLOADS.c.seq, isouter=True)


def lines(session: Session, *, since: int = 0, kinds: Collection[Kind] = (), holding: str = "") -> Iterator[Line]:
    """Every stored line from number ``since`` on, in order, without holding them all.

    ``kinds``: those of these kinds alone, and those that cannot be read. ``holding``: those with these letters in their
    text, none of which may be a sign of a pattern.
    """
    statement = _LINES.where(_ENTRIES.c.seq >= since).order_by(_ENTRIES.c.seq)
    if kinds:
        of_entry: ColumnElement[str | None] = literal_column(KIND_OF_ENTRY[session.get_bind().dialect.name])
        statement = statement.where(or_(of_entry.in_(sorted(one.value for one in kinds)), of_entry.is_(None)))
    if holding:
        statement = statement.where(_ENTRIES.c.entry.contains(holding))
    found = session.connection().execute(statement.execution_options(yield_per=_READ_AHEAD))
    for rows in found.partitions():
        yield from map(Line._make, rows)


def entries(session: Session, *, kind: Kind | None = None, scope: str | None = None, since: int = 0) -> Iterator[Entry]:
    """Entries in order, those of one kind or one scope. Raises ``Malformed`` for one that was spoilt."""
    for line in lines(session, since=since, kinds=() if kind is None else (kind,)):
        entry = read_line(line.entry)
        if (kind is None or entry.kind == kind) and (scope is None or entry.scope == scope):
            yield entry


def last_entries(session: Session, count: int) -> list[Entry]:
    """The newest entries, the newest last."""
    return list(entries(session, since=max(0, size_of(session) - count)))


def body_of(session: Session, seq: int) -> Body | None:
    """The payload of an entry; None where it was deleted."""
    return next(
        (Line._make(row).body for row in session.connection().execute(_LINES.where(_ENTRIES.c.seq == seq))), None
    )


def stored_frontier(session: Session) -> Frontier:
    """The tree's edge as the writer keeps it; empty before the first entry. Raises ``Malformed``."""
    stored = session.exec(select_rows(LedgerFrontier.frontier).where(LedgerFrontier.id == 1)).first()
    return Frontier() if stored is None else Frontier.parse(stored.encode())


def size_of(session: Session) -> int:
    """The number after the last stored entry's."""
    newest = session.connection().execute(select(func.max(table_of(LedgerEntry).c.seq))).scalar()
    return 0 if newest is None else int(newest) + 1


def stored_tree(session: Session) -> Tree:
    """The whole tree from the stored leaf hashes, for proofs of inclusion and of growth. Raises ``Malformed``."""
    table = table_of(LedgerEntry)
    statement = select(table.c.leaf_hash).order_by(table.c.seq).execution_options(yield_per=_READ_AHEAD)
    return Tree.from_hashes(bytes.fromhex(leaf) for leaf in session.connection().execute(statement).scalars())


def heads(session: Session) -> tuple[Checkpoint, ...]:
    """The checkpoints signed so far, the smallest first."""
    return tuple(session.exec(select_rows(Checkpoint).order_by(col(Checkpoint.size))))
