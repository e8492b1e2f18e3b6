"""Whether a committee can be seated from today's pool: what each rule removes, and the repairs where none exists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from expertpool.documents.roster.expert import RosterExpert
from expertpool.drawing.question import Question, ask
from expertpool.errors import ExitCode, Refusal
from expertpool.queries.funnel import pool_funnel
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.stack import PacksInForce, load_packs
from expertpool.words import Language
from expertpool.words.clauses import clause_in
from web.contexts.committees import ClashShown, Feasibility, Removal


def feasible(
    experts: Sequence[RosterExpert], committee: CommitteeFacts, *, draw_day: date, language: Language
) -> Feasibility:
    """The answer, with no dice thrown. Slow: in a thread and outside any transaction. Refuses what stays unproven."""
    people = [expert.facts for expert in experts]
    packs = load_packs(None, on=committee.meeting)
    question = ask(packs, committee, people, draw_day=draw_day)
    steps = pool_funnel(packs, people, on=committee.meeting, committee=committee, waivers=committee.waivers)
    removed = tuple(
        Removal(*_worded(packs, step.rule, language), step.removed, step.remaining) for step in steps if step.removed
    )
    clash, ways, short = _dead(question, language)
    return Feasibility(
        pool=len(people),
        candidates=len(question.eligibility.candidates),
        seats=committee.seats,
        removed=removed,
        possible=clash is None,
        short=short,
        clash=clash or (),
        ways=ways,
    )


def _worded(packs: PacksInForce, rule: str, language: Language) -> tuple[str, str]:
    found = next(one for one in packs.rules if one.id == rule)
    return found.says_in(language), found.clause_in(language)


Clash = tuple[ClashShown, ...]
Ways = tuple[tuple[str, ...], ...]


def _dead(question: Question, language: Language) -> tuple[Clash | None, Ways, int]:
    """The clash, None where a panel exists; the ways out, a sentence a step; how many people are missing."""
    from expertpool.drawing.ways_out import forbidden, ways_out  # noqa: PLC0415  # OR-Tools is slow to import
    from solver.clash import exists_panel  # noqa: PLC0415  # OR-Tools is slow to import
    from solver.errors import NotProven  # noqa: PLC0415  # for the same reason

    try:
        if question.forbidding:
            dead = forbidden(question, question.forbidding)
        elif exists_panel(question.problem):
            return None, (), 0
        else:
            dead = ways_out(question)
    except NotProven as failure:
        where = failure.facts.get("question", failure.code)
        raise Refusal("draw.not_proven", exit_code=ExitCode.NOT_PROVEN, question=where) from None
    lines = [ClashShown(one.rule.says_in(language), one.rule.clause_in(language)) for one in dead.broken]
    lines += [ClashShown(one.sentence.text(language), clause_in(one.clause, language)) for one in dead.clash]
    ways = tuple(tuple(step.text(language) for step in way.steps) for way in dead.ways)
    return tuple(lines), ways, dead.short
