"""Entries read fast are read as the log's own reader reads them, and refused where it refuses."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blind.errors import Malformed
from blind.log.entry import Entry
from expertpool.queries.entry_lines import read_line

LINE = (
    Entry(
        seq=17,
        time=datetime(2025, 6, 1, 9, tzinfo=timezone(timedelta(hours=8))),
        kind="draw:panel:seated",
        scope="甲评委会/2025",
        actor="office",
        body_hash=bytes(range(32)),
    )
    .to_bytes()
    .decode()
)


def outcome(read: object, line: str) -> object:
    assert callable(read)
    try:
        return read(line)
    except Malformed as error:
        return error.code


def slowly(line: str) -> Entry:
    return Entry.parse(line.encode(errors="surrogatepass"))


def test_a_line_is_read() -> None:
    assert read_line(LINE) == slowly(LINE)


@given(st.integers(0, len(LINE)), st.integers(0, 3), st.text(max_size=3))
def test_changed_lines_are_read_or_refused_alike(place: int, cut: int, put: str) -> None:
    changed = LINE[:place] + put + LINE[place + cut :]
    assert outcome(read_line, changed) == outcome(slowly, changed)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.integers(-1, 1 << 55))
def test_any_scope_and_number_is_read_or_refused_alike(scope: str, seq: int) -> None:
    changed = LINE.replace("甲评委会/2025", scope).replace('"seq":17', f'"seq":{seq}')
    assert outcome(read_line, changed) == outcome(slowly, changed)


@pytest.mark.parametrize(
    "change",
    [("2025-06-01T09", "2025-13-01T09"), ("+08:00", "+0800:"), ('"v":1', '"v":2'), ("评", "\ud800"), ("17", "017")],
)
def test_spoilt_lines_are_refused(change: tuple[str, str]) -> None:
    with pytest.raises(Malformed):
        read_line(LINE.replace(*change))
