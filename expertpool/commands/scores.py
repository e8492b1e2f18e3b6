"""``expertpool scores``: the sheets experts fill, and opened scores combined as the filed plan says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from expertpool.commands.console import Console, WordedCommand, WordedGroup, current
from expertpool.commands.scores_closing import close_group, unseal
from expertpool.commands.scores_extra import extra
from expertpool.commands.scores_group import bundles, enrol, form, open_group, revoke
from expertpool.commands.scores_sheets import enter, status, submit
from expertpool.reviewing.plan_file import read_plan
from expertpool.reviewing.result_workbook import result_bytes
from expertpool.reviewing.score_report import advice_of, results_of
from expertpool.reviewing.score_table import at_rest_only, read_scores
from expertpool.reviewing.sheet_file import read_sheet, shipped
from expertpool.whole_file import write_json, write_whole

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
scores = WordedGroup("scores", help="scores.help", no_args_is_help=True)
for part in (open_group, enrol, revoke, bundles, form, submit, enter, status, close_group, unseal, extra):
    scores.add_command(part)


@scores.command("sheets", cls=WordedCommand, help="scores.help.sheets")
@click.argument("sheet", required=False, type=FILE)
def sheets(*, sheet: Path | None) -> int:
    """Show the sheets that come with the program, or check one of the office's own."""
    console = current()
    found = {rubric.code: rubric for rubric in [read_sheet(sheet)]} if sheet else shipped()
    for rubric in found.values():
        console.table(
            title=console.say("scores.sheet_title", title=rubric.title, version=rubric.version),
            heads=[console.say("scores.head_indicator"), console.say("scores.head_weight")],
            rows=[[one.title, f"{one.weight}/{rubric.weight}"] for one in rubric.indicators],
        )
    listed = [
        {
            "code": one.code,
            "version": one.version,
            "hash": one.hash.hex(),
            "indicators": [line.code for line in one.indicators],
        }
        for one in found.values()
    ]
    return console.finish({"ok": True, "sheets": listed})


@scores.command("combine", cls=WordedCommand, help="scores.help.combine")
@click.argument("table", type=FILE)
@click.option("--plan", required=True, type=FILE, help="scores.help.plan")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="scores.help.out")
def combine(*, table: Path, plan: Path, out: Path) -> int:
    """Write results.json by the plan's method, and advice.json beside it."""
    console = current()
    frozen, given = read_plan(plan), read_scores(table)
    typed = at_rest_only(table)
    results = [{**one, "sealed_at_rest_only": one["packet"] in typed} for one in results_of(given, frozen)]
    advice = advice_of(given, frozen)
    out.mkdir(parents=True, exist_ok=True)
    write_json(out / "results.json", {"method": frozen.method, "results": results})
    write_json(out / "advice.json", advice)
    write_whole(out / "results.xlsx", result_bytes(results, advice, console.language))
    tell(console, results, advice, out)
    if typed:
        console.note(console.say("scores.weak_packets", count=len(typed)))
    weak = {"sealed_at_rest_only": len(typed)}
    return console.finish({"ok": True, "method": frozen.method, "results": results, "advice": advice, **weak})


def tell(console: Console, results: list[dict[str, Any]], advice: dict[str, Any], out: Path) -> None:
    """The results in a few lines, and what the committee should look at."""
    waiting = [one for one in results if one["result"] is None]
    passing = sum(bool(one["above"]) for one in results)
    console.line(console.say("scores.combined", packets=len(results), above=passing, waiting=len(waiting)))
    if advice["grey_zone"] is None:
        console.line(console.say("scores.not_identifiable"))
    else:
        console.line(console.say("scores.grey_zone", number=len(advice["grey_zone"])))
    console.line(console.say("scores.flips", number=len({one["packet"] for one in advice["flips"]})))
    console.line(console.say("scores.written", out=str(out)))
