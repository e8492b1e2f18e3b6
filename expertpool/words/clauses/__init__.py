"""Clauses in the reader's language: cited in Chinese, and each other language has one file here that reads them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from expertpool.words import Language


@cache
def read_clauses(language: Language) -> Mapping[str, str]:
    """Every clause that a file cites, as it stands there, to its reading; empty for the language it is cited in."""
    file = files(__package__).joinpath(f"{language.value}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def clause_in(clause: str, language: Language) -> str:
    """The clause for a reader; one that no file reads (of a pack from elsewhere) as it is cited."""
    return read_clauses(language).get(clause, clause)


def cited_in(clause: str, language: Language) -> str:
    """The clause for whoever writes committee files: in Chinese as it is cited, with the names of a file's entries."""
    return clause if language is Language.ZH else clause_in(clause, language)
