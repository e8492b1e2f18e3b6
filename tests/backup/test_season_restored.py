"""A season of fifty committees comes back whole on another machine, on either database, within five minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.season_restore import SeasonKept, back_and_forth, make_season_kept
from expertpool.db import open_session
from expertpool.models import METADATA
from expertpool.settings import Settings
from expertpool.stored_rows import stored_rows

MINUTES = 5


@pytest.mark.parametrize(
    "order",
    [
        pytest.param(SeasonKept(committees=2, pool=60, packets=3, files=1, kib=8), id="small"),
        pytest.param(SeasonKept(), id="fifty", marks=pytest.mark.full),
    ],
)
def test_a_season_comes_back_whole_elsewhere(order: SeasonKept, settings: Settings, tmp_path: Path) -> None:
    source = Settings.embedded(tmp_path / "first")
    make_season_kept(source, order)
    target = Settings(home=tmp_path / "home", database_url=settings.database_url)
    rehearsed, restored, steps = back_and_forth(source, target, tmp_path / "a.backup")
    assert (rehearsed.audit.findings, restored.audit.findings) == ((), ())
    assert rehearsed.audit.root == restored.audit.root
    assert restored.audit.records > order.committees * order.packets
    with open_session(source, reading=True) as before, open_session(target, reading=True) as after:
        for table in METADATA.sorted_tables:
            assert list(stored_rows(after, table)) == list(stored_rows(before, table)), table.name
    kept = sorted(path.relative_to(source.home) for path in (source.home / "dossiers").rglob("*.pdf"))
    assert [(target.home / path).read_bytes() for path in kept] == [(source.home / path).read_bytes() for path in kept]
    assert sum(steps.cpu.values()) < MINUTES * 60
