"""Whole offices sent through ``expertpool blind`` as a clerk does it: nothing leaks, little is asked, most goes on."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pypdfium2
import pytest

from expertpool.__main__ import main
from expertpool.packets.out_folder import SAME_TIME
from tests.blind.redact.corpus.assembly import corpus, written
from tests.blind.redact.corpus.check import Verdict, judge
from tests.blind.redact.corpus.vector import CorpusFile, Dossier
from tests.commands.conftest import Ran

QUICK = frozenset(["docx-1", "txt-gb", "xls", "zip", "hidden-pdf-0"])
LATER = 1_000


class Office:
    """A folder with a list and dossiers, and the program run on it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def blind(self, *more: object) -> Ran:
        self.capsys.readouterr()
        given = {"applicants": "applicants.json", "dossiers": "dossiers", "out": "out", "home": "home", "map": "map"}
        words = [word for name, path in given.items() for word in (f"--{name}", str(self.folder / path))]
        code = main(["blind", *words, "--json", *map(str, more)])
        return Ran(code, *self.capsys.readouterr())

    def answered(self, answer: str = "隐去") -> Path:
        """Every question answered alike, with hide as a cautious clerk does."""
        book = openpyxl.load_workbook(self.folder / "out" / "office" / "questions.xlsx")
        sheet = book.worksheets[0]
        column = next(cell.column for cell in sheet[1] if cell.value == "回答")
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, column, answer)
        book.save(self.folder / "answered.xlsx")
        return self.folder / "answered.xlsx"

    @property
    def packets(self) -> dict[str, Path]:
        clear = json.loads((self.folder / "map").read_text(encoding="utf-8"))
        return {key: Path(path) for key, (path,) in clear.items()}

    def parts(self, key: str) -> dict[str, bytes]:
        """The pages of a packet file by file, in the order the office knows of."""
        findings = json.loads((self.folder / "out" / "office" / key / "findings.json").read_text(encoding="utf-8"))
        found, at = {}, 1
        with pikepdf.open(self.packets[key]) as packet:
            for file in findings["files"]:
                part = pikepdf.new()
                part.pages.extend(packet.pages[at : at + file["pages"]])
                held = io.BytesIO()
                part.save(held)
                found[file["file"]], at = held.getvalue(), at + file["pages"]
            assert at == len(packet.pages)
        return found


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


def verdicts(office: Office, dossiers: Sequence[Dossier]) -> Iterator[tuple[CorpusFile, Verdict]]:
    """What an outsider finds in the packets that went on."""
    for dossier in dossiers:
        if dossier.person.key in office.packets:
            parts = office.parts(dossier.person.key)
            for file in dossier.files:
                verdict = judge(file, parts[file.name])
                for vector, why in verdict.leaks:
                    print("leaked:", dossier.person.name, file.name, vector.story, why)
                for stay, why in verdict.lost:
                    print("lost:", dossier.person.name, file.name, stay.phrase, why)
                yield file, verdict


def sent_through(office: Office, dossiers: Sequence[Dossier]) -> dict[str, Any]:
    """Two runs, the second with the answers; the counts of both."""
    written(list(dossiers), office.folder)
    first = office.blind()
    last = office.blind("--answers", office.answered()) if first.json["questions"] else first
    judged = list(verdicts(office, dossiers))
    stays = [stay for file, _ in judged for stay in file.stays if not stay.control]
    lost = [stay for _, verdict in judged for stay, _ in verdict.lost if not stay.control]
    counts = {
        "vectors": sum(len(file.vectors) for file, _ in judged),
        "leaks": [(file.name, vector.story) for file, verdict in judged for vector, _ in verdict.leaks],
        "stay": 1 - len(lost) / len(stays),
        "released": len(office.packets) / len(dossiers),
        "questions": first.json["questions"] / len(dossiers),
        "codes": (first.code, last.code),
    }
    print(counts, last.json["held"])
    return counts


def test_an_office_of_five_with_cheap_files_leaks_nothing(office: Office) -> None:
    counts = sent_through(office, corpus(seed=8, applicants=5, only=QUICK.__contains__))
    assert (counts["leaks"], counts["released"] >= 0.8, counts["stay"] >= 0.995) == ([], True, True)
    assert (counts["vectors"] >= 60, counts["questions"] <= 3) == (True, True)


@pytest.mark.full
@pytest.mark.parametrize(("seed", "turns"), [(31, 0), (47, 5)])
def test_a_whole_office_leaks_nothing(office: Office, seed: int, turns: int) -> None:
    counts = sent_through(office, corpus(seed=int(os.environ.get("CORPUS_SEED", seed)), turns=turns))
    assert (counts["leaks"], counts["released"] >= 0.8, counts["stay"] >= 0.995) == ([], True, True)
    assert (counts["vectors"] >= 150, counts["questions"] <= 3) == (True, True)


ONE = {
    "name": "陈思远",
    "employer": "云川市第三人民医院",
    "phone": "13900001234",
    "coworkers": ["周海涛"],
    "series": "卫生",
}
OTHER = {
    "name": "欧阳婉清",
    "employer": "青禾市水利勘测设计院有限公司",
    "phone": "13755556666",
    "coworkers": ["梁美玲"],
    "series": "卫生",
}
ABOUT = "申报人：{name}。\n工作单位：{employer}。\n联系电话：{phone}\n合作者：{coworkers[0]}。\n采用两段焙烧工艺。\n"


