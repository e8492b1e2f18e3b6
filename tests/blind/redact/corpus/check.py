"""Decides from a released file alone whether a vector leaks and whether what has to stay can be read."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np
import pikepdf
import pypdf
import pypdfium2 as pdfium
import zxingcpp
from numpy.typing import NDArray
from pdfminer.high_level import extract_text
from PIL import Image

from tests.blind.redact.corpus.sheet import grey
from tests.blind.redact.corpus.vector import CorpusFile, Grey, Kind, Patch, Stay, Vector

SEEN = 0.3
"""Share of a secret's edges that must not be found again."""
KEPT = 0.6
"""Share of a phrase's edges that has to be found again."""
AGREES = 0.3
"""Correlation of light and dark inside a place, below which it is something else that stands there now."""
INK, TEXT = "ink", "text"
"""How evidence begins that is seen at its place, and that stands somewhere in the text."""
REACH = 1
"""Pixels by which a place may stand off from where the whole page has moved."""
_DROPPED = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad\x00-\x1f]+")


def flat(text: str) -> str:
    """Text as far as it can be searched: compatibility forms and blanks away, small letters, one kind of dot."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _DROPPED.sub("", plain)


@dataclass
class Evidence:
    """A file as somebody finds it who wants to know whose it is: its texts, its bytes, its pages."""

    data: bytes
    name: str = "packet.pdf"
    ours: Sequence[str] = ()
    """Phrases that may stay and contain a secret as part of an ordinary word."""

    @cached_property
    def parts(self) -> list[tuple[str, bytes]]:
        """Every stream that can be reached, unpacked, under its name."""
        return [*unpacked(self.name, self.data)]

    @cached_property
    def page_texts(self) -> list[str]:
        """The text layer of every page by three readers, or the text of a file that flows."""
        texts: list[str] = []
        for name, data in self.parts:
            if data[:5] == b"%PDF-":
                texts += pdf_texts(data)
            elif name.endswith((".xml", ".rels", ".vml")):
                texts.append(re.sub("<[^>]*>", "", data.decode("utf-8", "replace")))
            elif name.lower().endswith(".txt"):
                texts.append(decoded(data))
            elif data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
                texts.append(data.decode("utf-16-le", "ignore"))
                texts.append(data[1:].decode("utf-16-le", "ignore"))
        return texts

    @cached_property
    def text(self) -> str:
        """All text flat, without the phrases that may stay."""
        return self._without(flat("\f".join(self.page_texts)))

    @cached_property
    def raw(self) -> str:
        """All bytes of all parts in every encoding a reader may try, and their names."""
        found: list[str] = []
        for name, data in self.parts:
            found.append(name)
            for encoding in ("utf-8", "utf-16-be", "utf-16-le", "gb18030"):
                found.append(data.decode(encoding, "ignore"))
                if encoding.startswith("utf-16"):
                    found.append(data[1:].decode(encoding, "ignore"))
            found += [bytes.fromhex(one.decode()).decode("utf-16-be", "ignore") for one in _hex_strings(data)]
        return self._without(flat("\f".join(found)))

    def _without(self, text: str) -> str:
        for phrase in sorted(self.ours, key=len, reverse=True):
            text = text.replace(flat(phrase), "\f")
        return text

    @cached_property
    def pages(self) -> list[Grey]:
        """Every page or picture at 150 dots an inch."""
        if self.data[:5] == b"%PDF-":
            return drawn(self.data)
        pages: list[Grey] = []
        for name, data in self.parts:
            if data[:5] == b"%PDF-":
                pages += drawn(data)
            elif name.startswith("stream"):
                continue
            elif data[:4] in (b"\x89PNG", b"II*\0", b"MM\0*") or data[:2] == b"\xff\xd8":
                pages += pictures(data)
        return pages

    @cached_property
    def codes(self) -> str:
        """What bar and matrix codes say."""
        return flat("\f".join(code.text for page in self.pages for code in zxingcpp.read_barcodes(page)))


def unpacked(name: str, data: bytes, depth: int = 0) -> Iterable[tuple[str, bytes]]:
    """A file and all that is packed in it: members, PDF streams and attachments, compressed chunks of pictures."""
    yield name, data
    if depth > 4:
        return
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield "comment", archive.comment
            for info in archive.infolist():
                yield "extra", info.extra + info.comment
                yield from unpacked(info.filename, archive.read(info), depth + 1)
    elif data[:5] == b"%PDF-":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for number, thing in enumerate(pdf.objects):
                yield f"object {number}", _strings(thing)
                if isinstance(thing, pikepdf.Stream):
                    yield f"stream {number}", thing.read_raw_bytes()
                    try:
                        inner = thing.read_bytes()
                    except pikepdf.PdfError:
                        continue
                    yield from unpacked(f"stream {number}.bin", inner, depth + 1)
            yield "trailer", _strings(pdf.trailer)
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        yield from _png_texts(data)


def _strings(thing: pikepdf.Object, depth: int = 0) -> bytes:
    """All strings and names of an object without following references, one after the other in UTF-8."""
    if isinstance(thing, pikepdf.String):
        return str(thing).encode("utf-8", "replace") + b"\f" + bytes(thing) + b"\f"
    if isinstance(thing, pikepdf.Name):
        return str(thing).encode("utf-8", "replace") + b"\f"
    if depth > 6:
        return b""
    if isinstance(thing, pikepdf.Array):
        return b"".join(_strings(one, depth + 1) for one in thing if not getattr(one, "is_indirect", False))
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        found = b""
        for key, value in thing.items() if isinstance(thing, pikepdf.Dictionary) else thing.stream_dict.items():
            found += key.encode() + b"\f"
            if not getattr(value, "is_indirect", False) and isinstance(value, pikepdf.Object):
                found += _strings(value, depth + 1)
        return found
    return b""


def _png_texts(data: bytes) -> Iterable[tuple[str, bytes]]:
    at = 8
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if kind in (b"zTXt", b"iTXt"):
            for start in range(len(body) - 2):
                if body[start : start + 1] == b"\x78":
                    try:
                        yield "png text", zlib.decompress(body[start:])
                    except zlib.error:
                        continue
        at += 12 + size


def _hex_strings(data: bytes) -> list[bytes]:
    if len(data) > 2_000_000:
        return []
    return [one for one in re.findall(rb"<([0-9A-Fa-f]{8,})>", data) if len(one) % 2 == 0]


def pdf_texts(data: bytes) -> list[str]:
    """The text of every page as three readers give it."""
    with pdfium.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    for read in (_by_pypdf, _by_pdfminer):
        try:
            texts += read(data)
        except Exception:  # noqa: BLE001, S112, RUF100 - hostile PDFs of the corpus stop one reader or the other
            continue
    return texts


def _by_pypdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def _by_pdfminer(data: bytes) -> list[str]:
    return [extract_text(io.BytesIO(data))]


def drawn(data: bytes) -> list[Grey]:
    """A PDF's pages as a viewer shows them, forms and comments included."""
    with pdfium.PdfDocument(data) as document:
        document.init_forms()
        return [grey(page.render(scale=150 / 72, rev_byteorder=True).to_numpy()[:, :, :3]) for page in document]


