"""PDFs whose text layer and ink say different things: letters as outlines, a lying layer, a layer over a scan."""

from __future__ import annotations

import io
import random
import re

import cv2
import numpy as np
import pikepdf
from pikepdf import Name, Pdf, Stream

from tests.blind.redact.corpus.hidden_pdf import content
from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.scans import pdf_of, plain_scan
from tests.blind.redact.corpus.sheet import A4, Draft
from tests.blind.redact.corpus.typed import file_of
from tests.blind.redact.corpus.vector import CorpusFile, Kind, Vector
from tests.blind.redact.corpus.words import Prose

FINE = 8


def outlined(person: Person, dice: random.Random) -> CorpusFile:
    """The name and the employer drawn as shapes: the layer says nothing there."""
    prose = Prose(dice, person.controls)
    draft = Draft(page=A4)
    draft.para(draft.stay(prose.sentence()))
    draft.para("申报人：", draft.secret("pdf-outlines-name", person.name, kind=Kind.PIXEL))
    draft.para(draft.stay(prose.control(), control=True), "。")
    draft.para("单位：", draft.secret("pdf-outlines-employer", person.employer, kind=Kind.PIXEL))
    draft.para(draft.stay(prose.sentence()))
    sheet = draft.made()
    page = sheet.pages[0]
    drawing = ["0 g"]
    for vector in sheet.vectors:
        for patch in vector.patches:
            rows, columns = patch.mask.shape
            place = np.ascontiguousarray(255 - page[patch.top : patch.top + rows, patch.left : patch.left + columns, 0])
            large = cv2.resize(place, None, fx=FINE, fy=FINE, interpolation=cv2.INTER_CUBIC)
            shapes, _ = cv2.findContours((large > 110).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
            for shape in shapes:
                points = [_point(patch.left + x / FINE, patch.top + y / FINE, page.shape[0]) for (x, y) in shape[:, 0]]
                drawing.append(f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:]) + " h")
            drawing.append("f*")
    bare = Draft(page=A4)
    bare.source = [re.sub(r"#s\((\d+), (\"[^\"]*\"), fill: black\);", r"#hide(\2)", one) for one in draft.source]
    bare.marks = draft.marks
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(bare.made().pdf)) as pdf:
        pdf.pages[0].contents_add(Stream(pdf, b"q"), prepend=True)
        pdf.pages[0].contents_add(Stream(pdf, ("Q q " + "\n".join(drawing) + " Q").encode()))
        pdf.save(out, static_id=True)
    return file_of("15图形字.pdf", sheet, data=out.getvalue(), cost=2)


def _point(x: float, y: float, height: int) -> str:
    return f"{x * 72 / 150:.2f} {(height - y) * 72 / 150:.2f}"


def lying(person: Person, dice: random.Random) -> CorpusFile:
    """The name is seen, and the layer calls its letters by other names."""
    prose = Prose(dice)
    draft = Draft(page=A4)
    draft.para(draft.stay(prose.sentence()))
    draft.para("申报人：", draft.secret("pdf-lying-layer", person.name, kind=Kind.PIXEL))
    draft.para("单位：", draft.secret("pdf-honest-layer", person.employer))
    draft.para(draft.stay(prose.sentence()))
    sheet = draft.made()
    said = {ord(char): ord(other) for char, other in zip(person.name, "某位同志姓名不详", strict=False)}
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
                thing.ToUnicode = pdf.make_indirect(Stream(pdf, _renamed(thing.ToUnicode.read_bytes(), said)))
        pdf.save(out, static_id=True)
    made = file_of("16异码.pdf", sheet, data=out.getvalue(), cost=2)
    made.stays = [stay for stay in made.stays if not set(stay.phrase) & set(person.name)]
    return made


def _renamed(table: bytes, said: dict[int, int]) -> bytes:
    for real, claimed in said.items():
        table = re.sub(rb"(?i)<%04x>(?=\s*\n)" % real, b"<%04X>" % claimed, table)
    return table


def layered(person: Person, dice: random.Random) -> CorpusFile:
    """A scan with somebody's own invisible text over it, as office scanners leave it."""
    scan = plain_scan(person, dice, "scan-layered")
    told = f"{person.employer}第三版"
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf_of([scan.page]))) as pdf:
        if "/Resources" not in pdf.pages[0]:
            pdf.pages[0][Name.Resources] = pikepdf.Dictionary()
        content("3 Tr")(pdf, told)
        pdf.save(out, static_id=True)
    made = scan.file("17双层.pdf", out.getvalue())
    made.vectors.append(Vector("scan-layer-text", Kind.HIDDEN, (told,)))
    return made
