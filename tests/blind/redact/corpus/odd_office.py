"""Office files that show names by rarer means: readings over letters, dropped capitals, formats, frames, lists, tables in text."""  # noqa: E501 - markup and records in one piece

from __future__ import annotations

import datetime
import random

from tests.blind.redact.corpus import sheets, slides
from tests.blind.redact.corpus.package import A, Package, escape, quoteattr
from tests.blind.redact.corpus.people import Person, latin_of
from tests.blind.redact.corpus.vector import CorpusFile, Kind, Stay, Vector
from tests.blind.redact.corpus.word import KIND, SPACES, document, paragraph, run, table
from tests.blind.redact.corpus.words import Prose


class Shown:
    """Remembers what is visible under which story."""

    def __init__(self, prefix: str) -> None:
        self.prefix, self.vectors = prefix, list[Vector]()

    def __call__(self, story: str, text: str, *searched: str) -> str:
        """The text, remembered."""
        self.vectors.append(Vector(f"{self.prefix}-{story}", Kind.VISIBLE, searched or (text,)))
        return text


def text_file(person: Person, dice: random.Random) -> CorpusFile:
    """Tables of signs, letters turned round, ruled lines, columns of letters."""
    prose, shown = Prose(dice, person.controls), Shown("txt")
    letters, employer = person.name.replace("·", ""), person.employer
    stays = [Stay(prose.sentence()), Stay(prose.control(), control=True)]
    spread = "│".join(letters)
    lines = [
        stays[0].phrase,
        f"│姓名│{shown('box-drawing', spread)}│性别│男│",
        f"┃单位┃{shown('box-drawing-employer', '┃'.join(employer))}┃",
        f"姓名║{shown('double-bars', '║'.join(letters))}║",
        f"提交人：{shown('bullets-inside', '●'.join(letters))}。",
        f"提交人：{shown('arrows-inside', '→'.join(letters))}。",
        f"提交人：{shown('hearts-inside', '♥'.join(letters))}。",
        "作者：" + shown("readings-in-brackets", "".join(f"{char}({latin_of(char)})" for char in letters)) + "。",
        f"<author>{shown('markup', letters)}</author><org>{shown('markup-employer', employer)}</org>",
        "author=" + shown("percent-encoded", letters) + "&org=1",
        '{"name":"' + shown("json", letters) + '","unit":"' + shown("json-unit", person.short) + '"}',
        "姓名,单位\n" + shown("csv", letters) + "," + shown("csv-unit", employer),
        f"责任者\t{letters[:1]}\t{letters[1:]}\t" + shown("tab-fields", person.phone),
        f"{shown('before-colon', letters)}：高级工程师，从事本专业二十年。",
        stays[1].phrase + "。",
    ]
    if len(letters) > 2:
        lines.insert(3, f"匾额：{shown('backwards', letters[::-1])}（自右至左）")
    return CorpusFile("73杂项.txt", "\n".join(lines).encode(), shown.vectors, stays)


