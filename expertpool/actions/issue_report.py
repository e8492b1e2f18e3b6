"""Issue reports: sign their statements, enter them in the ledger, and give each its place under one signed head."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from blind.cosigned import Placed
from blind.encoding import strict_parse
from blind.keys.signer import Signer
from blind.log.entry import Body
from blind.report import Report, SignedReport, sign_report
from expertpool.actions.sign_checkpoint import sign_checkpoint
from expertpool.actions.write_entry import OFFICE, write_entry
from expertpool.errors import ExitCode, Refusal
from expertpool.models import Kind, LedgerEntry
from expertpool.queries.entry_lines import read_line
from expertpool.queries.ledger import body_of, stored_tree


def issue_reports(
    session: Session, reports: Sequence[Report], *, signer: Signer, log: Signer, origin: str, at: datetime
) -> list[SignedReport]:
    """The signed reports with the proofs that they stand in the ledger; an entry names a report by its hash alone."""
    entries = [
        write_entry(
            session,
            kind=Kind(report.entry_kind),
            scope=report.scope,
            actor=OFFICE,
            at=at,
            body=strict_parse(report.entry_body),
        )
        for report in reports
    ]
    head = sign_checkpoint(session, signer=log, origin=origin, at=at)
    tree = stored_tree(session)
    return [
        SignedReport(
            sign_report(report, signer),
            Placed(read_line(entry.entry), _body(session, entry).salt, head.size, tuple(tree.inclusion(entry.seq))),
            head.note.encode(),
        )
        for report, entry in zip(reports, entries, strict=True)
    ]


def _body(session: Session, entry: LedgerEntry) -> Body:
    found = body_of(session, entry.seq)
    if found is None:
        raise Refusal("ledger.damaged", exit_code=ExitCode.FORGED)
    return found
