"""Why packets get more readers, and how many: readers who stepped away, sheets that are lost, scores that part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from blind.combining.advice import Plan
from blind.combining.calibration import Refused, calibrate
from blind.combining.extra_reader import near_the_line, wide_apart
from blind.combining.methods import lacking
from blind.combining.scores import Score, by_packet
from expertpool.errors import Refusal, Where
from expertpool.queries.extra_readers import RECOGNISED
from expertpool.queries.review import GroupSeen
from expertpool.reviewing.group_plan import Extra, thawed

METHOD = "method"


@dataclass(frozen=True)
class Wanted:
    """Codename -> why, once for each reader it gets. ``identifiable``: packets near the line could be looked for."""

    causes: Mapping[str, tuple[str, ...]]
    identifiable: bool = True


def wanted(seen: GroupSeen, back: Mapping[str, int], scores: list[Score] | None, *, where: Where) -> Wanted:
    """Every reader that is due, in one go. ``back``: readers by packet who stepped away and were not replaced yet;
    ``scores``: the opened ones, None before. Refuses scores of packets outside the group.
    """
    given_up = {name: (RECOGNISED,) * count for name, count in back.items()}
    if scores is None:
        return Wanted(given_up)
    strangers = sorted({one.packet for one in scores} - seen.packets.keys())
    if strangers:
        raise Refusal("scores.not_of_group", where=where, packets="、".join(strangers[:8]))
    plan, rule = thawed(seen.plan)
    waiting = {one.codename for one in seen.tasks if one.round not in seen.closings and not one.withdrawn}
    found, identifiable = _parted(scores, plan, rule)
    found |= {name: (METHOD,) * count for name, count in _lost(seen, scores, plan).items()}
    causes = dict(given_up)
    for name, each in found.items():
        if name not in waiting:
            already = given_up.get(name, ())
            causes[name] = already + (each[len(already) :] if each[0] == METHOD else each)
    return Wanted(causes, identifiable)


def _lost(seen: GroupSeen, scores: list[Score], plan: Plan) -> dict[str, int]:
    """How many scores the method still waits for, by packet: of sheets that never came or could not be used, too."""
    held = {name: [one.hundredths for one in each] for name, each in by_packet(scores).items()}
    counts = {name: lacking(plan.method, held.get(name, ()), parameters=plan.parameters) for name in seen.packets}
    return {name: count for name, count in sorted(counts.items()) if count}


def _parted(scores: list[Score], plan: Plan, rule: Extra) -> tuple[dict[str, tuple[str, ...]], bool]:
    """Packets near the line or with scores wide apart, of which the second is the cause where both are so."""
    found: dict[str, tuple[str, ...]] = {}
    identifiable = True
    if rule.near is not None:
        calibration = calibrate(scores)
        identifiable = not isinstance(calibration, Refused)
        if not isinstance(calibration, Refused):
            found |= {one.packet: (one.cause.value,) for one in near_the_line(calibration, plan.line, most=rule.near)}
    if rule.points is not None or rule.share is not None:
        apart = wide_apart(scores, points=rule.points, share=rule.share)
        found |= {one.packet: (one.cause.value,) for one in apart}
    return found, identifiable
