"""Dossiers sent through the redactor: nothing released leaks, what must stay stays, and few questions are asked."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import pytest

from blind.redact import Blinded, Decision, Identity, Workshop, blind_file
from tests.blind.redact.corpus.assembly import corpus
from tests.blind.redact.corpus.run import Tally, sent_through
from tests.blind.redact.corpus.vector import CorpusFile, Kind

CHEAP = frozenset(["hidden-pdf-0", "xls", "zip", "docx-1"])
"""Formats that ``tests/packets/test_whole_offices.py`` sends through in the quick tier too."""
QUICK = frozenset(["hidden-pdf-5", "docx-hidden", "pptx", "pdf-0", "scan-form"])


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop(jobs=1) as opened:
        yield opened


def through(workshop: Workshop, **given: object) -> Tally:
    def blind(file: CorpusFile, identity: Identity, decisions: Sequence[Decision]) -> Blinded:
        return blind_file(file.data, name=file.name, identity=identity, decisions=decisions, workshop=workshop)

    tally = sent_through(corpus(**given), blind)  # type: ignore[arg-type]  # handed on by name
    print(f"\n{given}\n{tally.table()}")
    for outcome, story, why in tally.leaks():
        print("leaked:", outcome.person.name, outcome.file.name, story, why)
    for outcome in tally.outcomes:
        for stay, why in outcome.verdict.lost:
            print("lost:", outcome.person.name, outcome.file.name, stay.phrase, why)
        for doubt in outcome.last.held:
            print("held:", outcome.person.name, outcome.file.name, doubt)
    return tally


@pytest.mark.parametrize(
    ("forms", "vectors"),
    [
        pytest.param(QUICK, 40, id="quick"),
        pytest.param(QUICK | CHEAP, 100, id="all", marks=pytest.mark.full),
    ],
)
def test_sample_of_every_cheap_format_leaks_nothing(workshop: Workshop, forms: frozenset[str], vectors: int) -> None:
    tally = through(workshop, seed=3, only=forms.__contains__)
    assert sum(len(outcome.file.vectors) for outcome in tally.outcomes) >= vectors
    assert [(one.file.name, story, why) for one, story, why in tally.leaks()] == []
    assert share(*tally.kept(control=False)) >= 0.995
    assert share(*tally.kept(control=True)) >= 0.97
    assert sum(outcome.released for outcome in tally.outcomes) >= 0.8 * len(tally.outcomes)


@pytest.mark.full
@pytest.mark.parametrize(("seed", "turns"), [(101, 1), (202, 4)])
def test_whole_corpus_leaks_nothing_and_asks_little(workshop: Workshop, seed: int, turns: int) -> None:
    tally = through(workshop, seed=int(os.environ.get("CORPUS_SEED", seed)), turns=turns)
    assert tally.leaks(Kind.HIDDEN) == []
    assert [(one.file.name, story, why) for one, story, why in tally.leaks()] == []
    assert share(*tally.kept(control=False)) >= 0.995
    assert share(*tally.kept(control=True)) >= 0.99
    assert tally.questions() <= 3
    assert tally.packets_released() >= 0.8


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
