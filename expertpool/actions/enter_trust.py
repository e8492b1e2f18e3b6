"""Enter the trust file: each version whose entry the ledger does not have yet, once and in order."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from blind.dsse import Envelope
from blind.trust import Trust
from expertpool.actions.write_entry import OFFICE, write_entry
from expertpool.errors import ExitCode, Refusal
from expertpool.models import Kind
from expertpool.queries.trust_entries import SCOPE, entered_versions


def enter_trust(session: Session, trust: Trust, envelopes: list[Envelope], *, at: datetime, by: str) -> dict[int, int]:
    """The entry of every version of this trust file, by its number; those not entered yet are entered now.

    ``envelopes`` are the signed versions the file was read from. Refuses (exit code 5) a file that is not the
    continuation of what was entered before: another history, or an older file than the one on record.
    """
    known = entered_versions(session)
    for number, (stated, _) in known.items():
        if number > len(trust.versions):
            raise Refusal("trust_file.older_than_entered", version=len(trust.versions), entered=max(known))
        if trust.versions[number - 1].hash != stated:
            raise Refusal("trust_file.other_than_entered", version=number, exit_code=ExitCode.FORGED)
    places = {number: seq for number, (_, seq) in known.items()}
    for version, envelope in zip(trust.versions, envelopes, strict=True):
        if version.version not in known:
            body = {"by": by, "envelope": envelope.as_dict(), "hash": version.hash, "version": version.version}
            entry = write_entry(session, kind=Kind.TRUST_ENTERED, scope=SCOPE, actor=OFFICE, at=at, body=body)
            places[version.version] = entry.seq
    return places
