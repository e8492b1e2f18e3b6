"""Places of persons and of words in dossiers of every kind: how many are taken for the other."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest

from blind.redact.finders import Searcher, prepare
from blind.redact.hit import Act, Level
from tests.blind.redact.finders.applicant import called

FOLDER = Path(__file__).parent / "places"
WORDY = FOLDER / "names_that_are_words.txt"
PLAIN = FOLDER / "names_that_are_none.txt"


@cache
def searcher(name: str) -> Searcher:
    return prepare(called(name), Level.STANDARD)


def lines(file: str) -> list[str]:
    text = (FOLDER / file).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line.replace("\\n", "\n").replace("\\t", "\t") for line in kept]


def acts(name: str, text: str) -> list[Act]:
    """What is done with every place of the name."""
    found, result, at = searcher(name).find(text), [], text.find(name)
    while at >= 0:
        end = at + len(name)
        result.append(next((hit.act for hit in found if hit.start <= at and hit.end >= end), Act.KEEP))
        at = text.find(name, end)
    return result


def acts_in_place(file: str, called_by: Path, each: int) -> list[tuple[Act, str]]:
    random, names = Random(11), called_by.read_text(encoding="utf-8").split()
    texts = [(name, line.replace("X", name)) for line in lines(file) for name in random.sample(names, each)]
    return [(act, text) for name, text in texts for act in acts(name, text)]


@pytest.mark.parametrize("each", [1, pytest.param(4, marks=pytest.mark.full)])
@pytest.mark.parametrize(("file", "most"), [("fitted_persons.txt", 0.01), ("unseen_persons.txt", 0.05)])
def test_person_called_like_a_word_is_seldom_left_standing(file: str, most: float, each: int) -> None:
    done = acts_in_place(file, WORDY, each)
    kept = [text for act, text in done if act is Act.KEEP]
    assert len(kept) <= most * len(done), kept


@pytest.mark.parametrize("file", ["fitted_persons.txt", "unseen_persons.txt"])
def test_person_whose_name_is_no_word_is_hidden_everywhere(file: str) -> None:
    assert [text for act, text in acts_in_place(file, PLAIN, 1) if act is not Act.HIDE] == []


@pytest.mark.parametrize("file", ["fitted_words.txt", "unseen_words.txt"])
def test_word_used_as_a_word_is_hardly_ever_hidden_and_mostly_left_alone(file: str) -> None:
    pairs = [line.split("|", 1) for line in lines(file)]
    done = [(act, text) for word, text in pairs for act in acts(word, text)]
    hidden = [text for act, text in done if act is Act.HIDE]
    assert len(hidden) <= 0.01 * len(done), hidden
    asked = [text for act, text in done if act is Act.ASK]
    assert len(asked) <= 0.18 * len(done), asked
