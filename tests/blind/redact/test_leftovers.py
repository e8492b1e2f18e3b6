"""The second look notices the letters of a name that stand beside its hole."""

from __future__ import annotations

import pytest

from blind.identity import Identity
from blind.redact.box import Box
from blind.redact.leak.leftovers import leftovers
from blind.redact.leak.spellings import sought
from blind.redact.page import Glyph, Line, Sight

WANTED = sought(Identity("A1", "常青", former_names="欧阳明珠", coworkers=["张三丰"]))
COVER = "■"


def found_in(row: str) -> list[tuple[str, int]]:
    """The row with letters of twenty pixels; each cover is a hole in it. Which field, and at which letter."""
    places = [(char, Box(20 * at, 100, 20 * at + 20, 120)) for at, char in enumerate(row)]
    line = Line(tuple(Glyph(char, box, Sight.OCR) for char, box in places if char != COVER))
    holes = [Box(box.left - 1, 98, box.right + 1, 122) for char, box in places if char == COVER]
    return [(one.what, one.box.left // 20) for one in leftovers([line], holes, WANTED)]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("申报人：常■", [("name", 4)]),
        ("常■同志", [("name", 0)]),
        ("姓名 ■青。", [("name", 4)]),
        ("主持人张三■", [("coworkers", 3)]),
        ("由■三丰主持", [("coworkers", 2)]),
        ("曾用名欧阳明■", [("former_names", 3)]),
    ],
)
def test_letters_of_a_name_beside_its_hole_are_found(row: str, found: list[tuple[str, int]]) -> None:
    assert found_in(row) == found


@pytest.mark.parametrize(
    "row", ["温度正常■", "■青山绿水", "张■", "张三和■", "常    ■", "申报人：■", "常规■", "■常青藤架", "欧阳■"]
)
def test_words_and_other_letters_beside_a_hole_are_not(row: str) -> None:
    assert found_in(row) == []
