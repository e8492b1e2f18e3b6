"""A draw at the freeze: from the library, the committee and the rules to the leaves, bounds and seed of the table.

Office and checking parties run this same code on their own machines; only the salts travel.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from blind.pool_leaves import ATTR_SALT, ID_SALT, Leaf, Person, Pool, Reason, bound_codes
from blind.ticket_table import Bound, HashedBounds
from expertpool.documents.committee_file import parse_committee
from expertpool.documents.roster.expert import RosterExpert
from expertpool.drawing.question import Question, ask
from expertpool.ids import ExpertId
from expertpool.party.rules_digest import rules_digest
from expertpool.queries.frozen_roster import frozen_content
from expertpool.rules.stack import load_packs
from expertpool.rules.toml_file import parse_toml
from solver.bounds import never_both
from solver.groups import Grouped, group
from solver.randomness import derive

Salts = Callable[[str], tuple[bytes, bytes]]
"""Expert number to the salts of the person's leaf: 32 bytes over the identity, 16 over what the rules read."""


@dataclass(frozen=True)
class FrozenDraw:
    """One committee's draw before anybody commits. ``draw_id`` has 16 bytes, ``table_salt`` 32; ``attempt`` from 1."""

    question: Question
    experts: tuple[RosterExpert, ...]
    committee_text: str
    method: str
    attempt: int
    draw_id: bytes
    table_salt: bytes
    salts: Salts
    algorithm: str = "sha256"

    @cached_property
    def library_sha256(self) -> bytes:
        """SHA-256 of the canonical roster content."""
        return hashlib.sha256(frozen_content(self.experts)).digest()

    @cached_property
    def rules_sha256(self) -> bytes:
        """The digest of the rules in force."""
        return rules_digest(self.question.packs)

    @cached_property
    def grouped(self) -> Grouped:
        """The problem over groups: its rows are the bounds that can bind."""
        return group(self.question.problem)

    @cached_property
    def counted(self) -> dict[str, tuple[int, int, str, tuple[ExpertId, ...]]]:
        """Label of each bound that can bind to its ends, its kind, and whom it counts; pairs are bounds too."""
        found = {}
        for row in self.grouped.rows:
            if not row.clique:
                people = [ExpertId(one) for index in row.groups for one in self.grouped.members[index]]
                found[row.label] = (row.low, row.high, "count", tuple(people))
        for pair in self.question.problem.never_together:
            found[never_both(pair).label] = (0, 1, "pair", (ExpertId(pair[0]), ExpertId(pair[1])))
        return found

    @cached_property
    def codes(self) -> dict[str, str]:
        """Label of each bound to the code by which it is published."""
        return bound_codes(self.counted, self.table_salt, algorithm=self.algorithm)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody in the library, with the bounds that count them or the rule that leaves them out."""
        counted: dict[str, list[str]] = {}
        for label, (_, _, _, members) in self.counted.items():
            for member in members:
                counted.setdefault(member, []).append(self.codes[label])
        return tuple(self._person(expert, counted) for expert in self.experts)

    def _person(self, expert: RosterExpert, counted: Mapping[str, Sequence[str]]) -> Person:
        number = expert.facts.expert_no
        barred = self.question.eligibility.excluded.get(number)
        if barred is not None:
            reason = Reason(str(barred.rule.id), barred.rule.clause)
            return Person(expert_no=number, name=expert.name, reason=reason)
        return Person(expert_no=number, name=expert.name, bounds=tuple(counted.get(number, ())))

    @cached_property
    def pool(self) -> Pool:
        """The leaves of everybody, with their root."""
        leaves = [Leaf(one, self.draw_id, *self.salts(one.expert_no), self.algorithm) for one in self.people]
        return Pool(leaves, algorithm=self.algorithm)

    @cached_property
    def bounds(self) -> HashedBounds:
        """Every bound that can bind with its code, its members by code, and the rule whose number it is."""
        names = self.pool.names
        clauses = {(rule.pack, rule.id): rule.clause for rule in self.question.packs.rules}
        found = []
        for label, (low, high, kind, people) in self.counted.items():
            rule = self.question.bounds.rules[label]
            clause = clauses[self.question.bounds.packs[label], rule]
            members = frozenset(names[member] for member in people)
            found.append(Bound(self.codes[label], label, members, low, high, rule, clause, kind))
        return HashedBounds.of(found, self.table_salt, algorithm=self.algorithm)

    @cached_property
    def table_context(self) -> bytes:
        """What everything random in the ticket table is bound to."""
        from expertpool.drawing.result import table_context  # noqa: PLC0415  # OR-Tools is slow to import

        digest = self.library_sha256.hex()
        return table_context(self.question, roster_digest=digest, attempt=self.attempt, method=self.method)

    def table_seed(self, tickets: int) -> bytes:
        """The seed of a table of so many tickets, as ``solver.prepare_lottery`` makes it; no solver is needed."""
        return derive(self.table_context, self.question.problem.digest(), tickets.to_bytes(8, "big"))


def freeze_draw(
    experts: Sequence[RosterExpert],
    committee_text: str,
    packs: Sequence[str],
    *,
    draw_day: date,
    method: str,
    attempt: int,
    draw_id: bytes,
    table_salt: bytes,
    salts: Salts,
    algorithm: str = "sha256",
) -> FrozenDraw:
    """The frozen draw of the committee in ``committee_text`` (TOML) under the packs named (none: all built-in ones).

    Raises Refusal for a committee or pack that cannot be read.
    """
    text = unicodedata.normalize("NFC", committee_text)
    committee = parse_committee(parse_toml(text, "committee.toml"), "committee.toml")
    in_force = load_packs(tuple(packs) or None, on=committee.meeting)
    question = ask(in_force, committee, [expert.facts for expert in experts], draw_day=draw_day)
    return FrozenDraw(
        question=question,
        experts=tuple(experts),
        committee_text=text,
        method=method,
        attempt=attempt,
        draw_id=draw_id,
        table_salt=table_salt,
        salts=salts,
        algorithm=algorithm,
    )


def fresh_salts(experts: Sequence[RosterExpert], fresh: Callable[[int], bytes]) -> Salts:
    """New salts for everybody; ``fresh(n)`` gives n secret random bytes."""
    made = {expert.facts.expert_no: (fresh(ID_SALT), fresh(ATTR_SALT)) for expert in experts}
    return lambda number: made[ExpertId(number)]
