"""Retention: what is due is listed, looked at, deleted by two people; the ledger verifies and says what was done."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import func, select

from expertpool.__main__ import main
from expertpool.actions.import_roster import import_roster
from expertpool.actions.open_account import open_account
from expertpool.actions.sign_in import begin_stay
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.commands import circumstances
from expertpool.db import open_session
from expertpool.errors import Refusal
from expertpool.models import Kind, LedgerPayload, PersonalEvent, Role, SignIn
from expertpool.queries.accounts import account_named
from expertpool.queries.ledger import body_of, entries
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.retention.policy import periods, shipped
from expertpool.settings import Settings
from tests.conftest import AT, RosterMaker
from tests.web.batches import batch_of_three
from tests.web.town import PASSWORD, Town

Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def installed(sqlite_settings: Settings, expert: RosterMaker) -> Settings:
    """A pool of two, an office that signed in once, a batch of dossiers; all of June 2025."""
    given: dict[str, Any] = {"at": AT, "actor": "王"}
    with open_session(sqlite_settings) as session:
        keys = unlock_pool(session, sqlite_settings)
        import_roster(session, [expert(1), expert(2)], source="名册.xlsx", digest="00", keys=keys, **given)
        open_account(session, "office", Role.OFFICE, password=PASSWORD, keys=keys, **given)
        account = account_named(session, "office")
        assert account is not None
        begin_stay(session, account, at=AT, device="x")
        session.commit()
    batch_of_three(Town(sqlite_settings))
    return sqlite_settings


@pytest.fixture
def run(installed: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command so many days after; its exit code and JSON."""

    def ran(*words: str | Path, days: int) -> tuple[int, dict[str, Any]]:
        monkeypatch.setattr(circumstances, "clock", lambda: AT.astimezone(UTC) + timedelta(days=days))
        capsys.readouterr()
        code = main([*map(str, words), "--json", "--home", str(installed.home)])
        return code, json.loads(capsys.readouterr().out)

    return ran


def due(told: dict[str, Any]) -> dict[str, int]:
    return {one["class"]: one["due"] for one in told["classes"] if one["due"]}


def held(settings: Settings) -> tuple[int, int, int]:
    """Stays, events, payloads."""
    with open_session(settings, reading=True) as session:
        stays, events, payloads = (
            session.exec(select(func.count()).select_from(one)).one() for one in (SignIn, PersonalEvent, LedgerPayload)
        )
        return stays, events, payloads


def test_nothing_is_due_before_its_time_and_showing_deletes_nothing(run: Run, installed: Settings) -> None:
    before = held(installed)
    assert [due(run("retention", "show", days=days)[1]) for days in (0, 300)] == [{}, {}]
    assert due(run("retention", "show", days=400)[1]) == {"sign-ins": before[0] + before[1]}
    assert due(run("retention", "show", days=40 * 366)[1]).keys() == {"sign-ins", "dossiers", "batches", "ledger"}
    assert held(installed) == before


def test_dossiers_go_with_the_list_and_the_packets_stay(run: Run, installed: Settings, tmp_path: Path) -> None:
    batch = next((installed.home / "desk" / "batches").iterdir())
    assert len(list((batch / "dossiers").iterdir())) == 3
    listed = tmp_path / "due.json"
    run("retention", "show", "--list", listed, days=1100)
    code, told = run("retention", "apply", listed, "--approved-by", "赵", "--by", "王", days=1101)
    assert (code, sorted(told["deleted"])) == (0, ["dossiers", "sign-ins"])
    assert (list((batch / "dossiers").iterdir()), (batch / "applicants.json").is_file()) == ([], True)
    assert due(run("retention", "show", days=1101)[1]) == {}
    with open_session(installed, reading=True) as session:
        said = [one for one in entries(session) if one.kind == Kind.RETENTION_APPLIED]
        bodies = [json.loads(body_of(session, one.seq).content) for one in said]  # type: ignore[union-attr]  # each was just written
        assert audit_ledger(session).findings == ()
    assert [(one["rule"]["class"], one["by"], one["approved_by"]) for one in bodies] == [
        ("sign-ins", "王", "赵"),
        ("dossiers", "王", "赵"),
    ]


