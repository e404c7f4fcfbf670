"""The command line: a table of contents, and one door for what goes wrong."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any, NoReturn

import click
from sqlalchemy.exc import SQLAlchemyError

from bot.app import run as run_bot
from bot.cli_ask import ask
from bot.cli_backtest import backtest
from bot.cli_database import database, forget
from bot.cli_demo import demo
from bot.cli_doctor import doctor
from bot.cli_import import import_history
from bot.cli_report import groups, report
from bot.cli_shared import our_version
from bot.cli_skills import skills
from bot.errors import CommandLineError, SettingsError
from bot.settings import load

INTERRUPTED = 130
GROUPS = {
    "Try it": ("demo", "import", "ask"),
    "Run it": ("run", "doctor", "secret-key", "db"),
    "Shape it": ("skills", "groups", "report", "backtest", "forget"),
}


class Refused(click.ClickException):
    """What cannot be done, in one line."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"whoknows: {self.message}", file=file, err=True)


class Commands(click.Group):
    """The commands in the order in which a newcomer needs them; errors of ours end in one line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (CommandLineError, SettingsError) as error:
            raise Refused(str(error)) from None
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()[0]
            raise Refused(f"DATABASE_URL: the database does not answer as it should ({reason}).") from None
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        known = super().list_commands(ctx)
        return sorted(known, key=lambda name: [name not in names for names in GROUPS.values()])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx  # the same in every context
        for title, names in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(100)) for name in names])


def tell_version(ctx: click.Context, _option: click.Parameter, value: object) -> None:
    if value:
        click.echo(f"whoknows {our_version()}")
        ctx.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command has its own --help.",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=tell_version, help="Which this is."
)
def whoknows() -> None:
    """Find the colleague who informally knows.

    \b
      whoknows demo                          a small made-up company: ask, thank, sign up
      whoknows import slack-export.zip       learn from your own history
      whoknows ask who can help with excel   and ask it
      whoknows run                           the bot in your Slack

    What is learned is kept in whoknows.db, or wherever DATABASE_URL says.
    """  # noqa: D301 - \b is click's mark for lines that stay as they are


@click.command("run", short_help="The bot, in your Slack.")
def run() -> NoReturn:
    """Run the bot until it is stopped.

    With SLACK_APP_TOKEN it connects by Socket Mode, without it listens on HOST:PORT. `whoknows doctor` says what is
    missing.
    """
    raise click.exceptions.Exit(run_bot(load()))


@click.command("secret-key", short_help="Make a key for WHOKNOWS_SECRET_KEY.")
def secret_key() -> None:
    """Print a new key for WHOKNOWS_SECRET_KEY. Keep it: what is encrypted with it opens with no other."""
    click.echo(secrets.token_urlsafe(32))


for command in (ask, backtest, database, demo, doctor, forget, groups, import_history, report, run, secret_key, skills):
    whoknows.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    whoknows.main(arguments, prog_name="whoknows")
