"""A released file as somebody finds it who wants to know whose it is: every text, stream and page of it."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pikepdf
import pypdf
import pypdfium2 as pdfium
import zxingcpp
from pdfminer.high_level import extract_text
from PIL import Image

from tests.blind.redact.corpus.sheet import grey
from tests.blind.redact.corpus.vector import Grey

_DROPPED = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad\x00-\x1f]+")


_MISREAD = 5
"""Letters from which on a phrase is known again with one of them misread."""


def _with_one_other(phrase: str) -> list[str]:
    return [f"{re.escape(phrase[:at])}.{re.escape(phrase[at + 1 :])}" for at in range(len(phrase))]


def flat(text: str) -> str:
    """Text as far as it can be searched: compatibility forms and blanks away, small letters, one kind of dot."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _DROPPED.sub("", plain)


@dataclass
class Evidence:
    """A file as somebody finds it who wants to know whose it is: its texts, its bytes, its pages."""

    data: bytes
    name: str = "packet.pdf"
    ours: Sequence[str] = ()
    """Phrases that may stay and contain a secret as part of an ordinary word."""

    @cached_property
    def parts(self) -> list[tuple[str, bytes]]:
        """Every stream that can be reached, unpacked, under its name."""
        return [*unpacked(self.name, self.data)]

    @cached_property
    def page_texts(self) -> list[str]:
        """The text layer of every page by three readers, or the text of a file that flows."""
        texts: list[str] = []
        for name, data in self.parts:
            if data[:5] == b"%PDF-":
                texts += pdf_texts(data)
            elif name.endswith((".xml", ".rels", ".vml")):
                texts.append(re.sub("<[^>]*>", "", data.decode("utf-8", "replace")))
            elif name.lower().endswith(".txt"):
                texts.append(decoded(data))
            elif data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
                texts.append(data.decode("utf-16-le", "ignore"))
                texts.append(data[1:].decode("utf-16-le", "ignore"))
        return texts

    @cached_property
    def text(self) -> str:
        """All text flat, without the phrases that may stay."""
        return self._without(flat("\f".join(self.page_texts)))

    @cached_property
    def raw(self) -> str:
        """All bytes of all parts in every encoding a reader may try, and their names."""
        found: list[str] = []
        for name, data in self.parts:
            found.append(name)
            for encoding in ("utf-8", "utf-16-be", "utf-16-le", "gb18030"):
                found.append(data.decode(encoding, "ignore"))
                if encoding.startswith("utf-16"):
                    found.append(data[1:].decode(encoding, "ignore"))
            found += [bytes.fromhex(one.decode()).decode("utf-16-be", "ignore") for one in _hex_strings(data)]
        return self._without(flat("\f".join(found)))

    def _without(self, text: str) -> str:
        for phrase in sorted(map(flat, self.ours), key=len, reverse=True):
            text = text.replace(phrase, "\f")
            if len(phrase) >= _MISREAD:
                text = re.sub("|".join(_with_one_other(phrase)), "\f", text)
        return text

    @cached_property
    def pages(self) -> list[Grey]:
        """Every page or picture at 150 dots an inch."""
        if self.data[:5] == b"%PDF-":
            return drawn(self.data)
        pages: list[Grey] = []
        for name, data in self.parts:
            if data[:5] == b"%PDF-":
                pages += drawn(data)
            elif name.startswith("stream"):
                continue
            elif data[:4] in (b"\x89PNG", b"II*\0", b"MM\0*") or data[:2] == b"\xff\xd8":
                pages += pictures(data)
        return pages

    @cached_property
    def codes(self) -> str:
        """What bar and matrix codes say."""
        return flat("\f".join(code.text for page in self.pages for code in zxingcpp.read_barcodes(page)))


def unpacked(name: str, data: bytes, depth: int = 0) -> Iterable[tuple[str, bytes]]:
    """A file and all that is packed in it: members, PDF streams and attachments, compressed chunks of pictures."""
    yield name, data
    if depth > 4:
        return
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield "comment", archive.comment
            for info in archive.infolist():
                yield "extra", info.extra + info.comment
                yield from unpacked(info.filename, archive.read(info), depth + 1)
    elif data[:5] == b"%PDF-":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for number, thing in enumerate(pdf.objects):
                yield f"object {number}", _strings(thing)
                if isinstance(thing, pikepdf.Stream):
                    yield f"stream {number}", thing.read_raw_bytes()
                    try:
                        inner = thing.read_bytes()
                    except pikepdf.PdfError:
                        continue
                    yield from unpacked(f"stream {number}.bin", inner, depth + 1)
            yield "trailer", _strings(pdf.trailer)
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        yield from _png_texts(data)


def _strings(thing: pikepdf.Object, depth: int = 0) -> bytes:
    """All strings and names of an object without following references, one after the other in UTF-8."""
    if isinstance(thing, pikepdf.String):
        return str(thing).encode("utf-8", "replace") + b"\f" + bytes(thing) + b"\f"
    if isinstance(thing, pikepdf.Name):
        return str(thing).encode("utf-8", "replace") + b"\f"
    if depth > 6:
        return b""
    if isinstance(thing, pikepdf.Array):
        return b"".join(_strings(one, depth + 1) for one in thing if not getattr(one, "is_indirect", False))
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        found = b""
        for key, value in thing.items() if isinstance(thing, pikepdf.Dictionary) else thing.stream_dict.items():
            found += key.encode() + b"\f"
            if not getattr(value, "is_indirect", False) and isinstance(value, pikepdf.Object):
                found += _strings(value, depth + 1)
        return found
    return b""


def _png_texts(data: bytes) -> Iterable[tuple[str, bytes]]:
    at = 8
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if kind in (b"zTXt", b"iTXt"):
            for start in range(len(body) - 2):
                if body[start : start + 1] == b"\x78":
                    try:
                        yield "png text", zlib.decompress(body[start:])
                    except zlib.error:
                        continue
        at += 12 + size


def _hex_strings(data: bytes) -> list[bytes]:
    if len(data) > 2_000_000:
        return []
    return [one for one in re.findall(rb"<([0-9A-Fa-f]{8,})>", data) if len(one) % 2 == 0]


def pdf_texts(data: bytes) -> list[str]:
    """The text of every page as three readers give it."""
    with pdfium.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    for read in (_by_pypdf, _by_pdfminer):
        try:
            texts += read(data)
        except Exception:  # noqa: BLE001, S112, RUF100 - hostile PDFs of the corpus stop one reader or the other
            continue
    return texts


def _by_pypdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def _by_pdfminer(data: bytes) -> list[str]:
    return [extract_text(io.BytesIO(data))]


def drawn(data: bytes) -> list[Grey]:
    """A PDF's pages as a viewer shows them, forms and comments included."""
    with pdfium.PdfDocument(data) as document:
        document.init_forms()
        return [grey(page.render(scale=150 / 72, rev_byteorder=True).to_numpy()[:, :, :3]) for page in document]


def pictures(data: bytes) -> list[Grey]:
    """The pictures of an image file, turned as its EXIF says."""
    found: list[Grey] = []
    with Image.open(io.BytesIO(data)) as image:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            turned = Image.new("RGBA", image.size, "white")
            turned.alpha_composite(image.convert("RGBA"))
            orientation = image.getexif().get(274, 1)
            turns = {3: 180, 6: 270, 8: 90}.get(orientation, 0)
            found.append(grey(np.asarray(turned.rotate(turns, expand=True).convert("RGB"))))
    return found


def decoded(data: bytes) -> str:
    """A text file in the encoding that fits."""
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
