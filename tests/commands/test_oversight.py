"""``expertpool oversight`` from outside: matrix, drill-down, comparison, figures, samples, lists."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from expertpool.actions.lift_misconduct import lift_misconduct
from expertpool.actions.record_misconduct import record_misconduct
from expertpool.db import open_session
from expertpool.settings import Settings
from tests.actions import review_stage
from tests.actions.test_every_action_enters import SCENES, Stage
from tests.conftest import AT, make_expert
from tests.oversight.seasons import committee, pool, season, seat


@pytest.fixture
def same_database(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """The program on the database that the test's session is on."""
    monkeypatch.setenv("EXPERTPOOL_DATABASE_URL", settings.database_url)
    return settings.database_url


@pytest.fixture
def looked_after(home: Path, upgraded_file: Path) -> Settings:
    """A home with six committees of 2025 and four of 2024."""
    home.mkdir()
    (home / upgraded_file.name).write_bytes(upgraded_file.read_bytes())
    settings = Settings.embedded(home)
    with open_session(settings) as session:
        experts = pool(120)
        season(session, experts, 6)
        season(session, experts, 4, year=2024, seed=2)
        session.commit()
    return settings


@pytest.mark.usefixtures("looked_after")
def test_matrix_lists_every_committee_by_every_rule_in_workbook_and_json(run, tmp_path: Path) -> None:
    told = run("oversight", "matrix", "--year", "2025", "--out", tmp_path / "m.xlsx", "--json")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert told.code == 0
    assert len(told.json["committees"]) == 6
    assert book.worksheets[0].max_row == 7
    assert book.worksheets[0].max_column == 2 + 5 + len(told.json["rules"])
    assert book.worksheets[1].max_row > 6 * len(told.json["rules"])


@pytest.mark.usefixtures("looked_after")
def test_a_committee_is_drilled_into_by_name_and_an_unknown_one_refused_with_those_there_are(run) -> None:
    told = run("oversight", "committee", "2025年度第003评审委员会", "--year", "2025", "--json")
    unknown = run("oversight", "committee", "别处", "--year", "2025", "--json")
    assert {line["rule"] for line in told.json["lines"]} == set(told.json["cells"])
    assert all(line["clause"] for line in told.json["lines"])
    assert (unknown.code, unknown.json["error"]["code"]) == (2, "oversight.no_committee")
    assert "第003" in unknown.json["error"]["hint"]


@pytest.mark.usefixtures("looked_after")
def test_two_years_are_compared_and_a_year_without_draws_is_refused(run) -> None:
    told = run("oversight", "compare", "--year", "2025", "--json").json
    assert (told["before"], told["now"], len(told["new"]), told["gone"]) == (2024, 2025, 2, [])
    assert run("oversight", "compare", "--year", "2025", "--with", "2019", "--json").code == 2


@pytest.mark.usefixtures("looked_after")
def test_figures_come_with_their_method_their_number_and_the_word_that_they_accuse_nobody(run) -> None:
    told = run("oversight", "anomalies", "--year", "2025", "--years", "2", "--most", "2", "--json").json
    assert told["years"] == [2024, 2025]
    assert told["notable"] == 0
    assert told["measures"]["replaced"]["compared"] == 10
    assert told["remark"]
    assert "比较" in run("oversight", "anomalies", "--year", "2025").out


@pytest.fixture
def plan(looked_after: Settings, run, tmp_path: Path) -> Callable[..., Path]:
    def planned(*words: str) -> Path:
        out = tmp_path / "plan.json"
        told = run("oversight", "sample", "plan", "--year", "2025", "--size", "3", *words, "--out", out, "--json")
        assert (told.code, told.json["listed"]) == (0, 6), looked_after
        return out

    return planned


def test_a_sample_is_planned_drawn_once_checked_and_verified(run, plan, tmp_path: Path) -> None:
    made, out = plan("--each", "1", "--size", "4"), tmp_path / "sample.json"
    told = run("oversight", "sample", "draw", made, "--out", out, "--json").json
    assert (told["source"], len(told["sample"])) == ("system", 4)
    assert run("oversight", "sample", "check", made, out).code == 0
    assert run("verify", out).code == 0
    assert run("verify", made).code == 0
    again = run("oversight", "sample", "draw", made, "--out", tmp_path / "again.json", "--json")
    assert (again.code, again.json["error"]["code"]) == (2, "oversight.drawn_already")
    taken = run("oversight", "sample", "draw", made, "--out", out, "--json")
    assert taken.json["error"]["code"] == "oversight.out_taken"


def test_a_second_plan_of_a_year_carries_the_next_number(run, plan, tmp_path: Path) -> None:
    plan()
    words = (
        "oversight",
        "sample",
        "plan",
        "--year",
        "2025",
        "--size",
        "2",
        "--out",
        tmp_path / "second.json",
        "--json",
    )
    assert run(*words).json["number"] == 2


