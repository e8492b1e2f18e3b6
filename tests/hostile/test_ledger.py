"""Attacks L1 to L13 on an office's ledger, made with direct SQL and the server's own key; who finds what.

The intruder administers the server: database, key files and program are in the intruder's hands. HRSS has only its own
key and the heads it kept.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import Session

from blind.log.entry import Entry
from blind.log.witness import Accepted, Refused, consider
from expertpool.__main__ import main
from expertpool.actions.affiliate_unit import affiliate_unit, release_unit
from expertpool.actions.delete_payload import delete_payload
from expertpool.actions.import_roster import import_roster
from expertpool.actions.lift_misconduct import lift_misconduct
from expertpool.actions.record_misconduct import record_misconduct
from expertpool.actions.sign_pledge import sign_pledge
from expertpool.actions.write_entry import OFFICE, POOL, write_entry
from expertpool.db import open_session
from expertpool.models import Kind, Unit
from expertpool.queries.ledger import lines, size_of, stored_tree
from expertpool.queries.ledger_audit import audit_ledger
from tests.conftest import make_expert
from tests.hostile.office import (
    DAY,
    KEYS,
    WITNESS_KEY,
    Finding,
    Hrss,
    Office,
    begin,
    both,
    first_half,
    minute,
    second_half,
    signed_by_server,
    verified,
)

Verify = Callable[..., tuple[int, list[Finding]]]


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nine entries; HRSS saw the first four at minute 3 and all nine at minute 8. Yesterday's file is kept."""
    folder = tmp_path_factory.mktemp("season")
    office, hrss = begin(folder)
    first_half(office)
    hrss.cosigned("a.note", office.head(), minute(3))
    shutil.copy(office.file, folder / "yesterday.sqlite3")
    second_half(office)
    hrss.cosigned("b.note", office.head(), minute(8))
    return folder


@pytest.fixture
def folder(season: Path, tmp_path: Path) -> Path:
    """The season, to be spoilt."""
    return Path(shutil.copytree(season, tmp_path / "season"))


@pytest.fixture
def office(folder: Path) -> Office:
    return both(folder)[0]


@pytest.fixture
def hrss(folder: Path) -> Hrss:
    return both(folder)[1]


@pytest.fixture
def verify(office: Office, hrss: Hrss, capsys: pytest.CaptureFixture[str]) -> Verify:
    """``verify("a", "b")`` with these heads of HRSS and its trust file."""

    def ran(*names: str) -> tuple[int, list[Finding]]:
        return verified(office, capsys, *(hrss.folder / f"{name}.note" for name in names), trust=hrss.trust)

    return ran


def codes(found: list[Finding]) -> list[tuple[str, int | None]]:
    return [(code, seq) for code, seq, _ in found]


def offered(office: Office, hrss: Hrss, kept: str) -> Accepted | Refused:
    """HRSS's answer when the server shows its ledger as it stands now, with the best proof the server can make."""
    stored = hrss.kept(f"{kept}.note")
    with open_session(office.settings, reading=True) as session:
        head = signed_by_server(hrss.log, [line.entry.encode() for line in lines(session)])
        tree = stored_tree(session)
    proof = tree.consistency(stored.size) if tree.size > stored.size else []
    return consider(stored, head, proof, log=[hrss.log], witnesses=[WITNESS_KEY])


def test_season_that_nobody_touched_is_sound_and_grows(office: Office, hrss: Hrss, verify: Verify) -> None:
    assert verify("a", "b") == (0, [])
    office.do(lambda session: sign_pledge(session, "E0002", season=2025, signed_on=DAY, at=minute(9), actor="王"))
    assert verify("a", "b") == (0, [])
    assert isinstance(offered(office, hrss, "b"), Accepted)


def test_l1_entry_edited_in_place_is_found_without_any_head(office: Office, verify: Verify) -> None:
    office.sql('UPDATE ledger_entry SET entry = replace(entry, \'"scope":"pool"\', \'"scope":"pond"\') WHERE seq = 4')
    code, found = verify()
    assert (code, codes(found)) == (
        5,
        [("leaf-differs", 4), ("frontier-differs", None), ("log-differs-from-head", None)],
    )


