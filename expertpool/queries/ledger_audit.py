"""The audit of the ledger: every entry, payload and head against the tree, and every record against its last entry."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from blind.errors import BlindError
from blind.log.checkpoint import Checkpoint
from blind.log.entry import Entry, body_hash
from blind.log.head import Head, read_head
from blind.log.interval import Timeline
from blind.log.note import NoteKey
from blind.log.tree import Tree, leaf_hash
from expertpool.models import Kind, LedgerEntry, LedgerPayload
from expertpool.models.row import table_of
from expertpool.queries.entry_lines import read_line
from expertpool.queries.ledger import Line, heads, lines, stored_frontier
from expertpool.queries.records import BELONGING, Record, every_digest

TOLERANCE = 60
"""Seconds that clocks may differ or be put right by."""


_DECODED = json.JSONDecoder().decode
"""``json.loads`` without looking for its options a hundred thousand times."""


@dataclass(frozen=True)
class LedgerFinding:
    """One thing that is wrong: ``seq`` where an entry is meant, ``record`` where a record is."""

    code: str
    seq: int | None = None
    record: Record | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


class Deletion(NamedTuple):
    """A payload deleted with a record in ``entry``. Who approved is what the operator typed: nobody signed it."""

    seq: int
    entry: int
    ground: str
    approved_by: str
    by: str


@dataclass(frozen=True)
class LedgerAudit:
    """The outcome: the tree rebuilt from the entries, what was counted, and all that is wrong.

    ``adopted``: records that were there before the ledger was opened. ``deletions``: payloads deleted with a record,
    for the reader to hold against approvals on paper.
    """

    size: int
    root: bytes
    records: int
    adopted: int
    deletions: tuple[Deletion, ...]
    findings: tuple[LedgerFinding, ...]


class Attested(NamedTuple):
    """What the newest entry about a record says: its digest, None for deleted, and that entry's number."""

    digest: str | None
    seq: int


@dataclass
class Replay:
    """What reading all lines in order leaves behind."""

    leaves: list[bytes] = field(default_factory=list)
    """The hash of every line, in order."""
    times: dict[int, datetime] = field(default_factory=dict)
    """The time each entry claims, by number."""
    attested: dict[Record, Attested] = field(default_factory=dict)
    hashes: dict[int, bytes] = field(default_factory=dict)
    """Body hashes of the entries whose payload is gone."""
    removals: dict[int, bytes] = field(default_factory=dict)
    """Body hashes of the payloads whose deletion is on record, by number."""
    deletions: list[Deletion] = field(default_factory=list)
    gone: int = -1
    """The newest entry so far whose payload is gone."""
    adopted: int = 0

    @cached_property
    def tree(self) -> Tree:
        """The tree over all lines; asked for once all are read."""
        return Tree.from_hashes(self.leaves)


def audit_ledger(
    session: Session,
    *,
    held: Mapping[str, Head] | None = None,
    log: Iterable[NoteKey] | None = None,
    witness: str | None = None,
    tolerance: int = TOLERANCE,
    delay: int = 0,
) -> LedgerAudit:
    """Read the whole ledger and every record; find nothing if both are as they were written.

    ``held`` are heads from outside, by the name of their file: without one, a ledger rebuilt by whoever holds the
    server looks sound. ``log`` are the keys that signed the stored checkpoints (not verified without). With
    ``witness``, claimed times must fit the times at which that witness saw the heads; ``tolerance`` and ``delay`` in
    seconds are those of ``blind.log.interval``.
    """
    with collector_at_rest():
        return _audited(
            session, dict(held or {}), None if log is None else list(log), witness, tolerance=tolerance, delay=delay
        )


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No search for cycles while hundreds of thousands of small things are kept that form none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _audited(
    session: Session,
    given: Mapping[str, Head],
    log: list[NoteKey] | None,
    witness: str | None,
    *,
    tolerance: int,
    delay: int,
) -> LedgerAudit:
    found: list[LedgerFinding] = []
    checkpoints = dict(_checkpoints(session, log, found))
    known = {name: (head.size, head.root) for name, head in given.items()} | checkpoints
    replay = Replay()
    found += replayed(session, replay, tolerance=tolerance)
    found += _payloads(session, replay)
    found += _edge(session, replay)
    found += _heads(replay, known)
    if witness is not None:
        fitting = [head for head in given.values() if _fits(replay.tree, head.size, head.root)]
        found += _intervals(replay, fitting, witness=witness, tolerance=tolerance, delay=delay)
    records, astray = _records(session, replay.attested)
    found += astray if replay.tree.size else _unopened(records)
    return LedgerAudit(
        size=replay.tree.size,
        root=replay.tree.root(),
        records=records,
        adopted=replay.adopted,
        deletions=tuple(replay.deletions),
        findings=tuple(found),
    )


