"""The table of columns: what heads mean."""

from __future__ import annotations

import pytest

from expertpool.documents.roster.column_table import RosterColumn, fold_head, nearest_column
from expertpool.documents.roster.columns import COLUMNS, EXPERTS


def test_the_columns_are_those_of_the_contract() -> None:
    assert [(column.head, column.key) for column in COLUMNS] == [
        ("专家编号", "expert_no"),
        ("姓名", "name"),
        ("身份证号", "id_number"),
        ("性别", "gender"),
        ("工作单位", "employer"),
        ("单位性质", "employer_kind"),
        ("单位所在地", "region"),
        ("职称系列", "series"),
        ("专业", "specialties"),
        ("职称层级", "level"),
        ("聘期起", "term_start"),
        ("聘期止", "term_end"),
        ("参评年度", "years_served"),
        ("诚信状况", "integrity"),
        ("回避单位", "recuse_units"),
        ("亲属专家", "kin"),
        ("出生年月", "birth_month"),
        ("手机", "phone"),
        ("邮箱", "email"),
        ("状态", "status"),
    ]


def test_the_required_columns_are_those_of_the_contract() -> None:
    required = [column.key for column in COLUMNS if column.required]
    assert required == ["expert_no", "name", "employer", "series", "specialties", "level"]


def test_no_two_columns_go_by_one_name() -> None:
    names = [fold_head(name) for column in COLUMNS for name in (column.head, column.key, *column.aliases)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_every_name_of_a_column_finds_it(column: RosterColumn) -> None:
    assert {EXPERTS.find(name) for name in (column.head, column.key, *column.aliases)} == {column}


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("姓  名", "name"),
        ("姓\n名", "name"),
        ("＊姓名", "name"),
        ("姓名*", "name"),
        ("姓名：", "name"),
        ("姓名（必填）", "name"),
        ("1.姓名", "name"),
        ("姓名 Name", "name"),
        ("姓名/Full Name", "name"),
        ("Expert No.", "expert_no"),
        ("EXPERT_NO", "expert_no"),
        ("ｎａｍｅ", "name"),
        ("专业（多个用、分隔）", "specialties"),
        ("聘期（起）", "term_start"),
        ("出生年月【如1968-05】", "birth_month"),
        ("手机 号码", "phone"),
    ],
)
def test_a_head_is_known_through_its_dress(head: str, key: str) -> None:
    assert EXPERTS.find(head) is EXPERTS.by_key[key]


@pytest.mark.parametrize("head", ["", "序号", "备注", "聘期", "微信号", "职称", "所学专业", "姓名张三", "手机/邮箱"])
def test_other_heads_are_not_taken_for_columns(head: str) -> None:
    assert EXPERTS.find(head) is None


@pytest.mark.parametrize(
    ("head", "key"),
    [("回避单味", "recuse_units"), ("职称层次", "level"), ("参评年底", "years_served"), ("expertno1", "expert_no")],
)
def test_a_near_spelling_finds_its_column(head: str, key: str) -> None:
    assert nearest_column(head, COLUMNS) is EXPERTS.by_key[key]


def test_nothing_near_is_nothing() -> None:
    assert (nearest_column("备注", COLUMNS), nearest_column("姓名", [])) == (None, None)


def test_a_column_s_own_head_stands_before_its_other_names() -> None:
    phone = EXPERTS.by_key["phone"]
    assert [EXPERTS.names_exactly(head, phone) for head in ("手机", "phone", "联系电话")] == [True, True, False]
