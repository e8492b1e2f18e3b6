"""Attacks V1 to V10 and S1 to S10 with the attacker's real means: the office's database, its folders, its keys.

The attacker is the server's administrator: reads and writes every table and file of the office's machine and of the
folders that travel, and holds the office's own trustee key. What the attacker has not are the machines of HRSS,
inspector and experts.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from blind import dsse
from blind.ceremony import names
from blind.dsse import Envelope
from blind.encoding import canonical, strict_parse
from blind.envelope import seal_to_pairs
from blind.scoresheet.sealed import PAYLOAD_TYPE, SealedSheet, context
from blind.scoresheet.sheet import Place, Sheet, padded
from blind.vault import Vault, seal_map
from expertpool.actions.release_packets import release_packets
from expertpool.actions.write_entry import write_entry
from expertpool.commands.circumstances import now
from expertpool.db import open_session
from expertpool.desk.keys import open_keys
from expertpool.models import Kind
from expertpool.party.keys import open_keys as open_party_keys
from expertpool.party.sealing_keys import sealing_keys
from expertpool.party.third_consent import CONSENT_FORMAT, CONSENT_TYPE
from expertpool.queries.review import group_of
from expertpool.results.replay import set_aside
from expertpool.reviewing.closed_round import HALVES_TYPE
from expertpool.reviewing.submission import submission
from tests.blind.review_room import hostile_envelope
from tests.commands.review_town import EXPERTS, GROUP, PACKETS, Review
from tests.party.town import PASSPHRASE

KEYS = dict(zip(PACKETS, ("A-2025-001", "A-2025-002", "A-2025-003"), strict=True))


def database(review: Review) -> Path:
    return review.machine("office") / "expertpool.sqlite3"


def tampered(review: Review, statement: str, *values: Any) -> None:
    """A change past the program, tripwires and all."""
    with sqlite3.connect(database(review)) as connection:
        connection.execute(statement, values)
        assert connection.total_changes > 0


def everything_stored(review: Review) -> dict[str, bytes]:
    """Every file of the office's machine and of the folders that travel, the database's log included."""
    roots = (review.machine("office"), review.review, review.out)
    return {str(path): path.read_bytes() for root in roots for path in root.rglob("*") if path.is_file()}


def verified(review: Review) -> set[str]:
    """What an audit of the ledger finds."""
    ran = review.run("office", "ledger", "verify", "--json")
    return {one["code"] for one in ran.json["findings"]}


# --- the vault --------------------------------------------------------------------------------------------------------


def sealed_vault(review: Review, *, order: tuple[str, ...] = PACKETS) -> Path:
    """The map as ``blind`` leaves it, released into the ledger."""
    holders = sealing_keys(review.trust())
    numbers = iter(range(1, 10_000))
    fresh = lambda size: next(numbers).to_bytes(size, "big")  # noqa: E731  # dice of this test
    vault = Vault(
        b"\x09" * 16, seal_map({one: KEYS[one] for one in order}, holders, vault_id=b"\x09" * 16, fresh=fresh)
    )
    path = review.out / "vault.json"
    path.write_bytes(vault.to_bytes())
    with open_session(review.settings) as session:
        release_packets(session, decisions={}, packets={}, manifest=vault.manifest, at=now(), actor="王")
        session.commit()
    return path


def counted(review: Review, *codenames: str) -> None:
    """A count of these candidates on record, as a meeting leaves it."""
    body = {"by": "王", "facts": {"agreed": True, "candidates": sorted(codenames)}, "records": []}
    with open_session(review.settings) as session:
        write_entry(session, kind=Kind.BALLOT_COUNTED, scope="c-1", actor="office", at=now(), body=body)
        session.commit()


def asked(
    review: Review, vault: Path, *, purpose: str = "results", folder: str = "unseal", named: tuple[str, ...] = PACKETS
) -> Path:
    """A request on record and witnessed."""
    where = review.folder / folder
    words = [word for one in named for word in ("--codename", one)]
    made = review.ok("office", "vault", "ask", vault, "--folder", where, "--purpose", purpose, *words, "--by", "王")
    review.witness(made["logged"])
    return where


def approve(review: Review, holder: str, folder: Path, vault: Path) -> Any:
    request = json.loads((folder / "request.json").read_bytes())
    from blind.vault_request import Request

    code = Request.parse(canonical(request)).code
    return review.run(holder, "party", "unseal", folder, "--vault", vault, "--confirm", code, *review.typed(), "--json")


def join(review: Review, folder: Path, vault: Path, name: str = "names.json") -> Any:
    where = ("--folder", folder, "--trust", review.trust_file, "--out", review.folder / name)
    return review.run("office", "vault", "join", vault, *where, "--json")


@pytest.fixture
def counted_review(witnessed_review: Review) -> Review:
    """Scores closed and witnessed, every packet counted."""
    witnessed_review.halves()
    witnessed_review.unseal()
    sealed_vault(witnessed_review)
    counted(witnessed_review, *PACKETS)
    return witnessed_review


def vault_of(review: Review) -> Path:
    return review.out / "vault.json"


def test_the_map_opens_with_two_holders_after_closing_and_count(counted_review: Review) -> None:
    review, vault = counted_review, vault_of(counted_review)
    folder = asked(review, vault)
    for holder in ("hrss", "inspector"):
        assert approve(review, holder, folder, vault).code == 0
    found = join(review, folder, vault).json
    assert (found["ok"], found["count"], found["flagged"]) == (True, 3, False)
    out = review.folder / "names.json"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert {one["codename"]: one["key"] for one in json.loads(out.read_text())["names"]} == KEYS
    assert not join(review, folder, vault).json["first"]
    assert verified(review) == set()


def test_v1_no_application_key_and_no_expert_beside_a_codename_in_any_table_log_or_file(counted_review: Review) -> None:
    review = counted_review

    def telling() -> list[str]:
        """Files that hold an application key, by name or by content; packets and readers stand in many."""
        stored = everything_stored(review)
        return [
            path for path, data in stored.items() if any(one in path or one.encode() in data for one in KEYS.values())
        ]

    assert telling() == []
    planted = review.machine("office") / "logs" / "office.log"
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(f"released {PACKETS[0]} of {KEYS[PACKETS[0]]}", encoding="utf-8")
    assert telling() == [str(planted)]
    with sqlite3.connect(database(review)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [str(row) for table in tables for row in connection.execute(f'SELECT * FROM "{table}"')]  # noqa: S608  # names from the database itself
    assert len(tables) > 20 and len(rows) > 40
    named = [[row for row in rows if any(one in row for one in names)] for names in (PACKETS, EXPERTS)]
    assert all(named)
    assert [row for row in named[0] if row in named[1]] == []


def test_v2_one_holder_alone_opens_nothing(counted_review: Review) -> None:
    review, vault = counted_review, vault_of(counted_review)
    folder = asked(review, vault)
    approve(review, "office", folder, vault)
    shutil.copy(folder / "approval-office.json", folder / "approval-hrss.json")
    ran = join(review, folder, vault)
    assert (ran.code, ran.json["error"]["code"]) == (2, "vault.approvals_missing")
    assert not (review.folder / "names.json").exists()


def test_v3_v4_a_record_exchanged_taken_away_or_put_in_is_refused_by_every_machine(counted_review: Review) -> None:
    review, vault = counted_review, vault_of(counted_review)
    folder = asked(review, vault)
    sound = Vault.parse(vault.read_bytes())
    one, other, third = PACKETS
    swapped = {**sound.records, one: sound.records[other], other: sound.records[one]}
    fewer = {one: sound.records[one], other: sound.records[other]}
    more = {**sound.records, "9999-9999": sound.records[third]}
    for records in (swapped, fewer, more):
        changed = review.folder / "changed.json"
        changed.write_bytes(Vault(sound.vault_id, records, sound.facts).to_bytes())
        ran = approve(review, "hrss", folder, changed)
        assert (ran.code, ran.json["error"]["code"]) == (5, "scores.fault.vault-not-released")
        where = ("--folder", review.folder / "other", "--purpose", "results", "--codename", one)
        assert review.refused("office", "vault", "ask", changed, *where) == (5, "vault.not_released")


def test_v5_no_record_opens_before_scores_are_closed_and_counted(review: Review) -> None:
    vault = sealed_vault(review)
    where = ("--folder", review.folder / "unseal", "--purpose", "results", "--codename", PACKETS[0])
    assert review.refused("office", "vault", "ask", vault, *where) == (2, "vault.scores_open")
    review.score_all()
    review.witness(review.close()["logged"])
    assert review.refused("office", "vault", "ask", vault, *where) == (2, "vault.not_counted")
    counted(review, PACKETS[1])
    assert review.refused("office", "vault", "ask", vault, *where) == (2, "vault.not_counted")


def test_v5_a_holder_refuses_although_the_offices_program_was_changed(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = sealed_vault(review)
    with monkeypatch.context() as patch:
        patch.setattr("expertpool.commands.vault._refuse_early", lambda *_: None)
        folder = asked(review, vault)
    ran = approve(review, "hrss", folder, vault)
    assert (ran.code, ran.json["error"]["code"]) == (5, "scores.fault.scores-open")
    assert not (folder / "approval-hrss.json").exists()


def test_v5_a_complaint_may_come_at_any_time_and_is_flagged(review: Review) -> None:
    vault = sealed_vault(review)
    folder = asked(review, vault, purpose="complaint", named=PACKETS[:1])
    for holder in ("hrss", "inspector"):
        assert approve(review, holder, folder, vault).code == 0
    assert join(review, folder, vault).json["flagged"]
    assert verified(review) == set()


def test_v6_a_list_changed_after_the_approvals_opens_nothing(counted_review: Review) -> None:
    review, vault = counted_review, vault_of(counted_review)
    folder = asked(review, vault, named=PACKETS[:1])
    for holder in ("hrss", "inspector"):
        approve(review, holder, folder, vault)
    said = strict_parse((folder / "request.json").read_bytes())
    (folder / "request.json").write_bytes(canonical({**said, "codenames": list(PACKETS)}))
    ran = join(review, folder, vault)
    assert (ran.code, ran.json["error"]["code"]) == (5, "scores.fault.request-not-logged")


def test_v7_approvals_of_one_request_serve_no_other(counted_review: Review) -> None:
    review, vault = counted_review, vault_of(counted_review)
    first = asked(review, vault)
    for holder in ("hrss", "inspector"):
        approve(review, holder, first, vault)
    assert join(review, first, vault).code == 0
    review.ok(
        "office",
        "vault",
        "ask",
        vault,
        "--folder",
        review.folder / "second",
        "--purpose",
        "results",
        "--since",
        "0",
        *("--codename", PACKETS[0]),
    )
    second = review.folder / "second"
    shutil.copy(first / names.cosigned("request"), review.folder / "old.note")
    for holder in ("hrss", "inspector"):
        shutil.copy(first / f"approval-{holder}.json", second)
    proof = review.ok(
        "office", "ledger", "checkpoint", "--out", review.folder / "head.note", "--since", str(witnessed_size(review))
    )
    review.ok(
        "hrss",
        "party",
        "witness",
        proof["checkpoint"],
        proof["consistency"],
        "--out",
        second / names.cosigned("request"),
        *review.typed(),
    )
    ran = join(review, second, vault, "again.json")
    assert (ran.code, ran.json["error"]["code"]) == (5, "scores.fault.other-request")
    assert not (review.folder / "again.json").exists()


def witnessed_size(review: Review) -> int:
    return int((review.machine("office") / "party" / "witnessed-size").read_text())


def test_v8_the_vaults_bytes_are_as_long_and_in_the_same_order_whatever_the_intake(review: Review) -> None:
    first = sealed_vault(review).read_bytes()
    second = sealed_vault(review, order=PACKETS[::-1]).read_bytes()
    assert len(first) == len(second)
    assert list(Vault.parse(first).records) == list(Vault.parse(second).records) == sorted(PACKETS)


def test_v9_any_two_holders_open_when_the_third_is_lost(counted_review: Review) -> None:
    review, vault = counted_review, vault_of(counted_review)
    folder = asked(review, vault)
    shutil.rmtree(review.machine("inspector"))
    for holder in ("office", "hrss"):
        approve(review, holder, folder, vault)
    assert join(review, folder, vault).json["count"] == 3


def test_v10_a_changed_approval_is_an_error_and_gives_no_name(counted_review: Review) -> None:
    review, vault = counted_review, vault_of(counted_review)
    folder = asked(review, vault)
    for holder in ("hrss", "inspector"):
        approve(review, holder, folder, vault)
    path = folder / "approval-hrss.json"
    data = path.read_bytes()
    for at in range(30, len(data), len(data) // 12):
        path.write_bytes(data[:at] + (b"A" if data[at : at + 1] != b"A" else b"B") + data[at + 1 :])
        assert join(review, folder, vault).code in (2, 5)
        assert not (review.folder / "names.json").exists()


# --- the scores -------------------------------------------------------------------------------------------------------


def test_s1_no_mark_and_no_reason_stands_in_any_table_log_or_file_of_the_office(review: Review) -> None:
    review.submit(review.sealed("E0001", {PACKETS[0]: "61.5", PACKETS[1]: "62.5"}))
    stored = everything_stored(review)
    with sqlite3.connect(database(review)) as connection:
        documents = [one.encode() for (one,) in connection.execute("SELECT document FROM sealed_scoresheet")]
    stored |= {f"sheet {at}": Envelope.parse(one).payload for at, one in enumerate(documents)}
    secrets = ('":6150', "61.5", "材料第三页")
    assert len(documents) == 2
    assert [path for path, data in stored.items() for text in secrets if text.encode() in data] == []


def test_s1_the_offices_own_trustee_key_opens_nothing_before_the_closing_is_witnessed(review: Review) -> None:
    review.score_all()
    review.close()
    assert review.refused("office", "party", "open-scores", review.review, *review.typed()) == (
        2,
        "scores.not_cosigned",
    )
    assert review.refused("hrss", "party", "open-scores", review.review, *review.typed()) == (2, "scores.not_cosigned")


def test_s1_a_head_cosigned_by_a_stranger_opens_nothing(witnessed_review: Review) -> None:
    path = witnessed_review.review / "closed" / "round-1" / "closing-cosigned.note"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:-1]))
    ran = witnessed_review.run(
        "hrss", "party", "open-scores", witnessed_review.review, *witnessed_review.typed(), "--json"
    )
    assert ran.code == 5
    assert not (path.parent / "halves").exists()


def test_s1_status_says_how_many_are_due_and_nothing_else(review: Review) -> None:
    review.submit(review.sealed("E0001", dict.fromkeys(PACKETS, 70)))
    assert review.ok("office", "scores", "status") == {
        "ok": True,
        "groups": [{"group": GROUP, "due": 6, "closed": False}],
    }


def test_s2_an_old_version_handed_in_again_changes_nothing(review: Review) -> None:
    first = review.sealed("E0001", {PACKETS[0]: 70})
    old = first.read_bytes()
    second = review.sealed("E0001", {PACKETS[0]: 75}, name="second.json")
    assert review.submit(first, second).code == 0
    first.write_bytes(old)
    again = review.submit(first).json["documents"]
    assert [one["again"] for one in again] == [True]
    with sqlite3.connect(database(review)) as connection:
        assert connection.execute("SELECT count(*) FROM sealed_scoresheet").fetchone() == (2,)


def sealed_by_own_program(review: Review, expert: str, packet: str, what: str) -> Path:
    """What an expert's genuine key signs and another program than ours sealed, as a file for the office."""
    keys = open_keys(review.machine(expert) / "reader", lambda: review.passphrase.read_text(encoding="utf-8"))
    with open_session(review.settings, reading=True) as session:
        seen = group_of(session, GROUP)
    reader = review.codes[expert]
    place = Place(group=GROUP, packet=seen.packets[packet], reader=reader, rubric=seen.rubric.hash, version=1)
    top = 10**6 if what == "outside-form" else 9000
    sheet = Sheet(place=place, marks={one.code: top for one in seen.rubric.indicators}, salt=bytes(32))
    commitment = bytes(32) if what == "changed" else sheet.commitment
    sealed_to: dict[str, Any] = {"context": context(place, commitment)}
    if what == "unopened":
        envelope = hostile_envelope(padded(sheet), trustees=seen.trustees, **sealed_to)
    else:
        envelope = seal_to_pairs(padded(sheet), seen.trustees, fresh=secrets.token_bytes, **sealed_to)
    record = SealedSheet(place, commitment, envelope).to_bytes()
    document = dsse.sign(record, payload_type=PAYLOAD_TYPE, signers=[keys.signer])
    path = review.folder / f"{expert}-{what}.json"
    path.write_bytes(submission([document.to_bytes()]))
    return path


