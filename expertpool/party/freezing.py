"""Freezing a draw for a ceremony: from the plan, the frozen draw and the trust file to what office signs first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from blind.ceremony import names
from blind.ceremony.context import Context, Deadlines, Party, PreviousAttempt, Scope, Table
from blind.ceremony.context import Pool as PoolSummary
from blind.ceremony.document import opened
from blind.ceremony.reasons import OFFICE, ROLES, USUAL
from blind.ceremony.steps import read
from blind.ceremony.void import OBJECTION, Void, check_follows
from blind.errors import Untrusted
from blind.pool_leaves import DRAW_ID
from blind.ticket_table import TicketTable
from blind.trust import Trust
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal, Where
from expertpool.party.attendance import PartyHome, attempt
from expertpool.party.ceremony_plan import PLAN_FILE, Plan
from expertpool.party.findings import refuse_wrong
from expertpool.party.frozen_draw import FrozenDraw, Salts, freeze_draw, fresh_salts
from expertpool.party.hall import Hall
from expertpool.party.pool_opening import LONGEST, PoolOpening

TABLE_SALT = 32


@dataclass(frozen=True)
class Earlier:
    """The voided attempt before this one: its context and void record, its opened pool, and the copies to carry on."""

    context: Context
    void: Void
    void_document: bytes
    opening: PoolOpening
    copies: Mapping[str, bytes]

    @property
    def listed(self) -> tuple[PreviousAttempt, ...]:
        """Every attempt so far, as the next context lists them."""
        own = PreviousAttempt(self.context.attempt, self.void.seal_hash, self.void_document)
        return (*self.context.previous, own)

    @property
    def same_pool(self) -> bool:
        """Whether the next attempt must keep the pool with its salts: always, unless an objection was heard."""
        return self.void.code != OBJECTION


@dataclass(frozen=True)
class Seeds:
    """What makes a draw's codes: 16 bytes, 32 bytes, the salts of everybody, and the day that rules are judged on."""

    draw_id: bytes
    table_salt: bytes
    salts: Salts
    draw_day: date


def earlier_attempt(hall: Hall, trust: Trust, *, home: PartyHome) -> Earlier:
    """The voided attempt in that hall. Raises Refusal unless it is void, logged and cosigned."""
    documents = hall.documents()
    state = read(documents, trust, now=home.now)
    where = Where(file=hall.place)
    if state.context is None or state.void is None or state.void_document is None or state.awaited:
        refuse_wrong(state.wrong)
        raise Refusal("hall.previous_not_void", where=where)
    attempt_number = state.context.attempt
    own = {names.previous(attempt_number, names.CONTEXT): documents[names.CONTEXT]}
    for party in state.context.parties:
        name = names.by(names.VOID_STEM, party.id)
        if name in documents:
            own[names.previous(attempt_number, name)] = documents[name]
    carried = {name: data for name, data in documents.items() if name.startswith("previous-")}
    opening = office_opening(hall, state.context, trust)
    return Earlier(state.context, state.void, state.void_document, opening, {**carried, **own})


def office_opening(hall: Hall, context: Context, trust: Trust) -> PoolOpening:
    """The opened pool in a hall, as the office of this context signed it. Raises Refusal."""
    data = hall.restricted(names.OPENED_POOL, 2 * LONGEST)
    office = context.with_role(OFFICE)
    keys = [key.verifier for key in trust.newest.roles[OFFICE].keys if office and key.key_id == office.sign_key_id]

    def look() -> PoolOpening:
        found = opened(PoolOpening, data, keys=keys, longest=LONGEST)
        if found.ctx != context.ctx:
            raise Untrusted("other-draw")
        return found

    return attempt(look, hall.at(names.OPENED_POOL))


def new_seeds(
    experts: Sequence[RosterExpert], before: Earlier | None, *, fresh: Callable[[int], bytes], today: date
) -> Seeds:
    """New codes for a first attempt; those of the attempt before for the next one, whose pool must stay the same."""
    if before is not None and before.same_pool:
        return seeds_of(before.opening, before.context)
    draw_id = before.context.draw_id if before else fresh(DRAW_ID)
    return Seeds(draw_id, fresh(TABLE_SALT), fresh_salts(experts, fresh), today)


def seeds_of(opening: PoolOpening, context: Context) -> Seeds:
    """The codes behind an opened pool; nobody outside it has any."""
    leaves = opening.read_leaves(draw_id=context.draw_id, algorithm=context.hash)
    salts = {leaf.person.expert_no: (leaf.id_salt, leaf.attr_salt) for leaf in leaves}

    def of(number: str) -> tuple[bytes, bytes]:
        if number not in salts:
            raise Refusal("hall.roster_changed", expert=number)
        return salts[number]

    return Seeds(context.draw_id, opening.table_salt, of, opening.draw_day)


