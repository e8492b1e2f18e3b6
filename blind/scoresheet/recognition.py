"""A reader's word that a dossier was recognised: signed by the device, without a reason and without penalty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from blind import dsse
from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import Malformed
from blind.fields import exact
from blind.keys.signer import Signer, Verifier

FORMAT = "expertpool-recognition/1"
PAYLOAD_TYPE = "application/vnd.expertpool.recognition+json"


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """Who recognised which packet: codes and the packet's hash, and nothing about whom the reader believes it to be."""

    group: str
    packet: bytes
    reader: str

    def to_bytes(self) -> bytes:
        """The record as canonical JSON."""
        named = {"format": FORMAT, "group": self.group, "reader": self.reader}
        return canonical({**named, "packet": self.packet.hex()})

    @classmethod
    def parse(cls, data: bytes) -> Recognition:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields = dict.fromkeys(("format", "group", "packet", "reader"), str)
        record = exact(strict_parse(data), fields, what="recognition")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="recognition", format=record["format"][:40])
        return cls(group=record["group"], packet=from_hex(record["packet"], 32), reader=record["reader"])


def sign_recognition(record: Recognition, signer: Signer) -> dsse.Envelope:
    """The record as the device sends it."""
    return dsse.sign(record.to_bytes(), payload_type=PAYLOAD_TYPE, signers=[signer])


def read_recognition(envelope: bytes, keys: Iterable[Verifier]) -> Recognition:
    """The record that one of the reader's ``keys`` signed; raises ``Malformed``, ``Untrusted``, ``Forged``."""
    return Recognition.parse(dsse.verify(envelope, payload_type=PAYLOAD_TYPE, keys=keys))
