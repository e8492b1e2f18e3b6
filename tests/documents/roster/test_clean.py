"""The refusal of a roster with errors."""

from __future__ import annotations

from typing import Any

import pytest

from expertpool.documents.roster.clean import FaultyRoster, require_clean
from expertpool.errors import ExitCode
from expertpool.words import Language


def refusal(rosters: Any, count: int) -> FaultyRoster:
    people = [rosters.person(serial, id_number="", level="副高") for serial in range(1, count + 1)]
    with pytest.raises(FaultyRoster) as refused:
        require_clean(rosters.read(rosters.lines(people)))
    return refused.value


def test_a_roster_without_errors_passes_with_its_notices(rosters: Any) -> None:
    reading = rosters.read(rosters.lines([rosters.person(1, name="张 三")]))
    assert (require_clean(reading), len(reading.notices)) == (None, 1)


def test_errors_are_listed_with_their_cells(rosters: Any) -> None:
    refused = refusal(rosters, 2)
    assert refused.message(Language.ZH).split("\n") == [
        "名册有 2 个错误（2 行），不能使用：",
        "  I2 职称层级: “副高”不是“职称层级”可填的值。",
        "  I3 职称层级: “副高”不是“职称层级”可填的值。",
    ]
    assert (refused.exit_code, refused.where and refused.where.sheet) == (ExitCode.BAD_INPUT, "名册")


def test_twenty_errors_are_listed_and_the_rest_counted(rosters: Any) -> None:
    lines = refusal(rosters, 25).message(Language.ZH).split("\n")
    assert (len(lines), lines[-1]) == (22, "  …… 还有 5 个错误")


def test_the_hint_names_the_command(rosters: Any) -> None:
    refused = refusal(rosters, 1)
    assert (
        refused.hint(Language.ZH) == f"运行 expertpool roster check {rosters.folder / 'r.xlsx'}，按标注副本改正后再来。"
    )


def test_programs_get_the_errors_one_by_one(rosters: Any) -> None:
    told = refusal(rosters, 25).as_dict(Language.EN)
    assert (told["code"], told["message"], len(told["problems"]), told["problems"][0]["cell"]) == (
        "roster.not_clean",
        "The roster has 25 errors (25 rows) and cannot be used:",
        20,
        "I2",
    )
