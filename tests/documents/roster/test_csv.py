"""Text tables: encodings, separators, quotes."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any

import pytest

from expertpool.documents.roster.csv import decode
from expertpool.documents.roster.reading import read_roster
from expertpool.errors import Refusal
from expertpool.exchange.forms import Form
from expertpool.exchange.forms import read as read_tables

HEAD = "专家编号,姓名,工作单位,职称系列,专业,职称层级"
ROW = "E1,张三,云岭研究院,工程,冶金,正高级"


def read(tmp_path: Path, text: str | bytes, *, name: str = "r.csv") -> Any:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_roster(path)


def told(reading: Any) -> list[tuple[str, str | None]]:
    return [(problem.code.removeprefix("roster."), problem.where.cell) for problem in reading.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_endings_all_read_alike(
    tmp_path: Path, encoding: str, separator: str, ending: str
) -> None:
    text = ending.join([HEAD, ROW, ""]).replace(",", separator)
    reading = read(tmp_path, text.encode(encoding))
    assert (reading.problems, reading.rows, reading.experts[0].name) == ((), (2,), "张三")


def test_another_table_read_before_sets_no_limit_to_the_length_of_a_cell(tmp_path: Path) -> None:
    assert read_tables({"small.csv": b"code\r\nA\r\n"}, Form.CSV, ["small"]) == {"small": (["code"], [["A"]])}
    reading = read(tmp_path, f"{HEAD}\n{ROW.replace('张三', '张' * 200_000)}\n")
    assert len(reading.head.grid.rows[1][1]) == 200_000


def test_big_endian_utf_16_is_read(tmp_path: Path) -> None:
    content = codecs.BOM_UTF16_BE + f"{HEAD}\n{ROW}\n".encode("utf-16-be")
    assert read(tmp_path, content).good == 1


def test_rare_characters_of_gb18030_are_read(tmp_path: Path) -> None:
    reading = read(tmp_path, f"{HEAD}\n{ROW.replace('张三', '张𠮷')}\n".encode("gb18030"))
    assert reading.experts[0].name == "张𠮷"


def test_the_separator_that_excel_writes_on_top_is_no_row(tmp_path: Path) -> None:
    reading = read(tmp_path, f"sep=;\n{HEAD}\n{ROW.replace('正高级', '副高')}".replace(",", ";"))
    assert (reading.head_row, told(reading)) == (1, [("not_allowed", "F2")])


def test_a_quoted_line_break_does_not_make_another_row(tmp_path: Path) -> None:
    reading = read(tmp_path, f'{HEAD}\nE1,张三,"云岭\n研究院",工程,"冶金\n材料",正高级\nE2,李四,甲,工程,冶金,副高\n')
    facts = reading.experts[0].facts
    assert (facts.employer, facts.specialties, told(reading)) == (
        "云岭研究院",
        ("冶金", "材料"),
        [("not_allowed", "F3")],
    )


def test_blank_lines_count_as_rows(tmp_path: Path) -> None:
    assert read(tmp_path, f"\n{HEAD}\n\n\n{ROW}\n").rows == (5,)


def test_an_unquoted_comma_that_moves_the_columns_is_named(tmp_path: Path) -> None:
    reading = read(tmp_path, f"{HEAD}\nE1,张三,云岭研究院,工程,冶金,材料,正高级\n")
    assert ("overlong", "G2") in told(reading)


def test_empty_cells_beyond_the_head_are_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, f"{HEAD}\n{ROW},,,\n").problems == ()


def test_short_records_lack_their_last_cells(tmp_path: Path) -> None:
    assert told(read(tmp_path, f"{HEAD}\nE1,张三,云岭研究院,工程,冶金\n")) == [("missing_value", "F2")]


@pytest.mark.parametrize("cell", ["'0007", '="0007"', '"=""0007"""', "0007\t"])
def test_tricks_that_keep_zeros_in_excel_are_undone(tmp_path: Path, cell: str) -> None:
    reading = read(tmp_path, f"{HEAD}\n{ROW.replace('E1', cell)}\n")
    assert (reading.experts[0].facts.expert_no, reading.ok) == ("0007", True)


def test_a_quote_that_never_closes_is_refused_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read(tmp_path, f'{HEAD}\n{ROW}\nE2,"李四,甲,工程,冶金,正高级\nE3,王五,甲,工程,冶金,正高级\n')
    assert (refused.value.code, refused.value.params["row"]) == ("roster.open_quote", 3)


@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff"])
def test_an_empty_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(tmp_path, text)
    assert refused.value.code == "roster.empty_file"


def test_a_damaged_utf_8_file_is_not_taken_for_another_encoding(tmp_path: Path) -> None:
    content = f"{HEAD}\n{ROW}\n".encode().replace("云岭".encode(), b"\xe4\xba\xff\xe5\xb2\xad")
    with pytest.raises(Refusal) as refused:
        read(tmp_path, content)
    assert (refused.value.code, refused.value.params) == ("roster.bad_bytes", {"encoding": "UTF-8", "line": 2})


def test_bytes_of_no_encoding_are_refused_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read(tmp_path, f"{HEAD}\n".encode("gb18030") + b"\x81\xff\xff,\n")
    assert (refused.value.code, refused.value.params) == ("roster.bad_bytes", {"encoding": "GB18030", "line": 2})


@pytest.mark.parametrize("content", [b"\x00\x01\x02", "专家编号,姓名".encode("utf-16-le")])
def test_binary_content_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        decode(content)
    assert refused.value.code == "roster.not_text"


def test_a_tab_separated_file_may_say_so_in_its_name(tmp_path: Path) -> None:
    assert read(tmp_path, f"{HEAD}\n{ROW}\n".replace(",", "\t"), name="r.tsv").good == 1
