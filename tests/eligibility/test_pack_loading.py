"""Packs about applicants as files: those that must not load are refused with the file, the rule and the key."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from expertpool.eligibility.pack import load_pack
from expertpool.errors import Refusal
from expertpool.words import Language

VECTORS = Path(__file__).parent / "vectors"
MALFORMED = sorted((VECTORS / "malformed").glob("*.toml"))
EXPECTED = re.compile(r"# refused: (?P<code>\S+) at (?P<place>.*)")


@pytest.mark.parametrize("file", MALFORMED, ids=lambda file: file.stem)
def test_a_malformed_pack_is_refused_at_its_place(file: Path) -> None:
    expected = EXPECTED.match(file.read_text(encoding="utf-8"))

    with pytest.raises(Refusal) as refused:
        load_pack(str(file))

    refusal = refused.value
    assert (refusal.code, refusal.where.field) == (expected["code"], expected["place"])
    assert refusal.where.file == str(file)
    for language in Language:
        assert refusal.message(language)
        assert refusal.hint(language)


def test_every_malformed_pack_is_there() -> None:
    assert len(MALFORMED) == 5


def test_a_pack_may_be_in_force_on_a_single_day() -> None:
    pack = load_pack(str(VECTORS / "valid" / "in-force-on-one-day.toml"))
    days = [date(2025, 5, 31), date(2025, 6, 1), date(2025, 6, 2)]
    assert [pack.in_force(day) for day in days] == [False, True, False]


def test_a_pack_without_a_header_is_named_after_its_file_and_always_binds() -> None:
    pack = load_pack(str(VECTORS / "valid" / "no-header-at-all.toml"))
    titles = {pack.title_in(language) for language in Language}
    assert (pack.name, titles, pack.in_force(date(1999, 1, 1))) == ("no-header-at-all", {"no-header-at-all"}, True)
