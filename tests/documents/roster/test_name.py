"""Names keep their own blanks and dots, and lose the ones set in."""

from __future__ import annotations

from typing import Any

import pytest

from expertpool.documents.roster.name import read_name


@pytest.mark.parametrize(
    ("raw", "name", "faults"),
    [
        ("张三", "张三", []),
        ("张 三", "张三", ["name_blanks"]),
        ("欧 阳 修", "欧阳修", ["name_blanks"]),
        ("阿 依 古 丽 娜", "阿依古丽娜", ["name_blanks"]),
        ("阿依古丽·买买提", "阿依古丽·买买提", []),
        ("阿依古丽•买买提", "阿依古丽·买买提", ["name_dot"]),
        ("阿依古丽.买买提", "阿依古丽·买买提", ["name_dot"]),
        ("阿依古丽 · 买买提", "阿依古丽·买买提", ["name_dot"]),
        ("阿依古丽 买买提", "阿依古丽 买买提", []),
        ("John  Smith", "John Smith", []),
        ("J. R. Smith", "J. R. Smith", []),
        ("O'Brien", "O'Brien", []),
        ("𠮷田", "𠮷田", []),
        ("张\n三", "张三", []),
        ("张三（外聘）", "张三（外聘）", ["name_unusual"]),
        ("张三1", "张三1", ["name_unusual"]),
        ("张三、李四", "张三、李四", ["name_unusual"]),
        ("123", None, ["NOT_A_NAME"]),
        ("名" * 81, None, ["NOT_A_NAME"]),
    ],
)
def test_names_lose_set_in_blanks_and_keep_their_own(
    raw: str, name: str | None, faults: list[str], outcome: Any
) -> None:
    assert outcome(read_name(raw)) == (name, faults)
