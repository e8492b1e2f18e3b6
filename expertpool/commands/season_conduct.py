"""Carry out a season's draw: one seed, a panel and papers for every committee, or why they cannot all be seated."""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expertpool import __version__
from expertpool.actions.record_season import NO_CEREMONY, begin_season_draw, record_season
from expertpool.canonical import canonical_json
from expertpool.commands.circumstances import now, operator
from expertpool.commands.conduct import METHODS, MOST_TICKETS, SEED_TAG, told_earlier
from expertpool.commands.console import Console
from expertpool.db import open_session
from expertpool.documents.draw_folder import EXPLAINED, EXPLANATION
from expertpool.documents.roster.clean import require_clean
from expertpool.documents.roster.expert import RosterExpert
from expertpool.documents.roster.reading import read_roster
from expertpool.documents.season_file import SeasonPlan, read_season
from expertpool.documents.season_folder import RECORD, SeasonFolder, season_told
from expertpool.drawing.season_record import in_former_format
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.rules_digest import rules_digest
from expertpool.queries.earlier_draws import earlier_draws, next_attempt
from expertpool.queries.frozen_roster import frozen_content
from expertpool.queries.season_draws import SeasonOnRecord, SeasonWritten, season_on_record
from expertpool.rules.stack import load_packs
from expertpool.whole_file import write_json, write_whole

if TYPE_CHECKING:
    from expertpool.commands.season_share import Filed

USUAL_TICKETS = 100
SECRET_TAG = b"expertpool/training-secret/v1"


@dataclass(frozen=True)
class SeasonRequest:
    """What a season's draw is asked with, read and checked."""

    source: str
    experts: tuple[RosterExpert, ...]
    plan: SeasonPlan
    packs: tuple[str, ...] = ()
    method: str = METHODS[0]
    tickets: int = USUAL_TICKETS
    seed: str | None = None

    @classmethod
    def read(
        cls, roster: Path, committees: Path, *, packs: Sequence[str], method: str, tickets: int, seed: str | None
    ) -> SeasonRequest:
        """Read all files. Raises Refusal for whatever is wrong with them or with the numbers."""
        if not 1 <= tickets <= MOST_TICKETS:
            raise Refusal("draw.tickets_bad", tickets=tickets)
        if seed is not None and not seed.strip():
            raise Refusal("draw.seed_empty")
        plan = read_season(committees)
        reserved = [one.stem for one in plan.sittings if one.facts.reserves]
        if reserved:
            raise Refusal("season_draw.reserves", committee=reserved[0])
        reading = read_roster(roster)
        require_clean(reading)
        if not reading.experts:
            raise Refusal("draw.roster_empty", where=Where(file=roster.name))
        text = None if seed is None else unicodedata.normalize("NFC", seed)
        return cls(roster.name, tuple(reading.experts), plan, tuple(packs), method, tickets, text)

    def new_seed(self) -> bytes:
        """The seed: from the text given, or 32 bytes from the system's secure source."""
        return secrets.token_bytes(32) if self.seed is None else hashlib.sha256(SEED_TAG + self.seed.encode()).digest()

    def new_secret(self) -> bytes:
        """From which codes and salts follow: secret and new; of a training seed, so that one seed gives one panel."""
        if self.seed is None:
            return secrets.token_bytes(32)
        return hashlib.sha256(SECRET_TAG + self.seed.encode()).digest()

    def digests(self) -> tuple[str, str]:
        """SHA-256 (hex) of the roster, and of everything that the draw is asked with."""
        roster = hashlib.sha256(frozen_content(self.experts)).hexdigest()
        packs = load_packs(self.packs or None, on=self.plan.sittings[0].facts.meeting)
        asked = {
            "format": "expertpool-season-inputs/1",
            "roster": roster,
            "rules": rules_digest(packs).hex(),
            "name": self.plan.name,
            "cap": self.plan.cap,
            "committees": {one.stem: [one.text, one.first, one.last] for one in self.plan.sittings},
            "method": self.method,
            "tickets": self.tickets,
            "seed": self.seed,
        }
        return roster, hashlib.sha256(canonical_json(asked)).hexdigest()


@dataclass(frozen=True)
class SeasonSeated:
    """Every committee has its panel; ``content`` is that of season.json, ``panels`` of each panel.json by folder.

    ``again``: the draw was on record before, and only its files were written. ``cost``: processor seconds of chances
    and tickets, None where they were not computed now.
    """

    content: dict[str, Any]
    panels: Mapping[str, dict[str, Any]]
    again: bool
    cost: tuple[float, float] | None = None


@dataclass(frozen=True)
class SeasonFailed:
    """They cannot all be seated; ``content`` is that of explanation.json, ``text`` the same for people."""

    content: dict[str, Any]
    text: str


