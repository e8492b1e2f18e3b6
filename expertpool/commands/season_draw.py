"""``expertpool season draw`` and ``season proof``: committees drawn jointly, and a season checked from its files."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from pathlib import Path

import click

from expertpool.beijing import minute
from expertpool.commands.conduct import METHODS
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.draw import DrawCommand
from expertpool.commands.season_conduct import (
    USUAL_TICKETS,
    SeasonFailed,
    SeasonRequest,
    SeasonSeated,
    conduct_season,
)
from expertpool.documents.season_folder import SeasonFolder
from expertpool.errors import ExitCode, Refusal


@click.command("draw", cls=DrawCommand, help="season_draw.help")
@click.option("--roster", required=True, type=click.Path(path_type=Path), help="draw.help.roster")
@click.option("--committees", required=True, type=click.Path(path_type=Path), help="season_draw.help.committees")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="season_draw.help.out")
@click.option("--rules", "packs", multiple=True, help="draw.help.rules")
@click.option("--method", type=click.Choice(METHODS), default=METHODS[0], help="draw.help.method")
@click.option("--tickets", type=int, default=USUAL_TICKETS, help="season_draw.help.tickets")
@click.option("--seed", help="draw.help.seed")
@click.option("--again", "anew", is_flag=True, help="season_draw.help.again")
def season_draw(
    *,
    roster: Path,
    committees: Path,
    out: Path,
    packs: tuple[str, ...],
    method: str,
    tickets: int,
    seed: str | None,
    anew: bool,
) -> int:
    """Draw every committee of the season under one seed."""
    console = current()
    SeasonFolder(out)
    request = SeasonRequest.read(roster, committees, packs=packs, method=method, tickets=tickets, seed=seed)
    outcome = conduct_season(console, request, out, anew=anew)
    if isinstance(outcome, SeasonFailed):
        console.line(outcome.text)
        console.line(console.say("draw.files", out=str(out)))
        return console.finish({"out": str(out), **outcome.content}, ExitCode.NO_PANEL)
    _tell(console, outcome)
    console.line(console.say("draw.files", out=str(out)))
    panels = {folder: [one["expert_no"] for one in told["members"]] for folder, told in outcome.panels.items()}
    figures = {name: value for name, value in outcome.content.items() if name not in ("parts", "aside")}
    cost = {} if outcome.cost is None else {"cpu_seconds": _cost(outcome.cost, outcome.content["tickets"])}
    told = {"again": outcome.again, **figures, **cost, "assurance": "M0", "panels": panels}
    return console.finish({"ok": True, "out": str(out), **told})


def _cost(cost: tuple[float, float], tickets: int) -> dict[str, float]:
    chances, made = (round(seconds, 1) for seconds in cost)
    return {"chances": chances, "tickets": made, "each_ticket": round(cost[1] / tickets, 2)}


def _tell(console: Console, outcome: SeasonSeated) -> None:
    content, say = outcome.content, console.say
    heads = [say(f"season_draw.heads.{head}") for head in ("committee", "seats", "candidates", "folder")]
    rows = [
        [told["committee"], str(len(told["members"])), str(told["candidates"]), folder]
        for folder, told in outcome.panels.items()
    ]
    if outcome.again:
        console.line(say("season_draw.again", at=minute(datetime.fromisoformat(content["drawn_at"]))))
    console.table(title=say("season_draw.done", season=content["name"], count=len(rows)), heads=heads, rows=rows)
    if "bound" in content:
        console.line(say("season_draw.ticket", tickets=content["tickets"], ticket=content["ticket"]))
        console.line(say("season_draw.figures", bound=content["bound"], least=content["least"], gap=content["gap"]))
        console.line(say("season_draw.within", within=f"{float(Fraction(content['within'])):.2f}"))
        if outcome.cost is not None:
            console.line(say("season_draw.cost", **_cost(outcome.cost, content["tickets"])))
    else:
        count = sum(len(aside) for aside in content["aside"].values())
        console.line(say("season_draw.by_queue", count=count))
    training = next(iter(outcome.panels.values()))["training"]
    console.line(say("draw.assurance.training" if training else "draw.assurance.m0"))


@click.command("proof", cls=WordedCommand, help="season_draw.help.proof")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def season_proof(*, folder: Path) -> int:
    """Check a whole season from its record and restricted certificates."""
    from expertpool.certifying.season_check import SeasonWrong, check_season  # noqa: PLC0415  # the solver's numbers: only here

    console = current()
    try:
        found = check_season(folder)
    except SeasonWrong as wrong:
        why = console.say(f"season_draw.wrong.{wrong.code}")
        raise Refusal("season_draw.wrong", exit_code=ExitCode.FORGED, why=why, place=wrong.place) from None
    places = {"committees": found.committees, "tickets": found.tickets, "people": found.people}
    figures = {"bound": str(found.bound), "least": str(found.least)}
    console.line(console.say("season_draw.proven", **places, **figures))
    return console.finish({"ok": True, **places, **figures})
