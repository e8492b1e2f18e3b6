"""Small files of every format, made by libraries or by hand, for tests of opening them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from functools import cache

import docx
import numpy as np
import pptx
import xlsxwriter
import xlwt
from PIL import Image

CONTENT_TYPES = "[Content_Types].xml"


def zipped(members: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


@cache
def packed(block: bytes, times: int, *, wrapped: bool) -> bytes:
    """A deflate stream of a block so many times over, packed once; ``wrapped``: with zlib's head and sum."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)) * times + b"\x03\x00"
    if not wrapped:
        return body
    total = 1
    for _ in range(times):
        total = zlib.adler32(block, total)
    return b"\x78\xda" + body + total.to_bytes(4, "big")


def word(body: str, **parts: str) -> bytes:
    """A Word package around the XML of its body; other parts of ``word/`` by name."""
    space = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    members = {
        CONTENT_TYPES: "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
    }
    for name, inner in parts.items():
        path = f"word/{name}.xml"
        members[path] = inner.replace("<w:", "<w:", 1).replace(">", f" {space}>", 1)
    return zipped(members)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def plain_docx(*texts: str) -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def plain_pptx(*titles: str) -> bytes:
    show = pptx.Presentation()
    for title in titles:
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = title
    held = io.BytesIO()
    show.save(held)
    return held.getvalue()


def plain_xlsx(*rows: Sequence[object]) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet("成果")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return held.getvalue()


def plain_xls(*rows: Sequence[object]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("成果")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(at, column, value)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def picture(width: int = 60, height: int = 40, *, colour: str = "red", form: str = "PNG", mode: str = "RGB") -> bytes:
    held = io.BytesIO()
    Image.new(mode, (width, height), colour).save(held, form)
    return held.getvalue()


def half_black(form: str = "PNG", **kept: object) -> bytes:
    """Left half black, right half white, wider than high."""
    pixels = np.full((40, 80, 3), 255, np.uint8)
    pixels[:, :40] = 0
    held = io.BytesIO()
    Image.fromarray(pixels).save(held, form, **kept)
    return held.getvalue()


def pdf(objects: Sequence[bytes], *, root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF file of objects numbered from 1, with a right table of their places."""
    out = bytearray(b"%PDF-1.7\n")
    starts: list[int] = []
    for number, body in enumerate(objects, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer\n<</Size %d/Root %d 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, trailer, at)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data)


def page_pdf(
    content: bytes = b"BT /F 24 Tf 72 700 Td (Summary of work) Tj ET",
    *,
    page: bytes = b"",
    catalog: bytes = b"",
    box: bytes = b"0 0 595 842",
    more: Sequence[bytes] = (),
) -> bytes:
    """One page with a standard font; ``more`` objects count from 6."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>%b>>" % (box, page),
            stream(content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *more,
        ]
    )


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file (512-byte sectors) with streams in its root; each is padded to 4,096 bytes or more."""
    size = 512
    padded = {name: data.ljust(max(4096, -(-len(data) // size) * size), b"\0") for name, data in streams.items()}
    entries = [_entry("Root Entry", 5, child=1 if padded else 0xFFFFFFFF)]
    sectors: list[bytes] = []
    chain: list[int] = []
    names = list(padded)
    for at, name in enumerate(names):
        start = len(sectors)
        parts = [padded[name][offset : offset + size] for offset in range(0, len(padded[name]), size)]
        sectors += parts
        chain += [*range(start + 1, start + len(parts)), 0xFFFFFFFE]
        following = at + 2 if at + 1 < len(names) else 0xFFFFFFFF
        entries.append(_entry(name, 2, right=following, start=start, size=len(padded[name])))
    directory = b"".join(entries)
    directory = directory.ljust(-(-len(directory) // size) * size, b"\0")
    first = len(sectors)
    parts = [directory[offset : offset + size] for offset in range(0, len(directory), size)]
    sectors += parts
    chain += [*range(first + 1, first + len(parts)), 0xFFFFFFFE]
    tables = 1
    while (len(sectors) + tables) * 4 > tables * size:
        tables += 1
    where = list(range(len(sectors), len(sectors) + tables))
    chain += [0xFFFFFFFD] * tables
    table = b"".join(struct.pack("<I", value) for value in chain).ljust(tables * size, b"\xff")
    sectors += [table[offset : offset + size] for offset in range(0, len(table), size)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, first, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    head += b"".join(struct.pack("<I", place) for place in where).ljust(436, b"\xff")
    return head + b"".join(sectors)


def _entry(
    name: str, kind: int, *, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF, start: int = 0, size: int = 0
) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, right, child)
        + bytes(36)
        + struct.pack("<IQ", 0xFFFFFFFE if kind == 5 else start, size if kind != 5 else 0)
    )


def doc(text: str, *, hidden: Sequence[tuple[int, int, bytes]] = (), comments: str = "", flags: int = 0x0200) -> bytes:
    """A Word 97 file of one piece; ``hidden``: from, to and properties of stretches of characters."""
    whole = text + comments
    at = 2048
    main = bytearray(at) + whole.encode("utf-16-le")
    struct.pack_into("<HHHHHH", main, 0, 0xA5EC, 0xC1, 0, 0x0804, 0, flags)
    struct.pack_into("<8i", main, 0x4C, len(text), 0, 0, 0, len(comments), 0, 0, 0)
    pieces = struct.pack("<II", 0, len(whole)) + struct.pack("<HIH", 0, at, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    main += bytes(-len(main) % 512)
    page = bytearray(512)
    edges = sorted({at, at + 2 * len(whole), *(at + 2 * edge for start, end, _ in hidden for edge in (start, end))})
    properties = {at + 2 * start: value for start, _, value in hidden}
    place = 500
    for number, edge in enumerate(edges[:-1]):
        struct.pack_into("<I", page, 4 * number, edge)
        value = properties.get(edge)
        if value is not None:
            place -= (len(value) + 2) // 2 * 2
            page[place] = len(value)
            page[place + 1 : place + 1 + len(value)] = value
            page[4 * len(edges) + number] = place // 2
    struct.pack_into("<I", page, 4 * (len(edges) - 1), edges[-1])
    page[511] = len(edges) - 1
    number = len(main) // 512
    main += page
    plc = struct.pack("<III", at, at + 2 * len(whole), number)
    struct.pack_into("<II", main, 0x01A2, 0, len(clx))
    struct.pack_into("<II", main, 0xFA, 512, len(plc))
    table = clx.ljust(512, b"\0") + plc
    return compound({"WordDocument": bytes(main), "1Table": table})


def png_claiming(width: int, height: int) -> bytes:
    """A PNG whose header claims a size that its data do not have."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
