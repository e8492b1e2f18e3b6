"""Sign a checkpoint: the ledger's size and root as they stand, once for each size."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from blind.keys.signer import Signer
from blind.log.checkpoint import Checkpoint as Signed
from blind.log.checkpoint import sign_checkpoint as sign_note
from expertpool.errors import ExitCode, Refusal
from expertpool.models import Checkpoint
from expertpool.queries.ledger import heads, size_of, stored_frontier


def sign_checkpoint(session: Session, *, signer: Signer, origin: str, at: datetime) -> Checkpoint:
    """The signed head of the ledger as it stands; the stored one where this size was signed before.

    Refuses (exit code 5) to sign where entries are missing, where the ledger was longer once, and above all a second
    root for a size: two signed heads of one size prove forgery.
    """
    frontier = stored_frontier(session)
    root = frontier.root()
    newest = (heads(session) or (None,))[-1]
    if frontier.size != size_of(session) or (newest and newest.size > frontier.size):
        size = newest.size if newest else frontier.size
        raise Refusal("ledger.cut_off", exit_code=ExitCode.FORGED, size=size, found=size_of(session))
    if newest and newest.size == frontier.size:
        if newest.root != root.hex():
            raise Refusal("ledger.other_root", exit_code=ExitCode.FORGED, size=frontier.size)
        return newest
    note = sign_note(Signed(origin, frontier.size, root), signer).to_bytes().decode()
    row = Checkpoint(size=frontier.size, root=root.hex(), note=note, signed_at=at)
    session.add(row)
    session.flush()
    return row
