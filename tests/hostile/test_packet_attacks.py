"""Hostile files and folders given to ``expertpool blind``: each is named or harmless, soon, and the others go on."""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blind.redact import Identity, Workshop
from blind.redact.wire import unpack
from expertpool.__main__ import main
from tests.blind.redact import hostile_files as malformed
from tests.blind.redact import made_files as made
from tests.commands.conftest import Ran
from tests.hostile.packet_bombs import CASES, OUTWARD

STORIES: dict[str, Callable[[], tuple[str, bytes]]] = {
    **{story: case[0] for story, case in malformed.CASES.items()},
    **{f"{story} (archive)": lambda make=make: ("a.zip", make()) for story, (make, _) in malformed.ARCHIVES.items()},
    **CASES,
}
QUICK = (
    "a form that draws itself",
    "a PDF with a password",
)
HONEST = "工作总结\n本人陈思远，采用两段焙烧工艺降低能耗。\n"
PERSON = {"name": "陈思远", "employer": "云川市第三人民医院", "phone": "13900001111"}
SECONDS_EACH = 120


class Desk:
    """A list with one applicant a hostile file and one honest one, and the program run on it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys, self.keys = folder, capsys, ["honest"]
        self.file("honest", "总结.txt", HONEST.encode())

    def at(self, key: str) -> Path:
        path = self.folder / "dossiers" / key
        path.mkdir(parents=True, exist_ok=True)
        return path

    def file(self, key: str, name: str, content: bytes) -> None:
        (self.at(key) / name).write_bytes(content)

    def blind(self, *more: str, only: tuple[str, ...] = ()) -> Ran:
        self.keys = sorted(only or (path.name for path in (self.folder / "dossiers").iterdir()))
        rows = [{"key": key, **PERSON} for key in self.keys]
        (self.folder / "list.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        self.capsys.readouterr()
        given = {"applicants": "list.json", "dossiers": "dossiers", "out": "out", "home": "home", "map": "map"}
        words = [word for name, path in given.items() for word in (f"--{name}", str(self.folder / path))]
        code = main(["blind", *words, "--jobs", "1", "--json", *more])
        return Ran(code, *self.capsys.readouterr())

    @property
    def released(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = json.loads((self.folder / "map").read_text(encoding="utf-8"))
        return found


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def reasons(ran: Ran) -> dict[str, list[str]]:
    return {held["key"]: held["reasons"] for held in ran.json["held"]}


def the_run_goes_on(desk: Desk, stories: list[str]) -> None:
    keys = {f"H{at:03}": story for at, story in enumerate(stories)}
    for key, story in keys.items():
        desk.file(key, *STORIES[story]())
    began = time.monotonic()
    chinese = desk.blind()
    assert time.monotonic() - began < SECONDS_EACH * len(stories)
    assert (chinese.code, sorted(set(desk.released) | set(reasons(chinese)))) == (4, desk.keys)
    assert "honest" in desk.released
    english = desk.blind("--lang", "en")
    assert {key: len(several) for key, several in reasons(english).items()} == {
        key: len(several) for key, several in reasons(chinese).items()
    }
    unclear = re.compile(r"not-processed|Error|Traceback|redact\.|packets\.")
    assert [
        (keys[key], reason)
        for ran in (chinese, english)
        for key, several in reasons(ran).items()
        for reason in several
        if unclear.search(reason)
    ] == []
    assert [reason for several in reasons(english).values() for reason in several if re.search("[一-鿿]", reason)] == []
    assert Path(OUTWARD).exists() is False


def test_there_are_a_hundred_hostile_files() -> None:
    assert len(STORIES) >= 100


def test_a_sample_of_hostile_files_in_one_run_is_named_and_the_honest_dossier_goes_on(desk: Desk) -> None:
    the_run_goes_on(desk, [story for story in STORIES if story in QUICK])


@pytest.mark.full
@pytest.mark.parametrize("part", range(6))
def test_all_hostile_files_are_named_and_the_honest_dossier_goes_on(desk: Desk, part: int) -> None:
    the_run_goes_on(desk, list(STORIES)[part::6])


def test_what_is_no_ordinary_file_is_named_and_never_opened(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere.txt"
    secret.write_text("别处的文字", encoding="utf-8")
    os.mkfifo(desk.at("pipe") / "a.pdf")
    with socket.socket(socket.AF_UNIX) as listening, contextlib.chdir(desk.at("socket")):
        listening.bind("a.txt")  # a whole path can be too long for a socket
    (desk.at("link") / "a.txt").symlink_to(secret)
    (desk.at("linked folder") / "inner").symlink_to(tmp_path)
    (desk.at("circle") / "inner").symlink_to(".")
    with (desk.at("sparse") / "a.pdf").open("wb") as file:
        file.truncate(1 << 40)
    (tmp_path / "dossiers" / "linked").symlink_to(desk.at("honest"))
    ran = desk.blind()
    words = {"pipe": "不是普通文件", "socket": "不是普通文件", "sparse": "太大"}
    words |= dict.fromkeys(["link", "linked folder", "circle", "linked"], "链接")
    said = reasons(ran)
    assert {key: words[key] in " ".join(said[key]) for key in said} == dict.fromkeys(words, True)
    assert (ran.code, list(desk.released)) == (4, ["honest"])


def test_two_folders_for_one_application_are_both_named_and_neither_is_taken(desk: Desk) -> None:
    desk.file("A1", "a.txt", HONEST.encode())
    desk.file("Ａ 1", "b.txt", HONEST.encode())
    ran = desk.blind(only=("honest", "A1"))
    assert (ran.code, list(desk.released)) == (4, ["honest"])
    assert ["A1/" in " ".join(reasons(ran)["A1"]), "Ａ 1/" in " ".join(reasons(ran)["A1"])] == [True, True]


ODD_NAMES = ("总结\n陈思远.txt", "a" * 240 + ".txt", os.fsdecode(b"\xff\xfe.txt"), "..txt.txt", " .txt", "陈思远.TXT")


def test_odd_file_names_are_read_and_stand_in_no_packet_s_path(desk: Desk) -> None:
    for at, name in enumerate(ODD_NAMES):
        desk.file("odd", name, f"{HONEST}第{at}份\n".encode())
    ran = desk.blind()
    assert (ran.code, sorted(desk.released), ran.json["pages"]) == (0, ["honest", "odd"], 1 + len(ODD_NAMES))
    assert {Path(path).name for paths in desk.released.values() for path in paths} == {"packet.pdf"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the system's administrator may read everything")
def test_a_file_without_permission_holds_its_dossier_alone(desk: Desk) -> None:
    desk.file("closed", "a.txt", b"x")
    (desk.at("closed") / "a.txt").chmod(0)
    ran = desk.blind()
    assert (ran.code, list(reasons(ran)), list(desk.released)) == (4, ["closed"], ["honest"])


WHOLE: dict[str, bytes] = {
    "a.pdf": made.page_pdf(),
    "a.docx": made.plain_docx("一"),
    "a.xlsx": made.plain_xlsx(["一"]),
    "a.xls": made.plain_xls(["一"]),
    "a.pptx": made.plain_pptx("一"),
    "a.doc": made.doc("一二三\r"),
    "a.png": made.picture(),
    "a.jpg": made.picture(form="JPEG"),
    "a.tif": made.picture(form="TIFF"),
    "a.zip": made.zipped({"a.txt": "一"}),
}
_workshops: list[Workshop] = []


@pytest.fixture(scope="module", autouse=True)
def closing() -> Any:
    yield
    while _workshops:
        _workshops.pop().close()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(sorted(WHOLE)),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=12),
    kept=st.sampled_from([1.0, 1.0, 0.97, 0.6]),
)
def test_a_file_with_changed_bytes_never_takes_the_caller_down(
    name: str, changes: list[tuple[float, bytes]], kept: float
) -> None:
    """Whatever the readers in the worker make of it, the caller gets a whole answer about that file."""
    data = bytearray(WHOLE[name])
    for place, value in changes:
        at = int(place * (len(data) - 1))
        data[at : at + len(value)] = value
    if not _workshops:
        _workshops.append(Workshop(jobs=1))
    future = _workshops[0].submit(bytes(data[: int(len(data) * kept)]), name=name, identity=Identity("A", "陈思远"))
    answer = unpack(future.result(timeout=300))
    assert (answer.name, bool(answer.pages or answer.held)) == (name, True)
