"""``expertpool season draw``, ``proof``, ``forecast``: a summer of five committees, for its office and a stranger."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from blind import dsse
from blind.certificate import PAYLOAD_TYPE
from blind.encoding import canonical, strict_parse
from blind.keys.ed25519 import Ed25519Signer
from expertpool.__main__ import main
from tests.blind.second_verifier import Case, first_answer, second_answers

COMMITTEE = """
name = "2025年度云岭市工程系列{field}专业第{at}评审委员会"
year = 2025
series = "工程"
level = "副高级"
basis = "specialty"
seats = 11
meeting = {day}
enterprise_related = true
private_enterprise_at_least = "1/5"
max_per_employer = 4
filed_from = 2024-03-01
filed_until = 2027-02-28

[specialties]
"{field}" = {{ at_least = 5 }}
"""
PLACES = [
    ("冶金", "2025-08-15"),
    ("采矿", "2025-08-15"),
    ("机械", "2025-08-16"),
    ("冶金", "2025-08-20"),
    ("采矿", "2025-08-20"),
]
SEASON = 'name = "2025年夏季"\ncap = 1\n\n[days]\n"3" = [2025-08-15, 2025-08-16]\n'
KINDS = {
    "云岭研究院": "事业单位",
    "云岭大学": "事业单位",
    "云岭钢铁": "国有企业",
    "远山矿业": "民营企业",
    "清溪冶炼": "民营企业",
    "石桥新材": "民营企业",
}
SIGNER = Ed25519Signer(bytes(range(32)))


def roster_rows(count: int) -> list[dict[str, Any]]:
    dice = random.Random(3)
    houses = list(KINDS)
    return [
        {
            "expert_no": f"E{at:04d}",
            "name": f"专家{chr(0x4E00 + at)}",
            "employer": (house := dice.choice(houses)),
            "employer_kind": KINDS[house],
            "series": "工程",
            "specialties": dice.sample(["冶金", "采矿", "机械"], dice.choice([1, 1, 2])),
            "level": dice.choice(["副高级", "正高级"]),
            "term_start": "2024-01-01",
            "term_end": "2026-12-31",
            "years_served": [2024] if at % 3 else [2023, 2024],
        }
        for at in range(1, count + 1)
    ]


class Town:
    """Roster, committees and a home of their own; ``run`` gives exit code and the JSON object."""

    def __init__(self, folder: Path, count: int = 110) -> None:
        self.folder = folder
        self.roster = folder / "roster.json"
        self.committees = folder / "committees"
        self.committees.mkdir(parents=True)
        self.roster.write_text(json.dumps(roster_rows(count), ensure_ascii=False), encoding="utf-8")
        for at, (field, day) in enumerate(PLACES, start=1):
            text = COMMITTEE.format(field=field, at=at, day=day)
            (self.committees / f"{at}.toml").write_text(text, encoding="utf-8")
        (self.committees / "season.toml").write_text(SEASON, encoding="utf-8")

    def run(self, capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = main([*map(str, words), "--home", str(self.folder / "home"), "--json"])
        return code, json.loads(capsys.readouterr().out)

    def draw(self, capsys: pytest.CaptureFixture[str], out: Path, *words: object) -> tuple[int, dict[str, Any]]:
        files = ("--roster", self.roster, "--committees", self.committees, "--out", out)
        return self.run(capsys, "season", "draw", *files, "--seed", "夏", *words)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Town, Path]:
    """A season drawn by lottery with 20 joint tickets."""
    folder = tmp_path_factory.mktemp("season")
    town = Town(folder)
    out = folder / "out"
    files = ["--roster", str(town.roster), "--committees", str(town.committees), "--out", str(out)]
    assert main(["season", "draw", *files, "--seed", "夏", "--tickets", "20", "--home", str(folder / "home")]) == 0
    return town, out


@pytest.fixture(scope="module")
def queued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A season drawn by queue."""
    folder = tmp_path_factory.mktemp("queued")
    town = Town(folder)
    out = folder / "out"
    files = ["--roster", str(town.roster), "--committees", str(town.committees), "--out", str(out)]
    assert main(["season", "draw", *files, "--seed", "夏", "--method", "queue", "--home", str(folder / "home")]) == 0
    return out


def members(out: Path) -> dict[str, list[str]]:
    """The people on each panel, by folder."""
    return {
        str(at): [one["expert_no"] for one in json.loads((out / str(at) / "panel.json").read_text())["members"]]
        for at in range(1, 6)
    }


