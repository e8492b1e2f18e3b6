"""Why no panel exists, in the office's words, and the priced ways out: recruit, waive, change a number or the size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from expertpool.drawing.question import Question
from expertpool.ids import ExpertId
from expertpool.rules.facts import CommitteeFacts, EmployerKind, ExpertFacts, Level
from expertpool.rules.panel_bounds import PanelBounds, panel_bounds
from expertpool.rules.sentence import Sentence
from expertpool.rules.verdict import Verdict
from expertpool.words import Language
from expertpool.words.clauses import clause_in
from expertpool.words.worded import Worded
from solver.bounds import Bound
from solver.clash import Demand, Profile, Repair, Spare, exists_panel, explain
from solver.errors import NotProven
from solver.problem import Problem

RECRUIT_PRICE = 20
PRIVATE_PRICE = RECRUIT_PRICE + 1
WAIVER_PRICE = 5
SEAT_PRICE = 15
FURTHEST_SIZE = 12
OF_ANY_FIELD = {"private": "private_any", "outside": "outside_any", "another": "another_any"}
MOST_SPARES = 400


@dataclass(frozen=True)
class ClashLine:
    """One demand of the clash: the rule behind it and its sentence."""

    rule: str
    clause: str
    demand: Demand
    sentence: Sentence


@dataclass(frozen=True)
class WayOut:
    """One way out with its price (smaller is easier) and a sentence a step."""

    way: str
    price: int
    steps: tuple[Sentence, ...]


@dataclass(frozen=True)
class Dead:
    """Why a committee cannot be seated: rules broken whoever sits, or a clash of demands; and the ways out."""

    question: Question
    broken: tuple[Verdict, ...]
    clash: tuple[ClashLine, ...]
    short: int
    minimum: bool
    ways: tuple[WayOut, ...]

    def as_dict(self, language: Language) -> dict[str, Any]:
        """Plain values for explanation.json, sentences in the reader's language."""
        question = self.question
        return {
            "ok": False,
            "committee": question.committee.name,
            "seats": question.committee.seats,
            "candidates": len(question.eligibility.candidates),
            "short": self.short,
            "smallest": self.minimum,
            "broken": [verdict.as_dict(language) for verdict in self.broken],
            "clash": [
                {
                    "rule": line.rule,
                    "clause": clause_in(line.clause, language),
                    "label": line.demand.label,
                    "side": line.demand.side.value,
                    "limit": line.demand.limit,
                    "available": line.demand.available,
                    "sentence": line.sentence.text(language),
                }
                for line in self.clash
            ],
            "ways_out": [
                {"way": way.way, "price": way.price, "steps": [step.text(language) for step in way.steps]}
                for way in self.ways
            ],
            "funnel": [
                {"rule": rule, "removed": removed} for rule, removed in question.eligibility.funnel.items() if removed
            ],
        }


def forbidden(question: Question, verdicts: tuple[Verdict, ...]) -> Dead:
    """The explanation of rules that are broken whoever is seated; a fitting size is offered where that helps."""
    ways = _sizes(question)
    return Dead(question, verdicts, (), 0, True, ways)


def ways_out(question: Question) -> Dead:
    """The explanation of a question without a panel. Raises ValueError where there is one."""
    extra = _Extra.of(question)
    found = explain(extra.problem_of(question), profiles=extra.profiles, spares=extra.spares)
    clash = tuple(_line(question, extra.bounds, demand) for demand in found.clash)
    ways = [_way(question, extra, repair) for repair in found.repairs]
    ways += _sizes(question)
    return Dead(question, (), clash, found.short, found.minimum, tuple(sorted(ways, key=lambda way: way.price)))


@dataclass(frozen=True)
class _Extra:
    """People not drawable today who could be: barred by a principle alone, or not yet in the pool."""

    bounds: PanelBounds
    profiles: tuple[Profile, ...]
    spares: tuple[Spare, ...]
    words: dict[str, Sentence]

    @classmethod
    def of(cls, question: Question) -> _Extra:
        committee = question.committee
        imagined = {f"imagined:{at}": words for at, words in enumerate(_imagined(committee))}
        people = [_person(ExpertId(number), committee, kind, field) for number, (kind, field) in imagined.items()]
        barred = [question.experts[number] for number in list(question.eligibility.waivable)[:MOST_SPARES]]
        candidates = [question.experts[number] for number in question.eligibility.candidates]
        bounds = panel_bounds(question.packs, committee, [*candidates, *barred, *people], waivers=committee.waivers)
        counted = _counted(bounds, [*barred, *people])
        profiles = tuple(Profile(p.expert_no, counted[p.expert_no], _price_of(p.employer_kind)) for p in people)
        spares = tuple(Spare(p.expert_no, counted[p.expert_no], WAIVER_PRICE) for p in barred)
        apart = committee.self_reviewing_unit is not None
        words = {number: _recruit_words(kind, field, apart=apart) for number, (kind, field) in imagined.items()}
        return cls(bounds, profiles, spares, words)

    def problem_of(self, question: Question) -> Problem:
        """The question's problem under the labels that people from outside would be counted by too."""
        here = frozenset(question.eligibility.candidates)
        bounds = [Bound(b.label, b.members & here, b.at_least, b.at_most, b.price) for b in self.bounds.bounds]
        pairs = [pair for pair in self.bounds.pairs if here.issuperset(pair)]
        return Problem(question.eligibility.candidates, question.committee.seats, bounds, pairs)


