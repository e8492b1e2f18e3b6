"""Replacement rounds of a season: members who cannot serve, those drawn in their stead, and nobody in two places."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blind.fairness import SeasonFairness
from expertpool.certifying.drawn_in_season import TAKEN, Listed, later_seed, with_round
from expertpool.certifying.names import RESTRICTED_FILE
from expertpool.certifying.season_check import column_of
from expertpool.commands.season_share import ByQueue, ByTicket, SeasonShares, days
from expertpool.documents.season_papers import SeasonFigures
from expertpool.drawing.replacement import replace_members
from expertpool.drawing.result import LOTTERY, Result
from expertpool.drawing.season_record import read_figures
from expertpool.errors import ExitCode, Refusal
from expertpool.ids import ExpertId
from expertpool.party.season_frozen import SeasonFrozen, in_season
from solver.lottery import NoPanel
from solver.queue import queue_panel
from solver.season.queue import without

if TYPE_CHECKING:
    from blind.certificate import Drawn


@dataclass(frozen=True)
class Removal:
    """One member who cannot serve: a reason code of the certificate, and the SHA-256 (hex) of the paper for it."""

    stem: str
    expert_no: ExpertId
    reason: str
    paper: str


@dataclass
class Panels:
    """Who sits where now, by stem, and on which days: whom a replacement may not be taken from."""

    members: dict[str, tuple[ExpertId, ...]]
    days: Mapping[str, tuple[date, date]]
    cap: int
    _places: dict[ExpertId, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for stem, panel in self.members.items():
            self._enter(stem, panel)

    def seat(self, stem: str, panel: Sequence[ExpertId]) -> None:
        """The committee's panel from now on."""
        for person in self.members[stem]:
            self._places[person].discard(stem)
        self.members[stem] = tuple(panel)
        self._enter(stem, panel)

    def taken(self, person: ExpertId, stem: str) -> bool:
        """Whether the person's other committees leave no room for this one."""
        others = self._places[person] - {stem}
        first, last = self.days[stem]
        meets = any(self.days[other][0] <= last and first <= self.days[other][1] for other in others)
        return meets or len(others) >= self.cap

    def _enter(self, stem: str, panel: Iterable[ExpertId]) -> None:
        for person in panel:
            self._places[person].add(stem)


@dataclass(frozen=True)
class Standing:
    """One committee after some rounds: what its certificate holds, and the newest panel with what led to it."""

    frozen: SeasonFrozen
    drawn: Drawn
    result: Result
    lists: tuple[Listed, ...] = ()

    @property
    def removed(self) -> int:
        """How many were removed so far, those who were passed on for the season's sake included."""
        return sum(len(one.removals) for one in self.lists)

    def after(self, listed: Listed) -> Standing:
        """One further round. Raises NoPanel, NotProven, NoLawfulPanel."""
        made, envelope = later_seed(self.drawn, listed, len(self.drawn.rounds))
        people = {code: ExpertId(person) for person, code in self.frozen.pool.names.items()}
        lists = (*self.lists, listed)
        gone = frozenset(people[code] for one in lists for code, _, _ in one.removals)
        result = replace_members(
            self.frozen.question,
            seed=made,
            context=self.frozen.table_context,
            staying=[person for person in self.result.members if person not in gone],
            barred=gone,
            names=self.frozen.pool.names,
        )
        return Standing(self.frozen, with_round(self.drawn, self.frozen, result, envelope), result, lists)


def first_standing(shares: SeasonShares, stem: str, record: Mapping[str, Any], data: bytes, out: Path) -> Standing:
    """A committee as the draw left it, from the season's record (``data``: its bytes) and its own certificate."""
    frozen = shares.frozen(stem)
    if record["method"] != LOTTERY:
        aside = record["aside"][frozen.question.committee.name]
        problem = without(frozen.question.problem, frozenset(aside))
        names = in_season(frozen, problem=problem, aside=aside).pool.names
        queue = queue_panel(problem, shares.work.written.seed, names=names)
        how: ByTicket | ByQueue = ByQueue(problem, aside, queue, b"")
    else:
        digest, many = hashlib.sha256(data), len(record["committees"])
        bound, least, gap = read_figures(record)
        folder = next(one["folder"] for one in record["committees"] if one["name"] == frozen.question.committee.name)
        column = column_of(out / folder / RESTRICTED_FILE, record, digest.hexdigest())
        how = ByTicket(
            column,
            bytes.fromhex(record["table_seed"]),
            b"",
            SeasonFairness(bound, least, many, digest.digest()),
            SeasonFigures(many, bound, least, gap, digest.hexdigest()),
        )
    seated, result = shares.drawn(stem, how)
    return Standing(seated, shares.certified(seated, result, how), result)


def replaced(
    standing: Standing, stem: str, removals: Sequence[Removal], panels: Panels, *, record: str, at: str
) -> Standing:
    """The committee after as many rounds as it takes until nobody newly drawn sits elsewhere; ``panels`` follows.

    ``record``: SHA-256 (hex) of the season's record, the paper of who is passed on. Raises Refusal (exit code 3) where
    nobody is left who could step in.
    """
    codes = standing.frozen.pool.names
    todo = tuple((codes[one.expert_no], one.reason, one.paper) for one in removals)
    while todo:
        before = frozenset(standing.result.members)
        try:
            standing = standing.after(Listed(todo, at))
        except NoPanel:
            name = standing.frozen.question.committee.name
            asked = "、".join(one.expert_no for one in removals)
            raise Refusal(
                "season_draw.nobody_left", exit_code=ExitCode.NO_PANEL, committee=name, experts=asked
            ) from None
        new = [person for person in standing.result.members if person not in before]
        todo = tuple((codes[person], TAKEN, record) for person in new if panels.taken(person, stem))
    panels.seat(stem, standing.result.members)
    return standing


def season_days(shares: SeasonShares) -> dict[str, tuple[date, date]]:
    """First and last day of every committee, by stem."""
    return {stem: days(shares.work.written, stem) for stem in shares.work.written.committees}
