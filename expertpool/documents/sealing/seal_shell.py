"""The shell around a seal's signature, which the signature does not cover: it must be the one way to write it."""

from __future__ import annotations

from typing import Any

from asn1crypto import cms
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.exceptions import InvalidSignature


def in_normal_form(seal: Any, data: bytes) -> bool:
    """Whether everything between the two signed ranges of ``data`` is what this program writes around the signature.

    ``seal``: pyHanko's embedded signature. A reader who skips what a signature does not cover would take a changed byte
    there for sound.
    """
    _, start, end, _ = (int(one) for one in seal.byte_range)
    gap = data[start:end]
    certificate = seal.signer_cert
    if not _self_signed(certificate):
        return False
    written = _rebuilt(seal.signer_info, certificate).hex().upper().encode()
    return gap == b"<" + written.ljust(len(gap) - 2, b"0") + b">"


def _self_signed(certificate: Certificate) -> bool:
    held = x509.load_der_x509_certificate(certificate.dump())
    try:
        held.verify_directly_issued_by(held)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _rebuilt(info: Any, certificate: Certificate) -> bytes:
    digest = {"algorithm": "sha256"}
    named = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": cms.IssuerAndSerialNumber(named)}),
        "digest_algorithm": digest,
        "signed_attrs": info["signed_attrs"],
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": info["signature"].native,
    }
    content = {
        "version": "v1",
        "digest_algorithms": [digest],
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate],
        "signer_infos": [signer],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)}).dump())
