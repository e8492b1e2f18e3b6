"""Command lines that are written wrongly: exit 2, one JSON object, and what would be right."""

from __future__ import annotations

import json

import pytest

from expertpool import __version__
from expertpool.__main__ import COMMANDS, main

WRONG = {
    ("frobnicate",): "cli.no_command",
    ("rooster",): "cli.no_command_near",
    ("roster", "imprt", "x"): "cli.no_command_near",
    ("rules", "--zzzz"): "cli.no_option",
    ("draw", "--rost", "x"): "cli.no_option_near",
    ("draw", "--roster", "r", "--committee", "c", "--out", "o", "--rules"): "cli.no_value",
    ("draw", "--roster", "r", "--committee", "c", "--out", "o", "--rules", "--seed", "x"): "cli.no_value",
    ("draw", "--roster", "r", "--committee", "c"): "cli.missing",
    ("draw", "--tickets", "many"): "cli.want_whole",
    ("draw", "--method", "dice"): "cli.want_choice",
    ("roster", "undo", "0"): "cli.want_at_least",
    ("blind", "--jobs", "0"): "cli.want_between",
    ("rules", "--lang", "fr"): "cli.want_choice",
    ("verify", "one", "two"): "cli.extra",
    ("rules", "--home", ""): "cli.empty_path",
    ("rules", "--home="): "cli.empty_path",
    ("draw", "--out", "", "--seed", "x"): "cli.empty_path",
    ("roster",): "cli.command_missing",
    (): "cli.command_missing",
}


@pytest.mark.parametrize(("words", "code"), WRONG.items(), ids=map(" ".join, WRONG))
@pytest.mark.parametrize("first", [True, False], ids=["json first", "json last"])
def test_a_wrong_command_line_is_one_object_and_exit_2(
    words: tuple[str, ...], code: str, first: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["--json", *words] if first else [*words, "--json"]
    exit_code = main(line)
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (exit_code, told["ok"], told["error"]["code"], err) == (2, False, code, "")
    assert told["error"]["hint"]


def test_the_parsers_own_english_is_not_shown_to_chinese_readers(capsys: pytest.CaptureFixture[str]) -> None:
    for words in WRONG:
        main(list(words))
    said = capsys.readouterr().err
    assert [
        word for word in ("No such", "Missing", "unexpected", "requires", "not a valid", "is not") if word in said
    ] == []


@pytest.mark.parametrize("words", [("--help",), ("draw", "--help"), ("roster", "--help"), ("assign", "--help")])
def test_help_under_json_is_one_object(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code = main([*words, "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (code, told["ok"], "--json" in told["help"]) == (0, True, True)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    codes = main(["--version"]), main(["--version", "--json"])
    text, _, told = capsys.readouterr().out.partition("\n")
    assert (codes, text, json.loads(told)) == (
        (0, 0),
        f"expertpool {__version__}",
        {"ok": True, "version": __version__},
    )


def test_every_command_in_the_table_has_help_as_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        assert main([name, "--help", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["ok"] is True
