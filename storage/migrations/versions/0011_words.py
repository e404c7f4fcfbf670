"""words: a question as it was given to the bot, where only what it is about was kept.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("question", sa.Column("words", AutoString(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("question", "words")
