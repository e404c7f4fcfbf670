"""The questions of an export and who answered them: what a backtest is judged by. Nothing of it is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.domain.backtesting import Past, cut_at
from bot.domain.questions import is_question
from bot.services.exports import Export, ExportRoot
from bot.services.heard import Heard
from bot.services.imports import ChannelReader, Progress, Report, public_channels

# The last fifth of the questions is asked of the bot; a fifth before it is what own weights are fitted on.
FITTED_FROM, ASKED_FROM = 0.6, 0.8


@dataclass(slots=True)
class Story:
    """Questions that somebody answered, in order of time, and when each person wrote first."""

    questions: list[Past] = field(default_factory=list)
    first: dict[str, float] = field(default_factory=dict)

    def begin(self, part: float) -> datetime:
        """When the later questions begin: what was said before is known to whoever answers them."""
        place = cut_at(self.questions, part)
        return datetime.fromtimestamp(float(self.questions[place].ts), UTC)

    def before(self, part: float) -> list[Past]:
        return self.questions[: cut_at(self.questions, part)]

    def between(self, since: float, until: float = 1.0) -> list[Past]:
        """Questions of a stretch of time, with those answerers alone who were known when it began."""
        start = self.begin(since).timestamp()
        chosen = self.questions[cut_at(self.questions, since) : cut_at(self.questions, until)]
        known = (
            Past(
                one.ts,
                one.channel,
                one.asker,
                one.text,
                frozenset(user for user in one.answerers if self.first[user] < start),
            )
            for one in chosen
        )
        return [one for one in known if one.answerers]


def story_of(export: Export, *, now: datetime, progress: Progress) -> Story:
    """Read all public channels once."""
    story = Story()
    for root in export.roots:
        for channel in root.channels():
            if channel.id in public_channels(root):
                reader = ChannelReader(root, channel, Report(), progress, nobody_left, problems=(), until=now)
                read_channel(story, channel.name, told(root, reader, progress))
    story.questions.sort(key=lambda one: float(one.ts))
    return story


def told(root: ExportRoot, reader: ChannelReader, progress: Progress) -> Iterator[Heard]:
    for day in root.days(reader.channel):
        yield from (heard for heard, _late in reader.messages_to_learn(day, [], ()))
        progress(day, root.size(day))


def read_channel(story: Story, channel: str, messages: Iterator[Heard]) -> None:
    asked: dict[str, Heard] = {}
    answerers: defaultdict[str, set[str]] = defaultdict(set)
    for heard in messages:
        when = heard.at.timestamp()
        story.first[heard.user_id] = min(when, story.first.get(heard.user_id, when))
        if not heard.is_reply:
            if is_question(heard.text):
                asked[heard.ts] = heard
        elif heard.thread_ts in asked and heard.user_id != asked[heard.thread_ts].user_id:
            answerers[heard.thread_ts].add(heard.user_id)
    story.questions += [
        Past(ts, channel, asked[ts].user_id, asked[ts].text, frozenset(users)) for ts, users in answerers.items()
    ]


def nobody_left(_user: str) -> bool:
    return False
