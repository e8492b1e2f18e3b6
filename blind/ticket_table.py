"""The ticket table, its groups, exchanges and bounds as hashed leaves: what is sealed before the seed, opened after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from blind.encoding import canonical, tagged_hash
from blind.errors import Malformed
from blind.log.tree import Tree

SALT = 16
"""Bytes of the salt of each row, group and bound."""


def part_salt(what: str, table_salt: bytes, *names: bytes, algorithm: str = "sha256") -> bytes:
    """The salt of one part, from the table's secret salt of 32 bytes; opening it opens no other."""
    return tagged_hash(f"expertpool/{what}-salt/v1", table_salt, *names, algorithm=algorithm)[:SALT]


@dataclass(frozen=True)
class Bound:
    """One bound that can bind: of ``members`` (codes), at least ``low`` and at most ``high`` sit on a panel.

    ``kind`` is ``pair`` for two people who must not sit together, else ``count``. ``label`` names the bound to people
    and shows employers, so it stays behind a hash in public. ``rule`` and ``clause`` say whose number it is.
    """

    code: str
    label: str
    members: frozenset[str]
    low: int
    high: int
    rule: str
    clause: str
    kind: str = "count"

    def __post_init__(self) -> None:
        pair = self.kind == "pair"
        if self.kind not in ("count", "pair") or (pair and (len(self.members), self.low, self.high) != (2, 0, 1)):
            raise Malformed("not-a-bound", bound=self.code, kind=self.kind)

    def as_dict(self) -> dict[str, Any]:
        """The public part."""
        record = {"clause": self.clause, "code": self.code, "high": self.high, "kind": self.kind}
        return {**record, "low": self.low, "rule": self.rule}


@dataclass(frozen=True)
class HashedBounds:
    """All bounds of a draw in the order of their codes, with the salts of their leaves."""

    bounds: tuple[Bound, ...]
    table_salt: bytes
    algorithm: str = "sha256"

    @classmethod
    def of(cls, bounds: Iterable[Bound], table_salt: bytes, *, algorithm: str = "sha256") -> HashedBounds:
        """The bounds in any order. Raises ``Malformed`` for a code that stands twice."""
        ordered = tuple(sorted(bounds, key=lambda bound: bound.code))
        if len({bound.code for bound in ordered}) < len(ordered):
            raise Malformed("bound-twice")
        return cls(ordered, table_salt, algorithm)

    def salt(self, bound: Bound) -> bytes:
        """The salt over a bound's label."""
        return part_salt("bound", self.table_salt, bound.code.encode(), algorithm=self.algorithm)

    def label_part(self, bound: Bound) -> bytes:
        """The hash that stands for the label."""
        return tagged_hash("expertpool/label/v1", bound.label.encode(), self.salt(bound), algorithm=self.algorithm)

    def leaf(self, bound: Bound) -> bytes:
        """The leaf of a bound in ``root``'s tree."""
        parts = canonical(bound.as_dict()), self.label_part(bound)
        return tagged_hash("expertpool/bound/v1", *parts, algorithm=self.algorithm)

    @property
    def root(self) -> bytes:
        """The RFC 6962 root over the leaves."""
        return Tree(map(self.leaf, self.bounds), algorithm=self.algorithm).root()


@dataclass(frozen=True)
class Exchange:
    """Blocks of groups any of which may take another's place, each after a turn of its own (group indices)."""

    blocks: tuple[tuple[int, ...], ...]
    turns: tuple[tuple[int, ...], ...]

    def as_dict(self) -> dict[str, Any]:
        """The record that is hashed."""
        return {"blocks": [list(block) for block in self.blocks], "turns": [list(turn) for turn in self.turns]}


