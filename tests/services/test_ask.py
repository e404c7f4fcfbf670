"""Asking: whom one is led to, what is remembered of it, and which links one may follow."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.answers import Query
from bot.domain.ranking_facts import ReasonKind
from bot.domain.skills import Skill
from storage.store import Store
from storage.values import ChannelKind, ChannelRow, Origin, PersonRow
from tests.builders import NOW, OTHER_TEAM, TEAM, Bot, Talk, bot_on, everything, named, rows


@pytest.fixture
def bot(sqlite_store: Store) -> Bot:
    return bot_on(sqlite_store)


@pytest.fixture
def talk() -> Talk:
    return Talk()


def answered(bot: Bot, *users: str, about: str = "pandas", channel: str = "C1") -> None:
    """Somebody asks, and these answer."""
    talk = Talk(channel=channel, at=NOW - timedelta(days=3, seconds=len(rows(bot.store, "message")) * 60))
    question = talk.say("U0ZOE", f"Who knows {about}?")
    bot.hear(question, *(talk.say(user, "Me", under=question) for user in users))


def test_an_answer_leads_to_people_with_reasons_and_where_to_look(store: Store, talk: Talk) -> None:
    bot = bot_on(store)
    question = talk.say("U0ZOE", "Who knows pandas?")
    reply = talk.say("U0BOB", "Me", under=question)
    bot.hear(question, reply)
    bot.services.skills.declare(TEAM, "U0BOB", "pandas", now=NOW)

    answer = bot.ask("pandas")

    [bob] = answer.people
    assert (answer.label, answer.more, bob.person.user_id) == ("pandas", False, "U0BOB")
    assert [(one.kind, one.about, one.count, one.channel_id, one.ts, one.thread_ts) for one in bob.reasons] == [
        (ReasonKind.ANSWERED, "pandas", 1, "C1", reply.ts, question.ts),
        (ReasonKind.DECLARED, "pandas", 1, "", "", ""),
    ]


def test_what_was_asked_and_who_was_named_is_remembered(store: Store) -> None:
    bot = bot_on(store)
    answered(bot, "U0BOB", "U0CARL")
    answer = bot.ask("Who knows pandas?")

    [question] = [row for row in rows(store, "question") if row.id == answer.question_id]
    assert (question.asker_id, question.origin, question.topic, question.named) == ("U0ASKER", "command", "pandas", 2)
    assert {row.place: row.user_id for row in rows(store, "referral")} == dict(enumerate(named(answer), 1))


def test_what_is_asked_twice_by_slack_is_one_question(bot: Bot) -> None:
    answered(bot, "U0BOB")
    first = bot.ask("pandas")
    before = everything(bot.store)
    again = bot.ask("pandas")

    assert named(again) == named(first)
    assert everything(bot.store) == before


@pytest.mark.parametrize(
    "text", ["pandas", "who knows pandas?", "zanzibar", "", "\x00", ":tada:", "<@U0BOB>", "x" * 40_000]
)
@pytest.mark.parametrize("channel", ["", "C1"])
def test_looking_leaves_no_trace(bot: Bot, text: str, channel: str) -> None:
    answered(bot, "U0BOB")
    before = everything(bot.store)
    bot.look(text, channel=channel)

    assert everything(bot.store) == before


def test_looking_and_asking_give_the_same_answer(bot: Bot) -> None:
    answered(bot, "U0BOB", "U0CARL")

    assert bot.look("pandas").people == bot.ask("pandas").people


def test_nobody_is_named_to_themselves_and_outsiders_never(bot: Bot) -> None:
    users = ["U0ASKER", "U0BOB", "U0GUEST", "U0OUT", "U0GONE", "U0ROBOT"]
    answered(bot, *users)
    bot.services.workspaces.save_people(
        TEAM,
        [
            PersonRow("U0GUEST", is_guest=True),
            PersonRow("U0OUT", is_outside=True),
            PersonRow("U0GONE", is_deleted=True),
            PersonRow("U0ROBOT", is_bot=True),
        ],
    )

    assert named(bot.look("pandas")) == ["U0BOB"]


def test_someone_else_are_the_next_people_and_nobody_twice(bot: Bot) -> None:
    """Although being named lowers them: seven equals are met in three steps."""
    users = [f"U0P{number}" for number in range(7)]
    for user in users:
        bot.services.skills.declare(TEAM, user, "pandas", now=NOW)
    first = bot.ask("pandas")
    second = bot.services.ask.again(TEAM, first.question_id, skip=3, now=NOW)
    third = bot.services.ask.again(TEAM, first.question_id, skip=6, now=NOW)

    assert second is not None
    assert third is not None
    assert [*named(first), *named(second), *named(third)] == users
    assert [first.more, second.more, third.more] == [True, True, False]
    assert {row.user_id: row.place for row in rows(bot.store, "referral")} == {
        user: place for place, user in enumerate(users, 1)
    }
    assert [row.named for row in rows(bot.store, "question")] == [7]


def test_after_the_last_the_question_still_counts_as_answered(bot: Bot) -> None:
    answered(bot, "U0BOB")
    first = bot.ask("pandas")
    more = bot.services.ask.again(TEAM, first.question_id, skip=3, now=NOW)

    assert more is not None
    assert named(more) == []
    assert [row.named for row in rows(bot.store, "question") if row.origin == "command"] == [1]


def test_a_question_that_is_gone_or_anothers_has_no_answer(bot: Bot) -> None:
    answer = bot.ask("pandas")

    assert bot.services.ask.again(TEAM, answer.question_id + 9, now=NOW) is None
    assert bot.services.ask.again(OTHER_TEAM, answer.question_id, now=NOW) is None


def test_a_question_read_in_a_channel_is_answered_from_its_skills_and_words(bot: Bot, talk: Talk) -> None:
    answered(bot, "U0BOB")
    answered(bot, "U0CARL", about="lockpicking")
    bot.hear(talk.say("U0ANA", "Who knows pandas?"), talk.say("U0ANA", "Anyone know lockpicking?"))
    pandas, lockpicking = [row.id for row in rows(bot.store, "question") if row.asker_id == "U0ANA"]

    found = [bot.services.ask.again(TEAM, question_id, now=NOW) for question_id in (pandas, lockpicking)]

    assert [answer and (answer.label, named(answer)) for answer in found] == [
        ("pandas", ["U0BOB"]),
        ("lockpicking", ["U0CARL"]),
    ]


def test_what_nobody_listed_finds_people_by_their_words(bot: Bot) -> None:
    answered(bot, "U0BOB", about="lockpicking")

    answer = bot.look("lockpicking")

    assert answer.matches == ()
    assert named(answer) == ["U0BOB"]
    assert answer.people[0].reasons[0].ts


def test_a_word_people_use_here_is_no_typing_error(bot: Bot, talk: Talk) -> None:
    assert [match.skill for match in bot.look("exce").matches] == ["Excel"]

    bot.hear(*(talk.say("U0BOB", "The EXCE form is due") for _ in range(3)))
    answer = bot.look("exce")

    assert answer.matches == ()
    assert named(answer) == ["U0BOB"]


def test_an_unmet_wish_is_counted_with_nobody_named(bot: Bot) -> None:
    answer = bot.ask("Who knows lockpicking?")

    assert named(answer) == []
    [question] = rows(bot.store, "question")
    assert (question.named, question.topic) == (0, "lockpicking")
    assert rows(bot.store, "referral") == []


def test_other_skills_of_these_people_are_related_shared_ones_first(bot: Bot) -> None:
    answered(bot, "U0BOB", "U0CARL")
    answered(bot, "U0BOB", "U0CARL", about="Kubernetes")
    answered(bot, "U0BOB", about="Excel")
    bot.services.skills.declare(TEAM, "U0BOB", "Excel", now=NOW)  # shown in two ways, by one person

    assert bot.look("pandas").related == ("Kubernetes", "Excel")


def test_who_was_named_lately_gives_way_to_their_equals(bot: Bot) -> None:
    for user in ("U0ANA", "U0BOB", "U0CARL", "U0DORA"):
        bot.services.skills.declare(TEAM, user, "pandas", now=NOW)

    assert named(bot.ask("pandas", seen="c:1")) == ["U0ANA", "U0BOB", "U0CARL"]
    assert named(bot.ask("pandas", seen="c:2")) == ["U0DORA", "U0ANA", "U0BOB"]


def test_a_newcomer_who_only_said_so_is_named(bot: Bot) -> None:
    bot.services.skills.declare(TEAM, "U0NEW", "pandas", now=NOW)

    [new] = bot.look("pandas").people
    assert [reason.kind for reason in new.reasons] == [ReasonKind.DECLARED]


def links(bot: Bot, asker: str) -> list[str]:
    return [reason.channel_id for one in bot.look("pandas", asker=asker).people for reason in one.reasons if reason.ts]


def test_a_guest_gets_links_only_to_channels_they_are_in(bot: Bot) -> None:
    answered(bot, "U0BOB")
    bot.services.workspaces.save_people(
        TEAM, [PersonRow("U0GUEST", is_guest=True), PersonRow("U0OUT", is_outside=True)]
    )

    assert links(bot, "U0ASKER") == ["C1"]
    assert links(bot, "U0GUEST") == links(bot, "U0OUT") == []
    assert named(bot.look("pandas", asker="U0GUEST")) == ["U0BOB"]

    bot.services.workspaces.joined(TEAM, "C1", "U0GUEST", kind=ChannelKind.PUBLIC, now=NOW)
    assert links(bot, "U0GUEST") == ["C1"]


def test_a_channel_that_became_private_is_never_linked(bot: Bot) -> None:
    answered(bot, "U0BOB")
    bot.services.workspaces.save_channels(TEAM, [ChannelRow("C1", name="board", kind=ChannelKind.PRIVATE)])

    assert links(bot, "U0ASKER") == []
    assert named(bot.look("pandas")) == ["U0BOB"]


def test_a_question_in_a_channel_is_led_to_who_answers_there(bot: Bot) -> None:
    answered(bot, "U0BOB", about="lockpicking", channel="C2")
    answered(bot, "U0CARL", about="gardening", channel="C3")

    answer = bot.look("How do I open the meeting room?", channel="C2")

    assert named(answer)[0] == "U0BOB"
    assert answer.people[0].reasons[0].kind == ReasonKind.HERE


def test_a_question_from_a_channel_goes_on_as_it_began(bot: Bot) -> None:
    """[Someone else] ranks as the first answer did: by who answers in that channel."""
    for number in range(5):
        answered(bot, *[f"U0P{number}"] * 1, about="gardening", channel="C2")
    query = Query("How do I open the meeting room?", "U0ASKER", "C2")
    first = bot.services.ask.ask(TEAM, query, Origin.MENTION, seen="q:1", now=NOW)
    more = bot.services.ask.again(TEAM, first.question_id, skip=3, now=NOW)

    assert more is not None
    assert sorted([*named(first), *named(more)]) == [f"U0P{number}" for number in range(5)]


def test_words_of_a_name_that_were_written_apart_are_no_reason(bot: Bot, talk: Talk) -> None:
    """Who writes of machines, and of learning, has not written of machine learning."""
    bot.services.skills.add(TEAM, [Skill("Machine learning")])
    bot.hear(
        *(talk.say("U0BOB", text) for text in ("The machine is on", "I am learning", "A machine", "Still learning"))
    )

    assert named(bot.ask("machine learning")) == []
