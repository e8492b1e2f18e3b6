"""What is asked: packets, experts, how well they fit, how much each reads, who must not read what, and the cap."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from numbers import Rational
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solver.errors import BadProblem
from solver.ids import checked_id

FULL = 1_000_000
"""The suitability of a perfect fit."""
MOST_DENOMINATOR = 1_000
USUAL_READERS = 3

Number = int | Fraction | float
Suitability = Mapping[Any, Any] | Sequence[Sequence[Number]] | NDArray[Any]
Loads = int | tuple[int, int] | Mapping[str, int | tuple[int, int]]


@dataclass(frozen=True)
class Group:
    """Packets that are read apart: only ``experts`` may read them."""

    label: str
    dossiers: frozenset[str]
    experts: frozenset[str]


@dataclass(frozen=True, eq=False)
class Reading:
    """Packets to be read and the experts who may read them, under hard limits.

    ``dossiers`` and ``experts``: opaque ids, each once. ``suitability``: ``{(dossier, expert): value}``,
    ``{dossier: {expert: value}}`` or rows of dossiers by columns of experts in the order given; pairs left out are 0.
    Values are whole numbers from 0 to 1,000,000, or, where any is a fraction or a float, shares from 0 to 1.
    ``loads``: the most packets an expert reads, or (least, most), for all or by expert (others: no limit).
    ``recusals``: pairs (dossier, expert) that are never made. ``readers``: how many read each packet, or by packet.
    ``groups``: label to (dossiers, experts); such packets are read by these experts alone. ``cap``: no pair is made
    with a higher chance than this. ``spread``: how strongly chances are spread under a cap below one: a chance x
    counts x - spread * x * x. ``worst_first``: lift the worst-served packet before the mean.

    Order of anything never matters: everything is kept sorted. Raises BadProblem with the cause when the question is
    malformed; whether an assignment exists is not checked here.
    """

    dossiers: tuple[str, ...]
    experts: tuple[str, ...]
    scores: NDArray[np.int64]
    """Suitability in millionths; shape (dossiers, experts)."""
    allowed: NDArray[np.bool_]
    """Which pairs recusals and groups leave; same shape."""
    least: NDArray[np.int64]
    most: NDArray[np.int64]
    needed: NDArray[np.int64]
    """Readers of each dossier."""
    recusals: frozenset[tuple[str, str]]
    groups: tuple[Group, ...]
    cap: Fraction
    spread: Fraction
    worst_first: bool

    def __init__(
        self,
        dossiers: Iterable[str],
        experts: Iterable[str],
        suitability: Suitability,
        *,
        loads: Loads | None = None,
        recusals: Iterable[Sequence[str]] = (),
        cap: Rational | int | str | float = 1,
        readers: int | Mapping[str, int] = USUAL_READERS,
        groups: Mapping[str, tuple[Iterable[str], Iterable[str]]] | None = None,
        spread: Rational | int | str | float = Fraction(1, 2),
        worst_first: bool = True,
    ) -> None:
        given = _ids(dossiers, "dossier"), _ids(experts, "expert")
        names = tuple(sorted(given[0])), tuple(sorted(given[1]))
        rows, columns = _places(names[0]), _places(names[1])
        pairs = frozenset(_pair(pair, rows, columns) for pair in _many(recusals, "recusals"))
        kept = tuple(_group(label, value, rows, columns) for label, value in sorted((groups or {}).items()))
        least, most = _loads(loads, columns, len(names[0]))
        values = {
            "dossiers": names[0],
            "experts": names[1],
            "scores": _scores(suitability, given, rows, columns),
            "allowed": _allowed(pairs, kept, rows, columns),
            "least": least,
            "most": most,
            "needed": _needed(readers, rows),
            "recusals": pairs,
            "groups": kept,
            "cap": _share("cap", cap, lowest_out=True),
            "spread": _share("spread", spread, lowest_out=False),
            "worst_first": bool(worst_first),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row of each dossier in the arrays."""
        return _places(self.dossiers)

    @cached_property
    def column_of(self) -> dict[str, int]:
        """Column of each expert in the arrays."""
        return _places(self.experts)

    @property
    def limits(self) -> NDArray[np.int64]:
        """The most packets each expert can read at all: no more than there are allowed ones."""
        found: NDArray[np.int64] = np.minimum(self.most, self.allowed.sum(axis=0))
        return found

    def with_(self, **changed: Any) -> Reading:
        """The same question with other arrays or numbers in place (``most``, ``cap``, ``allowed``, ``needed`` …)."""
        other = object.__new__(Reading)
        for name in self.__dataclass_fields__:
            object.__setattr__(other, name, changed.get(name, getattr(self, name)))
        return other

    def canonical(self) -> bytes:
        """The question without its numbers of suitability, as bytes that do not depend on input order (JSON)."""
        content = {
            "cap": str(self.cap),
            "dossiers": self.dossiers,
            "experts": self.experts,
            "groups": [[one.label, sorted(one.dossiers), sorted(one.experts)] for one in self.groups],
            "loads": [self.least.tolist(), self.most.tolist()],
            "readers": self.needed.tolist(),
            "recusals": sorted(self.recusals),
            "spread": str(self.spread),
            "worst_first": self.worst_first,
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def digest(self) -> bytes:
        """SHA-256 of ``canonical``, a zero byte, and the suitabilities row by row (8 bytes each, big-endian)."""
        return hashlib.sha256(self.canonical() + b"\0" + self.scores.astype(">i8").tobytes()).digest()


def _many(values: Any, what: str) -> Any:
    if isinstance(values, (str, bytes)):
        raise BadProblem("ids-as-one-text", where=what, found=values)
    return values


def _ids(values: Iterable[str], what: str) -> tuple[str, ...]:
    found = tuple(checked_id(value) for value in _many(values, what))
    if not found:
        raise BadProblem("none-given", what=what)
    seen: set[str] = set()
    for name in found:
        if name in seen:
            raise BadProblem(f"{what}-twice", found=name)
        seen.add(name)
    return found


def _places(names: Sequence[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def _known(name: str, places: Mapping[str, int], *, what: str, where: str) -> str:
    if name not in places:
        raise BadProblem(f"unknown-{what}", where=where, found=name)
    return name


def _pair(pair: Sequence[str], rows: Mapping[str, int], columns: Mapping[str, int]) -> tuple[str, str]:
    if isinstance(pair, str) or len(pair) != 2:
        raise BadProblem("pair-not-two", found=pair)
    dossier = _known(checked_id(pair[0]), rows, what="dossier", where="recusals")
    return dossier, _known(checked_id(pair[1]), columns, what="expert", where="recusals")


def _group(label: str, value: Any, rows: Mapping[str, int], columns: Mapping[str, int]) -> Group:
    if isinstance(value, str) or len(value) != 2:
        raise BadProblem("group-not-two-lists", label=label)
    dossiers = frozenset(_known(checked_id(one), rows, what="dossier", where=label) for one in _many(value[0], label))
    experts = frozenset(_known(checked_id(one), columns, what="expert", where=label) for one in _many(value[1], label))
    return Group(checked_id(label), dossiers, experts)


def _allowed(
    pairs: Iterable[tuple[str, str]], groups: Iterable[Group], rows: Mapping[str, int], columns: Mapping[str, int]
) -> NDArray[np.bool_]:
    allowed = np.ones((len(rows), len(columns)), dtype=np.bool_)
    for group in groups:
        apart = np.zeros(len(columns), dtype=np.bool_)
        apart[[columns[one] for one in group.experts]] = True
        allowed[[rows[one] for one in group.dossiers]] &= apart
    for dossier, expert in pairs:
        allowed[rows[dossier], columns[expert]] = False
    return allowed


def _whole(value: object, *, what: str, least: int, of: str = "") -> int:
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)) or int(value) < least:
        raise BadProblem(what, found=value, least=least, of=of)
    return int(value)


def _loads(
    loads: Loads | None, columns: Mapping[str, int], dossiers: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    least, most = np.zeros(len(columns), dtype=np.int64), np.full(len(columns), dossiers, dtype=np.int64)
    by_expert: Mapping[str, Any] = loads if isinstance(loads, Mapping) else dict.fromkeys(columns, loads)
    for expert, value in by_expert.items():
        at = columns[_known(expert, columns, what="expert", where="loads")]
        if value is None:
            continue
        low, high = value if isinstance(value, (tuple, list)) and len(value) == 2 else (0, value)
        least[at] = _whole(low, what="load-not-whole", least=0, of=expert)
        most[at] = min(dossiers, _whole(high, what="load-not-whole", least=0, of=expert))
        if int(low) > int(high):
            raise BadProblem("load-upside-down", expert=expert, at_least=int(low), at_most=int(high))
    return least, most


def _needed(readers: int | Mapping[str, int], rows: Mapping[str, int]) -> NDArray[np.int64]:
    if not isinstance(readers, Mapping):
        return np.full(len(rows), _whole(readers, what="readers-not-positive", least=1), dtype=np.int64)
    needed = np.full(len(rows), USUAL_READERS, dtype=np.int64)
    for dossier, value in readers.items():
        at = rows[_known(dossier, rows, what="dossier", where="readers")]
        needed[at] = _whole(value, what="readers-not-positive", least=1, of=dossier)
    return needed


def _share(name: str, value: Any, *, lowest_out: bool) -> Fraction:
    try:
        share = Fraction(value).limit_denominator(MOST_DENOMINATOR) if isinstance(value, float) else Fraction(value)
    except (ValueError, TypeError, ZeroDivisionError, OverflowError):
        raise BadProblem(f"{name}-not-a-share", found=value) from None
    if isinstance(value, bool) or share > 1 or share < 0 or (lowest_out and share == 0):
        raise BadProblem(f"{name}-not-a-share", found=str(value))
    if share.denominator > MOST_DENOMINATOR:
        raise BadProblem(f"{name}-too-fine", found=str(share), finest=f"1/{MOST_DENOMINATOR}")
    return share


def _scores(
    suitability: Suitability,
    given: tuple[tuple[str, ...], tuple[str, ...]],
    rows: Mapping[str, int],
    columns: Mapping[str, int],
) -> NDArray[np.int64]:
    if isinstance(suitability, (str, bytes)):
        raise BadProblem("suitability-not-numbers", found=suitability)
    if not isinstance(suitability, Mapping):
        return _from_table(suitability, given)
    cells: dict[tuple[str, str], Any] = {}
    for key, value in suitability.items():
        if isinstance(value, Mapping):
            cells.update({(key, expert): one for expert, one in value.items()})
        elif isinstance(key, tuple) and len(key) == 2:
            cells[key] = value
        else:
            raise BadProblem("pair-not-two", found=key)
    for dossier, expert in cells:
        _known(dossier, rows, what="dossier", where="suitability")
        _known(expert, columns, what="expert", where="suitability")
    scores = np.zeros((len(rows), len(columns)), dtype=np.int64)
    at = [rows[dossier] for dossier, _ in cells], [columns[expert] for _, expert in cells]
    scores[at] = _millionths(list(cells.values()))
    return scores


def _from_table(table: Any, given: tuple[tuple[str, ...], tuple[str, ...]]) -> NDArray[np.int64]:
    dossiers, experts = given
    lengths = {len(row) for row in table}
    if len(table) != len(dossiers) or lengths != {len(experts)}:
        raise BadProblem(
            "suitability-shape", rows=len(table), columns=sorted(lengths), wanted=(len(dossiers), len(experts))
        )
    if isinstance(table, np.ndarray) and table.dtype.kind in "iu":
        flat: Any = table.astype(np.int64).ravel()
        if flat.size and (int(table.min()) < 0 or int(table.max()) > FULL):
            raise BadProblem("suitability-out-of-range", found=[int(table.min()), int(table.max())], at_most=FULL)
        scores = flat
    else:
        scores = _millionths([value for row in table for value in row])
    shaped = np.asarray(scores, dtype=np.int64).reshape(len(dossiers), len(experts))
    order = (
        np.argsort(np.array(dossiers, dtype=object), kind="stable"),
        np.argsort(np.array(experts, dtype=object), kind="stable"),
    )
    return np.ascontiguousarray(shaped[np.ix_(*order)])


def _millionths(values: list[Any]) -> NDArray[np.int64]:
    """Whole numbers as they are; where any value is a fraction or a float, all as shares of one."""
    for value in values:
        fit = isinstance(value, (int, float, Fraction, np.integer, np.floating)) and not isinstance(value, bool)
        if not fit or value != value:  # noqa: PLR0124  # the one number that is not itself
            raise BadProblem("suitability-not-numbers", found=repr(value))
    whole = all(isinstance(value, (int, np.integer)) for value in values)
    top = FULL if whole else 1
    for value in values:
        if value < 0 or value > top:
            raise BadProblem("suitability-out-of-range", found=value, at_most=top)
    return np.array([int(value) if whole else round(value * FULL) for value in values], dtype=np.int64)
