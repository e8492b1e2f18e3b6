"""Sealing a PDF: the block laid over its last page, the statement put inside, then a PAdES signature over all of it."""

from __future__ import annotations

import io
from functools import lru_cache

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils import embed
from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, PdfObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from expertpool.documents.sealing.seal_key import SealKey

STATEMENT = "statement.json"
"""The signed statement's name among the files inside the PDF."""

FIELD = "expertpool"
RESERVED = 4096
"""Hexadecimal digits left for the signature, of which one of P-256 with its certificate takes under half."""

BLOCK = NameObject("/ExpertpoolBlock")


def seal_pdf(body: bytes, block: bytes, statement: bytes, key: SealKey) -> bytes:
    """The sealed PDF, which begins with ``body`` unchanged; what is added stands behind it as one update.

    ``block``: a PDF of one page; ``statement``: the bytes of the signed statement. Later changes other than a second
    signature are forbidden by the seal (DocMDP).
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(body))
    _lay_over(writer, block)
    held = embed.EmbeddedFileObject.from_file_data(writer, data=statement, mime_type="application/json")
    source = NameObject("/Data")
    embed.embed_file(writer, embed.FileSpec(file_spec_string=STATEMENT, embedded_data=held, af_relationship=source))
    facts = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    return bytes(PdfSigner(facts, signer_of(key)).sign_pdf(writer, bytes_reserved=RESERVED).getvalue())


def _lay_over(writer: IncrementalPdfFileWriter, block: bytes) -> None:
    drawn = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(block)))
    resources = _dictionary("/XObject", _dictionary(BLOCK, drawn))
    content = StreamObject(stream_data=f"/Artifact BMC q {BLOCK} Do Q EMC".encode())
    last = int(writer.root["/Pages"]["/Count"]) - 1
    writer.add_stream_to_page(last, writer.add_object(content), resources=resources)  # type: ignore[no-untyped-call]  # pyHanko leaves it without types


def _dictionary(name: str, value: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value})  # type: ignore[no-untyped-call]  # pyHanko leaves it without types


@lru_cache(maxsize=4)
def signer_of(key: SealKey) -> SimpleSigner:
    """What makes signatures with the key."""
    secret = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(key.certificate.public_bytes(Encoding.DER)),
        signing_key=asn1_keys.PrivateKeyInfo.load(secret),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # left without types
    )
