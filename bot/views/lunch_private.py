"""What one person hears of a gathering: you're in, you're in line, it moved, it is tomorrow, it is off."""

from __future__ import annotations

from datetime import datetime

from bot.domain.gatherings import Gathering
from bot.domain.signups import coming, place_in_line, waiting
from bot.domain.text import safe
from bot.views.blocks import Block, File, View, actions, button, context, section
from bot.views.formats import ahead, called, to_do
from bot.views.ids import Press
from bot.views.lunch import ABOUT, day_word, listing, plain_when, seats, title, when, where
from storage.values_lunch import Format, LunchRow, LunchState, Standing

PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
QUESTION = 400
HOSTING = (
    "I announce it in the channel in good time, remind everybody who comes, and tell you the day before who that is "
    "and what they asked."
)
PRACTISE = (
    "This lunch &amp; learn asks its hosts to practise before two colleagues first: half an hour, and a few lines from "
    "each that only you see."
)
MOST_QUESTIONS = 20  # a message holds about 13,000 characters
HOSTS_NAMES = 60


def in_view(told: Gathering, user_id: str, file: File) -> View:
    """Who stands beside the host has been told the rest where they said yes."""
    if user_id == told.partner:
        return host_file_view(told, file)
    return filed(f"You're in: {called(told)}.", told, file)


def moved_up_view(told: Gathering, file: File) -> View:
    return filed(f"A seat came free, so you're in: {called(told)}.", told, file)


def filed(first: str, told: Gathering, file: File) -> View:
    """Words with the calendar file; Slack shows no buttons beside files."""
    lines = [first, when(told.lunch), *where(told.lunch)]
    after = "If plans change, press *Can't make it* on the post."
    words = "\n".join([*lines, f"The file puts it into your calendar. {after}"])
    return View(words, [section("\n".join([*lines, after]))], file)


def waiting_view(told: Gathering, user_id: str) -> View:
    place = place_in_line(told.signups, user_id)
    words = (
        f"*{title(told.lunch)}* is full. You are {ordinal(place)} in line, and I will tell you when a seat comes free."
    )
    return View(words, [section(words), actions([out_button(told.lunch)])])


def full_view(told: Gathering) -> View:
    """It is over, and they waited for a seat to the end."""
    words = f"*{title(told.lunch)}* stayed full: no seat came free for you. If there are notes, I send them to you."
    return View(words, [section(words)])


def ordinal(place: int) -> str:
    return PLACES[place - 1] if 1 <= place <= len(PLACES) else f"number {place}"


def out_view(told: Gathering) -> View:
    words = f"You're off the list for *{title(told.lunch)}*. If it is in your calendar, take it out there too."
    return View(words, [section(words)])


def moved_view(told: Gathering, user_id: str, file: File) -> View:
    """The time or the place is another."""
    lunch = told.lunch
    lines = [f"*{title(lunch)}* has changed. This is how it stands now:", when(lunch), *where(lunch)]
    match standing(told, user_id):
        case Standing.COMING:
            lines.append("The file brings your calendar up to date. If it no longer suits you, press *Can't make it*.")
            return View("\n".join(lines), [section("\n".join(lines))], file)
        case Standing.WAITING:
            lines.append("You are still in line.")
            return View("\n".join(lines), [section("\n".join(lines)), actions([out_button(lunch)])])
        case Standing.OUT:
            return View("\n".join(lines), [section("\n".join(lines)), actions(host_buttons(lunch))])


def cancelled_view(told: Gathering, user_id: str, file: File) -> View:
    lunch = told.lunch
    why = "" if lunch.host_id else ", as it has no host any more"
    words = f"*{title(lunch)}* on {plain_when(lunch)} is cancelled{why}."
    if standing(told, user_id) != Standing.COMING:
        return View(words, [section(words)])
    words += " Sorry about that. The file takes it out of your calendar."
    return View(words, [section(words)], file)


def off_view(told: Gathering) -> View:
    """For whoever called it off, in the place of the button."""
    words = f"*{title(told.lunch)}* on {plain_when(told.lunch)} is cancelled. Everybody who signed up hears of it."
    return View(words, [section(words)])


def standing(told: Gathering, user_id: str) -> Standing:
    return next((row.state for row in told.signups if row.user_id == user_id), Standing.OUT)


def day_before_view(told: Gathering, *, now: datetime) -> View:
    lunch = told.lunch
    day = day_word(lunch, now)
    words = f"{day}: {called(told)}."
    lines = "\n".join([words, when(lunch), *where(lunch)])
    return View(f"{day}: {title(lunch)}, {plain_when(lunch)}", [section(lines), actions([out_button(lunch)])])


def soon_view(told: Gathering, minutes: int) -> View:
    lunch = told.lunch
    away = "now" if minutes < 1 else f"in {minutes} minute{'s' if minutes != 1 else ''}"
    lines = "\n".join([f"*{title(lunch)}* begins {away}.", *where(lunch)])
    return View(f"{title(lunch)} begins {away}", [section(lines)])


