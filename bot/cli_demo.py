"""`whoknows demo`: a small made-up company, three questions put to it, a thanks, and a lunch & learn."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
from rich.console import Console

from bot.cli_acts import Acts
from bot.cli_shared import console, passing_store
from bot.demo.story import QUESTIONS, Story, story, write_export
from bot.domain.answers import Query
from bot.services import Services, services
from bot.services.exports import open_export
from bot.services.vocabulary import ordinary_words, starter
from bot.views import terminal_demo as words
from bot.views.blocks import View
from bot.views.kudos import outcome_view
from bot.views.kudos_digest import received_view
from bot.views.lunch import signup_view
from bot.views.programme import topics_view
from bot.views.terminal import answer_lines
from bot.views.terminal_message import message_lines


@click.command("demo", short_help="A small made-up company: try it without a Slack.")
@click.option("--port", type=click.IntRange(0, 65535), default=3000, hidden=True)
@click.option("--no-open", is_flag=True, hidden=True)
def demo(port: int, *, no_open: bool) -> None:
    """Learn the history of a made-up company; then ask, thank and sign up there. Nothing is kept afterwards."""
    del port, no_open  # for the local workspace
    tale = story()
    with tempfile.TemporaryDirectory(prefix="whoknows-") as folder, passing_store(Path(folder)) as store:
        acts = Acts(services(store, starter(), ordinary_words()), tale)
        stage = Stage(acts, console())
        stage.out.print(words.introduction(len(tale.people), learn(acts.ours, tale, Path(folder))))
        acts.arrive()
        stage.ask()
        stage.thank()
        stage.sign_up()
        stage.out.print(words.farewell())


def learn(ours: Services, tale: Story, folder: Path) -> int:
    with open_export(write_export(folder / "export")) as export:
        return ours.imports.run(export, tale.team_id, now=tale.ends, progress=lambda _day, _size: None).learned


class Stage:
    def __init__(self, acts: Acts, out: Console) -> None:
        self.acts = acts
        self.tale = acts.tale
        self.out = out

    def ask(self) -> None:
        self.out.print(words.act("Ask"))
        for at, question in enumerate(QUESTIONS):
            self.answer(question, gap=at > 0)

    def thank(self) -> None:
        self.out.print(words.act("Thank"))
        outcome, received = self.acts.thank()
        self.out.print(words.typed(self.name(self.tale.thanks["giver"]), f"/kudos {self.tale.thanks['text']}"))
        self.show(outcome_view(outcome))
        if outcome.thanked:
            self.out.print(words.digest(outcome.thanked.people[0].name))
        self.show(received_view(received, weekly=True))
        self.answer(QUESTIONS[0], gap=True)

    def sign_up(self) -> None:
        self.out.print(words.act("Sign up"))
        lunch, done = self.tale.lunch, self.acts.set_up()
        self.out.print(words.typed(self.name(lunch["coordinator"]), f"/lunch setup {lunch['text']}"))
        post = self.acts.propose(done)
        if post is None or done.next_post is None:
            return
        self.out.print(words.posted(lunch["channel"], done.next_post))
        self.show(topics_view(post))
        told = self.acts.sign_up(post, done)
        if told is None:
            return
        others = [self.name(handle) for handle in lunch["coming"]]
        self.out.print(words.signed_up(self.name(lunch["host"]), lunch["topic"], others, lunch["channel"]))
        self.show(signup_view(told, now=done.next_post))

    def answer(self, question: str, *, gap: bool) -> None:
        answer = self.acts.ours.ask.look(self.tale.team_id, Query(question), now=self.tale.ends)
        if gap:
            self.out.print()
        self.out.print(words.asked(question))
        for line in answer_lines(answer):
            self.out.print(line, soft_wrap=True)

    def show(self, view: View) -> None:
        for line in message_lines(view, names=self.acts.names()):
            self.out.print(line, soft_wrap=True)

    def name(self, handle: str) -> str:
        return str(self.tale.people[handle]["name"])
