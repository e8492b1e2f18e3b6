"""What a machine remembers: written once, whole, on the disk before anything leaves, and one program at a time."""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import replace
from pathlib import Path

import pytest

from blind.ceremony import names
from expertpool.errors import Refusal
from expertpool.party.board import Board
from expertpool.party.memory import Memory, remembered
from expertpool.whole_file import make_folders, write_new, write_whole
from tests.blind.ceremony.hall import Hall


def test_first_record_stays_whatever_is_kept_later(tmp_path: Path) -> None:
    path = tmp_path / "a" / "record.json"
    assert remembered(path, {"say": "first"}) == {"say": "first"}
    assert remembered(path, {"say": "second"}) == {"say": "first"}


def test_nothing_but_the_file_is_left_behind_and_it_is_private(tmp_path: Path) -> None:
    remembered(tmp_path / "record.json", {"say": "first"})
    assert [path.name for path in tmp_path.iterdir()] == ["record.json"]
    assert (tmp_path / "record.json").stat().st_mode & 0o077 == 0


def test_file_is_never_written_twice_even_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr(os, "link", no_links)
    assert write_new(tmp_path / "a", b"first")
    assert not write_new(tmp_path / "a", b"second")
    assert (tmp_path / "a").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_replaced_file_is_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "head", b"one", private=True)
    write_whole(tmp_path / "head", b"two", private=True)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("head", b"two")]


def test_folders_are_made_for_the_owner_alone(tmp_path: Path) -> None:
    make_folders(tmp_path / "a" / "b")
    make_folders(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").stat().st_mode & 0o077 == 0


def test_scope_and_attempt_belong_to_the_first_context_that_took_them(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    first, second = Hall().context, Hall(versions={}).context
    assert memory.claim(first) == first.ctx
    assert memory.claim(second) == first.ctx
    other = Hall(scope=replace(first.scope, purpose="补充评审")).context
    assert memory.claim(other) == other.ctx
    assert sorted(claim["ctx"] for claim in memory.claims()) == sorted([first.ctx.hex(), other.ctx.hex()])


def _hold(folder: Path, held: object, done: object) -> None:
    with Memory(folder).locked():
        held.set()  # type: ignore[attr-defined]  # a multiprocessing event
        done.wait(30)  # type: ignore[attr-defined]  # a multiprocessing event


@pytest.mark.skipif(os.name != "posix", reason="the second process is forked")
def test_second_program_waits_outside(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    held, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(tmp_path, held, done))
    other.start()
    try:
        assert held.wait(30)
        with pytest.raises(Refusal, match=r"party\.busy"), Memory(tmp_path).locked():
            pass
    finally:
        done.set()
        other.join()
    with Memory(tmp_path).locked():
        pass


def test_document_on_the_board_is_never_replaced(tmp_path: Path) -> None:
    board = Board(tmp_path)
    board.put("seal.json", b"first")
    board.put("seal.json", b"first")
    with pytest.raises(Refusal, match=r"party\.document_taken"):
        board.put("seal.json", b"second")
    assert board.documents() == {"seal.json": b"first"}


def test_board_reads_documents_alone_and_swallows_no_huge_file(tmp_path: Path) -> None:
    board = Board(tmp_path)
    for name in ("context.json", "holiday.mp4", names.OPENED_POOL, ".hidden.part"):
        (tmp_path / name).write_bytes(b"x" * (9 << 20))
    (tmp_path / "folder").mkdir()
    assert {name: len(data) for name, data in board.documents().items()} == {
        "context.json": (8 << 20) + 1,
        "holiday.mp4": 0,
        names.OPENED_POOL: 0,
    }


def test_ledger_proof_may_be_renewed_until_the_witness_has_signed(tmp_path: Path) -> None:
    board = Board(tmp_path)
    board.put(names.logged("seal"), b"old")
    board.renew(names.logged("seal"), b"new")
    assert board.documents()[names.logged("seal")] == b"new"
    board.put(names.cosigned("seal"), b"note")
    with pytest.raises(Refusal, match=r"party\.document_taken"):
        board.renew(names.logged("seal"), b"newer")


def test_missing_folder_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"party\.no_ceremony"):
        Board(tmp_path / "none").documents()
