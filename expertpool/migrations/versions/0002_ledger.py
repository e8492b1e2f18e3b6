"""The ledger: entries, payloads, frontier, checkpoints, and the tripwires that keep rows as they were entered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEPT = {"ledger_entry": ("UPDATE", "DELETE"), "ledger_payload": ("UPDATE",), "checkpoint": ("UPDATE", "DELETE")}
"""Tables of the ledger, and what may not be done to a row of each. A payload may be deleted by law."""


def upgrade() -> None:
    """Towards this release."""
    op.create_table(
        "checkpoint",
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_checkpoint")),
    )
    op.create_table(
        "ledger_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("leaf_hash", sa.String(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ledger_entry")),
    )
    op.create_table(
        "ledger_frontier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("frontier", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_frontier")),
    )
    op.create_table(
        "ledger_payload",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["ledger_entry.seq"], name=op.f("fk_ledger_payload_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ledger_payload")),
    )
    if op.get_bind().dialect.name == "postgresql":
        _trip_postgresql()
    else:
        _trip_sqlite()


def _trip_sqlite() -> None:
    for table, verbs in KEPT.items():
        for verb in verbs:
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
            )


def _trip_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger only grows'; END $$"
    )
    for table, verbs in KEPT.items():
        for verb in verbs:
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()"
            )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()"
        )


def downgrade() -> None:
    """Back to the release before; the ledger is lost."""
    op.drop_table("ledger_payload")
    op.drop_table("ledger_frontier")
    op.drop_table("ledger_entry")
    op.drop_table("checkpoint")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION ledger_only_grows()")
