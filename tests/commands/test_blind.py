"""``expertpool blind`` from outside: what goes on, what is held, what is asked, and what a kill leaves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from blind.keys.paper import from_paper
from blind.vault import Vault
from expertpool.__main__ import main
from expertpool.db import open_session
from expertpool.packets.holders import PAPER
from expertpool.packets.out_folder import SAME_TIME
from expertpool.queries.ledger import body_of, entries
from expertpool.settings import Settings
from tests.commands.conftest import Ran

GAO = {
    "key": "A001",
    "name": "高峰",
    "employer": "云岭稀土研究院",
    "employer_short": ["云稀院"],
    "phone": "13900001111",
}
AN = {"key": "A002", "name": "安全", "employer": "云岭矿业集团有限公司"}
TEXTS = {
    "A001": "工作总结\n本人高峰，现任云岭稀土研究院工程师。\n技术高峰期处理量提高三成。\n电话 13900001111。\n",
    "A002": "工作总结\n我叫安全，在云岭矿业集团有限公司工作。\n安全生产是矿山的生命线。\n",
}
ASKING = "工作总结\n安全\n本项目完成了井下通风改造。\n"


class Office:
    """A folder with a list, dossiers and an output, and the program run on them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], *, warm: Path | None = None) -> None:
        """``warm``: results of files that other tests had read before; they are kept by content and come out alike."""
        self.folder, self.capsys, self.warm = folder, capsys, warm
        self.out, self.home = folder / "out", folder / "home"
        self.list(GAO, AN)
        for key, text in TEXTS.items():
            self.file(key, "总结.txt", text.encode())

    def list(self, *rows: dict[str, Any]) -> None:
        (self.folder / "applicants.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")

    def file(self, key: str, name: str, content: bytes) -> None:
        path = self.folder / "dossiers" / key / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    @property
    def words(self) -> list[str]:
        given = {"--applicants": "applicants.json", "--dossiers": "dossiers", "--out": "out", "--home": "home"}
        return [word for name, path in given.items() for word in (name, str(self.folder / path))]

    def blind(self, *more: object) -> Ran:
        self.capsys.readouterr()
        if self.warm and not self.out.exists():
            shutil.copytree(self.warm, self.out / "office" / ".cache")
        code = main(["blind", *self.words, "--jobs", "1", "--by", "王科", "--json", *map(str, more)])
        if self.warm and (self.out / "office").exists():
            shutil.copytree(self.out / "office" / ".cache", self.warm, dirs_exist_ok=True)
        return Ran(code, *self.capsys.readouterr())

    @property
    def packets(self) -> dict[str, str]:
        """The text of every packet by codename."""
        return {path.parent.name: text_of(path) for path in sorted((self.out / "packets").glob("*/*.pdf"))}

    def opened(self) -> dict[str, str]:
        """The sealed map, opened by two of the three training slips: key by codename."""
        vault = Vault.parse((self.out / "vault.json").read_bytes())
        slips = self.out / "training-keys"
        secrets = {name: from_paper((slips / f"{name}.txt").read_text(), kind=PAPER) for name in ("hrss", "office")}
        return {name: self._open(vault, name, secrets) for name in vault.records}

    @staticmethod
    def _open(vault: Vault, codename: str, secrets: dict[str, bytes]) -> str:
        one = vault.open_half(codename, secrets["hrss"], holder="hrss", partner="office")
        return vault.open_with(
            codename, one, vault.open_half(codename, secrets["office"], holder="office", partner="hrss")
        )

    def answer(self, answer: str, reason: str = "") -> Path:
        """Fill in every row of questions.xlsx, as a clerk does."""
        path = self.out / "office" / "questions.xlsx"
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        heads = {cell.value: cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, heads["回答"], answer)
            sheet.cell(row, heads["理由"], reason)
        answered = self.folder / "answered.xlsx"
        book.save(answered)
        return answered


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("read-before")


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], warm: Path) -> Office:
    return Office(tmp_path, capsys, warm=warm)


@pytest.fixture
def cold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


