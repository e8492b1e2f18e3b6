"""Fits the weights by which the finders tell a person from a word, anew and always alike.

    pip install scikit-learn && pip install --no-deps synonyms==3.10.2
    python -m benchmarks.fit_places

reads the sentences under ``tests/blind/redact/finders`` (``places/fitted_*.txt``, ``word_names.py``,
``test_words_that_stay.py``, ``prose.py``) and the word vectors that ``synonyms`` carries, and writes exactly two files
of ``blind/redact/finders/data``: ``nearness.txt`` (the vectors, brought down) and ``settings.txt`` (the weights). It
takes about a minute, needs no network, and gives the same bytes each time. ``places/unseen_*.txt`` is never read
here: it is there to measure the outcome with.
"""

from __future__ import annotations

import re
from base64 import b64encode
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from blind.redact.finders.folding import folded
from blind.redact.finders.lexicon import package_lines
from blind.redact.finders.nearness import WIDTH
from blind.redact.finders.passage import passage
from blind.redact.finders.person import HAN, families, person
from blind.redact.finders.segmenting import dictionary
from blind.redact.finders.setting import HUNDREDTHS, UNIT, subject, traits
from tests.blind.redact.finders import prose, test_words_that_stay, word_names

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "blind/redact/finders/data"
PLACES = ROOT / "tests/blind/redact/finders/places"
COMMON, RARE, SPREAD = 20_000, 70_000, 30_000
"""Of the vectors: so many commonest words; names up to this rank; as many show the directions that matter."""
NAMES_EACH = 6
"""So many names are put into each place of a person."""
NAME_TAGS = ("n", "v", "a", "d", "vn", "an", "ad", "z", "nz", "ns", "t", "s", "i", "l")
SEEN = 60
PERSON_WEIGHT, WORD_WEIGHT, OTHER_WEIGHT, PROSE_WEIGHT = 2.0, 2.0, 0.8, 0.4
PROSE_PLACES = 9_000
PLAIN_NAME = "梁志强"
OTHERS = re.findall(r"\S+", "李文博 吴秀芝 郭建业 李思远 刘海涛 王建国 孙晓东 高玉梅 李敏 王强 张三 郑国梁 贺敏 刘海燕")
"""Persons who stand beside the place in our sentences: their places are places of persons too."""
LEADS = ("", "近年来，")
LEAST = 0.05
"""Weights nearer to nothing are left out."""


class Place(NamedTuple):
    """What is noted about one place, whether a person stands there, and how much it counts."""

    traits: list[str]
    subject: NDArray[np.float64]
    person: bool
    weight: float


def main() -> None:
    """Write both files."""
    write("nearness.txt", nearness_lines())
    write("settings.txt", setting_lines(list(places())))


def write(name: str, lines: Iterable[str]) -> None:
    """One file of the data, replaced whole."""
    beside = DATA / f"{name}.new"
    beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    beside.replace(DATA / name)


def nearness_lines() -> Iterator[str]:
    """The vectors, each brought down to a few bytes, under a line that says where they come from."""
    yield f"# From the word vectors in the package synonyms {version('synonyms')}, MIT licence (see NOTICE.txt),"
    yield f"# by benchmarks/fit_places.py: a word and {WIDTH} signed bytes in base 64, which give its direction."
    words, vectors = vectors_of_package()
    chosen = list(chosen_words(words))
    for row, numbers in zip(chosen, brought_down(vectors)[chosen], strict=True):
        yield f"{words[row]} {b64encode(numbers.tobytes()).decode().rstrip('=')}"


