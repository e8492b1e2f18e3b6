"""Paragraphs of DrawingML text: what stands in shapes of slides and sheets and in cells of their tables."""

from __future__ import annotations

from collections.abc import Iterator

from blind.redact.opening.package import Element, attribute, local

_SMALLEST = 250


def paragraphs_of(body: Element) -> Iterator[str]:
    """The text of each ``a:p`` of a text body; type under 2.5 points is not read by anybody and left out."""
    for item in body.iter("{*}p"):
        yield "".join(_pieces(item))


def _pieces(paragraph: Element) -> Iterator[str]:
    for item in paragraph:
        name = local(item)
        if name in {"r", "fld"}:
            if not _tiny(item):
                yield "".join(part.text or "" for part in item if local(part) == "t")
        elif name == "br":
            yield "\n"
        elif name in {"m", "AlternateContent", "oMathPara", "oMath"}:
            yield "".join(part.text or "" for part in item.iter("{*}t"))


def _tiny(run: Element) -> bool:
    for part in run:
        if local(part) == "rPr":
            size = attribute(part, "sz") or ""
            return size.isdigit() and int(size) < _SMALLEST
    return False
