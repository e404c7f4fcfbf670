"""What `/lunch` and its subcommands answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.programme import Brought, Changed, Overview, Part, SetUp, Slot, Upcoming
from bot.domain.text import safe
from bot.views.blocks import View, actions, button, context, section
from bot.views.ids import Press
from bot.views.lunch_private import host_buttons
from bot.views.programme import TITLE, date_words, day, every, moment
from storage.values_lunch import LunchRow

USES = """*Learning over lunch*
`/lunch` \u2013 what comes next, and what you signed up for
`/lunch suggest pivot tables` \u2013 something you would like to learn
`/lunch host` \u2013 show others something, on one of the next free dates
`/lunch cancel` \u2013 call off a gathering you host
`/lunch library excel` \u2013 notes and recordings of earlier gatherings

*For coordinators*
`/lunch setup` \u2013 a form, or in one line: `/lunch setup #channel tuesday 12:00`
also `/lunch setup #channel tue 12:30 Europe/Berlin 45m 12 seats in Kitchen 2`
`/lunch post now` \u2013 bring the weekly post at once
`/lunch next` \u2013 what would be posted, and when
`/lunch skip 2026-12-24`, `/lunch unskip`, `/lunch pause`, `/lunch resume`, `/lunch stop`"""
SEVERAL = "With several lunch & learns name the channel at the end: `/lunch post now #channel`."


def help_view() -> View:
    return View("How to use /lunch", [section(USES), context(SEVERAL)])


def usage(problem: str) -> View:
    words = f"{problem} `/lunch help` shows what there is."
    return View(words, [section(words)])


def said(words: str) -> View:
    return View(words, [section(words)])


def set_up_view(done: SetUp) -> View:
    series, where = done.series, f"#{safe(done.channel)}"
    if series is None:
        return said("Nothing was set up.")
    comes = f"The first post comes on {moment(done.next_post, series.tz)}" if done.next_post else "It is paused"
    words = (
        f"The lunch & learn in {where} is set up: {every(series)}, {details(done)}. {comes}; "
        "`/lunch next` shows what it would bring, and `/lunch post now` brings it at once."
    )
    return said(words)


def details(done: SetUp) -> str:
    series = done.series
    if series is None:
        return ""
    seats = f"{series.seats} seats" if series.seats else "as many as like"
    place = f"in {safe(series.place)}" if series.place else ""
    return ", ".join(part for part in (f"{series.minutes} minutes", seats, place, safe(series.link)) if part)


def brought_view(brought: Brought) -> View:
    where = f"#{safe(brought.channel)}"
    if brought.lunch:
        return said(f"I am posting the sign-up for *{safe(brought.lunch.title, limit=TITLE)}* in {where}.")
    return said(f"I am asking in {where} what the next gathering shall be about.")


def next_view(upcoming: Sequence[Upcoming]) -> View:
    lines = [next_line(one) for one in upcoming]
    return View("\n".join(lines), [section(line) for line in lines])


def next_line(one: Upcoming) -> str:
    where = f"*#{safe(one.channel)}*"
    if one.at is None:
        return f"{where}: paused. `/lunch resume` lets it post again."
    brings = subject(one)
    skips = [date_words(skipped) for skipped in sorted(one.series.skips) if skipped >= one.at.date().isoformat()]
    out = f" Left out: {', '.join(skips)}." if skips else ""
    return f"{where}, {moment(one.at, one.series.tz)}: {brings}{out}"


def subject(one: Upcoming) -> str:
    if one.lunch:
        return f"the sign-up for *{safe(one.lunch.title, limit=TITLE)}*."
    if not one.topics:
        return "a post that asks what people would like to learn."
    return f"topics to choose from: {', '.join(safe(name, limit=TITLE) for name in one.topics)}."


def changed_view(changed: Changed, what: str) -> View:
    where = f"the lunch & learn in #{safe(changed.channel)}"
    comes = f" The next post comes on {moment(changed.next_post, changed.series.tz)}." if changed.next_post else ""
    words = {
        "pause": f"Paused: {where}. What is planned stays planned; `/lunch resume` goes on.",
        "resume": f"Going on: {where}.{comes}",
        "stop": f"Stopped: {where}. What is planned stays planned; `/lunch cancel` calls a gathering off.",
        "skip": f"Left out of {where}: {date_words(changed.day) if changed.day else 'nothing'}.{comes}",
        "unskip": f"Back in {where}: {date_words(changed.day) if changed.day else 'nothing was left out'}.{comes}",
    }
    return said(words[what])


def suggested_view(topic: str) -> View:
    return said(f"Noted, thank you: *{safe(topic, limit=TITLE)}*. It may come up in one of the next posts.")


def hosted_view(slot: Slot, title: str) -> View:
    return said(f"Thank you. *{safe(title, limit=TITLE)}* is planned for {moment(slot.starts_at, slot.series.tz)}.")


def cancel_view(lunches: Sequence[LunchRow]) -> View:
    if not lunches:
        return said("You host no gathering that is still to come, so there is nothing to cancel.")
    blocks = [section("Which one does not take place?")]
    for lunch in lunches[:20]:
        title = safe(lunch.title, limit=TITLE)
        blocks += [section(f"*{title}*, {moment(lunch.starts_at, lunch.tz)}"), actions(host_buttons(lunch)[1:])]
    return View("Which one does not take place?", blocks)


def overview_view(overview: Overview) -> View:
    if not overview.coming:
        words = "There is no lunch & learn here yet."
        hint = "`/lunch setup` begins one." if overview.coordinates else "A coordinator begins one with `/lunch setup`."
        return View(words, [section(f"{words} {hint}")])
    lines = [coming_line(one, overview.names) for one in overview.coming]
    blocks = [section("\n".join(lines))]
    if overview.mine:
        blocks.append(section("\n".join(["*You*", *(mine_line(*one) for one in overview.mine)])))
    buttons = [button("Host something", Press.HOST_SOMETHING), button("Suggest a topic", Press.SUGGEST_TOPIC)]
    blocks += [actions(buttons), context("`/lunch help` shows what else there is.")]
    return View(lines[0], blocks)


def coming_line(one: Upcoming, names: Mapping[str, str]) -> str:
    where = f"*#{safe(one.channel)}*"
    if one.lunch:
        host = safe(names.get(one.lunch.host_id, ""))
        by = f", with {host}" if host else ""
        title, when = safe(one.lunch.title, limit=TITLE), moment(one.lunch.starts_at, one.lunch.tz)
        return f"{where}: *{title}*{by}, {when}"
    if one.at is None:
        return f"{where}: paused for now"
    return f"{where}: nothing planned yet; I ask for topics on {day(one.at, one.series.tz)}"


def mine_line(lunch: LunchRow, part: Part) -> str:
    how = {Part.HOST: "you host", Part.COMING: "you come to", Part.WAITING: "you are on the waitlist of"}[part]
    return f"\u2022 {how} *{safe(lunch.title, limit=TITLE)}*, {moment(lunch.starts_at, lunch.tz)}"