def test_a_public_source_named_beforehand_must_give_its_value_and_no_other_may(run, plan, tmp_path: Path) -> None:
    made = plan("--seed-from", "福彩3D第2025220期开奖号码")
    none = run("oversight", "sample", "draw", made, "--out", tmp_path / "s.json", "--json")
    assert (none.code, none.json["error"]["code"]) == (2, "oversight.seed_as_planned")
    told = run("oversight", "sample", "draw", made, "--value", "372", "--out", tmp_path / "s.json", "--json").json
    assert (told["source"], told["value"]) == ("public", "372")
    assert run("oversight", "sample", "check", made, tmp_path / "s.json").code == 0


def test_who_plans_the_systems_seed_cannot_bring_a_value_along(run, plan, tmp_path: Path) -> None:
    told = run("oversight", "sample", "draw", plan(), "--value", "7", "--out", tmp_path / "s.json", "--json")
    assert (told.code, told.json["error"]["code"]) == (2, "oversight.seed_as_planned")


def test_a_plan_of_another_ledger_is_not_drawn_and_an_edited_sample_is_seen(run, plan, tmp_path: Path) -> None:
    made, out = plan(), tmp_path / "s.json"
    run("oversight", "sample", "draw", made, "--seed", "x", "--out", out)
    from expertpool.__main__ import main

    words = ["oversight", "sample", "draw", str(made), "--out", str(tmp_path / "o.json")]
    assert main([*words, "--home", str(tmp_path / "elsewhere")]) == 5
    bundle = json.loads(out.read_text(encoding="utf-8"))
    bundle["envelope"]["payload"] = _with_another_sample(bundle["envelope"]["payload"])
    text = json.dumps(bundle, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    (tmp_path / "edited.json").write_text(text, encoding="utf-8")
    assert run("verify", tmp_path / "edited.json").code == 5
    assert run("oversight", "sample", "check", made, tmp_path / "edited.json").code == 5


def _with_another_sample(payload: str) -> str:
    from base64 import b64decode, b64encode

    statement = json.loads(b64decode(payload))
    content = statement["predicate"]["content"]
    everybody = {name for group in content["table"]["groups"] for name in group}
    content["sample"] = sorted(everybody - set(content["sample"]))[: len(content["sample"])]
    text = json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return b64encode(text.encode()).decode()


def test_a_sample_cut_off_after_its_entry_is_put_in_place_by_the_next_run(run, plan, tmp_path: Path) -> None:
    made, out = plan(), tmp_path / "s.json"
    first = run("oversight", "sample", "draw", made, "--out", out, "--json").json
    out.rename(tmp_path / ".s.json.in-progress")
    again = run("oversight", "sample", "draw", made, "--out", out, "--json").json
    assert (again["report"], again["sample"]) == (first["report"], first["sample"])
    assert run("ledger", "verify").code == 0


@pytest.mark.parametrize("content", ["", "{}", "[1]"])
def test_a_file_that_is_no_record_is_refused(run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(content, encoding="utf-8")
    told = run("oversight", "sample", "check", file, file, "--json")
    assert (told.code, told.json["error"]["code"]) == (5, "oversight.not_a_record")


def test_integrity_file_shows_days_lifting_and_who_was_seated_all_the_same(
    run, session, bring_in, same_database
) -> None:
    assert same_database
    experts = pool(40, series=("工程",))
    bring_in(*experts)
    numbers = [one.facts.expert_no for one in experts]
    for number in numbers[:2]:
        record_misconduct(session, number, happened_on=date(2025, 3, 1), what="泄密", at=AT, actor="赵")
    lift_misconduct(session, 2, reason="查无实据", at=AT + timedelta(hours=1), actor="赵")
    facts = committee(1, series="工程")
    seat(session, experts, facts, numbers[:11], at=AT + timedelta(days=1))
    session.commit()
    told = run("oversight", "integrity", "--json").json
    assert [(one["expert_no"], one["stands"], one["seated_since"]) for one in told["entries"]] == [
        (numbers[0], True, [facts.name]),
        (numbers[1], False, []),
    ]
    assert told["standing"] == 1
    assert run("oversight", "integrity", "--year", "2024", "--json").json["entries"] == []


def test_complaints_are_counted_by_committee_without_their_text(run, session, bring_in, keys, same_database) -> None:
    assert same_database
    people = [make_expert(number) for number in (1, 2, 3)]
    bring_in(*people)
    review_stage.opened(session, AT)
    SCENES["answer_complaint"][1](Stage(session, people, keys, {"at": AT, "actor": "王"}))
    session.commit()
    told = run("oversight", "complaints", "--year", "2025", "--json").json
    assert told["committees"] == {"甲评委会": 1}
    assert [(one["kind"], one["finding"], one["late"]) for one in told["complaints"]] == [
        ("reviewing", "unfounded", False)
    ]
    assert (told["unanswered"], "情况" in str(told)) == (0, False)
    assert run("oversight", "complaints", "--year", "2024", "--json").json["complaints"] == []
