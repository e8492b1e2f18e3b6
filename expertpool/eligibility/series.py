"""Names of series and specialties brought to one form, so that 工程系列 and 工程 are the same."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def spellings() -> Mapping[str, Any]:
    """``endings`` that a name may carry and lose, and ``same``: other names of a series, each with the usual one."""
    return tomllib.loads(files(__package__).joinpath("tables", "series.toml").read_text(encoding="utf-8"))


@cache
def plain_series(name: str) -> str:
    """A series or specialty without width, blanks and endings, under its usual name."""
    text = "".join(unicodedata.normalize("NFKC", name).split())
    for ending in spellings()["endings"]:
        if len(text) > len(ending):
            text = text.removesuffix(ending)
    usual: str = spellings()["same"].get(text, text)
    return usual
