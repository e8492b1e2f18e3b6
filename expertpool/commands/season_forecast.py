"""``expertpool season forecast``: which committees and groups run dry in the coming years if the season repeats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from expertpool.commands.console import Console, current
from expertpool.commands.draw import DrawCommand
from expertpool.documents.roster.clean import require_clean
from expertpool.documents.roster.reading import read_roster
from expertpool.documents.season_file import read_season
from expertpool.rules.stack import load_packs

if TYPE_CHECKING:
    from expertpool.drawing.season_forecast import Forecast, Need


@click.command("forecast", cls=DrawCommand, help="season_draw.forecast.help")
@click.option("--roster", required=True, type=click.Path(path_type=Path), help="draw.help.roster")
@click.option("--committees", required=True, type=click.Path(path_type=Path), help="season_draw.help.committees")
@click.option("--rules", "packs", multiple=True, help="draw.help.rules")
@click.option("--years", type=click.IntRange(1, 10), default=3, help="season_draw.forecast.years")
@click.option("--runs", type=click.IntRange(1, 50), default=3, help="season_draw.forecast.runs")
@click.option("--retire-at", type=click.IntRange(40, 100), help="season_draw.forecast.retire_at")
@click.option("--renew", is_flag=True, help="season_draw.forecast.renew")
def season_forecast(
    *, roster: Path, committees: Path, packs: tuple[str, ...], years: int, runs: int, retire_at: int | None, renew: bool
) -> int:
    """Trial seasons one after the other; nothing is drawn and nothing is put on record."""
    from expertpool.drawing.season_forecast import Demand, forecast  # noqa: PLC0415  # OR-Tools is slow to import

    console, plan = current(), read_season(committees)
    reading = read_roster(roster)
    require_clean(reading)
    demand = Demand(
        tuple((one.facts, one.first, one.last) for one in plan.sittings),
        load_packs(packs or None, on=plan.sittings[0].facts.meeting),
        plan.cap,
        retire_at,
        renew,
    )
    found = forecast(demand, [expert.facts for expert in reading.experts], years=years, runs=runs)
    title = console.say("season_draw.forecast.title", season=plan.name, years=years, runs=runs)
    _tell(console, found, title=title, years=years)
    return console.finish({"ok": True, "season": plan.name, **_as_dict(console, found)})


def _tell(console: Console, found: Forecast, *, title: str, years: int) -> None:
    for _, out in sorted(found.years.items()):
        console.line(console.say("season_draw.forecast.out", **vars(out)))
    if found.short:
        heads = ("year", "committee", "asks", "needed", "available", "state")
        rows = [list(map(str, _row(console, need).values())) for need in found.short]
        console.table(
            title=title, heads=[console.say(f"season_draw.forecast.heads.{head}") for head in heads], rows=rows
        )
    elif found.stuck is None:
        console.line(console.say("season_draw.forecast.fine", years=years))
    if found.stuck is not None:
        year, names = found.stuck
        console.line(console.say("season_draw.forecast.stuck", year=year, committees="、".join(names) or "-"))
    console.line(console.say("season_draw.forecast.basis"))


def _row(console: Console, need: Need) -> dict[str, Any]:
    asks = need.asks.text(console.language) if need.asks else console.say("season_draw.heads.seats")
    state = console.say(f"season_draw.forecast.state.{need.supply.value}") if need.supply else ""
    return {
        "year": need.year,
        "committee": need.committee,
        "asks": asks,
        "needed": need.needed,
        "available": need.available,
        "state": state,
    }


def _as_dict(console: Console, found: Forecast) -> dict[str, Any]:
    stuck = None if found.stuck is None else {"year": found.stuck[0], "committees": list(found.stuck[1])}
    needs = [{**_row(console, need), "state": need.supply.value if need.supply else None} for need in found.short]
    return {"years": [vars(out) for _, out in sorted(found.years.items())], "short": needs, "stuck": stuck}
