"""Born-digital pages that set names as no form does: upright, askew, in rings, over cells, huge, tiny, all but unseen."""  # noqa: E501 - markup and records in one piece

from __future__ import annotations

import random

from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.sheet import A4, Draft, Markup, Sheet, inline, quoted
from tests.blind.redact.corpus.typed import file_of
from tests.blind.redact.corpus.vector import CorpusFile, Kind, Stay, Vector
from tests.blind.redact.corpus.words import Prose


def marked(draft: Draft, story: str, text: str, pieces: list[str] | None = None, **look: str) -> list[Markup]:
    """One secret in several stretches that share its mark."""
    draft.secret(story, text, *([text] if pieces is None else [text, "".join(pieces)]))
    fill = look.get("fill", "black")
    return [Markup(f"#s({len(draft.marks)}, {quoted(piece)}, fill: {fill});") for piece in pieces or list(text)]


def upright(person: Person, dice: random.Random) -> CorpusFile:
    """Letters one below the other, in cells, in lines of their own, in rings, and in any order in the file."""
    prose = Prose(dice, person.controls)
    draft = Draft(page=A4)
    name, employer = person.name.replace("·", ""), person.employer
    draft.para(draft.stay(prose.sentence()))
    for story, text, gap in (("upright-employer", employer, 4), ("upright-name", name, 12)):
        column = ",".join(f"[{one}]" for one in marked(draft, story, text))
        draft.raw(f"#box(stack(dir: ttb, spacing: {gap}pt, {column}))#h(2cm)")
    draft.para(draft.stay(prose.control(), control=True), "。")
    cells = [f"[{one}]" for one in marked(draft, "cells-of-two-rows", employer)]
    wide = -(-len(cells) // 2)
    draft.raw(f"#table(columns: {wide}, {','.join(cells)})")
    grid = [f"[{one}]" for one in marked(draft, "cells-upright", name)]
    draft.raw(f"#table(columns: 2, table.cell(rowspan: {len(grid)})[姓名], {','.join(grid)})")
    for one in marked(draft, "letter-a-line", name):
        draft.raw(f"#h(3cm){one}")
    draft.para(draft.stay(prose.sentence()))
    leaders = "#t[ …… ]".join(marked(draft, "leaders", name))
    draft.raw(f"#t[完成人 …… ]{leaders}")
    draft.raw(f"#t[数据由]#super[{marked(draft, 'superscript', name, [name])[0]}]#t[整理。]")
    ruby = "#h(1pt)".join(marked(draft, "spaced-by-points", name))
    draft.raw(f"#t[负责人：]{ruby}")
    ring = marked(draft, "ring", employer)
    placed = "".join(
        f"#place(center + horizon, rotate({round(-100 + 200 * at / len(ring))}deg, block(height: 5cm)[{one}]))"
        for at, one in enumerate(ring)
    )
    draft.raw(f"#box(width: 6cm, height: 5.6cm)[{placed}]")
    draft.para(draft.stay(prose.control(), control=True), "。")
    order = list(enumerate(marked(draft, "any-order", f"{name}系{employer}职工")))
    dice.shuffle(order)
    draft.raw(
        "#box(width: 100%, height: 1cm)["
        + "".join(f"#place(top + left, dx: {at * 13}pt)[{one}]" for at, one in order)
        + "]"
    )
    draft.para(draft.stay(prose.sentence()))
    return file_of("19竖排.pdf", draft.made(), cost=2)


def askew(person: Person, dice: random.Random) -> CorpusFile:
    """Lines at every angle, slanted, squeezed, mirrored letters aside."""
    prose = Prose(dice, person.controls)
    draft = Draft(page=A4)
    draft.para(draft.stay(prose.sentence()))
    told = [person.name, person.employer, person.phone, person.coworkers[0], person.id_number]
    leads = ["申报人：", "工作单位：", "联系电话：", "合作者：", "身份证号："]
    for at, angle in enumerate((3, -5, 8, -12, 37, -63, 180, 135)):
        text, lead = told[at % 5], leads[at % 5]
        line = inline(lead, draft.secret(f"turned-by-{angle}", text))
        draft.raw(f"#rotate({angle}deg, reflow: true)[{line}]")
    for story, change in (
        ("slanted", "skew(ax: -18deg)"),
        ("squeezed", "scale(x: 55%)"),
        ("stretched", "scale(x: 170%)"),
    ):
        line = inline("申报人：", draft.secret(story, person.name))
        draft.raw(f"#{change[:-1]}, reflow: true)[{line}]")
    draft.para(draft.stay(prose.control(), control=True), "。")
    draft.para(draft.stay(prose.sentence()))
    return file_of("20斜排.pdf", draft.made(), cost=2)


def unseen(person: Person, dice: random.Random) -> CorpusFile:
    """Type that is tiny, huge, pale, outlined, see-through, dark on dark or white on white."""
    prose = Prose(dice, person.controls)
    draft = Draft(page=A4)
    name = person.name
    draft.para(draft.stay(prose.sentence()))
    draft.raw("#text(size: 4.5pt)[" + inline("单位：", draft.secret("size-4.5", person.employer), "　第二联") + "]")
    draft.raw("#text(size: 78pt)[" + draft.secret("size-78", name[:4], name[:4]) + "]")
    looks = {
        "yellow": "rgb(250,240,90)", "pale": "luma(215)", "paler": "luma(232)", "see-through": "black.transparentize(85%)",  # noqa: E501 - markup and records in one piece
        "green": "rgb(120,220,120)", "pink": "rgb(255,190,200)",
    }  # fmt: skip  # laid out as a table
    for at, (story, fill) in enumerate(looks.items()):
        text = [name, person.employer, person.phone][at % 3]
        draft.para(
            ["申报人：", "单位：", "电话："][at % 3], draft.secret(f"look-{story}", text, fill=fill, kind=Kind.PIXEL)
        )
    draft.raw(
        "#text(size: 20pt, stroke: 0.4pt + (if plain {black} else {white}))["
        + draft.secret("look-outlined", name, fill="(if plain {white} else {shade(0)})")
        + "]"
    )
    draft.raw(
        "#box(fill: if plain {black} else {white}, inset: 5pt)["
        + draft.secret("dark-on-dark", name, fill="luma(52)", kind=Kind.PIXEL)
        + "]"
    )
    draft.raw(
        "#box(fill: if plain {gradient.linear(luma(90), luma(240))} else {white}, inset: 5pt)["
        + draft.secret("on-a-gradient", person.employer)
        + "]"
    )
    draft.raw("#highlight(fill: if plain {yellow} else {white})[" + draft.secret("highlighted", name) + "]")
    draft.para("审签：", draft.secret("white-on-white", person.strangers[6], fill="white", kind=Kind.HIDDEN))
    draft.para(draft.stay(prose.control(), control=True), "。")
    draft.para(draft.stay(prose.sentence()))
    return file_of("21隐约.pdf", draft.made(), cost=2)


def parted(person: Person, dice: random.Random) -> CorpusFile:
    """Names over column ends and over pages with heads and feet between, letter by letter."""
    prose = Prose(dice, person.controls)
    name = person.name
    draft = Draft(page='#set page(paper: "a5", margin: 2cm)')
    draft.raw("#set page(header: t[申报材料汇编], footer: t[共印二十份])")
    one, two = dice.sample(range(1, len(name)), k=1)[0], len(person.employer) // 2
    draft.para(draft.stay(prose.sentence()))
    first, second = marked(draft, "column-end-name", name, [name[:one], name[one:]])
    body = f"#t[完成人]{first}#colbreak(){second}#t[，特此说明。]"
    draft.raw(f"#block(height: 3cm, columns(2)[{body}])")
    third, fourth = marked(draft, "page-end-employer", person.employer, [person.employer[:two], person.employer[two:]])
    draft.raw(f"#v(1fr)#t[本项目由]{third}#pagebreak(){fourth}#t[承担。]")
    draft.para(draft.stay(prose.sentence()))
    fifth, sixth = marked(draft, "page-end-phone", person.phone, [person.phone[:6], person.phone[6:]])
    draft.raw(f"#v(1fr)#t[联系电话]{fifth}#pagebreak(){sixth}#t[，工作时间接听。]")
    draft.para(draft.stay(prose.control(), control=True), "。")
    return file_of("22分页.pdf", draft.made(), cost=2)


__all__ = ["Sheet", "Stay", "Vector", "askew", "parted", "unseen", "upright"]
