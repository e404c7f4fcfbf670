"""from a name to a conversation: questions taken to colleagues, and who waits for somebody.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
WHEN = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_at", WHEN(), nullable=True))
        batch_op.add_column(sa.Column("answered_at", WHEN(), nullable=True))
        for name in ("passed_by", "channel_id", "ts"):
            batch_op.add_column(sa.Column(name, TEXT(), nullable=False, server_default=""))
        batch_op.create_index("ix_referral_team_id_user_id_asked_at", ["team_id", "user_id", "asked_at"])
    op.create_table(
        "handoff",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("state", TEXT(), nullable=False),
        sa.Column("asker_id", TEXT(), nullable=False),
        sa.Column("sealed", TEXT(), nullable=False),
        sa.Column("digest", TEXT(), nullable=False),
        sa.Column("words", TEXT(), nullable=False),
        sa.Column("quiet", sa.Boolean(), nullable=False),
        sa.Column("channel_id", TEXT(), nullable=False),
        sa.Column("at", WHEN(), nullable=False),
        sa.Column("changed_at", WHEN(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_handoff_question_id_question"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["workspace.team_id"], name=op.f("fk_handoff_team_id_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "question_id", name=op.f("pk_handoff")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("handoff", schema=None) as batch_op:
        batch_op.create_index("ix_handoff_team_id_state", ["team_id", "state"])
        batch_op.create_index("ix_handoff_team_id_changed_at", ["team_id", "changed_at"])
        batch_op.create_index(batch_op.f("ix_handoff_asker_id"), ["asker_id"])
        batch_op.create_index(batch_op.f("ix_handoff_digest"), ["digest"])
    op.create_table(
        "wish",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("user_id", TEXT(), nullable=False),
        sa.Column("at", WHEN(), nullable=False),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_wish_skill_id_skill")),
        sa.ForeignKeyConstraint(
            ["team_id"], ["workspace.team_id"], name=op.f("fk_wish_team_id_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "skill_id", "user_id", name=op.f("pk_wish")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wish_user_id"), ["user_id"])
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_team_id_user_id", ["team_id", "user_id"])


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_team_id_user_id")
    op.drop_table("wish")
    op.drop_table("handoff")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index("ix_referral_team_id_user_id_asked_at")
        for name in ("ts", "channel_id", "passed_by", "answered_at", "asked_at"):
            batch_op.drop_column(name)
