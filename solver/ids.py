"""Ids as the cores take them: opaque text."""

from __future__ import annotations

from solver.errors import BadProblem


def checked_id(name: object) -> str:
    """The id, if it is text that is not empty and that UTF-8 can hold. Raises BadProblem."""
    if not isinstance(name, str) or not name or any("\ud800" <= letter <= "\udfff" for letter in name):
        raise BadProblem("id-not-text", found=repr(name))
    return name
