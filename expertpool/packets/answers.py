"""Answers from the office become decisions: each must belong to a question, and keeping needs a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from blind.redact import Act, Decision
from expertpool.documents.questions_workbook import AnsweredRow
from expertpool.errors import Refusal, Where
from expertpool.packets.decisions import DOUBT, Decided, Subject, decided_about


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
        several = decided_about(row.about, act, known[row.about], reason=row.reason, by=row.by or by, at=at)
        decided.setdefault(row.key, []).extend(several)
    return {key: tuple(several) for key, several in decided.items()}


def added(old: Iterable[Decided], new: Iterable[Decided]) -> tuple[Decided, ...]:
    """What the new answers change: an answer given before and not altered is not decided again."""
    last = {one.place: one.decision for one in old}
    return tuple(one for one in new if not _same(last.get(one.place), one.decision))


def _same(old: Decision | None, new: Decision) -> bool:
    return old is not None and (old.act, old.reason) == (new.act, new.reason)
