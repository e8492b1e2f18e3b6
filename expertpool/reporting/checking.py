"""Checking a signed report: with keys known beforehand, the files it speaks of, and the ledger's head inside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from blind.errors import BlindError, Malformed, Untrusted
from blind.keys.ed25519 import Ed25519Verifier
from blind.keys.signer import Verifier
from blind.log.head import read_head
from blind.log.note import COSIGNER, PLAIN, NoteKey
from blind.report import BUNDLE, ROLE, Report, SignedReport, check_files, check_report
from blind.trust import Trust
from expertpool.errors import ExitCode

TOO_FEW = "too-few-signatures"
LOG, WITNESS = "log", "witness"
"""Roles of a trust file: whose heads count, and who must have seen them."""


@dataclass(frozen=True, kw_only=True)
class Pinned:
    """What the checker knows beforehand: report keys and log keys, and the witnesses of whom one must have signed.

    ``trust`` puts keys in force and out of it by their place in the log; without it the keys given count everywhere.
    """

    reports: Sequence[Verifier] = ()
    logs: Sequence[NoteKey] = ()
    witnesses: Sequence[NoteKey] = ()
    trust: Trust | None = None

    def needed(self, entry: int) -> int:
        """How many keys must have signed a report at this place of the log."""
        return 1 if self.trust is None else self.trust.threshold(ROLE, entry)


@dataclass(frozen=True, kw_only=True)
class CheckedReport:
    """How the check came out. ``wrong`` and ``open`` are codes with facts; ``report`` is None where none can be read.

    ``missing``: files the report speaks of that are not at hand.
    """

    report: Report | None
    entry: int | None = None
    wrong: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    open: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    missing: tuple[str, ...] = ()
    witnessed: tuple[str, ...] = field(default=())

    @property
    def exit_code(self) -> ExitCode:
        """5 where anything is wrong, 6 where a promise could not be checked, else 0."""
        if self.wrong:
            return ExitCode.FORGED
        return ExitCode.NOT_PROVEN if self.open else ExitCode.DONE


def is_report(data: bytes) -> bool:
    """Whether the bytes are meant as a signed report."""
    return BUNDLE.encode() in data[:200] or BUNDLE.encode() in data[-4096:] or b'"format":"' + BUNDLE.encode() in data


def check_signed(untrusted: bytes, pinned: Pinned, files: Mapping[str, bytes]) -> CheckedReport:
    """Everything that can be checked of a signed report; nothing it brings itself is taken for a known key."""
    try:
        signed = SignedReport.parse(untrusted)
        shown = Report.parse(signed.envelope.payload)
    except BlindError as error:
        return CheckedReport(report=None, wrong=((error.code, error.facts),))
    entry = signed.placed.entry.seq
    keys, logs, witnesses = _in_force(pinned, entry, signed.placed.size)
    if not keys or not logs:
        unknown = (("no-known-key", {"keys": [one.key_id for one in signed.envelope.signatures]}),)
        return CheckedReport(report=shown, entry=entry, open=unknown, **_files(shown, files))
    try:
        head = read_head(signed.head, log=logs, witnesses=witnesses)
        report = check_report(signed, keys=keys, head=head, threshold=pinned.needed(entry))
    except BlindError as error:
        said = ((error.code, error.facts),)
        if error.code == TOO_FEW:
            return CheckedReport(report=shown, entry=entry, open=said)
        return CheckedReport(report=shown, entry=entry, wrong=said)
    unseen = () if head.witnessed or not witnesses else (("not-witnessed", {"size": head.size}),)
    found = _files(report, files)
    return CheckedReport(report=report, entry=entry, open=unseen, witnessed=tuple(sorted(head.witnessed)), **found)


def _files(report: Report, files: Mapping[str, bytes]) -> dict[str, Any]:
    try:
        return {"missing": tuple(check_files(report, files))}
    except BlindError as error:
        return {"wrong": ((error.code, error.facts),)}


def _in_force(pinned: Pinned, entry: int, size: int) -> tuple[list[Verifier], list[NoteKey], list[NoteKey]]:
    """The keys that count at this place of the log. A role the trust file does not have has no keys."""
    trust = pinned.trust
    if trust is None:
        return list(pinned.reports), list(pinned.logs), list(pinned.witnesses)
    try:
        reports: list[Verifier] = [Ed25519Verifier(key.public) for key in trust.keys(ROLE, entry)]
        logs = list(trust.note_keys(LOG, size, kind=PLAIN))
    except Untrusted:
        return [], [], []
    try:
        witnesses = list(trust.note_keys(WITNESS, size, kind=COSIGNER))
    except (Untrusted, Malformed):
        witnesses = []
    return reports, logs, witnesses


def files_beside(path: Path, names: Sequence[str]) -> dict[str, bytes]:
    """The files of these names in the folder of ``path``, as far as they are there; no name leads out of it."""
    plain = [name for name in names if name == Path(name).name and (path.parent / name).is_file()]
    return {name: (path.parent / name).read_bytes() for name in plain}
