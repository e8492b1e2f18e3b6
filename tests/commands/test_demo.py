"""``expertpool demo``: the main job on the fictional city, told in plain words."""

from __future__ import annotations

import base64
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from blind.certificate import small_cells
from expertpool.__main__ import main
from expertpool.documents.committee_file import read_committee
from expertpool.documents.roster.reading import read_roster
from tests.party.season import verified


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """One demonstration, as JSON, and its home."""
    import contextlib
    import io

    home = tmp_path_factory.mktemp("demo-home")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["demo", "--json", "--home", str(home)]) == 0
    return json.loads(out.getvalue()), home


def test_demo_draws_seven_committees_of_a_city_of_two_thousand_and_explains_the_eighth(
    shown: tuple[dict[str, Any], Path],
) -> None:
    told, _ = shown
    assert told["experts"] >= 2000
    assert [entry["seated"] for entry in told["committees"]] == [True] * 7 + [False]
    assert {entry["method"] for entry in told["committees"][:7]} == {"lottery", "queue"}
    failed = told["committees"][7]["explanation"]
    assert len(failed["clash"]) >= 2
    assert {way["way"] for way in failed["ways_out"]} >= {"recruit", "readmit", "move", "resize"}


def test_demo_shows_chances_and_verdicts_of_each_panel_and_none_is_broken(
    shown: tuple[dict[str, Any], Path],
) -> None:
    told, _ = shown
    for entry in told["committees"][:7]:
        states = Counter(verdict["state"] for verdict in entry["verdicts"])
        assert states["holds"] >= 10
        assert states["broken"] == 0
        if entry["method"] == "lottery":
            assert entry["chances"]["proven"] is True
            assert entry["chances"]["within_one_ticket"] is True


def test_demo_leaves_papers_where_it_says_and_touches_nothing_else(shown: tuple[dict[str, Any], Path]) -> None:
    told, home = shown
    assert [entry.name for entry in home.iterdir()] == ["demo"]
    for entry in told["committees"][:7]:
        files = {file.name for file in Path(entry["out"]).iterdir()}
        assert files >= {"panel.json", "panel.xlsx", "verdicts.json", "draw-record.pdf"}
    assert {file.name for file in Path(told["committees"][7]["out"]).iterdir()} == {
        "explanation.json",
        "explanation.txt",
    }


def test_demo_draws_the_first_committee_by_three_parties_and_says_that_this_proves_nothing(
    shown: tuple[dict[str, Any], Path],
) -> None:
    told, _ = shown
    assert [entry["assurance"] for entry in told["committees"][:7]] == ["M2"] + ["M0"] * 6
    assert told["committees"][0]["proves_nothing_by_itself"] is True
    hall = Path(told["committees"][0]["ceremony"])
    parties = {file.name for file in hall.glob("commit-*.json")}
    assert parties == {"commit-hrss.json", "commit-inspector.json", "commit-office.json"}
    assert "M2" in told["checked"][0]["verdict"]


def test_demos_certificates_stand_against_the_pinned_trust_file(shown: tuple[dict[str, Any], Path]) -> None:
    told, _ = shown
    out, trust = Path(told["committees"][0]["out"]), Path(told["folder"]) / "trust.json"
    for name in ("certificate.json", "certificate.restricted.json"):
        assert "M2" in verified(out, trust=trust, name=name)


def test_public_certificate_of_the_demo_names_nobody_and_no_employer_but_the_committees_own(
    shown: tuple[dict[str, Any], Path],
) -> None:
    told, _ = shown
    folder = Path(told["folder"])
    content = opened_text(payload_of(Path(told["committees"][0]["out"]) / "certificate.json"))
    people = read_roster(folder / "roster.xlsx").experts
    committee = read_committee(folder / "committees" / "engineering.toml")
    own = {committee.self_reviewing_unit, *committee.affiliates}
    searched = {person.name for person in people} | {str(person.facts.expert_no) for person in people}
    searched |= {text for person in people for text in (person.id_number, person.phone, person.email) if text}
    searched |= {person.facts.employer for person in people} - own
    assert len(searched) > 7000
    assert sorted(text for text in searched if text in content) == []


