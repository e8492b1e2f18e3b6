"""``expertpool assign`` (``assign draw``): who reads which packet, drawn under a cap, or the reason why nobody can."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from expertpool import __version__
from expertpool.assigning.seed_source import SeedSource
from expertpool.commands.assign_recovery import recovered
from expertpool.commands.assign_seed import seed_source
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.errors import ExitCode, Refusal
from expertpool.whole_file import write_json, write_whole

if TYPE_CHECKING:
    from expertpool.assigning.suitability import PacketText, Reader
    from solver import Assignment, Reading, Readings
    from solver.assigning.ways import Explanation

RESULT = "assignment.json"
EXPLAINED, EXPLAINED_TEXT = "explanation.json", "explanation.txt"


@click.command("draw", cls=WordedCommand, help="assign.help")
@click.option("--packets", required=True, type=click.Path(path_type=Path), help="assign.help.packets")
@click.option("--experts", required=True, type=click.Path(path_type=Path), help="assign.help.experts")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="assign.help.out")
@click.option("--readers", type=click.IntRange(1, 99), default=3, help="assign.help.readers")
@click.option("--load", type=click.IntRange(min=1), help="assign.help.load")
@click.option("--cap", help="assign.help.cap")
@click.option("--seed", help="assign.help.seed")
@click.option("--recusals", type=click.Path(path_type=Path), help="assign.help.recusals")
@click.option("--conflicts", type=click.Path(path_type=Path), help="assign.help.conflicts")
@click.option("--groups", type=click.Path(path_type=Path), help="assign.help.groups")
@click.option("--ceremony", type=click.Path(path_type=Path), help="assign.help.ceremony")
@click.option("--certificate", type=click.Path(path_type=Path), help="assign.help.certificate")
@click.option("--trust", type=click.Path(path_type=Path), help="assign.help.trust")
@click.option("--by", help="assign.help.by")
@click.option("--connect/--no-connect", "connected", default=True, help="assign.help.connect")
@click.option("--curve", "show_curve", is_flag=True, help="assign.help.curve")
def assign(
    *,
    packets: Path,
    experts: Path,
    out: Path,
    readers: int,
    load: int | None,
    cap: str | None,
    seed: str | None,
    recusals: Path | None,
    conflicts: Path | None,
    groups: Path | None,
    ceremony: Path | None,
    certificate: Path | None,
    trust: Path | None,
    by: str | None,
    connected: bool,
    show_curve: bool,
) -> int:
    """Read what is given, show the curve or draw, write the papers."""
    from expertpool.assigning.question import ask  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.assigning.suitability import suitability  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.conflicts.joining import codenames_by_key  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.documents.assignment_experts import read_experts  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.documents.assignment_groups import read_groups  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.documents.assignment_packets import read_packets  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.documents.assignment_recusals import read_recusals  # noqa: PLC0415  # OR-Tools is slow to import

    console = current()
    share = _share(cap)
    source = seed_source(seed, ceremony=ceremony, certificate=certificate, trust=trust)
    if not show_curve:
        _require_free(out)
        if (known := recovered(console, out)) is not None:
            return _completed(console, known, out)
    people = read_experts(experts)
    with console.progress(console.say("assign.progress")) as progress:
        texts = read_packets(packets, progress)
    names = [packet.codename for packet in texts]
    numbers = [one.expert_no for one in people.readers]
    grounds = read_recusals(recusals, codenames=names, experts=numbers).grounds if recusals else {}
    secret_pairs = _by_key(conflicts, packets, set(names), set(numbers)) if conflicts else frozenset()
    apart = read_groups(groups, names, numbers, partial(codenames_by_key, packets)) if groups else {}
    scores = suitability(texts, people.readers, _words)
    reading = ask(
        texts,
        people.readers,
        scores,
        count=readers,
        load=load,
        cap=share,
        recusals=secret_pairs | set(grounds),
        groups=apart,
    )
    _tell_input(console, texts, people.readers, left_out=people.left_out, recusals=len(reading.recusals))
    if show_curve:
        return _curve(console, reading, readers, connected=connected)
    given = (("experts", experts), ("recusals", recusals), ("conflicts", conflicts), ("groups", groups))
    files = {name: _digest(path) for name, path in given if path}
    files["packets"] = _digest(packets / "packets.json" if packets.is_dir() else packets)
    told = {"hidden": bool(secret_pairs), "conflicts": conflicts is not None, "connected": connected}
    return _drawn(console, reading, Request(out, source, files, **told, by=operator(by)))


@dataclass(frozen=True)
class Request:
    """What a draw is asked for beside its question. ``hidden``: pairs that came by application key stay unwritten;
    ``connected``: scores of all packets are to be comparable.
    """

    out: Path
    source: SeedSource
    files: dict[str, str]
    hidden: bool
    conflicts: bool
    connected: bool
    by: str


def _by_key(conflicts: Path, packets: Path, codenames: set[str], experts: set[str]) -> frozenset[tuple[str, str]]:
    """The pairs of a list by application key, joined in memory. Raises Refusal while a finding waits for a person."""
    from expertpool.commands.conflicts_edge import pairs_by_codename  # noqa: PLC0415  # slow to import

    found = pairs_by_codename(packets, conflicts)
    return frozenset(pair for pair in found if pair[0] in codenames and pair[1] in experts)


def _words(text: str) -> list[str]:
    from blind.redact.finders.segmenting import segmented  # noqa: PLC0415  # its dictionary is slow to load

    return [word.text for word in segmented(text)]


def _share(cap: str | None) -> Fraction | None:
    """The cap as typed: ``1/2`` or ``0.5``, above 0 and up to 1."""
    if cap is None:
        return None
    try:
        share = Fraction(unicodedata.normalize("NFKC", cap).strip())
    except (ValueError, ZeroDivisionError):
        raise Refusal("assign.cap_bad", cap=cap) from None
    if not 0 < share <= 1 or share.denominator > 1_000:
        raise Refusal("assign.cap_bad", cap=cap)
    return share


def _require_free(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise Refusal("assign.out_file", out=str(out))
    if (out / RESULT).exists():
        raise Refusal("assign.out_taken", out=str(out))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _tell_input(
    console: Console, packets: Sequence[PacketText], readers: Sequence[Reader], *, left_out: int, recusals: int
) -> None:
    console.line(console.say("assign.input", packets=len(packets), experts=len(readers), recusals=recusals))
    if left_out:
        console.line(console.say("assign.left_out", count=left_out))
    silent = sum(not packet.text.strip() for packet in packets)
    if silent:
        console.note(console.say("assign.no_text", count=silent))


def _curve(console: Console, reading: Reading, readers: int, *, connected: bool) -> int:
    """What each cap costs, without drawing anything."""
    from expertpool.documents.assignment_record import curve_rows  # noqa: PLC0415  # OR-Tools is slow to import
    from solver import curve  # noqa: PLC0415  # OR-Tools is slow to import

    rows = curve_rows(curve(reading, connected=connected), readers=readers)
    none = console.say("assign.curve.none")
    heads = [console.say(f"assign.curve.{head}") for head in ("cap", "mean", "worst", "pairs")]
    shown = [[row["cap"], row["mean"] or none, row["worst"] or none, str(row["pairs"])] for row in rows]
    console.table(title=console.say("assign.curve.title"), heads=heads, rows=shown)
    return console.finish({"ok": True, "curve": rows})


def _completed(console: Console, content: dict[str, Any], out: Path) -> int:
    """Say that the last run's files are there now, and draw nothing."""
    _forget_explanation(out)
    console.line(console.say("assign.recovered"))
    console.line(console.say("assign.files", out=str(out)))
    return console.finish({"ok": True, "recovered": True, "out": str(out), **content})


