"""Attacks B1 to B14 on a ballot as it really runs: against the database, the box, the folder and people's machines.

The administrator of the office has the server's files, keys and database; a member has a device; the inspector and each
trustee have machines of their own, which nobody else can read. Every test says who tries what, and who finds it.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from blind import dsse
from blind.ballot.definition import Ballot
from blind.ballot.token import PAYLOAD_TYPE, Token, ask, message_of
from blind.ballot.vote import vote
from blind.blind_rsa import TokenSecret, blind_sign, finalize, prepare
from blind.blind_rsa import blind as blinded
from blind.encoding import canonical
from blind.keys.ed25519 import Ed25519Signer
from expertpool.__main__ import main
from expertpool.party.ballot_folder import CLOSED, DEFINITION, VOTES, read_votes, votes_bytes
from expertpool.party.issuing import answer_bytes
from expertpool.party.keys import open_keys
from expertpool.party.token_key import token_secret
from expertpool.reviewing.box_file import BOX, SLOTS
from tests.ballots.chamber import CANDIDATES, MEMBERS, PASSPHRASE, Chamber, every_byte
from tests.ballots.conftest import chamber as chamber  # noqa: PLC0414  # fixtures come by name
from tests.ballots.conftest import closed as closed  # noqa: PLC0414  # fixtures come by name
from tests.ballots.conftest import closed_folder as closed_folder  # noqa: PLC0414  # fixtures come by name
from tests.ballots.conftest import founded as founded  # noqa: PLC0414  # fixtures come by name
from tests.ballots.conftest import opened as opened  # noqa: PLC0414  # fixtures come by name
from tests.ballots.conftest import opened_folder as opened_folder  # noqa: PLC0414  # fixtures come by name
from tests.ballots.conftest import voted as voted  # noqa: PLC0414  # fixtures come by name
from tests.ballots.conftest import voted_folder as voted_folder  # noqa: PLC0414  # fixtures come by name

HEX = re.compile(rb"[0-9a-f]{16,}")
ONE = CANDIDATES[0]


def in_box(room: Chamber) -> list[str]:
    """Receipts of the votes in the open box."""
    return sorted(one.hash.hex() for one in room.box.read().votes.values())


def database(room: Chamber) -> Path:
    return room.office / "expertpool.sqlite3"


def past_the_program(room: Chamber, *statements: str) -> None:
    """Statements at the database itself, with the tripwires taken away."""
    with closing(sqlite3.connect(database(room))) as raw, raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert raw.execute(statement).rowcount > 0, statement


def findings(room: Chamber) -> list[tuple[str, str]]:
    """What ``ledger verify`` finds, with the record."""
    told = room.run("office", "ledger", "verify").json
    return [(one["code"], (one["record"] or {}).get("table", "")) for one in told["findings"]]


def inspectors_secret(room: Chamber) -> TokenSecret:
    """The token key, stolen from the inspector's machine together with the passphrase."""
    from expertpool.party.attendance import PartyHome
    from tests.conftest import AT

    folder = room.machine("inspector") / "party"
    home = PartyHome(folder, folder, lambda: PASSPHRASE, bytes, AT)
    return token_secret(home, room.ballot.ballot().ballot_id)


def minted(ballot: Ballot, key: TokenSecret, candidate: str = ONE) -> Token:
    """A token that whoever holds ``key`` makes for nobody on the roll."""
    import secrets

    own = secrets.token_bytes(32)
    prepared = prepare(message_of(ballot, candidate, Ed25519Signer(own).verifier.public), secrets.token_bytes)
    hidden = blinded(key.public, prepared, secrets.token_bytes)
    signed = blind_sign(key, hidden.message, secrets.token_bytes)
    return Token(candidate, own, prepared, finalize(key.public, prepared, signed, hidden.inverse))


def other_key() -> TokenSecret:
    numbers = generate_private_key(65537, 3072).private_numbers()
    return TokenSecret(numbers.p, numbers.q)


def slip_into_box(room: Chamber, change: Callable[[bytes], bytes]) -> None:
    """The administrator rewrites the box with the keys that lie beside it."""
    box = room.box.read()
    votes = read_votes(change(votes_bytes(box.votes.values())))
    held = {one.public: one for one in votes}
    room.box.write(replace(box, votes={public: held[public] for public in sorted(held)}))


