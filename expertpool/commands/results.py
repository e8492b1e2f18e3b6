"""``expertpool results``: ranking, publicity, complaints, confirmation, and a result retraced."""

from __future__ import annotations

from pathlib import Path

import click

from expertpool.actions.rank_results import rank_results
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, WordedGroup, current
from expertpool.commands.results_complaint import answer, complain
from expertpool.commands.results_confirm import check, confirm, integrity
from expertpool.commands.results_publish import publish
from expertpool.commands.results_replay import replay_one
from expertpool.db import open_session
from expertpool.errors import Refusal, Where
from expertpool.models import Result
from expertpool.queries.meetings import MeetingSeen, frozen_meeting
from expertpool.queries.results import results_in
from expertpool.queries.review import weakly_sealed
from expertpool.results.opened_names import opened_names
from expertpool.results.papers import ranking_bytes, ranking_row
from expertpool.results.places_file import places_dict, read_places
from expertpool.results.ranking import ranked
from expertpool.whole_file import make_folders, write_json, write_whole

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)

results = WordedGroup("results", help="results.help", no_args_is_help=True)
for part in (publish, complain, answer, check, confirm, replay_one, integrity):
    results.add_command(part)


@results.command("rank", cls=WordedCommand, help="results.help.rank")
@click.argument("number", type=click.IntRange(min=1), metavar="MEETING")
@click.option("--opened", "opened", required=True, multiple=True, type=FOLDER, help="results.help.opened")
@click.option("--places", "places_file", type=FILE, help="results.help.places")
@click.option("--count", type=click.IntRange(min=1), help="results.help.count")
@click.option("--names", type=FILE, help="results.help.names")
@click.option("--applicants", type=FILE, help="results.help.applicants")
@click.option("--out", required=True, type=FOLDER, help="results.help.out")
@click.option("--by", help="pool.import.by")
def rank(
    *,
    number: int,
    opened: tuple[Path, ...],
    places_file: Path | None,
    count: int | None,
    names: Path | None,
    applicants: Path | None,
    out: Path,
    by: str | None,
) -> int:
    """Rank a meeting's candidates and enter the ranking."""

    console, places = current(), read_places(places_file)
    if (names is None) != (applicants is None):
        raise Refusal("results.names_with_applicants")
    if places.units and names is None:
        raise Refusal("results.units_need_names", where=Where(file=str(places_file), field="units"))
    with open_session(console.settings) as session:
        seen = frozen_meeting(session, number)
        people = opened_names(session, names, applicants, wanted=seen.codenames) if names and applicants else None
        units = {} if people is None else {name: one.employer for name, one in people.people.items()}
        listed = ranked(session, seen, list(opened), places, units=units, count=count)
        made = rank_results(
            session,
            seen,
            results=listed,
            places=places_dict(places),
            names=None if people is None else people.digest,
            at=now(),
            actor=operator(by),
        )
        found = results_in(session, made)
        weak = weakly_sealed(session, (one.group_id for one in found))
        session.commit()
        _write(console, found, weak, out)
        return _told(console, seen, made.number, (found, weak), out)


def _write(console: Console, found: tuple[Result, ...], weak: frozenset[str], out: Path) -> None:
    make_folders(out)
    write_json(out / "ranking.json", {"results": [result_dict(one, weak) for one in found]})
    write_whole(out / "ranking.xlsx", ranking_bytes(found, console.say, weak), private=True)


def _told(
    console: Console, seen: MeetingSeen, number: int, listed: tuple[tuple[Result, ...], frozenset[str]], out: Path
) -> int:
    found, weak = listed
    shown = ("group", "place", "candidate", "score", "votes", "standing", "sealed")
    heads = [console.say(f"results.head.{key}") for key in shown]
    rows = [ranking_row(one, console.say, weak) for one in found]
    console.table(title=console.say("results.ranked", meeting=seen.id, number=number), heads=heads, rows=rows)
    tied = [one.codename for one in found if one.standing == "tied"]
    passed = sum(one.standing == "in" for one in found)
    console.line(console.say("results.passed", passed=passed, candidates=len(found)))
    if tied:
        console.note(console.say("results.tied", candidates="、".join(tied)))
    if weak:
        console.note(console.say("scores.weak_packets", count=len(weak)))
    console.line(console.say("results.written", out=str(out)))
    told = {"meeting": seen.id, "ranking": number, "passed": passed, "tied": tied}
    results = [result_dict(one, weak) for one in found]
    return console.finish({"ok": True, **told, "results": results, "out": str(out)})


def result_dict(one: Result, weak: frozenset[str]) -> dict[str, object]:
    """A result as plain values, without the ranking it belongs to; ``weak``: those with a score sealed at rest only."""
    return {
        "group": one.group_id,
        "place": one.place,
        "candidate": one.codename,
        "score": one.score,
        "scores": list(one.scores),
        "above": one.above,
        "ballot": one.ballot,
        "count": one.count_number,
        "standing": one.standing,
        "sealed_at_rest_only": one.codename in weak,
    }
