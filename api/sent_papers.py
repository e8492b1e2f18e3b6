"""Papers that come with an act over the API: their bytes in base64, and the form among them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from api.schemas.season import SentPaper
from expertpool.documents.filed_papers import page_count
from expertpool.documents.plan_form import read_form_file
from expertpool.errors import Refusal, Where
from expertpool.filings.filing import Paper
from expertpool.filings.form import form_named
from expertpool.filings.kind import FORM_PAPER, FilingKind

ENDINGS = frozenset({".xlsx", ".toml", ".xls", ".ods", ".csv"})
Brought = tuple[tuple[Paper, bytes], ...]


def read_papers(sent: Iterable[SentPaper]) -> Brought:
    """Each paper with its bytes; the same twice is one. Raises Refusal for what is no base64."""
    found = [_read(one) for one in sent]
    return tuple({(paper.paper, paper.digest): (paper, content) for paper, content in found}.values())


def form_in(papers: Brought, kind: FilingKind, act: str) -> Mapping[str, str] | None:
    """The contents of the form among them, where this act wants one. Raises Refusal for one unfit."""
    wanted = kind.transitions[act].form if act in kind.transitions else ""
    brought = [(paper, content) for paper, content in papers if paper.paper == FORM_PAPER]
    if not wanted or not brought:
        return None
    paper, content = brought[0]
    ending = Path(paper.name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"form{ending if ending in ENDINGS else '.xlsx'}"
        path.write_bytes(content)
        return read_form_file(path, form_named(wanted))


def _read(sent: SentPaper) -> tuple[Paper, bytes]:
    try:
        content = base64.b64decode(sent.content, validate=True)
    except (binascii.Error, ValueError):
        raise Refusal("api.not_base64", where=Where(field=f"papers.{sent.paper}")) from None
    digest = hashlib.sha256(content).hexdigest()
    name = "".join(sign for sign in sent.name.replace("\\", "/").rpartition("/")[2] if sign.isprintable())
    paper = Paper(
        paper=sent.paper, digest=digest, name=name or digest[:8], size=len(content), pages=page_count(content)
    )
    return paper, content
