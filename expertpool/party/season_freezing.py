"""Freezing a season for a ceremony: its committees' own contexts under one context, and what the parties are opened."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from blind.ceremony.context import OF_SEASON, Context, Party, Pool, Scope, Table
from blind.ceremony.document import payload, read_payload
from blind.ceremony.void import check_follows
from blind.encoding import canonical, strict_parse
from blind.errors import Malformed
from blind.joint_draw import Columns
from blind.trust import Trust
from expertpool.canonical import canonical_json
from expertpool.errors import Refusal
from expertpool.party.attendance import attempt
from expertpool.party.ceremony_plan import PLAN_FILE, Plan
from expertpool.party.freezing import Earlier, by_plan
from expertpool.party.pool_opening import PoolOpening
from expertpool.queries.season_draws import SeasonWritten

HASH = "sha256"


@dataclass(frozen=True)
class SeasonMade:
    """A season as it is sealed: what it follows from, its committees' own contexts, season.json, the table's seed."""

    written: SeasonWritten
    contexts: tuple[Context, ...]
    record: bytes
    table_seed: bytes

    @property
    def columns(self) -> Columns:
        """The leaves of the season's pool. Raises ``Malformed`` for none and for one twice."""
        return Columns.of((one.ctx for one in self.contexts), algorithm=HASH)

    @property
    def fixed(self) -> dict[str, Any]:
        """What the season's context says of roster, committees, rules and tickets."""
        leaves, digest = self.columns, hashlib.sha256(self.record).digest()
        by_leaf = sorted(self.contexts, key=lambda one: one.ctx)
        return {
            "library_sha256": bytes.fromhex(self.written.roster),
            "pool": Pool(leaves.root, len(leaves.contexts), len(leaves.contexts), {}),
            "rules_sha256": _digest([one.rules_sha256.hex() for one in by_leaf]),
            "bounds_root": _digest([one.bounds_root.hex() for one in by_leaf]),
            "method": self.written.method,
            "seats": len(leaves.contexts),
            "reserves": 0,
            "tickets": self.written.tickets,
            "table": Table(self.table_seed, digest, digest, digest),
        }

    def scope(self, *, purpose: str, filing: str) -> Scope:
        """Which draw this is: the season by its name, in its year."""
        return Scope(self.written.name, self.contexts[0].scope.year, OF_SEASON, OF_SEASON, purpose, filing)


def season_context(
    made: SeasonMade,
    plan: Plan,
    *,
    draw_id: bytes,
    parties: tuple[Party, ...],
    trust: Trust,
    before: Earlier | None,
    other_seals: tuple[bytes, ...],
    versions: Mapping[str, str],
) -> Context:
    """The context of this attempt. Raises Refusal where its parts do not fit, or the attempt before forbids it."""

    def build() -> Context:
        context = Context(
            draw_id=draw_id,
            scope=made.scope(purpose=plan.purpose, filing=plan.filing),
            attempt=before.context.attempt + 1 if before else 1,
            **made.fixed,
            rounds=1,
            replacement="queue",
            reason_codes=(),
            hash=HASH,
            **by_plan(plan, parties=parties, trust=trust, before=before, other_seals=other_seals, versions=versions),
        )
        if before is not None:
            check_follows(context, before.context, before.void)
        return context

    if plan.hash != HASH:
        raise Refusal("season_draw.only_sha256", found=plan.hash)
    return attempt(build, Path(PLAN_FILE))


def season_opening(made: SeasonMade, context: Context) -> PoolOpening:
    """Everything the other parties need to compute the season anew from their own library.

    Its ``committee`` is what the season follows from, as canonical JSON; its ``leaves`` are the committees' contexts.
    """
    written = made.written
    return PoolOpening(
        ctx=context.ctx,
        committee=canonical_json({**written.as_dict(), "secret": ""}).decode(),
        packs=written.packs,
        draw_day=written.started_at.date(),
        table_salt=written.secret,
        leaves=tuple(strict_parse(payload(one)) for one in made.contexts),
    )


def opened_season(opening: PoolOpening) -> tuple[SeasonWritten, tuple[Context, ...]]:
    """What a season follows from, and its committees' contexts, as the office opened them. Raises ``Malformed``."""
    try:
        written = SeasonWritten.from_dict(json.loads(opening.committee))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Malformed("not-a-season") from None
    if written.seed or written.secret or written.started_at.date() != opening.draw_day:
        raise Malformed("not-a-season")
    contexts = tuple(read_payload(Context, canonical(one)) for one in opening.leaves)
    return replace(written, secret=opening.table_salt, packs=opening.packs), contexts


def _digest(listed: list[str]) -> bytes:
    return hashlib.sha256(canonical(listed)).digest()
