"""Why the committees of a season cannot all be seated, for a file and for people, across committees."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from expertpool.documents.explanation import explanation_text
from expertpool.documents.season_file import SeasonPlan
from expertpool.drawing.question import Question
from expertpool.drawing.ways_out import Dead, forbidden, ways_out
from expertpool.words import Language, say
from solver.clash import exists_panel
from solver.season.clash import SeasonClash, SeasonDemand, SeasonRepair, SeasonWay, explain_season
from solver.season.season import Season

Content = dict[str, Any]


def dead_committees(questions: Mapping[str, Question]) -> dict[str, Dead]:
    """The committees that cannot be seated even by themselves, each with its own explanation."""
    found = {}
    for name, question in questions.items():
        if question.forbidding:
            found[name] = forbidden(question, question.forbidding)
        elif not exists_panel(question.problem):
            found[name] = ways_out(question)
    return found


def explained_season(
    plan: SeasonPlan,
    dead: Mapping[str, Dead],
    season: Season | None,
    questions: Mapping[str, Question],
    language: Language,
) -> tuple[Content, str]:
    """Content of explanation.json and its text: the committees dead by themselves, or else the joint clash."""
    title = say("season_draw.none.title", language, season=plan.name, count=len(plan.sittings))
    if dead:
        lines = [title, say("season_draw.none.alone", language, count=len(dead))]
        for one in dead.values():
            lines += ["", explanation_text(one, roster=len(one.question.experts), language=language)]
        return {"ok": False, "season": plan.name, "alone": [one.as_dict(language) for one in dead.values()]}, "\n".join(
            lines
        )
    if season is None:
        raise ValueError("a season that fails has committees dead by themselves, or a clash")
    clash = explain_season(season)
    demands = [_demand(demand, questions, language) for demand in clash.demands]
    joint = [say(f"season_draw.joint.{one.value}", language, cap=season.cap) for one in clash.joint]
    ways = [_way(repair, questions, language) for repair in clash.repairs]
    content = {
        "ok": False,
        "season": plan.name,
        "together": list(clash.together),
        "clash": [*joint, *demands],
        "joint": [one.value for one in clash.joint],
        "ways_out": [
            {"way": repair.way.value, "price": repair.price, "steps": [words]}
            for repair, words in zip(clash.repairs, ways, strict=True)
        ],
    }
    return content, _text(title, clash, [*joint, *demands], ways, language)


def _text(title: str, clash: SeasonClash, reasons: list[str], ways: list[str], language: Language) -> str:
    lines = [title, say("season_draw.none.together", language, count=len(clash.together))]
    lines += [f"  · {name}" for name in clash.together]
    lines.append(say("season_draw.none.clash", language))
    lines += [f"  {at}. {reason}" for at, reason in enumerate(reasons, start=1)]
    lines.append(say("season_draw.none.ways" if ways else "season_draw.none.no_way", language))
    lines += [f"  {at}. {way}" for at, way in enumerate(ways, start=1)]
    return "\n".join(lines) + "\n"


def _demand(demand: SeasonDemand, questions: Mapping[str, Question], language: Language) -> str:
    asks = questions[demand.committee].bounds.label_words(demand.label, language)
    return say("season_draw.demand", language, committee=demand.committee, asks=asks, available=demand.available)


def _way(repair: SeasonRepair, questions: Mapping[str, Question], language: Language) -> str:
    places: dict[str, Any] = {"committee": repair.committee, "old": repair.old, "new": repair.new}
    if repair.way is SeasonWay.POSTPONE:
        places |= {"old": date.fromordinal(repair.old), "new": date.fromordinal(repair.new)}
    if repair.label is not None and repair.committee is not None:
        places["asks"] = questions[repair.committee].bounds.label_words(repair.label, language)
    return say(f"season_draw.way.{repair.way.value}", language, **places)
