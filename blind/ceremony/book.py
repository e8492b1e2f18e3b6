"""A ceremony's documents under examination: each is read with the keys that may have signed it, each fault is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from blind.ceremony import names
from blind.ceremony.context import Context, Party
from blind.ceremony.document import Record, hash_of, opened, payload
from blind.ceremony.logged import Logged, check_logged
from blind.errors import BlindError, Untrusted
from blind.keys.signer import Verifier
from blind.log.head import Head, read_head
from blind.log.note import NoteKey

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True)
class SigningKey:
    """A party's signing key in the trust file: for which role, and for which indices of the ledger (None: no end)."""

    role: str
    verifier: Verifier
    from_index: int = 0
    to_index: int | None = None

    def active_at(self, index: int) -> bool:
        """Whether the key may sign what the ledger holds at ``index``."""
        return self.from_index <= index and (self.to_index is None or index < self.to_index)


@dataclass(frozen=True)
class Pinned:
    """Whom a reader trusts: the keys of a trust file that was checked against its printed fingerprint."""

    version: int
    signing: tuple[SigningKey, ...]
    log: tuple[NoteKey, ...]
    witnesses: tuple[NoteKey, ...]

    def key(self, key_id: str, *, role: str) -> SigningKey:
        """The key of that id and role. Raises ``Untrusted``."""
        for key in self.signing:
            if key.verifier.key_id == key_id:
                if key.role != role:
                    raise Untrusted("key-of-another-role", key_id=key_id, role=role, found=key.role)
                return key
        raise Untrusted("key-not-pinned", key_id=key_id)

    def of_role(self, role: str) -> tuple[Verifier, ...]:
        """Every key that ever stood for a role."""
        return tuple(key.verifier for key in self.signing if key.role == role)


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
    """All documents by file name, the keys pinned, and what was found wrong so far."""

    def __init__(self, documents: Mapping[str, bytes], pinned: Pinned) -> None:
        self.documents = documents
        self.pinned = pinned
        self.wrong: list[Wrong] = []

    def note(self, code: str, document: str, **facts: Any) -> None:
        """Put a fault on record."""
        self.wrong.append(Wrong(code, document, facts))

    def attempt(self, document: str, look: Callable[[], T]) -> T | None:
        """What ``look`` gives, or None with its refusal on record."""
        try:
            return look()
        except BlindError as error:
            self.note(error.code, document, **error.facts)
            return None

    def record(self, kind: type[R], document: str, *, keys: Iterable[Verifier]) -> R | None:
        """The record of a document that one of ``keys`` signed; None where there is none or it is wrong."""
        data = self.documents.get(document)
        return None if data is None else self.attempt(document, lambda: opened(kind, data, keys=keys))

    def of_party(self, kind: type[R], document: str, party: Party, context: Context) -> R | None:
        """The record of a document of this draw that ``party`` signed."""
        keys = [self.pinned.key(party.sign_key_id, role=party.role).verifier]
        found = self.record(kind, document, keys=keys)
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
        return Joint(record, frozenset(agreed), hash_of(record, algorithm=context.hash))

    def placed(self, stem: str, record: Record, context: Context) -> Placed:
        """Where a document stands on its way through the ledger: entered, and seen by the witness."""
        name, data = names.logged(stem), self.documents.get(names.logged(stem))
        if data is None:
            return Placed(None, None)
        logged = self.attempt(name, lambda: Logged.parse(data))
        if logged is None or not self._proves(logged, stem, record, context, note=logged.checkpoint, name=name):
            return Placed(None, None)
        note = self.documents.get(names.cosigned(stem))
        if note is None:
            return Placed(logged, None)
        proof = self._proves(logged, stem, record, context, note=note, name=names.cosigned(stem), witnessed=True)
        return Placed(logged, proof)

    def _proves(
        self,
        logged: Logged,
        stem: str,
        record: Record,
        context: Context,
        *,
        note: bytes,
        name: str,
        witnessed: bool = False,
    ) -> Head | None:
        def look() -> Head:
            witnesses = self.pinned.witnesses
            head = read_head(note, log=self.pinned.log, witnesses=witnesses, threshold=int(witnessed))
            scope = context.scope.ledger
            check_logged(logged, payload(record), kind=record.KIND, scope=scope, head=head)
            return head

        return self.attempt(name, look)

    def active(self, context: Context, index: int, document: str) -> bool:
        """Whether every party's key may sign at this index of the ledger."""
        for party in context.parties:
            if not self.pinned.key(party.sign_key_id, role=party.role).active_at(index):
                self.note("key-not-active", document, party=party.id, index=index)
                return False
        return True


@dataclass(frozen=True)
class Placed:
    """A document's entry in the ledger, and the witnessed head that contains it; None where not there yet."""

    logged: Logged | None
    head: Head | None
