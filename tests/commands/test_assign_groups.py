"""Groups that are read apart: by codename or application key, kept as hard limits, refused with the cell."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.commands.assignment_desk import Desk

FIRMS = [f"E{at:04d}" for at in range(5, 13)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


def groups(desk: Desk, rows: list[dict[str, str]]) -> Path:
    path = desk.folder / "groups.json"
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return path


def firms(packets: list[str], experts: list[str], name: str = "民营和专精特新") -> list[dict[str, str]]:
    return [
        *({"group": name, "packet": one, "expert_no": ""} for one in packets),
        *({"group": name, "packet": "", "expert_no": one} for one in experts),
    ]


def test_a_group_is_read_by_its_own_experts_alone_and_stays_comparable(desk: Desk) -> None:
    inside = desk.codenames[:4]
    ran = desk.assign("--groups", groups(desk, firms(inside, FIRMS)), out="apart")
    content = desk.read("apart")
    assert ran.code == 0
    assert content["groups"] == {"民营和专精特新": {"packets": inside, "experts": FIRMS}}
    strangers = {one for name in inside for one in content["chances"]["pairs"][name]} - set(FIRMS)
    outside = {one for name in desk.codenames[4:] for one in content["chances"]["pairs"][name]} - set(FIRMS)
    assert (strangers, outside == set()) == (set(), False)
    assert (content["connected"]["parts"], content["connected"]["at_best"]) == (1, 1)
    assert desk.run("verify", desk.result("apart")).code == 0


def test_groups_in_a_workbook_with_chinese_heads_are_the_same(desk: Desk) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["组别", "盲审编号或申报编号", "专家编号"])
    for row in firms(desk.codenames[:4], FIRMS):
        page.append([row["group"], row["packet"], row["expert_no"]])
    path = desk.folder / "groups.xlsx"
    book.save(path)
    seeds = ("--seed", "甲")
    assert desk.assign("--groups", path, *seeds, out="book").code == 0
    assert desk.assign("--groups", groups(desk, firms(desk.codenames[:4], FIRMS)), *seeds, out="list").code == 0
    assert desk.read("book")["packets"] == desk.read("list")["packets"]


def test_a_group_with_too_few_experts_is_explained_with_its_packets_and_the_ways_out(desk: Desk) -> None:
    inside = desk.codenames[:4]
    ran = desk.assign("--groups", groups(desk, firms(inside, FIRMS[:2])), out="few")
    assert (ran.code, ran.json["packets"], "groups" in ran.json["rules"]) == (3, inside, True)
    assert {way["way"] for way in ran.json["repairs"]} >= {"lend"}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"group": "", "packet": "0001-9998", "expert_no": ""}, "assign.group_unnamed"),
        ({"group": "甲", "packet": "0001-9998", "expert_no": ""}, "assign.group_half"),
        ({"group": "甲", "packet": "", "expert_no": "E0005"}, "assign.group_half"),
        ({"group": "甲", "packet": "0001-9998", "expert_no": "E9999"}, "assign.group_stranger"),
        ({"group": "甲", "packet": "0001-9998", "expert_no": "E0003"}, "assign.group_stranger"),
    ],
)
def test_a_row_that_names_nothing_is_refused_with_its_place(desk: Desk, row: dict[str, str], code: str) -> None:
    ran = desk.assign("--groups", groups(desk, [row]), out="refused")
    assert (ran.code, ran.json["error"]["code"], ran.json["error"]["where"]["file"]) == (2, code, "groups.json")
    assert not (desk.folder / "refused").exists()


def test_a_key_without_the_offices_part_of_the_packets_is_refused(desk: Desk) -> None:
    ran = desk.assign("--groups", groups(desk, firms(["YL-1"], FIRMS)), out="refused")
    assert (ran.code, ran.json["error"]["code"]) == (2, "conflicts.no_office")
