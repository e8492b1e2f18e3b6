"""Every reason for which a file or page is held has its words in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import blind.redact
from blind.redact.opening import HOLDING
from expertpool.packets.questions import Question
from expertpool.packets.sentences import place_words, question_words
from expertpool.words import Language, has

ROOT = Path(blind.redact.__file__).parent
_RAISED = re.compile(r'(?:FileRefused|Doubt|_Gone)\(\s*(?:code=)?"([a-z-]+)"')
_LEAKS = re.compile(r'Leak\(\s*(?:code=)?"([a-z-]+)"')


def sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.rglob("*.py")))


def codes() -> set[str]:
    text = sources()
    return set(_RAISED.findall(text)) | {f"leak-{code}" for code in _LEAKS.findall(text)} | set(HOLDING)


def test_every_code_that_can_hold_a_packet_has_its_sentence() -> None:
    found = codes()
    assert len(found) > 30
    assert sorted(code for code in found if not has(f"redact.doubt.{code}")) == []


@pytest.mark.parametrize("language", Language)
def test_a_question_names_its_text_and_the_first_of_its_places(language: Language) -> None:
    places = tuple(("总结.pdf", page) for page in range(1, 9))
    asked = Question("q", "name", "word-alone-in-line", "安全", (), places)
    assert "安全" in question_words(asked, language)
    assert [str(page) in place_words(asked, language) for page in (1, 5, 3)] == [True, True, True]
    assert place_words(asked, language).count("总结.pdf") == 5
