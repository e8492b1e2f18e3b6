"""Countersigning and sending back reports on the supervisor's own machine: only after looking, and only once each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from blind import dsse
from blind.encoding import strict_parse
from blind.log.note import Note
from blind.report import Report, SignedReport
from blind.report_decision import COUNTERSIGNED, SENT_BACK, Decision, sign_decision
from expertpool.beijing import minute
from expertpool.documents.committee_file import read_committee
from expertpool.documents.sealing.countersealing import countersealed_pdf, vouched_key
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.attendance import PartyHome, attempt
from expertpool.party.handed_in import content_of
from expertpool.party.memory import remembered
from expertpool.party.witnessing import witness
from expertpool.reporting.checking import SUPERVISOR, CheckedReport, Pinned, check_signed, files_beside
from expertpool.reporting.committee_report import KIND
from expertpool.reporting.kept_deadlines import RECORDS_OF
from expertpool.whole_file import write_new

UNSEEN = "not-witnessed"


@dataclass(frozen=True)
class Looked:
    """A report as this machine found it. ``differences``: where it is not what this party was given itself."""

    checked: CheckedReport
    differences: tuple[tuple[str, dict[str, Any]], ...]

    @property
    def sound(self) -> bool:
        """Whether it may be countersigned: nothing wrong, nothing unproven but the head, which is seen then."""
        unproven = [code for code, _ in self.checked.open if code != UNSEEN]
        return not (self.checked.wrong or unproven or self.checked.missing or self.differences)


def look(home: PartyHome, path: Path, *, proof: Sequence[bytes] = (), given: Sequence[Path] = ()) -> Looked:
    """Check a report with everything this machine knows, and remember it where it is sound.

    Checked are the office's signature and place in the ledger by the trust file kept here, every file the report speaks
    of, the ledger's growth since the head kept here (``proof``: its consistency proof), later reports looked at before,
    and the committee files that were filed here (``given``). Raises Refusal for a report that cannot be read, one that
    a later one replaced, and a ledger that has not grown.
    """
    data = content_of(path)
    signed, report = _read(data, path)
    _refuse_superseded(home, report, signed.placed.entry.seq, path)
    trust = home.trust_store.trust()
    checked = check_signed(data, Pinned(trust=trust), files_beside(path, sorted(report.subjects)))
    found = Looked(checked, tuple(_differences(report, given)))
    if found.sound:
        witness(home, signed.head, proof, file=str(path))
        record = {"entry": signed.placed.entry.seq, "kind": report.kind, "scope": report.scope}
        replaces = report.replaces.hex() if report.replaces else None
        remembered(_memory(home, report), {**record, "replaces": replaces, "at": home.now.isoformat()})
    return found


def countersign_report(home: PartyHome, path: Path) -> Path:
    """Sign a report that this machine looked at and found sound; returns the file beside it.

    The office's envelope gets a second signature, the ledger's head this witness's cosignature, and the moment stands
    in a signed decision; copies of the sealed PDFs beside it get a second signature of their own. Raises Refusal where
    the report was not looked at here, or has been changed since.
    """
    signed, report = _read(content_of(path), path)
    _refuse_others(home)
    if not _memory(home, report).exists():
        raise Refusal("report.not_checked", where=Where(file=str(path)), report=report.hash.hex()[:16])
    if not look(home, path).sound:
        raise Refusal("report.changed_since", where=Where(file=str(path)), exit_code=ExitCode.FORGED)
    decision = _decide(home, report, Decision(report=report.hash, by=SUPERVISOR, at=_now(home), outcome=COUNTERSIGNED))
    key = home.keys.signer
    others = tuple(one for one in signed.envelope.signatures if one.key_id != key.key_id)
    envelope = dsse.countersign(replace(signed.envelope, signatures=others), key)
    head = Note.parse(witness(home, signed.head, (), file=str(path))).to_bytes()
    made = _lay_down(path, replace(signed, envelope=envelope, head=head, decisions=(decision,)), COUNTERSIGNED)
    _countersign_pdfs(home, report, path)
    return made


def countersigned_pdfs(path: Path) -> list[Path]:
    """The countersigned PDFs beside a report that are there."""
    report = Report.parse(SignedReport.parse(path.read_bytes()).envelope.payload)
    return [copy for _, copy in _pdfs(report, path) if copy.is_file()]


def _pdfs(report: Report, path: Path) -> list[tuple[Path, Path]]:
    """The sealed PDFs of a report, and where their countersigned copies go."""
    names = sorted(report.sealed.bodies) if report.sealed else []
    plain = [path.with_name(name) for name in names if name == Path(name).name]
    return [(one, one.with_name(f"{one.stem}.{COUNTERSIGNED}{one.suffix}")) for one in plain]


def _countersign_pdfs(home: PartyHome, report: Report, path: Path) -> None:
    """Only what bears the office's seal, which was looked at just before; a copy that is there already stays."""
    bodies = report.sealed.bodies if report.sealed else {}
    key = vouched_key(home.keys.pdf_secret, home.keys.role, home.keys.signer)
    for pdf, copy in _pdfs(report, path):
        if pdf.is_file() and pdf.stat().st_size > bodies[pdf.name] and not copy.exists():
            write_new(copy, countersealed_pdf(pdf.read_bytes(), key))


