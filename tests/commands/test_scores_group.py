"""A group scored from end to end over files: opened, read offline, sealed, closed, witnessed, opened, combined."""

from __future__ import annotations

import csv
import json
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlmodel import Session

from expertpool.actions.add_readings import add_readings
from expertpool.commands.circumstances import now
from expertpool.commands.scores_extra import redrawn
from expertpool.db import open_session
from expertpool.errors import Refusal
from expertpool.models import Committee, Meeting, Ranking, Result, ReviewReader
from expertpool.queries.extra_readers import draws
from expertpool.queries.review import group_of, weakly_sealed
from expertpool.queries.score_sealing import ScoreSealing, score_sealing
from tests.commands.review_town import EXPERTS, GROUP, PACKETS, Review


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def committee_that_ranked(session: Session, packets: Sequence[str]) -> int:
    """The row of a committee in whose one meeting these packets were ranked twice, the first time without the last."""
    committee = Committee(name="冶金高评委", year=2025, series="工程", level="副高级")
    session.add(committee)
    session.flush()
    held = {"held_on": now().date(), "seats": 7, "committee_file": "", "people": "[]", "called_at": now()}
    meeting = Meeting(committee_id=committee.id or 0, number=1, **held)
    session.add(meeting)
    session.flush()
    for number, ranked in enumerate((packets[:-1], packets), start=1):
        by: dict[str, Any] = {"held_on": now().date(), "places": {}, "made_by": "王", "made_at": now()}
        ranking = Ranking(meeting_id=meeting.id or 0, number=number, **by)
        session.add(ranking)
        session.flush()
        session.add_all(
            Result(ranking_id=ranking.id or 0, codename=name, group_id=GROUP, scores=[], standing="in")
            for name in ranked
        )
    session.flush()
    return committee.id or 0


def test_a_group_is_scored_from_opening_to_results(review: Review) -> None:
    codes = review.codes
    files = review.score_all()
    review.witness(review.close()["logged"])
    review.halves()
    found = review.unseal()
    assert (found["sheets"], found["rounds"], found["sealed_at_rest_only"]) == (9, 1, 0)
    table = rows(review.folder / "opened" / "scores.csv")
    assert sorted({row["评审专家"] for row in table}) == ["E1", "E2", "E3"]
    assert sorted(row["得分"] for row in table) == [*["70.00"] * 3, *["80.00"] * 3, *["90.00"] * 3]
    shown = (review.folder / "opened" / "scores.csv").read_text() + (
        review.folder / "opened" / "linked.csv"
    ).read_text()
    assert [code for code in codes.values() if code in shown] == []
    combined = review.ok(
        "office",
        "scores",
        "combine",
        review.folder / "opened" / "linked.csv",
        "--plan",
        review.plan,
        "--out",
        review.folder / "r",
    )
    assert {(one["result"], one["above"]) for one in combined["results"]} == {("80.00", True)}
    again = review.ok(
        "office",
        "scores",
        "combine",
        review.folder / "opened" / "scores.xlsx",
        "--plan",
        review.plan,
        "--out",
        review.folder / "s",
    )
    assert again["results"] != [] and len(files) == 3
    book = openpyxl.load_workbook(review.folder / "r" / "results.xlsx")
    assert [page.title for page in book.worksheets] == ["结果", "参考意见（不影响结果）"]
    review.audit()


def test_each_expert_finds_every_sheet_counted_and_opened_as_it_was_sealed(witnessed_review: Review) -> None:
    review = witnessed_review
    codes = review.codes
    review.halves("office", "hrss")
    review.unseal()
    for expert in EXPERTS[:3]:
        seen = review.ok(expert, "reader", "receipts", review.review, *review.typed())
        assert (len(seen["receipts"]), seen["left_out"]) == (3, [])
        own = review.folder / "opened" / "own" / f"{codes[expert]}.json"
        assert stat.S_IMODE(own.stat().st_mode) == 0o600
        assert review.ok(expert, "reader", "compare", own, *review.typed())["same"] == sorted(PACKETS)