def scored_but_for_one(review: Review, what: str) -> None:
    """Everybody scores everything soundly; the first expert's sheet for the first packet is a hostile one."""
    assert review.submit(sealed_by_own_program(review, "E0001", PACKETS[0], what)).code == 0
    review.submit(review.sealed("E0001", dict.fromkeys(PACKETS[1:], 70)))
    review.submit(*(review.sealed(one, dict.fromkeys(PACKETS, 80)) for one in ("E0002", "E0003")))
    review.witness(review.close()["logged"])


@pytest.mark.parametrize("what", ["outside-form", "changed"])
def test_s9_marks_outside_the_form_by_a_true_device_are_left_out_and_everybody_elses_open(
    review: Review, what: str
) -> None:
    """The office cannot see it coming, for it sees no mark; it must not stop the group, and must not count."""
    scored_but_for_one(review, what)
    review.halves()
    told = review.unseal()
    assert (told["sheets"], told["set_aside"]) == (8, [{"packet": PACKETS[0], "why": what}])
    listed = json.loads((review.folder / "opened" / "set-aside.json").read_text(encoding="utf-8"))["set_aside"]
    assert [(one["packet"], one["reader"], one["why"]) for one in listed] == [(PACKETS[0], review.codes["E0001"], what)]
    own = review.folder / "opened" / "own" / f"{review.codes['E0001']}.json"
    assert json.loads(own.read_text(encoding="utf-8"))["set_aside"] == listed
    with open_session(review.settings, reading=True) as session:
        seen = group_of(session, GROUP)
        assert [set_aside(session, seen, name) for name in PACKETS] == [1, 0, 0]
    shown = b"".join((review.folder / "opened" / name).read_bytes() for name in ("scores.csv", "linked.csv"))
    assert shown.count(PACKETS[0].encode()) == 4
    assert verified(review) == set()


