"""Every sentence a person reads, by key, in Chinese and in English: one TOML file an area under ``zh/`` and ``en/``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Language(StrEnum):
    """The languages a catalogue exists for."""

    ZH = "zh"
    EN = "en"


@cache
def catalogue(language: Language) -> dict[str, str]:
    """All sentences of one language: ``area.key.key`` to a format string with named places."""
    found: dict[str, str] = {}
    for file in sorted(files(__package__).joinpath(language.value).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            found.update({f"{file.name.removesuffix('.toml')}.{key}": text for key, text in table.items()})
    return found


def has(key: str) -> bool:
    """Whether there is a sentence under this key."""
    return key in catalogue(Language.ZH)


def say(key: str, language: Language = Language.ZH, /, **params: Any) -> str:
    """The sentence under ``key`` with its places filled. Raises KeyError for an unknown key or a missing place."""
    return catalogue(language)[key].format(**params)


def speaker(language: Language) -> Callable[..., str]:
    """``say`` in one language: called with a key and, by name, its places."""

    def words(key: str, /, **params: Any) -> str:
        return say(key, language, **params)

    return words
