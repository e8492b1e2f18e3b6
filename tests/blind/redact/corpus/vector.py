"""What the corpus knows of its own files: where identity stands and what has to stay."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tests.blind.redact.corpus.people import Person

Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]


class Kind(StrEnum):
    """How a leak would reach a reader."""

    HIDDEN = "hidden"
    """Nobody sees it on the page: metadata, layers, revisions."""
    PIXEL = "pixel"
    """It is seen and is no text: seals, faces, scans."""
    VISIBLE = "visible"
    """It is text that everybody can read."""


@dataclass(frozen=True)
class Patch:
    """Ink on an upright page: ``mask`` covers ``left, top`` and what follows, at 150 dots an inch.

    ``page`` counts the file's pages from 0; ``picture`` is set when the page is a picture inside a file that flows, so
    that its place in the packet is not known beforehand.
    """

    page: int
    left: int
    top: int
    mask: Mask
    picture: str = ""


def on_page(number: int, patches: tuple[Patch, ...]) -> tuple[Patch, ...]:
    """The patches of a page by itself, in a file in which it is page ``number``."""
    return tuple(replace(patch, page=number) for patch in patches)


@dataclass(frozen=True)
class Vector:
    """One way in which one file tells whose it is; any of ``secrets`` found, or any patch seen, is a leak."""

    story: str
    kind: Kind
    secrets: tuple[str, ...]
    patches: tuple[Patch, ...] = ()


@dataclass(frozen=True)
class Stay:
    """A phrase that has to stay readable. ``control``: it looks like identity and is an ordinary word or number."""

    phrase: str
    control: bool = False
    patches: tuple[Patch, ...] = ()


@dataclass
class CorpusFile:
    """A file with what is known about it; ``pages`` and ``pictures`` are upright originals at 150 dots an inch."""

    name: str
    data: bytes
    vectors: list[Vector] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    pages: list[Grey] = field(default_factory=list)
    pictures: dict[str, Grey] = field(default_factory=dict)
    cost: int = 1
    """1: no OCR needed, 2: a sparse page to be recognised, 3: more."""


@dataclass
class Dossier:
    """One applicant's files."""

    person: Person
    files: list[CorpusFile] = field(default_factory=list)
