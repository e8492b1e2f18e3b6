"""What each may do next, as pure functions: from the state and what only the party knows to the record it signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from blind.ceremony.book import Joint
from blind.ceremony.chain import link
from blind.ceremony.commitment import Commit, commitment
from blind.ceremony.context import Context
from blind.ceremony.document import hash_of
from blind.ceremony.escrow import Escrow
from blind.ceremony.reveal import Opening, Reveal, Seen
from blind.ceremony.rounds import Removal, Removals, Result
from blind.ceremony.seal import Committed, Seal
from blind.ceremony.state import Round, Sealed, State, Step
from blind.ceremony.thrown import Beacon, Dice
from blind.ceremony.void import Void
from blind.errors import BlindError
from blind.halves import joined


class NotNow(BlindError):
    """The ceremony does not stand where this may be done."""


def make_commit(context: Context, party: str, last: bytes, escrow: Escrow, checked: Mapping[str, bytes]) -> Commit:
    """The commitment to the chain that ends in ``last``. ``checked``: escrows this party could open, by depositor."""
    first = link(last, rounds=context.rounds, at=0, algorithm=context.hash)
    made = commitment(context.ctx, party, first, algorithm=context.hash)
    return Commit(context.ctx, party, made, hash_of(escrow, algorithm=context.hash), checked)


def make_seal(state: State, *, at: datetime) -> Seal:
    """The office's seal over all commitments.

    Raises ``NotNow`` while one is missing, before objections end, and once the public source may be known.
    """
    context = _context(state)
    missing = sorted(one.by for one in state.awaited if one.step is Step.COMMIT)
    if missing or state.sealed:
        raise NotNow("cannot-seal", missing=missing, sealed=state.sealed is not None)
    if context.deadlines and at < context.deadlines.objection_until:
        raise NotNow("objections-still-heard", until=str(context.deadlines.objection_until))
    if context.beacon is not None and at > context.beacon.known_after:
        raise NotNow("sealed-after-public-source", known_after=str(context.beacon.known_after))
    commitments = {
        party: Committed(commit.commitment, hash_of(commit, algorithm=context.hash))
        for party, commit in state.commits.items()
    }
    return Seal(context.ctx, at, commitments, state.escrow_documents)


def make_dice(state: State, digits: str, *, at: datetime) -> Dice:
    """What the dice of the open round showed. Raises ``NotNow`` where none are asked for, ``Malformed`` for others."""
    context, sealed, open_round = _open(state)
    if context.dice is None or not any(one.step is Step.DICE for one in state.awaited):
        raise NotNow("no-dice-now", round=open_round.number)
    return Dice(context.ctx, sealed.hash, open_round.number, context.dice.checked(digits), at)


def make_reveal(state: State, party: str, last: bytes, *, at: datetime) -> Reveal:
    """The party's link of the open round. Raises ``NotNow`` unless exactly that is awaited from it.

    Nor once the public source may be known: whoever is as late as that leaves the others to open the escrow.
    """
    context, sealed, open_round = _open(state)
    if not state.awaits(Step.REVEAL, party):
        raise NotNow("no-reveal-now", party=party, round=open_round.number)
    if context.beacon is not None and open_round.number == 0 and at > context.beacon.known_after:
        raise NotNow("public-source-known", known_after=str(context.beacon.known_after))
    z = link(last, rounds=context.rounds, at=open_round.number, algorithm=context.hash)
    return Reveal(context.ctx, sealed.hash, party, open_round.number, z, _seen(open_round), at)


def make_opening(state: State, party: str, holder: str, half: bytes | None, *, at: datetime) -> Opening:
    """The holder's half of another's link of the open round. Raises ``NotNow`` before the deadline."""
    context, sealed, open_round = _open(state)
    if not any(one.about == party for one in state.awaits(Step.ESCROW, holder)):
        raise NotNow("no-escrow-now", party=party, holder=holder, round=open_round.number)
    return Opening(context.ctx, sealed.hash, party, open_round.number, holder, half, at)


def make_escrow_reveal(state: State, party: str, *, at: datetime) -> Reveal:
    """A party's link from the two halves opened by the others. Raises ``NotNow`` until both are there and fit."""
    context, sealed, open_round = _open(state)
    openings = open_round.openings.get(party, {})
    halves = [one.half for _, one in sorted(openings.items()) if one.half is not None]
    if len(halves) != 2 or (state.culprit and party not in open_round.reveals):
        raise NotNow("halves-missing", party=party, found=len(halves))
    documents = tuple(sorted(hash_of(one, algorithm=context.hash) for one in openings.values()))
    z = joined(*halves)
    return Reveal(context.ctx, sealed.hash, party, open_round.number, z, _seen(open_round), at, documents)