def test_clean_dossiers_go_on_under_codenames_and_nothing_beside_the_vault_links_them(office: Office) -> None:
    ran = office.blind()
    assert (ran.code, ran.json["held"], len(ran.json["released"])) == (0, [], 2)
    keys = office.opened()
    assert sorted(keys.values()) == ["A001", "A002"]
    assert sorted(keys) == sorted(office.packets) == ran.json["released"]
    by_key = {keys[codename]: text for codename, text in office.packets.items()}
    assert ("技术高峰期处理量提高" in by_key["A001"], "安全生产是矿山的生命线" in by_key["A002"]) == (True, True)
    secret = ["本人高峰", "云岭稀土", "13900001111", "我叫安全", "云岭矿业"]
    assert [word for word in secret for text in by_key.values() if word in text] == []
    index = (office.out / "packets.json").read_text()
    assert [word for word in ("A001", "A002", "高峰", "安全", "总结") if word in index] == []
    links = [
        path.relative_to(office.out).as_posix()
        for path in office.out.rglob("*")
        if path.is_file() and path.suffix in (".json", ".txt") and any(name in path.read_text() for name in keys)
    ]
    assert sorted(links) == ["packets.json", "vault.json"]


def test_what_experts_get_is_one_file_a_packet_of_one_date_and_the_office_s_papers_are_its_own(office: Office) -> None:
    office.blind()
    given = sorted(path for path in (office.out / "packets").rglob("*"))
    assert {path.name for path in given if path.is_file()} == {"packet.pdf"}
    assert {int(path.stat().st_mtime) for path in given} == {SAME_TIME}
    private = [path for folder in ("office", "held") for path in (office.out / folder).rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in private} == {0o600}
    assert {stat.S_IMODE((office.out / folder).stat().st_mode) for folder in ("office", "held")} == {0o700}


def test_a_doubt_holds_the_packet_until_the_answered_workbook_comes_back(office: Office) -> None:
    office.file("A002", "总结.txt", ASKING.encode())
    first = office.blind()
    assert (first.code, [held["key"] for held in first.json["held"]], first.json["questions"]) == (4, ["A002"], 1)
    before = office.packets
    second = office.blind("--answers", office.answer("隐去"))
    assert (second.code, second.json["held"], second.json["new_decisions"]) == (0, [], 1)
    assert {name: text for name, text in office.packets.items() if name in before} == before
    (new,) = set(office.packets) - set(before)
    assert ("安全" in office.packets[new], office.opened()[new]) == (False, "A002")
    assert (office.out / "held" / "A002").exists() is False


def test_a_kept_word_stays_and_the_decision_stands_in_the_ledger_with_who_and_why(office: Office) -> None:
    office.file("A002", "总结.txt", ASKING.encode())
    office.blind()
    office.blind("--answers", office.answer("保留", "指安全部门"))
    codename = next(name for name, key in office.opened().items() if key == "A002")
    assert "安全" in office.packets[codename]
    with open_session(Settings.embedded(office.home)) as session:
        bodies = {entry.kind: body_of(session, entry.seq) for entry in entries(session)}
    (facts,) = json.loads(bodies["packet:finding:decided"].content)["facts"]
    (decided,) = facts["decisions"]
    assert (facts["key"], decided["by"], decided["reason"], decided["act"]) == ("A002", "王科", "指安全部门", "keep")


def test_a_rebuild_keeps_codenames_and_bytes_and_does_no_work_twice(office: Office) -> None:
    office.blind()
    before = {path: path.read_bytes() for path in (office.out / "packets").rglob("*.pdf")}
    vault = (office.out / "vault.json").read_bytes()
    results = {path: path.stat().st_mtime_ns for path in (office.out / "office" / ".cache").rglob("*.blinded")}
    again = office.blind()
    assert again.code == 0
    assert {path: path.read_bytes() for path in (office.out / "packets").rglob("*.pdf")} == before
    assert (office.out / "vault.json").read_bytes() == vault
    assert {path: path.stat().st_mtime_ns for path in (office.out / "office" / ".cache").rglob("*.blinded")} == results


