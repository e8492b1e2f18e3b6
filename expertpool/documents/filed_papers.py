"""Papers of filings as files: read whole, named by their digest, kept in the office's folder, and looked at again."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from pathlib import Path

from expertpool.errors import Refusal, Where
from expertpool.filings.filing import Paper
from expertpool.whole_file import make_folders, write_new

LARGEST = 200 * 1024 * 1024
"""The largest paper that is taken, in bytes."""


def read_paper(paper: str, path: Path) -> tuple[Paper, bytes]:
    """The file as a paper, with its bytes. Raises Refusal for one that is missing, empty, a folder or too large."""
    where = Where(file=str(path))
    if path.is_dir():
        raise Refusal("rules.file_is_folder", where=where, path=str(path))
    try:
        size = path.stat().st_size
        content = path.read_bytes() if 0 < size <= LARGEST else b""
    except FileNotFoundError:
        raise Refusal("common.file_missing", where=where, path=str(path)) from None
    if not content:
        code = "filing.paper_large" if size else "filing.paper_empty"
        raise Refusal(code, where=where, paper=paper, most=LARGEST // 1024 // 1024)
    digest = hashlib.sha256(content).hexdigest()
    return Paper(paper=paper, digest=digest, name=path.name, size=size, pages=page_count(content)), content


def page_count(content: bytes) -> int | None:
    """The pages of a PDF; None for everything else, and for a PDF that cannot be read."""
    if not content.startswith(b"%PDF"):
        return None
    from pypdf import PdfReader  # noqa: PLC0415  # only for papers that are PDF
    from pypdf.errors import PyPdfError  # noqa: PLC0415  # for the same reason

    try:
        return len(PdfReader(io.BytesIO(content)).pages)
    except (PyPdfError, ValueError, KeyError, RecursionError, AttributeError, TypeError):
        return None


def kept_at(folder: Path, paper: Paper) -> Path:
    """Where a paper lies: under its digest, so that one file handed in twice lies there once."""
    return folder / paper.digest[:2] / paper.digest


def keep_paper(folder: Path, paper: Paper, content: bytes) -> Path:
    """Put a paper's file into the office's folder, readable by its owner alone; one that lies there stays."""
    place = kept_at(folder, paper)
    make_folders(place.parent)
    write_new(place, content, private=True)
    return place


def faults(folder: Path, papers: Iterable[Paper]) -> dict[str, str]:
    """By digest, what is wrong with files that should lie in the folder: ``gone`` or ``changed``."""
    found = {}
    for paper in papers:
        place = kept_at(folder, paper)
        if not place.is_file():
            found[paper.digest] = "gone"
        elif hashlib.sha256(place.read_bytes()).hexdigest() != paper.digest:
            found[paper.digest] = "changed"
    return found
