"""Untrusted files opened: fixed pages as pixels and layer, or the visible content as a story; one file a format."""

from __future__ import annotations

from collections.abc import Callable

from blind.redact.opening.archive import archive_members
from blind.redact.opening.doc import open_doc
from blind.redact.opening.docx import open_docx
from blind.redact.opening.extent import bounded
from blind.redact.opening.image import open_image
from blind.redact.opening.kind import kind_of
from blind.redact.opening.limits import LIMITS
from blind.redact.opening.opened import Archive, Pages
from blind.redact.opening.pdf import open_pdf
from blind.redact.opening.plain import plain_story
from blind.redact.opening.pptx import open_pptx
from blind.redact.opening.refused import FileRefused
from blind.redact.opening.txt import open_txt
from blind.redact.opening.xls import open_xls
from blind.redact.opening.xlsx import open_xlsx
from blind.redact.story import Story

HOLDING = frozenset(
    [
        "chart",
        "smart-art",
        "embedded-object",
        "ink",
        "model",
        "picture-not-readable",
        "linked-picture",
        "unknown-content",
        "alt-chunk",
        "cell-picture",
        "drawn-objects",
        "direction-marks",
        "background-picture",
    ]
)
"""Codes of dropped content that a reader of the original could see: they hold the packet until a person agrees."""

_OPEN: dict[str, Callable[[bytes], Pages | Story]] = {
    "pdf": open_pdf,
    "docx": open_docx,
    "doc": open_doc,
    "xlsx": open_xlsx,
    "xls": open_xls,
    "pptx": open_pptx,
    "txt": open_txt,
    "jpeg": open_image,
    "png": open_image,
    "tiff": open_image,
}

__all__ = ["HOLDING", "Archive", "FileRefused", "Pages", "open_file"]


def open_file(name: str, data: bytes) -> Pages | Story | Archive:
    """Open a file by its content; its name has to agree. An archive gives its members (names and bytes).

    Raises FileRefused for whatever cannot be read, damaged and hostile files included.
    """
    if len(data) > LIMITS.file_bytes:
        raise FileRefused("too-large", bytes=len(data), limit=LIMITS.file_bytes)
    kind = kind_of(data, name)
    if kind == "ofd":
        raise FileRefused("ofd-not-readable")
    if kind == "zip":
        return Archive(members=archive_members(data))
    opened = _OPEN[kind](data)
    return bounded(plain_story(opened)) if isinstance(opened, Story) else opened
