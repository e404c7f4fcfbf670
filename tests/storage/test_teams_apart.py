"""One workspace never sees or changes what is another's: each method of each repository tries it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from storage.asks import AnswerKey
from storage.history import MessageRow
from storage.store import Store, Unit
from storage.values import (
    Act,
    ChannelRow,
    Delivery,
    EvidenceRow,
    ExpertiseRow,
    Kind,
    Origin,
    PersonRow,
    QuestionRow,
    TermKind,
)
from storage.values_terms import ActivityCount, RhythmCount, TermCount
from tests.apart_kudos import KUDOS_CHANGES, KUDOS_READS, arrange_kudos
from tests.apart_lunches import LUNCH_CHANGES, LUNCH_READS, arrange_lunches
from tests.apart_merging import MERGING_CHANGES, MERGING_READS, arrange_merging
from tests.apart_privacy import PRIVACY_CHANGES, PRIVACY_READS, arrange_privacy
from tests.apart_programme import PROGRAMME_CHANGES, PROGRAMME_READS, arrange_programme
from tests.apart_referrals import REFERRAL_CHANGES, REFERRAL_READS, arrange_outbox, arrange_referrals
from tests.apart_settings import SETTINGS_CHANGES, SETTINGS_READS, arrange_settings
from tests.apart_speakers import SPEAKERS_CHANGES, SPEAKERS_READS, arrange_speakers
from tests.apart_teachback import LATER, TEACHBACK_CHANGES, TEACHBACK_READS, arrange_teachback
from tests.apart_terms import TERM_READS
from tests.builders import NOW, OTHER_TEAM, TEAM, of_the_first

REPOSITORIES = (
    "workspace", "people", "skills", "ledger", "terms", "asks", "history", "outbox", "kudos", "programme", "lunches",
    "choices", "agenda", "merging", "referrals", "library", "teachbacks", "speakers", "insights", "stuck",
)  # fmt: skip


@dataclass(frozen=True)
class There:
    """What stands in the first workspace, by the ids that a call from the second may name."""

    skill: int
    term: int
    question: int
    row: int
    other: int = 0
    former: int = 0

    @property
    def evidence(self) -> EvidenceRow:
        return EvidenceRow("e1", "U1", self.skill, Kind.ANSWER, NOW, channel_id="C1", ts="1.0")

    @property
    def asked(self) -> QuestionRow:
        return QuestionRow(0, Origin.CHANNEL, "C1", "1.0", "U2", NOW, (self.skill,), (self.term,), "pandas")

    @property
    def expertise(self) -> ExpertiseRow:
        return ExpertiseRow("U1", self.skill, Kind.ANSWER, 1.0, 1, NOW)

    @property
    def use(self) -> TermCount:
        return TermCount("U1", self.term, TermKind.SAID, 1.0, 1)


ACTIVE, WRITES = ActivityCount("U1", "", Act.MESSAGE, 1.0, 1, NOW), RhythmCount("U1", 9, 1.0)
SPOKEN, ANSWERED = MessageRow("C1", "1.0", "U1", "", (), NOW), AnswerKey("C1", "1.0", "U1")
Call = Callable[[Unit, There], object]

# What a workspace sees of another: nothing.
READS: dict[str, Call] = {
    "workspace.get": lambda unit, _: (row := unit.workspace.get()) and row.name,
    "workspace.sealed": lambda unit, _: unit.workspace.sealed(),
    "workspace.seen_in": lambda unit, _: unit.workspace.seen_in("C1"),
    "workspace.left_digests": lambda unit, _: unit.workspace.left_digests(),
    "people.get": lambda unit, _: unit.people.get("U1"),
    "people.by_id": lambda unit, _: unit.people.by_id(["U1", "U9"]),
    "people.everybody": lambda unit, _: unit.people.everybody(),
    "people.admins": lambda unit, _: unit.people.admins(),
    "people.never_named": lambda unit, _: unit.people.never_named(),
    "people.channel": lambda unit, _: unit.people.channel("C1"),
    "people.channel_named": lambda unit, _: unit.people.channel_named("general"),
    "people.channels": lambda unit, _: unit.people.channels(),
    "people.channels_heard": lambda unit, _: unit.people.channels_heard(),
    "people.channels_of_guest": lambda unit, _: unit.people.channels_of_guest("U9"),
    "ledger.expertise": lambda unit, there: unit.ledger.expertise([there.skill]),
    "ledger.expertise_of": lambda unit, _: unit.ledger.expertise_of(["U1"]),
    "ledger.entries_of": lambda unit, _: unit.ledger.entries_of("U1"),
    "ledger.entries": lambda unit, there: unit.ledger.entries("U1", there.skill, Kind.ANSWER),
    "asks.get": lambda unit, there: unit.asks.get(there.question),
    "asks.at": lambda unit, _: unit.asks.at("C1", "1.0"),
    "asks.answers_of": lambda unit, _: list(unit.asks.answers_of("U1", limit=9)),
    "asks.helped": lambda unit, _: unit.asks.helped("U2"),
    "asks.named_since": lambda unit, _: unit.asks.named_since(NOW - timedelta(days=9)),
    "history.replies": lambda unit, _: unit.history.replies("C1", ""),
    "history.message": lambda unit, _: unit.history.message("C1", "1.0"),
    "history.spans": lambda unit, _: unit.history.spans("C1"),
    "outbox.is_unsaid": lambda unit, _: unit.outbox.is_unsaid(""),  # before it is claimed
    "outbox.claim": lambda unit, _: unit.outbox.claim(now=LATER),
    **LUNCH_READS,
    **KUDOS_READS,
    **PROGRAMME_READS,
    **MERGING_READS,
    **SETTINGS_READS,
    **TERM_READS,
    **PRIVACY_READS,
    **REFERRAL_READS,
    **TEACHBACK_READS,
    **SPEAKERS_READS,
}

# What a workspace changes of another: nothing. Some of these write rows of their own.
CHANGES: dict[str, Call] = {
    "workspace.ensure": lambda unit, _: unit.workspace.ensure(),
    "workspace.install": lambda unit, _: unit.workspace.install(name="B", url="u", bot_user_id="UB", now=LATER),
    "workspace.remove": lambda unit, _: unit.workspace.remove(now=LATER),
    "workspace.keep_sealed": lambda unit, _: unit.workspace.keep_sealed("other", now=LATER),
    "workspace.raise_graph_version": lambda unit, _: unit.workspace.raise_graph_version(),
    "workspace.first_time": lambda unit, _: unit.workspace.first_time("m:C1:1.0", now=LATER),
    "workspace.first_times": lambda unit, _: unit.workspace.first_times(["m:C1:1.0"], now=LATER),
    "workspace.forget_seen": lambda unit, _: unit.workspace.forget_seen(before=LATER),
    "workspace.claim": lambda unit, _: unit.workspace.claim("sync", "today", now=LATER),
    "workspace.remove_left": lambda unit, _: unit.workspace.remove_left("d1"),
    "workspace.add_left": lambda unit, _: unit.workspace.add_left("d1", now=LATER),
    "people.save": lambda unit, _: unit.people.save([PersonRow("U1", name="other")]),
    "people.hold": lambda unit, _: unit.people.hold("U1"),
    "people.ensure": lambda unit, _: unit.people.ensure(["U1", "U5"]),
    "people.save_channels": lambda unit, _: unit.people.save_channels([ChannelRow("C1", name="other")]),
    "people.ensure_channel": lambda unit, _: unit.people.ensure_channel(ChannelRow("C1", name="other")),
    "people.change_channel": lambda unit, _: unit.people.change_channel("C1", name="other"),
    "people.set_guests_in": lambda unit, _: unit.people.set_guests_in("C1", ["U8"]),
    "people.joined": lambda unit, _: unit.people.joined("C1", "U8"),
    "people.left": lambda unit, _: unit.people.left("C1", "U9"),
    "ledger.enter": lambda unit, there: unit.ledger.enter(there.evidence),
    "ledger.enter_all": lambda unit, there: unit.ledger.enter_all([there.evidence]),
    "ledger.add": lambda unit, there: unit.ledger.add([there.expertise]),
    "ledger.revive": lambda unit, there: unit.ledger.revive(there.evidence),
    "terms.ensure": lambda unit, _: unit.terms.ensure(["pandas"]),
    "terms.add_messages": lambda unit, _: unit.terms.add_messages({"pandas": 3}),
    "terms.add_uses": lambda unit, there: unit.terms.add_uses([there.use]),
    "terms.add_activity": lambda unit, _: unit.terms.add_activity([ACTIVE]),
    "terms.add_rhythm": lambda unit, _: unit.terms.add_rhythm([WRITES]),
    "terms.prune": lambda unit, _: unit.terms.prune(),
    "terms.fade": lambda unit, _: unit.terms.fade(9.0),
    "asks.add": lambda unit, there: unit.asks.add(there.asked),
    "asks.add_all": lambda unit, there: unit.asks.add_all([there.asked]),
    "asks.change": lambda unit, there: unit.asks.change(there.question, skill_ids=[], term_ids=[]),
    "asks.forget_topics": lambda unit, _: unit.asks.forget_topics(before=LATER),
    "asks.add_answers": lambda unit, _: unit.asks.add_answers({ANSWERED: "2.0"}),
    "asks.take_answers_at": lambda unit, _: unit.asks.take_answers_at("C1", "2.0"),
    "asks.name": lambda unit, there: unit.asks.name(there.question, ["U7"], at=LATER),
    "history.keep": lambda unit, _: unit.history.keep([SPOKEN]),
    "history.change": lambda unit, _: unit.history.change("C1", "1.0", skill_ids=[9]),
    "history.drop": lambda unit, _: unit.history.drop("C1", "1.0"),
    "history.forget_messages": lambda unit, _: unit.history.forget_messages(before=LATER),
    "history.set_spans": lambda unit, _: unit.history.set_spans("C1", [(7, 8)]),
    "outbox.leave": lambda unit, _: unit.outbox.leave("other", key="w", now=LATER),
    "outbox.refresh": lambda unit, _: unit.outbox.refresh("other", key="w", now=LATER, channel_id="C1", facts={}),
    "outbox.hold": lambda unit, there: unit.outbox.hold(there.row, 1, now=LATER),
    "outbox.remember": lambda unit, there: unit.outbox.remember(there.row, 1, {"of": "others"}),
    "outbox.drop": lambda unit, there: unit.outbox.drop(there.row),
    "outbox.settle": lambda unit, there: unit.outbox.settle(there.row, Delivery.SENT),
    "outbox.postpone": lambda unit, there: unit.outbox.postpone(there.row, until=LATER),
    "outbox.forget_delivered": lambda unit, _: unit.outbox.forget_delivered(before=LATER),
    **LUNCH_CHANGES,
    **KUDOS_CHANGES,
    **PROGRAMME_CHANGES,
    **MERGING_CHANGES,
    **SETTINGS_CHANGES,
    **PRIVACY_CHANGES,
    **REFERRAL_CHANGES,
    **TEACHBACK_CHANGES,
    **SPEAKERS_CHANGES,
    "erase": lambda unit, _: [unit.erase(user_id) for user_id in ("U1", "U2")],  # type: ignore[func-returns-value]
}


@pytest.fixture
def both(store: Store) -> Store:
    for team in (TEAM, OTHER_TEAM):
        with store.team(team).writing() as unit:
            unit.workspace.ensure()
    return store


@pytest.fixture
def there(both: Store) -> There:
    """A row of the first workspace in every table."""
    with both.team(TEAM).writing() as unit:
        unit.workspace.install(name="A", url="https://a", bot_user_id="UB", now=NOW)
        unit.workspace.keep_sealed("sealed", now=NOW)
        unit.workspace.first_time("m:C1:1.0", now=NOW)
        unit.workspace.claim("sync", "today", now=NOW)
        unit.workspace.add_left("d1", now=NOW)
        unit.people.save([PersonRow("U1", name="Ana", is_admin=True), PersonRow("U9", is_guest=True)])
        unit.people.save_channels([ChannelRow("C1", name="general", bot_is_in=True)])
        unit.people.joined("C1", "U9")
        skill, term = unit.skills.ensure({"pandas": "pandas"})["pandas"], unit.terms.ensure(["pandas"])["pandas"]
        here = There(skill, term, 0, 0)
        unit.ledger.enter(here.evidence)
        unit.ledger.add([here.expertise])
        unit.terms.add_uses([here.use])
        unit.terms.add_activity([ACTIVE])
        unit.terms.add_rhythm([WRITES])
        question = unit.asks.add(here.asked).question_id
        unit.asks.add_answers({ANSWERED: "2.0"})
        unit.asks.name(question, ["U1"], at=NOW)
        unit.history.keep([SPOKEN])
        unit.history.set_spans("C1", [(1, 2)])
        arrange_lunches(unit)
        arrange_teachback(unit)
        arrange_kudos(unit)
        arrange_programme(unit)
        arrange_settings(unit)
        arrange_privacy(unit, skill)
        other, former = arrange_merging(unit, skill)
        arrange_referrals(unit, question, skill)
        arrange_speakers(unit)
        row = arrange_outbox(unit, question)
    return There(skill, term, question, row, other, former)


def test_the_first_workspace_has_a_row_in_every_table(both: Store, there: There) -> None:
    assert there.skill
    assert [name for name, rows in of_the_first(both).items() if not rows] == []


def test_every_method_of_every_repository_is_tried(both: Store) -> None:
    with both.team(TEAM).reading() as unit:
        methods = {
            f"{name}.{method}"
            for name in REPOSITORIES
            for method, _ in inspect.getmembers(getattr(unit, name), inspect.ismethod)
            if not method.startswith("_")
        }
    public = {name for name in vars(Unit) if not name.startswith("_")}

    assert public == {*REPOSITORIES, "erase", "held_on"}
    assert {*READS, *CHANGES} == methods | {"erase", "held_on"}


def test_a_workspace_sees_nothing_of_another(both: Store, there: There) -> None:
    seen = {}
    for name, call in READS.items():
        with both.team(OTHER_TEAM).writing() as unit:
            seen[name] = call(unit, there)

    assert {name: found for name, found in seen.items() if found} == {}


def test_the_same_calls_see_something_at_home(both: Store, there: There) -> None:
    """Else the test above could not fail."""
    blind = []
    for name, call in READS.items():
        with both.team(TEAM).writing() as unit:
            if not call(unit, there):
                blind.append(name)

    assert blind == []


def test_a_workspace_changes_nothing_of_another(both: Store, there: There) -> None:
    before = of_the_first(both)
    changed = []
    for name, call in CHANGES.items():
        with both.team(OTHER_TEAM).writing() as unit:
            call(unit, there)
        if of_the_first(both) != before:
            changed.append(name)

    assert changed == []


def test_a_workspace_takes_all_its_rows_along(both: Store, there: There) -> None:
    assert there.question
    with both.transaction(writing=True) as connection:
        connection.exec_driver_sql(f"DELETE FROM workspace WHERE team_id = '{TEAM}'")  # noqa: S608 - ours
    assert [name for name, rows in of_the_first(both).items() if rows] == []
