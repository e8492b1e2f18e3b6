"""The papers of one draw: panel.json, verdicts.json, and the report behind the record to sign and the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from expertpool.beijing import minute
from expertpool.documents.draw_report import (
    Assurance,
    Chances,
    DrawReport,
    FunnelStep,
    Randomness,
    SeatLine,
    VerdictLine,
)
from expertpool.documents.roster.expert import RosterExpert
from expertpool.drawing.result import LOTTERY, Result
from expertpool.ids import ExpertId
from expertpool.rules.finding import State
from expertpool.rules.sentence import Sentence
from expertpool.rules.verdict import Verdict
from expertpool.rules.waiver import Waiver
from expertpool.words import Language, say
from expertpool.words.clauses import clause_in
from solver.proof import Level

MOST_PROOF_LINES = 12
MOST_STRANGERS = 5


@dataclass(frozen=True)
class Occasion:
    """What surrounds a result: when, which attempt, from which roster, by which program, with whose seed."""

    at: datetime
    attempt: int
    earlier: tuple[str, ...]
    """One sentence for each earlier attempt."""
    roster_digest: str
    roster_count: int
    program: str
    seed_given: bool
    assurance: Assurance = "M0"


@dataclass(frozen=True)
class Papers:
    """Turns one result into papers in one language."""

    result: Result
    people: Mapping[ExpertId, RosterExpert]
    occasion: Occasion
    language: Language

    def panel(self) -> dict[str, Any]:
        """Content of panel.json."""
        result, chances = self.result, self.result.chances
        return {
            "committee": result.question.committee.name,
            "year": result.question.committee.year,
            "attempt": self.occasion.attempt,
            "members": [self._member(number, seat) for seat, number in enumerate(result.members, start=1)],
            "reserves": [
                {**self._person(reserve.expert_no), "replaces": list(reserve.replaces)} for reserve in result.reserves
            ],
            "chances": self._chances(),
            "tickets": result.lottery.tickets if result.lottery else None,
            "ticket": None if result.ticket is None else result.ticket + 1,
            "method": result.method,
            "assurance": self.occasion.assurance,
            "training": self.occasion.seed_given,
            "seed": result.seed.hex(),
            "table_seed": result.lottery.table_seed.hex() if result.lottery else None,
            "roster_digest": self.occasion.roster_digest,
            "candidates": len(result.question.eligibility.candidates),
            "drawn_at": self.occasion.at.isoformat(),
            "program": self.occasion.program,
            "warnings": list(self.warnings()),
            "proof": list(self.proof()),
            **({} if chances is None else {"everyone": {number: str(chance) for number, chance in chances.items()}}),
            **({} if result.method == LOTTERY else {"passed": self._passed()}),
        }

    def verdicts(self) -> dict[str, Any]:
        """Content of verdicts.json: every rule's verdict, what each rule removed, and who was left out by which."""
        eligibility = self.result.question.eligibility
        return {
            "committee": self.result.question.committee.name,
            "assurance": self.occasion.assurance,
            "verdicts": [verdict.as_dict(self.language, entries=True) for verdict in self.result.verdicts],
            "funnel": [{"rule": rule, "removed": removed} for rule, removed in eligibility.funnel.items()],
            "excluded": [
                {"expert_no": number, "rule": verdict.rule_id, "clause": verdict.rule.clause}
                for number, verdict in sorted(eligibility.excluded.items())
            ],
            "unknown": {rule: list(numbers) for rule, numbers in eligibility.unknowns.items()},
        }

    def report(self) -> DrawReport:
        """What the record to sign and the workbook print."""
        result, committee, occasion = self.result, self.result.question.committee, self.occasion
        eligibility, lottery = result.question.eligibility, result.lottery
        chances = result.chances
        return DrawReport(
            committee=committee.name,
            year=committee.year,
            series=committee.series,
            level=committee.level.value,
            seats=committee.seats,
            meeting=committee.meeting,
            method="lottery" if result.method == LOTTERY else "queue",
            randomness=Randomness(
                assurance=occasion.assurance,
                assurance_says=self._assurance(),
                seed=result.seed.hex(),
                seed_given=occasion.seed_given,
                table_seed=lottery.table_seed.hex() if lottery else None,
                tickets=lottery.tickets if lottery else None,
                ticket=None if result.ticket is None else result.ticket + 1,
            ),
            roster_digest=occasion.roster_digest,
            roster_count=occasion.roster_count,
            candidates=len(eligibility.candidates),
            members=tuple(self._seat(number, seat) for seat, number in enumerate(result.members, start=1)),
            program=occasion.program,
            specialties=tuple(sorted(committee.specialties)),
            drawn_at=occasion.at,
            attempt=occasion.attempt,
            earlier_attempts=occasion.earlier,
            funnel=tuple(self._funnel()),
            chances=Chances(min(chances.values()), max(chances.values()), lottery.gini)
            if lottery and chances
            else None,
            proof=self.proof(),
            reserves=tuple(self._seat(r.expert_no, place) for place, r in enumerate(result.reserves, start=1)),
            verdicts=tuple(self._verdict(verdict) for verdict in result.verdicts),
            waivers=tuple(self._waiver(waiver) for waiver in committee.waivers),
            warnings=self.warnings(),
        )

    def _assurance(self) -> str:
        """What the level means, in a sentence."""
        if self.occasion.assurance != "M0":
            return self._say(f"ceremony.assurance.{self.occasion.assurance.lower()}")
        return self._say("draw.assurance.training" if self.occasion.seed_given else "draw.assurance.m0")

    def warnings(self) -> tuple[str, ...]:
        """What leaves the draw little freedom, and what is not known."""
        lines = []
        slack = self.result.slack
        if slack:
            lines += [self._say("draw.warn.forced", expert=number) for number in slack.forced]
            if slack.shut_out:
                lines.append(self._say("draw.warn.shut_out", count=len(slack.shut_out)))
            for label, asked, available in slack.scarce:
                words = self.result.question.bounds.label_words(label, self.language)
                lines.append(self._say("draw.warn.scarce", asks=words, asked=asked, available=available))
        for rule, numbers in self.result.question.eligibility.unknowns.items():
            says = self.result.question.packs.rule(rule).says_in(self.language)
            lines.append(self._say("draw.warn.unknown", count=len(numbers), says=says))
        for entry, strangers in self.result.question.strangers.items():
            listed = self._say("draw.between").join(strangers[:MOST_STRANGERS])
            lines.append(self._say("draw.warn.stranger", entry=entry, experts=listed, count=len(strangers)))
        unread = self.result.question.packs.unread(self.result.question.committee)
        lines += [self._say("draw.warn.unread", name=name) for name in unread]
        broken = [verdict for verdict in self.result.verdicts if verdict.state is State.BROKEN]
        lines += [self._say("draw.warn.broken", says=verdict.rule.says_in(self.language)) for verdict in broken]
        return tuple(lines)

    def proof(self) -> tuple[str, ...]:
        """Why nobody's chance could be higher: one line a level, from the worst-off on."""
        lottery = self.result.lottery
        if lottery is None:
            return (self._say("draw.proof.queue"),)
        optimum = lottery.optimum
        lines = [self._level(at, level) for at, level in enumerate(optimum.levels[:MOST_PROOF_LINES], start=1)]
        lines.append(self._say("draw.proof.met" if optimum.met else "draw.proof.gap", gap=str(optimum.gap)))
        if not optimum.exact:
            lines.append(self._say("draw.proof.inexact"))
        return tuple(lines)

    def _level(self, at: int, level: Level) -> str:
        words = self.result.question.bounds
        known = [words.label_words(label, self.language) for label in level.weights if label in words.words]
        reasons = self._say("draw.between").join(known) if known else self._say("draw.proof.no_rule")
        return self._say(
            "draw.proof.level",
            level=at,
            people=level.settled,
            points=str(level.budget - level.spent),
            shared=level.shared,
            value=str(level.value),
            percent=f"{float(level.value) * 100:.2f}",
            reasons=reasons,
        )

    def _chances(self) -> dict[str, Any]:
        """The chances of those who were drawn; the same three keys, empty, where the method has no table of them."""
        chances, lottery = self.result.chances, self.result.lottery
        if lottery is None or not chances:
            return {"lowest": None, "highest": None, "gini": None}
        optimum = lottery.optimum
        together, alone = lottery.most_frequent_pair
        return {
            "lowest": float(min(chances.values())),
            "highest": float(max(chances.values())),
            "gini": float(lottery.gini),
            "lowest_exact": str(min(chances.values())),
            "highest_exact": str(max(chances.values())),
            "bound": str(optimum.lowest),
            "gap": str(optimum.gap),
            "within_one_ticket": optimum.met,
            "proven": optimum.exact,
            "most_frequent_pair": {"chance": str(together), "if_independent": str(alone)},
        }

    def _passed(self) -> list[dict[str, Any]]:
        return [
            {"expert_no": number, "weights": dict(why.weights), "per_seat": why.per_seat}
            for number, why in self.result.passed
        ]

    def _person(self, number: ExpertId) -> dict[str, Any]:
        person = self.people[number]
        facts = person.facts
        return {
            "expert_no": number,
            "name": person.name,
            "employer": facts.employer,
            "employer_kind": facts.employer_kind.value if facts.employer_kind else None,
            "gender": person.gender,
            "series": facts.series,
            "specialties": list(facts.specialties),
            "level": facts.level.value,
        }

    def _member(self, number: ExpertId, seat: int) -> dict[str, Any]:
        chances = self.result.chances or {}
        chance = str(chances[number]) if number in chances else None
        return {"seat": seat, **self._person(number), "kept": number in self.result.kept, "chance": chance}

    def _seat(self, number: ExpertId, seat: int) -> SeatLine:
        person, chances = self.people[number], self.result.chances or {}
        facts = person.facts
        return SeatLine(
            seat=seat,
            expert_no=number,
            name=person.name,
            employer=facts.employer,
            employer_kind=facts.employer_kind.value if facts.employer_kind else "",
            level=facts.level.value,
            specialties=facts.specialties,
            gender=person.gender,
            consecutive_years=_streak(facts.years_served, self.result.question.committee.year),
            kept=number in self.result.kept,
            chance=chances.get(number),
        )

    def _funnel(self) -> Sequence[FunnelStep]:
        packs = self.result.question.packs
        steps = [(packs.rule(rule), removed) for rule, removed in self.result.question.eligibility.funnel.items()]
        return [
            FunnelStep(rule.id, clause_in(rule.clause, self.language), rule.says_in(self.language), removed)
            for rule, removed in steps
        ]

    def _verdict(self, verdict: Verdict) -> VerdictLine:
        def text(sentence: Sentence | None) -> str:
            return sentence.text(self.language) if sentence else ""

        rule = verdict.rule
        clause = clause_in(rule.clause, self.language)
        found, required = text(verdict.found), text(verdict.required)
        return VerdictLine(rule.id, rule.says_in(self.language), clause, verdict.state, found, required)

    def _waiver(self, waiver: Waiver) -> str:
        whose = waiver.expert or self._say("draw.panel")
        rule = self.result.question.packs.rule(waiver.rule).says_in(self.language)
        told = {"reason": waiver.reason, "approver": waiver.approver, "at": minute(waiver.at)}
        return self._say("draw.waiver", rule=rule, expert=whose, **told)

    def _say(self, key: str, **places: Any) -> str:
        return say(key, self.language, **places)


def _streak(years: frozenset[int] | None, year: int) -> int | None:
    """Years served without a gap up to the year before; None when not known."""
    if years is None:
        return None
    count = 0
    while year - 1 - count in years:
        count += 1
    return count
