"""A review whose rounds are ended and opened in the browser: its folder on the server, and what may be laid into it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from blind.ceremony.book import read_note
from blind.ceremony.logged import Logged
from blind.cosigned import Placed, check_cosigned
from blind.dsse import Envelope
from blind.errors import BlindError
from blind.scoresheet.box import Closing
from blind.scoresheet.opening import CLOSED
from blind.trust import Trust
from expertpool.errors import Refusal
from expertpool.party.sealing_keys import HOLDERS
from expertpool.reviewing.closed_round import HALVES_TYPE, Halves, closing_in, signed_payload
from expertpool.reviewing.review_folder import HALVES, ReviewFolder
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_whole


@dataclass(frozen=True)
class ServedReview:
    """The papers of a group that is on record; ``group`` is its id."""

    settings: Settings
    group: str

    @property
    def folder(self) -> ReviewFolder:
        """The folder that witness and trustees work in, through copies."""
        return ReviewFolder(self.settings.home / "review-folders" / self.group)

    @property
    def opened(self) -> Path:
        """Where the opened tables are kept, apart from what travels."""
        return self.settings.home / "opened-scores" / self.group

    def take_paper(self, data: bytes, trust: Trust) -> None:
        """Lay down what the witness or a trustee made elsewhere. Refuses anything else; raises ``BlindError``."""
        try:
            envelope = Envelope.parse(data)
        except BlindError:
            self._take_note(data, trust)
            return
        if envelope.payload_type != HALVES_TYPE:
            raise Refusal("page_scores.paper_unknown")
        self._take_halves(Halves.parse(envelope.payload), data, trust)

    def zipped(self) -> bytes:
        """The folder as one file, to be unpacked where a party's program works: without halves, since whoever saw two
        trustees' would know every score."""
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(self.folder.root.rglob("*")):
                if path.is_file() and path.parent.name != HALVES:
                    packed.writestr(zipfile.ZipInfo(str(path.relative_to(self.folder.root))), path.read_bytes())
        return held.getvalue()

    def opened_zip(self) -> bytes:
        """The opened tables as one file. Refuses before anything was opened."""
        files = sorted(path for path in self.opened.rglob("*") if path.is_file())
        if not files:
            raise Refusal("page_scores.not_opened")
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in files:
                packed.writestr(zipfile.ZipInfo(str(path.relative_to(self.opened))), path.read_bytes())
        return held.getvalue()

    def _take_halves(self, said: Halves, data: bytes, trust: Trust) -> None:
        """A trustee's halves under its own signature; an earlier file of theirs is kept beside, under its digest."""
        if said.group != self.group or said.round not in self.folder.rounds() or said.holder not in HOLDERS:
            raise Refusal("page_scores.paper_unknown")
        _, _, head = closing_in(self.folder, said.round, trust)
        signed_payload(data, trust, holder=said.holder, size=head.size)
        target = self.folder.halves(said.round, said.holder)
        if target.exists() and target.read_bytes() != data:
            target.replace(target.with_name(f"{target.name}.{hashlib.sha256(target.read_bytes()).hexdigest()[:8]}"))
        make_folders(target.parent)
        write_whole(target, data, private=True)

    def _take_note(self, data: bytes, trust: Trust) -> None:
        """A head that the witness cosigned, for the round whose closing it holds."""
        try:
            head = read_note(data, trust, threshold=1)
        except BlindError:
            raise Refusal("page_scores.paper_unknown") from None
        for number in self.folder.rounds():
            record = Closing.parse(self.folder.closing(number).read_bytes())
            logged = Logged.parse(self.folder.logged(number).read_bytes())
            placed = Placed(logged.entry, logged.salt, logged.size, logged.inclusion)
            try:
                check_cosigned(record.to_bytes(), placed, head, kind=CLOSED, scope=self.group)
            except BlindError:
                continue
            if not self.folder.cosigned(number).exists():
                self.folder.put(self.folder.cosigned(number), data)
            return
        raise Refusal("page_scores.paper_unknown")
