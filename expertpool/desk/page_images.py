"""Pages of a packet as pictures, made once from the file whose digest was checked, and kept beside the shelf."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from expertpool.desk.packet_shelf import Shelf
from expertpool.errors import ExitCode, Refusal
from expertpool.whole_file import make_folders, write_new

WIDTH = 1200
"""Pixels across: sharp on a phone at three times, readable when enlarged twice."""

TALLEST = 6000
"""Pixels; a page that would be taller is made smaller."""

LONGEST = 600
"""Pages that are shown of one packet."""

QUALITY = 78

_ONE_AT_A_TIME = threading.Lock()
"""PDFium may be used by one thread at a time."""


@dataclass(frozen=True)
class PageImages:
    """The pictures of the packets on a shelf."""

    shelf: Shelf

    def count(self, digest: bytes) -> int:
        """How many pages the packet has. Refuses a file that cannot be shown."""
        path = self._folder(digest) / "pages"
        if not path.exists():
            make_folders(path.parent)
            write_new(path, str(self._counted(digest)).encode(), private=True)
        return int(path.read_text(encoding="ascii"))

    def jpeg(self, digest: bytes, number: int) -> bytes:
        """Page ``number``, from 1, as JPEG. Refuses a page that the packet does not have, like a strange packet."""
        if not 1 <= number <= self.count(digest):
            raise Refusal("desk.nothing_here")
        path = self._folder(digest) / f"{number:04}.jpg"
        if not path.exists():
            make_folders(path.parent)
            write_new(path, self._drawn(digest, number), private=True)
        return path.read_bytes()

    def _folder(self, digest: bytes) -> Path:
        return self.shelf.folder.parent / "pages" / digest.hex()

    def _counted(self, digest: bytes) -> int:
        data = self.shelf.read(digest)
        with _ONE_AT_A_TIME:
            try:
                with pypdfium2.PdfDocument(data) as document:
                    return min(len(document), LONGEST)
            except pypdfium2.PdfiumError:
                raise Refusal("desk.not_shown", exit_code=ExitCode.HELD_BACK) from None

    def _drawn(self, digest: bytes, number: int) -> bytes:
        data = self.shelf.read(digest)
        with _ONE_AT_A_TIME:
            try:
                with pypdfium2.PdfDocument(data) as document:
                    page = document[number - 1]
                    width, height = page.get_size()
                    scale = min(WIDTH / width, TALLEST / height)
                    picture = page.render(scale=scale).to_pil().convert("RGB")
            except (pypdfium2.PdfiumError, ZeroDivisionError):
                raise Refusal("desk.not_shown", exit_code=ExitCode.HELD_BACK) from None
        held = io.BytesIO()
        picture.save(held, "JPEG", quality=QUALITY, optimize=True)
        return held.getvalue()
