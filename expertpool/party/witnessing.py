"""The witness: signs a head of the ledger only if the ledger has grown from the head it kept, which it keeps first."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from blind.ceremony import names
from blind.ceremony.book import LOG, WITNESS, read_note
from blind.ceremony.logged import Logged
from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import BlindError
from blind.fields import exact, natural, texts
from blind.keys.hashes import SIZE
from blind.log.checkpoint import Checkpoint
from blind.log.cosignature import cosign
from blind.log.head import Head
from blind.log.note import COSIGNER, PLAIN, Note, NoteKey
from blind.log.witness import Refused, consider
from blind.trust import Trust
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.attendance import PartyHome, attempt
from expertpool.party.hall import Hall
from expertpool.party.handed_in import content_of
from expertpool.whole_file import make_folders, write_new, write_whole

HEAD = "witnessed-head.note"
CONSISTENCY_FORMAT = "expertpool-log-consistency/1"


@dataclass(frozen=True)
class Consistency:
    """A proof that the ledger of ``new_size`` entries begins with that of ``old_size``, as a file."""

    old_size: int
    new_size: int
    path: tuple[bytes, ...]

    def to_bytes(self) -> bytes:
        """The file, as canonical JSON."""
        sizes = {"old_size": self.old_size, "new_size": self.new_size}
        return canonical({"format": CONSISTENCY_FORMAT, **sizes, "path": [node.hex() for node in self.path]})

    @classmethod
    def parse(cls, data: bytes) -> Consistency:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields = {"format": str, "old_size": int, "new_size": int, "path": list}
        record = exact(strict_parse(data), fields, what="consistency")
        old, new = natural(record["old_size"], what="old_size"), natural(record["new_size"], what="new_size")
        path = tuple(from_hex(node, SIZE) for node in texts(record["path"], what="path"))
        return cls(old, new, path)


def kept_head(home: PartyHome, trust: Trust) -> Head | None:
    """The last head this witness signed; None before the first. Raises Refusal where it was changed."""
    path = home.folder / HEAD
    if not path.is_file():
        return None
    return attempt(lambda: read_note(path.read_bytes(), trust, threshold=0), path)


def witness(home: PartyHome, offered: bytes, proof: Sequence[bytes], *, file: str) -> bytes:
    """The cosigned note for a checkpoint, once the head is kept.

    Raises Refusal (exit code 5) for a checkpoint that does not grow from the kept head; both are then kept as evidence.
    """
    trust = home.trust_store.trust()
    stored = kept_head(home, trust)
    shown = attempt(lambda: Checkpoint.parse(Note.parse(offered).text), file)
    size = shown.size
    own = _own_key(home, trust, size)
    if stored is not None and stored.checkpoint == shown:
        proof = ()  # kept before, and perhaps killed before it was signed: the proof that led to it is of no use now
    log = attempt(lambda: trust.note_keys(LOG, size, kind=PLAIN), file)
    witnesses = trust.note_keys(WITNESS, size, kind=COSIGNER)
    verdict = consider(stored, offered, proof, log=log, witnesses=witnesses)
    if isinstance(verdict, Refused):
        raise _refused(home, verdict, stored, file)
    make_folders(home.folder)
    write_whole(home.folder / HEAD, verdict.head.note.to_bytes(), private=True)
    if own.name in verdict.head.witnessed:
        return verdict.head.note.to_bytes()
    moment = int(home.now.timestamp())
    return cosign(verdict.head.note, name=own.name, signer=home.keys.witness, time=moment).to_bytes()


def checkpoint_in(hall: Hall, name: str) -> bytes:
    """The signed checkpoint in a note file, or in the ``-logged.json`` beside a document. Raises Refusal."""
    data = hall.content(name)
    if not name.endswith(".json"):
        return data
    return attempt(lambda: Logged.parse(data).checkpoint, hall.at(name))


def proof_for(hall: Hall, name: str, given: Path | None) -> tuple[bytes, ...]:
    """The path of the consistency proof: from the file given, or the one beside a ``-logged.json``; empty for none."""
    if given is not None:
        data = content_of(given)
        return attempt(lambda: Consistency.parse(data).path, given)
    beside = names.consistency(name.removesuffix("-logged.json"))
    if not name.endswith("-logged.json") or not hall.has(beside):
        return ()
    data = hall.content(beside)
    return attempt(lambda: Consistency.parse(data).path, hall.at(beside))


def beside(checkpoint: str) -> str:
    """The name of a checkpoint's cosigned note: in a ceremony's hall that of the document it is about."""
    stem = checkpoint.removesuffix("-logged.json")
    return names.cosigned(stem if stem != checkpoint else Path(checkpoint).stem)


def lay_down(hall: Hall, name: str, note: bytes) -> None:
    """Lay a cosigned note down; another witness's or an earlier one of the same head is not replaced."""
    try:
        hall.put(name, note)
    except Refusal as refusal:
        if refusal.code != "party.document_taken":
            raise
        there = hall.content(name)
        if attempt(lambda: Note.parse(there).text, hall.at(name)) != Note.parse(note).text:
            raise


def _own_key(home: PartyHome, trust: Trust, size: int) -> NoteKey:
    own = home.keys.witness.verifier.public
    try:
        keys = trust.note_keys(WITNESS, size, kind=COSIGNER)
    except BlindError:
        keys = ()
    for key in keys:
        if key.public == own:
            return key
    raise Refusal("party.not_witness", role=home.keys.role)


def _refused(home: PartyHome, verdict: Refused, stored: Head | None, file: str) -> Refusal:
    evidence = {
        "format": "expertpool-witness-refusal/1",
        "reason": verdict.reason,
        "offered": verdict.offered.hex(),
        "stored": verdict.stored.hex() if verdict.stored else None,
        "proof": [node.hex() for node in verdict.proof],
        "at": home.now.replace(microsecond=0).isoformat(),
    }
    make_folders(home.folder / "evidence")
    kept = home.folder / "evidence" / f"refused-{home.now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}.json"
    write_new(kept, canonical(evidence), private=True)
    code = verdict.reason if verdict.reason in ("older", "not-grown", "split-view", "other-log") else "unsigned"
    size = stored.size if stored else 0
    return Refusal(
        f"party.witness.{code}",
        where=Where(file=file),
        exit_code=ExitCode.FORGED,
        size=size,
        evidence=str(kept),
        fault=verdict.reason,
    )
