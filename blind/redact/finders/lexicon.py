"""Words and numbers that finders read: the lists beside this file, and those of the packages the project stands on."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def own(name: str) -> Traversable:
    """A file of the folder ``data``."""
    return files("blind.redact.finders") / "data" / name


def lines_of(name: str) -> list[str]:
    """The lines of one of our lists, without empty ones and those that begin with #."""
    text = own(name).read_text(encoding="utf-8")
    return [line for line in map(str.strip, text.splitlines()) if line and not line.startswith("#")]


@cache
def items_of(name: str) -> tuple[str, ...]:
    """All items of one of our lists, however many stand in a line."""
    return tuple(item for line in lines_of(name) for item in line.split())


@cache
def table_of(name: str) -> dict[str, Any]:
    """One of our tables."""
    return tomllib.loads(own(name).read_text(encoding="utf-8"))


def package_folder(package: str) -> Path:
    """Where an installed package lies; the package itself is not imported."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(next(iter(spec.submodule_search_locations)))


def package_lines(package: str, *path: str) -> list[str]:
    """The non-empty lines of a data file inside an installed package."""
    text = package_folder(package).joinpath(*path).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line]
