"""A report as a signed statement (in-toto layout in a DSSE envelope), and all that must hold before it is believed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from blind import dsse
from blind.cosigned import Placed, check_cosigned
from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.errors import Forged, Malformed, Untrusted
from blind.fields import NOTHING, Kind, exact, natural
from blind.keys.p256 import P256Verifier
from blind.keys.signer import Signer, Verifier
from blind.log.head import Head

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "urn:expertpool:report:1"
ISSUED, PAPER_ISSUED = "report:issued", "document:issued"
"""The kind of the ledger entry about a report, and about a paper the office hands in; its scope is the report's."""

PAPER = "paper:"
"""What the kind of a paper's statement begins with."""

ROLE = "report"
"""The role of a trust file whose keys sign reports."""

BUNDLE = "expertpool-signed-report/1"
LONGEST = 64 << 20
"""Bytes of the longest signed report that is read."""


@dataclass(frozen=True)
class Sealing:
    """PDFs that got a verification block and a seal after they were digested.

    ``public``: the P-256 key (65 bytes) that seals them. ``bodies``: how many bytes of each file are its body, which
    alone its subject's digest is about.
    """

    public: bytes
    bodies: Mapping[str, int] = field(hash=False)

    def as_dict(self) -> dict[str, Any]:
        """The fields as an object for JSON."""
        return {"bodies": dict(self.bodies), "public": self.public.hex()}

    @classmethod
    def from_dict(cls, value: object) -> Sealing:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(value, {"bodies": dict, "public": str}, what="report-sealing")
        bodies = {name: natural(size, what="report-sealing.bodies") for name, size in record["bodies"].items()}
        return cls(P256Verifier(from_hex(record["public"], 65)).public, bodies)


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a report says and of which files it speaks.

    ``scope``: what it is about, as the ledger names it. ``subjects``: SHA-256 of each file by name. ``content``: plain
    values without floats. ``replaces``: the hash of the report that this one takes the place of. ``sealed``: which of
    the files are digested without what was added to them afterwards.
    """

    kind: str
    scope: str
    subjects: Mapping[str, bytes]
    content: Mapping[str, Any] = field(hash=False)
    replaces: bytes | None = None
    sealed: Sealing | None = None

    def to_bytes(self) -> bytes:
        """The statement as canonical JSON: what is signed."""
        return self._bytes

    @cached_property
    def _bytes(self) -> bytes:
        subjects = [{"digest": {"sha256": self.subjects[name].hex()}, "name": name} for name in sorted(self.subjects)]
        replaces = None if self.replaces is None else self.replaces.hex()
        named: dict[str, Any] = {"content": self.content, "kind": self.kind, "replaces": replaces, "scope": self.scope}
        named["sealed"] = None if self.sealed is None else self.sealed.as_dict()
        return canonical({"_type": STATEMENT, "predicate": named, "predicateType": PREDICATE, "subject": subjects})

    @classmethod
    def parse(cls, data: bytes) -> Report:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields: dict[str, Kind] = {"_type": str, "predicate": dict, "predicateType": str, "subject": list}
        record = exact(strict_parse(data, longest=LONGEST), fields, what="report")
        if (record["_type"], record["predicateType"]) != (STATEMENT, PREDICATE):
            raise Malformed("unknown-version", what="report", format=record["predicateType"][:60])
        kinds: dict[str, Kind] = {"content": dict, "kind": str, "replaces": (str, NOTHING), "scope": str}
        kinds["sealed"] = (dict, NOTHING)
        named = exact(record["predicate"], kinds, what="report-predicate")
        listed = [exact(one, {"digest": dict, "name": str}, what="report-subject") for one in record["subject"]]
        names = [one["name"] for one in listed]
        if names != sorted(set(names)):
            raise Malformed("subjects-out-of-order", what="report-subject")
        digests = [exact(one["digest"], {"sha256": str}, what="report-digest")["sha256"] for one in listed]
        return cls(
            kind=named["kind"],
            scope=named["scope"],
            subjects={name: from_hex(text, 32) for name, text in zip(names, digests, strict=True)},
            content=named["content"],
            replaces=None if named["replaces"] is None else from_hex(named["replaces"], 32),
            sealed=None if named["sealed"] is None else Sealing.from_dict(named["sealed"]),
        )

    @cached_property
    def hash(self) -> bytes:
        """32 bytes that the ledger, the paper and a report that replaces this one know it by."""
        return tagged_hash("expertpool/report/v1", self.to_bytes())

    @property
    def entry_kind(self) -> str:
        """The kind of its ledger entry."""
        return PAPER_ISSUED if self.kind.startswith(PAPER) else ISSUED

    @property
    def entry_body(self) -> bytes:
        """The body of its ledger entry, as canonical JSON."""
        replaces = None if self.replaces is None else self.replaces.hex()
        return canonical({"kind": self.kind, "replaces": replaces, "report": self.hash.hex()})


def digest_of(data: bytes) -> bytes:
    """What ``subjects`` holds of a file."""
    return hashlib.sha256(data).digest()


def sign_report(report: Report, signer: Signer) -> dsse.Envelope:
    """The statement signed by the office's report key; others countersign the same envelope."""
    return dsse.sign(report.to_bytes(), payload_type=PAYLOAD_TYPE, signers=[signer])


