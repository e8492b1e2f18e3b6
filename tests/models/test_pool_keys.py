"""The pool key: seals, matches, is kept to its owner, and is refused in words when it is not the right one."""

from __future__ import annotations

import os
import stat
import sys
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.errors import Refusal
from expertpool.pool_keys import PoolKeys, create_pool_key, key_file, read_pool_key
from expertpool.settings import Settings

KEYS = PoolKeys.derive(bytes(range(32)))
OTHER = PoolKeys.derive(bytes(32))


@given(st.text(alphabet=st.characters(codec="utf-8")), st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_sealed_text_opens_again(text: str, number: str) -> None:
    sealed = KEYS.seal(text, field_name="phone", expert_no=number)
    assert KEYS.open(sealed, field_name="phone", expert_no=number) == text


def test_sealing_twice_gives_two_texts() -> None:
    once, again = (KEYS.seal("13900001234", field_name="phone", expert_no="E1") for _ in range(2))
    assert once != again


@pytest.mark.parametrize(
    ("keys", "field_name", "expert_no"), [(OTHER, "phone", "E1"), (KEYS, "email", "E1"), (KEYS, "phone", "E2")]
)
def test_sealed_text_does_not_open_elsewhere(keys: PoolKeys, field_name: str, expert_no: str) -> None:
    sealed = KEYS.seal("13900001234", field_name="phone", expert_no="E1")
    with pytest.raises(Refusal) as refused:
        keys.open(sealed, field_name=field_name, expert_no=expert_no)
    assert (refused.value.code, refused.value.params) == (
        "store.sealed_altered",
        {"field": field_name, "expert_no": expert_no},
    )


def test_field_and_number_are_bound_apart() -> None:
    sealed = KEYS.seal("x", field_name="a", expert_no="b\x00c")
    with pytest.raises(Refusal):
        KEYS.open(sealed, field_name="a\x00b", expert_no="d")


@pytest.mark.parametrize("place", range(0, 40, 3))
def test_any_altered_byte_is_noticed(place: int) -> None:
    raw = bytearray(urlsafe_b64decode(KEYS.seal("13900001234", field_name="phone", expert_no="E1")))
    assert len(raw) == 1 + 12 + 11 + 16
    raw[place] ^= 1
    with pytest.raises(Refusal):
        KEYS.open(urlsafe_b64encode(bytes(raw)).decode(), field_name="phone", expert_no="E1")


@pytest.mark.parametrize("text", ["", "不是密文", "AQ==", "====", "A"])
def test_what_was_never_sealed_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        KEYS.open(text, field_name="phone", expert_no="E1")


def test_match_code_is_the_same_for_the_same_number_and_key_only() -> None:
    code = KEYS.match_code("99020319700501001X")
    assert code == KEYS.match_code(" 99020319700501001x ")
    assert code != KEYS.match_code("990203197005010011")
    assert code != OTHER.match_code("99020319700501001X")
    assert len(code) == 64


def test_sealing_matching_and_mark_use_different_keys() -> None:
    shown = repr(KEYS)
    assert KEYS.mark != KEYS.match_code("")
    assert shown == f"PoolKeys(mark='{KEYS.mark}')"


def test_created_key_is_read_again_and_is_another_each_time(sqlite_settings: Settings, tmp_path: Path) -> None:
    made = create_pool_key(sqlite_settings)
    read = read_pool_key(sqlite_settings)
    assert read is not None
    assert read.mark == made.mark
    assert create_pool_key(replace(sqlite_settings, home=tmp_path / "other")).mark != made.mark


def test_no_key_file_reads_as_none(sqlite_settings: Settings) -> None:
    assert read_pool_key(sqlite_settings) is None


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_created_key_is_for_its_owner_alone_whatever_the_umask(sqlite_settings: Settings) -> None:
    before = os.umask(0)
    try:
        create_pool_key(sqlite_settings)
    finally:
        os.umask(before)
    file = key_file(sqlite_settings)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [entry.name for entry in file.parent.iterdir()] == ["pool.key"]


def test_creating_at_the_same_time_gives_everybody_the_same_key(sqlite_settings: Settings) -> None:
    marks: list[str] = []
    makers = [threading.Thread(target=lambda: marks.append(create_pool_key(sqlite_settings).mark)) for _ in range(8)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert len(marks) == 8
    assert len(set(marks)) == 1


def test_creating_never_replaces_a_key(sqlite_settings: Settings) -> None:
    first = create_pool_key(sqlite_settings)
    assert create_pool_key(sqlite_settings).mark == first.mark


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_key_in_the_home_folder_that_others_can_read_is_refused(sqlite_settings: Settings) -> None:
    create_pool_key(sqlite_settings)
    key_file(sqlite_settings).chmod(0o640)
    with pytest.raises(Refusal) as refused:
        read_pool_key(sqlite_settings)
    assert refused.value.code == "store.key_readable"


def test_key_named_elsewhere_is_taken_with_the_mode_it_was_given(sqlite_settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "mounted.key"
    file.write_text(bytes(range(32)).hex())
    file.chmod(0o644)
    read = read_pool_key(replace(sqlite_settings, pool_key_file=file))
    assert read is not None
    assert read.mark == KEYS.mark


@pytest.mark.parametrize("content", [b"", b"00" * 31, b"00" * 33, b"zz" * 32, "密钥".encode(), bytes(range(128, 160))])
def test_file_that_is_no_key_is_refused(sqlite_settings: Settings, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "pool.key"
    file.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_pool_key(replace(sqlite_settings, pool_key_file=file))
    assert refused.value.code == "store.key_malformed"


def test_settings_read_the_key_files_name_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EXPERTPOOL_POOL_KEY_FILE", str(tmp_path / "a.key"))
    assert key_file(Settings.read(home=tmp_path)) == tmp_path / "a.key"
    monkeypatch.delenv("EXPERTPOOL_POOL_KEY_FILE")
    assert key_file(Settings.read(home=tmp_path)) == tmp_path / "keys" / "pool.key"
