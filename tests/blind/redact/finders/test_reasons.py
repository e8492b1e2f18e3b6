"""Every finder and every reason that a finding can carry has its word in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import blind.redact.finders
from blind.redact.finders import FINDERS
from blind.redact.finders.lexicon import table_of
from expertpool.words import Language, catalogue

CODE = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')
NO_REASONS = set(FINDERS) - {"id-number", "phone", "email", "account", "birth", "employer", "trace", "place"}
"""Names in the table of contents; the findings carry other names."""


def codes() -> set[str]:
    """Strings of the finders that have the shape of a code."""
    folder = Path(blind.redact.finders.__file__).parent
    found = {code for file in folder.glob("*.py") for code in CODE.findall(file.read_text(encoding="utf-8"))}
    return (found - NO_REASONS) | {f"trace-{kind}" for kind in table_of("traces.toml")}


@pytest.mark.parametrize("language", list(Language))
def test_every_code_has_its_word(language: Language) -> None:
    words = catalogue(language)
    assert sorted(code for code in codes() if not {f"redact.finder.{code}", f"redact.reason.{code}"} & set(words)) == []
