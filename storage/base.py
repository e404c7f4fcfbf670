"""What every table is made of: the naming of constraints, and the workspace that a row belongs to."""

# No `from __future__ import annotations` here: SQLModel reads the annotations when the class is made.
from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKey, MetaData
from sqlalchemy import Text as SqlText
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
# Tables that are read by their key alone: the row lives in the key's own tree, which halves their size on SQLite.
CLUSTERED = {"sqlite_with_rowid": False}


class Base(SQLModel):
    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)


def team_column(*, primary: bool = False) -> Any:
    """The workspace a row belongs to; its rows go when it goes."""
    return Column(
        "team_id",
        SqlText,
        ForeignKey("workspace.team_id", ondelete="CASCADE"),
        primary_key=primary,
        nullable=False,
    )


def team() -> Any:
    return Field(sa_column=team_column())


def team_key() -> Any:
    return Field(sa_column=team_column(primary=True))
