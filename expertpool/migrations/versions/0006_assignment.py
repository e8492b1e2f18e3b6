"""Assignments of packets to readers, and readers who recognised a dossier."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this release."""
    op.create_table(
        "assignment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("packets", sa.String(), nullable=False),
        sa.Column("seed_from", sa.String(), nullable=False),
        sa.Column("replaces", sa.String(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_table(
        "recognition",
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("codename", sa.String(), nullable=False),
        sa.Column("expert_no", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_recognition_assignment_id")),
        sa.PrimaryKeyConstraint("assignment_id", "codename", "expert_no", name=op.f("pk_recognition")),
    )


def downgrade() -> None:
    """Back to the release before; assignments on record are lost."""
    op.drop_table("recognition")
    op.drop_table("assignment")
