"""Whole ceremonies by command line, from the plan to certificates that strangers accept."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from blind.ceremony.context import Context
from blind.ceremony.document import read_payload
from blind.dsse import Envelope
from expertpool.beijing import here
from expertpool.settings import Settings
from tests.blind.ceremony.hall import HRSS, INSPECTOR, OFFICE
from tests.party.season import DICE, Hall, Season, verified

TIERS = ("certificate.json", "certificate.restricted.json")
PAPERS = {"certificate.json", "certificate.restricted.json", "verify_draw.py", "panel.json", "panel.xlsx"} | {
    "draw-record.pdf",
    "verdicts.json",
}


@pytest.fixture
def season(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Season:
    """Three machines, one office with its database, a roster of forty."""
    return Season(tmp_path / "season", monkeypatch)


def levels(hall: Hall, out: Path | None = None) -> set[str]:
    """The level that each tier's verdict names, both checked against the pinned trust file."""
    lines = [verified(out or hall.out, trust=hall.season.trust_file, name=name) for name in TIERS]
    return {level for line in lines for level in ("M0", "M1", "M2", "M3") if level in line}


def steps(told: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((one["step"], one["by"]) for one in told["awaited"])


@pytest.mark.parametrize(
    ("assurance", "method"),
    [
        ("M2", "queue"),
        *(
            pytest.param(level, method, marks=pytest.mark.full)
            for level, method in [
                ("M1", "lottery"),
                ("M2", "lottery"),
                ("M3", "lottery"),
                ("M1", "queue"),
                ("M3", "queue"),
            ]
        ),
    ],
)
def test_ceremony_ends_in_certificates_of_its_level(season: Season, assurance: str, method: str) -> None:
    hall = season.hall(assurance=assurance, method=method)
    told = hall.sealed().drawn()
    assert (told["finished"], told["assurance"], len(told["members"])) == (True, assurance, 11)
    assert {file.name for file in hall.out.iterdir()} == PAPERS
    assert json.loads((hall.out / "panel.json").read_text(encoding="utf-8"))["assurance"] == assurance
    assert levels(hall) == {assurance}


def test_status_tells_who_countersigned_which_certificate_and_finds_one_put_in_its_place(season: Season) -> None:
    hall = season.hall(method="queue")
    hall.sealed().drawn()
    under = hall.folder / "certificate-0-restricted.json"
    hall.party(HRSS, "countersign", under)
    told = season.party(INSPECTOR, "status", hall.folder)
    digest = hashlib.sha256(under.read_bytes()).hexdigest()
    mine = {"by": HRSS, "document": "countersigned-0-restricted-hrss.json", "certificate": under.name}
    signed = {**mine, "certificate_sha256": digest, "at": here(season.now.replace(microsecond=0)).isoformat()}
    assert (told.code, told.json["countersigned"], told.json["wrong"]) == (0, [signed], [])
    assert {"step": "countersign", "by": HRSS, "document": mine["document"]} in told.json["done"]
    words = season.run("party", "status", hall.folder, who=INSPECTOR, flags=("--lang", "en"))
    assert f"Countersigned by HRSS: {under.name}" in words.out
    under.write_bytes(under.read_bytes() + b"\n")
    after = season.party(INSPECTOR, "status", hall.folder)
    found = [(one["code"], one["document"]) for one in after.json["wrong"]]
    assert (after.code, found) == (5, [("countersignature-of-other-bytes", mine["document"])])


@pytest.mark.parametrize("assurance", ["M1", pytest.param("M2", marks=pytest.mark.full), "M3"])
def test_replacement_round_ends_in_certificates_of_the_same_level(season: Season, assurance: str) -> None:
    hall = season.hall(assurance=assurance)
    first = [member["expert_no"] for member in hall.sealed().drawn()["members"]]
    hall.remove(first[2:4], reason="unreachable", signers=(OFFICE, INSPECTOR))
    told = hall.replaced(dice=assurance == "M1")
    after = [member["expert_no"] for member in told["members"]]
    assert set(first) - set(first[2:4]) < set(after)
    assert (len(after), set(after) & set(first[2:4]), told["ceremony"]["round"]) == (11, set(), 1)
    assert levels(hall, hall.out.with_name("hall-out-1")) == {assurance}


@pytest.mark.full
def test_replacement_round_of_a_queue_with_dice_at_every_round(season: Season) -> None:
    hall = season.hall(method="queue", plan=DICE.format(every="true"))
    first = [member["expert_no"] for member in hall.sealed().drawn()["members"]]
    hall.remove(first[:1])
    hall.replaced(dice=True)
    hall.remove(first[1:2])
    hall.replaced(2, dice=True)
    assert levels(hall, hall.out.with_name("hall-out-2")) == {"M2"}


def test_reserves_named_in_advance_step_in_without_new_secrets(season: Season) -> None:
    text = season.committee.read_text(encoding="utf-8").replace("seats = 11", "seats = 11\nreserves = 3")
    season.committee.write_text(text, encoding="utf-8")
    hall = season.hall()
    told = hall.sealed().drawn()
    first = [member["expert_no"] for member in told["members"]]
    reserves = [reserve["expert_no"] for reserve in told["reserves"]]
    hall.remove(first[:1])
    hall.moves()
    hall.witness("removals-1")
    hall.moves()
    hall.witness("result-1")
    after = hall.moves(out=hall.folder.with_name("after"))
    assert len(reserves) == 3
    assert {member["expert_no"] for member in after["members"]} - set(first) <= set(reserves)
    assert levels(hall, hall.folder.with_name("after")) == {"M2"}


def test_void_and_a_second_attempt_that_says_so(season: Season) -> None:
    first = season.hall()
    thrown_away = first.sealed().drawn()
    first.void("equipment")
    told = first.moves()
    assert steps(told) == [("cosign", HRSS)]
    first.witness("void")
    told = first.moves()
    assert (told["void"], told["awaited"]) == ("equipment", [])
    top = 'previous = "../hall"\n'
    second = season.hall("second", plan="")
    plan = second.folder / "ceremony.toml"
    plan.write_text(top + plan.read_text(encoding="utf-8"), encoding="utf-8")
    told = second.sealed().drawn()
    assert (told["attempt"], told["ceremony"]["attempt"]) == (2, 2)
    assert told["seed"] != thrown_away["seed"]
    assert levels(second) == {"M2"}


def test_second_attempt_cannot_begin_before_the_first_is_void_for_good(season: Season) -> None:
    first = season.hall().sealed()
    first.void("equipment", OFFICE)
    second = season.hall("second")
    plan = second.folder / "ceremony.toml"
    plan.write_text('previous = "../hall"\n' + plan.read_text(encoding="utf-8"), encoding="utf-8")
    refused = second.office()
    assert (refused.code, refused.json["error"]["code"]) == (2, "hall.previous_not_void")
    assert not (second.folder / "context.json").exists()


def test_objection_before_the_seal_lets_the_next_attempt_have_another_pool(season: Season) -> None:
    first = season.hall(method="queue")
    first.moves()
    first.void("objection", INSPECTOR, HRSS)
    first.moves()
    first.witness("void")
    rows = json.loads(season.roster.read_text(encoding="utf-8"))
    rows[5]["integrity"] = "失信"
    season.write_roster(rows)
    second = season.hall("second", method="queue")
    plan = second.folder / "ceremony.toml"
    plan.write_text('previous = "../hall"\n' + plan.read_text(encoding="utf-8"), encoding="utf-8")
    told = second.sealed().drawn()
    assert (told["candidates"], levels(second)) == (36, {"M2"})


def test_escrow_opens_for_a_party_that_does_not_reveal(season: Season) -> None:
    hall = season.hall().sealed()
    hall.moves()
    hall.reveal(HRSS)
    hall.pass_time(hours=5)
    told = hall.moves()
    assert steps(told) == [("escrow", HRSS), ("escrow", OFFICE), ("reveal", INSPECTOR)]
    for party in (OFFICE, HRSS):
        hall.party(party, "escrow", "open", hall.folder, INSPECTOR)
    assert hall.drawn()["finished"]
    assert levels(hall) == {"M2"}


def test_escrow_opened_after_the_public_number_keeps_the_level_of_a_third_source(season: Season) -> None:
    hall = season.hall(assurance="M3", method="queue").sealed()
    hall.moves()
    hall.reveal(HRSS)
    hall.pass_time(hours=9)
    for party in (OFFICE, HRSS):
        hall.party(party, "escrow", "open", hall.folder, INSPECTOR)
    assert hall.drawn()["assurance"] == "M3"
    assert levels(hall) == {"M3"}


def test_secret_revealed_after_the_public_number_was_known_is_refused(season: Season) -> None:
    hall = season.hall(assurance="M3").sealed()
    hall.moves()
    hall.reveal(HRSS)
    hall.pass_time(hours=9)
    refused = season.party(INSPECTOR, "reveal", hall.folder)
    assert refused.code == 2
    assert not (hall.folder / "reveal-inspector-0.json").exists()


def test_two_committees_of_one_name_and_year_list_each_others_seals(season: Season) -> None:
    season.hall("first", method="queue").sealed().drawn()
    second = season.hall("second", method="queue")
    plan = second.folder / "ceremony.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("年度评审", "补充评审"), encoding="utf-8")
    second.sealed().drawn()
    context = read_payload(Context, Envelope.parse((second.folder / "context.json").read_bytes()).payload)
    assert len(context.other_seals) == 1
    assert levels(second) == {"M2"}


def test_every_run_says_what_is_awaited_of_whom_and_ends_with_zero(season: Season) -> None:
    hall = season.hall(method="queue")
    assert steps(hall.moves()) == [("commit", party) for party in (HRSS, INSPECTOR, OFFICE)]
    assert hall.moves()["moved"] == []
    hall.pass_time(hours=2)
    assert hall.moves()["moved"] == ["commit-office.json"]
    hall.commit(HRSS)
    assert steps(hall.moves()) == [("commit", INSPECTOR)]
    hall.commit(INSPECTOR)
    assert hall.moves()["moved"] == ["seal.json", "seal-logged.json"]
    assert steps(hall.moves()) == [("cosign", HRSS)]
    hall.witness("seal")
    assert hall.moves()["moved"] == ["reveal-office-0.json"]
    hall.reveal()
    assert hall.moves()["moved"] == ["result-0.json", "result-0-logged.json"]
    assert not hall.out.exists()
    hall.witness("result-0")
    assert hall.moves()["finished"]
    again = hall.moves()
    assert (again["finished"], again["moved"]) == (True, [])


def test_first_run_writes_a_plan_to_fill_in_and_freezes_nothing(season: Season) -> None:
    hall = season.hall()
    (hall.folder / "ceremony.toml").unlink()
    refused = hall.office()
    assert (refused.code, refused.json["error"]["code"]) == (2, "hall.plan_written")
    assert {file.name for file in hall.folder.iterdir()} == {"ceremony.toml"}
    blank = hall.office()
    assert (blank.code, blank.json["error"]["where"]["field"]) == (2, "purpose")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"M2"', '"M4"', "rules.want_one_of"),
        ('"M2"', '"M3"', "hall.beacon_and_m3"),
        ('"M2"', '"M1"', "hall.m1_needs_dice"),
        ("rounds = 3", 'reveal_bye = "2025"', "rules.key_unknown_near"),
        ("rounds = 3", "[dice]\ncount = 5", "hall.public_chance_unfit"),
        ("rounds = 3", "[dice]\nfaces = 10", "rules.key_missing"),
        ('purpose = "年度评审"', 'purpose = "年度评审', "rules.toml_syntax"),
        ("rounds = 3", 'previous = "../nowhere"', "party.no_ceremony"),
    ],
)
def test_plan_that_does_not_fit_is_refused_with_its_key(season: Season, old: str, new: str, code: str) -> None:
    hall = season.hall()
    plan = hall.folder / "ceremony.toml"
    text = plan.read_text(encoding="utf-8")
    assert old in text
    plan.write_text(text.replace(old, new), encoding="utf-8")
    refused = hall.office()
    assert (refused.code, refused.json["error"]["code"]) == (2, code)
    assert not (hall.folder / "context.json").exists()


