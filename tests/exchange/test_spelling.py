"""Values as cells and back: every text survives every form, and nothing reads as a formula."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.exchange.forms import Form, read, written
from expertpool.exchange.spelling import Misspelt, cell_of, kind_of, spelled, text_of, value_of
from expertpool.models import METADATA
from tests.conftest import AT

TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(TEXTS)
def test_a_text_comes_back_from_its_cell_and_no_cell_begins_a_formula(text: str | None) -> None:
    assert text_of(cell_of(text)) == text
    assert not cell_of(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=4))
@pytest.mark.parametrize("form", list(Form))
def test_a_table_comes_back_from_every_form(form: Form, rows: list[list[str | None]]) -> None:
    tables = {"unit": (["name", "affiliate_of"], rows)}
    files = written(tables, form)
    columns, found = read(files, form, ["unit"])["unit"]
    assert found == rows
    assert columns == (["name", "affiliate_of"] if rows or form is not Form.JSON else [])
    assert written(tables, form) == files


def test_a_text_longer_than_a_sheets_cell_comes_back_whole() -> None:
    rows: list[list[str | None]] = [["甲" * 70_001, None], ["乙", "=" + "丙" * 32_000]]
    tables = {"roster_content": (["digest", "content"], rows)}
    assert read(written(tables, Form.XLSX), Form.XLSX, ["roster_content"])["roster_content"][1] == rows


@pytest.mark.parametrize("cell", ["\\j", "\\j1", "\\jnull", "\\j[", '\\j"a'])
def test_a_cell_that_is_no_string_is_misspelt(cell: str) -> None:
    with pytest.raises(Misspelt):
        text_of(cell)


def test_every_column_of_every_table_that_travels_has_a_spelling() -> None:
    from expertpool.exchange.tables import STAYS

    tables = [table for name, table in METADATA.tables.items() if name not in STAYS]
    assert {kind_of(column) for table in tables for column in table.columns} == {
        "moment",
        "json",
        "flag",
        "whole",
        "day",
        "text",
    }


@pytest.mark.parametrize(
    ("place", "value", "text"),
    [
        ("expert.listed", True, "true"),
        ("expert.id", 17, "17"),
        ("expert.birth_month", date(1970, 5, 1), "1970-05-01"),
        ("roster.frozen_at", AT, "2025-06-01T09:00:00+08:00"),
        ("expert.name", "", ""),
    ],
)
def test_a_value_is_spelled_and_read_back(place: str, value: object, text: str) -> None:
    table, _, column = place.partition(".")
    assert spelled(value) == text
    assert value_of(text, METADATA.tables[table].c[column]) == value


@pytest.mark.parametrize(
    ("place", "text", "want"),
    [
        ("expert.listed", "True", "flag"),
        ("expert.id", "1.0", "whole"),
        ("expert.id", "٣", "whole"),
        ("expert.id", "007", "whole"),
        ("expert.birth_month", "1970-5-1", "day"),
        ("expert.birth_month", "19700501", "day"),
        ("roster.frozen_at", "2025-06-01T09:00:00", "moment"),
        ("expert.specialties", "[", "json"),
        ("expert.name", None, "filled"),
    ],
)
def test_what_is_no_value_of_its_column_is_told_by_what_it_should_be(place: str, text: str | None, want: str) -> None:
    table, _, column = place.partition(".")
    with pytest.raises(Misspelt) as fault:
        value_of(text, METADATA.tables[table].c[column])
    assert fault.value.want == want


def test_a_naive_moment_and_a_number_with_a_point_have_no_spelling() -> None:
    assert spelled(datetime(2025, 1, 1, tzinfo=AT.tzinfo)) is not None
    with pytest.raises(TypeError):
        spelled(1.5)
