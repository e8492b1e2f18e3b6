"""``expertpool assign recuse``: a reader who recognised a dossier steps away, and another one is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from expertpool.commands.assign_recovery import recovered
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.errors import ExitCode, Refusal, Where

if TYPE_CHECKING:
    from expertpool.documents.assignment_file import AssignmentFile


@click.command("recuse", cls=WordedCommand, help="assign.help.recuse")
@click.option("--assignment", required=True, type=click.Path(path_type=Path), help="assign.help.assignment")
@click.option("--pair", "pairs", multiple=True, type=(str, str), help="assign.help.pair")
@click.option("--expert", "left", multiple=True, help="assign.help.left")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="assign.help.out")
@click.option("--packets", type=click.Path(path_type=Path), help="assign.help.packets")
@click.option("--conflicts", type=click.Path(path_type=Path), help="assign.help.conflicts")
@click.option("--by", help="assign.help.by")
def recuse(
    *,
    assignment: Path,
    pairs: Sequence[tuple[str, str]],
    left: Sequence[str],
    out: Path,
    packets: Path | None,
    conflicts: Path | None,
    by: str | None,
) -> int:
    """Draw the readers who take over, write the new assignment, enter both; who leaves takes over nothing."""
    from expertpool.documents.assignment_file import read_assignment  # noqa: PLC0415  # its import is slow
    from expertpool.documents.assignment_out import RESULT, put_in_place  # noqa: PLC0415  # its import is slow
    from expertpool.documents.assignment_redraw import question_of, replacement_seed  # noqa: PLC0415  # OR-Tools is slow to import
    from solver import NoAssignment, replacement  # noqa: PLC0415  # its import is slow

    console = current()
    if out.is_file() or (out / RESULT).exists():
        raise Refusal("assign.out_taken", out=str(out))
    made = read_assignment(assignment)
    pairs = _given_up(made, pairs, left, file=str(assignment))
    known = recovered(console, out)
    if known is not None:
        _require_same(known, made, pairs, out)
        console.line(console.say("assign.recovered"))
        return _told(console, known, out)
    _require_sound(console, made, assignment)
    barred, named = _barred(made, packets, conflicts)
    reading = question_of(made, barred=barred, named=named)
    try:
        after = replacement(reading, made.packets, left=left, recused=pairs, seed=replacement_seed(made, pairs))
    except NoAssignment:
        raise Refusal("assign.nobody_left", exit_code=ExitCode.NO_PANEL) from None
    content = _content(made, after, pairs)

    def enter(digest: str) -> None:
        _enter(console, made, content, digest, by=operator(by))

    put_in_place(out, content, language=console.language, enter=enter)
    return _told(console, content, out)


def _require_sound(console: Console, made: AssignmentFile, path: Path) -> None:
    """Refuse to change readers in a file that its own seed does not draw, or that keeps not what it says."""
    from expertpool.documents.assignment_redraw import faults  # noqa: PLC0415  # OR-Tools is slow to import

    try:
        wrong = list(faults(made))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        raise Refusal("assign.file_damaged", where=Where(file=str(path))) from None
    if wrong:
        named = "；".join(console.say(f"assign.check.fault.{code}") for code in wrong)
        raise Refusal("assign.file_wrong", where=Where(file=str(path)), exit_code=ExitCode.FORGED, faults=named)


def _given_up(
    made: AssignmentFile, pairs: Sequence[tuple[str, str]], left: Sequence[str], *, file: str
) -> list[tuple[str, str]]:
    """Every reading that is given up: the pairs named, and all of those who leave. Refuses readings that are none."""
    if not pairs and not left:
        raise Refusal("cli.missing", name="--pair", command="expertpool assign recuse")
    for name, expert in pairs:
        if expert not in made.packets.get(name, ()):
            raise Refusal("assign.not_a_reader", where=Where(file=file), packet=name, expert=expert)
    for expert in left:
        if not any(expert in experts for experts in made.packets.values()):
            raise Refusal("assign.reads_nothing", where=Where(file=file), expert=expert)
    every = [(name, expert) for name, experts in made.packets.items() for expert in experts]
    return [pair for pair in every if pair in set(pairs) or pair[1] in left]


def _require_same(known: dict[str, Any], made: AssignmentFile, pairs: Sequence[tuple[str, str]], out: Path) -> None:
    """Refuse where the run that was cut off was another one: its files are there now, and the folder is taken."""
    told = known.get("replaced", {})
    if told.get("of") != made.digest or not set(pairs) <= {tuple(pair) for pair in told.get("recognised", ())}:
        raise Refusal("assign.out_taken", out=str(out))


def _told(console: Console, content: dict[str, Any], out: Path) -> int:
    changed = content["replaced"]["changed"]
    console.line(console.say("assign.replaced", packets="、".join(changed), count=len(changed)))
    console.line(console.say("assign.no_penalty"))
    links = content["connected"]
    if links["parts"] > links["at_best"]:
        console.note(console.say("assign.apart", parts=links["parts"]))
    console.line(console.say("assign.files", out=str(out)))
    return console.finish({"ok": True, "out": str(out), "changed": changed, "packets": content["packets"]})


def _barred(made: AssignmentFile, packets: Path | None, conflicts: Path | None) -> tuple[set[tuple[str, str]], bool]:
    """The recused pairs that are known, and whether these are all."""
    barred = set(made.recusals)
    barred |= {(str(name), str(expert)) for name, expert in made.content.get("replaced", {}).get("recognised", ())}
    if packets is None or conflicts is None:
        return barred, not made.hides
    from expertpool.commands.conflicts_edge import pairs_by_codename  # noqa: PLC0415  # slow to import

    joined = pairs_by_codename(packets, conflicts)
    return barred | {pair for pair in joined if pair[0] in made.packets and pair[1] in made.experts}, True


def _content(made: AssignmentFile, after: dict[str, list[str]], pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    from solver.assigning.deal import parts_among  # noqa: PLC0415  # slow to import
    from solver.assigning.rounding import Pairs  # noqa: PLC0415  # its import is slow

    experts = {expert: [name for name in after if expert in after[name]] for expert in made.experts}
    changed = [name for name in after if set(after[name]) != set(made.packets[name])]
    table = (made.units * 0) + [[expert in after[name] for expert in made.experts] for name in made.dossiers]
    places = Pairs.of(table)
    old = made.content.get("replaced", {}).get("recognised", [])
    gone = sorted({*map(tuple, old), *pairs})
    return {
        **made.content,
        "packets": {name: list(after[name]) for name in made.dossiers},
        "experts": experts,
        "connected": {**made.content["connected"], "parts": parts_among(places, places.rows >= 0)},
        "replaced": {"of": made.digest, "recognised": [list(pair) for pair in gone], "changed": changed},
    }


def _enter(console: Console, made: AssignmentFile, content: dict[str, Any], digest: str, *, by: str) -> None:
    from expertpool.actions.record_assignment import record_assignment, replace_reader  # noqa: PLC0415  # slow to import
    from expertpool.db import open_session  # noqa: PLC0415  # its import is slow

    at = now()
    old = {tuple(pair) for pair in made.content.get("replaced", {}).get("recognised", ())}
    new = {(name, expert) for name, expert in content["replaced"]["recognised"]} - old
    with open_session(console.settings) as session:
        before = record_assignment(
            session,
            digest=made.digest,
            packets=str(made.content["files"]["packets"]),
            seed_from=str(made.content["seed_from"]["kind"]),
            facts={"packets": len(made.packets), "taken_over": True},
            at=at,
            actor=by,
        )
        facts = {"changed": content["replaced"]["changed"], "penalty": False}
        replace_reader(session, before=before, digest=digest, pairs=new, facts=facts, at=at, actor=by)
        session.commit()
