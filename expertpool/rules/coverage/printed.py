"""The table as people read it: on a page of its own, or as plain values."""

from __future__ import annotations

from typing import Any

from expertpool.rules.coverage.table import Coverage, Demand, Keeper, Standing
from expertpool.words import Language, say
from expertpool.words.clauses import clause_in

COLUMNS = ("clause", "demand", "standing", "kept_by", "note")


def cells(demand: Demand, language: Language) -> list[str]:
    """One demand in the order of ``COLUMNS``."""
    kept = [
        say(f"rules.coverage.by.{keeper}", language, names=say("rules.between", language).join(names))
        for keeper, names in demand.kept.items()
    ]
    return [
        clause_in(demand.clause, language),
        demand.says[language],
        say(f"rules.coverage.standing.{demand.standing}", language),
        say("rules.between_sentences", language).join(kept),
        demand.note[language] if demand.note else "",
    ]


def heads(language: Language) -> list[str]:
    """The column heads."""
    return [say(f"rules.coverage.column.{column}", language) for column in COLUMNS]


def tally(coverage: Coverage) -> dict[str, int]:
    """How many demands stand how, every standing listed."""
    found = dict.fromkeys((standing.value for standing in Standing), 0)
    for demand in coverage.demands:
        found[demand.standing] += 1
    return found


def totals(coverage: Coverage, language: Language) -> str:
    """The tally in one sentence."""
    counted = {name.replace("-", "_"): count for name, count in tally(coverage).items()}
    return say("rules.coverage.totals", language, demands=len(coverage.demands), **counted)


def coverage_page(coverage: Coverage, language: Language) -> str:
    """The whole page as Markdown, as ``rules --coverage --markdown`` prints it."""
    rows = [heads(language), ["---"] * len(COLUMNS), *(cells(demand, language) for demand in coverage.demands)]
    table = "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
    title = say("rules.coverage.title", language, title=coverage.title[language])
    says = (totals(coverage, language), say("rules.coverage.about", language))
    return f"# {title}\n\n{says[0]}\n{says[1]}\n\n{table}\n"


def coverage_as_dict(coverage: Coverage, language: Language) -> dict[str, Any]:
    """Plain values for JSON."""
    return {
        "coverage": coverage.name,
        "title": coverage.title[language],
        "tally": tally(coverage),
        "demands": [
            {
                "clause": clause_in(demand.clause, language),
                "says": demand.says[language],
                "standing": demand.standing.value,
                "kept_by": {keeper.value: list(demand.kept.get(keeper, ())) for keeper in Keeper},
                "note": demand.note[language] if demand.note else None,
            }
            for demand in coverage.demands
        ],
    }
