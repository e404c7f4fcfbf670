"""Every message the bot makes: within Slack's limits, with words for those who see no blocks, pinging nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import slackblocks as sb
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.blocktree import words
from bot.demo.checks import block_problems
from bot.domain.answers import Answer, Declared, Shown, Suggestion
from bot.domain.matching import How, Match
from bot.domain.ranking_facts import Reason, ReasonKind
from bot.views.ask import answer_view, gone
from bot.views.blocks import View
from bot.views.channels import channels_view, joined_view
from bot.views.failures import broken_view, kind_view
from bot.views.help import help_view, usage
from bot.views.skills import declared_view, forget_view, forgotten_view, me_view, withdrawn_view
from bot.views.welcome import welcome_view
from storage.values import ChannelRow, EvidenceRow, Kind, PersonRow
from tests.bots import PINGS

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NASTY = (
    "<!channel>",
    "@here",
    "*x*",
    "&amp;",
    "<@U1>",
    "`",
    "\x00",
    "\u202e",
    "|",
    ">",
    "_",
    "\n",
    "\U0001f468\u200d\U0001f469",
)

texts = st.lists(st.one_of(st.text(max_size=40), st.sampled_from(NASTY)), max_size=12).map("".join)
long_texts = st.one_of(texts, st.builds(lambda text, times: text * times, texts, st.integers(1, 80)))
ids = st.text("ABCDEFGHIJ0123456789", min_size=1, max_size=10)
moments = st.datetimes(datetime(2015, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware
stamps = st.integers(0, 2_000_000_000).map(lambda second: f"{second}.000100")
people = st.builds(
    PersonRow,
    user_id=ids.map("U{}".format),
    name=long_texts,
    title=long_texts,
    tz=st.sampled_from(
        ["", "Europe/Lisbon", "America/Argentina/Buenos_Aires", "Nowhere/At_All", "America", "../x", "\x00"]
    ),
)
reasons = st.builds(
    Reason,
    kind=st.sampled_from(ReasonKind),
    about=long_texts,
    count=st.integers(0, 10**9),
    last_at=st.none() | moments,
    channel_id=st.just("") | ids.map("C{}".format),
    ts=st.just("") | stamps,
    thread_ts=st.just("") | stamps,
)
suggestions = st.builds(Suggestion, person=people, reasons=st.lists(reasons, max_size=8).map(tuple))
matches = st.builds(Match, typed=long_texts, skill=long_texts, how=st.sampled_from(How), score=st.floats(0, 1))
answers = st.builds(
    Answer,
    text=long_texts,
    label=long_texts,
    matches=st.lists(matches, max_size=5).map(tuple),
    near=st.lists(texts.filter(bool), max_size=8).map(tuple),
    people=st.lists(suggestions, max_size=5).map(tuple),
    related=st.lists(long_texts, max_size=20).map(tuple),
    question_id=st.integers(0, 2**31),
    more=st.booleans(),
    skipped=st.integers(0, 100),
    channels=st.dictionaries(ids.map("C{}".format), texts, max_size=3),
    url=st.sampled_from(["", "https://acme.slack.com/"]),
)
channels = st.builds(
    ChannelRow, channel_id=ids.map("C{}".format), name=st.text(min_size=1, max_size=80), members=st.integers(0, 10**6)
)
evidence = st.builds(
    EvidenceRow,
    key=ids,
    user_id=ids,
    skill_id=st.just(1),
    kind=st.just(Kind.ANSWER),
    at=moments,
    channel_id=ids,
    ts=stamps,
)
shown = st.builds(
    Shown,
    name=st.text(min_size=1, max_size=60),
    times=st.dictionaries(st.sampled_from(Kind), st.integers(1, 10**6), min_size=1),
    newest=st.dictionaries(st.sampled_from(Kind), evidence),
)


def must_be_a_good_message(view: View) -> None:
    assert block_problems(view.blocks) == []
    assert view.text.strip()
    said = view.text + words([block for block in view.blocks if block["type"] != "actions"])
    assert [ping for ping in PINGS if ping in said] == []


@given(answers)
def test_every_answer_is_a_good_message(answer: Answer) -> None:
    must_be_a_good_message(answer_view(answer, now=NOW))


@given(st.lists(channels, max_size=60, unique_by=lambda row: row.channel_id), st.lists(channels, max_size=15))
def test_every_list_of_channels_is_a_good_message(heard: list[ChannelRow], others: list[ChannelRow]) -> None:
    for view in (channels_view(heard, others), welcome_view(others), joined_view([row.name for row in heard[:10]])):
        must_be_a_good_message(view)


@given(st.lists(shown, min_size=1, max_size=40))
def test_everything_held_on_somebody_fits_a_message(held: list[Shown]) -> None:
    must_be_a_good_message(me_view(held, url="https://acme.slack.com/"))


def test_each_way_of_showing_a_skill_leads_to_its_own_place() -> None:
    newest = {
        kind: EvidenceRow(kind, "U1", 1, kind, NOW, channel_id="C1", ts=f"{at}.5")
        for at, kind in enumerate((Kind.ANSWER, Kind.KUDOS))
    }
    view = me_view([Shown("Excel", {Kind.ANSWER: 2, Kind.KUDOS: 1}, newest)], url="https://acme.slack.com/")

    assert view.blocks[1]["text"]["text"] == (
        "\u2022 *Excel*: <https://acme.slack.com/archives/C1/p05|you answered two questions>, "
        "<https://acme.slack.com/archives/C1/p15|you were thanked for it once>"
    )


@given(texts, st.booleans())
def test_whatever_somebody_declares_is_echoed_without_harm(text: str, new: bool) -> None:  # noqa: FBT001 - Hypothesis gives it
    for view in (declared_view(Declared(text, new)), withdrawn_view(Declared(text, new))):
        must_be_a_good_message(view)


FIXED = {
    "help": help_view(channels_heard=3),
    "help, nowhere": help_view(channels_heard=0),
    "usage": usage("Tell me what."),
    "gone": gone(),
    "forget": forget_view(),
    "forgotten": forgotten_view(),
    "kind": kind_view("No."),
    "broken": broken_view("abc123"),
    "welcome": welcome_view([]),
    "joined none": joined_view([]),
}


@pytest.mark.parametrize("view", FIXED.values(), ids=FIXED)
def test_every_other_message_is_a_good_message_and_keeps_its_voice(view: View) -> None:
    must_be_a_good_message(view)
    assert "!" not in view.text + words(view.blocks)


def test_another_library_builds_the_same_blocks() -> None:
    """A second opinion on shapes: slackblocks, which knows the same limits."""
    person = Suggestion(PersonRow("U1", tz="Europe/Lisbon"), (Reason(ReasonKind.DECLARED, "Excel"),))
    view = answer_view(
        Answer("excel", "Excel", people=(person,), related=("pandas",), question_id=7, more=True), now=NOW
    )
    built = [
        sb.SectionBlock("This colleague can help with *Excel*:"),
        sb.SectionBlock(
            "*<@U1>*  \u00b7  12:00 in Lisbon\n\u2022 says they know Excel",
            accessory=sb.Button("Ask them", action_id="referral:ask", value="7:U1"),
        ),
        sb.ActionsBlock(
            [
                sb.Button("Ask in a channel", action_id="referral:ask_channel", value="7"),
                sb.Button("Someone else", action_id="ask:someone_else", value="7:1"),
            ]
        ),
        sb.ContextBlock([sb.Text("Also shown by them: pandas")]),
    ]

    assert [bare(block) for block in view.blocks] == [bare(block._resolve()) for block in built]


def bare(block: dict[str, Any]) -> Any:
    """Without ids, and without what is Slack's default anyhow."""
    if isinstance(block, dict):
        dull = {"block_id", "emoji", "verbatim"}
        return {name: bare(value) for name, value in block.items() if name not in dull}
    return [bare(one) for one in block] if isinstance(block, list) else block
