"""Answers from the office become decisions: each must belong to a question, and keeping needs a reason."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from blind.redact import Act
from expertpool.documents.questions_workbook import AnsweredRow
from expertpool.errors import Refusal, Where
from expertpool.packets.decisions import DOUBT, Decided, Subject, decided_about, latest


def decisions_from(
    rows: Sequence[AnsweredRow],
    askable: Mapping[str, Mapping[str, Subject]],
    *,
    file: str,
    by: str,
    at: datetime,
) -> dict[str, tuple[Decided, ...]]:
    """Decisions by application key.

    ``askable``: for each key everything that can be decided about (questions, findings and doubts) by its id. ``by``
    stands where a row names nobody. Raises Refusal with the row of an answer about an unknown application or question,
    or of one that lets a doubt pass without reason.
    """
    decided: dict[str, list[Decided]] = {}
    for row in rows:
        where = Where(file=file, row=row.row or None)
        if row.key not in askable:
            raise Refusal("packets.answer_unknown_key", where=where, key=row.key)
        known = askable[row.key]
        if row.about not in known:
            raise Refusal("packets.answer_unknown_question", where=where, key=row.key, question=row.about)
        if row.about.startswith(DOUBT) and not row.hide and not row.reason:
            raise Refusal("packets.answer_without_reason", where=where, question=row.about)
        act = Act.HIDE if row.hide else Act.KEEP
        subject = known[row.about] if row.hide else shown_in(row, known[row.about])
        if subject is None:
            continue
        several = decided_about(row.about, act, subject, reason=row.reason, by=row.by or by, at=at)
        decided.setdefault(row.key, []).extend(several)
    return {key: tuple(several) for key, several in decided.items()}


def shown_in(row: AnsweredRow, subject: Subject) -> Subject | None:
    """What the row lets stand: no more than it showed. None where it showed nothing of what is asked now."""
    if row.snippet is None or not subject.asked:
        return subject
    lines = {squeezed(line) for line in row.snippet.split("\n")}
    asked = tuple((found, snippet) for found, snippet in subject.asked if squeezed(snippet) in lines)
    return replace(subject, asked=asked) if asked else None


def squeezed(text: str) -> str:
    """A text as far as a way through Excel leaves it as it is."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def added(old: Iterable[Decided], new: Iterable[Decided]) -> tuple[Decided, ...]:
    """What the new answers change: an answer given before and not altered is not decided again."""
    last = {one.place: one for one in latest(old)}
    return tuple(one for one in new if not _same(last.get(one.place), one))


def _same(old: Decided | None, new: Decided) -> bool:
    if old is None or (old.decision.act, old.decision.reason) != (new.decision.act, new.decision.reason):
        return False
    return set(new.findings) <= set(old.findings) or not old.findings
