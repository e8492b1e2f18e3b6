"""The box of one group: takes sealed sheets until it closes, and shows nobody anything but how many are still due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from blind.dsse import Envelope
from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.errors import BlindError, Malformed, Untrusted
from blind.fields import exact, texts
from blind.keys.signer import Verifier
from blind.scoresheet.sealed import SEALED, Receipt, SealedSheet, read_signed, receipt

FORMAT = "expertpool-scores-closed/1"

Task = tuple[str, bytes]
"""A reader's code and the hash of a packet that reader was given."""


@dataclass(frozen=True, kw_only=True)
class ScoreBox:
    """The sheets of a group as they came in: per task every version taken, oldest first. A value, never changed.

    ``tasks``: who reads what, with the device keys that count for that reader now; ``trustees``: the names of those to
    whom every sheet has to be sealed, in order.
    """

    group: str
    rubric: bytes
    tasks: Mapping[Task, Sequence[Verifier]]
    trustees: tuple[str, ...]
    taken: Mapping[Task, tuple[SealedSheet, ...]] = field(default_factory=dict)
    closed: bool = False

    @property
    def due(self) -> int:
        """Tasks without a sheet."""
        return len(self.tasks) - len(self.taken)

    def newest(self) -> list[SealedSheet]:
        """The version of each task that counts, in an order that says nothing about when it came."""
        return sorted((versions[-1] for versions in self.taken.values()), key=lambda one: one.hash)


@dataclass(frozen=True)
class Taken:
    """The box afterwards, the receipt, and whether the very same sheet was there already."""

    box: ScoreBox
    receipt: Receipt
    again: bool


def submit(box: ScoreBox, untrusted: bytes) -> Taken:
    """Put one signed sealed sheet in. The same sheet once more changes nothing and gets the same receipt.

    Raises ``Malformed`` ("sheet-of-another-shape" among others), ``Forged``; ``Untrusted`` with the code "other-group",
    "other-rubric", "not-assigned", "key-not-pinned", "older-version", "version-taken", "version-skipped" or
    "scores-closed".
    """
    offered = untrusted_place(untrusted)
    task = (offered.place.reader, offered.place.packet)
    check_place(box, offered, task)
    sealed = read_signed(untrusted, box.tasks[task])
    versions = box.taken.get(task, ())
    if any(one.hash == sealed.hash for one in versions):
        return Taken(box, receipt(sealed), again=True)
    if box.closed:
        raise Untrusted("scores-closed", group=box.group)
    check_version(sealed, versions)
    return Taken(replace(box, taken={**box.taken, task: (*versions, sealed)}), receipt(sealed), again=False)


def submit_all(box: ScoreBox, untrusted: Iterable[bytes]) -> tuple[ScoreBox, list[Receipt | BlindError]]:
    """Put in what an offline packet brings; one bad sheet holds back no other. Twice is as good as once."""
    answers: list[Receipt | BlindError] = []
    for data in untrusted:
        try:
            taken = submit(box, data)
        except BlindError as error:
            answers.append(error)
        else:
            box = taken.box
            answers.append(taken.receipt)
    return box, answers


def untrusted_place(untrusted: bytes) -> SealedSheet:
    """What the sheet says it is, before any signature was looked at: only to find the keys it must be signed with."""
    return SealedSheet.parse(Envelope.parse(untrusted).payload)


def check_place(box: ScoreBox, offered: SealedSheet, task: Task) -> None:
    """Whether a sheet belongs in this box at all."""
    if offered.place.group != box.group:
        raise Untrusted("other-group", expected=box.group, found=offered.place.group[:80])
    if offered.place.rubric != box.rubric:
        raise Untrusted("other-rubric", expected=box.rubric.hex(), found=offered.place.rubric.hex())
    if task not in box.tasks:
        raise Untrusted("not-assigned", reader=offered.place.reader[:80], packet=offered.place.packet.hex())
    if offered.sealed.holders != box.trustees or len(offered.sealed.ciphertext) != SEALED:
        raise Malformed("sheet-of-another-shape", bytes=len(offered.sealed.ciphertext))


def check_version(sealed: SealedSheet, versions: tuple[SealedSheet, ...]) -> None:
    """Versions come one after the other, each once."""
    version, last = sealed.place.version, len(versions)
    if version > last + 1:
        raise Untrusted("version-skipped", found=version, next=last + 1)
    if version <= last:
        raise Untrusted("version-taken" if version == last else "older-version", found=version, next=last + 1)


def close(box: ScoreBox) -> ScoreBox:
    """The box shut for good."""
    return replace(box, closed=True)


@dataclass(frozen=True, kw_only=True)
class Closing:
    """The record of a closed group: the hash of every sheet that counts, sorted, and how many tasks have none."""

    group: str
    rubric: bytes
    sheets: tuple[bytes, ...]
    missing: int

    @property
    def root(self) -> bytes:
        """The hash of the record."""
        return tagged_hash("expertpool/scores-closed/v1", self.to_bytes())

    def to_bytes(self) -> bytes:
        """The record as canonical JSON: the body of its ledger entry."""
        named: dict[str, Any] = {"format": FORMAT, "group": self.group, "missing": self.missing}
        return canonical({**named, "rubric": self.rubric.hex(), "sheets": [one.hex() for one in self.sheets]})

    @classmethod
    def parse(cls, data: bytes) -> Closing:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields = {"format": str, "group": str, "missing": int, "rubric": str, "sheets": list}
        record = exact(strict_parse(data), fields, what="scores-closed")
        if record["format"] != FORMAT or record["missing"] < 0:
            raise Malformed("unknown-version", what="scores-closed", format=record["format"][:40])
        sheets = tuple(from_hex(one, 32) for one in texts(record["sheets"], what="scores-closed.sheets"))
        if list(sheets) != sorted(set(sheets)):
            raise Malformed("sheets-out-of-order", what="scores-closed")
        rubric = from_hex(record["rubric"], 32)
        return cls(group=record["group"], rubric=rubric, sheets=sheets, missing=record["missing"])


def closing(box: ScoreBox) -> Closing:
    """The record of a box that was closed. Raises ``Untrusted`` ("scores-open") for one that was not."""
    if not box.closed:
        raise Untrusted("scores-open", group=box.group)
    hashes = tuple(one.hash for one in box.newest())
    return Closing(group=box.group, rubric=box.rubric, sheets=hashes, missing=box.due)


def left_out(record: Closing, receipts: Iterable[Receipt]) -> list[Receipt]:
    """The receipts whose sheet is not among those that count; a reader's last receipt must never be here."""
    listed = set(record.sheets)
    return [one for one in receipts if one.document not in listed]
