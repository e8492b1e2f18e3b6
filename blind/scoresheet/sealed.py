"""A sealed sheet: opened by two of three trustees, signed by the reader's device, and the receipt for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from blind import dsse
from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.envelope import Half, PairEnvelope, open_half, open_with, seal_to_pairs
from blind.errors import Forged, Malformed
from blind.fields import exact
from blind.halves import Fresh
from blind.keys.signer import Signer, Verifier
from blind.scoresheet.rubric import Rubric
from blind.scoresheet.sheet import ROOM, Place, Sheet, padded, problems, unpadded

FORMAT = "expertpool-sealed-scoresheet/1"
PAYLOAD_TYPE = "application/vnd.expertpool.sealed-scoresheet+json"
SEALED = 4 + ROOM + 16
"""Bytes of every sheet under seal: its length, its room, and the mark by which a change shows."""


@dataclass(frozen=True)
class SealedSheet:
    """What the server keeps: which sheet it is, the commitment to its content, and the content under seal."""

    place: Place
    commitment: bytes
    sealed: PairEnvelope

    def to_bytes(self) -> bytes:
        """The record as canonical JSON: what the device signs and the ledger hashes."""
        record = {"commitment": self.commitment.hex(), "format": FORMAT, "place": self.place.as_dict()}
        return canonical({**record, "sealed": self.sealed.to_bytes().decode()})

    @classmethod
    def parse(cls, data: bytes) -> SealedSheet:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields = {"commitment": str, "format": str, "place": dict, "sealed": str}
        record = exact(strict_parse(data), fields, what="sealed-scoresheet")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="sealed-scoresheet", format=record["format"][:40])
        envelope = PairEnvelope.parse(record["sealed"].encode())
        return cls(Place.from_dict(record["place"]), from_hex(record["commitment"], 32), envelope)

    @property
    def hash(self) -> bytes:
        """The document's hash: what closing lists and receipts name."""
        return tagged_hash("expertpool/document/v1", PAYLOAD_TYPE.encode(), self.to_bytes())


@dataclass(frozen=True)
class Receipt:
    """What a reader keeps: the commitment and the sealed sheet's hash. Says that a sheet counts, never what it says."""

    commitment: bytes
    document: bytes

    @property
    def short(self) -> str:
        """12 characters to read out or write down."""
        return self.commitment.hex()[:12]


def seal_sheet(
    sheet: Sheet, rubric: Rubric, *, trustees: Mapping[str, bytes], signer: Signer, fresh: Fresh
) -> dsse.Envelope:
    """The sheet sealed to three trustees (name -> X25519 public key) and signed by the reader's device.

    Raises ``Malformed`` ("sheet-has-problems", problems=[...]) for a sheet the form does not take.
    """
    found = problems(sheet, rubric)
    if found:
        raise Malformed("sheet-has-problems", problems=found)
    place, commitment = sheet.place, sheet.commitment
    envelope = seal_to_pairs(padded(sheet), trustees, context=context(place, commitment), fresh=fresh)
    record = SealedSheet(place, commitment, envelope).to_bytes()
    return dsse.sign(record, payload_type=PAYLOAD_TYPE, signers=[signer])


def read_signed(envelope: bytes, keys: Iterable[Verifier]) -> SealedSheet:
    """The sealed sheet that one of the reader's ``keys`` signed; raises ``Malformed``, ``Untrusted``, ``Forged``."""
    return SealedSheet.parse(dsse.verify(envelope, payload_type=PAYLOAD_TYPE, keys=keys))


def receipt(sealed: SealedSheet) -> Receipt:
    """The receipt for a sheet that was taken."""
    return Receipt(sealed.commitment, sealed.hash)


def half_of(sealed: SealedSheet, secret: bytes, *, holder: str, partner: str) -> Half:
    """One trustee's half for one sheet. ``closing.half_after_closing`` is how a trustee's machine calls it."""
    place = context(sealed.place, sealed.commitment)
    return open_half(sealed.sealed, secret, holder=holder, partner=partner, context=place)


def opened(sealed: SealedSheet, first: Half, second: Half) -> Sheet:
    """The sheet, from two trustees' halves.

    Raises ``WrongSecret`` for halves that do not open it, ``Forged`` ("sheet-changed") when what comes out is not
    what the reader committed to.
    """
    text = open_with(sealed.sealed, first, second, context=context(sealed.place, sealed.commitment))
    sheet = unpadded(text)
    if sheet.commitment != sealed.commitment or sheet.place != sealed.place:
        raise Forged("sheet-changed", reader=sealed.place.reader)
    return sheet


def context(place: Place, commitment: bytes) -> tuple[bytes, ...]:
    """What the seal is bound to: moved to another group, packet, reader, form or version, it opens for nobody."""
    return (b"expertpool/score-seal/v1", canonical(place.as_dict()), commitment)
