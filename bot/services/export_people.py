"""What users.json says of a person: names, zone, and whether they are a bot, a guest, an outsider or gone."""

from __future__ import annotations

import msgspec

from bot.services.export_json import Lists
from bot.services.export_values import ExportPerson

SLACKBOT = "USLACKBOT"  # Slack itself lists it as a human


class ListedProfile(msgspec.Struct, frozen=True):
    """The `profile` of an entry."""

    real_name: str | None = None
    display_name: str | None = None
    title: str | None = None
    team: str | None = None


class ListedPerson(msgspec.Struct, frozen=True):
    """An entry of users.json or org_users.json."""

    id: str
    team_id: str | None = None
    name: str | None = None
    real_name: str | None = None
    profile: ListedProfile | None = None
    tz: str | None = None
    tz_offset: int | None = None
    deleted: bool = False
    is_bot: bool = False
    is_workflow_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_admin: bool = False
    is_owner: bool = False
    is_stranger: bool = False


PEOPLE = Lists(ListedPerson)
NOTHING_SAID = ListedProfile()


def as_person(entry: ListedPerson) -> ExportPerson:
    profile = entry.profile or NOTHING_SAID
    handle = entry.name or entry.id
    return ExportPerson(
        id=entry.id,
        team_id=entry.team_id or profile.team,
        name=profile.real_name or entry.real_name or handle,
        handle=handle,
        display_name=profile.display_name or "",
        title=profile.title or "",
        tz=entry.tz or None,
        tz_offset=entry.tz_offset,
        deleted=entry.deleted,
        is_bot=entry.is_bot or entry.is_workflow_bot or entry.id == SLACKBOT,
        is_guest=entry.is_restricted or entry.is_ultra_restricted,
        is_admin=entry.is_admin,
        is_owner=entry.is_owner,
        is_outside=entry.is_stranger,
    )
