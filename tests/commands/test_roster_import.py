"""``roster import``, ``roster undo`` and ``roster batches`` as people and programs meet them."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from expertpool.__main__ import main

Run = Callable[..., tuple[int, dict[str, Any]]]


def person(number: int, **given: Any) -> dict[str, Any]:
    return {
        "专家编号": f"E{number:04}",
        "姓名": "张" + "甲乙丙丁戊己庚辛壬癸"[number % 10],
        "身份证号": identity(number),
        "工作单位": "云岭稀土研究院",
        "单位性质": "事业单位",
        "职称系列": "工程",
        "专业": "冶金、材料",
        "职称层级": "正高级",
        "参评年度": "2022、2024",
        "手机": f"1390000{number:04}",
        "邮箱": f"zhang{number}@example.cn",
        **given,
    }


def identity(number: int) -> str:
    body = f"990203{1960 + number // 1000}05{number // 100 % 10 + 1:02}{number % 100:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


@pytest.fixture
def roster(tmp_path: Path) -> Callable[..., Path]:
    """Writes a roster of these people; ``name`` of the file."""

    def write(*people: dict[str, Any], name: str = "名册.json") -> Path:
        file = tmp_path / name
        file.write_text(json.dumps(people, ensure_ascii=False), encoding="utf-8")
        return file

    return write


Roster = Callable[..., Path]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EXPERTPOOL_HOME", "EXPERTPOOL_DATABASE_URL", "EXPERTPOOL_POOL_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command with ``--json``; gives the exit code and the object printed."""

    def do(*words: Any) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = main([*map(str, words), "--json", "--home", str(home)])
        printed = capsys.readouterr().out
        return code, json.loads(printed)

    return do


