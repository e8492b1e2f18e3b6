"""Text recognition offline: the PP-OCRv6 models that the rapidocr wheel carries, run with one thread each."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from blind.redact.box import Box
from blind.redact.page import Glyph, Line, Pixels, Sight
from blind.redact.sight.ink import grey_of

STRIP_HEIGHT = 48
"""Pixels of height the recogniser wants."""
_COLUMN = 8
_NARROWEST = 160
_WIDEST = 2600
_LONGEST_SIDE = 2000
_PROBABLE = 0.3
_BOX_SURE = 0.5
_UNCLIP = 1.6

_BADLY = 75.0
_POSSIBLE, _MOST_OTHERS = 0.003, 8
"""Odds from which on a letter may stand where another is read, and how many such are remembered at most."""
_REMEMBERED = 64
"""Strips: lines by which a page was turned upright are read again where they stand."""

Matrix = NDArray[np.float64]
"""Three by three, from pixels of a strip to pixels of its picture."""

Quad = NDArray[np.float32]
"""Four corners by two: top left, top right, bottom right, bottom left, as the text is read."""


@dataclass(frozen=True)
class Strip:
    """What one line's picture says: characters, the middle of each in pixels of the strip, and 0..100 for each.

    ``others``: for each character what else may stand there, likeliest first; mostly nothing.
    """

    text: str
    middles: tuple[float, ...]
    sureness: tuple[int, ...]
    others: tuple[str, ...]

    @property
    def mean(self) -> float:
        """Mean sureness; 0 for an empty strip."""
        return sum(self.sureness) / len(self.sureness) if self.sureness else 0.0


class Reader:
    """Finds lines in a picture and reads them; holds the models, so open one a process."""

    def __init__(self, *, detector: Any, recogniser: Any, alphabet: tuple[str, ...]) -> None:
        self._detector = detector
        self._recogniser = recogniser
        self.alphabet = frozenset(alphabet)
        self._letters = ("", *alphabet, " ")
        self._known: dict[bytes, Strip] = {}
        self.strips_read = 0
        """How many strips were recognised so far, for figures."""

    def detect(self, image: Pixels) -> list[Quad]:
        """Where lines of text stand in the picture (any size), from top to bottom."""
        coloured = _three(image)
        height, width = coloured.shape[:2]
        scale = _scale(height, width)
        wide, high = (max(32, round(side * scale / 32) * 32) for side in (width, height))
        small = cv2.resize(coloured, (wide, high), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        (heat,) = self._detector.run(None, {"x": _normal(small)})
        quads = _quads(heat[0, 0], width / wide, height / high)
        return sorted(quads, key=lambda quad: (float(quad[:, 1].min()), float(quad[:, 0].min())))

    def read(self, strip: Pixels) -> Strip:
        """Recognise one line's picture: one line of text, upright, little margin."""
        height, width = strip.shape[:2]
        if width * STRIP_HEIGHT > _WIDEST * height:
            return self._read_halves(strip)
        key = hashlib.blake2b(np.ascontiguousarray(strip).data, digest_size=16).digest() + str(strip.shape).encode()
        if key not in self._known:
            while len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[key] = self._recognised(strip)
        return self._known[key]

    def _recognised(self, strip: Pixels) -> Strip:
        height, width = strip.shape[:2]
        self.strips_read += 1
        coloured = _three(strip)
        scale = STRIP_HEIGHT / height
        wide = min(_WIDEST, max(8, round(width * scale)))
        small = cv2.resize(coloured, (wide, STRIP_HEIGHT), interpolation=cv2.INTER_LINEAR)
        padded = np.zeros((1, 3, STRIP_HEIGHT, max(_NARROWEST, -(-wide // _COLUMN) * _COLUMN)), dtype=np.float32)
        padded[..., :wide] = _normal(small)
        (odds,) = self._recogniser.run(None, {"x": padded})
        return self._decoded(odds[0], width / wide * padded.shape[-1] / odds.shape[1])

    def _read_halves(self, strip: Pixels) -> Strip:
        """A line too long for one look, parted where the least ink stands near its middle."""
        middle = strip.shape[1] / 2
        at = _cut_between(_column_ink(grey_of(strip)), middle * 0.85, middle * 1.15)
        left, right = self.read(strip[:, :at]), self.read(strip[:, at:])
        return Strip(
            left.text + right.text,
            (*left.middles, *(place + at for place in right.middles)),
            left.sureness + right.sureness,
            left.others + right.others,
        )

    def _decoded(self, odds: NDArray[np.float32], pixels_a_column: float) -> Strip:
        """Greedy CTC: a run of columns with the same letter is one character, standing where it is surest."""
        best = odds.argmax(axis=1)
        sure = odds[np.arange(len(best)), best]
        text: list[str] = []
        middles: list[float] = []
        sureness: list[int] = []
        others: list[str] = []
        for start, end in _runs(best):
            letter = self._letters[int(best[start])] if best[start] < len(self._letters) else ""
            if not letter:
                continue
            text.append(letter)
            middles.append((start + end) / 2 * pixels_a_column)
            sureness.append(min(100, round(float(sure[start:end].max()) * 100)))
            others.append(self._others(odds[start:end], int(best[start])))
        return _one_code_each(text, middles, sureness, others)

    def _others(self, odds: NDArray[np.float32], read: int) -> str:
        """What else may stand in these columns than the letter that was read, likeliest first."""
        odds = odds[:, 1 : len(self._letters)]
        if float(odds[:, read - 1].min()) > 1 - _POSSIBLE:
            return ""
        likely = odds.max(axis=0)
        likely[read - 1] = 0
        possible = np.flatnonzero(likely >= _POSSIBLE)
        first = possible[np.argsort(-likely[possible], kind="stable")][:_MOST_OTHERS]
        return "".join(letter for letter in (self._letters[at + 1] for at in first) if len(letter) == 1)

    def lines(self, image: Pixels, *, origin: tuple[int, int] = (0, 0)) -> list[Line]:
        """All lines in a picture whose top left corner stands at ``origin`` (x, y) of its page."""
        found = []
        for quad in self.detect(image):
            line = self.line(image, quad, origin=origin)
            if line is not None:
                found.append(line)
        return found

    def line(self, image: Pixels, quad: Quad, *, origin: tuple[int, int] = (0, 0)) -> Line | None:
        """The line inside four corners, or None where nothing is read there.

        A strip taller than wide may run up, run down, or stack upright characters; a strip that reads badly may stand
        on its head. The way that reads surest counts.
        """
        strip, back = _cut(image, quad)
        if strip.size == 0 or min(strip.shape[:2]) < 4:
            return None
        tall = strip.shape[0] >= strip.shape[1] * 1.5
        ways = [way(strip, back) for way in (_running_down, _running_up, _stacked)] if tall else [(strip, back)]
        read = [(self.read(laid), laid, way) for laid, way in ways]
        said, laid, way = max(read, key=lambda each: each[0].mean)
        if not tall and len(said.text) > 2 and said.mean < _BADLY:
            headlong, other = _on_its_head(strip, back)
            again = self.read(headlong)
            if again.mean > said.mean + 10:
                said, laid, way = again, headlong, other
        if not said.text.strip():
            return None
        glyphs = (
            Glyph(letter, _place(way, span, laid.shape[0], origin), Sight.OCR, sure, others=others)
            for letter, sure, others, span in zip(
                said.text, said.sureness, said.others, spans(laid, said.middles), strict=True
            )
        )
        return Line(tuple(glyph for glyph in glyphs if glyph.box.width > 0 and glyph.box.height > 0))


@cache
def open_reader() -> Reader | None:
    """The recogniser of this process, or None where rapidocr or onnxruntime is not installed."""
    home = find_spec("rapidocr")
    if home is None or home.origin is None or find_spec("onnxruntime") is None:
        return None
    models = Path(home.origin).parent / "models"
    detector, recogniser = (
        next(iter(sorted(models.glob(f"*{kind}*.onnx"), reverse=True)), None) for kind in ("_det_", "_rec_")
    )
    if detector is None or recogniser is None:
        return None
    session = _session(recogniser)
    alphabet = tuple(session.get_modelmeta().custom_metadata_map["character"].splitlines())
    return Reader(detector=_session(detector), recogniser=session, alphabet=alphabet)


def _session(model: Path) -> Any:
    import onnxruntime  # noqa: PLC0415  # only where it is installed, and only when something must be read

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def spans(strip: Pixels, middles: tuple[float, ...]) -> list[tuple[int, int]]:
    """Left and right of each character of a strip: cut between two middles where the least ink stands."""
    ink = _column_ink(grey_of(strip))
    width = len(ink)
    if not middles:
        return []
    steps = [right - left for left, right in itertools.pairwise(middles)]
    usual = float(np.median(steps)) if steps else float(strip.shape[0])
    cuts = [max(0, round(middles[0] - max(usual, strip.shape[0] * 0.8) * 0.75))]
    cuts += [_cut_between(ink, left, right) for left, right in itertools.pairwise(middles)]
    cuts.append(min(width, round(middles[-1] + max(usual, strip.shape[0] * 0.8) * 0.75)))
    return [(min(left, width - 1), max(right, left + 1)) for left, right in itertools.pairwise(cuts)]


def _cut_between(ink: NDArray[np.float64], left: float, right: float) -> int:
    reach = (right - left) * 0.3
    start, end = int((left + right) / 2 - reach), int((left + right) / 2 + reach) + 1
    start, end = max(0, start), min(len(ink), max(end, start + 1))
    if end <= start:
        return min(len(ink), round((left + right) / 2))
    part = ink[start:end]
    lowest = np.flatnonzero(part <= part.min() + 1)
    middle = (end - start) / 2
    return start + int(lowest[np.abs(lowest - middle).argmin()])


def _column_ink(grey: Pixels) -> NDArray[np.float64]:
    paper = np.percentile(grey, 90)
    dark = np.clip(paper - grey.astype(np.float64), 0, None)
    if np.median(grey) < 110:
        dark = grey.astype(np.float64)
    return np.asarray(dark.mean(axis=0))


def _runs(values: NDArray[np.int64]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(values)) + 1
    bounds = [0, *edges.tolist(), len(values)]
    return list(itertools.pairwise(bounds))


def _one_code_each(text: list[str], middles: list[float], sureness: list[int], others: list[str]) -> Strip:
    """One entry a code point, because a letter of the model's alphabet may have several."""
    each = [
        (code, middle, sure, other)
        for letter, middle, sure, other in zip(text, middles, sureness, others, strict=True)
        for code in letter
    ]
    return Strip(
        "".join(code for code, _, _, _ in each),
        tuple(middle for _, middle, _, _ in each),
        tuple(sure for _, _, sure, _ in each),
        tuple(other for _, _, _, other in each),
    )


def _three(image: Pixels) -> Pixels:
    return np.ascontiguousarray(image if image.ndim == 3 else np.repeat(image[:, :, None], 3, axis=2))


def _normal(image: Any) -> NDArray[np.float32]:
    scaled = (image.astype(np.float32) / 255 - 0.5) / 0.5
    return np.ascontiguousarray(scaled.transpose(2, 0, 1)[None])


def _scale(height: int, width: int) -> float:
    return min(1.0, _LONGEST_SIDE / max(height, width))


def _quads(heat: NDArray[np.float32], across: float, down: float) -> list[Quad]:
    mask = cv2.dilate((heat > _PROBABLE).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    quads = []
    for contour in contours:
        (x, y), (w, h), turn = cv2.minAreaRect(contour)
        if min(w, h) < 3 or _mean_heat(heat, contour) < _BOX_SURE:
            continue
        out = w * h * _UNCLIP / (2 * (w + h))
        corners = cv2.boxPoints(((x, y), (w + 2 * out, h + 2 * out), turn))
        quads.append(_clockwise(corners) * np.array([across, down], dtype=np.float32))
    return quads


def _mean_heat(heat: NDArray[np.float32], contour: Any) -> float:
    x, y, w, h = cv2.boundingRect(contour)
    mask = np.zeros((h, w), np.uint8)
    cv2.fillPoly(mask, [contour - np.array([x, y])], 1)
    return float(cv2.mean(heat[y : y + h, x : x + w], mask)[0])


def _clockwise(corners: Any) -> Quad:
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    left, right = left[np.argsort(left[:, 1], kind="stable")], right[np.argsort(right[:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], dtype=np.float32)


def _cut(image: Pixels, quad: Quad) -> tuple[Pixels, Matrix]:
    """The strip inside four corners (a level one as it is), and the matrix that leads from it back to the picture."""
    wide = max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[3] - quad[2]))
    high = max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2]))
    level = abs(float(quad[0, 1] - quad[1, 1])) < 2.5 and abs(float(quad[0, 0] - quad[3, 0])) < 2.5
    if level:
        left, top = (max(0, int(np.floor(side))) for side in quad.min(axis=0))
        right, bottom = (int(np.ceil(side)) for side in quad.max(axis=0))
        strip, back = image[top:bottom, left:right], np.array([[1, 0, left], [0, 1, top], [0, 0, 1]], dtype=np.float64)
    else:
        size = (max(1, round(float(wide))), max(1, round(float(high))))
        target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float32)
        there = cv2.getPerspectiveTransform(quad, target)
        warped = cv2.warpPerspective(image, there, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        strip, back = np.asarray(warped, dtype=np.uint8), np.linalg.inv(np.asarray(there, dtype=np.float64))
    return strip, back


def _running_down(strip: Pixels, back: Matrix) -> tuple[Pixels, Matrix]:
    """A strip turned to the left: text whose lines were turned to the right reads level."""
    turned = np.array([[0, -1, strip.shape[1]], [1, 0, 0], [0, 0, 1]], dtype=np.float64)
    return np.ascontiguousarray(np.rot90(strip)), back @ turned


def _running_up(strip: Pixels, back: Matrix) -> tuple[Pixels, Matrix]:
    """A strip turned to the right."""
    turned = np.array([[0, 1, 0], [-1, 0, strip.shape[0]], [0, 0, 1]], dtype=np.float64)
    return np.ascontiguousarray(np.rot90(strip, 3)), back @ turned


def _on_its_head(strip: Pixels, back: Matrix) -> tuple[Pixels, Matrix]:
    turned = np.array([[-1, 0, strip.shape[1]], [0, -1, strip.shape[0]], [0, 0, 1]], dtype=np.float64)
    return np.ascontiguousarray(np.rot90(strip, 2)), back @ turned


def _stacked(strip: Pixels, back: Matrix) -> tuple[Pixels, Matrix]:
    """Upright characters one below the other, laid side by side; places are only known as far as the whole strip."""
    height, width = strip.shape[:2]
    cells = max(1, round(height / width))
    bounds = [round(height * at / cells) for at in range(cells + 1)]
    tallest = max(end - start for start, end in itertools.pairwise(bounds))
    laid = []
    for start, end in itertools.pairwise(bounds):
        cell = strip[start:end]
        laid.append(cv2.copyMakeBorder(cell, 0, tallest - cell.shape[0], 0, 0, cv2.BORDER_REPLICATE))
    flat = np.array([[0, width / tallest, 0], [height / (width * cells), 0, 0], [0, 0, 1]], dtype=np.float64)
    return np.ascontiguousarray(np.concatenate(laid, axis=1)), back @ flat


def _place(back: Matrix, span: tuple[int, int], height: int, origin: tuple[int, int]) -> Box:
    corners = np.array([[x, y, 1.0] for x in span for y in (0, height)]) @ back.T
    points = corners[:, :2] / corners[:, 2:]
    (left, top), (right, bottom) = np.floor(points.min(axis=0)), np.ceil(points.max(axis=0))
    return Box(int(left) + origin[0], int(top) + origin[1], int(right) + origin[0], int(bottom) + origin[1])


def rectangle(box: Box) -> Quad:
    """A box as four corners."""
    return np.array(
        [[box.left, box.top], [box.right, box.top], [box.right, box.bottom], [box.left, box.bottom]], dtype=np.float32
    )
