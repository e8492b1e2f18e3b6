"""A report held against a copy of the ledger: whether a later report about the same committee or season was entered."""

from __future__ import annotations

from blind.errors import Forged
from blind.log.checkpoint import Checkpoint
from blind.log.entry import Entry
from blind.log.note import Note
from blind.log.tree import Tree
from blind.report import ISSUED, Report, SignedReport


def later_report(untrusted: bytes, signed: SignedReport) -> int | None:
    """The number of the newest entry after the report's own that says a report of its scope was issued; else None.

    ``untrusted``: one canonical entry a line. ``signed``: a report whose head was checked. Papers of one committee
    share their scope, so nothing is said of them. Raises ``Forged`` ("ledger-copy-differs") for a copy that does not
    begin with the entries under the report's head, ``Malformed`` for what is no ledger copy.
    """
    entries = untrusted.removesuffix(b"\n").split(b"\n") if untrusted else []
    head = Checkpoint.parse(Note.parse(signed.head).text)
    if len(entries) < head.size or Tree(entries[: head.size]).root() != head.root:
        raise Forged("ledger-copy-differs", size=head.size)
    report = Report.parse(signed.envelope.payload)
    later = [
        entry.seq
        for entry in map(Entry.parse, entries[signed.placed.entry.seq + 1 :])
        if (entry.kind, entry.scope) == (report.entry_kind, report.scope) and entry.kind == ISSUED
    ]
    return later[-1] if later else None
