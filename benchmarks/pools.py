"""Seeded pools of experts with quotas, employer caps and pairs kept apart, each of which some panel can satisfy."""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ClassVar

FIELDS = [f"field-{number:02d}" for number in range(1, 13)]
REGIONS = [f"region-{number}" for number in range(1, 10)]

AIMS: dict[str, dict[str, int]] = {
    "field": {"field-01": 12, "field-02": 12, **dict.fromkeys(FIELDS[2:6], 9), **dict.fromkeys(FIELDS[6:], 7)},
    "employer_kind": {"state": 26, "institution": 28, "university": 25, "private": 21},
    "standing": {"outside": 40, "own": 60},
    "level": {"full": 34, "associate": 46, "middle": 20},
    "gender": {"woman": 40, "man": 60},
    "region": {**dict.fromkeys(REGIONS[:3], 14), **dict.fromkeys(REGIONS[3:6], 11), **dict.fromkeys(REGIONS[6:], 8)},
}
"""What a committee wants, in percent of its seats: more even than any pool is."""

WINDOWS = {"loose": (55, 190, 0), "tight": (100, 100, 60), "strict": (92, 108, 0)}
"""Ends of a quota in percent of its aim, and hundredths of a seat further out; then rounded outwards to whole seats.

Tight is what a ministry writes down: about a seat either way. Strict leaves hardly any choice and is there to strain.
"""

FLOORS = {("standing", "outside"): (1, 3), ("employer_kind", "private"): (1, 5)}
"""Shares of the seats that hold in every committee, rounded up."""

SHORTLIST = 500
SWAPS = 3_000


@dataclass(frozen=True)
class Order:
    """What pool to make; everything in it follows from these values.

    ``cap``: most experts of one employer on a panel. ``pairs``: how many pairs must not sit together.
    ``attributes``: how many of ``AIMS``, in its order. ``quotas``: a key of ``WINDOWS``.
    """

    experts: int
    seats: int
    quotas: str = "loose"
    attributes: int = 6
    cap: int | None = None
    pairs: int = 0
    seed: int = 1

    @property
    def name(self) -> str:
        """A name for files and for the command line."""
        extras = [f"cap{self.cap}"] if self.cap else []
        extras += [f"pairs{self.pairs}"] if self.pairs else []
        extras += [f"seed{self.seed}"] if self.seed != 1 else []
        return "-".join([f"{self.seats}of{self.experts}", f"{self.attributes}attr", self.quotas, *extras])

    @property
    def chosen(self) -> list[str]:
        """The attributes that quotas are set on."""
        return list(AIMS)[: self.attributes]


@dataclass(frozen=True)
class Quota:
    """Of the experts whose ``attribute`` is ``value``, between ``low`` and ``high`` sit."""

    attribute: str
    value: str
    low: int
    high: int


@dataclass(frozen=True)
class Pool:
    """Experts (one mapping each: id, employer and the attributes), quotas, and the pairs that must not sit together."""

    order: Order
    experts: list[dict[str, str]]
    quotas: list[Quota]
    apart: list[tuple[str, str]]


def make_pool(order: Order) -> Pool:
    """The pool of an order, the same on every machine. At least one panel keeps all of its rules."""
    dice = random.Random(f"expertpool/benchmark/{order.name}")
    everybody = _experts(order.experts, dice)
    panel = _some_panel(everybody, order, dice)
    keep = ["id", "employer", *order.chosen]
    experts = [{key: expert[key] for key in keep} for expert in everybody]
    return Pool(order, experts, _quotas(panel, order), _pairs(everybody, panel, order, dice))


def _experts(number: int, dice: random.Random) -> list[dict[str, str]]:
    """Skewed as real libraries are: a few big employers and fields, few women, few private firms, few from outside."""
    houses = _Houses(number, dice)
    digits = len(str(number))
    return [_expert(f"X{at:0{digits}d}", houses, dice) for at in range(1, number + 1)]


