"""Checking a sealed PDF, offline: the seal, perhaps a countersignature, genuine, nothing else, and the statement."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from expertpool.documents.sealing.seal_key import VOUCHER
from expertpool.documents.sealing.seal_pdf import STATEMENT
from expertpool.documents.sealing.seal_shell import in_normal_form

_quiet = logging.getLogger("pyhanko")


class SealBroken(Exception):
    """The seal does not hold. ``code``: why, as findings name it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class SecondSignature:
    """A countersignature: its P-256 key (65 bytes), and the voucher in its certificate, not checked."""

    public: bytes
    voucher: bytes


@dataclass(frozen=True)
class Seal:
    """What a sealed PDF shows: the P-256 key (65 bytes) that sealed it, its certificate's SHA-256, the statement.

    ``second``: the signature that was added behind the seal, if there is one.
    """

    public: bytes
    fingerprint: str
    statement: bytes | None
    second: SecondSignature | None = None


def statement_in(data: bytes) -> bytes | None:
    """The statement inside a PDF, nothing checked; None where there is none."""
    try:
        return _statement(PdfFileReader(io.BytesIO(data)))
    except Exception:  # whatever a hostile file makes the reader raise, there is no statement to read
        return None


def check_seal(untrusted: bytes) -> Seal:
    """The seal, once it is genuine and it, or a countersignature behind it, covers every byte of the file.

    Raises SealBroken: "pdf-not-sealed", "pdf-signed-too-often", "pdf-changed" (a byte under a signature),
    "pdf-appended" (something other than a countersignature was added behind the seal), "pdf-unreadable". Whose keys
    they are, the statement and the voucher have to say.
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
    if len(found) > 2:
        raise SealBroken("pdf-signed-too-often")
    seal, last = found[0], found[-1]
    for one in found:
        _refuse_changed(one, data)
    if last.evaluate_signature_coverage() is not SignatureCoverageLevel.ENTIRE_FILE or _end(last) != len(data):
        raise SealBroken("pdf-appended")
    if last is not seal and not _added_only(seal, data):
        raise SealBroken("pdf-appended")
    second = None if last is seal else SecondSignature(_public(last), _voucher(last))
    return Seal(_public(seal), seal.signer_cert.sha256.hex(), _statement(reader), second)


def _refuse_changed(signature: Any, data: bytes) -> None:
    """Refuse one that is not genuine, or not written the one way there is."""
    status = validate_pdf_signature(signature, _trusting(signature), skip_diff=True)
    if not (status.intact and status.valid) or not in_normal_form(signature, data):
        raise SealBroken("pdf-changed")


def _end(signature: Any) -> int:
    """Where the range ends that a signature covers from the first byte on; -1 for another range."""
    ranges = [int(one) for one in signature.byte_range]
    return ranges[2] + ranges[3] if len(ranges) == 4 and ranges[0] == 0 else -1


def _added_only(seal: Any, data: bytes) -> bool:
    """Whether the update behind the seal is a signature and nothing anybody sees."""
    if seal.evaluate_signature_coverage() is not SignatureCoverageLevel.ENTIRE_REVISION:
        return False
    if not data[: _end(seal)].rstrip().endswith(b"%%EOF"):
        return False
    status = validate_pdf_signature(seal, _trusting(seal))
    level = status.modification_level
    return bool(status.docmdp_ok) and level is not None and level <= ModificationLevel.FORM_FILLING


def _trusting(signature: Any) -> ValidationContext:
    """The certificate vouches for itself here; whose key it holds is asked elsewhere."""
    return ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False, revocation_mode="soft-fail")


def _public(signature: Any) -> bytes:
    key = signature.signer_cert.public_key
    public = bytes(key["public_key"].native)
    if key.algorithm != "ec" or len(public) != 65:
        raise UnsupportedAlgorithm("not a P-256 key")
    return public


def _voucher(signature: Any) -> bytes:
    held = x509.load_der_x509_certificate(signature.signer_cert.dump())
    try:
        extension = held.extensions.get_extension_for_oid(VOUCHER).value
    except x509.ExtensionNotFound:
        return b""
    return extension.value if isinstance(extension, x509.UnrecognizedExtension) else b""


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
