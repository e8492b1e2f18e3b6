"""Why a file cannot be opened, as a code and facts."""

from __future__ import annotations


class FileRefused(Exception):
    """The file will not be opened; ``code`` says why and ``facts`` name what was found (text and whole numbers only).

    Codes: ``encrypted`` ``damaged`` ``empty`` ``wrong-extension`` ``unknown-format`` ``ofd-not-readable``
    ``too-large`` ``too-many-pages`` ``page-too-large`` ``page-unreadable`` ``page-count-differs`` ``xfa-form``
    ``portfolio`` ``too-many-members`` ``unpacks-too-large`` ``nested-too-deep`` ``doctype`` ``too-much-text``
    ``no-visible-content`` ``embedded-content``.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
