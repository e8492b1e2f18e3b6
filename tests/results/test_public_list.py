"""The public list's rows: what is shown, and no number of a person in any column, however it is written."""

from __future__ import annotations

import pytest

from blind.identity import Identity
from expertpool.errors import Refusal
from expertpool.results.public_list import public_rows

OTHER = {"id_number": "110101197912310018", "phone": "13800000002", "other_numbers": "B-20190457"}
HIDDEN = {
    "another applicant's card": "110101197912310018",
    "another applicant's certificate": "B-20190457",
    "a stranger's card": "110101199003074578",
    "an old card": "110101900307457",
    "with an x at the end": "11010119900307002x",
    "with a wide x": "11010119900307002Ｘ",
    "spaced": "110101 19900307 4578",
    "in wide figures": "１１０１０１１９９００３０７４５７８",
    "a telephone with hyphens": "138-0000-0009",
    "a telephone with dots and blanks": "139. 1234 5678",
    "with invisible signs": "1391234\u200b5678",
    "right beside other words": "电话13912345678转",
}
"""Ways to write a number of a person so that it might be posted with the list."""


def people(**first: str) -> list[Identity]:
    given = {"name": "赵甲", "employer": "云岭一中", "series": "工程", "specialty": "冶金", "level": "副高级", **first}
    name = given.pop("name")
    return [
        Identity("K1", name, **given),  # type: ignore[arg-type]  # every value is a text
        Identity("K2", "钱乙", employer="云岭二中", series="工程", specialty="采矿", level="副高级", **OTHER),
    ]


@pytest.mark.parametrize("number", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize(
    ("field", "head"),
    [("employer", "单位"), ("series", "系列/专业"), ("specialty", "系列/专业"), ("level", "层级")],
)
def test_a_number_in_any_column_is_refused_with_its_line_and_column(field: str, head: str, number: str) -> None:
    with pytest.raises(Refusal) as caught:
        public_rows(people(**{field: f"赵{number}"}))
    assert (caught.value.code, caught.value.params) == ("results.private_number", {"line": 1, "column": head})


@pytest.mark.parametrize(
    "employer",
    ["云岭第110101中学", "123456789012号井", "八一一二厂", "1-2-3 联合体", "13 中 800 班", "2025年11月01日组"],
)
def test_numbers_that_belong_to_nobody_may_be_posted(employer: str) -> None:
    assert public_rows(people(employer=employer))[0][2] == employer


def test_rows_hold_six_cells_a_person_in_order() -> None:
    assert public_rows(people()) == [
        ["1", "赵甲", "云岭一中", "工程/冶金", "副高级", "通过"],
        ["2", "钱乙", "云岭二中", "工程/采矿", "副高级", "通过"],
    ]