@dataclass(frozen=True)
class TicketTable:
    """Groups of codes numbered by their smallest code, numbered rows over them, exchanges, and the table's salt.

    ``rows[t]`` lists the group of each seat of ticket t, ascending. Build it with ``of``, which renumbers: the order
    in which a solver numbers groups is that of expert numbers and would show in public.
    """

    groups: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[int, ...], ...]
    exchanges: tuple[Exchange, ...]
    table_salt: bytes
    algorithm: str = "sha256"

    @classmethod
    def of(
        cls,
        groups: Sequence[Iterable[str]],
        rows: Iterable[Sequence[int]],
        exchanges: Iterable[Exchange],
        *,
        table_salt: bytes,
        algorithm: str = "sha256",
    ) -> TicketTable:
        """A table whose groups stand in any order. Raises ``Malformed`` where the parts do not fit together."""
        sorted_groups = [tuple(sorted(codes)) for codes in groups]
        order = sorted(range(len(sorted_groups)), key=lambda index: sorted_groups[index])
        number = {old: new for new, old in enumerate(order)}
        made = cls(
            tuple(sorted_groups[old] for old in order),
            tuple(tuple(sorted(number[index] for index in row)) for row in rows),
            renumbered(exchanges, number, sorted_groups),
            table_salt,
            algorithm,
        )
        made._check()
        return made

    def _check(self) -> None:
        codes = [code for group in self.groups for code in group]
        if len(set(codes)) < len(codes) or not all(self.groups):
            raise Malformed("groups-overlap-or-empty")
        moved = [group for exchange in self.exchanges for block in exchange.blocks for group in block]
        if len(set(moved)) < len(moved):
            raise Malformed("exchanges-overlap")
        if len(self.table_salt) != 32 or not self.rows or len({len(row) for row in self.rows}) != 1:
            raise Malformed("table-without-shape", rows=len(self.rows))

    @property
    def tickets(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """Seats of each group over all tickets."""
        seats = Counter(index for row in self.rows for index in row)
        return tuple(seats[index] for index in range(len(self.groups)))

    @cached_property
    def moving(self) -> frozenset[int]:
        """Groups that take part in an exchange."""
        return frozenset(index for exchange in self.exchanges for block in exchange.blocks for index in block)

    def row(self, number: int) -> list[list[int]]:
        """A ticket as [[group, seats], …], groups ascending."""
        return [[index, count] for index, count in sorted(Counter(self.rows[number]).items())]

    def row_salt(self, number: int) -> bytes:
        """The salt of a ticket."""
        return part_salt("row", self.table_salt, number.to_bytes(4, "big"), algorithm=self.algorithm)

    def row_leaf(self, number: int) -> bytes:
        """The leaf of a ticket in the tree of ``root``."""
        parts = number.to_bytes(4, "big"), canonical(self.row(number)), self.row_salt(number)
        return tagged_hash("expertpool/ticket-row/v1", *parts, algorithm=self.algorithm)

    @cached_property
    def _rows_tree(self) -> Tree:
        return Tree(map(self.row_leaf, range(self.tickets)), algorithm=self.algorithm)

    @property
    def root(self) -> bytes:
        """The RFC 6962 root over all tickets."""
        return self._rows_tree.root()

    def opened(self, number: int) -> dict[str, Any]:
        """One ticket with the proof that it stands in the sealed table under this number."""
        path = [node.hex() for node in self._rows_tree.inclusion(number)]
        return {"number": number, "path": path, "row": self.row(number), "salt": self.row_salt(number).hex()}

    def group_record(self, index: int) -> dict[str, Any]:
        """A group as it is hashed."""
        moves = index in self.moving
        return {"codes": list(self.groups[index]), "count": self.counts[index], "index": index, "moves": moves}

    def group_salt(self, index: int) -> bytes:
        """The salt of a group; without it a small group could be guessed from the published codes."""
        return part_salt("group", self.table_salt, index.to_bytes(4, "big"), algorithm=self.algorithm)

    def group_leaf(self, index: int) -> bytes:
        """The leaf of a group in the tree of ``groups_root``."""
        parts = canonical(self.group_record(index)), self.group_salt(index)
        return tagged_hash("expertpool/group/v1", *parts, algorithm=self.algorithm)

    @property
    def groups_root(self) -> bytes:
        """The RFC 6962 root over all groups."""
        return Tree(map(self.group_leaf, range(len(self.groups))), algorithm=self.algorithm).root()

    def symmetry(self) -> list[dict[str, Any]]:
        """The exchanges as they are hashed."""
        return [exchange.as_dict() for exchange in self.exchanges]

    @property
    def symmetry_salt(self) -> bytes:
        """The salt over the exchanges."""
        return part_salt("symmetry", self.table_salt, algorithm=self.algorithm)

    @property
    def symmetry_hash(self) -> bytes:
        """The hash over the exchanges."""
        parts = canonical(self.symmetry()), self.symmetry_salt
        return tagged_hash("expertpool/symmetry/v1", *parts, algorithm=self.algorithm)

    def summary(self, table_seed: bytes) -> dict[str, str]:
        """The ``table`` of a draw's context."""
        roots = {"groups_root": self.groups_root, "symmetry_hash": self.symmetry_hash, "table_root": self.root}
        return {name: value.hex() for name, value in {**roots, "table_seed": table_seed}.items()}


def renumbered(
    exchanges: Iterable[Exchange], number: Mapping[int, int], groups: Sequence[tuple[str, ...]]
) -> tuple[Exchange, ...]:
    """The exchanges over new group numbers, blocks in the order of their heads' smallest codes."""
    found = []
    for exchange in exchanges:
        blocks = sorted(exchange.blocks, key=lambda block: groups[block[0]])
        found.append(Exchange(tuple(tuple(number[index] for index in block) for block in blocks), exchange.turns))
    return tuple(sorted(found, key=lambda exchange: exchange.blocks))
