"""The witness's decision: whether a log that shows a new head has only grown since the head it kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from blind.errors import BlindError
from blind.log.head import Head, read_head
from blind.log.note import NoteKey
from blind.log.tree import Path, verify_consistency


@dataclass(frozen=True)
class Accepted:
    """The head to store and, once stored durably, to cosign."""

    head: Head


@dataclass(frozen=True)
class Refused:
    """Why nothing is signed, and what to keep as evidence, byte for byte.

    ``reason`` is ``split-view`` (two signed heads of one size: they alone prove forgery to anyone), ``older``,
    ``not-grown`` (the offered head is larger, but no valid proof leads to it), or the code of what is wrong with the
    offered note, such as ``wrong-signature`` or ``key-not-pinned``.
    """

    reason: str
    offered: bytes
    stored: bytes | None
    proof: tuple[bytes, ...]

    @property
    def proves_forgery(self) -> bool:
        """Whether the two heads alone convict the log's key; a bad proof may be an accident."""
        return self.reason == "split-view"


def consider(
    stored: Head | None, offered: bytes, proof: Path, *, log: Iterable[NoteKey], witnesses: Iterable[NoteKey] = ()
) -> Accepted | Refused:
    """Judge ``offered``, a signed checkpoint, against the one ``stored`` head of the same log.

    Accepted is what equals the stored head, or extends it by ``proof``; the first head ever (``stored`` is None) is
    taken with an empty proof, so a witness hands its first head over in person. The caller makes reading, deciding
    and storing one atomic step, and signs only after: so no witness ever signs two heads of one size.
    """

    def refused(reason: str) -> Refused:
        kept = stored.note.to_bytes() if stored else None
        return Refused(reason=reason, offered=offered, stored=kept, proof=tuple(proof))

    try:
        head = read_head(offered, log=log, witnesses=witnesses)
    except BlindError as error:
        return refused(error.code)
    reason = fault_in_growth(stored, head, proof)
    return refused(reason) if reason else Accepted(head)


def fault_in_growth(stored: Head | None, head: Head, proof: Path) -> str | None:
    """Why ``head`` is not the stored head grown, as a reason of ``Refused``; None if it is."""
    if stored is None:
        return "not-grown" if proof else None
    if head.checkpoint.origin != stored.checkpoint.origin:
        return "other-log"
    if head.size < stored.size:
        return "older"
    if head.size == stored.size and head.root != stored.root:
        return "split-view"
    try:
        verify_consistency(proof, old_size=stored.size, old_root=stored.root, new_size=head.size, new_root=head.root)
    except BlindError:
        return "not-grown"
    return None
