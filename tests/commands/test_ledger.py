"""``ledger verify``, ``checkpoint``, ``show`` and ``delete`` from the command line, over files alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from blind.keys.ed25519 import Ed25519Signer
from blind.log.cosignature import cosign
from blind.log.head import read_head
from blind.log.note import Note, NoteKey
from blind.log.tree import verify_consistency
from expertpool.db import database_engine, open_session, upgrade
from expertpool.log_key import create_log_key, log_key_file
from expertpool.models import Unit
from expertpool.party.witnessing import Consistency
from expertpool.settings import Settings

Run = Callable[..., Any]


@pytest.fixture
def used(run: Run, roster: Path) -> Run:
    """The program on a home where a roster was imported and a unit affiliated."""
    assert run("roster", "import", roster, "--by", "王").code == 0
    assert run("pool", "affiliate", "检测中心", "--of", "研究院", "--by", "王").code == 0
    return run


def test_sound_ledger_is_verified_and_says_what_only_a_kept_head_can_show(used: Run) -> None:
    ran = used("ledger", "verify")
    assert (ran.code, ran.err) == (0, "")
    assert "留痕完好：3 条" in ran.out
    assert "--head" in ran.out


def test_head_fits_until_the_ledger_is_changed_below_it(used: Run, home: Path, tmp_path: Path) -> None:
    head = tmp_path / "head.note"
    assert used("ledger", "checkpoint", "--out", head).code == 0
    assert used("pool", "affiliate", "杂志社", "--of", "研究院").code == 0
    assert used("ledger", "verify", "--head", head).code == 0
    with sqlite3.connect(home / "expertpool.sqlite3") as raw:
        raw.execute("DROP TRIGGER ledger_entry_no_update")
        raw.execute("UPDATE ledger_entry SET entry = replace(entry, 'pool', 'pond') WHERE seq = 1")
    raw.close()
    ran = used("ledger", "verify", "--head", head, "--json")
    assert ran.code == 5
    assert [(one["code"], one["entry"]) for one in ran.json["findings"]] == [
        ("leaf-differs", 1),
        ("frontier-differs", None),
        ("log-differs-from-head", None),
        ("log-differs-from-head", None),
    ]
    assert all(one["message"] for one in ran.json["findings"])


def test_checkpoint_and_proof_are_what_a_witness_checks(used: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.note", tmp_path / "second.note"
    used("ledger", "checkpoint", "--out", first)
    used("pool", "affiliate", "杂志社", "--of", "研究院")
    told = used("ledger", "checkpoint", "--out", second, "--since", "3", "--json").json
    key = NoteKey.parse(told["log_key"])
    old, new = (read_head(path.read_bytes(), log=[key]) for path in (first, second))
    proof = Consistency.parse(Path(told["consistency"]).read_bytes())
    assert (proof.old_size, proof.new_size) == (old.size, new.size) == (3, 4)
    verify_consistency(proof.path, old_size=3, old_root=old.root, new_size=4, new_root=new.root)


def test_head_with_a_witnesss_signature_is_read_without_a_trust_file(used: Run, tmp_path: Path) -> None:
    head = tmp_path / "head.note"
    used("ledger", "checkpoint", "--out", head)
    witness = Ed25519Signer(bytes(range(32)))
    note = cosign(Note.parse(head.read_bytes()), name="hrss.example/witness", signer=witness, time=1_748_740_000)
    head.write_bytes(note.to_bytes())
    assert used("ledger", "verify", "--head", head).code == 0


@pytest.mark.parametrize("content", [b"", b"not a note", b"ledger.x\n3\n" + b"A" * 43 + b"=\n\n", bytes(range(256))])
def test_head_that_is_none_is_a_finding(used: Run, tmp_path: Path, content: bytes) -> None:
    head = tmp_path / "head.note"
    head.write_bytes(content)
    used("ledger", "checkpoint", "--out", tmp_path / "own.note")
    ran = used("ledger", "verify", "--head", head, "--json")
    assert (ran.code, [one["code"] for one in ran.json["findings"]]) == (5, ["head-not-genuine"])


def test_head_by_another_key_is_a_finding(used: Run, home: Path, tmp_path: Path) -> None:
    head = tmp_path / "head.note"
    used("ledger", "checkpoint", "--out", head)
    log_key_file(Settings.embedded(home)).unlink()
    create_log_key(Settings.embedded(home))
    ran = used("ledger", "verify", "--head", head, "--json")
    assert (ran.code, {one["code"] for one in ran.json["findings"]}) == (5, {"head-not-genuine", "checkpoint-spoilt"})


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "--head", "missing.note"),
        ("verify", "--trust", "missing.json"),
        ("checkpoint", "--out", "head.note", "--since", "99"),
        ("delete", "99", "--ground", "x", "--approved-by", "赵"),
        ("delete", "1", "--ground", "x", "--approved-by", "王", "--by", "王"),
    ],
)
def test_bad_input_is_refused_in_words_and_writes_nothing(
    used: Run, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = used("ledger", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert not (tmp_path / "head.note").exists()


def test_show_lists_the_newest_with_who_did_it(used: Run) -> None:
    shown = used("ledger", "show", "--last", "2", "--json").json["entries"]
    assert [(one["seq"], one["kind"], one["actor"], one["by"]) for one in shown] == [
        (1, "roster:import:done", "office", "王"),
        (2, "unit:affiliated", "office", "王"),
    ]
    assert "导入名册" in used("ledger", "show").out


def test_deleted_payload_leaves_a_sound_ledger_that_says_so(used: Run) -> None:
    ran = used(
        "ledger", "delete", "1", "--ground", "个人信息保护法第四十七条", "--approved-by", "赵", "--by", "王", "--json"
    )
    assert (ran.code, ran.err, ran.json["entry"]) == (0, "", 3)
    told = used("ledger", "verify", "--json")
    assert (told.code, told.json["deleted"], told.json["findings"]) == (0, 1, [])


def test_database_of_the_first_release_gets_a_ledger_that_adopts_what_is_there(settings: Settings, run: Run) -> None:
    upgrade(settings, to="0001")
    engine = database_engine(settings)
    with engine.connect() as raw:
        raw.exec_driver_sql("INSERT INTO unit (name, affiliate_of) VALUES ('集团', NULL), ('研究院', '集团')")
        raw.commit()
    engine.dispose()
    with open_session(settings, reading=True) as session:
        assert set(session.exec(select(Unit.name))) == {"集团", "研究院"}
    if settings.database_url.startswith("postgresql"):
        return
    before = run("ledger", "verify", "--json")
    assert (before.code, [one["code"] for one in before.json["findings"]]) == (6, ["ledger-empty"])
    assert run("pool", "affiliate", "检测中心", "--of", "研究院").code == 0
    told = run("ledger", "verify", "--json")
    assert (told.code, told.json["adopted"], told.json["records"]) == (0, 2, 3)


def test_key_that_others_can_read_is_refused(used: Run, home: Path, tmp_path: Path) -> None:
    used("ledger", "checkpoint", "--out", tmp_path / "head.note")
    path = log_key_file(Settings.embedded(home))
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    ran = used("ledger", "verify")
    assert ran.code == 2
    assert str(path) in ran.err
