"""Workbooks, new and old: visible cells, hidden sheets, rows, columns, comments and the rest."""

from __future__ import annotations

import io
import random

import xlwt

from tests.blind.redact.corpus.package import OFFICE, A, Package, S, escape, quoteattr
from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.sheet import grey
from tests.blind.redact.corpus.spellings import spellings
from tests.blind.redact.corpus.vector import CorpusFile, Kind, Stay, Vector
from tests.blind.redact.corpus.word import Told, exif_picture, in_picture, png, slip
from tests.blind.redact.corpus.words import Prose

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
SPACES = f'xmlns="{S}" xmlns:r="{OFFICE}"'


def cell(place: str, text: str, style: int = 0) -> str:
    """A cell with its text inside."""
    return f'<c r="{place}" t="inlineStr" s="{style}"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def rows(lines: list[list[str]], start: int = 1) -> str:
    """Lines of cells."""
    return "".join(
        f'<row r="{number}">'
        + "".join(cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(line))
        + "</row>"
        for number, line in enumerate(lines, start=start)
    )


def workbook(package: Package, sheets: list[tuple[str, str, str]], extra: str = "", before: str = "") -> bytes:
    """Sheets as (name, state, XML behind and inside ``worksheet``) put into the package."""
    made = ""
    for number, (name, state, body) in enumerate(sheets, start=1):
        package.part(
            f"xl/worksheets/sheet{number}.xml", f"<worksheet {SPACES}>{body}</worksheet>", f"{KIND}worksheet+xml"
        )
        relation = package.relate("xl/workbook.xml", "worksheet", f"worksheets/sheet{number}.xml")
        shown = f' state="{state}"' if state else ""
        made += f'<sheet name={quoteattr(name)} sheetId="{number}"{shown} r:id="{relation}"/>'
    package.part(
        "xl/workbook.xml",
        f"<workbook {SPACES}>{before}<sheets>{made}</sheets>{extra}</workbook>",
        f"{KIND}sheet.main+xml",
    )
    package.relate("", "officeDocument", "xl/workbook.xml")
    return package.packed()