def test_opening_the_scores_again_gives_the_same_files_and_no_second_entry(witnessed_review: Review) -> None:
    review = witnessed_review
    review.halves()
    review.unseal()
    first = {path.name: path.read_bytes() for path in (review.folder / "opened").iterdir() if path.is_file()}
    review.unseal()
    second = {path.name: path.read_bytes() for path in (review.folder / "opened").iterdir() if path.is_file()}
    first.pop("scores.xlsx"), second.pop("scores.xlsx")
    assert first == second
    kinds = [one["kind"] for one in review.ok("office", "ledger", "show", "--last", "99")["entries"]]
    assert kinds.count("score:group:unsealed") == 1


def test_the_same_file_handed_in_twice_changes_nothing(review: Review) -> None:
    file = review.sealed("E0001", dict.fromkeys(PACKETS, 70))
    first, second = review.submit(file).json, review.submit(file, file).json
    assert [one["receipt"] for one in first["documents"]] == [one["receipt"] for one in second["documents"][:3]]
    assert {one["again"] for one in second["documents"]} == {True}
    assert review.ok("office", "scores", "status", GROUP)["groups"] == [{"group": GROUP, "due": 6, "closed": False}]
    review.audit()


def test_a_later_version_takes_the_place_of_an_earlier_one(review: Review) -> None:
    review.submit(review.sealed("E0001", dict.fromkeys(PACKETS, 70)))
    assert review.submit(review.sealed("E0001", {PACKETS[0]: 75}, name="later.json")).code == 0
    kept = review.ok("E0001", "reader", "receipts", *review.typed())["receipts"]
    assert {one["packet"]: one["version"] for one in kept} == {PACKETS[0]: 2, PACKETS[1]: 1, PACKETS[2]: 1}


def test_sealing_the_same_sheet_again_makes_no_new_version(review: Review) -> None:
    first = review.sealed("E0001", dict.fromkeys(PACKETS, 70)).read_bytes()
    assert review.sealed("E0001", dict.fromkeys(PACKETS, 70)).read_bytes() == first


@pytest.mark.parametrize(
    ("mark", "reason", "code"),
    [
        ("100.5", "r", "reader.fault.mark-outside-scale"),
        ("-5", "r", "reader.fault.not_points"),
        ("NaN", "r", "reader.fault.not_points"),
        ("1e3", "r", "reader.fault.not_points"),
        ("99999999999999999999", "r", "reader.fault.not_points"),
        ("70.25", "r", "reader.fault.mark-outside-scale"),
        ("100", "", "reader.fault.reason-missing-at-extreme"),
        ("80", "长" * 301, "reader.fault.reason-too-long"),
    ],
)
def test_s9_every_faulty_cell_is_named_and_nothing_is_sealed(review: Review, mark: str, reason: str, code: str) -> None:
    sheet = review.fill("E0001", {PACKETS[0]: mark}, reason)
    ran = review.run("E0001", "reader", "check", sheet, *review.typed(), "--json")
    assert (ran.code, {one["code"] for one in ran.json["problems"]}) == (2, {code})
    cells = [one["cell"] for one in ran.json["problems"]]
    assert cells == [f"{'G' if 'reason' in code else 'F'}{row}" for row in range(2, 12)]
    out = review.desk("E0001") / "none.json"
    assert review.run("E0001", "reader", "seal", sheet, "--out", out, *review.typed(), "--json").code == 2
    assert not out.exists()


