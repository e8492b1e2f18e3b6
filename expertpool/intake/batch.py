"""A batch: one list of applicants with their dossiers on the server, and where the blinding leaves its papers."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from blind.identity import Identity
from blind.redact import Level
from expertpool.documents.applicants.reading import read_applicants
from expertpool.errors import Refusal, Where
from expertpool.packets.dossiers import Dossier, find_dossiers
from expertpool.packets.out_folder import OutFolder
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_whole

FACTS, LIST, DOSSIERS, OUT = "batch.json", "applicants", "dossiers", "out"
ENDINGS = frozenset({".xlsx", ".xls", ".ods", ".csv", ".json"})
LONGEST_TITLE = 80
_ID = re.compile(r"[0-9a-f]{16}")
_LISTED = 5


@dataclass(frozen=True, kw_only=True)
class Batch:
    """``list_name``: the applicants' file inside ``folder``; ``laid``: the dossiers' folder on this computer, or "".

    ``only_confirmed``: packets wait until each of their pages was confirmed by a person.
    """

    folder: Path
    title: str
    level: Level
    only_confirmed: bool
    list_name: str
    laid: str
    made_by: str
    made_at: datetime

    @property
    def id(self) -> str:
        """Its number in addresses."""
        return self.folder.name

    @property
    def home(self) -> Path:
        """The data folder of the installation."""
        return self.folder.parents[2]

    @property
    def list(self) -> Path:
        """The applicants' file."""
        return self.folder / self.list_name

    @property
    def dossiers(self) -> Path:
        """Where the dossiers are, one folder an applicant."""
        return laid_folders(self.folder.parent.parent) / self.laid if self.laid else self.folder / DOSSIERS

    @property
    def out(self) -> OutFolder:
        """Where the blinding leaves things."""
        return OutFolder(self.folder / OUT)

    @property
    def applicants(self) -> tuple[Identity, ...]:
        """The applicants in the order of their list."""
        return _identities(self.list, self.list.stat().st_mtime_ns)

    def applicant(self, place: int) -> Identity:
        """The applicant at a place of the list, counted from 1. Raises Refusal where there is none."""
        people = self.applicants
        if not 1 <= place <= len(people):
            raise Refusal("intake.nothing_here")
        return people[place - 1]

    def dossier(self, identity: Identity) -> Dossier:
        """The files of one applicant as they lie there now."""
        return find_dossiers(self.dossiers, [identity]).dossiers[0]


@lru_cache(maxsize=32)
def _identities(path: Path, _changed: int) -> tuple[Identity, ...]:
    return sound_list(path)


def sound_list(path: Path) -> tuple[Identity, ...]:
    """The applicants of a list without errors. Raises Refusal that lists the first errors with their cells."""
    reading = read_applicants(path)
    if reading.errors:
        cells = "、".join(str(one.where.cell or one.where.row or "—") for one in reading.errors[:_LISTED])
        where = Where(file=path.name, sheet=reading.sheet)
        raise Refusal("intake.list_faulty", where=where, errors=len(reading.errors), cells=cells)
    return reading.identities


def laid_folders(desk: Path) -> Path:
    """The one folder of this computer whose subfolders may be named as dossiers; only its operator can put some in."""
    return desk / "laid-down"


@dataclass(frozen=True)
class Batches:
    """All batches of one installation."""

    desk: Path

    @classmethod
    def of(cls, settings: Settings) -> Batches:
        """This installation's."""
        return cls(settings.home / "desk")

    @property
    def root(self) -> Path:
        """Where they are, for the office's own account alone."""
        return self.desk / "batches"

    def laid(self) -> tuple[str, ...]:
        """Folders that lie ready on this computer, links left out."""
        here = laid_folders(self.desk)
        if not here.is_dir():
            return ()
        return tuple(sorted(one.name for one in here.iterdir() if one.is_dir() and not one.is_symlink()))

    def all(self) -> tuple[Batch, ...]:
        """Every batch, the newest first."""
        folders = self.root.iterdir() if self.root.is_dir() else ()
        found = [self.one(one.name) for one in folders if _ID.fullmatch(one.name) and (one / FACTS).is_file()]
        return tuple(sorted(found, key=lambda one: (one.made_at, one.id), reverse=True))

    def one(self, number: str) -> Batch:
        """The batch with this number. Raises Refusal where there is none, or its facts were damaged."""
        folder = self.root / number
        if not _ID.fullmatch(number) or not (folder / FACTS).is_file():
            raise Refusal("intake.nothing_here")
        try:
            return _batch(folder, json.loads((folder / FACTS).read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError):
            raise Refusal("intake.batch_damaged", where=Where(file=str(folder / FACTS))) from None

    def make(
        self,
        title: str,
        *,
        applicants: tuple[str, bytes],
        level: Level,
        only_confirmed: bool,
        laid: str,
        by: str,
        at: datetime,
    ) -> Batch:
        """A new batch from a list of applicants (name and bytes). Raises Refusal; then nothing is left behind."""
        if laid and laid not in self.laid():
            raise Refusal("intake.not_laid")
        ending = Path(applicants[0]).suffix.lower()
        if ending not in ENDINGS or not applicants[1]:
            raise Refusal("intake.no_list", endings="、".join(sorted(ENDINGS)))
        folder = self.root / secrets.token_hex(8)
        make_folders(folder)
        listed = folder / f"{LIST}{ending}"
        write_whole(listed, applicants[1], private=True)
        try:
            sound_list(listed)
        except Refusal:
            listed.unlink()
            folder.rmdir()
            raise
        make_folders(folder / DOSSIERS)
        facts: dict[str, Any] = {
            "title": title,
            "level": level.value,
            "only_confirmed": only_confirmed,
            "list_name": listed.name,
            "laid": laid,
            "made_by": by,
            "made_at": at.isoformat(),
        }
        write_whole(folder / FACTS, json.dumps(facts, ensure_ascii=False, indent=1).encode(), private=True)
        return self.one(folder.name)


def _batch(folder: Path, facts: Mapping[str, Any]) -> Batch:
    return Batch(
        folder=folder,
        title=str(facts["title"]),
        level=Level(facts["level"]),
        only_confirmed=bool(facts["only_confirmed"]),
        list_name=Path(str(facts["list_name"])).name,
        laid=Path(str(facts["laid"])).name,
        made_by=str(facts["made_by"]),
        made_at=datetime.fromisoformat(facts["made_at"]),
    )
