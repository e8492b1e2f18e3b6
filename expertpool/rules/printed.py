"""The rule table as people read it: one line a rule, with its clause, strength, number, source and stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from expertpool.rules.rule import Rule
from expertpool.rules.stack import PacksInForce
from expertpool.rules.stage import Stage
from expertpool.words import Language, say
from expertpool.words.clauses import cited_in

COLUMNS = ("rule", "says", "clause", "strength", "number", "source", "stages", "pack")


@dataclass(frozen=True)
class PrintedRule:
    """One line of the table, in the reader's language. A rule from memory or proposed is never shown as law."""

    rule: str
    says: str
    clause: str
    strength: str
    number: str
    source: str
    stages: str
    pack: str

    @property
    def cells(self) -> list[str]:
        """The line in the order of ``COLUMNS``."""
        return [str(getattr(self, column)) for column in COLUMNS]


def print_rule(rule: Rule, language: Language) -> PrintedRule:
    """One rule as a line."""
    number = rule.check.number()
    return PrintedRule(
        rule=rule.id,
        says=rule.says_in(language),
        clause=cited_in(rule.clause, language),
        strength=say(f"rules.strength.{rule.strength}", language),
        number=number.text(language) if number else say("rules.no_number", language),
        source=rule.source.words.text(language),
        stages=say("rules.between", language).join(say(f"rules.stage.{stage}", language) for stage in _in_order(rule)),
        pack=rule.pack,
    )


def print_rules(packs: PacksInForce, language: Language) -> tuple[PrintedRule, ...]:
    """Every rule that binds, in the order in which reasons are given."""
    return tuple(print_rule(rule, language) for rule in packs.rules)


def heads(language: Language) -> list[str]:
    """The column heads."""
    return [say(f"rules.column.{column}", language) for column in COLUMNS]


def markdown(packs: PacksInForce, language: Language) -> str:
    """The table as Markdown, as the manual prints it."""
    rows = [heads(language), ["---"] * len(COLUMNS), *(line.cells for line in print_rules(packs, language))]
    return "\n".join(_row(cells) for cells in rows)


def rules_as_dict(packs: PacksInForce, language: Language) -> dict[str, Any]:
    """Plain values for JSON: the packs, their rules, what was superseded and by what, and the numbers left open."""
    return {
        "on": packs.on.isoformat(),
        "packs": [
            {
                "name": pack.name,
                "title": pack.title_in(language),
                "tier": pack.tier.value,
                "in_force_from": _day(pack.in_force_from),
                "in_force_until": _day(pack.in_force_until),
                "in_force": pack in packs.packs,
            }
            for pack in (*packs.packs, *packs.not_in_force)
        ],
        "rules": [_rule_as_dict(rule, language) for rule in packs.rules],
        "superseded": [
            {"rule": out.rule.id, "pack": out.rule.pack, "by": out.by.id, "by_pack": out.by.pack}
            for out in packs.superseded
        ],
        "open_numbers": {name: [rule.id for rule in rules] for name, rules in packs.open_numbers.items()},
        "records": {name: rule.id for name, rule in packs.records.items()},
    }


def _rule_as_dict(rule: Rule, language: Language) -> dict[str, Any]:
    number = rule.check.number()
    return {
        "id": rule.id,
        "topic": rule.topic,
        "clause": cited_in(rule.clause, language),
        "says": rule.says_in(language),
        "strength": rule.strength.value,
        "source": rule.source.value,
        "display": rule.source.words.text(language),
        "law": rule.source.is_law,
        "number": number.text(language) if number else None,
        "stages": [stage.value for stage in _in_order(rule)],
        "applies_when": {trait: getattr(rule.when, trait) for trait in rule.when.asked},
        "pack": rule.pack,
    }


def _in_order(rule: Rule) -> Sequence[Stage]:
    return [stage for stage in Stage if stage in rule.stages]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
