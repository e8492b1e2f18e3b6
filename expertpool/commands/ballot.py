"""``expertpool ballot``: the secret ballot on paper and electronic; here the paper ballot's two counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from blind.ballot.paper import FIELDS, Entered, Mismatch, PaperBallot, mismatches, paper_outcomes
from blind.errors import Malformed
from blind.tally import Readings
from expertpool.actions.count_ballot import count_ballot
from expertpool.commands.ballot_readings import readings_of, readings_options
from expertpool.commands.ballot_told import tell_outcomes
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, WordedGroup, current
from expertpool.db import open_session
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.queries.meetings import MeetingSeen, frozen_meeting
from expertpool.reviewing.ballot_outcomes import outcome_dict, with_verdicts
from expertpool.reviewing.count_table import read_counts
from expertpool.rules.stack import load_packs
from expertpool.whole_file import write_json

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NUMBER = click.IntRange(min=0, max=9999)
LAZY = {
    "print": "expertpool.commands.ballot_print:print_",
    "open": "expertpool.commands.ballot_open:open_",
    "device": "expertpool.commands.ballot_member:device",
    "ask": "expertpool.commands.ballot_member:ask",
    "vote": "expertpool.commands.ballot_member:vote",
    "cast": "expertpool.commands.ballot_cast:cast",
    "close": "expertpool.commands.ballot_close:close",
    "void": "expertpool.commands.ballot_open:void",
    "receipts": "expertpool.commands.ballot_member:receipts",
    "tally": "expertpool.commands.ballot_tally:tally",
    "recount": "expertpool.commands.ballot_tally:recount",
}
ballot = WordedGroup("ballot", lazy=LAZY, help="ballot.help", no_args_is_help=True)


@ballot.command("count", cls=WordedCommand, help="ballot.help.count")
@click.argument("first", type=FILE)
@click.argument("second", type=FILE)
@click.option("--meeting", type=click.IntRange(min=1), help="ballot.help.meeting")
@click.option("--drawn", type=NUMBER, help="ballot.help.drawn")
@click.option("--present", type=NUMBER, help="ballot.help.present")
@click.option("--given-out", type=NUMBER, help="ballot.help.given_out")
@click.option("--found", type=NUMBER, help="ballot.help.found")
@click.option("--recused", multiple=True, help="ballot.help.recused")
@readings_options
@click.option("--rules", "packs", multiple=True, help="meeting.help.rules")
@click.option("--by", default=None, help="pool.import.by")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="ballot.help.out")
def count(*, first: Path, second: Path, meeting: int | None, out: Path, **given: Any) -> int:
    """Compare what two counters entered apart; tally only where they agree."""
    console, readings = current(), readings_of(given)
    seen = None if meeting is None else _meeting(console, meeting)
    paper, counters = asked(first, second, given if seen is None else _from_roll(seen, given))
    differing = mismatches(paper, *counters)
    if differing:
        number = _entered(console, seen, readings, counters, given, outcomes=[], differing=differing)
        return differ(console, differing, number)
    outcomes = paper_outcomes(paper, counters, readings=readings)
    if seen is None:
        listed = [outcome_dict(name, one) for name, one in outcomes.items()]
    else:
        packs = load_packs(given["packs"] or None, on=seen.held_on)
        listed = with_verdicts(outcomes, seen.committee, packs, console.language)
    number = _entered(console, seen, readings, counters, given, outcomes=listed, differing=[])
    record = {"readings": readings.as_dict(), "outcomes": listed}
    write_json(out, record)
    tell_outcomes(console, outcomes)
    return console.finish({"ok": True, "count": number, **record})


def _meeting(console: Console, number: int) -> MeetingSeen:
    with open_session(console.settings, reading=True) as session:
        return frozen_meeting(session, number)


def _from_roll(seen: MeetingSeen, given: dict[str, Any]) -> dict[str, Any]:
    """The numbers that the frozen roll knows; nobody gives them a second time."""
    for name in ("drawn", "present"):
        if given[name] is not None:
            raise Refusal("ballot.roll_knows", option=f"--{name}")
    if given["recused"]:
        raise Refusal("ballot.roll_knows", option="--recused")
    counted = {name: len(seen.recused_for(name)) for name in seen.codenames}
    recused = tuple(f"{name}={number}" for name, number in counted.items() if number)
    numbers = {"drawn": seen.seats, "present": len(seen.attending), "recused": recused}
    return {**given, **numbers, "candidates": seen.codenames}


def asked(first: Path, second: Path, given: dict[str, Any]) -> tuple[PaperBallot, list[Entered]]:
    """The ballot and the two counters' entries; the counters go by their files."""
    if first.resolve() == second.resolve():
        raise Refusal("ballot.one_file_twice", where=Where(file=str(second)))
    for name in ("drawn", "present"):
        if given[name] is None:
            raise Refusal("ballot.numbers_missing", option=f"--{name}")
    tables = [read_counts(first), read_counts(second)]
    present = given["present"]
    given_out = present if given["given_out"] is None else given["given_out"]
    found = given_out if given["found"] is None else given["found"]
    try:
        paper = PaperBallot(
            drawn=given["drawn"],
            present=present,
            candidates=tuple(given.get("candidates", tables[0])),
            recused=recusals(given["recused"]),
            mark="",
        )
    except Malformed:
        raise Refusal("ballot.cannot_be", drawn=given["drawn"], present=present) from None
    files = zip((str(first), str(second)), tables, strict=True)
    return paper, [Entered(counter=name, given_out=given_out, found=found, counts=table) for name, table in files]