def conduct_season(
    console: Console, request: SeasonRequest, out: Path, *, anew: bool = False
) -> SeasonSeated | SeasonFailed:
    """Make the draw once: seed on record, panels computed, all put on record, files shown.

    A repeated command goes on where the first was cut off, and gives the same panels. ``anew``: draw once more where
    a draw with this question is complete. Raises Refusal for an open question, and (exit code 6) where this computer
    no longer computes what is on record.
    """
    folder = SeasonFolder(out)
    known = _written(console, request, anew=anew)
    if known.record is not None and folder.holds(known.record):
        folder.finish()
        return SeasonSeated(*season_told(folder.out), again=True)
    try:
        outcome = _made(console, request, known, folder)
    except BaseException:
        folder.discard()
        raise
    folder.finish()
    return outcome


def _written(console: Console, request: SeasonRequest, *, anew: bool) -> SeasonOnRecord:
    """The season with these inputs as it is on record; where it is not, its seed is drawn and put on record."""
    roster, inputs = request.digests()
    with open_session(console.settings) as session:
        known = season_on_record(session, inputs)
        if known is not None and known.written.assurance != NO_CEREMONY and not anew:
            raise Refusal("season_draw.by_ceremony", level=known.written.assurance)
        if known is not None and not (anew and known.record is not None):
            return known
        written = SeasonWritten(
            inputs=inputs,
            name=request.plan.name,
            cap=request.plan.cap,
            method=request.method,
            tickets=request.tickets,
            packs=request.packs,
            seed=request.new_seed(),
            seed_text=request.seed,
            secret=request.new_secret(),
            roster=roster,
            source=request.source,
            started_at=now(),
            versions=versions(),
            committees={
                one.stem: (
                    one.text,
                    one.first.isoformat(),
                    one.last.isoformat(),
                    next_attempt(session, one.facts.name, one.facts.year),
                )
                for one in request.plan.sittings
            },
        )
        begin_season_draw(session, written, at=written.started_at, actor=operator())
        session.commit()
    return SeasonOnRecord(written)


def _made(
    console: Console, request: SeasonRequest, known: SeasonOnRecord, folder: SeasonFolder
) -> SeasonSeated | SeasonFailed:
    """Compute everything, stage it, and put it on record unless it is."""
    from expertpool.commands.season_share import SeasonWork, hands  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.commands.season_work import season_work  # noqa: PLC0415  # for the same reason

    earlier = _earlier(console, request, known.written)
    work = SeasonWork(known.written, request.experts, earlier, console.settings, console.language)
    with hands(work) as crew:
        outcome = season_work(console, crew, request.plan)
        if isinstance(outcome, SeasonFailed):
            write_explained(folder, outcome)
            return outcome
        record = _record_of(outcome.content, known)
        filed = outcome.filed(console, crew, folder.start(), record)
    write_whole(folder.staged / RECORD, record)
    if known.record is None:
        _record(console, request, known.written, filed, hashlib.sha256(record).hexdigest())
    panels = {outcome.folders[stem]: one.content for stem, one in filed.items()}
    return SeasonSeated(outcome.content, panels, again=known.record is not None, cost=outcome.cost)


def write_explained(folder: SeasonFolder, failed: SeasonFailed) -> None:
    """Stage both files that say why the committees cannot all be seated."""
    staged = folder.start()
    write_whole(staged / EXPLAINED[1], failed.text.encode())
    write_json(staged / EXPLANATION, failed.content)


def _record_of(content: Mapping[str, Any], known: SeasonOnRecord) -> bytes:
    """season.json in the format in which the season was put on record. Refuses a result that came out otherwise."""
    found = as_bytes(content)
    for data in (found, as_bytes(in_former_format(content))):
        if known.record in (None, hashlib.sha256(data).hexdigest()):
            return data
    raise Refusal("season_draw.not_same", exit_code=ExitCode.NOT_PROVEN, drawn_with=_spelled(known.written))


def _record(
    console: Console, request: SeasonRequest, written: SeasonWritten, filed: Mapping[str, Filed], digest: str
) -> None:
    """Every committee's draw in one transaction: all of them or none."""
    with open_session(console.settings) as session:
        record_season(
            session,
            written,
            [one.drawn for one in filed.values()],
            experts=request.experts,
            record=digest,
            versions=dict(written.versions),
            at=now(),
            actor=operator(),
        )
        session.commit()


def _earlier(console: Console, request: SeasonRequest, written: SeasonWritten) -> dict[str, tuple[str, ...]]:
    with open_session(console.settings, reading=True) as session:
        return {
            one.stem: tuple(
                told_earlier(console, draw)
                for draw in earlier_draws(session, one.facts.name, one.facts.year)
                if draw.attempt < written.committees[one.stem][3]
            )
            for one in request.plan.sittings
        }


def as_bytes(content: Mapping[str, Any]) -> bytes:
    """The record as the file holds it; its SHA-256 stands in every certificate."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def versions() -> dict[str, str]:
    """What a certificate names as the programs that drew."""
    return {"expertpool": __version__, "ortools": version("ortools")}


def _spelled(written: SeasonWritten) -> str:
    return "、".join(f"{name} {number}" for name, number in sorted(written.versions.items()))