def test_a_dossier_that_changes_after_its_release_keeps_its_codename(office: Office) -> None:
    office.blind()
    before = {key: codename for codename, key in office.opened().items()}
    office.file("A001", "补充.txt", "补充材料：萃取分离试验数据。\n".encode())
    office.blind()
    assert {key: codename for codename, key in office.opened().items()} == before
    assert "萃取分离试验数据" in office.packets[before["A001"]]


def test_files_that_cannot_be_read_hold_their_dossier_and_name_themselves(office: Office) -> None:
    office.file("A001", "成果.ofd", b"PK\x03\x04ofd")
    office.file("A002", "程序.exe", b"MZ")
    office.file("A002", ".DS_Store", b"left by the system")
    ran = office.blind()
    reasons = {held["key"]: held["reasons"] for held in ran.json["held"]}
    assert ran.code == 4
    assert [("成果.ofd" in " ".join(reasons["A001"]), "程序.exe" in " ".join(reasons["A002"]))] == [(True, True)]
    assert [reason for reason in reasons["A002"] if "DS_Store" in reason] == []


def test_a_name_broken_over_the_seam_of_two_files_holds_the_packet(office: Office) -> None:
    office.list(GAO, {**AN, "name": "欧阳文静"})
    office.file("A002", "1.txt", "野外普查与磁测\n技术负责人欧阳\n".encode())
    office.file("A002", "2.txt", "文静完成了铁矿普查\n".encode())
    (office.folder / "dossiers" / "A002" / "总结.txt").unlink()
    ran = office.blind()
    assert (ran.code, [held["key"] for held in ran.json["held"]]) == (4, ["A002"])
    assert all("文静" not in text for text in office.packets.values())


def test_an_applicant_without_a_folder_is_held_and_a_folder_without_an_applicant_is_told(office: Office) -> None:
    office.list(GAO, {**AN, "key": "A009"})
    ran = office.blind()
    assert (ran.code, [held["key"] for held in ran.json["held"]], ran.json["strangers"]) == (4, ["A009"], ["A002/"])


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda office: office.list(GAO, GAO), "packets.list_faulty"),
        (lambda office: (office.folder / "applicants.json").unlink(), "common.file_missing"),
        (lambda office: (office.folder / "dossiers").rename(office.folder / "elsewhere"), "packets.no_dossiers"),
        (lambda office: office.out.write_text("a file"), "packets.out_file"),
    ],
)
def test_bad_input_is_refused_with_its_place_and_leaves_nothing(
    office: Office, spoil: Callable[[Office], object], code: str
) -> None:
    spoil(office)
    ran = office.blind()
    assert (ran.code, ran.json["error"]["code"]) == (2, code)
    assert (office.out / "packets").exists() is False


def test_an_output_inside_the_dossiers_is_refused(office: Office) -> None:
    ran = office.blind("--out", office.folder / "dossiers" / "out")
    assert (ran.code, ran.json["error"]["code"]) == (2, "packets.out_inside")


@pytest.mark.parametrize(
    ("answer", "reason", "code"),
    [("也许", "看过", "packets.answer_unknown"), ("保留", "", "packets.answer_without_reason")],
)
def test_an_answer_that_means_nothing_or_lets_a_doubt_pass_unexplained_changes_nothing(
    office: Office, answer: str, reason: str, code: str
) -> None:
    office.file("A001", "成果.ofd", b"PK\x03\x04ofd")
    office.blind()
    ran = office.blind("--answers", office.answer(answer, reason))
    assert (ran.code, ran.json["error"]["code"]) == (2, code)
    assert (office.out / "office" / "A001" / "decisions.json").exists() is False


def test_the_map_in_the_clear_is_written_only_where_it_is_asked_for_and_is_called_not_blind(office: Office) -> None:
    ran = office.blind("--map", office.folder / "map.json")
    clear = json.loads((office.folder / "map.json").read_text())
    assert ({key: len(files) for key, files in clear.items()}, ran.json["blind"]) == ({"A001": 1, "A002": 1}, False)
    assert [Path(files[0]).is_file() for files in clear.values()] == [True, True]
    assert "不是盲的" in ran.err