def styles(formats: str = "") -> str:
    """A style sheet: 0 plain, 1 white on white, 2 with the first own number format."""
    own = f'<numFmts count="1"><numFmt numFmtId="180" formatCode={quoteattr(formats)}/></numFmts>' if formats else ""
    return (
        f'<styleSheet xmlns="{S}">{own}<fonts><font><sz val="11"/></font><font><sz val="11"/><color rgb="FFFFFFFF"/></font></fonts>'  # noqa: E501 - markup and records in one piece
        '<fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders>'
        '<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1" applyFont="1"/>'  # noqa: E501 - markup and records in one piece
        '<xf numFmtId="180" fontId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )


def spelled(person: Person, dice: random.Random) -> CorpusFile:
    """Spellings in cells, a name over neighbouring cells, a sheet named for the employer, header and footer."""
    prose = Prose(dice, person.controls)
    vectors: list[Vector] = []
    stays: list[Stay] = []
    lines = [["项目", "内容", "备注"]]
    for number, one in enumerate(dice.sample(spellings(person, dice), k=16)):
        vectors.append(Vector(f"xlsx-{one.story}", Kind.VISIBLE, one.secrets))
        note = ""
        if number % 3 == 0:
            note = prose.control()
            stays.append(Stay(note, control=True))
        lines.append([str(number + 1), f"{one.lead}{one.text}{one.tail}", note])
    for _ in range(3):
        stays.append(Stay(prose.sentence()))
        lines.append(["说明", stays[-1].phrase, ""])
    name = person.name
    lines += [
        ["姓名", name, ""],
        ["合作者", person.coworkers[0], ""],
        ["电话", person.phone, ""],
        ["姓名", *name][:20],
        ["第一完成人", name[:1], name[1:]],
    ]
    vectors += [
        Vector("xlsx-name-cell", Kind.VISIBLE, (name,)),
        Vector("xlsx-coworker-cell", Kind.VISIBLE, (person.coworkers[0],)),
        Vector("xlsx-phone-cell", Kind.VISIBLE, (person.phone,)),
        Vector("xlsx-letters-in-cells", Kind.VISIBLE, (name,)),
        Vector("xlsx-name-over-cells", Kind.VISIBLE, (name,)),
        Vector("xlsx-sheet-name", Kind.VISIBLE, (person.employer,)),
        Vector("xlsx-print-header", Kind.VISIBLE, (person.strangers[0],)),
    ]
    package = Package()
    package.part("xl/styles.xml", styles(), f"{KIND}styles+xml")
    package.relate("xl/workbook.xml", "styles", "styles.xml")
    body = f"<sheetData>{rows(lines)}</sheetData><headerFooter><oddHeader>{escape('&C指导教师：' + person.strangers[0])}</oddHeader></headerFooter>"  # noqa: E501 - markup and records in one piece
    data = workbook(package, [(person.employer[:30], "", body)])
    return CorpusFile("41业绩表.xlsx", data, vectors, stays)


def hidden(person: Person, dice: random.Random) -> CorpusFile:
    """Every hidden corner of a workbook."""
    prose = Prose(dice, person.controls)
    told = Told(person, "xlsx")
    package = Package()
    book = "xl/workbook.xml"
    first = "xl/worksheets/sheet1.xml"
    package.properties(
        {"dc:creator": told("core-creator"), "cp:lastModifiedBy": told("core-modified")},
        {"Company": told("app-company")},
        {"单位": told("custom-property")},
    )
    stays = [Stay(prose.sentence()), Stay(prose.sentence()), Stay(prose.control(), control=True)]
    shown = [["内容"], *([stay.phrase] for stay in stays)]
    rowed = rows(shown)
    rowed += f'<row r="20" hidden="1">{cell("A20", told("hidden-row"))}</row>'
    rowed += f'<row r="21" ht="0" customHeight="1">{cell("A21", told("flat-row"))}</row>'
    rowed += f'<row r="22">{cell("F22", told("hidden-column"))}{cell("G22", told("narrow-column"))}{cell("A22", told("white-cell"), 1)}</row>'  # noqa: E501 - markup and records in one piece
    secret = told("number-format")
    rowed += '<row r="23"><c r="A23" s="2"><v>5</v></c></row>'
    package.part("xl/styles.xml", styles(f'0;"{secret}"-0'), f"{KIND}styles+xml")
    package.relate(book, "styles", "styles.xml")
    rowed += f'<row r="24"><c r="A24"><f>IF(1,2,{escape(chr(34) + told("formula") + chr(34))})</f><v>2</v></c></row>'
    columns = '<cols><col min="6" max="6" width="9" hidden="1"/><col min="7" max="7" width="0" customWidth="1"/></cols>'
    validation = (
        '<dataValidations count="1"><dataValidation type="list" sqref="B2" promptTitle='
        f'{quoteattr(told("validation-title"))}><formula1>"{told("validation-list")}"</formula1></dataValidation></dataValidations>'
    )
    package.part(
        "xl/comments1.xml",
        f'<comments xmlns="{S}"><authors><author>{told("comment-author")}</author></authors><commentList>'
        f'<comment ref="A1" authorId="0"><text><t>{told("comment")}</t></text></comment></commentList></comments>',
        f"{KIND}comments+xml",
    )
    package.relate(first, "comments", "../comments1.xml")
    package.part(
        "xl/persons/person.xml",
        f'<personList xmlns="urn:p"><person displayName={quoteattr(told("persons"))}/></personList>',
    )
    package.relate(book, "http://schemas.microsoft.com/office/2017/10/relationships/person", "persons/person.xml")
    link = package.relate(book, "externalLink", "externalLinks/externalLink1.xml")
    package.part(
        "xl/externalLinks/externalLink1.xml",
        f'<externalLink {SPACES}><externalBook r:id="rId1"/></externalLink>',
        f"{KIND}externalLink+xml",
    )
    package.relate(
        "xl/externalLinks/externalLink1.xml",
        "externalLinkPath",
        f"file:///D:/{told('external-path')}.xlsx",
        outside=True,
    )
    package.part(
        "xl/sharedStrings.xml",
        f'<sst xmlns="{S}" count="1" uniqueCount="1"><si><t>{told("unused-string")}</t></si></sst>',
        f"{KIND}sharedStrings+xml",
    )
    package.relate(book, "sharedStrings", "sharedStrings.xml")
    package.part(
        "xl/pivotCache/pivotCacheRecords1.xml",
        f'<pivotCacheRecords xmlns="{S}"><r><s v={quoteattr(told("pivot-records"))}/></r></pivotCacheRecords>',
    )
    package.part("xl/media/image1.jpeg", exif_picture(told("picture-exif")))
    package.part(
        "xl/drawings/drawing1.xml",
        _drawing(told("picture-alt"), 120, 60),
        "application/vnd.openxmlformats-officedocument.drawing+xml",
    )
    package.relate("xl/drawings/drawing1.xml", "image", "../media/image1.jpeg")
    drawing = package.relate(first, "drawing", "../drawings/drawing1.xml")
    names = f'<definedNames><definedName name="x" comment={quoteattr(told("name-comment"))}>"{told("defined-name")}"</definedName></definedNames>'  # noqa: E501 - markup and records in one piece
    names = f'<externalReferences><externalReference r:id="{link}"/></externalReferences>' + names
    before = f"<fileSharing userName={quoteattr(told('file-sharing'))}/>"
    body = f'{columns}<sheetData>{rowed}</sheetData>{validation}<drawing r:id="{drawing}"/>'
    sheets = [
        ("内容", "", body),
        ("底稿", "hidden", f"<sheetData>{rows([[told('hidden-sheet')]])}</sheetData>"),
        ("参数", "veryHidden", f"<sheetData>{rows([[told('very-hidden-sheet')]])}</sheetData>"),
        (told("hidden-sheet-name")[:31], "hidden", "<sheetData/>"),
    ]
    return CorpusFile("42统计.xlsx", workbook(package, sheets, names, before), told.vectors, stays)


def _drawing(alt: str, wide: int, high: int) -> str:
    space = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    return (
        f'<xdr:wsDr xmlns:xdr="{space}" xmlns:a="{A}" xmlns:r="{OFFICE}"><xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col>'  # noqa: E501 - markup and records in one piece
        "<xdr:colOff>0</xdr:colOff><xdr:row>8</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
        f'<xdr:ext cx="{wide * 6096}" cy="{high * 6096}"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="图" descr={quoteattr(alt)}/>'  # noqa: E501 - markup and records in one piece
        '<xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'  # noqa: E501 - markup and records in one piece
        '<xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>'
    )


def pictured(person: Person, dice: random.Random) -> CorpusFile:
    """A workbook with the picture of a certificate."""
    page, vectors, stays = slip(person, dice, seal=False)
    vectors, stays = in_picture(vectors, stays, "a", "xlsx")
    package = Package()
    package.part("xl/styles.xml", styles(), f"{KIND}styles+xml")
    package.relate("xl/workbook.xml", "styles", "styles.xml")
    package.part("xl/media/image1.png", png(page))
    package.part(
        "xl/drawings/drawing1.xml",
        _drawing("", page.shape[1], page.shape[0]),
        "application/vnd.openxmlformats-officedocument.drawing+xml",
    )
    package.relate("xl/drawings/drawing1.xml", "image", "../media/image1.png")
    drawing = package.relate("xl/worksheets/sheet1.xml", "drawing", "../drawings/drawing1.xml")
    body = f'<sheetData>{rows([["证书照片"]])}</sheetData><drawing r:id="{drawing}"/>'
    return CorpusFile(
        "43证书.xlsx", workbook(package, [("证书", "", body)]), vectors, stays, pictures={"a": grey(page)}, cost=3
    )


def old(person: Person, dice: random.Random) -> CorpusFile:
    """An Excel 97 workbook: cells, a hidden sheet, row and column, and the writer's name."""
    prose = Prose(dice, person.controls)
    told = Told(person, "xls")
    book = xlwt.Workbook()
    sheet = book.add_sheet("业绩")
    stays = [Stay(prose.sentence()), Stay(prose.sentence()), Stay(prose.control(), control=True)]
    for at, stay in enumerate(stays):
        sheet.write(at, 0, stay.phrase)
    vectors = []
    for at, one in enumerate(dice.sample(spellings(person, dice), k=6), start=4):
        sheet.write(at, 0, f"{one.lead}{one.text}{one.tail}")
        vectors.append(Vector(f"xls-{one.story}", Kind.VISIBLE, one.secrets))
    sheet.write(12, 0, told("hidden-row"))
    sheet.row(12).hidden = True
    sheet.write(1, 6, told("hidden-column"))
    sheet.col(6).hidden = True
    buried = book.add_sheet("底稿")
    buried.write(0, 0, told("hidden-sheet"))
    buried.visibility = 1
    deep = book.add_sheet("参数")
    deep.write(0, 0, told("very-hidden-sheet"))
    deep.visibility = 2
    out = io.BytesIO()
    book.save(out)
    data = _owned(out.getvalue(), told("owner"))
    return CorpusFile("44历年.xls", data, vectors + told.vectors, stays)


def _owned(data: bytes, owner: str) -> bytes:
    """The workbook with another writer's name: record 0x5C, 112 bytes, filled with blanks."""
    at = data.index(b"\x5c\x00\x70\x00") + 4
    text = len(owner).to_bytes(2, "little") + b"\1" + owner.encode("utf-16-le")
    return data[:at] + text.ljust(112, b" ") + data[at + 112 :]
