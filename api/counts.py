"""What a server answered, in numbers: requests by route and status, and how long they took. Nobody is in them."""

from __future__ import annotations

import copy
import os
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds up to which answers are counted together."""

Labels = tuple[tuple[str, str], ...]
"""Names and values that tell one line of a measure from another."""


EVERY = 1.0
"""Seconds after which a process tells the others of its server what it counted."""


def _none_yet() -> list[int]:
    return [0] * (len(BOUNDS) + 1)


@dataclass
class Counts:
    """Counted by one thread, that of the running loop. ``under_way``: requests not answered yet."""

    answered: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    within: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(_none_yet))
    seconds: Counter[str] = field(default_factory=Counter)
    under_way: int = 0

    def add(self, method: str, route: str, status: int, seconds: float | None) -> None:
        """One answer; ``seconds`` None for a stream, which lasts as long as somebody watches."""
        self.answered[method, route, status] += 1
        if seconds is not None:
            self.within[route][sum(seconds > bound for bound in BOUNDS)] += 1
            self.seconds[route] += seconds  # type: ignore[assignment]  # a Counter adds fractions as well

    def with_those_of(self, other: Counts) -> Counts:
        """Both together."""
        found = copy.deepcopy(self)
        found.answered += other.answered
        found.seconds += other.seconds
        found.under_way += other.under_way
        for route, waits in other.within.items():
            found.within[route] = [one + more for one, more in zip(found.within[route], waits, strict=True)]
        return found

    def lines(self) -> Iterator[str]:
        """In the text form that Prometheus reads (0.0.4)."""
        yield from head("expertpool_requests_under_way", "gauge", "Requests not answered yet.")
        yield line("expertpool_requests_under_way", self.under_way)
        yield from head("expertpool_requests_total", "counter", "Requests answered, by route and status.")
        for (method, route, status), count in sorted(self.answered.items()):
            labels = (("method", method), ("route", route), ("status", str(status)))
            yield line("expertpool_requests_total", count, labels)
        yield from head("expertpool_request_seconds", "histogram", "Seconds until an answer was sent whole.")
        for route in sorted(self.within):
            yield from self._buckets(route)

    def _buckets(self, route: str) -> Iterator[str]:
        name, of_route, so_far = "expertpool_request_seconds", ("route", route), 0
        for bound, count in zip((*map(str, BOUNDS), "+Inf"), self.within[route], strict=True):
            so_far += count
            yield line(f"{name}_bucket", so_far, (of_route, ("le", bound)))
        yield line(f"{name}_sum", round(self.seconds[route], 6), (of_route,))
        yield line(f"{name}_count", so_far, (of_route,))


@dataclass(frozen=True)
class Told:
    """What a process counted by one moment. ``process``: its number; ``cpu``: its processor seconds."""

    process: int
    cpu: float
    counts: Counts

    @classmethod
    def now(cls, counts: Counts) -> Told:
        """Of this process. Raises RuntimeError where it counts in that very moment."""
        return cls(os.getpid(), time.process_time(), copy.deepcopy(counts))


class Gathered:
    """What the processes of one server told last; one that ended keeps its share, so that no sum ever falls."""

    def __init__(self) -> None:
        self._told: dict[int, Told] = {}
        self._ended: list[Told] = []
        self._lock = threading.Lock()

    def tell(self, place: int, told: Told) -> None:
        """``place``: the process's place among those of the server; one that was begun again has another number."""
        with self._lock:
            before = self._told.get(place)
            if before is not None and before.process != told.process:
                self._ended.append(replace(before, counts=replace(before.counts, under_way=0)))
            self._told[place] = told

    def all(self) -> tuple[list[Told], list[Told]]:
        """Of the processes that answer, and of those that ended."""
        with self._lock:
            return list(self._told.values()), list(self._ended)


@dataclass(frozen=True)
class Place:
    """Where a process tells what it counts, and under which number."""

    gathered: Gathered
    number: int

    def tell(self, counts: Counts) -> None:
        """Now; the next time, where the counts change in that very moment, or the first process is just ending."""
        with suppress(RuntimeError, OSError, EOFError):
            self.gathered.tell(self.number, Told.now(counts))

    def keep_telling(self, counts: Counts) -> None:
        """As long as the process lives."""

        def tell() -> None:
            while True:
                self.tell(counts)
                time.sleep(EVERY)

        threading.Thread(target=tell, daemon=True).start()


def head(name: str, kind: str, says: str) -> Iterator[str]:
    """The two lines above a measure."""
    yield f"# HELP {name} {says}"
    yield f"# TYPE {name} {kind}"


def line(name: str, value: float, labels: Labels = ()) -> str:
    """One line of a measure."""
    inside = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels)
    return f"{name}{{{inside}}} {value}" if inside else f"{name} {value}"


def text_of(lines: Iterable[str]) -> str:
    """The lines as one answer."""
    return "".join(f"{one}\n" for one in lines)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