def _forget_explanation(out: Path) -> None:
    for stale in (EXPLAINED, EXPLAINED_TEXT):
        (out / stale).unlink(missing_ok=True)


def _drawn(console: Console, reading: Reading, request: Request) -> int:
    """Draw, write and enter, or explain."""
    out, seed = request.out, request.source.seed
    from expertpool.documents.assignment_out import put_in_place  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.documents.assignment_record import record  # noqa: PLC0415  # OR-Tools is slow to import
    from solver import NoAssignment, prepare_assignment, recheck_assignment  # noqa: PLC0415  # OR-Tools is slow to import

    try:
        assignment = prepare_assignment(reading, connected=request.connected)
    except NoAssignment as none:
        return _explained(console, none.explanation, out, cap=str(reading.cap))
    readings = assignment.draw(seed)
    breaches = recheck_assignment(reading, readings)
    if breaches:
        raise RuntimeError(f"the drawn assignment breaks {breaches[0].label}")
    program = f"expertpool {__version__}"
    content = record(
        assignment, readings, source=request.source, hidden=request.hidden, files=request.files, program=program
    )

    def enter(digest: str) -> None:
        _enter(console, content, request, digest)

    put_in_place(out, content, language=console.language, enter=enter)
    _forget_explanation(out)
    _tell(console, assignment, readings, content, conflicts=request.conflicts)
    console.line(console.say("assign.files", out=str(out)))
    return console.finish({"ok": True, "out": str(out), **content})


