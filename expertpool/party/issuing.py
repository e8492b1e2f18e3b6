"""Issuing tokens on the inspector's machine: one signed request a member, remembered before any answer leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from blind import dsse
from blind.ballot.definition import Ballot
from blind.ballot.token import Issuer, issue
from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import BlindError, Malformed
from blind.fields import exact
from blind.trust import Trust
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.attendance import PartyHome
from expertpool.party.ballot_folder import DEFINITION, ISSUED, REQUESTS, TOKENS, BallotFolder
from expertpool.party.ballot_words import tried
from expertpool.party.memory import DrawMemory
from expertpool.party.token_key import INSPECTOR, of_ballot, signed_by, token_secret

FORMAT = "expertpool-tokens-issued/1"
ANSWER_FORMAT = "expertpool-token-answer/1"
PAYLOAD_TYPE = "application/vnd.expertpool.tokens-issued+json"


@dataclass(frozen=True)
class Issuing:
    """What one run did: members answered now, members answered before, and refusals by member with their code."""

    ballot: Ballot
    now: tuple[str, ...]
    before: tuple[str, ...]
    refused: Mapping[str, str]


def issue_tokens(home: PartyHome, folder: BallotFolder) -> Issuing:
    """Answer every request in the folder that may be answered.

    The definition is pinned at the first run: another one for the same key is refused (exit code 5). Raises Refusal.
    """
    ballot = folder.ballot()
    memory, secret = _pinned(home, folder, ballot), token_secret(home, ballot.ballot_id)
    now: list[str] = []
    before: list[str] = []
    refused: dict[str, str] = {}
    for member in folder.members_in(REQUESTS):
        issuer = Issuer(ballot, issued_so_far(memory, ballot), closed=memory.recall("closed") is not None)
        try:
            done = issue(issuer, folder.content(REQUESTS, f"{member}.json"), secret, fresh=home.fresh)
        except BlindError as error:
            refused[member] = error.code
            continue
        mark = done.issuer.issued[done.member]
        kept = memory.remember(f"issued-{done.member}", {"mark": mark.hex()})
        if done.member != member or kept["mark"] != mark.hex():
            refused[member] = "token-issued-already"
            continue
        first = not folder.has(TOKENS, f"{member}.json")
        folder.put(answer_bytes(ballot, member, done.answers), TOKENS, f"{member}.json")
        (now if first else before).append(member)
    return Issuing(ballot, tuple(now), tuple(before), refused)


def close_issuing(home: PartyHome, folder: BallotFolder) -> dict[str, bytes]:
    """Issue no more for this ballot, and sign the list of who got tokens; the same list again afterwards."""
    ballot = folder.ballot()
    memory = _pinned(home, folder, ballot)
    issued = issued_so_far(memory, ballot)
    listed = [{"mark": issued[member].hex(), "member": member} for member in sorted(issued)]
    kept = memory.remember("closed", {"ballot": ballot.hash.hex(), "format": FORMAT, "issued": listed})
    signed = dsse.sign(canonical(kept), payload_type=PAYLOAD_TYPE, signers=[home.keys.signer])
    folder.put(signed.to_bytes(), ISSUED)
    return {one["member"]: bytes.fromhex(one["mark"]) for one in kept["issued"]}


def issued_list(folder: BallotFolder, ballot: Ballot, trust: Trust) -> dict[str, bytes]:
    """The inspector's signed list: member -> hash of the request. Raises Refusal for another signer or ballot."""
    path = folder.file(ISSUED)
    if not path.is_file():
        raise Refusal("ballot.issuing_open", where=Where(file=str(path)))
    return tried(
        lambda: read_issued(signed_by(trust, path.read_bytes(), role=INSPECTOR, payload_type=PAYLOAD_TYPE), ballot),
        path,
    )


def read_issued(data: bytes, ballot: Ballot) -> dict[str, bytes]:
    """Reads the list of a ballot's tokens; raises ``Malformed`` for another ballot, or for anyone not on its roll."""
    record = exact(strict_parse(data), {"ballot": str, "format": str, "issued": list}, what="tokens-issued")
    if record["format"] != FORMAT or record["ballot"] != ballot.hash.hex():
        raise Malformed("other-ballot", expected=ballot.hash.hex())
    found: dict[str, bytes] = {}
    for value in record["issued"]:
        one = exact(value, {"mark": str, "member": str}, what="tokens-issued.issued")
        if one["member"] not in ballot.roll or one["member"] in found:
            raise Malformed("not-on-the-roll", member=one["member"][:80])
        found[one["member"]] = from_hex(one["mark"], 32)
    return found


def tokens_by_candidate(ballot: Ballot, issued: Mapping[str, bytes]) -> dict[str, int]:
    """Tokens given out, by candidate."""
    return Issuer(ballot, issued).tokens()


def answer_bytes(ballot: Ballot, member: str, answers: tuple[bytes, ...]) -> bytes:
    """The inspector's answers to one member, in the order asked."""
    record = {"answers": [one.hex() for one in answers], "ballot": ballot.hash.hex(), "format": ANSWER_FORMAT}
    return canonical({**record, "member": member})


def read_answers(data: bytes, ballot: Ballot, member: str) -> tuple[bytes, ...]:
    """Reads ``answer_bytes``; raises ``Malformed``. Whether they are genuine, unblinding tells."""
    fields = {"answers": list, "ballot": str, "format": str, "member": str}
    record = exact(strict_parse(data), fields, what="token-answer")
    if (record["format"], record["ballot"], record["member"]) != (ANSWER_FORMAT, ballot.hash.hex(), member):
        raise Malformed("other-ballot", expected=ballot.hash.hex())
    return tuple(from_hex(one, ballot.token_key.size) for one in record["answers"])


def issued_so_far(memory: DrawMemory, ballot: Ballot) -> dict[str, bytes]:
    """Whom this machine gave tokens: member -> hash of the request."""
    kept = {member: memory.recall(f"issued-{member}") for member in ballot.roll}
    return {member: bytes.fromhex(one["mark"]) for member, one in kept.items() if one is not None}


def _pinned(home: PartyHome, folder: BallotFolder, ballot: Ballot) -> DrawMemory:
    """The memory of this ballot, once its definition is the first one seen with this machine's key."""
    memory, where = of_ballot(home, ballot.ballot_id), Where(file=str(folder.file(DEFINITION)))
    if token_secret(home, ballot.ballot_id).public != ballot.token_key:
        raise Refusal("ballot.other_token_key", where=where, exit_code=ExitCode.FORGED)
    kept = memory.remember("definition", {"ballot": ballot.hash.hex()})["ballot"]
    if kept != ballot.hash.hex():
        raise Refusal("ballot.other_definition", where=where, exit_code=ExitCode.FORGED)
    return memory
