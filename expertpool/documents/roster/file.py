"""Opening a roster file: what it is by its bytes, whether its name agrees, and its sheets as grids."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from expertpool.documents.roster.column_table import ColumnTable
from expertpool.documents.roster.csv import read_csv
from expertpool.documents.roster.grid import Format, Grid
from expertpool.documents.roster.json import read_json
from expertpool.documents.roster.marks import MOST_BYTES
from expertpool.documents.roster.ole import SIGNATURE, CompoundFile
from expertpool.documents.roster.workbook import read_workbook
from expertpool.errors import Refusal, Where

EXTENSIONS = {
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".xls": Format.XLS,
    ".ods": Format.ODS,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".json": Format.JSON,
}
"""Extensions that are read, and the format each promises."""

_PAGE_TAGS = (b"<html", b"<!doctype", b"<table", b"<meta", b"<head", b"<body")
_TEXT = (Format.CSV, Format.JSON)


def read_grids(path: Path, table: ColumnTable) -> list[Grid]:
    """The sheets of a roster file. Raises Refusal, with the file's name, for everything that cannot be a roster."""
    try:
        form = _promised(path)
        content = _content(path)
        _refuse_other_content(content, form)
        if form is Format.CSV:
            return read_csv(content, table, file=path.name)
        if form is Format.JSON:
            return read_json(content, table, file=path.name)
        return read_workbook(content, file=path.name, form=form)
    except Refusal as refusal:
        known = refusal.where or Where()
        refusal.where = Where(file=path.name, sheet=known.sheet, row=known.row)
        raise


def _promised(path: Path) -> Format:
    form = EXTENSIONS.get(path.suffix.lower())
    if form is None and path.is_file():
        raise Refusal("roster.extension", extension=path.suffix or "-", allowed="、".join(EXTENSIONS))
    return form or Format.CSV


def _content(path: Path) -> bytes:
    if not path.exists():
        raise Refusal("common.file_missing", path=str(path))
    if not path.is_file():
        raise Refusal("roster.no_file", path=str(path))
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Refusal("roster.too_big", limit=str(MOST_BYTES >> 20))
        content = path.read_bytes()
    except OSError as failure:
        raise Refusal("roster.unreadable", path=str(path), reason=failure.strerror or str(failure)) from failure
    if not content.strip():
        raise Refusal("roster.empty_file")
    return content


def _refuse_other_content(content: bytes, form: Format) -> None:
    """Refuse a file whose bytes are of another kind than its name says, naming the kind."""
    kind = _kind(content)
    if kind == "encrypted":
        raise Refusal("roster.encrypted")
    if kind == form.value or (kind == "text" and form in _TEXT):
        return
    if kind in ("html", "xml", "text", "pdf", "zip", "ole"):
        raise Refusal(f"roster.really_{kind}", extension=form.value)
    if kind == "unknown":
        raise Refusal("roster.damaged") if form not in _TEXT else Refusal("roster.not_text")
    raise Refusal("roster.really_other", extension=form.value, really=kind)


def _kind(content: bytes) -> str:
    """The extension that suits the bytes, or a word for what else they are."""
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_package(content)
    if content.startswith(SIGNATURE):
        return _kind_of_container(content)
    return "pdf" if content.startswith(b"%PDF") else _kind_of_text(content)


def _kind_of_text(content: bytes) -> str:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<?xml", b"<workbook")):
        return "xml"
    if start.startswith(b"<") and any(tag in start for tag in _PAGE_TAGS):
        return "html"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    return "unknown" if b"\x00" in content[:4096] else "text"


def _kind_of_package(content: bytes) -> str:
    for sign, kind in ((b"xl/workbook.bin", ".xlsb"), (b"xl/", ".xlsx"), (b"content.xml", _kind_of_document(content))):
        if sign in content:
            return kind
    return "zip"


def _kind_of_document(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            mimetype = package.read("mimetype")
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return ".ods"
    return ".ods" if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet") else "zip"


def _kind_of_container(content: bytes) -> str:
    try:
        streams = CompoundFile(content).streams
    except (ValueError, struct.error):
        return ".xls"
    if "EncryptedPackage" in streams:
        return "encrypted"
    return ".xls" if {"Workbook", "Book"} & set(streams) else "ole"
