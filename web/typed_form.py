"""What a form of the office hands in: texts, answers ticked more than once, files; read before a transaction."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from expertpool.errors import Refusal, Where

MOST = 4000
"""Characters in one field, unless the page says otherwise."""


@dataclass(frozen=True)
class SentFile:
    """A file that was chosen in a form; ``name`` as the browser gave it, without folders."""

    name: str
    content: bytes

    @contextlib.contextmanager
    def on_disk(self) -> Iterator[Path]:
        """The file under its own ending in a folder that is gone afterwards."""
        ending = Path(self.name).suffix.lower()
        plain = ending if ending.isascii() and ending[1:].isalnum() and len(ending) <= 6 else ""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"handed-in{plain}"
            path.write_bytes(self.content)
            yield path


@dataclass(frozen=True)
class TypedForm:
    """``fields``: what stood in each, the first of several; ``several``: all of them; ``files``: the last
    of each field, empty ones left out; ``together``: all of them."""

    fields: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]]
    files: Mapping[str, SentFile]
    together: Mapping[str, tuple[SentFile, ...]]

    def text(self, name: str, *, most: int = MOST) -> str:
        """One field without blanks around it. Refuses a text that is too long, at its field."""
        found = self.fields.get(name, "").strip()
        if len(found) > most:
            raise Refusal("page_committees.too_long", where=Where(field=name), most=most)
        return found

    def need(self, name: str, *, most: int = MOST) -> str:
        """The same; refuses an empty field."""
        found = self.text(name, most=most)
        if not found:
            raise Refusal("page_committees.wanted", where=Where(field=name))
        return found

    def whole(self, name: str, *, most: int = 9999) -> int:
        """A whole number of a field. Refuses anything else."""
        found = self.need(name)
        if not (found.isascii() and found.isdigit() and len(found) <= 6 and int(found) <= most):
            raise Refusal("page_committees.no_number", where=Where(field=name), found=found[:20])
        return int(found)

    def need_file(self, name: str) -> SentFile:
        """The file chosen in a field. Refuses none."""
        found = self.files.get(name)
        if found is None:
            raise Refusal("page_committees.no_file", where=Where(field=name))
        return found


async def typed_form(request: Request) -> TypedForm:
    """The form of this request."""
    form = await request.form()
    several: dict[str, list[str]] = {}
    files: dict[str, list[SentFile]] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            content = await value.read()
            if content:
                sent = SentFile((value.filename or "").replace("\\", "/").rpartition("/")[2][-120:], content)
                files.setdefault(name, []).append(sent)
        else:
            several.setdefault(name, []).append(value)
    fields = {name: values[0] for name, values in several.items()}
    return TypedForm(
        fields,
        {name: tuple(values) for name, values in several.items()},
        {name: held[-1] for name, held in files.items()},
        {name: tuple(held) for name, held in files.items()},
    )


Sent = Annotated[TypedForm, Depends(typed_form)]
"""The form, as a route's parameter; placed before the session."""


def field_at(refusal: Refusal) -> str:
    """The field that a refusal of such a form names; empty for the form as a whole."""
    return (refusal.where.field if refusal.where else None) or ""
