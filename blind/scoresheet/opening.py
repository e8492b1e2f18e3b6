"""Opening a group's sheets: only after its closing stands in the witnessed log, and only those that it lists."""

from __future__ import annotations

from blind.cosigned import Placed, check_cosigned
from blind.envelope import Half
from blind.errors import Untrusted
from blind.log.head import Head
from blind.scoresheet.box import Closing
from blind.scoresheet.sealed import SealedSheet, half_of

CLOSED = "score:group:closed"
"""The kind of the ledger entry about a closing; its scope is the group."""


def half_after_closing(
    sealed: SealedSheet, secret: bytes, *, holder: str, partner: str, record: Closing, placed: Placed, head: Head
) -> Half:
    """A trustee's half for one sheet, from the trustee's own machine.

    Raises ``Untrusted`` ("not-witnessed", "sheet-not-listed") and ``Forged`` while the closing of the sheet's group
    is not in a cosigned head, or does not list this very sheet.
    """
    check_cosigned(record.to_bytes(), placed, head, kind=CLOSED, scope=sealed.place.group)
    if record.group != sealed.place.group or sealed.hash not in record.sheets:
        raise Untrusted("sheet-not-listed", group=record.group, reader=sealed.place.reader)
    return half_of(sealed, secret, holder=holder, partner=partner)
