"""The names under which presses and forms come back: never change one that is out in channels."""

from __future__ import annotations

from enum import StrEnum


class Press(StrEnum):
    """Buttons and boxes, by `action_id`."""

    INSTEAD = "ask:instead"
    SOMEONE_ELSE = "ask:someone_else"
    I_KNOW = "ask:i_know"
    CHANNELS = "channels:ticked"
    JOIN = "channels:join"
    LUNCH_IN = "lunch:in"
    LUNCH_OUT = "lunch:out"
    LUNCH_ASK = "lunch:ask"
    LUNCH_WHO = "lunch:who"
    LUNCH_EDIT = "lunch:edit"
    LUNCH_CANCEL = "lunch:cancel"
    LUNCH_CAME = "lunch:came"
    LUNCH_MISSED = "lunch:missed"
    LUNCH_USEFUL = "lunch:useful"
    LUNCH_LINE = "lunch:line"
    LUNCH_ATTENDANCE = "lunch:attendance"
    LUNCH_NOTES = "lunch:notes"
    LUNCH_NOT_HELD = "lunch:not_held"
    TOPIC_COME = "topic:come"
    TOPIC_HOST = "topic:host"
    INVITE_YES = "invite:yes"
    INVITE_NO = "invite:no"
    INVITE_NEVER = "invite:never"
    HOST_SOMETHING = "programme:host"
    SUGGEST_TOPIC = "programme:suggest"
    KUDOS_CHANGE = "kudos:change"
    KUDOS_UNDO = "kudos:undo"
    KUDOS_DIGEST = "kudos:digest"
    HOME_REMOVE = "home:remove"
    HOME_HELP = "home:help"
    INSIGHTS_PAGE = "insights:page"
    INSIGHTS_COUNTED = "insights:counted"
    INSIGHTS_ASSUME = "insights:assume"
    INSIGHTS_YES = "insights:yes"
    INSIGHTS_NO = "insights:no"


class LunchForm(StrEnum):
    """Forms of a gathering, by `callback_id`."""

    ASK = "lunch:form:ask"
    EDIT = "lunch:form:edit"
    LINE = "lunch:form:line"
    ATTENDANCE = "lunch:form:attendance"
    NOTES = "lunch:form:notes"


class KudosForm(StrEnum):
    """Forms about thanks, by `callback_id`."""

    SKILL = "kudos:form:skill"
    SETTINGS = "kudos:form:settings"


class ProgrammeForm(StrEnum):
    """Forms of the weekly programme, by `callback_id`."""

    SETUP = "programme:form:setup"
    HOST = "programme:form:host"
    SUGGEST = "programme:form:suggest"


class InsightForm(StrEnum):
    """Forms of insights, by `callback_id`."""

    ASSUME = "insights:form:assume"
    GROUPS = "insights:form:groups"


HOME_FORM = "home:form:skill"
BOUNDS_FORM = "settings:form:bounds"
GREETING = "greeting"  # the value of a button in the first message to whoever installed the bot
FIND_SOMEBODY = "find_somebody"
