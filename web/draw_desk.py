"""Draws from the desk: what a draw is asked with, where its papers lie, and rehearsals, by the command's core."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from expertpool.commands.conduct import MOST_TICKETS, Request, conduct, recovered
from expertpool.commands.console import Console
from expertpool.documents.committee_file import parse_committee
from expertpool.documents.draw_folder import EXPLANATION, RESULT, DrawFolder
from expertpool.documents.roster.clean import require_clean
from expertpool.documents.roster.reading import read_roster
from expertpool.documents.roster.written import roster_json
from expertpool.errors import Refusal, Where
from expertpool.queries.facts import pool_experts
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.toml_file import parse_toml
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_whole
from web.committee_view import Known

DRAWS = "draws"
NAMES = re.compile(r"(attempt|ceremony)-[a-z0-9-]{1,64}")
SHOWN = (
    "draw-record.pdf",
    "panel.xlsx",
    "certificate.json",
    "certificate.restricted.json",
    "verify_draw.py",
    "verdicts.json",
    "panel.json",
    "explanation.txt",
    "explanation.json",
)
"""Files of a draw in the order in which people want them."""


@dataclass(frozen=True)
class PaperSet:
    """The papers of one draw: the folder's name, its files, and the content of panel.json or explanation.json."""

    folder: str
    files: tuple[str, ...]
    content: dict[str, Any]

    @property
    def attempt(self) -> int:
        """The attempt they are of."""
        return int(self.content.get("attempt", 0))

    @property
    def order(self) -> tuple[str, str]:
        """The later drawn, the greater."""
        return str(self.content.get("drawn_at", "")), self.folder

    @property
    def seated(self) -> bool:
        """Whether a panel was seated."""
        return "members" in self.content


@dataclass(frozen=True)
class DrawRoom:
    """The folder in which one committee's draws leave their papers, for the office alone."""

    folder: Path

    @classmethod
    def of(cls, settings: Settings, number: int) -> DrawRoom:
        """That of the committee with this number."""
        return cls(settings.home / DRAWS / str(number))

    def training(self, attempt: int) -> Path:
        """Where a draw for training leaves its papers."""
        return self.folder / f"attempt-{attempt}"

    def ceremony(self, hall: str) -> Path:
        """Where a ceremony leaves its papers."""
        return self.folder / f"ceremony-{hall}"

    def papers(self) -> tuple[PaperSet, ...]:
        """Every draw's papers, the newest attempt first."""
        if not self.folder.is_dir():
            return ()
        found = [_papers(path) for path in self.folder.iterdir() if NAMES.fullmatch(path.name) and path.is_dir()]
        return tuple(sorted((one for one in found if one), key=lambda one: one.order, reverse=True))

    def file(self, folder: str, name: str) -> bytes:
        """One file of one draw. Raises Refusal where there is none."""
        found = next((one for one in self.papers() if one.folder == folder), None)
        if found is None or name not in found.files:
            raise Refusal("page_draw.no_paper")
        return (self.folder / folder / name).read_bytes()

    def library(self, session: Session) -> Path:
        """The pool of this moment as a roster file, which then is what is drawn from; equal pools share one."""
        return self._kept("library", roster_json(pool_experts(session)), "json")

    def state(self, text: str) -> str:
        """Keep a committee file as a draw goes by it; its name, under which ``stated`` gives it back."""
        return self._kept("committee", text.encode(), "toml").name

    def stated(self, name: str) -> str:
        """The committee file that was kept under that name."""
        return (self.folder / Path(name).name).read_text(encoding="utf-8")

    def _kept(self, stem: str, content: bytes, ending: str) -> Path:
        path = self.folder / f"{stem}-{hashlib.sha256(content).hexdigest()[:16]}.{ending}"
        if not path.is_file():
            make_folders(self.folder)
            write_whole(path, content, private=True)
        return path


def _papers(path: Path) -> PaperSet | None:
    for name in (RESULT, EXPLANATION):
        try:
            content = json.loads((path / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(content, dict):
            return PaperSet(path.name, tuple(one for one in SHOWN if (path / one).is_file()), content)
    return None


def request_for(
    known: Known,
    library: Path,
    *,
    method: str,
    tickets: int | None,
    seed: str | None,
    by: str,
    text: str | None = None,
) -> Request:
    """What a draw of this committee from that library is asked with; ``text``: its file at another time than now.

    Raises Refusal without a committee file.
    """
    if known.kept is None:
        raise Refusal("page_draw.no_file")
    stated = known.kept.text if text is None else text
    facts = parse_committee(parse_toml(stated, library.name), library.name)
    if tickets is not None and not 1 <= tickets <= MOST_TICKETS:
        raise Refusal("draw.tickets_bad", where=Where(field="tickets"), tickets=tickets)
    reading = read_roster(library)
    require_clean(reading)
    if not reading.experts:
        raise Refusal("draw.roster_empty")
    chosen = seed if seed and seed.strip() else None
    return Request(library.name, tuple(reading.experts), facts, stated, (), method, tickets, chosen, by)


def train(console: Console, room: DrawRoom, request: Request, *, attempt: int) -> None:
    """A draw at level M0, by the same core as the command."""
    conduct(console, request, DrawFolder(room.training(attempt)))


def complete(console: Console, room: DrawRoom, committee: CommitteeFacts, *, attempt: int) -> bool:
    """Put the papers of the newest draw on record in place, where a crash left them staged; whether there were any."""
    path = room.training(attempt)
    if attempt < 1 or (path / RESULT).exists():
        return False
    return recovered(console, committee, DrawFolder(path)) is not None
