"""Filings with their steps and papers; the days of each committee's season."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this release."""
    _filings()
    op.create_table(
        "committee_season",
        sa.Column("committee_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("traits", sa.JSON(), nullable=False),
        sa.Column("filed_from", sa.Date(), nullable=True),
        sa.Column("filed_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_committee_season_committee_id")),
        sa.PrimaryKeyConstraint("committee_id", name=op.f("pk_committee_season")),
    )


def _filings() -> None:
    op.create_table(
        "filing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("again", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_as", sa.String(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_filing_committee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing")),
        sa.UniqueConstraint(
            "kind",
            "year",
            "committee_id",
            "subject",
            "again",
            name=op.f("uq_filing_kind_year_committee_id_subject_again"),
        ),
        sqlite_autoincrement=True,
    )
    for column in ("kind", "year", "committee_id"):
        op.create_index(op.f(f"ix_filing_{column}"), "filing", [column])
    op.create_table(
        "filing_step",
        sa.Column("filing_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("transition", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("reached", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("stated", sa.JSON(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["filing_id"], ["filing.id"], name=op.f("fk_filing_step_filing_id")),
        sa.PrimaryKeyConstraint("filing_id", "number", name=op.f("pk_filing_step")),
    )
    op.create_table(
        "filing_paper",
        sa.Column("filing_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["filing_id"], ["filing.id"], name=op.f("fk_filing_paper_filing_id")),
        sa.PrimaryKeyConstraint("filing_id", "step", "paper", "digest", name=op.f("pk_filing_paper")),
    )
    op.create_index(op.f("ix_filing_paper_digest"), "filing_paper", ["digest"])


def downgrade() -> None:
    """Back to the release before; filings and the committees' days are lost."""
    for table in ("filing_paper", "filing_step", "filing", "committee_season"):
        op.drop_table(table)