def added(token: Token, ballot: Ballot) -> Callable[[bytes], bytes]:
    import secrets

    more = vote(ballot, token, "yes", secrets.token_bytes)
    return lambda data: votes_bytes([*read_votes(data), more])


def test_b1_a_member_who_resets_the_device_cannot_vote_again(voted: Chamber) -> None:
    before = in_box(voted)
    (voted.device("M02").home / "voted.sealed").unlink()
    again = voted.seal("M02", dict.fromkeys(CANDIDATES, "no"))
    assert voted.refused("office", "ballot", "cast", voted.ballot.path, again) == (5, "ballot.wrong.token-spent")
    assert in_box(voted) == before
    assert again.exists()


def test_b1_two_tablets_at_once_spend_a_token_once(voted: Chamber) -> None:
    """M06 seals twice on a device that was reset, and both files reach the box in the same moment."""
    before, files = set(in_box(voted)), []
    for choice in ("yes", "no"):
        path = voted.seal("M06", dict.fromkeys(voted.ballot.ballot().votes_on("M06"), choice))
        files.append(path.rename(path.with_name(f"{choice}.json")))
        (voted.device("M06").home / "voted.sealed").unlink()
    receipts = [{one.hash.hex() for one in read_votes(path.read_bytes())} for path in files]
    start, go = os.pipe()
    children = []
    for path in files:
        child = os.fork()
        if child == 0:
            os.read(start, 1)
            os._exit(main(["ballot", "cast", str(voted.ballot.path), str(path), "--home", str(voted.office), "--json"]))
        children.append(child)
    os.write(go, b"xx")
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert sorted(codes) == [0, 5]
    assert set(in_box(voted)) - before == receipts[codes.index(0)]


def test_b1_a_member_who_asks_anew_gets_no_second_tokens(voted: Chamber) -> None:
    own = voted.device("M02")
    (own.home / "asked.sealed").unlink()
    voted.ballot.file("requests", "M02.json").unlink()
    own.ask(seen=own.ballot.fingerprint)
    ran = voted.run("inspector", "party", "issue-tokens", voted.ballot.path)
    assert (ran.code, ran.json["refused"]) == (5, {"M02": "token-issued-already"})


def test_b2_votes_of_another_ballot_are_refused_at_the_box(voted: Chamber) -> None:
    other = replace(voted.ballot.ballot(), ballot_id=bytes(16))
    import secrets

    forged = vote(other, minted(other, inspectors_secret(voted)), "yes", secrets.token_bytes)
    path = voted.folder / "other.json"
    path.write_bytes(votes_bytes([forged]))
    assert voted.refused("office", "ballot", "cast", voted.ballot.path, path) == (5, "ballot.wrong.other-ballot")


def test_b3_a_vote_minted_by_the_administrator_stops_the_closing(voted: Chamber) -> None:
    """The administrator writes it into the box past every check, signed with a key of his own."""
    ballot, own = voted.ballot.ballot(), other_key()
    mine = replace(ballot, token_key=own.public)
    token = minted(mine, own)
    slip_into_box(voted, added(token, ballot))
    voted.done("inspector", "party", "issue-tokens", voted.ballot.path, "--close")
    code, why = voted.refused("office", "ballot", "close", voted.ballot.path)
    assert (code, why) == (5, "ballot.wrong.wrong-token-signature")
    assert not voted.ballot.has(CLOSED, "closing.json")


def test_b3_with_the_inspectors_stolen_key_the_numbers_do_not_come_out(opened: Chamber) -> None:
    opened.ask(*MEMBERS[1:4])
    for member in MEMBERS[1:4]:
        opened.cast(member)
    slip_into_box(opened, added(minted(opened.ballot.ballot(), inspectors_secret(opened)), opened.ballot.ballot()))
    opened.done("inspector", "party", "issue-tokens", opened.ballot.path, "--close")
    code, why = opened.refused("office", "ballot", "close", opened.ballot.path)
    assert (code, why) == (5, "ballot.wrong.more-votes-than-tokens")