def test_seed_and_ceremony_exclude_each_other(season: Season) -> None:
    refused = season.hall().office("--seed", "x")
    assert (refused.code, refused.json["error"]["code"]) == (2, "draw.seed_and_ceremony")


def test_roster_changed_after_the_freeze_is_refused(season: Season) -> None:
    hall = season.hall().sealed()
    hall.moves()
    hall.reveal()
    rows = json.loads(season.roster.read_text(encoding="utf-8"))
    rows[9]["integrity"] = "失信"
    season.write_roster(rows)
    refused = hall.office()
    assert (refused.code, refused.json["error"]["code"]) == (2, "hall.roster_changed")
    assert not (hall.folder / "result-0.json").exists()


def test_option_that_contradicts_the_freeze_is_refused(season: Season) -> None:
    hall = season.hall()
    hall.moves("--tickets", "1000")
    refused = hall.office("--tickets", "2000")
    assert (refused.code, refused.json["error"]["code"]) == (2, "hall.frozen_otherwise")
    assert hall.office("--tickets", "1000").code == 0


def test_party_with_another_role_cannot_run_the_offices_side(season: Season) -> None:
    hall = season.hall()
    hall.moves()
    keys = season.home(INSPECTOR) / "party"
    refused = hall.office("--keys", str(keys))
    assert (refused.code, refused.json["error"]["code"]) == (2, "hall.not_the_office")


