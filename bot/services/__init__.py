"""The use cases, wired together: each public method is one transaction and returns values of the domain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.bounds import DEFAULTS, Bounds
from bot.domain.skills import Skill
from bot.services.ask import AskService
from bot.services.history import HistoryService
from bot.services.home import HomeService
from bot.services.imports import ImportService
from bot.services.insights import InsightService
from bot.services.kudos import KudosService
from bot.services.lunches import LunchService
from bot.services.privacy import PrivacyService
from bot.services.programme import ProgrammeService
from bot.services.settings import SettingsService
from bot.services.skills import SkillService
from bot.services.workspaces import WorkspaceService
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Services:
    store: Store
    ask: AskService
    history: HistoryService
    home: HomeService
    imports: ImportService
    insights: InsightService
    kudos: KudosService
    lunches: LunchService
    privacy: PrivacyService
    programme: ProgrammeService
    settings: SettingsService
    skills: SkillService
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
    privacy = PrivacyService(store, secret)
    skills = SkillService(store, privacy, vocabulary, ordinary)
    settings = SettingsService(store, privacy, bounds)
    lunches = LunchService(store, skills, privacy, settings)
    return Services(
        store=store,
        ask=AskService(store, skills, privacy),
        history=HistoryService(store, skills, privacy),
        home=HomeService(store, skills, privacy),
        imports=ImportService(store, skills, privacy),
        insights=InsightService(store, privacy, settings),
        kudos=KudosService(store, skills, privacy, settings),
        lunches=lunches,
        privacy=privacy,
        programme=ProgrammeService(store, skills, privacy, settings, lunches),
        settings=settings,
        skills=skills,
        workspaces=WorkspaceService(store, privacy),
    )
