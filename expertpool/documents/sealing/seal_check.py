"""Checking a sealed PDF, offline: one seal, genuine, over the whole file, and the statement that lies inside."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from expertpool.documents.sealing.seal_pdf import STATEMENT
from expertpool.documents.sealing.seal_shell import in_normal_form

HEAD = b"%PDF-"
_quiet = logging.getLogger("pyhanko")


class SealBroken(Exception):
    """The seal does not hold. ``code``: why, as findings name it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Seal:
    """What a sealed PDF shows: the P-256 key (65 bytes) that sealed it, its certificate's SHA-256, the statement."""

    public: bytes
    fingerprint: str
    statement: bytes | None


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are meant as a PDF."""
    return data.startswith(HEAD)


def statement_in(data: bytes) -> bytes | None:
    """The statement inside a PDF, nothing checked; None where there is none."""
    try:
        return _statement(PdfFileReader(io.BytesIO(data)))
    except Exception:  # whatever a hostile file makes the reader raise, there is no statement to read
        return None


def check_seal(untrusted: bytes) -> Seal:
    """The seal, once it is genuine and covers every byte of the file. Raises SealBroken.

    Codes: "pdf-not-sealed", "pdf-sealed-twice", "pdf-changed" (a byte under the seal), "pdf-appended" (something was
    added behind it), "pdf-unreadable". Whose key it is, the statement has to say.
    """
    quiet, _quiet.disabled = _quiet.disabled, True
    try:
        return _checked(untrusted)
    except SealBroken:
        raise
    except Exception:  # a hostile file may make the reader raise anything; none of it is a sound seal
        raise SealBroken("pdf-unreadable") from None
    finally:
        _quiet.disabled = quiet


def _checked(data: bytes) -> Seal:
    reader = PdfFileReader(io.BytesIO(data), strict=True)
    found: list[Any] = list(reader.embedded_signatures)
    if not found:
        raise SealBroken("pdf-not-sealed")
    if len(found) > 1:
        raise SealBroken("pdf-sealed-twice")
    seal = found[0]
    certificate = seal.signer_cert
    context = ValidationContext(trust_roots=[certificate], allow_fetching=False, revocation_mode="soft-fail")
    status = validate_pdf_signature(seal, context)
    if not (status.intact and status.valid):
        raise SealBroken("pdf-changed")
    if seal.evaluate_signature_coverage() is not SignatureCoverageLevel.ENTIRE_FILE or _after(seal, data):
        raise SealBroken("pdf-appended")
    if not in_normal_form(seal, data):
        raise SealBroken("pdf-changed")
    public = bytes(certificate.public_key["public_key"].native)
    if certificate.public_key.algorithm != "ec" or len(public) != 65:
        raise UnsupportedAlgorithm("not a P-256 key")
    return Seal(public, certificate.sha256.hex(), _statement(reader))


def _after(seal: Any, data: bytes) -> bool:
    """Whether the signed range does not reach from the first byte to the last."""
    ranges = [int(one) for one in seal.byte_range]
    return ranges[0] != 0 or len(ranges) != 4 or ranges[2] + ranges[3] != len(data)


def _statement(reader: PdfFileReader) -> bytes | None:
    try:
        names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    except KeyError:
        return None
    for at in range(0, len(names), 2):
        if str(names[at]) == STATEMENT:
            data: bytes = names[at + 1]["/EF"]["/F"].data
            return data
    return None
