"""A draw made on one computer as a certificate carries it: assurance M0, no parties, no seal, the seed on record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from blind.ceremony.context import USUAL_ROUNDS, Assurance, Context, Scope, Table
from blind.ceremony.context import Pool as PoolSummary
from blind.ceremony.document import payload
from blind.ceremony.reasons import USUAL, ReasonCode
from blind.certificate import Drawn, Round
from blind.encoding import strict_parse
from blind.ticket_table import TicketTable
from expertpool.drawing.result import Result
from expertpool.party.frozen_draw import FrozenDraw
from expertpool.party.solved_draw import cliques_of, fairness_of, hashed_table, refutations_of

PURPOSE = "M0"
DRAW_ID = 16
TABLE_SALT = 32


def seeded(seed: bytes) -> Callable[[int], bytes]:
    """Bytes that follow from a training seed, so that one seed gives one panel with one set of codes."""
    calls = 0

    def fresh(size: int) -> bytes:
        nonlocal calls
        calls += 1
        return hashlib.shake_256(b"expertpool/training-salts/v1" + seed + calls.to_bytes(8, "big")).digest(size)

    return fresh


def drawn_alone(
    frozen: FrozenDraw,
    result: Result,
    *,
    seed_text: str | None,
    versions: Mapping[str, str],
    reasons: tuple[ReasonCode, ...] = USUAL,
    source: str = "system",
) -> Drawn:
    """Everything a certificate of this draw opens or hides. ``seed_text``: the training seed, None for another.

    ``reasons``: for which a member may be removed later. ``source``: where a seed without a text came from.
    """
    lottery = result.lottery
    cliques, code_of = cliques_of(frozen)
    table = hashed_table(frozen, lottery) if lottery else None
    context = context_alone(
        frozen, table, tickets=lottery.tickets if lottery else None, versions=versions, reasons=reasons
    )
    return Drawn(
        context=strict_parse(payload(context)),
        pool=frozen.pool,
        bounds=frozen.bounds,
        rounds=(_round(frozen, result, code_of, seed_text=seed_text, source=source),),
        table=table,
        fairness=fairness_of(lottery, code_of) if lottery else None,
        cliques=cliques,
    )


def context_alone(
    frozen: FrozenDraw,
    table: TicketTable | None,
    *,
    tickets: int | None,
    versions: Mapping[str, str],
    reasons: tuple[ReasonCode, ...],
) -> Context:
    """The context of an M0 draw. Its attempt is always 1: without a ceremony nobody can show how often one drew."""
    committee, summary = frozen.question.committee, frozen.pool.summary()
    hashed = None
    if table is not None and tickets is not None:
        hashed = Table(frozen.table_seed(tickets), table.root, table.groups_root, table.symmetry_hash)
    return Context(
        draw_id=frozen.draw_id,
        scope=Scope(committee.name, committee.year, committee.series, committee.level.value, PURPOSE, ""),
        attempt=1,
        previous=(),
        other_seals=(),
        decision=None,
        library_sha256=frozen.library_sha256,
        pool=PoolSummary(frozen.pool.root, summary["size"], summary["in_count"], summary["out_by_rule"]),
        rules_sha256=frozen.rules_sha256,
        bounds_root=frozen.bounds.root,
        method=frozen.method,
        seats=committee.seats,
        reserves=committee.reserves,
        tickets=tickets,
        table=hashed,
        rounds=USUAL_ROUNDS,
        replacement=committee.replacement,
        reason_codes=reasons,
        parties=(),
        trust_version=1,
        beacon=None,
        dice=None,
        deadlines=None,
        assurance_planned=Assurance.M0,
        versions=dict(versions),
        hash=frozen.algorithm,
    )


def _round(
    frozen: FrozenDraw, result: Result, code_of: Mapping[str, str], *, seed_text: str | None, source: str
) -> Round:
    names = frozen.pool.names
    source = source if seed_text is None else "text"
    return Round(
        seed=result.seed,
        panel=tuple(names[person] for person in result.panel),
        ticket=result.ticket,
        recorded={"source": source, "text": seed_text, "value": result.seed.hex()},
        reserves=tuple(names[reserve.expert_no] for reserve in result.reserves),
        refutations=refutations_of(frozen, result.passed, code_of),
    )
