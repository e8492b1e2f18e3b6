"""``expertpool scores extra``: more readers where the plan wants them, drawn from the assignment's seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from blind.combining.extra_draw import draw_several
from blind.errors import Malformed
from expertpool.actions.add_readings import add_readings, candidates
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.db import open_session
from expertpool.documents.assignment_file import read_assignment
from expertpool.documents.assignment_recusals import read_recusals
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.queries.extra_readers import draws, given_back
from expertpool.queries.review import GroupSeen, group_of
from expertpool.reviewing.extra_causes import wanted
from expertpool.reviewing.score_table import read_scores

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("extra", cls=WordedCommand, help="scores.help.extra")
@click.argument("group")
@click.option("--assignment", type=FILE, help="scores.help.assignment")
@click.option("--scores", "table", type=FILE, help="scores.help.extra_scores")
@click.option("--recusals", type=FILE, help="assign.help.recusals")
@click.option("--packets", type=click.Path(path_type=Path), help="scores.help.extra_packets")
@click.option("--conflicts", type=FILE, help="assign.help.conflicts")
@click.option("--check", is_flag=True, help="scores.help.extra_check")
@click.option("--by", help="pool.import.by")
def extra(
    *,
    group: str,
    assignment: Path | None,
    table: Path | None,
    recusals: Path | None,
    packets: Path | None,
    conflicts: Path | None,
    check: bool,
    by: str | None,
) -> int:
    """Draw extra readers, or draw all of them again from the record."""
    from expertpool.commands.conflicts_edge import pairs_by_codename  # noqa: PLC0415  # slow to import

    console = current()
    if (packets is None) != (conflicts is None):
        raise Refusal("scores.conflicts_with_packets")
    hidden = None if packets is None or conflicts is None else pairs_by_codename(packets, conflicts)
    if check:
        return _checked(console, group, hidden)
    if assignment is None:
        raise Refusal("cli.missing", name="--assignment", command="expertpool scores extra")
    assigned = read_assignment(assignment)
    with open_session(console.settings) as session:
        seen = group_of(session, group)
        scores = None if table is None else read_scores(table)
        found = wanted(seen, given_back(session, seen), scores, where=Where(file=str(table)))
        causes = found.causes
        barred = assigned.barred(causes, named=hidden is not None)
        if recusals:
            grounds = read_recusals(recusals, codenames=sorted(seen.packets), experts=sorted(seen.codes)).grounds
            barred |= {(str(name), str(number)) for name, number in grounds}
        given: dict[str, Any] = {"barred": barred, "hidden": hidden or frozenset(), "at": now(), "actor": operator(by)}
        drawn = add_readings(session, seen, causes, **given) if causes else {}
        session.commit()
    if not found.identifiable:
        console.note(console.say("scores.not_identifiable"))
    counts, readers = Counter(one for each in causes.values() for one in each), sum(map(len, drawn.values()))
    told = console.say("scores.extra_drawn", count=len(drawn), readers=readers)
    console.line(told if drawn else console.say("scores.extra_none"))
    return console.finish(
        {
            "ok": True,
            "group": group,
            "packets": sorted(drawn),
            "readers": readers,
            "causes": dict(sorted(counts.items())),
        }
    )


def _checked(console: Console, group: str, known: frozenset[tuple[str, str]] | None) -> int:
    """Draw every extra reader again from the seed; exit code 5 where the record says another, 6 where that takes the
    conflicts by application key, which the record does not hold.
    """
    with open_session(console.settings, reading=True) as session:
        seen = group_of(session, group)
        recorded = list(draws(session, group))
    left = sum(len(one["drawn"]) for one in recorded if "hidden" in one) if known is None else 0
    wrong = redrawn(seen, recorded, known)
    total = sum(len(one["drawn"]) for one in recorded)
    console.line(console.say("scores.extra_wrong" if wrong else "scores.extra_right", count=len(wrong) or total - left))
    if left:
        console.note(console.say("scores.extra_unproven", count=left))
    exit_code = ExitCode.FORGED if wrong else ExitCode.NOT_PROVEN if left else ExitCode.DONE
    told = {"drawn": total, "wrong": sorted(wrong), "unproven": left}
    return console.finish({"ok": not wrong and not left, "group": group, **told}, exit_code)


def redrawn(
    seen: GroupSeen, recorded: Collection[dict[str, Any]], known: frozenset[tuple[str, str]] | None = None
) -> set[str]:
    """The packets whose extra reader is not the one that the seed draws, or has no task.

    ``known``: the pairs that were written nowhere; without them the draws that took them into account are passed over.
    """
    tasks = {(one.codename, one.reader) for one in seen.tasks}
    later = [(one["packet"], one["reader"]) for facts in recorded for one in facts["drawn"]]
    wrong = {packet for packet, reader in later if (packet, reader) not in tasks}
    hidden = set(later)
    for facts in recorded:
        before = replace(seen, tasks=tuple(one for one in seen.tasks if (one.codename, one.reader) not in hidden))
        said: dict[str, tuple[str, ...]] = {}
        for one in facts["drawn"]:
            said[one["packet"]] = (*said.get(one["packet"], ()), one["reader"])
        counts = {name: len(readers) for name, readers in said.items()}
        barred = {(name, number) for name, number in facts["barred"]}
        if "hidden" in facts:
            barred |= known or frozenset()
        loads = {one["reader"]: one["packets"] for one in facts["loads"]}
        context = (seen.id, str(facts["round"]))
        allowed = candidates(before, said, barred)
        try:
            found = draw_several(allowed, counts, seed=seen.seed, context=context, loads=loads)
        except Malformed:
            found = {}
        if "hidden" not in facts or known is not None:
            wrong |= {name for name, readers in said.items() if found.get(name) != readers}
        hidden -= {(name, reader) for name, readers in said.items() for reader in readers}
    return wrong
