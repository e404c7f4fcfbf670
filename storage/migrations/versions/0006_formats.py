"""formats of gatherings and what is done of them, who stands beside a host, speakers who are looked for.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "lunch", sa.Column("format", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="talk")
    )
    op.add_column("lunch", sa.Column("steps", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("lunch", sa.Column("questions", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "pairing",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("lunch_id", sa.Integer(), nullable=False),
        *asked(),
        sa.ForeignKeyConstraint(["lunch_id"], ["lunch.id"], name=op.f("fk_pairing_lunch_id_lunch"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["team_id"], ["workspace.team_id"], name=op.f("fk_pairing_team_id_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "lunch_id", "user_id", name=op.f("pk_pairing")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_pairing_user_id"), "pairing", ["user_id"], unique=False)
    op.create_table(
        "search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_search_skill_id_skill")),
        sa.ForeignKeyConstraint(
            ["team_id"], ["workspace.team_id"], name=op.f("fk_search_team_id_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search")),
    )
    op.create_index("ix_search_team_id_skill_id", "search", ["team_id", "skill_id"], unique=False)
    op.create_table(
        "approach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("search_id", sa.Integer(), nullable=False),
        *asked(),
        sa.ForeignKeyConstraint(
            ["search_id"], ["search.id"], name=op.f("fk_approach_search_id_search"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["workspace.team_id"], name=op.f("fk_approach_team_id_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approach")),
        sa.UniqueConstraint("search_id", "user_id", name=op.f("uq_approach_search_id_user_id")),
    )
    op.create_index(op.f("ix_approach_user_id"), "approach", ["user_id"], unique=False)


def asked() -> list[sa.Column[object]]:
    """Who was asked, where, and what they said."""
    return [
        sa.Column("user_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("channel_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("ts", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    ]


def downgrade() -> None:
    op.drop_table("approach")
    op.drop_table("search")
    op.drop_table("pairing")
    # One after the other, not as a batch: making the table anew would take the sign-ups with it.
    for column in ("questions", "steps", "format"):
        op.drop_column("lunch", column)