def pictures(data: bytes) -> list[Grey]:
    """The pictures of an image file, turned as its EXIF says."""
    found: list[Grey] = []
    with Image.open(io.BytesIO(data)) as image:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            turned = Image.new("RGBA", image.size, "white")
            turned.alpha_composite(image.convert("RGBA"))
            orientation = image.getexif().get(274, 1)
            turns = {3: 180, 6: 270, 8: 90}.get(orientation, 0)
            found.append(grey(np.asarray(turned.rotate(turns, expand=True).convert("RGB"))))
    return found


def decoded(data: bytes) -> str:
    """A text file in the encoding that fits."""
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def edges(page: Grey) -> NDArray[np.bool_]:
    """Where light changes to dark, thin strokes and faint ones included."""
    soft = cv2.GaussianBlur(page, (3, 3), 0).astype(np.int16)
    across = np.abs(cv2.Sobel(soft, cv2.CV_16S, 1, 0))
    down = np.abs(cv2.Sobel(soft, cv2.CV_16S, 0, 1))
    return np.asarray((across + down) > 40)


@dataclass
class Comparison:
    """An upright original page against the page that came of it."""

    before: Grey
    after: Grey
    placed: bool = False
    """Whether ``after`` is known to stand where ``before`` stands."""
    anchor: tuple[int, int, int, int] = (0, 0, 10**6, 10**6)
    """Left, top, right and bottom of something on the page before that stays."""
    turned: Grey = field(init=False)
    shift: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.turned, self.shift = (self.after, (0, 0)) if self.placed else self._registered()
        self._before = edges(self.before)
        self._after = edges(self.turned) & ~_box_rims(self.turned)

    def _refined(self) -> tuple[int, int]:
        """The shift at which most edges of the whole page meet again."""
        across, down = self.shift
        tried = [(x, y) for y in range(down - 4, down + 5) for x in range(across - 4, across + 5)]
        return max(tried, key=lambda at: (_overlap(self._after, self._before, *at), -abs(at[0]) - abs(at[1])))

    def _registered(self) -> tuple[Grey, tuple[int, int]]:
        """The page after, standing as before, and how far it has moved: where what stays is found again."""
        best: tuple[float, Grey, tuple[int, int]] = (-2.0, self.after, (0, 0))
        height, width = self.before.shape
        left, top, right, bottom = self.anchor
        anchor = cv2.GaussianBlur(self.before[top:bottom, left:right], (3, 3), 0)
        for quarter in range(4):
            page = np.ascontiguousarray(np.rot90(self.after, quarter))
            if abs(page.shape[0] - height) > 40 or abs(page.shape[1] - width) > 40:
                continue
            fitted = cv2.copyMakeBorder(page, 48, 48, 48, 48, cv2.BORDER_CONSTANT, value=(255,))
            where = fitted[top : bottom + 96, left : right + 96]
            score = cv2.matchTemplate(cv2.GaussianBlur(where, (3, 3), 0), anchor, cv2.TM_CCOEFF_NORMED)
            _, value, _, place = cv2.minMaxLoc(score)
            if value > best[0]:
                fitted = fitted[48 : 48 + height, 48 : 48 + width]
                best = (value, np.ascontiguousarray(fitted), (place[0] - 48, place[1] - 48))
        return best[1], best[2]

    def share(self, patch: Patch) -> float:
        """How many of the edges inside the patch are still there, at the best small shift.

        The rims of a box that was drawn over the ink count for nothing: light and dark inside have to agree as well.
        """
        rows, columns = patch.mask.shape
        inside = _wide(patch.mask, 1) & self._before[patch.top : patch.top + rows, patch.left : patch.left + columns]
        total = int(inside.sum())
        if not total:
            return 0.0
        near = range(-REACH, REACH + 1)
        tried = [(self.shift[0] + across, self.shift[1] + down) for across in near for down in near]
        found = [(_overlap(self._after, inside, patch.left + x, patch.top + y) / total, (x, y)) for x, y in tried]
        best, shift = max(found)
        return best if self._agreement(patch, shift) > AGREES else 0.0

    def _agreement(self, patch: Patch, shift: tuple[int, int]) -> float:
        rows, columns = patch.mask.shape
        before = self.before[patch.top : patch.top + rows, patch.left : patch.left + columns]
        left, top = max(patch.left + shift[0], 0), max(patch.top + shift[1], 0)
        after = self.turned[top : top + rows, left : left + columns]
        rows, columns = after.shape
        where = _wide(patch.mask, 1)[:rows, :columns]
        one, other = before[:rows, :columns][where].astype(np.float64), after[where].astype(np.float64)
        if not len(one) or one.std() < 1 or other.std() < 1:
            return 0.0
        return abs(float(np.corrcoef(one, other)[0, 1]))


