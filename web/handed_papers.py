"""What a form about a filing hands in: files as papers, days, a reason; read before any transaction begins."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from expertpool.documents.filed_papers import page_count
from expertpool.documents.plan_form import read_form_file
from expertpool.errors import Refusal, Where
from expertpool.filings.filing import Paper
from expertpool.filings.form import form_named
from expertpool.filings.kind import FORM_PAPER, FilingKind
from expertpool.rules.table import Unfit, day

LONGEST_NAME = 120


@dataclass(frozen=True)
class Handed:
    """``typed``: the texts as they stood in their fields, by name; ``papers`` with their bytes."""

    typed: Mapping[str, str]
    papers: tuple[tuple[Paper, bytes], ...]

    def text(self, name: str) -> str:
        """What was typed into a field."""
        return self.typed.get(name, "").strip()

    def day(self, name: str) -> date | None:
        """The day in a field, None where it was left empty. Raises Refusal for what is no day."""
        if not self.text(name):
            return None
        try:
            return day(self.text(name))
        except Unfit:
            raise Refusal("page_filings.no_day", where=Where(field=name), found=self.text(name)[:40]) from None

    def days(self, names: list[str]) -> dict[str, date]:
        """The days stated in fields of these names after ``day-``."""
        return {name: found for name in names if (found := self.day(f"day-{name}")) is not None}

    def form(self, kind: FilingKind, act: str) -> dict[str, str] | None:
        """The contents of the form among the papers, where this act wants one. Raises Refusal for one unfit."""
        wanted = kind.transitions[act].form if act in kind.transitions else ""
        brought = [(paper, content) for paper, content in self.papers if paper.paper == FORM_PAPER]
        if not wanted or not brought:
            return None
        paper, content = brought[0]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"form{_ending(paper.name)}"
            path.write_bytes(content)
            return read_form_file(path, form_named(wanted))


def _ending(name: str) -> str:
    ending = Path(name).suffix.lower()
    return ending if ending in {".xlsx", ".toml", ".xls", ".ods", ".csv"} else ".xlsx"


async def handed_in(request: Request) -> Handed:
    """The form's fields; files under ``paper-ID`` become papers, empty ones are as if nothing had been chosen."""
    form = await request.form()
    files = [(name, value) for name, value in form.multi_items() if isinstance(value, UploadFile)]
    brought = [(name.removeprefix("paper-"), value.filename or "", await value.read()) for name, value in files]
    papers = await run_in_threadpool(_papers, [one for one in brought if one[2]])
    return Handed(_typed(form), papers)


def _typed(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _papers(brought: list[tuple[str, str, bytes]]) -> tuple[tuple[Paper, bytes], ...]:
    return tuple((_paper(paper[:40], name, content), content) for paper, name, content in brought)


def _paper(paper: str, name: str, content: bytes) -> Paper:
    plain = "".join(sign for sign in name.replace("\\", "/").rpartition("/")[2] if sign.isprintable())
    digest = hashlib.sha256(content).hexdigest()
    named = plain[-LONGEST_NAME:] or digest[:8]
    return Paper(paper=paper, digest=digest, name=named, size=len(content), pages=page_count(content))


HandedIn = Annotated[Handed, Depends(handed_in)]
"""What was handed in, as a route's parameter; placed before the session."""
