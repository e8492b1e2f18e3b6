"""One value, one spelling: what is written is read back, and every other spelling is refused."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from enum import IntEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blind.encoding import (
    DEEPEST,
    LARGEST,
    canonical,
    from_hex,
    lp,
    read_time,
    strict_parse,
    tagged_hash,
    time_text,
)
from blind.errors import BlindError, Malformed
from solver.randomness import derive
from tests.blind.changes import changed

KEYS = st.text(st.characters(max_codepoint=126, min_codepoint=32), max_size=6)
TEXTS = st.text(max_size=12).map(lambda text: unicodedata.normalize("NFC", text))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def refusal(data: bytes, **given: Any) -> str:
    with pytest.raises(Malformed) as caught:
        strict_parse(data, **given)
    return caught.value.code


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def test_length_prefix_is_four_bytes_big_endian() -> None:
    assert lp(b"") == b"\0\0\0\0"
    assert lp(b"abc") == b"\0\0\0\x03abc"


def test_tagged_hash_is_the_hash_of_the_prefixed_parts() -> None:
    expected = hashlib.sha256(b"\0\0\0\x11expertpool/x/v1-a" + b"\0\0\0\x01a" + b"\0\0\0\0").digest()
    assert tagged_hash("expertpool/x/v1-a", b"a", b"") == expected


def test_tagged_hash_equals_what_the_solver_derives() -> None:
    assert tagged_hash("expertpool/seed/v1", b"one", b"two") == derive(b"expertpool/seed/v1", b"one", b"two")


def test_tagged_hash_tells_moved_borders_between_parts() -> None:
    assert tagged_hash("t", b"ab", b"c") != tagged_hash("t", b"a", b"bc")
    assert tagged_hash("t", b"") != tagged_hash("t")


def test_tagged_hash_differs_by_algorithm_and_refuses_unknown_ones() -> None:
    assert tagged_hash("t", b"a") != tagged_hash("t", b"a", algorithm="sm3")
    with pytest.raises(Malformed, match="unknown-hash"):
        tagged_hash("t", b"a", algorithm="md5")


def test_canonical_sorts_keys_and_leaves_out_spaces() -> None:
    assert canonical({"b": [1, None, True], "a": "张 三"}) == '{"a":"张 三","b":[1,null,true]}'.encode()


def test_canonical_takes_tuples_mappings_and_numbered_names() -> None:
    class Level(IntEnum):
        SENIOR = 2

    assert canonical({"a": (1, (2,)), "b": Level.SENIOR}) == b'{"a":[1,[2]],"b":2}'


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.0, "not-a-json-value"),
        (b"a", "not-a-json-value"),
        ({"a": {1, 2}}, "not-a-json-value"),
        ({1: "a"}, "key-not-ascii"),
        ({"名": "a"}, "key-not-ascii"),
        (LARGEST + 1, "number-too-large"),
        (-LARGEST - 1, "number-too-large"),
        ("e\u0301", "text-not-nfc"),
        ("\ud800", "lone-surrogate"),
    ],
)
def test_canonical_refuses_what_has_no_one_spelling(value: object, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        canonical(value)
    assert caught.value.code == code


def test_canonical_refuses_a_list_that_contains_itself() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(Malformed, match="too-deep"):
        canonical(endless)


@given(VALUES)
def test_canonical_values_come_back_equal(value: Any) -> None:
    assert strict_parse(canonical(value)) == value


@given(VALUES)
def test_canonical_is_what_json_writes_with_sorted_keys_and_no_spaces(value: Any) -> None:
    assert canonical(value).decode() == json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@settings(max_examples=60)
@given(st.data(), VALUES)
def test_changed_text_is_another_value_or_refused(data: st.DataObject, value: Any) -> None:
    other = data.draw(changed(canonical(value)))
    try:
        read = strict_parse(other)
    except Malformed:
        return
    assert canonical(read) == other


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-json"),
        (b"{", "not-json"),
        (b'{"a":1}{"a":1}', "not-json"),
        (b"\xef\xbb\xbf1", "not-json"),
        (b"\xff", "not-utf8"),
        (b'"\xed\xa0\x80"', "not-utf8"),
        (b"1.0", "not-a-whole-number"),
        (b"1e3", "not-a-whole-number"),
        (b"NaN", "not-a-whole-number"),
        (b"-Infinity", "not-a-whole-number"),
        (b"-0", "minus-zero"),
        (b"9007199254740992", "number-too-large"),
        (b"9" * 1_000_000, "number-too-large"),
        (b'{"a":1,"a":1}', "duplicate-key"),
        (b'{"a":1,"\\u0061":2}', "duplicate-key"),
        ('{"名":1}'.encode(), "key-not-ascii"),
        (b'"\\ud800"', "lone-surrogate"),
        ('"e\u0301"'.encode(), "text-not-nfc"),
        (nested(DEEPEST + 1), "too-deep"),
        (nested(200_000), "too-deep"),
        (b'{"a":' * 200_000, "too-deep"),
        (b'{"b":1,"a":2}', "not-canonical"),
        (b'{"a": 1}', "not-canonical"),
        (b"1 ", "not-canonical"),
        (b'"\\u0061"', "not-canonical"),
        (b'"\\/"', "not-canonical"),
        (b'"\\u4e2d"', "not-canonical"),
    ],
)
def test_strict_parse_refuses(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_strict_parse_takes_the_deepest_value_and_the_largest_number() -> None:
    assert canonical(strict_parse(nested(DEEPEST))) == nested(DEEPEST)
    assert strict_parse(b"[9007199254740991,-9007199254740991]") == [LARGEST, -LARGEST]


def test_strict_parse_of_other_spellings_is_a_choice_that_opens_nothing_else() -> None:
    assert strict_parse(b'{ "b": 1, "a": "\\u4e2d" }', canonical_form=False) == {"a": "中", "b": 1}
    assert refusal(b'{"a":1, "a":1}', canonical_form=False) == "duplicate-key"
    assert refusal(b"1.5", canonical_form=False) == "not-a-whole-number"


def test_strict_parse_reads_no_more_than_it_was_told() -> None:
    assert strict_parse(b"[1]", longest=3) == [1]
    assert refusal(b"[10]", longest=3) == "too-long"


@settings(max_examples=200)
@given(st.binary(max_size=40) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_strict_parse_of_anything_returns_or_refuses(data: bytes) -> None:
    try:
        value = strict_parse(data)
    except BlindError:
        return
    assert canonical(value) == data


def test_hex_is_lower_case_and_of_one_length() -> None:
    assert from_hex("00ff", 2) == b"\x00\xff"
    for wrong in ("00FF", "00f", "00ff00", "zzzz", "", " 00f", "０0ff", 12, None, b"00ff"):
        with pytest.raises(Malformed, match="not-hex"):
            from_hex(wrong, 2)


def test_times_are_written_to_the_second_with_their_offset() -> None:
    moment = datetime(2025, 6, 1, 9, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=8)))
    assert time_text(moment) == "2025-06-01T09:00:00+08:00"
    assert read_time("2025-06-01T09:00:00+08:00") == moment.replace(microsecond=0)
    assert time_text(datetime(2025, 6, 1, 1, tzinfo=UTC)) == "2025-06-01T01:00:00+00:00"


@pytest.mark.every
@pytest.mark.parametrize(
    "text",
    [
        "2025-06-01T09:00:00",
        "2025-06-01T09:00:00Z",
        "2025-06-01 09:00:00+08:00",
        "2025-06-01T09:00:00+0800",
        "2025-06-01T09:00:00-00:00",
        "2025-06-01T24:00:00+08:00",
        "2025-02-30T09:00:00+08:00",
        "2025-06-01T09:00:00.000000",
        "2025-06-01T09:00:00.5+08:",
        "２025-06-01T09:00:00+08:00",
        "",
        None,
        20250601,
    ],
)
def test_times_in_other_spellings_are_refused(text: object) -> None:
    with pytest.raises(Malformed, match="not-a-time"):
        read_time(text)


def test_times_without_offset_or_with_seconds_in_it_are_not_written() -> None:
    with pytest.raises(Malformed, match="time-without-offset"):
        time_text(datetime(2025, 6, 1))  # noqa: DTZ001 - the missing offset is the case
    with pytest.raises(Malformed, match="not-a-time"):
        time_text(datetime(1900, 1, 1, tzinfo=timezone(timedelta(hours=8, minutes=5, seconds=43))))


def test_errors_say_their_code_and_facts() -> None:
    error = Malformed("not-hex", expected_bytes=2)
    assert str(error) == "not-hex: expected_bytes=2"
    assert (error.code, error.facts) == ("not-hex", {"expected_bytes": 2})


@pytest.mark.every
@pytest.mark.parametrize(("marks", "fits"), [(30, True), (31, False), (200_000, False)])
def test_marks_that_never_end_are_refused_before_they_are_put_in_order(marks: int, fits: bool) -> None:
    text = "\u0316" * marks
    data = json.dumps("a" + text, ensure_ascii=False).encode()
    if fits:
        assert strict_parse(data) == "a" + text
    else:
        with pytest.raises(Malformed, match="marks-without-end"):
            strict_parse(data)
