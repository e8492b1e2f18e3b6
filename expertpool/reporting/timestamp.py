"""An authority's time-stamp on a report (RFC 3161): asked for with a nonce, believed only under a known root."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from asn1crypto import tsp
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificates
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from blind.encoding import tagged_hash
from blind.errors import Forged, Malformed, Untrusted
from blind.report import Report

GRANTED = ("granted", "granted_with_mods")
_quiet = logging.getLogger("pyhanko")


def timestamp_request(report: Report) -> bytes:
    """What goes to the authority (DER): the statement's SHA-256 and a nonce that only this report's answer carries."""
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": _digest(report)}
    asked = {"version": "v1", "message_imprint": imprint, "nonce": nonce_of(report), "cert_req": True}
    return bytes(tsp.TimeStampReq(asked).dump())


def nonce_of(report: Report) -> int:
    """Of 63 bits, from the report's hash, so that whoever checks later needs no request."""
    return int.from_bytes(tagged_hash("expertpool/timestamp-nonce/v1", report.hash)[:8]) >> 1


def check_timestamp(untrusted: bytes, report: Report, roots: Sequence[Certificate]) -> datetime:
    """The moment the authority vouches for, once its answer (DER) is about this report and signed under ``roots``.

    Raises ``Malformed`` ("not-a-timestamp"), ``Untrusted`` ("timestamp-refused", "timestamp-without-nonce",
    "timestamp-other-nonce", "timestamp-other-root") and ``Forged`` ("timestamp-of-another-report",
    "timestamp-changed").
    """
    signed, told = _read(untrusted)
    if told["nonce"].native is None:
        raise Untrusted("timestamp-without-nonce")
    if told["nonce"].native != nonce_of(report):
        raise Untrusted("timestamp-other-nonce")
    imprint = told["message_imprint"]
    if imprint["hash_algorithm"]["algorithm"].native != "sha256" or imprint["hashed_message"].native != _digest(report):
        raise Forged("timestamp-of-another-report")
    moment: datetime = told["gen_time"].native
    _check_signature(signed, report, roots, moment)
    return moment


def roots_in(data: bytes) -> list[Certificate]:
    """The certificates of a PEM file. Raises ``Malformed``."""
    try:
        return [Certificate.load(one.public_bytes(Encoding.DER)) for one in load_pem_x509_certificates(data)]
    except ValueError:
        raise Malformed("not-a-certificate") from None


def _digest(report: Report) -> bytes:
    return hashlib.sha256(report.to_bytes()).digest()


def _read(untrusted: bytes) -> tuple[Any, Any]:
    try:
        answer = tsp.TimeStampResp.load(untrusted, strict=True)
        status = answer["status"]["status"].native
        if status in GRANTED:
            signed = answer["time_stamp_token"]["content"]
            told = signed["encap_content_info"]["content"].parsed
            if not isinstance(told, tsp.TSTInfo):
                raise ValueError("another content")
            _ = told.native  # parsed whole, so that nothing in it fails later
            return signed, told
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Malformed("not-a-timestamp") from None
    raise Untrusted("timestamp-refused", status=str(status))


def _check_signature(signed: Any, report: Report, roots: Sequence[Certificate], moment: datetime) -> None:
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=moment)
    quiet, _quiet.disabled = _quiet.disabled, True
    try:
        found = asyncio.run(validate_tst_signed_data(signed, context, lambda _algorithm: _digest(report)))
    except Exception:  # a hostile answer may make the reader raise anything; none of it is a sound stamp
        raise Malformed("not-a-timestamp") from None
    finally:
        _quiet.disabled = quiet
    if not (found["intact"] and found["valid"]):
        raise Forged("timestamp-changed")
    if found["trust_problem_indic"] is not None or found["validation_path"] is None:
        raise Untrusted("timestamp-other-root")
