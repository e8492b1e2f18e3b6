"""What a search engine resolves to a person: numbers of grants, patents, papers, books, standards and awards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from blind.identity import Identity
from blind.redact.finders.cues import simple
from blind.redact.finders.lexicon import table_of
from blind.redact.finders.passage import Passage
from blind.redact.finders.search import Search
from blind.redact.hit import Hit, Level

FINDER = "trace"
KINDS = (
    "trace-grant",
    "trace-patent",
    "trace-software",
    "trace-doi",
    "trace-serial",
    "trace-issue",
    "trace-standard",
    "trace-award",
    "trace-web",
)
"""The reasons; without their beginning the keys of the table of patterns."""


@cache
def shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of the table with their kind."""
    table = table_of("traces.toml")
    return tuple((kind, re.compile(simple(text))) for kind in KINDS for text in table[kind.removeprefix("trace-")])


def prepare(_identity: Identity, level: Level) -> Search:
    """Looks for traces at level strict; nothing at standard."""

    def search(passage: Passage) -> Iterator[Hit]:
        for kind, shape in shapes():
            for span in passage.matches(shape, "trace"):
                yield passage.hit(*span, FINDER, kind, sureness=90)

    return search if level is Level.STRICT else lambda _: ()