def test_document_changed_in_the_hall_stops_the_office(season: Season) -> None:
    hall = season.hall()
    hall.moves()
    hall.pass_time(hours=2)
    hall.commit()
    file = hall.folder / "commit-hrss.json"
    file.write_bytes(file.read_bytes()[:-40] + b"A" * 38 + file.read_bytes()[-2:])
    assert hall.office().code == 5


def test_no_compliant_panel_is_explained_before_anything_is_frozen(season: Season) -> None:
    text = season.committee.read_text(encoding="utf-8").replace("max_per_employer = 3", "max_per_employer = 1")
    season.committee.write_text(text, encoding="utf-8")
    hall = season.hall()
    ran = hall.office()
    assert (ran.code, len(ran.json["clash"]) >= 1) == (3, True)
    assert {file.name for file in hall.out.iterdir()} == {"explanation.json", "explanation.txt"}
    assert {file.name for file in hall.folder.iterdir()} == {"ceremony.toml"}


def test_ledger_holds_every_step_and_verifies(season: Season) -> None:
    hall = season.hall()
    first = hall.sealed().drawn()["members"]
    hall.remove([first[0]["expert_no"]])
    hall.replaced()
    told = season.run(
        "ledger", "verify", "--trust", season.trust_file, "--head", hall.folder / "result-1-cosigned.note"
    )
    assert (told.code, told.json["findings"]) == (0, [])
    kinds = [entry["kind"] for entry in season.run("ledger", "show").json["entries"]]
    assert [kind for kind in kinds if kind.startswith("draw:")] == [
        "draw:ceremony:sealed",
        "draw:panel:seated",
        "draw:result:recorded",
        "draw:removals:listed",
        "draw:panel:seated",
        "draw:result:recorded",
    ]
    file = Settings.embedded(season.home(OFFICE)).home / "expertpool.sqlite3"
    with closing(sqlite3.connect(file)) as base:
        assert base.execute("SELECT attempt, method, assurance FROM draw ORDER BY id").fetchall() == [
            (1, "lottery", "M2"),
            (2, "queue", "M2"),
        ]


