"""Reports and papers issued so far, and what the supervisor decided about them, as the ledger knows it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from blind.log.entry import Entry
from expertpool.models import Kind
from expertpool.queries.entry_lines import read_line
from expertpool.queries.ledger import lines

ISSUED = {Kind.REPORT_ISSUED.value, Kind.DOCUMENT_ISSUED.value}
DECIDED = {Kind.REPORT_COUNTERSIGNED.value, Kind.REPORT_SENT_BACK.value}


@dataclass(frozen=True, kw_only=True)
class ReportOnRecord:
    """One report or paper. ``decisions``: what was decided about it, in order; ``replaced_by``: another's entry."""

    hash: bytes
    kind: str
    scope: str
    entry: int
    at: datetime
    replaced_by: int | None
    decisions: tuple[dict[str, Any], ...]

    @property
    def state(self) -> str:
        """``issued``, ``countersigned``, ``sent-back`` or ``replaced``."""
        if self.replaced_by is not None:
            return "replaced"
        return str(self.decisions[-1]["outcome"]) if self.decisions else "issued"


def reports_on_record(session: Session) -> list[ReportOnRecord]:
    """Every report and paper, in the order they were issued."""
    issued, decided, replaced = [], defaultdict(list), {}
    for entry, body in _told(session):
        if entry.kind in DECIDED:
            decided[body["report"]].append(body)
            continue
        issued.append((entry, body))
        if body["replaces"]:
            replaced[body["replaces"]] = entry.seq
    return [
        ReportOnRecord(
            hash=bytes.fromhex(body["report"]),
            kind=body["kind"],
            scope=entry.scope,
            entry=entry.seq,
            at=entry.time,
            replaced_by=replaced.get(body["report"]),
            decisions=tuple(decided[body["report"]]),
        )
        for entry, body in issued
    ]


def reports_issued(session: Session) -> dict[tuple[str, str], list[bytes]]:
    """The hashes of reports by scope and kind, the newest last."""
    found: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    for one in reports_on_record(session):
        found[one.scope, one.kind].append(one.hash)
    return dict(found)


def report_on_record(session: Session, report: bytes) -> ReportOnRecord | None:
    """What is on record of the report with this hash."""
    return next((one for one in reports_on_record(session) if one.hash == report), None)


def _told(session: Session) -> Iterator[tuple[Entry, dict[str, Any]]]:
    for line in lines(session):
        entry = read_line(line.entry)
        if entry.kind in ISSUED | DECIDED and line.content is not None:
            yield entry, json.loads(line.content)
