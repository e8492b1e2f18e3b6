"""What the office's pages about dossiers show: all batches, one batch with its applicants, one applicant's files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from web.contexts.form import Form


@dataclass(frozen=True, kw_only=True)
class BatchLine:
    """A batch in the list; ``stage``: how its last run stands."""

    id: str
    title: str
    made_by: str
    made_at: datetime
    applicants: int
    stage: str


@dataclass(frozen=True, kw_only=True)
class DossiersPage:
    """All batches, and the form for another; ``laid``: folders that lie ready on the server's computer."""

    batches: tuple[BatchLine, ...]
    laid: tuple[str, ...]
    largest: int
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, kw_only=True)
class RunShown:
    """The batch's last run. ``message``: why it was refused, in words."""

    stage: str
    by: str
    at: datetime | None
    done: int
    total: int
    message: str


@dataclass(frozen=True, kw_only=True)
class ReceivedShown:
    """What the last upload brought."""

    applicants: int
    files: int
    replaced: tuple[str, ...]
    strangers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DossierLine:
    """One applicant of a batch; ``state`` is a word of the blinding's states, ``reasons`` are sentences."""

    place: int
    key: str
    name: str
    files: int
    pages: int
    state: str
    questions: int
    reasons: tuple[str, ...]
    pending: int
    changed: bool


@dataclass(frozen=True, kw_only=True)
class BatchPage:
    """A batch; ``released`` packets are counted and not named, so that nobody reads a codename beside a key.

    ``training``: the map is sealed to keys that lie on this computer.
    """

    id: str
    title: str
    level: str
    only_confirmed: bool
    laid: str
    largest: int
    run: RunShown
    received: ReceivedShown | None
    lines: tuple[DossierLine, ...]
    counts: Mapping[str, int]
    pending: int
    released: int
    training: bool
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """One file of a dossier; ``first``: the number of its first page in the packet, 0 where it has none."""

    name: str
    pages: int
    clean: bool
    hidden: int
    first: int
    dropped: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class QuestionLine:
    """A question in words; ``about`` is what an answer names, ``doubt`` whether something could not be read.

    ``here``: how many places of it are on the page shown, of ``places`` in all; ``answer``: what was decided since.
    """

    about: str
    sentence: str
    snippet: str
    doubt: bool
    here: int
    places: int
    answer: str


@dataclass(frozen=True, kw_only=True)
class DossierPage:
    """One applicant's files, and what belongs to no page."""

    batch: str
    title: str
    line: DossierLine
    files: tuple[FileLine, ...]
    questions: tuple[QuestionLine, ...]
    unconfirmed: int
    doubtful: int
    next_doubt: int
    next_unconfirmed: int
    risks: tuple[str, ...]
    running: bool
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, kw_only=True)
class BoxLine:
    """A place on a page: its corners in pixels, what was done with it and why, and what was decided since.

    ``mark``: how it is drawn (hidden, asked, kept); ``added``: nobody's finding yet, but a person's wish since.
    """

    number: int
    id: str
    corners: tuple[int, int, int, int] | None
    mark: str
    what: str
    why: str
    text: str
    sureness: int
    decided_by: str
    next_act: str
    added: bool = False


@dataclass(frozen=True, kw_only=True)
class RedactionPage:
    """A page of the original beside the packet's page, with everything to be decided about it."""

    batch: str
    place: int
    key: str
    number: int
    total: int
    file: str
    page: int
    width: int
    height: int
    aligned: bool
    boxes: tuple[BoxLine, ...]
    questions: tuple[QuestionLine, ...]
    confirmed: bool
    unconfirmed: int
    before: int
    after: int
    next_doubt: int
    next_unconfirmed: int
    pending: int
    running: bool
    zoom: int
    form: Form = field(default_factory=Form)
