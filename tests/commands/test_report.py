"""``expertpool report`` and ``expertpool verify`` on it: from a draw on record to a signed report and its check."""

from __future__ import annotations

import base64
import io
import json
import shutil
from pathlib import Path

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.reporting.supervised import Supervised


@pytest.fixture
def drawn(run, roster: Path, committee: Path, tmp_path: Path) -> Path:
    """A committee file of which a draw is on record."""
    assert run("draw", "--roster", roster, "--committee", committee, "--out", tmp_path / "draw").code == 0
    return committee


def test_a_report_names_every_rule_at_every_stage_with_clause_and_verdict(run, drawn: Path, tmp_path: Path) -> None:
    told = run("report", "--committee", drawn, "--out", tmp_path / "report", "--json")

    content = told.json["content"]
    stages = {(line["rule"], line["stage"]): line for line in content["lines"]}
    assert told.code == 0
    assert all(line["clause"] for line in content["lines"])
    assert stages["odd-size", "draw"]["state"] == "holds"
    assert stages["pledge", "attendance"]["state"] == "unknown"
    assert stages["pass-line", "ballot"]["state"] == "unknown"
    assert sum(content["states"].values()) == len(content["lines"])
    assert content["assurance"] == "M0"
    assert [one["chances"]["forced"] for one in content["draws"]] == [0]
    assert (content["replacements"]["seated"], content["replacements"]["replaced"]) == (11, 0)
    assert {path.name for path in (tmp_path / "report").iterdir()} >= {"report.pdf", "report.xlsx", "report.json"}


def test_a_report_is_sound_to_the_machine_that_made_it_and_not_proven_to_a_stranger(
    run, drawn, tmp_path, capsys
) -> None:
    run("report", "--committee", drawn, "--out", tmp_path / "report")

    assert run("verify", tmp_path / "report" / "report.json").code == 0
    from expertpool.__main__ import main

    assert main(["verify", str(tmp_path / "report" / "report.json"), "--home", str(tmp_path / "elsewhere")]) == 6
    capsys.readouterr()


@pytest.mark.parametrize("name", ["report.pdf", "report.xlsx"])
def test_a_changed_file_beside_a_report_is_refused_by_name(run, drawn: Path, tmp_path: Path, name: str) -> None:
    run("report", "--committee", drawn, "--out", tmp_path / "report")
    file = tmp_path / "report" / name
    file.write_bytes(file.read_bytes() + b" ")

    told = run("verify", tmp_path / "report" / "report.json", "--json")

    assert told.code == 5
    assert [one["check"] for one in told.json["findings"]] == [
        "pdf-appended" if name.endswith("pdf") else "file-changed"
    ]
    assert name in told.json["findings"][0]["message"]


