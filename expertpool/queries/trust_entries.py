"""The versions of the trust file that the ledger has on record."""

from __future__ import annotations

from sqlmodel import Session

from blind.encoding import strict_parse
from expertpool.errors import ExitCode, Refusal
from expertpool.models import Kind
from expertpool.queries.ledger import body_of, entries

SCOPE = "trust"
"""The scope of entries about the trust file."""


def entered_versions(session: Session) -> dict[int, tuple[str, int]]:
    """Hash and entry of each version entered so far, by its number.

    Refuses (exit code 5) where a payload is gone: trust files hold nothing personal and are never deleted.
    """
    found: dict[int, tuple[str, int]] = {}
    for entry in entries(session, kind=Kind.TRUST_ENTERED, scope=SCOPE):
        body = body_of(session, entry.seq)
        if body is None:
            raise Refusal("ledger.damaged", exit_code=ExitCode.FORGED)
        record = strict_parse(body.content)
        found[record["version"]] = (record["hash"], entry.seq)
    return found
