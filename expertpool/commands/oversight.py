"""``expertpool oversight``: a season's committees by rules, against last year, against chance; samples and lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from expertpool.commands.console import Console, WordedCommand, WordedGroup, current
from expertpool.commands.oversight_lists import complaints, integrity
from expertpool.commands.oversight_sample import sample
from expertpool.db import open_session
from expertpool.documents.committee_file import read_committee
from expertpool.documents.oversight_workbook import list_bytes, matrix_bytes
from expertpool.errors import Refusal
from expertpool.oversight.anomalies import anomalies
from expertpool.oversight.comparison import Change, compare, comparison_as_dict
from expertpool.oversight.figure import Figure, shown
from expertpool.oversight.matrix import Files, Matrices, Matrix, Row, matrix_as_dict, row_as_dict
from expertpool.queries.committee_record import drawn_committees
from expertpool.queries.filed_facts import filed_facts
from expertpool.queries.opened_scores import opened_packets
from expertpool.queries.removal_reasons import removal_reasons
from expertpool.rules.finding import State
from expertpool.whole_file import write_whole

YEAR = click.IntRange(1990, 2200)
WORST = 30
"""Lines of the matrix shown on the screen; a workbook and JSON hold all."""

F = TypeVar("F", bound=Callable[..., Any])

oversight = WordedGroup("oversight", help="oversight.help", no_args_is_help=True)


def judged(command: F) -> F:
    """The options of everything that judges committees."""
    command = click.option("--rules", "packs", multiple=True, help="oversight.help.rules")(command)
    command = click.option("--committees", "folder", type=click.Path(path_type=Path), help="oversight.help.committees")(
        command
    )
    command = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="oversight.help.out")(command)
    return click.option("--year", type=YEAR, required=True, help="oversight.help.year")(command)


@oversight.command("matrix", cls=WordedCommand, help="oversight.help.matrix")
@judged
def matrix(*, year: int, packs: tuple[str, ...], folder: Path | None, out: Path | None) -> int:
    """Every committee of a year by every rule, the gravest first."""
    console = current()
    made = _matrix(console, year, packs, folder)
    content = matrix_as_dict(made)
    rows = [[row.name, row.assurance or "", *map(str, row.states.values()), _broken(row)] for row in made.rows]
    states = [console.say(f"rules.state.{name}") for name in content["states"]]
    heads = [_head(console, "committee"), _head(console, "assurance"), *states, _head(console, "broken")]
    console.table(title=console.say("oversight.matrix", year=year, count=len(rows)), heads=heads, rows=rows[:WORST])
    if len(rows) > WORST:
        console.line(console.say("oversight.more", count=len(rows) - WORST))
    if out is not None:
        _write(console, out, matrix_bytes(content, {row.name: row.lines for row in made.rows}, console.language))
    return console.finish({"ok": True, "year": year, **content})


@oversight.command("committee", cls=WordedCommand, help="oversight.help.committee")
@click.argument("name")
@judged
def committee(*, name: str, year: int, packs: tuple[str, ...], folder: Path | None, out: Path | None) -> int:
    """One committee's lines in full: clause, found, required, evidence, repair."""
    console = current()
    rows = _matrix(console, year, packs, folder).rows
    row = next((one for one in rows if one.name == name), None)
    if row is None:
        raise Refusal("oversight.no_committee", name=name, known="、".join(one.name for one in rows[:12]))
    listed = sorted(row.lines, key=lambda line: -State(line["state"]).gravity)
    columns = ("verdict", "says", "clause", "stage", "found", "required", "repair", "evidence")
    told = [[_field(console, line, column) for column in columns] for line in listed]
    console.table(title=row.name, heads=[_head(console, column) for column in columns], rows=told)
    if out is not None:
        _write(console, out, list_bytes("lines", columns, told, console.language))
    return console.finish({"ok": True, **row_as_dict(row, lines=True)})


