"""What a personal event was about: the page of an original that somebody read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this release."""
    with op.batch_alter_table("personal_event") as table:
        table.add_column(sa.Column("about", sa.String(), nullable=True))


def downgrade() -> None:
    """Back to the release before."""
    with op.batch_alter_table("personal_event") as table:
        table.drop_column("about")
