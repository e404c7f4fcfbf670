"""The table of contents: what Slack may send, and who answers it. The frequent ones stand first."""

from __future__ import annotations

import re

from slack_bolt import App

from bot.services import Services
from bot.views.ids import (
    AVAILABILITY_FORM,
    BOUNDS_FORM,
    FIND_SOMEBODY,
    HOME_FORM,
    LINK_FORM,
    PAUSE_FORM,
    PIECES_FORM,
    InsightForm,
    KudosForm,
    LunchForm,
    Press,
    ProgrammeForm,
    ReferralForm,
    TeachbackForm,
)
from handlers.ask import AskHandlers
from handlers.availability import AvailabilityHandlers
from handlers.channels import ChannelHandlers
from handlers.edge import Clock
from handlers.failures import Failures
from handlers.handles import HandleHandlers
from handlers.home import HomeHandlers
from handlers.insights import InsightHandlers
from handlers.kudos import KudosHandlers
from handlers.library import LibraryHandlers
from handlers.lifecycle import LifecycleHandlers
from handlers.lunch import LunchHandlers
from handlers.lunches import GatheringHandlers
from handlers.messages import MessageHandlers
from handlers.presses import PressHandlers
from handlers.privacy import PrivacyHandlers
from handlers.programme import ProgrammeHandlers
from handlers.referrals import ReferralHandlers
from handlers.speakers import SpeakerHandlers
from handlers.strangers import Strangers
from handlers.teachback import TeachbackHandlers

ANYTHING = re.compile("")


def register(app: App, services: Services, clock: Clock) -> None:
    messages, ask = MessageHandlers(services, clock), AskHandlers(services, clock)
    presses, channels = PressHandlers(services, clock), ChannelHandlers(services, clock)
    lunch, programme = LunchHandlers(services, clock), ProgrammeHandlers(services, clock)
    kudos = KudosHandlers(services, clock)
    lifecycle, failures = LifecycleHandlers(services, clock), Failures(services, clock)

    app.use(HandleHandlers(services.handles).on_way_in)
    app.middleware(Strangers(services).meet)
    app.event("message")(messages.on_message)
    app.event(re.compile("^reaction_(added|removed)$"))(kudos.on_reaction)
    app.event("app_mention")(messages.on_mention)
    app.command("/whoknows")(ask.on_command)
    app.command("/kudos")(kudos.on_command)
    app.command("/lunch")(lunch.on_command)
    app.shortcut(FIND_SOMEBODY)(ask.on_shortcut)
    register_gatherings(app, services, clock)
    register_practice(app, services, clock)
    app.action(re.compile(rf"^{Press.INSTEAD}"))(presses.on_instead)
    app.action(Press.SOMEONE_ELSE)(presses.on_someone_else)
    app.action(Press.I_KNOW)(presses.on_i_know)
    app.action(Press.JOIN)(presses.on_join)
    app.action(Press.SKILLS_MERGE)(ask.merging.on_merge)
    app.action(Press.TOPIC_COME)(programme.on_come)
    app.action(Press.TOPIC_HOST)(programme.on_host)
    app.action(re.compile("^invite:"))(programme.on_invitation)
    app.action(Press.HOST_SOMETHING)(programme.on_host_something)
    app.action(Press.SUGGEST_TOPIC)(programme.on_suggest_topic)
    app.view(BOUNDS_FORM)(ask.bounds.on_form)
    app.view(ProgrammeForm.SETUP)(programme.on_setup_form)
    app.view(ProgrammeForm.HOST)(programme.on_host_form)
    app.view(ProgrammeForm.SUGGEST)(programme.on_suggest_form)
    register_referrals(app, ReferralHandlers(services, clock))
    register_speakers(app, SpeakerHandlers(services, clock))
    register_thanks(app, kudos)
    register_availability(app, ask.availability)
    register_home(app, HomeHandlers(services, clock))
    register_privacy(app, ask.privacy)
    register_insights(app, InsightHandlers(services, clock))
    register_lifecycle(app, channels, lifecycle)
    # Whatever else Slack sends is accepted: what gets no 200 is sent again, and may switch events off.
    app.event(ANYTHING)(failures.accept)
    app.command(ANYTHING)(failures.on_unknown_command)
    app.action(ANYTHING)(failures.accept)
    app.shortcut(ANYTHING)(failures.accept)
    app.view(ANYTHING)(failures.accept)
    app.view_closed(ANYTHING)(failures.accept)
    app.options(ANYTHING)(failures.no_options)
    app.error(failures.on_error)