def test_ledger_that_the_witness_has_seen_further_is_proven_anew(season: Season) -> None:
    """Between the seal's entry and the witness's visit the ledger grew, and the witness signed its longer head."""
    hall = season.hall()
    hall.moves()
    hall.pass_time(hours=2)
    hall.commit()
    hall.moves()
    season.run("draw", "--roster", season.roster, "--committee", season.committee, "--out", season.folder / "other")
    head = season.folder / "head.note"
    size = season.run("ledger", "checkpoint", "--out", head).json["size"]
    assert season.party(HRSS, "witness", head).code == 0
    assert season.party(HRSS, "witness", hall.folder / "seal-logged.json").code == 5
    assert hall.moves("--since", str(size))["moved"] == ["seal-logged.json"]
    hall.witness("seal")
    hall.drawn()
    assert levels(hall) == {"M2"}


def test_record_to_sign_names_the_level(season: Season) -> None:
    hall = season.hall(method="queue")
    hall.sealed().drawn()
    with closing(pypdfium2.PdfDocument(hall.out / "draw-record.pdf")) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "M2" in text
    assert "M0" not in text


def test_public_number_that_two_read_differently_is_not_recorded(season: Season) -> None:
    hall = season.hall(assurance="M3").sealed()
    hall.moves()
    hall.reveal()
    hall.season.now = hall.known_after + timedelta(minutes=1)
    notice = season.folder / "notice.txt"
    notice.write_text("0712233", encoding="utf-8")
    hall.party(HRSS, "beacon", hall.folder, "0712233", "--evidence", notice)
    assert season.party(INSPECTOR, "beacon", hall.folder, "0712234", "--evidence", notice).code == 2
    assert hall.moves()["moved"] == []
