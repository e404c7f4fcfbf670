"""A search for speakers, spoken to as the handlers and the outbox speak to it."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.speakers import HowMany, SpeakerPress
from bot.outbox_speakers import errands
from bot.views.blocks import View
from storage.store import Store
from storage.values import OutboxItem, PersonRow
from tests.builders import TEAM, rows
from tests.gatherings import words
from tests.programmes import ANA, BOB, JILL, MONDAY, Office, office_on

ASK = "speakers.ask"


def knowing_on(store: Store) -> Office:
    """Ana and Bob say that they know pandas."""
    made = office_on(store)
    with made.unit() as unit:
        unit.people.save([PersonRow(ANA, "Ana", "Accounts payable"), PersonRow(BOB, "Bob", "Head of pandas")])
    made.knows("pandas", ANA, BOB)
    return made


def skill_of(office: Office, name: str = "pandas") -> int:
    with office.unit() as unit:
        return unit.skills.ensure({name: name})[name]


def look(office: Office, text: str = "pandas", who: str = JILL) -> list[tuple[str, HowMany]]:
    found = office.ours.speakers.look(TEAM, who, text, now=office.at)
    return [(one.name, one.could) for one in found.topics]


def press(office: Office, who: str, number: int, **more: str) -> SpeakerPress:
    return SpeakerPress(who, office.seen(), number, f"D{who}", "1.0", **more)


def ask_them(office: Office, who: str = JILL, about: str = "pandas") -> None:
    office.ours.speakers.ask_them(TEAM, press(office, who, skill_of(office, about)), now=office.at)


def asked(office: Office) -> list[str]:
    return [item.user_id for item in office.left(ASK)]


def approach_of(office: Office, who: str) -> int:
    return next(int(row.id) for row in rows(office.store, "approach") if row.user_id == who)


def answer(office: Office, who: str, *, yes: bool) -> None:
    made = press(office, who, approach_of(office, who))
    office.ours.speakers.answer(TEAM, made, yes=yes, now=office.at)


def due(office: Office, days: float) -> None:
    office.at = MONDAY + timedelta(days=days)
    office.ours.speakers.due(TEAM, office.at)


def view(office: Office, item: OutboxItem) -> View | None:
    return errands(office.ours)[item.kind].words(item, TEAM, office.at)


def heard(office: Office, who: str) -> list[tuple[str, str]]:
    """What somebody hears of a search, put into words now."""
    made = [(item.kind, view(office, item)) for item in office.left() if item.user_id == who]
    return [(kind, words(one)) for kind, one in made if kind.startswith("speakers.") and one]
