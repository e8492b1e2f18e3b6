"""Why no panel exists, as a text a committee office can read and pass on."""

from __future__ import annotations

from typing import Any

from expertpool.drawing.ways_out import Dead
from expertpool.words import Language, say
from expertpool.words.clauses import clause_in


def explanation_text(dead: Dead, *, roster: int, language: Language) -> str:
    """Title, the clash, the ways out from the easiest on, and what each rule removed."""

    def tell(key: str, **places: Any) -> str:
        return say(f"draw.none.{key}", language, **places)

    question = dead.question
    candidates = len(question.eligibility.candidates)
    lines = [tell("title", committee=question.committee.name)]
    if dead.short:
        lines.append(tell("short", seats=question.committee.seats, candidates=candidates, short=dead.short))
    for verdict in dead.broken:
        found = verdict.found.text(language) if verdict.found else ""
        required = verdict.required.text(language) if verdict.required else ""
        says = verdict.rule.says_in(language)
        lines.append(
            tell("broken", says=says, clause=clause_in(verdict.rule.clause, language), found=found, required=required)
        )
    if dead.clash:
        lines.append(tell("one") if len(dead.clash) == 1 else tell("clash", count=len(dead.clash)))
        lines += [f"  {at}. {line.sentence.text(language)}" for at, line in enumerate(dead.clash, start=1)]
    lines.append(tell("ways") if dead.ways else tell("no_way"))
    for at, way in enumerate(dead.ways, start=1):
        first, *rest = [step.text(language) for step in way.steps]
        lines.append(f"  {at}. {first}")
        lines += [f"     {step}" for step in rest]
    lines.append(tell("candidates", roster=roster, candidates=candidates))
    if funnel := {rule: removed for rule, removed in question.eligibility.funnel.items() if removed}:
        lines.append(tell("funnel"))
        lines += [f"  {removed}  {question.packs.rule(rule).says_in(language)}" for rule, removed in funnel.items()]
    return "\n".join(lines) + "\n"
