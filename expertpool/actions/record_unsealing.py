"""Record what was opened: a group's scores, or records of the vault, by number and digest alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from blind.encoding import strict_parse
from blind.vault_request import Request
from expertpool.actions.write_entry import OFFICE, POOL, enter_records, write_entry
from expertpool.errors import ExitCode, Refusal
from expertpool.models import Kind, Unsealing


def record_opened_scores(
    session: Session,
    group: str,
    *,
    at_round: int,
    sheets: int,
    digest: str,
    aside: Sequence[tuple[str, str]] = (),
    without_third: Mapping[int, str] | None = None,
    at: datetime,
    actor: str,
) -> None:
    """Enter that the sheets of a round were opened: how many, the digest of what they gave, and what was set aside.

    ``aside``: the hash of each sheet that could not be used, and why; ``without_third``: by round, who agreed to do
    without the third trustee's halves.
    """
    facts: dict[str, Any] = {"round": at_round, "sheets": sheets, "digest": digest}
    if aside:
        facts["set_aside"] = [{"document": document, "why": why} for document, why in aside]
    if without_third:
        facts["without_third"] = [{"round": number, "agreed": who} for number, who in sorted(without_third.items())]
    enter_records(session, Kind.SCORES_UNSEALED, at=at, by=actor, records={}, scope=group, facts=facts)


def ask_unsealing(session: Session, request: Request, *, at: datetime, actor: str) -> None:
    """Enter a request, alone in its entry as holders will read it."""
    content = request.to_bytes()
    session.add(Unsealing(request=request.hash.hex(), content=content.decode()))
    session.flush()
    write_entry(session, kind=Kind.UNSEALING_ASKED, scope=POOL, actor=OFFICE, at=at, body=strict_parse(content))
    written = {"unsealing": [(request.hash.hex(),)]}
    facts = {"purpose": request.purpose, "records": len(request.codenames)}
    enter_records(session, Kind.UNSEALING_KEPT, at=at, by=actor, records=written, facts=facts)


def record_unsealing(
    session: Session, request: Request, *, digest: str, holders: tuple[str, ...], at: datetime, actor: str
) -> bool:
    """Enter that a request was carried out; False where it was before, with the same outcome.

    Refuses (exit code 5) a request that was never entered, and one that gave something else before.
    """
    row = session.get(Unsealing, request.hash.hex())
    if row is None:
        raise Refusal("vault.not_asked", exit_code=ExitCode.FORGED, request=request.code)
    if row.outcome is not None:
        if row.outcome != digest:
            raise Refusal("vault.used", exit_code=ExitCode.FORGED, request=request.code)
        return False
    row.outcome, row.count = digest, len(request.codenames)
    session.add(row)
    session.flush()
    facts = {
        "purpose": request.purpose,
        "flagged": request.purpose == "complaint",
        "records": row.count,
        "digest": digest,
        "holders": list(holders),
    }
    written = {"unsealing": [(row.request,)]}
    enter_records(session, Kind.UNSEALING_DONE, at=at, by=actor, records=written, facts=facts)
    return True