def replayed(session: Session, replay: Replay, *, tolerance: int = TOLERANCE) -> Iterator[LedgerFinding]:
    """Read all lines into ``replay``, naming what is wrong with one."""
    next_seq, latest, slack = 0, None, timedelta(seconds=tolerance)
    for line in lines(session):
        if line.seq != next_seq:
            yield LedgerFinding("entry-missing", next_seq, facts={"first": next_seq, "last": line.seq - 1})
        next_seq = line.seq + 1
        leaf = leaf_hash(line.entry.encode(errors="surrogatepass"))
        replay.leaves.append(leaf)
        if line.leaf_hash != leaf.hex():
            yield LedgerFinding("leaf-differs", line.seq)
        try:
            entry = read_line(line.entry)
        except BlindError as error:
            yield LedgerFinding("entry-malformed", line.seq, facts={"why": error.code})
            continue
        if entry.seq != line.seq:
            yield LedgerFinding("entry-out-of-place", line.seq, facts={"says": entry.seq})
        replay.times[line.seq] = claimed = entry.time
        if latest is None or claimed >= latest:
            latest = claimed
        elif latest - claimed > slack:
            yield LedgerFinding("time-runs-backwards", line.seq, facts={"claimed": claimed, "before": latest})
        yield from _body(line, entry, replay)


def _intervals(
    replay: Replay, heads_that_fit: Iterable[Head], *, witness: str, tolerance: int, delay: int
) -> Iterator[LedgerFinding]:
    """Claimed times outside the interval between two heads; a head of another ledger says nothing about times."""
    try:
        timeline = Timeline(heads_that_fit, witness=witness)
    except BlindError as error:
        yield LedgerFinding(error.code)
        return
    for seq, claimed in replay.times.items():
        try:
            timeline.interval(seq).check(int(claimed.timestamp()), tolerance=tolerance, delay=delay)
        except BlindError as error:
            yield LedgerFinding(error.code, seq, facts={"claimed": claimed})


def _body(line: Line, entry: Entry, replay: Replay) -> Sequence[LedgerFinding]:
    """Check an entry's payload and take in what it says; a changed one is taken in too, beside the finding."""
    salt, content = line.salt, line.content
    if salt is None or content is None:
        replay.hashes[line.seq], replay.gone = entry.body_hash, line.seq
        return ()
    found: list[LedgerFinding] = []
    try:
        genuine = body_hash(bytes.fromhex(salt), content.encode()) == entry.body_hash
    except (BlindError, ValueError):
        genuine = False
    if not genuine:
        found.append(LedgerFinding("body-changed", line.seq))
    try:
        _take_in(content, entry, replay, found)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        found.append(LedgerFinding("body-malformed", line.seq))
    return found


def _take_in(content: str, entry: Entry, replay: Replay, found: list[LedgerFinding]) -> None:
    if entry.kind == Kind.PAYLOAD_DELETED:
        removal = _DECODED(content)
        replay.removals[int(removal["seq"])] = bytes.fromhex(removal["body_hash"])
        said = (str(removal[name]) for name in ("ground", "approved_by", "by"))
        replay.deletions.append(Deletion(int(removal["seq"]), entry.seq, *said))
    if '"records":[[' not in content:
        return
    listed = _DECODED(content).get("records", ())
    for table, key, digest, *before in listed:
        if table in BELONGING:
            record = Record(table, str(key))
            if before and _changed_between(replay, record, before[0]):
                found.append(LedgerFinding("record-changed-between", entry.seq, record))
            replay.attested[record] = Attested(digest, entry.seq)
    if entry.kind == Kind.LEDGER_OPENED:
        replay.adopted += len(listed)


