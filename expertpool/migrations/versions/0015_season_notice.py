"""The season's dates that an office entered itself, and which roles in filings were only claimed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
CLAIMED = (("filing", "opening_claimed"), ("filing_step", "claimed"))


def upgrade() -> None:
    """Towards this release."""
    op.create_table(
        "season_notice",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("like", sa.String(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_season_notice")),
    )
    for table, column in CLAIMED:
        op.add_column(table, sa.Column(column, sa.Boolean(), nullable=True))


def downgrade() -> None:
    """Back to the release before."""
    for table, column in CLAIMED:
        with op.batch_alter_table(table) as changed:
            changed.drop_column(column)
    op.drop_table("season_notice")
