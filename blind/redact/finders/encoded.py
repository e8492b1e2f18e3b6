"""Names, units and numbers in the codes that web pages and addresses write characters in."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import unquote

from blind.identity import Identity
from blind.redact.finders import chinese_name, email_address, employer, id_number, phone
from blind.redact.finders.passage import Passage, passage
from blind.redact.finders.search import Search
from blind.redact.hit import Act, Hit, Level

_PARTS = (chinese_name, employer, id_number, phone, email_address)
_RUN = re.compile(
    r"(?:&\#(?:[0-9]{2,6}|x[0-9a-f]{2,5});\s{0,2}){2,}|(?:%[0-9a-f]{2}\s{0,2}){4,}|(?:\\u[0-9a-f]{4}\s{0,2}){2,}",
    re.IGNORECASE,
)


def prepare(identity: Identity, level: Level) -> Search:
    """Looks into runs of entities, of percent signs with two digits, and of backslashes with four."""
    searches = [part.prepare(identity, level) for part in _PARTS]

    def search(given: Passage) -> Iterator[Hit]:
        for match in _RUN.finditer(given.text):
            said = passage(meant(match.group()))
            hits = (hit for each in searches for hit in each(said) if hit.act is not Act.KEEP)
            if (hit := next(hits, None)) is not None:
                end = match.start() + len(match.group().rstrip())
                yield Hit(match.start(), end, hit.finder, hit.reason, Act.HIDE, hit.sureness)

    return search


def meant(run: str) -> str:
    """The characters that a run stands for; as it is where it stands for none."""
    bare = "".join(run.split())
    if bare.startswith("&"):
        return html.unescape(bare)
    if bare.startswith("%"):
        return unquote(bare, errors="ignore")
    return str(json.loads(f'"{bare}"'))
