"""A draw made in a season as a certificate carries it: its own column of tickets, its chances, its further rounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from blind.ceremony.context import Context
from blind.ceremony.document import document_hash, payload_type, read_payload
from blind.ceremony.reasons import OFFICE, USUAL, ReasonCode
from blind.ceremony.rounds import Removals
from blind.ceremony.seed import seed
from blind.certificate import PUBLIC, RESTRICTED, Drawn, Round, sign_certificate
from blind.dsse import Envelope
from blind.encoding import canonical
from blind.fairness import SeasonFairness
from blind.keys.signer import Signer
from expertpool.certifying.certificates import verifier
from expertpool.certifying.drawn_alone import drawn_alone
from expertpool.certifying.names import PUBLIC_FILE, RESTRICTED_FILE, VERIFIER
from expertpool.drawing.result import Result
from expertpool.party.season_frozen import SeasonFrozen
from expertpool.party.solved_draw import cliques_of, refutations_of

TAKEN = "season"
"""The reason for which a replacement just drawn is passed on: a seat on those days elsewhere, or the year's cap."""

REASONS = tuple(sorted((*USUAL, ReasonCode(TAKEN, (OFFICE,))), key=lambda one: one.code))


@dataclass(frozen=True)
class Listed:
    """One further round: ``removals`` as (code in hex, reason, SHA-256 of the paper in hex), and when it was listed."""

    removals: tuple[tuple[str, str, str], ...]
    at: str

    def payload(self, ctx: bytes, round_number: int) -> bytes:
        """The removal list of an M0 draw: no seal and no signed result stand before it."""
        listed = [
            {"code": code, "evidence_sha256": paper, "reason": reason} for code, reason, paper in sorted(self.removals)
        ]
        fixed = {"ctx": ctx.hex(), "format": "expertpool-draw-removals/1", "result": None, "seal_hash": None}
        return canonical({**fixed, "round": round_number, "removals": listed, "reveal_by": self.at, "at": self.at})


def first_drawn(
    frozen: SeasonFrozen,
    result: Result,
    *,
    fairness: SeasonFairness | None,
    seed_text: str | None,
    versions: Mapping[str, str],
) -> Drawn:
    """What the certificate holds after the season's draw (M0). ``fairness``: None for a draw by queue."""
    drawn = drawn_alone(frozen, result, seed_text=seed_text, versions=versions, reasons=REASONS)
    return drawn if fairness is None else replace(drawn, fairness=fairness)


def later_seed(drawn: Drawn, listed: Listed, round_number: int) -> tuple[bytes, dict[str, Any]]:
    """The seed of a further round, and its list as an envelope: it follows from the first seed and the list alone."""
    context = read_payload(Context, canonical(drawn.context))
    data = listed.payload(context.ctx, round_number)
    name = document_hash(Removals.KIND, data, algorithm=context.hash)
    links = {"": drawn.rounds[0].seed}
    made = seed(ctx=context.ctx, seal_hash=b"", at=round_number, links=links, removals=name, algorithm=context.hash)
    return made, Envelope(payload_type(Removals.KIND), data, ()).as_dict()


def with_round(drawn: Drawn, frozen: SeasonFrozen, result: Result, envelope: dict[str, Any]) -> Drawn:
    """The same with one further round, in which whoever stays comes first."""
    names = frozen.pool.names
    _, code_of = cliques_of(frozen)
    one = Round(
        seed=result.seed,
        panel=tuple(names[person] for person in result.members),
        removals=envelope,
        refutations=refutations_of(frozen, result.passed, code_of, alone=drawn.table is not None),
    )
    return replace(drawn, rounds=(*drawn.rounds, one))


def season_certificates(drawn: Drawn, signer: Signer) -> dict[str, bytes]:
    """File name to content for one committee of a season."""
    return {
        PUBLIC_FILE: sign_certificate(drawn, PUBLIC, signer),
        RESTRICTED_FILE: sign_certificate(drawn, RESTRICTED, signer),
        VERIFIER: verifier(),
    }
