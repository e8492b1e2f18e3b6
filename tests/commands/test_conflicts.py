"""Conflicts from outside: found in dossiers, decided by people, kept by an assignment, checked after it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from expertpool.__main__ import main
from tests.commands.conftest import Ran, make_roster

APPLICANTS = [
    {"key": "YL-1", "name": "钱某甲", "employer": "云岭有色设计院", "series": "工程", "specialty": "冶金"},
    {"key": "YL-2", "name": "孙某乙", "employer": "云岭测绘大队", "series": "工程", "specialty": "冶金"},
]


class Office:
    """Two dossiers, a roster of twelve experts, and the program run on them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        rows = make_roster(12)
        for row in rows:
            row["integrity"], row["status"] = "正常", "在库"
        rows[0] |= {"name": "欧阳砚舟", "employer": "北岭矿业研究所"}
        rows[1] |= {"name": "慕容霁川", "employer": "青原农业科学院"}
        rows[2] |= {"name": "司徒沐岩", "employer": "云岭测绘大队"}
        self.numbers = [row["expert_no"] for row in rows]
        self.put("experts.json", rows)
        self.put("applicants.json", APPLICANTS)
        for key, text in (
            ("YL-1", "主要完成人：钱某甲、欧阳砚舟\n烧结工艺研究\n论文作者：钱某甲、慕容霁川（南江大学）\n"),
            ("YL-2", "工作总结\n完成测量任务。\n"),
        ):
            path = folder / "dossiers" / key / "业绩.txt"
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")

    def put(self, name: str, content: object) -> Path:
        path = self.folder / name
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return path

    def run(self, *words: object) -> Ran:
        self.capsys.readouterr()
        line = [*words, "--json", "--home", self.folder / "home"]
        return Ran(main([str(word) for word in line]), *self.capsys.readouterr())

    def lists(self) -> list[object]:
        names = ("applicants", "dossiers", "experts")
        places = ("applicants.json", "dossiers", "experts.json")
        return [word for name, place in zip(names, places, strict=True) for word in (f"--{name}", self.folder / place)]

    def find(self, *more: object) -> Ran:
        return self.run("conflicts", "find", *self.lists(), "--out", self.folder / "c", "--on", "2025-06-01", *more)

    def listed(self) -> Any:
        return json.loads((self.folder / "c" / "conflicts.json").read_text(encoding="utf-8"))

    def answer(self, word: str) -> Path:
        path = self.folder / "c" / "conflicts.xlsx"
        book = openpyxl.load_workbook(path)
        page = book.worksheets[0]
        heads = [cell.value for cell in page[1]]
        for row in page.iter_rows(min_row=2):
            row[heads.index("处理")].value = word
        book.save(self.folder / "answers.xlsx")
        return self.folder / "answers.xlsx"


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


