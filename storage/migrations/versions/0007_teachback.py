"""practice lessons before a gathering, and links of the library that readers report.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
MOMENT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    with op.batch_alter_table("recording", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reported_at", MOMENT(), nullable=True))
    add_flag("recording", "doubtful")
    add_flag("lunch_series", "teachback")
    lessons()
    beside("teachback_peer", sa.Column("seat", TEXT(), nullable=False), sa.Column("asked_at", MOMENT(), nullable=False))
    beside(
        "mark",
        sa.Column("area", TEXT(), nullable=False),
        sa.Column("level", TEXT(), nullable=False),
        sa.Column("line", TEXT(), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        key=("area",),
    )
    beside("link_report", sa.Column("at", MOMENT(), nullable=False), about="recording")


def add_flag(table: str, name: str) -> None:
    """Off for the rows there are."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.alter_column(name, server_default=None)


def lessons() -> None:
    op.create_table(
        "teachback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("lunch_id", sa.Integer(), nullable=False),
        sa.Column("host_id", TEXT(), nullable=False),
        sa.Column("starts_at", MOMENT(), nullable=False),
        sa.Column("place", TEXT(), nullable=False),
        sa.Column("stage", TEXT(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT(), nullable=False),
        sa.ForeignKeyConstraint(["lunch_id"], ["lunch.id"], name=op.f("fk_teachback_lunch_id_lunch")),
        of_a_team("teachback"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teachback")),
    )
    with op.batch_alter_table("teachback", schema=None) as batch_op:
        batch_op.create_index("ix_teachback_team_id_lunch_id", ["team_id", "lunch_id"], unique=False)
        batch_op.create_index("ix_teachback_team_id_host_id", ["team_id", "host_id"], unique=False)


def beside(name: str, *columns: sa.Column[object], about: str = "teachback", key: tuple[str, ...] = ()) -> None:
    """A table with a row for each person beside a row of another."""
    other = f"{about}_id"
    op.create_table(
        name,
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column(other, sa.Integer(), nullable=False),
        sa.Column("user_id", TEXT(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint([other], [f"{about}.id"], name=op.f(f"fk_{name}_{other}_{about}"), ondelete="CASCADE"),
        of_a_team(name),
        sa.PrimaryKeyConstraint("team_id", other, "user_id", *key, name=op.f(f"pk_{name}")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table(name, schema=None) as batch_op:
        batch_op.create_index(op.f(f"ix_{name}_user_id"), ["user_id"], unique=False)


def of_a_team(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["team_id"], ["workspace.team_id"], name=op.f(f"fk_{name}_team_id_workspace"), ondelete="CASCADE"
    )


def downgrade() -> None:
    for name in ("link_report", "mark", "teachback_peer", "teachback"):
        op.drop_table(name)
    with op.batch_alter_table("recording", schema=None) as batch_op:
        batch_op.drop_column("doubtful")
        batch_op.drop_column("reported_at")
    with op.batch_alter_table("lunch_series", schema=None) as batch_op:
        batch_op.drop_column("teachback")