def test_s9_a_sheet_that_nobody_can_open_waits_for_the_third_trustee_and_another_reader_is_drawn(
    review: Review,
) -> None:
    scored_but_for_one(review, "unopened")
    review.halves("hrss", "inspector")
    where = ("--review", review.review, "--trust", review.trust_file, "--out", review.folder / "opened")
    assert review.refused("office", "scores", "unseal", GROUP, *where) == (2, "scores.third_needed")
    assert not (review.folder / "opened").exists()
    alone = ("scores", "unseal", GROUP, *where[:4], "--out", review.folder / "x", "--without-third")
    assert review.refused("office", *alone) == (2, "scores.no_consent")
    agreeing = ("party", "open-scores", review.review, "--without-third", "电脑已毁", *review.typed())
    assert review.refused("office", *agreeing) == (2, "party.consent_of_office")
    review.ok("hrss", *agreeing)
    early = review.ok("office", *alone)
    assert early["without_third"] == {"1": "hrss"}
    review.halves("office")
    told = review.unseal()
    assert (told["sheets"], told["set_aside"]) == (8, [{"packet": PACKETS[0], "why": "unopened"}])
    assert early["digest"] == told["digest"]
    linked = review.folder / "opened" / "linked.csv"
    given = ("--assignment", review.assignment, "--scores", linked)
    assert review.ok("office", "scores", "extra", GROUP, *given)["causes"] == {"method": 1}
    assert review.ok("office", "scores", "extra", GROUP, *given)["packets"] == []
    review.hand_out(review.codes)
    review.submit(review.sealed("E0004", {PACKETS[0]: 75}))
    review.witness(review.close()["logged"])
    review.halves("hrss", "inspector", "office")
    assert review.unseal()["sheets"] == 9
    combined = ("--plan", review.plan, "--out", review.folder / "r")
    results = review.ok("office", "scores", "combine", linked, *combined)["results"]
    assert {one["packet"]: (one["state"], len(one["scores"])) for one in results} == dict.fromkeys(
        PACKETS, ("final", 3)
    )
    assert verified(review) == set()


