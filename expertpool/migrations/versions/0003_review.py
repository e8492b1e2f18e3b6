"""The review: groups with their packets, readers and tasks, sealed sheets, closings, and requests to open the vault."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this release."""
    op.create_table(
        "review_group",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("rubric", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("trustees", sa.JSON(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("assignment", sa.String(), nullable=False),
        sa.Column("opened_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_group")),
    )
    op.create_table(
        "review_packet",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("codename", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["review_group.id"], name=op.f("fk_review_packet_group_id")),
        sa.PrimaryKeyConstraint("group_id", "codename", name=op.f("pk_review_packet")),
    )
    _readers()
    _tasks()
    op.create_table(
        "unsealing",
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("request", name=op.f("pk_unsealing")),
    )


def _readers() -> None:
    op.create_table(
        "review_reader",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("expert_no", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["review_group.id"], name=op.f("fk_review_reader_group_id")),
        sa.PrimaryKeyConstraint("group_id", "code", name=op.f("pk_review_reader")),
        sa.UniqueConstraint("group_id", "expert_no", name=op.f("uq_review_reader_group_id_expert_no")),
    )
    op.create_table(
        "reader_key",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("alg", sa.String(), nullable=False),
        sa.Column("public", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=True),
        sa.Column("custody", sa.String(), nullable=False),
        sa.Column("pinned_at", sa.String(length=40), nullable=False),
        sa.Column("revoked_at", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id", "reader"],
            ["review_reader.group_id", "review_reader.code"],
            name=op.f("fk_reader_key_reader"),
        ),
        sa.PrimaryKeyConstraint("group_id", "key_id", "reader", name=op.f("pk_reader_key")),
    )


def _tasks() -> None:
    op.create_table(
        "review_task",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("codename", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["review_group.id"], name=op.f("fk_review_task_group_id")),
        sa.PrimaryKeyConstraint("group_id", "codename", "reader", name=op.f("pk_review_task")),
    )
    op.create_table(
        "sealed_scoresheet",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["review_group.id"], name=op.f("fk_sealed_scoresheet_group_id")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_sealed_scoresheet")),
    )
    op.create_table(
        "score_closing",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["review_group.id"], name=op.f("fk_score_closing_group_id")),
        sa.PrimaryKeyConstraint("group_id", "round", name=op.f("pk_score_closing")),
    )


def downgrade() -> None:
    """Back to the release before; the review is lost."""
    for table in (
        "unsealing",
        "score_closing",
        "sealed_scoresheet",
        "review_task",
        "reader_key",
        "review_reader",
        "review_packet",
        "review_group",
    ):
        op.drop_table(table)
