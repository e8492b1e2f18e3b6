"""The texts that the office keeps of a committee: the newest of each part, every version, and what they state."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from expertpool.documents.committee_file import parse_committee
from expertpool.documents.toml_text import waiver_text
from expertpool.models import Committee, CommitteeText, Part
from expertpool.queries.waivers import waivers_for
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.toml_file import parse_toml

FILE = "committee.toml"


@dataclass(frozen=True)
class KeptConditions:
    """A committee file as it counts now. ``text``: with the waivers granted since; ``kept``: as it was saved."""

    facts: CommitteeFacts
    text: str
    kept: CommitteeText


def texts_of(session: Session, committee_id: int, part: Part) -> tuple[CommitteeText, ...]:
    """Every version of one part, first to last."""
    wanted = select(CommitteeText).where(CommitteeText.committee_id == committee_id, CommitteeText.part == part.value)
    return tuple(session.exec(wanted.order_by(col(CommitteeText.number))))


def newest_text(session: Session, committee_id: int, part: Part) -> CommitteeText | None:
    """The version that counts; None where nothing was saved."""
    return next(reversed(texts_of(session, committee_id, part)), None)


def kept_conditions(session: Session, committee: Committee) -> KeptConditions | None:
    """The committee file that a draw goes by; None where the office has saved none."""
    kept = newest_text(session, committee.id or 0, Part.CONDITIONS)
    if kept is None:
        return None
    stated = parse_committee(parse_toml(kept.content, FILE), FILE)
    granted = [one for one in waivers_for(session, committee.name, committee.year) if one not in stated.waivers]
    if not granted:
        return KeptConditions(stated, kept.content, kept)
    text = kept.content.rstrip("\n") + "\n" + "".join(map(waiver_text, granted))
    return KeptConditions(parse_committee(parse_toml(text, FILE), FILE), text, kept)