def test_b3_a_vote_written_into_the_database_is_found_by_ledger_and_tally(closed: Chamber) -> None:
    closed.witness()
    closed.open_box("hrss", "office")
    past_the_program(closed, "INSERT INTO ballot_vote SELECT ballot_id, 'ff' || hash, vote FROM ballot_vote LIMIT 1")
    assert findings(closed) == [("record-changed", "ballot")]
    words = ("ballot", "tally", closed.ballot.path, "--out", closed.folder / "results")
    assert closed.refused("office", *words) == (5, "ballot.database_differs")


def test_b4_an_absent_member_gets_no_tokens_whoever_asks(opened: Chamber) -> None:
    ballot = opened.ballot.ballot()
    assert "M07" not in ballot.roll
    words = ("ballot", "ask", opened.ballot.path, "--fingerprint", ballot.fingerprint)
    assert opened.refused("M07", *words) == (2, "ballot.device_of_nobody")
    record = {"ballot": ballot.hash.hex(), "blinded": ["00"], "format": "expertpool-token-request/1", "member": "M07"}
    signed = dsse.sign(canonical(record), payload_type=PAYLOAD_TYPE, signers=[opened.key("M07").signer])
    opened.ballot.put(signed.to_bytes(), "requests", "M07.json")
    ran = opened.run("inspector", "party", "issue-tokens", opened.ballot.path)
    assert (ran.code, ran.json["refused"]) == (5, {"M07": "not-on-the-roll"})
    assert not opened.ballot.has("tokens", "M07.json")


def test_b5_the_office_cannot_put_its_own_device_in_a_members_place(voted: Chamber) -> None:
    """The definition is exchanged on the stick after the inspector saw it and the wall was written."""
    ballot, wall = voted.ballot.ballot(), voted.ballot.ballot().fingerprint
    devices = {**ballot.devices, "M06": Ed25519Signer(bytes([9]) * 32).verifier}
    voted.ballot.file(DEFINITION).write_bytes(replace(ballot, devices=devices).to_bytes())
    words = ("party", "issue-tokens", voted.ballot.path)
    assert voted.refused("inspector", *words) == (5, "ballot.other_definition")
    seen = ("ballot", "ask", voted.ballot.path, "--fingerprint", wall)
    assert voted.refused("M02", *seen) == (5, "ballot.other_fingerprint")
    assert voted.refused("M06", *seen) == (2, "ballot.device_of_nobody")


def test_b5_one_member_cannot_ask_in_anothers_name(opened: Chamber) -> None:
    import secrets

    _, request = ask(opened.ballot.ballot(), "M03", device=opened.key("M04").signer, fresh=secrets.token_bytes)
    opened.ballot.put(request, "requests", "M03.json")
    ran = opened.run("inspector", "party", "issue-tokens", opened.ballot.path)
    assert (ran.code, ran.json["refused"]) == (5, {"M03": "key-not-pinned"})


def test_b5_no_vote_and_no_token_after_the_closing(voted: Chamber) -> None:
    late = voted.seal("M06", dict.fromkeys(CANDIDATES, "yes"))
    voted.close()
    assert voted.refused("office", "ballot", "cast", voted.ballot.path, late) == (2, "ballot.wrong.ballot-closed")
    with closing(sqlite3.connect(database(voted))) as raw:
        assert raw.execute("SELECT count(*) FROM ballot_vote").fetchone() == (14,)


def test_b5_a_request_after_the_inspector_closed_is_not_answered(opened: Chamber) -> None:
    opened.ask("M01", "M02")
    opened.done("inspector", "party", "issue-tokens", opened.ballot.path, "--close")
    opened.device("M03").ask(seen=opened.ballot.ballot().fingerprint)
    ran = opened.run("inspector", "party", "issue-tokens", opened.ballot.path)
    assert (ran.code, ran.json["refused"]) == (5, {"M03": "ballot-closed"})


