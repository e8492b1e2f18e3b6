"""What the ballot's core refuses, in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from blind.errors import BlindError, Forged, Untrusted
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.findings import as_refusal
from expertpool.words import has

T = TypeVar("T")
TOO_LATE = "ballot-closed"


def ballot_refusal(error: BlindError, *, file: str) -> Refusal:
    """A refusal of the core as one of this program: what is forged or not by whom it must be ends with exit code 5."""
    key = f"ballot.wrong.{error.code}"
    if not has(key):
        return as_refusal(error, file=file)
    wrong = isinstance(error, (Forged, Untrusted)) and error.code != TOO_LATE
    return Refusal(key, where=Where(file=file), exit_code=ExitCode.FORGED if wrong else ExitCode.BAD_INPUT)


def tried(look: Callable[[], T], place: Path | str) -> T:
    """What ``look`` gives; what the core refuses becomes words about ``place``."""
    try:
        return look()
    except BlindError as error:
        raise ballot_refusal(error, file=str(place)) from None
