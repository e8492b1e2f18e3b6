"""A ceremony's documents on their way through the office's ledger: entered, proven to the witness, listed by scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlmodel import Session

from blind.ceremony import names
from blind.ceremony.book import read_note
from blind.ceremony.document import Record
from blind.ceremony.logged import Logged
from blind.ceremony.seal import seal_hash
from blind.ceremony.state import State
from blind.errors import BlindError
from expertpool.actions.enter_document import enter_document
from expertpool.actions.sign_checkpoint import sign_checkpoint
from expertpool.certifying.drawn_together import OtherSeal
from expertpool.commands.ceremony_office import OfficeSide
from expertpool.db import open_session
from expertpool.errors import ExitCode, Refusal
from expertpool.party.hall import Hall
from expertpool.party.witnessing import Consistency
from expertpool.queries.ceremony_entries import growth, logged_at, seals_in
from expertpool.whole_file import make_folders, write_whole

WITNESSED = "witnessed-size"


def enter(
    office: OfficeSide,
    stem: str,
    record: Record,
    *,
    beside: Callable[[Session], object] | None = None,
    copies: Sequence[str] = (),
) -> None:
    """Enter a document with its records in one transaction, then lay its proof down beside it.

    ``copies``: further scopes in which the same document is entered after it.
    """
    context = office.state().context
    scope = context.scope.ledger if context else ""
    with open_session(office.console.settings) as session:
        logged = enter_document(
            session,
            record,
            scope=scope,
            signer=office.log_signer,
            origin=office.origin,
            at=office.now,
            beside=beside,
            copies=copies,
        )
        session.commit()
        _lay_proof(office, session, stem, logged)
    office.put(names.logged(stem), logged.to_bytes())


def outrun(office: OfficeSide, stem: str) -> bool:
    """Whether the witness has seen a longer ledger than the one a document was last proven in."""
    return Logged.parse(office.board.documents()[names.logged(stem)]).size < witnessed(office)


def renew(office: OfficeSide, stem: str) -> None:
    """Prove a document that waits for the witness in the ledger's head of today."""
    logged = Logged.parse(office.board.documents()[names.logged(stem)])
    with open_session(office.console.settings) as session:
        head = sign_checkpoint(session, signer=office.log_signer, origin=office.origin, at=office.now)
        again = logged_at(session, logged.index, head.size)
        session.commit()
        if head.size < witnessed(office):
            raise Refusal("hall.witness_ahead", exit_code=ExitCode.FORGED, size=head.size, witnessed=witnessed(office))
        _lay_proof(office, session, stem, again)
    office.board.renew(names.logged(stem), again.to_bytes())
    office.moved.append(names.logged(stem))


def _lay_proof(office: OfficeSide, session: Session, stem: str, logged: Logged) -> None:
    """The proof for the witness that the ledger grew from what it saw last, before the entry's own proof."""
    old = witnessed(office)
    if 0 < old <= logged.size and not office.board.has(names.cosigned(stem)):
        proof = Consistency(old, logged.size, growth(session, old, logged.size))
        office.board.renew(names.consistency(stem), proof.to_bytes())


def witnessed(office: OfficeSide) -> int:
    """The size of the longest ledger that the witness is known to have signed."""
    return max(office.since, _noted(office))


def note_witnessed(office: OfficeSide, hall: Hall) -> None:
    """Remember the longest head that came back cosigned into a hall."""
    found = [data for name, data in hall.documents().items() if name.endswith("-cosigned.note")]
    longest = max((_size(office, data) for data in found), default=0)
    if longest > _noted(office):
        make_folders(office.home.folder)
        write_whole(office.home.folder / WITNESSED, str(longest).encode(), private=True)


def _size(office: OfficeSide, note: bytes) -> int:
    """The size a genuine note names; 0 for anything else, which the reading of the ceremony then finds."""
    try:
        return read_note(note, office.trust, threshold=1).size
    except BlindError:
        return 0


def _noted(office: OfficeSide) -> int:
    path = office.home.folder / WITNESSED
    return int(path.read_text()) if path.is_file() else 0


def other_seals(session: Session, scopes: Iterable[str], *, algorithm: str, listed: set[Any]) -> tuple[bytes, ...]:
    """Every seal of these scopes in the ledger, but those of earlier attempts at the same draw."""
    found = {seal_hash(content, algorithm=algorithm) for scope in scopes for _, content in seals_in(session, scope)}
    return tuple(sorted(found - listed))


def seals_before(office: OfficeSide, state: State, *scopes: str) -> tuple[OtherSeal, ...]:
    """Every seal of the scopes that stands before this draw's own, each proven in the head of its seal.

    Without ``scopes``: of the draw's own committee and year.
    """
    if state.context is None or state.sealed is None or state.sealed.placed.logged is None:
        return ()
    own = state.sealed.placed.logged
    with open_session(office.console.settings, reading=True) as session:
        found = sorted(one for scope in scopes or (state.context.scope.ledger,) for one in seals_in(session, scope))
        return tuple(
            OtherSeal(logged_at(session, seq, own.size).to_bytes(), content)
            for seq, content in found
            if seq < own.index
        )
