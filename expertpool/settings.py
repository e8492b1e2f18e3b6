"""The one place that reads the environment: where data lives and which database is meant."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True)
class Settings:
    """Paths and addresses of one installation."""

    home: Path
    database_url: str
    pool_key_file: Path | None = None
    """Where the pool key is, when it is not kept in the home folder."""
    ledger_origin: str | None = None
    """The ledger's name in its checkpoints, as the trust file gives it; one made from its key where there is none."""

    @classmethod
    def embedded(cls, home: Path) -> Settings:
        """An SQLite file and its key in one folder, whatever the environment says."""
        folder = home.absolute()
        return cls(home=folder, database_url=f"sqlite:///{folder / 'expertpool.sqlite3'}")

    @classmethod
    def read(cls, *, home: Path | None = None) -> Settings:
        """``--home`` first, then ``EXPERTPOOL_HOME``, then the platform's user data folder.

        ``EXPERTPOOL_DATABASE_URL`` names a shared database; without it, one SQLite file in the home folder.
        ``EXPERTPOOL_POOL_KEY_FILE`` names a pool key kept elsewhere; ``EXPERTPOOL_LEDGER_ORIGIN`` the ledger.
        """
        named = os.environ.get("EXPERTPOOL_HOME")
        folder = home or (Path(named) if named else Path(platformdirs.user_data_dir("expertpool", appauthor=False)))
        url = os.environ.get("EXPERTPOOL_DATABASE_URL") or f"sqlite:///{(folder / 'expertpool.sqlite3').absolute()}"
        named_key = os.environ.get("EXPERTPOOL_POOL_KEY_FILE")
        key = Path(named_key).absolute() if named_key else None
        origin = os.environ.get("EXPERTPOOL_LEDGER_ORIGIN") or None
        return cls(home=folder.absolute(), database_url=url, pool_key_file=key, ledger_origin=origin)


def system_variables() -> dict[str, str]:
    """What a process with an environment of its own still needs on Windows; nothing elsewhere."""
    return {name: os.environ[name] for name in ("SYSTEMROOT", "WINDIR") if name in os.environ}


def child_variables(settings: Settings) -> dict[str, str]:
    """The environment for a process that works on the same installation as this one."""
    own = {"EXPERTPOOL_HOME": str(settings.home), "EXPERTPOOL_DATABASE_URL": settings.database_url}
    own |= {"EXPERTPOOL_POOL_KEY_FILE": str(settings.pool_key_file or ""), "PYTHONUTF8": "1"}
    return {**os.environ, **own, "EXPERTPOOL_LEDGER_ORIGIN": settings.ledger_origin or ""}
