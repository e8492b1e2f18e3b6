"""The guarded side of reading dossiers: inside its walls it gives the lines of one file after another."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from blind import guard
from blind.redact.frames import BrokenPipe, receive, send
from blind.redact.opening import open_file
from blind.redact.opening.limits import LIMITS
from blind.redact.opening.opened import Archive, Pages
from blind.redact.opening.refused import FileRefused
from blind.redact.page import RawPage, SeenPage
from blind.redact.readings import of_pages
from blind.redact.sight import Reader, Witness, open_reader, see
from blind.redact.story import PageBreak, Paragraph, Picture, Story, Table

_SECONDS, _PAGE_SECONDS = 180, 30


def main() -> None:
    """Serve files from standard input to standard output until the pipe ends."""
    source, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # whatever a library prints must not get between messages
    try:
        send(out, {"ready": True})
        while True:
            head, data = receive(source)
            send(out, {"done": True}, json.dumps(_served(str(head["name"]), data, out)).encode())
    except BrokenPipe:
        sys.exit(0)


def _served(name: str, data: bytes, out: BinaryIO) -> dict[str, Any]:
    guard.processor_time(_SECONDS)
    pages: list[list[str]] = []
    unread: list[str] = []
    try:
        _file(name, data, pages, unread, out=out, depth=0)
    except BrokenPipe:
        raise
    except Exception as fault:  # decoders raise anything on hostile files; the run goes on
        unread.append(f"{name}: {type(fault).__name__}")
    return {"pages": pages, "unread": unread}


def _file(name: str, data: bytes, pages: list[list[str]], unread: list[str], *, out: BinaryIO, depth: int) -> None:
    try:
        opened = open_file(name, data)
        if isinstance(opened, Archive):
            for member, content in opened.members if depth < LIMITS.nested else ():
                _file(f"{name}/{member}", content, pages, unread, out=out, depth=depth + 1)
        elif isinstance(opened, Story):
            pages += _story(opened)
        else:
            for lines in _pages(opened):
                pages.append(lines)
                guard.processor_time(_SECONDS + _PAGE_SECONDS * (1 + len(pages)))
                send(out, {"page": len(pages)})
    except FileRefused as refused:
        unread.append(f"{name}: {refused.code}")


def _pages(opened: Pages) -> Iterator[list[str]]:
    reader: Reader | None = None
    witness = Witness()
    for raw in opened.pages:
        if raw.layer and not raw.pictures:
            yield _lines(SeenPage(raw.number, raw.image, raw.layer))
            continue
        reader = reader or open_reader()
        yield _lines(see(raw, witness, reader))


def _lines(page: SeenPage) -> list[str]:
    readings = of_pages([page])
    return readings[0].text.rstrip("\n\f").split("\n") if readings else []


def _story(story: Story) -> Iterator[list[str]]:
    """Sections of a story: paragraphs and table rows are lines, pictures are read where they stand."""
    lines: list[str] = []
    reader: Reader | None = None
    witness = Witness()
    for at, block in enumerate(story.blocks):
        if isinstance(block, PageBreak):
            yield lines
            lines = []
        elif isinstance(block, Paragraph):
            lines += block.text.split("\n")
        elif isinstance(block, Table):
            lines += ["\t".join(" ".join(cell.split()) for cell in row) for row in block.rows]
        elif isinstance(block, Picture):
            reader = reader or open_reader()
            lines += _lines(see(RawPage(number=at + 1, image=block.image), witness, reader))
    yield lines
