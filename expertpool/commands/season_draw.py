"""``expertpool season draw`` and ``season proof``: committees drawn jointly, and a season checked from its files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from expertpool.beijing import minute
from expertpool.commands.conduct import METHODS
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.draw import DrawCommand, typed_options
from expertpool.commands.party_edge import home_of, signing, worded
from expertpool.commands.season_conduct import (
    USUAL_TICKETS,
    SeasonFailed,
    SeasonRequest,
    SeasonSeated,
    conduct_season,
)
from expertpool.documents.season_folder import SeasonFolder
from expertpool.errors import ExitCode, Refusal
from expertpool.party.attendance import PartyHome
from expertpool.party.hall import hall_at


@click.command("draw", cls=DrawCommand, help="season_draw.help")
@click.option("--roster", required=True, type=click.Path(path_type=Path), help="draw.help.roster")
@click.option("--committees", required=True, type=click.Path(path_type=Path), help="season_draw.help.committees")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="season_draw.help.out")
@click.option("--rules", "packs", multiple=True, help="draw.help.rules")
@click.option("--method", type=click.Choice(METHODS), default=METHODS[0], help="draw.help.method")
@click.option("--tickets", type=int, default=USUAL_TICKETS, help="season_draw.help.tickets")
@click.option("--seed", help="draw.help.seed")
@click.option("--again", "anew", is_flag=True, help="season_draw.help.again")
@click.option("--ceremony", help="season_draw.help.ceremony")
@click.option("--since", type=click.IntRange(min=0), default=0, help="draw.help.since")
@signing
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
    ceremony: str | None,
    since: int,
    keys_folder: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Draw every committee of the season under one seed; or take the office's next step in the season's ceremony."""
    console = current()
    if ceremony is not None:
        if seed is not None or anew:
            raise Refusal("season_draw.seed_and_ceremony")
        request = SeasonRequest.read(roster, committees, packs=packs, method=method, tickets=tickets, seed=None)
        home = home_of(console, keys_folder=keys_folder, passphrase_file=passphrase_file)
        return _in_the_hall(console, request, roster=roster, out=out, hall=ceremony, home=home, since=since)
    SeasonFolder(out)
    request = SeasonRequest.read(roster, committees, packs=packs, method=method, tickets=tickets, seed=seed)
    outcome = conduct_season(console, request, out, anew=anew)
    if isinstance(outcome, SeasonFailed):
        console.line(outcome.text)
        console.line(console.say("draw.files", out=str(out)))
        return console.finish({"out": str(out), **outcome.content}, ExitCode.NO_PANEL)
    _tell(console, outcome)
    console.line(console.say("draw.files", out=str(out)))
    panels = _numbers(outcome.panels)
    figures = {name: value for name, value in outcome.content.items() if name not in ("parts", "aside")}
    cost = {} if outcome.cost is None else {"cpu_seconds": _cost(outcome.cost, outcome.content["tickets"])}
    told = {"again": outcome.again, **figures, **cost, "assurance": "M0", "panels": panels}
    return console.finish({"ok": True, "out": str(out), **told})


def _in_the_hall(
    console: Console, request: SeasonRequest, *, roster: Path, out: Path, hall: str, home: PartyHome, since: int
) -> int:
    """One run of the office's side of a season's ceremony."""
    from expertpool.commands.ceremony import hold_any  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.commands.ceremony_office import OfficeSide  # noqa: PLC0415  # for the same reason
    from expertpool.commands.ceremony_say import hall_dict, hall_lines  # noqa: PLC0415  # for the same reason
    from expertpool.commands.season_ceremony import WholeSeason  # noqa: PLC0415  # for the same reason

    if Path(hall).is_file():
        raise Refusal("hall.is_a_file", path=hall)
    asked = typed_options({"method": request.method, "tickets": request.tickets})
    board = hall_at(hall, home)
    office = OfficeSide(console=console, roster=roster, home=home, board=board, asked=asked, since=since)
    with worded(hall), home.memory.locked():
        held = hold_any(office, WholeSeason(office, request, out), out)
    for line in hall_lines(office, held):
        console.line(line)
    told = {"out": str(out), **hall_dict(office, held)}
    if held.failed is not None:
        console.line(held.failed.text)
        return console.finish({**told, "ok": False, **held.failed.content}, ExitCode.NO_PANEL)
    if held.seated is not None:
        _tell(console, held.seated)
    if held.seated is not None or held.there is not None:
        console.line(console.say("draw.files", out=str(out)))
        panels = held.seated.panels if held.seated is not None else (held.there or {})["panels"]
        told |= {"panels": _numbers(panels), "assurance": told["planned"]}
    return console.finish(told)


def _numbers(panels: Mapping[str, Any]) -> dict[str, list[str]]:
    return {folder: [one["expert_no"] for one in told["members"]] for folder, told in panels.items()}


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
    first = next(iter(outcome.panels.values()))
    level = "training" if first["training"] else "m0"
    made = first["assurance"]
    console.line(say(f"draw.assurance.{level}" if made == "M0" else f"ceremony.assurance.{made.lower()}"))


@click.command("proof", cls=WordedCommand, help="season_draw.help.proof")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--trust", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="season_draw.help.trust")
def season_proof(*, folder: Path, trust: Path | None) -> int:
    """Check a whole season from its record and restricted certificates."""
    from expertpool.certifying.season_check import SeasonWrong, check_season  # noqa: PLC0415  # the solver's numbers: only here

    console = current()
    try:
        found = check_season(folder, trust=trust.read_bytes() if trust else None)
    except SeasonWrong as wrong:
        why = console.say(f"season_draw.wrong.{wrong.code}")
        raise Refusal("season_draw.wrong", exit_code=ExitCode.FORGED, why=why, place=wrong.place) from None
    places = {"committees": found.committees, "tickets": found.tickets, "people": found.people}
    figures = {"bound": str(found.bound), "least": str(found.least)}
    level = found.assurance
    console.line(console.say("season_draw.proven", **places, **figures))
    console.line(console.say("draw.assurance.m0" if level == "M0" else f"ceremony.assurance.{level.lower()}"))
    if found.fingerprint is not None:
        pinned = "pinned" if trust else "unpinned"
        console.line(console.say(f"season_draw.trust.{pinned}", fingerprint=found.fingerprint))
    if found.replaced and level != "M0":
        console.line(console.say("season_draw.replaced_alone", folders="、".join(found.replaced)))
    proven = {"assurance": level, "replaced": list(found.replaced), "fingerprint": found.fingerprint}
    return console.finish({"ok": True, **places, **figures, **proven})
