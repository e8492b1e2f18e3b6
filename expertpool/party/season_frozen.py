"""A committee's draw at the freeze within a season: its field's library, people left aside, and the season's seed."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from types import MappingProxyType

from blind.pool_leaves import Person, Reason
from expertpool.documents.committee_file import parse_committee
from expertpool.documents.roster.expert import RosterExpert
from expertpool.ids import ExpertId
from expertpool.party.frozen_draw import FrozenDraw, freeze_draw, fresh_salts
from expertpool.party.season_library import SeasonLibrary
from expertpool.rules.stack import load_packs
from expertpool.rules.toml_file import parse_toml
from solver.problem import Problem

ASIDE_CLAUSE = "season"
DRAW_ID = 16
TABLE_SALT = 32
SECRETS_TAG = b"expertpool/season-secrets/v1"


@dataclass(frozen=True)
class SeasonFrozen(FrozenDraw):
    """``library``: digest of the season's whole roster, of which ``experts`` are those of the committee's field.

    ``aside``: who is left out of this committee's queue, and why; ``season_seed``: what the table is made from.
    """

    library: bytes = b""
    aside: Mapping[str, str] = field(default_factory=dict)
    season_seed: bytes = b""

    @property
    def library_sha256(self) -> bytes:
        """SHA-256 of the canonical content of the season's roster."""
        return self.library

    def table_seed(self, tickets: int) -> bytes:
        """The seed of the season's table."""
        return self.season_seed or super().table_seed(tickets)

    def _person(self, expert: RosterExpert, counted: Mapping[str, Sequence[str]]) -> Person:
        number = expert.facts.expert_no
        if number in self.aside:
            reason = Reason(f"season-{self.aside[number]}", ASIDE_CLAUSE)
            return Person(expert_no=number, name=expert.name, reason=reason)
        return super()._person(expert, counted)


def freeze_in_season(
    library: SeasonLibrary,
    committee_text: str,
    packs: Sequence[str],
    *,
    draw_day: date,
    method: str,
    attempt: int,
    secret: bytes,
) -> SeasonFrozen:
    """One committee of a season at the freeze. Its id and every salt follow from ``secret`` and the committee's name.

    Raises Refusal for a committee or pack that cannot be read.
    """
    text = unicodedata.normalize("NFC", committee_text)
    committee = parse_committee(parse_toml(text, "committee.toml"), "committee.toml")
    listed = library.listed(committee, load_packs(tuple(packs) or None, on=committee.meeting))
    fresh = Stream(hashlib.sha256(SECRETS_TAG + secret + committee.name.encode()).digest()).take
    frozen = freeze_draw(
        listed,
        committee_text,
        packs,
        draw_day=draw_day,
        method=method,
        attempt=attempt,
        draw_id=fresh(DRAW_ID),
        table_salt=fresh(TABLE_SALT),
        salts=fresh_salts(sorted(listed, key=lambda expert: expert.facts.expert_no), fresh),
    )
    told = {one.name: getattr(frozen, one.name) for one in fields(FrozenDraw)}
    return SeasonFrozen(**told, library=library.sha256)


class Stream:
    """Bytes that follow from a secret, one piece after the other."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret
        self.pieces = 0

    def take(self, size: int) -> bytes:
        """The next ``size`` bytes."""
        self.pieces += 1
        return hashlib.shake_256(self.secret + self.pieces.to_bytes(8, "big")).digest(size)


def in_season(
    frozen: SeasonFrozen,
    *,
    problem: Problem | None = None,
    aside: Mapping[str, str] = MappingProxyType({}),
    seed: bytes = b"",
) -> SeasonFrozen:
    """The frozen draw as one of a season. ``problem``: what is left of it without those ``aside``."""
    question = frozen.question
    if problem is not None:
        left = tuple(ExpertId(person) for person in problem.candidates)
        question = replace(question, problem=problem, eligibility=replace(question.eligibility, candidates=left))
    return replace(frozen, question=question, aside=dict(aside), season_seed=seed)