def test_l1_payload_edited_is_found_without_any_head(office: Office, verify: Verify) -> None:
    office.sql("UPDATE ledger_payload SET content = replace(content, '王', '李') WHERE seq = 2")
    assert verify() == (5, [("body-changed", 2, None)])


def test_l1_entry_edited_and_everything_made_to_fit_is_found_with_a_head(
    office: Office, hrss: Hrss, verify: Verify
) -> None:
    """Another time in an entry, all hashes and the edge computed anew, signed heads removed."""
    office.rebuild(lambda entries: [replace(one, time=minute(1)) if one.seq == 3 else one for one in entries])
    assert verify() == (0, [])
    code, found = verify("a", "b")
    assert (code, codes(found)) == (5, [("log-differs-from-head", None)] * 2)
    assert isinstance(offered(office, hrss, "b"), Refused)


def test_l2_middle_row_deleted_is_named(office: Office, verify: Verify) -> None:
    office.sql("DELETE FROM ledger_payload WHERE seq = 2", "DELETE FROM ledger_entry WHERE seq = 2")
    code, found = verify("b")
    assert code == 5
    assert found == [
        ("entry-missing", 2, None),
        ("frontier-differs", None, None),
        ("log-differs-from-head", None, None),
        ("log-shorter-than-head", None, None),
        ("log-shorter-than-head", None, None),
        ("record-without-entry", None, "misconduct 1"),
    ]


def test_l2_middle_row_deleted_and_the_rest_renumbered_fits_no_head(office: Office, verify: Verify) -> None:
    """The misconduct never happened: entry, payload and row are gone, and later ones moved up."""

    def without(entries: list[Entry]) -> list[Entry]:
        kept = [one for one in entries if one.seq != 2]
        return [replace(one, seq=seq) for seq, one in enumerate(kept)]

    office.rebuild(without)
    office.sql(
        "DELETE FROM misconduct",
        "DELETE FROM ledger_payload WHERE seq = 2",
        "UPDATE ledger_payload SET seq = seq - 1 WHERE seq > 2",
    )
    assert verify() == (0, [])
    code, found = verify("a", "b")
    assert code == 5
    assert codes(found) == [("log-differs-from-head", None), ("log-shorter-than-head", None)]


def test_l3_tail_deleted_is_found_by_whoever_holds_the_last_head(office: Office, verify: Verify) -> None:
    """The waiver is taken back to nothing, with its entry; the edge and the heads are made to fit."""
    office.rebuild(lambda entries: entries[:-1])
    office.sql("DELETE FROM waiver", "DELETE FROM ledger_payload WHERE seq = 8")
    assert verify("a") == (0, [])
    code, found = verify("a", "b")
    assert (code, codes(found)) == (5, [("log-shorter-than-head", None)])


def test_l3_tail_deleted_without_its_rows_is_found_without_any_head(office: Office, verify: Verify) -> None:
    office.rebuild(lambda entries: entries[:-1])
    office.sql("DELETE FROM ledger_payload WHERE seq = 8")
    assert verify() == (5, [("record-without-entry", None, "waiver 1")])


def emptied(office: Office) -> None:
    office.sql(
        "DELETE FROM checkpoint",
        "DELETE FROM ledger_payload",
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_frontier",
    )


def test_l4_ledger_rebuilt_with_the_servers_key_is_refused_by_hrss_and_its_heads(
    office: Office, hrss: Hrss, verify: Verify
) -> None:
    """The misconduct is removed and a new ledger opened by the program itself: sound to all who hold no head."""
    emptied(office)
    office.sql("DELETE FROM misconduct")
    for number in range(10):
        office.do(lambda session, n=number: affiliate_unit(session, f"单位{n}", of="研究院", at=minute(n), actor="王"))  # type: ignore[misc]  # binds the number
    assert verify() == (0, [])
    code, found = verify("a", "b")
    assert (code, codes(found)) == (5, [("log-differs-from-head", None)] * 2)
    refused = offered(office, hrss, "b")
    assert isinstance(refused, Refused)
    assert refused.reason == "not-grown"