@pytest.mark.parametrize("forged", ["by-office", "other-closing", "office-renamed"])
def test_s5_one_person_sets_no_sheet_aside_by_writing_the_second_persons_consent(review: Review, forged: str) -> None:
    """The office's administrator holds the folder and the office's key, and neither the inspector's nor HRSS's."""
    scored_but_for_one(review, "unopened")
    review.halves("hrss", "inspector")
    closed = review.review / "closed" / "round-1"
    said = {"closing": hashlib.sha256((closed / "closing.json").read_bytes()).hexdigest()}
    said |= {"format": CONSENT_FORMAT, "holder": "inspector", "reason": "电脑已毁"}
    signer = open_party_keys(review.machine("office") / "party", lambda: PASSPHRASE).signer
    if forged == "other-closing":
        said["closing"] = "00" * 32
        signer = open_party_keys(review.machine("inspector") / "party", lambda: PASSPHRASE).signer
    if forged == "office-renamed":
        said["holder"] = "office"
    signed = dsse.sign(canonical(said), payload_type=CONSENT_TYPE, signers=[signer]).to_bytes()
    (closed / "without-third").mkdir()
    (closed / "without-third" / "inspector.json").write_bytes(signed)
    assert review.refused("office", *unsealing(review), "--without-third") == (2, "scores.no_consent")
    assert not (review.folder / "opened").exists()


