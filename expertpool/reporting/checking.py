"""Checking a signed report: with keys known beforehand, the files it speaks of, and the ledger's head inside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blind.errors import BlindError, Malformed, Untrusted
from blind.keys.ed25519 import Ed25519Verifier
from blind.keys.signer import Verifier
from blind.log.head import read_head
from blind.log.note import COSIGNER, PLAIN, Note, NoteKey
from blind.report import BUNDLE, ROLE, Report, SignedReport, check_files, check_report
from blind.report_decision import SENT_BACK, Decision, check_decision
from blind.trust import Trust
from expertpool.beijing import minute
from expertpool.errors import ExitCode

if TYPE_CHECKING:
    from expertpool.documents.sealing.seal_check import Seal

TOO_FEW = "too-few-signatures"
NO_KEY = "key-not-pinned"
OFFICE = "office"
LOG, WITNESS, SUPERVISOR = "log", "witness", "hrss"
"""Roles of a trust file: whose heads count, who must have seen them, and who countersigns reports."""

Finding = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Pinned:
    """What the checker knows beforehand: report keys and log keys, and the witnesses of whom one must have signed.

    ``trust`` puts keys in force and out of it by their place in the log; without it the keys given count everywhere.
    """

    reports: Sequence[Verifier] = ()
    logs: Sequence[NoteKey] = ()
    witnesses: Sequence[NoteKey] = ()
    supervisors: Sequence[Verifier] = ()
    trust: Trust | None = None

    def needed(self, entry: int) -> int:
        """How many keys must have signed a report at this place of the log."""
        return 1 if self.trust is None else self.trust.threshold(ROLE, entry)


@dataclass(frozen=True, kw_only=True)
class CheckedReport:
    """How the check came out. ``wrong`` and ``open`` are codes with facts; ``report`` is None where none can be read.

    ``missing``: files the report speaks of that are not at hand. ``countersigned``: whether the supervisor's signature
    stands beside the office's; ``decision``: what it decided last, as far as that is signed by a known key.
    ``pdf_signers``: the roles of known keys that signed the PDFs at hand, in the order of their signatures.
    """

    report: Report | None
    entry: int | None = None
    wrong: tuple[Finding, ...] = ()
    open: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    witnessed: tuple[str, ...] = field(default=())
    countersigned: bool = False
    decision: Decision | None = None
    pdf_signers: tuple[str, ...] = ()

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
    keys = _in_force(pinned, entry, signed.placed.size)
    if not keys.reports or not keys.logs:
        unknown = (("no-known-key", {"keys": [one.key_id for one in signed.envelope.signatures]}),)
        found = _with_files(shown, files, ())
        return replace(found, entry=entry, open=(*unknown, *found.open))
    signed, strange = _without_strangers(signed, keys)
    try:
        note, unknown_witnesses = _known_head(signed.head, keys)
        strange += unknown_witnesses
        head = read_head(note, log=keys.logs, witnesses=keys.witnesses)
        needed = pinned.needed(entry)
        report = check_report(signed, keys=keys.reports, head=head, threshold=needed, countersigners=keys.supervisors)
    except BlindError as error:
        if error.code == TOO_FEW:
            return CheckedReport(report=shown, entry=entry, open=((error.code, error.facts),))
        return CheckedReport(report=shown, entry=entry, wrong=(_named(error, pinned.trust, signed),))
    unseen = () if head.witnessed or not keys.witnesses else (("not-witnessed", {"size": head.size}),)
    found = _with_files(report, files, keys.supervisors)
    decision, wrong, unknown_decision = _decided(signed, report, keys.supervisors)
    return replace(
        found,
        entry=entry,
        wrong=(*found.wrong, *wrong),
        open=(*unseen, *strange, *unknown_decision, *found.open),
        witnessed=tuple(sorted(head.witnessed)),
        countersigned=SUPERVISOR in found.pdf_signers
        or bool(keys.supervising & {one.key_id for one in signed.envelope.signatures}),
        decision=decision,
    )


@dataclass(frozen=True)
class _Keys:
    """The keys that count at one place of the log."""

    reports: Sequence[Verifier]
    logs: Sequence[NoteKey]
    witnesses: Sequence[NoteKey]
    supervisors: Sequence[Verifier]

    @property
    def supervising(self) -> set[str]:
        """The ids of the supervisor's keys."""
        return {one.key_id for one in self.supervisors}


def _without_strangers(signed: SignedReport, keys: _Keys) -> tuple[SignedReport, tuple[Finding, ...]]:
    """The report without signatures by keys unknown here, which are named, if a known key of the office signed as well.

    A report that no known key signed is left as it is, to be refused.
    """
    known = {one.key_id for one in keys.reports}
    signatures = signed.envelope.signatures
    kept = tuple(one for one in signatures if one.key_id in known | keys.supervising)
    if len(kept) == len(signatures) or not known & {one.key_id for one in kept}:
        return signed, ()
    strange = tuple(("unknown-signer", {"key_id": one.key_id}) for one in signatures if one not in kept)
    return replace(signed, envelope=replace(signed.envelope, signatures=kept)), strange


def _known_head(data: bytes, keys: _Keys) -> tuple[bytes, tuple[Finding, ...]]:
    """The head without signatures of witnesses unknown here, which are named, if the ledger's known key signed it."""
    note = Note.parse(data)
    kept, strange = [], []
    for one in note.signatures:
        try:
            note.key_of(one, (*keys.logs, *keys.witnesses))
        except Untrusted:
            strange.append(one)
        else:
            kept.append(one)
    if not strange or not kept:
        return data, ()
    unknown = tuple(("unknown-witness", {"name": one.name}) for one in strange)
    return replace(note, signatures=tuple(kept)).to_bytes(), unknown


