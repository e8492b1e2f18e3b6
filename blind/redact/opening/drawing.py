"""What is drawn inside Office text: pictures, text boxes, word art, charts as tables; diagrams are named."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from blind.redact.opening.chart import chart_blocks
from blind.redact.opening.package import Element, Package, attribute, local
from blind.redact.opening.refused import FileRefused
from blind.redact.opening.stored import stored_picture
from blind.redact.story import Block, Picture

_SMALLEST = 36_000
_UNDERSTOOD = frozenset(
    ("wps wpg wpc wpi w14 w15 w16 a14 p14 v o wp14 am3d pic a c14 x14 x15 xr").split()  # noqa: SIM905  # a list of 19 words reads better so
)
_PICTURE_BYTES = 128 << 20
_HELD = {"relIds": "smart-art", "oleObj": "embedded-object", "contentPart": "ink", "model3d": "model"}


@dataclass
class Drawn:
    """What a drawing shows: pictures, words of word art, elements whose paragraphs stand in text boxes, charts."""

    pictures: list[Picture] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    charts: list[Block] = field(default_factory=list)


class Drawings:
    """Drawings of one part of a package; ``drop`` is told what is left out."""

    def __init__(self, package: Package, part: str, drop: Callable[[str], None]) -> None:
        self._package, self._drop = package, drop
        self._relations = package.relations(part)

    def alternative(self, item: Element) -> Element:
        """The branch of an ``mc:AlternateContent`` that a current reader shows."""
        for branch in item:
            if local(branch) == "Choice" and set((branch.get("Requires") or "").split()) <= _UNDERSTOOD:
                return branch
        for branch in item:
            if local(branch) == "Fallback":
                return branch
        self._drop("unknown-content")
        return ()

    def read(self, item: Element) -> Drawn:
        """Everything visible inside a ``w:drawing``, ``w:pict``, ``w:object`` or a shape of a slide or sheet."""
        drawn = Drawn()
        self._read(item, drawn)
        return drawn

    def _read(self, item: Element, drawn: Drawn) -> None:
        name = local(item)
        if self._hidden(item):
            self._drop("hidden-picture")
        elif name in {"blip", "imagedata"}:
            self._picture(item, drawn)
        elif name in {"txbxContent", "txBody"}:
            drawn.boxes.append(item)
        elif name == "textpath":
            if text := attribute(item, "string"):
                drawn.texts.append(text)
        elif name == "AlternateContent":
            for branch in self.alternative(item):
                self._read(branch, drawn)
        elif name == "OLEObject":
            self._drop("embedded-object" if not drawn.pictures else "embedded-file")
        elif name == "chart":
            self._chart(item, drawn)
        elif name in _HELD:
            self._drop(_HELD[name])
        else:
            for child in item:
                self._read(child, drawn)

    def _hidden(self, item: Element) -> bool:
        name = local(item)
        if name in {"inline", "anchor"}:
            extent = next((child for child in item if local(child) == "extent"), None)
            properties = next((child for child in item if local(child) == "docPr"), None)
            small = extent is not None and any(_below(extent.get(side)) for side in ("cx", "cy"))
            return small or attribute(item, "hidden") in {"1", "true"} or _flag(properties)
        if name in {"sp", "pic", "cxnSp", "grpSp", "graphicFrame"}:
            properties = next((child for child in item.iter("{*}cNvPr")), None)
            return _flag(properties)
        return re.search(r"(?:visibility\s*:\s*hidden|display\s*:\s*none)", item.get("style") or "") is not None

    def _chart(self, item: Element, drawn: Drawn) -> None:
        """What a chart says; one that keeps no values, or is not of the usual kind, is left to a person."""
        relation = self._relations.get(attribute(item, "id") or "")
        known = relation is not None and relation.kind == "chart" and not relation.outside
        blocks = chart_blocks(self._package.xml(relation.target)) if relation is not None and known else []
        drawn.charts += blocks
        self._drop("chart-as-table" if blocks else "chart")

    def _picture(self, item: Element, drawn: Drawn) -> None:
        identity = attribute(item, "embed") or (attribute(item, "id") if local(item) == "imagedata" else None)
        relation = self._relations.get(identity or "")
        if relation is None or relation.outside:
            self._drop("linked-picture")
            return
        try:
            packed = self._package.members.read(relation.target, limit=_PICTURE_BYTES)
            drawn.pictures.append(stored_picture(packed, crop=_crop(item), turned=_turned(item)))
        except FileRefused as refused:
            if refused.code in {"unpacks-too-large", "encrypted"}:
                raise
            self._drop("picture-not-readable")


def _flag(properties: Element | None) -> bool:
    return properties is not None and properties.get("hidden") in {"1", "true"}


def _below(value: str | None) -> bool:
    return value is not None and value.isdigit() and int(value) < _SMALLEST


def _crop(item: Element) -> tuple[float, float, float, float]:
    """Shares cut off left, top, right, bottom: DrawingML beside the blip, VML on the image itself."""
    if local(item) == "imagedata":
        return (
            _fraction(item.get("cropleft")),
            _fraction(item.get("croptop")),
            _fraction(item.get("cropright")),
            _fraction(item.get("cropbottom")),
        )
    beside = item.getparent()
    for child in beside if beside is not None else ():
        if local(child) == "srcRect":
            left, top, right, bottom = (_share(child.get(side)) for side in "ltrb")
            return left, top, right, bottom
    return (0.0, 0.0, 0.0, 0.0)


def _share(value: str | None) -> float:
    """A share written in thousandths of a percent."""
    return min(max(int(value) / 100_000, 0.0), 1.0) if value and re.fullmatch(r"-?[0-9]{1,7}", value) else 0.0


def _fraction(value: str | None) -> float:
    """A share written as 0.25 or, with an f behind, in 65,536ths."""
    found = re.fullmatch(r"(-?[0-9.]{1,12})(f?)", value or "")
    if found is None or found[1].count(".") > 1 or not re.search("[0-9]", found[1]):
        return 0.0
    return min(max(float(found[1]) / (65_536 if found[2] else 1), 0.0), 1.0)


def _turned(item: Element) -> int:
    """Quarter turns to the right, from the frame around the picture."""
    fill = item.getparent()
    frame = fill.getparent() if fill is not None else None
    for child in frame.iter("{*}xfrm") if frame is not None else ():
        value = child.get("rot") or "0"
        return round(int(value) / 5_400_000) % 4 if re.fullmatch(r"-?[0-9]{1,9}", value) else 0
    return 0