def halves_file(review: Review, holder: str) -> Path:
    """Where a trustee's halves of the first round lie."""
    return review.review / "closed" / "round-1" / "halves" / f"{holder}.json"


def rewritten(review: Review, holder: str, change: Callable[[dict[str, Any]], None], *, by: str) -> None:
    """A trustee's file with other halves in it, signed by the keys of party ``by``; unsigned where there is none."""
    path = halves_file(review, holder)
    said = strict_parse(Envelope.parse(path.read_bytes()).payload)
    change(said)
    if not by:
        path.write_bytes(canonical(said))
        return
    keys = open_party_keys(review.machine(by) / "party", lambda: PASSPHRASE)
    path.write_bytes(dsse.sign(canonical(said), payload_type=HALVES_TYPE, signers=[keys.signer]).to_bytes())


def keep_back(sheets: int) -> Callable[[dict[str, Any]], None]:
    """No halves for so many sheets."""

    def change(said: dict[str, Any]) -> None:
        for one in said["sheets"][:sheets]:
            one["halves"] = []

    return change


def wrong_values(said: dict[str, Any]) -> None:
    """Halves of the right shape that open nothing."""
    for one in said["sheets"]:
        one["halves"] = [
            canonical({**strict_parse(half.encode()), "value": "ab" * 32}).decode() for half in one["halves"]
        ]


