"""``expertpool ballot``: the paper ballot's two counts compared and tallied."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from blind.ballot.paper import FIELDS, Entered, Mismatch, PaperBallot, mismatches, paper_outcomes
from blind.errors import Malformed
from blind.tally import Base, Outcome, Readings, Recused, Stands
from expertpool.commands.console import Console, WordedCommand, WordedGroup, current
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.reviewing.count_table import read_counts
from expertpool.whole_file import write_json

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NUMBER = click.IntRange(min=0, max=9999)
ballot = WordedGroup("ballot", help="ballot.help", no_args_is_help=True)


@ballot.command("count", cls=WordedCommand, help="ballot.help.count")
@click.argument("first", type=FILE)
@click.argument("second", type=FILE)
@click.option("--drawn", required=True, type=NUMBER, help="ballot.help.drawn")
@click.option("--present", required=True, type=NUMBER, help="ballot.help.present")
@click.option("--given-out", type=NUMBER, help="ballot.help.given_out")
@click.option("--found", type=NUMBER, help="ballot.help.found")
@click.option("--recused", multiple=True, help="ballot.help.recused")
@click.option("--majority-of", type=click.Choice(list(map(str, Base))), default="attending", help="ballot.help.base")
@click.option("--exclusive", is_flag=True, help="ballot.help.exclusive")
@click.option("--abstained", type=click.Choice(list(map(str, Stands))), default="stays", help="ballot.help.abstained")
@click.option("--spoilt", type=click.Choice(list(map(str, Stands))), default="stays", help="ballot.help.spoilt")
@click.option(
    "--recused-members", type=click.Choice(list(map(str, Recused))), default="leaves", help="ballot.help.reading"
)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="ballot.help.out")
def count(*, first: Path, second: Path, out: Path, **given: Any) -> int:
    """Compare what two counters entered apart; tally only where they agree."""
    console = current()
    paper, counters = asked(first, second, given)
    readings = Readings(
        majority_of=Base(given["majority_of"]),
        majority_inclusive=not given["exclusive"],
        abstained=Stands(given["abstained"]),
        spoilt=Stands(given["spoilt"]),
        recused=Recused(given["recused_members"]),
    )
    differing = mismatches(paper, *counters)
    if differing:
        return differ(console, differing)
    outcomes = paper_outcomes(paper, counters, readings=readings)
    record = {"readings": readings.as_dict(), "outcomes": [as_dict(name, one) for name, one in outcomes.items()]}
    out.parent.mkdir(parents=True, exist_ok=True)
    write_json(out, record)
    tell(console, outcomes)
    return console.finish({"ok": True, **record})


def asked(first: Path, second: Path, given: dict[str, Any]) -> tuple[PaperBallot, list[Entered]]:
    """The ballot and the two counters' entries; the counters go by their files."""
    if first.resolve() == second.resolve():
        raise Refusal("ballot.one_file_twice", where=Where(file=str(second)))
    tables = [read_counts(first), read_counts(second)]
    present = given["present"]
    given_out = present if given["given_out"] is None else given["given_out"]
    found = given_out if given["found"] is None else given["found"]
    try:
        paper = PaperBallot(
            drawn=given["drawn"],
            present=present,
            candidates=tuple(tables[0]),
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


def differ(console: Console, differing: list[Mismatch]) -> int:
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
    listed = [{"candidate": one.candidate, "field": one.field, "values": list(one.values)} for one in differing]
    console.note(console.say("ballot.count_again"))
    return console.finish({"ok": False, "mismatches": listed}, ExitCode.BAD_INPUT)


def tell(console: Console, outcomes: dict[str, Outcome]) -> None:
    """The outcomes as a table, both shares beside the verdict."""
    heads = ("ballot.candidate", "ballot.yes", "ballot.needed", "ballot.attending", "ballot.drawn", "ballot.verdict")
    console.table(
        title=console.say("ballot.outcomes"),
        heads=[console.say(key) for key in heads],
        rows=[
            [
                name,
                str(one.count.yes),
                f"{one.needed}/{one.base}",
                text(one.share_of_attending),
                text(one.share_of_drawn),
                console.say("ballot.passed" if one.passed else "ballot.not_passed"),
            ]
            for name, one in outcomes.items()
        ],
    )


def as_dict(name: str, one: Outcome) -> dict[str, Any]:
    """One outcome as plain values; shares as text such as ``2/3``."""
    votes = {field: getattr(one.count, field) for field in (*FIELDS, "recused")}
    bounds = {"base": one.base, "needed": one.needed, "quorum_needed": one.quorum_needed, "unused": one.unused}
    verdict = {"quorum_met": one.quorum_met, "majority_met": one.majority_met, "passed": one.passed}
    shares = {"share_of_attending": text(one.share_of_attending), "share_of_drawn": text(one.share_of_drawn)}
    minority = {"passed_by_a_minority_of_drawn": one.passed_by_a_minority_of_drawn}
    return {"candidate": name, **votes, **bounds, **verdict, **shares, **minority}


def text(share: Fraction) -> str:
    """A share as it is written."""
    return f"{share.numerator}/{share.denominator}"