def test_ledger_loses_its_contents_and_verifies_as_before(run: Run, installed: Settings, tmp_path: Path) -> None:
    listed = tmp_path / "due.json"
    run("retention", "show", "--list", listed, days=31 * 366)
    assert run("retention", "apply", listed, "--approved-by", "赵", "--by", "王", days=31 * 366)[0] == 0
    with open_session(installed, reading=True) as session:
        kinds = [one.kind for one in entries(session)]
        gone = [seq for seq in range(len(kinds)) if body_of(session, seq) is None]
    assert [kinds[seq] for seq in gone] == [Kind.ROSTER_IMPORTED, Kind.ACCOUNT_OPENED]
    assert run("ledger", "verify", days=31 * 366)[0] == 0
    assert list((installed.home / "desk" / "batches").iterdir()) == []


def test_list_that_is_not_what_is_due_deletes_nothing(run: Run, installed: Settings, tmp_path: Path) -> None:
    listed, before = tmp_path / "due.json", held(installed)
    run("retention", "show", "--list", listed, days=400)
    content = json.loads(listed.read_text(encoding="utf-8"))
    content["due"][0]["rows"]["sign_in"] = []
    edited = tmp_path / "edited.json"
    edited.write_text(json.dumps(content), encoding="utf-8")
    given = ("--approved-by", "赵", "--by", "王")
    assert run("retention", "apply", edited, *given, days=400)[1]["error"]["code"] == "retention.list_changed"
    assert run("retention", "apply", listed, *given, days=400)[0] == 0
    assert run("retention", "apply", listed, *given, days=400)[1]["error"]["code"] == "retention.list_changed"
    assert held(installed) == (0, 0, before[2] + 1)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"at": "2025-06-01T00:00:00"}', '{"at": 3}', "\xff"])
def test_file_that_is_no_list_is_refused(run: Run, tmp_path: Path, content: str) -> None:
    listed = tmp_path / "due.json"
    listed.write_text(content, encoding="latin-1")
    code, told = run("retention", "apply", listed, "--approved-by", "赵", days=400)
    assert (code, told["error"]["code"]) == (2, "retention.no_list")


def test_nobody_approves_their_own_deletion(run: Run, installed: Settings, tmp_path: Path) -> None:
    listed, before = tmp_path / "due.json", held(installed)
    run("retention", "show", "--list", listed, days=400)
    code, told = run("retention", "apply", listed, "--approved-by", "王", "--by", "王", days=400)
    assert (code, told["error"]["code"], held(installed)) == (2, "retention.not_approved", before)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[months]\nsign-ins = 5", "retention.no_period"),
        ("[months]\nledger = 0", "retention.no_period"),
        ("[months]\nledger = true", "retention.no_period"),
        ('[months]\nledger = "24"', "retention.no_period"),
        ("[months]\nnames = 24", "retention.unknown"),
        ("[years]\nledger = 24", "retention.unknown"),
        ("months = 3", "retention.unknown"),
    ],
)
def test_period_that_no_office_may_set_is_refused(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "retention.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        periods(tmp_path)
    assert refused.value.code == code


def test_offices_own_period_is_in_force_and_named_as_its_own(tmp_path: Path) -> None:
    (tmp_path / "retention.toml").write_text("[months]\ndossiers = 6", encoding="utf-8")
    found = {one.id: (one.months, one.stated) for one in periods(tmp_path)}
    assert found == {one.id: (one.months, False) for one in shipped()} | {"dossiers": (6, True)}


@pytest.mark.parametrize(
    ("months", "at", "before"),
    [(1, "2025-03-31", "2025-02-28"), (12, "2024-02-29", "2023-02-28"), (13, "2025-01-15", "2023-12-15")],
)
def test_months_are_counted_by_the_calendar(months: int, at: str, before: str) -> None:
    period = next(iter(shipped()))
    moved = type(period)(**{**vars(period), "months": months})
    assert moved.before(datetime.fromisoformat(at)).date().isoformat() == before