@dataclass(frozen=True)
class SignedReport:
    """What travels: the envelope, the report's place in the ledger, and a signed head that contains it.

    ``decisions``: what the supervisor decided about it, each signed by itself (``blind.report_decision``).
    """

    envelope: dsse.Envelope
    placed: Placed
    head: bytes
    decisions: tuple[dsse.Envelope, ...] = ()

    def to_bytes(self) -> bytes:
        """The signed report as canonical JSON."""
        record = {"envelope": self.envelope.as_dict(), "format": BUNDLE, "head": self.head.decode()}
        decided = [one.as_dict() for one in self.decisions]
        return canonical({**record, "decisions": decided, "placed": strict_parse(self.placed.to_bytes())})

    @classmethod
    def parse(cls, data: bytes) -> SignedReport:
        """Reads ``to_bytes``, strictly; raises ``Malformed``. Nothing is verified."""
        fields = {"decisions": list, "envelope": dict, "format": str, "head": str, "placed": dict}
        record = exact(strict_parse(data, longest=LONGEST), fields, what="signed-report")
        if record["format"] != BUNDLE:
            raise Malformed("unknown-version", what="signed-report", format=record["format"][:40])
        envelope = dsse.Envelope.from_dict(record["envelope"])
        decisions = tuple(dsse.Envelope.from_dict(one) for one in record["decisions"])
        return cls(envelope, Placed.parse(canonical(record["placed"])), record["head"].encode(), decisions)


def check_report(
    signed: SignedReport,
    *,
    keys: Iterable[Verifier],
    head: Head,
    threshold: int = 1,
    witnesses: int = 0,
    kind: str | None = None,
    scope: str | None = None,
    countersigners: Iterable[Verifier] = (),
) -> Report:
    """The report, once a pinned key signed it and it stands in the ledger under ``head``.

    ``keys``: those that count for reports at the entry's place of the log, never one that the file itself brings.
    ``threshold``: how many of them must have signed; signatures by ``countersigners`` may stand beside
    theirs. ``head`` comes from ``read_head`` over ``signed.head``. Raises
    ``Untrusted`` (another payload type, a key not pinned, "other-report", "not-witnessed"), ``Forged``, ``Malformed``.
    """
    signers = list(keys)
    pinned = [*signers, *countersigners]
    report = Report.parse(dsse.verify(signed.envelope, payload_type=PAYLOAD_TYPE, keys=pinned, threshold=threshold))
    own = {key.key_id for key in signers} & set(dsse.signer_ids(signed.envelope))
    if len(own) < threshold:
        code = "key-not-pinned" if not own else "too-few-signatures"
        raise Untrusted(code, found=len(own), threshold=threshold, key_id=signed.envelope.signatures[0].key_id)
    if kind not in (None, report.kind) or scope not in (None, report.scope):
        raise Untrusted("other-report", expected=[kind, scope], found=[report.kind, report.scope])
    check_cosigned(
        report.entry_body, signed.placed, head, kind=report.entry_kind, scope=report.scope, witnesses=witnesses
    )
    return report


def check_files(report: Report, files: Mapping[str, bytes]) -> list[str]:
    """The names of subjects that are not at hand; raises ``Forged`` ("file-changed") for one that is not as reported.

    Raises ``Untrusted`` ("file-not-of-this-report") for a file the report does not speak of.
    """
    for name, data in files.items():
        if name not in report.subjects:
            raise Untrusted("file-not-of-this-report", name=name[:80])
        if digest_of(body_of(report, name, data)) != report.subjects[name]:
            raise Forged("file-changed", name=name)
    return sorted(report.subjects.keys() - files.keys())


def body_of(report: Report, name: str, data: bytes) -> bytes:
    """The part of a file that its subject's digest is about; what follows it is block and seal."""
    size = report.sealed.bodies.get(name) if report.sealed else None
    return data if size is None else data[:size]


def replaced_by(report: Report, others: Iterable[Report]) -> list[Report]:
    """Those of ``others`` that say they take this report's place: whoever shows the older one shows an old report."""
    return [one for one in others if one.replaces == report.hash]
