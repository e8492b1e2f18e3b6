"""A party's promise: a fresh secret, its escrow with the two others, the signed commitment; once for each attempt."""

from __future__ import annotations

from typing import Any

from blind.ceremony import names
from blind.ceremony.context import Context
from blind.ceremony.document import read_payload, signed
from blind.ceremony.escrow import check_shares, make_escrow
from blind.ceremony.state import Step
from blind.ceremony.turns import make_commit
from blind.dsse import Envelope
from blind.errors import BlindError
from blind.keys.x25519 import public_of
from blind.seal import open_sealed, seal
from expertpool.beijing import second
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.attendance import Attendance, attempt
from expertpool.party.checking import open_pool
from expertpool.party.season_freezing import opened_season

PURPOSE = "expertpool/own-chain/v1"
SECRET = 32


def promise(here: Attendance) -> bool:
    """Commit to this draw and deposit the escrow; whether it was done now (and not before).

    The secret, sealed to the party's own key, and both documents are remembered before anything is laid down; after a
    crash the same documents are laid down again. Raises Refusal for an unchecked pool, a scope and attempt already
    used for another context, an earlier seal that the context hides, and an escrow of another party that is no good.
    """
    if not here.context.committing:
        raise Refusal("party.nobody_commits", level=here.context.assurance_planned.value)
    here.refuse_wrong()
    here.refuse_unchecked()
    refuse_hidden(here)
    kept, fresh = here.memory.recall("commitment"), False
    if kept is None:
        kept, fresh = here.memory.remember("commitment", _promise(here)), True
    here.board.put(names.escrow(here.me.id), str(kept["escrow"]).encode())
    here.board.put(names.commitment(here.me.id), str(kept["commit"]).encode())
    return fresh


def _promise(here: Attendance) -> dict[str, Any]:
    """A new secret with its documents, after everything was checked and scope and attempt were taken for this draw."""
    context, me, keys = here.context, here.me.id, here.home.keys
    if not here.state.awaits(Step.COMMIT, me):
        raise Refusal("party.committed_elsewhere", where=Where(file=names.commitment(me)))
    if context.deadlines and here.now < context.deadlines.objection_until:
        raise Refusal("party.objections_open", until=second(context.deadlines.objection_until))
    checked = check_escrows(here)
    claimed = here.home.memory.claim(context, committees_of(here))
    if claimed != context.ctx:
        raise Refusal("party.committed_already", attempt=context.attempt, ctx=claimed.hex()[:16])
    last = here.home.fresh(SECRET)
    escrow = attempt(lambda: make_escrow(context, me, last, here.home.fresh), here.board.place)
    record = make_commit(context, me, last, escrow, checked)
    own = seal(last, public_of(keys.seal_secret), purpose=PURPOSE, context=(context.ctx, me.encode()))
    return {
        "secret": own.hex(),
        "escrow": signed(escrow, keys.signer).decode(),
        "commit": signed(record, keys.signer).decode(),
    }


def check_escrows(here: Attendance) -> dict[str, bytes]:
    """The escrow documents of the others deposited so far, by party. Raises Refusal for one that cannot be opened."""
    found = {}
    for party, escrow in sorted(here.state.escrows.items()):
        if party == here.me.id:
            continue
        try:
            check_shares(escrow, here.context, holder=here.me.id, secret=here.home.keys.seal_secret)
        except BlindError:
            where = Where(file=names.escrow(party))
            raise Refusal("party.escrow_unsound", where=where, party=party, exit_code=ExitCode.FORGED) from None
        found[party] = here.state.escrow_documents[party]
    return found


def own_secret(here: Attendance) -> bytes:
    """The last link of this party's chain. Raises Refusal where this machine does not hold it."""
    kept = here.memory.recall("commitment")
    if kept is None:
        raise Refusal("party.no_secret", where=Where(file=here.board.place), party=here.me.id)
    on_board = here.board.documents().get(names.commitment(here.me.id))
    if on_board != str(kept["commit"]).encode():
        raise Refusal(
            "party.commitment_changed", where=Where(file=names.commitment(here.me.id)), exit_code=ExitCode.FORGED
        )
    bound = (here.context.ctx, here.me.id.encode())
    sealed, secret = bytes.fromhex(kept["secret"]), here.home.keys.seal_secret
    return attempt(lambda: open_sealed(sealed, secret, purpose=PURPOSE, context=bound), here.board.place)


def refuse_hidden(here: Attendance) -> None:
    """Raise Refusal where the context is silent about an earlier attempt or seal that this machine took part in."""
    context, memory = here.context, here.home.memory
    own = {context.scope.ledger, *committees_of(here)}
    listed = {one.seal_hash for one in context.previous} | set(context.other_seals)
    for claim in memory.claims():
        ctx = bytes.fromhex(claim["ctx"])
        if own.isdisjoint((claim["ledger"], *claim.get("committees", ()))) or ctx == context.ctx:
            continue
        sealed = memory.of_draw(ctx).recall("seal")
        hidden = sealed is not None and bytes.fromhex(sealed["seal_hash"]) not in listed
        scope = context.scope
        same = (claim["ledger"], claim["purpose"], claim["filing"]) == (scope.ledger, scope.purpose, scope.filing)
        earlier = same and claim["attempt"] < context.attempt
        if hidden or (earlier and ctx != _ctx_of(here, claim["attempt"])):
            raise Refusal(
                "party.attempt_hidden",
                where=Where(file=names.CONTEXT),
                exit_code=ExitCode.FORGED,
                attempt=claim["attempt"],
                purpose=claim["purpose"],
                ctx=ctx.hex()[:16],
            )


def committees_of(here: Attendance) -> tuple[str, ...]:
    """The ledger scopes of the committees that a season draws; of one committee's own draw none."""
    if not here.context.of_season:
        return ()
    _, contexts = attempt(lambda: opened_season(open_pool(here)), here.board.place)
    return tuple(sorted(one.scope.ledger for one in contexts))


def _ctx_of(here: Attendance, attempt_number: int) -> bytes | None:
    data = here.board.documents().get(names.previous(attempt_number, names.CONTEXT))
    return None if data is None else read_payload(Context, Envelope.parse(data).payload).ctx
