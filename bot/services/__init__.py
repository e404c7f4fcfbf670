"""The use cases, wired together: each public method is one transaction and returns values of the domain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.bounds import DEFAULTS, Bounds
from bot.domain.skills import Skill
from bot.services.ask import AskService
from bot.services.availability import AvailabilityService
from bot.services.handles import Handles
from bot.services.history import HistoryService
from bot.services.home import HomeService
from bot.services.imports import ImportService
from bot.services.insights import InsightService
from bot.services.kudos import KudosService
from bot.services.library import LibraryService
from bot.services.lunches import LunchService
from bot.services.merging import MergingService
from bot.services.own_data import OwnData
from bot.services.own_skills import OwnSkills
from bot.services.own_wishes import WishService
from bot.services.privacy import PrivacyService
from bot.services.programme import ProgrammeService
from bot.services.referrals import ReferralService
from bot.services.rescue import RescueService
from bot.services.settings import SettingsService
from bot.services.skills import SkillService
from bot.services.speakers import SpeakerService
from bot.services.teachback import TeachbackService
from bot.services.workspaces import WorkspaceService
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Services:
    store: Store
    ask: AskService
    availability: AvailabilityService
    handles: Handles
    history: HistoryService
    home: HomeService
    imports: ImportService
    insights: InsightService
    kudos: KudosService
    library: LibraryService
    lunches: LunchService
    own_data: OwnData
    own_skills: OwnSkills
    merging: MergingService
    privacy: PrivacyService
    programme: ProgrammeService
    referrals: ReferralService
    rescue: RescueService
    settings: SettingsService
    skills: SkillService
    teachback: TeachbackService
    speakers: SpeakerService
    wishes: WishService
    workspaces: WorkspaceService


def services(
    store: Store,
    vocabulary: Iterable[Skill],
    ordinary: frozenset[str],
    *,
    secret: str = "",
    bounds: Bounds = DEFAULTS,
) -> Services:
    """`secret` keys the digests of people who asked to be forgotten; needed only where there are any. `bounds` hold
    where a workspace sets none of its own.
    """
    privacy = PrivacyService(store, secret, asks_first=bool(bounds.works_council))
    skills = SkillService(store, privacy, vocabulary, ordinary)
    settings = SettingsService(store, privacy, bounds)
    lunches = LunchService(store, skills, privacy, settings)
    return Services(
        store=store,
        ask=AskService(store, skills, privacy, settings),
        availability=AvailabilityService(store, skills),
        handles=Handles(secret),
        history=HistoryService(store, skills, privacy, settings),
        home=HomeService(store, skills, privacy),
        imports=ImportService(store, skills, privacy),
        insights=InsightService(store, privacy, settings),
        kudos=KudosService(store, skills, privacy, settings),
        library=LibraryService(store, lunches),
        lunches=lunches,
        own_data=OwnData(store, privacy),
        own_skills=OwnSkills(store, skills),
        merging=MergingService(store, skills, settings),
        privacy=privacy,
        programme=ProgrammeService(store, skills, privacy, settings, lunches),
        referrals=ReferralService(store, skills, privacy, settings, secret),
        rescue=RescueService(store, privacy, settings),
        settings=settings,
        skills=skills,
        teachback=TeachbackService(store, lunches),
        speakers=SpeakerService(store, skills, privacy, settings),
        wishes=WishService(store, privacy),
        workspaces=WorkspaceService(store, privacy),
    )
