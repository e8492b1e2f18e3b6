"""Files that somebody hostile hands in over HTTP, each by its story, all made from one seed."""

from __future__ import annotations

import io
import json
import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from tests.blind.redact import hostile_files
from tests.blind.redact import made_files as made

SEED = 20250601
MEBI = 1 << 20
Make = Callable[[], tuple[str, bytes]]

_LAUGHS = "<!DOCTYPE x [" + "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10 if at else "ha"}">' for at in range(10))
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def noise(size: int, salt: str = "") -> bytes:
    """Bytes that mean nothing, the same every time."""
    return random.Random(f"{SEED}{salt}").randbytes(size)


def book(sheet: str, *, strings: str = "", extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet, as far as its parts go."""
    related = "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": f"<Relationships {related}><Relationship Id='r1' Type='{_REL}/officeDocument' Target='xl/workbook.xml'/></Relationships>",  # one made-up part a line
        "xl/workbook.xml": f"<workbook xmlns='{_MAIN}' xmlns:r='{_REL}'><sheets><sheet name='A' sheetId='1' r:id='r1'/></sheets></workbook>",  # one made-up part a line
        "xl/_rels/workbook.xml.rels": f"<Relationships {related}><Relationship Id='r1' Type='{_REL}/worksheet' Target='worksheets/sheet1.xml'/>"  # one made-up part a line
        f"<Relationship Id='r2' Type='{_REL}/sharedStrings' Target='sharedStrings.xml'/></Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": strings or f"<sst xmlns='{_MAIN}'/>",
        **(extra or {}),
    }
    return made.zipped(parts)


def open_sheet(content: str) -> bytes:
    """An OpenDocument table whose content is this."""
    return made.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def bomb(size: int, name: str) -> bytes:
    """One member that inflates to so many zero bytes."""
    body = made.packed(bytes(MEBI), size // MEBI, wrapped=False)
    return overlapping(name, body, size, copies=1)


def overlapping(name: str, body: bytes, size: int, *, copies: int) -> bytes:
    """Many entries of the directory that all point to the same packed bytes."""
    held, told = name.encode(), struct.pack("<IHHHHHIII", 0x04034B50, 20, 0, 8, 0, 0, 0, len(body), size & 0xFFFFFFFF)
    head = told + struct.pack("<HH", len(held), 0) + held
    entries = b""
    for at in range(copies):
        spelled = held if copies == 1 else f"{at:05}-{name}".encode()
        entry = struct.pack("<IHHHHHHIII", 0x02014B50, 20, 20, 0, 8, 0, 0, 0, len(body), size & 0xFFFFFFFF)
        entries += entry + struct.pack("<HHHHHII", len(spelled), 0, 0, 0, 0, 0o100600 << 16, 0) + spelled
    end = struct.pack(
        "<IHHHHIIH", 0x06054B50, 0, 0, copies & 0xFFFF, copies & 0xFFFF, len(entries), len(head + body), 0
    )
    return head + body + entries + end


def named(*names: str, kind: int = stat.S_IFREG, content: str = "x") -> bytes:
    """An archive whose members bear these names, of that kind."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            info = zipfile.ZipInfo("x")
            info.filename = info.orig_filename = name
            info.external_attr = (kind | 0o777) << 16
            archive.writestr(info, content)
    return held.getvalue()


def _nested(depth: int, name: str) -> bytes:
    data = bomb(64 * MEBI, "a.txt")
    for at in range(depth):
        data = made.zipped({f"{at}.zip": data for at in range(4)} if at else {name: data})
    return data


def _locked(data: bytes) -> bytes:
    held = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = held.index(mark) + offset
        held[at] |= 1
    return bytes(held)


def _far_cell() -> bytes:
    return book(_SHEET.format('<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'))


def _strings(count: int) -> bytes:
    text = "<si><t>" + "长" * 30_000 + "</t></si>"
    return book(
        _SHEET.format("<row r='1'><c r='A1' t='s'><v>0</v></c></row>"),
        strings=f"<sst xmlns='{_MAIN}'>" + text * count + "</sst>",
    )


def _rows(count: int) -> bytes:
    return book(_SHEET.format("".join(f"<row r='{at}'><c r='A{at}'><v>1</v></c></row>" for at in range(1, count))))


SHEETS: Mapping[str, Make] = {
    "no bytes": lambda: ("名单.xlsx", b""),
    "blanks": lambda: ("名单.csv", b" \n\t\r\n "),
    "noise named a workbook": lambda: ("名单.xlsx", noise(200_000)),
    "noise named an old workbook": lambda: ("名单.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(50_000)),
    "noise named a table of text": lambda: ("名单.csv", noise(100_000)),
    "noise named JSON": lambda: ("名单.json", noise(100_000)),
    "a picture named a workbook": lambda: ("名单.xlsx", made.png_claiming(50_000, 50_000)),
    "a PDF named a table of text": lambda: ("名单.csv", made.page_pdf()),
    "a workbook named JSON": lambda: ("名单.json", _rows(5)),
    "a page of the web named a workbook": lambda: ("名单.xls", b"<html><table><tr><td>x</td></tr></table></html>"),
    "a program": lambda: ("名单.exe", b"MZ" + noise(1000)),
    "a workbook cut in the middle": lambda: ("名单.xlsx", _rows(2000)[: len(_rows(2000)) // 2]),
    "a workbook with a password": lambda: (
        "名单.xlsx",
        made.compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}),
    ),
    "a workbook that laughs a billion times": lambda: (
        "名单.xlsx",
        book(_LAUGHS + "]>" + _SHEET.format("<row r='1'><c t='str'><v>&a9;</v></c></row>")),
    ),
    "shared strings that laugh a billion times": lambda: (
        "名单.xlsx",
        book(
            _SHEET.format("<row r='1'><c t='s'><v>0</v></c></row>"),
            strings=f"{_LAUGHS}]><sst><si><t>&a9;</t></si></sst>",
        ),
    ),
    "a workbook that asks for another file": lambda: (
        "名单.xlsx",
        book(_OUTSIDE + _SHEET.format("<row r='1'><c t='str'><v>&a;</v></c></row>")),
    ),
    "a workbook that inflates to a gigabyte": lambda: ("名单.xlsx", bomb(1 << 30, "xl/sharedStrings.xml")),
    "sixty megabytes of shared strings": lambda: ("名单.xlsx", _strings(700)),
    "three hundred megabytes of shared strings": lambda: ("名单.xlsx", _strings(3500)),
    "a workbook whose parts overlap": lambda: (
        "名单.xlsx",
        overlapping("xl/a.xml", zlib.compress(bytes(MEBI))[2:-4], MEBI, copies=3000),
    ),
    "a cell at the far end of a sheet": lambda: ("名单.xlsx", _far_cell()),
    "half a million rows": lambda: ("名单.xlsx", _rows(500_000)),
    "a sheet ten thousand elements deep": lambda: ("名单.xlsx", book("<a>" * 10_000 + "</a>" * 10_000)),
    "a workbook without its parts": lambda: ("名单.xlsx", made.zipped({"a.txt": "x"})),
    "an open table that laughs": lambda: ("名单.ods", open_sheet(f"{_LAUGHS}]><office><table>&a9;</table></office>")),
    "an open table with a row repeated a billion times": lambda: (
        "名单.ods",
        open_sheet(
            "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
            "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'><office:body><office:spreadsheet>"
            "<table:table table:name='A'><table:table-row table:number-rows-repeated='1000000000'>"
            "<table:table-cell table:number-columns-repeated='1000000000' office:value-type='float' office:value='1'/>"
            "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
        ),
    ),
    "an open table that inflates to a gigabyte": lambda: ("名单.ods", bomb(1 << 30, "content.xml")),
    "JSON a hundred thousand brackets deep": lambda: ("名单.json", b"[" * 100_000 + b"]" * 100_000),
    "a number of a million digits": lambda: ("名单.json", b'[{"expert_no": ' + b"9" * 1_000_000 + b"}]"),
    "JSON that is one text": lambda: ("名单.json", json.dumps("x" * 5_000_000).encode()),
    "JSON of ten million nothings": lambda: ("名单.json", b"[" + b"null," * 3_000_000 + b"null]"),
    "text with zeros in it": lambda: ("名单.csv", "专家编号,姓名\n\0\0,\0\n".encode() * 1000),
    "one quote that never ends": lambda: ("名单.csv", ('专家编号,姓名\n"' + "长" * 3_000_000).encode()),
    "a line of a million columns": lambda: ("名单.csv", b"," * 1_000_000 + b"\n"),
    "a name that leads away": lambda: ("../../../../etc/passwd.xlsx", noise(500)),
    "a name of control characters": lambda: ("名\x01\x1b[2J\x7f单.xlsx", noise(500)),
    "a name of a thousand signs": lambda: ("长" * 1000 + ".xlsx", noise(500)),
    "a name that is a formula": lambda: ('=HYPERLINK("http://x").csv', b"=cmd|' /C calc'!A0\n"),
}
"""Handed in as a roster and as a list of applicants."""

ARCHIVES: Mapping[str, Make] = {
    "an archive of no bytes": lambda: ("K001.zip", b""),
    "an archive of noise": lambda: ("K001.zip", noise(100_000)),
    "a cut archive": lambda: ("K001.zip", named("a.txt", "b.txt", content="x" * 5000)[:4000]),
    "a member that climbs": lambda: ("K001.zip", named("K001/../../../../tmp/expertpool-was-here")),
    "a member at the root": lambda: ("K001.zip", named("/etc/cron.d/x")),
    "a member on a drive": lambda: ("K001.zip", named("C:\\Windows\\x.txt")),
    "a member that climbs by backslashes": lambda: ("K001.zip", named("K001\\..\\..\\x.txt")),
    "a link": lambda: ("K001.zip", named("K001/a.txt", kind=stat.S_IFLNK, content="/etc/passwd")),
    "a device": lambda: ("K001.zip", named("K001/a.txt", kind=stat.S_IFCHR)),
    "a pipe": lambda: ("K001.zip", named("K001/a.txt", kind=stat.S_IFIFO)),
    "a name with a line end": lambda: ("K001.zip", named("K001/a\r\nb.txt")),
    "a name with a zero": lambda: ("K001.zip", named("K001/a\0.txt")),
    "a reserved name": lambda: ("K001.zip", named("K001/NUL.txt")),
    "a name of three hundred bytes": lambda: ("K001.zip", named("K001/" + "长" * 100 + ".txt")),
    "folders forty deep": lambda: ("K001.zip", named("K001/" + "a/" * 40 + "b.txt")),
    "one name twice": lambda: ("K001.zip", named("K001/a.txt", "K001/A.TXT")),
    "an archive with a password": lambda: ("K001.zip", _locked(named("K001/a.txt"))),
    "an archive that inflates to a gigabyte": lambda: ("K001.zip", bomb(1 << 30, "K001/a.txt")),
    "an archive whose entries overlap": lambda: (
        "K001.zip",
        overlapping("a.txt", zlib.compress(bytes(16 * MEBI), 9)[2:-4], 16 * MEBI, copies=15_000),
    ),
    "an archive that lies about a size": lambda: (
        "K001.zip",
        overlapping("a.txt", zlib.compress(bytes(64 * MEBI), 9)[2:-4], 10, copies=1),
    ),
    "thirty thousand members": lambda: ("K001.zip", named(*(f"K001/{at}.txt" for at in range(30_000)))),
    "members of nobody": lambda: ("材料.zip", named("../nobody", "x")),
    "a PDF named an archive": lambda: ("K001.zip", made.page_pdf()),
    "an archive of nothing": lambda: ("K001.zip", named()),
    "a name that leads away": lambda: ("../../K001.zip", noise(10)),
}
"""Handed in as dossiers."""

PAPERS: Mapping[str, Make] = {
    "a tree of a hundred thousand pages": lambda: ("方案.pdf", hostile_files.tree(100_000)),
    "pages in a circle": lambda: ("方案.pdf", hostile_files.CASES["a page tree that is its own child"][0]()[1]),
    "a PDF of noise": lambda: ("方案.pdf", b"%PDF-1.7\n" + noise(300_000)),
    "a PDF of a million objects": lambda: ("方案.pdf", b"%PDF-1.7\n" + b"1 0 obj<<>>endobj\n" * 400_000),
    "a PDF that packs a gigabyte": lambda: ("方案.pdf", _packed_pdf()),
}
"""Handed in as papers of a filing, which takes any file: what is looked at is that looking harms nobody."""


def _packed_pdf() -> bytes:
    body = made.packed(bytes(MEBI), 1024, wrapped=True)
    stream = b"<</Type/ObjStm/N 1/First 4/Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(body), body)
    return made.pdf([b"<</Type/Catalog/Pages 2 0 R>>", stream])


def requests(mark: str) -> Mapping[str, tuple[str, bytes]]:
    """Bodies that are no proper form, by story: content type and bytes."""
    proper = f"multipart/form-data; boundary={mark}"
    head = f'--{mark}\r\nContent-Disposition: form-data; name="roster"; filename="a.xlsx"\r\n\r\n'.encode()
    field = f'--{mark}\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n'.encode()
    return {
        "a form without a boundary": ("multipart/form-data", head + b"x"),
        "a form with another boundary": (proper + "x", head + b"x\r\n--" + mark.encode() + b"--\r\n"),
        "a form that never ends": (proper, head + noise(50_000)),
        "a form of twenty thousand fields": (proper, field * 20_000 + f"--{mark}--\r\n".encode()),
        "a form of two thousand files": (proper, (head + b"x\r\n") * 2000 + f"--{mark}--\r\n".encode()),
        "a head of a megabyte": (proper, f"--{mark}\r\nX: ".encode() + b"x" * MEBI + b"\r\n\r\n"),
        "a field of sixteen megabytes": (proper, field[:-3] + b"9" * (16 * MEBI) + f"\r\n--{mark}--\r\n".encode()),
        "a file name of line ends": (
            proper,
            f'--{mark}\r\nContent-Disposition: form-data; name="roster"; filename="a\r\nSet-Cookie: x=1.xlsx"\r\n\r\nx\r\n--{mark}--\r\n'.encode(),  # one made-up part a line
        ),
        "a form of noise": (proper, noise(100_000)),
        "a form that is JSON": ("application/json", b'{"roster": "x"}'),
        "no content type": ("", head),
    }
