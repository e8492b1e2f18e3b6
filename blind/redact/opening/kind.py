"""What a file is by its content, and whether its name says the same."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

import olefile

from blind.redact.opening.refused import FileRefused

ENDINGS = {
    "pdf": (".pdf",),
    "docx": (".docx",),
    "doc": (".doc",),
    "xlsx": (".xlsx",),
    "xls": (".xls",),
    "pptx": (".pptx",),
    "jpeg": (".jpg", ".jpeg"),
    "png": (".png",),
    "tiff": (".tif", ".tiff"),
    "txt": (".txt",),
    "ofd": (".ofd",),
    "zip": (".zip",),
}
"""The endings a file of each kind may have."""

_MAGIC = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"RIFF", "riff"),
    (b"%!PS", "postscript"),
)
_PACKAGES = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
)
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)


def kind_of(data: bytes, name: str) -> str:
    """The kind of a file (a key of ``ENDINGS``) by its first bytes, confirmed by the ending of its name.

    Raises FileRefused: ``empty``, ``encrypted`` (Office files with a password), ``wrong-extension`` naming both,
    ``unknown-format`` for what this program does not read.
    """
    if not data:
        raise FileRefused("empty")
    found = _by_content(data)
    ending = PurePosixPath(name).suffix.lower()
    said = next((kind for kind, endings in ENDINGS.items() if ending in endings), "")
    if found == "encrypted":
        raise FileRefused("encrypted", ending=ending)
    if not said:
        raise FileRefused("unknown-format", ending=ending, found=found)
    if found == "" or (said == "txt" and found == "text"):
        return _damaged_or_text(said, found)
    if found != said:
        raise FileRefused("wrong-extension", ending=ending, found=found)
    return said


def _damaged_or_text(said: str, found: str) -> str:
    """Nothing known: a text file may be in any encoding; every other kind has lost its beginning."""
    if said == "txt":
        return said
    raise FileRefused("damaged", kind=said, found=found)


def _by_content(data: bytes) -> str:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return _zip_kind(data)
    if data[:8] == olefile.MAGIC:
        return _compound_kind(data)
    known = next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")
    if known in {"bmp", "program"} and b"\0" not in data[:4096]:
        known = ""
    return known or ("" if b"\0" in data[:4096] and not _wide(data) else "text")


def _wide(data: bytes) -> bool:
    return data[:2] in {b"\xff\xfe", b"\xfe\xff"}


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError):
        return ""
    return next((kind for part, kind in _PACKAGES if part in names), "zip")


def _compound_kind(data: bytes) -> str:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            roots = {entry[0] for entry in compound.listdir(streams=True, storages=True)}
    except Exception as fault:  # olefile raises many kinds on damaged files; any of them means the same
        raise FileRefused("damaged", kind="ole", found=type(fault).__name__) from fault
    return next((kind for stream, kind in _STREAMS if stream in roots), "ole")
