"""Archives from outside: whatever could lead astray is refused whole, and everything else lands where it belongs."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from expertpool.errors import Refusal
from expertpool.intake import receiving
from expertpool.intake.receiving import Received, receive
from tests.intake.office import archive

KEYS = ("K001", "K002", "甲 3")


def received(tmp_path: Path, files: dict[str, str | bytes], name: str = "材料.zip") -> Received:
    return receive(name, io.BytesIO(archive(files)), keys=KEYS, dossiers=tmp_path / "dossiers")


def laid_down(tmp_path: Path) -> dict[str, str]:
    top = tmp_path / "dossiers"
    files = [one for one in sorted(top.rglob("*")) if one.is_file()] if top.exists() else []
    return {one.relative_to(top).as_posix(): one.read_text() for one in files}


def special(name: str, mode: int, content: bytes = b"/etc/passwd") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        out.writestr(entry, content)
    return held.getvalue()


def test_folders_go_to_the_applicants_they_are_named_after(tmp_path: Path) -> None:
    got = received(tmp_path, {"K001/a.txt": "1", "K001/sub/b.txt": "2", "甲3/c.txt": "3", "陌生/d.txt": "4"})
    assert got == Received({"K001": 2, "甲 3": 1}, (), ("陌生",))
    assert laid_down(tmp_path) == {"K001/a.txt": "1", "K001/sub/b.txt": "2", "甲 3/c.txt": "3"}


@pytest.mark.parametrize("files", [{"a.txt": "1"}, {"K001/a.txt": "1"}], ids=["bare", "in a folder of the same name"])
def test_archive_named_after_an_applicant_holds_their_files(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert received(tmp_path, files, name="k001.zip").files == {"K001": 1}
    assert laid_down(tmp_path) == {"K001/a.txt": "1"}


def test_one_folder_around_all_is_seen_through(tmp_path: Path) -> None:
    assert received(tmp_path, {"2025材料/K001/a.txt": "1", "2025材料/K002/b.txt": "2"}).files == {"K001": 1, "K002": 1}


def test_names_of_chinese_windows_are_read(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        out.writestr("K001/XXXX.txt", "1")
    data = held.getvalue().replace(b"XXXX", "总结".encode("gb18030"))
    receive("材料.zip", io.BytesIO(data), keys=KEYS, dossiers=tmp_path / "dossiers")
    assert laid_down(tmp_path) == {"K001/总结.txt": "1"}


def test_litter_of_systems_is_left_out(tmp_path: Path) -> None:
    litter: dict[str, str | bytes] = {"__MACOSX/K001/._a.txt": "x", "K001/.DS_Store": "x", "K001/~$a.docx": "x"}
    assert received(tmp_path, {**litter, "K001/a.txt": "1"}).files == {"K001": 1}


def test_second_upload_replaces_the_whole_folder(tmp_path: Path) -> None:
    received(tmp_path, {"K001/a.txt": "1", "K001/b.txt": "2", "K002/c.txt": "3"})
    assert received(tmp_path, {"K001/d.txt": "4"}).replaced == ("K001",)
    assert laid_down(tmp_path) == {"K001/d.txt": "4", "K002/c.txt": "3"}


ASTRAY = {
    "../K001/a.txt": "intake.zip_path",
    "K001/../../a.txt": "intake.zip_path",
    "/etc/K001/a.txt": "intake.zip_path",
    "K001\\..\\..\\a.txt": "intake.zip_path",
    "C:\\K001\\a.txt": "intake.zip_path",
    "K001/a:b.txt": "intake.zip_name",
    "K001/nul.txt": "intake.zip_name",
    "K001/a\x01.txt": "intake.zip_name",
    "K001/" + "长" * 60 + ".txt": "intake.zip_name",
    "K001/" + "d/" * 9 + "a.txt": "intake.zip_name",
    "K001/a.txt.": "intake.zip_name",
}


@pytest.mark.parametrize("name", ASTRAY)
def test_name_that_leads_astray_is_refused_and_nothing_is_kept(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        received(tmp_path, {"K002/a.txt": "1", name: "2"})
    assert (refused.value.code, laid_down(tmp_path)) == (ASTRAY[name], {})
    assert sorted(one.name for one in tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR], ids=["link", "pipe", "device"])
def test_link_or_device_is_refused(tmp_path: Path, kind: int) -> None:
    with pytest.raises(Refusal) as refused:
        data = special("K001/a.txt", kind | 0o777)
        receive("材料.zip", io.BytesIO(data), keys=KEYS, dossiers=tmp_path / "dossiers")
    assert refused.value.code == "intake.zip_link"
    assert refused.value.where is not None
    assert refused.value.where.file == "材料.zip / K001/a.txt"


def test_bomb_is_refused_while_it_unpacks_and_earlier_files_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(tmp_path, {"K001/a.txt": "1"})
    monkeypatch.setattr(receiving, "_SMALL", 1 << 20)
    with pytest.raises(Refusal) as refused:
        received(tmp_path, {"K001/b.txt": bytes(8 << 20)})
    assert (refused.value.code, laid_down(tmp_path)) == ("intake.zip_bomb", {"K001/a.txt": "1"})


def test_archive_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    data = bytearray(archive({"K001/a.txt": bytes(4 << 20)}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(Refusal) as refused:
        receive("材料.zip", io.BytesIO(bytes(data)), keys=KEYS, dossiers=tmp_path / "dossiers")
    assert (refused.value.code, laid_down(tmp_path)) == ("intake.zip_damaged", {})


def test_all_files_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "UNPACKED", 3)
    with pytest.raises(Refusal) as refused:
        received(tmp_path, {"K001/a.txt": "12", "K002/b.txt": "34"})
    assert (refused.value.code, laid_down(tmp_path)) == ("intake.zip_bomb", {})


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MEMBERS", 1)
    with pytest.raises(Refusal) as refused:
        received(tmp_path, {"K001/a.txt": "12", "K002/b.txt": "34"})
    assert refused.value.code == "intake.zip_many"


def test_two_names_that_are_one_on_some_disks_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        received(tmp_path, {"K001/a.txt": "1", "K001/A.TXT": "2"})
    assert refused.value.code == "intake.zip_twice"


def test_archive_with_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(archive({"K001/a.txt": "1"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(Refusal) as refused:
        receive("材料.zip", io.BytesIO(bytes(data)), keys=KEYS, dossiers=tmp_path / "dossiers")
    assert refused.value.code == "intake.zip_encrypted"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "intake.zip_damaged"),
        (b"Rar!\x1a\x07", "intake.zip_damaged"),
        (archive({"K001/a.txt": "1"})[:-30], "intake.zip_damaged"),
        (archive({}), "intake.zip_empty"),
        (archive({"K009/a.txt": "1"}), "intake.zip_nobody"),
    ],
    ids=["nothing", "another format", "cut short", "empty", "strangers alone"],
)
def test_what_is_no_archive_of_dossiers_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        receive("材料.zip", io.BytesIO(data), keys=KEYS, dossiers=tmp_path / "dossiers")
    assert (refused.value.code, laid_down(tmp_path)) == (code, {})