class _Houses:
    """The employers by kind, their shares of the experts, and their regions."""

    kinds: ClassVar[dict[str, int]] = {"state": 27, "institution": 24, "university": 37, "private": 12}

    def __init__(self, experts: int, dice: random.Random) -> None:
        many = max(40, experts // 6)
        self.names = {k: [f"{k}-{at:04d}" for at in range(many * share // 100)] for k, share in self.kinds.items()}
        self.sizes = {kind: [1 / (at + 2) ** 0.75 for at in range(len(names))] for kind, names in self.names.items()}
        everyone = [name for names in self.names.values() for name in names]
        self.region = {name: _one(dice, REGIONS, [30, 18, 13, 11, 9, 7, 6, 4, 2]) for name in everyone}


def _expert(name: str, houses: _Houses, dice: random.Random) -> dict[str, str]:
    field = _one(dice, FIELDS, [21, 17, 13, 11, 9, 8, 6, 5, 4, 3, 2, 1])
    at = FIELDS.index(field)
    weights = {**houses.kinds, "private": 20 if at % 4 == 1 else 8, "institution": 36 if at % 3 == 0 else 17}
    kind = _one(dice, list(weights), list(weights.values()))
    employer = _one(dice, houses.names[kind], houses.sizes[kind])
    region = houses.region[employer]
    outside = 9 if region in REGIONS[:3] else 38
    full = {"university": 26, "institution": 22, "state": 13, "private": 7}[kind]
    level = _one(dice, ["full", "associate", "middle"], [full, 50, 27])
    woman = {"full": 15, "associate": 25, "middle": 36}[level]
    return {
        "id": name,
        "employer": employer,
        "field": field,
        "employer_kind": kind,
        "standing": _one(dice, ["outside", "own"], [outside, 100 - outside]),
        "level": level,
        "gender": _one(dice, ["woman", "man"], [woman, 100 - woman]),
        "region": region,
    }


def _one(dice: random.Random, values: Sequence[str], weights: Sequence[float]) -> str:
    return dice.choices(values, weights=weights)[0]


def _some_panel(experts: list[dict[str, str]], order: Order, dice: random.Random) -> list[dict[str, str]]:
    """A panel within the employer cap whose counts come near the aims; the quotas are then drawn around it."""
    draft = _Draft(order)
    for _ in range(order.seats):
        shortlist = [e for e in dice.sample(experts, min(SHORTLIST, len(experts))) if draft.open_to(e)]
        if not shortlist:
            raise ValueError(f"{order.name}: too few employers for these seats under that cap")
        draft.add(max(shortlist, key=draft.wanted))
    for _ in range(SWAPS):
        leaving, joining = dice.choice(draft.panel), dice.choice(experts)
        before = draft.distance()
        draft.remove(leaving)
        if draft.open_to(joining):
            draft.add(joining)
            if draft.distance() <= before:
                continue
            draft.remove(joining)
        draft.add(leaving)
    return draft.panel


class _Draft:
    """A panel in the making: its people, its counts by attribute value, and by employer."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.panel: list[dict[str, str]] = []
        self.counts: Counter[tuple[str, str]] = Counter()
        self.owed = {(name, value): aim * order.seats for name in order.chosen for value, aim in AIMS[name].items()}

    def open_to(self, expert: dict[str, str]) -> bool:
        cap = self.order.cap
        full = cap is not None and self.counts["employer", expert["employer"]] >= cap
        return not full and expert not in self.panel

    def wanted(self, expert: dict[str, str]) -> int:
        """How much of what is still missing this expert brings, in hundredths of a seat."""
        held = [(name, expert[name]) for name in self.order.chosen]
        return sum(min(100, self.owed[key] - 100 * self.counts[key]) for key in held)

    def distance(self) -> int:
        return sum(abs(owed - 100 * self.counts[key]) for key, owed in self.owed.items())

    def add(self, expert: dict[str, str]) -> None:
        self.panel.append(expert)
        self._count(expert, 1)

    def remove(self, expert: dict[str, str]) -> None:
        self.panel.remove(expert)
        self._count(expert, -1)

    def _count(self, expert: dict[str, str], change: int) -> None:
        for name in ("employer", *self.order.chosen):
            self.counts[name, expert[name]] += change


def _quotas(panel: list[dict[str, str]], order: Order) -> list[Quota]:
    """A window around every aim, opened where needed so that ``panel`` lies in it."""
    down, up, further = WINDOWS[order.quotas]
    quotas = []
    for name in order.chosen:
        counts = Counter(expert[name] for expert in panel)
        for value, aim in AIMS[name].items():
            part, whole = FLOORS.get((name, value), (0, 1))
            low = max(0, (order.seats * aim * down - further * 100) // 10_000, -(-order.seats * part // whole))
            high = -(-(order.seats * aim * up + further * 100) // 10_000)
            quotas.append(Quota(name, value, min(low, counts[value]), max(high, counts[value])))
    return quotas


def _pairs(
    experts: list[dict[str, str]], panel: list[dict[str, str]], order: Order, dice: random.Random
) -> list[tuple[str, str]]:
    """Pairs within a field (teachers and students, kin, old quarrels); never two of ``panel``."""
    by_field: dict[str, list[str]] = {}
    for expert in experts:
        by_field.setdefault(expert["field"], []).append(expert["id"])
    rooms = [names for names in by_field.values() if len(names) > 2]
    seated = {expert["id"] for expert in panel}
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < order.pairs:
        first, second = sorted(dice.sample(dice.choices(rooms, weights=[len(names) for names in rooms])[0], 2))
        if not (first in seated and second in seated):
            pairs.add((first, second))
    return sorted(pairs)


def write_pool(pool: Pool, folder: Path) -> Path:
    """Write ``features.csv`` and ``people.csv`` (the peer's format) and ``pool.json`` (what it has no words for)."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "features.csv").open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(["feature", "value", "min", "max"])
        lines.writerows((quota.attribute, quota.value, quota.low, quota.high) for quota in pool.quotas)
    with (folder / "people.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.DictWriter(file, fieldnames=list(pool.experts[0]))
        rows.writeheader()
        rows.writerows(pool.experts)
    rest = {"order": asdict(pool.order), "apart": pool.apart}
    (folder / "pool.json").write_text(json.dumps(rest, indent=1) + "\n", encoding="utf-8")
    return folder
