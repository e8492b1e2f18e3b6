"""Rankings and results; publicity with its list and days; complaints."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this release."""
    _rankings()
    _publicity()


def _rankings() -> None:
    op.create_table(
        "ranking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("names", sa.String(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_ranking_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ranking")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_ranking_meeting_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "result",
        sa.Column("ranking_id", sa.Integer(), nullable=False),
        sa.Column("codename", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("score", sa.String(), nullable=True),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("above", sa.Boolean(), nullable=True),
        sa.Column("ballot", sa.JSON(), nullable=True),
        sa.Column("count_number", sa.Integer(), nullable=True),
        sa.Column("standing", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["review_group.id"], name=op.f("fk_result_group_id")),
        sa.ForeignKeyConstraint(["ranking_id"], ["ranking.id"], name=op.f("fk_result_ranking_id")),
        sa.PrimaryKeyConstraint("ranking_id", "codename", name=op.f("pk_result")),
    )


def _publicity() -> None:
    op.create_table(
        "publicity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ranking_id", sa.Integer(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("list_text", sa.Text(), nullable=False),
        sa.Column("codenames", sa.JSON(), nullable=False),
        sa.Column("posted_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(length=40), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("roster", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["ranking_id"], ["ranking.id"], name=op.f("fk_publicity_ranking_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity")),
        sa.UniqueConstraint("ranking_id", name=op.f("uq_publicity_ranking_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publicity_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("registered_by", sa.String(), nullable=False),
        sa.Column("registered_at", sa.String(length=40), nullable=False),
        sa.Column("finding", sa.String(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["publicity_id"], ["publicity.id"], name=op.f("fk_complaint_publicity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_complaint_publicity_id"), "complaint", ["publicity_id"])


def downgrade() -> None:
    """Back to the release before; rankings, publicity and complaints are lost."""
    for table in ("complaint", "publicity", "result", "ranking"):
        op.drop_table(table)
