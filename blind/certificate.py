"""The certificate of a draw: one restricted payload that opens everything, one public payload that opens no person."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from blind import dsse
from blind.encoding import canonical, tagged_hash
from blind.errors import Malformed
from blind.fairness import Clique, Fairness, SeasonFairness
from blind.keys.signer import Signer, Verifier
from blind.pool_leaves import SMALLEST_CELL, Pool
from blind.ticket_table import Bound, HashedBounds, TicketTable

FORMAT = "expertpool-draw-certificate/1"
PAYLOAD_TYPE = "application/vnd.expertpool.draw-certificate+json"
RESTRICTED, PUBLIC = "restricted", "public"

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Refutation:
    """Why nobody could complete a panel with this person: whole weights by the code of a bound or a clique."""

    weights: Mapping[str, int]
    per_seat: int

    def as_dict(self) -> dict[str, Any]:
        """The record, numbers as text."""
        weights = {code: str(weight) for code, weight in sorted(self.weights.items())}
        return {"per_seat": str(self.per_seat), "weights": weights}


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round of a draw: 0 seats the panel, each later one replaces those removed.

    ``panel``: codes in the order drawn, confirmed members before replacements. ``reveals`` (in the order of party ids),
    ``dice``, ``beacon``, ``removals`` and ``result`` are envelopes of the ceremony's documents as objects; removals of
    an M0 draw are an envelope without signatures. ``recorded``: where an M0 seed came from. ``refutations``: why the
    first person of each group that a queue passed over was passed over, by code.
    """

    seed: bytes
    panel: tuple[str, ...]
    ticket: int | None = None
    recorded: Json | None = None
    reveals: tuple[Json, ...] = ()
    dice: Json | None = None
    beacon: Json | None = None
    removals: Json | None = None
    result: Json | None = None
    reserves: tuple[str, ...] = ()
    refutations: Mapping[str, Refutation] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """Everything the office holds when a draw is done.

    ``context``, ``seal``: payloads as objects. ``commits``: envelopes as objects. ``log``: stem of a document
    (``seal``, ``removals-1``, ``result-0``) to its place in the ledger (``logged``). ``scope``: every other seal of
    the same committee and year, earlier in the log (``logged`` with ``seal``, its payload). ``previous``: payloads
    ``context`` and ``void`` of each earlier attempt. ``trust``: the trust file's text, None where M0 has none.
    ``season``: a committee's place in its season's ceremony (``blind.joint_draw.column``), None for every other draw.
    """

    context: Json
    pool: Pool
    bounds: HashedBounds
    rounds: tuple[Round, ...]
    table: TicketTable | None = None
    fairness: Fairness | SeasonFairness | None = None
    cliques: tuple[Clique, ...] = ()
    seal: Json | None = None
    commits: tuple[Json, ...] = ()
    log: Mapping[str, Json] = field(default_factory=dict)
    scope: tuple[Json, ...] = ()
    previous: tuple[Json, ...] = ()
    trust: str | None = None
    season: Json | None = None

    def __post_init__(self) -> None:
        lottery = self.context["method"] == "lottery"
        if [self.table is not None, self.fairness is not None] != [lottery, lottery]:
            raise Malformed("table-and-method", method=self.context["method"])
        if not self.rounds:
            raise Malformed("no-round")


def payload(drawn: Drawn, tier: str, *, signer: Verifier | None = None) -> dict[str, Any]:
    """The payload of a tier. ``signer``: the key that will sign, where no trust file names it."""
    if tier not in (RESTRICTED, PUBLIC):
        raise Malformed("unknown-tier", tier=tier[:20])
    opened = tier == RESTRICTED
    content = _opened(drawn) if opened else _closed(drawn)
    return {
        **content,
        **({} if drawn.season is None else {"season": dict(drawn.season)}),
        "assurance": (drawn.season["context"] if drawn.season else drawn.context)["assurance_planned"],
        "commits": list(drawn.commits),
        "context": drawn.context,
        "format": FORMAT,
        "log": {stem: item for stem, item in drawn.log.items() if opened or not stem.startswith("removals")},
        "previous": list(drawn.previous),
        "rounds": [_round(drawn, number, opened=opened) for number in range(len(drawn.rounds))],
        "scope": list(drawn.scope),
        "seal": drawn.seal,
        "signer": None if signer is None else {"alg": signer.alg, "public": signer.public.hex()},
        "tier": tier,
        "trust": drawn.trust,
    }


def sign_certificate(drawn: Drawn, tier: str, signer: Signer) -> bytes:
    """The file of a tier: canonical JSON of a DSSE envelope. A key that no trust file holds is named in the payload."""
    named = signer.verifier if drawn.trust is None else None
    content = canonical(payload(drawn, tier, signer=named))
    return dsse.sign(content, payload_type=PAYLOAD_TYPE, signers=[signer]).to_bytes()


def _opened(drawn: Drawn) -> dict[str, Any]:
    table, bounds = drawn.table, drawn.bounds
    named = [{**bound.as_dict(), "label": bound.label, "salt": bounds.salt(bound).hex()} for bound in bounds.bounds]
    return {
        "bounds": named,
        "cliques": [clique.as_dict() for clique in drawn.cliques],
        "fairness": drawn.fairness.as_dict(table) if drawn.fairness and table else None,
        "pool": [leaf.opened() for leaf in drawn.pool.leaves],
        "table": None if table is None else {**_table(table, range(len(table.groups))), "rows": _rows(table)},
    }


