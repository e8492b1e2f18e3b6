"""A form of a filing, such as the plan's: made empty to be filled in, and read back, as Excel or as TOML."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from expertpool.documents.filled_table import read_filled, worded_table
from expertpool.documents.listed_workbook import ListedSheet, listed_bytes
from expertpool.errors import Refusal, Where
from expertpool.filings.form import Content, Form
from expertpool.rules.toml_file import read_toml
from expertpool.words import Language, say

_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})", re.ASCII)


def form_workbook(form: Form, language: Language, *, made_on: date) -> bytes:
    """An Excel sheet with one line for each content, the second column to be filled in; lists go on further lines."""
    heads = [(say(f"filing.column.{key}", language), width) for key, width in (("content", 24), ("text", 80))]
    sheet = ListedSheet(
        name=say("filing.form_sheet", language),
        heads=heads,
        rows=[[one.titles[language], ""] for one in form.contents],
        open_columns=frozenset({1}),
    )
    guide = [
        say("filing.form_guide", language),
        *(f"{one.titles[language]}: {one.hints[language]}" for one in form.contents),
    ]
    return listed_bytes([sheet], guide_name=say("filing.form_guide_sheet", language), guide=guide, made_on=made_on)


def form_toml(form: Form, language: Language) -> str:
    """The same as a TOML file: every content empty, with its name and an example above it."""
    lines = [f"# {say('filing.form_guide', language)}", ""]
    for one in form.contents:
        lines += [
            f"# {one.titles[language]}: {one.hints[language]}",
            f"{one.id} = {'[]' if one.listed else repr('')}",
            "",
        ]
    return "\n".join(lines)


def read_form_file(path: Path, form: Form) -> dict[str, str]:
    """What the file states, by content; a list is joined by line ends, a day is ISO 8601. Empty contents are left out.

    Raises Refusal for a file that is no such form, a content the form does not have, and a day that is none.
    """
    stated: dict[str, list[str]] = defaultdict(list)
    named = {_plain(name): one for one in form.contents for name in (one.id, *one.titles.values())}
    last: Content | None = None
    for name, text, where in _toml(path) if path.suffix.lower() == ".toml" else _table(path):
        one = named.get(_plain(name)) if name.strip() else last
        if one is None:
            known = "、".join(one.title.text(Language.ZH) for one in form.contents)
            raise Refusal("filing.form_content", where=where, content=name[:40] or "-", known=known)
        last = one
        if text.strip():
            stated[one.id].append(_iso(text, where) if one.a_day else text.strip())
    return {name: "\n".join(texts) for name, texts in stated.items()}


def _toml(path: Path) -> Iterable[tuple[str, str, Where]]:
    for name, value in read_toml(path).items():
        where = Where(file=path.name, field=name)
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, (str, int, date)):
                raise Refusal("filing.form_text", where=where, content=name)
            yield name, str(one), where


def _table(path: Path) -> Iterable[tuple[str, str, Where]]:
    table = worded_table("filing", ("content", "text"), required=("content", "text"), number="content")
    for row in read_filled(path, table, code="filing.form_columns"):
        yield row.cells.get("content", ""), row.cells.get("text", ""), row.where("text")


def _plain(name: str) -> str:
    return re.sub(r"[\s:：*]|[（(].*?[)）]", "", name).casefold()


def _iso(text: str, where: Where) -> str:
    """The first day in the text, however its parts are divided; hours and a second day may follow."""
    found = _DAY.search(unicodedata.normalize("NFKC", text))
    try:
        return date(*map(int, found.groups() if found else ())).isoformat()
    except (TypeError, ValueError):
        raise Refusal("filing.form_no_day", where=where, found=text[:40]) from None