def test_drafts_are_kept_in_versions_and_come_back(review: Review) -> None:
    for mark in ("61.5", "62.5"):
        review.run("E0001", "reader", "check", review.fill("E0001", {PACKETS[0]: mark}), *review.typed())
    held = b"".join(path.read_bytes() for path in review.machine("E0001").rglob("*") if path.is_file())
    assert [text for text in ("61.5", ":6150", '"6150', "材料第三页") if text.encode() in held] == []
    review.sheet("E0001").unlink()
    found = review.ok("E0001", "reader", "drafts", "--restore", "1", "--out", review.desk("E0001"), *review.typed())
    assert found["drafts"] == [1, 2]
    page = openpyxl.load_workbook(review.sheet("E0001")).worksheets[0]
    assert {row[5].value for row in page.iter_rows(min_row=2, max_row=11)} == {"61.5"}


def test_a_recognised_dossier_is_given_back_and_another_reader_drawn_from_the_seed(review: Review) -> None:
    codes = review.codes
    out = review.desk("E0001") / "back.json"
    review.ok("E0001", "reader", "recognise", PACKETS[0], "--out", out, *review.typed())
    assert review.submit(out).json["documents"][0]["recognised"] == PACKETS[0]
    assert review.submit(out).json["documents"][0]["again"]
    assert review.ok("office", "scores", "status")["groups"][0]["due"] == 8
    drawn = review.ok("office", "scores", "extra", GROUP, "--assignment", review.assignment)
    assert (drawn["packets"], drawn["causes"]) == ([PACKETS[0]], {"recognised": 1})
    assert review.ok("office", "scores", "extra", GROUP, "--assignment", review.assignment)["packets"] == []
    assert review.ok("office", "scores", "extra", GROUP, "--check")["drawn"] == 1
    review.hand_out(codes)
    review.submit(review.sealed("E0004", {PACKETS[0]: 85}))
    for expert, names in (("E0001", PACKETS[1:]), ("E0002", PACKETS), ("E0003", PACKETS)):
        assert review.submit(review.sealed(expert, dict.fromkeys(names, 80), name="rest.json")).code == 0
    assert review.close()["missing"] == 0
    review.audit()


def test_readers_wide_apart_bring_an_extra_reader_in_a_round_of_its_own(review: Review) -> None:
    codes = review.codes
    review.score_all({"E0001": 60, "E0002": 80, "E0003": 90})
    review.witness(review.close()["logged"])
    review.halves()
    review.unseal()
    linked = review.folder / "opened" / "linked.csv"
    drawn = review.ok("office", "scores", "extra", GROUP, "--assignment", review.assignment, "--scores", linked)
    assert (drawn["packets"], drawn["causes"]) == (sorted(PACKETS), {"wide-apart": 3})
    (bundle,) = review.bundles()
    review.ok("E0004", "reader", "open", bundle, "--out", review.desk("E0004"), *review.typed())
    assert bundle.name.startswith(codes["E0004"])
    review.submit(review.sealed("E0004", dict.fromkeys(PACKETS, 70)))
    second = review.close()
    assert (second["round"], second["sheets"]) == (2, 3)
    review.witness(second["logged"])
    review.halves("hrss", "office")
    assert review.unseal()["sheets"] == 12
    assert review.ok("E0001", "reader", "receipts", review.review, *review.typed())["left_out"] == []
    assert review.ok("office", "scores", "extra", GROUP, "--check")["ok"]
    review.audit()


def test_a_task_says_neither_round_nor_cause_nor_any_other_reader(review: Review) -> None:
    codes = review.codes
    from expertpool.desk.keys import open_keys
    from expertpool.reviewing.bundle import open_bundle

    keys = open_keys(review.machine("E0001") / "reader", lambda: review.passphrase.read_text(encoding="utf-8"))
    (path,) = (review.review / "readers").glob(f"{codes['E0001']}-*.bundle")
    task, files = open_bundle(path.read_bytes(), keys.seal_secret)
    said = json.loads(task.to_bytes())
    assert sorted(said) == ["format", "group", "packets", "reader", "rubric", "title", "trustees"]
    assert [code for one, code in codes.items() if one != "E0001" and code.encode() in task.to_bytes()] == []
    assert sorted(files) == sorted(PACKETS)


