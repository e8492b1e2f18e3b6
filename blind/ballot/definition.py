"""What a ballot is about, fixed before the first token: the roll, the candidates, the choices and the keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from blind.blind_rsa import PSS_RANDOMIZED, TokenKey
from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.errors import Malformed
from blind.fields import exact, natural, texts
from blind.keys.registry import verifier
from blind.keys.signer import Verifier

FORMAT = "expertpool-ballot/1"
ID = 16
YES, NO, ABSTAIN = CHOICES = ("yes", "no", "abstain")
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's alphabet, in which no letter looks like a digit."""


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """``roll``: the members present, by code, frozen when the ballot opens; ``drawn``: members seated by the draw.

    ``recused``: candidate -> members on the roll who do not vote on that candidate. ``trustees``: three names with
    X25519 public keys. ``token_key``: made afresh on the inspector's machine for this ballot alone. ``devices``: the
    key of every member's own device; since the fingerprint covers them, nobody exchanges one for another unseen.
    """

    ballot_id: bytes
    scope: str
    drawn: int
    roll: tuple[str, ...]
    candidates: tuple[str, ...]
    trustees: Mapping[str, bytes]
    token_key: TokenKey
    recused: Mapping[str, tuple[str, ...]]
    devices: Mapping[str, Verifier]

    def __post_init__(self) -> None:
        for what, names in (("roll", self.roll), ("candidates", self.candidates)):
            if not names or list(names) != sorted(set(names)):
                raise Malformed("names-empty-doubled-or-unsorted", what=what)
        if len(self.ballot_id) != ID or len(self.roll) > self.drawn:
            raise Malformed("more-on-the-roll-than-drawn", roll=len(self.roll), drawn=self.drawn)
        if len(self.trustees) != 3 or len(set(self.trustees.values())) != 3:
            raise Malformed("not-three-holders", holders=sorted(self.trustees))
        if self.devices.keys() != set(self.roll) or len({one.key_id for one in self.devices.values()}) < len(self.roll):
            raise Malformed("not-one-device-each", roll=len(self.roll), devices=len(self.devices))
        for candidate, members in self.recused.items():
            doubled = len(set(members)) != len(members)
            if doubled or candidate not in self.candidates or not set(members) <= set(self.roll):
                raise Malformed("recusal-of-nobody-here", candidate=candidate)

    def to_bytes(self) -> bytes:
        """The definition as canonical JSON: the body of the ledger entry that opens the ballot."""
        record: dict[str, Any] = {"candidates": self.candidates, "choices": CHOICES, "drawn": self.drawn}
        record |= {"format": FORMAT, "id": self.ballot_id.hex(), "roll": self.roll, "scope": self.scope}
        record["recused"] = [
            {"candidate": name, "members": sorted(self.recused[name])} for name in sorted(self.recused)
        ]
        record["devices"] = [
            {"alg": self.devices[name].alg, "member": name, "public": self.devices[name].public.hex()}
            for name in sorted(self.devices)
        ]
        record["token"] = {"key": self.token_key.to_bytes().hex(), "variant": PSS_RANDOMIZED.name}
        record["trustees"] = [{"holder": name, "public": self.trustees[name].hex()} for name in sorted(self.trustees)]
        return canonical(record)

    @classmethod
    def parse(cls, data: bytes) -> Ballot:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields = {"candidates": list, "choices": list, "drawn": int, "format": str, "id": str, "recused": list}
        fields |= {"devices": list, "roll": list, "scope": str, "token": dict, "trustees": list}
        record = exact(strict_parse(data), fields, what="ballot")
        if record["format"] != FORMAT or record["choices"] != list(CHOICES):
            raise Malformed("unknown-version", what="ballot", format=record["format"][:40])
        token = exact(record["token"], {"key": str, "variant": str}, what="ballot-text.token")
        if token["variant"] != PSS_RANDOMIZED.name:
            raise Malformed("unknown-version", what="ballot-text.token", format=token["variant"][:40])
        holders = [
            exact(one, {"holder": str, "public": str}, what="ballot-text.trustees") for one in record["trustees"]
        ]
        recusal = {"candidate": str, "members": list}
        recused = [exact(one, recusal, what="ballot-text.recused") for one in record["recused"]]
        if len(record["devices"]) != len(record["roll"]):
            raise Malformed("not-one-device-each", roll=len(record["roll"]), devices=len(record["devices"]))
        return cls(
            ballot_id=from_hex(record["id"], ID),
            scope=record["scope"],
            drawn=natural(record["drawn"], what="ballot-text.drawn"),
            roll=tuple(texts(record["roll"], what="ballot-text.roll")),
            candidates=tuple(texts(record["candidates"], what="ballot-text.candidates")),
            trustees={one["holder"]: from_hex(one["public"], 32) for one in holders},
            token_key=TokenKey.parse(from_hex(token["key"], len(token["key"]) // 2)),
            recused={one["candidate"]: tuple(texts(one["members"], what="ballot-text.recused")) for one in recused},
            devices=dict(map(read_device, record["devices"])),
        )

    def votes_on(self, member: str) -> tuple[str, ...]:
        """The candidates a member on the roll votes on: all but those the member is recused for."""
        return tuple(name for name in self.candidates if member not in self.recused.get(name, ()))

    def voters(self, candidate: str) -> int:
        """Members on the roll who may vote on a candidate."""
        return len(self.roll) - len(self.recused.get(candidate, ()))

    @property
    def hash(self) -> bytes:
        """32 bytes that every token request and vote is bound to."""
        return tagged_hash("expertpool/ballot/v1", self.to_bytes())

    @property
    def fingerprint(self) -> str:
        """Eight characters on the wall of the room, which every member's device shows too: one key for all."""
        number = int.from_bytes(tagged_hash("expertpool/ballot-print/v1", self.hash)[:5], "big")
        letters = "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(8)))
        return f"{letters[:4]}-{letters[4:]}"


def read_device(value: object) -> tuple[str, Verifier]:
    """One member with the key of the member's device."""
    record = exact(value, dict.fromkeys(("alg", "member", "public"), str), what="ballot-text.devices")
    public = record["public"]
    return record["member"], verifier(record["alg"], from_hex(public, len(public) // 2))
