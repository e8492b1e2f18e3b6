"""The README is executed: its commands run, its code runs, its tables are those the program prints."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from expertpool.__main__ import COMMANDS, cli, main
from expertpool.documents.committee_file import read_committee
from expertpool.rules.facts import CommitteeFacts
from expertpool.seeds.city import fictional_city, write_city

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def between(mark: str) -> str:
    return README.partition(f"<!-- {mark} -->\n")[2].partition(f"<!-- /{mark} -->")[0]


def test_readme_names_exactly_the_two_commands_of_set_up_and_ci_runs_the_second() -> None:
    assert blocks("console")[0].split("\n")[:2] == ["python start.py", "python start.py test"]
    assert "start.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_command_line_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [line for block in blocks("console")[1:] for line in block.splitlines() if line]
    assert len(lines) >= 7
    city = fictional_city()
    write_city(city, tmp_path)
    (tmp_path / "roster.xlsx").rename(tmp_path / "花名册.xlsx")
    (tmp_path / "committees" / "metallurgy.toml").rename(tmp_path / "评委会.toml")
    monkeypatch.chdir(tmp_path)
    for line in lines:
        program, *words = shlex.split(line)
        assert program == "expertpool"
        assert main([*words, "--home", str(tmp_path / "home")]) == 0, capsys.readouterr().err
    assert (tmp_path / "抽取结果" / "draw-record.pdf").exists()


def test_every_command_line_that_waits_for_people_is_understood_as_written() -> None:
    lines = [line for block in blocks("text") for line in block.splitlines() if line]
    assert len(lines) >= 3
    for line in lines:
        program, name, *words = shlex.split(line)
        assert program == "expertpool"
        command = cli.get_command(click.Context(cli), name)
        while isinstance(command, click.Group):
            name, *words = words
            command = command.get_command(click.Context(command), name)
        assert command is not None
        given = command.make_context(name, list(words)).params
        assert [one for one, value in given.items() if value is not None] != []
        assert given.get("out", "none wanted") is not None


def test_every_command_of_the_program_is_in_the_table_and_the_reverse() -> None:
    named = set(re.findall(r"^\| `expertpool (\w+)", README, flags=re.MULTILINE))
    assert named == set(COMMANDS)


def test_the_rule_table_is_the_one_the_program_prints(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["rules", "--markdown", "--lang", "en", "--on", "2025-08-15", "--home", str(tmp_path)]) == 0
    assert between("rules") == capsys.readouterr().out


def test_the_committee_file_of_the_readme_is_read_as_written(tmp_path: Path) -> None:
    text = blocks("toml")[0]
    path = tmp_path / "committee.toml"
    path.write_text(text, encoding="utf-8")
    committee = read_committee(path)
    assert isinstance(committee, CommitteeFacts)
    assert committee.seats == tomllib.loads(text)["seats"]
    assert [waiver.rule for waiver in committee.waivers] == ["rest-after-three-years"]


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    for at, code in enumerate(blocks("python")):
        script = tmp_path / f"readme{at}.py"
        script.write_text(code, encoding="utf-8")
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        ended = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, env=env)
        assert ended.returncode == 0, ended.stderr


def test_every_word_of_the_glossary_is_used_in_code() -> None:
    rows = re.findall(
        r"^\| [^|]*[\u4e00-\u9fff][^|]* \| ([a-z][^|]*?) \| ", README.partition("## Words")[2], flags=re.MULTILINE
    )
    words = [word for row in rows for word in row.split(" / ")]
    assert len(words) >= 11
    code = "\n".join(
        path.read_text(encoding="utf-8") for room in ("solver", "expertpool") for path in (ROOT / room).rglob("*.py")
    ).lower()
    missing = [word for word in words if not re.search(rf"\b{word.replace('-', '[-_]').replace(' ', '[ _]')}", code)]
    assert missing == []


def test_every_room_of_the_map_exists() -> None:
    rooms = re.findall(r"^\| ((?:`[a-z/]+`(?:, )?)+) \|", README.partition("## The map")[2], flags=re.MULTILINE)
    paths = [path for room in rooms for path in re.findall(r"`([a-z/]+)`", room)]
    assert len(paths) >= 12
    assert [path for path in paths if not (ROOT / path).exists() and not (ROOT / "expertpool" / path).exists()] == []