def _box_rims(page: Grey) -> NDArray[np.bool_]:
    """The rims of solid dark rectangles: no letter has so broad a stroke."""
    dark = (page < 60).astype(np.uint8)
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((8, 16), np.uint8))
    inner, outer = cv2.erode(solid, np.ones((5, 5), np.uint8)), cv2.dilate(solid, np.ones((7, 7), np.uint8))
    return np.asarray((outer > 0) & (inner == 0))


def _overlap(after: NDArray[np.bool_], inside: NDArray[np.bool_], left: int, top: int) -> int:
    height, width = after.shape
    rows, columns = inside.shape
    y0, x0 = max(top, 0), max(left, 0)
    y1, x1 = min(top + rows, height), min(left + columns, width)
    if y0 >= y1 or x0 >= x1:
        return 0
    return int((after[y0:y1, x0:x1] & inside[y0 - top : y1 - top, x0 - left : x1 - left]).sum())


def _wide(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    return np.asarray(cv2.dilate(mask.astype(np.uint8), kernel)) > 0


@dataclass
class Verdict:
    """What leaked and what cannot be read any more, each with the evidence for it."""

    leaks: list[tuple[Vector, str]] = field(default_factory=list)
    lost: list[tuple[Stay, str]] = field(default_factory=list)


def judge(file: CorpusFile, released: bytes, *, name: str = "packet.pdf") -> Verdict:
    """Judge what became of a file. ``name``: what the released file is called (its ending tells how to read it)."""
    evidence = Evidence(released, name, [stay.phrase for stay in file.stays])
    compared = compare(file, evidence)
    verdict = Verdict()
    for vector in file.vectors:
        why = leak_of(vector, evidence, compared)
        if why:
            verdict.leaks.append((vector, why))
    verdict.leaks = explained(verdict.leaks)
    full = flat("\f".join(evidence.page_texts))
    for stay in file.stays:
        why = loss_of(stay, full, compared)
        if why:
            verdict.lost.append((stay, why))
    return verdict


Compared = dict[tuple[str, int], Comparison]


def compare(file: CorpusFile, evidence: Evidence) -> Compared:
    """The file's known pages and pictures against what came of them."""
    found: Compared = {}
    if len(file.pages) == len(evidence.pages):
        for number, (before, after) in enumerate(zip(file.pages, evidence.pages, strict=True)):
            found["", number] = Comparison(before, after, anchor=anchor_of(file, "", number, before))
    for label, picture in file.pictures.items():
        place = best_place(picture, anchor_of(file, label, 0, picture), evidence.pages)
        if place is not None:
            found[label, 0] = Comparison(picture, place, placed=True)
    return found


Anchor = tuple[int, int, int, int]


def anchor_of(file: CorpusFile, label: str, page: int, picture: Grey) -> Anchor:
    """A part of the page or picture that stays (left, top, right, bottom), or the upper half where none is known."""
    patches = [patch for stay in file.stays for patch in stay.patches if (patch.picture, patch.page) == (label, page)]
    if not patches:
        return 0, 0, picture.shape[1], picture.shape[0] // 2
    longest = max(patches, key=lambda patch: patch.mask.shape[1])
    rows, columns = longest.mask.shape
    return max(longest.left - 4, 0), max(longest.top - 4, 0), longest.left + columns + 4, longest.top + rows + 4


def best_place(picture: Grey, anchor: Anchor, pages: Sequence[Grey]) -> Grey | None:
    """The part of a page where the picture most likely went, standing as it stood before."""
    best: tuple[float, Grey | None] = (-2.0, None)
    rows, columns = picture.shape
    left, top, right, bottom = anchor
    for page in pages:
        for quarter in range(4):
            turned = np.ascontiguousarray(np.rot90(page, quarter))
            shown = cv2.copyMakeBorder(turned, rows, rows, columns, columns, cv2.BORDER_CONSTANT, value=(255,))
            score = cv2.matchTemplate(shown, picture[top:bottom, left:right], cv2.TM_CCOEFF_NORMED)
            _, value, _, (x, y) = cv2.minMaxLoc(score)
            if value > best[0]:
                best = (value, shown[max(y - top, 0) :, max(x - left, 0) :][:rows, :columns])
    return best[1]


def leak_of(vector: Vector, evidence: Evidence, compared: Compared) -> str:
    """Why the vector leaks, or "" if it does not: ink at its place first, then text and bytes anywhere."""
    for patch in vector.patches:
        place = compared.get((patch.picture, patch.page))
        if place is not None and (share := place.share(patch)) > SEEN:
            return f"{INK} {share:.2f} on page {patch.page + 1}"
    for secret in vector.secrets:
        wanted = flat(secret)
        if wanted in evidence.text:
            at = evidence.text.index(wanted)
            return f"{TEXT} …{evidence.text[max(at - 8, 0) : at + len(wanted) + 8]}…"
        if (vector.kind is Kind.HIDDEN or evidence.data[:5] != b"%PDF-") and wanted in evidence.raw:
            return f"bytes {secret!r}"
        if vector.kind is Kind.PIXEL and "code" in vector.story and wanted in evidence.codes:
            return f"code {secret!r}"
    return ""


def explained(leaks: list[tuple[Vector, str]]) -> list[tuple[Vector, str]]:
    """The leaks without those of burnt places whose text is found only because the same text is seen elsewhere."""
    seen = {flat(secret) for vector, why in leaks if why.startswith(INK) for secret in vector.secrets}
    return [
        (vector, why)
        for vector, why in leaks
        if not (why.startswith(TEXT) and vector.patches and seen & {flat(secret) for secret in vector.secrets})
    ]


def loss_of(stay: Stay, text: str, compared: Compared) -> str:
    """Why a phrase cannot be read, or ""."""
    for patch in stay.patches:
        place = compared.get((patch.picture, patch.page))
        if place is not None and (share := place.share(patch)) < KEPT:
            return f"ink {share:.2f} on page {patch.page + 1}"
    if not alike(flat(stay.phrase), text, scanned=bool(stay.patches)):
        return "not in the text layer"
    return ""


def alike(wanted: str, text: str, *, scanned: bool) -> bool:
    """Whether the text has the phrase; recognised text may differ in one letter of five, order of lines aside."""
    if wanted in text:
        return True
    if not scanned:
        return False
    pairs = [wanted[at : at + 2] for at in range(len(wanted) - 1)]
    return sum(pair in text for pair in pairs) >= 0.7 * len(pairs)
