"""Cosignatures (C2SP tlog-cosignature/v1): a witness signs a checkpoint's text and the second it saw it."""

from __future__ import annotations

from blind.errors import Forged, Malformed
from blind.keys.ed25519 import ALG
from blind.keys.signer import Signer
from blind.log.checkpoint import Checkpoint
from blind.log.note import COSIGNER, Note, NoteKey, NoteSignature

LATEST = (1 << 63) - 1
"""The last second a cosignature can name."""


def cosignature_message(text: str, time: int) -> bytes:
    """The bytes a witness signs for a checkpoint's ``text`` seen at ``time``, seconds since 1970 in UTC."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def cosign(note: Note, *, name: str, signer: Signer, time: int) -> Note:
    """The checkpoint's note with the witness's line at its end.

    Whoever calls this has asked ``witness.consider`` and has stored the accepted head durably before. Raises
    ``Malformed`` for a note that is no checkpoint, a time outside 1 to ``LATEST``, or a second line by this witness.
    """
    Checkpoint.parse(note.text)
    if not 1 <= time <= LATEST:
        raise Malformed("not-a-cosignature-time", time=time)
    key = NoteKey(name, signer.verifier.public, COSIGNER, signer.alg)
    if any(one.is_by(key) for one in note.signatures):
        raise Malformed("signed-already", name=name)
    value = time.to_bytes(8, "big") + signer.sign(cosignature_message(note.text, time))
    return note.signed(NoteSignature(name, key.key_hash, value))


def verify_cosignature(note: Note, signature: NoteSignature, key: NoteKey) -> int:
    """The second at which the witness saw this checkpoint. Raises ``Forged`` if the signature is not genuine."""
    fits = len(signature.value) == 72 if key.alg == ALG else len(signature.value) > 8
    if key.kind != COSIGNER or not fits:
        raise Forged("wrong-signature", name=key.name)
    time = int.from_bytes(signature.value[:8], "big")
    if not 1 <= time <= LATEST:
        raise Forged("not-a-cosignature-time", name=key.name, time=time)
    key.verifier.verify(cosignature_message(note.text, time), signature.value[8:])
    return time
