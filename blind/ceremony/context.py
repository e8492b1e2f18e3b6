"""The context of a draw: everything that is fixed before anybody commits, as one record with one hash."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar, Self

from blind.ceremony.chain import MOST_ROUNDS
from blind.ceremony.document import payload
from blind.ceremony.public_source import BeaconSpec, DiceSpec, read_beacon_spec
from blind.ceremony.reasons import OFFICE, ROLES, ReasonCode
from blind.ceremony.values import (
    hash32,
    hash32_or_none,
    hashes_sorted,
    hex_or_none,
    listed,
    party_id,
    positive,
    sorted_once,
)
from blind.encoding import from_hex, read_time, tagged_hash, time_text
from blind.errors import Malformed
from blind.fields import NOTHING, Kind, exact, natural
from blind.keys.hashes import ALGORITHMS

USUAL_ROUNDS = 8
METHODS = ("lottery", "queue")
REPLACEMENTS = ("queue", "same-order")
OF_SEASON = "season"
"""Series and level of a season's scope: committees of any series and level are drawn jointly."""
ATTEMPTS_WITHOUT_DECISION = 2
FEW = 5
"""Where fewer people are left out in all, the context does not say by which rules."""


class Assurance(StrEnum):
    """How sure a stranger can be that nobody chose the result; each level includes the ones before."""

    M0 = "M0"
    """Nothing: drawn on one computer, or the ceremony did not hold."""
    M1 = "M1"
    """Public dice after the seal."""
    M2 = "M2"
    """Three parties committed and revealed."""
    M3 = "M3"
    """And a public source, named before and known only after the reveals."""


@dataclass(frozen=True)
class Scope:
    """Which draw this is: a committee and year, and what for. ``filing``: the number under which HRSS filed it."""

    committee: str
    year: int
    series: str
    level: str
    purpose: str
    filing: str

    def __post_init__(self) -> None:
        if not self.committee or "\n" in self.committee:
            raise Malformed("scope-without-committee", committee=self.committee[:40])

    @property
    def ledger(self) -> str:
        """The scope of ledger entries: committee and year, whatever the purpose, so that no seal of it can hide."""
        return f"{self.committee}/{self.year}"

    @classmethod
    def from_dict(cls, fields: object) -> Self:
        """Reads the record back; raises ``Malformed``."""
        kinds = {name: int if name == "year" else str for name in _names(cls)}
        return cls(**exact(fields, kinds, what="scope"))


@dataclass(frozen=True)
class Pool:
    """The filed library behind its leaves: root, size, how many are in, and how many each rule left out.

    ``out_by_rule`` is public, so small counts are folded together (``blind.pool_leaves.folded``); it is empty where
    fewer than ``FEW`` people are out in all.
    """

    root: bytes
    size: int
    in_count: int
    out_by_rule: Mapping[str, int]

    def __post_init__(self) -> None:
        out = self.size - self.in_count
        stated = sum(self.out_by_rule.values()) == out if self.out_by_rule else out < FEW
        if not 0 <= self.in_count <= self.size or not stated:
            raise Malformed("pool-counts-differ", size=self.size, in_count=self.in_count)

    def as_dict(self) -> dict[str, Any]:
        """The fields in the context."""
        counts = {"size": self.size, "in_count": self.in_count, "out_by_rule": dict(self.out_by_rule)}
        return {"root": self.root.hex(), **counts}

    @classmethod
    def from_dict(cls, fields: object) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(fields, {"root": str, "size": int, "in_count": int, "out_by_rule": dict}, what="pool")
        counts = {rule: positive(count, what="out_by_rule") for rule, count in record["out_by_rule"].items()}
        return cls(hash32(record["root"]), record["size"], record["in_count"], counts)


@dataclass(frozen=True)
class Table:
    """The ticket table behind its root. The tags and trees are those of the certificate."""

    table_seed: bytes
    table_root: bytes
    groups_root: bytes
    symmetry_hash: bytes

    def as_dict(self) -> dict[str, str]:
        """The fields in the context."""
        return {name: getattr(self, name).hex() for name in _names(type(self))}

    @classmethod
    def from_dict(cls, fields: object) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(fields, dict.fromkeys(_names(cls), str), what="table")
        return cls(**{name: hash32(value) for name, value in record.items()})


