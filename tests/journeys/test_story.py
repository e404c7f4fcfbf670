"""The story told to a real bot: six weeks of talk become people with reasons, and it is the same each time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from bot.demo.company import Company, company
from bot.demo.people import Person
from bot.demo.scenes import StoryScene
from bot.demo.story import story
from bot.demo.values import Message
from tests.bots import pings
from tests.builders import rows
from tests.databases import hurry

Found = TypeVar("Found")

LEFT_OUT = ("U15PAT", "U16VICTOR", "U17DEPLOYS")


class Hurried(StoryScene):
    def play(self, company: Company) -> None:
        hurry(company.bot.services.store)
        super().play(company)


@dataclass(frozen=True)
class Told:
    """The company at the end of its story."""

    here: Company
    at_first: list[object]

    def person(self, handle: str) -> Person:
        return self.here.slack.person(story().people[handle]["id"])

    def looks(self, text: str, command: str = "/whoknows", handle: str = "nia") -> str:
        answer = self.person(handle).types(command, text)
        assert answer.acked
        return answer.shown

    def names(self, text: str) -> list[str]:
        return re.findall(r"\*<@(\w+)>\*", self.looks(text))

    def until(self, happened: Callable[[], Found]) -> Found:
        return self.here.slack.until(happened, timeout=60)

    def posts(self) -> list[Message]:
        return self.here.slack.posts("lunch-and-learn")


@pytest.fixture(scope="module")
def tale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    with company(Hurried(story()), tmp_path_factory.mktemp("told")) as here:
        yield Told(here, everything(here))
        assert here.slack.violations == []
        assert pings(here.slack) == []


def everything(here: Company) -> list[object]:
    """What a reader sees in every conversation, and what the bot holds of it."""
    world, store = here.slack.world, here.bot.services.store
    texts = [(one.ts, one.user, one.shown, one.reactions) for at in sorted(world.channels) for one in world.history(at)]
    kept = [tuple(row._mapping.items()) for table in ("evidence", "kudos") for row in rows(store, table)]
    return [*texts, *sorted(map(repr, kept))]


def test_it_is_the_same_each_time(tale: Told, tmp_path: Path) -> None:
    with company(Hurried(story()), tmp_path) as again:
        assert len(tale.at_first) > 300
        assert everything(again) == tale.at_first


@pytest.mark.parametrize(
    ("about", "first"),
    [
        ("powerpoint", "scott"),
        ("who can help me with pivot tables?", "katie"),
        ("public speaking", "dev"),
        ("brainstorming", "jill"),
        ("kubernetes", "raj"),
        ("regex", "bruno"),
        ("video editing", "priya"),
        ("accessibility", "helen"),
        ("contract review", "omar"),
    ],
)
def test_whoever_knows_is_named_first_whatever_their_title(tale: Told, about: str, first: str) -> None:
    assert tale.names(about)[0] == tale.person(first).id


@pytest.mark.parametrize("about", ["power bi", "salesforce", "japanese", "negotiation"])
def test_some_questions_have_no_answer_yet(tale: Told, about: str) -> None:
    assert tale.names(about) == []


def test_thanks_and_gatherings_are_reasons(tale: Told) -> None:
    shown = tale.looks("pivot tables")

    assert "thanked four times by four colleagues for Pivot tables" in shown
    assert "hosted one lunch &amp; learn on Pivot tables on 29 September 2026, which three colleagues" in shown
    assert "Pivot tables in half an hour, recorded" in tale.looks("library pivot tables", "/lunch")


def test_a_taco_of_the_newcomer_is_the_new_reason(tale: Told) -> None:
    assert "thanked" not in tale.looks("powerpoint").split("Also shown")[0]
    at = f"{datetime(2026, 10, 15, 12, 52, tzinfo=UTC).timestamp():.6f}"
    answer = tale.here.slack.world.message("C0SALES", at)

    tale.person("nia").reacts(answer, "taco")
    (noted,) = tale.until(lambda: tale.person("nia").whispers("C0SALES"))

    assert "Noted: thanks to <@U02SCOTT> for PowerPoint." in noted.shown
    assert "thanked once by one colleague for PowerPoint on 16 October 2026" in tale.looks("powerpoint")


def test_nobody_is_named_who_is_a_guest_a_bot_or_gone(tale: Told) -> None:
    names = {row.name for row in rows(tale.here.bot.services.store, "skill")}

    assert len(names) > 30
    assert not [one for one in names if set(tale.names(one)) & set(LEFT_OUT)]


def test_what_is_said_in_private_shows_nothing(tale: Told) -> None:
    assert "C0LEADERSHIP" not in {row.channel_id for row in rows(tale.here.bot.services.store, "evidence")}
    assert tale.names("lease negotiation") == []


def test_the_sign_up_for_tuesday_stands_in_its_channel_with_seats_left(tale: Told) -> None:
    post = tale.posts()[-1]
    assert "*PowerPoint without the pain* with Scott Reid" in post.shown
    assert "5 coming, 3 seats left" in post.shown

    assert tale.person("nia").presses(post, "Count me in").acked
    tale.until(lambda: "6 coming, 2 seats left" in tale.posts()[-1].shown)
    assert "Nia Andrade" in tale.posts()[-1].shown
    tale.until(lambda: any("You're in" in one.shown for one in tale.person("nia").dms()))


def test_no_form_is_left_open(tale: Told) -> None:
    assert [handle for handle in story().people if tale.person(handle).views()] == []