def host_view(told: Gathering) -> View:
    """The host's own: what is planned, and how to change it."""
    lunch = told.lunch
    lines = [f"You host *{title(lunch)}*. Thank you.", when(lunch), *where(lunch)]
    about = [section(safe(lunch.about, limit=ABOUT))] if lunch.about else []
    blocks = [section("\n".join(lines)), *about]
    if told.wants_practice:
        blocks.append(section(PRACTISE))
    row = [*host_buttons(lunch)[:-1], practice_button(lunch), cancel_button(lunch)]
    blocks += [actions(row), context(" ".join([*ahead(told), HOSTING]))]
    return View(f"You host {title(lunch)}, {plain_when(lunch)}", blocks)


def host_file_view(told: Gathering, file: File) -> View:
    """The calendar file of whoever hosts."""
    lunch = told.lunch
    what = "brings your calendar up to date" if lunch.sequence else "puts it into your calendar"
    if lunch.state == LunchState.CANCELLED:
        what = "takes it out of your calendar"
    words = f"*{title(lunch)}*, {plain_when(lunch)}: the file {what}."
    return View(words, [section(f"*{title(lunch)}*, {plain_when(lunch)}")], file)


def who_view(told: Gathering, *, reader: str = "", day: str = "") -> View:
    """Who comes, and what they asked: for the eyes of its hosts. Whoever hosts beside somebody cannot call it off."""
    lunch = told.lunch
    come, line = coming(told.signups), waiting(told.signups)
    first = f"{day} you host *{title(lunch)}*." if day else f"*{title(lunch)}*, {plain_when(lunch)}"
    lines = [first, seats(told)]
    lines += [words] if (words := to_do(lunch, told.todos)) else []
    lines += [f"Coming: {listing(told, come, most=HOSTS_NAMES)}"] if come else []
    lines += [f"Waiting: {listing(told, line)}"] if line else []
    blocks = [section("\n".join(lines))]
    blocks += sections("*Questions for you*", questions(told))
    beside = reader and reader in told.hosts and reader != lunch.host_id
    blocks.append(actions(manage_buttons(lunch) if beside else host_buttons(lunch)))
    return View(f"{first} {seats(told)}", blocks)


def questions(told: Gathering) -> list[str]:
    asked = [row for row in told.signups if row.question]
    lines = [
        f"\u2022 {safe(told.name(row.user_id), limit=80)}: {safe(row.question, limit=QUESTION)}"
        for row in asked[:MOST_QUESTIONS]
    ]
    more = len(asked) - MOST_QUESTIONS
    return [*lines, f"and {more} more"] if more > 0 else lines


def sections(heading: str, lines: list[str]) -> list[Block]:
    """Lines under a heading, in as many sections as they need."""
    found: list[Block] = []
    part = heading
    for line in lines:
        if len(part) + len(line) > 2900:
            found.append(section(part))
            part = line
        else:
            part = f"{part}\n{line}"
    return [*found, section(part)] if lines else []


def host_buttons(lunch: LunchRow) -> list[Block]:
    value = str(lunch.lunch_id)
    return [
        *manage_buttons(lunch),
        *([button("The questions", Press.LUNCH_PREPARE, value)] if lunch.format is Format.INTERVIEW else []),
        cancel_button(lunch),
    ]


def manage_buttons(lunch: LunchRow) -> list[Block]:
    """What every host of it may."""
    value = str(lunch.lunch_id)
    return [button("Who comes", Press.LUNCH_WHO, value), button("Change it", Press.LUNCH_EDIT, value)]


def practice_button(lunch: LunchRow) -> Block:
    return button("Practise it first", Press.TEACHBACK_PLAN, str(lunch.lunch_id))


def practise_view(told: Gathering) -> View:
    """Some days before, once: there is still time to practise. Nobody has to."""
    lunch = told.lunch
    words = (
        f"*{title(lunch)}* is on {plain_when(lunch)}. There is time to practise it before two colleagues first, if you "
        "would like to: half an hour, and a few lines from each that only you see."
    )
    hint = context("If you would rather not, there is nothing to do: it takes place all the same.")
    return View(words, [section(words), actions([practice_button(lunch)]), hint])


def cancel_button(lunch: LunchRow) -> Block:
    block = button("Cancel it", Press.LUNCH_CANCEL, str(lunch.lunch_id), style="danger")
    block["confirm"] = {
        "title": {"type": "plain_text", "text": "Cancel this gathering?"},
        "text": {"type": "plain_text", "text": "Everybody who signed up will be told."},
        "confirm": {"type": "plain_text", "text": "Cancel it"},
        "deny": {"type": "plain_text", "text": "Keep it"},
    }
    return block


def out_button(lunch: LunchRow) -> Block:
    return button("Can't make it", Press.LUNCH_OUT, str(lunch.lunch_id))


def orphaned_view(told: Gathering) -> View:
    """For whoever looks after the series."""
    lunch = told.lunch
    words = (
        f"*{title(lunch)}* on {plain_when(lunch)} is cancelled, as it has no host any more. "
        "Whoever signed up has been told. `/lunch host` plans another one."
    )
    return View(words, [section(words)])
