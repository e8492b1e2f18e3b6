"""Every kind of filing by command through all its states: right and wrong persons, papers, returns, the ledger."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from expertpool.commands import circumstances
from expertpool.filings.loading import all_kinds
from tests.commands.filing_walk import Run, Walk, examples_of


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """``on("2025-08-05")`` makes it that day, for every command."""

    def stop(day: str) -> None:
        moment = datetime.fromisoformat(f"{day}T03:00:00").replace(tzinfo=UTC)
        monkeypatch.setattr(circumstances, "clock", lambda: moment)

    return stop


def without_meeting(example: Mapping[str, Any]) -> bool:
    """A committee whose meeting nobody stated: none that comes from a committee file."""
    return any("meeting" in step.get("missing", ()) for step in example["step"])


@pytest.mark.parametrize("kind", all_kinds())
def test_every_example_of_a_kind_comes_out_by_command_as_it_says_and_stands_in_the_ledger(
    kind: str, run: Run, on: Callable[[str], None], home: Path, upgraded_file: Path, tmp_path: Path
) -> None:
    whole, otherwise, reached = all_kinds()[kind], list[str](), set[str]()
    for at, example in enumerate(one for one in examples_of(kind) if not without_meeting(one)):
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        shutil.copy(upgraded_file, home / upgraded_file.name)
        folder = tmp_path / f"example-{at}"
        folder.mkdir()
        walk = Walk(run, on, folder, example)
        otherwise += walk.walk(whole)
        reached |= walk.reached
        entries = [one["kind"] for one in run("ledger", "show", "--last", "500", "--json").json["entries"]]
        assert (entries.count("filing:opened"), entries.count("filing:step:taken")) == (walk.opened, walk.moved)
        assert run("ledger", "verify").code == 0
    assert otherwise == []
    assert reached == set(whole.states) - ({whole.head.start} - reached)