def put(office: Office, *dossiers: tuple[str, dict[str, Any], dict[str, str]]) -> None:
    """Key, record, and the dossier's files by name: a text with the record's fields filled in, written at some time."""
    rows = [{"key": key, **record} for key, record, _ in dossiers]
    (office.folder / "applicants.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    for at, (key, record, files) in enumerate(dossiers):
        for name, text in files.items():
            path = office.folder / "dossiers" / key / name.format(**record)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.format(**record), encoding="utf-8")
            os.utime(path, (SAME_TIME + at * LATER, SAME_TIME + at * LATER))


def seen(path: Path) -> list[tuple[str, bytes]]:
    """Everything a reader can see in a packet but its codename: text and pixels of each page, and its size."""
    document = pypdfium2.PdfDocument(path)
    masked = [
        (page.get_textpage().get_text_range().replace(path.parent.name, ""), page.render().to_numpy().tobytes())
        for page in document
    ]
    return [(masked[0][0], b""), *masked[1:]]


def test_two_people_swapped_in_equal_dossiers_give_packets_equal_but_for_the_codename(office: Office) -> None:
    files = {"{name}的总结.txt": ABOUT, "附件/{employer}证明.txt": "兹证明{name}同志系{employer}职工。\n特此证明。\n"}
    put(office, ("A1", ONE, files), ("A2", OTHER, files), ("B7", {**OTHER, "name": "郑嘉豪"}, files))
    ran = office.blind()
    assert (ran.code, sorted(office.packets)) == (0, ["A1", "A2", "B7"])
    one, other, third = office.packets.values()
    assert seen(one) == seen(other) == seen(third)
    again = office.blind()
    assert (again.code, sorted(again.json["released"])) == (0, sorted(ran.json["released"]))


def test_neither_order_nor_size_nor_date_of_the_dossiers_shows_in_what_goes_on(office: Office) -> None:
    """The list's order, the files' dates and the lengths of names leave no trace in names, dates or the index."""
    people = [(f"K{at}", {**ONE, "name": f"陈思{mark}"}, {f"{at}.txt": ABOUT}) for at, mark in enumerate("远明辉")]
    put(office, *people)
    assert office.blind().code == 0
    index = json.loads((office.folder / "out" / "packets.json").read_text(encoding="utf-8"))
    assert list(index["packets"]) == sorted(index["packets"])
    given = sorted((office.folder / "out" / "packets").rglob("*"))
    assert {int(path.stat().st_mtime) for path in given} == {SAME_TIME}
    assert {frozenset(entry) for entry in index["packets"].values()} == {frozenset({"content", "files"})}
    assert [path.name for path in given if path.is_file()] == ["packet.pdf"] * 3
    assert len({repr(seen(path)) for path in given if path.is_file()}) == 1


@pytest.mark.full
def test_an_office_with_names_outside_ascii_in_keys_answers_its_questions(office: Office) -> None:
    put(office, ("2025-云-001（二）", {**ONE, "name": "安康"}, {"a.txt": "工作总结\n安康\n本项目完成了通风改造。\n"}))
    first = office.blind()
    assert (first.code, first.json["questions"]) == (4, 1)
    last = office.blind("--answers", office.answered())
    assert (last.code, list(office.packets)) == (0, ["2025-云-001（二）"])


def rows_of(book: Path) -> list[dict[str, str]]:
    head, *rows = openpyxl.load_workbook(book).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_an_answer_lets_stand_only_what_the_clerk_was_shown(office: Office) -> None:
    """One question shows every place it asks about; a place that comes later is asked about anew."""
    person = {**ONE, "name": "安康"}
    put(office, ("A1", person, {"a.txt": "工作总结\n安康\n第一页。\n第二部分\n安康\n第三页。\n"}))
    first = office.blind()
    (row,) = rows_of(office.folder / "out" / "office" / "questions.xlsx")
    shown = row["前后文"].split("\n")
    assert (first.code, len(shown), ["安康" in line for line in shown]) == (4, 2, [True, True])
    answered = office.answered("保留")
    assert (office.blind("--answers", answered).code, list(office.packets)) == (0, ["A1"])
    put(office, ("A1", person, {"b.txt": "另一份材料\n安康\n采样记录。\n"}))
    again = office.blind("--answers", answered)
    assert (again.code, again.json["questions"]) == (4, 1)
    (row,) = rows_of(office.folder / "out" / "office" / "questions.xlsx")
    assert ("另一份材料" in row["前后文"], "工作总结" in row["前后文"]) == (True, False)
    assert (office.blind("--answers", office.answered("保留")).code, list(office.packets)) == (0, ["A1"])
    text = "".join(text for text, _ in seen(office.packets["A1"])).replace(" ", "")
    assert text.count("安康") == 3


@pytest.mark.full
def test_a_key_with_a_blank_inside_finds_its_folder_and_columns_nobody_reads_are_told(office: Office) -> None:
    put(office, ("A 004", {**ONE, "星座": "白羊"}, {"a.txt": ABOUT}))
    ran = office.blind()
    assert (ran.code, list(office.packets)) == (0, ["A 004"])
    assert [notice["field"] for notice in ran.json["notices"]] == ["星座"]


def test_what_the_second_look_found_is_burnt_when_the_office_answers_hide(office: Office) -> None:
    spread = "1-3-9---0-0-0-0---1-2-3-4"
    put(office, ("A1", {**ONE, "phone": "13900001234"}, {"a.txt": f"工作总结\n采用两段焙烧工艺降低能耗。\n{spread}\n"}))
    first = office.blind()
    assert (first.code, first.json["held"] != []) == (4, True)
    last = office.blind("--answers", office.answered())
    assert (last.code, last.json["held"]) == (0, [])
    text = "".join(text for text, _ in seen(office.packets["A1"]))
    assert ("两段焙烧" in text.replace(" ", ""), "0-0-0-0" in text.replace(" ", "")) == (True, False)