def test_a_sheet_typed_from_paper_is_marked_in_every_result(review: Review) -> None:
    review.ok("office", "scores", "revoke", GROUP, "--expert", "E0001")
    review.sheet("E0001").unlink()
    review.ok("office", "scores", "form", GROUP, "--expert", "E0001", "--out", review.sheet("E0001"))
    typed = review.fill("E0001", {PACKETS[0]: 70})
    assert review.ok("office", "scores", "enter", GROUP, typed, "--expert", "E0001")["taken"] == 1
    again = review.ok("office", "scores", "enter", GROUP, typed, "--expert", "E0001")
    assert (again["taken"], again["again"]) == (0, 1)
    assert review.refused("office", "scores", "enter", GROUP, typed, "--expert", "E0002") == (2, "scores.key_there")
    review.submit(*(review.sealed(one, dict.fromkeys(PACKETS, 80)) for one in ("E0002", "E0003")))
    assert review.refused("office", "scores", "close", GROUP, "--review", review.review) == (2, "scores.still_due")
    assert review.close("--despite-missing")["missing"] == 2
    review.witness(review.review / "closed" / "round-1" / "closing-logged.json")
    review.halves()
    assert review.unseal()["sealed_at_rest_only"] == 1
    linked = review.folder / "opened" / "linked.csv"
    found = review.ok("office", "scores", "combine", linked, "--plan", review.plan, "--out", review.folder / "r")
    marked = {one["packet"]: one["sealed_at_rest_only"] for one in found["results"]}
    assert marked == {PACKETS[0]: True, PACKETS[1]: False, PACKETS[2]: False}
    with open_session(review.settings, reading=True) as session:
        assert weakly_sealed(session, [GROUP]) == {PACKETS[0]}
    with open_session(review.settings) as session:
        told = score_sealing(session, committee_that_ranked(session, PACKETS))
        assert told == ScoreSealing(packets=3, at_rest_only=1)
    review.audit()


def test_a_reader_who_hands_nothing_in_is_made_up_for_by_an_extra_one(review: Review) -> None:
    review.submit(*(review.sealed(one, dict.fromkeys(PACKETS, 80)) for one in ("E0001", "E0002")))
    review.witness(review.close("--despite-missing")["logged"])
    review.halves()
    review.unseal()
    given = ("--assignment", review.assignment, "--scores", review.folder / "opened" / "linked.csv")
    drawn = review.ok("office", "scores", "extra", GROUP, *given)
    assert (drawn["packets"], drawn["causes"]) == (sorted(PACKETS), {"method": 3})
    review.hand_out(review.codes)
    assert review.submit(review.sealed("E0004", dict.fromkeys(PACKETS, 70))).code == 0
    assert review.close()["missing"] == 0


def test_two_lost_sheets_of_one_packet_are_made_up_for_in_one_round(review: Review) -> None:
    """One reader recognises the dossier, another never hands in: both successors are drawn together, and again so."""
    with open_session(review.settings) as session:
        session.add(ReviewReader(group_id=GROUP, code="RZZZZZZ", expert_no="E0005"))
        session.commit()
    given_back(review)
    review.submit(*(review.sealed(one, dict.fromkeys(PACKETS[1:], 80), name="b.json") for one in ("E0001", "E0003")))
    review.submit(review.sealed("E0002", dict.fromkeys(PACKETS, 80)))
    review.witness(review.close("--despite-missing")["logged"])
    review.halves()
    review.unseal()
    given = ("--assignment", review.assignment, "--scores", review.folder / "opened" / "linked.csv")
    drawn = review.ok("office", "scores", "extra", GROUP, *given)
    assert (drawn["packets"], drawn["readers"]) == ([PACKETS[0]], 2)
    assert drawn["causes"] == {"method": 1, "recognised": 1}
    with open_session(review.settings, reading=True) as session:
        seen = group_of(session, GROUP)
    second = {seen.readers[one.reader] for one in seen.tasks if one.round == 2}
    assert (second, sorted(one.turn for one in seen.tasks if one.round == 2)) == ({"E0004", "E0005"}, [4, 5])
    assert review.ok("office", "scores", "extra", GROUP, *given)["packets"] == []
    assert review.ok("office", "scores", "extra", GROUP, "--check")["drawn"] == 2
    with open_session(review.settings, reading=True) as session:
        recorded = list(draws(session, GROUP))
    recorded[0]["drawn"].reverse()
    assert redrawn(seen, recorded) == {PACKETS[0]}


