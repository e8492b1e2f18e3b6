"""``pool health``: the funnel, coverage, shares, and which fields run dry in the coming years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from expertpool.beijing import day_here
from expertpool.canonical import plain
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.db import open_session
from expertpool.documents.committee_file import read_committee
from expertpool.queries.facts import pool_experts
from expertpool.queries.funnel import FunnelStep, pool_funnel, years_until_rest
from expertpool.queries.pool_forecast import GroupForecast, Outlook, PoolForecast, pool_forecast
from expertpool.queries.pool_health import PoolHealth, pool_health
from expertpool.queries.waivers import waivers_for
from expertpool.rules.facts import CommitteeFacts, PoolFacts
from expertpool.rules.judge import judge
from expertpool.rules.stack import PacksInForce, load_packs
from expertpool.rules.stage import Stage
from expertpool.rules.verdict import Verdict

_AGES = tuple[int | None, int | None]


@dataclass(frozen=True)
class _Findings:
    """All that is known about the pool's health."""

    packs: PacksInForce
    health: PoolHealth
    verdicts: tuple[Verdict, ...]
    funnel: tuple[FunnelStep, ...]
    forecast: PoolForecast


@click.command("health", cls=WordedCommand, help="pool.health")
@click.option("--year", type=click.IntRange(1990, 2200), default=None, help="pool.health.year")
@click.option("--committee", type=click.Path(path_type=Path), default=None, help="pool.health.committee")
@click.option("--rules", multiple=True, help="pool.health.rules")
@click.option("--needed", type=click.IntRange(min=1), default=1, help="pool.health.needed")
@click.option("--rest-after", type=click.IntRange(min=1), default=None, help="pool.health.rest_after")
@click.option("--retirement-age", type=click.IntRange(30, 100), default=None, help="pool.health.retirement_age")
def health(
    *,
    year: int | None,
    committee: Path | None,
    rules: tuple[str, ...],
    needed: int,
    rest_after: int | None,
    retirement_age: int | None,
) -> int:
    """Tell how the pool stands."""
    console = current()
    facts = read_committee(committee) if committee else None
    on = _day(year, facts)
    packs = load_packs(rules or None, on=on)
    with open_session(console.settings, reading=True) as session:
        experts = tuple(expert.facts for expert in pool_experts(session, season=on.year))
        waivers = waivers_for(session, facts.name, facts.year) if facts else ()
    findings = _Findings(
        packs=packs,
        health=pool_health(experts, year=on.year),
        verdicts=judge(packs, Stage.POOL, PoolFacts(experts, on), committee=facts),
        funnel=pool_funnel(packs, experts, on=on, committee=facts, waivers=waivers),
        forecast=pool_forecast(
            experts,
            year=on.year,
            rest_after=rest_after or years_until_rest(packs),
            retirement_age=retirement_age,
            needed=needed,
        ),
    )
    _tell(console, findings, needed=needed)
    return console.finish(_as_dict(console, findings, on=on, needed=needed))


def _day(year: int | None, committee: CommitteeFacts | None) -> date:
    """The meeting's day; else today, or the day of the year asked about that is nearest to it."""
    if committee is not None and year in (None, committee.meeting.year):
        return committee.meeting
    here = day_here()
    year = year or here.year
    return min(max(here, date(year, 1, 1)), date(year, 12, 31))


def _tell(console: Console, findings: _Findings, *, needed: int) -> None:
    health = findings.health
    console.line(
        console.say("pool.health.summary", year=health.year, listed=health.listed, in_standing=health.in_standing)
    )
    share = health.private_share
    if share is None:
        console.line(console.say("pool.health.private_none"))
    else:
        tenths = round(share * 1000)
        shown = f"{tenths // 10}.{tenths % 10}%"
        console.line(
            console.say("pool.health.private", private=health.private, kind_known=health.kind_known, share=shown)
        )
    for verdict in findings.verdicts:
        console.line(_verdict_line(console, verdict))
    _tell_funnel(console, findings)
    _tell_counts(console, health)
    _tell_forecast(console, findings.forecast, needed)


def _verdict_line(console: Console, verdict: Verdict) -> str:
    told = verdict.as_dict(console.language, entries=True)
    places = {key: told[key] or "" for key in ("verdict", "says", "clause", "display", "found")}
    return console.say("pool.health.pool_rule", **places)


def _tell_funnel(console: Console, findings: _Findings) -> None:
    heads = ("rule", "rule_says", "source", "removes", "remaining")
    console.table(
        title=console.say("pool.health.funnel"),
        heads=[console.say(f"pool.health.{head}") for head in heads],
        rows=[
            [step["rule"], step["says"], step["display"], str(step["removed"]), str(step["remaining"])]
            for step in _funnel(console, findings)
        ],
    )


