"""A meeting's candidates with their scores, their ballots and where they stand, joined from what is on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlmodel import Session

from expertpool.errors import Refusal
from expertpool.queries.ballots import counts_of
from expertpool.queries.meetings import MeetingSeen
from expertpool.results.deciding_count import deciding
from expertpool.results.scored import Scored, scored_group
from expertpool.results.standing import Candidate, Places, rank_numbers, standings
from expertpool.reviewing.score_report import points


def ranked(
    session: Session,
    meeting: MeetingSeen,
    opened: Sequence[Path],
    places: Places,
    *,
    units: Mapping[str, str],
    count: int | None = None,
) -> list[dict[str, Any]]:
    """The fields of ``Result`` for every candidate of the meeting and every packet of its groups.

    A packet that was scored and not brought before the meeting has no ballot. Refuses a candidate of the agenda that
    no agreed count names, or that none of the opened groups has.
    """
    scored: dict[str, Scored] = {}
    for folder in opened:
        scored |= scored_group(session, folder)
    counted = deciding(counts_of(session, meeting.id), count)
    for name in meeting.codenames:
        if name not in counted:
            raise Refusal("results.ballot_missing", candidate=name)
        if name not in scored:
            raise Refusal("results.not_scored", candidate=name)
    candidates = [
        Candidate(
            codename=name,
            group=one.group,
            score=one.result,
            above=one.above,
            passed=_passed(counted, name),
            unit=units.get(name, ""),
        )
        for name, one in sorted(scored.items())
    ]
    stand, numbers = standings(candidates, places), rank_numbers(candidates)
    return [
        {
            "codename": name,
            "group_id": one.group,
            "place": numbers.get(name),
            "score": None if one.result is None else points(one.result),
            "scores": list(one.scores),
            "above": one.above,
            "ballot": counted[name][1] if name in counted else None,
            "count_number": counted[name][0] if name in counted else None,
            "standing": stand[name].value,
        }
        for name, one in sorted(scored.items())
    ]


def _passed(counted: Mapping[str, tuple[int, dict[str, Any]]], name: str) -> bool | None:
    return bool(counted[name][1]["passed"]) if name in counted else None