@pytest.fixture
def tell(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Runs a command for people; gives the exit code and all that was said."""

    def do(*words: Any) -> tuple[int, str]:
        capsys.readouterr()
        code = main([*map(str, words), "--home", str(home)])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return do


def numbers(run: Run) -> list[str]:
    return [one["expert_no"] for one in run("pool", "list")[1]["experts"]]


def test_import_tells_what_it_did_and_does_it(run: Run, roster: Roster) -> None:
    file = roster(person(1), person(2), person(3))
    code, told = run("roster", "import", file)
    assert (code, told) == (
        0,
        {
            "ok": True,
            "dry_run": False,
            "file": str(file),
            "batch": 1,
            "added": ["E0001", "E0002", "E0003"],
            "changed": [],
            "removed": [],
            "unchanged": 0,
            "renumbered": [],
            "returning": [],
            "unknown_columns": [],
            "notices": told["notices"],
            "left_out": [],
            "spared": [],
            "needs_allow_shrink": False,
            "please_check": {"years_taken_back": [], "integrity_restored": [], "identity_changed": []},
        },
    )
    assert numbers(run) == ["E0001", "E0002", "E0003"]


def test_difference_is_told_field_by_field_with_secrets_masked(run: Run, roster: Roster) -> None:
    run("roster", "import", roster(person(1), person(2), person(3)))
    changed = person(2, 手机="13811112222", 邮箱="li@example.cn", 身份证号=identity(52), 职称层级="副高级")
    _, told = run("roster", "import", roster(person(1), changed, person(4)))
    assert (told["added"], told["removed"], told["unchanged"], told["batch"]) == (["E0004"], ["E0003"], 1, 2)
    assert told["changed"] == [
        {
            "expert_no": "E0002",
            "fields": {
                "id_number": [f"990203********{identity(2)[-4:]}", f"990203********{identity(52)[-4:]}"],
                "level": ["正高级", "副高级"],
                "phone": ["139****0002", "138****2222"],
                "email": ["z***@example.cn", "l***@example.cn"],
            },
        }
    ]
    assert told["please_check"]["identity_changed"] == ["E0002"]


def test_dry_run_tells_the_same_and_writes_nothing(run: Run, roster: Roster, home: Path) -> None:
    run("roster", "import", roster(person(1), person(2)))
    before = pool_bytes(home)
    file = roster(person(1), person(2, 手机="13811112222"), person(3))
    code, rehearsed = run("roster", "import", file, "--dry-run")
    assert code == 0
    assert pool_bytes(home) == before
    _, done = run("roster", "import", file)
    assert rehearsed == {**done, "dry_run": True, "batch": None}


def pool_bytes(home: Path) -> list[str]:
    with sqlite3.connect(home / "expertpool.sqlite3") as connection:
        return list(connection.iterdump())


def test_dry_run_on_a_new_installation_makes_no_key(run: Run, roster: Roster, home: Path) -> None:
    code, told = run("roster", "import", roster(person(1)), "--dry-run")
    assert (code, told["added"]) == (0, ["E0001"])
    assert not (home / "keys").exists()


def test_same_roster_twice_changes_nothing_and_says_so(
    run: Run, tell: Callable[..., tuple[int, str]], roster: Roster, home: Path
) -> None:
    file = roster(person(1), person(2))
    run("roster", "import", file)
    before = pool_bytes(home)
    code, told = run("roster", "import", file)
    assert (code, told["batch"], told["unchanged"]) == (0, None, 2)
    assert "专家库已经与这份名册一致" in tell("roster", "import", file)[1]
    assert pool_bytes(home) == before
    assert len(run("roster", "batches")[1]["batches"]) == 1


def test_roster_with_an_error_imports_nothing(run: Run, roster: Roster) -> None:
    run("roster", "import", roster(person(1)))
    code, told = run("roster", "import", roster(person(1), person(2), person(3, 职称层级="特高级")))
    assert (code, told["ok"]) == (2, False)
    assert told["error"]["code"] == "roster.not_clean"
    assert numbers(run) == ["E0001"]


def test_only_good_imports_the_sound_rows_and_leaves_the_others_as_they_were(run: Run, roster: Roster) -> None:
    run("roster", "import", roster(person(1), person(2), person(3), person(4)))
    faulty = person(2, 职称层级="特高级", 手机="13811112222")
    code, told = run("roster", "import", roster(person(1), faulty, person(4), person(5)), "--only-good")
    assert code == 0
    assert (told["added"], told["removed"], told["changed"]) == (["E0005"], ["E0003"], [])
    assert (told["left_out"], told["spared"]) == ([2], ["E0002"])
    assert numbers(run) == ["E0001", "E0002", "E0004", "E0005"]


def test_only_good_removes_nobody_when_a_faulty_row_does_not_say_whom_it_is_about(run: Run, roster: Roster) -> None:
    run("roster", "import", roster(person(1), person(2)))
    code, told = run("roster", "import", roster(person(1), person(3, 专家编号="")), "--only-good")
    assert (code, told["removed"], told["spared"]) == (0, [], ["E0002"])
    assert numbers(run) == ["E0001", "E0002"]


def test_only_good_with_no_sound_row_imports_nothing(run: Run, roster: Roster) -> None:
    code, told = run("roster", "import", roster(person(1, 职称层级="特高级")), "--only-good")
    assert (code, told["error"]["code"]) == (2, "roster.not_clean")


def test_only_good_does_not_pass_over_a_missing_column(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "名册.csv"
    file.write_text("专家编号,姓名,工作单位,专业,职称层级\nE1,张甲,研究院,冶金,正高级\n", encoding="utf-8")
    code, told = run("roster", "import", file, "--only-good")
    assert (code, told["ok"]) == (2, False)


def test_unknown_columns_are_told(run: Run, tell: Callable[..., tuple[int, str]], roster: Roster) -> None:
    file = roster(person(1, 最喜欢的颜色="红"))
    assert run("roster", "import", file, "--dry-run")[1]["unknown_columns"] == ["最喜欢的颜色"]
    assert "最喜欢的颜色" in tell("roster", "import", file)[1]


def test_column_that_a_roster_lacks_leaves_the_field_as_it_is(run: Run, roster: Roster) -> None:
    run("roster", "import", roster(person(1)))
    bare = {key: value for key, value in person(1).items() if key not in ("手机", "参评年度", "单位性质")}
    _, told = run("roster", "import", roster({**bare, "姓名": "张新"}))
    assert told["changed"] == [{"expert_no": "E0001", "fields": {"name": ["张乙", "张新"]}}]


def test_expert_with_a_new_number_keeps_everything(run: Run, roster: Roster) -> None:
    run("roster", "import", roster(person(1), person(2)))
    _, told = run("roster", "import", roster(person(1, 专家编号="X9"), person(2)))
    assert told["renumbered"] == [{"from": "E0001", "to": "X9"}]
    assert told["changed"] == [{"expert_no": "X9", "fields": {"expert_no": ["E0001", "X9"]}}]
    assert (told["added"], told["removed"]) == ([], [])


def test_roster_that_would_empty_the_pool_needs_allow_shrink(run: Run, roster: Roster) -> None:
    run("roster", "import", roster(*map(person, range(1, 31))))
    file = roster(*map(person, range(1, 4)))
    assert run("roster", "import", file, "--dry-run")[1]["needs_allow_shrink"] is True
    code, told = run("roster", "import", file)
    assert (code, told["error"]["code"]) == (2, "pool.shrinks")
    assert len(numbers(run)) == 30
    assert run("roster", "import", file, "--allow-shrink")[0] == 0
    assert numbers(run) == ["E0001", "E0002", "E0003"]


def test_undo_restores_the_pool_to_the_last_byte(run: Run, roster: Roster, home: Path) -> None:
    run("roster", "import", roster(person(1), person(2)))
    before = people_bytes(home)
    run("roster", "import", roster(person(1, 手机="13811112222"), person(3)))
    assert people_bytes(home) != before
    code, told = run("roster", "undo", 2, "--by", "李")
    assert (code, told) == (0, {"ok": True, "batch": 2, "added": 1, "changed": 1, "removed": 1})
    assert people_bytes(home) == before
    batches = run("roster", "batches")[1]["batches"]
    assert [(one["batch"], one["undone_by"]) for one in batches] == [(2, "李"), (1, None)]


def people_bytes(home: Path) -> list[str]:
    names = ("expert", "tenure", "service", "recusal", "kinship")
    starts = tuple(f'INSERT INTO "{name}"' for name in names)
    return [line for line in pool_bytes(home) if line.startswith(starts)]


@pytest.mark.parametrize(
    ("batch", "code"), [("7", "pool.no_batch"), ("0", "cli.want_at_least"), ("x", "cli.want_at_least")]
)
def test_undoing_what_is_no_batch_is_refused(run: Run, batch: str, code: str) -> None:
    assert (run("roster", "undo", batch)[0], run("roster", "undo", batch)[1]["error"]["code"]) == (2, code)


def test_batches_tell_who_imported_what_and_when(
    run: Run, tell: Callable[..., tuple[int, str]], roster: Roster
) -> None:
    assert run("roster", "batches")[1] == {"ok": True, "batches": []}
    assert "还没有导入过名册" in tell("roster", "batches")[1]
    run("roster", "import", roster(person(1), name="春季.json"), "--by", "王芳")
    (batch,) = run("roster", "batches")[1]["batches"]
    assert (batch["source"], batch["imported_by"], batch["added"]) == ("春季.json", "王芳", 1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d", batch["imported_at"])
    assert re.fullmatch(r"[0-9a-f]{64}", batch["digest"])
    assert "春季.json" in tell("roster", "batches")[1]


def test_nothing_that_is_said_shows_a_secret(run: Run, tell: Callable[..., tuple[int, str]], roster: Roster) -> None:
    first, second = [person(n) for n in range(1, 6)], [person(n, 手机=f"1370000{n:04}") for n in range(2, 7)]
    said = [tell("roster", "import", roster(*first)), tell("roster", "import", roster(*second), "--dry-run")]
    said += [tell("roster", "import", roster(*second)), tell("pool", "list"), tell("roster", "undo", "2")]
    told = json.dumps([run("roster", "import", roster(*second)), run("pool", "list"), run("roster", "batches")])
    text = told + "".join(text for _, text in said)
    assert [code for code, _ in said] == [0] * 5
    for one in (*first, *second):
        for secret in (one["身份证号"], one["手机"], one["邮箱"]):
            assert secret not in text


def test_lost_key_is_refused_with_exit_2_and_what_to_do(run: Run, roster: Roster, home: Path) -> None:
    run("roster", "import", roster(person(1)))
    (home / "keys" / "pool.key").unlink()
    code, told = run("roster", "import", roster(person(1), person(2)))
    assert (code, told["error"]["code"]) == (2, "store.key_lost")
    assert str(home / "keys" / "pool.key") in told["error"]["message"]
    assert numbers(run) == ["E0001"]


def test_wrong_key_is_refused_with_exit_2(run: Run, roster: Roster, home: Path) -> None:
    run("roster", "import", roster(person(1)))
    (home / "keys" / "pool.key").write_text("ab" * 32)
    code, told = run("roster", "import", roster(person(1)), "--dry-run")
    assert (code, told["error"]["code"]) == (2, "store.key_wrong")


def test_database_in_another_place_is_used_when_the_environment_names_it(
    *, run: Run, roster: Roster, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "shared" / "pool.db"
    monkeypatch.setenv("EXPERTPOOL_DATABASE_URL", f"sqlite:///{elsewhere}")
    run("roster", "import", roster(person(1)))
    assert elsewhere.exists()
    assert not (home / "expertpool.sqlite3").exists()


def test_missing_file_is_refused(run: Run, tmp_path: Path) -> None:
    code, told = run("roster", "import", tmp_path / "没有.xlsx")
    assert (code, told["error"]["code"]) == (2, "common.file_missing")


def test_people_are_told_in_chinese_and_in_english(tell: Callable[..., tuple[int, str]], roster: Roster) -> None:
    file = roster(person(1), person(2))
    assert "新增 2 人，变更 0 人，移出 0 人，不变 0 人" in tell("roster", "import", file, "--dry-run")[1]
    assert "2 added, 0 changed, 0 removed, 0 unchanged" in tell("roster", "import", file, "--lang", "en")[1]


def test_long_lists_are_cut_for_people(tell: Callable[..., tuple[int, str]], roster: Roster) -> None:
    _, said = tell("roster", "import", roster(*map(person, range(1, 61))))
    assert "其余 20 项未列出" in said
    assert said.count("E00") == 40


@pytest.mark.full
def test_ten_thousand_experts_are_imported_and_undone(run: Run, roster: Roster) -> None:
    people = [person(n, 专家编号=f"E{n:05}") for n in range(10000)]
    file = roster(*people)
    code, told = run("roster", "import", file)
    assert (code, len(told["added"])) == (0, 10000)
    assert run("roster", "undo", 1)[0] == 0
