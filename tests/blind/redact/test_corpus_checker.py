"""The corpus measures: its checker finds everything in untouched dossiers, and redactors that only look right fail it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tests.blind.redact.corpus import naive
from tests.blind.redact.corpus.assembly import corpus
from tests.blind.redact.corpus.check import judge
from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.vector import CorpusFile, Dossier, Kind


@pytest.fixture(scope="module")
def untouched() -> list[Dossier]:
    return corpus(11)


def test_corpus_is_large_enough_and_covers_every_kind(untouched: list[Dossier]) -> None:
    files = [file for dossier in untouched for file in dossier.files]
    stories = {vector.story for file in files for vector in file.vectors}
    controls = {stay.phrase for file in files for stay in file.stays if stay.control}
    assert len(stories) >= 235
    assert len(controls) >= 40
    assert sum(stay.control for file in files for stay in file.stays) >= 60
    assert {file.name.rsplit(".", 1)[1] for file in files} == {
        "docx", "jpg", "pdf", "png", "pptx", "tif", "txt", "xls", "xlsx", "zip",
    }  # fmt: skip
    kinds = Counter(vector.kind for file in files for vector in file.vectors)
    assert min(kinds[kind] for kind in Kind) >= 60


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


@pytest.mark.parametrize(("redactor", "at_least"), [(naive.replaced, 0.7), (naive.boxed, 0.7)])
def test_naive_redactors_leak_most_vectors(
    untouched: list[Dossier], redactor: Callable[[CorpusFile, Person], bytes], at_least: float
) -> None:
    leaked: Counter[Kind] = Counter()
    there: Counter[Kind] = Counter()
    for dossier in untouched:
        for file in dossier.files:
            verdict = judge(file, redactor(file, dossier.person), name=file.name)
            leaked.update(vector.kind for vector, _ in verdict.leaks)
            there.update(vector.kind for vector in file.vectors)
    print(redactor.__name__, {kind.value: f"{leaked[kind]}/{there[kind]}" for kind in Kind})
    assert leaked.total() / there.total() > at_least
    assert leaked[Kind.PIXEL] == there[Kind.PIXEL]
