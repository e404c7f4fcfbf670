"""One piece of evidence: its person hides it, shows it again, or says what it shows instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.ranking_facts import ReasonKind
from storage.store import Store
from storage.values import Kind
from tests.builders import NOW, TEAM, Bot, Talk, difference, everything, learned, named, rows
from tests.homes import names, press, tab
from tests.known import BOB, answer_key, known_bob
from tests.thankers import gives, team_on


@pytest.fixture
def bot(store: Store) -> Bot:
    return known_bob(store)


def test_a_hidden_answer_counts_nowhere_and_comes_back_as_it_was(bot: Bot) -> None:
    before, seen = learned(bot.store), answer_key(bot)
    bot.services.own_skills.hide_evidence(TEAM, press(BOB, "a:1"), seen, now=NOW)

    with bot.store.team(TEAM).reading() as unit:
        assert Kind.ANSWER not in {row.kind for row in unit.ledger.expertise_of([BOB]) if row.times}
        assert list(unit.asks.answers_of(BOB, limit=9)) == []
        assert {user for user, _at in unit.asks.helped("U0ANA")} == {"U0CARL"}
        assert [use.user_id for use in unit.terms.uses(range(999)) if use.kind == "answered"] == ["U0CARL"]
    found = {one.person.user_id: one.reasons for one in bot.look("excel").people}
    assert ReasonKind.ANSWERED not in {reason.kind for reason in found[BOB]}

    bot.services.own_skills.show_evidence(TEAM, press(BOB, "a:2"), seen, now=NOW)
    assert difference(learned(bot.store), before) == []


def test_another_reply_to_the_same_question_does_not_bring_it_back(bot: Bot) -> None:
    talk = Talk(at=NOW - timedelta(days=2))
    question = talk.say("U0ANA", "Who knows pandas?")
    bot.hear(question, talk.say(BOB, "I do", under=question))
    bot.services.own_skills.hide_evidence(TEAM, press(BOB), answer_key(bot, "pandas"), now=NOW)
    bot.hear(talk.say(BOB, "And more of it", under=question))

    assert "pandas" not in names(tab(bot, BOB))
    assert BOB not in named(bot.look("pandas"))


def test_an_answer_that_is_deleted_after_it_was_hidden_takes_nothing_more(bot: Bot) -> None:
    [row] = [row for row in rows(bot.store, "evidence") if row.key == answer_key(bot)]
    bot.services.own_skills.hide_evidence(TEAM, press(BOB), row.key, now=NOW)
    hidden = learned(bot.store)["expertise"], learned(bot.store)["term_use"]
    bot.services.history.deleted(TEAM, row.channel_id, row.ts, now=NOW)

    assert (learned(bot.store)["expertise"], learned(bot.store)["term_use"]) == hidden


def test_a_hidden_thanks_counts_no_more(bot: Bot) -> None:
    [row] = [row for row in rows(bot.store, "evidence") if row.kind == "kudos"]
    bot.services.own_skills.hide_evidence(TEAM, press(BOB), row.key, now=NOW)

    [excel] = tab(bot, BOB).skills.shown
    assert ReasonKind.THANKED not in {reason.kind for reason in excel.reasons}


def test_nobody_hides_or_corrects_what_another_showed(bot: Bot) -> None:
    seen, before = answer_key(bot), learned(bot.store)
    bot.services.own_skills.hide_evidence(TEAM, press("U0CARL", "a:1"), seen, now=NOW)
    bot.services.own_skills.correct(TEAM, press("U0CARL", "a:2"), seen, "pandas", now=NOW)
    bot.services.own_skills.show_evidence(TEAM, press("U0CARL", "a:3"), seen, now=NOW)

    assert difference(learned(bot.store), before) == []


def test_an_answer_shows_another_skill_where_its_giver_says_so(bot: Bot) -> None:
    assert bot.services.own_skills.correct(
        TEAM, press("U0CARL"), answer_key(bot, user="U0CARL"), "power point", now=NOW
    )

    assert "U0CARL" not in named(bot.look("excel"))
    [carl] = bot.look("powerpoint").people
    [reason] = carl.reasons
    assert (carl.person.user_id, reason.kind, reason.count) == ("U0CARL", ReasonKind.ANSWERED, 1)
    assert reason.ts


def test_a_correction_can_be_taken_back(bot: Bot) -> None:
    seen, before = answer_key(bot, user="U0CARL"), learned(bot.store)
    for once in range(2):
        bot.services.own_skills.correct(TEAM, press("U0CARL", f"a:{once}"), seen, "PowerPoint", now=NOW)
        bot.services.own_skills.show_evidence(TEAM, press("U0CARL", f"b:{once}"), seen, now=NOW)

    after = learned(bot.store)
    assert difference({**after, "evidence": {}, "expertise": {}}, {**before, "evidence": {}, "expertise": {}}) == []
    assert names(tab(bot, "U0CARL")) == ["Excel"]
    assert "U0CARL" in named(bot.look("excel"))
    assert named(bot.look("powerpoint")) == []


def test_a_corrected_thanks_goes_when_it_is_taken_back(bot: Bot) -> None:
    [row] = [row for row in rows(bot.store, "evidence") if row.kind == "kudos"]
    bot.services.own_skills.correct(TEAM, press(BOB), row.key, "pandas", now=NOW)
    assert "pandas" in names(tab(bot, BOB))
    [thanks] = rows(bot.store, "kudos")
    bot.services.kudos.undo(TEAM, press("U0ANA", "a:9"), [thanks.id], listed=False, now=NOW)

    assert "pandas" not in names(tab(bot, BOB))
    assert [one.revoked_at for one in rows(bot.store, "evidence") if one.kind == "kudos"].count(None) == 0


@pytest.mark.parametrize("text", ["", "   ", "x" * 61, "<@U0ANA>"])
def test_what_is_no_name_corrects_nothing(bot: Bot, text: str) -> None:
    before = everything(bot.store)

    assert not bot.services.own_skills.correct(TEAM, press(BOB), answer_key(bot), text, now=NOW)
    assert everything(bot.store) == before


def test_to_correct_it_to_what_it_shows_changes_nothing(bot: Bot) -> None:
    before = learned(bot.store)
    bot.services.own_skills.correct(TEAM, press(BOB), answer_key(bot), "excel", now=NOW)

    assert difference(learned(bot.store), before) == []


def test_a_repeated_press_counts_once(bot: Bot) -> None:
    seen = answer_key(bot)
    for _ in range(2):
        bot.services.own_skills.hide_evidence(TEAM, press(BOB, "a:1"), seen, now=NOW)
    bot.services.own_skills.show_evidence(TEAM, press(BOB, "a:2"), seen, now=NOW)
    bot.services.own_skills.hide_evidence(TEAM, press(BOB, "a:1"), seen, now=NOW)

    assert [row.hidden_at for row in rows(bot.store, "evidence") if row.key == seen] == [None]


@dataclass(frozen=True)
class Step:
    act: str
    piece: int
    skill: str


STEPS = st.builds(
    Step, st.sampled_from(["hide", "show", "correct"]), st.integers(0, 2), st.sampled_from(["Excel", "pandas", "Go"])
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=8))
def test_after_any_steps_the_sums_are_what_the_ledger_says(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('steps') / 'w.db'}")
    store.upgrade()
    bot, talk = team_on(store), Talk()
    question = talk.say("U0ANA", "Who knows Excel and pandas?")
    bot.hear(question, talk.say(BOB, "I do", under=question))
    gives(bot, "ANA", "BOB", note="for excel")
    pieces = [row.key for row in rows(store, "evidence")]
    ours = bot.services.own_skills
    for at, step in enumerate(steps):
        one, by = pieces[step.piece % len(pieces)], press(BOB, f"a:{at}")
        if step.act == "correct":
            ours.correct(TEAM, by, one, step.skill, now=NOW)
        else:
            (ours.hide_evidence if step.act == "hide" else ours.show_evidence)(TEAM, by, one, now=NOW)
        pieces = sorted(row.key for row in rows(store, "evidence"))

    counting = [row for row in rows(store, "evidence") if row.hidden_at is None and row.revoked_at is None]
    told = {(row.skill_id, row.kind): row.times for row in rows(store, "expertise") if row.times}
    assert told == {
        (row.skill_id, row.kind): sum((one.skill_id, one.kind) == (row.skill_id, row.kind) for one in counting)
        for row in counting
    }
    assert all(row.times in (0, 1) for row in rows(store, "term_use") if row.kind == "answered")
    store.close()


def test_a_reason_leads_to_an_answer_that_still_shows_it(bot: Bot) -> None:
    """The newest of two was about something else, says who gave it."""
    older = [row.ts for row in rows(bot.store, "evidence") if (row.user_id, row.kind) == ("U0CARL", "answer")]
    talk = Talk(at=NOW - timedelta(days=2))
    question = talk.say("U0ANA", "Who knows Excel?")
    bot.hear(question, talk.say("U0CARL", "Me", under=question))
    [newer] = [row for row in rows(bot.store, "evidence") if row.user_id == "U0CARL" and row.ts not in older]
    bot.services.own_skills.correct(TEAM, press("U0CARL"), newer.key, "pandas", now=NOW)

    [carl] = [one for one in bot.look("excel").people if one.person.user_id == "U0CARL"]
    assert [(reason.ts, reason.count) for reason in carl.reasons] == [(older[0], 1)]
