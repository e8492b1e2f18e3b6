"""One version of a trust file: roles, their keys, and the part of the log each key counts for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.errors import Malformed
from blind.fields import NOTHING, Kind, exact, natural
from blind.keys import registry
from blind.keys.signer import Verifier, key_id_of

FORMAT = "expertpool-trust/1"
ROOT = "root"
"""The role whose keys sign the next version."""

SEALING = "x25519"
"""Kind of the keys to which secrets are sealed; they are pinned like the others and sign nothing."""

NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")


@dataclass(frozen=True, kw_only=True)
class TrustedKey:
    """A public key of one holder, counting for log entries ``from_index`` up to, not including, ``to_index``.

    ``to_index`` is None while the key is in use. For a checkpoint the index is the log's size.
    """

    alg: str
    public: bytes
    holder: str
    from_index: int
    to_index: int | None = None

    @property
    def key_id(self) -> str:
        """64 hex characters, from algorithm and public key."""
        return key_id_of(self.alg, self.public)

    @property
    def verifier(self) -> Verifier:
        """What verifies this key's signatures. Raises ``Malformed`` for a sealing key or an absent plug-in."""
        return registry.verifier(self.alg, self.public)

    def active_at(self, index: int) -> bool:
        """Whether a signature in the log at ``index`` counts."""
        return self.from_index <= index and (self.to_index is None or index < self.to_index)

    def as_dict(self) -> dict[str, Any]:
        """The key as an object for JSON."""
        record = {"alg": self.alg, "from_index": self.from_index, "holder": self.holder}
        return {**record, "public": self.public.hex(), "to_index": self.to_index}


@dataclass(frozen=True)
class Role:
    """The keys that count for one role, open and closed, and how many different holders must sign."""

    keys: tuple[TrustedKey, ...]
    threshold: int

    def active_at(self, index: int) -> tuple[TrustedKey, ...]:
        """The keys that count at this place of the log."""
        return tuple(key for key in self.keys if key.active_at(index))

    def as_dict(self) -> dict[str, Any]:
        """The role as an object for JSON, keys in the order of their ids."""
        keys = sorted(self.keys, key=lambda key: key.key_id)
        return {"keys": [key.as_dict() for key in keys], "threshold": self.threshold}


@dataclass(frozen=True, kw_only=True)
class TrustVersion:
    """One version. ``since``: the log's size when it was made; ``previous``: hash of the version before, if any."""

    version: int
    previous: str | None
    since: int
    roles: Mapping[str, Role]

    def __post_init__(self) -> None:
        if self.version < 1 or self.since < 0 or (self.version == 1) != (self.previous is None):
            raise Malformed("not-a-trust-version", version=self.version, since=self.since)
        check_roles(self.roles)
        check_root(self.roles[ROOT], self.since)

    @property
    def hash(self) -> str:
        """64 hex characters over the payload; the first version's is the fingerprint that people compare."""
        return tagged_hash("expertpool/trust/v1", self.payload).hex()

    @property
    def payload(self) -> bytes:
        """The version as canonical JSON: what the holders sign."""
        record: dict[str, Any] = {"format": FORMAT, "previous": self.previous, "since": self.since}
        roles = {name: role.as_dict() for name, role in self.roles.items()}
        return canonical({**record, "roles": roles, "version": self.version})

    @classmethod
    def parse(cls, payload: bytes) -> TrustVersion:
        """Reads what ``payload`` gave; raises ``Malformed``."""
        fields: dict[str, Kind] = {
            "format": str,
            "previous": (str, NOTHING),
            "roles": dict,
            "since": int,
            "version": int,
        }
        record = exact(strict_parse(payload), fields, what="trust")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="trust", format=record["format"][:40])
        if record["previous"] is not None:
            from_hex(record["previous"], 32)
        roles = {name: read_role(role) for name, role in record["roles"].items()}
        version = cls(version=record["version"], previous=record["previous"], since=record["since"], roles=roles)
        if version.payload != payload:
            raise Malformed("keys-unsorted", what="trust")
        return version


def check_roles(roles: Mapping[str, Role]) -> None:
    """Names in order, thresholds positive, and no key twice, neither in one role nor in two."""
    ids = [key.key_id for role in roles.values() for key in role.keys]
    if ROOT not in roles or not all(NAME.fullmatch(name) for name in roles):
        raise Malformed("wrong-roles", what="trust", roles=[name[:40] for name in sorted(roles)])
    if len(set(ids)) < len(ids):
        raise Malformed("key-doubled", what="trust")
    if any(role.threshold < 1 or not role.keys for role in roles.values()):
        raise Malformed("role-without-keys-or-threshold", what="trust")


def check_root(root: Role, since: int) -> None:
    """At least two holders must sign, one holder may be lost, and nobody holds two root keys at one time."""
    active = root.active_at(since)
    if not 2 <= root.threshold < len(active) or any(key.alg == SEALING for key in root.keys):
        raise Malformed("root-threshold-unsafe", threshold=root.threshold, keys=len(active))
    for one, other in combinations(root.keys, 2):
        if one.holder == other.holder and overlap(one, other):
            raise Malformed("holder-with-two-root-keys", holder=one.holder)


def overlap(one: TrustedKey, other: TrustedKey) -> bool:
    """Whether some place of the log has both keys active."""
    start = max(one.from_index, other.from_index)
    return one.active_at(start) and other.active_at(start)


def read_role(value: object) -> Role:
    """One role of a version."""
    record = exact(value, {"keys": list, "threshold": int}, what="trust.role")
    return Role(tuple(map(read_key, record["keys"])), record["threshold"])


def read_key(value: object) -> TrustedKey:
    """One key of a role, of a kind that can be verified or sealed to."""
    fields: dict[str, Kind] = {"alg": str, "from_index": int, "holder": str, "public": str, "to_index": (int, NOTHING)}
    record = exact(value, fields, what="trust.key")
    start, stop = natural(record["from_index"], what="trust.key.from_index"), record["to_index"]
    if not record["holder"] or (stop is not None and stop < start):
        raise Malformed("not-a-trusted-key", holder=record["holder"][:40], from_index=start, to_index=stop)
    public = from_hex(record["public"], len(record["public"]) // 2)
    if record["alg"] != SEALING:
        registry.verifier(record["alg"], public)
    elif len(public) != 32:
        raise Malformed("not-a-public-key", alg=SEALING, bytes=len(public))
    return TrustedKey(alg=record["alg"], public=public, holder=record["holder"], from_index=start, to_index=stop)
