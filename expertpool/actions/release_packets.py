"""Release packets: the office's decisions and the digests of what goes on, each in an entry of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from blind.encoding import strict_parse
from expertpool.actions.write_entry import OFFICE, POOL, RECORDS, write_entry
from expertpool.models import Kind
from expertpool.queries.ceremony_entries import place_of


def release_packets(
    session: Session,
    *,
    decisions: Mapping[str, Sequence[Mapping[str, Any]]],
    packets: Mapping[str, str],
    manifest: bytes | None = None,
    at: datetime,
    actor: str,
) -> None:
    """Enter new decisions (by application key) and new or changed packets (digest by codename).

    The two entries never stand in one body: nobody who reads one payload learns which packet a decision was about.
    Keys are any text, so they stand as values. ``manifest``: what names the sealed vault of this release, alone in an
    entry of its own as holders will read it, once.
    """
    decided = [{"key": key, "decisions": list(several)} for key, several in decisions.items()]
    for kind, facts in ((Kind.PACKET_DECIDED, decided), (Kind.PACKETS_RELEASED, dict(packets))):
        if facts:
            body = {"by": actor, "facts": facts, RECORDS: []}
            write_entry(session, kind=kind, scope=POOL, actor=OFFICE, at=at, body=body)
    if manifest is not None and place_of(session, Kind.VAULT_SEALED, POOL, manifest) is None:
        write_entry(session, kind=Kind.VAULT_SEALED, scope=POOL, actor=OFFICE, at=at, body=strict_parse(manifest))
