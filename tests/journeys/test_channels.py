"""Stories of the channels the bot hears, and of the workspace it leaves."""

from __future__ import annotations

from tests.bots import Company


def test_an_admin_ticks_channels_and_the_bot_joins_them(acme: Company) -> None:
    random = acme.slack.add_channel("random", members=[acme.katie, acme.scott])
    travel = acme.slack.add_channel("travel", members=[acme.katie])
    acme.bot.jobs.arrive()
    shown = acme.looks("channels")
    assert "I hear #general" in shown.shown

    acme.jill.chooses(shown, "channels:ticked", ["#random"])
    acme.jill.presses(shown, "Join them")
    acme.settles()

    assert acme.slack.settings.bot_user_id in acme.slack.channel(random).members
    assert acme.slack.settings.bot_user_id not in acme.slack.channel(travel).members
    assert "I am joining #random" in acme.jill.dms()[-1].shown
    acme.katie.says(random, "Who knows Excel?")
    acme.settles()
    assert len(acme.katie.whispers(random)) == 1


def test_joining_without_a_tick_says_what_to_do(once: Company) -> None:
    once.slack.add_channel("random", members=[once.katie])
    once.bot.jobs.arrive()
    shown = once.looks("channels")

    once.jill.presses(shown, "Join them")
    once.settles()

    assert "Tick the channels first" in once.jill.dms()[-1].shown


def test_who_is_no_admin_is_refused_kindly(once: Company) -> None:
    assert "Only workspace admins" in once.looks("channels", who=once.katie).shown


def test_a_press_by_somebody_who_was_an_admin_joins_nothing(once: Company) -> None:
    random = once.slack.add_channel("random", members=[once.katie])
    once.bot.jobs.arrive()
    shown = once.looks("channels")
    once.jill.becomes(is_admin=False)
    once.settles()

    once.jill.chooses(shown, "channels:ticked", ["#random"])
    once.jill.presses(shown, "Join them")
    once.settles()

    assert once.slack.settings.bot_user_id not in once.slack.channel(random).members
    assert "Only workspace admins" in once.jill.dms()[-1].shown


def test_invited_into_a_channel_the_bot_learns_its_name_and_hears_it(once: Company) -> None:
    decks = once.slack.add_channel("decks", members=[once.katie, once.scott])

    once.slack.invite_bot(decks, by=once.katie)
    once.settles()

    assert "#decks" in once.looks("channels").shown
    once.learns(where=decks)
    assert f"archives/{decks.id}" in once.looks("powerpoint").shown


def test_put_out_of_a_channel_the_bot_says_so(once: Company) -> None:
    once.slack.remove_bot(once.general)
    once.settles()

    assert "I am in no public channel yet" in once.looks("channels").shown


def test_a_renamed_channel_goes_by_its_new_name(once: Company) -> None:
    once.slack.rename(once.general, "town-square")
    once.settles()

    assert "I hear #town-square" in once.looks("channels").shown


def test_an_archived_channel_is_heard_no_more(once: Company) -> None:
    once.slack.archive(once.general, by=once.jill)
    once.settles()

    assert "I am in no public channel yet" in once.looks("channels").shown


def test_a_private_channel_is_not_listed(once: Company) -> None:
    board = once.slack.add_channel("board", members=[once.katie], private=True)
    once.slack.invite_bot(board, by=once.katie)
    once.settles()

    shown = once.looks("channels").shown
    assert "board" not in shown
    assert "one private channel, where I learn nothing" in shown
    assert "I hear two channels" in once.looks("help").shown


def test_once_uninstalled_nothing_more_is_sent(acme: Company) -> None:
    acme.katie.says(acme.general, "Who knows PowerPoint?")
    acme.slack.settled()
    acme.slack.uninstall()
    acme.slack.settled()
    before = len(acme.slack.calls)

    acme.settles()
    acme.bot.jobs.tick(acme.bot.outbox.clock())

    assert acme.slack.calls[before:] == []
    assert acme.bot.services.store.outbox_states() == {"failed": 1}


def test_a_persons_own_token_is_no_concern_of_the_bot(once: Company) -> None:
    once.slack.sends({"type": "tokens_revoked", "tokens": {"oauth": [once.katie.id]}})
    once.asks("Who knows PowerPoint?")

    assert len(once.katie.whispers(once.general)) == 1
