"""Runs in cosmic-ray's own environment: breaks code in seeded places, each broken file written beside an index."""

from __future__ import annotations

import ast
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

NEED_ARGUMENTS = ("VariableReplacer", "VariableInserter")
DROPPED = "statement dropped"


OPERATORS = [name for name in operator_names() if not name.endswith(NEED_ARGUMENTS)]


def positions(source: str, name: str) -> Iterator[tuple[int, int]]:
    """Line and occurrence of every break of one kind, type annotations left alone."""
    quiet = annotated(source)
    operator, occurrence = get_operator(name)(), 0
    for node in walked(get_ast(source)):
        for (line, column), _ in operator.mutation_positions(node):
            if not any(low <= (line, column) <= high for low, high in quiet):
                yield line, occurrence
            occurrence += 1


def walked(node: object) -> Iterator[object]:
    """Every node, in the order cosmic-ray counts."""
    yield node
    for child in getattr(node, "children", ()):
        yield from walked(child)


def annotated(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The spans of type annotations, which run no code."""
    spans = []
    for node in ast.walk(ast.parse(source)):
        for held in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if held is not None:
                spans.append(((held.lineno, held.col_offset), (held.end_lineno, held.end_col_offset)))
    return spans


def droppable(source: str) -> list[ast.stmt]:
    """Statements that do something and can be left out: refusals, calls for their effect, changes in place."""
    return [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Raise | ast.AugAssign)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom))
    ]


def without(source: str, statement: ast.stmt) -> str:
    """The source with ``pass`` in a statement's place."""
    lines = source.splitlines(keepends=True)
    first, last = statement.lineno - 1, (statement.end_lineno or statement.lineno) - 1
    return "".join([*lines[:first], " " * statement.col_offset + "pass\n", *lines[last + 1 :]])


def broken(source: str, chance: random.Random) -> tuple[int, str, str] | None:
    """One break, by lot: line, operator and the broken source; None where the place drawn cannot be broken."""
    statements = droppable(source)
    if statements and chance.random() < 1 / 3:
        statement = chance.choice(statements)
        return statement.lineno, DROPPED, without(source, statement)
    for name in chance.sample(OPERATORS, len(OPERATORS)):
        places = list(positions(source, name))
        if places:
            line, occurrence = chance.choice(places)
            text = mutate_code(source, get_operator(name)(), occurrence)
            return None if text is None else (line, name, text)
    return None


def main() -> None:
    """Arguments: root, folder for the broken files, seed, how many, then the rooms."""
    root, out = Path(sys.argv[1]), Path(sys.argv[2])
    chance = random.Random(int(sys.argv[3]))
    files = sorted(file for room in sys.argv[5:] for file in (root / room).rglob("*.py"))
    sources = {file: file.read_text(encoding="utf-8") for file in files}
    weights = [len(sources[file]) for file in files]
    index: list[dict[str, object]] = []
    while len(index) < int(sys.argv[4]):
        file = chance.choices(files, weights)[0]
        found = broken(sources[file], chance)
        if found is None or found[2] == sources[file]:
            continue
        try:
            compile(found[2], file.name, "exec")
        except SyntaxError:
            continue
        (out / f"{len(index):03d}.py").write_text(found[2], encoding="utf-8")
        index.append({"path": str(file.relative_to(root)), "line": found[0], "operator": found[1]})
    (out / "index.json").write_text(json.dumps(index), encoding="utf-8")


if __name__ == "__main__":
    main()
