"""How what is said about gatherings is worded when it is said: by then it may be otherwise, or need no saying."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.gatherings import Gathering
from bot.errands import Errand, Errands, Manner
from bot.services import Services
from bot.services.programme_posts import GONE
from bot.views import lunch, lunch_after, lunch_private
from bot.views.blocks import File, View
from bot.views.calendar import calendar_file
from storage.store import Unit
from storage.values import OutboxItem
from storage.values_lunch import LunchState, SignupRow, Standing

About = Callable[[OutboxItem, str, Gathering, datetime], View | None]


def errands(services: Services) -> Errands:
    words = LunchWords(services)
    post = Errand(words.about(words.post), Manner.POST, posted=words.posted, refused=words.refused)
    update = Errand(words.about(words.post), Manner.UPDATE, refused=words.refused, stands=words.stands)
    return {
        "lunch.signup": post,
        "lunch.post_update": update,
        "lunch.post_old": Errand(words.about(words.old), Manner.UPDATE, stands=stood),
        "lunch.in": Errand(words.about(words.is_in)),
        "lunch.moved_up": Errand(words.about(words.moved_up)),
        "lunch.waiting": Errand(words.about(words.waiting)),
        "lunch.full": Errand(words.about(words.full)),
        "lunch.out": Errand(words.about(words.is_out)),
        "lunch.moved": Errand(words.about(words.moved)),
        "lunch.cancelled": Errand(words.about(words.cancelled)),
        "lunch.off": Errand(words.about(words.off), in_place=True),
        "lunch.day_before": Errand(words.about(words.day_before)),
        "lunch.soon": Errand(words.about(words.soon)),
        "lunch.host": Errand(words.about(words.host)),
        "lunch.host_file": Errand(words.about(words.host_file)),
        "lunch.eve": Errand(words.about(words.eve)),
        "lunch.who": Errand(words.about(words.who)),
        "lunch.orphaned": Errand(words.about(words.orphaned)),
        "lunch.after": Errand(words.about(words.after)),
        "lunch.after_now": Errand(words.about(words.after), in_place=True),
        "lunch.after_host": Errand(words.about(words.after_host)),
        "lunch.after_host_now": Errand(words.about(words.after_host), in_place=True),
        "lunch.attended": Errand(words.about(words.attended)),
        "lunch.line": Errand(words.about(words.line)),
        "lunch.notes": Errand(words.about(words.notes)),
        "lunch.kept": Errand(words.about(words.kept)),
    }


class LunchWords:
    def __init__(self, services: Services) -> None:
        self.services = services

    def about(self, words: About) -> Callable[[OutboxItem, str, datetime], View | None]:
        """With the gathering as it stands now; of one that is gone there is nothing to say."""

        def worded(item: OutboxItem, team_id: str, now: datetime) -> View | None:
            told = self.services.lunches.told(team_id, lunch_of(item))
            return words(item, team_id, told, now) if told else None

        return worded

    def posted(self, unit: Unit, item: OutboxItem, channel_id: str, ts: str) -> None:
        self.services.lunches.announced(unit, lunch_of(item), channel_id, ts, now=item.created_at)

    def refused(self, unit: Unit, item: OutboxItem, code: str, _ts: str) -> None:
        """As with any post of its series. A change that fails otherwise concerns that message alone."""
        if item.kind == "lunch.signup" or code in GONE:
            self.services.programme.posts.refused(unit, item, code)

    def stands(self, team_id: str, item: OutboxItem) -> str:
        told = self.services.lunches.told(team_id, lunch_of(item))
        return told.lunch.post_ts if told and told.lunch.channel_id == item.channel_id else ""

    def file(self, item: OutboxItem, team_id: str, told: Gathering, now: datetime) -> File:
        host, off = told.name(told.lunch.host_id), told.lunch.state == LunchState.CANCELLED
        return calendar_file(told.lunch, team_id=team_id, host=host, stamp=now, number=item.row_id, cancelled=off)

    def post(self, item: OutboxItem, _team_id: str, told: Gathering, now: datetime) -> View | None:
        if item.kind == "lunch.signup" and told.lunch.state != LunchState.PLANNED:
            return None
        return lunch.signup_view(told, now=now)

    def old(self, _item: OutboxItem, _team_id: str, told: Gathering, _now: datetime) -> View:
        return lunch.moved_on_view(told)

    def is_in(self, item: OutboxItem, team_id: str, told: Gathering, now: datetime) -> View | None:
        if not stands_as(item, told, Standing.COMING):
            return None
        return lunch_private.in_view(told, item.user_id, self.file(item, team_id, told, now))

    def moved_up(self, item: OutboxItem, team_id: str, told: Gathering, now: datetime) -> View | None:
        if not stands_as(item, told, Standing.COMING):
            return None
        return lunch_private.moved_up_view(told, self.file(item, team_id, told, now))

    def waiting(self, item: OutboxItem, _team_id: str, told: Gathering, _now: datetime) -> View | None:
        if not stands_as(item, told, Standing.WAITING):
            return None
        return lunch_private.waiting_view(told, item.user_id)

    def full(self, item: OutboxItem, _team_id: str, told: Gathering, _now: datetime) -> View | None:
        row = mine(item, told)
        waited = row is not None and row.state == Standing.WAITING and not row.came
        return lunch_private.full_view(told) if waited and told.lunch.state == LunchState.HELD else None

    def is_out(self, item: OutboxItem, _team_id: str, told: Gathering, _now: datetime) -> View | None:
        return lunch_private.out_view(told) if stands_as(item, told, Standing.OUT) else None

    def moved(self, item: OutboxItem, team_id: str, told: Gathering, now: datetime) -> View | None:
        if not is_newest(item, told) or told.lunch.state != LunchState.PLANNED:
            return None
        return lunch_private.moved_view(told, item.user_id, self.file(item, team_id, told, now))

    def cancelled(self, item: OutboxItem, team_id: str, told: Gathering, now: datetime) -> View | None:
        if not is_newest(item, told):
            return None
        return lunch_private.cancelled_view(told, item.user_id, self.file(item, team_id, told, now))

    def off(self, _item: OutboxItem, _team_id: str, told: Gathering, _now: datetime) -> View:
        return lunch_private.off_view(told)

    def day_before(self, item: OutboxItem, _team_id: str, told: Gathering, now: datetime) -> View | None:
        return lunch_private.day_before_view(told, now=now) if is_awaited(item, told, now) else None

    def soon(self, item: OutboxItem, _team_id: str, told: Gathering, now: datetime) -> View | None:
        if not is_awaited(item, told, now):
            return None
        return lunch_private.soon_view(told, round((told.lunch.starts_at - now).total_seconds() / 60))

    def host(self, _item: OutboxItem, _team_id: str, told: Gathering, _now: datetime) -> View | None:
        return lunch_private.host_view(told) if told.lunch.state == LunchState.PLANNED else None

    def host_file(self, item: OutboxItem, team_id: str, told: Gathering, now: datetime) -> View | None:
        # Who hosts and comes has the file already.
        if not is_newest(item, told) or told.lunch.state == LunchState.HELD or is_coming(item, told):
            return None
        return lunch_private.host_file_view(told, self.file(item, team_id, told, now))

    def eve(self, item: OutboxItem, _team_id: str, told: Gathering, now: datetime) -> View | None:
        if not is_ahead(item, told, now):
            return None
        return lunch_private.who_view(told, reader=item.user_id, day=lunch.day_word(told.lunch, now))

    def who(self, item: OutboxItem, _team_id: str, told: Gathering, _now: datetime) -> View:
        return lunch_private.who_view(told, reader=item.user_id)

    def orphaned(self, _item: OutboxItem, _team_id: str, told: Gathering, _now: datetime) -> View:
        return lunch_private.orphaned_view(told)

    def after(self, item: OutboxItem, team_id: str, told: Gathering, _now: datetime) -> View | None:
        row = mine(item, told)
        if row is None or told.lunch.state != LunchState.HELD:
            return None
        feedback = self.services.lunches.feedback(team_id, told.lunch.lunch_id)
        return lunch_after.after_view(told, row, next((one for one in feedback if one.user_id == item.user_id), None))

    def after_host(self, item: OutboxItem, _team_id: str, told: Gathering, _now: datetime) -> View | None:
        if item.kind == "lunch.after_host" and told.lunch.state != LunchState.HELD:
            return None
        return lunch_after.after_host_view(told, item.user_id)

    def attended(self, _item: OutboxItem, _team_id: str, told: Gathering, _now: datetime) -> View:
        return lunch_after.attendance_view(told, [row for row in told.signups if row.came])

    def line(self, item: OutboxItem, team_id: str, told: Gathering, _now: datetime) -> View | None:
        feedback = self.services.lunches.feedback(team_id, told.lunch.lunch_id)
        given = next((one for one in feedback if one.at.isoformat() == item.facts.get("at") and one.line), None)
        return lunch_after.line_view(told, given) if given else None

    def notes(self, item: OutboxItem, team_id: str, told: Gathering, _now: datetime) -> View | None:
        recording = self.services.lunches.recording(team_id, whole(item.facts.get("recording_id")))
        return lunch_after.notes_view(told, recording) if recording else None

    def kept(self, item: OutboxItem, team_id: str, told: Gathering, _now: datetime) -> View | None:
        recording = self.services.lunches.recording(team_id, whole(item.facts.get("recording_id")))
        return lunch_after.kept_view(told, recording) if recording else None


def lunch_of(item: OutboxItem) -> int:
    return whole(item.facts.get("lunch_id"))


def whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def stood(_team_id: str, item: OutboxItem) -> str:
    return str(item.facts.get("ts") or "")


def mine(item: OutboxItem, told: Gathering) -> SignupRow | None:
    return next((row for row in told.signups if row.user_id == item.user_id), None)


def stands_as(item: OutboxItem, told: Gathering, state: Standing) -> bool:
    """Whether they still stand where they stood when it was left to be said, and it still is ahead."""
    row = mine(item, told)
    here = row is not None and (row.state, row.since) == (state, item.facts.get("since"))
    return here and told.lunch.state == LunchState.PLANNED


def is_newest(item: OutboxItem, told: Gathering) -> bool:
    """Whether nothing newer is being said: who comes hears of the last state alone."""
    return told.lunch.sequence == item.facts.get("sequence")


def is_ahead(item: OutboxItem, told: Gathering, now: datetime) -> bool:
    """Whether it still begins when it was to begin."""
    begins = told.lunch.starts_at.isoformat() == item.facts.get("begins")
    return begins and told.lunch.state == LunchState.PLANNED and now < told.lunch.starts_at


def is_awaited(item: OutboxItem, told: Gathering, now: datetime) -> bool:
    return is_coming(item, told) and is_ahead(item, told, now)


def is_coming(item: OutboxItem, told: Gathering) -> bool:
    row = mine(item, told)
    return row is not None and row.state == Standing.COMING
