"""The packet as bytes: channels that a packet must not have, and the record in raw bytes and decoded streams."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Mapping, Sequence

import pikepdf

from blind.redact.leak.finding import Leak
from blind.redact.leak.search import search
from blind.redact.leak.spellings import Sought

_NOT_IN_CATALOGUE = (
    "/Metadata", "/AcroForm", "/Outlines", "/Names", "/OpenAction", "/AA", "/OCProperties", "/StructTreeRoot",
    "/PieceInfo", "/Dests", "/PageLabels", "/Threads", "/Collection", "/AF", "/URI", "/Perms", "/Legal",
)  # fmt: skip  # laid out as a table
_NOT_ON_PAGES = ("/Annots", "/Metadata", "/PieceInfo", "/AA", "/Thumb", "/B", "/LastModified", "/AF", "/StructParents")
_ENCODINGS = ("utf-8", "utf-16-be", "utf-16-le", "gb18030", "big5")
_LARGEST_TEXT = 4_000_000


def hidden_channels(data: bytes) -> list[Leak]:
    """Everything in the file that a reader does not see on its pages. An unreadable file is a finding."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as file:
            found = [Leak("hidden-channel", 0, None, key) for key in _NOT_IN_CATALOGUE if key in file.Root]
            if "/Info" in file.trailer:
                found.append(Leak("hidden-channel", 0, None, "/Info"))
            if "/Encrypt" in file.trailer:
                found.append(Leak("hidden-channel", 0, None, "/Encrypt"))
            for number, page in enumerate(file.pages, start=1):
                found += [Leak("hidden-channel", number, None, key) for key in _NOT_ON_PAGES if key in page.obj]
            return found + _beside_the_objects(data)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        return [Leak("unread", 0, None, "pdf")]


def _beside_the_objects(data: bytes) -> list[Leak]:
    """Earlier revisions and bytes after the end."""
    found = []
    if data.count(b"%%EOF") != 1:
        found.append(Leak("hidden-channel", 0, None, "revisions"))
    if data.rpartition(b"%%EOF")[2].strip():
        found.append(Leak("hidden-channel", 0, None, "bytes-after-end"))
    return found


def in_bytes(data: bytes, wanted: Sequence[Sought]) -> list[Leak]:
    """The record in the file's bytes, and in every stream as decoded, in the usual encodings of Chinese text.

    Numbers count only as they are spelt: a file is full of digits that would form any number if joined.
    """
    needles = {one.folded: one.what for one in wanted if len(one.folded) >= 2}
    found: dict[tuple[str, str], Leak] = {}
    spelt = {what: [one for folded in group for one in _in_encodings(folded)] for what, group in _by_field(needles)}
    for where, content in itertools.chain([("file", data)], _streams(data)):
        lowered = content.lower()
        for what, ways in spelt.items():
            if any(plain in content or digits in lowered for plain, digits in ways):
                found[where, what] = Leak("raw-bytes", 0, None, what)
        if where != "file" and len(content) < _LARGEST_TEXT and _is_text(content):
            for one in search(content.decode("latin-1"), [each for each in wanted if each.stream in ("latin", "mail")]):
                found[where, one.what] = Leak("raw-bytes", 0, None, one.what)
    return sorted(set(found.values()), key=lambda leak: leak.what)


def _by_field(needles: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    for what in dict.fromkeys(needles.values()):
        yield what, [folded for folded, field in needles.items() if field == what]


def _in_encodings(folded: str) -> Iterator[tuple[bytes, bytes]]:
    """A text in each encoding, as it is and in hexadecimal digits.

    Short Chinese words occur in compressed bytes by chance, so only six bytes and more count.
    """
    for encoding in _ENCODINGS:
        try:
            needle = folded.encode(encoding)
        except UnicodeEncodeError:
            continue
        if len(needle) >= 6:
            yield needle, needle.hex().encode()


def _is_text(content: bytes) -> bool:
    head = content[:4000]
    return bool(head) and sum(32 <= byte < 127 or byte in b"\r\n\t" for byte in head) > 0.9 * len(head)


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Decoded streams that are no pictures, and all strings of the file's objects."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as file:
            for number, item in enumerate(file.objects):
                if isinstance(item, pikepdf.Stream):
                    if item.get("/Subtype") == "/Image":
                        continue
                    yield f"stream {number}", item.read_bytes()
                else:
                    yield f"object {number}", bytes(item.unparse(resolved=False)) if hasattr(item, "unparse") else b""
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return
