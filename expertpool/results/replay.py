"""A result retraced for the applicant who objects: from what is on record alone, and without naming an expert."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, select

from blind.combining.methods import combine
from blind.combining.rounding import ROUNDINGS
from blind.encoding import strict_parse
from expertpool.errors import Refusal
from expertpool.models import Assignment, Kind, Ranking, Recognition, Result, SealedScoresheet
from expertpool.queries.ledger import body_of, entries
from expertpool.queries.meetings import meeting_of
from expertpool.queries.results import publicity_of, results_about
from expertpool.queries.review import GroupSeen, group_of, sealed_in, weakly_sealed
from expertpool.reviewing.group_plan import thawed
from expertpool.reviewing.score_report import points


def replay(session: Session, codename: str) -> dict[str, Any]:
    """How a codename's newest result came about, as plain values: readers (numbers only), rules, score, ballot, places.

    The score is combined anew from the scores on record; ``agrees`` says whether that gives the result on record.
    Refuses a codename without a result.
    """
    found = results_about(session, codename)
    if not found:
        raise Refusal("results.nothing_about", candidate=codename)
    ranking, result = found[-1]
    seen = group_of(session, result.group_id)
    return {
        "candidate": codename,
        "group": seen.id,
        "readers": _readers(session, seen, codename),
        "rules": _rules(session, ranking),
        "score": {**_score(seen, result), "sealed_at_rest_only": codename in weakly_sealed(session, [seen.id])},
        "ballot": None if result.ballot is None else {"count": result.count_number, **result.ballot},
        "places": _places(session, ranking, result),
        "rankings": len(found),
    }


def _readers(session: Session, seen: GroupSeen, codename: str) -> dict[str, Any]:
    """How many could have been drawn, from which seed, how many stepped back, and how many were added later."""
    own = [one for one in seen.tasks if one.codename == codename]
    digest = _assignment_digest(session, seen.id)
    row = session.get(Assignment, digest) if digest else None
    gone = select(Recognition).where(Recognition.assignment_id == digest, Recognition.codename == codename)
    return {
        "drawable": len(seen.readers),
        "packets_in_group": len(seen.packets),
        "appointed": len(own),
        "withdrew": sum(one.withdrawn for one in own) + len(session.exec(gone).all()),
        "later_rounds": sum(one.round > 1 for one in own),
        "assignment": digest,
        "seed_from": None if row is None else row.seed_from,
        "drawn_with": _drawn_with(session, digest),
        "closings": [
            {"round": number, "sheets": len(one.sheets), "missing": one.missing}
            for number, one in sorted(seen.closings.items())
        ],
        "openings": _openings(session, seen.id),
        "set_aside": set_aside(session, seen, codename),
    }


def _assignment_digest(session: Session, group: str) -> str | None:
    for entry in entries(session, kind=Kind.GROUP_OPENED, scope=group):
        body = body_of(session, entry.seq)
        if body is not None:
            return str(strict_parse(body.content)["assignment"])
    return None


def _drawn_with(session: Session, digest: str | None) -> dict[str, Any] | None:
    """What was entered of the assignment's draw: how many packets and experts, and the cap on each pair."""
    for entry in entries(session, kind=Kind.ASSIGNMENT_DRAWN) if digest else ():
        body = body_of(session, entry.seq)
        said = {} if body is None else strict_parse(body.content)
        if any(record[0] == "assignment" and f'"{digest}"' in str(record[1]) for record in said.get("records", ())):
            facts: dict[str, Any] = {
                key: said["facts"][key] for key in ("packets", "experts", "cap") if key in said["facts"]
            }
            return facts
    return None


def _openings(session: Session, group: str) -> list[int]:
    """The numbers of the ledger's entries that say when the scores were opened."""
    return [entry.seq for entry in entries(session, kind=Kind.SCORES_UNSEALED, scope=group)]


def set_aside(session: Session, seen: GroupSeen, codename: str) -> int:
    """How many sheets about a packet could not be used, by the newest opening on record."""
    bodies = [body_of(session, entry.seq) for entry in entries(session, kind=Kind.SCORES_UNSEALED, scope=seen.id)]
    facts = [strict_parse(one.content)["facts"] for one in bodies if one is not None]
    listed = facts[-1].get("set_aside", []) if facts else []
    rows = [session.get(SealedScoresheet, one["document"]) for one in listed]
    packets = [sealed_in(row.document.encode()).place.packet for row in rows if row is not None]
    return packets.count(seen.packets[codename])


def _rules(session: Session, ranking: Ranking) -> list[dict[str, Any]]:
    """The verdicts on the meeting's roll by rule and state, without what was found: that could point at people."""
    verdicts: Sequence[Any] = meeting_of(session, ranking.meeting_id).verdicts or ()
    return [{key: one[key] for key in ("rule", "clause", "state") if key in one} for one in verdicts]


def _score(seen: GroupSeen, result: Result) -> dict[str, Any]:
    """The steps from single scores to the one that was ranked."""
    plan, _ = thawed(seen.plan)
    marks = [_hundredths(one) for one in result.scores]
    combined = combine(plan.method, marks, parameters=plan.parameters)
    exact = combined.result
    rounded = None if exact is None else ROUNDINGS[plan.rounding](exact, plan.unit)
    return {
        "method": plan.method,
        "parameters": dict(plan.parameters),
        "rounding": plan.rounding,
        "unit": points(plan.unit),
        "scores": list(result.scores),
        "used": [result.scores[place] for place in combined.used],
        "state": str(combined.state),
        "exact": None if exact is None else f"{exact / 100}",
        "result": result.score,
        "line": None if plan.line.mark is None else points(plan.line.mark),
        "above": result.above,
        "agrees": (None if rounded is None else points(rounded)) == result.score,
    }


def _hundredths(text: str) -> int:
    whole, _, part = text.partition(".")
    return 100 * int(whole) + int(part.ljust(2, "0"))


def _places(session: Session, ranking: Ranking, result: Result) -> dict[str, Any]:
    """The standing, and what was posted."""
    posted = publicity_of(session, ranking)
    listed = posted is not None and result.codename in posted.codenames
    given = ranking.places
    return {
        "standing": result.standing,
        "place": result.place,
        "total": given.get("total"),
        "group": given.get("groups", {}).get(result.group_id),
        "line": given.get("line"),
        "decided": given.get("decided", {}).get(result.codename),
        "posted_on": None if posted is None else posted.posted_on.isoformat(),
        "ends_on": None if posted is None else posted.ends_on.isoformat(),
        "listed": listed,
    }