def frozen_again(context: Context, opening: PoolOpening, experts: Sequence[RosterExpert]) -> FrozenDraw:
    """The frozen draw behind a context, from the office's roster. Raises Refusal where that is another one by now."""
    seeds = seeds_of(opening, context)
    frozen = freeze_draw(
        experts,
        opening.committee,
        opening.packs,
        draw_day=seeds.draw_day,
        method=context.method,
        attempt=context.attempt,
        draw_id=seeds.draw_id,
        table_salt=seeds.table_salt,
        salts=seeds.salts,
        algorithm=context.hash,
    )
    if frozen.library_sha256 != context.library_sha256 or frozen.pool.root != context.pool.root:
        raise Refusal("hall.roster_changed", expert="—")
    if frozen.rules_sha256 != context.rules_sha256:
        raise Refusal("hall.rules_changed")
    return frozen


def parties_of(trust: Trust, *, office_key_id: str) -> tuple[Party, ...]:
    """The three parties with the keys the trust file holds open for them.

    Raises Refusal unless the office's key is among its role's, and every other role has exactly one open pair of keys.
    """
    found = []
    for role in ROLES:
        sign = _open_keys(trust, role)
        if role == OFFICE:
            sign = [key for key in sign if key[0] == office_key_id]
        seal = _open_keys(trust, f"seal-{role}")
        if len(sign) != 1 or len(seal) != 1:
            raise Refusal("hall.trust_without_party", role=role, signing=len(sign), sealing=len(seal))
        found.append(Party(role, role, sign[0][0], seal[0][1]))
    return tuple(sorted(found, key=lambda party: party.id))


def _open_keys(trust: Trust, role: str) -> list[tuple[str, bytes]]:
    held = trust.newest.roles.get(role)
    return [(key.key_id, key.public) for key in held.keys if key.to_index is None] if held else []


def by_plan(
    plan: Plan,
    *,
    parties: tuple[Party, ...],
    trust: Trust,
    before: Earlier | None,
    other_seals: tuple[bytes, ...],
    versions: Mapping[str, str],
) -> dict[str, Any]:
    """What a context says whatever is drawn: who takes part, by when, after which seals, for which assurance."""
    return {
        "previous": before.listed if before else (),
        "other_seals": other_seals,
        "decision": plan.decision,
        "parties": parties,
        "trust_version": trust.newest.version,
        "beacon": plan.beacon,
        "dice": plan.dice,
        "deadlines": Deadlines(plan.objection_until, plan.reveal_by),
        "assurance_planned": plan.assurance,
        "versions": dict(versions),
    }


def make_context(
    frozen: FrozenDraw,
    plan: Plan,
    *,
    parties: tuple[Party, ...],
    trust: Trust,
    table: TicketTable | None,
    tickets: int | None,
    before: Earlier | None,
    other_seals: tuple[bytes, ...],
    versions: Mapping[str, str],
) -> Context:
    """The context of this attempt. Raises Refusal where its parts do not fit, or the attempt before forbids it."""
    committee, summary = frozen.question.committee, frozen.pool.summary()
    hashed = None
    if table is not None and tickets is not None:
        hashed = Table(frozen.table_seed(tickets), table.root, table.groups_root, table.symmetry_hash)

    def made() -> Context:
        context = Context(
            draw_id=frozen.draw_id,
            scope=Scope(
                committee.name, committee.year, committee.series, committee.level.value, plan.purpose, plan.filing
            ),
            attempt=frozen.attempt,
            library_sha256=frozen.library_sha256,
            pool=PoolSummary.from_dict(summary),
            rules_sha256=frozen.rules_sha256,
            bounds_root=frozen.bounds.root,
            method=frozen.method,
            seats=committee.seats,
            reserves=committee.reserves,
            tickets=tickets,
            table=hashed,
            rounds=plan.rounds,
            replacement=committee.replacement,
            reason_codes=USUAL,
            hash=frozen.algorithm,
            **by_plan(plan, parties=parties, trust=trust, before=before, other_seals=other_seals, versions=versions),
        )
        if before is not None:
            check_follows(context, before.context, before.void)
        return context

    return attempt(made, Path(PLAN_FILE))


def opening_of(frozen: FrozenDraw, context: Context, packs: Sequence[str]) -> PoolOpening:
    """Everything the other parties need to compute the frozen draw anew from their own library."""
    return PoolOpening(
        ctx=context.ctx,
        committee=frozen.committee_text,
        packs=tuple(packs),
        draw_day=frozen.question.draw_day,
        table_salt=frozen.table_salt,
        leaves=tuple(leaf.opened() for leaf in frozen.pool.leaves),
    )
