"""Drafts on the server: saves that are cut off, tampered with, made by two at once; what was acknowledged stands."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expertpool.desk.field_drafts import LEAF, LONGEST, FieldDrafts, Typed
from expertpool.errors import Refusal

AT = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)
KEY = b"k" * 32


def drafts(folder: Path) -> FieldDrafts:
    return FieldDrafts(folder / "reader" / "packet", KEY)


def saved(folder: Path, *texts: str) -> FieldDrafts:
    kept = drafts(folder)
    for minute, text in enumerate(texts):
        kept.save("mark-0", text, at=AT + timedelta(minutes=minute))
    return kept


def file_of(kept: FieldDrafts) -> Path:
    (found,) = kept.folder.iterdir()
    return found


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_the_newest_save_counts_and_the_file_never_grows(tmp_path: Path, count: int) -> None:
    kept = saved(tmp_path, *(str(number) for number in range(count)))
    assert kept.read(["mark-0", "reason-0"]) == {"mark-0": Typed(str(count - 1), AT + timedelta(minutes=count - 1))}
    assert file_of(kept).stat().st_size == 2 * LEAF
    assert file_of(kept).stat().st_mode & 0o077 == 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=LONGEST))
def test_any_text_comes_back_as_it_was_typed(tmp_path: Path, text: str) -> None:
    kept = saved(tmp_path, text)
    assert kept.read(["mark-0"])["mark-0"].text == text.encode("utf-8", "replace").decode()


def test_the_longest_text_of_the_widest_signs_fits_and_one_more_is_refused(tmp_path: Path) -> None:
    kept = saved(tmp_path, "𠮷" * LONGEST)
    assert kept.read(["mark-0"])["mark-0"].text == "𠮷" * LONGEST
    with pytest.raises(Refusal) as refused:
        kept.save("mark-0", "x" * (LONGEST + 1), at=AT)
    assert refused.value.code == "desk.too_long"


@pytest.mark.parametrize("written", [0, 1, 4096, LEAF - 1])
@pytest.mark.parametrize("count", [2, 3])
def test_a_save_that_was_cut_off_leaves_the_one_before(tmp_path: Path, count: int, written: int) -> None:
    kept = saved(tmp_path, *("abcd"[:count]))
    whole = file_of(kept).read_bytes()
    kept.save("mark-0", "late", at=AT)
    torn = bytearray(whole)
    place = count % 2 * LEAF
    torn[place : place + written] = file_of(kept).read_bytes()[place : place + written]
    file_of(kept).write_bytes(torn)
    assert drafts(tmp_path).read(["mark-0"])["mark-0"].text == "abcd"[count - 1]
    kept.save("mark-0", "again", at=AT)
    assert kept.read(["mark-0"])["mark-0"].text == "again"


def test_a_file_neither_of_whose_leaves_opens_is_refused_and_a_save_mends_it(tmp_path: Path) -> None:
    kept = saved(tmp_path, "1", "2")
    file_of(kept).write_bytes(b"\x00" * 2 * LEAF)
    with pytest.raises(Refusal) as refused:
        kept.read(["mark-0"])
    assert refused.value.code == "desk.draft_damaged"
    kept.save("mark-0", "3", at=AT)
    assert kept.read(["mark-0"])["mark-0"].text == "3"


def test_a_leaf_of_another_field_or_packet_opens_nothing(tmp_path: Path) -> None:
    kept = saved(tmp_path, "1")
    kept.save("mark-1", "2", at=AT)
    first, second = sorted(kept.folder.iterdir())
    first.write_bytes(second.read_bytes())
    with pytest.raises(Refusal):
        kept.read(["mark-0", "mark-1"])


def _write(folder: Path, name: str, times: int) -> None:
    kept = drafts(folder)
    for number in range(times):
        kept.save("comment", f"{name}{number}", at=AT)
        kept.save(f"mark-{name}", str(number), at=AT)


def test_two_servers_saving_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    times = 40
    spawn: Callable[..., multiprocessing.Process] = multiprocessing.get_context("fork").Process
    both = [spawn(target=_write, args=(tmp_path, name, times)) for name in ("a", "b")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    found = {name: typed.text for name, typed in drafts(tmp_path).read(["comment", "mark-a", "mark-b"]).items()}
    last = str(times - 1)
    assert (found["mark-a"], found["mark-b"], found["comment"][1:]) == (last, last, last)


def test_what_was_forgotten_is_not_there_and_may_be_typed_anew(tmp_path: Path) -> None:
    kept = saved(tmp_path, "1", "2")
    kept.forget()
    assert (kept.begun, kept.read(["mark-0"])) == (False, {})
    kept.save("mark-0", "3", at=AT)
    assert kept.read(["mark-0"])["mark-0"].text == "3"
