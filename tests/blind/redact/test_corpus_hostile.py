"""Hostile files among honest ones: each is held with a cause, the honest ones go on, and time stays bounded."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from blind.redact import Identity, Workshop, blind_file
from tests.blind.redact import hostile_files as hostile

IDENTITY = Identity("SB1", "陈思远", employer="云川市第三人民医院")
HONEST = "申报人：陈思远。\n该工艺将单位能耗降低了百分之十二。".encode()
SECONDS = 60
QUICK = sorted(hostile.CASES)[::9]


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop(jobs=1) as opened:
        yield opened


@pytest.mark.parametrize(
    "story",
    [story if story in QUICK else pytest.param(story, marks=pytest.mark.full) for story in sorted(hostile.CASES)],
)
def test_hostile_file_is_held_and_the_next_honest_one_is_released(workshop: Workshop, story: str) -> None:
    name, data = hostile.CASES[story][0]()
    started = time.monotonic()
    refused = blind_file(data, name=name, identity=IDENTITY, workshop=workshop)
    honest = blind_file(HONEST, name="a.txt", identity=IDENTITY, workshop=workshop)
    assert time.monotonic() - started < SECONDS
    assert not refused.clean
    assert [doubt.code for doubt in refused.held] != []
    assert honest.clean
