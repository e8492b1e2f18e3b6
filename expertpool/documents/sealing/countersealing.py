"""The second signature on a sealed PDF: HRSS's own, with a key that HRSS's key of the trust file vouches for."""

from __future__ import annotations

import io
from collections.abc import Iterable

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from blind import dsse
from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import Forged
from blind.fields import exact
from blind.keys.signer import Signer, Verifier
from expertpool.documents.sealing.seal_key import SealKey
from expertpool.documents.sealing.seal_pdf import signer_of

FIELD = "expertpool-countersignature"
FORMAT = "expertpool-pdf-key/1"
PAYLOAD_TYPE = "application/vnd.expertpool.pdf-key+json"
RESERVED = 8192
"""Hexadecimal digits left for the signature, whose certificate carries the voucher."""


def vouched_key(secret: bytes, role: str, signer: Signer) -> SealKey:
    """The key of ``secret`` (32 bytes) that signs PDFs in a role; its certificate carries ``signer``'s voucher."""
    bare = SealKey(secret)
    payload = canonical({"by": role, "format": FORMAT, "public": bare.public.hex()})
    voucher = dsse.sign(payload, payload_type=PAYLOAD_TYPE, signers=[signer]).to_bytes()
    return SealKey(secret, holder=role, voucher=voucher)


def countersealed_pdf(sealed: bytes, key: SealKey) -> bytes:
    """The PDF with a second PAdES signature behind the office's, which stays as it is."""
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    facts = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=key.holder
    )
    return bytes(PdfSigner(facts, signer_of(key)).sign_pdf(writer, bytes_reserved=RESERVED).getvalue())


def voucher_holder(voucher: bytes, public: bytes, keys: Iterable[Verifier]) -> str:
    """The role in which a PDF's second key (65 bytes) signs, once one of ``keys`` vouched for it.

    Raises ``Untrusted`` where none of them did, ``Malformed`` and ``Forged`` for a voucher that is none or another's.
    """
    payload = dsse.verify(dsse.Envelope.parse(voucher), payload_type=PAYLOAD_TYPE, keys=keys)
    record = exact(strict_parse(payload), {"by": str, "format": str, "public": str}, what="pdf-key")
    if record["format"] != FORMAT or from_hex(record["public"], 65) != public:
        raise Forged("pdf-key-of-another")
    return str(record["by"])
