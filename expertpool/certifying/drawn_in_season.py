"""A draw made in a season as a certificate carries it: its own column of tickets, its chances, its further rounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from blind import joint_draw
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
from expertpool.certifying.drawn_alone import context_alone, drawn_alone
from expertpool.certifying.names import PUBLIC_FILE, RESTRICTED_FILE, VERIFIER
from expertpool.drawing.result import Result
from expertpool.party.season_frozen import SeasonFrozen
from expertpool.party.solved_draw import cliques_of, hashed_table, refutations_of

if TYPE_CHECKING:
    from solver.lottery import Lottery

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
    ceremony: bool = False,
) -> Drawn:
    """What the certificate holds after the season's draw (M0). ``fairness``: None for a draw by queue.

    ``ceremony``: a ceremony made the seed, of which this certificate alone shows nothing.
    """
    source = "ceremony" if ceremony else "system"
    drawn = drawn_alone(frozen, result, seed_text=seed_text, versions=versions, reasons=REASONS, source=source)
    return drawn if fairness is None else replace(drawn, fairness=fairness)


@dataclass(frozen=True)
class Joint:
    """A season's finished ceremony, as the certificate of every committee carries it.

    ``context``: the season's, as an object. ``documents``: what round 0 opened (``reveals``, ``dice``, ``beacon``,
    ``result``). ``places``: by a committee's own context its index and path among the season's leaves. ``scope``: by
    the ledger scope of a committee every seal that stands in it or in the season's before this one.
    """

    context: dict[str, Any]
    seal: dict[str, Any]
    documents: Mapping[str, Any]
    commits: tuple[Any, ...]
    log: Mapping[str, Any]
    scope: Mapping[str, tuple[Any, ...]]
    previous: tuple[Any, ...]
    trust: str
    places: Mapping[bytes, tuple[int, tuple[bytes, ...]]]


def sealed_context(frozen: SeasonFrozen, column: Lottery, versions: Mapping[str, str]) -> Context:
    """A committee's own context as it stands before the seed: its hash is a leaf of the season's pool."""
    table = hashed_table(frozen, column)
    return context_alone(frozen, table, tickets=column.tickets, versions=versions, reasons=REASONS)


def own_hash(drawn: Drawn) -> bytes:
    """The hash of a committee's own context."""
    return read_payload(Context, canonical(drawn.context)).ctx


def drawn_jointly(drawn: Drawn, joint: Joint) -> Drawn:
    """What the certificate of a committee holds after the season's ceremony: ``drawn`` with all that made its seed.

    Raises KeyError for a committee that the season did not seal.
    """
    index, path = joint.places[own_hash(drawn)]
    scope = drawn.context["scope"]
    first = replace(drawn.rounds[0], recorded=None, **joint.documents)
    return replace(
        drawn,
        rounds=(first,),
        season=joint_draw.column(joint.context, index, path),
        seal=joint.seal,
        commits=joint.commits,
        log=joint.log,
        scope=joint.scope[f"{scope['committee']}/{scope['year']}"],
        previous=joint.previous,
        trust=joint.trust,
    )


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
