"""``expertpool blind``: packets from dossiers, questions for the office, and the map sealed to three holders."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.packet_entries import entering
from expertpool.documents.applicants.reading import ApplicantsReading, read_applicants
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.whole_file import write_whole

if TYPE_CHECKING:
    from expertpool.packets.blinding import Outcome
    from expertpool.packets.release import Released

LEVELS = ("standard", "strict")
_LISTED = 20


@click.command("blind", cls=WordedCommand, help="packets.help")
@click.option("--applicants", required=True, type=click.Path(path_type=Path), help="packets.help.applicants")
@click.option("--dossiers", required=True, type=click.Path(path_type=Path), help="packets.help.dossiers")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="packets.help.out")
@click.option("--jobs", type=click.IntRange(min=1, max=64), help="packets.help.jobs")
@click.option("--level", type=click.Choice(LEVELS), default=LEVELS[0], help="packets.help.level")
@click.option("--trust", type=click.Path(path_type=Path), help="packets.help.trust")
@click.option("--answers", type=click.Path(path_type=Path), help="packets.help.answers")
@click.option("--map", "clear_map", type=click.Path(path_type=Path), help="packets.help.map")
@click.option("--by", help="packets.help.by")
@click.option("--only-confirmed", is_flag=True, help="packets.help.only_confirmed")
@click.option("--scheduler", help="packets.help.scheduler")
@click.option("--progress-file", type=click.Path(path_type=Path), help="packets.help.progress_file")
def blind(
    *,
    applicants: Path,
    dossiers: Path,
    out: Path,
    jobs: int | None,
    level: str,
    trust: Path | None,
    answers: Path | None,
    clear_map: Path | None,
    by: str | None,
    only_confirmed: bool,
    scheduler: str | None,
    progress_file: Path | None,
) -> int:
    """Read every dossier, hold back what could identify, release the rest."""
    from blind.redact import Level  # noqa: PLC0415  # slow to import: after the input is checked
    from expertpool.documents.questions_workbook import read_answers  # noqa: PLC0415  # slow to import, as above
    from expertpool.packets.blinding import Run  # noqa: PLC0415  # slow to import, as above
    from expertpool.packets.dossiers import find_dossiers  # noqa: PLC0415  # slow to import, as above
    from expertpool.packets.holders import holders_for  # noqa: PLC0415  # slow to import, as above
    from expertpool.packets.out_folder import OutFolder  # noqa: PLC0415  # slow to import, as above
    from expertpool.packets.workshops import in_clear, shop  # noqa: PLC0415  # slow to import, as above

    console = current()
    reading = _require_clean(read_applicants(applicants), console)
    found = find_dossiers(dossiers, reading.identities)
    given = read_answers(answers) if answers else ()
    folder = OutFolder.at(out)
    address = scheduler or console.settings.scheduler
    if address is not None and in_clear(address):
        console.note(console.say("packets.in_clear"))
    if dossiers.resolve() in (folder.root.resolve(), *folder.root.resolve().parents):
        raise Refusal("packets.out_inside", out=str(out), dossiers=str(dossiers))
    with folder.alone():
        holders = holders_for(folder, trust)
        run = Run(
            out=folder,
            dossiers=found.dossiers,
            level=Level(level),
            holders=holders,
            language=console.language,
            by=operator(by),
            at=now(),
            answers=given,
            answers_file=answers.name if answers else "",
            only_confirmed=only_confirmed,
        )
        with (
            shop(console.settings, jobs=jobs or os.cpu_count() or 1, scheduler=scheduler) as workshop,
            console.progress(console.say("packets.progress")) as progress,
        ):
            outcome = run.go(workshop, _noted(progress, progress_file), entering(console.settings, run.by))
        if clear_map:
            _write_map(clear_map, folder.packets, outcome.released)
    _tell_of_list(console, reading)
    said = _tell(console, outcome, found.strangers, out=folder.root, training=holders.training, clear_map=clear_map)
    return console.finish(
        {**said, "notices": [one.as_dict(console.language) for one in reading.problems]}, _code(outcome)
    )


def _noted(progress: Callable[[int, int], None], path: Path | None) -> Callable[[int, int], None]:
    """The progress, also written to a file for whoever waits elsewhere."""

    def noted(done: int, total: int) -> None:
        progress(done, total)
        if path is not None:
            write_whole(path, json.dumps({"done": done, "total": total}).encode(), private=True)

    return noted


def _require_clean(reading: ApplicantsReading, console: Console) -> ApplicantsReading:
    """Pass a list without errors. Raises Refusal that lists the first of them with their cells."""
    errors = reading.errors
    if not errors:
        return reading
    lines = [
        f"  {problem.where.cell or problem.where.row or '—'} {problem.message(console.language)}"
        for problem in errors[:_LISTED]
    ]
    if len(errors) > _LISTED:
        lines.append(console.say("roster.more_errors", more=len(errors) - _LISTED))
    where = Where(file=reading.path.name, sheet=reading.sheet)
    raise Refusal("packets.list_faulty", where=where, errors=len(errors), listed="\n".join(lines))


def _write_map(path: Path, packets: Path, released: Mapping[str, Released]) -> None:
    """The map in the clear, for tests of the blinding itself."""
    clear = {key: [str(file) for file in sorted((packets / one.codename).iterdir())] for key, one in released.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(clear, ensure_ascii=False, indent=1).encode(), private=True)


def _tell_of_list(console: Console, reading: ApplicantsReading) -> None:
    """What was noticed in the list without keeping it from use, such as columns that nothing reads."""
    for one in reading.problems[:_LISTED]:
        console.note(
            console.say(
                "packets.notice", cell=one.where.cell or one.where.row or "—", what=one.message(console.language)
            )
        )
    if len(reading.problems) > _LISTED:
        console.note(console.say("packets.more_notices", more=len(reading.problems) - _LISTED))


def _tell(
    console: Console, outcome: Outcome, strangers: Sequence[str], *, out: Path, training: bool, clear_map: Path | None
) -> dict[str, Any]:
    """What was done, what waits for whom, and what protects the map."""
    console.line(console.say("packets.done", released=len(outcome.released), files=outcome.files, pages=outcome.pages))
    for name in strangers[:_LISTED]:
        console.note(console.say("packets.stranger", name=name))
    for held in outcome.held[:_LISTED]:
        more = len(held.reasons) - 1
        others = console.say("packets.held_others", more=more) if more else ""
        console.line(console.say("packets.held", key=held.key, first=held.reasons[0], more=others))
    if len(outcome.held) > _LISTED:
        console.line(console.say("packets.held_more", more=len(outcome.held) - _LISTED))
    if outcome.questions:
        console.line(console.say("packets.answer", questions=outcome.questions, out=out))
    if outcome.risky:
        console.line(console.say("packets.risky", count=len(outcome.risky)))
    if outcome.released:
        console.line(console.say("packets.where", out=out))
        console.line(console.say("packets.limit"))
    if training:
        console.note(console.say("packets.training", out=out))
    if clear_map:
        console.note(console.say("packets.not_blind", path=clear_map))
    return _as_dict(outcome, strangers, out=out, training=training, clear_map=clear_map)


def _code(outcome: Outcome) -> ExitCode:
    return ExitCode.HELD_BACK if outcome.held else ExitCode.DONE


def _as_dict(
    outcome: Outcome, strangers: Sequence[str], *, out: Path, training: bool, clear_map: Path | None
) -> dict[str, Any]:
    return {
        "ok": not outcome.held,
        "out": str(out),
        "released": sorted(one.codename for one in outcome.released.values()),
        "held": [{"key": held.key, "reasons": list(held.reasons)} for held in outcome.held],
        "questions": outcome.questions,
        "files": outcome.files,
        "pages": outcome.pages,
        "new_decisions": outcome.new_decisions,
        "risky": list(outcome.risky),
        "strangers": list(strangers),
        "training_keys": training,
        "blind": clear_map is None,
    }
