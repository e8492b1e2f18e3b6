"""The opened secrets of one round: each party's link, by itself or from escrow, or whose fault it is that none is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from blind import dsse
from blind.ceremony import names
from blind.ceremony.book import Book
from blind.ceremony.commitment import verify_opening
from blind.ceremony.context import Context, Party
from blind.ceremony.document import hash_of
from blind.ceremony.escrow import check_half
from blind.ceremony.notes import Notes
from blind.ceremony.reveal import FROM_ESCROW, Opening, Reveal
from blind.ceremony.state import Awaited, Culprit, Round, Sealed, Step
from blind.errors import BlindError, Forged
from blind.halves import joined


@dataclass
class RevealReading:
    """One pass over the reveals and openings of a round, whose dice and removal list stand already."""

    book: Book
    notes: Notes
    context: Context
    sealed: Sealed
    round: Round
    now: datetime | None

    @property
    def at(self) -> int:
        """The number of the round."""
        return self.round.number

    def whole(self) -> Round:
        """The round with every link that is open, by the party itself or from escrow."""
        for party in self.context.parties:
            self._reveal(party)
        return self.round

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
        same_draw(self.sealed, self.round, seal_hash=reveal.seal_hash, at=reveal.round)
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
        same_draw(self.sealed, self.round, seal_hash=opening.seal_hash, at=opening.round)
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


def same_draw(sealed: Sealed, here: Round, *, seal_hash: bytes, at: int) -> None:
    """Return if a document names this seal and this round; raise ``Forged`` if not."""
    if seal_hash != sealed.hash:
        raise Forged("other-seal")
    if at != here.number:
        raise Forged("other-round", found=at, expected=here.number)
