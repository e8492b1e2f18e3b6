"""Word files: visible spellings, and everything that a Word file says without showing it."""

from __future__ import annotations

import io
import random

import numpy as np
from PIL import Image

from tests.blind.redact.corpus import ornaments
from tests.blind.redact.corpus.package import OFFICE, A, Package, W, escape, quoteattr
from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.sheet import SLIP, Colour, Draft, grey
from tests.blind.redact.corpus.spellings import spellings
from tests.blind.redact.corpus.vector import CorpusFile, Kind, Patch, Stay, Vector
from tests.blind.redact.corpus.words import Prose

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:a="{A}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


class Told:
    """Hands out particulars and remembers for which vector."""

    def __init__(self, person: Person, prefix: str) -> None:
        self.prefix = prefix
        self.vectors: list[Vector] = []
        self._texts = [person.employer, person.id_number, person.coworkers[0], person.former, person.phone]

    def __call__(self, story: str) -> str:
        """Another particular, unmistakable, for a hidden channel."""
        text = f"{self._texts[len(self.vectors) % len(self._texts)]}之{len(self.vectors)}"
        self.vectors.append(Vector(f"{self.prefix}-{story}", Kind.HIDDEN, (text,)))
        return text


def run(text: str, look: str = "") -> str:
    """A run with its properties."""
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """A paragraph of runs."""
    return f"<w:p>{''.join(runs)}</w:p>"


def table(rows: list[list[str]]) -> str:
    """A table of texts."""
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{paragraph(run(cell))}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * len(rows[0])}</w:tblGrid>{body}</w:tbl>"


def picture(relation: str, size: tuple[int, int], *, name: str = "图1", alt: str = "", crop: str = "") -> str:
    """An inline picture, pixels at 150 dots an inch."""
    wide, high = (edge * 6096 for edge in size)
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="1" name={quoteattr(name)} '
        f'descr={quoteattr(alt)}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name={quoteattr(name)}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/>{crop}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def document(package: Package, body: str, section: str = "") -> bytes:
    """The package with its main part."""
    package.part(
        "word/document.xml",
        f"<w:document {SPACES}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
        f"{KIND}document.main+xml",
    )
    package.relate("", "officeDocument", "word/document.xml")
    return package.packed()


