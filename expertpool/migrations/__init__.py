"""The database's history: one numbered revision a release step, applied by ``expertpool.db.upgrade``."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012", "0013")
"""Every revision in order, so that an up-to-date database is recognised without loading Alembic."""

HEAD = REVISIONS[-1]
"""The revision this program works with."""
