"""``expertpool results replay``: how one result came about, told to whoever objects, with no expert in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from expertpool.commands.console import Console, WordedCommand, current
from expertpool.db import open_session
from expertpool.errors import ExitCode
from expertpool.results.replay import replay
from expertpool.whole_file import write_json


@click.command("replay", cls=WordedCommand, help="results.help.replay")
@click.argument("codename")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="results.help.replay_out")
def replay_one(*, codename: str, out: Path | None) -> int:
    """Retrace one result; exit code 5 where the score does not come out again."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        found = replay(session, codename)
    if out is not None:
        write_json(out, found)
    for line in told(console, found):
        console.line(line)
    sound = bool(found["score"]["agrees"])
    return console.finish({"ok": sound, **found}, ExitCode.DONE if sound else ExitCode.FORGED)


def told(console: Console, found: dict[str, Any]) -> list[str]:
    """The steps as sentences."""
    say, readers, score, places = console.say, found["readers"], found["score"], found["places"]
    none = say("results.none")
    lines = [
        say("results.replay.title", candidate=found["candidate"], group=found["group"]),
        say(
            "results.replay.readers",
            drawable=readers["drawable"],
            appointed=readers["appointed"],
            withdrew=readers["withdrew"],
            later=readers["later_rounds"],
        ),
        say(
            "results.replay.assignment",
            digest=(readers["assignment"] or none)[:16],
            seed=say(f"results.seed.{readers['seed_from'] or 'unknown'}"),
        ),
        say("results.replay.closed", rounds=len(readers["closings"]), openings=len(readers["openings"])),
    ]
    if readers["set_aside"]:
        lines.append(say("results.replay.set_aside", count=readers["set_aside"]))
    for rule in found["rules"]:
        lines.append(say("results.replay.rule", clause=rule["clause"], state=say(f"results.state.{rule['state']}")))
    lines.append(say("results.replay.scores", scores="、".join(score["scores"]) or none))
    if score["sealed_at_rest_only"]:
        lines.append(say("results.replay.weak"))
    lines.append(say("results.replay.used", method=score["method"], used="、".join(score["used"]) or none))
    lines.append(
        say("results.replay.result", exact=score["exact"] or none, unit=score["unit"], result=score["result"] or none)
    )
    lines.append(say("results.replay.agrees" if score["agrees"] else "results.replay.disagrees"))
    ballot = found["ballot"]
    if ballot is None:
        lines.append(say("results.replay.no_ballot"))
    else:
        shown = {key: ballot[key] for key in ("count", "drawn", "present", "yes", "no", "abstained", "needed")}
        lines.append(say("results.replay.ballot", **shown))
    lines.append(say("results.replay.standing", standing=say(f"results.standing.{places['standing']}")))
    return lines
