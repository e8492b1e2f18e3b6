"""Malformed and malicious files by name, with the code each has to be refused with."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pikepdf

from tests.blind.redact import made_files as made

File = tuple[str, bytes]
Case = tuple[Callable[[], File], frozenset[str]]

_LOL = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
_FILE_ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _locked_pdf() -> bytes:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.page_pdf())) as file:
        file.save(held, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return held.getvalue()


def _locked_zip() -> bytes:
    data = bytearray(made.zipped({"a.txt": "secret"}, method=zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data[at] |= 1
    return bytes(data)


def _bomb(size: int) -> bytes:
    """One member that inflates to ``size`` zero bytes."""
    body = made.packed(bytes(1 << 20), size >> 20, wrapped=False)
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, 0, len(body), size & 0xFFFFFFFF, 5, 0) + b"a.txt"
    entry = struct.pack(
        "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0, 0, len(body), size & 0xFFFFFFFF, 5, 0, 0, 0, 0, 0, 0
    )
    directory = entry + b"a.txt"
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(directory), len(head) + len(body), 0)
    return head + body + directory + end


def _nested(depth: int) -> bytes:
    data = made.zipped({"a.txt": "inside"})
    for _ in range(depth):
        data = made.zipped({"inner.zip": data})
    return data


def _deep_xml(depth: int) -> str:
    return "<a>" * depth + "</a>" * depth


def tree(pages: int) -> bytes:
    """A document of so many pages, all of them one page."""
    kids = b" ".join(b"3 0 R" for _ in range(pages))
    return made.pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, pages),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        ]
    )


def _loop() -> bytes:
    return made.pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])


def _deep_tree(depth: int) -> bytes:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    objects += [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, depth + 2)]
    return made.pdf([*objects, b"<</Type/Page/MediaBox[0 0 100 100]>>"])


def _miscounted() -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"
    return made.pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 1>>", page, page, page]
    )


def _xfa() -> bytes:
    template = made.stream(b"<template xmlns='http://www.xfa.org/schema/xfa-template/3.3/'/>")
    form = b"/AcroForm<</Fields[]/XFA[(template) 6 0 R]>>/NeedsRendering true"
    return made.page_pdf(catalog=form, more=[template])


def _truncated(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def _huge_tiff() -> bytes:
    """A picture that claims billions of pixels, in a directory that points to itself."""
    entries = [
        (256, 3, 1, 60_000),
        (257, 3, 1, 60_000),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (279, 4, 1, 64),
    ]
    body = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return struct.pack("<2sHI", b"II", 42, 8) + body + struct.pack("<I", 8) + bytes(64)


def _many_tiff(count: int) -> bytes:
    """A chain of directories that all show the same eight rows."""
    tags = [(256, 8), (257, 8), (258, 1), (259, 1), (262, 1), (273, 8), (278, 8), (279, 8)]
    body = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    step = len(body) + 4
    chain = [body + struct.pack("<I", 16 + (at + 1) * step if at + 1 < count else 0) for at in range(count)]
    return struct.pack("<2sHI", b"II", 42, 16) + bytes(8) + b"".join(chain)


def _relations(target: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f"<Relationships xmlns='{space}'><Relationship Id='r1' Type='x/slide' Target='{target}'/></Relationships>"


def _endless_slides() -> bytes:
    space = "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
    listed = "<sldId r:id='r1'/>" * 5000
    return made.zipped(
        {
            "ppt/presentation.xml": f"<presentation {space}><sldIdLst>{listed}</sldIdLst></presentation>",
            "ppt/_rels/presentation.xml.rels": _relations("slides/slide1.xml"),
            "ppt/slides/slide1.xml": "<sld><cSld><spTree/></cSld></sld>",
        }
    )


def _sheet(inner: str) -> bytes:
    space = "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
    relations = _relations("worksheets/sheet1.xml").replace("x/slide", "x/worksheet")
    return made.zipped(
        {
            "xl/workbook.xml": f"<workbook {space}><sheets><sheet name='A' r:id='r1'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations,
            "xl/worksheets/sheet1.xml": inner,
        }
    )


def _endless_words() -> str:
    return made.paragraph(made.run("字" * 2_000_000)) * 4


DAMAGED = frozenset({"damaged"})


def _cases() -> dict[str, Case]:
    def case(name: str, data: Callable[[], bytes], *codes: str) -> Case:
        return (lambda: (name, data())), frozenset(codes)

    docx, xlsx, pptx = made.plain_docx("一"), made.plain_xlsx(["一"]), made.plain_pptx("一")
    return {
        "an empty file": case("a.pdf", lambda: b"", "empty"),
        "a PDF of noise": case("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20, "damaged"),
        "a PDF with nothing but its first line": case("a.pdf", lambda: b"%PDF-1.7\n", "damaged"),
        "a PDF cut after a tenth": case("a.pdf", lambda: _truncated(made.page_pdf(), 0.1), "damaged"),
        "a PDF with a password": case("a.pdf", _locked_pdf, "encrypted"),
        "a PDF of 100,000 pages": case("a.pdf", lambda: tree(100_000), "too-many-pages", "damaged"),
        "a page tree that is its own child": case(
            "a.pdf", _loop, "damaged", "no-visible-content", "page-count-differs"
        ),
        "a page tree 20,000 levels deep": case(
            "a.pdf", lambda: _deep_tree(20_000), "damaged", "page-count-differs", "page-unreadable"
        ),
        "a page tree that says one page and has three": case("a.pdf", _miscounted, "page-count-differs"),
        "a PDF without pages": case("a.pdf", lambda: tree(0), "no-visible-content", "damaged"),
        "a PDF without a catalogue": case("a.pdf", lambda: made.pdf([b"null"]), "damaged"),
        "a page of a square kilometre": case(
            "a.pdf", lambda: made.page_pdf(box=b"0 0 2834645 2834645"), "page-too-large"
        ),
        "a page without height": case("a.pdf", lambda: made.page_pdf(box=b"0 0 595 0.01"), "page-too-large"),
        "a portfolio": case("a.pdf", lambda: made.page_pdf(catalog=b"/Collection<</View/D>>"), "portfolio"),
        "a form that only XFA draws": case("a.pdf", _xfa, "xfa-form"),
        "a PDF called a Word file": case("a.docx", made.page_pdf, "wrong-extension"),
        "a picture called a PDF": case("a.pdf", made.picture, "wrong-extension"),
        "a Word file called a spreadsheet": case("a.xlsx", lambda: docx, "wrong-extension"),
        "a spreadsheet called a Word file": case("a.docx", lambda: xlsx, "wrong-extension"),
        "a presentation called an archive": case("a.zip", lambda: pptx, "wrong-extension"),
        "an archive called a Word file": case("a.docx", lambda: made.zipped({"a.txt": "x"}), "wrong-extension"),
        "a JPEG called PNG": case("a.png", lambda: made.picture(form="JPEG"), "wrong-extension"),
        "a program called PDF": case("a.pdf", lambda: b"MZ\x90\0" + bytes(500), "wrong-extension"),
        "a program called text": case("a.txt", lambda: b"MZ\x90\0" + bytes(500), "wrong-extension"),
        "rich text called Word": case("a.doc", lambda: b"{\\rtf1 hello}", "wrong-extension"),
        "a web page called Word": case("a.doc", lambda: b"<html>hello</html>", "wrong-extension"),
        "a rar archive": case("a.zip", lambda: b"Rar!\x1a\x07\0" + bytes(50), "wrong-extension"),
        "a file without an ending": case("README", lambda: b"hello", "unknown-format"),
        "a macro workbook by name": case("a.xlsm", lambda: xlsx, "unknown-format"),
        "an OFD file": case("a.ofd", lambda: made.zipped({"OFD.xml": "<OFD/>"}), "ofd-not-readable"),
        "an archive that inflates to a gigabyte": case("a.docx", lambda: _renamed_bomb(1 << 30), "unpacks-too-large"),
        "an archive cut in the middle": case(
            "a.zip", lambda: _truncated(made.zipped({"a.txt": "x" * 999}), 0.5), "damaged"
        ),
        "a Word file cut in the middle": case("a.docx", lambda: _truncated(docx, 0.5), "damaged"),
        "a Word file without a document": case("a.docx", lambda: made.zipped({"word/document.xml": ""}), "damaged"),
        "a Word file without a body": case("a.docx", lambda: made.zipped({"word/document.xml": "<a/>"}), "damaged"),
        "a Word file with entities": case(
            "a.docx", lambda: made.zipped({"word/document.xml": f"{_LOL}<x>&c;</x>"}), "doctype"
        ),
        "a Word file that asks for a file": case(
            "a.docx", lambda: made.zipped({"word/document.xml": f"{_FILE_ENTITY}<x>&a;</x>"}), "doctype"
        ),
        "a Word file with 100,000 nested elements": case(
            "a.docx", lambda: made.zipped({"word/document.xml": _deep_xml(100_000)}), "nested-too-deep"
        ),
        "a Word file nested 240 deep": case(
            "a.docx",
            lambda: made.word(
                made.paragraph("<w:ins>" * 230 + made.run("一") + "</w:ins>" * 230),
            ),
            "nested-too-deep",
        ),
        "a Word file with eight million characters": case(
            "a.docx", lambda: made.word(_endless_words()), "too-much-text"
        ),
        "a Word file of hidden text only": case(
            "a.docx", lambda: made.word(made.paragraph(made.run("秘", "<w:vanish/>"))), "no-visible-content"
        ),
        "a Word file with broken XML": case(
            "a.docx", lambda: made.zipped({"word/document.xml": "<a><b></a>"}), "damaged"
        ),
        "a Word file with 6,000 members": case(
            "a.docx",
            lambda: made.zipped({"word/document.xml": "<a/>", **{f"x{n}": b"" for n in range(6000)}}),
            "too-many-members",
        ),
        "a Word file with a part of 40 MB": case(
            "a.docx", lambda: made.zipped({"word/document.xml": "<a>" + " " * (40 << 20) + "</a>"}), "unpacks-too-large"
        ),
        "a workbook without sheets": case(
            "a.xlsx", lambda: made.zipped({"xl/workbook.xml": "<a/>"}), "no-visible-content"
        ),
        "a workbook with an entity in its sheet": case(
            "a.xlsx", lambda: _sheet(f"{_LOL}<worksheet>&c;</worksheet>"), "doctype"
        ),
        "a workbook with a late entity in its sheet": case(
            "a.xlsx",
            lambda: _sheet(f"<!--{' ' * 9000}-->{_LOL}<worksheet><row><c t='str'><v>&c;</v></c></row></worksheet>"),
            "doctype",
        ),
        "a workbook with a broken sheet": case("a.xlsx", lambda: _sheet("<worksheet><row>"), "damaged"),
        "a workbook with three million cells": case(
            "a.xlsx",
            lambda: _sheet("<worksheet><row>" + "<c><v>1</v></c>" * 2_100_000 + "</row></worksheet>"),
            "too-much-text",
        ),
        "a workbook of hidden sheets only": case(
            "a.xlsx",
            lambda: made.zipped({"xl/workbook.xml": "<workbook><sheet name='a' state='hidden'/></workbook>"}),
            "no-visible-content",
        ),
        "a presentation that shows a slide 5,000 times": case("a.pptx", _endless_slides, "too-many-pages"),
        "a presentation cut in the middle": case("a.pptx", lambda: _truncated(pptx, 0.6), "damaged"),
        "an old file of noise": case("a.doc", lambda: _CFB + bytes(range(256)) * 16, "damaged"),
        "an old Word file without text": case(
            "a.doc", lambda: made.compound({"WordDocument": bytes(4096), "0Table": b"x"}), "damaged"
        ),
        "an old Word file with a password": case("a.doc", lambda: made.doc("一\r", flags=0x0300), "encrypted"),
        "an old Word file with a broken piece table": case(
            "a.doc", lambda: made.doc("一\r").replace(b"\x02\x10\0\0\0", b"\x07\x10\0\0\0"), "damaged"
        ),
        "an old workbook of noise": case(
            "a.xls", lambda: made.compound({"Workbook": bytes(range(256)) * 20}), "damaged"
        ),
        "an old workbook cut in the middle": case("a.xls", lambda: _truncated(made.plain_xls(["一"]), 0.5), "damaged"),
        "a modern file with a password": case(
            "a.docx", lambda: made.compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "encrypted"
        ),
        "a picture of 60,000 by 60,000": case("a.png", lambda: made.png_claiming(60_000, 60_000), "page-too-large"),
        "a picture without its data": case("a.png", lambda: made.png_claiming(600, 600), "page-unreadable"),
        "a picture of width zero": case("a.png", lambda: made.png_claiming(0, 600), "damaged", "page-too-large"),
        "a JPEG cut in the middle": case(
            "a.jpg", lambda: _truncated(made.half_black("JPEG"), 0.6), "page-unreadable", "damaged"
        ),
        "a JPEG of noise": case("a.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, "damaged"),
        "a TIFF of 60,000 by 60,000": case("a.tif", _huge_tiff, "page-too-large"),
        "a TIFF of noise": case("a.tif", lambda: b"II*\0" + bytes(range(256)) * 9, "damaged"),
        "a TIFF of 3,100 pages": case("a.tif", lambda: _many_tiff(3_100), "too-many-pages"),
        "text of zeros": case("a.txt", lambda: bytes(5000), "damaged", "no-visible-content"),
        "text in no encoding": case("a.txt", lambda: b"\xff\x81\xff" * 500, "damaged"),
        "text of control characters": case("a.txt", lambda: bytes(range(1, 9)) * 500, "damaged"),
        "seven million characters of text": case("a.txt", lambda: b"x" * 7_000_000, "too-much-text"),
        "blank text": case("a.txt", lambda: b" \n \n", "no-visible-content"),
    }


def _renamed_bomb(size: int) -> bytes:
    """The bomb as the main part of a Word file."""
    name = b"word/document.xml"
    data = _bomb(size).replace(struct.pack("<HH", 5, 0) + b"a.txt", struct.pack("<HH", len(name), 0) + name, 1)
    at = data.rindex(b"PK\x01\x02")
    entry = bytearray(data[at : at + 46])
    struct.pack_into("<H", entry, 28, len(name))
    directory = bytes(entry) + name
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(directory), at, 0)
    return data[:at] + directory + end


CASES = _cases()

ARCHIVES: dict[str, tuple[Callable[[], bytes], str]] = {
    "an archive with a password": (_locked_zip, "encrypted"),
    "an archive that inflates to a gigabyte": (lambda: _bomb(1 << 30), "unpacks-too-large"),
    "archives five deep": (lambda: _nested(5), "nested-too-deep"),
    "an archive of 6,000 files": (lambda: made.zipped({f"{n}.txt": b"" for n in range(6000)}), "too-many-members"),
    "an archive without files": (lambda: made.zipped({}), "no-visible-content"),
}
"""Archives that are refused while their members are read."""