def test_an_edited_statement_is_refused(run, drawn: Path, tmp_path: Path) -> None:
    run("report", "--committee", drawn, "--out", tmp_path / "report")
    file = tmp_path / "report" / "report.json"
    bundle = json.loads(file.read_text(encoding="utf-8"))
    payload = bundle["envelope"]["payload"]
    bundle["envelope"]["payload"] = payload[:400] + ("A" if payload[400] != "A" else "B") + payload[401:]
    file.write_text(json.dumps(bundle, sort_keys=True, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")

    assert run("verify", file).code == 5


def test_a_second_report_says_which_it_replaces_and_no_report_is_overwritten(run, drawn: Path, tmp_path: Path) -> None:
    first = run("report", "--committee", drawn, "--out", tmp_path / "one", "--json")
    second = run("report", "--committee", drawn, "--out", tmp_path / "two", "--json")
    again = run("report", "--committee", drawn, "--out", tmp_path / "two", "--json")

    assert [one.json["content"]["number"] for one in (first, second)] == [1, 2]
    assert first.json["report"] in _replaced(tmp_path / "two" / "report.json")
    assert (again.code, again.json["error"]["code"]) == (2, "report.out_taken")
    assert run("ledger", "verify").code == 0


def _replaced(path: Path) -> str:
    from blind.report import Report, SignedReport

    report = Report.parse(SignedReport.parse(path.read_bytes()).envelope.payload)
    return "" if report.replaces is None else report.replaces.hex()


@pytest.mark.usefixtures("drawn")
def test_a_report_of_a_committee_not_on_record_is_refused_with_those_that_are(run, tmp_path: Path) -> None:
    told = run("report", "--name", "别的评委会", "--year", "2025", "--out", tmp_path / "report", "--json")

    assert (told.code, told.json["error"]["code"]) == (2, "report.unknown")
    assert "云岭市" in told.json["error"]["hint"]
    assert not (tmp_path / "report").exists()


def test_a_record_entered_in_the_committee_file_after_the_draw_turns_unknown_into_a_verdict(
    run, drawn: Path, tmp_path: Path
) -> None:
    before = run("report", "--committee", drawn, "--out", tmp_path / "one", "--json").json["content"]
    text = drawn.read_text(encoding="utf-8")
    drawn.write_text(text + "\n[records]\nplan_filed = 2025-08-08\nplan_agreed = 2025-08-11\n", encoding="utf-8")
    after = run("report", "--committee", drawn, "--out", tmp_path / "two", "--json").json["content"]

    assert _states(before)["plan-filed", "filing"] == "unknown"
    assert _states(after)["plan-filed", "filing"] == "holds"
    assert {one["id"]: one["state"] for one in after["deadlines"]}["plan-filed"] == "kept"


def test_a_plan_filed_too_late_is_broken_and_its_deadline_missed(run, drawn: Path, tmp_path: Path) -> None:
    text = drawn.read_text(encoding="utf-8")
    drawn.write_text(text + "\n[records]\nplan_filed = 2025-08-09\n", encoding="utf-8")
    content = run("report", "--committee", drawn, "--out", tmp_path / "one", "--json").json["content"]

    assert _states(content)["plan-filed", "filing"] == "broken"
    assert {one["id"]: one["state"] for one in content["deadlines"]}["plan-filed"] == "missed"


def _states(content) -> dict[tuple[str, str], str]:
    return {(line["rule"], line["stage"]): line["state"] for line in content["lines"]}


def test_a_run_cut_off_after_its_entry_is_finished_by_the_next_and_makes_no_second_report(
    run, drawn: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    first = run("report", "--committee", drawn, "--out", out, "--json")
    out.rename(tmp_path / ".report.report-in-progress")

    again = run("report", "--committee", drawn, "--out", out, "--json")

    assert (again.code, again.json["report"], again.json["entry"]) == (0, first.json["report"], first.json["entry"])
    assert run("verify", out / "report.json").code == 0


def test_leftovers_of_a_run_that_was_never_entered_are_thrown_away(run, drawn: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run("report", "--committee", drawn, "--out", other)
    leftover = tmp_path / ".report.report-in-progress"
    leftover.mkdir()
    (leftover / "half.pdf").write_bytes(b"%PDF")

    told = run("report", "--committee", drawn, "--out", tmp_path / "report", "--json")

    assert told.json["content"]["number"] == 2
    assert not leftover.exists()
    assert not (tmp_path / "report" / "half.pdf").exists()


@pytest.mark.usefixtures("drawn")
def test_a_seasons_report_rests_on_one_report_a_committee_and_sorts_the_worst_first(
    run, roster: Path, change, tmp_path: Path
) -> None:
    second = change(("冶金专业", "采矿专业"), top="", end="\n[records]\nplan_filed = 2025-08-14\n")
    assert run("draw", "--roster", roster, "--committee", second, "--out", tmp_path / "draw2").code == 0

    told = run("report", "--season", "2025", "--out", tmp_path / "season", "--json")

    lines = told.json["content"]["committees"]
    assert ["采矿" in line["committee"] for line in lines] == [True, False]
    assert [one["rule"] for one in lines[0]["broken"]] == ["plan-filed"]
    assert lines[0]["missed"] == ["plan-filed"]
    for place in ("001", "002"):
        assert run("verify", tmp_path / "season" / "committees" / place / "report.json").code == 0
    assert run("verify", tmp_path / "season" / "report.json").code == 0
    assert run("ledger", "verify").code == 0


@pytest.mark.parametrize("words", [("--name", "x"), ("--year", "2025")])
def test_a_season_is_not_asked_for_together_with_one_committee(run, drawn: Path, tmp_path: Path, words) -> None:
    told = run("report", "--season", "2025", *words, "--out", tmp_path / "season", "--json")

    assert (told.code, told.json["error"]["code"], drawn.exists()) == (2, "report.season_alone", True)


def test_a_season_without_draws_is_refused(run, tmp_path: Path) -> None:
    told = run("report", "--season", "2019", "--out", tmp_path / "season", "--json")

    assert (told.code, told.json["error"]["code"]) == (2, "report.season_empty")
    assert not (tmp_path / "season").exists()


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Supervised:
    """An office with a sealed report."""
    return Supervised(tmp_path_factory.mktemp("sealed"))


def test_a_sealed_pdf_is_checked_by_itself_and_says_that_its_certificate_is_self_made(
    sealed: Supervised, tmp_path: Path
) -> None:
    alone = tmp_path / "报告.pdf"
    alone.write_bytes((sealed.report / "report.pdf").read_bytes())

    told = sealed.run("verify", alone)
    bundle = json.loads((sealed.report / "report.json").read_bytes())

    assert (told.code, told.json["findings"], told.json["supervisor"]) == (0, [], "未经人社部门会签。")
    assert told.json["entry"] == bundle["placed"]["entry"]["seq"]
    assert told.json["notes"] == [
        "PDF 的第 1 个签名：办事机构，有效。",
        "PDF 的签名完整并覆盖整个文件。签名证书由办事机构自制，不是电子认证机构签发的："
        "阅读器会显示“未知”，要与纸面公布的指纹比对。",
    ]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.97, 0.999])
def test_a_changed_byte_anywhere_in_a_sealed_pdf_is_refused(sealed: Supervised, tmp_path: Path, share: float) -> None:
    data = bytearray((sealed.report / "report.pdf").read_bytes())
    data[int(len(data) * share)] ^= 1
    file = tmp_path / "report.pdf"
    file.write_bytes(bytes(data))

    assert sealed.run("verify", file).code == 5


def test_r4_a_page_added_to_a_sealed_pdf_by_an_update_is_refused_by_name(sealed: Supervised, tmp_path: Path) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO((sealed.report / "report.pdf").read_bytes()))
    writer.update_root()
    updated = io.BytesIO()
    writer.write(updated)
    file = tmp_path / "report.pdf"
    file.write_bytes(updated.getvalue())

    told = sealed.run("verify", file)

    assert (told.code, [one["check"] for one in told.json["findings"]]) == (5, ["pdf-appended"])


def test_r3_a_sealed_pdf_beside_another_reports_statement_is_refused(sealed: Supervised, tmp_path: Path) -> None:
    other = sealed.issue("another")
    mixed = tmp_path / "mixed"
    shutil.copytree(other, mixed)
    (mixed / "report.pdf").write_bytes((sealed.report / "report.pdf").read_bytes())

    told = sealed.run("verify", mixed / "report.json", "--trust", sealed.trust, who="stranger")

    assert (told.code, told.json["findings"][0]["check"]) == (5, "file-changed")


def test_a_pdf_without_a_seal_is_refused_by_name(sealed: Supervised, tmp_path: Path) -> None:
    file = tmp_path / "plain.pdf"
    bodies = json.loads(
        base64.b64decode(json.loads((sealed.report / "report.json").read_bytes())["envelope"]["payload"])
    )
    size = bodies["predicate"]["sealed"]["bodies"]["report.pdf"]
    file.write_bytes((sealed.report / "report.pdf").read_bytes()[:size])

    told = sealed.run("verify", file)

    assert (told.code, [one["check"] for one in told.json["findings"]]) == (5, ["pdf-not-sealed"])


def test_a_timestamp_request_names_the_report_and_a_stamp_without_root_is_not_taken(
    sealed: Supervised, tmp_path: Path
) -> None:
    request = tmp_path / "q.tsq"
    file = sealed.report / "report.json"

    assert sealed.run("report", "stamp-request", file, "--out", request).code == 0
    told = sealed.run("verify", file, "--timestamp", request, "--trust", sealed.trust)

    assert request.read_bytes()[:1] == b"\x30"
    assert "timestamp-without-root" in [one["check"] for one in told.json["findings"]]
    assert told.code == 6


def test_a_season_takes_several_committee_files_and_refuses_one_that_was_not_drawn(
    sealed: Supervised, tmp_path: Path
) -> None:
    late = tmp_path / "late.toml"
    late.write_text(sealed.committee.read_text(encoding="utf-8").replace("08-05", "08-09"), encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text(late.read_text(encoding="utf-8").replace("冶金专业", "采矿专业"), encoding="utf-8")

    told = sealed.run("report", "--season", "2025", "--committee", late, "--out", tmp_path / "one")
    refused = sealed.run("report", "--season", "2025", "--committee", other, "--out", tmp_path / "two")

    assert [one["rule"] for one in told.json["content"]["committees"][0]["broken"]] == ["plan-filed"]
    assert (refused.code, refused.json["error"]["code"]) == (2, "report.not_of_season")
