"""Files that try to hang, fill, fool or leave the program that makes packets; made by hand, each by its story."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image, PngImagePlugin

from tests.blind.redact import made_files as made

File = tuple[str, bytes]

OUTWARD = "/var/tmp/expertpool-was-here.txt"  # noqa: S108  # where a hostile archive would write
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_RELATED = "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ANCHOR = (
    "<w:p><w:r><w:drawing><wp:inline><wp:extent cx='900000' cy='900000'/><a:graphic><a:graphicData>"
    "<a:blip r:{how}='r1'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def _page(inner: bytes, *more: bytes, box: bytes = b"0 0 300 300", content: bytes = b"") -> bytes:
    """One page: ``inner`` in its dictionary, ``content`` as its stream (object 4), further objects from 5 on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R%b>>" % (box, inner)
    return made.pdf([_CATALOG, _PAGES, page, made.stream(content), *more])


def _packed(data: bytes, keys: bytes = b"") -> bytes:
    body = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode%b>>\nstream\n%b\nendstream" % (len(body), keys, body)


def _gigabyte() -> bytes:
    """A packed stream that unpacks to a gigabyte of one operator."""
    body = made.packed(b"q " * (1 << 19), 1 << 10, wrapped=True)
    return b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(body), body)


def _drawn(keys: bytes, data: bytes) -> bytes:
    """A page that shows one picture."""
    picture = b"<</Type/XObject/Subtype/Image%b/Length %d>>\nstream\n%b\nendstream" % (keys, len(data), data)
    return _page(b"/Resources<</XObject<</I 5 0 R>>>>", picture, content=b"300 0 0 300 0 0 cm /I Do")


def _form_in_itself() -> bytes:
    form = made.stream(
        b"/F Do /F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 300 300]/Resources<</XObject<</F 5 0 R>>>>"
    )
    return _page(b"/Resources<</XObject<</F 5 0 R>>>>", form, content=b"/F Do")


def _forms_by_powers(depth: int) -> bytes:
    """Each form draws the next one ten times."""
    forms = [
        made.stream(
            b"/F Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 300 300]/Resources<</XObject<</F %d 0 R>>>>" % (number + 1),
        )
        for number in range(5, 5 + depth)
    ]
    last = made.stream(b"0 0 1 1 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 300 300]")
    return _page(b"/Resources<</XObject<</F 5 0 R>>>>", *forms, last, content=b"/F Do")


def _content_in_a_circle() -> bytes:
    return _page(b"", b"[5 0 R]").replace(b"/Contents 4 0 R", b"/Contents 5 0 R")


def _table_before_itself() -> bytes:
    """The cross-reference table names itself as the one before."""
    data = made.page_pdf()
    at = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    return data.replace(b"trailer\n<<", b"trailer\n<</Prev %d" % at)


def _negative_length() -> bytes:
    return made.page_pdf().replace(b"/Length ", b"/Length -", 1)


def _objects_in_themselves() -> bytes:
    inner = b"1 0 2 20 3 40 " + _CATALOG.ljust(20)
    packed = _packed(inner, b"/Type/ObjStm/N 3/First 14/Extends 5 0 R")
    return made.pdf([_CATALOG, _PAGES, b"<</Type/Page/Parent 2 0 R>>", b"<<>>", packed])


def _glyph_in_itself() -> bytes:
    font = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 65/Widths[1]"
    font += b"/Encoding<</Differences[65/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</T 5 0 R>>>>>>"
    glyph = made.stream(b"1 0 d0 BT /T 1 Tf (AAAA) Tj ET")
    return _page(b"/Resources<</Font<</T 5 0 R>>>>", font, glyph, content=b"BT /T 9 Tf (AAAA) Tj ET")


def _tiny_tiles() -> bytes:
    keys = b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.0001/YStep 0.0001/Resources<<>>"
    tile = made.stream(b"0 0 1 1 re f", keys)
    content = b"/Pattern cs /P scn 0 0 300 300 re f"
    return _page(b"/Resources<</Pattern<</P 5 0 R>>>>", tile, content=content)


def _pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    return made.pdf([_CATALOG, b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count), *[page] * count])


def _related(kind: str, target: str, more: str = "") -> str:
    one = f"<Relationship Id='r1' Type='{_OFFICE}/{kind}' Target='{target}' {more}/>"
    return f"<Relationships {_RELATED}>{one}</Relationships>"


def _linked_docx(target: str, *, how: str) -> bytes:
    related = _related("image", target, "TargetMode='External'")
    with zipfile.ZipFile(io.BytesIO(made.word(_ANCHOR.format(how=how) + made.paragraph(made.run("正文。"))))) as held:
        members = {name: held.read(name) for name in held.namelist()}
    return made.zipped({**members, "word/_rels/document.xml.rels": related})