def vectors_of_package() -> tuple[list[str], NDArray[np.float64]]:
    """The words of the package with their vectors, the commonest first; the package itself is not run."""
    spec = find_spec("synonyms")
    if spec is None or not spec.submodule_search_locations:
        message = "pip install --no-deps synonyms==3.10.2"
        raise SystemExit(message)
    data = (Path(spec.submodule_search_locations[0]) / "data/words.vector").read_bytes()
    head = data.index(b"\n")
    count, width = map(int, data[:head].split())
    words, vectors, at = [], np.empty((count, width)), head + 1
    for row in range(count):
        gap = data.index(b" ", at)
        words.append(data[at:gap].decode("utf-8", "replace").strip())
        vectors[row] = np.frombuffer(data, "<f4", width, gap + 1)
        at = gap + 1 + 4 * width
    return words, vectors


def brought_down(vectors: NDArray[np.float64]) -> NDArray[np.int8]:
    """The vectors along the directions in which the common words differ most, as small whole numbers."""
    centred = vectors - vectors.mean(axis=0)
    _, directions = np.linalg.eigh(centred[:SPREAD].T @ centred[:SPREAD])
    main_ones = directions[:, ::-1][:, :WIDTH]
    largest = np.abs(main_ones).argmax(axis=0)
    short = centred @ (main_ones * np.sign(main_ones[largest, range(WIDTH)]))
    short /= np.linalg.norm(short, axis=1, keepdims=True)
    small: NDArray[np.int8] = np.clip(np.round(short * UNIT), -127, 127).astype(np.int8)
    return small


def chosen_words(words: list[str]) -> Iterator[int]:
    """The rows that are kept: common words of the dictionary, and rarer ones that somebody may be called."""
    common = 0
    for row, word in enumerate(words[:RARE]):
        if not (2 <= len(word) <= 4 and HAN.fullmatch(word) and dictionary().knows(word) and folded(word) == word):
            continue
        if common < COMMON or (len(word) == 2 and word[0] in families()):
            common += common < COMMON
            yield row


def places() -> Iterator[Place]:
    """All places, of persons and of words, always in the same order."""
    random = Random(3)
    wordy = (PLACES / "names_that_are_words.txt").read_text(encoding="utf-8").split()
    names = [*wordy * 9, *words_for_names()]
    for text in [*word_names.PERSONS, *lines("fitted_persons.txt")]:
        yield from of_persons(text, random, names)
    fitted = [tuple(line.split("|", 1)) for line in lines("fitted_words.txt")]
    ours = [(word, text) for word, texts in word_names.THINGS.items() for text in texts]
    for word, text in [*ours, *test_words_that_stay.CONTROLS, *fitted]:
        for lead in LEADS:
            yield from of_word(word, lead + text)
    for text in test_words_that_stay.PLAIN:
        yield from of_others(text, (), WORD_WEIGHT)
    yield from of_prose()


