"""``expertpool draw``: one committee's panel from a roster file, with its papers, or the reason why there is none."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from expertpool.commands.conduct import METHODS, Failed, Recovered, Request, Seated, conduct
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.party_edge import home_of, signing, worded
from expertpool.documents.draw_folder import DrawFolder
from expertpool.errors import ExitCode, Refusal
from expertpool.party.attendance import PartyHome
from expertpool.party.hall import hall_at
from expertpool.rules.finding import State


class DrawCommand(WordedCommand):
    """``draw``, whose ``--rules`` takes any number of packs after it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Turn ``--rules A B`` into ``--rules A --rules B``; nothing after ``--rules`` is refused."""
        spread: list[str] = []
        listing = False
        for word, after in itertools.pairwise([*args, "-"]):
            if word.startswith("-"):
                listing = word == "--rules"
                if listing and not after.startswith("-"):
                    continue
                if listing:
                    raise click.BadOptionUsage(word, f"Option {word!r} requires an argument.", ctx)
            elif listing:
                spread.append("--rules")
            spread.append(word)
        return super().parse_args(ctx, spread)


@click.command("draw", cls=DrawCommand, help="draw.help")
@click.option("--roster", required=True, type=click.Path(path_type=Path), help="draw.help.roster")
@click.option("--committee", required=True, type=click.Path(path_type=Path), help="draw.help.committee")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="draw.help.out")
@click.option("--rules", "packs", multiple=True, help="draw.help.rules")
@click.option("--method", type=click.Choice(METHODS), default=METHODS[0], help="draw.help.method")
@click.option("--tickets", type=int, help="draw.help.tickets")
@click.option("--seed", help="draw.help.seed")
@click.option("--ceremony", help="draw.help.ceremony")
@click.option("--since", type=click.IntRange(min=0), default=0, help="draw.help.since")
@signing
def draw(
    *,
    roster: Path,
    committee: Path,
    out: Path,
    packs: tuple[str, ...],
    method: str,
    tickets: int | None,
    seed: str | None,
    ceremony: str | None,
    since: int,
    keys_folder: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Draw, write the papers, put it on record; or take the office's next step in a ceremony."""
    console = current()
    if ceremony is not None:
        if seed is not None:
            raise Refusal("draw.seed_and_ceremony")
        request = Request.read(roster, committee, packs=packs, method=method, tickets=tickets, seed=None)
        home = home_of(console, keys_folder=keys_folder, passphrase_file=passphrase_file)
        return _in_the_hall(console, request, roster=roster, out=out, hall=ceremony, home=home, since=since)
    folder = DrawFolder(out)
    request = Request.read(roster, committee, packs=packs, method=method, tickets=tickets, seed=seed)
    outcome = conduct(console, request, folder)
    tell(console, outcome)
    console.line(console.say("draw.files", out=str(folder.out)))
    if isinstance(outcome, Recovered):
        return console.finish({"ok": True, "recovered": True, "attempt": outcome.attempt, "out": str(folder.out)})
    if isinstance(outcome, Failed):
        return console.finish({"out": str(folder.out), **outcome.content}, ExitCode.NO_PANEL)
    return console.finish({"ok": True, "out": str(folder.out), **outcome.content})


def _in_the_hall(
    console: Console, request: Request, *, roster: Path, out: Path, hall: str, home: PartyHome, since: int
) -> int:
    """One run of the office's side of a ceremony."""
    from expertpool.commands.ceremony import hold  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.commands.ceremony_office import Office  # noqa: PLC0415  # for the same reason
    from expertpool.commands.ceremony_say import hall_dict, hall_lines  # noqa: PLC0415  # for the same reason

    if Path(hall).is_file():
        raise Refusal("hall.is_a_file", path=hall)
    office = Office(
        console=console,
        request=request,
        roster=roster,
        home=home,
        board=hall_at(hall, home),
        asked=typed_options({"method": request.method, "tickets": request.tickets}),
        since=since,
    )
    with worded(hall), home.memory.locked():
        held = hold(office, out)
    for line in hall_lines(office, held):
        console.line(line)
    told = {"out": str(out), **hall_dict(office, held)}
    if held.failed is not None:
        tell(console, held.failed)
        return console.finish({**told, "ok": False, **held.failed.content}, ExitCode.NO_PANEL)
    if held.seated is not None:
        tell(console, held.seated)
        console.line(console.say("draw.files", out=str(out)))
        return console.finish({**told, **held.seated.content})
    if held.there is not None:
        console.line(console.say("draw.files", out=str(out)))
        return console.finish({**told, **held.there})
    return console.finish(told)


def typed_options(named: Mapping[str, object]) -> dict[str, object]:
    """The options of this command line that must agree with what was frozen, among those named with their values."""
    context = click.get_current_context()
    return {
        name: value
        for name, value in named.items()
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
    }


def tell(console: Console, outcome: Seated | Failed | Recovered) -> None:
    """An outcome for people."""
    if isinstance(outcome, Recovered):
        console.line(console.say("draw.recovered", attempt=outcome.attempt))
    elif isinstance(outcome, Failed):
        console.line(outcome.text)
    else:
        _tell(console, outcome)


def _tell(console: Console, seated: Seated) -> None:
    """A panel: its members, its chances, how sure it is, the verdicts in numbers."""
    papers, say = seated.papers, console.say
    result, occasion = papers.result, papers.occasion
    places = {"members": len(result.members), "candidates": seated.content["candidates"]}
    name = result.question.committee.name
    console.line(say("draw.done", committee=name, roster=occasion.roster_count, **places))
    if occasion.attempt > 1:
        console.line(say("draw.again", attempt=occasion.attempt))
    heads = ("seat", "expert_no", "name", "employer", "level", "specialties", "chance")
    rows = [_row(console, member) for member in papers.report().members]
    console.table(title="", heads=[say(f"draw.heads.{head}") for head in heads], rows=rows)
    console.line(_method(console, seated))
    chances = seated.content["chances"]
    if chances["lowest"] is not None:
        shown = {name: f"{chances[name] * 100:.2f}%" for name in ("lowest", "highest")}
        console.line(say("draw.chances", **shown, gini=f"{chances['gini']:.3f}", bound=chances["bound"]))
    states = Counter(verdict.state for verdict in result.verdicts)
    console.line(say("draw.verdict_count", **{state.value: states[state] for state in State}))
    for warning in papers.warnings():
        console.line(f"  · {warning}")
    console.line(papers.report().randomness.assurance_says)


def _method(console: Console, seated: Seated) -> str:
    if seated.content["ticket"] is None:
        return console.say("draw.method.queue", passed=len(seated.content["passed"]))
    return console.say("draw.method.lottery", tickets=seated.content["tickets"], ticket=seated.content["ticket"])


def _row(console: Console, member: Any) -> list[str]:
    chance = console.say("draw.kept") if member.kept else f"{float(member.chance) * 100:.2f}%" if member.chance else "—"
    specialties = console.say("draw.between").join(member.specialties)
    return [str(member.seat), member.expert_no, member.name, member.employer, member.level, specialties, chance]
