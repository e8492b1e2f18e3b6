"""The checker finds everything in untouched dossiers, and redactors that only look right fail it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tests.blind.redact.corpus import naive
from tests.blind.redact.corpus.assembly import corpus, makers
from tests.blind.redact.corpus.check import judge
from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.vector import CorpusFile, Dossier, Kind

SAMPLE = frozenset(name for name, _ in makers()[::16])
"""Every eighth kind of file, for the tests that judge pixels."""


@pytest.fixture(scope="module", params=["sample", pytest.param("whole", marks=pytest.mark.full)])
def untouched(request: pytest.FixtureRequest) -> list[Dossier]:
    """A sample of one seed, or the whole of it."""
    return corpus(11, only=None if request.param == "whole" else SAMPLE.__contains__)


@pytest.mark.full
def test_corpus_is_large_enough_and_covers_every_kind() -> None:
    files = [file for dossier in corpus(11) for file in dossier.files]
    stories = {vector.story for file in files for vector in file.vectors}
    controls = {stay.phrase for file in files for stay in file.stays if stay.control}
    assert len(stories) >= 300
    assert len(controls) >= 40
    assert sum(stay.control for file in files for stay in file.stays) >= 80
    assert {file.name.rsplit(".", 1)[1] for file in files} == {
        "docx", "jpg", "pdf", "png", "pptx", "tif", "txt", "xls", "xlsx", "zip",
    }  # fmt: skip  # laid out as a table
    kinds = Counter(vector.kind for file in files for vector in file.vectors)
    assert min(kinds[kind] for kind in Kind) >= 60


def test_equal_seeds_give_equal_dossiers_and_other_seeds_other_people(untouched: list[Dossier]) -> None:
    again, other = corpus(11, only=SAMPLE.__contains__), corpus(12, only=SAMPLE.__contains__)
    known = {file.data for dossier in untouched for file in dossier.files}
    assert {file.data for dossier in again for file in dossier.files} <= known
    assert {dossier.person.name for dossier in other} != {dossier.person.name for dossier in again}


def test_untouched_dossiers_leak_every_vector_and_keep_every_phrase(untouched: list[Dossier]) -> None:
    unseen: list[tuple[str, str]] = []
    unread: list[tuple[str, str]] = []
    for dossier in untouched:
        for file in dossier.files:
            verdict = judge(file, file.data, name=file.name)
            leaking = {id(vector) for vector, _ in verdict.leaks}
            unseen += [(file.name, vector.story) for vector in file.vectors if id(vector) not in leaking]
            unread += [
                (file.name, stay.phrase)
                for stay, why in verdict.lost
                if not (stay.patches and why == "not in the text layer")  # a picture has no text layer of its own
            ]
    assert unseen == []
    assert unread == []


@pytest.mark.parametrize("redactor", [naive.replaced, naive.boxed])
def test_naive_redactors_leak_most_vectors(
    untouched: list[Dossier], redactor: Callable[[CorpusFile, Person], bytes]
) -> None:
    leaked: Counter[Kind] = Counter()
    there: Counter[Kind] = Counter()
    for dossier in untouched:
        for file in dossier.files:
            verdict = judge(file, redactor(file, dossier.person), name=file.name)
            leaked.update(vector.kind for vector, _ in verdict.leaks)
            there.update(vector.kind for vector in file.vectors)
    print(redactor.__name__, {kind.value: f"{leaked[kind]}/{there[kind]}" for kind in Kind})
    assert leaked.total() / there.total() > 0.6
    assert leaked[Kind.HIDDEN] / there[Kind.HIDDEN] > 0.3
    assert leaked[Kind.PIXEL] >= 0.95 * there[Kind.PIXEL]
