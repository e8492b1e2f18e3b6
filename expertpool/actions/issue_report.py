"""Issue a report: sign the statement, enter it in the ledger, and give it its place under a signed head."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from blind.cosigned import Placed
from blind.encoding import strict_parse
from blind.keys.signer import Signer
from blind.report import Report, SignedReport, sign_report
from expertpool.actions.sign_checkpoint import sign_checkpoint
from expertpool.actions.write_entry import OFFICE, write_entry
from expertpool.models import Kind
from expertpool.queries.ceremony_entries import logged_at


def issue_report(
    session: Session, report: Report, *, signer: Signer, log: Signer, origin: str, at: datetime
) -> SignedReport:
    """The signed report with the proof that it stands in the ledger; the entry names it by its hash alone."""
    body = strict_parse(report.entry_body)
    entry = write_entry(session, kind=Kind.REPORT_ISSUED, scope=report.scope, actor=OFFICE, at=at, body=body)
    head = sign_checkpoint(session, signer=log, origin=origin, at=at)
    logged = logged_at(session, entry.seq, head.size)
    placed = Placed(logged.entry, logged.salt, logged.size, logged.inclusion)
    return SignedReport(sign_report(report, signer), placed, logged.checkpoint)
