"""What the office's pages about readings show: readers, conflicts by application key, the curve, the assignment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from web.contexts.dossiers import RunShown
from web.contexts.form import Form
from web.curve_chart import CurveChart


@dataclass(frozen=True, kw_only=True)
class PanelChoice:
    """A committee whose seated panel may read."""

    value: str
    name: str
    year: int


@dataclass(frozen=True, kw_only=True)
class CurveRow:
    """A cap and what it costs; ``mean`` and ``worst`` are empty where no assignment exists."""

    cap: str
    mean: str
    worst: str
    pairs: int


@dataclass(frozen=True, kw_only=True)
class ReaderLine:
    """One reader of the assignment with the codenames they read."""

    expert_no: str
    name: str
    employer: str
    codenames: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PacketLine:
    """One packet with its readers' numbers."""

    codename: str
    readers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AssignedShown:
    """An assignment that was drawn. ``outdated``: packets were released or withdrawn since.

    ``connected``: all scores were to be comparable; ``parts``: in how many parts they are, of ``fields`` at best;
    ``mean_cost`` and ``worst_cost``: the suitability that takes, "" where the file does not say; ``pairs_cost``: how
    many pairs of packet and expert have no chance for it.
    ``joined``: readings changed so that all scores can be compared; ``worst_served``: ``kept``, or why the worst-served
    packet is below ``worst`` for it; ``apart``: parts whose scores cannot be compared, 0 where there are none.
    """

    assurance: str
    training: bool
    readers: int
    load: int
    cap: str
    mean: str
    worst: str
    support: int
    recused: int
    lowest: int
    highest: int
    connected: bool
    parts: int
    fields: int
    mean_cost: str
    worst_cost: str
    pairs_cost: int
    joined: int
    worst_served: str
    apart: int
    outdated: bool
    by_reader: tuple[ReaderLine, ...]
    by_packet: tuple[PacketLine, ...]


@dataclass(frozen=True, kw_only=True)
class GroupProgress:
    """How far a round of a review group with packets of this batch has come: sheets that came of those owed, no score.

    ``newest``: the group's last round so far; ``back``: readers of the group who stepped away and have no successor
    yet; ``extra``: readers who were drawn for it later.
    """

    group: str
    title: str
    round: int
    owed: int
    came: int
    closed: bool
    newest: bool
    back: int
    extra: int


@dataclass(frozen=True, kw_only=True)
class CheckedShown:
    """The second look at every pair: how many were looked at, must not be, and want a person's look."""

    pairs: int
    broken: int
    look: int


@dataclass(frozen=True, kw_only=True)
class AssignmentPage:
    """Who reads a batch's packets. ``step``: the slow work that goes on, or was refused last; "" for none.

    ``may_leave``: no group reads by the assignment yet, so that a reader can be taken out of it.
    """

    batch: str
    title: str
    released: int
    source: str
    people: int
    panels: tuple[PanelChoice, ...]
    step: str
    run: RunShown
    conflicts: Mapping[str, int]
    searched: bool
    stale: bool
    open: int
    limits: int
    curve: CurveChart | None
    rows: tuple[CurveRow, ...]
    assigned: AssignedShown | None
    may_leave: bool
    explained: str
    checked: CheckedShown | None
    sheets: tuple[tuple[str, str], ...]
    methods: tuple[str, ...]
    progress: tuple[GroupProgress, ...]
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, kw_only=True)
class CitedShown:
    """Where a conflict stands: a place in words, and the line itself."""

    place: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ConflictLine:
    """One finding between an application and an expert; ``answer``: avoid, no, or "" where nobody decided."""

    id: str
    key: str
    expert_no: str
    name: str
    employer: str
    ground: str
    why: str
    standing: str
    cited: tuple[CitedShown, ...]
    open: bool
    answer: str
    by: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ConflictsPage:
    """Every finding of a batch, those that wait for a person first; ``unread``: what of the dossiers was not read."""

    batch: str
    title: str
    on: date | None
    lines: tuple[ConflictLine, ...]
    open: int
    unread: tuple[tuple[str, str], ...]
    stale: bool
    declared: tuple[tuple[str, str, str], ...]
    keys: tuple[str, ...]
    experts: tuple[tuple[str, str], ...]
    form: Form = field(default_factory=Form)