def unsealing(review: Review) -> tuple[str | Path, ...]:
    """The words of the office's opening."""
    where = ("--review", review.review, "--trust", review.trust_file, "--out", review.folder / "opened")
    return ("scores", "unseal", GROUP, *where)


def test_s5_a_trustee_who_keeps_halves_back_is_outvoted_by_the_third_and_named(witnessed_review: Review) -> None:
    """A trustee who has seen the others' halves knows every score before handing over own ones."""
    review = witnessed_review
    review.halves("hrss", "inspector")
    rewritten(review, "inspector", keep_back(1), by="inspector")
    assert review.refused("office", *unsealing(review)) == (2, "scores.third_needed")
    review.halves("office")
    told = review.unseal()
    assert (told["sheets"], told["set_aside"]) == (9, [])
    assert told["halves"]["contradicting"] == [{"round": 1, "holder": "inspector", "sheets": 1}]
    rewritten(review, "inspector", keep_back(9), by="inspector")
    halves_file(review, "office").unlink()
    assert review.refused("office", *unsealing(review), "--without-third") == (5, "scores.halves_wrong")


def test_s5_a_listed_sheet_under_a_signature_that_is_not_its_readers_is_refused(witnessed_review: Review) -> None:
    """The closing lists what was sealed; who sealed it only the reader's own signature says."""
    review = witnessed_review
    review.halves()
    path = review.review / "closed" / "round-1" / "sheets.json"
    said = strict_parse(path.read_bytes())
    keys = open_party_keys(review.machine("office") / "party", lambda: PASSPHRASE)
    first = Envelope.parse(canonical(said["documents"][0]))
    signed = dsse.sign(first.payload, payload_type=first.payload_type, signers=[keys.signer])
    said["documents"][0] = strict_parse(signed.to_bytes())
    path.write_bytes(canonical(said))
    assert review.refused("office", *unsealing(review))[0] == 5
    assert not (review.folder / "opened").exists()


@pytest.mark.parametrize("signed_by", ["office", "hrss"])
def test_s5_forged_halves_under_another_trustees_name_are_named_set_aside_and_blamed_on_nobody(
    witnessed_review: Review, signed_by: str
) -> None:
    """The office carries the folder, but has no key of the inspector's, and cannot speak for the inspector."""
    review = witnessed_review
    review.halves("hrss", "inspector")
    rewritten(review, "inspector", wrong_values, by=signed_by)
    assert review.refused("office", *unsealing(review)) == (5, "scores.halves_forged")
    assert not (review.folder / "opened").exists()
    review.halves("office")
    told = review.unseal()
    aside = [{"round": 1, "file": "inspector.json", "why": "key-of-another-role"}]
    assert (told["sheets"], told["halves"]) == (9, {"set_aside": aside, "unsigned": [], "contradicting": []})
    forged = halves_file(review, "inspector").read_bytes()
    review.halves("inspector")
    assert forged in [one.read_bytes() for one in halves_file(review, "inspector").parent.glob("inspector.json.*")]
    assert review.unseal()["halves"] == {"set_aside": [], "unsigned": [], "contradicting": []}


def test_s5_a_trustee_who_signs_wrong_halves_is_named_by_own_signature(witnessed_review: Review) -> None:
    review = witnessed_review
    review.halves("hrss", "inspector", "office")
    rewritten(review, "inspector", wrong_values, by="inspector")
    told = review.unseal()
    named = [{"round": 1, "holder": "inspector", "sheets": 9}]
    assert (told["sheets"], told["halves"]["contradicting"]) == (9, named)


def test_s5_unsigned_halves_of_an_older_release_open_and_nobody_answers_for_them(witnessed_review: Review) -> None:
    """They can open nothing wrongly, for a sheet's envelope fixes its key; but they are no third trustee's word."""
    review = witnessed_review
    review.halves("hrss", "inspector")
    rewritten(review, "inspector", keep_back(0), by="")
    told = review.unseal()
    assert (told["sheets"], told["halves"]["unsigned"]) == (9, [{"round": 1, "holder": "inspector"}])
    rewritten_office = halves_file(review, "office")
    rewritten_office.write_bytes(halves_file(review, "inspector").read_bytes().replace(b'"inspector"', b'"office"'))
    review.halves("inspector")
    rewritten(review, "inspector", keep_back(1), by="inspector")
    assert review.refused("office", *unsealing(review)) == (2, "scores.third_needed")


