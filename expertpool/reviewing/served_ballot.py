"""A ballot that browsers vote in: its folder on the server, what may be laid into it, parcels for a tablet."""

from __future__ import annotations

import io
import os
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from blind.ballot.token import read_request
from blind.ceremony.book import read_note
from blind.dsse import Envelope
from blind.encoding import strict_parse
from blind.errors import BlindError
from blind.trust import Trust
from expertpool.errors import ExitCode, Refusal
from expertpool.models import Ballot as Row
from expertpool.party import box_opening, issuing, token_key
from expertpool.party.ballot_folder import (
    CLOSED,
    COSIGNED,
    DEFINITION,
    HALVES,
    ISSUED,
    REQUESTS,
    TOKEN_KEY,
    TOKENS,
    BallotFolder,
)
from expertpool.party.ballot_words import tried
from expertpool.queries.ballots import ballots_of
from expertpool.reviewing.box_file import SAME_TIME, BoxFile
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_new

_PARCEL = re.compile(r"[0-9a-f]{64}")
LARGEST_PARCEL = 1 << 18
"""Bytes: tokens for some two hundred candidates."""


@dataclass(frozen=True)
class ServedBallot:
    """Ballot number ``number`` of a meeting, whether it was opened yet or not."""

    settings: Settings
    meeting: int
    number: int

    @classmethod
    def newest(cls, session: Session, settings: Settings, meeting: int) -> ServedBallot:
        """The one that is under way or was the last; the next where that was given up."""
        rows = ballots_of(session, meeting)
        last = rows[-1].number if rows else 0
        return cls(settings, meeting, last if rows and rows[-1].voided is None else last + 1)

    @classmethod
    def of(cls, settings: Settings, row: Row) -> ServedBallot:
        """A ballot on record."""
        return cls(settings, row.meeting_id, row.number)

    @property
    def folder(self) -> BallotFolder:
        """The folder that inspector, witness and trustees work in, here or through copies."""
        return BallotFolder(self.settings.home / "ballot-folders" / f"{self.meeting:04}-{self.number:02}")

    @property
    def opened(self) -> bool:
        """Whether its definition was laid down."""
        return self.folder.has(DEFINITION)

    @property
    def box(self) -> BoxFile:
        """The box on this machine."""
        return BoxFile.of(self.settings.home, self.folder.ballot())

    def ask(self, member: str, request: bytes) -> None:
        """Lay a member's token request down; the same again changes nothing. Refuses another one, and anyone else's."""
        ballot = self.folder.ballot()
        asked, _ = tried(lambda: read_request(ballot, request), REQUESTS)
        if asked != member:
            raise Refusal("ballot.wrong.not-on-the-roll")
        self.folder.put(request, REQUESTS, f"{member}.json")

    def answer(self, member: str) -> bytes | None:
        """The inspector's answer to a member; None while there is none."""
        return self.folder.content(TOKENS, f"{member}.json") if self.folder.has(TOKENS, f"{member}.json") else None

    def take_paper(self, data: bytes, trust: Trust) -> str:
        """Lay down what inspector, witness or a trustee made elsewhere; returns what it was. Refuses anything else."""
        if not self.opened and token_key.PAYLOAD_TYPE.encode() not in data:
            raise Refusal("ballot.paper_unknown")
        try:
            return self._take_signed(Envelope.parse(data), data, trust)
        except BlindError:
            pass
        return self._take_answer(data) or self._take_note(data, trust)

    def zipped(self) -> bytes:
        """The whole folder as one file, to be unpacked where the party's program works."""
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(self.folder.path.rglob("*")):
                if path.is_file():
                    packed.writestr(zipfile.ZipInfo(str(path.relative_to(self.folder.path))), path.read_bytes())
        return held.getvalue()

    def _take_signed(self, envelope: Envelope, data: bytes, trust: Trust) -> str:
        kind, place = envelope.payload_type, self.folder
        if kind == token_key.PAYLOAD_TYPE:
            tried(lambda: _signed(trust, data, token_key.INSPECTOR, kind), TOKEN_KEY)
            place.put(data, TOKEN_KEY)
            return TOKEN_KEY
        if kind == issuing.PAYLOAD_TYPE:
            tried(lambda: issuing.read_issued(_signed(trust, data, token_key.INSPECTOR, kind), place.ballot()), ISSUED)
            place.put(data, ISSUED)
            return ISSUED
        if kind == box_opening.PAYLOAD_TYPE:
            holder = str(tried(lambda: strict_parse(envelope.payload), HALVES).get("holder"))
            if holder not in place.ballot().trustees:
                raise Refusal("ballot.paper_unknown")
            tried(lambda: _signed(trust, data, holder, kind), HALVES)
            place.put(data, HALVES, f"{holder}.json")
            return HALVES
        raise Refusal("ballot.paper_unknown")

    def _take_answer(self, data: bytes) -> str | None:
        try:
            said = strict_parse(data)
        except BlindError:
            return None
        if not isinstance(said, dict) or said.get("format") != issuing.ANSWER_FORMAT:
            return None
        ballot, member = self.folder.ballot(), str(said.get("member"))
        if member not in ballot.roll:
            raise Refusal("ballot.paper_unknown")
        tried(lambda: issuing.read_answers(data, ballot, member), TOKENS)
        self.folder.put(data, TOKENS, f"{member}.json")
        return TOKENS

    def _take_note(self, data: bytes, trust: Trust) -> str:
        try:
            read_note(data, trust, threshold=1)
        except BlindError:
            raise Refusal("ballot.paper_unknown") from None
        self.folder.put(data, CLOSED, COSIGNED)
        return COSIGNED

    def put_away(self) -> None:
        """Destroy the box of a ballot that is over, and the parcels left for a tablet; again, it changes nothing."""
        if not self.opened:
            return
        with self.box.locked():
            self.box.shut_for_good()
            self.box.destroy()
            self.drop_parcels()

    # Parcels.

    def put_parcel(self, name: str, data: bytes) -> None:
        """Keep a member's tokens, which nobody here can open, for a shared tablet. Refuses more than the roll needs."""
        folder = self._parcels()
        kept = len(list(folder.iterdir())) if folder.is_dir() else 0
        full = kept >= 4 * len(self.folder.ballot().roll)
        if not _PARCEL.fullmatch(name) or full or not 0 < len(data) <= LARGEST_PARCEL or self.box.shut:
            raise Refusal("ballot.no_parcel", exit_code=ExitCode.HELD_BACK)
        make_folders(folder)
        write_new(folder / name, data, private=True)
        os.utime(folder / name, SAME_TIME)
        os.utime(folder, SAME_TIME)

    def take_parcel(self, name: str) -> bytes:
        """The parcel of that name, which is gone afterwards. Refuses where there is none."""
        path = self._parcels() / name
        if not _PARCEL.fullmatch(name) or not path.is_file():
            raise Refusal("ballot.no_parcel", exit_code=ExitCode.HELD_BACK)
        data = path.read_bytes()
        path.unlink()
        os.utime(path.parent, SAME_TIME)
        return data

    def drop_parcels(self) -> None:
        """Remove what nobody fetched."""
        for path in list(self._parcels().iterdir()) if self._parcels().is_dir() else []:
            path.unlink()

    def _parcels(self) -> Path:
        return self.box.folder / "parcels"


def _signed(trust: Trust, data: bytes, role: str, payload_type: str) -> bytes:
    return token_key.signed_by(trust, data, role=role, payload_type=payload_type)
