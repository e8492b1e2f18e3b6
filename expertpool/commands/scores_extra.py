"""``expertpool scores extra``: one more reader where the plan wants one, drawn from the assignment's seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session

from blind.combining.advice import Plan
from blind.combining.calibration import Refused, calibrate
from blind.combining.extra_draw import draw_extra
from blind.combining.extra_reader import near_the_line, wide_apart
from blind.combining.methods import State, combine
from blind.combining.scores import Score, by_packet
from blind.encoding import strict_parse
from blind.errors import Malformed
from expertpool.actions.add_readings import add_readings, candidates
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.db import open_session
from expertpool.documents.assignment_file import read_assignment
from expertpool.documents.assignment_recusals import read_recusals
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.models import Kind
from expertpool.queries.ledger import body_of, entries
from expertpool.queries.review import GroupSeen, group_of
from expertpool.reviewing.group_plan import Extra, thawed
from expertpool.reviewing.score_table import read_scores

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
RECOGNISED, METHOD = "recognised", "method"


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
        causes = dict.fromkeys(given_back(session, seen), RECOGNISED)
        if table is not None:
            causes |= wanted(console, seen, read_scores(table), where=Where(file=str(table)))
        barred = assigned.barred(causes, named=hidden is not None)
        if recusals:
            grounds = read_recusals(recusals, codenames=sorted(seen.packets), experts=sorted(seen.codes)).grounds
            barred |= {(str(name), str(number)) for name, number in grounds}
        given: dict[str, Any] = {"barred": barred, "hidden": hidden or frozenset(), "at": now(), "actor": operator(by)}
        drawn = add_readings(session, seen, causes, **given) if causes else {}
        session.commit()
    counts = Counter(causes.values())
    console.line(console.say("scores.extra_drawn" if drawn else "scores.extra_none", count=len(drawn)))
    return console.finish(
        {"ok": True, "group": group, "packets": sorted(drawn), "causes": dict(sorted(counts.items()))}
    )


def given_back(session: Session, seen: GroupSeen) -> list[str]:
    """Packets that lost a reader who recognised the dossier, and got none instead yet."""
    lost = Counter(one.codename for one in seen.tasks if one.withdrawn)
    for facts in draws(session, seen.id):
        lost.subtract(one["packet"] for one in facts["drawn"] if one["cause"] == RECOGNISED)
    return sorted(name for name, count in lost.items() if count > 0)


def wanted(console: Console, seen: GroupSeen, scores: list[Score], *, where: Where) -> dict[str, str]:
    """Why each packet gets one more reader, by the frozen plan. Refuses scores of packets outside the group."""
    strangers = sorted({one.packet for one in scores} - seen.packets.keys())
    if strangers:
        raise Refusal("scores.not_of_group", where=where, packets="、".join(strangers[:8]))
    plan, rule = thawed(seen.plan)
    waiting = {one.codename for one in seen.tasks if one.round not in seen.closings and not one.withdrawn}
    scored = {one.packet for one in scores}
    found = dict.fromkeys(sorted(seen.packets.keys() - scored), METHOD) | causes_of(console, scores, plan, rule)
    return {name: cause for name, cause in found.items() if name not in waiting}


def causes_of(console: Console, scores: list[Score], plan: Plan, rule: Extra) -> dict[str, str]:
    """Cause by packet: what the method itself waits for, then scores wide apart, then packets near the line.

    A method also waits for a score that never came, or whose sheet could not be used.
    """
    found: dict[str, str] = {}
    if rule.near is not None:
        calibration = calibrate(scores)
        if isinstance(calibration, Refused):
            console.note(console.say("scores.not_identifiable"))
        else:
            found |= {one.packet: one.cause.value for one in near_the_line(calibration, plan.line, most=rule.near)}
    if rule.points is not None or rule.share is not None:
        apart = wide_apart(scores, points=rule.points, share=rule.share)
        found |= {one.packet: one.cause.value for one in apart}
    for name, each in by_packet(scores).items():
        state = combine(plan.method, [one.hundredths for one in each], parameters=plan.parameters).state
        if state is not State.FINAL:
            found[name] = METHOD
    return found


def draws(session: Session, group: str) -> Iterator[dict[str, Any]]:
    """The facts of every draw of extra readers on record, first to last."""
    for entry in entries(session, kind=Kind.EXTRA_DRAWN, scope=group):
        body = body_of(session, entry.seq)
        if body is not None:
            yield strict_parse(body.content)["facts"]


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
        said = {one["packet"]: one["reader"] for one in facts["drawn"]}
        barred = {(name, number) for name, number in facts["barred"]}
        if "hidden" in facts:
            barred |= known or frozenset()
        loads = {one["reader"]: one["packets"] for one in facts["loads"]}
        context = (seen.id, str(facts["round"]))
        try:
            found = draw_extra(candidates(before, said, barred), seed=seen.seed, context=context, loads=loads)
        except Malformed:
            found = {}
        if "hidden" not in facts or known is not None:
            wrong |= {name for name, reader in said.items() if found.get(name) != reader}
        hidden -= set(said.items())
    return wrong