@pytest.mark.parametrize("field", ["packet", "group", "reader", "version"])
def test_s2_a_sheet_moved_to_another_place_keeps_its_signature_and_is_refused(review: Review, field: str) -> None:
    """The office, which carries the file, points the sheet elsewhere; what it has not is the reader's device."""
    path = review.sealed("E0001", {PACKETS[0]: 70})
    sent = strict_parse(path.read_bytes())
    (document,) = sent["documents"]
    said = strict_parse(Envelope.parse(canonical(document)).payload)
    place = said["place"]
    other = {"packet": "ab" * 32, "group": "2025/other", "reader": review.codes["E0002"], "version": 2}
    said["place"] = {**place, field: other[field]}
    assert said["place"] != place
    moved = replace(Envelope.parse(canonical(document)), payload=canonical(said))
    path.write_bytes(canonical({**sent, "documents": [strict_parse(moved.to_bytes())]}))
    found = review.submit(path)
    taken = [one for one in found.json.get("documents", []) if one["ok"]]
    assert (found.code, taken) == (2, [])
    with sqlite3.connect(database(review)) as connection:
        assert connection.execute("SELECT count(*) FROM sealed_scoresheet").fetchone() == (0,)


def test_s3_another_file_under_the_same_codename_is_noticed_when_the_packets_are_made(review: Review) -> None:
    path = review.out / "packets" / PACKETS[0] / "packet.pdf"
    path.write_bytes(b"%PDF-1.4 another")
    for bundle in (review.review / "readers").iterdir():
        bundle.unlink()
    where = ("--packets", review.out, "--review", review.review)
    assert review.refused("office", "scores", "bundles", GROUP, *where) == (5, "scores.packet_changed")


def test_s4_a_sheet_the_server_dropped_is_named_by_its_reader(review: Review) -> None:
    review.score_all()
    with sqlite3.connect(database(review)) as connection:
        (victim,) = connection.execute("SELECT hash FROM sealed_scoresheet ORDER BY hash LIMIT 1").fetchone()
    tampered(review, "DELETE FROM sealed_scoresheet WHERE hash = ?", victim)
    assert verified(review) == {"entry-without-record"}
    review.witness(review.close("--despite-missing")["logged"])
    found = [
        packet
        for expert in EXPERTS[:3]
        for packet in review.run(expert, "reader", "receipts", review.review, *review.typed(), "--json").json[
            "left_out"
        ]
    ]
    assert len(found) == 1


def test_s5_an_opened_sheet_that_was_altered_is_not_the_one_its_reader_sealed(witnessed_review: Review) -> None:
    review = witnessed_review
    review.halves()
    review.unseal()
    own = review.folder / "opened" / "own" / f"{review.codes['E0001']}.json"
    said = json.loads(own.read_text(encoding="utf-8"))
    sheet = json.loads(said["sheets"][0])
    sheet["marks"]["ability"] = 9500
    said["sheets"][0] = canonical(sheet).decode()
    own.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    ran = review.run("E0001", "reader", "compare", own, *review.typed(), "--json")
    assert (ran.code, len(ran.json["changed"]), len(ran.json["same"])) == (5, 1, 2)


def test_s5_a_sealed_sheet_exchanged_in_the_folder_is_refused_by_the_trustees(witnessed_review: Review) -> None:
    path = witnessed_review.review / "closed" / "round-1" / "sheets.json"
    record = strict_parse(path.read_bytes())
    record["documents"][0] = record["documents"][1]
    path.write_bytes(canonical(record))
    ran = witnessed_review.run(
        "hrss", "party", "open-scores", witnessed_review.review, *witnessed_review.typed(), "--json"
    )
    assert (ran.code, ran.json["error"]["code"]) == (5, "scores.fault.sheets-differ-from-closing")


def test_s6_no_sheet_comes_in_after_the_closing(witnessed_review: Review) -> None:
    late = witnessed_review.sealed("E0001", {PACKETS[0]: 95}, name="late.json")
    found = witnessed_review.submit(late)
    codes = [one.get("code") for one in found.json["documents"] if not one["ok"]]
    assert (found.code, codes) == (2, ["scores-closed"])
    with sqlite3.connect(database(witnessed_review)) as connection:
        assert connection.execute("SELECT count(*) FROM sealed_scoresheet").fetchone() == (9,)


def test_s6_a_row_put_in_past_the_program_is_found_and_does_not_count(witnessed_review: Review) -> None:
    review = witnessed_review
    late = review.sealed("E0001", {PACKETS[0]: 95}, name="late.json")
    document = strict_parse(late.read_bytes())["documents"][-1]
    tampered(review, "INSERT INTO sealed_scoresheet VALUES ('aa', ?, 1, ?)", GROUP, canonical(document).decode())
    assert "record-without-entry" in verified(review)
    review.halves()
    assert review.unseal()["sheets"] == 9