def test_every_committee_leaves_what_a_single_draw_leaves(drawn: tuple[Town, Path]) -> None:
    _, out = drawn
    assert sorted(one.name for one in out.iterdir()) == ["1", "2", "3", "4", "5", "season.json"]
    for at in range(1, 6):
        assert sorted(one.name for one in (out / str(at)).iterdir()) == [
            "certificate.json",
            "certificate.restricted.json",
            "draw-record.pdf",
            "panel.json",
            "panel.xlsx",
            "verdicts.json",
            "verify_draw.py",
        ]


@pytest.mark.parametrize("method", ["lottery", "queue"])
def test_nobody_sits_twice_and_every_panel_is_full(method: str, drawn: tuple[Town, Path], queued: Path) -> None:
    panels = members(drawn[1] if method == "lottery" else queued)
    assert {len(panel) for panel in panels.values()} == {11}
    assert set(Counter(person for panel in panels.values() for person in panel).values()) == {1}


def test_a_stranger_verifies_each_certificate_alone_with_the_file_beside_it(
    drawn: tuple[Town, Path], queued: Path
) -> None:
    for folder in (drawn[1] / "2", queued / "5"):
        for name in ("certificate.json", "certificate.restricted.json"):
            ran = subprocess.run([sys.executable, "verify_draw.py", name], cwd=folder, capture_output=True, check=False)
            assert ran.returncode == 0, ran.stdout.decode()


def test_both_verifiers_take_every_certificate(drawn: tuple[Town, Path], queued: Path) -> None:
    names = ("certificate.json", "certificate.restricted.json")
    cases = [Case((out / str(at) / name).read_bytes()) for out in (drawn[1], queued) for at in (1, 3) for name in names]
    assert [first_answer(case).exit for case in cases] == [0] * 8
    assert [answer.exit for answer in second_answers(cases)] == [0] * 8


def changed(data: bytes, change: Callable[[dict[str, Any]], None]) -> Case:
    """The certificate with its content changed and signed anew by somebody."""
    content = strict_parse(dsse.Envelope.parse(data).payload)
    change(content)
    content["signer"] = {"alg": SIGNER.verifier.alg, "public": SIGNER.verifier.public.hex()}
    return Case(dsse.sign(canonical(content), payload_type=PAYLOAD_TYPE, signers=[SIGNER]).to_bytes())


def put(*path: Any) -> Callable[[dict[str, Any]], None]:
    """Set the value at the end of a path."""

    def change(content: dict[str, Any]) -> None:
        *keys, last, value = path
        for key in keys:
            content = content[key]
        content[last] = value

    return change


def swap_tickets(content: dict[str, Any]) -> None:
    rows = content["table"]["rows"]
    rows[0], rows[1] = rows[1], rows[0]


TAMPERED: dict[str, Callable[[dict[str, Any]], None]] = {
    "least above the bound": put("fairness", "least", "1/1"),
    "a bound that is no ratio": put("fairness", "bound", "0.5"),
    "a bound in other terms": put("fairness", "bound", "10/20"),
    "a bound of endless digits": put("fairness", "bound", "1/" + "9" * 41),
    "a record that is no digest": put("fairness", "record", "00"),
    "other chances": put("fairness", "chances", "highest", "1/1"),
    "another pair": put("fairness", "pair", "chance", 1),
    "no committee": put("fairness", "committees", 0),
    "two tickets exchanged": swap_tickets,
    "a further field": put("fairness", "levels", []),
    "a seal": put("seal", {}),
}


def test_both_verifiers_refuse_each_change_of_a_season_certificate(drawn: tuple[Town, Path]) -> None:
    data = (drawn[1] / "1" / "certificate.restricted.json").read_bytes()
    cases = {name: changed(data, change) for name, change in TAMPERED.items()}
    untouched = changed(data, lambda _: None)
    assert first_answer(untouched).exit == 0
    assert {name: first_answer(case).exit for name, case in cases.items()} == dict.fromkeys(cases, 5)
    answers = second_answers([untouched, *cases.values()])
    assert [answer.exit for answer in answers] == [0, *[5] * len(cases)]


def test_the_certificate_says_that_its_chances_are_a_seasons(drawn: tuple[Town, Path]) -> None:
    _, out = drawn
    answer = first_answer(Case((out / "1" / "certificate.restricted.json").read_bytes()))
    record = json.loads((out / "season.json").read_text(encoding="utf-8"))
    assert any(f"{record['least']} ≤ {record['bound']}" in line for line in answer.lines[1])
    panel = json.loads((out / "1" / "panel.json").read_text(encoding="utf-8"))
    assert panel["chances"]["season"]["bound"] == record["bound"]


