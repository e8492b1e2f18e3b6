"""How values become bytes, one way only: length prefixes, tagged hashes, canonical JSON, hex and times."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from operator import is_
from typing import Any, NoReturn

from blind.errors import Malformed
from blind.keys.hashes import digest

DEEPEST = 32
"""Lists and objects inside one another that a record may have."""

LARGEST = (1 << 53) - 1
"""The largest whole number a record may hold, either sign: what every JSON reader keeps exact."""

HEX = re.compile(r"[0-9a-f]*")

LONGEST = 64 << 20
"""Bytes ``strict_parse`` reads unless told otherwise."""


def lp(part: bytes) -> bytes:
    """``part`` behind its length as 4 bytes, big-endian, so that no two lists of parts give the same bytes."""
    return len(part).to_bytes(4, "big") + part


def tagged_hash(tag: str, *parts: bytes, algorithm: str = "sha256") -> bytes:
    """32 bytes: the hash over ``lp`` of the tag and of each part. A tag reads ``expertpool/<what>/v1``."""
    return digest(algorithm)(b"".join(map(lp, (tag.encode(), *parts))))


def canonical(value: object) -> bytes:
    """``value`` as canonical JSON: UTF-8, NFC, sorted ASCII keys, no spaces, whole numbers only.

    Takes None, bool, int, str, lists or tuples, and mappings with text keys; equal values give equal bytes.
    Raises ``Malformed`` for anything else, and for what ``strict_parse`` would refuse.
    """
    return ENCODER.encode(checked(value, 1)).encode()


def strict_parse(data: bytes, *, canonical_form: bool = True, longest: int = LONGEST) -> Any:
    """The value that ``data`` holds; only dict, list, str, int, bool and None come out.

    Raises ``Malformed`` for anything but UTF-8 JSON without floats, duplicate or non-ASCII keys, text outside NFC,
    numbers over ``LARGEST``, depth over ``DEEPEST`` or more than ``longest`` bytes; with ``canonical_form`` also for
    bytes that differ from what ``canonical`` would write.
    """
    if len(data) > longest:
        raise Malformed("too-long", bytes=len(data), longest=longest)
    try:
        value = checked(DECODER.decode(data.decode()), 1)
    except Malformed:
        raise
    except UnicodeDecodeError as error:
        raise Malformed("not-utf8", at=error.start) from None
    except json.JSONDecodeError as error:
        raise Malformed("not-json", at=error.pos, why=error.msg) from None
    except RecursionError:
        raise Malformed("too-deep", deepest=DEEPEST) from None
    if canonical_form and ENCODER.encode(value).encode() != data:
        raise Malformed("not-canonical")
    return value


def checked(value: object, depth: int) -> Any:
    """``value`` with tuples as lists, after every rule of canonical JSON held for it and what it contains.

    Lists and objects that hold nothing to change are given back themselves: a large certificate is not copied.
    """
    if isinstance(value, str):
        return value if value.isascii() else checked_text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return checked_number(value)
    if depth > DEEPEST:
        raise Malformed("too-deep", deepest=DEEPEST)
    if isinstance(value, (list, tuple)):
        items = [checked(item, depth + 1) for item in value]
        return value if type(value) is list and all(map(is_, items, value)) else items
    if isinstance(value, (dict, Mapping)):
        fields = {checked_key(key): checked(item, depth + 1) for key, item in value.items()}
        return value if type(value) is dict and all(map(is_, fields.values(), value.values())) else fields
    raise Malformed("not-a-json-value", type=type(value).__name__)


def checked_number(value: int) -> int:
    """A plain whole number that every reader keeps exact."""
    if abs(value) > LARGEST:
        raise Malformed("number-too-large", largest=LARGEST)
    return int(value)


@cache
def endless_marks() -> re.Pattern[str]:
    """More combining marks in a row than the thirty of UAX 15: to put them in order takes quadratic time."""
    marks = (mark for mark in map(chr, range(0x300, 0x1E950)) if unicodedata.category(mark).startswith("M"))
    return re.compile(f"[{''.join(marks)}]{{31}}")


def checked_text(value: str) -> str:
    """Text in NFC without lone surrogates, and without marks that never end."""
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise Malformed("lone-surrogate")
    if not value.isascii() and endless_marks().search(value):
        raise Malformed("marks-without-end")
    if not unicodedata.is_normalized("NFC", value):
        raise Malformed("text-not-nfc", text=value[:40])
    return value


def checked_key(key: object) -> str:
    """A key of an object: ASCII text."""
    if not isinstance(key, str) or not key.isascii():
        raise Malformed("key-not-ascii", key=repr(key)[:40])
    return key


def whole_number(text: str) -> int:
    """A JSON number without fraction; refuses minus zero and lengths nobody needs before converting."""
    if len(text) > 17:
        raise Malformed("number-too-large", largest=LARGEST)
    if text == "-0":
        raise Malformed("minus-zero")
    return int(text)


def no_fraction(text: str) -> NoReturn:
    """Refuses floats, infinities and NaN."""
    raise Malformed("not-a-whole-number", text=text[:40])


def no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys all differ."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise Malformed("duplicate-key", key=next(name for name in names if names.count(name) > 1)[:40])
    return found


ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)

DECODER = json.JSONDecoder(
    parse_int=whole_number, parse_float=no_fraction, parse_constant=no_fraction, object_pairs_hook=no_duplicates
)


def from_hex(text: object, size: int) -> bytes:
    """The ``size`` bytes that lower-case hex ``text`` stands for. Raises ``Malformed`` for any other text."""
    if not isinstance(text, str) or len(text) != 2 * size or not HEX.fullmatch(text):
        raise Malformed("not-hex", expected_bytes=size, found=repr(text)[:80])
    return bytes.fromhex(text)


def time_text(moment: datetime) -> str:
    """``moment`` to the second with its offset, e.g. ``2025-06-01T09:00:00+08:00``; it must know its offset."""
    if moment.utcoffset() is None:
        raise Malformed("time-without-offset", time=str(moment))
    text = moment.replace(microsecond=0).isoformat()
    read_time(text)
    return text


def read_time(text: object) -> datetime:
    """The moment that ``time_text`` wrote as ``text``. Raises ``Malformed`` for any other spelling."""
    if not isinstance(text, str) or len(text) != len("2025-06-01T09:00:00+08:00"):
        raise Malformed("not-a-time", found=repr(text)[:80])
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Malformed("not-a-time", found=text) from None
    if moment.isoformat() != text:
        raise Malformed("not-a-time", found=text)
    return moment
