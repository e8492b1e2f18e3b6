"""Earlier attempts at the same draw, read from the copies a later attempt carries."""

from __future__ import annotations

from blind.ceremony import names
from blind.ceremony.book import Book
from blind.ceremony.context import Context
from blind.ceremony.reasons import OFFICE
from blind.ceremony.void import Void, check_follows
from blind.errors import Untrusted

SIGNERS = 2


def read_previous(book: Book, context: Context) -> None:
    """Note what is wrong with the chain of attempts that led to this one; a first attempt has none."""
    later = context
    for attempt in range(context.attempt - 1, 0, -1):
        name = names.previous(attempt, names.CONTEXT)
        if name not in book.documents:
            book.note("previous-attempt-missing", name, attempt=attempt)
            return
        before = book.record(Context, name, keys=book.keys_ever(OFFICE))
        if before is None or not _follows(book, later, before, name):
            return
        later = before


def _follows(book: Book, later: Context, before: Context, name: str) -> bool:
    def look() -> bool:
        joint = book.joint(Void, names.previous(before.attempt, names.VOID_STEM), before, parties=before.parties)
        if joint is None or len(joint.signers - {joint.record.culprit}) < SIGNERS:
            raise Untrusted("void-not-signed-by-two", attempt=before.attempt)
        check_follows(later, before, joint.record)
        return True

    return bool(book.attempt(name, look))
