"""``expertpool draw``: papers, attempts, refusals, and what is left after a crash."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from expertpool.commands.circumstances import operator
from expertpool.db import open_session
from expertpool.models import Draw
from expertpool.settings import Settings

Run = Callable[..., Any]
OWN = {"云岭研究院", "云岭研究院检测中心"}


def draw(run: Run, roster: Path, committee: Path, out: Path, *more: str) -> Any:
    return run("draw", "--roster", roster, "--committee", committee, "--out", out, *more)


def panel_of(out: Path) -> dict[str, Any]:
    return json.loads((out / "panel.json").read_text(encoding="utf-8"))


def numbers(panel: dict[str, Any]) -> list[str]:
    return [member["expert_no"] for member in panel["members"]]


def keeps_the_rules(panel: dict[str, Any]) -> None:
    members = panel["members"]
    fields = Counter(field for member in members for field in member["specialties"])
    employers = Counter("云岭研究院" if m["employer"] in OWN else m["employer"] for m in members)
    assert len(set(numbers(panel))) == len(members) == 11
    assert fields["冶金"] >= 4
    assert 3 <= fields["采矿"] <= 5
    assert 3 * sum(member["employer"] not in OWN for member in members) >= 11
    assert 5 * sum(member["employer_kind"] == "民营企业" for member in members) >= 11
    assert max(employers.values()) <= 4
    assert {"E0001", "E0002", "E0003", "E0004"}.isdisjoint(numbers(panel))


def test_draw_leaves_exactly_the_papers_it_promises(run: Run, roster: Path, committee: Path, tmp_path: Path) -> None:
    result = draw(run, roster, committee, tmp_path / "out")
    assert result.code == 0
    left = {file.name for file in (tmp_path / "out").iterdir()}
    assert {"panel.json", "panel.xlsx", "verdicts.json", "draw-record.pdf"} <= left
    assert (tmp_path / "out" / "draw-record.pdf").read_bytes().startswith(b"%PDF")
    keeps_the_rules(panel_of(tmp_path / "out"))
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".out")]


def test_draw_by_either_method_and_any_seed_keeps_every_rule(
    run: Run, roster: Path, committee: Path, tmp_path: Path
) -> None:
    for at in range(6):
        method = ("lottery", "queue")[at % 2]
        out = tmp_path / f"out{at}"
        result = draw(run, roster, committee, out, "--method", method, "--seed", f"s{at}", "--tickets", "300")
        assert result.code == 0
        assert panel_of(out)["method"] == method
        keeps_the_rules(panel_of(out))


def test_draw_says_what_panel_json_promises(run: Run, roster: Path, committee: Path, tmp_path: Path) -> None:
    assert draw(run, roster, committee, tmp_path / "out", "--tickets", "1000").code == 0
    panel = panel_of(tmp_path / "out")
    assert panel["tickets"] == 1000
    assert panel["assurance"] == "M0"
    assert panel["method"] == "lottery"
    assert panel["reserves"] == []
    assert 0 < panel["chances"]["lowest"] <= panel["chances"]["highest"] <= 1
    assert 0 <= panel["chances"]["gini"] < 1
    assert panel["chances"]["proven"] is True
    assert panel["training"] is False
    assert len(bytes.fromhex(panel["seed"])) == 32


def test_draw_from_one_seed_gives_one_panel_whatever_the_order_of_the_rows(
    run: Run, roster: Path, committee: Path, tmp_path: Path, new_roster: Run, roster_rows: Run
) -> None:
    rows = roster_rows()
    random.Random(7).shuffle(rows)
    shuffled = new_roster(rows)
    seeded = ("--seed", "云岭", "--tickets", "500")
    assert draw(run, roster, committee, tmp_path / "a", *seeded).code == 0
    other = run("draw", "--roster", shuffled, "--committee", committee, "--out", tmp_path / "b", *seeded)
    assert other.code == 0
    first, second = panel_of(tmp_path / "a"), panel_of(tmp_path / "b")
    assert first["roster_digest"] == second["roster_digest"]
    assert first["training"] is second["training"] is True
    assert (first["attempt"], second["attempt"]) == (1, 2)
    same = ("members", "chances", "tickets", "ticket", "table_seed", "seed", "everyone")
    assert [first[key] for key in same] == [second[key] for key in same]


def test_draw_in_two_fresh_homes_from_one_seed_gives_the_same_papers(
    roster: Path, committee: Path, tmp_path: Path
) -> None:
    from expertpool.__main__ import main

    panels = []
    for name in ("one", "two"):
        words = ["draw", "--roster", str(roster), "--committee", str(committee), "--out", str(tmp_path / name)]
        assert main([*words, "--seed", "again", "--home", str(tmp_path / f"home-{name}")]) == 0
        panels.append(panel_of(tmp_path / name))
    same = ("members", "chances", "tickets", "ticket", "table_seed", "seed", "everyone")
    assert [panels[0][key] for key in same] == [panels[1][key] for key in same]


def test_draw_without_a_seed_never_uses_one_twice(run: Run, roster: Path, committee: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert draw(run, roster, committee, tmp_path / name, "--tickets", "200").code == 0
    assert panel_of(tmp_path / "a")["seed"] != panel_of(tmp_path / "b")["seed"]


def test_a_second_draw_is_numbered_and_the_first_is_named(
    run: Run, roster: Path, committee: Path, tmp_path: Path, home: Path
) -> None:
    draw(run, roster, committee, tmp_path / "a", "--tickets", "200")
    again = draw(run, roster, committee, tmp_path / "b", "--tickets", "200")
    assert "第 2 次" in again.out
    with open_session(Settings.embedded(home), reading=True) as session:
        assert [one.attempt for one in session.exec(select(Draw).order_by(Draw.attempt))] == [1, 2]


def test_a_result_is_never_overwritten(run: Run, roster: Path, committee: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    draw(run, roster, committee, out, "--tickets", "200")
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    again = draw(run, roster, committee, out, "--tickets", "200")
    assert again.code == 2
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


def test_other_files_in_the_folder_stay(run: Run, roster: Path, committee: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    assert draw(run, roster, committee, out, "--tickets", "200").code == 0
    assert (out / "notes.txt").read_text() == "mine"
    assert len(numbers(panel_of(out))) == 11


def test_workbook_names_the_members_in_the_order_of_the_panel(
    run: Run, roster: Path, committee: Path, tmp_path: Path
) -> None:
    draw(run, roster, committee, tmp_path / "out", "--tickets", "200")
    sheet = load_workbook(tmp_path / "out" / "panel.xlsx").worksheets[0]
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert [cell for cell in cells if cell.startswith("E0")] == numbers(panel_of(tmp_path / "out"))


def test_verdicts_name_rule_clause_and_state_and_count_whom_each_rule_removed(
    run: Run, roster: Path, committee: Path, tmp_path: Path
) -> None:
    draw(run, roster, committee, tmp_path / "out", "--tickets", "200")
    verdicts = json.loads((tmp_path / "out" / "verdicts.json").read_text(encoding="utf-8"))
    assert all(entry["rule"] and entry["clause"] and entry["state"] for entry in verdicts["verdicts"])
    assert not [entry for entry in verdicts["verdicts"] if entry["state"] == "broken"]
    assert {entry["expert_no"] for entry in verdicts["excluded"]} == {"E0001", "E0002", "E0003", "E0004"}
    assert sum(step["removed"] for step in verdicts["funnel"]) == 4
    assert [entry["state"] for entry in verdicts["verdicts"] if entry["rule"] == "expert-pledge"] != ["holds"]


def test_members_who_stay_are_seated_and_only_the_others_are_drawn(
    run: Run, roster: Path, change: Run, tmp_path: Path
) -> None:
    committee = change(top='keep = ["E0010", "E0020"]')
    assert draw(run, roster, committee, tmp_path / "out", "--tickets", "300").code == 0
    panel = panel_of(tmp_path / "out")
    assert numbers(panel)[:2] == ["E0010", "E0020"]
    assert [member["expert_no"] for member in panel["members"] if member["kept"]] == ["E0010", "E0020"]
    keeps_the_rules(panel)


def test_each_reserve_can_take_the_seats_it_is_named_for(run: Run, roster: Path, change: Run, tmp_path: Path) -> None:
    committee = change(top='reserves = 3\nreplacement = "same-order"')
    assert draw(run, roster, committee, tmp_path / "out", "--tickets", "300").code == 0
    panel = panel_of(tmp_path / "out")
    assert len(panel["reserves"]) == 3
    for reserve in panel["reserves"]:
        assert reserve["expert_no"] not in numbers(panel)
        for absent in reserve["replaces"]:
            stays = [member for member in panel["members"] if member["expert_no"] != absent]
            keeps_the_rules({"members": [*stays, reserve]})


def test_kin_never_sit_together(run: Run, committee: Path, tmp_path: Path, new_roster: Run, roster_rows: Run) -> None:
    rows = roster_rows()[:22]
    for row in rows[4:]:
        row["employer"], row["employer_kind"] = f"单位{row['expert_no']}", "民营企业"
    for first, second in zip(rows[4:22:2], rows[5:22:2], strict=True):
        first["kin"] = [second["expert_no"]]
        first["specialties"], second["specialties"] = ["冶金", "采矿"], ["冶金", "采矿"]
    roster = new_roster(rows)
    text = committee.read_text(encoding="utf-8").replace("seats = 11", "seats = 9").replace(", at_most = 5", "")
    committee.write_text(text.replace('level = "副高级"', 'level = "中级"'), encoding="utf-8")
    pairs = [
        {first["expert_no"], second["expert_no"]} for first, second in zip(rows[4:22:2], rows[5:22:2], strict=True)
    ]
    for at in range(4):
        out = tmp_path / f"out{at}"
        assert draw(run, roster, committee, out, "--seed", str(at), "--tickets", "100").code == 0
        assert not [pair for pair in pairs if pair <= set(numbers(panel_of(out)))]


def test_an_impossible_committee_ends_with_three_the_clash_and_ways_out(
    run: Run, roster: Path, change: Run, tmp_path: Path
) -> None:
    harder = ('private_enterprise_at_least = "1/5"', "private_enterprise_at_least = 11")
    committee = change(harder, ("max_per_employer = 4", "max_per_employer = 3"))
    result = draw(run, roster, committee, tmp_path / "out")
    assert result.code == 3
    assert {file.name for file in (tmp_path / "out").iterdir()} == {"explanation.json", "explanation.txt"}
    explained = json.loads((tmp_path / "out" / "explanation.json").read_text(encoding="utf-8"))
    assert len(explained["clash"]) >= 1
    assert all(line["clause"] and line["sentence"] for line in explained["clash"])
    assert explained["ways_out"] == sorted(explained["ways_out"], key=lambda way: way["price"])
    assert explained["ways_out"]
    assert (tmp_path / "out" / "explanation.txt").read_text(encoding="utf-8") in result.out


def test_a_waiver_that_the_explanation_proposes_makes_the_draw_possible(
    run: Run, change: Run, tmp_path: Path, new_roster: Run, roster_rows: Run
) -> None:
    rows = roster_rows()
    private = [row for row in rows[4:] if row["employer_kind"] == "民营企业"]
    for row in private[3:]:
        row["employer"], row["employer_kind"] = "云岭大学", "事业单位"
    private[0]["years_served"] = [2022, 2023, 2024]
    roster = new_roster(rows)
    committee = change(("max_per_employer = 4\n", ""))
    assert draw(run, roster, committee, tmp_path / "a").code == 3
    explained = json.loads((tmp_path / "a" / "explanation.json").read_text(encoding="utf-8"))
    readmit = [way for way in explained["ways_out"] if way["way"] == "readmit"]
    number = private[0]["expert_no"]
    assert len(readmit) == 1
    assert number in readmit[0]["steps"][0]
    rule = json.loads(run("rules", "--json").out)
    principle = [entry["id"] for entry in rule["rules"] if "rest" in entry["id"]]
    waiver = f"""
