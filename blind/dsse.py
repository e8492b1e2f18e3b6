"""DSSE envelopes: a payload with its type, signed by one or several keys, read strictly and only with pinned keys."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import Malformed, Untrusted
from blind.fields import exact
from blind.keys.signer import Signer, Verifier


@dataclass(frozen=True)
class Signature:
    """One signature and the id of the key that is said to have made it."""

    key_id: str
    value: bytes


@dataclass(frozen=True)
class Envelope:
    """What travels: untrusted until ``verify`` returned its payload. Signatures stand in the order of their key ids."""

    payload_type: str
    payload: bytes
    signatures: tuple[Signature, ...]

    def as_dict(self) -> dict[str, Any]:
        """The envelope as an object for JSON: ``payload`` and each ``sig`` in Base64, each ``keyid`` in hex."""
        return {
            "payload": to_base64(self.payload),
            "payloadType": self.payload_type,
            "signatures": [{"keyid": one.key_id, "sig": to_base64(one.value)} for one in self.signatures],
        }

    def to_bytes(self) -> bytes:
        """The envelope as canonical JSON."""
        return canonical(self.as_dict())

    @classmethod
    def from_dict(cls, value: object) -> Envelope:
        """Reads what ``as_dict`` gave, strictly; raises ``Malformed``. Nothing is verified."""
        record = exact(value, {"payload": str, "payloadType": str, "signatures": list}, what="envelope")
        signatures = tuple(read_signature(one) for one in record["signatures"])
        ids = [one.key_id for one in signatures]
        if not ids or ids != sorted(set(ids)):
            raise Malformed("signatures-empty-doubled-or-unsorted", key_ids=ids)
        return cls(checked_type(record["payloadType"]), from_base64(record["payload"]), signatures)

    @classmethod
    def parse(cls, data: bytes) -> Envelope:
        """Reads what ``to_bytes`` gave, and nothing that differs from it by a byte; raises ``Malformed``."""
        return cls.from_dict(strict_parse(data))


def pae(payload_type: str, payload: bytes) -> bytes:
    """The bytes that are signed: DSSE's pre-authentication encoding, version 1."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def sign(payload: bytes, *, payload_type: str, signers: Iterable[Signer]) -> Envelope:
    """An envelope signed by each of these, at least one; a key may sign only once."""
    empty = Envelope(checked_type(payload_type), payload, ())
    envelope = empty
    for signer in signers:
        envelope = countersign(envelope, signer)
    if envelope is empty:
        raise Malformed("no-signer")
    return envelope


def countersign(envelope: Envelope, signer: Signer) -> Envelope:
    """The envelope with one more signature. The caller has verified the payload before signing it."""
    if any(one.key_id == signer.key_id for one in envelope.signatures):
        raise Malformed("signed-already", key_id=signer.key_id)
    made = Signature(signer.key_id, signer.sign(pae(envelope.payload_type, envelope.payload)))
    signatures = sorted((*envelope.signatures, made), key=lambda one: one.key_id)
    return replace(envelope, signatures=tuple(signatures))


def verify(envelope: bytes | Envelope, *, payload_type: str, keys: Iterable[Verifier], threshold: int = 1) -> bytes:
    """The payload, once its type is exactly ``payload_type`` and at least ``threshold`` of ``keys`` signed it.

    Stricter than the DSSE text: every signature in the envelope must be genuine and by one of ``keys``, so that
    nothing in it is left unchecked. Raises ``Malformed`` for a bad envelope, ``Untrusted`` for another type, a key
    not among ``keys`` or too few signatures, ``Forged`` for a signature that does not fit.
    """
    if threshold < 1:
        raise ValueError("threshold must be positive")
    read = Envelope.parse(envelope) if isinstance(envelope, bytes) else Envelope.from_dict(envelope.as_dict())
    if read.payload_type != payload_type:
        raise Untrusted("other-payload-type", expected=payload_type, found=read.payload_type)
    pinned = {key.key_id: key for key in keys}
    message = pae(payload_type, read.payload)
    for signature in read.signatures:
        if signature.key_id not in pinned:
            raise Untrusted("key-not-pinned", key_id=signature.key_id)
        pinned[signature.key_id].verify(message, signature.value)
    if len(read.signatures) < threshold:
        raise Untrusted("too-few-signatures", found=len(read.signatures), threshold=threshold)
    return read.payload


def signer_ids(envelope: Envelope) -> Sequence[str]:
    """The ids of the keys that are said to have signed; only ``verify`` knows whether they did."""
    return [one.key_id for one in envelope.signatures]


def read_signature(value: object) -> Signature:
    """One entry of ``signatures``."""
    record = exact(value, {"keyid": str, "sig": str}, what="signature")
    from_hex(record["keyid"], 32)
    return Signature(record["keyid"], from_base64(record["sig"]))


def checked_type(payload_type: str) -> str:
    """A payload type: printable ASCII without spaces, not empty."""
    if not payload_type or not all("!" <= character <= "~" for character in payload_type):
        raise Malformed("not-a-payload-type", found=payload_type[:80])
    return payload_type


def to_base64(data: bytes) -> str:
    """Standard Base64 with padding."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes:
    """The bytes of standard Base64 in its one canonical spelling; raises ``Malformed`` for every other."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("not-base64", found=text[:40]) from None
    if to_base64(data) != text:
        raise Malformed("not-base64", found=text[:40])
    return data
