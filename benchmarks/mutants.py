"""Breaks the code in seeded places, one at a time in a copy of the tree, and says which breaks the tests notice.

The breaks are made by the PyPI package cosmic-ray (MIT), installed in an environment of its own, and by leaving single
statements out. Each is tried against the tests nearest to it, then against those of the rooms that use it: first their
samples, as the quick tier runs them, then all their cases.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.process import OUT, ROOT

PACKAGE = "cosmic-ray==8.7.0"
PYTHON = OUT / "mutants-venv" / "bin" / "python"
FOLDER = OUT / "mutants"
TREE = FOLDER / "tree"
"""A clean copy of what git knows, to be broken."""
ROOMS = ("solver", "blind", "expertpool/rules")
TESTS = {
    "solver": (
        ["tests/solver"],
        ["tests/assigning", "tests/drawing", "tests/season", "tests/contracts", "tests/commands/test_draw.py"],
    ),
    "blind/redact": (["tests/blind/redact"], ["tests/packets", "tests/intake", "tests/commands/test_blind.py"]),
    "blind": (["tests/blind", "--ignore=tests/blind/redact"], ["tests/party", "tests/hostile", "tests/reviewing"]),
    "expertpool/rules": (["tests/rules"], ["tests/drawing", "tests/eligibility", "tests/contracts", "tests/reporting"]),
}
"""For the first room that a file lies in: the room's own tests, then those of the rooms that use it."""
LIMIT_S = 1800
NOTHING_COLLECTED = 5


@dataclass(frozen=True)
class Break:
    """One broken place: the file, the line, what was done, and the broken file that stands in for it."""

    number: int
    path: str
    line: int
    operator: str

    @property
    def stand_in(self) -> Path:
        """The whole file with the break in it."""
        return FOLDER / f"{self.number:03d}.py"

    def shown(self) -> str:
        """The lines that differ, as before and after."""
        before = (TREE / self.path).read_text(encoding="utf-8").splitlines()
        after = self.stand_in.read_text(encoding="utf-8").splitlines()
        changed = [line for line in difflib.unified_diff(before, after, n=0, lineterm="") if line[:1] in "+-"]
        return "\n".join(line for line in changed if not line.startswith(("+++", "---")))


def environment() -> Path:
    """The Python of cosmic-ray's own environment, made and filled when it is not there yet."""
    ready = PYTHON.exists() and subprocess.run([PYTHON, "-c", "import cosmic_ray"], check=False).returncode == 0
    if not ready:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(PYTHON.parent.parent)], check=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", PACKAGE], check=True)
    return PYTHON


def breaks(seed: int, count: int) -> list[Break]:
    """The places that a seed names, their broken files written; the same for the same commit and seed."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    subprocess.run(["git", "clone", "--quiet", "--local", str(ROOT), str(TREE)], check=True)  # noqa: S607  # any git does
    job = [environment(), str(ROOT / "benchmarks" / "mutants_job.py"), str(TREE), str(FOLDER), str(seed), str(count)]
    subprocess.run([*job, *ROOMS], check=True)
    index = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
    return [Break(number, **one) for number, one in enumerate(index)]


def nearest(path: str) -> list[str]:
    """Test files that name the broken module, those of its own name first."""
    stem = Path(path).stem
    dotted = path.removesuffix(".py").replace("/", ".")
    package, _, module = dotted.rpartition(".")
    words = (dotted, f"from {package} import {module}")
    files = sorted((TREE / "tests").rglob("test_*.py"))
    named = [file for file in files if any(word in file.read_text(encoding="utf-8") for word in words)]
    named.sort(key=lambda file: file.stem != f"test_{stem}")
    return [str(file.relative_to(TREE)) for file in named[:8]]


def noticed(one: Break, *, samples_alone: bool = False) -> str | None:
    """The first test that fails on the break, or how the run ended; None when every test still passes."""
    target = TREE / one.path
    kept = target.read_bytes()
    room = next(room for room in TESTS if one.path.startswith(room + "/"))
    try:
        target.write_bytes(one.stand_in.read_bytes())
        rounds = [tests for tests in (nearest(one.path), *TESTS[room]) if tests]
        for tests in [[*tests, "--sampled"] for tests in rounds] + ([] if samples_alone else rounds):
            found = failure(tests)
            if found:
                return found
    finally:
        target.write_bytes(kept)
    return None


def failure(tests: list[str]) -> str | None:
    """The first failure among these tests, in a process of their own."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]
    environ = {**os.environ, "PYTHONPATH": str(TREE)}  # programs that the tests start are the broken ones too
    try:
        done = subprocess.run(
            command, cwd=TREE, env=environ, capture_output=True, text=True, timeout=LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return "no end within the limit"
    if done.returncode in (0, NOTHING_COLLECTED):
        return None
    named = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return named[0] if named else f"exit {done.returncode}"


def main() -> None:
    """Try every break; a line for each, then the share noticed. What was found is kept after each in found.json."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--count", type=int, default=60)
    words.add_argument("--samples", action="store_true", help="what the samples miss is not tried against all cases")
    given = words.parse_args()
    seen = []
    for one in breaks(given.seed, given.count):
        answer = noticed(one, samples_alone=given.samples)
        seen.append({"path": one.path, "line": one.line, "operator": one.operator, "noticed": answer})
        (FOLDER / "found.json").write_text(json.dumps(seen, indent=1), encoding="utf-8")
        print(f"{one.path}:{one.line} {one.operator}: {answer or 'NOT NOTICED'}", flush=True)
        if answer is None:
            print(one.shown(), flush=True)
    caught = sum(one["noticed"] is not None for one in seen)
    print(f"{caught} of {len(seen)} breaks noticed (seed {given.seed})")


if __name__ == "__main__":
    main()
