"""The one place that reads the environment: where data lives and which database is meant."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
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
    metrics_token: str | None = field(default=None, repr=False)
    """What whoever reads a server's measures from another machine has to show; without one nobody may."""
    scheduler: str | None = None
    """Address of the dask scheduler whose workers read dossiers; where there is none this computer reads them."""
    scheduler_tls: Path | None = None
    """Folder with ca.pem, cert.pem and key.pem for a scheduler at ``tls://``."""

    @classmethod
    def embedded(cls, home: Path) -> Settings:
        """An SQLite file and its key in one folder, whatever the environment says."""
        folder = home.absolute()
        return cls(home=folder, database_url=f"sqlite:///{folder / 'expertpool.sqlite3'}")

    @classmethod
    def read(cls, *, home: Path | None = None) -> Settings:
        """``--home`` first, then ``EXPERTPOOL_HOME``, then the platform's user data folder.

        ``EXPERTPOOL_DATABASE_URL`` names a shared database; without it, one SQLite file in the home folder.
        ``EXPERTPOOL_POOL_KEY_FILE`` names a pool key kept elsewhere; ``EXPERTPOOL_LEDGER_ORIGIN`` the ledger,
        ``EXPERTPOOL_METRICS_TOKEN`` what opens a server's measures to another machine, ``EXPERTPOOL_SCHEDULER`` a dask
        scheduler, ``EXPERTPOOL_SCHEDULER_TLS`` the folder with its certificates.
        """
        named = os.environ.get("EXPERTPOOL_HOME")
        folder = home or (Path(named) if named else Path(platformdirs.user_data_dir("expertpool", appauthor=False)))
        url = os.environ.get("EXPERTPOOL_DATABASE_URL") or f"sqlite:///{(folder / 'expertpool.sqlite3').absolute()}"
        named_key = os.environ.get("EXPERTPOOL_POOL_KEY_FILE")
        key = Path(named_key).absolute() if named_key else None
        origin = os.environ.get("EXPERTPOOL_LEDGER_ORIGIN") or None
        token = os.environ.get("EXPERTPOOL_METRICS_TOKEN") or None
        named_tls = os.environ.get("EXPERTPOOL_SCHEDULER_TLS")
        return cls(
            home=folder.absolute(),
            database_url=url,
            pool_key_file=key,
            ledger_origin=origin,
            metrics_token=token,
            scheduler=os.environ.get("EXPERTPOOL_SCHEDULER") or None,
            scheduler_tls=Path(named_tls).absolute() if named_tls else None,
        )


def system_variables() -> dict[str, str]:
    """What a process with an environment of its own still needs on Windows; nothing elsewhere."""
    return {name: os.environ[name] for name in ("SYSTEMROOT", "WINDIR") if name in os.environ}


def child_variables(settings: Settings) -> dict[str, str]:
    """The environment for a process that works on the same installation as this one."""
    own = {"EXPERTPOOL_HOME": str(settings.home), "EXPERTPOOL_DATABASE_URL": settings.database_url}
    own |= {"EXPERTPOOL_POOL_KEY_FILE": str(settings.pool_key_file or ""), "PYTHONUTF8": "1"}
    return {**os.environ, **own, "EXPERTPOOL_LEDGER_ORIGIN": settings.ledger_origin or ""}


def started_as() -> str:
    """The words before every command as this person types them: ``start.py`` says so where it starts the program."""
    return os.environ.get("EXPERTPOOL_STARTED_AS") or "expertpool"
