"""``expertpool assign``: who reads which packet, drawn under a cap, or the reason why nobody can."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from expertpool import __version__
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.errors import ExitCode, Refusal
from expertpool.whole_file import write_json, write_whole

if TYPE_CHECKING:
    from expertpool.assigning.suitability import PacketText, Reader
    from solver import Assignment, Reading, Readings
    from solver.assigning.ways import Explanation

RESULT, WORKBOOK = "assignment.json", "assignment.xlsx"
EXPLAINED, EXPLAINED_TEXT = "explanation.json", "explanation.txt"
SEED_TAG = b"expertpool/assignment-training-seed/v1"


@click.command("assign", cls=WordedCommand, help="assign.help")
@click.option("--packets", required=True, type=click.Path(path_type=Path), help="assign.help.packets")
@click.option("--experts", required=True, type=click.Path(path_type=Path), help="assign.help.experts")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="assign.help.out")
@click.option("--readers", type=click.IntRange(1, 99), default=3, help="assign.help.readers")
@click.option("--load", type=click.IntRange(min=1), help="assign.help.load")
@click.option("--cap", help="assign.help.cap")
@click.option("--seed", help="assign.help.seed")
@click.option("--recusals", type=click.Path(path_type=Path), help="assign.help.recusals")
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
    show_curve: bool,
) -> int:
    """Read what is given, show the curve or draw, write the papers."""
    from expertpool.assigning.question import ask  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.assigning.suitability import suitability  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.documents.assignment_experts import read_experts  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.documents.assignment_packets import read_packets  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.documents.assignment_recusals import read_recusals  # noqa: PLC0415  # OR-Tools is slow to import

    console = current()
    share, secret = _share(cap), _seed(seed)
    if not show_curve:
        _require_free(out)
    people = read_experts(experts)
    with console.progress(console.say("assign.progress")) as progress:
        texts = read_packets(packets, progress)
    names = [packet.codename for packet in texts]
    numbers = [one.expert_no for one in people.readers]
    grounds = read_recusals(recusals, codenames=names, experts=numbers).grounds if recusals else {}
    scores = suitability(texts, people.readers, _words)
    reading = ask(texts, people.readers, scores, count=readers, load=load, cap=share, recusals=grounds)
    _tell_input(console, texts, people.readers, left_out=people.left_out, recusals=len(grounds))
    if show_curve:
        return _curve(console, reading, readers)
    files = {name: _digest(path) for name, path in (("experts", experts), ("recusals", recusals)) if path}
    files["packets"] = _digest(packets / "packets.json" if packets.is_dir() else packets)
    return _drawn(console, reading, out, secret, training=seed is not None, files=files)


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


def _seed(seed: str | None) -> bytes:
    """The seed: from the text given, or 32 bytes from the system's secure source."""
    if seed is None:
        return secrets.token_bytes(32)
    if not seed.strip():
        raise Refusal("assign.seed_empty")
    return hashlib.sha256(SEED_TAG + unicodedata.normalize("NFC", seed).encode()).digest()


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


def _curve(console: Console, reading: Reading, readers: int) -> int:
    """What each cap costs, without drawing anything."""
    from expertpool.documents.assignment_record import curve_rows  # noqa: PLC0415  # OR-Tools is slow to import
    from solver import curve  # noqa: PLC0415  # OR-Tools is slow to import

    rows = curve_rows(curve(reading), readers=readers)
    none = console.say("assign.curve.none")
    heads = [console.say(f"assign.curve.{head}") for head in ("cap", "mean", "worst", "pairs")]
    shown = [[row["cap"], row["mean"] or none, row["worst"] or none, str(row["pairs"])] for row in rows]
    console.table(title=console.say("assign.curve.title"), heads=heads, rows=shown)
    return console.finish({"ok": True, "curve": rows})


def _drawn(console: Console, reading: Reading, out: Path, seed: bytes, *, training: bool, files: dict[str, str]) -> int:
    """Draw and write, or explain."""
    from expertpool.documents.assignment_record import record  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.documents.assignment_workbook import write_assignment_workbook  # noqa: PLC0415  # OR-Tools is slow to import
    from solver import NoAssignment, prepare_assignment, recheck_assignment  # noqa: PLC0415  # OR-Tools is slow to import

    try:
        assignment = prepare_assignment(reading)
    except NoAssignment as none:
        return _explained(console, none.explanation, out, cap=str(reading.cap))
    readings = assignment.draw(seed)
    breaches = recheck_assignment(reading, readings)
    if breaches:
        raise RuntimeError(f"the drawn assignment breaks {breaches[0].label}")
    program = f"expertpool {__version__}"
    content = record(assignment, readings, seed=seed, training=training, files=files, program=program)
    out.mkdir(parents=True, exist_ok=True)
    write_assignment_workbook(content, out / WORKBOOK, language=console.language)
    write_json(out / RESULT, content)
    for stale in (EXPLAINED, EXPLAINED_TEXT):
        (out / stale).unlink(missing_ok=True)
    _tell(console, assignment, readings, content)
    console.line(console.say("assign.files", out=str(out)))
    return console.finish({"ok": True, "out": str(out), **content})


def _tell(console: Console, assignment: Assignment, readings: Readings, content: dict[str, Any]) -> None:
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
    if assignment.random:
        console.line(console.say("assign.cap", cap=content["cap"], pairs=content["chances"]["support"]))
    console.line(console.say("assign.fit", mean=fit["mean"], worst=fit["worst"], worst_bound=fit["worst_bound"]))
    if readings.given_up:
        console.line(console.say("assign.joined", count=readings.given_up))
    if readings.parts > readings.fields:
        console.note(console.say("assign.apart", parts=readings.parts))
    console.line(console.say("assign.employers"))
    console.line(console.say("assign.training" if content["training"] else "assign.alone"))


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
