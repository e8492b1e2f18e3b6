"""Telephone numbers and mail addresses: kept as written, with a notice where they cannot be right."""

from __future__ import annotations

import re
import unicodedata

from expertpool.documents.roster.grid import Scalar
from expertpool.documents.roster.number import digits_of
from expertpool.documents.roster.parsed import Parsed
from expertpool.documents.roster.problem import notice

_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})", re.ASCII)
_FIXED = re.compile(r"(?:\(?0\d{2,3}\)?-?)?[2-9]\d{6,7}(?:(?:-|转)\d{1,6})?", re.ASCII)
_SEPARATORS = re.compile(r"[、，,；;/\n]+")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_DASHES = re.compile(r"[‐‑‒–—―−]")


def read_phone(value: Scalar) -> Parsed[str]:
    """A telephone number, mobile ones as eleven digits; 13900000000.0 is 13900000000. Notice: no number in use."""
    found = digits_of(value)
    if found.value is None:
        return Parsed(None, found.faults)
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", found.value))
    parts = [_one_phone(part) for part in _SEPARATORS.split(plain) if part.strip()]
    numbers = "、".join(number for number, _sound in parts)
    return Parsed(numbers, () if all(sound for _number, sound in parts) else (notice("phone_shape"),))


def _one_phone(text: str) -> tuple[str, bool]:
    bare = "".join(text.split()).removesuffix(".0")
    mobile = _MOBILE.fullmatch(bare.replace("-", ""))
    return (mobile[1], True) if mobile else (bare, bool(_FIXED.fullmatch(bare)))


def read_email(text: str) -> Parsed[str]:
    """A mail address without blanks. Notice: not the form of one."""
    address = "".join(unicodedata.normalize("NFKC", text).split()).removeprefix("mailto:")
    return Parsed(address, () if _MAIL.fullmatch(address) else (notice("email_shape"),))
