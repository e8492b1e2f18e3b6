"""A chart of an Office file as what it says: titles, and a table of its series with the values it was drawn from."""

from __future__ import annotations

import re

from blind.redact.opening.numbers import shown
from blind.redact.opening.package import Element, attribute, local
from blind.redact.story import Block, Paragraph, Table

MOST_CELLS = 5_000
_WRITTEN = ("strCache", "numCache", "strLit", "numLit")

Points = dict[int, str]
"""What stands at each place of a row of points."""


def chart_blocks(root: Element) -> list[Block]:
    """Titles and labels a paragraph each, then a row a category and a column a series; empty where values are missing.

    A chart keeps the values of the cells it was drawn from. Where a series has none, or all are too many, only the
    drawing could show what the chart says.
    """
    series = [item for item in root.iter("{*}ser") if isinstance(item.tag, str)]
    columns = [_points(_child(item, "val", "yVal")) for item in series]
    if not series or not all(columns):
        return []
    firsts = next((points for item in series if (points := _points(_child(item, "cat", "xVal")))), {})
    places = sorted({place for points in (firsts, *columns) for place in points})
    if len(places) * (len(series) + 1) > MOST_CELLS:
        return []
    sizes = [_points(_child(item, "bubbleSize")) for item in series]
    heads = [" ".join(_points(_child(item, "tx")).values()) for item in series]
    rows = [("", *heads)]
    for place in places:
        values = (
            " ".join(filter(None, (points.get(place, ""), size.get(place, ""))))
            for points, size in zip(columns, sizes, strict=True)
        )
        rows.append((firsts.get(place, ""), *values))
    return [*(Paragraph(text=text) for text in _said(root)), Table(rows=tuple(rows))]


def _child(item: Element, *names: str) -> Element | None:
    return next((child for child in item if local(child) in names), None)


def _points(item: Element | None) -> Points:
    """The points that are written down below an element, those of several levels joined; a plain value by itself."""
    found: Points = {}
    if item is None:
        return found
    for kept in item.iter(*(f"{{*}}{name}" for name in _WRITTEN), "{*}lvl"):
        code = next((child.text or "" for child in kept if local(child) == "formatCode"), "")
        for point in kept:
            if local(point) == "pt" and re.fullmatch(r"[0-9]{1,6}", attribute(point, "idx") or ""):
                place, text = int(attribute(point, "idx") or 0), _text(point)
                text = _number(text, code) if local(kept).startswith("num") else text
                found[place] = f"{text} {found[place]}" if place in found else text
    if not found and (text := next((value.text or "" for value in item if local(value) == "v"), "")):
        found[0] = text
    return found


def _text(point: Element) -> str:
    return "".join(child.text or "" for child in point if local(child) == "v")


def _number(text: str, code: str) -> str:
    try:
        return shown(float(text), code)
    except (ValueError, OverflowError):
        return text


def _said(root: Element) -> list[str]:
    """Every paragraph of titles and labels."""
    lines = ("".join(run.text or "" for run in line.iter("{*}t")) for line in root.iter("{*}p"))
    return [line for line in lines if line.strip()]
