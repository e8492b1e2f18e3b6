"""Keys of experts' own devices, the stays they prove, and the challenges that were answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this release."""
    op.create_table(
        "device_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("public", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("bound_at", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.String(length=40), nullable=True),
        sa.Column("ended_why", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_device_key_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_key")),
        sa.UniqueConstraint("key_id", name=op.f("uq_device_key_key_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_device_key_account_id"), "device_key", ["account_id"])
    op.create_table(
        "spent_nonce",
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("spent_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_spent_nonce")),
    )
    op.add_column("sign_in", sa.Column("key_id", sa.String(), nullable=True))
    op.add_column("sign_in", sa.Column("proved_at", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Back to the release before; people sign in with invites again."""
    op.drop_column("sign_in", "proved_at")
    op.drop_column("sign_in", "key_id")
    op.drop_table("spent_nonce")
    op.drop_table("device_key")