def test_b6_a_vote_dropped_from_the_box_is_missed_by_its_member(voted: Chamber) -> None:
    gone = voted.device("M05").receipts()[ONE]
    slip_into_box(voted, lambda data: votes_bytes(one for one in read_votes(data) if one.hash != gone))
    voted.close()
    ran = voted.run("M05", "ballot", "receipts", voted.ballot.path)
    assert (ran.code, ran.json["missing"]) == (5, [ONE])
    assert voted.done("M02", "ballot", "receipts", voted.ballot.path)["missing"] == []


def test_b6_a_vote_dropped_after_the_closing_opens_for_no_trustee(closed: Chamber) -> None:
    closed.witness()
    path = closed.ballot.file(CLOSED, VOTES)
    path.write_bytes(votes_bytes(closed.ballot.votes()[1:]))
    words = ("party", "open-ballot", closed.ballot.path)
    assert closed.refused("hrss", *words) == (5, "ballot.wrong.not-the-whole-box")
    past_the_program(closed, "DELETE FROM ballot_vote WHERE hash = (SELECT min(hash) FROM ballot_vote)")
    assert findings(closed) == [("record-changed", "ballot")]


def test_b7_a_changed_vote_is_found_in_folder_and_database(closed: Chamber) -> None:
    closed.witness()
    path, votes = closed.ballot.file(CLOSED, VOTES), closed.ballot.votes()
    other = replace(votes[0], sealed=votes[1].sealed)
    path.write_bytes(votes_bytes([other, *votes[1:]]))
    words = ("party", "open-ballot", closed.ballot.path)
    assert closed.refused("inspector", *words) == (5, "ballot.wrong.wrong-signature")
    changed = other.to_bytes().decode()
    past_the_program(closed, f"UPDATE ballot_vote SET vote = '{changed}' WHERE hash = '{votes[0].hash.hex()}'")  # noqa: S608  # the intruder's own statement
    assert findings(closed) == [("record-changed", "ballot")]


def test_b7_a_changed_box_is_refused_as_a_whole(voted: Chamber) -> None:
    path = voted.box.folder / BOX
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    late = voted.seal("M06", dict.fromkeys(CANDIDATES, "yes"))
    assert voted.refused("office", "ballot", "cast", voted.ballot.path, late) == (5, "ballot.box_damaged")


def test_b8_no_trustee_opens_before_the_closing_is_witnessed(voted: Chamber) -> None:
    words = ("party", "open-ballot", voted.ballot.path)
    assert voted.refused("hrss", *words)[0] == 2
    voted.close()
    assert voted.refused("hrss", *words) == (2, "ballot.not_witnessed")
    note = json.loads(voted.ballot.content(CLOSED, "closing-logged.json"))["checkpoint"]
    voted.ballot.put(note.encode(), CLOSED, "closing-cosigned.note")
    assert voted.refused("hrss", *words)[0] == 5
    assert not voted.ballot.has("halves", "hrss.json")


def test_b8_a_closing_other_than_the_witnessed_one_opens_nothing(closed: Chamber) -> None:
    """The office shows the trustees a closing that leaves one vote out."""
    closed.witness()
    record, gone = closed.ballot.closing(), closed.ballot.votes()[0]
    slots = tuple(replace(one, votes=tuple(hash for hash in one.votes if hash != gone.hash)) for one in record.slots)
    closed.ballot.file(CLOSED, "closing.json").write_bytes(replace(record, slots=slots).to_bytes())
    closed.ballot.file(CLOSED, VOTES).write_bytes(votes_bytes(closed.ballot.votes()[1:]))
    words = ("party", "open-ballot", closed.ballot.path)
    assert closed.refused("hrss", *words) == (5, "ballot.wrong.body-changed")


def test_b9_one_trustee_alone_opens_nothing(closed: Chamber) -> None:
    closed.witness()
    closed.open_box("office")
    words = ("ballot", "tally", closed.ballot.path, "--out", closed.folder / "results")
    assert closed.refused("office", *words) == (2, "ballot.too_few_opened")
    copy = closed.ballot.content("halves", "office.json")
    closed.ballot.put(copy, "halves", "hrss.json")
    assert closed.refused("office", *words)[0] == 5


