"""Opening a ballot on a trustee's machine: the whole box after its witnessed closing, in halves for the two others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from blind import dsse
from blind.ballot.box import BallotClosing
from blind.ballot.definition import Ballot
from blind.ballot.opening import CLOSED as CLOSED_KIND
from blind.ballot.opening import Evidence, Halves, Pair, halves_after_closing
from blind.ballot.vote import Vote
from blind.ceremony.book import read_note
from blind.cosigned import check_cosigned
from blind.encoding import canonical, from_hex, strict_parse
from blind.envelope import KEY, Half
from blind.errors import Malformed, Untrusted
from blind.fields import exact
from blind.keys.x25519 import public_of
from blind.trust import Trust
from expertpool.errors import Refusal, Where
from expertpool.party.attendance import PartyHome
from expertpool.party.ballot_folder import CLOSED, CLOSING, COSIGNED, HALVES, LONGEST, BallotFolder
from expertpool.party.ballot_words import tried
from expertpool.party.holder import remember
from expertpool.party.token_key import signed_by

FORMAT = "expertpool-ballot-halves/1"
PAYLOAD_TYPE = "application/vnd.expertpool.ballot-halves+json"


def evidence_in(folder: BallotFolder, trust: Trust) -> Evidence:
    """The closing with its place in a head that the witness signed. Raises Refusal where it is not witnessed yet."""
    path = folder.file(CLOSED, COSIGNED)
    if not path.is_file():
        raise Refusal("ballot.not_witnessed", where=Where(file=str(path)))
    head = tried(lambda: read_note(path.read_bytes(), trust, threshold=1), path)
    return Evidence(record=folder.closing(), placed=folder.placed(), head=head)


def check_evidence(ballot: Ballot, evidence: Evidence) -> BallotClosing:
    """The closing, once the witnessed head contains it. Raises ``Untrusted`` and ``Forged``."""
    body = evidence.record.to_bytes()
    check_cosigned(body, evidence.placed, evidence.head, kind=CLOSED_KIND, scope=ballot.scope)
    return evidence.record


def open_box(home: PartyHome, folder: BallotFolder) -> Ballot:
    """Lay down this trustee's halves for every vote in the box, signed; all of them or none.

    Raises Refusal while the closing is not witnessed, for a box that is not the whole one, for keys that are not a
    trustee's of this ballot, and (exit code 5) for another closing than the one this machine opened before.
    """
    ballot, trust, holder = folder.ballot(), home.trust_store.trust(), home.keys.role
    if ballot.trustees.get(holder) != public_of(home.keys.seal_secret):
        raise Refusal("ballot.not_a_trustee", where=Where(file=str(folder.path)), role=holder)
    evidence, votes = evidence_in(folder, trust), folder.votes()
    secret = home.keys.seal_secret

    def taken(partner: str) -> Halves:
        return halves_after_closing(ballot, votes, secret, holder=holder, partner=partner, evidence=evidence)

    partners = sorted(ballot.trustees.keys() - {holder})
    halves = tried(lambda: {partner: taken(partner) for partner in partners}, folder.file(CLOSED, CLOSING))
    remember(home, "opened-ballots", ballot.ballot_id.hex(), evidence.record.to_bytes())
    signed = dsse.sign(halves_bytes(ballot, holder, halves), payload_type=PAYLOAD_TYPE, signers=[home.keys.signer])
    folder.put(signed.to_bytes(), HALVES, f"{holder}.json")
    return ballot


def halves_bytes(ballot: Ballot, holder: str, halves: Mapping[str, Halves]) -> bytes:
    """One trustee's halves by partner and candidate, null for a vote that does not open; as canonical JSON."""
    listed = [
        {"candidate": candidate, "partner": partner, "values": [one.value.hex() if one else None for one in values]}
        for partner in sorted(halves)
        for candidate, values in sorted(halves[partner].items())
    ]
    return canonical({"ballot": ballot.hash.hex(), "format": FORMAT, "halves": listed, "holder": holder})


def read_halves(data: bytes, ballot: Ballot, votes: Iterable[Vote], *, holder: str, partner: str) -> Halves:
    """The halves one trustee took out for one partner; raises ``Malformed`` for another ballot, holder or number."""
    fields = {"ballot": str, "format": str, "halves": list, "holder": str}
    record = exact(strict_parse(data, longest=LONGEST), fields, what="ballot-halves")
    if (record["format"], record["ballot"], record["holder"]) != (FORMAT, ballot.hash.hex(), holder):
        raise Malformed("other-ballot", expected=ballot.hash.hex())
    held = list(votes)
    found: dict[str, tuple[Half | None, ...]] = {}
    for value in record["halves"]:
        one = exact(value, {"candidate": str, "partner": str, "values": list}, what="ballot-halves.halves")
        if one["partner"] == partner:
            about = sorted((vote for vote in held if vote.candidate == one["candidate"]), key=lambda vote: vote.hash)
            found[one["candidate"]] = _halves(about, one["values"], holder=holder, partner=partner)
    return found


def _halves(about: list[Vote], values: list[Any], *, holder: str, partner: str) -> tuple[Half | None, ...]:
    if len(about) != len(values):
        raise Malformed("not-the-whole-box", votes=len(about), halves=len(values))
    return tuple(
        None
        if value is None
        else Half(commitment=vote.sealed.commitment, holder=holder, partner=partner, value=from_hex(str(value), KEY))
        for vote, value in zip(about, values, strict=True)
    )


def halves_in(
    folder: BallotFolder, trust: Trust, ballot: Ballot, votes: Iterable[Vote]
) -> tuple[tuple[str, ...], list[Pair]]:
    """The trustees who have opened, by name, and what each two of them took out for one another; signatures checked.

    Raises Refusal while there are fewer than two.
    """
    there = tuple(name for name in sorted(ballot.trustees) if folder.has(HALVES, f"{name}.json"))
    if len(there) < 2:
        raise Refusal("ballot.too_few_opened", where=Where(file=str(folder.file(HALVES))), opened=len(there))
    held = list(votes)

    def taken(holder: str, partner: str) -> Halves:
        data = folder.content(HALVES, f"{holder}.json")
        payload = signed_by(trust, data, role=holder, payload_type=PAYLOAD_TYPE)
        return read_halves(payload, ballot, held, holder=holder, partner=partner)

    pairs = list(combinations(there, 2))
    return there, tried(lambda: [(taken(one, other), taken(other, one)) for one, other in pairs], folder.file(HALVES))


def check_trustees(ballot: Ballot, trust: Trust) -> None:
    """Return if the ballot's trustees are the three parties with the keys the trust file has for them now."""
    for name, public in ballot.trustees.items():
        known = {key.public for key in trust.keys(f"seal-{name}", trust.newest.since)}
        if public not in known:
            raise Untrusted("key-not-pinned", holder=name)
