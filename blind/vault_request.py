"""Opening records of the vault: the request, what must stand in the witnessed log before, and a holder's approval.

A holder sees purpose and list, and gives halves for exactly these records of exactly this vault. An approval names the
request by its hash, and the request stands in the log: it serves no other request and no other list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from blind import dsse
from blind.cosigned import Placed, check_cosigned
from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.envelope import Half
from blind.errors import Forged, Malformed, Untrusted
from blind.fields import exact, texts
from blind.keys.signer import Signer, Verifier
from blind.log.head import Head
from blind.scoresheet.box import Closing
from blind.vault import ID, Vault

FORMAT, APPROVAL_FORMAT = "expertpool-unsealing/1", "expertpool-unsealing-approval/1"
APPROVAL_TYPE = "application/vnd.expertpool.unsealing-approval+json"
RESULTS, COMPLAINT = PURPOSES = ("results", "complaint")
"""What records are opened for: the results once all is counted, or a complaint at any time, which is flagged."""

SEALED, ASKED = "vault:records:sealed", "vault:unsealing:asked"
OPENED, CLOSED, COUNTED = "score:group:opened", "score:group:closed", "ballot:count:entered"
"""Kinds of the ledger entries that a request rests on."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """``manifest``: hash of the vault's manifest; ``nonce`` makes two requests for the same list differ.

    ``requester`` is a name that office and holders know.
    """

    vault_id: bytes
    manifest: bytes
    purpose: str
    requester: str
    codenames: tuple[str, ...]
    nonce: bytes

    def __post_init__(self) -> None:
        if self.purpose not in PURPOSES:
            raise Malformed("unknown-purpose", found=self.purpose[:40], known=list(PURPOSES))
        if not self.codenames or list(self.codenames) != sorted(set(self.codenames)):
            raise Malformed("codenames-out-of-order", what="unsealing")
        if not self.requester.strip():
            raise Malformed("no-requester", what="unsealing")

    def to_bytes(self) -> bytes:
        """The request as canonical JSON: the body of its ledger entry."""
        named = {"format": FORMAT, "purpose": self.purpose, "requester": self.requester}
        hexed = {"manifest": self.manifest.hex(), "nonce": self.nonce.hex(), "vault": self.vault_id.hex()}
        return canonical({**named, **hexed, "codenames": self.codenames})

    @classmethod
    def parse(cls, data: bytes) -> Request:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields = dict.fromkeys(("format", "manifest", "nonce", "purpose", "requester", "vault"), str)
        record = exact(strict_parse(data), {**fields, "codenames": list}, what="unsealing")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="unsealing", format=record["format"][:40])
        return cls(
            vault_id=from_hex(record["vault"], ID),
            manifest=from_hex(record["manifest"], 32),
            purpose=record["purpose"],
            requester=record["requester"],
            codenames=tuple(texts(record["codenames"], what="unsealing.codenames")),
            nonce=from_hex(record["nonce"], 16),
        )

    @property
    def hash(self) -> bytes:
        """32 bytes that approvals name."""
        return tagged_hash("expertpool/unsealing/v1", self.to_bytes())

    @property
    def code(self) -> str:
        """What a holder repeats after reading purpose and list: 12 characters."""
        return self.hash.hex()[:12]


def manifest_hash(vault: Vault) -> bytes:
    """32 bytes that a request names the vault's content by."""
    return tagged_hash("expertpool/vault-manifest/v1", vault.manifest)


