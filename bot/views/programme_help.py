"""What `/lunch` and its subcommands answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.programme import Brought, Changed, SetUp, Slot, Upcoming
from bot.domain.text import safe
from bot.views.blocks import View, actions, context, section
from bot.views.formats import to_do
from bot.views.lunch import shown_link
from bot.views.lunch_private import host_buttons
from bot.views.programme import TITLE, date_words, every, moment
from storage.values_lunch import LunchRow

USES = """*Learning over lunch*
`/lunch` \u2013 what comes next, and what you signed up for
`/lunch suggest pivot tables` \u2013 something you would like to learn
`/lunch host excel tricks` \u2013 a talk, a ten-minute demo, or let somebody interview you
`/lunch cancel` \u2013 call off a gathering you host
`/lunch teachback` \u2013 practise what you host before two colleagues first
`/lunch library excel` \u2013 notes and recordings of earlier gatherings

*For coordinators*
`/lunch setup` \u2013 a form, to begin or to change; or in one line: `/lunch setup #channel tuesday 12:00`
`/lunch setup #channel tue 12:30 Europe/Berlin 45m 12 seats in Kitchen 2` \u2013 all it can say
`/lunch post now` \u2013 bring the weekly post at once
`/lunch next` \u2013 what would be posted, and when, and what is still to be done
`/lunch speakers excel` \u2013 look for somebody who could speak, with their consent
`/lunch skip`, `/lunch skip 2026-12-24` \u2013 leave out the next date, or that one; `/lunch unskip` takes it back
`/lunch pause`, `/lunch resume`, `/lunch stop` \u2013 for a while, on again, for good"""
SEVERAL = "Where there are several lunch & learns, name the channel at the end: `/lunch post now #channel`."


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
    begun = f"The lunch & learn in {where} is set up: {every(series)}, {details(done)}."
    if done.next_post is None:
        return said(f"{begun} It is paused; `/lunch resume` lets it post again.")
    return said(
        f"{begun} The next post comes on {moment(done.next_post, series.tz)}; `/lunch next` shows what it would bring, "
        "and `/lunch post now` brings it at once."
    )


def details(done: SetUp) -> str:
    series = done.series
    if series is None:
        return ""
    seats = f"{series.seats} seat{'s' if series.seats != 1 else ''}" if series.seats else "no limit on seats"
    place = f"in {safe(series.place)}" if series.place else ""
    link = shown_link(series.link) if series.link else ""
    practice = "hosts are asked to practise first" if series.teachback else ""
    return ", ".join(part for part in (f"{series.minutes} minutes", seats, place, link, practice) if part)


def brought_view(brought: Brought) -> View:
    where = f"#{safe(brought.channel)}"
    if brought.lunches:
        return said(f"I am posting the sign-up for {titles(brought.lunches)} in {where}.")
    return said(f"I am asking in {where} what the next gathering shall be about.")


def next_view(upcoming: Sequence[Upcoming]) -> View:
    lines = [next_line(one) for one in upcoming]
    return View("\n".join(lines), [section(line) for line in lines])


def next_line(one: Upcoming) -> str:
    where = f"*#{safe(one.channel)}*"
    if one.at is None:
        return f"{where}: paused. `/lunch resume` lets it post again."
    skips = [date_words(skipped) for skipped in sorted(one.series.skips) if skipped >= one.at.date().isoformat()]
    out = f" Left out: {', '.join(skips)}." if skips else ""
    todos = [to_do(lunch, one.todos.get(lunch.lunch_id, ())) for lunch in one.lunches]
    first = f"{where}, next post: {moment(one.at, one.series.tz)}"
    return "\n".join(filter(None, (first, f"{subject(one)}{out}", *todos)))


def subject(one: Upcoming) -> str:
    if one.lunches:
        return f"The sign-up for {titles(one.lunches)}."
    if not one.topics:
        return "I would ask what people would like to learn."
    return f"Topics to choose from: {', '.join(safe(name, limit=TITLE) for name in one.topics)}."


def titles(lunches: Sequence[LunchRow]) -> str:
    return ", ".join(f"*{safe(lunch.title, limit=TITLE)}*" for lunch in lunches)


def changed_view(changed: Changed, what: str) -> View:
    where = f"lunch & learn in #{safe(changed.channel)}"
    comes = f" The next post comes on {moment(changed.next_post, changed.series.tz)}." if changed.next_post else ""
    if what in ("skip", "unskip") and not changed.day:
        return said(f"No date of the {where} was left out.{comes}")
    on = date_words(changed.day) if changed.day else ""
    words = {
        "pause": f"The {where} is paused. What is planned stays planned; `/lunch resume` takes it up again.",
        "resume": f"The {where} goes on.{comes}",
        "stop": f"The {where} has ended. What is planned stays planned; `/lunch cancel` calls a gathering off.",
        "skip": f"There is no {where} on {on}.{comes}",
        "unskip": f"There is a {where} on {on} after all.{comes}",
    }
    return said(words[what])


def suggested_view(topic: str) -> View:
    return said(f"Noted, thank you: *{safe(topic, limit=TITLE)}*. It may come up in one of the next posts.")


def hosted_view(slot: Slot, title: str) -> View:
    planned = f"*{safe(title, limit=TITLE)}* is planned for {moment(slot.starts_at, slot.series.tz)}."
    return said(f"Thank you. {planned} My message to you has all of it, and how to change it.")


def cancel_view(lunches: Sequence[LunchRow]) -> View:
    if not lunches:
        return said("You host no gathering that is still to come. To take back a sign-up, `/lunch` has a button.")
    blocks = [section("Which one does not take place?")]
    for lunch in lunches[:20]:
        title = safe(lunch.title, limit=TITLE)
        blocks += [section(f"*{title}*, {moment(lunch.starts_at, lunch.tz)}"), actions(host_buttons(lunch)[1:])]
    return View("Which one does not take place?", blocks)
