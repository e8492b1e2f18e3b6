"""Public keys as people hand them in for a trust file: root keys, parties' keys, the ledger's key as one line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from blind.ceremony.book import LOG, WITNESS
from blind.encoding import from_hex, strict_parse
from blind.errors import BlindError, Malformed
from blind.fields import exact
from blind.log.note import NoteKey
from blind.report import ROLE as REPORT
from blind.trust_change import Placed
from blind.trust_version import ROOT, SEALING, TrustedKey
from expertpool.errors import Refusal, Where
from expertpool.party.handed_in import content_of
from expertpool.party.keys import PUBLIC_FORMAT as PARTY_FORMAT
from expertpool.party.root_keys import PUBLIC_FORMAT as ROOT_FORMAT

ED25519 = "ed25519"
REPORT_FORMAT = "expertpool-report-public/1"
"""The public file of an installation's report key."""

WITNESSING = "hrss"
"""The party that cosigns the ledger's heads."""


def placed_in(path: Path, *, witness: str) -> list[Placed]:
    """The keys of a public file with the roles they belong to, open from place 0. Raises Refusal.

    ``witness``: the name under which HRSS's cosignatures stand in the ledger's heads, such as ``hrss.example/witness``.
    """
    data = content_of(path)
    try:
        return placed(strict_parse(data), witness=witness)
    except BlindError as error:
        raise Refusal("trust_file.not_public", where=Where(file=str(path)), fault=error.code) from None


def placed(record: Any, *, witness: str) -> list[Placed]:
    """The same from what a public file holds. Raises ``Malformed``."""
    kind = record.get("format") if isinstance(record, dict) else None
    if kind == ROOT_FORMAT:
        return [_root(record)]
    if kind == PARTY_FORMAT:
        return _party(record, witness)
    if kind == REPORT_FORMAT:
        return [_report(record)]
    raise Malformed("unknown-format")


def log_key(text: str) -> Placed:
    """The ledger's key from the line ``ledger checkpoint`` prints; in the trust file its holder is the ledger's name.

    Raises Refusal.
    """
    try:
        key = NoteKey.parse(text.strip())
    except BlindError as error:
        raise Refusal("trust_file.not_a_log_key", found=text.strip()[:60], fault=error.code) from None
    return LOG, _key(key.alg, key.public, key.name)


def _root(record: dict[str, Any]) -> Placed:
    fields = exact(record, {"format": str, "holder": str, "public": str}, what="root-public")
    return ROOT, _key(ED25519, from_hex(fields["public"], 32), fields["holder"])


def _report(record: dict[str, Any]) -> Placed:
    fields = exact(record, {"format": str, "holder": str, "public": str}, what="report-public")
    return REPORT, _key(ED25519, from_hex(fields["public"], 32), fields["holder"])


def _party(record: dict[str, Any], witness: str) -> list[Placed]:
    shape: dict[str, Any] = {"format": str, "role": str, "sign": str, "seal": str}
    fields = exact(record, {**shape, "witness": str} if "witness" in record else shape, what="party-public")
    role = fields["role"]
    made = {name: from_hex(fields[name], 32) for name in ("sign", "seal", "witness") if name in fields}
    placed = [(role, _key(ED25519, made["sign"], role)), (f"seal-{role}", _key(SEALING, made["seal"], role))]
    if role == WITNESSING:
        if "witness" not in made:
            raise Malformed("wrong-fields", what="party-public", missing=["witness"], unknown=[])
        placed.append((WITNESS, _key(ED25519, made["witness"], witness)))
    return placed


def _key(alg: str, public: bytes, holder: str) -> TrustedKey:
    return TrustedKey(alg=alg, public=public, holder=holder, from_index=0)
