"""``expertpool season draw`` and ``season proof``: committees drawn jointly, and a season checked from its files."""

from __future__ import annotations

from pathlib import Path

import click

from expertpool.commands.conduct import METHODS
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.draw import DrawCommand
from expertpool.commands.season_conduct import (
    USUAL_TICKETS,
    SeasonFailed,
    SeasonRequest,
    SeasonSeated,
    conduct_season,
    free_place,
)
from expertpool.errors import ExitCode, Refusal


@click.command("draw", cls=DrawCommand, help="season_draw.help")
@click.option("--roster", required=True, type=click.Path(path_type=Path), help="draw.help.roster")
@click.option("--committees", required=True, type=click.Path(path_type=Path), help="season_draw.help.committees")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="season_draw.help.out")
@click.option("--rules", "packs", multiple=True, help="draw.help.rules")
@click.option("--method", type=click.Choice(METHODS), default=METHODS[0], help="draw.help.method")
@click.option("--tickets", type=int, default=USUAL_TICKETS, help="season_draw.help.tickets")
@click.option("--seed", help="draw.help.seed")
def season_draw(
    *, roster: Path, committees: Path, out: Path, packs: tuple[str, ...], method: str, tickets: int, seed: str | None
) -> int:
    """Draw every committee of the season under one seed."""
    console = current()
    free_place(out)
    request = SeasonRequest.read(roster, committees, packs=packs, method=method, tickets=tickets, seed=seed)
    outcome = conduct_season(console, request, out)
    if isinstance(outcome, SeasonFailed):
        console.line(outcome.text)
        console.line(console.say("draw.files", out=str(out)))
        return console.finish({"out": str(out), **outcome.content}, ExitCode.NO_PANEL)
    _tell(console, outcome)
    console.line(console.say("draw.files", out=str(out)))
    panels = {
        folder: [one["expert_no"] for one in seated.content["members"]] for folder, seated in outcome.seated.items()
    }
    figures = {name: value for name, value in outcome.content.items() if name not in ("parts", "aside")}
    return console.finish({"ok": True, "out": str(out), **figures, "assurance": "M0", "panels": panels})


def _tell(console: Console, outcome: SeasonSeated) -> None:
    content, say = outcome.content, console.say
    heads = [say(f"season_draw.heads.{head}") for head in ("committee", "seats", "candidates", "folder")]
    rows = [
        [
            seated.content["committee"],
            str(len(seated.content["members"])),
            str(seated.content["candidates"]),
            folder,
        ]
        for folder, seated in outcome.seated.items()
    ]
    console.table(title=say("season_draw.done", season=content["name"], count=len(rows)), heads=heads, rows=rows)
    if "bound" in content:
        console.line(say("season_draw.ticket", tickets=content["tickets"], ticket=content["ticket"]))
        console.line(say("season_draw.figures", bound=content["bound"], least=content["least"], gap=content["gap"]))
    else:
        count = sum(len(aside) for aside in content["aside"].values())
        console.line(say("season_draw.by_queue", count=count))
    first = next(iter(outcome.seated.values()))
    console.line(first.papers.report().randomness.assurance_says)


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