def send_back_report(home: PartyHome, path: Path, reason: str) -> Path:
    """Sign that a report is sent back, with the reason; returns the file beside it. Refuses one decided otherwise."""
    signed, report = _read(content_of(path), path)
    _refuse_others(home)
    if not reason.strip():
        raise Refusal("report.reason_missing", where=Where(file=str(path)))
    wanted = Decision(report=report.hash, by=SUPERVISOR, at=_now(home), outcome=SENT_BACK, reason=reason.strip())
    return _lay_down(path, replace(signed, decisions=(_decide(home, report, wanted),)), SENT_BACK)


def _read(data: bytes, path: Path) -> tuple[SignedReport, Report]:
    signed = attempt(lambda: SignedReport.parse(data), path)
    return signed, attempt(lambda: Report.parse(signed.envelope.payload), path)


def _refuse_others(home: PartyHome) -> None:
    if home.keys.role != SUPERVISOR:
        raise Refusal("report.not_the_supervisor", role=home.keys.role)


def _refuse_superseded(home: PartyHome, report: Report, entry: int, path: Path) -> None:
    """A report is stale where this machine has looked at one that replaces it, or at a later one about the same."""
    for name, record in _remembered_reports(home):
        same = (record["scope"], record["kind"]) == (report.scope, report.kind)
        if name != report.hash.hex() and (
            record["replaces"] == report.hash.hex() or (same and record["entry"] > entry)
        ):
            where = Where(file=str(path))
            raise Refusal("report.superseded", where=where, exit_code=ExitCode.FORGED, entry=record["entry"])


def _remembered_reports(home: PartyHome) -> Iterator[tuple[str, dict[str, Any]]]:
    folder = home.folder / "reports"
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        yield path.stem, strict_parse(path.read_bytes())


def _memory(home: PartyHome, report: Report) -> Path:
    return home.folder / "reports" / f"{report.hash.hex()}.json"


def _decide(home: PartyHome, report: Report, wanted: Decision) -> dsse.Envelope:
    """The decision this machine signed first about the report; refuses another one after it."""
    made = sign_decision(wanted, home.keys.signer)
    kept = remembered(home.folder / "decisions" / f"{report.hash.hex()}.json", {"document": made.to_bytes().decode()})
    envelope = dsse.Envelope.parse(kept["document"].encode())
    first = Decision.parse(envelope.payload)
    if (first.outcome, first.reason) != (wanted.outcome, wanted.reason):
        raise Refusal("report.decided_already", outcome=first.outcome, at=minute(first.at))
    return envelope


def _differences(report: Report, given: Sequence[Path]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where a committee's report does not say what the committee files filed here say."""
    for path in given if report.kind == KIND else ():
        filed, content = read_committee(path), report.content
        stated = {name: content[name] for name in ("committee", "year", "series", "level")}
        held = {"committee": filed.name, "year": filed.year, "series": filed.series, "level": str(filed.level)}
        if stated["committee"] != held["committee"]:
            continue
        done = {one["id"]: one["done"] for one in content["deadlines"]}
        stated |= {name: done[name] for name in RECORDS_OF if name in done}
        days = {name: filed.records.get(key) for name, key in RECORDS_OF.items() if name in done}
        held |= {name: None if day is None else str(day) for name, day in days.items()}
        for name, value in held.items():
            if value != stated[name]:
                yield (
                    "differs",
                    {"field": name, "report": stated[name] or "—", "filed": value or "—", "file": path.name},
                )


def _lay_down(path: Path, signed: SignedReport, outcome: str) -> Path:
    target, data = path.with_name(f"{path.stem}.{outcome}.json"), signed.to_bytes()
    if not write_new(target, data) and target.read_bytes() != data:
        raise Refusal("party.document_taken", where=Where(file=str(target)), name=target.name)
    return target


def _now(home: PartyHome) -> Any:
    return home.now.replace(microsecond=0)
