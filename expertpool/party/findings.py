"""What is wrong with a ceremony, in words: the cores' codes and facts as sentences of the catalogues."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from blind.ceremony.book import Wrong
from blind.ceremony.turns import NotNow
from blind.errors import BlindError, Forged, Untrusted
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.words import Language, has, say

SHOWN = 12
TYPED = {"not-the-dice-asked-for", "not-the-digits-asked-for"}
"""Faults of what somebody typed at this machine."""


def wrong_words(wrong: Wrong, language: Language) -> str:
    """One finding as a sentence."""
    key = f"ceremony.wrong.{wrong.code}"
    facts = {name: _plain(value, language) for name, value in wrong.facts.items()}
    if not has(key):
        return say("ceremony.wrong.other", language, code=wrong.code)
    return say(key, language, **facts)


def as_refusal(error: BlindError, *, file: str) -> Refusal:
    """A core's refusal as one of this program: what was changed or signed by others than it must be is forged."""
    exit_code = ExitCode.FORGED if isinstance(error, (Forged, Untrusted)) else ExitCode.BAD_INPUT
    asked = isinstance(error, NotNow) or error.code in TYPED
    return CeremonyWrong([Wrong(error.code, file, error.facts)], exit_code=exit_code, asked=asked)


def refuse_wrong(wrong: Sequence[Wrong]) -> None:
    """Raise Refusal while there is anything wrong."""
    if wrong:
        raise CeremonyWrong(wrong)


class CeremonyWrong(Refusal):
    """Documents that are not as they must be: each by name, with what is wrong.

    ``asked``: nothing is wrong with any document; what was asked for or typed does not fit, now or at all.
    """

    def __init__(self, wrong: Sequence[Wrong], *, exit_code: ExitCode = ExitCode.FORGED, asked: bool = False) -> None:
        where = Where(file=wrong[0].document or None)
        super().__init__("ceremony.wrong", where=where, exit_code=exit_code, count=len(wrong))
        self.wrong, self.asked = tuple(wrong), asked

    def message(self, language: Language) -> str:
        """How many, then one line each; or in one line what does not fit."""
        if self.asked:
            words = " ".join(wrong_words(one, language) for one in self.wrong)
            return say("ceremony.not_so", language, words=words)
        lines = [f"  {one.document}: {wrong_words(one, language)}" for one in self.wrong[:SHOWN]]
        return "\n".join([super().message(language), *lines])

    def hint(self, language: Language) -> str | None:
        """What would be right."""
        return say("ceremony.not_so.hint", language) if self.asked else super().hint(language)

    def as_dict(self, language: Language) -> dict[str, Any]:
        """The one error shape, with the findings listed by themselves."""
        return {**super().as_dict(language), "wrong": [wrong_dict(one, language) for one in self.wrong]}


def wrong_dict(wrong: Wrong, language: Language) -> dict[str, str]:
    """A finding for programs."""
    return {"code": wrong.code, "document": wrong.document, "message": wrong_words(wrong, language)}


def _plain(value: Any, language: Language) -> str:
    if value is None or isinstance(value, bool):
        return say(f"ceremony.{str(value).lower()}", language)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(str(one) for one in value)
    return str(value)