def test_l5_two_heads_of_one_size_convict_the_servers_key(office: Office, hrss: Hrss, verify: Verify) -> None:
    office.rebuild(lambda entries: [*entries[:-1], replace(entries[-1], time=minute(7))])
    refused = offered(office, hrss, "b")
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.proves_forgery) == ("split-view", True)
    assert codes(verify("b")[1]) == [("log-differs-from-head", None)]


def test_l5_program_does_not_sign_a_second_root_for_a_size(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with office.database() as raw:
        kept = raw.execute("SELECT * FROM checkpoint").fetchall()
    office.rebuild(lambda entries: [*entries[:-1], replace(entries[-1], time=minute(7))])
    with office.database() as raw:
        raw.executemany("INSERT INTO checkpoint VALUES (?, ?, ?, ?)", kept)
    out = tmp_path / "head.note"
    assert main(["ledger", "checkpoint", "--out", str(out), "--home", str(office.settings.home)]) == 5
    assert not out.exists()
    assert "9" in capsys.readouterr().err


def test_l6_back_dated_entry_shows_beside_its_neighbours_and_in_its_interval(
    office: Office, hrss: Hrss, verify: Verify
) -> None:
    """A pledge entered at minute 20 claims minute 4, when it should have been signed."""
    office.do(lambda session: sign_pledge(session, "E0002", season=2025, signed_on=DAY, at=minute(4), actor="王"))
    hrss.cosigned("c.note", office.head(), minute(20))
    code, found = verify("a", "b", "c")
    assert (code, codes(found)) == (5, [("time-runs-backwards", 9), ("back-dated", 9)])


def test_l6_entry_put_between_older_ones_fits_no_head(office: Office, verify: Verify) -> None:
    def between(entries: list[Entry]) -> list[Entry]:
        put = replace(entries[4], time=minute(3))
        return [replace(one, seq=seq) for seq, one in enumerate([*entries[:4], put, *entries[4:]])]

    office.rebuild(between)
    code, found = verify("a", "b")
    assert code == 5
    assert ("log-differs-from-head", None) in codes(found)


def test_l7_clock_turned_back_shows_at_the_first_entry_after(office: Office, verify: Verify) -> None:
    office.do(lambda session: sign_pledge(session, "E0002", season=2025, signed_on=DAY, at=minute(-1440), actor="王"))
    assert codes(verify("b")[1]) == [("time-runs-backwards", 9), ("back-dated", 9)]


def test_l7_clock_put_right_by_seconds_is_no_finding(office: Office, verify: Verify) -> None:
    back = minute(6) - (minute(1) - minute(0)) / 2
    office.do(lambda session: sign_pledge(session, "E0002", season=2025, signed_on=DAY, at=back, actor="王"))
    assert verify() == (0, [])


def test_l8_payload_removed_without_record_is_found(office: Office, verify: Verify) -> None:
    office.sql("DELETE FROM ledger_payload WHERE seq = 2")
    assert verify("a", "b") == (5, [("body-missing", 2, None), ("record-without-entry", None, "misconduct 1")])


def test_l8_payload_removed_under_a_record_of_another_is_found(office: Office, verify: Verify) -> None:
    def enter(session: object) -> None:
        body = {"seq": 2, "body_hash": "00" * 32, "ground": "x", "approved_by": "赵", "by": "王", "records": []}
        kind = Kind.PAYLOAD_DELETED
        write_entry(session, kind=kind, scope=POOL, actor=OFFICE, at=minute(9), body=body)  # type: ignore[arg-type]  # a session of another kind

    office.do(enter)
    office.sql("DELETE FROM ledger_payload WHERE seq = 2")
    assert codes(verify()[1]) == [("removal-of-another-body", 2), ("record-without-entry", None)]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "INSERT INTO waiver (rule_id, expert_id, reason, approver, granted_at) VALUES ('x', 1, 'x', 'x', 'x')",
            ("record-without-entry", None, "waiver 2"),
        ),
        ("INSERT INTO recusal VALUES (2, '云岭大学')", ("record-changed", 1, "expert 2")),
        ("INSERT INTO recusal VALUES (77, '云岭大学')", ("record-without-entry", None, "expert 77")),
        ("DELETE FROM pledge", ("entry-without-record", 4, "pledge 1/2025")),
        ("DELETE FROM misconduct", ("entry-without-record", 2, "misconduct 1")),
        ("UPDATE seat SET expert_no = 'E0003' WHERE expert_no = 'E0002'", ("record-changed", 7, "panel 1")),
        ("UPDATE draw SET seed = '00'", ("record-changed", 7, "draw 1")),
        ("UPDATE draw SET verdicts = '[1.5, NaN'", ("record-changed", 7, "draw 1")),
        ("UPDATE expert SET birth_month = 'nonsense' WHERE id = 2", ("record-changed", 1, "expert 2")),
        ("UPDATE expert SET name = x'ff' WHERE id = 2", ("record-changed", 1, "expert 2")),
        ("UPDATE expert SET listed = 2 WHERE id = 2", ("record-changed", 1, "expert 2")),
        ("DELETE FROM imported_row WHERE expert_id = 2", ("record-changed", 1, "import_batch 1")),
        ("UPDATE roster_content SET content = '[]'", ("record-changed", 5, None)),
        ("UPDATE unit SET affiliate_of = NULL WHERE name = '检测中心'", ("record-changed", 3, "unit 检测中心")),
        ("UPDATE pool_lock SET mark = 'x'", ("record-changed", 1, "pool_lock 1")),
    ],
)
def test_l9_row_without_entry_and_the_reverse_are_found(
    office: Office, verify: Verify, statement: str, found: Finding
) -> None:
    office.sql(statement)
    code, told = verify("a", "b")
    assert code == 5
    assert [(one[0], one[1], one[2] if found[2] else None) for one in told] == [found]


