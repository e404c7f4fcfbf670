"""when people write, and who answers where over a longer time.

Answers were counted with a half-life of 60 days and are from now on with one of 240: their sums are made anew from
the ledger of answers. When people write and how they take part in threads is counted from now on.

Revision ID: 0003
Revises: 0002
"""

from collections import defaultdict
from datetime import UTC, datetime

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LANDMARK = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
BEFORE, AFTER = 60.0, 240.0
DAY = 86_400.0
CHUNK = 5_000

ANSWER = sa.table("answer", *map(sa.column, ("team_id", "channel_id", "user_id", "ts")))
ACTIVITY = sa.table(
    "activity",
    *map(sa.column, ("team_id", "channel_id", "act", "user_id", "score", "times")),
    sa.column("last_at", sqlmodel.sql.sqltypes.UTCDateTime()),
)


def upgrade() -> None:
    op.create_table(
        "rhythm",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("user_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["workspace.team_id"], name=op.f("fk_rhythm_team_id_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "user_id", "slot", name=op.f("pk_rhythm")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index("ix_question_team_id_asker_id", ["team_id", "asker_id"], unique=False)
    count_answers(half_life=AFTER)


def downgrade() -> None:
    op.execute(ACTIVITY.delete().where(ACTIVITY.c.act.in_(["reply", "words"])))
    count_answers(half_life=BEFORE)
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index("ix_question_team_id_asker_id")
    op.drop_table("rhythm")


def count_answers(*, half_life: float) -> None:
    """Make the sums of answers, by channel and over all, from the answers there are."""
    found: defaultdict[tuple[str, str, str], list[float]] = defaultdict(list)
    for team, channel, user, ts in op.get_bind().execute(
        sa.select(ANSWER.c.team_id, ANSWER.c.channel_id, ANSWER.c.user_id, ANSWER.c.ts)
    ):
        found[team, channel, user].append(float(ts))
        found[team, "", user].append(float(ts))
    op.execute(ACTIVITY.delete().where(ACTIVITY.c.act == "answer"))
    rows = [
        {
            "team_id": team,
            "channel_id": channel,
            "act": "answer",
            "user_id": user,
            "score": sum(2.0 ** ((moment - LANDMARK) / DAY / half_life) for moment in moments),
            "times": len(moments),
            "last_at": datetime.fromtimestamp(max(moments), UTC),
        }
        for (team, channel, user), moments in sorted(found.items())
    ]
    for start in range(0, len(rows), CHUNK):
        op.bulk_insert(ACTIVITY, rows[start : start + CHUNK])
