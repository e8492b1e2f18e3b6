"""What a core refuses about scores and the vault, as refusals in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from blind.errors import BlindError, Forged, Untrusted
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.findings import as_refusal
from expertpool.words import Language, has, say


@contextmanager
def faults(file: Path | str) -> Iterator[None]:
    """Turn whatever a core refuses on the way into a refusal about ``file``: forged or untrusted is exit code 5."""
    try:
        yield
    except BlindError as error:
        key = f"scores.fault.{error.code}"
        if not has(key):
            raise as_refusal(error, file=str(file)) from None
        exit_code = ExitCode.FORGED if isinstance(error, (Forged, Untrusted)) else ExitCode.BAD_INPUT
        raise Refusal(key, where=Where(file=str(file)), exit_code=exit_code) from None


def fault_words(error: BlindError, language: Language) -> str:
    """Why a document was refused, as a sentence."""
    key = f"scores.fault.{error.code}"
    return say(key, language) if has(key) else say("scores.fault.other", language, fault=error.code)
