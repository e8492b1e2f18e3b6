"""Values that stand in several documents of a ceremony: hashes, party ids, and lists sorted one way only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from blind.encoding import from_hex
from blind.errors import Malformed
from blind.fields import exact

HASH_BYTES = 32
PARTY = re.compile(r"[a-z][a-z0-9-]{0,31}", re.ASCII)


def hash32(value: object) -> bytes:
    """The 32 bytes of a hash or secret in lower-case hex. Raises ``Malformed`` for any other spelling."""
    return from_hex(value, HASH_BYTES)


def hash32_or_none(value: object) -> bytes | None:
    """The same where null says that there is none."""
    return None if value is None else hash32(value)


def hex_or_none(value: bytes | None) -> str | None:
    """What ``hash32_or_none`` reads."""
    return None if value is None else value.hex()


def party_id(value: object) -> str:
    """The id of a party: a small ASCII letter, then up to 31 small letters, digits and hyphens."""
    if not isinstance(value, str) or not PARTY.fullmatch(value):
        raise Malformed("not-a-party-id", found=repr(value)[:80])
    return value


def party_id_or_none(value: object) -> str | None:
    """The same where null says that there is none."""
    return None if value is None else party_id(value)


def sorted_once(names: Sequence[str], *, what: str) -> None:
    """Return if the names stand in ascending order and none stands twice; raise ``Malformed`` if not."""
    if list(names) != sorted(set(names)):
        raise Malformed("not-sorted-or-twice", what=what, found=list(names)[:12])


def pairs_by_party(value: object, *, what: str) -> dict[str, bytes]:
    """``[{party, document}]`` sorted by party as a mapping from party to document hash."""
    records = [exact(entry, {"party": str, "document": str}, what=what) for entry in listed(value, what=what)]
    found = {party_id(record["party"]): hash32(record["document"]) for record in records}
    sorted_once([record["party"] for record in records], what=what)
    return found


def as_pairs(documents: Mapping[str, bytes]) -> list[dict[str, str]]:
    """What ``pairs_by_party`` reads."""
    return [{"party": party, "document": documents[party].hex()} for party in sorted(documents)]


def hashes_sorted(value: object, *, what: str) -> tuple[bytes, ...]:
    """A list of hashes in ascending order, each once."""
    found = tuple(hash32(entry) for entry in listed(value, what=what))
    sorted_once([entry.hex() for entry in found], what=what)
    return found


def as_hashes(hashes: Iterable[bytes]) -> list[str]:
    """What ``hashes_sorted`` reads."""
    return sorted(entry.hex() for entry in hashes)


def listed(value: object, *, what: str) -> list[Any]:
    """``value``, if it is a list."""
    if not isinstance(value, list):
        raise Malformed("not-a-list", what=what)
    return value


def positive(value: object, *, what: str) -> int:
    """``value``, if it is a whole number from 1 on."""
    if type(value) is not int or value < 1:
        raise Malformed("not-a-positive-number", what=what, found=repr(value)[:40])
    return value
