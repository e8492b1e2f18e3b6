"""What if the coming years ask for the same committees: trial seasons one after the other, and who is left for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from expertpool.drawing.question import Question, ask
from expertpool.drawing.season_draw import Placed, season_of
from expertpool.ids import ExpertId
from expertpool.rules.facts import CommitteeFacts, ExpertFacts
from expertpool.rules.kinds.rest_after_years import RestAfterYears
from expertpool.rules.kinds.term_in_force import TermInForce
from expertpool.rules.sentence import Sentence
from expertpool.rules.stack import PacksInForce
from solver.errors import NotProven
from solver.season.lottery import NoSeasonPanels
from solver.season.queue import season_queue

TIGHT = 2
"""A group is tight when there are fewer than so many people for each seat it must fill."""


class Supply(StrEnum):
    """Whether there are people for what is asked."""

    DRY = "dry"
    TIGHT = "tight"


@dataclass(frozen=True)
class Need:
    """One lower end of one committee in one year (``asks`` None: its seats): ``available`` in the tightest trial."""

    year: int
    committee: str
    asks: Sentence | None
    needed: int
    available: int

    @property
    def supply(self) -> Supply | None:
        """None where there is enough."""
        if self.available < self.needed:
            return Supply.DRY
        return Supply.TIGHT if self.available < TIGHT * self.needed else None


@dataclass(frozen=True)
class YearOut:
    """One year in the tightest trial: who can be drawn for any committee, and how many are out, by reason."""

    year: int
    drawable: int
    resting: int
    ended: int
    aged: int


@dataclass
class Forecast:
    """All trials together. ``stuck``: the first year in which some trial could not seat these committees jointly."""

    needs: dict[tuple[int, str, str], Need] = field(default_factory=dict)
    years: dict[int, YearOut] = field(default_factory=dict)
    stuck: tuple[int, tuple[str, ...]] | None = None

    @property
    def short(self) -> tuple[Need, ...]:
        """What runs dry or tight, by year, the driest first."""
        told = [need for need in self.needs.values() if need.supply]
        return tuple(sorted(told, key=lambda need: (need.year, need.available - need.needed, need.committee)))


@dataclass(frozen=True)
class Demand:
    """The season that repeats: committees with their days, rules, cap, and the age at which people leave.

    ``renewed``: terms that end are renewed for as long as they were.
    """

    committees: tuple[tuple[CommitteeFacts, date, date], ...]
    packs: PacksInForce
    cap: int
    retire_at: int | None = None
    renewed: bool = False


def forecast(demand: Demand, experts: Sequence[ExpertFacts], *, years: int, runs: int) -> Forecast:
    """Trial draws (by queue, fixed seeds) of this year and the ``years`` after it; the tightest of ``runs`` counts.

    Nobody joins or leaves the pool but by term and age; rules stay as they are. No draw at all.
    """
    found = Forecast()
    for run in range(runs):
        pool = {one.expert_no: one for one in experts}
        panels: Mapping[str, Sequence[str]] = {}
        for step in range(years + 1):
            here = _year(demand, pool, step, panels)
            if step:
                _take_in(found, here)
            try:
                panels = here.drawn(b"forecast %d %d" % (run, step), demand.cap)
            except (NoSeasonPanels, NotProven) as none:
                season = none.season if isinstance(none, NoSeasonPanels) else None
                names = tuple(one.name for one in season.committees) if season else ()
                if found.stuck is None or here.year < found.stuck[0]:
                    found.stuck = (here.year, names)
                break
            for person in {one for panel in panels.values() for one in panel}:
                number = ExpertId(person)
                served = (pool[number].years_served or frozenset()) | {here.year}
                pool[number] = replace(pool[number], years_served=served)
    return found


@dataclass(frozen=True)
class _Year:
    """One year of one trial before its draw."""

    year: int
    placed: tuple[Placed, ...]
    aged: int

    def drawn(self, seed: bytes, cap: int) -> dict[str, Sequence[str]]:
        drawn = season_queue(season_of(self.placed, cap=cap), seed)
        return {name: one.drawn.panel for name, one in drawn.items()}

    @property
    def out(self) -> YearOut:
        able = {number for one in self.placed for number in one.question.eligibility.candidates}
        why: dict[str, set[ExpertId]] = defaultdict(set)
        for one in self.placed:
            for number, verdict in one.question.eligibility.excluded.items():
                why[type(verdict.rule.check).__name__].add(number)
        resting, ended = (len(why[kind.__name__]) for kind in (RestAfterYears, TermInForce))
        return YearOut(self.year, len(able), resting, ended, self.aged)

    def needs(self) -> Iterator[Need]:
        for one in self.placed:
            question: Question = one.question
            name, candidates = question.committee.name, len(question.eligibility.candidates)
            yield Need(self.year, name, None, question.committee.seats, candidates)
            for bound in question.bounds.bounds:
                if bound.at_least:
                    words = question.bounds.words[bound.label]
                    yield Need(self.year, name, words, bound.at_least, len(bound.members))


def _year(
    demand: Demand, pool: Mapping[ExpertId, ExpertFacts], step: int, panels: Mapping[str, Sequence[str]]
) -> _Year:
    first_year = demand.committees[0][0].year
    young = [one for one in pool.values() if not _old(one, demand, step)]
    if demand.renewed:
        young = [_renewed(one, _moved(demand.committees[-1][2], step)) for one in young]
    placed = []
    for committee, first, last in demand.committees:
        before = frozenset(map(ExpertId, panels[committee.name])) if panels else committee.previous_panel
        later = replace(
            committee,
            year=committee.year + step,
            meeting=_moved(committee.meeting, step),
            keep=committee.keep if not step else (),
            previous_panel=before,
            waivers=committee.waivers if not step else (),
        )
        question = ask(demand.packs, later, young, draw_day=later.meeting)
        placed.append(Placed(question, _moved(first, step), _moved(last, step)))
    return _Year(first_year + step, tuple(placed), len(pool) - len(young))


def _renewed(expert: ExpertFacts, on: date) -> ExpertFacts:
    """The expert with the term in force that day: the last one, moved by its own length."""
    start, end = expert.term_start, expert.term_end
    if start is None or end is None or end < start:
        return expert
    years = max(1, round((end - start).days / 365))
    times = 0
    while _moved(end, years * times) < on:
        times += 1
    return replace(expert, term_start=_moved(start, years * times), term_end=_moved(end, years * times))


def _old(expert: ExpertFacts, demand: Demand, step: int) -> bool:
    if demand.retire_at is None or expert.birth_month is None:
        return False
    on = _moved(demand.committees[0][1], step)
    years = on.year - expert.birth_month.year - (on.month < expert.birth_month.month)
    return years >= demand.retire_at


def _moved(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _take_in(found: Forecast, here: _Year) -> None:
    for need in here.needs():
        key = (need.year, need.committee, repr(need.asks))
        known = found.needs.get(key)
        if known is None or need.available < known.available:
            found.needs[key] = need
    out = here.out
    if here.year not in found.years or out.drawable < found.years[here.year].drawable:
        found.years[here.year] = out