def lines(file: str) -> list[str]:
    """The sentences of a file."""
    kept = [line for line in (PLACES / file).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return [line.replace("\\n", "\n").replace("\\t", "\t") for line in kept]


def words_for_names() -> list[str]:
    """Words of two characters that begin like a family name."""
    rows = (line.split(" ") for line in package_lines("jieba", "dict.txt"))
    like = [(word, int(count), tag) for word, count, tag in rows if len(word) == 2 and word[0] in families()]
    return [word for word, count, tag in like if count >= SEEN and tag in NAME_TAGS and dictionary().knows(word)]


def of_persons(text: str, random: Random, names: list[str]) -> Iterator[Place]:
    """Several names in the place of a person, the other persons of the sentence, and its words."""
    for name in random.sample(names, NAMES_EACH):
        filled = text.replace("X", name)
        for match in re.finditer("X", text):
            start = match.start() + text[: match.start()].count("X") * (len(name) - 1)
            yield from place(filled, start, name, person_there=True, weight=PERSON_WEIGHT)
    plain = text.replace("X", PLAIN_NAME)
    yield from of_others(plain, (PLAIN_NAME, *OTHERS), OTHER_WEIGHT)
    for other in OTHERS:
        if other in plain:
            name = random.choice(names)
            there = plain.replace(other, name, 1)
            yield from place(there, plain.index(other), name, person_there=True, weight=PERSON_WEIGHT)


def of_word(word: str, text: str) -> Iterator[Place]:
    """A word used as a word wherever it stands, and the other words."""
    for match in re.finditer(word, text):
        yield from place(text, match.start(), word, person_there=False, weight=WORD_WEIGHT)
    yield from of_others(text, (word,), OTHER_WEIGHT)


def of_others(text: str, but: tuple[str, ...], weight: float) -> Iterator[Place]:
    """The words of a text that somebody may be called."""
    for start, word in wordlike(text):
        if not any(word in name for name in but):
            yield from place(text, start, word, person_there=False, weight=weight)


def wordlike(text: str) -> Iterator[tuple[int, str]]:
    """Where words stand that somebody may be called."""
    whole = passage(text)
    for word in whole.words:
        like = len(word.text) == 2 and word.text[0] in families() and HAN.fullmatch(word.text)
        if like and dictionary().knows(word.text):
            start = whole.first[word.start]
            yield start, text[start : whole.last[word.end - 1]]


def of_prose() -> Iterator[Place]:
    """Words in official prose that names nobody, each in different company."""
    random, met = Random(4), set[str]()
    while len(met) < PROSE_PLACES:
        text = prose.official(random, 300)
        for start, word in wordlike(text):
            beside = text[max(0, start - 5) : start + 7]
            if beside not in met:
                met.add(beside)
                low = max(0, start - 30)
                yield from place(text[low : start + 32], start - low, word, person_there=False, weight=PROSE_WEIGHT)


def place(text: str, start: int, name: str, *, person_there: bool, weight: float) -> Iterator[Place]:
    """One place as the finders see it; nothing if they would not see it."""
    whole, spelled = passage(text), folded(name)
    low, high = (bisect_left(whole.first, at) for at in (start, start + len(name)))
    if whole.dense[low:high] == spelled:
        noted = sorted(set(traits(whole, low, high, person(spelled, "name"))))
        yield Place(noted, subject(whole, low, high), person_there, weight)


def setting_lines(every: list[Place]) -> Iterator[str]:
    """The weights in hundredths, under a line that says where they come from."""
    yield "# What each trait of a place weighs, in hundredths: above 0 for a person, below for a thing. Fitted by"
    yield "# benchmarks/fit_places.py to the project's own sentences."
    known, table = matrix(every)
    model = import_module("sklearn.linear_model").LogisticRegression(solver="liblinear", random_state=0)
    model.fit(table, [one.person for one in every], sample_weight=[one.weight for one in every])
    found = model.coef_[0]
    yield f"always {round(HUNDREDTHS * float(model.intercept_[0]))}"
    for trait, weight in zip(known, found, strict=False):
        if abs(weight) >= LEAST and not trait.startswith("#") and not re.search(r"\s", trait):
            yield f"{trait} {round(HUNDREDTHS * float(weight))}"
    for at, weight in enumerate(found[len(known) :]):
        yield f"subject{at} {round(HUNDREDTHS * float(weight))}"


def matrix(every: list[Place]) -> tuple[list[str], object]:
    """The traits that two places or more have, and a row for each place: its traits, then its subject."""
    count = Counter(trait for one in every for trait in one.traits)
    known = sorted(trait for trait, times in count.items() if times > 1)
    at = {trait: index for index, trait in enumerate(known)}
    rows = [[at[trait] for trait in one.traits if trait in at] for one in every]
    sparse = import_module("scipy.sparse")
    ends = np.cumsum([0, *map(len, rows)])
    table = sparse.csr_matrix((np.ones(ends[-1]), np.concatenate(rows), ends), shape=(len(every), len(known)))
    subjects = np.array([one.subject for one in every])
    return known, sparse.hstack([table, sparse.csr_matrix(subjects)]).tocsr()


if __name__ == "__main__":
    main()