@dataclass(frozen=True)
class Shown:
    """An entry of the log with its body, as evidence."""

    body: bytes
    placed: Placed

    @property
    def kind(self) -> str:
        """The entry's kind; genuine once ``check`` returned."""
        return self.placed.entry.kind

    def check(self, head: Head, *, kind: str, scope: str) -> None:
        """Return if the witnessed ``head`` contains this entry of this kind and scope."""
        check_cosigned(self.body, self.placed, head, kind=kind, scope=scope)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for a file."""
        return {"body": self.body.decode(), "placed": self.placed.to_bytes().decode()}

    @classmethod
    def from_dict(cls, value: object) -> Shown:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(value, {"body": str, "placed": str}, what="shown")
        return cls(record["body"].encode(), Placed.parse(record["placed"].encode()))


def check_request(request: Request, vault: Vault, shown: Sequence[Shown], head: Head, *, pool: str) -> None:
    """Return if the holder may open these records now. ``pool``: the scope of entries about the pool as a whole.

    Always: the request and the vault as it lies here stand in the witnessed log. For results also: every record's
    group was closed, and a count that names the record was entered. Raises ``Forged`` and ``Untrusted``
    ("request-not-logged", "vault-not-released", "scores-open", "not-counted", with the codenames).
    """
    asked = [one for one in shown if one.kind == ASKED and one.body == request.to_bytes()]
    sealed = [one for one in shown if one.kind == SEALED and one.body == vault.manifest]
    if not asked:
        raise Untrusted("request-not-logged", request=request.code)
    if not sealed or request.manifest != manifest_hash(vault) or request.vault_id != vault.vault_id:
        raise Forged("vault-not-released", vault=vault.vault_id.hex())
    asked[0].check(head, kind=ASKED, scope=pool)
    sealed[0].check(head, kind=SEALED, scope=pool)
    strangers = sorted(set(request.codenames) - vault.records.keys())
    if strangers:
        raise Forged("records-not-in-vault", codenames=strangers)
    if request.purpose == COMPLAINT:
        return
    listed = set(request.codenames)
    open_still = sorted(listed - closed_packets(shown, head))
    if open_still:
        raise Untrusted("scores-open", codenames=open_still[:5], number=len(open_still))
    uncounted = sorted(listed - counted_packets(shown, head))
    if uncounted:
        raise Untrusted("not-counted", codenames=uncounted[:5], number=len(uncounted))


def closed_packets(shown: Iterable[Shown], head: Head) -> set[str]:
    """The codenames of the groups whose opening and closing both stand in the witnessed log."""
    groups: dict[str, set[str]] = {}
    closed = set()
    for one in shown:
        if one.kind == OPENED:
            body = strict_parse(one.body)
            one.check(head, kind=OPENED, scope=body["group"])
            groups.setdefault(body["group"], set()).update(packet["codename"] for packet in body["packets"])
        elif one.kind == CLOSED:
            record = Closing.parse(one.body)
            one.check(head, kind=CLOSED, scope=record.group)
            closed.add(record.group)
    return {name for group in closed & groups.keys() for name in groups[group]}


def counted_packets(shown: Iterable[Shown], head: Head) -> set[str]:
    """The candidates of every agreed count in the witnessed log."""
    found: set[str] = set()
    for one in shown:
        if one.kind == COUNTED:
            one.check(head, kind=COUNTED, scope=one.placed.entry.scope)
            facts = strict_parse(one.body).get("facts", {})
            if facts.get("agreed") is True:
                found |= set(texts(facts.get("candidates", []), what="count.candidates"))
    return found


@dataclass(frozen=True, kw_only=True)
class Approval:
    """One holder's halves for every record of a request, for each of the two partners: codename -> halves."""

    request: bytes
    holder: str
    halves: Mapping[str, tuple[Half, ...]]

    def to_bytes(self) -> bytes:
        """The approval as canonical JSON."""
        records = [
            {"codename": name, "halves": [half.to_bytes().decode() for half in self.halves[name]]}
            for name in sorted(self.halves)
        ]
        named = {"format": APPROVAL_FORMAT, "holder": self.holder, "request": self.request.hex()}
        return canonical({**named, "records": records})

    @classmethod
    def parse(cls, data: bytes) -> Approval:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields = {"format": str, "holder": str, "records": list, "request": str}
        record = exact(strict_parse(data), fields, what="unsealing-approval")
        if record["format"] != APPROVAL_FORMAT:
            raise Malformed("unknown-version", what="unsealing-approval", format=record["format"][:40])
        read = [exact(one, {"codename": str, "halves": list}, what="unsealing-approval") for one in record["records"]]
        halves = {one["codename"]: tuple(Half.parse(half.encode()) for half in one["halves"]) for one in read}
        return cls(request=from_hex(record["request"], 32), holder=record["holder"], halves=halves)


def approve(request: Request, vault: Vault, *, holder: str, secret: bytes, signer: Signer) -> dsse.Envelope:
    """The approval a holder signs. The caller has called ``check_request`` and shown purpose and list before."""
    partners = [name for name in sorted(next(iter(vault.records.values())).holders) if name != holder]
    halves = {
        name: tuple(vault.open_half(name, secret, holder=holder, partner=partner) for partner in partners)
        for name in request.codenames
    }
    made = Approval(request=request.hash, holder=holder, halves=halves)
    return dsse.sign(made.to_bytes(), payload_type=APPROVAL_TYPE, signers=[signer])


def read_approval(envelope: bytes, request: Request, *, keys: Mapping[str, Sequence[Verifier]]) -> Approval:
    """The approval of this very request, signed by the holder it names. ``keys``: holder -> signing keys that count.

    Raises ``Untrusted`` ("other-request", "other-list", "not-a-holder") and what ``dsse.verify`` raises.
    """
    said = Approval.parse(dsse.Envelope.parse(envelope).payload)
    if said.holder not in keys:
        raise Untrusted("not-a-holder", holder=said.holder[:40])
    approval = Approval.parse(dsse.verify(envelope, payload_type=APPROVAL_TYPE, keys=keys[said.holder]))
    if approval.request != request.hash:
        raise Untrusted("other-request", holder=approval.holder, expected=request.code)
    if sorted(approval.halves) != list(request.codenames):
        raise Untrusted("other-list", holder=approval.holder)
    return approval


def open_records(request: Request, vault: Vault, one: Approval, other: Approval) -> dict[str, str]:
    """Application key by codename, from two approvals of the request. Raises ``WrongSecret``, ``Forged``."""
    return {
        name: vault.open_with(name, half_for(one, name, other.holder), half_for(other, name, one.holder))
        for name in request.codenames
    }


def half_for(approval: Approval, codename: str, partner: str) -> Half:
    """The half for one partner. Raises ``Untrusted`` where the approval has none."""
    for half in approval.halves[codename]:
        if (half.holder, half.partner) == (approval.holder, partner):
            return half
    raise Untrusted("no-half-for-partner", holder=approval.holder, partner=partner)
