"""A ceremony's documents under examination: each is read with the keys that may have signed it, each fault is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from blind.ceremony import names
from blind.ceremony.context import Context, Party
from blind.ceremony.document import Record, hash_of, opened, payload
from blind.ceremony.logged import Logged, check_logged
from blind.errors import BlindError
from blind.keys.signer import Verifier, key_id_of
from blind.log.checkpoint import Checkpoint
from blind.log.head import Head, read_head
from blind.log.note import COSIGNER, PLAIN, Note
from blind.trust import Trust
from blind.trust_version import SEALING

R = TypeVar("R", bound=Record)
T = TypeVar("T")

LOG, WITNESS = "log", "witness"
"""Roles in the trust file beside those of the parties: whose key signs the ledger's heads, whose keys cosign them."""


@dataclass(frozen=True)
class Wrong:
    """Something that is not as it must be: its code, the document, and the facts. What is wrong never counts."""

    code: str
    document: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Joint:
    """A document that several parties sign: what they agree on, and who has signed it."""

    record: Any
    signers: frozenset[str]
    document: bytes


class Book:
    """All documents by file name, the trust file they are read with, and what was found wrong so far.

    ``index``: the place in the ledger at which the parties' keys must count: where the seal says it stands (checked
    when the seal is), and while there is none, where the newest trust version begins.
    """

    def __init__(self, documents: Mapping[str, bytes], trust: Trust) -> None:
        self.documents = documents
        self.trust = trust
        self.wrong: list[Wrong] = []
        self.looked_at: set[str] = set()
        self.offers: dict[str, Joint] = {}
        self.index = self._index()

    def _index(self) -> int:
        data = self.documents.get(names.logged(names.SEAL_STEM))
        try:
            return Logged.parse(data).index if data is not None else self.trust.newest.since
        except BlindError:
            return self.trust.newest.since

    def key(self, party: Party) -> Verifier:
        """The signing key of a party. Raises ``Untrusted`` for one that does not count for its role at ``index``.

        Asked once for every party of this draw; keys of earlier attempts may be out of use by now.
        """
        return self.trust.key(party.sign_key_id, role=party.role, index=self.index).verifier

    def seal_key(self, party: Party) -> bytes:
        """The X25519 key to which others seal halves for a party. Raises ``Untrusted`` unless the trust file has it.

        Without this the office could write keys of its own into the context and read every escrow.
        """
        key_id = key_id_of(SEALING, party.seal_key)
        return self.trust.key(key_id, role=f"seal-{party.role}", index=self.index).public

    def keys_ever(self, role: str) -> tuple[Verifier, ...]:
        """Every key that ever counted for a role."""
        known = self.trust.newest.roles.get(role)
        return tuple(key.verifier for key in known.keys) if known else ()

    def note(self, code: str, document: str, **facts: Any) -> None:
        """Put a fault on record."""
        self.wrong.append(Wrong(code, document, facts))

    def attempt(self, document: str, look: Callable[[], T]) -> T | None:
        """What ``look`` gives, or None with its refusal on record."""
        try:
            return look()
        except BlindError as error:
            self.wrong.append(Wrong(error.code, document, error.facts))
            return None

    def record(self, kind: type[R], document: str, *, keys: Iterable[Verifier]) -> R | None:
        """The record of a document that one of ``keys`` signed; None where there is none or it is wrong."""
        self.looked_at.add(document)
        data = self.documents.get(document)
        return None if data is None else self.attempt(document, lambda: opened(kind, data, keys=keys))

    def of_party(self, kind: type[R], document: str, party: Party, context: Context) -> R | None:
        """The record of a document of this draw that ``party`` signed."""
        known = [key for key in self.keys_ever(party.role) if key.key_id == party.sign_key_id]
        found = self.record(kind, document, keys=known)
        if found is not None and getattr(found, "ctx", context.ctx) != context.ctx:
            self.note("other-draw", document)
            return None
        return found

    def joint(self, kind: type[R], stem: str, context: Context, *, parties: Iterable[Party]) -> Joint | None:
        """What most signers of ``stem`` agree on, with their ids; disagreement goes on record."""
        groups: dict[bytes, dict[str, R]] = {}
        for party in parties:
            found = self.of_party(kind, names.by(stem, party.id), party, context)
            if found is not None:
                groups.setdefault(payload(found), {})[party.id] = found
        if not groups:
            return None
        if len(groups) > 1:
            self.note("signers-disagree", stem, versions=[sorted(group) for _, group in sorted(groups.items())])
        agreed = max(groups.values(), key=lambda group: (len(group), sorted(group)))
        record = next(iter(agreed.values()))
        offer = Joint(record, frozenset(agreed), hash_of(record, algorithm=context.hash))
        self.offers[stem] = offer
        return offer

    def placed(self, stem: str, record: Record, context: Context) -> Placed:
        """Where a document stands on its way through the ledger: entered, and seen by the witness."""
        name, data = names.logged(stem), self.documents.get(names.logged(stem))
        self.looked_at |= {name, names.cosigned(stem), names.consistency(stem)}
        if data is None:
            return Placed(None, None)
        logged = self.attempt(name, lambda: Logged.parse(data))
        if logged is None or not self._proves(logged, record, context, note=logged.checkpoint, name=name):
            return Placed(None, None)
        note = self.documents.get(names.cosigned(stem))
        if note is None:
            return Placed(logged, None)
        proof = self._proves(logged, record, context, note=note, name=names.cosigned(stem), witnessed=True)
        return Placed(logged, proof)

    def _proves(
        self,
        logged: Logged,
        record: Record,
        context: Context,
        *,
        note: bytes,
        name: str,
        witnessed: bool = False,
    ) -> Head | None:
        def look() -> Head:
            head = read_note(note, self.trust, threshold=int(witnessed))
            scope = context.scope.ledger
            check_logged(logged, payload(record), kind=record.KIND, scope=scope, head=head)
            return head

        return self.attempt(name, look)


def read_note(data: bytes, trust: Trust, *, threshold: int) -> Head:
    """The head in a note that the log and ``threshold`` witnesses of the trust file signed; raises ``BlindError``."""
    size = Checkpoint.parse(Note.parse(data).text).size
    log = trust.note_keys(LOG, size, kind=PLAIN)
    witnesses = trust.note_keys(WITNESS, size, kind=COSIGNER)
    return read_head(data, log=log, witnesses=witnesses, threshold=threshold)


def witnessed_at(head: Head) -> int:
    """The second at which the first witness saw a head."""
    return min(head.witnessed.values())


@dataclass(frozen=True)
class Placed:
    """A document's entry in the ledger, and the witnessed head that contains it; None where not there yet."""

    logged: Logged | None
    head: Head | None