def make_beacon(state: State, value: str, *, evidence_sha256: bytes, at: datetime) -> Beacon:
    """The value of the public source. Raises ``NotNow`` before it is awaited or known, ``Malformed`` for none such."""
    context, sealed, open_round = _open(state)
    spec = context.beacon
    if spec is None or not any(one.step is Step.BEACON for one in state.awaited):
        raise NotNow("no-beacon-now", round=open_round.number)
    if at < spec.known_after:
        raise NotNow("beacon-not-known-yet", known_after=str(spec.known_after))
    seen = tuple(sorted(open_round.reveal_documents.values()))
    kind = spec.as_dict()["kind"]
    return Beacon(context.ctx, sealed.hash, kind, spec.id, spec.checked(value), evidence_sha256, seen, at)


def make_result(
    state: State, *, ticket: int | None, members: Iterable[bytes], reserves: Iterable[bytes], at: datetime
) -> Result:
    """The office's record of what the seed of the open round gave. Raises ``NotNow`` without a seed."""
    context, sealed, open_round = _open(state)
    if open_round.seed is None:
        raise NotNow("no-seed-yet", round=open_round.number)
    panel, named = tuple(sorted(members)), tuple(reserves)
    return Result(context.ctx, sealed.hash, open_round.number, open_round.seed, ticket, panel, named, at)


def make_removals(state: State, removals: Iterable[Removal], *, reveal_by: datetime, at: datetime) -> Removals:
    """The list that begins the next round. Raises ``NotNow`` unless the last result was witnessed."""
    context = _context(state)
    last = state.last_result
    if last is None or last.result_document is None or state.sealed is None or state.open_round or state.void:
        raise NotNow("no-removals-now", round=len(state.rounds))
    if context.replacement == "queue" and len(state.rounds) > context.rounds:
        raise NotNow("no-links-left", rounds=context.rounds)
    ordered = tuple(sorted(removals, key=lambda one: one.code))
    seal_hash, at_round = state.sealed.hash, len(state.rounds)
    return Removals(context.ctx, seal_hash, at_round, last.result_document, ordered, reveal_by, at)


def make_void(state: State, code: str, *, at: datetime) -> Void:
    """The record that ends this attempt; the culprit, if one is to blame, is whom the documents show.

    Raises ``NotNow`` for an attempt already void, and while a seed stands without the result it gave.
    """
    context = _context(state)
    draw = state.rounds[0] if state.rounds else None
    if state.void or (draw and draw.seed is not None and draw.result_document is None):
        raise NotNow("cannot-void", void=state.void is not None)
    culprit = state.culprit.party if state.culprit and code == "escrow-unusable" else None
    discarded = draw.result_document if draw else None
    seal_hash = state.sealed.hash if state.sealed else None
    return Void(context.ctx, context.attempt, seal_hash, code, culprit, discarded, at)


def offered(state: State, stem: str, signer: str) -> Joint:
    """A document that others have signed and ``signer`` may sign too. Raises ``NotNow`` where there is none."""
    offer = state.offers.get(stem)
    if offer is None or signer in offer.signers:
        raise NotNow("nothing-to-countersign", document=stem, signer=signer)
    return offer


def _context(state: State) -> Context:
    if state.context is None:
        raise NotNow("not-frozen")
    return state.context


def _open(state: State) -> tuple[Context, Sealed, Round]:
    context, open_round = _context(state), state.open_round
    if state.void or state.sealed is None or not state.cosigned or open_round is None:
        raise NotNow("no-open-round", sealed=state.cosigned, void=state.void is not None)
    return context, state.sealed, open_round


def _seen(open_round: Round) -> Seen:
    return Seen(dice=open_round.dice_document, removals=open_round.removals_document or None)
