"""Dossiers of a whole office: every kind of file at some applicant, all from one seed; also as folders on disk."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.blind.redact.corpus import (
    hidden_pdf,
    odd_channels,
    odd_layouts,
    odd_office,
    odd_scans,
    plain,
    sheets,
    slides,
    tricks,
    typed,
    word,
)
from tests.blind.redact.corpus.odd_spellings import spelled_oddly
from tests.blind.redact.corpus.people import Person, people
from tests.blind.redact.corpus.scans import SCANS, grained, pdf_of, plain_scan
from tests.blind.redact.corpus.vector import CorpusFile, Dossier

Maker = Callable[[Person, random.Random], CorpusFile]
HIDDEN_FILES = 9
PARTS = 3


def _scan(name: str, turned: int) -> Maker:
    def make(person: Person, dice: random.Random) -> CorpusFile:
        made = SCANS[name](person, dice)
        made.page = grained(made.page, dice)
        return made.file(f"8{sorted(SCANS).index(name)}扫描件.pdf", pdf_of([made.page], turned=turned))

    return make


def _turned_scan(turned: int) -> Maker:
    def make(person: Person, dice: random.Random) -> CorpusFile:
        made = plain_scan(person, dice, f"scan-{turned}")
        made.page = grained(made.page, dice)
        return made.file(f"9{turned // 90}扫描件.pdf", pdf_of([made.page], turned=turned))

    return make


def _archive(person: Person, dice: random.Random) -> CorpusFile:
    return plain.archive(person, [plain.text(person, dice), sheets.hidden(person, dice)])


def makers() -> list[tuple[str, Maker]]:
    """Every kind of file by name, the cheap ones first."""
    made: list[tuple[str, Maker]] = [
        (f"hidden-pdf-{at}", lambda p, d, at=at, group=group: hidden_pdf.hidden_pdfs(p, d, group, at))
        for at, group in enumerate(hidden_pdf.groups(HIDDEN_FILES))
    ]
    made += [("docx-hidden", word.hidden), ("xlsx-hidden", sheets.hidden), ("pptx", slides.deck), ("xls", sheets.old)]
    made += [("xlsx", sheets.spelled), ("txt", plain.text), ("txt-gb", lambda p, d: plain.text(p, d, "gb18030", 2))]
    made += [("zip", _archive), ("file-name", plain.named)]
    made += [(f"docx-{part}", lambda p, d, part=part: word.spelled(p, d, part, PARTS)) for part in range(PARTS)]
    made += [(f"pdf-{part}", lambda p, d, part=part: typed.running(p, d, part, PARTS)) for part in range(PARTS)]
    made += [("pdf-broken", typed.broken), ("pdf-columns", typed.columns), ("pdf-looks", typed.looks)]
    made += [(f"pdf-{angle}", lambda p, d, angle=angle: typed.turned(p, d, angle)) for angle in (90, 180)]
    made += [("pdf-outlines", tricks.outlined), ("pdf-lying", tricks.lying), ("scan-layered", tricks.layered)]
    made += [("docx-pictures", word.pictured), ("xlsx-pictures", sheets.pictured)]
    made += [(f"scan-{name}", _scan(name, 0)) for name in SCANS]
    made += [(f"scan-turned-{angle}", _turned_scan(angle)) for angle in (90, 180, 270)]
    made += [("jpg", plain.jpeg), ("png", plain.png), ("tif", plain.tiff)]
    made += [("txt-odd", spelled_oddly), ("txt-signs", odd_office.text_file), ("docx-odd", odd_office.word_file)]
    made += [("xlsx-odd", odd_office.workbook_file), ("pptx-odd", odd_office.slides_file)]
    made += [("pdf-upright", odd_layouts.upright), ("pdf-askew", odd_layouts.askew), ("pdf-unseen", odd_layouts.unseen)]
    made += [
        ("pdf-parted", odd_layouts.parted),
        *_in_parts("pdf-channels", odd_channels.channels, odd_channels.WAYS, 6),
    ]
    made += _in_parts("scan-poor", odd_scans.poor, odd_scans.CHANGES, 4)
    made += _in_parts("scan-things", odd_scans.things, odd_scans.THINGS, 2)
    return made


def _in_parts(name: str, make: Callable[..., CorpusFile], kinds: Iterable[str], size: int) -> list[tuple[str, Maker]]:
    """A kind of file whose pages are of many kinds, a few of them in each file."""
    every = tuple(kinds)
    parts = [every[at : at + size] for at in range(0, len(every), size)]
    return [
        (f"{name}-{at}", lambda person, dice, part=part, at=at: _renamed(make(person, dice, part), at))
        for at, part in enumerate(parts)
    ]


def _renamed(file: CorpusFile, at: int) -> CorpusFile:
    file.name = f"{at}{file.name}"
    return file


def corpus(
    seed: int, *, applicants: int = 10, only: Callable[[str], bool] | None = None, turns: int = 0
) -> list[Dossier]:
    """Dossiers of ``applicants`` people; kinds of files are dealt in turn, everything else by the seed.

    ``turns`` deals the kinds to other people: the same kind meets names of another sort.
    """
    persons = people(seed, applicants)
    dossiers = [Dossier(person) for person in persons]
    for at, (name, make) in enumerate(makers()):
        if only is not None and not only(name):
            continue
        dossier = dossiers[(at + turns) % len(dossiers)]
        dossier.files.append(make(dossier.person, random.Random(f"{seed} {name} {turns}")))
    for dossier in dossiers:
        dossier.files.sort(key=lambda file: file.name)
    return [dossier for dossier in dossiers if dossier.files]


def written(dossiers: list[Dossier], folder: Path) -> Path:
    """The dossiers as folders under ``folder`` beside ``applicants.json``; gives the path of the latter."""
    for dossier in dossiers:
        own = folder / "dossiers" / dossier.person.key
        own.mkdir(parents=True, exist_ok=True)
        for file in dossier.files:
            (own / file.name).write_bytes(file.data)
    target = folder / "applicants.json"
    records = [dossier.person.record() for dossier in dossiers]
    target.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
    return target
