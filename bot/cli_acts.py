"""What follows on the story, through the bot's own services: a thanks, and a lunch & learn that three sign up for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.demo.story import Story, channel_id, stamp
from bot.domain.gatherings import Gathering
from bot.domain.kudos import command
from bot.domain.kudos_told import Outcome, Received
from bot.domain.lunch_line import read_line
from bot.domain.programme import SetUp, TopicPress, TopicsPost
from bot.domain.signups import Wish
from bot.services import Services
from bot.services.lunches import Tap
from bot.services.workspaces import Home

BOT = "U0WHOKNOWS"


@dataclass(frozen=True, slots=True)
class Acts:
    """Each act leaves what people read of it."""

    ours: Services
    tale: Story

    def arrive(self) -> None:
        """The bot comes into the workspace, and into the channel of the lunch & learn."""
        place = channel_id(self.tale.lunch["channel"])
        self.ours.workspaces.arrive(Home(self.tale.team_id, "Harbour & Pine", "", BOT), now=self.tale.ends)
        self.ours.workspaces.channel_changed(self.tale.team_id, place, bot_is_in=True)

    def person(self, handle: str) -> str:
        return str(self.tale.people[handle]["id"])

    def names(self) -> dict[str, str]:
        return {one["id"]: one["name"] for one in self.tale.people.values()}

    def thank(self) -> tuple[Outcome, list[Received]]:
        """What the giver is told, and what the receiver's digest will hold."""
        team_id, giver, typed = self.tale.team_id, self.person(self.tale.thanks["giver"]), self.tale.thanks["text"]
        for handle, one in self.tale.people.items():
            typed = typed.replace(f"@{handle}", f"<@{one['id']}>")  # as Slack sends it
        place = channel_id("sales")
        outcome = self.ours.kudos.give(
            team_id, giver, command(typed), channel_id=place, seen="c:thanks", now=self.tale.ends
        )
        ids = outcome.thanked.kudos_ids if outcome.thanked else ()
        return outcome, self.ours.kudos.received(team_id, ids)

    def set_up(self) -> SetUp:
        """A coordinator begins a weekly lunch & learn with one line."""
        fields, coordinator = read_line(self.tale.lunch["text"]), self.person(self.tale.lunch["coordinator"])
        return self.ours.programme.series.setup(
            self.tale.team_id, coordinator, fields, seen="c:setup", now=self.tale.ends
        )

    def propose(self, done: SetUp) -> TopicsPost | None:
        """The weekly post, when it is due."""
        if done.series is None or done.next_post is None:
            return None
        team_id, now = self.tale.team_id, done.next_post
        self.ours.programme.due(team_id, now)
        week = now.date().isoformat()
        return self.ours.programme.said.topics_post(team_id, done.series.series_id, week, now=now)

    def sign_up(self, post: TopicsPost, done: SetUp) -> Gathering | None:
        """Somebody hosts one of the topics, and others press *Count me in*."""
        team_id, now, lunch = self.tale.team_id, done.next_post or self.tale.ends, self.tale.lunch
        topic = next(one.topic for one in post.topics if one.topic.name == lunch["topic"])
        press = TopicPress(self.person(lunch["host"]), "a:host", topic.topic_id)
        self.ours.programme.hosting.could_host(team_id, press, now=now)
        [planned] = self.ours.lunches.upcoming(team_id, now=now)
        for second, handle in enumerate(lunch["coming"]):
            at = stamp(now + timedelta(seconds=second))
            tap = Tap(planned.lunch_id, self.person(handle), f"a:{handle}", at=at)
            self.ours.lunches.pressed(team_id, tap, Wish.IN, now=now)
        return self.ours.lunches.told(team_id, planned.lunch_id)
