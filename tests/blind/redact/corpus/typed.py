"""Born-digital PDFs: names in running text, over breaks, in tables, heads and feet, small, faint and turned."""

from __future__ import annotations

import io
import random

import pikepdf

from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.sheet import A4, Draft, Markup, Sheet, inline, quoted
from tests.blind.redact.corpus.spellings import Spelling, spellings
from tests.blind.redact.corpus.vector import CorpusFile, Kind
from tests.blind.redact.corpus.words import Prose


def file_of(name: str, sheet: Sheet, *, data: bytes | None = None, cost: int = 1) -> CorpusFile:
    """A file whose pages are the sheet's."""
    return CorpusFile(
        name=name,
        data=data or sheet.pdf,
        vectors=list(sheet.vectors),
        stays=list(sheet.stays),
        pages=sheet.greys,
        cost=cost,
    )


def spelled(draft: Draft, prefix: str, one: Spelling, *, control: str = "") -> None:
    """A spelling in its sentence."""
    draft.para(one.lead, draft.secret(f"{prefix}-{one.story}", one.text, *one.secrets), one.tail)
    if control:
        draft.para("另见", draft.stay(control, control=True), "一节。")


def running(person: Person, dice: random.Random, part: int, parts: int) -> CorpusFile:
    """One share of all spellings, in a text of two pages or so."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    draft.raw("= 业务工作总结")
    for number, one in enumerate(spellings(person, dice)[part::parts]):
        spelled(draft, "pdf", one, control=prose.control() if number % 4 == 0 else "")
        if number % 5 == 2:
            draft.para(draft.stay(prose.sentence()))
    return file_of(f"{part + 1:02}业务总结.pdf", draft.made(), cost=2)


def broken(person: Person, dice: random.Random) -> CorpusFile:
    """Names over line, page, column and cell breaks; stacked letters; names in heads, feet, notes and captions."""
    prose = Prose(dice, person.controls)
    draft = Draft(page=A4)
    name = person.name
    head, tail = name[:1], name[1:]
    draft.raw(
        "#set page(header: ["
        + inline("申报材料　", draft.secret("pdf-header-name", name))
        + "], footer: ["
        + inline(draft.secret("pdf-footer-employer", person.employer), "　第一部分")
        + "])"
    )
    draft.para(draft.stay(prose.sentence()), draft.stay(prose.control(), control=True), "。")
    over = f"[#{quoted(head)};#linebreak()#{quoted(tail)};]"
    draft.para("该成果的第一完成人是申报人", draft.secret("pdf-line-break", name, body=over), "，任期内完成。")
    card = person.id_number
    split = f"[#{quoted(card[:9])};#linebreak()#{quoted(card[9:])};]"
    draft.para("身份证号：", draft.secret("pdf-id-line-break", card, body=split), "。")
    unit = f"[#{quoted(person.employer[:3])};#linebreak()#{quoted(person.employer[3:])};]"
    draft.para("工作单位为", draft.secret("pdf-employer-line-break", person.employer, body=unit), "。")
    cells = [
        inline("姓　名"),
        inline(draft.secret("pdf-table-cell", name)),
        inline("性　别"),
        inline("男"),
        inline("单　位"),
        inline(draft.secret("pdf-table-cell-wrapped", person.employer)),
        inline("合作者"),
        inline(draft.secret("pdf-table-coworker", person.coworkers[0])),
        inline("电　话"),
        inline(draft.secret("pdf-table-phone", person.phone)),
        inline("专　业"),
        inline(draft.stay(f"从事{prose.control()}", control=True)),
    ]
    draft.raw("#table(columns: (2cm, 2.6cm, 2cm, 5cm)," + ",".join(f"[{cell}]" for cell in cells) + ")")
    grid = ",".join(f"[#s({_mark(draft, 'pdf-name-over-cells', name)}, {quoted(char)});]" for char in name)
    draft.raw(f"#table(columns: {len(name) + 1}, [姓名], {grid})")
    draft.raw(
        "#stack(dir: ttb, spacing: 5pt,"
        + ",".join(f"s({_mark(draft, 'pdf-stacked-letters', name)}, {quoted(char)})" for char in name)
        + ")"
    )
    draft.para("正文注释", Markup("#footnote[" + inline("数据由", draft.secret("pdf-footnote", name), "整理。") + "]"))
    draft.raw(
        "#figure(rect(width: 3cm, height: 1cm), caption: ["
        + inline("试验现场（摄影：", draft.secret("pdf-caption", name), "）")
        + "])"
    )
    draft.raw("#v(1fr)")
    last = f"[#{quoted(head)};#pagebreak()#{quoted(tail)};]"
    draft.para("以上内容真实，申报人：", draft.secret("pdf-page-break", name, body=last), "，特此说明。")
    draft.para(draft.stay(prose.sentence()))
    draft.para(draft.stay(prose.sentence()))
    return file_of("11申报书.pdf", draft.made(), cost=2)


def _mark(draft: Draft, story: str, name: str) -> int:
    """The number of a mark that several stretches share."""
    for at, mark in enumerate(draft.marks, start=1):
        if getattr(mark, "story", "") == story:
            return at
    draft.secret(story, name)
    return len(draft.marks)


def columns(person: Person, dice: random.Random) -> CorpusFile:
    """A paper in two columns with an author line, addresses, biography and references."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    one, two = person.coworkers[:2]
    draft.raw("#align(center)[" + inline("复杂条件下的试验研究") + "]")
    draft.raw(
        "#align(center)["
        + inline(
            draft.secret("paper-author-line", person.name),
            "，",
            draft.secret("paper-second-author", one),
            "，",
            draft.secret("paper-third-author", two),
        )
        + "]"
    )
    draft.raw("#align(center)[" + inline("（", draft.secret("paper-address", person.employer), "，000000）") + "]")
    body = [
        inline("摘要：", draft.stay(prose.sentence()), draft.stay(prose.sentence())),
        inline(
            "作者简介：",
            draft.secret("paper-biography", person.name),
            "（1980—），主要从事",
            draft.stay(prose.control(), control=True),
            "研究。",
        ),
        inline(
            "通信作者：",
            draft.secret("paper-corresponding", f"{person.latin_surname} {person.joined}"),
            "，",
            draft.secret("paper-email", person.email),
        ),
        inline("基金项目：省自然科学基金（", draft.stay("2021JJ30501", control=True), "）"),
        inline(
            "完成单位 ",
            draft.secret(
                "paper-column-break",
                person.employer,
                body=f"[#{quoted(person.employer[:2])};#colbreak()#{quoted(person.employer[2:])};]",
            ),
            "，表1给出结果。",
        ),
        inline(draft.stay(prose.sentence()), draft.stay(prose.sentence())),
        inline(
            "参考文献[1] ",
            draft.secret("paper-reference", person.name),
            "．",
            draft.stay(prose.control(), control=True),
            "[J]．学报，2020，12(3)：1-9．",
        ),
        inline("致谢：感谢", draft.secret("paper-thanks", person.strangers[0]), "老师的帮助。"),
    ]
    draft.raw("#block(height: 9cm, columns(2)[" + "\n\n".join(body) + "])")
    return file_of("12论文.pdf", draft.made(), cost=2)