[[waiver]]
rule = "{principle[0]}"
expert = "{number}"
reason = "本专业民营企业专家不足"
approver = "市人社局 王某"
at = 2025-06-20T10:00:00+08:00
"""
    waived = change(end=waiver)
    assert draw(run, roster, waived, tmp_path / "b", "--tickets", "200").code == 0
    assert number in numbers(panel_of(tmp_path / "b"))
    verdicts = json.loads((tmp_path / "b" / "verdicts.json").read_text(encoding="utf-8"))
    shown = [entry for entry in verdicts["verdicts"] if entry["rule"] == principle[0]]
    assert [entry["state"] for entry in shown] == ["waived"]
    assert shown[0]["waiver"][0]["approver"] == "市人社局 王某"


def test_too_small_a_committee_breaks_its_rule_whoever_is_seated(
    run: Run, roster: Path, change: Run, tmp_path: Path
) -> None:
    committee = change(("seats = 11", "seats = 10"))
    assert draw(run, roster, committee, tmp_path / "out").code == 3
    explained = json.loads((tmp_path / "out" / "explanation.json").read_text(encoding="utf-8"))
    assert len(explained["broken"]) >= 1
    assert [way["way"] for way in explained["ways_out"]] == ["resize"]


def test_after_an_explanation_the_same_folder_can_be_used(run: Run, roster: Path, change: Run, tmp_path: Path) -> None:
    change(("seats = 11", "seats = 10"))
    assert draw(run, roster, change(), tmp_path / "out").code == 3
    assert draw(run, roster, change(("seats = 10", "seats = 11")), tmp_path / "out", "--tickets", "200").code == 0
    assert not (tmp_path / "out" / "explanation.json").exists()
    assert panel_of(tmp_path / "out")["attempt"] == 2


def test_too_few_tickets_are_refused_with_the_number_that_suffices(
    run: Run, roster: Path, committee: Path, tmp_path: Path
) -> None:
    refused = draw(run, roster, committee, tmp_path / "out", "--tickets", "1", "--json")
    assert refused.code == 2
    assert refused.json["error"]["code"] == "draw.too_few_tickets"
    enough = next(int(word) for word in refused.json["error"]["hint"].split() if word.isdigit())
    assert draw(run, roster, committee, tmp_path / "out", "--tickets", str(enough)).code == 0


@pytest.mark.parametrize(
    "words", [("--tickets", "0"), ("--tickets", "-5"), ("--tickets", "x"), ("--seed", " "), ("--method", "dice")]
)
def test_nonsense_on_the_command_line_ends_with_two_and_writes_nothing(
    run: Run, roster: Path, committee: Path, tmp_path: Path, words: tuple[str, str]
) -> None:
    refused = draw(run, roster, committee, tmp_path / "out", *words)
    assert refused.code == 2
    assert refused.err
    assert not (tmp_path / "out").exists()


def test_a_faulty_roster_is_refused_with_its_cells(
    run: Run, committee: Path, tmp_path: Path, new_roster: Run, roster_rows: Run
) -> None:
    rows = roster_rows()
    rows[5]["level"] = "特级"
    rows[9]["expert_no"] = rows[8]["expert_no"]
    refused = draw(run, new_roster(rows), committee, tmp_path / "out", "--json")
    assert refused.code == 2
    assert {problem["row"] for problem in refused.json["error"]["problems"]} >= {6, 10}
    assert not (tmp_path / "out").exists()


def test_missing_files_are_named(run: Run, roster: Path, committee: Path, tmp_path: Path) -> None:
    for words in ((tmp_path / "no.xlsx", committee), (roster, tmp_path / "no.toml")):
        refused = draw(run, *words, tmp_path / "out")
        assert refused.code == 2
        assert "no." in refused.err


def test_json_prints_one_object_and_nothing_else(run: Run, roster: Path, committee: Path, tmp_path: Path) -> None:
    result = draw(run, roster, committee, tmp_path / "out", "--json", "--tickets", "200")
    assert result.json["ok"] is True
    assert [member["expert_no"] for member in result.json["members"]] == numbers(panel_of(tmp_path / "out"))


def test_english_is_spoken_when_asked_for(run: Run, roster: Path, committee: Path, tmp_path: Path) -> None:
    result = draw(run, roster, committee, tmp_path / "out", "--lang", "en", "--tickets", "200")
    assert "11 drawn" in result.out
    assert "抽出" not in result.out


def test_several_packs_can_follow_one_option(run: Run, roster: Path, committee: Path, tmp_path: Path) -> None:
    result = draw(run, roster, committee, tmp_path / "out", "--rules", "national", "baotou-2025", "--tickets", "200")
    assert result.code == 0
    packs = {entry["pack"] for entry in json.loads((tmp_path / "out" / "verdicts.json").read_text())["verdicts"]}
    assert "neimenggu" not in packs
    assert draw(run, roster, committee, tmp_path / "b", "--rules", "nowhere").code == 2


def test_an_unwritable_place_is_refused_and_nothing_goes_on_record(
    run: Run, roster: Path, committee: Path, tmp_path: Path, home: Path
) -> None:
    (tmp_path / "file").write_text("x")
    assert draw(run, roster, committee, tmp_path / "file" / "out").code == 2
    assert draw(run, roster, committee, tmp_path / "file").code == 2
    with open_session(Settings.embedded(home), reading=True) as session:
        assert session.exec(select(Draw)).all() == []


def killed_draw(words: list[str], after: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "expertpool", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()


def check_after_kill(home: Path, out: Path, words: list[str]) -> None:
    """Complete or absent, and the next run gives exactly one result for the attempt on record."""
    assert not out.exists() or {"panel.json", "panel.xlsx", "verdicts.json", "draw-record.pdf"} <= {
        file.name for file in out.iterdir()
    }
    with open_session(Settings.embedded(home), reading=True) as session:
        recorded = len(session.exec(select(Draw)).all())
    finished = out.exists()
    ended = subprocess.run([sys.executable, "-m", "expertpool", *words], capture_output=True, check=False)
    assert ended.returncode == (2 if finished else 0)
    with open_session(Settings.embedded(home), reading=True) as session:
        draws = session.exec(select(Draw)).all()
    assert len(draws) == max(recorded, 1)
    assert panel_of(out)["seed"] == draws[-1].seed


@pytest.mark.parametrize("batch", [pytest.param(1, id="sample"), pytest.param(60, id="all", marks=pytest.mark.full)])
def test_a_killed_draw_leaves_all_or_nothing_and_is_never_repeated(
    roster: Path, committee: Path, tmp_path: Path, batch: int
) -> None:
    dice = random.Random(2025)
    common = ["--roster", str(roster), "--committee", str(committee), "--tickets", "200"]
    whole = ["draw", *common, "--out", str(tmp_path / "whole"), "--home", str(tmp_path / "whole-home")]
    began = time.monotonic()
    killed_draw(whole, 120)
    length = time.monotonic() - began
    for at in range(batch):
        home, out = tmp_path / f"home{at}", tmp_path / f"out{at}"
        words = ["draw", *common, "--out", str(out), "--home", str(home)]
        killed_draw(words, length * dice.uniform(0.4, 1.02))
        check_after_kill(home, out, words)


def test_a_draw_cut_off_at_each_step_of_writing_is_completed_from_its_record(
    roster: Path, committee: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Power fails between the record and the files: the next run shows that draw and makes no other."""
    from expertpool.__main__ import main
    from expertpool.documents.draw_folder import DrawFolder

    home, out = tmp_path / "home", tmp_path / "out"
    words = ["draw", "--roster", str(roster), "--committee", str(committee), "--out", str(out), "--home", str(home)]

    def power_fails(_folder: DrawFolder) -> None:
        raise SystemExit(137)

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(DrawFolder, "finish", power_fails)
        main([*words, "--tickets", "200"])
    assert not out.exists()
    assert main([*words, "--tickets", "200"]) == 0
    with open_session(Settings.embedded(home), reading=True) as session:
        draws = session.exec(select(Draw)).all()
    assert [draws[0].seed] == [panel_of(out)["seed"]]


def test_ledger_names_the_operator_of_a_draw_and_of_one_that_failed(
    run: Callable[..., Any], roster: Path, committee: Path, change: Callable[..., Path], tmp_path: Path
) -> None:
    assert run("draw", "--roster", roster, "--committee", committee, "--out", tmp_path / "a", "--json").code == 0
    change(("seats = 11", "seats = 59"))
    assert run("draw", "--roster", roster, "--committee", committee, "--out", tmp_path / "b", "--json").code == 3
    entries = run("ledger", "show", "--json").json["entries"]
    of_draws = {entry["kind"]: entry["by"] for entry in entries if entry["kind"].startswith("draw:")}
    assert of_draws == {"draw:panel:seated": operator(), "draw:panel:failed": operator()}
