"""The filed library as salted leaves: a root to seal, a code for each person, and a receipt that proves their place."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from blind.encoding import canonical, from_hex, tagged_hash
from blind.errors import Malformed
from blind.fields import NOTHING, exact, texts
from blind.log.tree import Tree

ID_SALT = 32
"""Bytes of the salt over number and name: nobody can guess a person from a leaf."""

ATTR_SALT = 16
"""Bytes of the salt over what the rules read of a person."""

DRAW_ID = 16
"""Bytes of a draw's id."""

SMALLEST_CELL = 5
"""The fewest people that anything published may cover."""

OTHER = "other"
"""The key under which rules that leave out fewer people than ``SMALLEST_CELL`` are counted together."""


@dataclass(frozen=True)
class Reason:
    """Why a person cannot be drawn: the rule's id and its clause."""

    rule: str
    clause: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """One member of the filed library. ``bounds``: codes of the bounds that count this person; none for one left out.

    ``reason`` is None exactly for people who can be drawn. Raises ``Malformed`` where the two contradict each other.
    """

    expert_no: str
    name: str
    bounds: tuple[str, ...] = ()
    reason: Reason | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "expert_no", unicodedata.normalize("NFC", self.expert_no))
        object.__setattr__(self, "name", unicodedata.normalize("NFC", self.name))
        object.__setattr__(self, "bounds", tuple(sorted(set(self.bounds))))
        if self.reason and self.bounds:
            raise Malformed("left-out-yet-counted", bounds=self.bounds[:5])

    @property
    def drawable(self) -> bool:
        """Whether the draw can reach this person."""
        return self.reason is None

    def attrs(self) -> dict[str, Any]:
        """What the rules read of this person, as it is hashed."""
        reason = self.reason and {"clause": self.reason.clause, "rule": self.reason.rule}
        return {"bounds": list(self.bounds), "reason": reason}


@dataclass(frozen=True)
class Leaf:
    """A person behind two salts. ``code`` (64 hex characters) is the person's name in everything published."""

    person: Person
    draw_id: bytes
    id_salt: bytes
    attr_salt: bytes
    algorithm: str = "sha256"

    @cached_property
    def id_part(self) -> bytes:
        """The hash over number and name."""
        texts_ = (self.person.expert_no.encode(), self.person.name.encode())
        return tagged_hash("expertpool/id/v1", self.draw_id, *texts_, self.id_salt, algorithm=self.algorithm)

    @cached_property
    def attr_part(self) -> bytes:
        """The hash over what the rules read."""
        attrs = canonical(self.person.attrs())
        return tagged_hash("expertpool/attr/v1", self.draw_id, attrs, self.attr_salt, algorithm=self.algorithm)

    @cached_property
    def data(self) -> bytes:
        """The 32 bytes that stand in the tree."""
        return leaf_data(self.person.drawable, self.id_part, self.attr_part, algorithm=self.algorithm)

    @property
    def code(self) -> str:
        """``data`` in hex."""
        return self.data.hex()

    def opened(self) -> dict[str, Any]:
        """Everything, as the restricted certificate shows it."""
        return {
            "attr_salt": self.attr_salt.hex(),
            "attrs": self.person.attrs(),
            "expert_no": self.person.expert_no,
            "id_salt": self.id_salt.hex(),
            "name": self.person.name,
        }

    def closed(self) -> dict[str, Any]:
        """Status and hashes only, as the public certificate shows it."""
        return {"attr_part": self.attr_part.hex(), "id_part": self.id_part.hex(), "in": self.person.drawable}


def leaf_data(drawable: bool, id_part: bytes, attr_part: bytes, *, algorithm: str = "sha256") -> bytes:
    """A leaf from its parts; the status byte stands in it, so that nobody can be dropped by not opening a leaf."""
    status = b"\x01" if drawable else b"\x00"
    return tagged_hash("expertpool/leaf/v1", status, id_part, attr_part, algorithm=algorithm)


def salted(person: Person, *, draw_id: bytes, fresh: Callable[[int], bytes], algorithm: str = "sha256") -> Leaf:
    """A leaf with two new salts; ``fresh(n)`` gives n secret random bytes."""
    return Leaf(person, draw_id, fresh(ID_SALT), fresh(ATTR_SALT), algorithm)


