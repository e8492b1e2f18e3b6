"""What single cells mean: each kind of column, with the spellings offices use and the ones that cannot be right."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.documents.roster_cell import read_cell
from expertpool.documents.roster_choice import read_choice
from expertpool.documents.roster_columns import BY_KEY, COLUMNS
from expertpool.documents.roster_contact import read_email, read_phone
from expertpool.documents.roster_dates import read_day, read_month
from expertpool.documents.roster_grid import BadCell, Value, shown
from expertpool.documents.roster_identity import birth_date, check_digit, gender_of, read_identity
from expertpool.documents.roster_items import read_items
from expertpool.documents.roster_name import read_name
from expertpool.documents.roster_number import read_number, read_numbers
from expertpool.documents.roster_parsed import Parsed
from expertpool.documents.roster_problem import RosterProblem
from expertpool.documents.roster_text import clean_text, one_line, read_text, says_nothing
from expertpool.documents.roster_years import read_years
from expertpool.errors import Where
from expertpool.words import Language

TODAY = date(2026, 6, 1)


def outcome(parsed: Parsed[Any]) -> tuple[Any, list[str]]:
    """The value and the codes of the faults, errors in capitals."""
    codes = [fault.code.removeprefix("roster.") for fault in parsed.faults]
    return parsed.value, [
        code.upper() if fault.severity == "error" else code for code, fault in zip(codes, parsed.faults, strict=True)
    ]


@pytest.mark.parametrize(
    ("raw", "value", "faults"),
    [
        ("云岭研究院", "云岭研究院", []),
        ("  云岭研究院\u3000", "云岭研究院", []),
        ("云岭\u00a0研究院\t", "云岭 研究院", []),
        ("Ａ１ｚ", "A1z", []),
        ("（集团）", "（集团）", []),
        ("云\u200b岭\ufeff", "云岭", ["invisible"]),
        ("云\x07岭", "云岭", ["invisible"]),
        ("'0007", "0007", ["apostrophe"]),
        ('="0007"', "0007", []),
        ("a\r\nb", "a\nb", []),
        ("#N/A", None, ["EXCEL_ERROR"]),
        (" #REF! ", None, ["EXCEL_ERROR"]),
        ("########", None, ["EXCEL_ERROR"]),
        ("Err:502", None, ["EXCEL_ERROR"]),
        ("云\ufffd岭", None, ["DAMAGED_TEXT"]),
        ("锟斤拷", None, ["DAMAGED_TEXT"]),
        ("<b>张三</b>", "<b>张三</b>", ["MARKUP"]),
        ("<script>alert(1)</script>", "<script>alert(1)</script>", ["MARKUP"]),
        ("张三&nbsp;", "张三&nbsp;", ["MARKUP"]),
        ("A&B公司", "A&B公司", []),
        ("1 < 2", "1 < 2", []),
        ("=1+1", "=1+1", ["FORMULA_TEXT"]),
        ("e\u0301", "é", []),
    ],
)
def test_text_is_brought_to_one_form(raw: str, value: str | None, faults: list[str]) -> None:
    assert outcome(clean_text(raw)) == (value, faults)


@given(st.text())
def test_cleaned_text_stays_as_it_is_when_cleaned_again(raw: str) -> None:
    once = clean_text(raw)
    if once.value is not None and not once.faults:
        assert clean_text(once.value) == Parsed(once.value)


@pytest.mark.parametrize(
    ("raw", "line"), [("云岭\n研究院", "云岭研究院"), ("New\nYork", "New York"), ("a   b", "a b"), ("", "")]
)
def test_line_breaks_are_joined_between_characters_and_become_blanks_between_words(raw: str, line: str) -> None:
    assert one_line(raw) == line


@pytest.mark.parametrize("text", ["", "-", "—", "/", "无", "暂无", "N/A"])
def test_signs_for_emptiness_say_nothing(text: str) -> None:
    assert says_nothing(text)


def test_the_word_none_counts_in_closed_lists_as_a_value() -> None:
    assert not says_nothing("无", words=False)


@pytest.mark.parametrize("start", ["+1", "-1", "@x"])
def test_text_that_begins_like_a_formula_is_noticed(start: str) -> None:
    assert outcome(read_text(start)) == (start, ["formula_like"])


def test_text_beyond_all_measure_is_an_error() -> None:
    assert outcome(read_text("长" * 201)) == (None, ["TOO_LONG"])


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
def test_names_lose_set_in_blanks_and_keep_their_own(raw: str, name: str | None, faults: list[str]) -> None:
    assert outcome(read_name(raw)) == (name, faults)


@pytest.mark.parametrize(
    ("raw", "number", "faults"),
    [
        ("0007", "0007", []),
        (7.0, "7", []),
        (7, "7", []),
        (7.5, "7.5", []),
        ("E 0007", "E0007", ["number_blanks"]),
        ("1.50203E+17", None, ["NUMBER_LOST"]),
        ("1E5", "1E5", []),
        (1e15, None, ["NUMBER_LOST"]),
        (float("inf"), None, ["NUMBER_LOST"]),
        ("E1、E2", None, ["NUMBER_SHAPE"]),
        ("E" * 65, None, ["NUMBER_SHAPE"]),
        (True, None, ["WRONG_TYPE"]),
        (date(2025, 3, 5), None, ["BECAME_DATE"]),
        (time(3, 5), None, ["BECAME_DATE"]),
        (timedelta(hours=30), None, ["BECAME_DATE"]),
        (BadCell("roster.excel_error", "#N/A"), None, ["EXCEL_ERROR"]),
    ],
)
def test_expert_numbers_stay_text(raw: Any, number: str | None, faults: list[str]) -> None:
    assert outcome(read_number(raw)) == (number, faults)


@pytest.mark.parametrize("raw", ["E1、E2", "E1;E2", "E1,E2", "E1，E2", "E1；E2", "E1 E2", "E1\nE2", "E2、E1、E2、"])
def test_expert_numbers_in_one_cell_come_apart_at_any_separator(raw: str) -> None:
    assert outcome(read_numbers(raw)) == (frozenset({"E1", "E2"}), [])


def test_one_expert_number_stored_as_a_number_is_its_digits() -> None:
    assert outcome(read_numbers(31.0)) == (frozenset({"31"}), [])


SOUND = "990203197005010232"


@pytest.mark.parametrize(
    ("raw", "number", "faults"),
    [
        (SOUND[:17] + check_digit(SOUND[:17]), SOUND[:17] + check_digit(SOUND[:17]), []),
        ("11010519491231002X", "11010519491231002X", []),
        ("11010519491231002x", "11010519491231002X", []),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", []),
        ("110105 19491231 002X", "11010519491231002X", []),
        ("110105-19491231-002X", "11010519491231002X", []),
        ("110105194912310021", None, ["ID_CHECK"]),
        ("110105491231002", None, ["ID_OLD"]),
        (110105491231002.0, None, ["ID_OLD"]),
        ("1101051949123100", None, ["ID_SHAPE"]),
        ("11010519491231O02X", None, ["ID_SHAPE"]),
        ("110105********002X", None, ["ID_SHAPE"]),
        (1.502031970010112e17, None, ["ID_LOST"]),
        ("1.50203E+17", None, ["ID_LOST"]),
        ("1.50203197001011e+17", None, ["ID_LOST"]),
        ("150203197001011000", None, ["ID_LOST"]),
        (990203197005010232, None, ["ID_CHECK"]),
        (date(1970, 5, 1), None, ["BECAME_DATE"]),
    ],
)
def test_identity_numbers_are_held_against_their_check_digit(raw: Any, number: str | None, faults: list[str]) -> None:
    assert outcome(read_identity(raw, today=TODAY)) == (number, faults)


def test_a_whole_identity_number_from_a_format_with_exact_integers_is_read() -> None:
    whole = SOUND[:17] + check_digit(SOUND[:17])
    assert outcome(read_identity(int(whole), today=TODAY)) == (whole, [])


@pytest.mark.parametrize("born", ["19701301", "19700230", "20990101"])
def test_an_impossible_day_of_birth_in_an_identity_number_is_noticed(born: str) -> None:
    first = f"990203{born}011"
    number = first + check_digit(first)
    assert outcome(read_identity(number, today=TODAY)) == (number, ["id_birth"])


def test_an_identity_number_tells_birth_and_gender() -> None:
    assert (birth_date("11010519491231002X"), gender_of("11010519491231002X")) == (date(1949, 12, 31), "女")


@given(st.from_regex(r"[1-9][0-9]{16}", fullmatch=True), st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_breaks_the_check_digit(first: str, place: int, shift: int) -> None:
    wrong = first[:place] + str((int(first[place]) + shift) % 10) + first[place + 1 :]
    assert check_digit(wrong) != check_digit(first)


@pytest.mark.parametrize(
    "raw",
    [
        date(2024, 3, 1),
        datetime(2024, 3, 1, 8, 30),
        "2024-03-01",
        "2024/3/1",
        "2024.3.1",
        "2024年3月1日",
        "2024 年 3 月 1 日",
        "2024年3月1",
        "２０２４-０３-０１",
        "2024－03－01",
        "2024—03—01",
        "2024-03-01 00:00:00",
        "2024-03-01T08:00:00",
        "20240301",
        20240301.0,
        "2024.3",
        2024.3,
        "2024-03",
        "2024/03",
        "2024年3月",
        "2024年3月份",
        "202403",
        202403,
        "２０２４-０３",
    ],
)
def test_a_first_day_is_read_however_it_is_written(raw: Any) -> None:
    assert outcome(read_day(raw, last=False, today=TODAY)) == (date(2024, 3, 1), [])


@pytest.mark.parametrize(
    ("raw", "day"), [("2024.2", date(2024, 2, 29)), ("2025年2月", date(2025, 2, 28)), ("2024-12-05", date(2024, 12, 5))]
)
def test_a_month_alone_ends_with_its_last_day(raw: str, day: date) -> None:
    assert outcome(read_day(raw, last=True, today=TODAY)) == (day, [])


@pytest.mark.parametrize("raw", [45352, 45352.0, 45352.75, "45352"])
def test_a_serial_number_is_read_with_a_notice(raw: Any) -> None:
    assert outcome(read_day(raw, last=False, today=TODAY)) == (date(2024, 3, 1), ["date_serial"])


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("2024", "DATE_YEAR_ONLY"),
        (2024.0, "DATE_YEAR_ONLY"),
        ("2024年", "DATE_YEAR_ONLY"),
        (2024.1, "DATE_AMBIGUOUS"),
        ("2024-02-30", "DATE_NONE"),
        ("2024-13-01", "DATE_NONE"),
        ("2024-00", "DATE_NONE"),
        ("长期", "DATE_SHAPE"),
        ("至今", "DATE_SHAPE"),
        ("3/1/2024", "DATE_SHAPE"),
        ("24-3-1", "DATE_SHAPE"),
        ("2024-03-01至2027-02-28", "DATE_SHAPE"),
        (True, "DATE_SHAPE"),
        (time(3), "DATE_SHAPE"),
        (1e300, "DATE_SHAPE"),
        (float("nan"), "DATE_SHAPE"),
        (date(1905, 7, 16), "DATE_IMPLAUSIBLE"),
        ("2224-03-01", "DATE_IMPLAUSIBLE"),
        ("0024-03-01", "DATE_IMPLAUSIBLE"),
        (BadCell("roster.formula_empty"), "FORMULA_EMPTY"),
    ],
)
def test_what_is_no_day_is_an_error(raw: Any, code: str) -> None:
    assert outcome(read_day(raw, last=False, today=TODAY)) == (None, [code])


@pytest.mark.parametrize(
    ("raw", "value"), [("2024.1", date(2024, 1, 1)), ("2024.10", date(2024, 10, 1)), ("2024.01", date(2024, 1, 1))]
)
def test_only_a_bare_point_one_may_be_october(raw: str, value: date) -> None:
    expected = ["date_perhaps_october"] if raw == "2024.1" else []
    assert outcome(read_day(raw, last=False, today=TODAY)) == (value, expected)


@given(st.dates(date(1980, 1, 1), date(2060, 12, 31)))
def test_every_written_form_of_a_day_means_that_day(day: date) -> None:
    forms: list[Any] = [
        day,
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
    ]
    assert {read_day(form, last=False, today=TODAY).value for form in forms} == {day}


@pytest.mark.parametrize(
    "raw", ["1970-05", "1970年5月", "1970.5", 1970.5, "197005", "1970-05-17", date(1970, 5, 17), "19700517"]
)
def test_a_month_of_birth_is_its_first_day(raw: Any) -> None:
    assert outcome(read_month(raw, today=TODAY)) == (date(1970, 5, 1), [])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2099-01", (None, ["DATE_IMPLAUSIBLE"])),
        ("1899-12", (None, ["DATE_IMPLAUSIBLE"])),
        ("1970-13", (None, ["DATE_NONE"])),
        ("1970-02-30", (None, ["DATE_NONE"])),
        ("0000-01-01", (None, ["DATE_NONE"])),
        ("680512", (None, ["DATE_IMPLAUSIBLE"])),
        ("2015-01", (date(2015, 1, 1), ["age_implausible"])),
        ("1920-01", (date(1920, 1, 1), ["age_implausible"])),
    ],
)
def test_a_month_of_birth_that_cannot_be_is_told(raw: str, expected: tuple[Any, list[str]]) -> None:
    assert outcome(read_month(raw, today=TODAY)) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "2022、2023;2024",
        "2022,2023,2024",
        "2022-2024",
        "2022-2024年",
        "2022～2024",
        "2022—2024年度",
        "2022年至2024年",
        "2022年、2023年、2024年",
    ]
    + [
        "2022 2023 2024",
        "2022\n2023\n2024",
        "２０２２；2023，2024",
        "2022.2023.2024",
        "2022、2023-2024",
        "2022及2023、2024",
        "2022.0、2023.0、2024.0",
    ],
)
def test_years_come_in_lists_and_ranges(raw: str) -> None:
    assert outcome(read_years(raw, today=TODAY)) == (frozenset({2022, 2023, 2024}), [])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (2024.0, (frozenset({2024}), [])),
        (2024, (frozenset({2024}), [])),
        (2022.2023, (frozenset({2022, 2023}), [])),
        ("2026", (frozenset({2026}), [])),
        (20222023.0, (None, ["YEARS_RUN_TOGETHER"])),
        (202220232024, (None, ["YEARS_RUN_TOGETHER"])),
        ("2024-2022", (None, ["YEAR_RANGE"])),
        ("2027", (None, ["YEAR_FUTURE"])),
        ("1900", (None, ["YEAR_IMPLAUSIBLE"])),
        ("0001-9999", (None, ["YEAR_FUTURE"])),
        ("22、23", (None, ["YEAR_SHAPE"])),
        ("三次", (None, ["YEAR_SHAPE"])),
        (True, (None, ["YEAR_SHAPE"])),
        (date(2022, 1, 1), (None, ["BECAME_DATE"])),
        (float("inf"), (None, ["YEAR_SHAPE"])),
    ],
)
def test_years_that_are_none_are_told(raw: Any, expected: tuple[Any, list[str]]) -> None:
    assert outcome(read_years(raw, today=TODAY)) == expected


@pytest.mark.parametrize("column", [column for column in COLUMNS if column.values], ids=lambda column: column.key)
def test_every_allowed_value_is_read_with_blanks_and_width_aside(column: Any) -> None:
    for value in column.values:
        for written in (value, f" {value}\u3000", " ".join(value)):
            assert outcome(read_choice(written, key=column.key, values=column.values)) == (value, [])


@pytest.mark.parametrize(
    ("key", "written", "near"),
    [
        ("employer_kind", "民企", "民营企业"),
        ("employer_kind", "国企", "国有企业"),
        ("employer_kind", "事业", "事业单位"),
        ("employer_kind", "其它", "其他"),
        ("employer_kind", "民营公司", "民营企业"),
        ("level", "副高", "副高级"),
        ("level", "正高", "正高级"),
        ("gender", "male", "男"),
        ("status", "出库", "移出"),
        ("integrity", "良好", "正常"),
        ("level", "特级", ""),
    ],
)
def test_other_values_are_refused_with_the_allowed_ones_and_the_likely_one(key: str, written: str, near: str) -> None:
    values = BY_KEY[key].values
    parsed = read_choice(written, key=key, values=values)
    assert (outcome(parsed), dict(parsed.faults[0].params)) == (
        (None, ["NOT_ALLOWED"]),
        {"allowed": "、".join(values), "near": near},
    )


@pytest.mark.parametrize(
    "raw",
    [
        "冶金、材料",
        "冶金;材料",
        "冶金,材料",
        "冶金，材料",
        "冶金；材料",
        "冶金\n材料",
        "、冶金、、材料、",
        "冶金、材料、冶金",
    ],
)
def test_items_come_apart_at_any_separator_each_once_in_their_order(raw: str) -> None:
    assert outcome(read_items(raw)) == (("冶金", "材料"), [])


@pytest.mark.parametrize("raw", ["冶金 材料", "冶金/材料"])
def test_an_item_that_looks_like_two_is_noticed(raw: str) -> None:
    assert outcome(read_items(raw)) == ((raw,), ["perhaps_several"])


def test_items_in_other_scripts_keep_their_blanks() -> None:
    assert outcome(read_items("Materials Science; IT/OT")) == (("Materials Science", "IT/OT"), [])


@pytest.mark.parametrize(
    ("raw", "number", "faults"),
    [
        (13900000000.0, "13900000000", []),
        ("13900000000.0", "13900000000", []),
        ("139 0000 0000", "13900000000", []),
        ("139-0000-0000", "13900000000", []),
        ("+86 13900000000", "13900000000", []),
        ("１３９００００００００", "13900000000", []),
        ("0472-5123456", "0472-5123456", []),
        ("0472—5123456转801", "0472-5123456转801", []),
        ("5123456", "5123456", []),
        ("13900000000、0472-5123456", "13900000000、0472-5123456", []),
        ("1390000", "1390000", ["phone_shape"]),
        ("23900000000", "23900000000", ["phone_shape"]),
        ("1.39E+10", None, ["NUMBER_LOST"]),
    ],
)
def test_telephone_numbers_lose_their_dress(raw: Any, number: str | None, faults: list[str]) -> None:
    assert outcome(read_phone(raw)) == (number, faults)


@pytest.mark.parametrize(
    ("raw", "address", "faults"),
    [
        ("a.b@example.com", "a.b@example.com", []),
        ("ａ＠ｅｘａｍｐｌｅ．ｃｎ", "a@example.cn", []),
        ("mailto:a@example.cn", "a@example.cn", []),
        ("a@example", "a@example", ["email_shape"]),
        ("example.cn", "example.cn", ["email_shape"]),
    ],
)
def test_mail_addresses_keep_their_form(raw: str, address: str, faults: list[str]) -> None:
    assert outcome(read_email(raw)) == (address, faults)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
@pytest.mark.parametrize("nothing", ["", "  ", "\u3000", "/", "—"])
def test_an_empty_cell_is_the_default_or_the_error_of_a_required_column(column: Any, nothing: str) -> None:
    empty: Any = (frozenset() if column.key != "recuse_units" else ()) if column.several else column.default
    expected = (None, ["MISSING_VALUE"]) if column.required else (empty, [])
    assert outcome(read_cell(nothing, column, TODAY)) == expected


@pytest.mark.parametrize("key", ["expert_no", "name", "employer", "series", "specialties"])
def test_the_word_none_does_not_fill_a_required_column(key: str) -> None:
    assert outcome(read_cell("无", BY_KEY[key], TODAY)) == (None, ["MISSING_VALUE"])


@pytest.mark.parametrize("key", ["recuse_units", "kin", "years_served", "id_number", "phone"])
def test_the_word_none_empties_an_optional_column(key: str) -> None:
    assert not read_cell("无", BY_KEY[key], TODAY).value


@pytest.mark.parametrize("key", ["specialties", "recuse_units", "kin"])
def test_separators_alone_are_nothing(key: str) -> None:
    assert not read_cell("、；", BY_KEY[key], TODAY).value


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
def test_json_lists_fill_columns_that_hold_several(key: str, value: Value, expected: tuple[Any, list[str]]) -> None:
    assert outcome(read_cell(value, BY_KEY[key], TODAY)) == expected


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
