"""``expertpool receipt``: an expert's place in a draw, checked with the shipped verifier."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.party.season import Hall, Season


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    """One finished ceremony by queue."""
    with pytest.MonkeyPatch.context() as patch:
        season = Season(tmp_path_factory.mktemp("season"), patch)
        made = season.hall(method="queue")
        made.sealed().drawn()
        return made


def checked(hall: Hall, receipt: Path, name: str = "certificate.json") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", hall.out / "verify_draw.py", hall.out / name, "--receipt", receipt]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("source", ["hall", "certificate"])
def test_receipts_from_hall_and_from_certificate_show_each_expert_their_place(
    hall: Hall, tmp_path: Path, source: str
) -> None:
    given = hall.folder if source == "hall" else hall.out / "certificate.restricted.json"
    said = set()
    for number in ("E0001", "E0010"):
        out = tmp_path / f"{number}.json"
        ran = hall.season.run("receipt", given, "--expert-no", number, "--out", out)
        assert ran.code == 0, ran
        assert ran.json["assurance"] == "M2"
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
        ended = checked(hall, out)
        assert ended.returncode == 0
        said.add("未列入抽取" in ended.stdout)
    assert said == {True, False}


def test_receipts_for_everybody_are_one_file_each(hall: Hall, tmp_path: Path) -> None:
    ran = hall.season.run("receipt", hall.folder, "--all", "--out", tmp_path / "receipts")
    files = sorted((tmp_path / "receipts").iterdir())
    assert (ran.code, len(files), len(ran.json["written"])) == (0, 40, 40)
    assert {checked(hall, file).returncode for file in files[::13]} == {0}


def test_receipt_of_another_person_with_one_letter_changed_is_refused_by_the_verifier(
    hall: Hall, tmp_path: Path
) -> None:
    out = tmp_path / "receipt.json"
    assert hall.season.run("receipt", hall.folder, "--expert-no", "E0010", "--out", out).code == 0
    out.write_bytes(out.read_bytes().replace(b"E0010", b"E0011"))
    assert checked(hall, out).returncode == 5


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--expert-no", "E9999"], "receipt.no_such_expert"),
        (["--expert-no", "E0001", "--all"], "receipt.one_or_all"),
        ([], "receipt.one_or_all"),
    ],
)
def test_receipt_that_cannot_be_written_is_refused(hall: Hall, tmp_path: Path, words: list[str], code: str) -> None:
    refused = hall.season.run("receipt", hall.folder, *words, "--out", tmp_path / "receipt.json")
    assert (refused.code, refused.json["error"]["code"]) == (2, code)
    assert not (tmp_path / "receipt.json").exists()


def test_public_certificate_gives_no_receipts(hall: Hall, tmp_path: Path) -> None:
    public = hall.out / "certificate.json"
    refused = hall.season.run("receipt", public, "--expert-no", "E0001", "--out", tmp_path / "receipt.json")
    assert refused.code == 2


def test_receipt_never_replaces_another_file(hall: Hall, tmp_path: Path) -> None:
    out = tmp_path / "receipt.json"
    out.write_text("mine", encoding="utf-8")
    refused = hall.season.run("receipt", hall.folder, "--expert-no", "E0001", "--out", out)
    assert (refused.code, refused.json["error"]["code"], out.read_text(encoding="utf-8")) == (
        2,
        "receipt.taken",
        "mine",
    )
