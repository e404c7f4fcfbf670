"""insights: figures frozen week by week, who is counted with whom, who looked, and who agreed to be seen.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    table(
        "insight_snapshot",
        sa.Column("week", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        key=["week"],
        clustered=False,
    )
    table(
        "insight_member",
        sa.Column("user_id", AutoString(), nullable=False),
        sa.Column("cell", AutoString(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("rides", sa.Boolean(), nullable=False),
        key=["user_id"],
    )
    table(
        "insight_placement",
        sa.Column("user_id", AutoString(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        key=["user_id"],
    )
    op.create_table(
        "insight_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("user_id", AutoString(), nullable=False),
        sa.Column("page", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["workspace.team_id"], name=op.f("fk_insight_look_team_id_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insight_look")),
    )
    with op.batch_alter_table("insight_look", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_insight_look_at"), ["at"], unique=False)
    table(
        "insight_consent",
        sa.Column("user_id", AutoString(), nullable=False),
        sa.Column("role", AutoString(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=True),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("channel_id", AutoString(), nullable=False),
        sa.Column("ts", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_insight_consent_skill_id_skill")),
        key=["user_id"],
    )


def table(name: str, *columns: sa.schema.SchemaItem, key: list[str], clustered: bool = True) -> None:
    op.create_table(
        name,
        sa.Column("team_id", sa.Text(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["team_id"], ["workspace.team_id"], name=op.f(f"fk_{name}_team_id_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", *key, name=op.f(f"pk_{name}")),
        **({"sqlite_with_rowid": False} if clustered else {}),
    )


def downgrade() -> None:
    for name in ("insight_consent", "insight_look", "insight_placement", "insight_member", "insight_snapshot"):
        op.drop_table(name)
