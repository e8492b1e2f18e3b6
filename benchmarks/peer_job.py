"""One run of the package sortition-algorithms on one pool, in a process of its own, with its cost and a check.

Only the package's public functions are called, on files in the package's own format. The process ends itself at its
limit on processor seconds; the lines of progress printed until then say how far it came.
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import sortition_algorithms as peer
from sortition_algorithms.committee_generation import find_distribution_maximin, standardize_distribution
from sortition_algorithms.core import lottery_rounding
from sortition_algorithms.utils import set_random_provider

from benchmarks.process import used_so_far

Panel = frozenset[str]


class Progress:
    """Prints the phase and how far it is, at most once a second (the package's reporter protocol)."""

    def __init__(self) -> None:
        self._phase: str = ""
        self._total: int | None = None
        self._last = 0.0

    def start_phase(self, name: str, total: int | None = None, *, message: str | None = None) -> None:  # noqa: ARG002  # the protocol's shape
        """A new phase of ``total`` steps (None: until it converges)."""
        self._phase, self._total = name, total
        self._say(0)

    def update(self, current: int, *, message: str | None = None) -> None:  # noqa: ARG002  # the protocol's shape
        """So many steps are done."""
        if time.monotonic() - self._last > 1:
            self._say(current)

    def end_phase(self) -> None:
        """Nothing is said: the next phase follows, or the result."""

    def _say(self, current: int) -> None:
        self._last = time.monotonic()
        print(json.dumps({"phase": self._phase, "step": current, "of": self._total}), flush=True)


class Question:
    """A pool's folder as the package reads it; a cap of one per employer is its rule of one per household."""

    def __init__(self, folder: Path) -> None:
        order = json.loads((folder / "pool.json").read_text(encoding="utf-8"))["order"]
        self.seats: int = order["seats"]
        self.address = ["employer"] if order["cap"] == 1 else []
        settings = peer.Settings(
            id_column="id",
            columns_to_keep=[],
            check_same_address=bool(self.address),
            check_same_address_columns=self.address,
        )
        head, self.quotas = _rows(folder / "features.csv")
        self.features, *_ = peer.read_in_features(head, self.quotas)
        head, self.rows = _rows(folder / "people.csv")
        self.people, *_ = peer.read_in_people(head, self.rows, self.features, settings)

    def broken(self, panels: Iterable[Panel]) -> int:
        """How many of the panels break a quota, the size or the rule on employers."""
        by_id = {row["id"]: row for row in self.rows}
        return sum(not self._keeps([by_id[name] for name in panel]) for panel in panels)

    def _keeps(self, panel: Sequence[Mapping[str, str]]) -> bool:
        counts = Counter((name, value) for person in panel for name, value in person.items())
        in_range = (int(q["min"]) <= counts[q["feature"], q["value"]] <= int(q["max"]) for q in self.quotas)
        alone = not self.address or all(counts["employer", person["employer"]] == 1 for person in panel)
        return len(panel) == self.seats and alone and all(in_range)


def _rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        return list(reader.fieldnames or []), rows


def maximin(question: Question, tickets: int) -> dict[str, Any]:
    """The package's maximin chances, its panels with their probabilities, and its own lottery of ``tickets`` panels."""
    panels, shares, _ = find_distribution_maximin(
        question.features, question.people, question.seats, question.address, progress_reporter=Progress()
    )
    panels, shares = standardize_distribution(panels, shares)
    lottery = lottery_rounding(panels, shares, tickets)
    cost = used_so_far()
    exact = chances(question, zip(panels, shares, strict=True))
    rounded = chances(question, ((panel, 1 / tickets) for panel in lottery))
    return {
        **cost,
        "worst_off_percent": round(min(exact.values()) * 100, 5),
        "gini": round(gini(list(exact.values())), 5),
        "tickets": tickets,
        "worst_off_of_tickets_percent": round(min(rounded.values()) * 100, 5),
        "gini_of_tickets": round(gini(list(rounded.values())), 5),
        "most_off_in_tickets": round(max(abs(rounded[name] - exact[name]) for name in exact) * tickets, 3),
        "with_a_chance_but_no_ticket": sum(1 for name, chance in exact.items() if chance > 1e-9 and not rounded[name]),
        "distinct_tickets": len(set(lottery)),
        "panels_that_break_a_rule": question.broken(set(panels)),
    }


def legacy(question: Question, draws: int, seconds: float) -> dict[str, Any]:
    """Panels drawn by the package's legacy method, at most ``draws`` and for at most ``seconds`` of processor time."""
    drawn: list[Panel] = []
    failed = 0
    while len(drawn) + failed < draws and time.process_time() < seconds:
        try:
            found, _ = peer.find_random_sample(
                question.features,
                question.people,
                question.seats,
                question.address,
                selection_algorithm="legacy",
                max_attempts=100,
            )
            drawn.extend(found)
        except peer.SelectionError:
            failed += 1
    cost = used_so_far()
    seen = chances(question, ((panel, 1 / len(drawn)) for panel in drawn)) if drawn else {}
    return {
        **cost,
        "panels_drawn": len(drawn),
        "draws_without_a_panel": failed,
        "never_drawn_people": sum(1 for chance in seen.values() if not chance) if seen else None,
        "gini_as_seen": round(gini(list(seen.values())), 5) if seen else None,
        "panels_that_break_a_rule": question.broken(drawn),
    }


def chances(question: Question, weighted: Iterable[tuple[Panel, float]]) -> dict[str, float]:
    """Each person's chance of a seat under weighted panels."""
    total = {row["id"]: 0.0 for row in question.rows}
    for panel, share in weighted:
        for name in panel:
            total[name] += share
    return total


def gini(values: list[float]) -> float:
    """Gini coefficient: 0 when all are equal."""
    ordered = sorted(values)
    number = len(ordered)
    return sum((2 * at - number + 1) * value for at, value in enumerate(ordered)) / (number * sum(ordered))


def main() -> None:
    """Do what the command line asks and print lines of JSON, the result last."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("method", choices=["maximin", "legacy"])
    words.add_argument("folder", type=Path)
    words.add_argument("--tickets", type=int, default=1_000)
    words.add_argument("--draws", type=int, default=100)
    words.add_argument("--seconds", type=float, default=60.0)
    given = words.parse_args()
    logging.disable(logging.CRITICAL)
    set_random_provider(1)
    question = Question(given.folder)
    if given.method == "maximin":
        result = maximin(question, given.tickets)
    else:
        result = legacy(question, given.draws, given.seconds)
    versions = {name: version(name) for name in ("sortition-algorithms", "highspy", "numpy")}
    print(json.dumps({**result, "versions": versions}), flush=True)


if __name__ == "__main__":
    main()
