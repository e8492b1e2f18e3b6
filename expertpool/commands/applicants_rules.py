"""``expertpool applicants rules``: the rules about applicants in force, each with clause, strength and number."""

from __future__ import annotations

from typing import Any

import click

from expertpool.commands.applicants_edge import rules_called
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.eligibility.rule import ApplicantRule
from expertpool.rules.sentence import Sentence
from expertpool.season.deadlines import known_dates


@click.command("rules", cls=WordedCommand, help="applicants.help.rules")
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@click.option("--of", "name", default=known_dates()[-1], help="season.help.of")
def rules(*, packs: tuple[str, ...], name: str) -> int:
    """Print the table of the named packs, or of all built-in ones, and the settings that wait for the office."""
    console = current()
    in_force = rules_called(current(), name, packs)
    console.line(console.say("rules.table_title", count=len(in_force.rules)))
    for rule in in_force.rules:
        parts = (
            console.clause(rule.clause),
            *_words(console, rule),
            _number(console, rule) or console.say("rules.no_number"),
        )
        console.line(console.say("rules.line", rule=rule.id, says=rule.says_in(console.language)))
        console.line("      " + " · ".join((*parts, rule.pack)))
    waiting = {
        setting: [rule.id for rule in in_force.rules if setting in _settings(rule)]
        for setting in in_force.open_settings
    }
    for setting, ids in waiting.items():
        listed = console.say("rules.between").join(ids)
        console.line(console.say("rules.open_number", setting=setting, rules=listed))
    data = [_as_dict(console, rule) for rule in in_force.rules]
    return console.finish({"ok": True, "on": str(in_force.on), "rules": data, "open_settings": waiting})


def _settings(rule: ApplicantRule) -> set[str]:
    return {value.setting for value in vars(rule.check).values() if hasattr(value, "setting")}


def _words(console: Console, rule: ApplicantRule) -> tuple[str, str]:
    return console.say(f"rules.strength.{rule.strength}"), rule.source.words.text(console.language)


def _number(console: Console, rule: ApplicantRule) -> str | None:
    number = rule.check.number()
    return number.text(console.language) if isinstance(number, Sentence) else number


def _as_dict(console: Console, rule: ApplicantRule) -> dict[str, Any]:
    strength_words, display = _words(console, rule)
    return {
        "id": rule.id,
        "clause": console.clause(rule.clause),
        "says": rule.says_in(console.language),
        "strength": rule.strength.value,
        "strength_words": strength_words,
        "source": rule.source.value,
        "display": display,
        "law": rule.source.is_law,
        "number": _number(console, rule),
        "pack": rule.pack,
    }
