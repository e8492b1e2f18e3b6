"""The first release: the pool, its rosters, committees and draws."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

LISTED = sa.text("listed")


def upgrade() -> None:
    """Towards this release."""
    op.create_table(
        "committee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee")),
        sa.UniqueConstraint("name", "year", name=op.f("uq_committee_name_year")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "expert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expert_no", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("gender", sa.String(), nullable=True),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("employer_kind", sa.String(), nullable=True),
        sa.Column("region", sa.String(), nullable=True),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("specialties", sa.JSON(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("integrity", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("birth_month", sa.Date(), nullable=True),
        sa.Column("id_number_sealed", sa.String(), nullable=True),
        sa.Column("id_number_hash", sa.String(), nullable=True),
        sa.Column("phone_sealed", sa.String(), nullable=True),
        sa.Column("email_sealed", sa.String(), nullable=True),
        sa.Column("years_known", sa.Boolean(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("expert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expert_expert_no"), ["expert_no"], unique=False)
        batch_op.create_index(
            "uq_expert_expert_no_listed", ["expert_no"], unique=True, sqlite_where=LISTED, postgresql_where=LISTED
        )
        batch_op.create_index(
            "uq_expert_id_number_hash_listed",
            ["id_number_hash"],
            unique=True,
            sqlite_where=LISTED,
            postgresql_where=LISTED,
        )

    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("imported_at", sa.String(length=40), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.String(length=40), nullable=True),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pool_lock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool_lock")),
    )
    op.create_table(
        "roster_content",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_roster_content")),
    )
    op.create_table(
        "unit",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("affiliate_of", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["affiliate_of"], ["unit.name"], name=op.f("fk_unit_affiliate_of")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_unit")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_affiliate_of"), ["affiliate_of"], unique=False)

    op.create_table(
        "imported_row",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_imported_row_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "expert_id", name=op.f("pk_imported_row")),
    )
    with op.batch_alter_table("imported_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imported_row_expert_id"), ["expert_id"], unique=False)

    op.create_table(
        "kinship",
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("kin_no", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_kinship_expert_id")),
        sa.PrimaryKeyConstraint("expert_id", "kin_no", name=op.f("pk_kinship")),
    )
    op.create_table(
        "misconduct",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.Column("lifted_because", sa.String(), nullable=True),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("lifted_at", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_misconduct_expert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_misconduct")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("misconduct", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_misconduct_expert_id"), ["expert_id"], unique=False)

    op.create_table(
        "pledge",
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("season", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_pledge_expert_id")),
        sa.PrimaryKeyConstraint("expert_id", "season", name=op.f("pk_pledge")),
    )
    op.create_table(
        "recusal",
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_recusal_expert_id")),
        sa.PrimaryKeyConstraint("expert_id", "unit", name=op.f("pk_recusal")),
    )
    op.create_table(
        "roster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("frozen_at", sa.String(length=40), nullable=False),
        sa.Column("last_batch", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["digest"], ["roster_content.digest"], name=op.f("fk_roster_digest")),
        sa.ForeignKeyConstraint(["last_batch"], ["import_batch.id"], name=op.f("fk_roster_last_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("roster", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_digest"), ["digest"], unique=False)

    op.create_table(
        "service",
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("committee", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_service_expert_id")),
        sa.PrimaryKeyConstraint("expert_id", "year", "committee", name=op.f("pk_service")),
    )
    op.create_table(
        "tenure",
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_tenure_expert_id")),
        sa.PrimaryKeyConstraint("expert_id", "ordinal", name=op.f("pk_tenure")),
    )
    op.create_table(
        "waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=True),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("approver", sa.String(), nullable=False),
        sa.Column("granted_at", sa.String(length=40), nullable=False),
        sa.CheckConstraint("expert_id IS NOT NULL OR committee_id IS NOT NULL", name="ck_waiver_for_somebody"),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_waiver_committee_id")),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_waiver_expert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiver")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("waiver", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiver_committee_id"), ["committee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_waiver_expert_id"), ["expert_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_waiver_rule_id"), ["rule_id"], unique=False)

    op.create_table(
        "draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("tickets", sa.Integer(), nullable=True),
        sa.Column("seed", sa.String(), nullable=True),
        sa.Column("table_seed", sa.String(), nullable=True),
        sa.Column("assurance", sa.String(), nullable=False),
        sa.Column("started_at", sa.String(length=40), nullable=False),
        sa.Column("finished_at", sa.String(length=40), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("verdicts", sa.JSON(), nullable=False),
        sa.Column("chances", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_draw_committee_id")),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"], name=op.f("fk_draw_roster_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw")),
        sa.UniqueConstraint("committee_id", "attempt", name=op.f("uq_draw_committee_id_attempt")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("draw", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draw_roster_id"), ["roster_id"], unique=False)

    op.create_table(
        "panel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_panel_draw_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel")),
        sa.UniqueConstraint("draw_id", name=op.f("uq_panel_draw_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "seat",
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("expert_no", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_seat_panel_id")),
        sa.PrimaryKeyConstraint("panel_id", "kind", "place", name=op.f("pk_seat")),
        sa.UniqueConstraint("panel_id", "expert_no", name=op.f("uq_seat_panel_id_expert_no")),
    )
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_expert_no"), ["expert_no"], unique=False)


def downgrade() -> None:
    """Back to the release before."""
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seat_expert_no"))

    op.drop_table("seat")
    op.drop_table("panel")
    with op.batch_alter_table("draw", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draw_roster_id"))

    op.drop_table("draw")
    with op.batch_alter_table("waiver", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_waiver_rule_id"))
        batch_op.drop_index(batch_op.f("ix_waiver_expert_id"))
        batch_op.drop_index(batch_op.f("ix_waiver_committee_id"))

    op.drop_table("waiver")
    op.drop_table("tenure")
    op.drop_table("service")
    with op.batch_alter_table("roster", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roster_digest"))

    op.drop_table("roster")
    op.drop_table("recusal")
    op.drop_table("pledge")
    with op.batch_alter_table("misconduct", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_misconduct_expert_id"))

    op.drop_table("misconduct")
    op.drop_table("kinship")
    with op.batch_alter_table("imported_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imported_row_expert_id"))

    op.drop_table("imported_row")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_affiliate_of"))

    op.drop_table("unit")
    op.drop_table("roster_content")
    op.drop_table("pool_lock")
    op.drop_table("import_batch")
    with op.batch_alter_table("expert", schema=None) as batch_op:
        batch_op.drop_index("uq_expert_id_number_hash_listed", sqlite_where=LISTED, postgresql_where=LISTED)
        batch_op.drop_index("uq_expert_expert_no_listed", sqlite_where=LISTED, postgresql_where=LISTED)
        batch_op.drop_index(batch_op.f("ix_expert_expert_no"))

    op.drop_table("expert")
    op.drop_table("committee")
