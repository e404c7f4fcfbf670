"""The library's links are looked after by those who read and by those who put them in. The bot itself opens none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.domain.gatherings import Fault, is_link
from bot.errors import KindError
from bot.services.lunch_base import FORGOTTEN
from bot.services.lunches import LunchService
from bot.services.programme_gate import OUTSIDE
from bot.services.rounds import Rounds
from bot.services.visibility import visible
from storage.lunches import RecordingRow
from storage.store import Store, Unit
from storage.values import DueRow

DOUBT = "library.doubt"
GONE = "That is no longer in the library. `/lunch library` shows what is."
NOT_YOURS = "Only whoever put it in, the host and coordinators can do that."


@dataclass(frozen=True, slots=True)
class Tap:
    """A press or a form of somebody's about one link: `seen` is the same however often Slack repeats it, `url` where
    they can be answered.
    """

    recording_id: int
    user_id: str
    seen: str
    url: str = ""
    outside: bool = False


class LibraryService:
    def __init__(self, store: Store, lunches: LunchService) -> None:
        self.store = store
        self.lunches = lunches
        self.settings = lunches.settings
        self.privacy = lunches.privacy

    def report(self, team_id: str, tap: Tap, *, now: datetime) -> None:
        """A reader could not open a link: whoever can mend it is told once, however many say so."""
        with self.store.team(team_id).writing() as unit:
            self.may_press(unit, tap)
            known = unit.lunches.recording(tap.recording_id)
            if known is None or not visible(unit, [known], tap.user_id):
                raise KindError(GONE)
            if not unit.workspace.first_time(tap.seen, now=now):
                return
            if unit.library.report(known.recording_id, tap.user_id, now=now):
                days = timedelta(days=self.settings.bounds(unit).library_mend_days)
                unit.agenda.put(DOUBT, now + days, subject=str(known.recording_id))
                self.tell(unit, "library.reported", self.mender(unit, known), known, about=now.isoformat(), now=now)
            self.answer(unit, "library.thanked", known, tap, now=now)

    def mender(self, unit: Unit, recording: RecordingRow) -> str:
        """Whoever put it in, else the host, else a coordinator: the first who is still there."""
        lunch = unit.lunches.get(recording.lunch_id) if recording.lunch_id else None
        asked = [recording.user_id, lunch.host_id if lunch else ""]
        people = unit.people.by_id(asked)
        there = [one for one in asked if one in people and people[one].may_be_named]
        return (there or [self.lunches.coordinator_of(unit, lunch.series_id if lunch else 0)])[0]

    def to_mend(self, team_id: str, tap: Tap, *, now: datetime) -> RecordingRow | None:
        """For the form; None if it is before them already."""
        with self.store.team(team_id).writing() as unit:
            known = self.theirs(unit, tap)
            return known if unit.workspace.first_time(tap.seen, now=now) else None

    def mend(self, team_id: str, tap: Tap, url: str, *, now: datetime) -> frozenset[Fault]:
        """Another link takes its place; what is wrong with it, else it is done."""
        address = url.strip()
        if not is_link(address):
            return frozenset({Fault.LINK})
        with self.store.team(team_id).writing() as unit:
            if not unit.workspace.first_time(tap.seen, now=now):
                return frozenset()
            known = self.theirs(unit, tap)
            unit.library.change_link(known.recording_id, address)
            unit.agenda.drop(DOUBT, subject=str(known.recording_id))
            self.tell(unit, "library.mended", tap.user_id, known, about=tap.seen, now=now)
        return frozenset()

    def take_out(self, team_id: str, tap: Tap, *, now: datetime) -> None:
        """Pressed once more it stays out."""
        with self.store.team(team_id).writing() as unit:
            if not unit.workspace.first_time(tap.seen, now=now):
                return
            known = self.theirs(unit, tap)
            unit.library.take_out(known.recording_id)
            unit.agenda.drop(DOUBT, subject=str(known.recording_id))
            self.answer(unit, "library.taken_out", known, tap, now=now)

    def due(self, team_id: str, now: datetime) -> None:
        """A link that nobody has mended for long is marked as one that may no longer work."""
        with self.store.team(team_id).reading() as unit:
            dues = unit.agenda.by(now, of=DOUBT)
        rounds = Rounds(self.store.team(team_id), now)
        for due in dues:
            rounds.do(due, partial(self.doubt, due=due))

    def doubt(self, unit: Unit, *, due: DueRow) -> None:
        if unit.agenda.take(due):
            unit.library.doubt(int(due.subject))

    def theirs(self, unit: Unit, tap: Tap) -> RecordingRow:
        """What somebody may change. Raises KindError, the same where it is gone and where it never was."""
        self.may_press(unit, tap)
        known = unit.lunches.recording(tap.recording_id)
        if known is None:
            raise KindError(GONE)
        lunch = unit.lunches.get(known.lunch_id) if known.lunch_id else None
        own = {known.user_id, lunch.host_id if lunch else ""} - {""}
        if tap.user_id not in own and not self.settings.is_coordinator(unit, tap.user_id):
            raise KindError(NOT_YOURS)
        return known

    def may_press(self, unit: Unit, tap: Tap) -> None:
        person = unit.people.get(tap.user_id)
        if tap.outside or (person and person.is_outside):
            raise KindError(OUTSIDE)
        if self.privacy.who_left(unit)(tap.user_id):
            raise KindError(FORGOTTEN)

    def tell(
        self, unit: Unit, kind: str, user_id: str, recording: RecordingRow, *, about: str, now: datetime, url: str = ""
    ) -> None:
        if user_id and not self.privacy.who_left(unit)(user_id):
            facts = {"recording_id": recording.recording_id, **({"url": url} if url else {})}
            key = f"{kind}:{recording.recording_id}:{about}:{user_id}"
            unit.outbox.leave(kind, key=key, now=now, user_id=user_id, facts=facts)

    def answer(self, unit: Unit, kind: str, recording: RecordingRow, tap: Tap, *, now: datetime) -> None:
        if tap.url:
            self.tell(unit, kind, tap.user_id, recording, about=tap.seen, now=now, url=tap.url)
