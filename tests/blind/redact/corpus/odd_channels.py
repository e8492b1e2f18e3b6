"""Born-digital pages whose letters reach the paper by ways that are no plain text: one way a page."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import cv2
import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Pdf, Stream

from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.sheet import A4, Draft, Sheet, grey
from tests.blind.redact.corpus.vector import CorpusFile, Kind, Stay, Vector, on_page
from tests.blind.redact.corpus.words import Prose

Way = Callable[[Pdf, pikepdf.Page, Sheet], None]
FINE = 2


def _form(pdf: Pdf, page: pikepdf.Page, content: bytes | None = None) -> Stream:
    """The page's drawing as a form."""
    if content is None:
        page.contents_coalesce()
        content = page.Contents.read_bytes()
    resources = page.obj.get("/Resources", Dictionary())
    return Stream(
        pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, *page.mediabox[2:]]), Resources=resources
    )


def _draws(pdf: Pdf, page: pikepdf.Page, resources: Dictionary, content: bytes) -> None:
    page.obj.Resources = resources
    page.obj.Contents = pdf.make_indirect(Stream(pdf, content))


def nested(pdf: Pdf, page: pikepdf.Page, _sheet: Sheet) -> None:
    """Forms in forms."""
    form = _form(pdf, page)
    for _ in range(3):
        inner = Dictionary(XObject=Dictionary(F=pdf.make_indirect(form)))
        page.obj.Resources = inner
        form = _form(pdf, page, b"q /F Do Q")
    _draws(pdf, page, Dictionary(XObject=Dictionary(F=pdf.make_indirect(form))), b"/F Do")


