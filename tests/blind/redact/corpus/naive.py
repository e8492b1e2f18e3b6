"""Two redactors as offices use them, which leak: text replaced in the files, and black boxes over found text."""

from __future__ import annotations

import io
import re
import zipfile

import pikepdf
import pypdfium2 as pdfium

from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.vector import CorpusFile

MASK = "■■"


def particulars(person: Person) -> list[str]:
    """What a clerk would look for, longest first."""
    return sorted(
        {person.name, person.employer, person.short, person.id_number, person.phone, person.email, *person.coworkers},
        key=len,
        reverse=True,
    )


def replaced(file: CorpusFile, person: Person) -> bytes:
    """The particulars replaced in texts, in the XML of office files and in the strings and streams of PDFs."""
    return _replaced(file.data, file.name, particulars(person))


def _replaced(data: bytes, name: str, wanted: list[str]) -> bytes:
    if data[:4] == b"PK\x03\x04":
        return _rezipped(data, wanted)
    if data[:5] == b"%PDF-":
        return _rewritten(data, wanted)
    if name.endswith((".xml", ".rels", ".txt")):
        for encoding in ("utf-8", "gb18030"):
            try:
                return _masked(data.decode(encoding), wanted).encode(encoding)
            except UnicodeDecodeError:
                continue
    return data


def _masked(text: str, wanted: list[str]) -> str:
    for one in wanted:
        text = text.replace(one, MASK)
    return text


def _rezipped(data: bytes, wanted: list[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        after.comment = before.comment
        for info in before.infolist():
            after.writestr(info, _replaced(before.read(info), info.filename, wanted))
    return out.getvalue()


def _rewritten(data: bytes, wanted: list[str]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image":
                body = thing.read_bytes()
                for one in wanted:
                    body = body.replace(one.encode("utf-16-be").hex().encode(), MASK.encode("utf-16-be").hex().encode())
                    body = body.replace(one.encode(), MASK.encode())
                thing.write(body)
        for key in list(pdf.docinfo):
            pdf.docinfo[key] = pikepdf.String(_masked(str(pdf.docinfo[key]), wanted))
        pdf.save(out)
    return out.getvalue()


def boxed(file: CorpusFile, person: Person) -> bytes:
    """Black boxes drawn over the particulars where a PDF's text layer has them; office files as ``replaced``."""
    if file.data[:5] != b"%PDF-":
        return replaced(file, person)
    wanted = particulars(person)
    boxes: list[list[tuple[float, float, float, float]]] = []
    with pdfium.PdfDocument(file.data) as document:
        for page in document:
            layer = page.get_textpage()
            text = layer.get_text_range()
            found = [match.span() for one in wanted for match in re.finditer(re.escape(one), text)]
            places = [layer.get_charbox(at) for start, end in found for at in range(start, end)]
            boxes.append([(left, bottom, right, top) for left, bottom, right, top in places])
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(file.data)) as pdf:
        for page, places in zip(pdf.pages, boxes, strict=True):
            drawing = "".join(
                f"{left - 1} {low - 1} {right - left + 2} {top - low + 2} re f\n" for left, low, right, top in places
            )
            page.contents_add(pikepdf.Stream(pdf, b"q"), prepend=True)
            page.contents_add(pikepdf.Stream(pdf, f"Q q 0 g {drawing} Q".encode()))
        pdf.save(out)
    return out.getvalue()
