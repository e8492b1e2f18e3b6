"""The packet's text as three extractors give it, page by page."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pdfminer.high_level
import pypdf
import pypdf.errors
import pypdfium2 as pdfium

logging.getLogger("pdfminer").setLevel(logging.ERROR)
logging.getLogger("pypdf").setLevel(logging.ERROR)


class Unextractable(ValueError):
    """An extractor cannot read the packet; its text says which."""


def texts(data: bytes) -> dict[str, list[str]]:
    """Extractor to the text of each page. Raises Unextractable."""
    try:
        return {"pypdf": _by_pypdf(data), "pdfminer": list(_by_pdfminer(data)), "pdfium": _by_pdfium(data)}
    except (pypdf.errors.PyPdfError, pdfium.PdfiumError, ValueError, KeyError, TypeError, RecursionError) as fault:
        raise Unextractable(type(fault).__name__) from fault


def _by_pypdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def _by_pdfminer(data: bytes) -> Iterator[str]:
    whole = pdfminer.high_level.extract_text(io.BytesIO(data))
    pages = whole.split("\f")
    return iter(pages[:-1] if pages and not pages[-1].strip() else pages)


def _by_pdfium(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    try:
        return [document[index].get_textpage().get_text_range() for index in range(len(document))]
    finally:
        document.close()
