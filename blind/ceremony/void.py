"""Voiding an attempt, and what the next attempt must keep: nobody gets a second draw in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from blind.ceremony.context import Context
from blind.ceremony.document import hash_of
from blind.ceremony.values import hash32, hash32_or_none, hex_or_none, party_id_or_none, positive
from blind.encoding import read_time, time_text
from blind.errors import Forged, Malformed
from blind.fields import NOTHING, Kind, exact

ESCROW_UNUSABLE, OBJECTION = "escrow-unusable", "objection"
CODES = ("deadline", "equipment", ESCROW_UNUSABLE, "no-panel", OBJECTION, "wrong-meeting")
"""Closed list of causes. An objection can be heard only before the seal; then alone may the next pool differ."""

KEPT = ("draw_id", "scope", "library_sha256", "pool", "rules_sha256", "bounds_root", "method", "seats", "reserves")
"""What an attempt takes over from the one before unless an objection was the cause."""


@dataclass(frozen=True)
class Void:
    """The record that ends an attempt, signed by two parties of whom none is ``culprit``.

    ``seal_hash``: None before the seal. ``discarded``: once a seed stood, the document of the result thrown away.
    """

    KIND: ClassVar[str] = "void"

    ctx: bytes
    attempt: int
    seal_hash: bytes | None
    code: str
    culprit: str | None
    discarded: bytes | None
    at: datetime

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise Malformed("unknown-cause", cause=self.code[:40], known=CODES)
        if (self.code == ESCROW_UNUSABLE) != (self.culprit is not None):
            raise Malformed("culprit-and-cause", cause=self.code, culprit=self.culprit)
        if self.code == OBJECTION and self.seal_hash is not None:
            raise Malformed("objection-after-seal")

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload."""
        return {
            "ctx": self.ctx.hex(),
            "attempt": self.attempt,
            "seal_hash": hex_or_none(self.seal_hash),
            "code": self.code,
            "culprit": self.culprit,
            "discarded": hex_or_none(self.discarded),
            "at": time_text(self.at),
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(fields, _FIELDS, what="void")
        return cls(
            ctx=hash32(record["ctx"]),
            attempt=positive(record["attempt"], what="attempt"),
            seal_hash=hash32_or_none(record["seal_hash"]),
            code=record["code"],
            culprit=party_id_or_none(record["culprit"]),
            discarded=hash32_or_none(record["discarded"]),
            at=read_time(record["at"]),
        )


_FIELDS: dict[str, Kind] = {
    **dict.fromkeys(("ctx", "code", "at"), str),
    **dict.fromkeys(("seal_hash", "culprit", "discarded"), (str, NOTHING)),
    "attempt": int,
}


def check_follows(context: Context, before: Context, void: Void) -> None:
    """Raise ``Forged`` unless ``context`` is the attempt after ``before``, which ``void`` ended.

    Same draw, pool, rules and method (another pool only after an objection), every earlier attempt listed as it was,
    and a new signing key for the culprit's role: whoever spoilt an attempt sends a replacement.
    """
    if void.ctx != before.ctx or void.attempt != before.attempt or context.attempt != before.attempt + 1:
        raise Forged("void-of-another-attempt", attempt=context.attempt)
    listed = context.previous[-1]
    if context.previous[:-1] != before.previous:
        raise Forged("earlier-attempts-changed", attempt=context.attempt)
    if (listed.seal_hash, listed.void_record_hash) != (void.seal_hash, hash_of(void, algorithm=before.hash)):
        raise Forged("previous-attempt-differs", attempt=before.attempt)
    kept = ("draw_id", "scope") if void.code == OBJECTION else KEPT
    changed = [name for name in kept if getattr(context, name) != getattr(before, name)]
    if changed:
        raise Forged("next-attempt-changes", changed=changed)
    if void.culprit is not None and before.party(void.culprit).sign_key_id in {p.sign_key_id for p in context.parties}:
        raise Forged("culprit-not-replaced", party=void.culprit)
