"""``expertpool rules``: the rule table for people, for programs, and for the manual."""

from __future__ import annotations

import json

import pytest

from expertpool.__main__ import main
from expertpool.rules.pack import BUILT_IN

DAY = ["--on", "2025-08-15"]


@pytest.fixture
def run(capsys):
    """Runs one command line: exit code, standard output, standard error."""

    def running(*arguments):
        code = main(["rules", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return running


def test_people_read_clause_strength_number_and_source(run):
    code, out, err = run(*DAY)

    assert (code, err) == (0, "")
    lines = [line.strip() for line in out.splitlines()]
    at = lines.index("outside-peers  自主评审单位的评委中，外单位同行不少于三分之一；下属单位视同本单位")
    assert lines[at + 1] == "2025通知 六(一)2 · 必须 · ≥ 1/3 · 法规（已读原文） · 抽取、备案、出席 · baotou-2025"


def test_what_is_not_law_is_never_printed_as_law(run):
    _, out, _ = run(*DAY, "--json")

    rules = json.loads(out)["rules"]
    assert {rule["display"] for rule in rules if not rule["law"]} == {
        "建议（凭记忆，原文待核）",
        "办公室设置/建议",
    }
    assert {rule["source"] for rule in rules if rule["law"]} == {"read", "repost"}


def test_json_is_one_object_with_packs_rules_and_open_numbers(run):
    code, out, _ = run(*DAY, "--json")

    data = json.loads(out)
    assert code == 0
    assert list(data) == ["ok", "on", "packs", "rules", "superseded", "open_numbers", "records"]
    assert [pack["name"] for pack in data["packs"]] == list(BUILT_IN)
    peers = next(rule for rule in data["rules"] if rule["id"] == "outside-peers")
    assert (peers["clause"], peers["strength"], peers["number"]) == ("2025通知 六(一)2", "strict", "≥ 1/3")
    assert peers["applies_when"] == {"self_reviewing": True}
    assert data["open_numbers"]["max_per_employer"] == ["employer-cap"]


def test_only_the_named_packs_and_the_offices_own_are_listed(run):
    _, out, _ = run("national", *DAY, "--json")

    data = json.loads(out)
    assert [pack["name"] for pack in data["packs"]] == ["national", "office"]
    assert {rule["pack"] for rule in data["rules"]} == {"national", "office"}


def test_a_pack_that_is_not_in_force_that_day_is_named_and_not_used(run):
    _, out, _ = run("--on", "2024-12-31", "--json")

    data = json.loads(out)
    assert {pack["name"] for pack in data["packs"] if not pack["in_force"]} == {"neimenggu", "baotou-2025"}
    assert {rule["pack"] for rule in data["rules"]} == {"national", "office"}
    assert "当日不生效" in run("--on", "2024-12-31")[1]


@pytest.mark.parametrize(("language", "head"), [("zh", "| 规则 | 含义 |"), ("en", "| Rule | Meaning |")])
def test_markdown_has_one_row_for_each_rule(run, language, head):
    code, out, _ = run(*DAY, "--markdown", "--lang", language)
    rules = json.loads(run(*DAY, "--json")[1])["rules"]

    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith(head)
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]] == [rule["id"] for rule in rules]
    assert {line.count(" | ") for line in lines} == {7}


def test_a_pack_of_ones_own_is_listed_from_its_path(run, tmp_path):
    file = tmp_path / "unit.toml"
    file.write_text(
        """
[[rule]]
id = "our-cap"
clause = "本单位规定"
says = "同一单位不超过三人"
strength = "principle"
source = "read"
check = { kind = "cap_per_employer", at_most = 3 }
stages = ["draw"]

  [[rule.example]]
  facts = { seats = 13, members = 3 }
  holds = true
""",
        encoding="utf-8",
    )

    code, out, _ = run(str(file), *DAY, "--json", "--lang", "en")

    ours = next(rule for rule in json.loads(out)["rules"] if rule["id"] == "our-cap")
    assert code == 0
    assert (ours["number"], ours["strength"], ours["pack"]) == ("≤ 3", "principle", "unit")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nationl",), "rules.pack_missing"),
        (("no-such-file.toml",), "common.file_missing"),
        (("--on", "yesterday"), "rules.bad_day"),
        (("--no-such-option",), "cli.no_option"),
    ],
)
def test_bad_usage_ends_with_2_and_says_what_would_be_right(run, arguments, code):
    exit_code, out, err = run(*arguments)
    as_json = json.loads(run(*arguments, "--json")[1])

    assert (exit_code, out) == (2, "")
    assert len(err.splitlines()) == 2
    assert as_json["ok"] is False
    assert as_json["error"]["code"] == code
    assert as_json["error"]["hint"]


def test_help_speaks_both_languages(run):
    assert "列出生效的规则" in run("--help")[1]
    assert "The rules in force" in run("--help", "--lang", "en")[1]