def _changed_between(replay: Replay, record: Record, before: str | None) -> bool:
    """Whether an action found a record otherwise than the newest entry about it had left it.

    Where a payload that is gone came after that entry, it may have been about this record, and nothing can be said.
    """
    known = replay.attested.get(record)
    left, seq = (None, -1) if known is None else known
    return before != left and replay.gone <= seq


def _payloads(session: Session, replay: Replay) -> Iterator[LedgerFinding]:
    """Payloads that are gone without record, back after their deletion, or without an entry."""
    for seq in sorted(replay.hashes.keys() - replay.removals.keys()):
        yield LedgerFinding("body-missing", seq)
    for seq, removed in sorted(replay.removals.items()):
        if seq not in replay.hashes:
            yield LedgerFinding("body-kept-after-removal", seq)
        elif replay.hashes[seq] != removed:
            yield LedgerFinding("removal-of-another-body", seq)
    payload, entry = table_of(LedgerPayload), table_of(LedgerEntry)
    stray = select(payload.c.seq).where(payload.c.seq.not_in(select(entry.c.seq))).order_by(payload.c.seq)
    for seq in session.connection().execute(stray).scalars():
        yield LedgerFinding("body-without-entry", seq)


def _edge(session: Session, replay: Replay) -> Iterator[LedgerFinding]:
    """The edge that the writer goes on from must be the one of these entries."""
    try:
        stored = stored_frontier(session)
    except BlindError as error:
        yield LedgerFinding("frontier-malformed", facts={"why": error.code})
        return
    if (stored.size, stored.root()) != (replay.tree.size, replay.tree.root()):
        yield LedgerFinding("frontier-differs", facts={"stored": stored.size, "found": replay.tree.size})


def _checkpoints(
    session: Session, log: Iterable[NoteKey] | None, found: list[LedgerFinding]
) -> Iterator[tuple[str, tuple[int, bytes]]]:
    """The stored checkpoints by a name for each; what is wrong with one goes to ``found``."""
    keys = None if log is None else list(log)
    for row in heads(session):
        name = f"checkpoint {row.size}"
        try:
            own = Checkpoint.parse(row.note.partition("\n\n")[0] + "\n")
            if keys is not None:
                own = read_head(row.note.encode(), log=keys).checkpoint
            if (own.size, own.root.hex()) != (row.size, row.root):
                raise ValueError("row and note differ")
        except (BlindError, ValueError) as error:
            facts = {"head": row.size, "why": getattr(error, "code", "row-and-note-differ")}
            found.append(LedgerFinding("checkpoint-spoilt", facts=facts))
            continue
        yield name, (own.size, own.root)


def _heads(replay: Replay, known: Mapping[str, tuple[int, bytes]]) -> Iterator[LedgerFinding]:
    """Heads that the ledger does not reach or does not fit; each says up to which size a smaller one still fitted."""
    fitting = 0
    for name, (size, root) in sorted(known.items(), key=lambda one: one[1][0]):
        facts = {"source": name, "head": size, "log": replay.tree.size, "fits_to": fitting}
        if size > replay.tree.size:
            yield LedgerFinding("log-shorter-than-head", facts=facts)
        elif not _fits(replay.tree, size, root):
            yield LedgerFinding("log-differs-from-head", facts=facts)
        else:
            fitting = size


def _unopened(records: int) -> Sequence[LedgerFinding]:
    """Without entries nobody can tell records from before the ledger from those of a ledger that was removed."""
    return [LedgerFinding("ledger-empty", facts={"records": records})] if records else []


def _fits(tree: Tree, size: int, root: bytes) -> bool:
    return size <= tree.size and tree.root(size) == root


def _records(session: Session, attested: Mapping[Record, Attested]) -> tuple[int, Sequence[LedgerFinding]]:
    """How many records there are, and those that differ from their newest entry, lack one, or are gone without one."""
    found, seen = [], set()
    for record, digest in every_digest(session):
        seen.add(record)
        known = attested.get(record)
        if known is None or known.digest is None:
            found.append(LedgerFinding("record-without-entry", known.seq if known else None, record))
        elif known.digest != digest:
            found.append(LedgerFinding("record-changed", known.seq, record))
    gone = (record for record, known in attested.items() if known.digest is not None and record not in seen)
    found += [LedgerFinding("entry-without-record", attested[record].seq, record) for record in sorted(gone)]
    return len(seen), found
