"""A draw that seated a panel: members, chances, proof, verdicts, and what leaves little freedom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from expertpool.canonical import canonical_json
from expertpool.drawing.question import Question, binding
from expertpool.drawing.reserves import Reserve, name_reserves
from expertpool.ids import ExpertId
from expertpool.rules.facts import DrawFacts, PanelFacts
from expertpool.rules.judge import judge
from expertpool.rules.stage import Stage
from expertpool.rules.verdict import Verdict
from solver.completion import Refutation
from solver.errors import NotProven
from solver.forced import forced_people
from solver.lottery import Lottery, Panel, prepare_lottery
from solver.problem import Problem
from solver.queue import queue_panel
from solver.recheck import recheck
from solver.slack import Slack, slack

LOTTERY = "lottery"
QUEUE = "queue"
METHODS = (LOTTERY, QUEUE)
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Result:
    """A panel and everything that accounts for it. ``lottery`` is None for a draw by queue.

    ``forced``: who, not staying anyway, had to be on every panel; None where that was not looked up.

    ``panel`` is in the order drawn. ``members`` are in the order of their lots, after those who stay (``kept``) in the
    file's order. ``passed``: people met in the queue before it was full, with the weights that refute a panel with
    them.
    """

    question: Question
    method: str
    seed: bytes
    context: bytes
    panel: Panel
    members: tuple[ExpertId, ...]
    kept: frozenset[ExpertId]
    reserves: tuple[Reserve, ...]
    verdicts: tuple[Verdict, ...]
    lottery: Lottery | None = None
    ticket: int | None = None
    slack: Slack | None = None
    forced: tuple[str, ...] | None = None
    passed: tuple[tuple[ExpertId, Refutation], ...] = ()

    @property
    def chances(self) -> dict[str, Fraction] | None:
        """Each candidate's chance of a seat, members who stay aside; None for a queue, which states none."""
        if self.lottery is None:
            return None
        return {person: chance for person, chance in self.lottery.chances.items() if person not in self.kept}


class NoLawfulPanel(Exception):
    """Rules of law are broken whoever is seated."""

    def __init__(self, verdicts: tuple[Verdict, ...]) -> None:
        super().__init__([verdict.rule_id for verdict in verdicts])
        self.verdicts = verdicts


def table_context(question: Question, *, roster_digest: str, attempt: int, method: str) -> bytes:
    """What everything random in the ticket table is bound to before the draw: roster, committee, rules, attempt."""
    rules = [[rule.pack, rule.id, rule.clause, rule.says] for rule in question.packs.rules]
    return canonical_json(
        {
            "format": "expertpool-draw-context/1",
            "attempt": attempt,
            "committee": question.committee,
            "method": method,
            "roster": roster_digest,
            "rules": rules,
        }
    )


def seat(
    question: Question,
    *,
    method: str,
    seed: bytes,
    context: bytes,
    tickets: int | None = None,
    names: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Result:
    """Seat a panel from ``seed``; ``names`` are the codes that lots are computed over (ids where there are none).

    Raises solver.NoPanel, solver.TooFewTickets, solver.NotProven, NoLawfulPanel."""
    if question.forbidding:
        raise NoLawfulPanel(question.forbidding)
    if method == LOTTERY:
        lottery = prepare_lottery(question.problem, tickets, context, progress=progress)
        panel = lottery.draw(seed, names)
        seated = seated_by(question, panel, method=method, seed=seed, context=context, lottery=lottery)
        narrow = slack(lottery)
        seated = replace(seated, slack=narrow, forced=narrow.forced)
    else:
        drawn = queue_panel(question.problem, seed, names=names)
        seated = seated_by(question, drawn.panel, method=method, seed=seed, context=context, passed=drawn.passed)
        seated = replace(seated, forced=forced_or_none(question.problem, drawn.panel))
    wanted = question.committee.reserves
    reserves = name_reserves(question.problem, seated.members, seed, kept=seated.kept, wanted=wanted, names=names)
    return replace(seated, reserves=reserves)


def forced_or_none(problem: Problem, panel: Panel) -> tuple[str, ...] | None:
    """Who had to be on every panel; None where a question about it ended at its limit."""
    try:
        return forced_people(problem, panel)
    except NotProven:
        return None


def seated_by(
    question: Question,
    panel: Panel,
    *,
    method: str,
    seed: bytes,
    context: bytes,
    lottery: Lottery | None = None,
    passed: Mapping[str, Refutation] = MappingProxyType({}),
) -> Result:
    """What this panel comes to, without reserves: who sits, and every rule's verdict.

    ``passed``: why the queue went past somebody. Raises NoLawfulPanel; AssertionError for a panel that breaks a bound.
    """
    broken = recheck(question.problem, panel)
    if broken:
        raise AssertionError(f"the panel drawn breaks {[breach.label for breach in broken]}")
    kept = frozenset(question.committee.keep)
    members = (*question.committee.keep, *(ExpertId(person) for person in panel if person not in kept))
    return Result(
        question=question,
        method=method,
        seed=seed,
        context=context,
        panel=panel,
        members=members,
        kept=kept,
        reserves=(),
        verdicts=verdicts_on(question, members, kept, method),
        lottery=lottery,
        ticket=panel.ticket,
        passed=tuple((ExpertId(person), why) for person, why in passed.items()),
    )


def verdicts_on(
    question: Question, members: tuple[ExpertId, ...], kept: frozenset[ExpertId], method: str
) -> tuple[Verdict, ...]:
    """Every rule of committee, pool and draw; raises NoLawfulPanel where one of law is broken by the panel too."""
    facts = PanelFacts(
        question.committee,
        tuple(question.experts[number] for number in members),
        DrawFacts(on=question.draw_day, method=method, drawn=frozenset(members) - kept),
    )
    seated = judge(question.packs, Stage.DRAW, facts, waivers=question.committee.waivers)
    forbidden = tuple(verdict for verdict in seated if binding(verdict))
    if forbidden:
        raise NoLawfulPanel(forbidden)
    return (*question.beforehand, *seated)
