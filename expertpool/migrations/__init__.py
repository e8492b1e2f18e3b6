"""The database's history: one numbered revision a release step, applied by ``expertpool.db.upgrade``."""

NEWEST = 16
REVISIONS = tuple(f"{number:04}" for number in range(1, NEWEST + 1))
"""Every revision in order, so that an up-to-date database is recognised without loading Alembic."""

HEAD = REVISIONS[-1]
"""The revision this program works with."""
