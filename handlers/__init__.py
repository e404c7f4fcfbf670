"""The table of contents: what Slack may send, and who answers it. The frequent ones stand first."""

from __future__ import annotations

import re

from slack_bolt import App

from bot.services import Services
from bot.views.ids import BOUNDS_FORM, FIND_SOMEBODY, HOME_FORM, InsightForm, KudosForm, LunchForm, Press, ProgrammeForm
from handlers.ask import AskHandlers
from handlers.channels import ChannelHandlers
from handlers.edge import Clock
from handlers.failures import Failures
from handlers.home import HomeHandlers
from handlers.insights import InsightHandlers
from handlers.kudos import KudosHandlers
from handlers.lifecycle import LifecycleHandlers
from handlers.lunch import LunchHandlers
from handlers.lunches import GatheringHandlers
from handlers.messages import MessageHandlers
from handlers.presses import PressHandlers
from handlers.programme import ProgrammeHandlers

ANYTHING = re.compile("")


def register(app: App, services: Services, clock: Clock) -> None:
    messages, ask = MessageHandlers(services, clock), AskHandlers(services, clock)
    presses, channels = PressHandlers(services, clock), ChannelHandlers(services, clock)
    lunch, programme = LunchHandlers(services, clock), ProgrammeHandlers(services, clock)
    kudos = KudosHandlers(services, clock)
    lifecycle, failures = LifecycleHandlers(services, clock), Failures(services, clock)

    app.event("message")(messages.on_message)
    app.event(re.compile("^reaction_(added|removed)$"))(kudos.on_reaction)
    app.event("app_mention")(messages.on_mention)
    app.command("/whoknows")(ask.on_command)
    app.command("/kudos")(kudos.on_command)
    app.command("/lunch")(lunch.on_command)
    app.shortcut(FIND_SOMEBODY)(ask.on_shortcut)
    register_gatherings(app, services, clock)
    app.action(re.compile(rf"^{Press.INSTEAD}"))(presses.on_instead)
    app.action(Press.SOMEONE_ELSE)(presses.on_someone_else)
    app.action(Press.I_KNOW)(presses.on_i_know)
    app.action(Press.JOIN)(presses.on_join)
    app.action(Press.TOPIC_COME)(programme.on_come)
    app.action(Press.TOPIC_HOST)(programme.on_host)
    app.action(re.compile("^invite:"))(programme.on_invitation)
    app.action(Press.HOST_SOMETHING)(programme.on_host_something)
    app.action(Press.SUGGEST_TOPIC)(programme.on_suggest_topic)
    app.view(BOUNDS_FORM)(ask.bounds.on_form)
    app.view(ProgrammeForm.SETUP)(programme.on_setup_form)
    app.view(ProgrammeForm.HOST)(programme.on_host_form)
    app.view(ProgrammeForm.SUGGEST)(programme.on_suggest_form)
    register_thanks(app, kudos)
    register_home(app, HomeHandlers(services, clock))
    register_insights(app, InsightHandlers(services, clock))
    app.event("member_joined_channel")(channels.on_joined)
    app.event("member_left_channel")(channels.on_left)
    app.event(re.compile("^(channel|group)_"))(channels.on_changed)
    app.event(re.compile("^(user_change|team_join)$"))(lifecycle.on_person)
    app.event("app_uninstalled")(lifecycle.on_uninstalled)
    app.event("tokens_revoked")(lifecycle.on_tokens_revoked)
    # Whatever else Slack sends is accepted: what gets no 200 is sent again, and may switch events off.
    app.event(ANYTHING)(failures.accept)
    app.command(ANYTHING)(failures.on_unknown_command)
    app.action(ANYTHING)(failures.accept)
    app.shortcut(ANYTHING)(failures.accept)
    app.view(ANYTHING)(failures.accept)
    app.view_closed(ANYTHING)(failures.accept)
    app.options(ANYTHING)(failures.no_options)
    app.error(failures.on_error)


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
    app.view(LunchForm.ASK)(lunches.on_ask_form)
    app.view(LunchForm.EDIT)(lunches.on_edit_form)
    app.view(LunchForm.LINE)(lunches.on_line_form)
    app.view(LunchForm.ATTENDANCE)(lunches.on_attendance_form)
    app.view(LunchForm.NOTES)(lunches.on_notes_form)


def register_thanks(app: App, kudos: KudosHandlers) -> None:
    app.action(Press.KUDOS_UNDO)(kudos.on_undo)
    app.action(Press.KUDOS_CHANGE)(kudos.on_change)
    app.action(re.compile(rf"^{Press.KUDOS_DIGEST}:"))(kudos.on_digest)
    app.view(KudosForm.SKILL)(kudos.on_skill_form)
    app.view(KudosForm.SETTINGS)(kudos.on_settings_form)


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
    app.view(HOME_FORM)(home.on_help_form)