def test_search_for_names_would_find_them_in_the_restricted_certificate(shown: tuple[dict[str, Any], Path]) -> None:
    told, _ = shown
    content = opened_text(payload_of(Path(told["committees"][0]["out"]) / "certificate.restricted.json"))
    people = read_roster(Path(told["folder"]) / "roster.xlsx").experts
    assert all(person.name in content and str(person.facts.expert_no) in content for person in people)


def test_public_certificate_of_the_demo_has_no_combination_of_fewer_than_five(
    shown: tuple[dict[str, Any], Path],
) -> None:
    told, _ = shown
    out = Path(told["committees"][0]["out"])
    public, restricted = (payload_of(out / name) for name in ("certificate.json", "certificate.restricted.json"))
    assert small_cells(public) == ()
    groups = [set(group["codes"]) for group in public["table"]["groups"] if "codes" in group]
    inside = public["context"]["pool"]["in_count"]
    assert groups
    assert min(map(len, groups)) >= 5
    rest = inside - sum(map(len, groups))
    assert rest == 0 or rest >= 5
    counts = Counter(code for leaf in restricted["pool"] for code in leaf["attrs"]["bounds"])
    assert [bound["code"] for bound in public["bounds"] if "code" in bound and counts[bound["code"]] < 5] == []
    pool = public["context"]["pool"]
    left_out = pool["size"] - pool["in_count"]
    assert min(pool["out_by_rule"].values()) >= 5
    assert sum(pool["out_by_rule"].values()) == left_out
    assert (public["cliques"], public["fairness"]) == (None, None)
    assert {frozenset(leaf) for leaf in public["pool"]} == {frozenset({"attr_part", "id_part", "in"})}


def payload_of(certificate: Path) -> dict[str, Any]:
    envelope = json.loads(certificate.read_text(encoding="utf-8"))
    found: dict[str, Any] = json.loads(base64.b64decode(envelope["payload"]))
    return found


def opened_text(value: Any) -> str:
    """All text of a payload, envelopes and texts within it opened too."""
    if isinstance(value, dict):
        inner = [base64.b64decode(value["payload"]).decode()] if "payloadType" in value else []
        return "\n".join([*inner, *(f"{name}\n{opened_text(one)}" for name, one in value.items())])
    if isinstance(value, list):
        return "\n".join(map(opened_text, value))
    return str(value)


def test_demo_has_a_certificate_checked_and_a_forged_copy_refused(shown: tuple[dict[str, Any], Path]) -> None:
    told, _ = shown
    assert [(one["certificate"], one["exit_code"]) for one in told["checked"]] == [("genuine", 0), ("forged", 5)]


def test_demo_names_nobody_for_certain_who_was_not_kept(shown: tuple[dict[str, Any], Path]) -> None:
    told, _ = shown
    for entry in told["committees"][:7]:
        if entry["method"] == "lottery":
            assert [m["expert_no"] for m in entry["members"] if m["chance"] == "1" and not m["kept"]] == []


def test_demo_ends_with_a_report_over_good_and_bad_committees_that_names_the_breach(
    shown: tuple[dict[str, Any], Path],
) -> None:
    told = shown[0]["report"]
    late = "2025年度云岭市工程系列冶金专业高级职称评审委员会"
    assert told["broken"] == {late: ["plan-filed"]}
    assert (told["exit_code"], told["pdf"]["exit_code"], told["states"]["broken"]) == (0, 0, 1)
    assert told["states"]["holds"] > 100


def test_matrix_of_the_demo_shows_what_its_report_shows_from_what_is_on_record(
    shown: tuple[dict[str, Any], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    told, home = shown[0], shown[0]["folder"]
    assert main(["oversight", "matrix", "--year", "2025", "--json", "--home", home]) == 0
    matrix = json.loads(capsys.readouterr().out)
    broken = {
        one["committee"]: [rule for rule, cell in one["cells"].items() if cell["state"] == "broken"]
        for one in matrix["committees"]
    }
    assert {name: rules for name, rules in broken.items() if rules} == told["report"]["broken"]
    assert main(["season", "due", "--year", "2025", "--on", "2025-07-01", "--json", "--home", home]) == 0
    due = json.loads(capsys.readouterr().out)["filings"]
    files = map(read_committee, (Path(home) / "committees").glob("*.toml"))
    unfiled = [one.name for one in files if one.filed_until is None]
    assert [one["committee"] for one in due if one["kind"] == "committee-renewal"] == unfiled
    assert len(unfiled) == 1