def _inner_path(target: str) -> bytes:
    """A picture that the package says lies at a path of the machine."""
    return made.zipped(
        {
            "word/document.xml": _document(_ANCHOR.format(how="embed")),
            "word/_rels/document.xml.rels": _related("image", target),
        }
    )


def _document(body: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(made.word(body))) as held:
        return held.read("word/document.xml")


def _layouts_in_a_circle() -> bytes:
    with zipfile.ZipFile(io.BytesIO(made.plain_pptx("一"))) as held:
        members = {name: held.read(name) for name in held.namelist()}
    part = "ppt/slideLayouts/_rels/slideLayout6.xml.rels"
    members[part] = members[part].replace(b"../slideMasters/slideMaster1.xml", b"slideLayout6.xml")
    return made.zipped(members)


def _sheet(inner: str, strings: str = "") -> bytes:
    related = _related("worksheet", "worksheets/s.xml")
    return made.zipped(
        {
            "xl/workbook.xml": f"<workbook xmlns:r='{_OFFICE}'><sheets><sheet name='A' r:id='r1'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels": related,
            "xl/worksheets/s.xml": f"<worksheet>{inner}</worksheet>",
            **({"xl/sharedStrings.xml": strings} if strings else {}),
        }
    )


def _staircase(steps: int) -> str:
    """Every row has one cell, one column further to the right: a square of which only the diagonal is filled."""
    names = [chr(65 + at // 676 % 26) + chr(65 + at // 26 % 26) + chr(65 + at % 26) for at in range(steps)]
    cells = (f"<row r='{at + 1}'><c r='{name}{at + 1}' t='str'><v>1</v></c></row>" for at, name in enumerate(names))
    return f"<sheetData>{''.join(cells)}</sheetData>"


def _archive_in_archive(names: int) -> bytes:
    """A bomb of 16 MB of zeros, many times over, one archive further in."""
    zeros = made.zipped({f"{at}.txt": bytes(16 << 20) for at in range(4)})
    return made.zipped({f"{at}.zip": zeros for at in range(names)})


def _claimed(size: int) -> bytes:
    """An archive whose directory claims another size for its member."""
    data = bytearray(made.zipped({"a.txt": "一" * 50}))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<II", data, at + 20, size & 0xFFFFFFFF, size & 0xFFFFFFFF)
    return bytes(data)


def _twice() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", _document(made.paragraph(made.run("先"))))
        archive.writestr("word/document.xml", "<a/>")
    return held.getvalue()


def _outward() -> bytes:
    return made.zipped({f"../../../..{OUTWARD}": "一", OUTWARD: "二"})


def _link_in_archive() -> bytes:
    held = io.BytesIO()
    info = zipfile.ZipInfo("passwd.txt")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    return held.getvalue()


def _words_in_png(size: int) -> bytes:
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", "x" * size, zip=True)
    held = io.BytesIO()
    Image.new("L", (40, 40), 255).save(held, "PNG", pnginfo=note)
    return held.getvalue()


def _gif() -> bytes:
    return made.picture(form="GIF")


def _frame_of_jpeg(width: int, height: int) -> bytes:
    data = bytearray(made.picture(form="JPEG"))
    at = data.index(b"\xff\xc0")
    struct.pack_into(">HH", data, at + 5, height, width)
    return bytes(data)


def _strips_outside() -> bytes:
    tags = [(256, 900), (257, 900), (258, 8), (259, 1), (262, 1), (273, 0x7FFFFFF0), (278, 900), (279, 0x7FFFFFF0)]
    body = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return struct.pack("<2sHI", b"II", 42, 8) + body + bytes(4)


def _word_97(**fields: int) -> bytes:
    """A Word 97 file with some of its numbers overwritten, by their offsets."""
    data = bytearray(made.doc("一二三\r"))
    start = data.index(b"\xec\xa5")
    for offset, value in fields.items():
        struct.pack_into("<I", data, start + int(offset[1:]), value & 0xFFFFFFFF)
    return bytes(data)


def _deep(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + made.paragraph(made.run("一")) + "</w:tc></w:tr></w:tbl>" * depth


def _spread() -> str:
    """A row of cells that all ask for as many columns as there may be."""
    cell = "<w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc>"
    return f"<w:tbl><w:tr>{cell * 3000}<w:tc>{made.paragraph(made.run('一'))}</w:tc></w:tr></w:tbl>"


CASES: dict[str, Callable[[], File]] = {
    "a form that draws itself": lambda: ("a.pdf", _form_in_itself()),
    "forms that draw each other ten to the ninth times": lambda: ("a.pdf", _forms_by_powers(9)),
    "page content that is a list of itself": lambda: ("a.pdf", _content_in_a_circle()),
    "a cross-reference table before itself": lambda: ("a.pdf", _table_before_itself()),
    "a stream of negative length": lambda: ("a.pdf", _negative_length()),
    "an object stream that extends itself": lambda: ("a.pdf", _objects_in_themselves()),
    "a letter drawn with itself": lambda: ("a.pdf", _glyph_in_itself()),
    "a pattern of ten million tiles": lambda: ("a.pdf", _tiny_tiles()),
    "a page of five kilometres": lambda: ("a.pdf", _page(b"", box=b"0 0 14000000 14000000")),
    "a page of negative size": lambda: ("a.pdf", _page(b"", box=b"300 300 0 -1e39")),
    "a page that is magnified": lambda: ("a.pdf", _page(b"/UserUnit 75000")),
    "page content of a gigabyte": lambda: (
        "a.pdf",
        made.pdf([_CATALOG, _PAGES, b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>", _gigabyte()]),
    ),
    "a picture of noise in JBIG2": lambda: (
        "a.pdf",
        _drawn(b"/Width 900/Height 900/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode", bytes(range(256))),
    ),
    "a picture of noise in JPEG 2000": lambda: (
        "a.pdf",
        _drawn(b"/Width 900/Height 900/Filter/JPXDecode", b"\xff\x4f\xff\x51" + bytes(range(256)) * 4),
    ),
    "a picture that claims four billion pixels": lambda: (
        "a.pdf",
        _drawn(b"/Width 65000/Height 65000/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode", b"x"),
    ),
    "100,000 pages": lambda: ("a.pdf", _pages(100_000)),
    "a picture on another machine": lambda: ("a.docx", _linked_docx("http://192.0.2.1/a.png", how="link")),
    "a picture in a folder of the machine": lambda: ("a.docx", _linked_docx("file:///etc/passwd", how="embed")),
    "a picture by a path out of the package": lambda: ("a.docx", _inner_path("../../../../../etc/passwd")),
    "tables 300 deep": lambda: ("a.docx", made.word(_deep(300))),
    "100,000 pages of one letter": lambda: (
        "a.docx",
        made.word("<w:p><w:r><w:br w:type='page'/><w:t>一</w:t></w:r></w:p>" * 100_000),
    ),
    "a table of 600,000 columns": lambda: ("a.docx", made.word(_spread())),
    "one text of twelve million letters": lambda: ("a.docx", made.word(made.paragraph(made.run("一" * 4_000_000)))),
    "a package with its main part twice": lambda: ("a.docx", _twice()),
    "slides whose layout is its own layout": lambda: ("a.pptx", _layouts_in_a_circle()),
    "a million cells": lambda: (
        "a.xlsx",
        _sheet("<sheetData>" + ("<row>" + "<c><v>1</v></c>" * 100 + "</row>") * 10_000 + "</sheetData>"),
    ),
    "a square with its diagonal filled": lambda: ("a.xlsx", _sheet(_staircase(16_000))),
    "20,000 areas that cover everything": lambda: (
        "a.xlsx",
        _sheet(
            "<sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData><mergeCells>"
            + "<mergeCell ref='A1:XFD1048576'/>" * 20_000
            + "</mergeCells>"
        ),
    ),
    "a text by a number beyond every list": lambda: (
        "a.xlsx",
        _sheet(f"<sheetData><row><c t='s'><v>{'9' * 4000}</v></c></row></sheetData>", "<sst><si><t>一</t></si></sst>"),
    ),
    "a number too large for any format": lambda: (
        "a.xlsx",
        _sheet("<sheetData><row><c><v>1e308</v></c><c><v>nan</v></c><c><v>-inf</v></c></row></sheetData>"),
    ),
    "an archive of archives of zeros": lambda: ("a.zip", _archive_in_archive(40)),
    "an archive that claims four gigabytes": lambda: ("a.zip", _claimed(-1)),
    "an archive that claims less than it holds": lambda: ("a.zip", _claimed(1)),
    "an archive that points out of itself": lambda: ("a.zip", _outward()),
    "an archive with a link to a file of the machine": lambda: ("a.zip", _link_in_archive()),
    "a PNG with 300 million letters beside it": lambda: ("a.png", _words_in_png(300_000_000)),
    "a GIF called PNG": lambda: ("a.png", _gif()),
    "a JPEG of 65,000 by 65,000": lambda: ("a.jpg", _frame_of_jpeg(65_000, 65_000)),
    "a TIFF whose strips lie outside": lambda: ("a.tif", _strips_outside()),
    "old Word with texts of negative length": lambda: ("a.doc", _word_97(_76=-5)),
    "old Word whose pieces lie beyond its end": lambda: ("a.doc", _word_97(_418=0x7FFFFFFF, _422=0x7FFFFFFF)),
    "old Word with two billion letters": lambda: ("a.doc", _word_97(_76=0x7FFFFFFF)),
    "a text of one line without an end": lambda: ("a.txt", b"x" * 5_000_000),
    "a text of three million empty lines": lambda: ("a.txt", b"a" + b"\n" * 2_900_000 + b"b"),
    "a text of form feeds": lambda: ("a.txt", b"a\f" * 100_000),
}
"""Files by story; whatever comes of one, it comes soon, and the others are not disturbed."""
