"""Pages typeset with marked stretches, so that the ink of every secret is known to the pixel."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pylopdf_fonts_zh_cn as chinese_fonts
import pypdfium2 as pdfium
import typst
from numpy.typing import NDArray

from tests.blind.redact.corpus.vector import Grey, Kind, Patch, Stay, Vector

Colour = NDArray[np.uint8]
SCALE = 150 / 72
A4 = '#set page(paper: "a4", margin: 2.2cm)'
SLIP = "#set page(width: 12cm, height: auto, margin: 0.6cm)"
PREAMBLE = """
#let plain = sys.inputs.at("plain", default: "yes") == "yes"
#let shade(i) = rgb(calc.rem(i * 8, 256), calc.rem(calc.quo(i, 32) * 8, 256), 40)
#let s(i, body, fill: black) = text(fill: if plain { fill } else { shade(i) }, body)
#let t(body, fill: black) = text(fill: if plain { fill } else { white }, body)
#set text(font: "Noto Serif SC", size: 11pt, lang: "zh", fill: if plain { black } else { white })
#set par(justify: false, leading: 0.9em)
"""


class Markup(str):
    """Typst source, not to be escaped."""


def quoted(text: str) -> str:
    """A Typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@dataclass
class Sheet:
    """A typeset PDF with its upright pages in colour and where each mark's ink stands."""

    pdf: bytes
    pages: list[Colour]
    vectors: list[Vector]
    stays: list[Stay]

    @property
    def greys(self) -> list[Grey]:
        """The pages without colour."""
        return [grey(page) for page in self.pages]


@dataclass
class Draft:
    """A page being written: ``para`` adds text, ``secret`` and ``stay`` give marked stretches to put into it."""

    page: str = A4
    source: list[str] = field(default_factory=list)
    marks: list[Vector | Stay] = field(default_factory=list)

    def secret(
        self,
        story: str,
        text: str,
        *searched: str,
        body: str = "",
        fill: str = "black",
        kind: Kind = Kind.VISIBLE,
    ) -> Markup:
        """A stretch that tells who it is; ``searched`` stands for ``text`` where extraction gives something else."""
        self.marks.append(Vector(story, kind, tuple(searched) or (text,)))
        return Markup(f"#s({len(self.marks)}, {body or quoted(text)}, fill: {fill});")

    def stay(self, phrase: str, *, control: bool = False) -> Markup:
        """A phrase that has to stay."""
        self.marks.append(Stay(phrase, control=control))
        return Markup(f"#s({len(self.marks)}, {quoted(phrase)});")

    def para(self, *parts: str) -> None:
        """A paragraph; plain strings are text."""
        self.source.append(inline(*parts) + "\n\n")

    def raw(self, source: str) -> None:
        """Typst source between paragraphs."""
        self.source.append(source + "\n\n")

    def made(self) -> Sheet:
        """The sheet as it stands."""
        source = (self.page + PREAMBLE + "".join(self.source)).encode()
        pdf = compiled(source, "yes")
        pages = rendered(pdf)
        found: dict[int, list[Patch]] = {}
        for number, marked in enumerate(rendered(compiled(source, "no"), smooth=False)):
            codes = _codes(marked)
            for mark in np.unique(codes):
                if mark:
                    patch = _patch(number, near(codes == mark))
                    found.setdefault(int(mark), []).extend([patch] if patch else [])
        vectors: list[Vector] = []
        stays: list[Stay] = []
        for at, mark in enumerate(self.marks, start=1):
            patches = tuple(found.get(at, ()))
            if isinstance(mark, Vector):
                vectors.append(Vector(mark.story, mark.kind, mark.secrets, patches))
            else:
                stays.append(Stay(mark.phrase, control=mark.control, patches=patches))
        return Sheet(pdf, pages, vectors, stays)


def inline(*parts: str) -> str:
    """Parts in one line of Typst source."""
    return "".join(part if isinstance(part, Markup) else f"#{quoted(part)};" for part in parts)


def compiled(source: bytes, plain: str) -> bytes:
    """The PDF of a source; ``plain`` "no" colours the marks and whitens the rest."""
    made: bytes = typst.compile(
        source, font_paths=_book(), ignore_system_fonts=True, format="pdf", sys_inputs={"plain": plain}, timestamp=0
    )
    return made


@cache
def _book() -> typst.Fonts:
    folder = str(chinese_fonts.serif_path().parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])


def rendered(pdf: bytes, *, smooth: bool = True) -> list[Colour]:
    """Every page at 150 dots an inch."""
    with pdfium.PdfDocument(pdf) as document:
        return [
            np.array(
                page.render(
                    scale=SCALE,
                    rev_byteorder=True,
                    may_draw_forms=True,
                    **({} if smooth else {"no_smoothtext": True, "no_smoothpath": True}),
                ).to_numpy()[:, :, :3]
            )
            for page in document
        ]


def grey(page: Colour) -> Grey:
    """The page without colour."""
    if page.ndim == 2:
        return page
    return np.asarray(page @ np.array([0.299, 0.587, 0.114]), dtype=np.uint8)


def _codes(marked: Colour) -> NDArray[np.int32]:
    red, green, blue = (marked[:, :, at].astype(np.int32) for at in range(3))
    return np.where((blue == 40) & (red % 8 == 0) & (green % 8 == 0), red // 8 + 32 * (green // 8), 0)


def near(mask: NDArray[np.bool_], reach: int = 1) -> NDArray[np.bool_]:
    """The mask widened by ``reach`` pixels on every side."""
    wide = mask.copy()
    for _ in range(reach):
        step = wide.copy()
        step[1:] |= wide[:-1]
        step[:-1] |= wide[1:]
        step[:, 1:] |= wide[:, :-1]
        step[:, :-1] |= wide[:, 1:]
        wide = step
    return wide


def _patch(page: int, mask: NDArray[np.bool_]) -> Patch | None:
    rows, columns = np.nonzero(mask)
    if not len(rows):
        return None
    top, left = int(rows.min()), int(columns.min())
    return Patch(page, left, top, mask[top : rows.max() + 1, left : columns.max() + 1].copy())


def patch_of(page: int, mask: NDArray[np.bool_], *, picture: str = "") -> Patch:
    """The patch of a mask as large as its page."""
    found = _patch(page, mask)
    if found is None:
        raise ValueError("a mask without ink")
    return Patch(page, found.left, found.top, found.mask, picture)
