"""The packs in force on one day, stacked: of rules on one topic the stricter binds, and its pack is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from expertpool.errors import Refusal, Where
from expertpool.ids import RuleId
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.kinds import place_of
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.pack import BUILT_IN, Pack, load_pack
from expertpool.rules.rule import Rule
from expertpool.rules.stage import Stage
from expertpool.rules.stricter import at_least_as_strict

ALWAYS = "office"
"""The pack that carries out what roster and committee file state themselves: in force whatever else is named."""


@dataclass(frozen=True)
class Superseded:
    """A rule in force that asks for nothing that ``by`` does not ask."""

    rule: Rule
    by: Rule


@dataclass(frozen=True)
class Topic:
    """The rules on one topic that still ask for something of their own. Mostly one; several where neither asks for all
    that the other does (a share and a number, or different committees)."""

    id: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class PacksInForce:
    """What binds on one day."""

    on: date
    packs: tuple[Pack, ...]
    not_in_force: tuple[Pack, ...] = ()
    """Packs that were named but do not bind on this day."""

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic, strict rules before principles, in the order of the table of contents."""
        return tuple(sorted((Topic(topic, tuple(rules)) for topic, rules in self._stacked[0].items()), key=_order))

    @cached_property
    def superseded(self) -> tuple[Superseded, ...]:
        """Rules that a stricter or better known one on the same topic takes the place of."""
        return tuple(self._stacked[1])

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that binds, in the topics' order."""
        return tuple(rule for topic in self.topics for rule in topic.rules)

    def rule(self, rule_id: RuleId) -> Rule:
        """The rule of that id that binds. Raises KeyError."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    def at(self, stage: Stage) -> tuple[Topic, ...]:
        """The topics of one stage, each with its rules of that stage."""
        kept = ((topic.id, tuple(rule for rule in topic.rules if stage in rule.stages)) for topic in self.topics)
        return tuple(Topic(name, rules) for name, rules in kept if rules)

    @property
    def open_numbers(self) -> dict[str, tuple[Rule, ...]]:
        """Numbers the law leaves open, by setting name, with the rules that wait for them."""
        waiting: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules:
            for value in vars(rule.check).values():
                if isinstance(value, OpenNumber):
                    waiting[value.setting] = (*waiting.get(value.setting, ()), rule)
        return dict(sorted(waiting.items()))

    @property
    def records(self) -> dict[str, Rule]:
        """Records that rules ask for, by key."""
        asked = {getattr(rule.check, "record", None): rule for rule in self.rules}
        return {key: asked[key] for key in sorted(key for key in asked if key is not None)}

    def unread(self, committee: CommitteeFacts) -> tuple[str, ...]:
        """Settings and records this committee states that no rule in force asks for: most likely misspelt."""
        asked = {*self.open_numbers, *self.records}
        return tuple(sorted(name for name in (*committee.settings, *committee.records) if name not in asked))

    @cached_property
    def _stacked(self) -> tuple[dict[str, list[Rule]], list[Superseded]]:
        tiers = {pack.name: (pack.tier.rank, at) for at, pack in enumerate(self.packs)}
        kept: dict[str, list[Rule]] = {}
        out: list[Superseded] = []
        binding = (rule for pack in self.packs for rule in pack.rules if rule.in_force(self.on))
        for rule in sorted(binding, key=lambda rule: (rule.source.rank, *tiers[rule.pack])):
            here = kept.setdefault(rule.topic, [])
            stronger = next((other for other in here if at_least_as_strict(other, rule)), None)
            if stronger is not None:
                out.append(Superseded(rule, stronger))
                continue
            weaker = [other for other in here if at_least_as_strict(rule, other)]
            out += [Superseded(other, rule) for other in weaker]
            kept[rule.topic] = [other for other in here if other not in weaker] + [rule]
        return kept, out


def load_packs(names: Sequence[str] | None = None, *, on: date) -> PacksInForce:
    """The named packs (built-in names or paths of files; all built-in ones by default) that are in force on this day.

    Raises Refusal for a pack that does not load, for two packs of one name, and for one rule id with two meanings.
    """
    asked = list(dict.fromkeys(names or BUILT_IN))
    packs = [load_pack(name) for name in asked if name != ALWAYS] + [load_pack(ALWAYS)]
    _refuse_namesakes(packs, asked)
    _refuse_two_meanings(packs)
    packs.sort(key=lambda pack: pack.tier.rank)
    return PacksInForce(
        on=on,
        packs=tuple(pack for pack in packs if pack.in_force(on)),
        not_in_force=tuple(pack for pack in packs if not pack.in_force(on)),
    )


class PacksByDay:
    """The same packs on several days, each day's stacked once. Raises what ``load_packs`` does."""

    def __init__(self, names: Sequence[str] | None) -> None:
        self._names = names
        self._stacked: dict[date, PacksInForce] = {}

    def on(self, day: date) -> PacksInForce:
        """Those in force on this day."""
        if day not in self._stacked:
            self._stacked[day] = load_packs(self._names, on=day)
        return self._stacked[day]


def _refuse_namesakes(packs: list[Pack], asked: list[str]) -> None:
    seen: dict[str, Pack] = {}
    for pack in packs:
        if pack.name in seen:
            raise Refusal("rules.pack_twice", name=pack.name, named=", ".join(asked))
        seen[pack.name] = pack


def _refuse_two_meanings(packs: list[Pack]) -> None:
    meant: dict[RuleId, Rule] = {}
    for pack in packs:
        for rule in pack.rules:
            first = meant.setdefault(rule.id, rule)
            if type(first.check) is not type(rule.check) or first.topic != rule.topic:
                where = Where(file=pack.name, field=rule.id)
                raise Refusal("rules.two_meanings", where=where, rule=rule.id, pack=first.pack, other=pack.name)


def _order(topic: Topic) -> tuple[bool, int, str]:
    principle = all(rule.waivable for rule in topic.rules)
    return principle, min(place_of(rule.check) for rule in topic.rules), topic.id
