"""A refusal about filings: its places may hold names in each language, said when the reader's language is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from expertpool.errors import Refusal
from expertpool.words import Language, has, say


class FilingRefusal(Refusal):
    """As every refusal; ``missing`` lists the ids of what is lacking, for programs."""

    missing: tuple[str, ...] = ()

    def message(self, language: Language) -> str:
        """What is wrong, as a sentence."""
        return say(self.code, language, **self._spoken(language))

    def hint(self, language: Language) -> str | None:
        """What would be right, as a sentence."""
        key = f"{self.code}.hint"
        return say(key, language, **self._spoken(language)) if has(key) else None

    def as_dict(self, language: Language) -> dict[str, Any]:
        """The one error shape, with what is lacking and the clause."""
        found = super().as_dict(language)
        return {**found, "missing": list(self.missing), "clause": self.params.get("clause")}

    def lacking(self, *missing: str) -> FilingRefusal:
        """The same, naming by id what is lacking."""
        self.missing = missing
        return self

    def _spoken(self, language: Language) -> dict[str, Any]:
        return {name: _in_words(value, language) for name, value in self.params.items()}


def _in_words(value: Any, language: Language) -> Any:
    if isinstance(value, Mapping):
        return value[language]
    if isinstance(value, tuple):
        return say("filing.between", language).join(str(_in_words(part, language)) for part in value)
    return value