class Pool:
    """All leaves of a library in the order of their bytes, with the tree over them.

    Raises ``Malformed`` for an expert number that stands twice or salts and ids of another length.
    """

    def __init__(self, leaves: Iterable[Leaf], *, algorithm: str = "sha256") -> None:
        self.leaves = tuple(sorted(leaves, key=lambda leaf: leaf.data))
        self.algorithm = algorithm
        self._check()
        self._tree = Tree((leaf.data for leaf in self.leaves), algorithm=algorithm)

    def _check(self) -> None:
        numbers = Counter(leaf.person.expert_no for leaf in self.leaves)
        twice = sorted(number for number, times in numbers.items() if times > 1)
        if twice:
            raise Malformed("expert-twice", expert_no=twice[0], count=len(twice))
        for leaf in self.leaves:
            lengths = (len(leaf.draw_id), len(leaf.id_salt), len(leaf.attr_salt))
            if lengths != (DRAW_ID, ID_SALT, ATTR_SALT) or leaf.algorithm != self.algorithm:
                raise Malformed("leaf-of-another-make", expert_no=leaf.person.expert_no, lengths=lengths)
        if len({leaf.draw_id for leaf in self.leaves}) > 1:
            raise Malformed("leaves-of-two-draws")

    @classmethod
    def of(
        cls,
        people: Iterable[Person],
        *,
        draw_id: bytes,
        fresh: Callable[[int], bytes],
        algorithm: str = "sha256",
    ) -> Pool:
        """A pool with new salts."""
        leaves = [salted(person, draw_id=draw_id, fresh=fresh, algorithm=algorithm) for person in people]
        return cls(leaves, algorithm=algorithm)

    @property
    def root(self) -> bytes:
        """The RFC 6962 root over the leaves."""
        return self._tree.root()

    @property
    def names(self) -> dict[str, str]:
        """Expert number to code, for everybody."""
        return {leaf.person.expert_no: leaf.code for leaf in self.leaves}

    @property
    def drawable(self) -> tuple[str, ...]:
        """Codes of the people who can be drawn, ascending."""
        return tuple(leaf.code for leaf in self.leaves if leaf.person.drawable)

    def summary(self) -> dict[str, Any]:
        """The ``pool`` of a draw's context."""
        out = Counter(leaf.person.reason.rule for leaf in self.leaves if leaf.person.reason)
        return {
            "in_count": len(self.drawable),
            "out_by_rule": folded(out),
            "root": self.root.hex(),
            "size": len(self.leaves),
        }

    def receipts(self, ctx: bytes) -> dict[str, dict[str, Any]]:
        """Expert number to the receipt that proves the person's place to anyone who has the certificate."""
        return {leaf.person.expert_no: self._receipt(index, leaf, ctx) for index, leaf in enumerate(self.leaves)}

    def _receipt(self, index: int, leaf: Leaf, ctx: bytes) -> dict[str, Any]:
        return {
            **leaf.opened(),
            "code": leaf.code,
            "context_hash": ctx.hex(),
            "draw_id": leaf.draw_id.hex(),
            "format": "expertpool-draw-receipt/1",
            "index": index,
            "path": [node.hex() for node in self._tree.inclusion(index)],
        }


def folded(counts: Mapping[str, int]) -> dict[str, int]:
    """People left out, by rule, so that no number covers fewer than ``SMALLEST_CELL`` of them.

    Small rules are counted as ``OTHER``; the smallest listed rule joins them while they are still too few. Nothing is
    listed when fewer than ``SMALLEST_CELL`` people are left out in all.
    """
    listed = sorted((count, rule) for rule, count in counts.items() if count >= SMALLEST_CELL and rule != OTHER)
    rest = sum(counts.values()) - sum(count for count, _ in listed)
    while 0 < rest < SMALLEST_CELL and listed:
        rest += listed.pop(0)[0]
    found = {rule: count for count, rule in listed}
    return {**found, OTHER: rest} if rest >= SMALLEST_CELL else found


def bound_codes(labels: Iterable[str], salt: bytes, *, algorithm: str = "sha256") -> dict[str, str]:
    """Label to code B001, B002, … in an order that says nothing about the labels (employers' names among them)."""

    def place(label: str) -> tuple[bytes, str]:
        return tagged_hash("expertpool/bound-code/v1", salt, label.encode(), algorithm=algorithm), label

    ordered = sorted(labels, key=place)
    width = max(3, len(str(len(ordered))))
    return {label: f"B{number:0{width}}" for number, label in enumerate(ordered, start=1)}


def leaf_from_opening(opening: object, *, draw_id: bytes, algorithm: str = "sha256") -> Leaf:
    """The leaf that ``Leaf.opened`` wrote. Raises ``Malformed`` for anything else."""
    record = exact(opening, OPENING, what="opening")
    attrs = exact(record["attrs"], {"bounds": list, "reason": (dict, NOTHING)}, what="attrs")
    reason = attrs["reason"] and exact(attrs["reason"], {"clause": str, "rule": str}, what="reason")
    person = Person(
        expert_no=record["expert_no"],
        name=record["name"],
        bounds=tuple(texts(attrs["bounds"], what="bounds")),
        reason=Reason(reason["rule"], reason["clause"]) if reason else None,
    )
    if (person.expert_no, person.name, person.attrs()) != (record["expert_no"], record["name"], attrs):
        raise Malformed("opening-not-canonical", expert_no=person.expert_no)
    salts = from_hex(record["id_salt"], ID_SALT), from_hex(record["attr_salt"], ATTR_SALT)
    return Leaf(person, draw_id, *salts, algorithm)


OPENING = {"attr_salt": str, "attrs": dict, "expert_no": str, "id_salt": str, "name": str}
