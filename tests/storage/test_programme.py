"""Series, topics, interest and invitations as they are kept; demand and supply as they are counted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.asks import AnswerKey
from storage.lunches import LunchRow, LunchState
from storage.programme import Demand, Invited, SeriesRow, Supply, TopicRow
from storage.store import Store, Unit
from storage.values import ExpertiseRow, Kind, Origin, QuestionRow
from storage.values_programme import Why
from tests.builders import NOW, TEAM, at_once

SERIES = SeriesRow(0, "C1", "tue", "12:00", "Europe/Berlin", NOW, "Tea", 30, "Kitchen", "https://a.b", 12, "Welcome",
                   ("2026-12-22",), user_id="U1")  # fmt: skip
LATER = NOW + timedelta(days=8)


@pytest.fixture
def kept(store: Store) -> Store:
    with store.team(TEAM).writing() as unit:
        unit.workspace.ensure()
        unit.programme.add_series(SERIES)
    return store


def proposed(unit: Unit, name: str = "pandas", week: str = "2026-03-02") -> TopicRow:
    series = unit.programme.all_series()[0].series_id
    return unit.programme.add_topic(TopicRow(0, series, name, NOW, week=week, skill_ids=(1, 2), why=Why.ASKED))


def asked(unit: Unit, asker: str, *skills: int, ts: str = "", days_ago: int = 1) -> QuestionRow:
    origin, channel = (Origin.CHANNEL, "C1") if ts else (Origin.COMMAND, "")
    row = QuestionRow(0, origin, channel, ts, asker, NOW - timedelta(days=days_ago), skills, ())
    return unit.asks.add(row)


def test_a_series_is_kept_with_all_that_was_said_of_it(kept: Store) -> None:
    with kept.team(TEAM).writing() as unit:
        (series,) = unit.programme.all_series()
        assert series == unit.programme.series_of(series.series_id) == unit.programme.hold(series.series_id)
        assert series == SeriesRow(**{**{name: getattr(SERIES, name) for name in SERIES.__slots__},
                                      "series_id": series.series_id})  # fmt: skip
        unit.programme.change_series(series.series_id, stopped_at=NOW, skips=["2026-12-29"])
        changed = unit.programme.series_of(series.series_id)

        assert changed is not None
        assert (changed.stopped_at, changed.skips) == (NOW, ("2026-12-29",))
        assert unit.programme.all_series() == []
        assert (unit.programme.series_of(999), unit.programme.hold(999)) == (None, None)


def test_topics_stand_in_the_order_of_their_post(kept: Store) -> None:
    with kept.team(TEAM).writing() as unit:
        first, second = proposed(unit), proposed(unit, "Excel")
        suggested = proposed(unit, "Tea", week="")
        series = first.series_id

        assert unit.programme.topics_of(series, "2026-03-02") == [first, second]
        assert unit.programme.topics_since(series, NOW) == [first, second]
        assert unit.programme.topics_since(series, NOW + timedelta(seconds=1)) == []
        assert unit.programme.suggestions(series) == [suggested]
        unit.programme.change_topics([first.topic_id, second.topic_id], post_ts="1.0")
        assert [one.post_ts for one in unit.programme.topics_of(series, "2026-03-02")] == ["1.0", "1.0"]
        assert unit.programme.topic(999) is None


def test_many_who_press_at_once_all_count_and_nobody_twice(kept: Store) -> None:
    with kept.team(TEAM).writing() as unit:
        topic = proposed(unit).topic_id

    def press(number: int) -> bool:
        with kept.team(TEAM).writing() as unit:
            return unit.programme.would_come(topic, f"U{number % 4}", now=NOW)

    assert sorted(at_once(press)) == [False] * 4 + [True] * 4
    with kept.team(TEAM).reading() as unit:
        assert unit.programme.interest([topic, 999]) == {topic: {"U0", "U1", "U2", "U3"}}


def test_an_invitation_is_made_once_and_remembers_what_was_said(kept: Store) -> None:
    with kept.team(TEAM).writing() as unit:
        topic = proposed(unit)
        assert unit.programme.invite(topic.topic_id, "U1", now=NOW)
        assert not unit.programme.invite(topic.topic_id, "U1", now=LATER)
        unit.programme.change_invite(topic.topic_id, "U1", state=Invited.NEVER, channel_id="D1", ts="2.0")

        (invite,) = unit.programme.invites_of([topic.topic_id])
        assert (invite.state, invite.channel_id, invite.ts, invite.at) == (Invited.NEVER, "D1", "2.0", NOW)
        assert unit.programme.invited_since(NOW) == {"U1"}
        assert unit.programme.invited_since(LATER) == set()
        assert unit.programme.declined_for_good() == [("U1", topic)]


def test_what_was_held_or_is_planned_are_subjects_what_was_called_off_is_none(kept: Store) -> None:
    with kept.team(TEAM).writing() as unit:
        series = unit.programme.all_series()[0].series_id
        for title, state, days in (
            ("Tea", LunchState.PLANNED, 8),
            ("Old", LunchState.HELD, -80),
            ("Held", LunchState.HELD, -8),
            ("Off", LunchState.CANCELLED, 8),
        ):
            at = NOW + timedelta(days=days)
            unit.lunches.add(LunchRow(0, series, title, "U1", at, "UTC", 45, "C1", NOW, skill_ids=(3,), state=state))

        found = unit.programme.subjects_since(series, NOW - timedelta(days=56))
    assert sorted(found) == [("Held", (3,)), ("Tea", (3,))]


def test_a_question_is_unmet_until_somebody_is_named_or_answers(kept: Store) -> None:
    with kept.team(TEAM).writing() as unit:
        met = asked(unit, "U1", 7)
        unit.asks.name(met.question_id, ["U9"], at=NOW)
        asked(unit, "U2", 7, 8)
        asked(unit, "U3", 8, ts="1.0")
        asked(unit, "U4", 8, ts="2.0")
        asked(unit, "U5", 8, days_ago=99)
        unit.asks.add_answers({AnswerKey("C1", "2.0", "U9"): "2.1"})
        found = unit.programme.demand(NOW - timedelta(days=90))

    assert sorted(found, key=lambda one: one.asker_id) == [
        Demand((7,), "U1", unmet=False),
        Demand((7, 8), "U2", unmet=True),
        Demand((8,), "U3", unmet=True),
        Demand((8,), "U4", unmet=False),
    ]


def test_supply_counts_people_and_what_they_showed_not_what_they_wrote(kept: Store) -> None:
    with kept.team(TEAM).writing() as unit:
        skill = unit.skills.ensure({"pandas": "pandas"})["pandas"]
        unit.ledger.add(
            [
                ExpertiseRow("U1", skill, Kind.ANSWER, 1.0, 3, NOW),
                ExpertiseRow("U1", skill, Kind.DECLARED, 1.0, 1, NOW),
                ExpertiseRow("U2", skill, Kind.ANSWER, 1.0, 1, NOW),
                ExpertiseRow("U3", skill, Kind.SAID, 1.0, 9, NOW),
                ExpertiseRow("U4", skill, Kind.ANSWER, 0.0, 0, NOW),
            ]
        )
        assert unit.programme.supply() == {skill: Supply(people=2, times=5)}


def test_the_last_claim_of_a_job_is_told(kept: Store) -> None:
    with kept.team(TEAM).writing() as unit:
        assert unit.programme.last_claim("job") is None
        unit.workspace.claim("job", "2026-03-09", now=LATER)
        unit.workspace.claim("job", "2026-03-02", now=NOW)
        unit.workspace.claim("other", "2027-01-01", now=NOW)

        assert unit.programme.last_claim("job") == ("2026-03-09", LATER)
