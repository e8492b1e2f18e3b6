"""Indexes, so that what every request asks takes as long in the twentieth season as in the first."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COLUMNS = (
    ("review_task", ("group_id", "reader")),
    ("review_reader", ("expert_no",)),
    ("reader_key", ("group_id", "reader")),
    ("sealed_scoresheet", ("group_id",)),
    ("result", ("group_id",)),
    ("meeting", ("panel_id",)),
)
"""What each table is asked by."""

KIND_OF_ENTRY = {
    "sqlite": "CASE WHEN json_valid(entry) THEN json_extract(entry, '$.type') END",
    "postgresql": """substring(entry, '"type":"([^"]*)"'::text)""",
}
"""Entries by kind: no column of its own, which could say something else than the entry."""


def upgrade() -> None:
    """Towards this release."""
    for table, columns in COLUMNS:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
    kind = KIND_OF_ENTRY[op.get_bind().dialect.name]
    op.execute(f"CREATE INDEX ix_ledger_entry_type ON ledger_entry (({kind}))")


def downgrade() -> None:
    """Back to the release before."""
    op.execute("DROP INDEX ix_ledger_entry_type")
    for table, columns in COLUMNS:
        op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table)