@dataclass(frozen=True)
class Party:
    """One who takes part: its role, the id of its signing key in the trust file, its X25519 key for escrows."""

    id: str
    role: str
    sign_key_id: str
    seal_key: bytes

    def as_dict(self) -> dict[str, str]:
        """The fields in the context."""
        return {"id": self.id, "role": self.role, "sign_key_id": self.sign_key_id, "seal_key": self.seal_key.hex()}

    @classmethod
    def from_dict(cls, fields: object) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(fields, dict.fromkeys(_names(cls), str), what="party")
        if record["role"] not in ROLES:
            raise Malformed("unknown-role", role=record["role"][:40], known=ROLES)
        key_id = from_hex(record["sign_key_id"], 32).hex()
        return cls(party_id(record["id"]), record["role"], key_id, from_hex(record["seal_key"], 32))


@dataclass(frozen=True)
class PreviousAttempt:
    """An earlier attempt at the same draw: its seal, if it came to one, and the record that voided it."""

    attempt: int
    seal_hash: bytes | None
    void_record_hash: bytes

    def as_dict(self) -> dict[str, Any]:
        """The fields in the context."""
        void = self.void_record_hash.hex()
        return {"attempt": self.attempt, "seal_hash": hex_or_none(self.seal_hash), "void_record_hash": void}

    @classmethod
    def from_dict(cls, fields: object) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        kinds: dict[str, Kind] = {"attempt": int, "seal_hash": (str, NOTHING), "void_record_hash": str}
        record = exact(fields, kinds, what="previous attempt")
        return cls(record["attempt"], hash32_or_none(record["seal_hash"]), hash32(record["void_record_hash"]))


@dataclass(frozen=True)
class Decision:
    """A decision of HRSS's superior that a third or later attempt may be made, with the digest of its paper."""

    by: str
    evidence_sha256: bytes

    def as_dict(self) -> dict[str, str]:
        """The fields in the context."""
        return {"by": self.by, "evidence_sha256": self.evidence_sha256.hex()}

    @classmethod
    def from_dict(cls, fields: object) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(fields, {"by": str, "evidence_sha256": str}, what="decision")
        return cls(record["by"], hash32(record["evidence_sha256"]))


@dataclass(frozen=True)
class Deadlines:
    """Until when the frozen pool can be objected to, and by when everybody reveals; whole seconds, with offsets."""

    objection_until: datetime
    reveal_by: datetime

    def __post_init__(self) -> None:
        if self.reveal_by < self.objection_until:
            raise Malformed("deadlines-upside-down", objection_until=str(self.objection_until))

    def as_dict(self) -> dict[str, str]:
        """The fields in the context."""
        return {name: time_text(getattr(self, name)) for name in _names(type(self))}

    @classmethod
    def from_dict(cls, fields: object) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(fields, dict.fromkeys(_names(cls), str), what="deadlines")
        return cls(**{name: read_time(value) for name, value in record.items()})


