"""Plans that are read in say from which day something holds."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rij_plan", sa.Column("vanaf", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("rij_plan", "vanaf")