@pytest.mark.parametrize("lost", ["hrss", "inspector", "office"])
def test_b9_one_trustee_lost_stops_nothing(closed: Chamber, lost: str) -> None:
    closed.witness()
    closed.open_box(*({"hrss", "inspector", "office"} - {lost}))
    assert [one["yes"] for one in closed.tally()["outcomes"]] == [3, 0, 4]


def test_b10_a_key_made_for_one_voter_shows_on_the_wall_and_in_the_answers(opened: Chamber) -> None:
    """The office gives M02 a stick with a definition whose token key recognises M02's votes."""
    genuine, wall, own = opened.ballot.ballot(), opened.ballot.ballot().fingerprint, other_key()
    tagged = replace(genuine, token_key=own.public)
    assert tagged.fingerprint != wall
    opened.ballot.file(DEFINITION).write_bytes(tagged.to_bytes())
    words = ("ballot", "ask", opened.ballot.path, "--fingerprint", wall)
    assert opened.refused("M02", *words) == (5, "ballot.other_fingerprint")
    assert opened.refused("inspector", "party", "issue-tokens", opened.ballot.path) == (5, "ballot.other_token_key")
    opened.ballot.file(DEFINITION).write_bytes(genuine.to_bytes())
    opened.ask("M02")
    answers = tuple(bytes(genuine.token_key.size - 1) + bytes([2]) for _ in genuine.votes_on("M02"))
    opened.ballot.file("tokens", "M02.json").write_bytes(answer_bytes(genuine, "M02", answers))
    out = opened.machine("M02") / "votes.json"
    choices = [word for name in CANDIDATES for word in ("--choice", f"{name}=yes")]
    told = opened.refused("M02", "ballot", "vote", opened.ballot.path, *choices, "--yes", "--out", out)
    assert told == (5, "ballot.wrong.wrong-token-signature")


def words_in(data: bytes) -> set[bytes]:
    return set(HEX.findall(data))


