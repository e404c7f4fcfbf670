"""What people in the story do, one after another, as they would do it in Slack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import partial
from typing import Protocol

from bot.demo import posts
from bot.demo.asking import Answer
from bot.demo.errors import NotOnScreenError, StandInError
from bot.demo.people import Person
from bot.demo.standin import StandIn
from bot.demo.story_lines import Deed, Line, Said, StoryError, Way
from bot.demo.story_values import DIRECT, Room, Story
from bot.demo.telling_presses import button
from bot.demo.values import Message

# Reactions come within the minute after a message, thanks at a distance from each other.
REACTIONS_WITHIN = timedelta(seconds=50)
# What thanks in this company; other reactions mean nothing to the bot.
THANKS = frozenset({"taco", "raised_hands", "bulb"})
# Of what a whole channel sees the bot says one thing a second: so long somebody waits for a button to appear.
PATIENCE = 5


class Weight(Enum):
    """What the bot makes of something: nothing, hardly ever says something at once, or may say a lot."""

    NONE = auto()
    SMALL = auto()
    FULL = auto()


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens."""

    at: datetime
    act: Callable[[], None]
    weight: Weight = Weight.FULL


class Turns(Protocol):
    """The clock of the workspace and of the bot."""

    def turn(self, to: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Teller:
    """Remembers what was said when, so that it can be replied to."""

    slack: StandIn
    story: Story
    clock: Turns
    settle: Callable[[], None]
    tick: Callable[[datetime], None]
    messages: dict[tuple[str, datetime], Message] = field(default_factory=dict)

    def moments(self) -> Iterator[Moment]:
        for at in self.story.rhythm:
            yield Moment(at, partial(self.tick, at))
        for at, handle in self.story.moments("joined"):
            yield Moment(at, partial(self.arrives, handle))
        for name, lines in self.story.channels.items():
            for one in lines:
                yield from self.of_line(name, one)
        for one in self.story.direct:
            yield from self.of_line(DIRECT, one)
        for at, handle in self.story.moments("left"):
            yield Moment(at, partial(self.leaves, handle))

    def of_line(self, place: str, one: Line) -> Iterator[Moment]:
        if isinstance(one, Deed):
            yield Moment(one.at, partial(self.does, place, one))
            return
        yield Moment(one.at, partial(self.says, place, one), Weight.SMALL)
        reactions = [(who, each.emoji) for each in one.reactions for who in each.people]
        for number, (who, emoji) in enumerate(reactions, start=1):
            at = one.at + REACTIONS_WITHIN * (number / len(reactions))
            weight = Weight.SMALL if emoji in THANKS else Weight.NONE
            yield Moment(at, partial(self.reacts, place, one, who, emoji), weight)

    def person(self, handle: str) -> Person:
        return self.slack.person(self.story.people[handle]["id"])

    def channel(self, person: Person, place: str) -> str:
        return person.bot_dm.id if place == DIRECT else self.story.rooms[place].id

    def rooms_of(self, handle: str) -> list[Room]:
        return [room for room in self.story.rooms.values() if handle in room.members]

    # -- what happens

    def arrives(self, handle: str) -> None:
        for room in self.rooms_of(handle):
            self.person(handle).joins(room.id)

    def leaves(self, handle: str) -> None:
        for room in self.rooms_of(handle):
            self.person(handle).leaves(room.id)
        self.person(handle).becomes(deleted=True, presence="away")

    def says(self, place: str, one: Said) -> None:
        person = self.person(one.who)
        above = self.messages[place, one.thread] if one.thread else None
        channel = self.channel(person, place)
        if person.account.is_bot:
            self.messages[place, one.at] = self.posts(person, channel, one)
        else:
            self.messages[place, one.at] = person.says(channel, one.text, thread=above)

    def posts(self, app: Person, channel: str, one: Said) -> Message:
        """What another app says in a channel."""
        draft = Message(channel, "", user=app.id, text=one.text, bot_id=app.id.replace("U", "B", 1))
        return posts.post(self.slack.world, draft)

    def reacts(self, place: str, one: Said, who: str, emoji: str) -> None:
        self.person(who).reacts(self.messages[place, one.at], emoji)

    def does(self, place: str, deed: Deed) -> None:
        """Raises StoryError where it cannot be done, or the bot does not answer."""
        person = self.person(deed.who)
        try:
            answer = self.answer(person, self.channel(person, place), deed)
        except StandInError as error:
            raise StoryError(f"{place}, {deed.at:%Y-%m-%d %H:%M}: {deed}: {error}") from error
        if not answer.acked or answer.errors:
            raise StoryError(f"{place}, {deed.at:%Y-%m-%d %H:%M}: {deed}: {answer.error or answer.errors}")

    def answer(self, person: Person, channel: str, deed: Deed) -> Answer:
        if deed.way is Way.TYPES:
            return person.types(deed.name, deed.words, channel=channel)
        if deed.way is Way.PRESSES:
            return self.presses(person, channel, deed)
        return self.submits(person, deed)

    def presses(self, person: Person, channel: str, deed: Deed) -> Answer:
        """The bot may be about to say what the button stands on."""
        for second in range(1, PATIENCE + 1):
            with suppress(NotOnScreenError):
                return person.presses(*button(person, channel, deed.name, deed.words))
            self.clock.turn((deed.at + timedelta(seconds=second)).timestamp())
            self.settle()
        return person.presses(*button(person, channel, deed.name, deed.words))

    def submits(self, person: Person, deed: Deed) -> Answer:
        """Fills the form and sends it; what the bot says in its place is read, and closed."""
        answer = person.submits(values={name: self.entered(value) for name, value in deed.fields.items()})
        while not answer.errors and person.views():
            person.closes()
        return answer

    def entered(self, value: str) -> str | list[Person]:
        """`@ana @lena` are people, everything else is what it is."""
        names = value.split()
        if names and all(name.startswith("@") for name in names):
            return [self.person(name[1:]) for name in names]
        return value
