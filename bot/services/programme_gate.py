"""Who may do what with the programme: guests may come, members may host, people from elsewhere neither."""

from __future__ import annotations

from bot.errors import KindError
from bot.services.privacy import PrivacyService
from bot.services.settings import SettingsService
from bot.services.visibility import hidden_channels
from storage.programme import SeriesRow
from storage.store import Unit

FORGOTTEN = "You asked me to forget you, so I note nothing. `/whoknows remember me` changes that."
OUTSIDE = "This is for the members of this workspace, so I noted nothing. Ask them to tell you what comes next."
NO_HOST = "Only members of this workspace can host. You are welcome to come, or to suggest a topic."


class Gate:
    """`outside` is what Slack said of the one who acts; our own table may not know them yet."""

    def __init__(self, privacy: PrivacyService, settings: SettingsService) -> None:
        self.privacy = privacy
        self.settings = settings

    def in_sight(self, unit: Unit, user_id: str, channel_id: str) -> list[SeriesRow]:
        """The series that somebody may know of: not those of channels they cannot look into, unless they speak there
        or coordinate.
        """
        going = unit.programme.all_series()
        if self.settings.is_coordinator(unit, user_id):
            return going
        hidden = hidden_channels(unit, user_id) - {channel_id}
        return [series for series in going if series.channel_id not in hidden]

    def may_come(self, unit: Unit, user_id: str, *, outside: bool) -> None:
        """Raises KindError for people from elsewhere, and for those who asked to be forgotten."""
        if trouble := self.trouble_coming(unit, user_id, outside=outside):
            raise KindError(trouble)

    def trouble_coming(self, unit: Unit, user_id: str, *, outside: bool) -> str:
        person = unit.people.get(user_id)
        if outside or (person and (person.is_outside or person.is_bot)):
            return OUTSIDE
        return FORGOTTEN if self.privacy.who_left(unit)(user_id) else ""

    def may_host(self, unit: Unit, user_id: str, *, outside: bool) -> None:
        if trouble := self.trouble_hosting(unit, user_id, outside=outside):
            raise KindError(trouble)

    def trouble_hosting(self, unit: Unit, user_id: str, *, outside: bool) -> str:
        person = unit.people.get(user_id)
        if outside or (person and person.is_outside):
            return OUTSIDE
        if person and not person.may_be_named:
            return NO_HOST
        return FORGOTTEN if self.privacy.who_left(unit)(user_id) else ""
