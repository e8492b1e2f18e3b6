"""An expert's desk: own groups, packets by codename, and the sheet in hand; no place for an applicant, or others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from web.contexts.form import Form


@dataclass(frozen=True)
class GroupLine:
    """One of the reader's groups. ``state``: invited, pledge, reading, done, recused or closed."""

    group: str
    title: str
    state: str
    done: int
    total: int
    next_packet: str


@dataclass(frozen=True)
class DeskPage:
    """The reader's groups, and whether letters are large."""

    groups: tuple[GroupLine, ...]


@dataclass(frozen=True)
class PacketLine:
    """A packet in the reader's own order. ``state``: open, begun, sealed, changed, withdrawn or closed."""

    place: int
    codename: str
    state: str


@dataclass(frozen=True)
class GroupPage:
    """One group; ``packets`` stays empty until invitation and pledge are done."""

    line: GroupLine
    reader: str
    season: int
    packets: tuple[PacketLine, ...]
    grounds: tuple[str, ...]
    mode: str
    form: Form


@dataclass(frozen=True)
class SheetLine:
    """One indicator of the form, with what was typed. ``options``: grades to choose from, none for points."""

    line: int
    title: str
    weight: str
    anchors: tuple[str, ...]
    options: tuple[str, ...]
    saved: str


@dataclass(frozen=True)
class Sheet:
    """The scoresheet in hand; ``form`` holds texts and faults by field. ``lowest`` to ``highest`` in points."""

    lines: tuple[SheetLine, ...]
    form: Form
    lowest: str
    highest: str
    reason_to: str
    reason_from: str
    longest_comment: int
    comment_saved: str
    filled: int


@dataclass(frozen=True)
class Sealing:
    """What the reader's device seals with: its key's id; place, form and trustees' keys as canonical JSON."""

    key_id: str
    place: str
    rubric: str
    trustees: str


@dataclass(frozen=True)
class PacketPage:
    """A packet to read, with its sheet where the reader scores here. ``pages`` are numbers, ``digest`` in hex.

    ``mode``: where sheets are sealed; ``sealing`` where that is the reader's own device.
    """

    group: str
    title: str
    reader: str
    line: PacketLine
    total: int
    done: int
    digest: str
    pages: tuple[int, ...]
    zoom: int
    night: bool
    at: datetime
    sheet: Sheet | None
    before: str
    after: str
    form: Form
    mode: str
    sealing: Sealing | None


@dataclass(frozen=True)
class CheckedLine:
    """One line as it would be sealed."""

    line: int
    title: str
    mark: str
    reason: str


@dataclass(frozen=True)
class CheckPage:
    """The sheet once more before it is sealed."""

    group: str
    title: str
    codename: str
    lines: tuple[CheckedLine, ...]
    comment: str
    form: Form
    again: bool


@dataclass(frozen=True)
class ReceiptPage:
    """What the reader keeps: digests, and no mark."""

    group: str
    title: str
    codename: str
    short: str
    commitment: str
    document: str
    version: int
    at: datetime
    done: int
    total: int
    next_packet: str
    mode: str
