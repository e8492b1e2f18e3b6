"""Heads: a checkpoint whose log signature, and every cosignature it carries, has been verified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from blind.errors import Malformed, Untrusted
from blind.log.checkpoint import Checkpoint
from blind.log.cosignature import verify_cosignature
from blind.log.note import COSIGNER, PLAIN, Note, NoteKey


@dataclass(frozen=True)
class Head:
    """A checkpoint signed by its log. ``witnessed``: the second each witness saw it, by the witness's name."""

    checkpoint: Checkpoint
    witnessed: Mapping[str, int]
    note: Note

    @property
    def size(self) -> int:
        """The number of entries."""
        return self.checkpoint.size

    @property
    def root(self) -> bytes:
        """The root over them."""
        return self.checkpoint.root


def read_head(data: bytes, *, log: Iterable[NoteKey], witnesses: Iterable[NoteKey] = (), threshold: int = 0) -> Head:
    """The head that ``data`` holds, once one of ``log`` signed it and ``threshold`` different witnesses did.

    Stricter than the C2SP text: a signature by any other key is refused, so that no byte is left unchecked. Raises
    ``Malformed`` for no checkpoint, ``Untrusted`` for a key not given or too few witnesses, ``Forged`` for a
    signature that does not fit.
    """
    note = Note.parse(data)
    checkpoint = Checkpoint.parse(note.text)
    logs = [of_kind(key, PLAIN) for key in log if key.name == checkpoint.origin]
    known = [of_kind(key, COSIGNER) for key in witnesses]
    own, witnessed = 0, {}
    for signature in note.signatures:
        key = note.key_of(signature, (*logs, *known))
        if key.kind == PLAIN:
            key.verifier.verify(note.text.encode(), signature.value)
            own += 1
        elif key.name in witnessed:
            raise Malformed("signature-doubled", name=key.name)
        else:
            witnessed[key.name] = verify_cosignature(note, signature, key)
    if own != 1:
        raise Untrusted("not-signed-by-log", origin=checkpoint.origin, signatures=own)
    if len(witnessed) < threshold:
        raise Untrusted("too-few-witnesses", found=len(witnessed), threshold=threshold)
    return Head(checkpoint, witnessed, note)


def of_kind(key: NoteKey, kind: int) -> NoteKey:
    """``key``, if it is of this kind: a log's key never counts as a witness's, nor the reverse."""
    if key.kind != kind:
        raise Malformed("note-key-of-another-kind", name=key.name, kind=key.kind)
    return key
