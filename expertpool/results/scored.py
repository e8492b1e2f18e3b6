"""A group's opened scores, held against the ledger's record of their opening, and combined as the frozen plan says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from blind.combining.advice import results
from blind.combining.line import above
from blind.combining.scores import by_packet
from blind.encoding import strict_parse
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.models import Kind
from expertpool.queries.ledger import body_of, entries
from expertpool.queries.review import GroupSeen, group_of
from expertpool.reviewing.group_plan import thawed
from expertpool.reviewing.score_report import points
from expertpool.reviewing.score_table import read_scores

TABLE = "scores.csv"


@dataclass(frozen=True, kw_only=True)
class Scored:
    """One packet of a closed group: its scores in points in the order of appointment, and what they come to.

    ``result``: hundredths, None while the method waits.
    """

    codename: str
    group: str
    scores: tuple[str, ...]
    result: int | None
    above: bool | None


def scored_group(session: Session, opened: Path) -> dict[str, Scored]:
    """Every packet of the group whose scores were opened into this folder.

    Refuses (exit code 5) a table that is not the one whose digest was entered when the newest round was opened.
    """
    path = opened / TABLE
    if not path.is_file():
        raise Refusal("results.no_scores", where=Where(file=str(path)))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    group = _opened_as(session, digest)
    seen = None if group is None else group_of(session, group[0])
    if seen is None or group is None:
        raise Refusal("results.scores_differ", where=Where(file=str(path)), exit_code=ExitCode.FORGED)
    if not seen.closed:
        raise Refusal("results.group_open", group=seen.id)
    if group[1] != seen.round:
        raise Refusal("results.scores_old", where=Where(file=str(path)), group=seen.id, round=seen.round)
    return _combined(seen, path)


def _opened_as(session: Session, digest: str) -> tuple[str, int] | None:
    """The group and round whose opening gave a table of this digest."""
    for entry in entries(session, kind=Kind.SCORES_UNSEALED):
        body = body_of(session, entry.seq)
        facts = {} if body is None else strict_parse(body.content)["facts"]
        if facts.get("digest") == digest:
            return entry.scope, facts["round"]
    return None


def _combined(seen: GroupSeen, path: Path) -> dict[str, Scored]:
    plan, _ = thawed(seen.plan)
    given = read_scores(path)
    final = results(given, plan)
    passing = above(final, plan.line)
    held: Mapping[str, list[str]] = {
        name: [points(one.hundredths) for one in sorted(each, key=lambda one: one.turn)]
        for name, each in by_packet(given).items()
    }
    return {
        name: Scored(
            codename=name,
            group=seen.id,
            scores=tuple(held.get(name, ())),
            result=round(final[name]) if name in final else None,
            above=name in passing if name in final else None,
        )
        for name in seen.packets
    }
