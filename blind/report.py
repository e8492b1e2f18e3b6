"""A report as a signed statement (in-toto layout in a DSSE envelope), and all that must hold before it is believed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from blind import dsse
from blind.cosigned import Placed, check_cosigned
from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.errors import Forged, Malformed, Untrusted
from blind.fields import NOTHING, Kind, exact
from blind.keys.signer import Signer, Verifier
from blind.log.head import Head

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "urn:expertpool:report:1"
ISSUED = "report:issued"
"""The kind of the ledger entry about a report; its scope is the report's."""

ROLE = "report"
"""The role of a trust file whose keys sign reports."""

BUNDLE = "expertpool-signed-report/1"
LONGEST = 64 << 20
"""Bytes of the longest signed report that is read."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a report says and of which files it speaks.

    ``scope``: what it is about, as the ledger names it. ``subjects``: SHA-256 of each file by name. ``content``: plain
    values without floats. ``replaces``: the hash of the report that this one takes the place of.
    """

    kind: str
    scope: str
    subjects: Mapping[str, bytes]
    content: Mapping[str, Any] = field(hash=False)
    replaces: bytes | None = None

    def to_bytes(self) -> bytes:
        """The statement as canonical JSON: what is signed."""
        subjects = [{"digest": {"sha256": self.subjects[name].hex()}, "name": name} for name in sorted(self.subjects)]
        replaces = None if self.replaces is None else self.replaces.hex()
        named = {"content": self.content, "kind": self.kind, "replaces": replaces, "scope": self.scope}
        return canonical({"_type": STATEMENT, "predicate": named, "predicateType": PREDICATE, "subject": subjects})

    @classmethod
    def parse(cls, data: bytes) -> Report:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields: dict[str, Kind] = {"_type": str, "predicate": dict, "predicateType": str, "subject": list}
        record = exact(strict_parse(data, longest=LONGEST), fields, what="report")
        if (record["_type"], record["predicateType"]) != (STATEMENT, PREDICATE):
            raise Malformed("unknown-version", what="report", format=record["predicateType"][:60])
        kinds: dict[str, Kind] = {"content": dict, "kind": str, "replaces": (str, NOTHING), "scope": str}
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
        )

    @property
    def hash(self) -> bytes:
        """32 bytes that the ledger, the paper and a report that replaces this one know it by."""
        return tagged_hash("expertpool/report/v1", self.to_bytes())

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
    """What travels: the envelope, the report's place in the ledger, and a signed head that contains it."""

    envelope: dsse.Envelope
    placed: Placed
    head: bytes

    def to_bytes(self) -> bytes:
        """The signed report as canonical JSON."""
        record = {"envelope": self.envelope.as_dict(), "format": BUNDLE, "head": self.head.decode()}
        return canonical({**record, "placed": strict_parse(self.placed.to_bytes())})

    @classmethod
    def parse(cls, data: bytes) -> SignedReport:
        """Reads ``to_bytes``, strictly; raises ``Malformed``. Nothing is verified."""
        fields = {"envelope": dict, "format": str, "head": str, "placed": dict}
        record = exact(strict_parse(data, longest=LONGEST), fields, what="signed-report")
        if record["format"] != BUNDLE:
            raise Malformed("unknown-version", what="signed-report", format=record["format"][:40])
        envelope = dsse.Envelope.from_dict(record["envelope"])
        return cls(envelope, Placed.parse(canonical(record["placed"])), record["head"].encode())


def check_report(
    signed: SignedReport,
    *,
    keys: Iterable[Verifier],
    head: Head,
    threshold: int = 1,
    witnesses: int = 0,
    kind: str | None = None,
    scope: str | None = None,
) -> Report:
    """The report, once a pinned key signed it and it stands in the ledger under ``head``.

    ``keys``: those that count for reports at the entry's place of the log, never one that the file itself brings.
    ``threshold``: how many of them must have signed. ``head`` comes from ``read_head`` over ``signed.head``. Raises
    ``Untrusted`` (another payload type, a key not pinned, "other-report", "not-witnessed"), ``Forged``, ``Malformed``.
    """
    report = Report.parse(dsse.verify(signed.envelope, payload_type=PAYLOAD_TYPE, keys=keys, threshold=threshold))
    if kind not in (None, report.kind) or scope not in (None, report.scope):
        raise Untrusted("other-report", expected=[kind, scope], found=[report.kind, report.scope])
    check_cosigned(report.entry_body, signed.placed, head, kind=ISSUED, scope=report.scope, witnesses=witnesses)
    return report


def check_files(report: Report, files: Mapping[str, bytes]) -> list[str]:
    """The names of subjects that are not at hand; raises ``Forged`` ("file-changed") for one that is not as reported.

    Raises ``Untrusted`` ("file-not-of-this-report") for a file the report does not speak of.
    """
    for name, data in files.items():
        if name not in report.subjects:
            raise Untrusted("file-not-of-this-report", name=name[:80])
        if digest_of(data) != report.subjects[name]:
            raise Forged("file-changed", name=name)
    return sorted(report.subjects.keys() - files.keys())


def replaced_by(report: Report, others: Iterable[Report]) -> list[Report]:
    """Those of ``others`` that say they take this report's place: whoever shows the older one shows an old report."""
    return [one for one in others if one.replaces == report.hash]