@pytest.mark.parametrize("phone", ["13900000000", None])
def test_l9_row_changed_past_the_program_stays_visible_after_an_import_took_it_over(
    office: Office, verify: Verify, phone: str | None
) -> None:
    """Laundering: an expert's row is changed with SQL, and an import of that expert makes the newest entry fit it."""
    office.sql("UPDATE expert SET region = '东川区' WHERE id = 2")
    assert verify("b") == (5, [("record-changed", 1, "expert 2")])
    people = [make_expert(number, phone=phone, region="东川区") for number in (1, 2, 3)]
    given = {"source": "名册.xlsx", "digest": "01", "at": minute(9), "actor": "王", "keys": KEYS}
    office.do(lambda session: import_roster(session, people, **given))
    assert verify("b") == (5, [("record-changed-between", 9, "expert 2")])


def test_l9_row_removed_and_put_back_by_an_action_stays_visible(office: Office, verify: Verify) -> None:
    """A pledge is deleted with SQL and signed again, as if the first had never been there."""
    office.sql("DELETE FROM pledge")
    office.do(lambda session: sign_pledge(session, "E0001", season=2025, signed_on=DAY, at=minute(9), actor="王"))
    assert verify("b") == (5, [("record-changed-between", 9, "pledge 1/2025")])


def test_l9_row_put_in_and_taken_out_by_an_action_stays_visible(office: Office, verify: Verify) -> None:
    """A misconduct nobody recorded is put in with SQL and lifted by the program, so that it looks dealt with."""
    office.sql(
        "CREATE TEMP TABLE copy AS SELECT * FROM misconduct",
        "UPDATE copy SET id = 2",
        "INSERT INTO misconduct SELECT * FROM copy",
    )
    office.do(lambda session: lift_misconduct(session, 2, reason="查无此事", at=minute(9), actor="王"))
    assert verify("b") == (5, [("record-changed-between", 9, "misconduct 2")])


def test_l9_several_actions_on_one_record_leave_nothing_to_find(office: Office, verify: Verify) -> None:
    def act(session: Session) -> None:
        affiliate_unit(session, "杂志社", of="研究院", at=minute(9), actor="王")
        release_unit(session, "杂志社", at=minute(9), actor="王")
        affiliate_unit(session, "杂志社", of="检测中心", at=minute(9), actor="王")

    office.do(act)
    office.do(lambda session: release_unit(session, "杂志社", at=minute(9), actor="王"))
    assert verify("b") == (0, [])


