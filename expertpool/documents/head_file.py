"""Heads of the ledger that somebody kept: signed notes read from files, with or without a trust file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from blind.errors import BlindError, Untrusted
from blind.log.checkpoint import Checkpoint
from blind.log.head import Head, read_head
from blind.log.note import COSIGNER, PLAIN, Note, NoteKey
from blind.trust import Trust, read_trust
from expertpool.errors import ExitCode, Refusal, Where


@dataclass(frozen=True)
class HeadReader:
    """Whose signatures count: the trust file's, or the ledger's own; with neither, none is checked."""

    trust: Trust | None = None
    own: NoteKey | None = None

    def read(self, path: Path) -> Head:
        """The head in a file. Raises BlindError for one that is not a note, or not signed by the ledger's key."""
        data = _content(path)
        note = Note.parse(data)
        checkpoint = Checkpoint.parse(note.text)
        if self.trust is not None:
            log = self.trust.note_keys("log", checkpoint.size, kind=PLAIN)
            return read_head(data, log=log, witnesses=self.trust.note_keys("witness", checkpoint.size, kind=COSIGNER))
        if self.own is None:
            return Head(checkpoint, {}, note)
        return read_head(_signed_by(note, self.own), log=[self.own])

    def witness(self, heads: Sequence[Head]) -> str | None:
        """The name of the witness who saw most of these heads."""
        names = [name for head in heads for name in head.witnessed]
        return max(sorted(set(names)), key=names.count, default=None)


def trust_in(path: Path) -> Trust:
    """The trust file. Refuses a missing one (exit code 2) and a forged or malformed one (5)."""
    try:
        return read_trust(_content(path), fingerprint=None)
    except BlindError as error:
        where = Where(file=str(path))
        raise Refusal("ledger.trust_refused", where=where, exit_code=ExitCode.FORGED, fault=error.code) from None


def _signed_by(note: Note, key: NoteKey) -> bytes:
    """The note with this key's signatures alone: whether a witness's is genuine, only a trust file can tell."""
    own = tuple(signature for signature in note.signatures if signature.is_by(key))
    if not own:
        raise Untrusted("not-signed-by-log", origin=key.name, signatures=0)
    return Note(note.text, own).to_bytes()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise Refusal("common.file_missing", where=Where(file=str(path)), path=str(path)) from None
