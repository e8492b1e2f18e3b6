"""The ceremony step by step: from the documents present to what is done, what is awaited, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from blind import dsse
from blind.ceremony import names
from blind.ceremony.attempts import read_previous
from blind.ceremony.book import Book, Placed, witnessed_at
from blind.ceremony.commitment import Commit
from blind.ceremony.context import Context, Party
from blind.ceremony.countersignature import Countersignature
from blind.ceremony.document import hash_of
from blind.ceremony.escrow import Escrow, check_escrow
from blind.ceremony.notes import Notes
from blind.ceremony.reasons import OFFICE
from blind.ceremony.round_steps import read_round
from blind.ceremony.seal import Committed, Seal
from blind.ceremony.state import Awaited, Countersigned, Culprit, Round, Sealed, State, Step
from blind.ceremony.void import ESCROW_UNUSABLE, Void
from blind.errors import Forged, Untrusted
from blind.trust import Trust

VOID_SIGNERS = 2


def read(documents: Mapping[str, bytes], trust: Trust, *, now: datetime | None = None) -> State:
    """The state of the ceremony whose folder holds ``documents`` (file name to bytes), read with this trust file.

    Never raises for anything in a document: what is wrong is listed and does not count. ``now`` decides whether
    deadlines have passed; without it none has.
    """
    return Reading(Book(documents, trust), now).state()


@dataclass
class Reading:
    """One pass over the documents, in the order of the ceremony."""

    book: Book
    now: datetime | None
    notes: Notes = field(default_factory=Notes)
    commits: dict[str, Commit] = field(default_factory=dict)
    escrows: dict[str, Escrow] = field(default_factory=dict)
    escrow_documents: dict[str, bytes] = field(default_factory=dict)

    def state(self) -> State:
        """The whole pass."""
        context = self._context()
        if context is None:
            self.notes.awaited.append(Awaited(Step.FREEZE, OFFICE, names.CONTEXT))
            return self._closed(None, None, ())
        read_previous(self.book, context)
        if context.committing:
            for party in context.parties:
                self._committed(context, party)
        sealed = self._sealed(context)
        rounds = self._rounds(context, sealed) if sealed else ()
        for party in context.parties:
            self._countersigned(context, party)
        return self._closed(context, sealed, rounds)

    def _context(self) -> Context | None:
        book = self.book
        context = book.record(Context, names.CONTEXT, keys=book.keys_ever(OFFICE))
        if context is None:
            return None

        def trusted() -> Context:
            office = context.with_role(OFFICE)
            signer = dsse.signer_ids(dsse.Envelope.parse(book.documents[names.CONTEXT]))[0]
            if office is None or office.sign_key_id != signer:
                raise Untrusted("not-signed-by-its-office", key_id=signer)
            if context.trust_version > book.trust.newest.version:
                raise Untrusted("trust-file-too-old", needed=context.trust_version, pinned=book.trust.newest.version)
            for party in context.parties:
                book.key(party)
                book.seal_key(party)
            return context

        found = book.attempt(names.CONTEXT, trusted)
        if found is not None:
            self.notes.did(Step.FREEZE, OFFICE, names.CONTEXT)
        return found

    def _committed(self, context: Context, party: Party) -> None:
        name = names.commitment(party.id)
        escrow = self._deposited(context, party)
        commit = self.book.of_party(Commit, name, party, context)
        if commit is not None and escrow is not None:
            document = hash_of(escrow, algorithm=context.hash)
            if self.book.attempt(name, lambda: self._fitting(commit, party, document)):
                self.commits[party.id] = commit
                self.escrows[party.id], self.escrow_documents[party.id] = escrow, document
                self.notes.did(Step.COMMIT, party.id, name)
                return
        after = context.deadlines.objection_until if context.deadlines else None
        self.notes.awaited.append(Awaited(Step.COMMIT, party.id, name, after=after))

    def _deposited(self, context: Context, party: Party) -> Escrow | None:
        name = names.escrow(party.id)
        escrow = self.book.of_party(Escrow, name, party, context)
        return escrow and self.book.attempt(name, lambda: check_escrow(escrow, context, party.id))

    def _fitting(self, commit: Commit, party: Party, escrow: bytes) -> bool:
        if commit.party != party.id:
            raise Forged("commit-of-another-party", party=commit.party)
        if commit.escrow != escrow:
            raise Forged("commit-names-another-escrow", party=party.id)
        if any(other.commitment == commit.commitment for other in self.commits.values()):
            raise Forged("commitment-copied", party=party.id)
        return True

    def _sealed(self, context: Context) -> Sealed | None:
        office = self._office(context)
        seal = self.book.of_party(Seal, names.SEAL, office, context)
        if seal is not None and self.book.attempt(names.SEAL, lambda: self._seal_fits(seal, context)):
            self.notes.did(Step.SEAL, office.id, names.SEAL)
            placed = self._seen_in_time(self.book.placed(names.SEAL_STEM, seal, context), context)
            self.notes.place(names.SEAL_STEM, placed, context)
            document = hash_of(seal, algorithm=context.hash)
            hash_ = seal.hash(algorithm=context.hash)
            return Sealed(self.commits, self.escrows, self.escrow_documents, seal, hash_, document, placed)
        if not self.notes.awaited:
            after = context.deadlines.objection_until if context.deadlines else None
            self.notes.awaited.append(Awaited(Step.SEAL, office.id, names.SEAL, after=after))
        return None

    def _seal_fits(self, seal: Seal, context: Context) -> bool:
        if context.deadlines and seal.at < context.deadlines.objection_until:
            raise Forged("sealed-before-objections-ended", at=str(seal.at))
        here = {
            party: Committed(commit.commitment, hash_of(commit, algorithm=context.hash))
            for party, commit in self.commits.items()
        }
        wanted = {party.id for party in context.parties} if context.committing else set()
        missing = sorted(wanted - here.keys())
        if missing:
            raise Forged("sealed-without-commitment", missing=missing)
        if seal.commitments != here or seal.escrows != self.escrow_documents:
            raise Forged("seal-differs-from-commitments")
        return True

    def _seen_in_time(self, placed: Placed, context: Context) -> Placed:
        """The seal's place; a cosignature from before the end of the objections is wrong and does not count."""
        head, deadlines = placed.head, context.deadlines
        if head is None or deadlines is None or witnessed_at(head) >= deadlines.objection_until.timestamp():
            return placed
        self.book.note("witnessed-before-objections-ended", names.cosigned(names.SEAL_STEM))
        return replace(placed, head=None)

    def _rounds(self, context: Context, sealed: Sealed) -> tuple[Round, ...]:
        rounds: list[Round] = []
        if sealed.placed.head is None:
            return ()
        for _ in range(context.rounds + 1):
            found = read_round(self.book, self.notes, context, sealed=sealed, before=rounds, now=self.now)
            if found is None:
                break
            rounds.append(found)
            if found.result is None or found.result_placed is None or found.result_placed.head is None:
                break
        return tuple(rounds)

    def _closed(self, context: Context | None, sealed: Sealed | None, rounds: tuple[Round, ...]) -> State:
        void = self._void(context, sealed, rounds) if context else None
        if void is None and self.notes.culprit and context:
            self._await_void(context, self.notes.culprit)
        awaited = () if void else tuple(self.notes.awaited)
        if void and context:
            awaited = self._void_placed(void[0], context)
        early = sorted(name for name in self.book.documents if self._early(name))
        for name in early if void is None else ():
            self.book.note("too-early", name)
        return State(
            context=context,
            awaited=awaited,
            done=tuple(self.notes.done),
            wrong=tuple(self.book.wrong),
            commits=self.commits,
            escrows=self.escrows,
            escrow_documents=self.escrow_documents,
            sealed=sealed,
            rounds=rounds,
            culprit=self.notes.culprit,
            void=void[0] if void else None,
            void_document=void[1] if void else None,
            offers=dict(self.book.offers),
            strangers=tuple(sorted(name for name in self.book.documents if not names.KNOWN.fullmatch(name))),
            countersigned=tuple(self.notes.countersigned),
        )

    def _countersigned(self, context: Context, party: Party) -> None:
        """What a party countersigned informs; a countersignature of another party, tier or draw is wrong."""
        found = [names.COUNTERSIGNED.fullmatch(name) for name in sorted(self.book.documents)]
        for name, at, tier in ((one[0], int(one[1]), one[2]) for one in found if one and one[3] == party.id):
            record = self.book.of_party(Countersignature, name, party, context)
            if record is None:
                continue
            if (record.party, record.tier) != (party.id, tier):
                self.book.note("countersignature-of-another", name, party=record.party)
                continue
            under = names.certificate(at, tier)
            self.notes.did(Step.COUNTERSIGN, party.id, name)
            self.notes.countersigned.append(Countersigned(party.id, name, under, record.certificate_sha256, record.at))

    def _early(self, name: str) -> bool:
        known = names.KNOWN.fullmatch(name) is not None
        return known and name not in self.book.looked_at and name not in names.RESTRICTED

    def _void(self, context: Context, sealed: Sealed | None, rounds: tuple[Round, ...]) -> tuple[Void, bytes] | None:
        joint = self.book.joint(Void, names.VOID_STEM, context, parties=context.parties)
        if joint is None:
            return None
        void: Void = joint.record
        if not self.book.attempt(names.VOID_STEM, lambda: self._void_fits(void, context, sealed, rounds)):
            return None
        signers = joint.signers - {void.culprit}
        for party in sorted(signers):
            self.notes.did(Step.VOID, party, names.by(names.VOID_STEM, party))
        if len(signers) >= VOID_SIGNERS:
            return void, joint.document
        for other in context.parties:
            if other.id not in joint.signers and other.id != void.culprit:
                self.notes.awaited.append(Awaited(Step.VOID, other.id, names.by(names.VOID_STEM, other.id)))
        return None

    def _void_fits(self, void: Void, context: Context, sealed: Sealed | None, rounds: tuple[Round, ...]) -> bool:
        if void.attempt != context.attempt or void.seal_hash != (sealed.hash if sealed else None):
            raise Forged("void-of-another-attempt", attempt=void.attempt)
        if void.code == ESCROW_UNUSABLE and (not self.notes.culprit or self.notes.culprit.party != void.culprit):
            raise Forged("void-unfounded", culprit=void.culprit)
        draw = rounds[0] if rounds else None
        if draw and draw.seed is not None and void.discarded != draw.result_document:
            raise Forged("void-hides-the-result")
        if draw and draw.seed is not None and draw.result_document is None:
            raise Forged("void-before-the-result")
        return True

    def _await_void(self, context: Context, culprit: Culprit) -> None:
        known = {one.by for one in self.notes.awaited if one.step is Step.VOID}
        for party in context.others(culprit.party):
            if party.id not in known and names.by(names.VOID_STEM, party.id) not in self.book.documents:
                name = names.by(names.VOID_STEM, party.id)
                self.notes.awaited.append(Awaited(Step.VOID, party.id, name, about=culprit.party))

    def _void_placed(self, void: Void, context: Context) -> tuple[Awaited, ...]:
        before = len(self.notes.awaited)
        self.notes.place(names.VOID_STEM, self.book.placed(names.VOID_STEM, void, context), context)
        return tuple(self.notes.awaited[before:])

    def _office(self, context: Context) -> Party:
        office = context.with_role(OFFICE)
        if office is None:
            raise AssertionError("a context without office is refused when read")
        return office