def test_l8_deletion_between_two_entries_on_one_record_leaves_a_sound_ledger(office: Office, verify: Verify) -> None:
    """The limit: what a deleted payload said is gone, so a change right after it is not held against it."""
    for of in ("研究院", "检测中心"):
        office.do(lambda session, of=of: affiliate_unit(session, "杂志社", of=of, at=minute(9), actor="王"))  # type: ignore[misc]  # binds the name
    office.do(lambda session: delete_payload(session, 9, ground="x", approved_by="赵", at=minute(9), actor="王"))
    office.do(lambda session: release_unit(session, "杂志社", at=minute(9), actor="王"))
    assert verify("b") == (0, [])


def test_l8_deletion_is_listed_with_who_is_said_to_have_approved_it(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """The limit: the operator types the approver's name, so the list is for HRSS to hold against the paper."""
    approval = {"ground": "个人信息保护法第四十七条", "approved_by": "赵", "at": minute(9), "actor": "王"}
    office.do(lambda session: delete_payload(session, 2, **approval))
    capsys.readouterr()
    assert main(["ledger", "verify", "--home", str(office.settings.home)]) == 0
    told = capsys.readouterr().out
    assert "第 2 条：依据 个人信息保护法第四十七条；批准人 赵；经办 王（记在第 9 条）" in told
    assert "没有签名" in told


def test_l11_yesterdays_backup_restored_is_found_as_it_stands_and_after_growing(
    office: Office, hrss: Hrss, folder: Path, verify: Verify
) -> None:
    for path in office.settings.home.glob("expertpool.sqlite3*"):
        path.unlink()
    shutil.copy(folder / "yesterday.sqlite3", office.file)
    assert verify("a") == (0, [])
    assert codes(verify("a", "b")[1]) == [("log-shorter-than-head", None)]
    assert getattr(offered(office, hrss, "b"), "reason", None) == "older"
    for number in range(6):
        office.do(
            lambda session, n=number: record_misconduct(  # type: ignore[misc]  # binds the number
                session, "E0001", happened_on=DAY, what=f"第{n}次", at=minute(9 + n), actor="王"
            )
        )
    assert codes(verify("a", "b")[1]) == [("log-differs-from-head", None)]
    assert getattr(offered(office, hrss, "b"), "reason", None) == "not-grown"


def write_many(office: Office, writer: int, count: int) -> None:
    for number in range(count):
        office.do(
            lambda session, n=number: affiliate_unit(  # type: ignore[misc]  # binds the number
                session, f"单位{writer}-{n}", of="研究院", at=minute(10), actor="王"
            )
        )


@pytest.mark.skipif(sys.platform == "win32", reason="fork")
def test_l13_concurrent_writers_leave_no_gap_and_no_fork(office: Office, hrss: Hrss, verify: Verify) -> None:
    context, count = multiprocessing.get_context("fork"), 15
    writers = [context.Process(target=write_many, args=(office, number, count)) for number in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    with open_session(office.settings, reading=True) as session:
        assert [line.seq for line in lines(session)] == list(range(9 + 2 * count))
    assert verify("a", "b") == (0, [])
    assert isinstance(offered(office, hrss, "b"), Accepted)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork")
def test_killed_at_any_moment_entry_and_rows_are_both_there_or_both_not(office: Office) -> None:
    dice, context = random.Random(20250601), multiprocessing.get_context("fork")
    worked = 0
    for writer in range(10):
        child = context.Process(target=write_many, args=(office, writer, 1000))
        child.start()
        time.sleep(0.05 + 0.3 * dice.random())
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        assert child.exitcode == -signal.SIGKILL
        with open_session(office.settings, reading=True) as session:
            audit = audit_ledger(session)
            written = [name for name in session.exec(Unit.__table__.select()).scalars() if name.startswith("单位")]  # type: ignore[attr-defined]  # SQLModel keeps the table
            assert audit.findings == ()
            assert size_of(session) == 9 + len(written)
        worked = len(written)
    assert worked >= 1


def test_whole_ledger_deleted_is_not_proven_without_a_head_and_wrong_with_one(office: Office, verify: Verify) -> None:
    emptied(office)
    assert verify() == (6, [("ledger-empty", None, None)])
    assert verify("a") == (5, [("log-shorter-than-head", None, None), ("ledger-empty", None, None)])
