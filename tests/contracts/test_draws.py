"""What a draw promises to people with scripts: files, keys, codes, the same panel from the same seed, faults named."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from expertpool.__main__ import main

COMMITTEE = """
name = "2025年度云岭市工程系列冶金专业高级职称评审委员会"
year = 2025
series = "工程"
level = "副高级"
basis = "specialty"
seats = 11
meeting = 2025-08-15

[specialties]
"冶金" = { at_least = 4 }
"""
FILES = {
    "certificate.json",
    "certificate.restricted.json",
    "draw-record.pdf",
    "panel.json",
    "panel.xlsx",
    "verdicts.json",
    "verify_draw.py",
}
Draw = Callable[..., tuple[int, dict[str, Any], Path]]


def experts() -> list[dict[str, Any]]:
    """Thirty experts of ten units and two specialties."""
    return [
        {
            "expert_no": f"E{at:03d}",
            "name": f"甲{chr(0x4E00 + at)}",
            "employer": f"第{at % 10}研究所",
            "employer_kind": "事业单位",
            "series": "工程",
            "specialties": ["冶金" if at % 2 else "采矿"],
            "level": "正高级",
            "years_served": [],
        }
        for at in range(30)
    ]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder and one home for all draws of this file."""
    folder = tmp_path_factory.mktemp("draws")
    (folder / "roster.json").write_text(json.dumps(experts(), ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def draw(place: Path) -> Draw:
    """Draw with these words, from the committee file with a line added; exit code, JSON, and the output folder."""
    count = iter(range(1000))

    def drawn(*words: str, line: str = "", old: str = "", new: str = "") -> tuple[int, dict[str, Any], Path]:
        number = next(count)
        file, out = place / f"c{number}.toml", place / f"out {number}"
        file.write_text(line + COMMITTEE.replace(old, new), encoding="utf-8")
        told = StringIO()
        common = ["--roster", str(place / "roster.json"), "--committee", str(file), "--out", str(out)]
        with redirect_stdout(told):
            code = main(["draw", *common, *words, "--json", "--home", str(place / "home")])
        return code, json.loads(told.getvalue()), out

    return drawn


@pytest.fixture(scope="module")
def lottery(draw: Draw) -> Iterator[tuple[dict[str, Any], Path]]:
    """One draw by lottery with a training seed."""
    code, told, out = draw("--seed", "练习", "--tickets", "500")
    assert code == 0
    yield told, out


def test_a_draw_leaves_its_files_and_no_other(lottery: tuple[dict[str, Any], Path]) -> None:
    assert {path.name for path in lottery[1].iterdir()} == FILES


def test_the_panel_has_the_keys_and_types_that_scripts_read(lottery: tuple[dict[str, Any], Path]) -> None:
    panel = json.loads((lottery[1] / "panel.json").read_text(encoding="utf-8"))
    known = {one["expert_no"]: one for one in experts()}
    read = [(one["expert_no"], one["name"], one["employer"]) for one in panel["members"]]
    assert read == [(number, known[number]["name"], known[number]["employer"]) for number, _, _ in read]
    assert {name: type(panel["chances"][name]) for name in ("lowest", "highest", "gini")} == dict.fromkeys(
        ("lowest", "highest", "gini"), float
    )
    shape = (len(read), panel["reserves"], panel["tickets"], panel["method"], panel["assurance"])
    assert shape == (11, [], 500, "lottery", "M0")


def test_a_queue_has_the_same_keys_and_no_chances(draw: Draw) -> None:
    code, _, out = draw("--seed", "练习", "--method", "queue")
    panel = json.loads((out / "panel.json").read_text(encoding="utf-8"))
    assert (code, panel["method"], panel["tickets"]) == (0, "queue", None)
    assert panel["chances"] == {"lowest": None, "highest": None, "gini": None}


def test_the_workbook_opens_and_lists_the_panel(lottery: tuple[dict[str, Any], Path]) -> None:
    sheet = openpyxl.load_workbook(lottery[1] / "panel.xlsx").worksheets[0]
    cells = {str(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row}
    assert {one["expert_no"] for one in lottery[0]["members"]} <= cells
    assert sheet.max_row == 12


def test_the_public_certificate_names_nobody_and_no_unit(lottery: tuple[dict[str, Any], Path]) -> None:
    import base64

    text = (lottery[1] / "certificate.json").read_text(encoding="utf-8")
    text += base64.b64decode(json.loads(text)["payload"]).decode()
    words = {one[key] for one in experts() for key in ("name", "expert_no", "employer")}
    assert {word for word in words if word in text} == set()


def test_the_same_seed_gives_the_same_panel_however_often_it_is_drawn(
    draw: Draw, lottery: tuple[dict[str, Any], Path], place: Path
) -> None:
    told, _ = lottery
    (place / "roster.json").write_text(json.dumps(experts()[::-1], ensure_ascii=False), encoding="utf-8")
    _, again, _ = draw("--seed", "练习", "--tickets", "500")
    assert again["attempt"] > told["attempt"]
    assert [again[key] for key in ("members", "ticket", "table_seed")] == [
        told[key] for key in ("members", "ticket", "table_seed")
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--seed", "x", "--ceremony", "hall"), "draw.seed_and_ceremony"),
        (("--seed", ""), "draw.seed_empty"),
        (("--tickets", "0"), "draw.tickets_bad"),
        (("--tickets", "-5"), "draw.tickets_bad"),
        (("--tickets", "1000000000"), "draw.tickets_bad"),
        (("--rules", "nowhere"), "rules.pack_missing"),
    ],
)
def test_options_that_cannot_be_are_bad_input(draw: Draw, words: tuple[str, ...], code: str) -> None:
    ended, told, out = draw(*words)
    assert (ended, told["error"]["code"], out.exists()) == (2, code, False)


BAD_FILES = {
    'keep = ["E999"]\n': "draw.kept_stranger",
    'keep = ["E001"]\nrecused = ["E001"]\n': "committee.kept_and_recused",
    'keep = ["E001", "E001"]\n': "committee.listed_twice",
    "reserves = -1\n": "rules.want_whole",
    'seats = "eleven"\n': "rules.toml_twice",
    'private_enterprise_at_least = "3/2"\n': "rules.want_share",
    "private_enterprise_at_least = 0.2\n": "rules.want_share",
    "max_per_employer = 0\n": "committee.want_cap",
    "seets = 3\n": "rules.key_unknown_near",
    "filed_from = 2025-01-02\nfiled_until = 2025-01-01\n": "committee.filed_backwards",
}


@pytest.mark.parametrize(("line", "code"), BAD_FILES.items(), ids=list(BAD_FILES.values()))
def test_a_committee_file_that_cannot_be_is_bad_input_with_its_place(draw: Draw, line: str, code: str) -> None:
    ended, told, out = draw(line=line)
    assert (ended, told["error"]["code"], out.exists()) == (2, code, False)
    assert {"file", "field", "row"} & set(told["error"]["where"])


NO_PANEL = {
    "even": ("seats = 11", "seats = 12"),
    "more seats than people": ("seats = 11", "seats = 1001"),
    "sum over the seats": ("at_least = 4", "at_least = 12"),
    "nobody of the specialty": ('"冶金" =', '"火星" ='),
}


@pytest.mark.parametrize(("old", "new"), NO_PANEL.values(), ids=NO_PANEL)
def test_demands_that_no_panel_can_meet_are_explained_with_exit_3(draw: Draw, old: str, new: str) -> None:
    code, told, out = draw("--seed", "x", old=old, new=new)
    assert (code, told["ok"]) == (3, False)
    assert {path.name for path in out.iterdir()} == {"explanation.json", "explanation.txt"}


def test_numbers_that_the_roster_does_not_hold_are_warned_of(draw: Draw) -> None:
    code, told, _ = draw("--seed", "x", line='recused = ["E0l1"]\nprevious_panel = ["E003", "X9"]\n')
    strangers = [warning for warning in told["warnings"] if "E0l1" in warning or "X9" in warning]
    assert (code, len(strangers)) == (0, 2)


def test_the_verifier_beside_the_certificate_runs_alone_from_anywhere(
    lottery: tuple[dict[str, Any], Path], tmp_path: Path
) -> None:
    out = lottery[1]
    codes = []
    for file in (out / "certificate.json", out / "certificate.restricted.json", out / "panel.json", tmp_path / "none"):
        line = [sys.executable, "-I", "-S", str(out / "verify_draw.py"), str(file)]
        codes.append(subprocess.run(line, check=False, capture_output=True, cwd=tmp_path, timeout=60).returncode)
    assert codes == [0, 0, 5, 2]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs the device without an end")
def test_the_verifier_reads_no_more_than_a_certificate_can_be(lottery: tuple[dict[str, Any], Path]) -> None:
    line = [sys.executable, "-I", "-S", str(lottery[1] / "verify_draw.py"), "/dev/zero"]
    done = subprocess.run(line, check=False, capture_output=True, timeout=60)
    assert (done.returncode, len(done.stdout.splitlines())) == (5, 2)


def test_a_folder_is_not_called_a_missing_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code = main(["verify", str(tmp_path), "--json"])
    assert (code, json.loads(capsys.readouterr().out)["error"]["code"]) == (2, "rules.file_is_folder")
