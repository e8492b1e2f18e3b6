"""What a search engine resolves to a person: grants, patents, DOIs, serial and standard numbers, issues, award numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from blind.identity import Identity
from blind.redact.finders.lexicon import table_of
from blind.redact.finders.passage import Passage
from blind.redact.finders.search import Search
from blind.redact.hit import Hit, Level

FINDER = "trace"


@cache
def shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of the table with their kind."""
    table = table_of("traces.toml")
    return tuple((kind, re.compile(text)) for kind, texts in table.items() for text in texts)


def prepare(identity: Identity, level: Level) -> Search:
    """Looks for traces at level strict; nothing at standard."""

    def search(passage: Passage) -> Iterator[Hit]:
        for kind, shape in shapes():
            for span in passage.matches(shape, "trace"):
                yield passage.hit(*span, FINDER, f"trace-{kind}", sureness=90)

    return search if level is Level.STRICT else lambda passage: ()
