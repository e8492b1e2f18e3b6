"""One reader's things for one group on this server: keys, drafts, receipts, and a packet as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sqlmodel import Session

from api.wiring import Wiring
from expertpool.desk.field_drafts import FieldDrafts
from expertpool.desk.filled_form import FilledForm, fields_of
from expertpool.desk.hand_in import last_taken
from expertpool.desk.keys import ReaderKeys
from expertpool.desk.packet_shelf import Shelf
from expertpool.desk.page_images import PageImages
from expertpool.desk.sent_notes import Note, SentNotes
from expertpool.desk.server_keys import server_keys
from expertpool.errors import ExitCode, Refusal
from expertpool.queries.reader_desk import OwnGroup, OwnPacket


@dataclass(frozen=True)
class OwnDesk:
    """What the server keeps for a reader of a group."""

    wiring: Wiring
    group: OwnGroup

    @cached_property
    def keys(self) -> ReaderKeys:
        """The keys that the server holds for the reader."""
        return server_keys(self.wiring.desk, group=self.group.id, reader=self.group.reader)

    @property
    def here(self) -> bool:
        """Whether the reader scores in the browser: the key that the server holds is the one that counts."""
        return self.keys.signer.verifier.key_id in self.group.keys

    @property
    def notes(self) -> SentNotes:
        """Receipts."""
        return SentNotes.of(self.wiring.own, self.keys)

    def drafts(self, packet: OwnPacket) -> FieldDrafts:
        """Drafts of a packet."""
        return FieldDrafts.of(self.wiring.own, self.keys, packet.digest)

    def filled(self, packet: OwnPacket) -> FilledForm:
        """The form as it was typed so far."""
        return FilledForm(self.group.rubric, self.drafts(packet).read(fields_of(self.group.rubric)))

    def note(self, session: Session, packet: OwnPacket) -> Note | None:
        """The sheet that counts now."""
        return last_taken(session, self.notes, packet)

    def pages(self, packet: OwnPacket) -> int | None:
        """How many pages the packet's file has; None where it is not on this server."""
        shelf = Shelf.of(self.wiring.own)
        return PageImages(shelf).count(packet.digest) if shelf.holds(packet.digest) else None

    def require_open(self, packet: OwnPacket) -> None:
        """Refuses where the reader does not score here, and once the round is closed."""
        if packet.shut:
            raise Refusal("desk.closed", exit_code=ExitCode.HELD_BACK)
        if not self.here:
            raise Refusal("desk.elsewhere", exit_code=ExitCode.HELD_BACK)
