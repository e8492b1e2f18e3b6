"""Kinds that must not load: each is refused at its place, with what would be right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from expertpool.errors import Refusal
from expertpool.filings.form import form_named, read_form
from expertpool.filings.loading import read_kind
from expertpool.rules.toml_file import read_toml
from expertpool.words import Language

VECTORS = Path(__file__).parent / "vectors"
MALFORMED = sorted((VECTORS / "malformed").glob("*.toml"))
EXPECTED = re.compile(r"# refused: (?P<code>\S+)(?: at (?P<place>.*))?")


def test_the_kind_that_all_of_them_differ_from_loads() -> None:
    kind = read_kind(read_toml(VECTORS / "small.toml"), "small.toml")
    assert (kind.id, list(kind.transitions)) == ("small", ["file"])


@pytest.mark.parametrize("file", MALFORMED, ids=lambda file: file.stem)
def test_a_malformed_kind_is_refused_at_its_place(file: Path) -> None:
    expected = EXPECTED.match(file.read_text(encoding="utf-8"))
    assert expected is not None

    with pytest.raises(Refusal) as caught:
        read_kind(read_toml(file), str(file))

    refusal = caught.value
    assert refusal.where is not None
    assert (refusal.code, refusal.where.field) == (expected["code"], expected["place"])
    for language in Language:
        assert refusal.message(language)
        assert refusal.hint(language)


CONTENT = {"id": "a", "title": "甲", "title_en": "a", "hint": "例", "hint_en": "e"}


@pytest.mark.parametrize(
    ("contents", "code"),
    [([], "rules.key_missing"), ([CONTENT, CONTENT], "rules.id_twice"), ([{"id": "a"}], "rules.key_missing")],
)
def test_a_malformed_form_is_refused(contents, code) -> None:
    with pytest.raises(Refusal) as caught:
        read_form({"id": "x", "clause": "c", "content": contents}, "x.toml")
    assert caught.value.code == code


def test_an_unknown_form_is_no_form() -> None:
    with pytest.raises(KeyError):
        form_named("nothing")
