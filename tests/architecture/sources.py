"""The project's own Python files as syntax trees, and what the architecture tests ask of them."""

from __future__ import annotations

import ast
import gc
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("solver", "blind", "expertpool", "api", "web")
UNTRACKED = {"__pycache__", "out"}
"""Folders that hold no source of ours: caches, and what a benchmark leaves."""
IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True)
class Source:
    """One Python file: its path below the project's root with forward slashes, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree, walked once for all tests."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def literals(self) -> tuple[ast.Constant, ...]:
        """Every string in the file's code, parts of f-strings included, docstrings left out."""
        skipped = docstrings(self.nodes)
        return tuple(
            node
            for node in self.nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped
        )


def source(text: str, path: str = "planted.py") -> Source:
    """A file that exists only in a test."""
    return Source(path=path, text=text, tree=ast.parse(text))


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """All Python files below these folders, in order."""
    files = sorted(
        file
        for folder in folders
        for file in (ROOT / folder).rglob("*.py")
        if not UNTRACKED & set(file.relative_to(ROOT).parts)
    )
    return tuple(map(read_source, files))


@cache
def read_source(file: Path) -> Source:
    """One file, read once in a run; the collector rests, since a tree is many objects and no garbage."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        one = source(file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix())
        assert one.nodes
        return one
    finally:
        if collecting:
            gc.enable()


def imports(one: Source) -> Iterator[tuple[str, int]]:
    """Every module imported anywhere in the file, with its line; ``from a import b`` counts as ``a`` and ``a.b``."""
    for node in one.nodes:
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def imports_of(one: Source, *modules: str) -> list[str]:
    """The places where one of these modules, or a part of it, is imported."""
    return [
        f"{one.path}:{line} {name}"
        for name, line in imports(one)
        if any(name == module or name.startswith(f"{module}.") for module in modules)
    ]


def attributes(one: Source, *names: str) -> list[str]:
    """The places where an attribute of one of these names is read or called."""
    return [
        f"{one.path}:{node.lineno} .{node.attr}"
        for node in one.nodes
        if isinstance(node, ast.Attribute) and node.attr in names
    ]


def calls_of(one: Source, *names: str) -> list[str]:
    """The places where a method of one of these names is called."""
    return [
        f"{one.path}:{node.lineno} .{node.func.attr}"
        for node in one.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names
    ]


def docstrings(nodes: Iterable[ast.AST]) -> set[int]:
    """The ids of the nodes that are docstrings, of modules, classes, functions and of fields below them."""
    found = set()
    for node in nodes:
        body = getattr(node, "body", None)
        if isinstance(body, list):
            found |= {
                id(entry.value)
                for entry in body
                if isinstance(entry, ast.Expr)
                and isinstance(entry.value, ast.Constant)
                and isinstance(entry.value.value, str)
            }
    return found


def literals(one: Source) -> tuple[ast.Constant, ...]:
    """Every string in the file's code, parts of f-strings included, docstrings left out."""
    return one.literals