def word_file(person: Person, dice: random.Random) -> CorpusFile:
    """Ruby, dropped capitals, frames, lists whose numbers are words, fields, controls, symbols, boxes in groups."""
    prose, shown, package = Prose(dice, person.controls), Shown("docx"), Package()
    name, letters, main = person.name, person.name.replace("·", ""), "word/document.xml"
    stays = [Stay(prose.sentence()), Stay(prose.control(), control=True), Stay(prose.sentence())]
    body = paragraph(run(stays[0].phrase))
    ruby = "".join(
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run(latin_of(char))}</w:rt><w:rubyBase>{run(char)}</w:rubyBase></w:ruby></w:r>"
        for char in shown("ruby", letters, letters, "".join(f"({latin_of(char)}){char}" for char in letters))
    )
    body += paragraph(run("作者："), ruby, run("。"))
    frame = '<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>'
    body += f"<w:p>{frame}{run(letters[0])}</w:p>" + paragraph(
        run(shown("dropped-capital", letters)[1:] + "主持完成全部试验。")
    )
    package.part(
        "word/numbering.xml",
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'  # noqa: E501 - markup and records in one piece
        f"<w:lvlText w:val={quoteattr(shown('list-number', person.employer) + '第%1项')}/></w:lvl></w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
        f"{KIND}numbering+xml",
    )
    package.relate(main, "numbering", "numbering.xml")
    listed = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body += f"<w:p>{listed}{run('成果推广')}</w:p>"
    body += paragraph(
        run("申报人："),
        *("<w:r><w:softHyphen/></w:r>".join(run(char) for char in shown("soft-hyphen-marks", letters)),),
    )
    body += paragraph(
        run("申报人："), "<w:r><w:noBreakHyphen/></w:r>".join(run(char) for char in shown("no-break-hyphens", letters))
    )
    body += paragraph(run("申报人："), "<w:r><w:tab/></w:r>".join(run(char) for char in shown("tabs-between", letters)))
    body += paragraph(
        run("申报人："),
        "".join(
            run(char, f'<w:sz w:val="{20 + 2 * at}"/>')
            for at, char in enumerate(shown("letters-of-many-sizes", letters))
        ),
    )
    body += paragraph(
        run("申报人："),
        "".join(f'<w:r><w:sym w:font="SimSun" w:char="{ord(char):04X}"/></w:r>' for char in shown("symbols", letters)),
    )
    body += paragraph(
        run("作者："), f'<w:fldSimple w:instr="AUTHOR">{run(shown("field-result", person.former))}</w:fldSimple>'
    )
    body += f"<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText='x' w:value='x'/></w:dropDownList></w:sdtPr><w:sdtContent>{paragraph(run('审核：'), run(shown('control', person.strangers[0])))}</w:sdtContent></w:sdt>"  # noqa: E501 - markup and records in one piece
    body += paragraph(
        f'<w:ins w:id="3" w:author="甲">{run("合作者：" + shown("insertion", person.coworkers[0]))}</w:ins>'
    )
    body += paragraph(run(shown("small-capitals", f"{person.latin_surname} {person.joined}"), "<w:smallCaps/>"))
    body += paragraph(run("负责人：" + shown("struck", person.coworkers[1]), "<w:strike/>"))
    body += paragraph(run("联系：" + shown("pale", person.phone), '<w:color w:val="D9D9D9"/>'))
    boxes = "".join(
        f"<wps:wsp><wps:txbx><w:txbxContent>{paragraph(run(text))}</w:txbxContent></wps:txbx></wps:wsp>"
        for text in ("完成人", letters[:1], letters[1:], shown("box-in-a-group", person.employer))
    )
    spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'  # noqa: E501 - markup and records in one piece
    shown("boxes-of-letters", letters)
    body += paragraph(
        f'<w:r><mc:AlternateContent {spaces}><mc:Choice Requires="wpg"><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/>'  # noqa: E501 - markup and records in one piece
        f"<a:graphic><a:graphicData><wpg:wgp>{boxes}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
    body += paragraph(
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textpath string='
        + quoteattr(shown("word-art", name))
        + "/></v:shape></w:pict></w:r>"
    )
    body += paragraph(
        f'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{escape(shown("formula", name))}</m:t></m:r></m:oMath>'  # noqa: E501 - markup and records in one piece
    )
    inner = table([["姓名"], list(letters)[:1], list(letters)[1:2] or [""], list(letters)[2:3] or [""]])
    if len(letters) <= 3:
        shown("cells-below-each-other", letters)
        body += inner
    body += table([["单位", f"{person.employer[:3]}\n{person.employer[3:]}"]])
    shown("cell-of-two-lines", person.employer)
    for kind, tag, which, text in (
        ("header", "hdr", "first", person.strangers[1]),
        ("footer", "ftr", "even", person.strangers[2]),
    ):
        package.part(
            f"word/{kind}{which}.xml",
            f"<w:{tag} {SPACES}>{paragraph(run('制表人：' + shown(f'{kind}-{which}', text)))}</w:{tag}>",
            f"{KIND}{kind}+xml",
        )
    package.part(
        "word/settings.xml", f"<w:settings {SPACES}><w:evenAndOddHeaders/></w:settings>", f"{KIND}settings+xml"
    )
    package.relate(main, "settings", "settings.xml")
    section = (
        "".join(
            f'<w:{kind}Reference w:type="{which}" r:id="{package.relate(main, kind, f"{kind}{which}.xml")}"/>'
            for kind, which in (("header", "first"), ("footer", "even"))
        )
        + "<w:titlePg/>"
    )
    package.part(
        "word/endnotes.xml",
        f'<w:endnotes {SPACES}><w:endnote w:id="2">{paragraph(run("致谢：" + shown("endnote", person.strangers[3]) + "老师"))}</w:endnote></w:endnotes>',  # noqa: E501 - markup and records in one piece
        f"{KIND}endnotes+xml",
    )
    package.relate(main, "endnotes", "endnotes.xml")
    body += paragraph(run("见尾注"), '<w:r><w:endnoteReference w:id="2"/></w:r>')
    body += paragraph(run(stays[1].phrase + "。")) + paragraph(run(stays[2].phrase))
    return CorpusFile("37版式.docx", document(package, body, section), shown.vectors, stays)


def workbook_file(person: Person, dice: random.Random) -> CorpusFile:
    """Numbers and dates shown by their formats, rich text in pieces, names down a column, boxes over cells."""
    prose, shown, package = Prose(dice, person.controls), Shown("xlsx"), Package()
    letters = person.name.replace("·", "")
    stays = [Stay(prose.sentence()), Stay(prose.control(), control=True)]
    born = person.id_number[6:14]
    serial = _serial(int(born[:4]), int(born[4:6]), int(born[6:]))
    styles = sheets.styles(escape("000\\-0000\\-0000"))
    package.part("xl/styles.xml", styles, f"{sheets.KIND}styles+xml")
    package.relate("xl/workbook.xml", "styles", "styles.xml")
    dashed = f"{person.phone[:3]}-{person.phone[3:7]}-{person.phone[7:]}"
    rich = "".join(f"<r><t>{char}</t></r>" for char in shown("rich-pieces", letters))
    cells = [
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{stays[0].phrase}</t></is></c></row>',
        f'<row r="2"><c r="A2" t="inlineStr"><is><t>电话</t></is></c><c r="B2" s="2"><v>{person.phone}</v></c></row>',
        f'<row r="3"><c r="A3" t="inlineStr"><is><t>手机</t></is></c><c r="B3"><v>{shown("phone-as-number", person.phone)}</v></c></row>',  # noqa: E501 - markup and records in one piece
        f'<row r="4"><c r="A4" t="inlineStr"><is><t>申报人：</t>{rich}</is></c></row>',
        f'<row r="5"><c r="A5" t="str"><f>"申报"&amp;"人"</f><v>申报人{shown("formula-result", person.employer)}</v></c></row>',  # noqa: E501 - markup and records in one piece
        f'<row r="6"><c r="A6" t="inlineStr"><is><t>出生日期</t></is></c><c r="B6"><v>{serial}</v></c></row>',
    ]
    shown("phone-by-format", dashed, dashed, person.phone)
    for at, char in enumerate(letters):
        cells.append(
            f'<row r="{8 + at}"><c r="A{8 + at}" t="inlineStr"><is><t>{"姓名" if not at else ""}</t></is></c><c r="C{8 + at}" t="inlineStr"><is><t>{char}</t></is></c></row>'  # noqa: E501 - markup and records in one piece
        )
    shown("letters-down-a-column", letters)
    cells.append(f'<row r="30"><c r="A30" t="inlineStr"><is><t>{stays[1].phrase}</t></is></c></row>')
    space = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    said = shown("box-over-cells", person.coworkers[0])
    package.part(
        "xl/drawings/drawing1.xml",
        f'<xdr:wsDr xmlns:xdr="{space}" xmlns:a="{A}"><xdr:twoCellAnchor><xdr:from/><xdr:to/><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="框"/></xdr:nvSpPr>'  # noqa: E501 - markup and records in one piece
        f"<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>合作者：{said}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>",
        "application/vnd.openxmlformats-officedocument.drawing+xml",
    )
    drawing = package.relate("xl/worksheets/sheet1.xml", "drawing", "../drawings/drawing1.xml")
    body = f'<sheetData>{"".join(cells)}</sheetData><drawing r:id="{drawing}"/>'
    name = shown("second-sheet-name", person.coworkers[1])
    data = sheets.workbook(
        package, [("业绩", "", body), (name, "", f"<sheetData>{sheets.rows([['说明']])}</sheetData>")]
    )
    return CorpusFile("45格式.xlsx", data, shown.vectors, stays)


def _serial(year: int, month: int, day: int) -> int:
    return (datetime.date(year, month, day) - datetime.date(1899, 12, 30)).days


def slides_file(person: Person, dice: random.Random) -> CorpusFile:
    """Line breaks in names, fields, groups, tables of letters, upright boxes and a dark ground."""
    prose, shown, package = Prose(dice, person.controls), Shown("pptx"), Package()
    letters = person.name.replace("·", "")
    stays = [Stay(prose.sentence()), Stay(prose.control(), control=True)]

    def box(inner: str, top: int, turned: str = "") -> str:
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{top // 1000}" name="框"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="500000" y="{top}"/>'  # noqa: E501 - markup and records in one piece
            f'<a:ext cx="8000000" cy="600000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr{turned}/>{inner}</p:txBody></p:sp>'
        )

    def said(text: str) -> str:
        return f"<a:r><a:t>{escape(text)}</a:t></a:r>"

    broken = "<a:br/>".join(said(char) for char in shown("breaks-between", letters))
    shapes = box(f"<a:p>{said(stays[0].phrase)}</a:p>", 100_000)
    shapes += box(f"<a:p>{said('主讲：')}{broken}</a:p>", 700_000)
    shapes += box(
        f'<a:p>{said("单位：")}<a:fld id="{{1}}" type="x"><a:t>{shown("field", person.employer)}</a:t></a:fld></a:p>',
        1_300_000,
    )
    shapes += box(
        "".join(f"<a:p>{said(char)}</a:p>" for char in shown("upright-box", person.coworkers[0])),
        1_900_000,
        ' vert="eaVert"',
    )
    group = box(f"<a:p>{said('汇报人')}</a:p>", 2_500_000) + box(
        f"<a:p>{said(shown('group', letters))}</a:p>", 3_100_000
    )
    shapes += f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="70" name="组"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{group}</p:grpSp>'  # noqa: E501 - markup and records in one piece
    cells = "".join(
        f"<a:tc><a:txBody><a:bodyPr/><a:p>{said(char)}</a:p></a:txBody></a:tc>"
        for char in ["姓名", *shown("table-of-letters", letters)]
    )
    shapes += f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="80" name="表"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="1" y="4000000"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData><a:tbl><a:tr>{cells}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>'  # noqa: E501 - markup and records in one piece
    shapes += box(f"<a:p>{said(stays[1].phrase)}</a:p>", 5_000_000)
    shapes += box(
        f"<a:p>{said('谢谢！' + shown('last-line', person.latin_surname + ' ' + person.joined))}</a:p>", 5_600_000
    )
    slides.slide(package, 1, shapes)
    return CorpusFile("53汇报.pptx", slides.presentation(package, 1), shown.vectors, stays)


__all__ = ["slides_file", "text_file", "word_file", "workbook_file"]