def nameless(pdf: Pdf, _page: pikepdf.Page, _sheet: Sheet) -> None:
    """Fonts that do not say which letters their glyphs are."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
            del thing["/ToUnicode"]


def tiled(pdf: Pdf, page: pikepdf.Page, _sheet: Sheet) -> None:
    """The page as a pattern with which a rectangle is filled."""
    _, _, wide, high = (float(side) for side in page.mediabox)
    form = _form(pdf, page)
    pattern = Stream(
        pdf, form.read_bytes(), Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, XStep=wide, YStep=high,
        BBox=Array([0, 0, wide, high]), Resources=form.Resources,
    )  # fmt: skip  # laid out as a table
    resources = Dictionary(Pattern=Dictionary(P=pdf.make_indirect(pattern)))
    _draws(pdf, page, resources, f"/Pattern cs /P scn 0 0 {wide} {high} re f".encode())


def stamped(pdf: Pdf, page: pikepdf.Page, _sheet: Sheet) -> None:
    """The page as what a rubber stamp of a comment looks like."""
    _appearing(pdf, page, Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4))


def filled_in(pdf: Pdf, page: pikepdf.Page, _sheet: Sheet) -> None:
    """The page as what a field of a form looks like."""
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, F=4, FT=Name.Btn, T="a", Ff=65536)
    _appearing(pdf, page, field)
    pdf.Root.AcroForm = Dictionary(Fields=Array([page.obj.Annots[0]]))


def _appearing(pdf: Pdf, page: pikepdf.Page, mark: Dictionary) -> None:
    form = _form(pdf, page)
    mark.Rect, mark.AP = Array(page.mediabox), Dictionary(N=pdf.make_indirect(form))
    page.obj.Annots = Array([pdf.make_indirect(mark)])
    _draws(pdf, page, Dictionary(), b"q Q")


def clipped(pdf: Pdf, page: pikepdf.Page, _sheet: Sheet) -> None:
    """Letters as holes through which a black rectangle shows."""
    _, _, wide, high = (float(side) for side in page.mediabox)
    made: list[tuple[list[object], Operator]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BT":
            made.append(([], Operator("q")))
        if str(operator) != "Tr":
            made.append((list(operands), operator))
        if str(operator) == "BT":
            made.append(([7], Operator("Tr")))
        if str(operator) == "ET":
            made += [([-wide, -high, 3 * wide, 3 * high], Operator("re")), ([], Operator("f")), ([], Operator("Q"))]
    _draws(pdf, page, page.obj.Resources, pikepdf.unparse_content_stream(made))


def masked(pdf: Pdf, page: pikepdf.Page, sheet: Sheet) -> None:
    """The letters as one stencil of pixels."""
    _, _, wide, high = (float(side) for side in page.mediabox)
    large = cv2.resize(grey(sheet.pages[0]), None, fx=FINE, fy=FINE, interpolation=cv2.INTER_CUBIC)
    bits = np.packbits(large > 140, axis=1).tobytes()
    stencil = Stream(
        pdf, bits, Type=Name.XObject, Subtype=Name.Image, Width=large.shape[1], Height=large.shape[0], ImageMask=True,
        BitsPerComponent=1,
    )  # fmt: skip  # laid out as a table
    resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(stencil)))
    _draws(pdf, page, resources, f"q {wide} 0 0 {high} 0 0 cm 0 g /I Do Q".encode())


def inlined(pdf: Pdf, page: pikepdf.Page, sheet: Sheet) -> None:
    """The letters as a picture that stands in the drawing itself, in strips."""
    _, _, wide, high = (float(side) for side in page.mediabox)
    dark = grey(sheet.pages[0])
    strips, step = [], 64
    for top in range(0, dark.shape[0], step):
        part = dark[top : top + step]
        data = np.packbits(part > 128, axis=1).tobytes().hex().encode() + b">"
        tall = part.shape[0] * high / dark.shape[0]
        low = high - (top + part.shape[0]) * high / dark.shape[0]
        strips.append(
            f"q {wide} 0 0 {tall:.3f} 0 {low:.3f} cm BI /W {part.shape[1]} /H {part.shape[0]} /BPC 1 /CS /G /F /AHx ID ".encode()  # noqa: E501 - markup and records in one piece
            + data
            + b"\nEI Q"
        )
    _draws(pdf, page, Dictionary(), b"\n".join(strips))


def shining(pdf: Pdf, page: pikepdf.Page, _sheet: Sheet) -> None:
    """The letters as how much of a black rectangle shows."""
    _, _, wide, high = (float(side) for side in page.mediabox)
    form = _form(pdf, page)
    white = f"1 g 0 0 {wide} {high} re f 0 g ".encode() + form.read_bytes()
    form = _form(pdf, page, white)
    form.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray, I=True)
    back = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)
    state = Dictionary(Type=Name.ExtGState, SMask=Dictionary(S=Name.Luminosity, G=pdf.make_indirect(form), TR=back))
    resources = Dictionary(ExtGState=Dictionary(S=state))
    _draws(pdf, page, resources, f"/S gs 0 g 0 0 {wide} {high} re f".encode())


def lettered(pdf: Pdf, page: pikepdf.Page, _sheet: Sheet) -> None:
    """The page as one letter of a font of drawings, which calls it a harmless word."""
    _, _, wide, high = (float(side) for side in page.mediabox)
    inner = Dictionary(XObject=Dictionary(F=pdf.make_indirect(_form(pdf, page))))
    drawing = Stream(pdf, f"{wide} 0 d0 /F Do".encode())
    says = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <7684> endbfchar endcmap end"  # noqa: E501 - markup and records in one piece
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, wide, high]), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),  # noqa: E501 - markup and records in one piece
        CharProcs=Dictionary(A=pdf.make_indirect(drawing)), Encoding=Dictionary(Differences=Array([65, Name.A])),
        FirstChar=65, LastChar=65, Widths=Array([wide]), Resources=inner, ToUnicode=pdf.make_indirect(Stream(pdf, says)),  # noqa: E501 - markup and records in one piece
    )  # fmt: skip  # laid out as a table
    _draws(pdf, page, Dictionary(Font=Dictionary(T=pdf.make_indirect(font))), b"BT /T 1000 Tf 0 0 Td (A) Tj ET")


def moved(pdf: Pdf, page: pikepdf.Page, _sheet: Sheet) -> None:
    """A page whose lower left corner is not where its numbers begin."""
    _, _, wide, high = (float(side) for side in page.mediabox)
    page.contents_coalesce()
    content = b"q 1 0 0 1 100 -50 cm " + page.Contents.read_bytes() + b" Q"
    page.obj.Contents = pdf.make_indirect(Stream(pdf, content))
    page.obj.MediaBox = Array([100, -50, 100 + wide, -50 + high])
    page.obj.CropBox = page.obj.MediaBox


WAYS: dict[str, Way] = {
    "nested-forms": nested,
    "font-without-letters": nameless,
    "tiling-pattern": tiled,
    "stamp-comment": stamped,
    "form-field": filled_in,
    "clip": clipped,
    "stencil": masked,
    "inline-picture": inlined,
    "soft-mask": shining,
    "drawn-font": lettered,
    "moved-corner": moved,
}


def channels(person: Person, dice: random.Random, kinds: tuple[str, ...] = tuple(WAYS)) -> CorpusFile:
    """One page a way; each says who it is and something harmless."""
    made = Pdf.new()
    whole = CorpusFile("18途径.pdf", b"", cost=3)
    prose = Prose(dice, person.controls)
    told = [
        ("name", "申报人：", person.name),
        ("employer", "单位：", person.employer),
        ("phone", "手机：", person.phone),
    ]
    told += [("coworker", "合作者：", person.coworkers[0]), ("id", "身份证号：", person.id_number)]
    for number, story in enumerate(kinds):
        draft = Draft(page=A4)
        draft.para(draft.stay(prose.sentence()))
        for field, lead, text in [told[0], *dice.sample(told[1:], k=2)]:
            draft.para(lead, draft.secret(f"pdf-{story}-{field}", text))
        draft.para("另见", draft.stay(prose.control(), control=True), "一节。")
        draft.para(draft.stay(prose.sentence()))
        sheet = draft.made()
        with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
            WAYS[story](pdf, pdf.pages[0], sheet)
            held = io.BytesIO()
            pdf.save(held, static_id=True)
        with pikepdf.open(io.BytesIO(held.getvalue())) as pdf:
            made.pages.append(pdf.pages[0])
            if "/AcroForm" in pdf.Root:
                made.Root.AcroForm = made.make_indirect(Dictionary(Fields=Array([made.pages[-1].obj.Annots[0]])))
        whole.pages += sheet.greys
        whole.vectors += [Vector(v.story, Kind.PIXEL, v.secrets, on_page(number, v.patches)) for v in sheet.vectors]
        whole.stays += [Stay(s.phrase, s.control, on_page(number, s.patches)) for s in sheet.stays]
    out = io.BytesIO()
    made.save(out, static_id=True)
    whole.data = out.getvalue()
    return whole
