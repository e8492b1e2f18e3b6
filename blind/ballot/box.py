"""The box: takes each token once, holds sheets in no order, and is written out sorted, in one batch, when it closes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from blind.ballot.definition import Ballot
from blind.ballot.sheet import CastSheet, check_sheet
from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import Forged, Malformed, Untrusted
from blind.fields import exact, natural, texts

FORMAT = "expertpool-ballot-closed/1"


@dataclass(frozen=True)
class BallotBox:
    """The sheets cast, by the public key of their token. A value, never changed; holds no time and no order of arrival."""

    ballot: Ballot
    sheets: Mapping[bytes, CastSheet] = field(default_factory=dict)
    closed: bool = False


def cast(box: BallotBox, untrusted: bytes) -> tuple[BallotBox, bytes]:
    """The box with one more sheet, and its receipt. The very same sheet again changes nothing.

    Raises ``Untrusted`` with the code "token-spent" or "ballot-closed", ``Forged`` ("vote-copied"), and whatever
    ``check_sheet`` raises.
    """
    sheet = CastSheet.parse(untrusted)
    check_sheet(box.ballot, sheet)
    earlier = box.sheets.get(sheet.public)
    if earlier == sheet:
        return box, sheet.hash
    if box.closed:
        raise Untrusted("ballot-closed")
    if earlier is not None:
        raise Untrusted("token-spent")
    votes = {one.commitment for other in box.sheets.values() for one in other.votes}
    if any(one.commitment in votes for one in sheet.votes):
        raise Forged("vote-copied")
    sheets = {**box.sheets, sheet.public: sheet}
    return replace(box, sheets={public: sheets[public] for public in sorted(sheets)}), sheet.hash


@dataclass(frozen=True, kw_only=True)
class BallotClosing:
    """The record of a closed ballot: the hashes of all sheets, sorted; tokens issued; slots nobody used."""

    ballot: bytes
    sheets: tuple[bytes, ...]
    issued: int
    present: int

    @property
    def unused(self) -> int:
        """Members present without a sheet in the box; they stay in the count as not in favour."""
        return self.present - len(self.sheets)

    def to_bytes(self) -> bytes:
        """The record as canonical JSON: the body of its ledger entry."""
        record: dict[str, Any] = {"ballot": self.ballot.hex(), "format": FORMAT, "issued": self.issued}
        return canonical({**record, "present": self.present, "sheets": [one.hex() for one in self.sheets]})

    @classmethod
    def parse(cls, data: bytes) -> BallotClosing:
        """Reads ``to_bytes``; raises ``Malformed``, ``Forged``."""
        fields = {"ballot": str, "format": str, "issued": int, "present": int, "sheets": list}
        record = exact(strict_parse(data), fields, what="ballot-closed")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="ballot-closed", format=record["format"][:40])
        sheets = tuple(from_hex(one, 32) for one in texts(record["sheets"], what="ballot-closed.sheets"))
        if list(sheets) != sorted(set(sheets)):
            raise Malformed("sheets-out-of-order", what="ballot-closed")
        numbers = {name: natural(record[name], what=f"ballot-closed.{name}") for name in ("issued", "present")}
        return checked(cls(ballot=from_hex(record["ballot"], 32), sheets=sheets, **numbers))


def close(box: BallotBox, *, issued: int) -> tuple[BallotBox, BallotClosing]:
    """The box shut for good, and its record. ``issued``: tokens the inspector's machine gave out.

    Raises ``Forged`` ("more-sheets-than-tokens") unless sheets <= tokens <= members present: a token nobody issued
    would show here.
    """
    sheets = tuple(sorted(one.hash for one in box.sheets.values()))
    record = BallotClosing(ballot=box.ballot.hash, sheets=sheets, issued=issued, present=len(box.ballot.roll))
    return replace(box, closed=True), checked(record)


def checked(record: BallotClosing) -> BallotClosing:
    """The record, if its numbers can be."""
    if not len(record.sheets) <= record.issued <= record.present:
        raise Forged(
            "more-sheets-than-tokens", sheets=len(record.sheets), issued=record.issued, present=record.present
        )
    return record


def check_box(ballot: Ballot, record: BallotClosing, sheets: Iterable[CastSheet]) -> tuple[CastSheet, ...]:
    """All sheets of the record, every one genuine, none missing and none more; a part of them is never counted.

    Raises ``Untrusted`` ("other-ballot"), ``Forged`` ("not-the-whole-box", "token-spent", "vote-copied").
    """
    if record.ballot != ballot.hash or record.present != len(ballot.roll):
        raise Untrusted("other-ballot", expected=ballot.hash.hex())
    checked(record)
    box = BallotBox(ballot)
    held = tuple(sorted(sheets, key=lambda one: one.hash))
    if tuple(one.hash for one in held) != record.sheets:
        listed = set(record.sheets)
        missing = len(listed - {one.hash for one in held})
        raise Forged("not-the-whole-box", missing=missing, more=len(held) + missing - len(listed))
    for sheet in held:
        box, _ = cast(box, sheet.to_bytes())
    return held
