"""Readers' answers to the invitation of a review group."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this release."""
    op.create_table(
        "review_answer",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=True),
        sa.Column("answered_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id", "reader"], ["review_reader.group_id", "review_reader.code"], name="fk_review_answer_reader"
        ),
        sa.PrimaryKeyConstraint("group_id", "reader", name=op.f("pk_review_answer")),
    )


def downgrade() -> None:
    """Back to the release before."""
    op.drop_table("review_answer")
