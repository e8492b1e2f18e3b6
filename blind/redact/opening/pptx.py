"""PowerPoint files read by an allow-list: visible slides with their text, tables and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blind.redact.opening.drawing import Drawings
from blind.redact.opening.limits import LIMITS
from blind.redact.opening.package import Element, Package, attribute, local, story_of
from blind.redact.opening.refused import FileRefused
from blind.redact.opening.slide_text import paragraphs_of
from blind.redact.story import Block, PageBreak, Paragraph, Picture, Story, Table

_PRESENTATION = "ppt/presentation.xml"
_SHAPES = frozenset({"sp", "pic", "grpSp", "graphicFrame", "cxnSp", "AlternateContent", "contentPart"})
_LEFT_BEHIND = (
    ("docProps/", "metadata"),
    ("ppt/notesSlides", "notes"),
    ("ppt/comments", "comments"),
    ("ppt/commentAuthors", "comments"),
    ("ppt/authors", "comments"),
    ("ppt/vbaProject", "macros"),
    ("ppt/embeddings", "embedded-file"),
    ("ppt/media/media", "media"),
    ("customXml/", "custom-data"),
    ("docProps/thumbnail", "thumbnail"),
)


def open_pptx(data: bytes) -> Story:
    """The visible slides, a page each; what masters and layouts show stands once, before the first slide using it.

    Raises FileRefused for damaged or hostile packages, ``too-many-pages``, ``no-visible-content``.
    """
    return story_of(data, "pptx", lambda package: _Show(package).story(), shows=(Paragraph, Table, Picture))


class _Show:
    """One reading of one presentation."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._dropped = {code for start, code in _LEFT_BEHIND if package.has(start)}
        self._root = package.xml(_PRESENTATION)
        self._behind: set[str] = set()
        self._characters = 0
        size = next(self._root.iter("{*}sldSz"), None)
        self._size = (
            tuple(_whole(size.get(side)) or 10**9 for side in ("cx", "cy")) if size is not None else (10**9,) * 2
        )

    def story(self) -> Story:
        """Slides in the order they are shown."""
        relations = self._package.relations(_PRESENTATION)
        identities = [_relation_id(item) for item in self._root.iter("{*}sldId")]
        if len(identities) > LIMITS.pages:
            raise FileRefused("too-many-pages", pages=len(identities), limit=LIMITS.pages)
        blocks: list[Block] = []
        for identity in identities:
            relation = relations.get(identity)
            if relation is None or relation.outside:
                raise FileRefused("damaged", kind="pptx", member=_PRESENTATION)
            inner = [*self._slide(relation.target)]
            if inner:
                blocks += [PageBreak()] if blocks else []
                blocks += inner
        return Story(blocks=tuple(blocks), dropped=tuple(sorted(self._dropped)))

    def _slide(self, part: str) -> Iterator[Block]:
        root = self._package.xml(part)
        if attribute(root, "show") in {"0", "false"}:
            self._dropped.add("hidden-slides")
            return
        if attribute(root, "showMasterSp") not in {"0", "false"}:
            yield from self._ground(part)
        yield from self._tree(root, part, placeholders=True)

    def _ground(self, part: str) -> Iterator[Block]:
        """What the layout and the master of a slide show of their own, each once in the whole file."""
        for relation in self._package.relations(part).values():
            if relation.kind in {"slideLayout", "slideMaster"} and relation.target not in self._behind:
                self._behind.add(relation.target)
                root = self._package.xml(relation.target)
                if attribute(root, "showMasterSp") not in {"0", "false"}:
                    yield from self._ground(relation.target)
                yield from self._tree(root, relation.target, placeholders=False)

    def _tree(self, root: Element, part: str, *, placeholders: bool) -> Iterator[Block]:
        drawings = Drawings(self._package, part, self._dropped.add)
        tree = next(root.iter("{*}spTree"), None)
        shapes = [item for item in (tree if tree is not None else ()) if local(item) in _SHAPES]
        for shape in sorted(shapes, key=_place):
            if not placeholders and next(shape.iter("{*}ph"), None) is not None:
                continue
            yield from self._shape(shape, drawings)
        for item in root.iter("{*}bg"):
            yield from drawings.read(item).pictures

    def _shape(self, shape: Element, drawings: Drawings) -> Iterator[Block]:
        if self._outside(shape):
            self._dropped.add("off-slide")
            return
        if any(item.get("hidden") in {"1", "true"} for item in shape.iter("{*}cNvPr")) and local(shape) != "grpSp":
            self._dropped.add("hidden-picture")
            return
        table = next(shape.iter("{*}tbl"), None) if local(shape) == "graphicFrame" else None
        if table is not None:
            yield self._table(table)
            return
        drawn = drawings.read(shape)
        heading = 2 if any((item.get("type") or "") in {"title", "ctrTitle"} for item in shape.iter("{*}ph")) else 0
        for body in drawn.boxes:
            for text in paragraphs_of(body):
                if text.strip():
                    yield Paragraph(text=self._counted(text), heading=heading)
        yield from (*drawn.pictures, *drawn.charts)

    def _table(self, table: Element) -> Table:
        rows: list[tuple[str, ...]] = []
        for row in table.iter("{*}tr"):
            cells: list[str] = []
            for cell in row:
                if local(cell) != "tc":
                    continue
                covered = attribute(cell, "hMerge") in {"1", "true"} or attribute(cell, "vMerge") in {"1", "true"}
                text = "\n".join(paragraphs_of(cell))
                if covered and text.strip():
                    self._dropped.add("covered-cells")
                cells.append("" if covered else self._counted(text))
            rows.append(tuple(cells))
        return Table(rows=tuple(rows))

    def _counted(self, text: str) -> str:
        self._characters += len(text)
        if self._characters > LIMITS.characters:
            raise FileRefused("too-much-text", limit=LIMITS.characters)
        return text

    def _outside(self, shape: Element) -> bool:
        left, top, width, height = _frame(shape)
        if width is None or height is None:
            return False
        return left >= self._size[0] or top >= self._size[1] or left + width <= 0 or top + height <= 0


def _relation_id(item: Element) -> str:
    for key, value in item.attrib.items():
        if key.endswith("}id"):
            return str(value)
    return ""


def _whole(value: str | None) -> int:
    return int(value) if value is not None and re.fullmatch(r"-?[0-9]{1,12}", value) else 0


def _frame(shape: Element) -> tuple[int, int, int | None, int | None]:
    frame = next(shape.iter("{*}xfrm"), None)
    places = {local(item): item for item in (frame if frame is not None else ())}
    if "off" not in places or "ext" not in places:
        return 0, 0, None, None
    return (
        _whole(places["off"].get("x")),
        _whole(places["off"].get("y")),
        _whole(places["ext"].get("cx")),
        _whole(places["ext"].get("cy")),
    )


def _place(shape: Element) -> tuple[int, int]:
    left, top, _, _ = _frame(shape)
    return top, left
