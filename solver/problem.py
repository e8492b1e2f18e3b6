"""What is asked: candidates, seats, labelled bounds, pairs that must not sit together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from solver.bounds import Bound, never_both
from solver.errors import BadProblem
from solver.ids import checked_id


@dataclass(frozen=True)
class Problem:
    """A panel to be seated.

    ``candidates``: opaque ids, each once. ``seats``: size of the panel, at least 1. ``bounds``: counts over
    people. ``never_together``: pairs of which at most one may sit. ``seated``: people who sit in any case (members
    who stay); the other seats are drawn. Order of any of them never matters: they are kept sorted.

    Raises BadProblem with the cause when the question is malformed. Whether a panel exists is not checked here.
    """

    candidates: tuple[str, ...]
    seats: int
    bounds: tuple[Bound, ...]
    never_together: tuple[tuple[str, str], ...]
    seated: frozenset[str]

    def __init__(
        self,
        candidates: Iterable[str],
        seats: int,
        bounds: Iterable[Bound] = (),
        never_together: Iterable[Sequence[str]] = (),
        seated: Iterable[str] = (),
    ) -> None:
        people = tuple(sorted(map(checked_id, _many(candidates))))
        pairs = tuple(sorted({_pair(pair) for pair in never_together}))
        values = {
            "candidates": people,
            "seats": seats,
            "bounds": tuple(sorted(map(_bound, bounds), key=lambda bound: checked_id(bound.label))),
            "never_together": pairs,
            "seated": frozenset(map(checked_id, _many(seated))),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)
        self._check()

    def _check(self) -> None:
        if isinstance(self.seats, bool) or not isinstance(self.seats, int) or self.seats < 1:
            raise BadProblem("seats-not-positive", seats=self.seats)
        _refuse_repeats("candidate-twice", self.candidates)
        _refuse_repeats("label-twice", [bound.label for bound in self.all_bounds])
        known = set(self.candidates)
        for bound in self.bounds:
            _refuse_strangers(bound.members - known, label=bound.label)
            if bound.at_most is not None and bound.at_least > bound.at_most:
                raise BadProblem("bound-upside-down", label=bound.label, at_least=bound.at_least, at_most=bound.at_most)
        for pair in self.never_together:
            _refuse_strangers(set(pair) - known, label=" × ".join(pair))
        _refuse_strangers(self.seated - known, label="seated")

    @cached_property
    def all_bounds(self) -> tuple[Bound, ...]:
        """The bounds, the pairs as bounds, and the seated people as bounds: everything but the size."""
        return (*self.bounds, *map(never_both, self.never_together), *self.stays)

    @property
    def stays(self) -> tuple[Bound, ...]:
        """The people who sit in any case, as bounds."""
        return tuple(Bound(f"{person} = 1", (person,), at_least=1, price=None) for person in sorted(self.seated))

    def canonical(self) -> bytes:
        """The question as bytes that do not depend on the order in which anything was given (JSON, sorted)."""
        content = {
            "bounds": [[b.label, sorted(b.members), b.at_least, b.at_most] for b in self.bounds],
            "candidates": self.candidates,
            "never_together": self.never_together,
            "seated": sorted(self.seated),
            "seats": self.seats,
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def digest(self) -> bytes:
        """SHA-256 of ``canonical``."""
        return hashlib.sha256(self.canonical()).digest()


def _many(names: Iterable[str]) -> Iterable[str]:
    if isinstance(names, str):
        raise BadProblem("ids-as-one-text", found=names)
    return names


def _bound(bound: Bound) -> Bound:
    if not isinstance(bound, Bound):
        raise BadProblem("not-a-bound", found=repr(bound))
    return bound


def _pair(pair: Sequence[str]) -> tuple[str, str]:
    if isinstance(pair, str) or len(pair) != 2:
        raise BadProblem("pair-not-two", found=pair)
    first, second = sorted(map(checked_id, pair))
    if first == second:
        raise BadProblem("pair-with-oneself", found=first)
    return first, second


def _refuse_repeats(code: str, names: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise BadProblem(code, found=name)
        seen.add(name)


def _refuse_strangers(strangers: Iterable[str], *, label: str) -> None:
    unknown = sorted(strangers)
    if unknown:
        raise BadProblem("not-a-candidate", label=label, found=unknown[:5], count=len(unknown))