def register_lifecycle(app: App, channels: ChannelHandlers, lifecycle: LifecycleHandlers) -> None:
    app.event("member_joined_channel")(channels.on_joined)
    app.event("member_left_channel")(channels.on_left)
    app.event(re.compile("^(channel|group)_"))(channels.on_changed)
    app.event(re.compile("^(user_change|team_join)$"))(lifecycle.on_person)
    app.event("app_uninstalled")(lifecycle.on_uninstalled)
    app.event("tokens_revoked")(lifecycle.on_tokens_revoked)


def register_gatherings(app: App, services: Services, clock: Clock) -> None:
    lunches = GatheringHandlers(services, clock)

    app.action(Press.LUNCH_IN)(lunches.on_in)
    app.action(Press.LUNCH_OUT)(lunches.on_out)
    app.action(Press.LUNCH_ASK)(lunches.on_ask)
    app.action(Press.LUNCH_CAME)(lunches.on_came)
    app.action(Press.LUNCH_MISSED)(lunches.on_missed)
    app.action(Press.LUNCH_USEFUL)(lunches.on_useful)
    app.action(Press.LUNCH_LINE)(lunches.on_line)
    app.action(Press.LUNCH_WHO)(lunches.on_who)
    app.action(Press.LUNCH_EDIT)(lunches.on_edit)
    app.action(Press.LUNCH_CANCEL)(lunches.on_cancel)
    app.action(Press.LUNCH_ATTENDANCE)(lunches.on_attendance)
    app.action(Press.LUNCH_NOTES)(lunches.on_notes)
    app.action(Press.LUNCH_NOT_HELD)(lunches.on_not_held)
    app.action(Press.LUNCH_PREPARE)(lunches.on_prepare)
    app.action(re.compile("^pair:"))(lunches.on_beside)
    app.view(LunchForm.ASK)(lunches.on_ask_form)
    app.view(LunchForm.EDIT)(lunches.on_edit_form)
    app.view(LunchForm.LINE)(lunches.on_line_form)
    app.view(LunchForm.ATTENDANCE)(lunches.on_attendance_form)
    app.view(LunchForm.NOTES)(lunches.on_notes_form)
    app.view(LunchForm.PREPARE)(lunches.on_prepare_form)


def register_speakers(app: App, speakers: SpeakerHandlers) -> None:
    app.action(Press.SPEAKERS_ASK)(speakers.on_ask)
    app.action(re.compile("^speaker:"))(speakers.on_answer)


def register_referrals(app: App, referrals: ReferralHandlers) -> None:
    app.action(re.compile(rf"^({Press.ASK_PERSON}|{Press.ASK_ALL})$"))(referrals.on_ask)
    app.action(re.compile(f"^({Press.REFERRAL_YES}|{Press.REFERRAL_LATER}|{Press.REFERRAL_NEVER})$"))(
        referrals.on_answer
    )
    app.action(Press.REFERRAL_LIMIT)(referrals.on_limit)
    app.action(Press.REFERRAL_HAND_ON)(referrals.on_pass)
    app.action(Press.REFERRAL_NEXT)(referrals.on_next)
    app.action(Press.REFERRAL_WITHDRAW)(referrals.on_withdraw)
    app.action(Press.REFERRAL_HELPED)(referrals.on_helped)
    app.action(Press.REFERRAL_UNHELPED)(referrals.on_unhelped)
    app.action(Press.ASK_CHANNEL)(referrals.on_channel)
    app.action(Press.TELL_ME)(referrals.on_tell_me)
    app.view(ReferralForm.ASK)(referrals.on_ask_form)
    app.view(ReferralForm.HAND_ON)(referrals.on_pass_form)
    app.view(ReferralForm.CHANNEL)(referrals.on_channel_form)