def test_s7_a_revoked_key_signs_nothing_and_never_comes_back(review: Review) -> None:
    taken = review.sealed("E0001", {PACKETS[0]: 70})
    assert review.submit(taken).code == 0
    review.ok("office", "scores", "revoke", GROUP, "--expert", "E0001")
    stale = review.sealed("E0001", {PACKETS[1]: 70}, name="stale.json")
    codes = {one["code"] for one in review.submit(stale).json["documents"] if not one["ok"]}
    assert codes == {"key-not-pinned"}
    public = review.machine("E0001") / "reader" / "reader-public.json"
    assert review.refused("office", "scores", "enrol", GROUP, public, "--expert", "E0001") == (2, "scores.key_used")
    assert review.ok("office", "scores", "status")["groups"][0]["due"] == 8


def test_s7_one_expert_cannot_be_enrolled_with_anothers_key(review: Review) -> None:
    review.ok("office", "scores", "revoke", GROUP, "--expert", "E0002")
    public = review.machine("E0001") / "reader" / "reader-public.json"
    assert review.refused("office", "scores", "enrol", GROUP, public, "--expert", "E0002") == (2, "scores.key_used")


def test_s8_a_form_changed_mid_way_is_found_and_its_sheets_are_refused(review: Review) -> None:
    with sqlite3.connect(database(review)) as connection:
        (rubric,) = connection.execute("SELECT rubric FROM review_group").fetchone()
    changed = canonical({**strict_parse(rubric.encode()), "version": 2}).decode()
    tampered(review, "UPDATE review_group SET rubric = ?", changed)
    assert verified(review) == {"record-changed"}
    codes = {one["code"] for one in review.submit(review.sealed("E0001", {PACKETS[0]: 70})).json["documents"]}
    assert codes == {"other-rubric"}


def test_s8_a_reader_refuses_a_second_packet_with_another_form(review: Review) -> None:
    with sqlite3.connect(database(review)) as connection:
        (rubric,) = connection.execute("SELECT rubric FROM review_group").fetchone()
    tampered(
        review,
        "UPDATE review_group SET rubric = ?",
        canonical({**strict_parse(rubric.encode()), "version": 2}).decode(),
    )
    bundle = next(path for path in review.bundles() if path.name.startswith(review.codes["E0001"]))
    where = ("--out", review.folder / "x", *review.typed())
    assert review.refused("E0001", "reader", "open", bundle, *where) == (2, "reader.task_changed")


def test_s1_a_reader_refuses_trustees_that_the_trust_file_does_not_name(review: Review) -> None:
    with sqlite3.connect(database(review)) as connection:
        (text,) = connection.execute("SELECT trustees FROM review_group").fetchone()
    trustees = json.loads(text)
    from blind.keys.x25519 import public_of

    tampered(
        review, "UPDATE review_group SET trustees = ?", json.dumps({**trustees, "hrss": public_of(b"\x42" * 32).hex()})
    )
    bundle = next(path for path in review.bundles() if path.name.startswith(review.codes["E0001"]))
    where = ("--out", review.folder / "x", *review.typed())
    assert review.refused("E0001", "reader", "open", bundle, *where) == (5, "reader.other_trustees")


def test_s10_every_stored_sheet_is_equally_long_and_its_row_knows_no_time(review: Review) -> None:
    review.submit(review.sealed("E0001", {PACKETS[0]: 70, PACKETS[1]: "99.5"}))
    review.submit(review.sealed("E0002", {PACKETS[0]: 70}))
    with sqlite3.connect(database(review)) as connection:
        rows = connection.execute("SELECT length(document) FROM sealed_scoresheet").fetchall()
        columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(sealed_scoresheet)")]
    assert len(rows) == 3 and len(set(rows)) == 1
    assert columns == ["hash", "group_id", "round", "document"]


def test_two_worlds_whose_applicants_are_exchanged_look_the_same_to_every_expert(review: Review) -> None:
    """Nothing an expert gets depends on the map: bundles are made from packets, and the map lies in the vault alone."""
    sealed_vault(review)
    before = {path.name: path.stat().st_size for path in (review.review / "readers").iterdir()}
    swapped = dict(zip(PACKETS, reversed(list(KEYS.values())), strict=True))
    vault = Vault(b"\x09" * 16, seal_map(swapped, sealing_keys(review.trust()), vault_id=b"\x09" * 16, fresh=bytes_of))
    vault_of(review).write_bytes(vault.to_bytes())
    for path in (review.review / "readers").iterdir():
        path.unlink()
    assert {path.name: path.stat().st_size for path in review.bundles()} == before


def bytes_of(size: int) -> bytes:
    """Any bytes."""
    return b"\x07" * size


def test_sheets_read_back_are_those_that_were_opened(witnessed_review: Review) -> None:
    witnessed_review.halves()
    witnessed_review.unseal()
    own = witnessed_review.folder / "opened" / "own"
    read = [Sheet.parse(one.encode()) for path in own.iterdir() for one in json.loads(path.read_text())["sheets"]]
    assert sorted({one.place.reader for one in read}) == sorted(path.stem for path in own.iterdir())