def _rows(table: TicketTable) -> list[dict[str, Any]]:
    """Every ticket opened; equal pairs of group and seats are one object, as large tables repeat them by thousands."""
    known: dict[tuple[int, ...], list[int]] = {}
    return [
        {
            "row": [known.setdefault(tuple(pair), pair) for pair in table.row(number)],
            "salt": table.row_salt(number).hex(),
        }
        for number in range(table.tickets)
    ]


def _closed(drawn: Drawn) -> dict[str, Any]:
    return {
        "bounds": [_closed_bound(drawn.bounds, bound) for bound in drawn.bounds.bounds],
        "cliques": None,
        "fairness": None,
        "pool": [leaf.closed() for leaf in drawn.pool.leaves],
        "table": None if drawn.table is None else _table(drawn.table, shown_groups(drawn.table)),
    }


def _closed_bound(bounds: HashedBounds, bound: Bound) -> dict[str, Any]:
    if len(bound.members) < SMALLEST_CELL:
        return {"leaf": bounds.leaf(bound).hex()}
    return {**bound.as_dict(), "label_part": bounds.label_part(bound).hex()}


def _table(table: TicketTable, shown: Container[int]) -> dict[str, Any]:
    """Groups, those not ``shown`` by their leaves, and the exchanges if all groups that move are shown."""
    symmetry = {"classes": table.symmetry(), "salt": table.symmetry_salt.hex()}
    return {
        "groups": [
            _group(table, index) if index in shown else _hidden(table, index) for index in range(len(table.groups))
        ],
        "symmetry": symmetry if all(index in shown for index in table.moving) else None,
    }


def _group(table: TicketTable, index: int) -> dict[str, Any]:
    record = table.group_record(index)
    return {**{name: record[name] for name in ("codes", "count", "moves")}, "salt": table.group_salt(index).hex()}


def _hidden(table: TicketTable, index: int) -> dict[str, Any]:
    return {"leaf": table.group_leaf(index).hex()}


def shown_groups(table: TicketTable) -> frozenset[int]:
    """The groups that public may see: none under ``SMALLEST_CELL``, nor so many that fewer than that are left over.

    Groups that exchange places are shown all together or not at all.
    """
    sizes = [len(group) for group in table.groups]
    large = sorted((size, index) for index, size in enumerate(sizes) if size >= SMALLEST_CELL)
    shown = [index for _, index in large]
    if not table.moving <= set(shown):
        shown = [index for index in shown if index not in table.moving]
    while shown and 0 < sum(sizes) - sum(sizes[index] for index in shown) < SMALLEST_CELL:
        hidden = table.moving if shown[0] in table.moving else {shown[0]}
        shown = [index for index in shown if index not in hidden]
    return frozenset(shown)


def _round(drawn: Drawn, number: int, *, opened: bool) -> dict[str, Any]:
    one = drawn.rounds[number]
    algorithm = drawn.pool.algorithm
    queue = drawn.table is None or number > 0
    removals = one.removals
    if removals is not None and not opened:
        removals = {"document": document_hash(removals, algorithm=algorithm).hex()}
    refutations = {code: why.as_dict() for code, why in sorted(one.refutations.items())}
    return {
        "beacon": one.beacon,
        "dice": one.dice,
        "panel": list(one.panel),
        "recorded": one.recorded,
        "refutations": refutations if opened and queue else None,
        "removals": removals,
        "reserves": list(one.reserves),
        "result": one.result,
        "reveals": list(one.reveals),
        "seed": one.seed.hex(),
        "ticket": None if drawn.table is None or one.ticket is None else drawn.table.opened(one.ticket),
    }


def document_hash(envelope: Json, *, algorithm: str = "sha256") -> bytes:
    """How documents of a ceremony name one another: by payload type and payload, whoever signed."""
    kind, content = envelope["payloadType"], dsse.from_base64(envelope["payload"])
    return tagged_hash("expertpool/document/v1", kind.encode(), content, algorithm=algorithm)


def logged(record: Json, *, cosigned: str, seal: Json | None = None) -> dict[str, Any]:
    """A document's place in the ledger as the certificate carries it.

    ``record``: the ceremony's ``…-logged.json`` as an object; ``cosigned``: the head with the witness's line, whose
    size the proof is for. ``seal``: the payload, for seals of other draws in the scope.
    """
    found = {"checkpoint": cosigned, **{name: record[name] for name in ("entry", "inclusion", "salt")}}
    return found if seal is None else {**found, "seal": seal}


def small_cells(content: Json, *, smallest: int = SMALLEST_CELL) -> tuple[str, ...]:
    """Where a public payload covers fewer people than ``smallest``; empty when it may be published."""
    groups = content["table"]["groups"] if content["table"] else []
    found = [f"table.groups[{at}]" for at, group in enumerate(groups) if 0 < len(group.get("codes", ())) < smallest]
    counts = content["context"]["pool"]["out_by_rule"]
    return (*found, *(f"out_by_rule.{rule}" for rule, count in sorted(counts.items()) if count < smallest))
