"""One line a rule and stage: clause, found, required, verdict, evidence and waiver; what nobody recorded is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from expertpool.ids import RuleId
from expertpool.queries.committee_record import CommitteeOnRecord, CountOnRecord, DrawOnRecord
from expertpool.rules.facts import CommitteeFacts, ExpertFacts, PoolFacts
from expertpool.rules.finding import State
from expertpool.rules.judge import judge
from expertpool.rules.ready import make_ready
from expertpool.rules.sentence import Sentence
from expertpool.rules.stack import PacksInForce
from expertpool.rules.stage import Stage
from expertpool.rules.verdict import Verdict
from expertpool.words import Language

Line = dict[str, Any]

PASSING = RuleId("pass-line")


def rule_lines(
    record: CommitteeOnRecord,
    packs: PacksInForce,
    *,
    committee: CommitteeFacts | None,
    language: Language,
) -> list[Line]:
    """Every rule in force at every stage it is asked, in the order of the stages.

    ``committee``: the committee file as it stands now, whose records may be newer than those the draw read; None takes
    the draw's. What is known of the panel is judged anew, so that a verdict on record which does not follow from the
    record is noticed (``differs``).
    """
    draw = record.seated
    pool = record.draws[-1].pool if record.draws else ()
    facts = committee or (record.draws[-1].committee if record.draws else None)
    judged = _before_the_draw(packs, facts, draw, pool) + _of_the_panel(packs, facts, draw, pool)
    lines = [_line(verdict, language, _proof(draw, verdict.stage)) for verdict in judged]
    lines += _of_the_meeting(record, packs, facts, language)
    lines += _of_the_ballot(record, packs, facts, language)
    _mark_differences(lines, draw)
    return lines


def _before_the_draw(
    packs: PacksInForce, facts: CommitteeFacts | None, draw: DrawOnRecord | None, pool: Sequence[ExpertFacts]
) -> list[Verdict]:
    if facts is None:
        return [verdict for stage in (Stage.COMMITTEE, Stage.POOL) for verdict in _unknown(packs, stage, None)]
    day = draw.finished_at.date() if draw else None
    waivers = [waiver for waiver in facts.waivers if waiver.expert is None]
    found = [*judge(packs, Stage.COMMITTEE, facts, draw_day=day, waivers=waivers)]
    if not pool or day is None:
        return found + _unknown(packs, Stage.POOL, facts)
    return [*found, *judge(packs, Stage.POOL, PoolFacts(tuple(pool), day), committee=facts, draw_day=day)]


def _of_the_panel(
    packs: PacksInForce, facts: CommitteeFacts | None, draw: DrawOnRecord | None, pool: Sequence[ExpertFacts]
) -> list[Verdict]:
    stages = (Stage.DRAW, Stage.FILING)
    if draw is None or draw.panel is None or facts is None:
        return [verdict for stage in stages for verdict in _unknown(packs, stage, facts)]
    panel, library = replace(draw.panel, committee=facts), PoolFacts(tuple(pool), draw.finished_at.date())
    return [one for stage in stages for one in judge(packs, stage, panel, pool=library, waivers=facts.waivers)]


def _of_the_meeting(
    record: CommitteeOnRecord, packs: PacksInForce, facts: CommitteeFacts | None, language: Language
) -> list[Line]:
    """The verdicts of the newest frozen roll, as they were entered with it."""
    frozen = next((one for one in reversed(record.meetings) if one.verdicts is not None), None)
    if frozen is None or frozen.verdicts is None:
        return [_line(verdict, language, None) for verdict in _unknown(packs, Stage.ATTENDANCE, facts)]
    return [{**_settled(verdict), "evidence": frozen.entry} for verdict in frozen.verdicts]


def _of_the_ballot(
    record: CommitteeOnRecord, packs: PacksInForce, facts: CommitteeFacts | None, language: Language
) -> list[Line]:
    """The gravest verdict of each ballot rule over all candidates of the newest count in which the counters agree.

    The pass line is no fault of a committee: it holds where every candidate was passed or not as the votes say.
    """
    count = next((one for one in reversed(record.counts) if one.outcomes), None)
    blank = [_line(verdict, language, None) for verdict in _unknown(packs, Stage.BALLOT, facts)]
    if count is None:
        return blank
    return [_counted(line, count) for line in blank]


def _counted(blank: Line, count: CountOnRecord) -> Line:
    rule = blank["rule"]
    told = [(one, verdict) for one in count.outcomes for verdict in one.get("verdicts", ()) if verdict["rule"] == rule]
    if not told:
        return blank
    if rule == PASSING:
        followed = all(one["majority_met"] == (verdict["state"] == State.HOLDS) for one, verdict in told)
        sample, state = told[0][1], State.HOLDS if followed else State.BROKEN
    else:
        sample = max((verdict for _, verdict in told), key=lambda verdict: State(verdict["state"]).gravity)
        state = State(sample["state"])
    return {**_settled(sample), "state": state.value, "found": None, "evidence": count.entry, "candidates": len(told)}


def _unknown(packs: PacksInForce, stage: Stage, facts: CommitteeFacts | None) -> list[Verdict]:
    """A line for every topic of a stage of which nothing is on record; what does not apply says so."""
    found = []
    for topic in make_ready(packs, stage, facts, waivers=()):
        applying = next((ready for ready in topic if ready.applies is not False), None)
        state = State.NOT_APPLICABLE if applying is None else State.UNKNOWN
        sentence = Sentence("rules.found.not_recorded") if applying else None
        found.append(Verdict((applying or topic[0]).rule, stage, state, found=sentence))
    return found


def _line(verdict: Verdict, language: Language, entry: int | None) -> Line:
    return {**_settled(verdict.as_dict(language)), "evidence": entry}


def _settled(verdict: Mapping[str, Any]) -> Line:
    """The fields of a verdict that a report shows."""
    dropped = ("verdict", "pack")
    return {name: value for name, value in verdict.items() if name not in dropped}


def _proof(draw: DrawOnRecord | None, stage: Stage) -> int | None:
    return draw.entry if draw is not None and stage in (Stage.DRAW, Stage.POOL, Stage.COMMITTEE) else None


def _mark_differences(lines: Iterable[Line], draw: DrawOnRecord | None) -> None:
    """Note where the draw's own verdict on record is another one than its record gives now."""
    before = {one["rule"]: one["state"] for one in draw.verdicts if one["stage"] == Stage.DRAW} if draw else {}
    for line in lines:
        known = before.get(line["rule"]) if line["stage"] == Stage.DRAW else None
        if known is not None and known != line["state"]:
            line["differs"] = known


def tally_states(lines: Iterable[Line]) -> dict[str, int]:
    """How many lines there are of each verdict, every verdict listed."""
    found = dict.fromkeys((state.value for state in State), 0)
    for line in lines:
        found[line["state"]] += 1
    return found