def written(review: Review, **fields: Any) -> Path:
    """The assignment with other fields, as a file of its own."""
    path = review.folder / "other.json"
    path.write_text(json.dumps(json.loads(review.assignment.read_text()) | fields), encoding="utf-8")
    return path


def given_back(review: Review) -> None:
    out = review.desk("E0001") / "back.json"
    review.ok("E0001", "reader", "recognise", PACKETS[0], "--out", out, *review.typed())
    review.submit(out)


def test_nobody_is_drawn_as_extra_reader_whom_a_hidden_conflict_may_bar(review: Review) -> None:
    """Conflicts found by application key stand in no file: whoever had no chance of a packet may be one of them."""
    given_back(review)
    units = json.loads(review.assignment.read_text())["chances"]["pairs"]
    hidden = written(review, recused=1)
    assert review.refused("office", "scores", "extra", GROUP, "--assignment", hidden) == (3, "scores.nobody_left")
    chance = written(review, recused=1, chances={"whole": 1, "pairs": {**units, PACKETS[0]: {"E0004": 1}}})
    assert review.ok("office", "scores", "extra", GROUP, "--assignment", chance)["packets"] == [PACKETS[0]]


def test_an_extra_reader_is_of_the_packets_own_group(review: Review) -> None:
    given_back(review)
    firms = {"民营": {"packets": [PACKETS[0]], "experts": list(EXPERTS[:3])}}
    apart = written(review, groups=firms)
    assert review.refused("office", "scores", "extra", GROUP, "--assignment", apart) == (3, "scores.nobody_left")
    other = written(review, groups={"民营": {"packets": [PACKETS[1]], "experts": list(EXPERTS[:3])}})
    assert review.ok("office", "scores", "extra", GROUP, "--assignment", other)["packets"] == [PACKETS[0]]


def test_hidden_conflicts_are_kept_written_nowhere_and_needed_to_draw_again(review: Review) -> None:
    given_back(review)
    with open_session(review.settings) as session:
        seen = group_of(session, GROUP)
        given: dict[str, Any] = {"barred": [], "at": now(), "actor": "王"}
        with pytest.raises(Refusal, match="nobody_left"):
            add_readings(session, seen, {PACKETS[0]: ["recognised"]}, hidden=[(PACKETS[0], "E0004")], **given)
        hidden = frozenset({(PACKETS[0], "E0001"), (PACKETS[1], "E0004")})
        assert list(add_readings(session, seen, {PACKETS[0]: ["recognised"]}, hidden=hidden, **given)) == [PACKETS[0]]
        session.commit()
        seen, recorded = group_of(session, GROUP), list(draws(session, GROUP))
    assert (recorded[0]["barred"], recorded[0]["hidden"]) == ([], True)
    barring = frozenset({(PACKETS[0], "E0004")})
    assert [redrawn(seen, recorded, known) for known in (None, hidden, barring)] == [set(), set(), {PACKETS[0]}]
    ran = review.run("office", "scores", "extra", GROUP, "--check", "--json")
    assert (ran.code, ran.json["ok"], ran.json["unproven"]) == (6, False, 1)
    half = ("--assignment", review.assignment, "--packets", review.out)
    assert review.refused("office", "scores", "extra", GROUP, *half) == (2, "scores.conflicts_with_packets")