def _enter(console: Console, content: dict[str, Any], request: Request, digest: str) -> None:
    from expertpool.actions.record_assignment import record_assignment  # noqa: PLC0415  # the database is slow to import
    from expertpool.db import open_session  # noqa: PLC0415  # its import is slow

    with open_session(console.settings) as session:
        record_assignment(
            session,
            digest=digest,
            packets=content["files"]["packets"],
            seed_from=request.source.kind,
            facts={"packets": len(content["packets"]), "experts": len(content["experts"]), "cap": content["cap"]},
            at=now(),
            actor=request.by,
        )
        session.commit()


def _tell(
    console: Console, assignment: Assignment, readings: Readings, content: dict[str, Any], *, conflicts: bool
) -> None:
    loads = [len(codenames) for codenames in content["experts"].values()]
    console.line(
        console.say(
            "assign.done",
            packets=len(readings),
            readers=content["readers"],
            lowest=min(loads),
            highest=max(loads),
            load=content["load"],
        )
    )
    fit = content["suitability"]
    if assignment.by_chance:
        console.line(console.say("assign.cap", cap=content["cap"], pairs=content["chances"]["support"]))
    console.line(console.say("assign.fit", mean=fit["mean"], worst=fit["worst"], worst_bound=fit["worst_bound"]))
    _tell_connected(console, readings, content["connected"]["costs"])
    if not conflicts:
        console.line(console.say("assign.employers"))
    kind = content["seed_from"]["kind"]
    told = {"text": "training", "system": "alone"}.get(kind, "from_ceremony")
    console.line(console.say(f"assign.{told}", assurance=content["assurance"]))


def _tell_connected(console: Console, readings: Readings, costs: dict[str, Any]) -> None:
    """Whether scores of all packets can be compared, and what that costs."""
    asked = "connected" if readings.connected else "unconnected"
    console.line(console.say(f"assign.{asked}", parts=readings.parts, fields=readings.fields, **costs))
    if readings.given_up:
        console.line(console.say("assign.joined", count=readings.given_up))
        if readings.worst_served != "kept":
            console.note(console.say(f"assign.joined.{readings.worst_served}"))
    if readings.connected and readings.parts > readings.fields:
        console.note(console.say("assign.apart", parts=readings.parts))


def _explained(console: Console, told: Explanation, out: Path, *, cap: str) -> int:
    from expertpool.documents.assignment_record import explanation, explanation_text  # noqa: PLC0415  # OR-Tools is slow to import

    content = explanation(told, cap=cap)
    text = explanation_text(told, console.language)
    out.mkdir(parents=True, exist_ok=True)
    write_whole(out / EXPLAINED_TEXT, text.encode())
    write_json(out / EXPLAINED, content)
    console.line(text)
    console.line(console.say("assign.files", out=str(out)))
    return console.finish({"out": str(out), **content, "text": text}, ExitCode.NO_PANEL)
