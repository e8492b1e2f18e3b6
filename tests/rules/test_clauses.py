"""Clauses and rules in every language: what a file of data cites or says in Chinese, each other language reads."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from expertpool.words import Language
from expertpool.words.clauses import clause_in, read_clauses

PACKAGE = Path(__file__).parents[2] / "expertpool"
OTHERS = [language for language in Language if language is not Language.ZH]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TRANSLATED = ("says", "title", "hint", "note")


def blocks(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from blocks(one)


DATA = {
    path.relative_to(PACKAGE).as_posix(): [*blocks(tomllib.loads(path.read_text(encoding="utf-8")))]
    for path in sorted(PACKAGE.rglob("*.toml"))
    if "words" not in path.parts
}
CITED = {block["clause"] for found in DATA.values() for block in found if isinstance(block.get("clause"), str)}


def test_clauses_are_cited_in_the_files_of_data() -> None:
    assert len(CITED) > 140


@pytest.mark.parametrize("language", OTHERS)
def test_every_clause_is_read_in_every_language_and_no_reading_is_left_over(language: Language) -> None:
    assert CITED ^ set(read_clauses(language)) == set()


@pytest.mark.parametrize("language", OTHERS)
def test_no_reading_is_left_in_chinese(language: Language) -> None:
    assert [said for said in read_clauses(language).values() if CHINESE.search(said)] == []


def test_no_clause_names_an_entry_of_a_file_to_a_reader_of_pages() -> None:
    named = [said for said in (clause_in(clause, Language.ZH) for clause in CITED) if re.search(r"[a-z_]{4,}", said)]

    assert [one for one in named if not one.startswith("2025 notice")] == []


def test_readings_in_chinese_are_of_clauses_that_are_cited() -> None:
    assert set(read_clauses(Language.ZH)) - CITED == set()


def test_clause_of_a_pack_from_elsewhere_stays_as_it_is_cited() -> None:
    assert clause_in("某市办法 第三条", Language.EN) == "某市办法 第三条"


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("file", [name for name, found in DATA.items() if any("says_en" in one for one in found)])
def test_every_sentence_of_a_file_stands_in_every_language(file: str, language: Language) -> None:
    lacking = [
        f"{block.get('id')}: {key}"
        for block in DATA[file]
        for key in TRANSLATED
        if isinstance(block.get(key), str) and not str(block.get(f"{key}_{language.value}", "")).strip()
    ]

    assert lacking == []
