"""What gets installed: pinned by name and version, and free to be passed on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT

PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([0-9][A-Za-z0-9.+!]*)")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()


def needed(requirements: Iterable[str]) -> set[str]:
    """These requirements and everything they pull in on this machine, as canonical names."""
    found: set[tuple[str, frozenset[str]]] = set()
    queue = [Requirement(text) for text in requirements]
    while queue:
        requirement = queue.pop()
        extras = frozenset(requirement.extras)
        key = (canonicalize_name(requirement.name), extras)
        if key in found:
            continue
        found.add(key)
        for text in distribution(requirement.name).requires or ():
            more = Requirement(text)
            if more.marker is None or any(more.marker.evaluate({"extra": extra}) for extra in (extras or {""})):
                queue.append(more)
    return {name for name, _extras in found}


def licence(name: str) -> str:
    """What a package says its licence is: the expression, else the classifiers, else the first line of the text."""
    facts = distribution(name).metadata
    classifiers = [line for line in facts.get_all("Classifier") or () if line.startswith("License ::")]
    text = (facts.get("License") or "").strip().splitlines()
    return facts.get("License-Expression") or "; ".join(classifiers) or (text[0] if text else "")


def copyleft(words: str) -> bool:
    """Whether a licence asks that what uses the package be passed on under its own terms."""
    return bool(re.search(r"GPL|General Public License|EUPL|SSPL|CC-BY-SA|OSL", words))


def test_constraints_are_names_and_versions() -> None:
    assert [line for line in LINES if not PIN.fullmatch(line)] == []
    assert sorted(LINES, key=str.casefold) == LINES


def test_constraints_pin_everything_that_gets_installed() -> None:
    pinned = {canonicalize_name(match[1]) for line in LINES if (match := PIN.fullmatch(line))}
    wanted = needed([*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["postgres"]])
    tests = [text for text in PROJECT["optional-dependencies"]["test"] if not text.startswith("expertpool")]
    assert (wanted | needed(tests)) - pinned == set()


def test_constraints_agree_with_the_project() -> None:
    pinned = {canonicalize_name(match[1]): match[2] for line in LINES if (match := PIN.fullmatch(line))}
    named = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    asked = [Requirement(text) for text in named if not text.startswith("expertpool")]
    assert [str(one) for one in asked if not one.specifier.contains(pinned[canonicalize_name(one.name)])] == []


def test_no_runtime_dependency_is_copyleft() -> None:
    licences = {name: licence(name) for name in sorted(needed(PROJECT["dependencies"]))}
    assert {name: words for name, words in licences.items() if not words} == {}
    assert {name: words for name, words in licences.items() if copyleft(words)} == {}


def test_postgres_extra_adds_one_lesser_licence_alone() -> None:
    extra = needed(PROJECT["optional-dependencies"]["postgres"]) - needed(PROJECT["dependencies"])
    held = {name: licence(name) for name in sorted(extra) if copyleft(licence(name))}
    assert set(held) <= {"psycopg", "psycopg-binary"}
    assert [words for words in held.values() if not re.search(r"LGPL|Lesser", words)] == []


@pytest.mark.parametrize(
    ("words", "found"),
    [("AGPL-3.0", True), ("GNU General Public License v3", True), ("MIT", False), ("BSD-3-Clause AND Zlib", False)],
)
def test_copyleft_is_recognised_by_name(words: str, found: bool) -> None:
    assert copyleft(words) == found


def test_what_is_not_installed_does_not_pass_for_free() -> None:
    with pytest.raises(PackageNotFoundError):
        needed(["expertpool-part-that-is-nowhere"])
