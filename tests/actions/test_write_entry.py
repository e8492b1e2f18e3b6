"""Entries: appended without gaps, at a cost that does not grow, each body under its own salt, together with rows."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from blind.log.entry import check_body
from blind.log.frontier import Frontier
from expertpool.actions.affiliate_unit import affiliate_unit
from expertpool.actions.delete_payload import delete_payload
from expertpool.actions.write_entry import OFFICE, POOL, write_entry
from expertpool.db import open_session
from expertpool.errors import Refusal
from expertpool.models import Kind, LedgerEntry, Unit
from expertpool.models.row import table_of
from expertpool.queries.ledger import body_of, entries, lines, size_of, stored_frontier, stored_tree
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.settings import Settings


def enter(session: Session, at: datetime, **given: Any) -> LedgerEntry:
    given = {"kind": Kind.CEREMONY_SEALED, "scope": POOL, "actor": OFFICE, "at": at, "body": {"by": "王"}, **given}
    return write_entry(session, **given)


def test_first_entry_is_preceded_by_the_opening_and_numbers_have_no_gaps(session: Session, at: datetime) -> None:
    assert [enter(session, at).seq for _ in range(5)] == [1, 2, 3, 4, 5]
    assert [(entry.seq, entry.kind) for entry in entries(session)] == [
        (0, "ledger:opened"),
        *((seq, "draw:ceremony:sealed") for seq in range(1, 6)),
    ]


def test_frontier_leaves_and_entries_are_of_one_tree(session: Session, at: datetime) -> None:
    for _ in range(11):
        enter(session, at)
    stored = [line.entry.encode() for line in lines(session)]
    assert stored_frontier(session) == Frontier.of(stored)
    assert stored_tree(session).root() == Frontier.of(stored).root()


def test_body_is_salted_and_fits_its_entry(session: Session, at: datetime) -> None:
    salts = iter([bytes([1]) * 32, bytes([2]) * 32, bytes([3]) * 32])
    for _ in range(2):
        enter(session, at, fresh=lambda _size: next(salts))
    found = list(entries(session))
    bodies = [body_of(session, entry.seq) for entry in found]
    assert [body.salt[0] for body in bodies if body] == [1, 2, 3]
    for entry, body in zip(found, bodies, strict=True):
        assert body is not None
        check_body(entry, body)
    assert found[1].body_hash != found[2].body_hash


def test_text_is_entered_in_its_composed_form(session: Session, at: datetime) -> None:
    decomposed = unicodedata.normalize("NFD", "Müller")
    seq = enter(session, at, scope=decomposed, body={"by": decomposed, "more": [{"name": decomposed}]}).seq
    body = body_of(session, seq)
    assert body is not None
    assert json.loads(body.content) == {"by": "Müller", "more": [{"name": "Müller"}]}
    assert next(entries(session, since=seq)).scope == "Müller"


@pytest.mark.parametrize("actor", ["王", "", "Office", "of fice", "a" * 33])
def test_actor_that_is_no_id_is_refused(session: Session, at: datetime, actor: str) -> None:
    with pytest.raises(ValueError, match="id"):
        enter(session, at, actor=actor)


def test_entry_and_rows_stay_or_go_together(settings: Settings, at: datetime) -> None:
    with open_session(settings) as session:
        affiliate_unit(session, "检测中心", of="研究院", at=at, actor="王")
    with open_session(settings) as session:
        assert (size_of(session), session.get(Unit, "检测中心")) == (0, None)
        affiliate_unit(session, "检测中心", of="研究院", at=at, actor="王")
        session.commit()
    with open_session(settings, reading=True) as session:
        assert size_of(session) == 2
        assert session.get(Unit, "检测中心") is not None
        assert audit_ledger(session).findings == ()


def test_records_from_before_the_ledger_are_adopted_by_its_opening(session: Session, at: datetime) -> None:
    session.add(Unit(name="研究院"))
    session.add(Unit(name="集团"))
    session.flush()
    affiliate_unit(session, "研究院", of="集团", at=at, actor="王")
    audit = audit_ledger(session)
    assert (audit.findings, audit.adopted, audit.records) == ((), 1, 2)


def padded(session: Session, at: datetime, size: int) -> None:
    """A ledger of ``size`` lines, most of them made without the program: the writer reads none of them."""
    enter(session, at)
    padded_further(session, size)


def padded_further(session: Session, size: int) -> None:
    """The same ledger with more lines."""
    frontier, rows = stored_frontier(session), []
    for seq in range(frontier.size, size):
        data = b"{%d}" % seq
        frontier = frontier.append(data)
        leaf = hashlib.sha256(b"\x00" + data).hexdigest()
        rows.append({"seq": seq, "leaf_hash": leaf, "entry": data.decode()})
    connection = session.connection()
    connection.execute(sa.insert(table_of(LedgerEntry)), rows)
    connection.exec_driver_sql("UPDATE ledger_frontier SET frontier = ?", (frontier.to_bytes().decode(),))


def test_appending_reads_and_writes_the_same_few_rows_at_any_length(sqlite_settings: Settings, at: datetime) -> None:
    with open_session(sqlite_settings) as session:
        padded(session, at, 1_000)
        short = statements(session, at)
        padded_further(session, 100_000)
        long = statements(session, at)
        edge = stored_frontier(session)
    assert [words for words, _ in short] == [words for words, _ in long]
    assert sum(size for _, size in long) < sum(size for _, size in short) + 64 * 32
    assert len(edge.peaks) <= 17


def statements(session: Session, at: datetime) -> list[tuple[str, int]]:
    """The statements that one more entry takes, and the length of what they hand over."""
    seen: list[tuple[str, int]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, len(repr(parameters))))

    engine = session.connection().engine
    sa.event.listen(engine, "before_cursor_execute", note)
    enter(session, at)
    sa.event.remove(engine, "before_cursor_execute", note)
    return seen


@pytest.mark.parametrize(
    ("statement", "refused"),
    [
        ("UPDATE ledger_entry SET leaf_hash = ''", True),
        ("DELETE FROM ledger_entry WHERE seq = 2", True),
        ("UPDATE ledger_payload SET content = ''", True),
        ("DELETE FROM ledger_payload WHERE seq = 2", False),
    ],
)
def test_tripwires_stop_what_no_action_does(session: Session, at: datetime, statement: str, refused: bool) -> None:
    enter(session, at)
    enter(session, at)
    if not refused:
        session.connection().exec_driver_sql(statement)
        return
    with pytest.raises(sa.exc.DBAPIError, match="only grows"), session.begin_nested():
        session.connection().exec_driver_sql(statement)


GROUND = {"ground": "个人信息保护法第四十七条", "approved_by": "赵", "actor": "王"}


def test_payload_deleted_by_law_leaves_a_sound_tree_and_an_entry_that_says_so(session: Session, at: datetime) -> None:
    affiliate_unit(session, "检测中心", of="研究院", at=at, actor="王")
    before = list(entries(session))
    left = delete_payload(session, 1, at=at, **GROUND)
    audit = audit_ledger(session)
    assert (audit.findings, [one.seq for one in audit.deletions], body_of(session, 1)) == ((), [1], None)
    assert list(entries(session))[: len(before)] == before
    body = body_of(session, left.seq)
    assert body is not None
    said = json.loads(body.content)
    assert (said["seq"], said["ground"], said["approved_by"], said["by"]) == (1, GROUND["ground"], "赵", "王")


def test_records_stay_accounted_for_after_their_payload_is_deleted(session: Session, at: datetime) -> None:
    affiliate_unit(session, "检测中心", of="研究院", at=at, actor="王")
    delete_payload(session, 1, at=at, **GROUND)
    session.connection().exec_driver_sql("UPDATE unit SET affiliate_of = NULL WHERE name = '检测中心'")
    assert [(one.code, one.seq) for one in audit_ledger(session).findings] == [("record-changed", 2)]


@pytest.mark.parametrize(
    ("seq", "changed", "code"),
    [
        (9, {}, "ledger.no_entry"),
        (1, {"ground": " "}, "ledger.deletion_not_approved"),
        (1, {"approved_by": ""}, "ledger.deletion_not_approved"),
        (1, {"approved_by": "王"}, "ledger.deletion_not_approved"),
        (2, {}, "ledger.payload_gone"),
        (3, {}, "ledger.deletion_stays"),
    ],
)
def test_deletion_is_refused(session: Session, at: datetime, seq: int, changed: dict[str, str], code: str) -> None:
    enter(session, at)
    enter(session, at)
    delete_payload(session, 2, at=at, **GROUND)
    with pytest.raises(Refusal) as refused:
        delete_payload(session, seq, at=at, **{**GROUND, **changed})
    assert refused.value.code == code


def test_payload_that_was_changed_is_not_deleted(session: Session, at: datetime) -> None:
    enter(session, at)
    for statement in (
        "DROP TRIGGER ledger_payload_no_update",
        "UPDATE ledger_payload SET content = '{}' WHERE seq = 1",
    ):
        session.connection().exec_driver_sql(
            statement + (" ON ledger_payload" if statement[:4] == "DROP" and _is_postgresql(session) else "")
        )
    with pytest.raises(Refusal) as refused:
        delete_payload(session, 1, at=at, **GROUND)
    assert (refused.value.code, int(refused.value.exit_code)) == ("ledger.payload_changed", 5)


def _is_postgresql(session: Session) -> bool:
    return session.connection().dialect.name == "postgresql"
