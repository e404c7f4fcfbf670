"""Telling the story to a bot that listens: everybody in it does what is written, through Slack, in order of time."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from bot.demo.standin import StandIn
from bot.demo.story_values import Story
from bot.demo.telling_deeds import PATIENCE, Teller, Turns, Weight


def cast_into(slack: StandIn, story: Story) -> None:
    """People, channels and who is in which, before the bot comes. Who joins later has an account already."""
    people = {}
    for handle, one in story.people.items():
        people[handle] = slack.add_person(
            one["name"],
            id=one["id"],
            handle=handle,
            tz=one["tz"],
            title=one["title"],
            is_admin=one.get("admin", False),
            is_guest=one.get("guest", False),
            is_bot=one.get("bot", False),
            status_text=one.get("status", ""),
            status_emoji=one.get("emoji", ""),
            presence="away" if one.get("away") else "active",
            profile={"display_name": one["name"]},
        )
    for team in sorted({one["team"] for one in story.people.values() if "team" in one}):
        slack.add_usergroup(team, [people[at] for at, one in story.people.items() if one.get("team") == team])
    for room in story.rooms.values():
        there = [people[handle] for handle in room.members if "joined" not in story.people[handle]]
        made = slack.add_channel(room.name, id=room.id, members=there, private=room.private, with_bot=True)
        slack.world.change_channel(made, topic=room.topic, purpose=room.purpose)


def tell(
    slack: StandIn,
    story: Story,
    clock: Turns,
    settle: Callable[[], None],
    tick: Callable[[datetime], None],
    *,
    settle_quickly: Callable[[], None] | None = None,
) -> None:
    """From its beginning to its end. `settle` waits for the bot, `tick` runs what is due; the clock stands still
    meanwhile. `settle_quickly` may look less far where the bot has nothing to say.
    """
    teller = Teller(slack, story, clock, settle, tick)
    with undisturbed():
        for moment in sorted(teller.moments(), key=lambda moment: moment.at):
            clock.turn(moment.at.timestamp())
            moment.act()
            if moment.weight is not Weight.NONE:
                (settle_quickly if moment.weight is Weight.SMALL and settle_quickly else settle)()
        for second in range(PATIENCE, -1, -1):
            clock.turn((story.ends - timedelta(seconds=second)).timestamp())
            settle()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Looking for rubbish would take a fifth of the time, and find little."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # all that is there now is there to stay: it need not be looked through each time
            gc.enable()
