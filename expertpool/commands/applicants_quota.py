"""``expertpool applicants quota``: whether a list asks for no more titles than there are places."""

from __future__ import annotations

from pathlib import Path

import click

from expertpool.commands.applicants_edge import clean_applicants, rules_called
from expertpool.commands.console import WordedCommand, current
from expertpool.documents.applicants.office_files import read_places
from expertpool.eligibility.quota import judge_places
from expertpool.eligibility.verdict import count_states, spoken
from expertpool.errors import Refusal
from expertpool.season.deadlines import known_dates


@click.command("quota", cls=WordedCommand, help="applicants.help.quota")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--places", type=click.Path(dir_okay=False, path_type=Path), help="applicants.help.places")
@click.option("--of", "name", default=known_dates()[-1], help="season.help.of")
@click.option("--rules", "packs", multiple=True, metavar="PACK", help="applicants.help.packs")
def quota(*, files: tuple[Path, ...], places: Path | None, name: str, packs: tuple[str, ...]) -> int:
    """A report, so exit code 0 whatever it says; tables are read against the rules that ask for them."""
    console = current()
    people = clean_applicants(files)
    rules = rules_called(current(), name, packs)
    tables = read_places(places) if places else {}
    for table in tables:
        if table not in rules.place_tables:
            raise Refusal("applicants.table_unknown", table=table, known=", ".join(rules.place_tables))
    verdicts = judge_places(rules, [one.facts for one in people], tables)
    heads = ("verdict", "rule", "unit", "found", "required", "clause")
    console.table(
        title=console.say("applicants.quota", people=len(people)),
        heads=[console.say(f"applicants.head.{head}") for head in heads],
        rows=[
            [
                console.say(f"rules.state.{verdict.state}"),
                verdict.rule.says_in(console.language),
                verdict.unit or console.say("applicants.whole_list"),
                spoken(verdict.found, console.language) or "",
                spoken(verdict.required, console.language) or "",
                console.clause(verdict.rule.clause),
            ]
            for verdict in verdicts
        ],
    )
    counts = count_states(verdict.state for verdict in verdicts)
    data = [verdict.as_dict(console.language) for verdict in verdicts]
    return console.finish({"ok": True, "season": name, "counts": counts, "places": data})
