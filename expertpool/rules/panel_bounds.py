"""The rules of a draw as bounds: what a solver must keep, and which rule each bound carries out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from expertpool.ids import ExpertId, RuleId
from expertpool.rules.facts import CommitteeFacts, ExpertFacts
from expertpool.rules.kinds.kind import Demand, PairKind, SeatingKind
from expertpool.rules.prices import price_of
from expertpool.rules.ready import ReadyRule, make_ready
from expertpool.rules.rule import Rule
from expertpool.rules.sentence import Sentence
from expertpool.rules.stack import PacksInForce
from expertpool.rules.stage import Stage
from expertpool.rules.waiver import Waiver
from expertpool.words import Language
from expertpool.words.worded import Worded
from solver.bounds import Bound, CountRange, never_both


@dataclass(frozen=True)
class PanelBounds:
    """Bounds over the candidates, and pairs who must not sit together. Labels are unique and do not depend on order."""

    bounds: tuple[Bound, ...]
    pairs: tuple[tuple[ExpertId, ExpertId], ...]
    rules: Mapping[str, RuleId]
    """The rule behind each label, the labels of pairs (``solver.bounds.never_both``) included."""
    words: Mapping[str, Sentence]
    """What each label asks for."""
    packs: Mapping[str, str]
    """The pack whose number each label carries."""

    def label_words(self, label: str, language: Language) -> str:
        """What the bound asks for and by which clause, for people. Raises KeyError for an unknown label."""
        return self.words[label].text(language)


def panel_bounds(
    packs: PacksInForce,
    committee: CommitteeFacts,
    candidates: Sequence[ExpertFacts],
    *,
    waivers: Iterable[Waiver] = (),
) -> PanelBounds:
    """What a panel drawn from these candidates must keep at the draw.

    A rule that is waived, does not apply, waits for an open number, or turns on a trait the committee does not state
    asks for nothing here; the verdicts tell. Where the facts of a candidate are unknown he fills no lower end and
    counts against every upper one, so that every panel within the bounds keeps the rules for certain.
    """
    found = _Found()
    pairs: dict[tuple[ExpertId, ExpertId], Rule] = {}
    for topic in make_ready(packs, Stage.DRAW, committee, waivers=waivers):
        for ready in topic:
            if not ready.asks:
                continue
            check = ready.settled.check
            if isinstance(check, PairKind):
                pairs |= {pair: ready.rule for pair in check.pairs(candidates) if pair not in pairs}
            if isinstance(check, SeatingKind):
                for demand in check.demands(committee, candidates):
                    found.add(ready, demand)
    labels = {label: (rule, words) for label, (_, rule, words) in found.bounds.items()}
    for pair, rule in pairs.items():
        words = Sentence(
            "rules.bound_words", asks=Sentence("rules.required.pair", pair=pair), clause=Worded.cited(rule.clause)
        )
        labels[never_both(pair).label] = (rule, words)
    return PanelBounds(
        bounds=tuple(found.bounds[label][0] for label in sorted(found.bounds)),
        pairs=tuple(sorted(pairs)),
        rules={label: rule.id for label, (rule, _) in sorted(labels.items(), key=_by_label)},
        words={label: words for label, (_, words) in sorted(labels.items(), key=_by_label)},
        packs={label: rule.pack for label, (rule, _) in sorted(labels.items(), key=_by_label)},
    )


def _by_label(item: tuple[str, object]) -> str:
    return item[0]


@dataclass
class _Found:
    """The bounds gathered so far; what a better known rule on the topic already asks is not gathered again."""

    bounds: dict[str, tuple[Bound, Rule, Sentence]] = field(default_factory=dict)
    asked: set[tuple[str, frozenset[ExpertId], CountRange]] = field(default_factory=set)

    def add(self, ready: ReadyRule, demand: Demand) -> None:
        rule = ready.rule
        if (rule.topic, demand.members, demand.allowed) in self.asked:
            return
        self.asked.add((rule.topic, demand.members, demand.allowed))
        label = f"{rule.id}:{demand.suffix}" if demand.suffix else str(rule.id)
        label = f"{label}@{rule.pack}" if label in self.bounds else label
        set_here = demand.parameter in ready.settled.own
        price = price_of(rule, own_number=set_here or demand.parameter == "")
        asks = Sentence("rules.required.own", required=demand.words) if set_here else demand.words
        words = Sentence("rules.bound_words", asks=asks, clause=Worded.cited(rule.clause))
        low, high = demand.allowed.at_least, demand.allowed.at_most
        self.bounds[label] = (Bound(label, demand.members, low, high, price), rule, words)
