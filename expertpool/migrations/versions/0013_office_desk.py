"""Texts of committees, acts that take two people, members who leave a meeting early."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this release."""
    op.create_table(
        "committee_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.Column("saved_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_committee_text_committee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_text")),
        sa.UniqueConstraint("committee_id", "part", "number", name=op.f("uq_committee_text_committee_id_part_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_committee_text_committee_id"), "committee_text", ["committee_id"])
    op.create_table(
        "joint_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("proposed_account", sa.Integer(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_role", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.String(length=40), nullable=False),
        sa.Column("expires_at", sa.String(length=40), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_account", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_role", sa.String(), nullable=True),
        sa.Column("decided_at", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "decision IS NULL OR decision = 'withdrawn' OR decided_account <> proposed_account",
            name="ck_joint_act_two_people",
        ),
        sa.ForeignKeyConstraint(["proposed_account"], ["account.id"], name=op.f("fk_joint_act_proposed_account")),
        sa.ForeignKeyConstraint(["decided_account"], ["account.id"], name=op.f("fk_joint_act_decided_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_act")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_joint_act_kind"), "joint_act", ["kind"])
    op.create_index(op.f("ix_joint_act_subject"), "joint_act", ["subject"])
    op.create_table(
        "meeting_departure",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("left_at", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id", "code"],
            ["meeting_member.meeting_id", "meeting_member.code"],
            name="fk_meeting_departure_member",
        ),
        sa.PrimaryKeyConstraint("meeting_id", "code", name=op.f("pk_meeting_departure")),
    )


def downgrade() -> None:
    """Back to the release before."""
    op.drop_table("meeting_departure")
    op.drop_table("joint_act")
    op.drop_table("committee_text")
