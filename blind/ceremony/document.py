"""The documents of a ceremony: each a signed payload of one kind, named by a hash that no signature can change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Protocol, Self, TypeVar

from blind import dsse
from blind.encoding import canonical, strict_parse, tagged_hash
from blind.errors import Malformed
from blind.keys.signer import Signer, Verifier

LONGEST = 4 << 20
"""Bytes of a document; only the opened pool may be longer."""


class Record(Protocol):
    """What a document says: a frozen record that can be written as fields and read from them."""

    KIND: ClassVar[str]

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload beside ``format``."""

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """The record that ``as_dict`` wrote; raises ``Malformed``."""


R = TypeVar("R", bound=Record)


def payload_type(kind: str) -> str:
    """The payload type of a kind of document, e.g. ``application/vnd.expertpool.draw-seal+json``."""
    return f"application/vnd.expertpool.draw-{kind}+json"


def payload(record: Record) -> bytes:
    """The bytes that are signed for a record: canonical JSON of its fields and its format."""
    return canonical({"format": f"expertpool-draw-{record.KIND}/1", **record.as_dict()})


def read_payload(kind: type[R], data: bytes, *, longest: int = LONGEST) -> R:
    """The record in a payload; raises ``Malformed`` for another format and for every other fault."""
    fields = strict_parse(data, longest=longest)
    if not isinstance(fields, dict) or fields.pop("format", None) != f"expertpool-draw-{kind.KIND}/1":
        raise Malformed("other-format", expected=f"expertpool-draw-{kind.KIND}/1")
    return kind.from_dict(fields)


def document_hash(kind: str, data: bytes, *, algorithm: str) -> bytes:
    """How documents name each other: by payload type and payload, 32 bytes."""
    return tagged_hash("expertpool/document/v1", payload_type(kind).encode(), data, algorithm=algorithm)


def hash_of(record: Record, *, algorithm: str) -> bytes:
    """``document_hash`` of a record."""
    return document_hash(record.KIND, payload(record), algorithm=algorithm)


def signed(record: Record, signer: Signer) -> bytes:
    """The document: a DSSE envelope as canonical JSON, with the one signature of ``signer``."""
    return dsse.sign(payload(record), payload_type=payload_type(record.KIND), signers=[signer]).to_bytes()


def opened(kind: type[R], data: bytes, *, keys: Iterable[Verifier], longest: int = LONGEST) -> R:
    """The record of a document that exactly one of ``keys`` signed.

    Raises ``Malformed``, ``Untrusted`` and ``Forged`` as ``dsse.verify`` does, and ``Malformed`` for more signatures.
    """
    if len(data) > 2 * longest:
        raise Malformed("too-long", bytes=len(data), longest=2 * longest)
    envelope = dsse.Envelope.parse(data)
    if len(envelope.signatures) != 1:
        raise Malformed("not-one-signature", found=len(envelope.signatures))
    return read_payload(kind, dsse.verify(envelope, payload_type=payload_type(kind.KIND), keys=keys), longest=longest)
