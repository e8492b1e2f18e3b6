"""Presentations: visible text and pictures, notes, hidden slides and what else nobody is shown."""

from __future__ import annotations

import random

from tests.blind.redact.corpus.package import OFFICE, A, P, Package, escape, quoteattr
from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.spellings import spellings
from tests.blind.redact.corpus.vector import CorpusFile, Kind, Stay, Vector
from tests.blind.redact.corpus.word import Told, exif_picture
from tests.blind.redact.corpus.words import Prose

KIND = "application/vnd.openxmlformats-officedocument.presentationml."
SPACES = f'xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{OFFICE}"'
EMPTY = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'


def shape(
    texts: list[str], *, top: int = 0, left: int = 500_000, name: str = "框", alt: str = "", hidden: bool = False
) -> str:
    """A text box; a text may be divided into runs by "|"."""
    lines = "".join(
        "<a:p>" + "".join(f"<a:r><a:t>{escape(piece)}</a:t></a:r>" for piece in text.split("|")) + "</a:p>"
        for text in texts
    )
    off = ' hidden="1"' if hidden else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{top // 1000 + 2}" name={quoteattr(name)} descr={quoteattr(alt)}{off}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'  # noqa: E501 - markup and records in one piece
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="8000000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr>'  # noqa: E501 - markup and records in one piece
        f"<p:txBody><a:bodyPr/>{lines}</p:txBody></p:sp>"
    )


def slide(package: Package, number: int, shapes: str, *, shown: bool = True) -> None:
    """A slide with its shapes."""
    off = "" if shown else ' show="0"'
    package.part(
        f"ppt/slides/slide{number}.xml",
        f"<p:sld {SPACES}{off}><p:cSld><p:spTree>{EMPTY}{shapes}</p:spTree></p:cSld></p:sld>",
        f"{KIND}slide+xml",
    )


def presentation(package: Package, count: int, extra: str = "") -> bytes:
    """The package with its main part and ``count`` slides."""
    main = "ppt/presentation.xml"
    ids = "".join(
        f'<p:sldId id="{255 + number}" r:id="{package.relate(main, "slide", f"slides/slide{number}.xml")}"/>'
        for number in range(1, count + 1)
    )
    package.part(
        main,
        f'<p:presentation {SPACES}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>{extra}</p:presentation>',  # noqa: E501 - markup and records in one piece
        f"{KIND}presentation.main+xml",
    )
    package.relate("", "officeDocument", main)
    return package.packed()


def deck(person: Person, dice: random.Random) -> CorpusFile:
    """Slides with spellings, and every hidden corner of a presentation."""
    prose = Prose(dice, person.controls)
    told = Told(person, "pptx")
    package = Package()
    vectors: list[Vector] = []
    stays: list[Stay] = []
    package.properties(
        {"dc:creator": told("core-creator"), "dc:title": told("core-title")},
        {"Company": told("app-company")},
        {"a": told("custom-property")},
    )
    chosen = dice.sample(spellings(person, dice), k=10)
    for number in (1, 2):
        shapes = ""
        for at, one in enumerate(chosen[5 * (number - 1) : 5 * number]):
            vectors.append(Vector(f"pptx-{one.story}", Kind.VISIBLE, one.secrets))
            shapes += shape(
                [f"{one.lead}|{one.text}|{one.tail}" if "|" not in one.text else one.text], top=300_000 + 1_000_000 * at
            )
        stays += [Stay(prose.sentence()), Stay(prose.control(), control=True)]
        shapes += shape(
            [stay.phrase for stay in stays[-2:]],
            top=5_500_000,
            alt=told(f"alt-text-{number}"),
            name=told(f"shape-name-{number}"),
        )
        if number == 1:
            shapes += shape([told("off-slide")], top=300_000, left=-20_000_000)
            shapes += shape([told("hidden-shape")], top=300_000, hidden=True)
            package.part("ppt/media/image1.jpeg", exif_picture(told("picture-exif")))
            relation = package.relate("ppt/slides/slide1.xml", "image", "../media/image1.jpeg")
            shapes += (
                f'<p:pic><p:nvPicPr><p:cNvPr id="90" name="图"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="{relation}"/>'  # noqa: E501 - markup and records in one piece
                '<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="500000" y="6300000"/><a:ext cx="731520" cy="365760"/>'  # noqa: E501 - markup and records in one piece
                '</a:xfrm><a:prstGeom prst="rect"/></p:spPr></p:pic>'
            )
        slide(package, number, shapes)
    slide(package, 3, shape([told("hidden-slide")]), shown=False)
    notes = f"<p:notes {SPACES}><p:cSld><p:spTree>{EMPTY}{shape([told('notes')])}</p:spTree></p:cSld></p:notes>"
    package.part("ppt/notesSlides/notesSlide1.xml", notes, f"{KIND}notesSlide+xml")
    package.relate("ppt/slides/slide1.xml", "notesSlide", "../notesSlides/notesSlide1.xml")
    package.part(
        "ppt/comments/comment1.xml",
        f'<p:cmLst {SPACES}><p:cm authorId="0"><p:text>{told("comment")}</p:text></p:cm></p:cmLst>',
        f"{KIND}comments+xml",
    )
    package.relate("ppt/slides/slide1.xml", "comments", "../comments/comment1.xml")
    package.part(
        "ppt/commentAuthors.xml",
        f'<p:cmAuthorLst {SPACES}><p:cmAuthor id="0" name={quoteattr(told("comment-author"))}/></p:cmAuthorLst>',
        f"{KIND}commentAuthors+xml",
    )
    package.relate("ppt/presentation.xml", "commentAuthors", "commentAuthors.xml")
    package.part(
        "ppt/tags/tag1.xml",
        f'<p:tagLst {SPACES}><p:tag name="A" val={quoteattr(told("tag"))}/></p:tagLst>',
        f"{KIND}tags+xml",
    )
    package.relate("ppt/presentation.xml", "tags", "tags/tag1.xml")
    package.part(
        "ppt/slideLayouts/slideLayout9.xml",
        f"<p:sldLayout {SPACES}><p:cSld><p:spTree>{EMPTY}{shape([told('unused-layout')])}</p:spTree></p:cSld></p:sldLayout>",  # noqa: E501 - markup and records in one piece
        f"{KIND}slideLayout+xml",
    )
    shows = f'<p:custShowLst><p:custShow name={quoteattr(told("show-name"))} id="0"><p:sldLst/></p:custShow></p:custShowLst>'  # noqa: E501 - markup and records in one piece
    return CorpusFile("51答辩.pptx", presentation(package, 3, shows), vectors + told.vectors, stays)
