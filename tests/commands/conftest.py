"""A small pool and a committee to draw from it, and the program run in this process."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from expertpool.__main__ import main

COMMITTEE = """
name = "2025年度云岭市工程系列冶金专业高级职称评审委员会"
year = 2025
series = "工程"
level = "副高级"
basis = "specialty"
seats = 11
meeting = 2025-08-15
self_reviewing_unit = "云岭研究院"
affiliates = ["云岭研究院检测中心"]
enterprise_related = true
private_enterprise_at_least = "1/5"
max_per_employer = 4
filed_from = 2024-03-01
filed_until = 2027-02-28

[specialties]
"冶金" = { at_least = 4 }
"采矿" = { at_least = 3, at_most = 5 }
"""

EMPLOYERS = {
    "云岭研究院": "事业单位",
    "云岭研究院检测中心": "事业单位",
    "云岭大学": "事业单位",
    "云岭钢铁": "国有企业",
    "远山矿业": "民营企业",
    "清溪冶炼": "民营企业",
    "石桥新材": "民营企业",
}


class Ran(NamedTuple):
    """What one command line came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON object it has to be."""
        return json.loads(self.out)


def make_roster(count: int = 60, *, seed: int = 1) -> list[dict[str, Any]]:
    """Experts of one series in two specialties and seven units; a few barred by one rule each."""
    dice = random.Random(seed)
    names = list(EMPLOYERS)
    rows = [
        {
            "expert_no": f"E{at:04d}",
            "name": f"专家{chr(0x4E00 + at)}",
            "employer": (employer := dice.choice(names)),
            "employer_kind": EMPLOYERS[employer],
            "series": "工程",
            "specialties": [dice.choice(["冶金", "采矿"])],
            "level": dice.choice(["副高级", "正高级"]),
            "term_start": "2024-01-01",
            "term_end": "2026-12-31",
            "years_served": [2024] if at % 3 else [],
        }
        for at in range(1, count + 1)
    ]
    rows[0]["years_served"] = [2022, 2023, 2024]
    rows[1]["integrity"] = "失信"
    rows[2]["status"] = "移出"
    rows[3]["level"] = "中级"
    return rows


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Sixty experts as a JSON roster."""
    return write_json(tmp_path / "roster.json", make_roster())


@pytest.fixture
def committee(tmp_path: Path) -> Path:
    """A self-reviewing, enterprise-related committee of eleven."""
    path = tmp_path / "committee.toml"
    path.write_text(COMMITTEE, encoding="utf-8")
    return path


@pytest.fixture
def change(committee: Path) -> Callable[..., Path]:
    """The committee file with texts replaced, or a line put before its first table."""

    def changed(*replacements: tuple[str, str], top: str = "", end: str = "") -> Path:
        text = committee.read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        committee.write_text(top + "\n" + text + "\n" + end, encoding="utf-8")
        return committee

    return changed


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command line against a home folder of this test's own."""

    def ran(*words: str | Path) -> Ran:
        capsys.readouterr()
        code = main([*map(str, words), "--home", str(home)])
        return Ran(code, *capsys.readouterr())

    return ran


def write_json(path: Path, rows: list[dict[str, Any]]) -> Path:
    """A JSON roster."""
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def new_roster(tmp_path: Path) -> Callable[[list[dict[str, Any]]], Path]:
    """A JSON roster of other rows."""
    return lambda rows: write_json(tmp_path / "other.json", rows)


@pytest.fixture
def roster_rows() -> Callable[..., list[dict[str, Any]]]:
    """The rows of the small pool, to be changed."""
    return make_roster