def spelled(person: Person, dice: random.Random, part: int, parts: int) -> CorpusFile:
    """A share of all spellings in paragraphs, split runs, table cells, a header and a footer."""
    prose = Prose(dice, person.controls)
    package = Package()
    vectors: list[Vector] = []
    stays: list[Stay] = []
    body = ""
    for number, one in enumerate(spellings(person, dice)[part::parts]):
        vectors.append(Vector(f"docx-{one.story}", Kind.VISIBLE, one.secrets))
        pieces = [one.lead, *(one.text if number % 2 else [one.text]), one.tail]
        body += paragraph(*(run(piece) for piece in pieces))
        if number % 4 == 1:
            phrase = prose.control()
            stays.append(Stay(phrase, control=True))
            body += paragraph(run(f"另见{phrase}一节。"))
        if number % 5 == 2:
            phrase = prose.sentence()
            stays.append(Stay(phrase))
            body += paragraph(run(phrase))
    for story, header, text in (("header", True, person.employer), ("footer", False, person.coworkers[1])):
        kind = "header" if header else "footer"
        tag = "hdr" if header else "ftr"
        lead = "申报单位：" if header else "合作者："
        package.part(
            f"word/{kind}1.xml", f"<w:{tag} {SPACES}>{paragraph(run(lead), run(text))}</w:{tag}>", f"{KIND}{kind}+xml"
        )
        vectors.append(Vector(f"docx-{story}", Kind.VISIBLE, (text,)))
    section = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{package.relate("word/document.xml", kind, f"{kind}1.xml")}"/>'
        for kind in ("header", "footer")
    )
    name = person.name
    body += table([["姓名", name, "性别", "男"], ["单位", person.employer, "电话", person.phone]])
    body += table([["姓名", *name]])
    body += paragraph(run("申报人：" + name[:1]), "<w:r><w:br/></w:r>", run(name[1:] + "（签章）"))
    vectors += [
        Vector("docx-table-name", Kind.VISIBLE, (name,)),
        Vector("docx-table-employer", Kind.VISIBLE, (person.employer,)),
        Vector("docx-table-letters", Kind.VISIBLE, (name,)),
        Vector("docx-line-break", Kind.VISIBLE, (name,)),
        Vector("docx-footnote", Kind.VISIBLE, (person.strangers[0],)),
        Vector("docx-text-box", Kind.VISIBLE, (person.employer,)),
    ]
    package.part(
        "word/footnotes.xml",
        f'<w:footnotes {SPACES}><w:footnote w:id="2">'
        f"{paragraph(run('指导教师：' + person.strangers[0]))}</w:footnote></w:footnotes>",
        f"{KIND}footnotes+xml",
    )
    package.relate("word/document.xml", "footnotes", "footnotes.xml")
    body += paragraph(run("正文"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    body += paragraph(
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
        + paragraph(run("单位：" + person.employer))
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    return CorpusFile(f"{31 + part}述职报告.docx", document(package, body, section), vectors, stays)


def hidden(person: Person, dice: random.Random) -> CorpusFile:
    """Every hidden corner of a Word file."""
    prose = Prose(dice, person.controls)
    told = Told(person, "docx")
    package = Package()
    main = "word/document.xml"
    package.properties(
        {
            "dc:creator": told("core-creator"),
            "cp:lastModifiedBy": told("core-modified"),
            "dc:title": told("core-title"),
            "cp:keywords": told("core-keywords"),
            "dc:description": told("core-description"),
        },
        {"Company": told("app-company"), "Manager": told("app-manager"), "Template": told("app-template")},
        {"申报": told("custom-property")},
    )
    stays = [Stay(prose.sentence()), Stay(prose.sentence()), Stay(prose.control(), control=True)]
    body = "".join(paragraph(run(stay.phrase + "。")) for stay in stays)
    body += paragraph(run(told("hidden-run"), "<w:vanish/>"))
    body += paragraph(run(told("white-run"), '<w:color w:val="FFFFFF"/>'))
    body += paragraph(run(told("tiny-run"), '<w:sz w:val="2"/>'))
    author = told("revision-author")
    body += paragraph(
        f'<w:del w:id="1" w:author={quoteattr(author)} w:date="2024-01-01T00:00:00Z"><w:r><w:delText>{told("deleted-text")}'  # noqa: E501 - markup and records in one piece
        f'</w:delText></w:r></w:del><w:moveFrom w:id="2" w:author="甲">{run(told("moved-text"))}</w:moveFrom>'
    )
    body += paragraph(
        f'<w:bookmarkStart w:id="5" w:name={quoteattr(told("bookmark-name"))}/><w:bookmarkEnd w:id="5"/>', run("图示")
    )
    link = package.relate(main, "hyperlink", f"mailto:{told('link-target')}", outside=True)
    body += paragraph(
        f'<w:hyperlink r:id="{link}" w:tooltip={quoteattr(told("link-tooltip"))}>{run("链接")}</w:hyperlink>'
    )
    field = told("field-code")
    body += paragraph(
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "C:/{field}"</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("结果")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body += (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(told('control-title'))}/><w:tag w:val={quoteattr(told('control-tag'))}/>"  # noqa: E501 - markup and records in one piece
        f"</w:sdtPr><w:sdtContent>{paragraph(run('控件'))}</w:sdtContent></w:sdt>"
    )
    package.part(
        "word/comments.xml",
        f'<w:comments {SPACES}><w:comment w:id="1" w:author={quoteattr(told("comment-author"))} '
        f'w:initials="x">{paragraph(run(told("comment")))}</w:comment></w:comments>',
        f"{KIND}comments+xml",
    )
    package.relate(main, "comments", "comments.xml")
    body += paragraph('<w:r><w:commentReference w:id="1"/></w:r>')
    package.part(
        "word/settings.xml",
        f'<w:settings {SPACES}><w:docVars><w:docVar w:name="a" w:val={quoteattr(told("variable"))}/>'
        "</w:docVars></w:settings>",
        f"{KIND}settings+xml",
    )
    package.relate(main, "settings", "settings.xml")
    package.relate("word/settings.xml", "attachedTemplate", f"file:///C:/{told('template-path')}.dotx", outside=True)
    package.part("customXml/item1.xml", f"<a>{told('custom-xml')}</a>")
    package.relate(main, "customXml", "../customXml/item1.xml")
    package.part("word/people.xml", f'<p xmlns="urn:p"><person author={quoteattr(told("people"))}/></p>')
    package.relate(main, "http://schemas.microsoft.com/office/2011/relationships/people", "people.xml")
    package.part(
        "word/glossary/document.xml",
        f"<w:glossaryDocument {SPACES}><w:docParts>{run(told('glossary'))}</w:docParts></w:glossaryDocument>",
        f"{KIND}document.glossary+xml",
    )
    package.relate(main, "glossaryDocument", "glossary/document.xml")
    package.part(
        "word/header9.xml", f"<w:hdr {SPACES}>{paragraph(run(told('unused-header')))}</w:hdr>", f"{KIND}header+xml"
    )
    package.part(
        "word/styles.xml",
        f'<w:styles {SPACES}><w:style w:type="paragraph" w:styleId="x"><w:name w:val='
        f"{quoteattr(told('style-name'))}/></w:style></w:styles>",
        f"{KIND}styles+xml",
    )
    package.relate(main, "styles", "styles.xml")
    package.part("word/media/image1.jpeg", exif_picture(told("picture-exif")))
    relation = package.relate(main, "image", "media/image1.jpeg")
    body += paragraph(picture(relation, (120, 60), name=told("picture-name"), alt=told("picture-alt")))
    package.part("docProps/thumbnail.jpeg", exif_picture(told("thumbnail")))
    package.relate(
        "", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg"
    )
    return CorpusFile("35材料.docx", document(package, body), told.vectors, stays)


def exif_picture(secret: str, size: tuple[int, int] = (120, 60)) -> bytes:
    """A light picture whose EXIF names its author."""
    exif = Image.Exif()
    exif[0x9C9D] = secret.encode("utf-16-le")
    out = io.BytesIO()
    pixels = np.full((size[1], size[0], 3), 235, np.uint8)
    pixels[10:50:8, 10:110] = 120
    Image.fromarray(pixels).save(out, "JPEG", exif=exif, quality=90)
    return out.getvalue()


def slip(person: Person, dice: random.Random, seal: bool) -> tuple[Colour, list[Vector], list[Stay]]:
    """A small picture with text (a photographed certificate), for files that carry pictures."""
    prose = Prose(dice, person.controls)
    draft = Draft(page=SLIP)
    draft.para(draft.stay(prose.sentence()))
    draft.para(
        "获奖人：",
        draft.secret("picture-name", person.name),
        "　单位：",
        draft.secret("picture-employer", person.employer),
    )
    draft.para(draft.stay(prose.control(), control=True), "。")
    draft.raw("#v(4.2cm)")
    sheet = draft.made()
    page = sheet.pages[0].copy()
    vectors = [Vector(one.story, Kind.PIXEL, one.secrets, one.patches) for one in sheet.vectors]
    if seal:
        placed = ornaments.ink(
            page, ornaments.ring_seal(person.employer), (400, page.shape[0] - 260), (205, 30, 40), 0.85
        )
        vectors.append(Vector("picture-seal", Kind.PIXEL, (), (placed,)))
        placed = ornaments.paste(page, ornaments.portrait(dice), (60, page.shape[0] - 240))
        vectors.append(Vector("picture-photo", Kind.PIXEL, (), (placed,)))
    return page, vectors, sheet.stays


def in_picture(vectors: list[Vector], stays: list[Stay], label: str, prefix: str) -> tuple[list[Vector], list[Stay]]:
    """The same, standing in a picture of a file that flows."""

    def moved(patches: tuple[Patch, ...]) -> tuple[Patch, ...]:
        return tuple(Patch(0, one.left, one.top, one.mask, label) for one in patches)

    return (
        [Vector(f"{prefix}-{one.story}", one.kind, one.secrets, moved(one.patches)) for one in vectors],
        [Stay(one.phrase, one.control, moved(one.patches)) for one in stays],
    )


def png(page: Colour) -> bytes:
    """A picture as PNG."""
    out = io.BytesIO()
    Image.fromarray(page).save(out, "PNG")
    return out.getvalue()


def pictured(person: Person, dice: random.Random) -> CorpusFile:
    """A Word file with the picture of a certificate, and one whose cropped-away part names the applicant."""
    page, vectors, stays = slip(person, dice, seal=True)
    vectors, stays = in_picture(vectors, stays, "a", "docx")
    package = Package()
    package.part("word/media/image1.png", png(page))
    relation = package.relate("word/document.xml", "image", "media/image1.png")
    body = paragraph(run("附获奖证书照片。")) + paragraph(picture(relation, (page.shape[1], page.shape[0])))
    draft = Draft(page=SLIP)
    draft.para("图例说明")
    draft.raw("#v(2cm)")
    draft.para(draft.secret("docx-picture-crop", person.employer, kind=Kind.HIDDEN))
    cropped = draft.made()
    height, width = cropped.pages[0].shape[:2]
    package.part("word/media/image2.png", png(cropped.pages[0]))
    relation = package.relate("word/document.xml", "image", "media/image2.png")
    body += paragraph(picture(relation, (width, height // 2), crop='<a:srcRect b="50000"/>'))
    crop, _ = in_picture(cropped.vectors, [], "b", "")
    vectors.append(Vector("docx-picture-crop", Kind.HIDDEN, crop[0].secrets, crop[0].patches))
    pictures = {"a": grey(page), "b": grey(cropped.pages[0])}
    return CorpusFile("36证书照片.docx", document(package, body), vectors, stays, pictures=pictures, cost=3)