@pytest.mark.parametrize("waits", [(1.5, 3.0), pytest.param((1.5, 3.0, 4.5), marks=pytest.mark.full)])
def test_killed_at_some_point_the_next_run_ends_as_if_nothing_had_happened(
    cold: Office, waits: tuple[float, ...]
) -> None:
    """Whatever stands in place at any time is whole; the second run does not read finished files again."""
    command = [sys.executable, "-m", "expertpool", "blind", *cold.words, "--jobs", "1"]
    for wait in waits:
        running = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(wait)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        if (cold.out / "packets.json").exists():
            listed = json.loads((cold.out / "packets.json").read_text())["packets"]
            assert sorted(listed) == sorted(cold.packets)
    ran = cold.blind()
    assert (ran.code, len(ran.json["released"])) == (0, 2)
    assert sorted(cold.opened().values()) == ["A001", "A002"]
    assert (cold.out / ".release").exists() is False


def decide(office: Office, *words: object) -> Ran:
    office.capsys.readouterr()
    given = ["decide", "A001", "--out", str(office.out), "--home", str(office.home), "--by", "王科", "--json"]
    code = main([*given, *map(str, words)])
    return Ran(code, *office.capsys.readouterr())


def findings(office: Office, key: str) -> list[dict[str, Any]]:
    content = json.loads((office.out / "office" / key / "findings.json").read_text(encoding="utf-8"))
    return [finding for file in content["files"] for finding in file["findings"]]


def text_by_key(office: Office) -> dict[str, str]:
    keys = office.opened()
    return {keys[codename]: text for codename, text in office.packets.items()}


def test_a_burnt_place_taken_back_with_a_reason_is_there_again_after_the_next_run(office: Office) -> None:
    office.blind()
    phone = next(finding for finding in findings(office, "A001") if finding["finder"] == "phone")
    assert decide(office, "--keep", phone["id"]).json["error"]["code"] == "decide.reason_needed"
    assert decide(office, "--keep", phone["id"], "--reason", "办公室总机").code == 0
    office.blind()
    assert "13900001111" in text_by_key(office)["A001"].replace(" ", "")


def test_a_box_added_by_hand_covers_what_no_finder_found(office: Office) -> None:
    office.blind()
    assert "处理量提高三成" in text_by_key(office)["A001"]
    third = next(finding for finding in findings(office, "A001") if finding["reason"] == "name-inside-word")["box"]
    line = f"0,{third[1]},1240,{third[3]}"
    assert decide(office, "--box", f"总结.txt:1:{line}", "--reason", "项目名会暴露单位").code == 0
    office.blind()
    assert "处理量提高三成" not in text_by_key(office)["A001"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "decide.nothing"),
        (("--hide", "nonsense"), "decide.unknown_id"),
        (("--box", "总结.txt:1:9,9,3,3"), "decide.place_unreadable"),
        (("--box", "总结.txt"), "decide.place_unreadable"),
        (("--confirm", "总结.txt:7"), "decide.unknown_page"),
    ],
)
def test_a_decision_about_nothing_there_is_refused_and_nothing_is_kept(
    office: Office, words: tuple[str, ...], code: str
) -> None:
    office.blind()
    assert (decide(office, *words).code, decide(office, *words).json["error"]["code"]) == (2, code)
    assert (office.out / "office" / "A001" / "decisions.json").exists() is False


def test_pages_looked_through_are_on_record_with_who_and_when(office: Office) -> None:
    office.blind()
    assert decide(office, "--confirm", "总结.txt:1").code == 0
    (kept,) = json.loads((office.out / "office" / "A001" / "decisions.json").read_text(encoding="utf-8"))
    assert (kept["about"], kept["by"], bool(kept["at"])) == ("page:1", "王科", True)
    assert office.blind().code == 0
