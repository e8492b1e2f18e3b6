"""Receipts: what the office hands to one expert, so that they can find their own place in the sealed pool."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from blind.ceremony.context import Context
from blind.ceremony.document import read_payload
from blind.ceremony.steps import read
from blind.certificate import PAYLOAD_TYPE, RESTRICTED
from blind.dsse import Envelope
from blind.encoding import canonical, strict_parse
from blind.errors import Malformed
from blind.pool_leaves import Pool, leaf_from_opening
from blind.trust import Trust
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.attendance import attempt
from expertpool.party.findings import refuse_wrong
from expertpool.party.freezing import office_opening
from expertpool.party.hall import Hall
from expertpool.party.handed_in import content_of

Receipts = dict[str, dict[str, Any]]
"""Expert number to the receipt of that person."""


def level_of_hall(hall: Hall, trust: Trust, *, now: datetime) -> str:
    """The level that a frozen ceremony aims at; what it reached, its certificate says."""
    context = read(hall.documents(), trust, now=now).context
    if context is None:
        raise Refusal("party.not_frozen", where=Where(file=hall.place))
    return str(context.assurance_planned)


def level_of_certificate(file: Path) -> str:
    """The level that a restricted certificate states. Raises Refusal for anything else."""
    return str(attempt(lambda: _restricted(content_of(file)), file)["assurance"])


def receipts_of_hall(hall: Hall, trust: Trust, *, now: datetime) -> Receipts:
    """Everybody's receipt, from a frozen ceremony. Raises Refusal where nothing is frozen or something is wrong."""
    state = read(hall.documents(), trust, now=now)
    refuse_wrong(state.wrong)
    if state.context is None:
        raise Refusal("party.not_frozen", where=Where(file=hall.place))
    opening = office_opening(hall, state.context, trust)
    return _receipts(state.context, list(opening.leaves), hall.place)


def receipts_of_certificate(file: Path) -> Receipts:
    """Everybody's receipt, from a restricted certificate of any draw. Raises Refusal for anything else."""
    content = attempt(lambda: _restricted(content_of(file)), file)
    context = attempt(lambda: read_payload(Context, canonical(content["context"])), file)
    return _receipts(context, content["pool"], str(file))


def _restricted(data: bytes) -> dict[str, Any]:
    envelope = Envelope.parse(data)
    content = strict_parse(envelope.payload)
    if envelope.payload_type != PAYLOAD_TYPE or not isinstance(content, dict) or content.get("tier") != RESTRICTED:
        raise Malformed("not-a-restricted-certificate", found=envelope.payload_type[:80])
    return content


def _receipts(context: Context, opened: list[Any], source: str) -> Receipts:
    def pool() -> Pool:
        leaves = [leaf_from_opening(one, draw_id=context.draw_id, algorithm=context.hash) for one in opened]
        return Pool(leaves, algorithm=context.hash)

    made = attempt(pool, source)
    if made.root != context.pool.root:
        raise Refusal("receipt.another_pool", where=Where(file=source), exit_code=ExitCode.FORGED)
    return made.receipts(context.ctx)
