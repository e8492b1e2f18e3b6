"""Whatever bytes come, a roster file gives a reading or a refusal, never anything else."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expertpool.documents.roster.marked import checked_workbook
from expertpool.documents.roster.reading import RosterReading, read_roster
from expertpool.errors import Refusal
from expertpool.words import Language

EXTENSIONS = (".xlsx", ".xls", ".ods", ".csv", ".json")
SEEDS = [*range(4), *(pytest.param(seed, marks=pytest.mark.full) for seed in range(4, 25))]


def reading_or_refusal(path: Path) -> RosterReading | None:
    """The reading, whose problems can all say themselves and which can be marked; None for a refusal that can too."""
    try:
        reading = read_roster(path)
    except Refusal as refused:
        for language in Language:
            assert refused.as_dict(language)["message"]
        return None
    for problem in reading.problems:
        assert problem.as_dict(Language.ZH)["message"]
        assert problem.as_dict(Language.EN)["message"]
    assert checked_workbook(reading, Language.ZH).startswith(b"PK")
    return reading


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=400), extension=st.sampled_from(EXTENSIONS))
def test_random_bytes_are_refused(tmp_path: Path, content: bytes, extension: str) -> None:
    path = tmp_path / f"r{extension}"
    path.write_bytes(content)
    assert reading_or_refusal(path) is None


@pytest.mark.parametrize("name", ["r.xlsx", "r.xls", "r.ods"])
@pytest.mark.parametrize("seed", SEEDS)
def test_workbooks_with_flipped_bytes_are_read_or_refused(rosters: Any, name: str, seed: int) -> None:
    path = rosters.file(rosters.lines([rosters.person(1), rosters.person(2)]), name=name)
    dice = random.Random(seed)
    for _round in range(4):
        content = bytearray(path.read_bytes())
        for _flip in range(dice.choice([1, 3, 20])):
            content[dice.randrange(len(content))] = dice.randrange(256)
        broken = path.with_name(f"broken{path.suffix}")
        broken.write_bytes(bytes(content))
        reading_or_refusal(broken)


@pytest.mark.parametrize("name", ["r.xlsx", "r.ods"])
@pytest.mark.parametrize("seed", SEEDS)
def test_packages_with_damaged_xml_are_read_or_refused(rosters: Any, name: str, seed: int) -> None:
    path = rosters.file(rosters.lines([rosters.person(1, kin="#N/A"), rosters.person(2)]), name=name)
    dice = random.Random(seed)
    for _round in range(4):
        broken = path.with_name(f"broken{path.suffix}")
        broken.write_bytes(_with_damaged_xml(path.read_bytes(), dice))
        reading_or_refusal(broken)


def _with_damaged_xml(content: bytes, dice: random.Random) -> bytes:
    """The package again with one part cut, doubled, or with numbers, tags or quotes exchanged."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = dice.choice([name for name in parts if parts[name]])
    part = parts[name]
    at, other = sorted((dice.randrange(len(part)), dice.randrange(len(part))))
    parts[name] = dice.choice(
        [
            part[:at],
            part[:at] + part[other:],
            part[:other] + part[at:],
            part.replace(b"1", dice.choice([b"9" * 9, b"-1", b"", b"x"])),
            part.replace(b'"', b"'"),
            part.replace(b"</", b"<", 3),
            part.replace(b"<v>", b"<f>1</f><v>"),
            part[:at] + b"<!DOCTYPE a [<!ENTITY b 'c'>]>&b;" + part[at:],
            part[:at] + bytes([dice.randrange(256)]) * 5 + part[at:],
        ]
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["E1", "E2", "张 三", "正高级", "副高", "2024.1", "2022-2024", "=1", "合计", "示例-1", '"', "，", "\ufffd"]
    ),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.lists(CELL, max_size=9), max_size=5), name=st.sampled_from(["utf8.csv", "gb.csv", "r.json"]))
def test_any_cells_under_a_sound_head_are_read_or_refused(rosters: Any, rows: list[list[str]], name: str) -> None:
    head = ["专家编号", "姓名", "工作单位", "职称系列", "专业", "职称层级", "聘期起", "参评年度", "亲属专家"]
    lines = [head, *([*row, *[""] * (9 - len(row))] for row in rows)]
    try:
        path = rosters.file(lines, name=name)
    except UnicodeEncodeError:
        return
    reading_or_refusal(path)


def test_a_workbook_of_entities_within_entities_does_no_harm(rosters: Any) -> None:
    path = rosters.file(rosters.lines([rosters.person(1)]))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    bomb = b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 1000 + b'">'
    bomb += b"".join(b'<!ENTITY %c "%s">' % (98 + step, b"&%c;" % (97 + step) * 10) for step in range(8)) + b"]>"
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = bomb + sheet.replace("王乙".encode(), b"&i;")
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    reading_or_refusal(path)
