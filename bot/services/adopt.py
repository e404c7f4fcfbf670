"""Joining a history that was imported early to the workspace that was installed later."""

from __future__ import annotations

from bot.errors import CommandLineError
from bot.services.merging import settle
from bot.services.privacy import PrivacyService
from storage.adopt import adopt, has_left, learned_by_both
from storage.erase import erase, everybody_in
from storage.store import Store, Unit


def adopt_history(store: Store, privacy: PrivacyService, old: str, new: str) -> None:
    """All of `old` becomes `new`'s, in one transaction; refused where something would count twice or come back. Who was
    forgotten in `new` does not come back from `old`.
    """
    missing = [team_id for team_id in (old, new) if team_id not in store.team_ids()]
    if missing:
        here = ", ".join(store.team_ids()) or "none yet"
        raise CommandLineError(f"There is no workspace {missing[0]!r} here. There is {here}.")
    if old == new:
        raise CommandLineError(f"{old} cannot be joined to itself.")
    with store.transaction(writing=True) as connection:
        if has_left(connection, old):
            raise CommandLineError(
                f"In {old} somebody asked to be forgotten, which holds for {old} alone. Forget them in {new} too, then "
                f"import the export again with --team {new}."
            )
        twice = learned_by_both(connection, old, new)
        if twice:
            raise CommandLineError(
                f"{old} and {new} have learned the same messages in {len(twice)} channel(s), which would count twice. "
                f"Import the export again with --team {new} instead: that skips what is known."
            )
        unit = Unit(connection, new)
        left = privacy.who_left(unit)
        for user_id in filter(left, everybody_in(connection, old)):
            erase(connection, old, user_id)
        adopt(connection, old, new)
        settle(unit)
        unit.workspace.raise_graph_version()
