"""Reports issued so far, as the ledger knows them: by scope, the newest last."""

from __future__ import annotations

import json

from sqlmodel import Session

from expertpool.models import Kind
from expertpool.queries.entry_lines import read_line
from expertpool.queries.ledger import lines


def reports_about(session: Session, scope: str, kind: str) -> list[bytes]:
    """The hashes of the reports of a kind about a scope, in the order they were issued."""
    found = []
    for line in lines(session):
        entry = read_line(line.entry)
        if (entry.kind, entry.scope) == (Kind.REPORT_ISSUED.value, scope) and line.content is not None:
            told = json.loads(line.content)
            if told["kind"] == kind:
                found.append(bytes.fromhex(told["report"]))
    return found