def test_the_whole_season_is_proven_from_its_files_alone(
    drawn: tuple[Town, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    town, out = drawn
    code, told = town.run(capsys, "season", "proof", out)
    assert (code, told["committees"], told["tickets"], told["people"]) == (0, 5, 20, 110)
    assert Fraction(told["bound"]) == Fraction(1, 2)
    assert Fraction(told["bound"]) - Fraction(told["least"]) < Fraction(1, 20)


@pytest.mark.parametrize("way", ["lottery", "queue"])
def test_the_record_tells_days_as_dates(way: str, drawn: tuple[Town, Path], queued: Path) -> None:
    out = drawn[1] if way == "lottery" else queued
    record = json.loads((out / "season.json").read_text(encoding="utf-8"))
    told = {one["folder"]: (one["first"], one["last"]) for one in record["committees"]}
    spans = {str(at): (day, day) for at, (_, day) in enumerate(PLACES, start=1)}
    assert told == {**spans, "3": ("2025-08-15", "2025-08-16")}


@pytest.mark.parametrize("field", ["bound", "least", "cap", "days", "proof", "certificate"])
def test_a_changed_record_or_certificate_is_found(
    field: str, drawn: tuple[Town, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town, out = drawn
    copy = tmp_path / "copy"
    shutil.copytree(out, copy)
    record = json.loads((copy / "season.json").read_text(encoding="utf-8"))
    if field == "certificate":
        shutil.copy(copy / "1" / "certificate.restricted.json", copy / "4" / "certificate.restricted.json")
    elif field == "days":
        record["committees"][0]["last"] = "2025-12-31"
    elif field == "proof":
        record["parts"][0]["levels"][0]["worth"] = {"0": "1"}
    else:
        record[field] = {"bound": "1/3", "least": "1/3", "cap": 2}[field]
    (copy / "season.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    code, told = town.run(capsys, "season", "proof", copy)
    assert (code, told["ok"]) == (5, False)


def test_the_same_seed_gives_the_same_panels_and_a_second_draw_counts_as_the_second(
    drawn: tuple[Town, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town, out = drawn
    other = Town(tmp_path)
    code, told = other.draw(capsys, tmp_path / "out", "--tickets", 20)
    assert code == 0
    assert told["panels"] == members(out)
    code, _ = town.draw(capsys, out, "--tickets", 20)
    assert code == 2


def test_committees_that_cannot_all_be_seated_are_explained_across_committees(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = Town(tmp_path, count=45)
    code, told = town.draw(capsys, tmp_path / "out")
    assert code == 3
    assert told["ok"] is False
    assert told["joint"] == ["cap"]
    assert told["ways_out"][0]["steps"] == ["把每人全年的次数上限从 1 次提高到 2 次。"]
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["explanation.json", "explanation.txt"]
    (town.committees / "season.toml").write_text(SEASON.replace("cap = 1", "cap = 2"), encoding="utf-8")
    assert town.draw(capsys, tmp_path / "out", "--method", "queue")[0] == 0


def test_a_committee_dead_by_itself_is_explained_as_a_single_draw_would(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = Town(tmp_path, count=45)
    file = town.committees / "2.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("at_least = 5", "at_least = 40"), encoding="utf-8")
    code, told = town.draw(capsys, tmp_path / "out")
    assert code == 3
    assert [one["committee"] for one in told["alone"]] == ["2025年度云岭市工程系列采矿专业第2评审委员会"]


def test_the_coming_years_show_the_term_at_which_the_pool_runs_dry(
    drawn: tuple[Town, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    town, _ = drawn
    files = ("--roster", town.roster, "--committees", town.committees)
    code, told = town.run(capsys, "season", "forecast", *files, "--runs", 1)
    assert code == 0
    assert [(one["year"], one["ended"]) for one in told["years"]] == [(2026, 0), (2027, 110)]
    assert told["years"][0]["resting"] > 0
    assert told["stuck"]["year"] == 2027
    assert {one["state"] for one in told["short"] if one["year"] == 2027} == {"dry"}


def test_terms_that_are_renewed_leave_the_rest_rule_as_the_limit(
    drawn: tuple[Town, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    town, _ = drawn
    files = ("--roster", town.roster, "--committees", town.committees)
    code, told = town.run(capsys, "season", "forecast", *files, "--runs", 1, "--renew")
    assert code == 0
    assert [one["ended"] for one in told["years"]] == [0, 0, 0]
    assert told["stuck"] is None
