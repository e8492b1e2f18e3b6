"""Word 97 files: the text of the piece table without what is hidden, deleted or said in comments."""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import olefile

from blind.redact.opening.limits import LIMITS
from blind.redact.opening.refused import FileRefused
from blind.redact.story import Block, PageBreak, Paragraph, Story

_WORD_97 = 0xA5EC
_CODE, _RESULT, _END = "\x13", "\x14", "\x15"
_DRAWN = frozenset("\x01\x08")
_SILENT = frozenset("\x00\x02\x03\x04\x05\x1f")
_BREAKS = {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\xa0": " "}
_PAGE = 512
_SMALLEST_HALF_POINTS = 5
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_NEARLY_WHITE = 0xF0
_MAIN, _NOTES, _HEADERS, _MACROS, _COMMENTS, _ENDNOTES, _BOXES, _HEADER_BOXES = range(8)


@dataclass(frozen=True)
class _Piece:
    """A stretch of text: positions ``start`` to ``end`` stand at byte ``at``, one or two bytes a character."""

    start: int
    end: int
    at: int
    wide: bool

    def text(self, stream: bytes) -> str:
        count = self.end - self.start
        if self.wide:
            return stream[self.at : self.at + 2 * count].decode("utf-16-le", "replace").ljust(count, "\0")[:count]
        return stream[self.at : self.at + count].decode("cp1252", "replace").ljust(count, "\0")


def open_doc(data: bytes) -> Story:
    """The visible text of a Word 97 file: headers, body, text boxes, footers and notes.

    Pictures and drawn objects are not read; ``drawn-objects`` among the dropped names them and holds the packet.
    Raises FileRefused: ``encrypted``, ``damaged``, ``too-much-text``, ``no-visible-content``.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            stream = compound.openstream("WordDocument").read()
            (flags,) = struct.unpack_from("<H", stream, 10)
            if struct.unpack_from("<H", stream, 0)[0] != _WORD_97:
                raise FileRefused("damaged", kind="doc")
            if flags & 0x0100:
                raise FileRefused("encrypted", kind="doc")
            tables = compound.openstream("1Table" if flags & 0x0200 else "0Table").read()
            dropped = {"metadata"}
            dropped |= {"embedded-object"} if compound.exists("ObjectPool") and _filled(compound) else set()
            dropped |= {"macros"} if compound.exists("Macros") else set()
    except FileRefused:
        raise
    except Exception as fault:  # olefile meets damaged files with any kind of error
        raise FileRefused("damaged", kind="doc", found=type(fault).__name__) from fault
    try:
        blocks = [*_blocks(stream, tables, dropped)]
    except (struct.error, IndexError) as fault:
        raise FileRefused("damaged", kind="doc", found=type(fault).__name__) from fault
    if not any(isinstance(block, Paragraph) and block.text.strip() for block in blocks):
        raise FileRefused("no-visible-content")
    return Story(blocks=tuple(blocks), dropped=tuple(sorted(dropped)))


def _filled(compound: olefile.OleFileIO) -> bool:
    return any(entry[0] == "ObjectPool" and len(entry) > 1 for entry in compound.listdir(streams=True, storages=True))


def _blocks(stream: bytes, tables: bytes, dropped: set[str]) -> Iterator[Block]:
    counts = struct.unpack_from("<8i", stream, 0x4C)
    if any(count < 0 for count in counts) or sum(counts) > LIMITS.characters:
        raise FileRefused("too-much-text", limit=LIMITS.characters)
    shown = _visible(stream, tables, dropped)
    starts = [sum(counts[:at]) for at in range(9)]
    if counts[_COMMENTS]:
        dropped.add("comments")
    parts = {at: shown[starts[at] : starts[at + 1]] for at in range(8)}
    for part in (_HEADERS, _HEADER_BOXES, _MAIN, _BOXES, _NOTES, _ENDNOTES):
        seen: set[str] = set()
        for block in _paragraphs("".join(parts[part]), dropped):
            text = block.text if isinstance(block, Paragraph) else ""
            if part == _MAIN or (text.strip() and text not in seen):
                seen.add(text)
                yield block


def _visible(stream: bytes, tables: bytes, dropped: set[str]) -> list[str]:
    """One entry a character position; "" where a reader sees nothing."""
    hidden = _Hidden(stream, tables)
    shown: list[str] = []
    for piece in _pieces(stream, tables):
        if piece.end > LIMITS.characters:
            raise FileRefused("too-much-text", limit=LIMITS.characters)
        shown += [""] * (piece.start - len(shown))
        width = 2 if piece.wide else 1
        for offset, char in enumerate(piece.text(stream)):
            code = hidden.code(piece.at + offset * width)
            if code:
                dropped.add(code)
            shown.append("" if code and char not in "\r\x07" else char)
    return shown


def _pieces(stream: bytes, tables: bytes) -> Iterator[_Piece]:
    at, length = struct.unpack_from("<II", stream, 0x01A2)
    clx = tables[at : at + length]
    place = 0
    while place < len(clx) and clx[place] == 1:
        place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
    if place >= len(clx) or clx[place] != 2:
        raise FileRefused("damaged", kind="doc")
    (size,) = struct.unpack_from("<I", clx, place + 1)
    plc = clx[place + 5 : place + 5 + size]
    count = (len(plc) - 4) // 12
    limits = struct.unpack_from(f"<{count + 1}I", plc, 0)
    for number in range(count):
        (where,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)
        start, end = limits[number], limits[number + 1]
        if end < start:
            raise FileRefused("damaged", kind="doc")
        narrow = bool(where & 0x40000000)
        where &= 0x3FFFFFFF
        yield _Piece(start=start, end=end, at=where // 2 if narrow else where, wide=not narrow)


class _Hidden:
    """Which bytes of the text carry properties that hide them: deleted, hidden, white or tiny."""

    def __init__(self, stream: bytes, tables: bytes) -> None:
        self._starts: list[int] = []
        self._codes: list[str] = []
        at, length = struct.unpack_from("<II", stream, 0xFA)
        plc = tables[at : at + length]
        count = max((len(plc) - 4) // 8, 0)
        for number in range(count):
            (page,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * number)
            self._page(stream[(page & 0x3FFFFF) * _PAGE :][:_PAGE])

    def _page(self, page: bytes) -> None:
        if len(page) < _PAGE:
            return
        runs = min(page[-1], 101)
        limits = struct.unpack_from(f"<{runs + 1}I", page, 0)
        for run in range(runs):
            where = page[4 * (runs + 1) + run] * 2
            properties = page[where + 1 : where + 1 + page[where]] if where else b""
            self._starts.append(limits[run])
            self._codes.append(_hiding(properties))
        if runs:
            self._starts.append(limits[runs])
            self._codes.append("")

    def code(self, at: int) -> str:
        """The code of why the character at this byte is not seen, or ""."""
        place = bisect_right(self._starts, at) - 1
        return self._codes[place] if place >= 0 else ""


def _hiding(properties: bytes) -> str:
    at = 0
    found = ""
    while at + 2 <= len(properties):
        (sprm,) = struct.unpack_from("<H", properties, at)
        kind = sprm >> 13
        own = properties[at + 2] if at + 2 < len(properties) else 0
        size = 1 + own if kind == 6 else _OPERANDS[kind]
        value = properties[at + 2 : at + 2 + size]
        found = _says(sprm, value) or found
        at += 2 + size
    return found


def _says(sprm: int, value: bytes) -> str:
    if sprm == 0x0800 and value[:1] == b"\1":
        return "tracked-deletions"
    if sprm == 0x083C and value[:1] in {b"\1", b"\x81"}:
        return "hidden-text"
    if sprm == 0x4A43 and len(value) == 2 and int.from_bytes(value, "little") < _SMALLEST_HALF_POINTS:
        return "tiny-text"
    white = (sprm == 0x2A42 and value == b"\x08") or (
        sprm == 0x6870 and len(value) == 4 and value[3] == 0 and min(value[:3]) >= _NEARLY_WHITE
    )
    return "white-text" if white else ""


def _paragraphs(text: str, dropped: set[str]) -> Iterator[Block]:
    """Paragraphs and table rows (cells divided by tabs); field codes are left out, results stay."""
    line: list[str] = []
    fields: list[bool] = []
    for at, char in enumerate(text):
        if char == _CODE:
            fields.append(False)
        elif char == _RESULT and fields:
            fields[-1] = True
        elif char == _END:
            if fields:
                fields.pop()
        elif not all(fields) or char in _SILENT:
            continue
        elif char in _DRAWN:
            dropped.add("drawn-objects")
        elif char in "\r\x0c" or (char == "\x07" and text[at - 1 : at] == "\x07"):
            yield Paragraph(text="".join(line).rstrip("\t"))
            line = []
            if char == "\x0c":
                yield PageBreak()
        else:
            line.append("\t" if char == "\x07" else _BREAKS.get(char, char))
    if line:
        yield Paragraph(text="".join(line).rstrip("\t"))
