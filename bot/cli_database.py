"""`whoknows db` and `whoknows forget`: looking after what is stored."""

from __future__ import annotations

import click

from bot.app import now
from bot.cli_shared import as_it_is, console, opened, shown, team_meant
from bot.errors import CommandLineError
from bot.services.adopt import adopt_history
from bot.views.terminal import name_of
from bot.views.terminal_status import adopted_lines, status_lines, stuck_lines
from storage.store import Store
from storage.values import StuckRow


@click.group("db", short_help="Look after the database.", invoke_without_command=True)
@click.pass_context
def database(ctx: click.Context) -> None:
    """Look after the database that DATABASE_URL names; alone it shows what lies there, as `status` does."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(status, team="")


@database.command("upgrade")
def upgrade() -> None:
    """Bring the schema up to date. `whoknows run` does so by itself."""
    with opened() as ours:
        click.echo(f"{shown(ours.store)} is up to date.")


@database.command("status")
@click.option("--team", metavar="ID", default="", help="One workspace; else all together.")
def status(team: str) -> None:
    """Show how much lies in each table, how old it is, and how long it is kept; then what was due and keeps failing."""
    with as_it_is() as ours:
        team_id = team_meant(ours, team) if team else None
        lines = status_lines(ours.store.kept(team_id))
        teams = [team_id] if team_id else ours.store.team_ids()
        stuck = [f"{one} {line}" for one in teams for line in stuck_lines(stuck_in(ours.store, one))]
    out = console()
    for line in (*lines, *stuck):
        out.print(line, soft_wrap=True)


def stuck_in(store: Store, team_id: str) -> list[StuckRow]:
    with store.team(team_id).reading() as unit:
        return unit.stuck.all()


@database.command("adopt")
@click.argument("old")
@click.argument("new")
def adopt(old: str, new: str) -> None:
    """Join the history imported as workspace OLD to the workspace NEW, where the bot was installed later.

    Everything that OLD has becomes NEW's; what Slack itself has told NEW stays as it is. With WHOKNOWS_SECRET_KEY
    questions that were asked without a name go on, too.
    """
    with as_it_is() as ours:
        adopted = adopt_history(ours.store, ours.privacy, old, new, now=now())
    click.echo(f"Everything learned as {old} belongs to {new} now.")
    for line in adopted_lines(adopted.resealed, adopted.withdrawn):
        click.echo(line)


@click.command("forget", short_help="Erase a person, for good.")
@click.argument("user")
@click.option("--team", metavar="ID", required=True, help="In which workspace.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
def forget(user: str, team: str, *, yes: bool) -> None:
    """Erase everything held on a person (USER is an id such as U0123ABCD), and never learn of them again."""
    with as_it_is() as ours:
        team_id = team_meant(ours, team)
        with ours.store.team(team_id).reading() as unit:
            person = unit.people.get(user)
        if person is None:
            raise CommandLineError(f"Nobody in {team_id} has the id {user!r}: never met, or forgotten already.")
        if not yes:
            click.confirm(f"Forget {name_of(person)} ({user}) in {team_id}, for good?", abort=True)
        ours.privacy.forget(team_id, user, now=now())
    click.echo(f"{user} is forgotten, and nothing will be learned of them again.")