def recusals(given: tuple[str, ...]) -> dict[str, int]:
    """``--recused CANDIDATE=NUMBER``, several times."""
    found = {}
    for one in given:
        name, sign, number = one.rpartition("=")
        if not sign or not number.isascii() or not number.isdigit():
            raise Refusal("ballot.not_a_recusal", found=one[:40])
        found[name] = int(number)
    return found


def _entered(
    console: Console,
    seen: MeetingSeen | None,
    readings: Readings,
    counters: list[Entered],
    given: dict[str, Any],
    *,
    outcomes: list[Any],
    differing: list[Mismatch],
) -> int | None:
    """The number of the count in the database; None without a meeting. Counts that differ are entered too."""
    if seen is None:
        return None
    listed = [
        {
            "file": Path(one.counter).name,
            "given_out": one.given_out,
            "found": one.found,
            "counts": [
                {"candidate": name, **{key: getattr(held, key) for key in FIELDS}} for name, held in one.counts.items()
            ],
        }
        for one in counters
    ]
    with open_session(console.settings) as session:
        count = count_ballot(
            session,
            seen,
            ballot_id=None,
            readings=readings.as_dict(),
            entered={"counters": listed},
            outcomes=outcomes,
            mismatches=[as_dict(one) for one in differing],
            at=now(),
            actor=operator(given["by"]),
        )
        number = count.number
        session.commit()
    console.line(console.say("ballot.count_entered", number=number))
    return number


def differ(console: Console, differing: list[Mismatch], number: int | None) -> int:
    """Name every place where the counters differ; nothing is tallied."""
    names = dict(zip(FIELDS, ("ballot.yes", "ballot.no", "ballot.abstained", "ballot.spoilt_votes"), strict=True))
    names |= {"given-out": "ballot.given_out", "found": "ballot.found", "sum": "ballot.sum", "candidate": "ballot.line"}
    for one in differing:
        console.note(
            console.say(
                "ballot.mismatch",
                candidate=one.candidate or console.say("ballot.box"),
                field=console.say(names[one.field]),
                values=" / ".join(map(str, one.values)) or "-",
            )
        )
    console.note(console.say("ballot.count_again"))
    told = {"ok": False, "count": number, "mismatches": [as_dict(one) for one in differing]}
    return console.finish(told, ExitCode.BAD_INPUT)


def as_dict(one: Mismatch) -> dict[str, Any]:
    """A mismatch as plain values."""
    return {"candidate": one.candidate, "field": one.field, "values": list(one.values)}
