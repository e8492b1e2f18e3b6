"""Pages that somebody compared with their originals: a confirmation holds for the page as it was then, and no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from blind.redact import EncodedPage
from expertpool.packets.decisions import Decided, latest
from expertpool.packets.file_results import FileResult
from expertpool.packets.release import content_digest

CONFIRMED = "page"
"""How the decision about a page that was looked through begins; its ``findings`` are digests of the page."""


def page_digest(page: EncodedPage) -> str:
    """What a reader can see or hear of a page, as one digest."""
    return content_digest([page], CONFIRMED)


def confirmed_pages(decided: Iterable[Decided]) -> Mapping[tuple[str, int], frozenset[str]]:
    """Digests of pages as they were confirmed, by file (its digest) and number of the page in it."""
    return {
        (one.file, one.decision.page): frozenset(one.findings)
        for one in latest(decided)
        if one.decision.about == f"{CONFIRMED}:{one.decision.page}"
    }


def unconfirmed(results: Sequence[FileResult], decided: Iterable[Decided]) -> list[tuple[str, int]]:
    """File (its path in the dossier) and number of every page that nobody has confirmed as it is now."""
    known = confirmed_pages(decided)
    return [
        (result.file.shown, number)
        for result in results
        for number, page in enumerate(result.read().pages, start=1)
        if page_digest(page) not in known.get((result.digest, number), ())
    ]
