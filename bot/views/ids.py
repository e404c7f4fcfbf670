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
    TEACHBACK_PLAN = "teachback:plan"
    TEACHBACK_IN = "teachback:in"
    TEACHBACK_OUT = "teachback:out"
    TEACHBACK_NAME = "teachback:name"
    TEACHBACK_OFF = "teachback:off"
    TEACHBACK_RATE = "teachback:rate"
    LINK_REPORT = "library:report"
    LINK_MEND = "library:mend"
    LINK_TAKE_OUT = "library:take_out"
    LUNCH_PREPARE = "lunch:prepare"
    PAIR_YES = "pair:yes"
    PAIR_NO = "pair:no"
    SPEAKERS_ASK = "speakers:ask"
    SPEAKER_YES = "speaker:yes"
    SPEAKER_NO = "speaker:no"
    TOPIC_COME = "topic:come"
    TOPIC_HOST = "topic:host"
    INVITE_YES = "invite:yes"
    INVITE_DEMO = "invite:demo"
    INVITE_INTERVIEW = "invite:interview"
    INVITE_NO = "invite:no"
    INVITE_NEVER = "invite:never"
    HOST_SOMETHING = "programme:host"
    SUGGEST_TOPIC = "programme:suggest"
    KUDOS_CHANGE = "kudos:change"
    KUDOS_UNDO = "kudos:undo"
    KUDOS_DIGEST = "kudos:digest"
    ASK_PERSON = "referral:ask"
    ASK_ALL = "referral:ask_all"
    ASK_CHANNEL = "referral:ask_channel"
    REFERRAL_YES = "referral:yes"
    REFERRAL_HAND_ON = "referral:pass_on"
    REFERRAL_LATER = "referral:later"
    REFERRAL_NEVER = "referral:never"
    REFERRAL_LIMIT = "referral:limit"
    REFERRAL_NEXT = "referral:next"
    REFERRAL_WITHDRAW = "referral:withdraw"
    REFERRAL_HELPED = "referral:helped"
    REFERRAL_UNHELPED = "referral:unhelped"
    TELL_ME = "wish:tell_me"
    AVAILABILITY_WEEK = "availability:week"
    AVAILABILITY_OFF = "availability:off"
    AVAILABILITY_PAUSE = "availability:pause"
    AVAILABILITY_RESUME = "availability:resume"
    AVAILABILITY_SET = "availability:set"
    SKILLS_MERGE = "skills:merge"
    HOME_REMOVE = "home:remove"
    HOME_HELP = "home:help"
    HOME_SKILL = "home:skill"
    HOME_PAGE = "home:page"
    HOME_SHOW = "home:show"
    HOME_PIECES = "home:pieces"
    PAUSE = "privacy:pause"
    RESUME = "privacy:resume"
    LEAVE = "privacy:leave"
    LEARN = "privacy:learn"
    STOP_LEARNING = "privacy:stop_learning"
    EXPORT = "privacy:export"
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
    PREPARE = "lunch:form:prepare"


class TeachbackForm(StrEnum):
    """Forms of a practice lesson, by `callback_id`."""

    PLAN = "teachback:form:plan"
    NAME = "teachback:form:name"
    RUBRIC = "teachback:form:rubric"


class KudosForm(StrEnum):
    """Forms about thanks, by `callback_id`."""

    SKILL = "kudos:form:skill"
    SETTINGS = "kudos:form:settings"


class ReferralForm(StrEnum):
    """Forms of the hand-off, by `callback_id`."""

    ASK = "referral:form:ask"
    HAND_ON = "referral:form:pass_on"
    CHANNEL = "referral:form:channel"


class ProgrammeForm(StrEnum):
    """Forms of the weekly programme, by `callback_id`."""

    SETUP = "programme:form:setup"
    HOST = "programme:form:host"
    SUGGEST = "programme:form:suggest"


AVAILABILITY_FORM = "availability:form:own"
LINK_FORM = "library:form:link"


class InsightForm(StrEnum):
    """Forms of insights, by `callback_id`."""

    ASSUME = "insights:form:assume"
    GROUPS = "insights:form:groups"


HOME_FORM = "home:form:skill"
PIECES_FORM = "home:form:pieces"
PAUSE_FORM = "privacy:form:pause"
BOUNDS_FORM = "settings:form:bounds"
GREETING = "greeting"  # the value of a button in the first message to whoever installed the bot
FIND_SOMEBODY = "find_somebody"
