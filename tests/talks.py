"""Conversations that tests let the bot hear, or import."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from bot.services.heard import Heard
from tests.builders import NOW, Talk
from tests.exports import said, write_export

CHANNELS = {"general": "C1", "random": "C2"}
PEOPLE = ["U0ANA", "U0BOB", "U0CARL", "U0DORA", "U0EVE"]
DAYS_AGO_4 = NOW - timedelta(days=4)


def threaded(at: datetime = DAYS_AGO_4) -> Talk:
    """Three days in two channels: questions with answers in threads, one answered days later, and small talk."""
    talk = Talk(at)
    pandas = talk.say("U0ANA", "Who knows pandas? My pivot breaks")
    talk.say("U0BOB", "Show me the pivot, I use data frames all day", under=pandas)
    talk.say("U0ANA", "Here is the pivot", under=pandas)
    talk.say("U0CARL", "Group before you merge", under=pandas)
    talk.say("U0DORA", "The Kubernetes bill came again", channel="C2")
    talk.later(days=1)
    excel = talk.say("U0EVE", "How do I freeze a row in Excel?")
    talk.say("U0DORA", "View, then freeze the row", under=excel)
    talk.say("U0BOB", "And again with pandas, for pandas fans", under=pandas)
    beamer = talk.say("U0BOB", "Anybody good at PowerPoint here?", channel="C2")
    talk.say("U0DORA", "I make decks, send me the slides", under=beamer, channel="C2")
    talk.later(days=1)
    talk.say("U0CARL", "Or split the window, Eve", under=excel)
    talk.say("U0DORA", "The Kubernetes bill is paid")
    talk.say("U0DORA", "Slides are done", under=beamer, channel="C2")
    return talk


def without_threads(at: datetime = DAYS_AGO_4) -> Talk:
    """As people talked before there were threads."""
    talk = Talk(at)
    talk.say("U0ANA", "Who knows pandas?")
    talk.say("U0BOB", "Show me the pivot")
    talk.say("U0CARL", "Merge the tables")
    talk.later(days=1)
    talk.say("U0EVE", "How do I freeze a row in Excel?")
    talk.say("U0DORA", "View, freeze")
    talk.say("U0BOB", "Or split the window")
    talk.later(days=1)
    talk.say("U0ANA", "Does anyone know PowerPoint well?")
    talk.say("U0DORA", "Me, send the slides")
    return talk


def export_of(talk: Iterable[Heard], folder: Path) -> Path:
    names = {channel_id: name for name, channel_id in CHANNELS.items()}
    messages: dict[str, list[dict[str, object]]] = {name: [] for name in CHANNELS}
    for heard in talk:
        thread = {"thread_ts": heard.thread_ts} if heard.thread_ts else {}
        messages[names[heard.channel_id]].append(said(heard.user_id, heard.text, heard.ts, **thread))
    channels = {name: {"id": channel_id} for name, channel_id in CHANNELS.items()}
    return write_export(folder, people=PEOPLE, channels=channels, messages=messages)
