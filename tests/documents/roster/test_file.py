"""Files that are no roster: what they are instead, and what to do."""

from __future__ import annotations

import os
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from expertpool.documents.roster import file as roster_file
from expertpool.documents.roster import marks as roster_marks
from expertpool.documents.roster import workbook as roster_workbook
from expertpool.documents.roster.columns import EXPERTS
from expertpool.documents.roster.file import read_grids
from expertpool.errors import ExitCode, Refusal
from expertpool.words import Language


def refusal(path: Path) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read_grids(path, EXPERTS)
    for language in Language:
        assert refused.value.message(language)
        assert refused.value.hint(language)
    assert refused.value.exit_code is ExitCode.BAD_INPUT
    return refused.value


def code(tmp_path: Path, name: str, content: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(content)
    refused = refusal(path)
    assert refused.where is not None
    assert refused.where.file == name
    return refused.code.removeprefix("roster.")


def package(**parts: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xlsx").code == "common.file_missing"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").mkdir()
    assert refusal(tmp_path / "r.xlsx").code == "roster.no_file"


@pytest.mark.parametrize("name", ["r.txt", "r.docx", "r.pdf", "r", "r.et", "r.xlsb"])
def test_other_extensions_are_refused_with_the_right_ones(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    refused = refusal(tmp_path / name)
    assert (refused.code, refused.params["allowed"]) == ("roster.extension", "、".join(roster_file.EXTENSIONS))


@pytest.mark.parametrize("name", ["r.xlsx", "r.xls", "r.ods", "r.csv", "r.json"])
def test_empty_files_are_refused(tmp_path: Path, name: str) -> None:
    assert code(tmp_path, name, b"") == "empty_file"


@pytest.mark.parametrize("name", ["r.xlsx", "r.xls", "r.ods"])
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "really_html"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "really_html"),
        (b'<?xml version="1.0"?><Workbook/>', "really_xml"),
        ("专家编号\t姓名".encode("gb18030"), "really_text"),
        (b"\xff\xfea\x00", "really_text"),
        (b"%PDF-1.7", "really_pdf"),
        (package(word__document=b""), "really_zip"),
        (b"\x00\x01\x02\x03", "damaged"),
    ],
)
def test_a_workbook_that_is_something_else_is_named(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    assert code(tmp_path, name, content) == expected


@pytest.mark.parametrize("wrong", [".xls", ".ods", ".csv", ".json"])
def test_a_workbook_under_another_extension_is_refused_with_its_own(rosters: Any, wrong: str) -> None:
    path = rosters.file(rosters.lines([rosters.person(1)]))
    path = path.rename(path.with_suffix(wrong))
    refused = refusal(path)
    assert (refused.code, refused.params) == ("roster.really_other", {"extension": wrong, "really": ".xlsx"})


def test_an_old_workbook_under_the_new_extension_is_refused(rosters: Any) -> None:
    path = rosters.file(rosters.lines([rosters.person(1)]), name="r.xls")
    assert refusal(path.rename(path.with_suffix(".xlsx"))).params["really"] == ".xls"


def test_extensions_may_be_in_capitals(rosters: Any) -> None:
    path = rosters.file(rosters.lines([rosters.person(1)]))
    assert len(read_grids(path.rename(path.with_name("R.XLSX")), EXPERTS)) == 1


def test_a_workbook_with_macros_is_read(rosters: Any) -> None:
    path = rosters.file(rosters.lines([rosters.person(1)]))
    assert len(read_grids(path.rename(path.with_suffix(".xlsm")), EXPERTS)) == 1


def compound(*names: str) -> bytes:
    """A compound file with one sector of directory and nothing else."""
    head = bytearray(OLE + bytes(504))
    head[30:32], head[32:34] = (9).to_bytes(2, "little"), (6).to_bytes(2, "little")
    head[48:52], head[60:64], head[68:72] = (1).to_bytes(4, "little"), b"\xfe\xff\xff\xff", b"\xfe\xff\xff\xff"
    head[76:512] = b"\x00\x00\x00\x00" + b"\xff" * 432
    table = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff" * 504
    entries = b"".join(_entry(name) for name in ("Root Entry", *names))
    return bytes(head) + table + entries.ljust(512, b"\x00")


def _entry(name: str) -> bytes:
    spelled = name.encode("utf-16-le") + b"\x00\x00"
    return (spelled.ljust(64, b"\x00") + len(spelled).to_bytes(2, "little")).ljust(128, b"\x00")


@pytest.mark.parametrize("name", ["r.xlsx", "r.xls"])
def test_a_workbook_under_a_password_is_refused(tmp_path: Path, name: str) -> None:
    assert code(tmp_path, name, compound("EncryptionInfo", "EncryptedPackage")) == "encrypted"


def test_an_open_document_under_a_password_is_refused(tmp_path: Path) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"\x8f\x1c")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert code(tmp_path, "r.ods", stream.getvalue()) == "encrypted"


def test_another_office_document_under_a_workbook_s_name_is_refused(tmp_path: Path) -> None:
    assert code(tmp_path, "r.xls", compound("WordDocument")) == "really_ole"


@pytest.mark.parametrize("name", ["r.xlsx", "r.xls", "r.ods"])
@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_a_file_cut_short_is_refused(rosters: Any, name: str, keep: float) -> None:
    path = rosters.file(rosters.lines([rosters.person(serial) for serial in range(1, 60)]), name=name)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    assert refusal(path).code == "roster.damaged"


def test_a_file_too_big_is_refused_unread(rosters: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster_file, "MOST_BYTES", 100)
    path = rosters.file(rosters.lines([rosters.person(1)]))
    assert refusal(path).code == "roster.too_big"


def test_a_file_that_unpacks_without_end_is_refused(rosters: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster_workbook, "MOST_UNPACKED", 100)
    assert refusal(rosters.file(rosters.lines([rosters.person(1)]))).code == "roster.too_big"


def test_a_text_table_too_wide_is_refused(rosters: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster_marks, "MOST_CELLS", 10)
    assert refusal(rosters.file(rosters.lines([rosters.person(1)]), name="utf8.csv")).code == "roster.too_wide"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions work otherwise on Windows")
def test_a_file_that_may_not_be_read_is_refused(rosters: Any) -> None:
    path = rosters.file(rosters.lines([rosters.person(1)]))
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert refusal(path).code == "roster.unreadable"