def _funnel(console: Console, findings: _Findings) -> list[dict[str, Any]]:
    """The steps with what each rule says and how well it is known."""
    rules = {rule.id: rule for rule in findings.packs.rules}
    return [
        {
            **plain(step),
            "clause": rules[step.rule].clause,
            "says": rules[step.rule].says_in(console.language),
            "display": rules[step.rule].source.words.text(console.language),
            "law": rules[step.rule].source.is_law,
        }
        for step in findings.funnel
    ]


def _tell_counts(console: Console, health: PoolHealth) -> None:
    def table(title: str, heads: tuple[str, ...], rows: list[list[str]]) -> None:
        console.table(
            title=console.say(f"pool.health.{title}", year=health.year),
            heads=[console.say(f"pool.health.{head}" if head else "pool.health.people") for head in heads],
            rows=rows,
        )

    unknown = console.say("pool.unknown")
    table(
        "coverage",
        ("specialty", "level", "listed", "in_standing"),
        [[one.specialty, one.level.value, str(one.listed), str(one.in_standing)] for one in health.coverage],
    )
    table("by_kind", ("kind", "people"), [[kind.value if kind else unknown, str(n)] for kind, n in health.by_kind])
    table("by_region", ("region", "people"), [[region or unknown, str(n)] for region, n in health.by_region])
    table("by_age", ("age", "people"), [[_ages(console, band), str(n)] for band, n in health.by_age])


def _ages(console: Console, band: _AGES | None) -> str:
    if band is None:
        return console.say("pool.unknown")
    first, last = band
    if first is None:
        return console.say("pool.health.age_under", last=last)
    if last is None:
        return console.say("pool.health.age_over", first=first)
    return console.say("pool.health.age_between", first=first, last=last)


def _tell_forecast(console: Console, forecast: PoolForecast, needed: int) -> None:
    if forecast.groups:
        years = [str(outlook.year) for outlook in forecast.groups[0].outlooks]
        heads = [console.say(f"pool.health.{head}") for head in ("specialty", "level")]
        console.table(
            title=console.say("pool.health.forecast", needed=needed),
            heads=[*heads, *years, console.say("pool.health.verdict")],
            rows=[_forecast_line(console, group) for group in forecast.groups],
        )
    console.line(console.say("pool.health.assumption"))
    rest = forecast.rest_after
    console.line(console.say("pool.health.rest", rest_after=rest) if rest else console.say("pool.health.no_rest"))
    if forecast.retirement_age is None:
        console.line(console.say("pool.health.no_retirement"))
    if forecast.service_unknown or forecast.term_unknown or forecast.age_unknown:
        counts = {
            "service": forecast.service_unknown,
            "term": forecast.term_unknown,
            "age": forecast.age_unknown,
        }
        console.line(console.say("pool.health.unknowns", **counts))


def _forecast_line(console: Console, group: GroupForecast) -> list[str]:
    spans = [str(one.most) if one.fewest == one.most else f"{one.fewest}–{one.most}" for one in group.outlooks]
    return [group.specialty, group.level.value, *spans, _forecast_verdict(console, group)]


def _forecast_verdict(console: Console, group: GroupForecast) -> str:
    key, year = ("runs_dry", group.runs_dry) if group.runs_dry is not None else ("may_run_dry", group.may_run_dry)
    if year is None:
        return console.say("pool.health.enough")
    (outlook,) = (one for one in group.outlooks if one.year == year)
    return console.say(f"pool.health.{key}", year=year, reasons=_reasons(console, outlook))


def _reasons(console: Console, outlook: Outlook) -> str:
    counts = {key: getattr(outlook, key) for key in ("resting", "term_over", "retired")}
    told = [console.say(f"pool.health.{key}", count=count) for key, count in counts.items() if count]
    return "、".join(told) or console.say("pool.health.short_now")


def _as_dict(console: Console, findings: _Findings, *, on: date, needed: int) -> dict[str, Any]:
    health, forecast = findings.health, findings.forecast
    return {
        "ok": True,
        "on": on.isoformat(),
        **{key: plain(getattr(health, key)) for key in ("year", "listed", "in_standing", "private", "kind_known")},
        "private_share": plain(health.private_share),
        "pool_rules": [verdict.as_dict(console.language) for verdict in findings.verdicts],
        "funnel": _funnel(console, findings),
        "coverage": plain(health.coverage),
        "by_kind": [{"kind": plain(kind), "experts": count} for kind, count in health.by_kind],
        "by_region": [{"region": region, "experts": count} for region, count in health.by_region],
        "by_age": [
            {"first": band and band[0], "last": band and band[1], "known": band is not None, "experts": count}
            for band, count in health.by_age
        ],
        "forecast": {
            **{key: getattr(forecast, key) for key in ("rest_after", "retirement_age")},
            "needed": needed,
            "assumption": console.say("pool.health.assumption"),
            "unknown": {
                "years_served": forecast.service_unknown,
                "term_end": forecast.term_unknown,
                "birth_month": forecast.age_unknown,
            },
            "groups": [
                {**plain(group), "may_run_dry": group.may_run_dry, "runs_dry": group.runs_dry}
                for group in forecast.groups
            ],
        },
    }
