"""Cells of every kind under columns of every kind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.documents.roster.cell import read_cell
from expertpool.documents.roster.columns import COLUMNS, EXPERTS
from expertpool.documents.roster.grid import BadCell, Value, shown
from expertpool.documents.roster.problem import RosterProblem
from expertpool.errors import Where
from expertpool.words import Language

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
@pytest.mark.parametrize("nothing", ["", "  ", "\u3000", "/", "—"])
def test_an_empty_cell_is_the_default_or_the_error_of_a_required_column(
    column: Any, nothing: str, outcome: Any
) -> None:
    empty: Any = (frozenset() if column.key != "recuse_units" else ()) if column.several else column.default
    expected = (None, ["MISSING_VALUE"]) if column.required else (empty, [])
    assert outcome(read_cell(nothing, column, TODAY)) == expected


@pytest.mark.parametrize("key", ["expert_no", "name", "employer", "series", "specialties"])
def test_the_word_none_does_not_fill_a_required_column(key: str, outcome: Any) -> None:
    assert outcome(read_cell("无", EXPERTS.by_key[key], TODAY)) == (None, ["MISSING_VALUE"])


@pytest.mark.parametrize("key", ["recuse_units", "kin", "years_served", "id_number", "phone"])
def test_the_word_none_empties_an_optional_column(key: str) -> None:
    assert not read_cell("无", EXPERTS.by_key[key], TODAY).value


@pytest.mark.parametrize("key", ["specialties", "recuse_units", "kin"])
def test_separators_alone_are_nothing(key: str) -> None:
    assert not read_cell("、；", EXPERTS.by_key[key], TODAY).value


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("specialties", ("冶金", " 材料 "), (("冶金", "材料"), [])),
        ("specialties", ("无",), (None, ["MISSING_VALUE"])),
        ("specialties", (BadCell("roster.nested"),), ((), ["NESTED"])),
        ("recuse_units", ("甲, 乙公司",), (("甲, 乙公司",), [])),
        ("years_served", (2022, "2023", 2024.0), (frozenset({2022, 2023, 2024}), [])),
        ("kin", ("E1", 2), (frozenset({"E1", "2"}), [])),
        ("name", ("张三",), ("张三", [])),
        ("name", ("张三", "李四"), (None, ["LIST_NOT_ALLOWED"])),
    ],
)
def test_json_lists_fill_columns_that_hold_several(
    key: str, value: Value, expected: tuple[Any, list[str]], outcome: Any
) -> None:
    assert outcome(read_cell(value, EXPERTS.by_key[key], TODAY)) == expected


ANY_CELL = st.one_of(
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.from_regex(r"[0-9.\-/年月日、;,~ ]{1,20}", fullmatch=True),
)


@given(ANY_CELL, st.sampled_from(COLUMNS), st.sampled_from(Language))
def test_every_fault_of_any_cell_whatsoever_can_say_itself(value: Any, column: Any, language: Language) -> None:
    for fault in read_cell(value, column, TODAY).faults:
        where = Where(file="r.xlsx", row=1, column="A", field=column.head)
        problem = RosterProblem(fault.code, fault.severity, where, shown(value), params=fault.params)
        assert problem.message(language).strip()
        assert problem.hint(language) != ""
