"""``python -m expertpool.migrations NUMBER MESSAGE`` writes the next revision: what the models have beyond the last."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command

from expertpool.db import alembic_config, database_engine, upgrade
from expertpool.settings import Settings


def write_revision(number: str, message: str) -> None:
    """Compare the models with an empty database at the newest revision; write the difference under ``versions/``."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder), database_url=f"sqlite:///{folder}/empty.sqlite3")
        upgrade(settings)
        engine = database_engine(settings)
        with engine.begin() as connection:
            command.revision(alembic_config(connection), message, autogenerate=True, rev_id=number)
        engine.dispose()


if __name__ == "__main__":
    write_revision(sys.argv[1], sys.argv[2])
