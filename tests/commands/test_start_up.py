"""Start-up: what is listed without being imported, and what stays out of the way until it is needed."""

from __future__ import annotations

import re
import subprocess
import sys

import click
import pytest

from expertpool.__main__ import COMMANDS, HELP, cli, main

SLOW = ("sqlalchemy", "ortools", "pypinyin", "fastapi", "uvicorn", "typst", "web.app")
"""Packages that take long to import, and that listing commands does not need."""


def test_the_list_of_commands_says_of_each_what_the_command_says() -> None:
    context = click.Context(cli)
    found = {name: cli.get_command(context, name) for name in COMMANDS}
    assert {name: command.help for name, command in found.items() if command is not None} == HELP


def imported_by(*arguments: str) -> list[str]:
    code = (
        "import sys; from expertpool.__main__ import main; main(sys.argv[1:]);"
        f"print([name for name in {SLOW!r} if name in sys.modules], file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return ended.stderr.strip().splitlines()


@pytest.mark.parametrize("arguments", [["--help"], ["demo", "--help"], ["rules"]])
def test_listing_commands_and_printing_rules_import_nothing_slow(arguments: list[str]) -> None:
    assert imported_by(*arguments) == ["[]"]


def test_help_lists_every_command_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help", "--lang", "en"]) == 0
    listed = re.findall(r"^  (\S+)  ", capsys.readouterr().out, re.MULTILINE)
    assert [name for name in listed if name in COMMANDS] == list(COMMANDS)


@pytest.mark.parametrize(("started_as", "typed"), [(None, "expertpool"), ("python start.py", "python start.py")])
def test_hints_name_the_words_that_this_person_types(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], started_as: str | None, typed: str
) -> None:
    if started_as:
        monkeypatch.setenv("EXPERTPOOL_STARTED_AS", started_as)
    assert main(["demo", "--no-such-word", "--lang", "en"]) == 2
    assert f" {typed} demo --help" in capsys.readouterr().err
