"""The one clock that people go by: a server in another zone shows, counts and records the days of Beijing."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from expertpool.beijing import BEIJING, here, minute, second
from expertpool.commands import circumstances

LATE = datetime(2025, 8, 14, 23, 30, 5, tzinfo=UTC)


def test_a_moment_is_told_by_the_clock_of_beijing() -> None:
    assert (minute(LATE), second(LATE)) == ("2025-08-15 07:30", "2025-08-15 07:30:05")
    assert here(LATE) == LATE
    assert here(datetime(2025, 8, 14, 23, 30)) == datetime(2025, 8, 14, 23, 30)  # noqa: DTZ001  # a zone nobody stated


def test_now_is_the_day_it_is_in_beijing_and_carries_its_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circumstances, "clock", lambda: LATE)

    assert circumstances.now().isoformat() == "2025-08-15T07:30:05+08:00"


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Shanghai"])
def test_the_zone_a_machine_is_set_to_changes_nothing(zone: str) -> None:
    lines = (
        "from expertpool.beijing import day_here",
        "from expertpool.commands.circumstances import now",
        "print(now().isoformat(), day_here())",
    )
    command, env = [sys.executable, "-c", "; ".join(lines)], {**os.environ, "TZ": zone}
    ran = subprocess.run(command, env=env, capture_output=True, text=True, check=True)  # our own lines
    moment, day = ran.stdout.split()

    told = datetime.fromisoformat(moment)
    assert told.utcoffset() == timedelta(hours=8)
    assert abs(told - datetime.now(UTC)) < timedelta(minutes=5)
    assert day in {str(told.date()), str((told + timedelta(minutes=5)).astimezone(BEIJING).date())}
