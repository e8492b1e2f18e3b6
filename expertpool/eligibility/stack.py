"""The packs about applicants in force on one day: their rules in order, and the settings they leave open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from expertpool.eligibility.kinds import place_of
from expertpool.eligibility.kinds.kind import PlacesKind
from expertpool.eligibility.kinds.places_of_unit import PlacesOfUnit
from expertpool.eligibility.pack import BUILT_IN, ApplicantPack, load_pack
from expertpool.eligibility.rule import ApplicantRule
from expertpool.eligibility.settings import open_settings, setting_of
from expertpool.errors import Refusal
from expertpool.ids import RuleId
from expertpool.rules.table import Spot


@dataclass(frozen=True)
class RulesInForce:
    """What binds applicants on one day. Every rule of every pack is asked: there are no topics that displace."""

    on: date
    packs: tuple[ApplicantPack, ...]
    rules: tuple[ApplicantRule, ...]

    @property
    def about_applicants(self) -> tuple[ApplicantRule, ...]:
        """Rules with a verdict for each application."""
        return tuple(rule for rule in self.rules if not isinstance(rule.check, PlacesKind))

    @property
    def about_places(self) -> tuple[ApplicantRule, ...]:
        """Rules about how many applications there are places for."""
        return tuple(rule for rule in self.rules if isinstance(rule.check, PlacesKind))

    @property
    def place_tables(self) -> tuple[str, ...]:
        """The names of the tables of places that rules ask the office for."""
        return tuple(sorted({rule.check.table for rule in self.rules if isinstance(rule.check, PlacesOfUnit)}))

    @property
    def open_settings(self) -> Mapping[str, frozenset[Any]]:
        """Settings that wait for the office, each with the kinds of value it takes."""
        return open_settings(rule.check for rule in self.rules)

    def settings(self, stated: Mapping[str, Any], file: str) -> dict[str, Any]:
        """Settings as a file states them, each as the rules take it. Raises Refusal for a strange or unfit one."""
        checks = [rule.check for rule in self.rules]
        return {name: setting_of(checks, name, value, Spot(file)) for name, value in stated.items()}

    def rule(self, rule_id: RuleId) -> ApplicantRule | None:
        """The rule of that id, None where none binds."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def load_rules(names: Sequence[str] | None = None, *, on: date) -> RulesInForce:
    """The named packs (built-in names or paths; all built-in ones by default) that are in force on this day.

    Raises Refusal for a pack that does not load, and for one rule id in two packs.
    """
    packs = tuple(pack for name in dict.fromkeys(names or BUILT_IN) if (pack := load_pack(name)).in_force(on))
    rules = sorted((rule for pack in packs for rule in pack.rules), key=lambda rule: place_of(rule.check))
    seen: dict[RuleId, ApplicantRule] = {}
    for rule in rules:
        first = seen.setdefault(rule.id, rule)
        if first is not rule:
            raise Refusal("rules.two_meanings", rule=rule.id, pack=first.pack, other=rule.pack)
    return RulesInForce(on, packs, tuple(rules))


def rule_ids() -> frozenset[RuleId]:
    """The ids of all rules that come with the program."""
    return frozenset(rule.id for name in BUILT_IN for rule in load_pack(name).rules)
