"""The fictional city's dossiers: a list of applicants and their folders, a photographed certificate among them."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from expertpool.documents.typesetting import typeset
from expertpool.seeds.tables import table
from expertpool.whole_file import write_whole

_MADE = datetime(2025, 5, 20, tzinfo=UTC)
_TEMPLATE = """#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(paper: "a4", margin: 28mm)
#set text(font: "Noto Serif SC", size: 12pt, lang: "zh")
#set par(leading: 1em, spacing: 1.2em, first-line-indent: 2em)
#align(center, text(size: 18pt, data.title))
#for paragraph in data.paragraphs { par(paragraph) }
"""
_DOTS = 150
_TURNED = 0.6
"""Degrees by which the photographed page is askew."""


def write_dossiers(folder: Path) -> tuple[Path, Path]:
    """Write ``applicants.json`` and ``dossiers/<key>/…`` under ``folder`` and return both places.

    The same bytes at every call. Raises OSError where the folder cannot be written.
    """
    dossiers = folder / "dossiers"
    listed = []
    for applicant in table("dossiers")["applicant"]:
        listed.append({key: value for key, value in applicant.items() if key != "file"})
        for file in applicant["file"]:
            path = dossiers / applicant["key"] / file["name"]
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, _MAKERS[file["kind"]](file))
    applicants = folder / "applicants.json"
    write_whole(applicants, json.dumps(listed, ensure_ascii=False, indent=1).encode())
    return applicants, dossiers


def _pdf(file: dict[str, Any]) -> bytes:
    return typeset(_TEMPLATE, {"title": file["title"], "paragraphs": file["paragraphs"]}, made=_MADE)


def _scan(file: dict[str, Any]) -> bytes:
    """The typeset page as a camera gives it: grey, askew, a little soft, with the grain of paper."""
    page = pypdfium2.PdfDocument(_pdf(file))[0].render(scale=_DOTS / 72).to_pil().convert("L")
    turned = page.rotate(_TURNED, resample=Image.Resampling.BICUBIC, fillcolor=246).filter(
        ImageFilter.GaussianBlur(0.6)
    )
    grain = np.random.default_rng(7).normal(0, 3, (turned.height, turned.width))
    soft = np.clip(np.asarray(turned, dtype=np.float64) * 0.94 + 8 + grain, 0, 255).astype(np.uint8)
    held = io.BytesIO()
    Image.fromarray(soft).save(held, format="JPEG", quality=80, dpi=(_DOTS, _DOTS))
    return held.getvalue()


def _txt(file: dict[str, Any]) -> bytes:
    return "\n".join([file["title"], *file["paragraphs"], ""]).encode()


_MAKERS = {"pdf": _pdf, "scan": _scan, "txt": _txt}
