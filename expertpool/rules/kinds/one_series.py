"""One series: a committee reviews a single series."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.count_words import asked_number, weigh_count
from expertpool.rules.finding import Finding
from expertpool.rules.kinds.kind import LESS, WholeKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import Stage
from solver.bounds import CountRange

_BETWEEN = re.compile(r"[、，,;；/／|]|\s+和\s+|\s+与\s+")


@dataclass(frozen=True)
class Facts:
    """The series the committee names."""

    series: tuple[str, ...]


@dataclass(frozen=True)
class OneSeries(WholeKind[Facts]):
    """The committee names at most ``at_most`` series."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.COMMITTEE})
    stricter: ClassVar = {"at_most": LESS}

    at_most: int

    def read(self, case: Case) -> tuple[Facts, ...]:
        """The names, taken apart where several stand together."""
        names = (name.strip() for name in _BETWEEN.split(case.the_committee.series))
        return (Facts(tuple(name for name in names if name)),)

    def weigh(self, facts: Facts) -> Finding:
        """Not too many."""
        allowed = CountRange(at_most=self.at_most)
        return weigh_count(len(facts.series), allowed, of=Sentence("rules.group.series"), total=len(facts.series))

    def number(self) -> Sentence | None:
        """How many."""
        return asked_number(None, self.at_most)