def _named(error: BlindError, trust: Trust | None, signed: SignedReport) -> Finding:
    """The fault; of a key that does not count, the trust file says whether it is stale, too new or another role's."""
    if error.code == NO_KEY and trust is not None:
        for one in signed.envelope.signatures:
            try:
                trust.key(one.key_id, role=ROLE, index=signed.placed.entry.seq)
            except Untrusted as known:
                if known.code != NO_KEY:
                    return known.code, known.facts
    return error.code, error.facts


def _decided(
    signed: SignedReport, report: Report, supervisors: Sequence[Verifier]
) -> tuple[Decision | None, tuple[Finding, ...], tuple[Finding, ...]]:
    """The last decision, what is wrong about decisions, and what could not be checked of them."""
    decision = None
    for envelope in signed.decisions:
        try:
            decision = check_decision(envelope, report=report.hash, keys=supervisors)
        except BlindError as error:
            said: tuple[Finding, ...] = ((error.code, error.facts),)
            if error.code == NO_KEY and not supervisors:
                return None, (), (("unknown-signer", error.facts),)
            return None, said, ()
    if decision is not None and decision.outcome == SENT_BACK:
        facts = {"by": decision.by, "at": minute(decision.at), "reason": decision.reason}
        return decision, ((SENT_BACK, facts),), ()
    return decision, (), ()


def _with_files(report: Report, files: Mapping[str, bytes], supervisors: Sequence[Verifier]) -> CheckedReport:
    try:
        missing = tuple(check_files(report, files))
    except BlindError as error:
        return CheckedReport(report=report, wrong=((error.code, error.facts),))
    seals = [_seal_of(report, name, data, supervisors) for name, data in files.items()]
    return CheckedReport(
        report=report,
        missing=missing,
        wrong=tuple(found for one in seals for found in one.wrong),
        open=tuple(found for one in seals for found in one.open),
        pdf_signers=tuple(dict.fromkeys(who for one in seals for who in one.signers)),
    )


@dataclass(frozen=True)
class _Sealed:
    """What is wrong with block and signatures behind a PDF's body, what could not be checked, and who signed."""

    wrong: tuple[Finding, ...] = ()
    open: tuple[Finding, ...] = ()
    signers: tuple[str, ...] = ()


def _seal_of(report: Report, name: str, data: bytes, supervisors: Sequence[Verifier]) -> _Sealed:
    """The signatures behind a PDF's body; a bare body has none."""
    sealing = report.sealed
    if sealing is None or name not in sealing.bodies or len(data) == sealing.bodies[name]:
        return _Sealed()
    from expertpool.documents.sealing.seal_check import SealBroken, check_seal  # noqa: PLC0415  # pyHanko: only for PDFs

    try:
        seal = check_seal(data)
    except SealBroken as broken:
        return _Sealed(wrong=((broken.code, {"name": name}),))
    if seal.public != sealing.public:
        return _Sealed(wrong=(("pdf-other-key", {"name": name}),))
    try:
        inside = SignedReport.parse(seal.statement or b"").envelope.payload
    except BlindError:
        inside = b""
    if inside != report.to_bytes():
        return _Sealed(wrong=(("pdf-other-statement", {"name": name}),))
    return _countersealed(seal, name, supervisors)


def _countersealed(seal: Seal, name: str, supervisors: Sequence[Verifier]) -> _Sealed:
    """The seal of the office holds; whose the signature behind it is."""
    from expertpool.documents.sealing.countersealing import voucher_holder  # noqa: PLC0415  # pyHanko: only for PDFs

    if seal.second is None:
        return _Sealed(signers=(OFFICE,))
    try:
        role = voucher_holder(seal.second.voucher, seal.second.public, supervisors)
    except Untrusted:
        return _Sealed(open=(("pdf-unknown-signer", {"name": name}),), signers=(OFFICE,))
    except BlindError:
        return _Sealed(wrong=(("pdf-false-countersignature", {"name": name}),), signers=(OFFICE,))
    return _Sealed(signers=(OFFICE, role))


def _in_force(pinned: Pinned, entry: int, size: int) -> _Keys:
    """The keys that count at this place of the log. A role the trust file does not have has no keys."""
    trust = pinned.trust
    if trust is None:
        return _Keys(pinned.reports, pinned.logs, pinned.witnesses, pinned.supervisors)
    try:
        reports: list[Verifier] = [Ed25519Verifier(key.public) for key in trust.keys(ROLE, entry)]
        logs = trust.note_keys(LOG, size, kind=PLAIN)
    except Untrusted:
        return _Keys((), (), (), ())
    try:
        witnesses: Sequence[NoteKey] = trust.note_keys(WITNESS, size, kind=COSIGNER)
    except (Untrusted, Malformed):
        witnesses = ()
    return _Keys(reports, logs, witnesses, supervisors_of(trust, entry))


def supervisors_of(trust: Trust, entry: int) -> list[Verifier]:
    """HRSS's keys: those of its own role, and those it holds among the keys of reports."""
    try:
        own: list[Verifier] = [Ed25519Verifier(key.public) for key in trust.keys(SUPERVISOR, entry)]
    except Untrusted:
        own = []
    return own + [Ed25519Verifier(key.public) for key in trust.keys(ROLE, entry) if key.holder == SUPERVISOR]


def files_beside(path: Path, names: Sequence[str]) -> dict[str, bytes]:
    """The files of these names in the folder of ``path``, as far as they are there; no name leads out of it."""
    plain = [name for name in names if name == Path(name).name and (path.parent / name).is_file()]
    return {name: (path.parent / name).read_bytes() for name in plain}