def test_findings_cite_file_page_and_line_and_homonyms_wait_for_a_person(office: Office) -> None:
    ran = office.find()
    assert (ran.code, ran.json["open"], ran.json["unread"]) == (4, 1, [])
    told = {(one["key"], one["expert_no"]): one for one in office.listed()["findings"]}
    first, second, third = office.numbers[:3]
    assert {pair: one["standing"] for pair, one in told.items()} == {
        ("YL-1", first): "sure",
        ("YL-1", second): "homonym",
        ("YL-2", third): "sure",
    }
    places = [(cited["file"], cited["page"], cited["line"]) for cited in told["YL-1", second]["cited"]]
    assert places == [("业绩.txt", 1, 3)]
    assert (office.folder / "c" / "conflicts.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("word", "answer"), [("回避", True), ("不回避", False)])
def test_answers_are_read_back_kept_and_entered_in_the_ledger(office: Office, word: str, answer: bool) -> None:
    office.find()
    assert office.find("--answers", office.answer(word)).code == 0
    assert office.find().code == 0
    second = office.numbers[1]
    assert [one["answer"] for one in office.listed()["findings"] if one["expert_no"] == second] == [answer]
    assert office.run("ledger", "verify").code == 0


def test_an_answer_that_is_none_is_refused_with_its_cell(office: Office) -> None:
    office.find()
    ran = office.find("--answers", office.answer("也许"))
    assert (ran.code, ran.json["error"]["code"], ran.json["error"]["where"]["row"]) == (
        2,
        "conflicts.answer_unknown",
        2,
    )


def test_an_assignment_keeps_what_was_found_writes_no_link_and_is_checked_and_changed(office: Office) -> None:
    folder = office.folder
    office.find()
    blinded = folder / "blinded"
    ran = office.run(
        "blind", "--applicants", folder / "applicants.json", "--dossiers", folder / "dossiers", "--out", blinded
    )
    if ran.code == 4:
        questions = openpyxl.load_workbook(blinded / "office" / "questions.xlsx")
        page = questions.worksheets[0]
        heads = [cell.value for cell in page[1]]
        for row in page.iter_rows(min_row=2):
            row[heads.index("回答")].value, row[heads.index("理由")].value = "隐去", "核对"
        questions.save(folder / "questions.xlsx")
        more = ["--answers", folder / "questions.xlsx"]
        lists = ["--applicants", folder / "applicants.json", "--dossiers", folder / "dossiers", "--out", blinded]
        assert office.run("blind", *lists, *more).code == 0
    given = ["--packets", blinded, "--experts", folder / "experts.json", "--conflicts", folder / "c/conflicts.json"]
    waiting = office.run("assign", *given, "--out", folder / "a")
    assert (waiting.code, waiting.json["error"]["code"]) == (4, "conflicts.still_open")
    office.find("--answers", office.answer("回避"))
    drawn = office.run("assign", *given, "--out", folder / "a")
    assert (drawn.code, drawn.json["recusals"], drawn.json["recused"]) == (0, [], 3)
    assert "YL-" not in (folder / "a" / "assignment.json").read_text(encoding="utf-8")
    chances = drawn.json["chances"]["pairs"].values()
    first, second, third = office.numbers[:3]
    one, other = (set(row) & {first, second, third} for row in chances)
    assert (one <= {third} and other <= {first, second}) or (other <= {third} and one <= {first, second})
    file = folder / "a" / "assignment.json"
    assert office.run("assign", "check", file).json["verdict"] == "sound"
    looked = office.run("conflicts", "check", "--assignment", file, "--packets", blinded, *office.lists(),
                        "--conflicts", folder / "c/conflicts.json")  # fmt: skip  # one line of words
    assert (looked.code, looked.json["broken"]) == (0, [])
    codename, experts = next(iter(drawn.json["packets"].items()))
    again = office.run("assign", "recuse", "--assignment", file, "--pair", codename, experts[0], "--out", folder / "b")
    assert (again.code, again.json["changed"]) == (0, [codename])
    assert experts[0] not in again.json["packets"][codename]
    known = ("--packets", blinded, "--conflicts", folder / "c/conflicts.json")
    wider = office.run("assign", "recuse", "--assignment", file, "--expert", experts[0], *known, "--out", folder / "w")
    assert (wider.code, codename in wider.json["changed"]) == (0, True)
    assert [name for name, row in wider.json["packets"].items() if experts[0] in row] == []
    looked = office.run("conflicts", "check", "--assignment", folder / "w" / "assignment.json", "--packets", blinded,
                        *office.lists(), "--conflicts", folder / "c/conflicts.json")  # fmt: skip  # one line of words
    assert (looked.code, looked.json["broken"]) == (0, [])
    changed = folder / "b" / "assignment.json"
    assert office.run("assign", "check", changed).code == 6
    assert office.run("assign", "check", changed, "--before", file).code == 0
    content = json.loads(file.read_text(encoding="utf-8"))
    content["packets"][codename] = [*experts[1:], next(one for one in office.numbers if one not in experts)]
    file.write_text(json.dumps(content), encoding="utf-8")
    assert office.run("assign", "check", file).code == 5
    assert office.run("ledger", "verify").code == 0


def test_affiliates_count_as_one_unit_and_what_is_declared_counts_at_once(office: Office) -> None:
    fourth, fifth = office.numbers[3:5]
    employer = {row["expert_no"]: row["employer"] for row in make_roster(12)}[fourth]
    affiliates = office.put("affiliates.json", [{"unit": employer, "affiliate": "云岭测绘大队"}])
    declared = office.put("declared.json", [{"申报编号": "YL-1", "专家编号": fifth, "事由": "曾是同学"}])
    assert office.find("--affiliates", affiliates, "--declared", declared).code == 4
    told = {(one["key"], one["expert_no"]): one for one in office.listed()["findings"]}
    below = told["YL-2", fourth]
    assert (below["ground"], below["why"], below["standing"]) == ("same-unit", "affiliate", "sure")
    stated = told["YL-1", fifth]
    cited = stated["cited"][0]
    assert (stated["ground"], stated["standing"]) == ("declared", "sure")
    assert (cited["file"], cited["text"]) == ("declared.json", "曾是同学")
    pairs = {(one["key"], one["expert_no"]) for one in office.listed()["findings"] if one["standing"] == "sure"}
    assert {("YL-1", fifth), ("YL-2", fourth)} <= pairs


def test_affiliates_and_declarations_are_read_from_workbooks_with_the_row_as_place(office: Office) -> None:
    book = openpyxl.Workbook()
    for row in (["申报编号", "专家编号", "事由"], ["YL-2", office.numbers[4], ""], ["YL-2", office.numbers[5], "亲属"]):
        book.worksheets[0].append(row)
    book.save(office.folder / "declared.xlsx")
    office.find("--declared", office.folder / "declared.xlsx")
    declared = [one for one in office.listed()["findings"] if one["ground"] == "declared"]
    assert [(one["expert_no"], one["cited"][0]["line"]) for one in declared] == [
        (office.numbers[4], 2),
        (office.numbers[5], 3),
    ]


@pytest.mark.parametrize(
    ("option", "row", "code"),
    [
        ("--affiliates", {"unit": "云岭测绘大队", "affiliate": ""}, "conflicts.half_row"),
        ("--affiliates", {"单位": "云岭测绘大队"}, "conflicts.list_head"),
        ("--declared", {"key": "YL-9", "expert_no": "E0005", "ground": ""}, "conflicts.unknown_key"),
        ("--declared", {"key": "YL-1", "expert_no": "E9999", "ground": ""}, "conflicts.unknown_expert_no"),
        ("--declared", {"key": "YL-1", "ground": "同学"}, "conflicts.list_head"),
    ],
)
def test_a_row_of_a_helping_list_that_names_nothing_is_refused(
    office: Office, option: str, row: dict[str, str], code: str
) -> None:
    ran = office.find(option, office.put("given.json", [row]))
    assert (ran.code, ran.json["error"]["code"], ran.json["error"]["where"]["file"]) == (2, code, "given.json")
    assert not (office.folder / "c").exists()


def test_kin_of_an_expert_who_applies_are_found_by_the_roster_and_in_the_second_look(office: Office) -> None:
    rows = json.loads((office.folder / "experts.json").read_text(encoding="utf-8"))
    rows[4] |= {"name": "钱某甲", "employer": "云岭有色设计院"}
    rows[5]["kin"] = [rows[4]["expert_no"]]
    office.put("experts.json", rows)
    office.find()
    kin = [one for one in office.listed()["findings"] if one["ground"] == "kin"]
    assert [(one["key"], one["expert_no"], one["standing"]) for one in kin] == [("YL-1", office.numbers[5], "sure")]
