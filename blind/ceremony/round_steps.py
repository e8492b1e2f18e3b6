"""One round of a ceremony: removal list, dice, opened secrets, public source, seed, result, in this order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from blind.ceremony import drand, names
from blind.ceremony.book import Book, Joint, witnessed_at
from blind.ceremony.context import Assurance, Context
from blind.ceremony.document import hash_of
from blind.ceremony.notes import Notes, id_of
from blind.ceremony.public_source import DrandSpec
from blind.ceremony.reasons import OFFICE
from blind.ceremony.reveal_steps import RevealReading, same_draw
from blind.ceremony.rounds import Removals, Result, check_removals, check_result
from blind.ceremony.seed import seed
from blind.ceremony.state import Awaited, Round, Sealed, Step
from blind.ceremony.thrown import Beacon, Dice
from blind.errors import Forged

READERS = 2
"""Parties that must sign what was read off dice or a public source."""


def read_round(
    book: Book,
    notes: Notes,
    context: Context,
    *,
    sealed: Sealed,
    before: Sequence[Round],
    now: datetime | None,
) -> Round | None:
    """The round after the rounds ``before``; None where it was not begun."""
    return RoundReading(book, notes, context, sealed, tuple(before), Round(len(before)), now).whole()


@dataclass
class RoundReading:
    """One pass over the documents of one round."""

    book: Book
    notes: Notes
    context: Context
    sealed: Sealed
    before: tuple[Round, ...]
    round: Round
    now: datetime | None

    @property
    def at(self) -> int:
        """The number of the round."""
        return self.round.number

    def whole(self) -> Round | None:
        """The round as far as it has come."""
        if self.at and not self._removals():
            return None if self.round.removals is None else self.round
        if self.at and self.context.replacement == "same-order":
            self.round = replace(self.round, seed=self.before[0].seed)
            self._result()
            return self.round
        if self._dice() and self._reveals() and self._beacon():
            self._seed()
            self._result()
        return self.round

    def _removals(self) -> bool:
        """Whether the list is complete, in the ledger, and seen by the witness."""
        stem = names.removals_stem(self.at)
        joint = self.book.joint(Removals, stem, self.context, parties=self.context.parties)
        if joint is None or not self.book.attempt(stem, lambda: self._removals_fit(joint.record)):
            return False
        placed = self.book.placed(stem, joint.record, self.context)
        self.round = replace(
            self.round, removals=joint.record, removals_document=joint.document, removals_placed=placed
        )
        for signer in sorted(joint.signers):
            self.notes.did(Step.REMOVALS, signer, names.by(stem, signer))
        needed = joint.record.signers(self.context.reason_codes)
        missing = [party for party in self.context.parties if party.role in needed and party.id not in joint.signers]
        for party in missing:
            self.notes.awaited.append(Awaited(Step.REMOVALS, party.id, names.by(stem, party.id)))
        if missing:
            return False
        self.notes.place(stem, placed, self.context)
        return placed.head is not None

    def _removals_fit(self, removals: Removals) -> bool:
        last = self.before[-1]
        self._same_draw(removals.seal_hash, removals.round)
        if removals.result != last.result_document or last.result is None:
            raise Forged("removals-of-another-result")
        removed = [one.code for each in self.before if each.removals for one in each.removals.removals]
        check_removals(removals, seated=last.result.members, removed_before=removed)
        needed = removals.signers(self.context.reason_codes)
        absent = sorted(needed - {party.role for party in self.context.parties})
        if absent:
            raise Forged("signer-takes-no-part", roles=absent)
        return True

    def _same_draw(self, seal_hash: bytes, at: int) -> None:
        same_draw(self.sealed, self.round, seal_hash=seal_hash, at=at)

    def _reveals(self) -> bool:
        """Whether every party's link of this round is open."""
        if not self.context.committing:
            return True
        reading = RevealReading(self.book, self.notes, self.context, self.sealed, self.round, self.now)
        self.round = reading.whole()
        return len(self.round.reveals) == len(self.context.parties)

    def _dice(self) -> bool:
        """Whether the dice of this round stand, or none are asked for."""
        spec, stem = self.context.dice, names.dice_stem(self.at)
        if spec is None or not spec.thrown_in(self.at):
            return True
        joint = self.book.joint(Dice, stem, self.context, parties=self.context.parties)

        def fitting(dice: Dice) -> str:
            self._same_draw(dice.seal_hash, dice.round)
            return spec.checked(dice.digits)

        digits = joint and self.book.attempt(stem, lambda: fitting(joint.record))
        if joint and digits and self._read_by_two(joint, stem, Step.DICE):
            self.round = replace(self.round, dice=digits, dice_document=joint.document)
            return True
        if not digits:
            self._await_readers(stem, Step.DICE, frozenset())
        return False

    def _read_by_two(self, joint: Joint, stem: str, step: Step, after: datetime | None = None) -> bool:
        for party in sorted(joint.signers):
            self.notes.did(step, party, names.by(stem, party))
        if len(joint.signers) >= READERS:
            return True
        self._await_readers(stem, step, joint.signers, after)
        return False

    def _await_readers(self, stem: str, step: Step, signed: frozenset[str], after: datetime | None = None) -> None:
        """Any two parties read; who has signed is not asked again."""
        for party in self.context.parties:
            if party.id not in signed:
                self.notes.awaited.append(Awaited(step, party.id, names.by(stem, party.id), after=after))

    def _beacon(self) -> bool:
        """Whether the number of the public source stands, or none is asked for in this round."""
        spec, stem = self.context.beacon, "beacon"
        if spec is None or self.at:
            return True
        joint = self.book.joint(Beacon, stem, self.context, parties=self.context.parties)
        value = joint and self.book.attempt(stem, lambda: self._beacon_value(joint.record))
        if joint and value and self._read_by_two(joint, stem, Step.BEACON, spec.known_after):
            self.round = replace(self.round, beacon=value)
            return True
        if not value:
            self._await_readers(stem, Step.BEACON, frozenset(), spec.known_after)
        return False

    def _beacon_value(self, beacon: Beacon) -> str:
        """What enters the seed: the digits, or the digest of the signature."""
        spec = self.context.beacon
        self._same_draw(beacon.seal_hash, self.at)
        if spec is None or (beacon.kind, beacon.id) != (spec.as_dict()["kind"], spec.id):
            raise Forged("beacon-of-another-issue", found=[beacon.kind, beacon.id])
        if beacon.at < spec.known_after:
            raise Forged("beacon-before-it-was-known", at=str(beacon.at), known_after=str(spec.known_after))
        if set(beacon.seen) != set(self.round.reveal_documents.values()):
            raise Forged("beacon-before-reveals")
        value = spec.checked(beacon.value)
        if not isinstance(spec, DrandSpec):
            return value
        return drand.randomness(value, spec)

    def _seed(self) -> None:
        made = seed(
            ctx=self.context.ctx,
            seal_hash=self.sealed.hash,
            at=self.at,
            links=self.round.links,
            dice=self.round.dice,
            beacon=self.round.beacon,
            removals=self.round.removals_document,
            algorithm=self.context.hash,
        )
        self.round = replace(self.round, seed=made)
        self.round = replace(self.round, assurance=assurance(self.context, self.sealed, self.round))

    def _result(self) -> None:
        stem, office = names.result_stem(self.at), id_of(self.context, OFFICE)
        name = f"{stem}.json"
        result = self.book.of_party(Result, name, self.context.party(office), self.context)
        if result is None or not self.book.attempt(name, lambda: self._result_fits(result)):
            self.notes.awaited.append(Awaited(Step.RESULT, office, name))
            return
        self.notes.did(Step.RESULT, office, name)
        placed = self.book.placed(stem, result, self.context)
        self.notes.place(stem, placed, self.context)
        document = hash_of(result, algorithm=self.context.hash)
        self.round = replace(self.round, result=result, result_document=document, result_placed=placed)

    def _result_fits(self, result: Result) -> bool:
        self._same_draw(result.seal_hash, result.round)
        if result.seed != self.round.seed:
            raise Forged("result-of-another-seed", round=self.at)
        tickets = self.context.tickets if self.at == 0 else None
        if (tickets is None) != (result.ticket is None) or (tickets is not None and (result.ticket or 0) >= tickets):
            raise Forged("ticket-outside-table", ticket=result.ticket, tickets=tickets)
        before = self.before[-1].result if self.before else None
        check_result(result, seats=self.context.seats, before=before, removals=self.round.removals)
        return True


def assurance(context: Context, sealed: Sealed, done: Round) -> Assurance:
    """How sure the seed of a round is, from what stands behind it, whatever was planned.

    A public source helps only where the witness saw the seal before it could be known: until then all three together
    could still commit to other secrets. A link from escrow may come late: the two who open it cannot choose it, and
    its owner no longer decides.
    """
    if not context.committing:
        return Assurance.M1 if done.dice else Assurance.M0
    if context.beacon is None or not done.beacon:
        return Assurance.M2
    known = context.beacon.known_after
    seen = sealed.placed.head
    in_time = seen is not None and witnessed_at(seen) <= known.timestamp()
    in_time = in_time and all(one.openings or one.at <= known for one in done.reveals.values())
    return Assurance.M3 if in_time else Assurance.M2
