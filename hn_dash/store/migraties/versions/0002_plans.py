"""Plans: their log, named versions and who is there."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=120), nullable=False),
        sa.Column("indeling", sa.Integer(), nullable=False),
        sa.Column("dag", sa.String(length=10), nullable=False),
        sa.Column("volgt_op", sa.Integer(), nullable=True),
        sa.Column("vastgesteld", sa.Boolean(), nullable=False),
        sa.Column("som", sa.String(length=64), nullable=False),
        sa.Column("wie", sa.Text(), nullable=False),
        sa.Column("wanneer", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["volgt_op"], ["plan.id"], name=op.f("fk_plan_volgt_op")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("naam", name=op.f("uq_plan_naam")),
    )
    op.create_table(
        "plan_aanwezig",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("sessie", sa.String(length=64), nullable=False),
        sa.Column("wie", sa.Text(), nullable=False),
        sa.Column("waar", sa.String(length=40), nullable=False),
        sa.Column("gezien", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_aanwezig_plan_id")),
        sa.PrimaryKeyConstraint("plan_id", "sessie", name=op.f("pk_plan_aanwezig")),
    )
    op.create_table(
        "plan_bundel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("verzoek", sa.String(length=64), nullable=False),
        sa.Column("soort", sa.String(length=10), nullable=False),
        sa.Column("omgekeerd", sa.Integer(), nullable=False),
        sa.Column("sessie", sa.String(length=64), nullable=False),
        sa.Column("wie", sa.Text(), nullable=False),
        sa.Column("wanneer", sa.String(length=26), nullable=False),
        sa.Column("som", sa.String(length=64), nullable=False),
        sa.CheckConstraint("soort IN ('zet', 'ongedaan', 'opnieuw', 'slot')", name=op.f("ck_plan_bundel_soort")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_bundel_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_bundel")),
        sa.UniqueConstraint("plan_id", "verzoek", name="uq_plan_bundel_verzoek"),
    )
    op.create_index("ix_plan_bundel_plan_id", "plan_bundel", ["plan_id", "id"], unique=False)
    op.create_table(
        "plan_versie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=120), nullable=False),
        sa.Column("tot", sa.Integer(), nullable=False),
        sa.Column("som", sa.String(length=64), nullable=False),
        sa.Column("wie", sa.Text(), nullable=False),
        sa.Column("wanneer", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_versie_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_versie")),
        sa.UniqueConstraint("plan_id", "naam", name="uq_plan_versie_naam"),
    )
    op.create_table(
        "plan_regel",
        sa.Column("bundel_id", sa.Integer(), nullable=False),
        sa.Column("volg", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("doel", sa.String(length=40), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("voor", sa.JSON(), nullable=False),
        sa.Column("na", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["bundel_id"], ["plan_bundel.id"], name=op.f("fk_plan_regel_bundel_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_regel_plan_id")),
        sa.PrimaryKeyConstraint("bundel_id", "volg", name=op.f("pk_plan_regel")),
        sa.UniqueConstraint("plan_id", "doel", "versie", name="uq_plan_regel_versie"),
    )


def downgrade() -> None:
    op.drop_table("plan_regel")
    op.drop_table("plan_versie")
    op.drop_index("ix_plan_bundel_plan_id", table_name="plan_bundel")
    op.drop_table("plan_bundel")
    op.drop_table("plan_aanwezig")
    op.drop_table("plan")
