"""Entries proven in a head that the ledger signs now, with the proof of growth for the witness."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from blind.ceremony.logged import Logged
from expertpool.actions.sign_checkpoint import sign_checkpoint
from expertpool.commands.circumstances import now
from expertpool.errors import Refusal
from expertpool.log_key import create_log_key, origin_of
from expertpool.party.witnessing import Consistency
from expertpool.queries.ceremony_entries import growth, logged_at
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_whole

NOTED = "party/witnessed-size"
"""Where the office remembers the longest head that came back cosigned."""


def proven(session: Session, settings: Settings, seqs: Sequence[int]) -> list[Logged]:
    """These entries, each with its path in one head signed over all that is entered so far."""
    signer = create_log_key(settings)
    head = sign_checkpoint(session, signer=signer, origin=origin_of(settings, signer), at=now())
    return [logged_at(session, seq, head.size) for seq in seqs]


def grown(session: Session, settings: Settings, size: int, *, since: int | None) -> bytes | None:
    """The proof that the ledger of ``size`` entries grew from what the witness saw last; None before its first head."""
    old = since if since is not None else _noted(settings)
    if old == 0:
        return None
    if old > size:
        raise Refusal("ledger.since_beyond", since=old, size=size)
    return Consistency(old, size, growth(session, old, size)).to_bytes()


def note_witnessed(settings: Settings, size: int) -> None:
    """Remember that the witness has seen so many entries."""
    path = settings.home / NOTED
    if size > _noted(settings):
        make_folders(path.parent)
        write_whole(path, str(size).encode(), private=True)


def _noted(settings: Settings) -> int:
    path = settings.home / NOTED
    return int(path.read_text()) if path.is_file() else 0