@dataclass(frozen=True)
class Context:
    """All of it. Raises ``Malformed`` where the parts do not fit together.

    A draw without a ceremony (M0) has a context too, so that its pool and table are fixed by one hash: no parties, no
    deadlines, no public chance.

    ``draw_id`` (16 random bytes) and the salts of the pool stay the same over the attempts at one draw. ``hash``
    names the hash that every formula of this draw uses. Times know their offset and have whole seconds.
    """

    KIND: ClassVar[str] = "context"

    draw_id: bytes
    scope: Scope
    attempt: int
    previous: tuple[PreviousAttempt, ...]
    other_seals: tuple[bytes, ...]
    decision: Decision | None
    library_sha256: bytes
    pool: Pool
    rules_sha256: bytes
    bounds_root: bytes
    method: str
    seats: int
    reserves: int
    tickets: int | None
    table: Table | None
    rounds: int
    replacement: str
    reason_codes: tuple[ReasonCode, ...]
    parties: tuple[Party, ...]
    trust_version: int
    beacon: BeaconSpec | None
    dice: DiceSpec | None
    deadlines: Deadlines | None
    assurance_planned: Assurance
    versions: Mapping[str, str]
    hash: str = "sha256"

    def __post_init__(self) -> None:
        self._check_draw()
        self._check_attempts()
        self._check_parties()
        self._check_chance()

    def _check_draw(self) -> None:
        if len(self.draw_id) != 16 or self.hash not in ALGORITHMS or self.method not in METHODS:
            raise Malformed("context-not-a-draw", hash=self.hash[:20], method=self.method[:20])
        if (self.method == "lottery") != (self.table is not None) or (self.table is None) != (self.tickets is None):
            raise Malformed("context-table-and-method", method=self.method)
        if not 1 <= self.seats <= self.pool.in_count or not 1 <= self.rounds <= MOST_ROUNDS:
            raise Malformed("context-seats-or-rounds", seats=self.seats, rounds=self.rounds)
        if self.replacement not in REPLACEMENTS:
            raise Malformed("unknown-replacement", replacement=self.replacement[:20], known=REPLACEMENTS)
        sorted_once([reason.code for reason in self.reason_codes], what="reason_codes")

    def _check_attempts(self) -> None:
        if [one.attempt for one in self.previous] != list(range(1, self.attempt)):
            raise Malformed("attempts-not-listed", attempt=self.attempt, listed=[one.attempt for one in self.previous])
        if self.attempt > ATTEMPTS_WITHOUT_DECISION and self.decision is None:
            raise Malformed("attempt-needs-decision", attempt=self.attempt)
        sorted_once([seal.hex() for seal in self.other_seals], what="other_seals")

    def _check_parties(self) -> None:
        sorted_once([party.id for party in self.parties], what="parties")
        for name in ("role", "sign_key_id", "seal_key"):
            if len({getattr(party, name) for party in self.parties}) < len(self.parties):
                raise Malformed("parties-share", what=name)
        roles = {party.role for party in self.parties}
        if self.assurance_planned is Assurance.M0:
            if self.parties or self.deadlines or self.dice or self.beacon:
                raise Malformed("ceremony-in-m0", parties=len(self.parties))
            return
        if self.committing and roles != set(ROLES):
            raise Malformed("not-three-parties", found=sorted(roles))
        if OFFICE not in roles or len(roles) < 2:
            raise Malformed("too-few-parties", found=sorted(roles))

    def _check_chance(self) -> None:
        planned = self.assurance_planned
        if planned is Assurance.M0:
            return
        if self.deadlines is None:
            raise Malformed("no-deadlines", assurance_planned=planned)
        if planned is Assurance.M1 and not (self.dice and self.dice.every_round):
            raise Malformed("assurance-without-chance", assurance_planned=planned)
        if (planned is Assurance.M3) != (self.beacon is not None):
            raise Malformed("assurance-and-public-source", assurance_planned=planned)
        if self.beacon is not None and self.beacon.known_after < self.deadlines.reveal_by:
            raise Malformed("public-source-too-early", known_after=str(self.beacon.known_after))

    @property
    def of_season(self) -> bool:
        """Whether a season is drawn: its pool's leaves are committees, by the hashes of their own contexts."""
        return self.scope.level == OF_SEASON

    @property
    def committing(self) -> bool:
        """Whether the parties commit secrets (M2, M3); otherwise they only sign."""
        return self.assurance_planned in (Assurance.M2, Assurance.M3)

    @cached_property
    def ctx(self) -> bytes:
        """The hash that every other document names: 32 bytes."""
        return context_hash(payload(self), algorithm=self.hash)

    def party(self, name: str) -> Party:
        """The party of that id. Raises KeyError."""
        return {party.id: party for party in self.parties}[name]

    def with_role(self, role: str) -> Party | None:
        """The party of that role, if one takes part."""
        return next((party for party in self.parties if party.role == role), None)

    def others(self, name: str) -> tuple[Party, ...]:
        """All parties but this one, in id order."""
        return tuple(party for party in self.parties if party.id != name)

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload."""
        plain = ("attempt", "method", "seats", "reserves", "tickets", "rounds", "replacement", "trust_version", "hash")
        hashes = ("draw_id", "library_sha256", "rules_sha256", "bounds_root")
        parts = ("decision", "table", "deadlines", "beacon", "dice")
        lists = ("previous", "reason_codes", "parties")
        return {
            **{name: getattr(self, name) for name in plain},
            **{name: getattr(self, name).hex() for name in hashes},
            **{name: None if (part := getattr(self, name)) is None else part.as_dict() for name in parts},
            **{name: [part.as_dict() for part in getattr(self, name)] for name in lists},
            "scope": dataclasses.asdict(self.scope),
            "other_seals": [seal.hex() for seal in self.other_seals],
            "pool": self.pool.as_dict(),
            "assurance_planned": self.assurance_planned.value,
            "versions": dict(self.versions),
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(fields, _FIELDS, what="context")
        if record["assurance_planned"] not in list(Assurance):
            raise Malformed("unknown-assurance", assurance_planned=record["assurance_planned"][:20])
        return cls(
            draw_id=from_hex(record["draw_id"], 16),
            scope=Scope.from_dict(record["scope"]),
            attempt=positive(record["attempt"], what="attempt"),
            previous=tuple(map(PreviousAttempt.from_dict, record["previous"])),
            other_seals=hashes_sorted(record["other_seals"], what="other_seals"),
            decision=None if record["decision"] is None else Decision.from_dict(record["decision"]),
            library_sha256=hash32(record["library_sha256"]),
            pool=Pool.from_dict(record["pool"]),
            rules_sha256=hash32(record["rules_sha256"]),
            bounds_root=hash32(record["bounds_root"]),
            method=record["method"],
            seats=record["seats"],
            reserves=natural(record["reserves"], what="reserves"),
            tickets=None if record["tickets"] is None else positive(record["tickets"], what="tickets"),
            table=None if record["table"] is None else Table.from_dict(record["table"]),
            rounds=record["rounds"],
            replacement=record["replacement"],
            reason_codes=tuple(map(ReasonCode.from_dict, listed(record["reason_codes"], what="reason_codes"))),
            parties=tuple(map(Party.from_dict, record["parties"])),
            trust_version=positive(record["trust_version"], what="trust_version"),
            beacon=read_beacon_spec(record["beacon"]),
            dice=None if record["dice"] is None else DiceSpec.from_dict(record["dice"]),
            deadlines=None if record["deadlines"] is None else Deadlines.from_dict(record["deadlines"]),
            assurance_planned=Assurance(record["assurance_planned"]),
            versions=_versions(record["versions"]),
            hash=record["hash"],
        )


def context_hash(data: bytes, *, algorithm: str) -> bytes:
    """ctx: the hash over the context's payload."""
    return tagged_hash("expertpool/context/v1", data, algorithm=algorithm)


def _names(kind: type[Any]) -> list[str]:
    return [field.name for field in dataclasses.fields(kind)]


def _versions(value: Mapping[str, Any]) -> dict[str, str]:
    return exact(value, dict.fromkeys(value, str), what="versions")


_FIELDS: dict[str, Kind] = {
    **dict.fromkeys(("draw_id", "library_sha256", "rules_sha256", "bounds_root", "method", "replacement"), str),
    **dict.fromkeys(("hash", "assurance_planned"), str),
    **dict.fromkeys(("attempt", "seats", "reserves", "rounds", "trust_version"), int),
    **dict.fromkeys(("previous", "other_seals", "reason_codes", "parties"), list),
    **dict.fromkeys(("scope", "pool", "versions"), dict),
    **dict.fromkeys(("decision", "table", "deadlines", "beacon", "dice"), (dict, NOTHING)),
    "tickets": (int, NOTHING),
}