Imagined = tuple[EmployerKind, str]


def _imagined(committee: CommitteeFacts) -> list[Imagined]:
    """Kinds of people who could be won: of each specialty with seats, from a private enterprise or another unit."""
    fields = sorted(committee.specialties) or [""]
    return [(kind, field) for field in fields for kind in (EmployerKind.INSTITUTION, EmployerKind.PRIVATE_ENTERPRISE)]


def _person(number: ExpertId, committee: CommitteeFacts, kind: EmployerKind, field: str) -> ExpertFacts:
    """Somebody of that kind whom no rule bars, of a unit that nobody else belongs to."""
    return ExpertFacts(
        expert_no=number,
        employer=str(number),
        employer_kind=kind,
        series=committee.series,
        specialties=(field,) if field else (),
        level=Level.FULL_SENIOR,
        years_served=frozenset(),
    )


def _price_of(kind: EmployerKind | None) -> int:
    """Private enterprises' experts are asked for only where one of another unit would not do."""
    return PRIVATE_PRICE if kind is EmployerKind.PRIVATE_ENTERPRISE else RECRUIT_PRICE


def _recruit_words(kind: EmployerKind, field: str, *, apart: bool) -> Sentence:
    """Whom to win; ``apart``: of another unit than the one that reviews its own people."""
    who = "private" if kind is EmployerKind.PRIVATE_ENTERPRISE else "outside" if apart else "another"
    return Sentence(f"draw.recruit.{who if field else OF_ANY_FIELD[who]}", field=field)


def _counted(bounds: PanelBounds, people: Iterable[ExpertFacts]) -> dict[str, frozenset[str]]:
    return {
        person.expert_no: frozenset(bound.label for bound in bounds.bounds if person.expert_no in bound.members)
        for person in people
    }


def _line(question: Question, bounds: PanelBounds, demand: Demand) -> ClashLine:
    rule = question.packs.rule(bounds.rules[demand.label])
    said = Sentence(
        f"draw.demand.{demand.side}",
        asks=bounds.words[demand.label],
        limit=demand.limit,
        available=demand.available,
        candidates=len(question.eligibility.candidates),
    )
    return ClashLine(rule=rule.id, clause=rule.clause, demand=demand, sentence=said)


def _way(question: Question, extra: _Extra, repair: Repair) -> WayOut:
    steps = [
        Sentence("draw.way.recruit", count=count, who=extra.words[name]) for name, count in repair.recruits.items()
    ]
    for number in repair.readmitted:
        rule = question.packs.rule(question.eligibility.waivable[ExpertId(number)])
        steps.append(
            Sentence("draw.way.waive", expert=number, says=Worded.by(rule.says_in), clause=Worded.cited(rule.clause))
        )
    for label, (low, high) in repair.moves.items():
        steps.append(_move(extra.bounds, label, low, high))
    return WayOut(repair.way.value, repair.price, tuple(steps))


def _move(bounds: PanelBounds, label: str, low: int, high: int | None) -> Sentence:
    old = next(bound for bound in bounds.bounds if bound.label == label)
    if low != old.at_least:
        return Sentence("draw.way.lower", asks=bounds.words[label], old=old.at_least, new=low)
    return Sentence("draw.way.raise", asks=bounds.words[label], old=old.at_most, new=high)


def _sizes(question: Question) -> tuple[WayOut, ...]:
    """The nearest other size of the committee that every rule of law allows and a panel exists for, if any."""
    seats = question.committee.seats
    for size in _other_sizes(seats, len(question.eligibility.candidates)):
        other = question.of_size(size)
        try:
            if not other.forbidding and exists_panel(other.problem):
                words = Sentence("draw.way.resize", old=seats, new=size)
                return (WayOut("resize", SEAT_PRICE * abs(size - seats), (words,)),)
        except NotProven:
            continue
    return ()


def _other_sizes(seats: int, candidates: int) -> list[int]:
    """Odd sizes that there are candidates for, the nearest first, and of two as near the smaller one."""
    fewest, most = max(1, seats - FURTHEST_SIZE), min(seats + FURTHEST_SIZE, candidates)
    near = {size for size in range(fewest, most + 1) if size % 2 and size != seats}
    if 0 < candidates < fewest:
        near.add(candidates if candidates % 2 else candidates - 1)
    return sorted(near, key=lambda size: (abs(size - seats), size))
