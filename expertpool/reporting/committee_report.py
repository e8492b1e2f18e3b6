"""A committee's compliance report: what the rules ask, what was found, how it was drawn, voted and filed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import Any

from expertpool.queries.committee_record import CommitteeOnRecord, CountOnRecord, DrawOnRecord
from expertpool.queries.removal_reasons import Removed
from expertpool.queries.score_sealing import ScoreSealing
from expertpool.reporting.rule_lines import Line, rule_lines, tally_states
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.stack import PacksInForce
from expertpool.season.deadlines import Due
from expertpool.words import Language

KIND = "committee-compliance"


def committee_report(
    record: CommitteeOnRecord,
    packs: PacksInForce,
    *,
    committee: CommitteeFacts | None,
    deadlines: Sequence[Due],
    done: Mapping[str, date],
    stated: Mapping[str, str],
    today: date,
    language: Language,
    removed: Sequence[Removed] = (),
    lines: Sequence[Line] | None = None,
    sealing: ScoreSealing | None = None,
) -> dict[str, Any]:
    """The report as plain values without floats: shares are written ``"1/3"``, days ``2025-08-15``.

    ``done``: on which day what each deadline asks for was done, as far as that is on record; ``stated``: on whose word.
    ``removed``: everybody who was taken off a panel after the draw, by reason. ``lines``: every rule's line where they
    were judged before. ``sealing``: of the scores behind the committee's rankings; None where nothing was ranked.
    """
    judged = list(lines) if lines is not None else rule_lines(record, packs, committee=committee, language=language)
    seated = record.seated
    return {
        "committee": record.name,
        "year": record.year,
        "series": record.series,
        "level": record.level,
        "packs": [pack.name for pack in packs.packs],
        "assurance": seated.assurance if seated else None,
        "states": tally_states(judged),
        "lines": judged,
        "draws": [_draw(one) for one in record.draws],
        "panel": _panel(seated),
        "replacements": _replacements(record, removed),
        "meetings": [
            {"number": one.number, "held_on": str(one.held_on), "seats": one.seats, "present": one.present}
            | {"frozen": one.verdicts is not None, "evidence": one.entry}
            for one in record.meetings
        ],
        "counts": [_count(one) for one in record.counts],
        "scores": None if sealing is None else asdict(sealing),
        "deadlines": [
            deadline_line(one, done, today, language)
            | {"stated": stated.get(one.deadline.id) if one.deadline.id in done else None}
            for one in deadlines
        ],
    }


def _draw(one: DrawOnRecord) -> dict[str, Any]:
    chances = {name: one.chances.get(name) for name in ("lowest", "highest", "gini", "bound", "gap", "forced")}
    return {
        "attempt": one.attempt,
        "outcome": one.outcome.value,
        "method": one.method,
        "assurance": one.assurance,
        "on": str(one.finished_at.date()),
        "tickets": one.tickets,
        "chances": chances,
        "kept": one.kept,
        "reserves": one.reserves,
        "evidence": one.entry,
    }


def _panel(seated: DrawOnRecord | None) -> dict[str, Any] | None:
    """The panel in numbers; a report names nobody."""
    if seated is None or seated.panel is None:
        return None
    members = seated.panel.members
    employers: dict[str, int] = {}
    for member in members:
        employers[member.employer] = employers.get(member.employer, 0) + 1
    return {
        "members": len(members),
        "drawn": len(members) - seated.kept,
        "kept": seated.kept,
        "employers": len(employers),
        "most_of_one_employer": max(employers.values(), default=0),
    }


def _replacements(record: CommitteeOnRecord, removed: Sequence[Removed]) -> dict[str, Any]:
    """How many were ever seated and are no longer, and why: each reason with who had to sign for it, in numbers."""
    seated, gone = record.turnover
    by_reason: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for one in removed:
        by_reason.setdefault((one.reason, one.signers), []).append(one.entry)
    reasons = [
        {"reason": reason, "count": len(entries), "signers": list(signers), "evidence": sorted({*entries})}
        for (reason, signers), entries in sorted(by_reason.items())
    ]
    share = str(Fraction(gone, seated)) if seated else None
    return {"seated": seated, "replaced": gone, "share": share, "reasons": reasons}


def _count(one: CountOnRecord) -> dict[str, Any]:
    """A count in numbers, with both shares of the narrowest candidate on each side of the line."""
    passed = [outcome for outcome in one.outcomes if outcome["passed"]]
    failed = [outcome for outcome in one.outcomes if not outcome["passed"]]
    shares = {
        "lowest_passed": min((_shares(outcome) for outcome in passed), default=None),
        "highest_not_passed": max((_shares(outcome) for outcome in failed), default=None),
    }
    told = {
        name: None if pair is None else {"of_attending": str(pair[0]), "of_drawn": str(pair[1])}
        for name, pair in shares.items()
    }
    numbers = {"candidates": len(one.outcomes), "passed": len(passed), "mismatches": one.mismatches}
    where = {"number": one.number, "meeting": one.meeting, "electronic": one.electronic, "evidence": one.entry}
    return {**where, "readings": dict(one.readings), **numbers, **told}


def _shares(outcome: Mapping[str, Any]) -> tuple[Fraction, Fraction]:
    return Fraction(outcome["share_of_attending"]), Fraction(outcome["share_of_drawn"])


def deadline_line(one: Due, done: Mapping[str, date], today: date, language: Language) -> dict[str, Any]:
    """A deadline and whether it was kept: kept, missed, late (not done and past), open, or unknown (its day is)."""
    at = done.get(one.deadline.id)
    return {
        "id": one.deadline.id,
        "clause": one.deadline.clause,
        "says": one.deadline.says[language],
        "day": str(one.day) if one.day else None,
        "done": str(at) if at else None,
        "state": _kept(one.day, at, today),
        "counted": [str(step.day) for step in one.term.steps if step.number] if one.term else None,
    }


def _kept(day: date | None, at: date | None, today: date) -> str:
    if day is None:
        return "unknown"
    if at is not None:
        return "kept" if at <= day else "missed"
    return "open" if today <= day else "unknown"
