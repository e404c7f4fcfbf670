"""stuck: what was due and keeps failing, with how often, and when it is tried again or that it was given up.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stuck",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("job", AutoString(), nullable=False),
        sa.Column("subject", AutoString(), nullable=False),
        sa.Column("user_id", AutoString(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("again_at", UTCDateTime(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("fault", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["workspace.team_id"], name=op.f("fk_stuck_team_id_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "job", "subject", "user_id", name=op.f("pk_stuck")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("stuck")