def looks(person: Person, dice: random.Random) -> CorpusFile:
    """Text that is faint, small, coloured, on a dark ground, turned, spaced or crossed out."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    name = person.name
    draft.para(draft.stay(prose.sentence()))
    draft.raw("#text(size: 5.5pt)[" + inline("校对：", draft.secret("pdf-small-type", name), "　排版：印刷室") + "]")
    draft.para("制表：", draft.secret("pdf-faint", name, fill="luma(165)"))
    draft.para("更正：", draft.secret("pdf-red", name, fill="rgb(200,30,30)"))
    draft.para("联系：", draft.secret("pdf-blue", person.phone, fill="rgb(30,60,200)"))
    draft.raw(
        "#box(fill: if plain {rgb(20,40,90)} else {white}, inset: 6pt)["
        + Markup(f"#t({quoted('荣誉：')}, fill: white)")
        + draft.secret("pdf-white-on-dark", name, fill="white")
        + "]"
    )
    draft.raw("#rotate(90deg, reflow: true)[" + inline("装订：", draft.secret("pdf-turned-90", name)) + "]")
    draft.raw(
        "#rotate(-90deg, reflow: true)[" + inline("归档：", draft.secret("pdf-turned-270", person.employer)) + "]"
    )
    draft.raw("#text(tracking: 12pt)[" + inline("申报人：", draft.secret("pdf-spaced", name)) + "]")
    draft.raw("#strike[" + inline("原负责人：", draft.secret("pdf-struck", person.strangers[1])) + "]")
    draft.raw("#underline[" + inline("申报人", draft.secret("pdf-underlined", name)) + "]")
    draft.para(draft.stay(prose.control(), control=True), "，", draft.stay(prose.control(), control=True), "。")
    draft.raw(
        "#place(bottom + center, dy: -4cm, rotate(-25deg, text(size: 34pt)["
        + draft.secret("pdf-watermark", person.employer, fill="luma(215)", kind=Kind.PIXEL)
        + "]))"
    )
    draft.para(draft.stay(prose.sentence()))
    return file_of("13附表.pdf", draft.made(), cost=2)


def turned(person: Person, dice: random.Random, angle: int) -> CorpusFile:
    """A page that its file turns on the screen by ``angle`` degrees, or that stands turned."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    for one in dice.sample(spellings(person, dice), k=5):
        spelled(draft, f"pdf-rotate-{angle}", one)
    draft.para(draft.stay(prose.sentence()))
    draft.para(draft.stay(prose.control(), control=True), "。")
    draft.para(draft.stay(prose.sentence()))
    sheet = draft.made()
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        page = pdf.pages[0]
        page.Rotate = angle
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return file_of(f"14页面{angle}.pdf", sheet, data=out.getvalue(), cost=2)