@oversight.command("compare", cls=WordedCommand, help="oversight.help.compare")
@click.option("--with", "before", type=YEAR, help="oversight.help.with")
@judged
def compare_years(
    *, year: int, before: int | None, packs: tuple[str, ...], folder: Path | None, out: Path | None
) -> int:
    """What came out otherwise than in another year, the worse first."""
    console, other = current(), year - 1 if before is None else before
    earlier, now = (_matrix(console, one, packs, folder) for one in (other, year))
    made = compare(earlier, now, years=(other, year))
    columns = ("committee", "rule", "clause", "before", "now")
    rows = [_changed(console, one) for one in made.changes]
    title = console.say("oversight.compare", before=other, now=year, count=len(rows))
    console.table(title=title, heads=[_head(console, column) for column in columns], rows=rows)
    for key, names in (("new", made.new), ("gone", made.gone)):
        if names:
            console.line(console.say(f"oversight.{key}", count=len(names), names="、".join(names[:12])))
    if out is not None:
        _write(console, out, list_bytes("changes", columns, rows, console.language))
    return console.finish({"ok": True, **comparison_as_dict(made)})


@oversight.command("anomalies", cls=WordedCommand, help="oversight.help.anomalies")
@click.option("--year", type=YEAR, required=True, help="oversight.help.year")
@click.option("--years", type=click.IntRange(1, 20), default=1, show_default=True, help="oversight.help.years")
@click.option("--most", type=click.IntRange(0, 1000), default=3, show_default=True, help="oversight.help.most")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="oversight.help.out")
def unusual(*, year: int, years: int, most: int, out: Path | None) -> int:
    """Figures that chance alone would seldom give, with the test and how many were compared."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        span = range(year - years + 1, year + 1)
        records = [one for each in span for one in drawn_committees(session, each)]
        if not records:
            raise Refusal("oversight.nothing_listed", year=year)
        packets = [one for each in span for one in opened_packets(session, each)]
        made = anomalies(records, reasons=removal_reasons(session), packets=packets)
    columns = ("measure", "about", "observed", "expected", "tail", "compared", "adjusted", "notable")
    rows = []
    for measure, figures in made.figures.items():
        console.line(console.say(f"oversight.method.{measure}", compared=figures[0].compared if figures else 0))
        rows += [_figure(console, one) for at, one in enumerate(figures) if one.notable or at < most]
    title = console.say("oversight.anomalies", year=year, count=len(made.notable))
    console.table(title=title, heads=[_head(console, column) for column in columns], rows=rows)
    console.line(console.say("oversight.no_accusation"))
    if out is not None:
        _write(console, out, list_bytes("anomalies", columns, rows, console.language))
    told = {"years": list(span), "notable": len(made.notable), "measures": made.as_dict(most=most)}
    return console.finish({"ok": True, **told, "remark": console.say("oversight.no_accusation")})


for part in (sample, integrity, complaints):
    oversight.add_command(part)


def _matrix(console: Console, year: int, packs: Sequence[str], folder: Path | None) -> Matrix:
    """The matrix of a year. Refuses a year of which no draw is on record."""
    files = _files(folder)
    with open_session(console.settings, reading=True) as session:
        records = drawn_committees(session, year)
        if not records:
            raise Refusal("oversight.nothing_listed", year=year)
        files = filed_facts(session, records, files)
    return Matrices(packs or None, files=files, language=console.language).of(records)


def _files(folder: Path | None) -> Files:
    if folder is None:
        return {}
    if not folder.is_dir():
        raise Refusal("common.file_missing", path=str(folder))
    read = [read_committee(path) for path in sorted(folder.glob("*.toml"))]
    return {(one.name, one.year): one for one in read}


def _write(console: Console, out: Path, data: bytes) -> None:
    write_whole(out, data)
    console.line(console.say("oversight.written", path=str(out)))


def _head(console: Console, column: str) -> str:
    return console.say(f"oversight.column.{column}")


def _broken(row: Row) -> str:
    return "、".join(f"{rule}（{cell.clause}）" for rule, cell in row.cells.items() if cell.state is State.BROKEN)


def _field(console: Console, line: dict[str, Any], column: str) -> str:
    if column == "verdict":
        return console.say(f"rules.state.{line['state']}")
    if column == "stage":
        return console.say(f"report.stage.{line['stage']}")
    return "" if line[column] is None else str(line[column])


def _changed(console: Console, one: Change) -> list[str]:
    states = [
        console.say(f"rules.state.{state}") if state else console.say("oversight.not_asked")
        for state in (one.before, one.now)
    ]
    return [one.committee, one.rule, one.clause, *states]


def _figure(console: Console, one: Figure) -> list[str]:
    counts = [f"{one.observed}/{one.out_of}", shown(one.expected), shown(one.tail), str(one.compared)]
    worth = console.say("oversight.notable") if one.notable else ""
    return [console.say(f"oversight.measure.{one.measure}"), " × ".join(one.about), *counts, shown(one.adjusted), worth]
