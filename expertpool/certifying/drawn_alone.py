"""A draw made on one computer as a certificate carries it: assurance M0, no parties, no seal, the seed on record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from blind.ceremony.context import USUAL_ROUNDS, Assurance, Context, Scope, Table
from blind.ceremony.context import Pool as PoolSummary
from blind.ceremony.document import payload
from blind.ceremony.reasons import USUAL
from blind.certificate import Drawn, Refutation, Round
from blind.encoding import strict_parse
from blind.fairness import Clique, Fairness, Level
from blind.ticket_table import Exchange, TicketTable
from expertpool.drawing.result import Result
from expertpool.party.frozen_draw import FrozenDraw
from solver.groups import Grouped
from solver.lottery import Lottery

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


def drawn_alone(frozen: FrozenDraw, result: Result, *, seed_text: str | None, versions: Mapping[str, str]) -> Drawn:
    """Everything a certificate of this draw opens or hides. ``seed_text``: the training seed, None for the system's."""
    lottery = result.lottery
    grouped = lottery.grouped if lottery else frozen.grouped
    cliques, code_of = _cliques(frozen, grouped)
    table = _table(frozen, lottery) if lottery else None
    context = _context(frozen, table, tickets=lottery.tickets if lottery else None, versions=versions)
    return Drawn(
        context=strict_parse(payload(context)),
        pool=frozen.pool,
        bounds=frozen.bounds,
        rounds=(_round(frozen, result, grouped, code_of, seed_text=seed_text),),
        table=table,
        fairness=_fairness(lottery, code_of) if lottery else None,
        cliques=cliques,
    )


def _cliques(frozen: FrozenDraw, grouped: Grouped) -> tuple[tuple[Clique, ...], dict[str, str]]:
    """The cliques of the solver, and the code of every label that a proof can name."""
    rows = [row for row in grouped.rows if row.clique]
    codes = {row.label: f"C{number:03}" for number, row in enumerate(rows, start=1)}
    names = frozen.pool.names
    found = [Clique(codes[row.label], tuple(names[grouped.members[index][0]] for index in row.groups)) for row in rows]
    return tuple(found), {**frozen.codes, **codes}


def _table(frozen: FrozenDraw, lottery: Lottery) -> TicketTable:
    names = frozen.pool.names
    groups = [[names[person] for person in people] for people in lottery.grouped.members]
    moves = [Exchange(one.blocks, one.turns) for one in lottery.symmetry.classes]
    rows = lottery.table.tolist()
    return TicketTable.of(groups, rows, moves, table_salt=frozen.table_salt, algorithm=frozen.algorithm)


def _fairness(lottery: Lottery, code_of: Mapping[str, str]) -> Fairness:
    optimum = lottery.optimum
    levels = tuple(
        Level(one.value, {code_of[label]: weight for label, weight in one.weights.items()}, one.per_seat)
        for one in optimum.levels
    )
    return Fairness(levels, proved=optimum.exact, whole=lottery.whole)


def _context(
    frozen: FrozenDraw, table: TicketTable | None, *, tickets: int | None, versions: Mapping[str, str]
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
        reason_codes=USUAL,
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
    frozen: FrozenDraw, result: Result, grouped: Grouped, code_of: Mapping[str, str], *, seed_text: str | None
) -> Round:
    names = frozen.pool.names
    source = "system" if seed_text is None else "text"
    return Round(
        seed=result.seed,
        panel=tuple(names[person] for person in result.panel),
        ticket=result.ticket,
        recorded={"source": source, "text": seed_text, "value": result.seed.hex()},
        reserves=tuple(names[reserve.expert_no] for reserve in result.reserves),
        refutations=_refutations(frozen, result, grouped, code_of),
    )


def _refutations(
    frozen: FrozenDraw, result: Result, grouped: Grouped, code_of: Mapping[str, str]
) -> dict[str, Refutation]:
    """Of each group passed over in a queue the first person met, with the weights that refute a panel."""
    found: dict[int, tuple[str, Refutation]] = {}
    for person, why in result.passed:
        weights = {code_of[label]: weight for label, weight in why.weights.items()}
        found.setdefault(grouped.group_of[person], (frozen.pool.names[person], Refutation(weights, why.per_seat)))
    return dict(found.values())
