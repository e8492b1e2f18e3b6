"""Files that are not what a command asks for: exit 2 or 5, one object, never an internal error."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from expertpool.__main__ import main

CONTENTS = {
    "empty": b"",
    "bytes": bytes(range(256)),
    "object": b"{}",
    "list": b"[]",
    "null": b"null",
    "number": b"1",
    "objects": b'[{"a": 1}]',
    "deep": b"[" * 100_000,
    "half a character": b'{"a": "\\ud800"}',
    "envelope": b'{"payload": "e30=", "payloadType": "x", "signatures": []}',
    "table": "姓名,工作单位\n甲,乙\n".encode(),
    "zip": b"PK\x03\x04junk",
}
LINES = {
    "roster check": ("roster", "check", "FILE"),
    "roster import": ("roster", "import", "FILE", "--dry-run"),
    "verify": ("verify", "FILE"),
    "draw": ("draw", "--roster", "FILE", "--committee", "FILE", "--out", "OUT"),
    "blind": ("blind", "--applicants", "FILE", "--dossiers", "DIR", "--out", "OUT"),
    "conflicts": (
        "conflicts",
        "find",
        "--applicants",
        "FILE",
        "--dossiers",
        "DIR",
        "--experts",
        "FILE",
        "--out",
        "OUT",
    ),
    "applicants": ("applicants", "judge", "FILE"),
    "assign": ("assign", "--packets", "FILE", "--experts", "FILE", "--out", "OUT"),
    "reader": ("reader", "compare", "FILE"),
    "report": ("report", "--committee", "FILE", "--out", "OUT"),
    "meeting": ("meeting", "call", "--committee", "FILE", "--panel", "FILE", "--roster", "FILE"),
    "trust": ("trust", "show", "FILE"),
    "import": ("import", "FILE"),
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
@pytest.mark.parametrize("ending", ["json", "xlsx", "csv", "toml"])
def test_a_file_of_anything_else_is_refused_in_words(
    line: tuple[str, ...], ending: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "dossiers").mkdir()
    for content in CONTENTS.values():
        file = tmp_path / f"given.{ending}"
        file.write_bytes(content)
        places = {"FILE": str(file), "OUT": str(tmp_path / "out"), "DIR": str(tmp_path / "dossiers")}
        code = main([*(places.get(word, word) for word in line), "--json", "--home", str(home)])
        told = json.loads(capsys.readouterr().out)
        assert (code in (2, 5), told["ok"]) == (True, False), (content[:20], code, told)
    assert not (tmp_path / "out").exists()


def test_an_applicants_list_without_its_numbers_is_faulty_not_a_bug(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "a.csv"
    listed.write_text("姓名,工作单位,专业\n甲乙丙,研究所,冶金\n", encoding="utf-8")
    (tmp_path / "dossiers").mkdir()
    words = ["--applicants", str(listed), "--dossiers", str(tmp_path / "dossiers"), "--out", str(tmp_path / "out")]
    code = main(["blind", *words, "--json", "--home", str(home)])
    told = json.loads(capsys.readouterr().out)
    assert (code, told["error"]["code"]) == (2, "packets.list_faulty")
    assert "申报编号" in told["error"]["message"]


def test_a_question_that_nobody_can_answer_is_bad_input(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    monkeypatch.setattr("getpass.getpass", lambda *_words, **_more: input())
    code = main(["account", "open", "王某", "--role", "office", "--json", "--home", str(home)])
    assert (code, json.loads(capsys.readouterr().out)["error"]["code"]) == (2, "cli.nobody_answers")
