"""One round of a ceremony: removal list, dice, opened secrets, public source, seed, result, in this order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from blind import dsse
from blind.ceremony import drand, names
from blind.ceremony.book import Book, Joint, Placed
from blind.ceremony.commitment import verify_opening
from blind.ceremony.context import Assurance, Context, Party
from blind.ceremony.document import hash_of
from blind.ceremony.escrow import check_half
from blind.ceremony.public_source import DrandSpec
from blind.ceremony.reasons import HRSS, OFFICE
from blind.ceremony.reveal import FROM_ESCROW, Opening, Reveal
from blind.ceremony.rounds import Removals, Result, check_removals, check_result
from blind.ceremony.seed import seed
from blind.ceremony.state import Awaited, Culprit, Done, Round, Sealed, Step
from blind.ceremony.thrown import Beacon, Dice
from blind.errors import BlindError, Forged
from blind.halves import joined

READERS = 2
"""Parties that must sign what was read off dice or a public source."""


@dataclass
class Notes:
    """What a reading gathers on its way."""

    awaited: list[Awaited] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    culprit: Culprit | None = None

    def did(self, step: Step, by: str, document: str) -> None:
        """A step that is done."""
        self.done.append(Done(step, by, document))

    def place(self, stem: str, placed: Placed, context: Context) -> None:
        """Where a document is on its way through the ledger, and who is to move it on."""
        if placed.logged is None:
            self.awaited.append(Awaited(Step.LOG, _id(context, OFFICE), names.logged(stem)))
            return
        self.did(Step.LOG, _id(context, OFFICE), names.logged(stem))
        if placed.head is None:
            self.awaited.append(Awaited(Step.COSIGN, _id(context, HRSS), names.cosigned(stem)))
        else:
            self.did(Step.COSIGN, _id(context, HRSS), names.cosigned(stem))


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
        if seal_hash != self.sealed.hash:
            raise Forged("other-seal")
        if at != self.at:
            raise Forged("other-round", found=at, expected=self.at)

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

    def _reveals(self) -> bool:
        """Whether every party's link of this round is open, by itself or from escrow."""
        if not self.context.committing:
            return True
        for party in self.context.parties:
            self._reveal(party)
        return len(self.round.reveals) == len(self.context.parties)

    def _reveal(self, party: Party) -> None:
        name = names.reveal(party.id, self.at)
        openings = self._openings(party)
        self.round = replace(self.round, openings={**self.round.openings, party.id: openings})
        found = self._opened_by(name, party, openings)
        if found is None:
            self._await_reveal(party, openings)
            return
        document = hash_of(found, algorithm=self.context.hash)
        self.round = replace(
            self.round,
            reveals={**self.round.reveals, party.id: found},
            reveal_documents={**self.round.reveal_documents, party.id: document},
        )
        self.notes.did(Step.ESCROW if found.source == FROM_ESCROW else Step.REVEAL, party.id, name)

    def _opened_by(self, name: str, party: Party, openings: Mapping[str, Opening]) -> Reveal | None:
        reveal = self.book.record(Reveal, name, keys=[self.book.key(one) for one in self.context.parties])
        if reveal is None:
            return None

        def fitting() -> Reveal:
            signer = dsse.signer_ids(dsse.Envelope.parse(self.book.documents[name]))[0]
            self._reveal_fits(reveal, party, by_itself=signer == party.sign_key_id)
            if reveal.source == FROM_ESCROW:
                known = {hash_of(one, algorithm=self.context.hash) for one in openings.values()}
                if set(reveal.openings) != known:
                    raise Forged("reveal-of-other-openings", party=party.id)
            return reveal

        return self.book.attempt(name, fitting)

    def _reveal_fits(self, reveal: Reveal, party: Party, *, by_itself: bool) -> None:
        if reveal.ctx != self.context.ctx:
            raise Forged("other-draw")
        self._same_draw(reveal.seal_hash, reveal.round)
        if reveal.party != party.id or by_itself != (reveal.source != FROM_ESCROW):
            raise Forged("reveal-of-another-party", party=reveal.party)
        if reveal.seen.dice != self.round.dice_document:
            raise Forged("dice-after-reveal", round=self.at)
        if (reveal.seen.removals or b"") != self.round.removals_document:
            raise Forged("removals-after-reveal", round=self.at)
        verify_opening(
            self.sealed.commits[party.id].commitment,
            ctx=self.context.ctx,
            party=party.id,
            opened=reveal.z,
            at=self.at,
            algorithm=self.context.hash,
        )

    def _openings(self, party: Party) -> dict[str, Opening]:
        found = {}
        for holder in self.context.others(party.id):
            name = names.opening(party.id, self.at, holder.id)
            opening = self._opening(name, party, holder)
            if opening is not None:
                found[holder.id] = opening
                self.notes.did(Step.ESCROW, holder.id, name)
        return found

    def _opening(self, name: str, party: Party, holder: Party) -> Opening | None:
        opening = self.book.of_party(Opening, name, holder, self.context)
        return opening and self.book.attempt(name, lambda: self._fitting_opening(opening, party, holder))

    def _fitting_opening(self, opening: Opening, party: Party, holder: Party) -> Opening:
        self._same_draw(opening.seal_hash, opening.round)
        if (opening.party, opening.holder) != (party.id, holder.id):
            raise Forged("opening-of-another-share", party=opening.party, holder=opening.holder)
        deadline = self.reveal_by
        if deadline and opening.at < deadline:
            raise Forged("escrow-opened-early", at=str(opening.at), until=str(deadline))
        return opening

    @property
    def reveal_by(self) -> datetime | None:
        """Until when every party reveals its link of this round."""
        if self.round.removals:
            return self.round.removals.reveal_by
        return self.context.deadlines.reveal_by if self.context.deadlines else None

    def _await_reveal(self, party: Party, openings: Mapping[str, Opening]) -> None:
        name, deadline = names.reveal(party.id, self.at), self.reveal_by
        if self._blamed(party, openings):
            return
        self.notes.awaited.append(Awaited(Step.REVEAL, party.id, name, until=deadline))
        if deadline is None or self.now is None or self.now < deadline:
            return
        holders = [one for one in self.context.others(party.id) if one.id not in openings]
        for holder in holders:
            own = names.opening(party.id, self.at, holder.id)
            self.notes.awaited.append(Awaited(Step.ESCROW, holder.id, own, after=deadline, about=party.id))
        for holder in self.context.others(party.id) if not holders else ():
            self.notes.awaited.append(Awaited(Step.ESCROW, holder.id, name, after=deadline, about=party.id))

    def _blamed(self, party: Party, openings: Mapping[str, Opening]) -> bool:
        """Whether the openings show that the secret cannot be had, and by whose fault."""
        culprit = self._culprit(party, openings)
        if culprit is None:
            return False
        self.notes.culprit = culprit
        facts = {"party": party.id, "culprit": culprit.party, "proven": culprit.proven}
        self.book.note("escrow-junk", names.escrow(party.id), **facts)
        return True

    def _culprit(self, party: Party, openings: Mapping[str, Opening]) -> Culprit | None:
        escrow, document = self.sealed.escrows[party.id], self.sealed.escrow_documents[party.id]
        for holder, opening in sorted(openings.items()):
            try:
                check_half(escrow, self.context, at=self.at, holder=holder, half=opening.half)
            except BlindError:
                said_sound = self.sealed.commits[holder].escrows_checked.get(party.id) == document
                return Culprit(holder, proven=True) if said_sound else Culprit(party.id, proven=False)
        if len(openings) < len(self.context.parties) - 1:
            return None
        try:
            verify_opening(
                self.sealed.commits[party.id].commitment,
                ctx=self.context.ctx,
                party=party.id,
                opened=joined(*(opening.half or b"" for opening in openings.values())),
                at=self.at,
                algorithm=self.context.hash,
            )
        except BlindError:
            return Culprit(party.id, proven=True)
        return None

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
        self.round = replace(self.round, assurance=assurance(self.context, self.round))

    def _result(self) -> None:
        stem, office = names.result_stem(self.at), _id(self.context, OFFICE)
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


def assurance(context: Context, done: Round) -> Assurance:
    """How sure the seed of a round is, from what stands behind it, whatever was planned."""
    if not context.committing:
        return Assurance.M1 if done.dice else Assurance.M0
    spec = context.beacon
    in_time = spec is not None and all(reveal.at <= spec.known_after for reveal in done.reveals.values())
    return Assurance.M3 if done.beacon and in_time else Assurance.M2


def _id(context: Context, role: str) -> str:
    """The party of a role, or the role itself where it takes no part but witnesses."""
    party = context.with_role(role)
    return party.id if party else role
