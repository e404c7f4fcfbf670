"""what people hide: a skill, a piece of evidence, an answer; and evidence by person.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Both databases take the reference with the column; Alembic would copy the whole ledger for it on SQLite.
MOVED_TO = (
    "ALTER TABLE evidence ADD COLUMN moved_to INTEGER CONSTRAINT fk_evidence_moved_to_skill REFERENCES skill (id)"
)


def upgrade() -> None:
    op.create_table(
        "hidden_skill",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("user_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("skill_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_hidden_skill_skill_id_skill")),
        sa.ForeignKeyConstraint(
            ["team_id"], ["workspace.team_id"], name=op.f("fk_hidden_skill_team_id_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "user_id", "skill_id", name=op.f("pk_hidden_skill")),
        sqlite_with_rowid=False,
    )
    op.add_column("evidence", sa.Column("hidden_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.execute(MOVED_TO)
    op.create_index("ix_evidence_team_id_user_id_at", "evidence", ["team_id", "user_id", "at"], unique=False)
    op.create_index("ix_preference_team_id_name", "preference", ["team_id", "name"], unique=False)
    op.add_column("answer", sa.Column("hidden_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("answer", "hidden_at")
    op.drop_index("ix_preference_team_id_name", "preference")
    op.drop_index("ix_evidence_team_id_user_id_at", "evidence")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_column("moved_to")
        batch_op.drop_column("hidden_at")
    op.drop_table("hidden_skill")
