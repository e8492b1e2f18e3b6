"""assignment.json: who reads what, by codename and expert number alone, with everything that lets it be drawn again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from expertpool.assigning.seed_source import SeedSource
from expertpool.words import Language, say
from solver.assigning.reading import FULL

if TYPE_CHECKING:
    from solver import Reading
    from solver.assigning.ways import Explanation, Repair
    from solver.assignment import Assignment, CapPoint, Readings

FORMAT = "expertpool-assignment/1"
_NAMED = 8


def record(
    assignment: Assignment,
    readings: Readings,
    *,
    source: SeedSource,
    hidden: bool,
    files: Mapping[str, str],
    program: str,
) -> dict[str, Any]:
    """Content of assignment.json. ``files``: the digests of what was read, by option.

    ``hidden``: recused pairs are counted and not named; they came by application key, and which experts a packet must
    not meet would tell whose it is to anybody who holds that list.
    """
    reading, optimum = assignment.reading, assignment.optimum
    by_expert: dict[str, list[str]] = {expert: [] for expert in reading.experts}
    for codename, experts in readings.items():
        for expert in experts:
            by_expert[expert].append(codename)
    chances: dict[str, dict[str, int]] = {codename: {} for codename in reading.dossiers}
    for (codename, expert), chance in assignment.chances.items():
        chances[codename][expert] = int(chance * assignment.whole)
    return {
        "format": FORMAT,
        "assurance": source.assurance,
        "training": source.kind == "text",
        "seed_from": {"kind": source.kind, **source.facts},
        "packets": dict(readings),
        "experts": by_expert,
        "readers": int(reading.needed[0]),
        "load": int(reading.most.max()),
        "cap": str(reading.cap),
        "spread": str(reading.spread),
        "seed": source.seed.hex(),
        "digest": assignment.digest().hex(),
        "suitability": {
            "worst": percent(optimum.worst / int(reading.needed[0])),
            "worst_bound": percent(optimum.worst_bound / int(reading.needed[0])),
            "mean": percent(optimum.mean / int(reading.needed[0])),
            "mean_bound": percent(optimum.mean_bound / int(reading.needed[0])),
            "drawn": {name: percent(value) for name, value in _served(reading, readings).items()},
            "pairs": {
                codename: {
                    expert: int(reading.scores[reading.row_of[codename], reading.column_of[expert]])
                    for expert in experts
                }
                for codename, experts in readings.items()
            },
        },
        "chances": {"whole": assignment.whole, "pairs": chances, "support": assignment.support},
        "recusals": [] if hidden else sorted(map(list, reading.recusals)),
        "recused": len(reading.recusals),
        "groups": {
            one.label: {"packets": sorted(one.dossiers), "experts": sorted(one.experts)} for one in reading.groups
        },
        "connected": {
            "asked": readings.connected,
            "parts": readings.parts,
            "at_best": readings.fields,
            "changed_for_it": readings.given_up,
            "worst_served": str(readings.worst_served),
            "costs": {
                **{name: percent(max(value, 0)) for name, value in _costs(assignment, readings).items()},
                "pairs": max(0, optimum.support_apart - assignment.support),
            },
        },
        "files": dict(files),
        "program": program,
    }


def _served(reading: Reading, readings: Readings) -> dict[str, Fraction]:
    """Worst and mean of what was drawn, as shares of one."""
    gets = [
        sum(int(reading.scores[reading.row_of[codename], reading.column_of[expert]]) for expert in experts)
        for codename, experts in readings.items()
    ]
    needed = int(reading.needed[0]) * FULL
    return {"worst": Fraction(min(gets), needed), "mean": Fraction(sum(gets), needed * len(gets))}


def _costs(assignment: Assignment, readings: Readings) -> dict[str, Fraction]:
    """What connecting costs worst and mean, as shares of one: by chances, or without chance by what was drawn."""
    optimum, needed = assignment.optimum, int(assignment.reading.needed[0])
    apart = {"worst": optimum.worst_apart / needed, "mean": optimum.mean_apart / needed}
    got = {"worst": optimum.worst / needed, "mean": optimum.mean / needed}
    if not assignment.by_chance:
        got = _served(assignment.reading, readings)
    return {name: apart[name] - got[name] for name in apart}


def percent(share: Any) -> str:
    """A share of one as a percentage with two decimals, rounded down, e.g. ``71.25``."""
    hundredths = int(share * 10_000)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def curve_rows(points: Sequence[CapPoint], *, readers: int) -> list[dict[str, Any]]:
    """The curve of caps as plain values; ``mean`` and ``worst`` are None where no assignment exists."""
    return [
        {
            "cap": str(point.cap),
            "mean": None if point.mean is None else percent(point.mean / readers),
            "worst": None if point.worst is None else percent(point.worst / readers),
            "pairs": point.support,
        }
        for point in points
    ]


def explanation(told: Explanation, *, cap: str) -> dict[str, Any]:
    """Content of explanation.json."""
    return {
        "ok": False,
        "packets": list(told.dossiers),
        "full_experts": list(told.experts),
        "asked": told.asked,
        "available": str(told.available),
        "cap": cap,
        "rules": list(told.rules),
        "repairs": [
            {"way": one.way, "amount": str(one.amount), "price": one.price, "packets": list(one.dossiers)}
            for one in told.repairs
        ],
    }


def explanation_text(told: Explanation, language: Language) -> str:
    """Why there is no assignment, and the ways out from the easiest on."""

    def tell(key: str, **places: Any) -> str:
        return say(f"assign.none.{key}", language, **places)

    lines = [tell("title")]
    if told.dossiers:
        lines.append(
            tell(
                "short",
                packets=_names(told.dossiers, language),
                count=len(told.dossiers),
                asked=told.asked,
                available=str(told.available),
            )
        )
    if told.experts:
        lines.append(tell("full", experts=_names(told.experts, language)))
    lines.append(tell("clash"))
    lines += ["  · " + say(f"assign.none.rule.{rule}", language) for rule in told.rules]
    lines.append(tell("ways") if told.repairs else tell("no_way"))
    lines += [f"  {at}. {_way(one, language)}" for at, one in enumerate(told.repairs, start=1)]
    return "\n".join(lines) + "\n"


def _way(repair: Repair, language: Language) -> str:
    packets = _names(repair.dossiers, language)
    return say(f"assign.none.way.{repair.way}", language, amount=str(repair.amount), packets=packets)


def _names(names: Sequence[str], language: Language) -> str:
    joint = say("assign.none.between", language)
    listed = joint.join(names[:_NAMED])
    return listed if len(names) <= _NAMED else say("assign.none.more", language, listed=listed, count=len(names))