def test_b11_casting_changes_no_file_but_the_box(voted: Chamber) -> None:
    """The database, its log and every other file are the same bytes before and after, with the same times."""
    sealed = voted.seal("M06", dict.fromkeys(CANDIDATES, "no"))
    before = {path: (data, path.stat().st_mtime_ns) for path, data in every_byte(voted.office)}
    voted.done("office", "ballot", "cast", voted.ballot.path, sealed)
    after = {path: (data, path.stat().st_mtime_ns) for path, data in every_byte(voted.office)}
    changed = {path.name for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == {BOX, *SLOTS}
    box = voted.box.folder / BOX
    assert {(voted.box.folder / name).stat().st_mtime_ns for name in (BOX, *SLOTS)} == {0}
    assert len(after[box][0]) == len(before[box][0])


def test_b11_the_box_before_a_vote_cannot_be_read_afterwards(voted: Chamber) -> None:
    """Whoever finds the old box among deleted blocks has no key for it: two states would show one member's votes."""
    folder = voted.box.folder
    old, keys = (folder / BOX).read_bytes(), {(folder / name).read_bytes() for name in SLOTS}
    voted.cast("M06")
    left = {data for _, data in every_byte(voted.folder)}
    assert [key for key in keys for data in left if key in data] == []
    (folder / BOX).write_bytes(old)
    assert voted.refused("office", "ballot", "close", voted.ballot.path)[0] == 2
    voted.done("inspector", "party", "issue-tokens", voted.ballot.path, "--close")
    assert voted.refused("office", "ballot", "close", voted.ballot.path) == (5, "ballot.box_damaged")


def test_b11_no_value_on_the_whole_disk_joins_a_vote_with_a_member_or_another_vote(closed: Chamber) -> None:
    """All files of office and ballot folder, the write-ahead log with them: what stands in two votes stands in all."""
    ballot, votes = closed.ballot.ballot(), [one.to_bytes() for one in closed.ballot.votes()]
    allowed = set.intersection(*map(words_in, votes))
    assert allowed == {ballot.hash.hex().encode()}
    own = [words_in(data) - allowed for data in votes]
    assert [word for at, words in enumerate(own) for word in words if any(word in other for other in own[:at])] == []
    parts = ("requests", "tokens", "issued.json", "devices", "ballot.json")
    about = [data for path, data in images(closed) if any(part in str(path) for part in parts)]
    payloads = [dsse.Envelope.parse(data).payload for data in about if b'"payload"' in data]
    seen = set().union(*map(words_in, [*about, *payloads]))
    assert seen & set().union(*own) == set()
    raw = [bytes.fromhex(word.decode()) for words in own for word in words if len(word) % 2 == 0]
    assert [word for word in raw for data in (*about, *payloads) if word in data] == []


def images(room: Chamber) -> Iterator[tuple[Path, bytes]]:
    yield from every_byte(room.office)
    yield from every_byte(room.ballot.path)
    yield from every_byte(room.folder / "devices")


def test_b11_the_database_holds_votes_in_the_order_of_their_hashes_and_without_numbers(closed: Chamber) -> None:
    """As rows, as bytes in the file and in its log, and without a row number that could count arrivals."""
    with closing(sqlite3.connect(database(closed))) as raw:
        listed = [one for (one,) in raw.execute("SELECT hash FROM ballot_vote").fetchall()]
        with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
            raw.execute("SELECT rowid FROM ballot_vote")
        counted = {name for (name,) in raw.execute("SELECT name FROM sqlite_sequence").fetchall()}
    assert listed == sorted(listed)
    assert len(listed) == 14
    assert "ballot_vote" not in counted
    times = [path for path, data in images(closed) if b'"at"' in data and b'"sealed"' in data]
    assert times == []


def test_b11_two_orders_of_voting_leave_the_same_votes_table_and_closing(opened: Chamber, tmp_path: Path) -> None:
    import shutil

    opened.ask(*MEMBERS[:3])
    sealed = {
        member: opened.seal(member, dict.fromkeys(opened.ballot.ballot().votes_on(member), "yes")).read_bytes()
        for member in MEMBERS[:3]
    }
    found = []
    for at, order in enumerate((MEMBERS[:3], tuple(reversed(MEMBERS[:3])))):
        folder = tmp_path / f"order-{at}"
        shutil.copytree(opened.folder, folder)
        room = Chamber(folder, opened.capsys)
        for member in order:
            path = room.folder / "carried.json"
            path.write_bytes(sealed[member])
            room.done("office", "ballot", "cast", room.ballot.path, path)
        room.close()
        with closing(sqlite3.connect(database(room))) as raw:
            found.append(raw.execute("SELECT * FROM ballot_vote").fetchall())
        found.append(room.ballot.content(CLOSED, "closing.json"))
    assert found[:2] == found[2:]


def test_b11_after_the_closing_nothing_of_the_box_is_left(closed: Chamber) -> None:
    left = {path.name for path in closed.box.folder.iterdir()}
    assert left == {"ballot.json", "shut", ".lock"}


def test_b13_abstentions_and_members_who_did_not_vote_stay_in_the_count(closed: Chamber) -> None:
    closed.witness()
    closed.open_box("hrss", "inspector")
    third = closed.tally()["outcomes"][2]
    assert {name: third[name] for name in ("yes", "no", "abstained", "unused", "base", "needed", "passed")} == {
        "yes": 4,
        "no": 0,
        "abstained": 1,
        "unused": 1,
        "base": 6,
        "needed": 4,
        "passed": True,
    }


def test_b13_a_vote_that_a_hostile_device_sealed_for_nobody_stops_no_count(voted: Chamber) -> None:
    """M06 votes with a program of its own: a true token, and a choice that no two trustees open."""
    own, ballot = voted.device("M06"), voted.ballot.ballot()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("blind.envelope.halved", lambda _key, fresh: (fresh(32), fresh(32)))
        path = voted.machine("M06") / "votes.json"
        path.write_bytes(votes_bytes(own.vote(dict.fromkeys(ballot.votes_on("M06"), "yes"))))
    voted.done("office", "ballot", "cast", voted.ballot.path, path)
    voted.close()
    voted.witness()
    voted.open_box("hrss", "inspector")
    words = ("ballot", "tally", voted.ballot.path, "--out", voted.folder / "results")
    assert voted.refused("office", *words) == (2, "ballot.wrong.vote-unopened")
    assert voted.refused("hrss", "ballot", "recount", voted.ballot.path) == (2, "ballot.wrong.vote-unopened")
    lost = voted.done("hrss", "ballot", "recount", voted.ballot.path, "--without-third")
    alone = (*words[:3], "--out", voted.folder / "early", "--without-third")
    assert voted.refused("office", *alone) == (2, "ballot.no_consent")
    agreeing = ("party", "open-ballot", voted.ballot.path, "--without-third", "电脑已毁")
    assert voted.refused("office", *agreeing) == (2, "party.consent_of_office")
    voted.done("hrss", *agreeing)
    consent = voted.ballot.file("without-third", "hrss.json")
    renamed = consent.rename(consent.with_name("inspector.json"))
    assert voted.refused("office", *alone) == (2, "ballot.no_consent")
    renamed.rename(consent)
    early = voted.done("office", *alone)
    assert (early["without_third"], [one["spoilt"] for one in early["outcomes"]]) == ({"agreed": "hrss"}, [1, 1, 1])
    voted.open_box("office")
    told = voted.tally()
    assert [(one["yes"], one["no"], one["spoilt"]) for one in told["outcomes"]] == [(3, 1, 1), (0, 5, 1), (4, 0, 1)]
    assert [one["spoilt"] for one in lost["outcomes"]] == [1, 1, 1]
    assert (told["trustees"], "without_third" in told) == (["hrss", "inspector", "office"], False)
    assert voted.done("office", "ledger", "verify")["ok"]


def test_b9_a_trustee_who_spoils_votes_when_opening_is_outvoted_by_the_third(closed: Chamber) -> None:
    """The inspector signs halves in which every vote on the third candidate is missing."""
    closed.witness()
    closed.open_box("hrss", "inspector", "office")
    path = closed.ballot.file("halves", "inspector.json")
    record = json.loads(dsse.Envelope.parse(path.read_bytes()).payload)
    for one in record["halves"]:
        if one["candidate"] == CANDIDATES[2]:
            one["values"] = [None for _ in one["values"]]
    keys = open_keys(closed.machine("inspector") / "party", lambda: PASSPHRASE)
    kind = "application/vnd.expertpool.ballot-halves+json"
    path.write_bytes(dsse.sign(canonical(record), payload_type=kind, signers=[keys.signer]).to_bytes())
    assert [(one["yes"], one["spoilt"]) for one in closed.tally()["outcomes"]] == [(3, 0), (0, 0), (4, 0)]
    closed.ballot.file("halves", "office.json").unlink()
    assert closed.refused("hrss", "ballot", "recount", closed.ballot.path) == (2, "ballot.wrong.vote-unopened")


def test_b14_a_part_of_the_box_is_never_counted_again(closed: Chamber) -> None:
    closed.witness()
    closed.open_box("hrss", "inspector")
    first = closed.tally()
    assert closed.tally()["outcomes"] == first["outcomes"]
    assert closed.done("hrss", "ballot", "recount", closed.ballot.path)["outcomes"][0]["yes"] == 3
    closed.ballot.file(CLOSED, VOTES).write_bytes(votes_bytes(closed.ballot.votes()[2:]))
    for who, words in (
        ("office", ("tally", closed.ballot.path, "--out", closed.folder / "r")),
        ("hrss", ("recount", closed.ballot.path)),
    ):
        assert closed.refused(who, "ballot", *words) == (5, "ballot.wrong.not-the-whole-box")


def test_b14_halves_for_a_part_of_the_box_are_refused(closed: Chamber) -> None:
    closed.witness()
    closed.open_box("hrss", "inspector")
    path = closed.ballot.file("halves", "inspector.json")
    record = json.loads(dsse.Envelope.parse(path.read_bytes()).payload)
    for one in record["halves"]:
        one["values"] = one["values"][1:]
    keys = open_keys(closed.machine("inspector") / "party", lambda: PASSPHRASE)
    kind = "application/vnd.expertpool.ballot-halves+json"
    path.write_bytes(dsse.sign(canonical(record), payload_type=kind, signers=[keys.signer]).to_bytes())
    assert closed.refused("hrss", "ballot", "recount", closed.ballot.path)[0] == 2
