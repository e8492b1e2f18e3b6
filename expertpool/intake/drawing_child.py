"""The guarded side of showing originals: inside its walls it draws one page of an untrusted file as a picture."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from PIL import Image

from blind import guard
from blind.redact.burn import Burnt
from blind.redact.frames import BrokenPipe, receive, send
from blind.redact.layout import laid_out
from blind.redact.opening import open_file
from blind.redact.opening.limits import LIMITS
from blind.redact.opening.opened import Archive
from blind.redact.opening.refused import FileRefused
from blind.redact.opening.stored import FIT
from blind.redact.page import Pixels
from blind.redact.sight.ink import grey_of
from blind.redact.story import Picture, Story

SMALL = 64
"""Side of the small picture by which a page is turned upright."""
_SECONDS, _LONG_SIDE, _QUALITY = 90, 2_400, 82


class _Open:
    """The file asked for last, with its pages drawn as far as anybody has looked."""

    def __init__(self) -> None:
        self.digest, self.at = "", 0
        self.pages: Iterator[Pixels] = iter(())

    def page(self, name: str, data: bytes, number: int) -> Pixels | None:
        """A page of the file, counted from 1; None where it has no such page."""
        digest = hashlib.sha256(name.encode() + b"\0" + data).hexdigest()
        if digest != self.digest or number <= self.at:
            self.digest, self.at, self.pages = digest, 0, _drawn(name, data, depth=0)
        for image in self.pages:
            self.at += 1
            if self.at == number:
                return image
        self.digest = ""
        return None


def main() -> None:
    """Serve pages from standard input to standard output until the pipe ends."""
    source, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # whatever a library prints must not get between messages
    cv2.setNumThreads(1)
    opened = _Open()
    try:
        send(out, {"ready": True})
        while True:
            head, data = receive(source)
            code, picture = _served(opened, head, data)
            send(out, {"done": True, "code": code}, picture)
    except BrokenPipe:
        sys.exit(0)


def _served(opened: _Open, head: dict[str, Any], data: bytes) -> tuple[str, bytes]:
    guard.processor_time(_SECONDS)
    try:
        image = opened.page(str(head["name"]), data, int(head["page"]))
        if image is None:
            return "no-such-page", b""
        return "", _jpeg(_upright(image, head))
    except FileRefused as refused:
        return refused.code, b""
    except Exception as fault:  # decoders raise anything on hostile files; the next page may be sound
        return f"not-drawn-{type(fault).__name__}", b""


def _drawn(name: str, data: bytes, *, depth: int) -> Iterator[Pixels]:
    """Every page of a file, those of an archive's members one after the other."""
    opened = open_file(name, data)
    if isinstance(opened, Archive):
        for member, content in opened.members if depth < LIMITS.nested else ():
            yield from _drawn(f"{name}/{member}", content, depth=depth + 1)
    elif isinstance(opened, Story):
        for laid in laid_out(opened.blocks, {}, _picture):
            yield laid.image
    else:
        for raw in opened.pages:
            yield raw.image


def _picture(_block: int, picture: Picture) -> Burnt:
    """A story's picture as it is, in the greys that laid out pages know."""
    grey = grey_of(picture.image)
    height, width = grey.shape
    scale = min(FIT[0] / width, FIT[1] / height, 1.0)
    size = (max(int(width * scale), 1), max(int(height * scale), 1))
    smaller = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    levels = np.asarray((smaller.astype(np.uint16) * 15 + 127) // 255 * 17, dtype=np.uint8)
    return Burnt(image=levels, bits=4, lines=(), holes=())


def _upright(image: Pixels, head: dict[str, Any]) -> Pixels:
    """The page turned as the packet's page stands, of which ``small`` is a small picture."""
    small = np.frombuffer(bytes.fromhex(str(head["small"])), dtype=np.uint8).reshape(SMALL, SMALL).astype(np.int32)
    wide = int(head["width"]) > int(head["height"])
    turned = [np.ascontiguousarray(np.rot90(image, quarter)) for quarter in range(4)]
    fitting = [one for one in turned if (one.shape[1] > one.shape[0]) == wide] or turned[:1]

    def apart(one: Pixels) -> int:
        shrunk = cv2.resize(grey_of(one), (SMALL, SMALL), interpolation=cv2.INTER_AREA).astype(np.int32)
        return int(np.abs(shrunk - small).sum())

    return min(fitting, key=apart)


def _jpeg(image: Pixels) -> bytes:
    picture = Image.fromarray(image)
    picture.thumbnail((_LONG_SIDE, _LONG_SIDE))
    held = io.BytesIO()
    picture.convert("RGB").save(held, "JPEG", quality=_QUALITY)
    return held.getvalue()