def register_practice(app: App, services: Services, clock: Clock) -> None:
    """Practice lessons, and the library that gatherings fill."""
    teachback, library = TeachbackHandlers(services, clock), LibraryHandlers(services, clock)

    app.action(Press.TEACHBACK_PLAN)(teachback.on_plan)
    app.action(Press.TEACHBACK_IN)(teachback.on_in)
    app.action(Press.TEACHBACK_OUT)(teachback.on_out)
    app.action(Press.TEACHBACK_NAME)(teachback.on_name)
    app.action(Press.TEACHBACK_OFF)(teachback.on_off)
    app.action(Press.TEACHBACK_RATE)(teachback.on_rate)
    app.view(TeachbackForm.PLAN)(teachback.on_plan_form)
    app.view(TeachbackForm.NAME)(teachback.on_name_form)
    app.view(TeachbackForm.RUBRIC)(teachback.on_rubric_form)
    app.action(Press.LINK_REPORT)(library.on_report)
    app.action(Press.LINK_MEND)(library.on_mend)
    app.action(Press.LINK_TAKE_OUT)(library.on_take_out)
    app.view(LINK_FORM)(library.on_form)


def register_thanks(app: App, kudos: KudosHandlers) -> None:
    app.action(Press.KUDOS_UNDO)(kudos.on_undo)
    app.action(Press.KUDOS_CHANGE)(kudos.on_change)
    app.action(re.compile(rf"^{Press.KUDOS_DIGEST}:"))(kudos.on_digest)
    app.view(KudosForm.SKILL)(kudos.on_skill_form)
    app.view(KudosForm.SETTINGS)(kudos.on_settings_form)


def register_availability(app: App, availability: AvailabilityHandlers) -> None:
    app.action(Press.AVAILABILITY_WEEK)(availability.on_week)
    app.action(Press.AVAILABILITY_OFF)(availability.on_off)
    app.action(Press.AVAILABILITY_PAUSE)(availability.on_pause)
    app.action(Press.AVAILABILITY_RESUME)(availability.on_resume)
    app.action(Press.AVAILABILITY_SET)(availability.on_set)
    app.view(AVAILABILITY_FORM)(availability.on_form)


def register_insights(app: App, insights: InsightHandlers) -> None:
    app.command("/insights")(insights.on_command)
    app.action(re.compile(rf"^{Press.INSIGHTS_PAGE}:"))(insights.on_page)
    app.action(Press.INSIGHTS_COUNTED)(insights.on_counted)
    app.action(Press.INSIGHTS_ASSUME)(insights.on_assume)
    app.action(re.compile("^insights:(yes|no)$"))(insights.on_answer)
    app.view(InsightForm.ASSUME)(insights.on_assume_form)
    app.view(InsightForm.GROUPS)(insights.on_groups_form)


def register_home(app: App, home: HomeHandlers) -> None:
    app.event("app_home_opened")(home.on_opened)
    app.action(Press.HOME_REMOVE)(home.on_remove)
    app.action(Press.HOME_HELP)(home.on_help)
    app.action(re.compile(rf"^{Press.HOME_SKILL}:"))(home.on_skill)
    app.action(re.compile(rf"^{Press.HOME_PAGE}:"))(home.on_page)
    app.action(re.compile(rf"^{Press.HOME_SHOW}:"))(home.on_show)
    app.action(Press.HOME_PIECES)(home.on_older_pieces)
    app.view(HOME_FORM)(home.on_help_form)
    app.view(PIECES_FORM)(home.on_pieces_form)


def register_privacy(app: App, privacy: PrivacyHandlers) -> None:
    app.action(Press.PAUSE)(privacy.on_pause)
    app.action(Press.RESUME)(privacy.on_resume)
    app.action(Press.LEAVE)(privacy.on_leave)
    app.action(Press.LEARN)(privacy.on_learn)
    app.action(Press.STOP_LEARNING)(privacy.on_stop_learning)
    app.action(Press.EXPORT)(privacy.on_export)
    app.view(PAUSE_FORM)(privacy.on_pause_form)
