"""A draw by ceremony as a certificate carries it: documents, places in the ledger, and what every round gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from blind.ceremony import names
from blind.ceremony.context import Context
from blind.ceremony.document import payload, read_payload
from blind.ceremony.state import Round as Opened
from blind.ceremony.state import State
from blind.ceremony.void import Void
from blind.certificate import Drawn, Round, logged
from blind.dsse import Envelope
from blind.encoding import strict_parse
from expertpool.drawing.result import Result
from expertpool.party.frozen_draw import FrozenDraw
from expertpool.party.solved_draw import cliques_of, fairness_of, hashed_table, refutations_of

Json = dict[str, Any]


@dataclass(frozen=True)
class OtherSeal:
    """A seal of the same committee and year that stands earlier in the ledger, with its proof in this draw's head.

    ``logged``: its place as ``…-logged.json`` has it; ``payload``: what was sealed.
    """

    logged: bytes
    payload: bytes


def drawn_together(
    frozen: FrozenDraw,
    state: State,
    documents: Mapping[str, bytes],
    results: Sequence[Result],
    *,
    other_seals: Sequence[OtherSeal],
    trust: str,
) -> Drawn:
    """Everything a certificate of a finished ceremony opens or hides.

    ``state`` as read from ``documents`` (file name to bytes), with every round's result cosigned; ``results``: what
    each round gave, by round; ``trust``: the trust file's text. Raises ValueError for an unfinished ceremony.
    """
    if state.context is None or state.sealed is None or not state.finished or len(results) != len(state.rounds):
        raise ValueError("a certificate is made of a finished ceremony")
    lottery = results[0].lottery
    cliques, code_of = cliques_of(frozen)
    stems = [names.SEAL_STEM]
    for one in state.rounds:
        stems += [names.removals_stem(one.number)] if one.number else []
        stems.append(names.result_stem(one.number))
    return Drawn(
        context=strict_parse(payload(state.context)),
        pool=frozen.pool,
        bounds=frozen.bounds,
        rounds=tuple(
            _round(frozen, one, documents, result, code_of=code_of, ids=[party.id for party in state.context.parties])
            for one, result in zip(state.rounds, results, strict=True)
        ),
        table=hashed_table(frozen, lottery) if lottery else None,
        fairness=fairness_of(lottery, code_of) if lottery else None,
        cliques=cliques,
        seal=strict_parse(payload(state.sealed.seal)),
        commits=tuple(as_object(documents[names.commitment(party)]) for party in sorted(state.commits)),
        log={stem: placed(documents, stem) for stem in stems},
        scope=tuple(elsewhere(documents, one) for one in other_seals),
        previous=tuple(previous_attempt(documents, at) for at in range(1, state.context.attempt)),
        trust=trust,
    )


def _round(
    frozen: FrozenDraw,
    one: Opened,
    documents: Mapping[str, bytes],
    result: Result,
    *,
    code_of: Mapping[str, str],
    ids: Sequence[str],
) -> Round:
    """One round. Its panel stands in the order drawn; in a replacement round those who stay come first."""
    codes, at = frozen.pool.names, one.number
    stem = names.removals_stem(at)
    return Round(
        seed=result.seed,
        panel=tuple(codes[person] for person in (result.members if at else result.panel)),
        ticket=result.ticket,
        reveals=tuple(as_object(documents[names.reveal(party, at)]) for party in sorted(one.reveals)),
        dice=joined(documents, names.dice_stem(at), ids) if one.dice else None,
        beacon=joined(documents, "beacon", ids) if one.beacon else None,
        removals=joined(documents, stem, ids) if at else None,
        result=as_object(documents[f"{names.result_stem(at)}.json"]),
        reserves=tuple(codes[reserve.expert_no] for reserve in result.reserves),
        refutations=refutations_of(frozen, result.passed, code_of),
    )


def joined(documents: Mapping[str, bytes], stem: str, parties: Sequence[str]) -> Json:
    """What several parties signed, each in a file of its own, as one envelope; most signatures decide on what."""
    found: dict[bytes, list[Envelope]] = {}
    for name in (names.by(stem, party) for party in parties):
        if name in documents:
            envelope = Envelope.parse(documents[name])
            found.setdefault(envelope.payload, []).append(envelope)
    agreed = max(found.values(), key=len)
    signatures = sorted((one for each in agreed for one in each.signatures), key=lambda one: one.key_id)
    return Envelope(agreed[0].payload_type, agreed[0].payload, tuple(signatures)).as_dict()


def as_object(data: bytes) -> Json:
    """A document as the certificate carries it. Raises ``Malformed``."""
    return Envelope.parse(data).as_dict()


def placed(documents: Mapping[str, bytes], stem: str) -> Json:
    """A document's place in the ledger, in the head that the witness cosigned."""
    record = strict_parse(documents[names.logged(stem)])
    return logged(record, cosigned=documents[names.cosigned(stem)].decode())


def elsewhere(documents: Mapping[str, bytes], other: OtherSeal) -> Json:
    """Another draw's seal with its place in the head of this draw's own."""
    note = documents[names.cosigned(names.SEAL_STEM)].decode()
    return logged(strict_parse(other.logged), cosigned=note, seal=strict_parse(other.payload))


def previous_attempt(documents: Mapping[str, bytes], attempt: int) -> Json:
    """Payloads of an earlier attempt: what was frozen, and the void record that most of its parties signed."""
    context = Envelope.parse(documents[names.previous(attempt, names.CONTEXT)]).payload
    before = read_payload(Context, context)
    stem = names.previous(attempt, names.VOID_STEM)
    ids = [party.id for party in before.parties]
    void = Envelope.from_dict(joined(documents, stem, ids)).payload
    read_payload(Void, void)
    return {"context": strict_parse(context), "void": strict_parse(void)}
