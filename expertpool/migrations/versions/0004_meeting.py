"""Meetings: rolls, agendas and recusals; ballots with their tokens and votes; counts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this release."""
    _meetings()
    _ballots()


def _meetings() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("committee_file", sa.Text(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("called_at", sa.String(length=40), nullable=False),
        sa.Column("verdicts", sa.JSON(), nullable=True),
        sa.Column("frozen_at", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_meeting_committee_id")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_meeting_panel_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("committee_id", "number", name=op.f("uq_meeting_committee_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "meeting_member",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("expert_no", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.Column("pledged_on", sa.Date(), nullable=True),
        sa.Column("replaces", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_member_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", "code", name=op.f("pk_meeting_member")),
        sa.UniqueConstraint("meeting_id", "expert_no", name=op.f("uq_meeting_member_meeting_id_expert_no")),
    )
    op.create_table(
        "meeting_candidate",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("codename", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_candidate_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", "codename", name=op.f("pk_meeting_candidate")),
    )
    op.create_table(
        "meeting_recusal",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("codename", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_recusal_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", "code", "codename", name=op.f("pk_meeting_recusal")),
    )


def _ballots() -> None:
    op.create_table(
        "ballot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.String(length=40), nullable=False),
        sa.Column("closing", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.String(length=40), nullable=True),
        sa.Column("voided", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_ballot_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_ballot_meeting_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "ballot_token",
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_token_ballot_id")),
        sa.PrimaryKeyConstraint("ballot_id", "member", name=op.f("pk_ballot_token")),
    )
    op.create_table(
        "ballot_vote",
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("vote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_vote_ballot_id")),
        sa.PrimaryKeyConstraint("ballot_id", "hash", name=op.f("pk_ballot_vote")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballot_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("readings", sa.JSON(), nullable=False),
        sa.Column("entered", sa.JSON(), nullable=False),
        sa.Column("outcomes", sa.JSON(), nullable=False),
        sa.Column("mismatches", sa.JSON(), nullable=False),
        sa.Column("counted_by", sa.String(), nullable=False),
        sa.Column("counted_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_count_ballot_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_ballot_count_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_count")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_ballot_count_meeting_id_number")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Back to the release before; meetings and ballots are lost."""
    for table in ("ballot_count", "ballot_vote", "ballot_token", "ballot"):
        op.drop_table(table)
    for table in ("meeting_recusal", "meeting_candidate", "meeting_member", "meeting"):
        op.drop_table(table)
