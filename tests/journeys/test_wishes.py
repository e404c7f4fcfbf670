"""Nobody knows it yet: told when somebody does, asked in a channel; and where no room for three can be opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo.faults import Trouble
from bot.demo.people import Person
from bot.demo.values import Message
from tests.bots import Moment, a_slack, pings
from tests.builders import rows
from tests.databases import SqliteDatabases
from tests.handoffs import QUESTION, TUESDAY, Handoff, handoff

KNOWS = "You wanted to hear when somebody knows"


@pytest.fixture
def told(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Handoff]:
    clock = Moment(TUESDAY)
    slack = a_slack(wall=lambda: clock().timestamp())
    for url in sqlite_databases.fresh(tmp_path):
        with handoff(url, folder=tmp_path, clock=clock, slack=slack) as running:
            yield running
            assert pings(slack) == []


def wishes(told: Handoff, text: str = "excel", who: Person | None = None) -> Message:
    asker = who or told.katie
    assert asker.presses(told.acme.looks(text, who=asker), "Tell me when somebody does").acked
    told.settles()
    return asker.dms()[-1]


def heard(told: Handoff, who: Person | None = None) -> list[str]:
    return [words for words in told.told(who or told.katie) if KNOWS in words]


# -- [Tell me when somebody does]


def test_told_once_when_somebody_shows_it(told: Handoff) -> None:
    assert "when somebody shows that they know *Excel*, once" in wishes(told).shown
    told.later(hours=2)
    assert heard(told) == []

    told.acme.looks("add excel", who=told.scott)
    told.later(hours=1)
    told.acme.looks("add excel", who=told.jill)
    told.later(hours=1)
    told.everything()

    [words] = heard(told)
    assert told.scott.mention in words
    assert "`/whoknows Excel` lets you ask them" in words


def test_what_has_no_skill_yet_can_be_waited_for_too(told: Handoff) -> None:
    wishes(told, "lockpicking")
    told.acme.looks("add lockpicking", who=told.scott)
    told.later(hours=1)

    assert "*lockpicking*" in heard(told)[0]


def test_what_only_they_know_themselves_is_no_news(told: Handoff) -> None:
    wishes(told)
    told.acme.looks("add excel", who=told.katie)

    told.later(hours=2)

    assert heard(told) == []


def test_a_wish_ends(told: Handoff) -> None:
    wishes(told)
    told.later(days=91)
    told.acme.looks("add excel", who=told.scott)
    told.later(hours=1)

    assert heard(told) == []
    assert rows(told.acme.bot.services.store, "wish") == []


def test_whoever_is_forgotten_waits_no_longer(told: Handoff) -> None:
    wishes(told)
    assert told.katie.types("/whoknows", "forget me yes").acked
    told.acme.looks("add excel", who=told.scott)
    told.later(hours=1)

    assert heard(told) == []
    assert rows(told.acme.bot.services.store, "wish") == []


def test_a_whole_sentence_is_nothing_to_wait_for(told: Handoff) -> None:
    words = wishes(told, "somebody who can read the minds of our customers before they call us").shown

    assert "That is a whole question" in words
    assert rows(told.acme.bot.services.store, "wish") == []


# -- [Ask in a channel]


def puts(told: Handoff, *, who: Person | None = None, unnamed: bool = False, words: str = QUESTION) -> Message:
    asker = who or told.katie
    assert asker.presses(told.acme.looks("excel", who=asker), "Ask in a channel").acked
    ticked = {"anonymous": ["unnamed"]} if unnamed else {}
    answer = asker.submits(values={"channel": told.acme.general.id, "words": words, **ticked})
    assert "I post it in #general" in str(answer.body), answer.body
    told.settles()
    return told.acme.slack.posts(told.acme.general)[-1]


@pytest.mark.parametrize(("unnamed", "who"), [(False, "katie asks:"), (True, "A colleague asks:")])
def test_whoever_answers_in_the_thread_is_learned_from(told: Handoff, *, unnamed: bool, who: str) -> None:
    post = puts(told, unnamed=unnamed)
    assert post.shown.startswith(who)
    assert QUESTION in post.shown
    told.everything()
    assert [one.shown for one in told.acme.slack.posts(told.acme.general)].count(post.shown) == 1

    told.scott.says(told.acme.general, "Save it once under another name, that drops the old drafts", thread=post)
    told.settles()

    assert "answered one question about Excel" in told.acme.looks("excel", who=told.jill).shown


@pytest.mark.parametrize("unnamed", [False, True])
def test_whoever_asked_does_not_answer_themselves(told: Handoff, *, unnamed: bool) -> None:
    post = puts(told, unnamed=unnamed)
    told.katie.says(told.acme.general, "Found it: save it once under another name", thread=post)
    told.settles()

    assert told.katie.mention not in told.acme.looks("excel", who=told.jill).shown


def test_names_and_words_in_a_channel_call_nobody(told: Handoff) -> None:
    told.katie.becomes(name="<!channel> *Kate*")
    told.acme.settles()

    post = puts(told, words=f"<!here> ask {told.scott.mention} & <https://x.example|me> about *pivots*")

    assert "<!" not in str(post.blocks)
    assert f"<@{told.scott.id}>" not in str(post.blocks)


def test_an_archived_channel_is_told_of_and_not_offered(told: Handoff) -> None:
    told.acme.slack.add_channel("other", members=[told.katie], with_bot=True)
    told.acme.bot.jobs.arrive()
    assert told.katie.presses(told.acme.looks("excel", who=told.katie), "Ask in a channel").acked
    told.acme.slack.troubles("chat.postMessage", Trouble.REFUSED, channel=told.acme.general, error="is_archived")
    assert told.katie.submits(values={"channel": told.acme.general.id, "words": QUESTION}).acked
    told.settles()

    assert "I could not post your question" in told.told(told.katie)[-1]


def offered(told: Handoff, who: Person) -> set[str]:
    assert who.presses(told.acme.looks("excel", who=who), "Ask in a channel").acked
    [block] = [one for one in who.topmost().blocks if one.get("block_id") == "channel"]
    return {option["text"]["text"] for option in block["element"]["options"]}


def test_private_channels_are_not_offered_and_a_guest_sees_only_theirs(told: Handoff) -> None:
    slack = told.acme.slack
    guest = slack.add_person("Gus", is_guest=True)
    slack.add_channel("board", members=[told.katie, guest], private=True, with_bot=True)
    slack.add_channel("hers", members=[guest], with_bot=True)
    slack.add_channel("old", members=[told.katie], with_bot=True)
    told.acme.bot.jobs.arrive()

    assert offered(told, told.katie) == {"#general", "#hers", "#old"}
    assert offered(told, guest) == {"#hers"}


# -- no conversation of three


@pytest.mark.parametrize("code", ["missing_scope", "not_allowed_token_type"])
def test_where_no_conversation_can_be_opened_each_is_told_alone(told: Handoff, code: str) -> None:
    told.asks(unnamed=True)
    told.acme.slack.troubles("conversations.open", Trouble.REFUSED, times=1, error=code)

    told.presses(told.scott, "Happy to help")

    assert told.introductions() == []
    assert f"It is {told.katie.mention} who asks about *PowerPoint*" in "\n".join(told.told(told.scott))
    assert f"{told.scott.mention} is happy to help" in told.told(told.katie)[-1]


def test_whoever_said_yes_hears_that_the_asker_can_no_longer_be_reached(told: Handoff) -> None:
    told.asks()
    told.settles()
    hers = told.said(told.katie)[-1].channel
    told.acme.slack.troubles("conversations.open", Trouble.REFUSED, times=1, error="user_disabled")
    told.acme.slack.troubles("chat.postMessage", Trouble.REFUSED, times=1, channel=hers, error="user_disabled")

    told.presses(told.scott, "Happy to help")

    [words] = [words for words in told.told(told.scott) if "can no longer be reached here" in words]
    assert told.katie.mention in words


def test_a_day_after_that_they_are_asked_all_the_same(told: Handoff) -> None:
    told.asks()
    told.acme.slack.troubles("conversations.open", Trouble.REFUSED, times=1, error="missing_scope")
    told.presses(told.scott, "Happy to help")

    told.at(TUESDAY + timedelta(hours=25))

    assert "Did it help?" in told.told(told.katie)[-1]
