"""The demo's dossiers: blinded, one doubt answered as a clerk would, and one page shown before and after."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from blind.redact import Level, Workshop
from expertpool.commands.circumstances import now
from expertpool.commands.console import Console
from expertpool.commands.packet_entries import entering
from expertpool.documents.applicants.reading import read_applicants
from expertpool.documents.questions_workbook import AnsweredRow
from expertpool.packets.blinding import Outcome, Run
from expertpool.packets.dossiers import Dossier, find_dossiers
from expertpool.packets.holders import Holders, training_holders, trusted_holders
from expertpool.packets.out_folder import PACKET, OutFolder
from expertpool.packets.questions import FileState, open_questions
from expertpool.seeds.dossiers import write_dossiers
from expertpool.settings import system_variables
from expertpool.whole_file import write_whole

PICTURE = "before-and-after.png"
_SCALE = 1.2
_GAP = 24


def blind_the_city(console: Console, folder: Path, trust: Path | None = None) -> dict[str, Any]:
    """Blind the city's dossiers under ``folder`` and tell what happened; the office answers the one doubt: hide.

    The map is sealed to the holders of ``trust``, or to training keys.
    """
    applicants, dossiers = write_dossiers(folder / "packets")
    found = find_dossiers(dossiers, read_applicants(applicants).identities).dossiers
    out = OutFolder.at(folder / "packets" / "out")
    say = console.say
    enter = entering(console.settings, say("demo.packets.clerk"))
    console.line()
    console.line(say("demo.packets.start", dossiers=len(found)))
    with (
        Workshop(jobs=min(os.cpu_count() or 1, len(found)), environment=system_variables()) as workshop,
        console.progress(say("packets.progress")) as on,
    ):
        holders = training_holders(out) if trust is None else trusted_holders(trust)
        first = _run(console, out, found, holders).go(workshop, on, enter)
        console.line(say("demo.packets.first", released=len(first.released), held=len(first.held)))
        for held in first.held:
            console.line(f"  {held.key}: {held.reasons[0]}")
        last = first
        if first.questions:
            answers = _answers(console, found, out, workshop)
            last = _run(console, out, found, holders, answers).go(workshop, on, enter)
            console.line(say("demo.packets.answered", questions=first.questions, released=len(last.released)))
    console.line(say("demo.packets.where", out=out.root))
    shown = next((one for one in found if one.identity.key in last.released), None)
    if shown is not None:
        picture = _before_and_after(shown, out, last, folder / "packets" / PICTURE)
        console.line(say("demo.packets.picture", picture=picture))
    return {"released": len(last.released), "held": len(last.held), "questions": first.questions, "out": str(out.root)}


def _run(
    console: Console,
    out: OutFolder,
    dossiers: Sequence[Dossier],
    holders: Holders,
    answers: Sequence[AnsweredRow] = (),
) -> Run:
    return Run(
        out=out,
        dossiers=dossiers,
        level=Level.STANDARD,
        holders=holders,
        language=console.language,
        by=console.say("demo.packets.clerk"),
        at=now(),
        answers=answers,
    )


def _answers(console: Console, dossiers: Sequence[Dossier], out: OutFolder, workshop: Workshop) -> list[AnsweredRow]:
    """Every open question answered with hide, in the clerk's name."""
    from expertpool.packets.file_results import FileResults  # noqa: PLC0415  # only where something was asked

    read = FileResults(out, workshop, Level.STANDARD).of(dossiers, lambda _key: (), lambda _done, _total: None)
    clerk, reason = console.say("demo.packets.clerk"), console.say("demo.packets.reason")
    return [
        AnsweredRow(key=key, about=question.about, hide=True, reason=reason, by=clerk, row=0)
        for key, results in read.items()
        for question in open_questions([FileState.of(result) for result in results])
    ]


def _before_and_after(dossier: Dossier, out: OutFolder, outcome: Outcome, path: Path) -> Path:
    """The first page of a dossier and the same page of its packet, side by side."""
    packet = out.packets / outcome.released[dossier.identity.key].codename / PACKET
    pages = [_page(dossier.files[0].path, 0), _page(packet, 1)]
    wide = sum(page.width for page in pages) + _GAP
    both = Image.new("L", (wide, max(page.height for page in pages)), 160)
    both.paste(pages[0], (0, 0))
    both.paste(pages[1], (pages[0].width + _GAP, 0))
    held = io.BytesIO()
    both.save(held, format="PNG")
    write_whole(path, held.getvalue())
    return path


def _page(path: Path, number: int) -> Image.Image:
    document = pypdfium2.PdfDocument(path)
    page: Image.Image = document[number].render(scale=_SCALE).to_pil().convert("L")
    document.close()
    return page
