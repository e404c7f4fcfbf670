"""The table of contents: what Slack may send, and who answers it. The frequent ones stand first."""

from __future__ import annotations

import re

from slack_bolt import App

from bot.services import Services
from bot.views.ids import FIND_SOMEBODY, Press
from handlers.ask import AskHandlers
from handlers.channels import ChannelHandlers
from handlers.edge import Clock
from handlers.failures import Failures
from handlers.lifecycle import LifecycleHandlers
from handlers.messages import MessageHandlers
from handlers.presses import PressHandlers

ANYTHING = re.compile("")


def register(app: App, services: Services, clock: Clock) -> None:
    messages, ask = MessageHandlers(services, clock), AskHandlers(services, clock)
    presses, channels = PressHandlers(services, clock), ChannelHandlers(services, clock)
    lifecycle, failures = LifecycleHandlers(services, clock), Failures(services, clock)

    app.event("message")(messages.on_message)
    app.event("app_mention")(messages.on_mention)
    app.command("/whoknows")(ask.on_command)
    app.shortcut(FIND_SOMEBODY)(ask.on_shortcut)
    app.action(re.compile(rf"^{Press.INSTEAD}"))(presses.on_instead)
    app.action(Press.SOMEONE_ELSE)(presses.on_someone_else)
    app.action(Press.I_KNOW)(presses.on_i_know)
    app.action(Press.JOIN)(presses.on_join)
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
