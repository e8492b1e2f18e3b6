"""The opened pool against the filed library: ghosts, doubles, people missing or left out without a rule."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from blind.ceremony.context import Context
from blind.errors import BlindError
from blind.pool_leaves import ATTR_SALT, ID_SALT, Leaf, Reason, folded
from expertpool.documents.committee_file import parse_committee
from expertpool.documents.roster.expert import RosterExpert
from expertpool.party.frozen_draw import FrozenDraw, freeze_draw
from expertpool.party.pool_opening import PoolOpening
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.toml_file import parse_toml


@dataclass(frozen=True)
class Difference:
    """One thing in which the opened pool or the context is not what the library and the rules give."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PoolReport:
    """What a check found; the pool stands when there is no difference."""

    differences: tuple[Difference, ...]
    people: int
    drawable: int
    committee: CommitteeFacts
    frozen: FrozenDraw
    """The draw as the library and the rules give it."""
    table: str = "none"
    """What building the ticket table again came to: ``same``, ``differs``, ``not-compared`` or ``none``."""

    @property
    def name(self) -> str:
        """Whose pool was checked."""
        return self.committee.name

    @property
    def counts(self) -> dict[str, int]:
        """What was looked at."""
        return {"people": self.people, "drawable": self.drawable}

    @property
    def passed(self) -> bool:
        """Whether the party may sign that it checked the pool."""
        return not self.differences


def check_pool(
    context: Context,
    opening: PoolOpening,
    library: Sequence[RosterExpert],
    *,
    packs: Sequence[str] | None = None,
    committee_text: str | None = None,
) -> PoolReport:
    """Compute the frozen draw anew from ``library`` and compare everything.

    ``packs``: the party's own rule packs where they are not the ones built in under the names in the opening.
    ``committee_text``: the party's own copy of the committee file, to compare with the office's.
    Raises Refusal for a committee or pack that cannot be read, ``BlindError`` for a malformed opening.
    """
    leaves = opening.read_leaves(draw_id=context.draw_id, algorithm=context.hash)
    salts = {leaf.person.expert_no: (leaf.id_salt, leaf.attr_salt) for leaf in leaves}
    draw = freeze_draw(
        library,
        opening.committee,
        opening.packs if packs is None else packs,
        draw_day=opening.draw_day,
        method=context.method,
        attempt=context.attempt,
        draw_id=context.draw_id,
        table_salt=opening.table_salt,
        salts=lambda number: salts.get(number, (bytes(ID_SALT), bytes(ATTR_SALT))),
        algorithm=context.hash,
    )
    differences = [
        *_people(draw, leaves),
        *_pool(context, draw, leaves),
        *_rules(context, draw),
        *_scope(context, draw.question.committee),
        *_own_committee(draw.question.committee, committee_text),
    ]
    drawable = len(draw.question.eligibility.candidates)
    return PoolReport(tuple(differences), len(library), drawable, draw.question.committee, draw)


def _people(draw: FrozenDraw, leaves: Sequence[Leaf]) -> Iterator[Difference]:
    counts = Counter(leaf.person.expert_no for leaf in leaves)
    opened = {leaf.person.expert_no: leaf for leaf in leaves}
    right = {person.expert_no: person for person in draw.people}
    for number in sorted(counts):
        if counts[number] > 1:
            yield Difference("double", {"expert": number, "times": counts[number]})
        if number not in right:
            yield Difference("ghost", {"expert": number, "name": opened[number].person.name})
    for number, person in sorted(right.items()):
        if number not in opened:
            yield Difference("missing", {"expert": number, "name": person.name})
            continue
        found = opened[number].person
        if found.name != person.name:
            yield Difference("name", {"expert": number, "found": found.name, "right": person.name})
        if found.reason != person.reason:
            yield _standing(number, found.reason, person.reason)
        elif found.bounds != person.bounds:
            changed = sorted(set(found.bounds) ^ set(person.bounds))
            yield Difference("attributes", {"expert": number, "bounds": _labels(draw, changed)})


def _standing(number: str, found: Reason | None, right: Reason | None) -> Difference:
    if right is None:
        return Difference("out-unjustified", {"expert": number, "rule": found.rule if found else ""})
    if found is None:
        return Difference("in-unjustified", {"expert": number, "rule": right.rule})
    return Difference("other-reason", {"expert": number, "found": found.rule, "right": right.rule})


def _labels(draw: FrozenDraw, codes: Sequence[str]) -> str:
    labels = {code: label for label, code in draw.codes.items()}
    return ", ".join(labels.get(code, code) for code in codes)


def _pool(context: Context, draw: FrozenDraw, leaves: Sequence[Leaf]) -> Iterator[Difference]:
    stated, found = context.pool, draw.pool
    out = Counter(leaf.person.reason.rule for leaf in found.leaves if leaf.person.reason)
    if stated.size != len(leaves) or stated.size != len(found.leaves):
        yield Difference("size", {"stated": stated.size, "opened": len(leaves), "library": len(found.leaves)})
    if stated.root != found.root:
        yield Difference("root", {})
    if (stated.in_count, dict(stated.out_by_rule)) != (len(found.drawable), folded(out)):
        yield Difference("counts", {"stated": stated.in_count, "right": len(found.drawable)})
    if context.library_sha256 != draw.library_sha256:
        yield Difference("library", {})


def _rules(context: Context, draw: FrozenDraw) -> Iterator[Difference]:
    if context.rules_sha256 != draw.rules_sha256:
        yield Difference("rules", {"packs": ", ".join(pack.name for pack in draw.question.packs.packs)})
    try:
        root = draw.bounds.root
    except BlindError:
        root = b""
    if context.bounds_root != root:
        yield Difference("bounds", {})
    tickets = context.tickets
    if context.table and tickets and context.table.table_seed != draw.table_seed(tickets):
        yield Difference("table-seed", {"tickets": tickets})


def _scope(context: Context, committee: CommitteeFacts) -> Iterator[Difference]:
    scope = context.scope
    stated = {"name": scope.committee, "year": scope.year, "series": scope.series, "level": scope.level}
    further = {"seats": context.seats, "reserves": context.reserves, "replacement": context.replacement}
    for key, value in (stated | further).items():
        if getattr(committee, key) != value:
            yield Difference("scope", {"field": key, "stated": value, "right": getattr(committee, key)})


def _own_committee(opened: CommitteeFacts, own_text: str | None) -> Iterator[Difference]:
    if own_text is None:
        return
    own = parse_committee(parse_toml(own_text, "committee.toml"), "committee.toml")
    for one in dataclasses.fields(CommitteeFacts):
        if getattr(own, one.name) != getattr(opened, one.name):
            yield Difference("committee", {"field": one.name})
