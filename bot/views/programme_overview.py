"""What `/lunch` alone shows: what comes next, and what of it is somebody's own."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.programme import Overview, Part, Upcoming
from bot.domain.text import safe
from bot.views.blocks import Block, View, actions, button, context, section
from bot.views.formats import KIND, to_do
from bot.views.ids import Press
from bot.views.lunch_private import out_button, practice_button
from bot.views.programme import TITLE, day, moment
from storage.values_lunch import LunchRow

MOST = 15  # of each, so that everything fits into one message
HOW = {
    Part.HOST: "you host",
    Part.BESIDE: "you stand beside the host of",
    Part.COMING: "you come to",
    Part.WAITING: "you are in line for",
}


def overview_view(overview: Overview) -> View:
    if not overview.coming and not overview.mine:
        return empty_view(coordinates=overview.coordinates)
    lines = [coming_line(one, overview.names) for one in overview.coming]
    mine = {lunch.lunch_id for lunch, _part in overview.mine}
    blocks = [section(line, accessory=sign_up(one, mine)) for one, line in zip(overview.coming, lines, strict=True)]
    blocks = blocks[:MOST]
    if overview.mine:
        blocks.append(section("*You*"))
        for one in overview.mine[:MOST]:
            words = to_do(one[0], overview.todos.get(one[0].lunch_id, ()))
            blocks.append(section("\n".join(filter(None, (mine_line(*one), words))), accessory=sign_off(*one)))
    if overview.coming:
        buttons = [button("Host something", Press.HOST_SOMETHING), button("Suggest a topic", Press.SUGGEST_TOPIC)]
        blocks.append(actions(buttons))
    blocks.append(context("`/lunch help` shows what else there is."))
    return View((lines or [mine_line(*overview.mine[0])])[0], blocks)


def empty_view(*, coordinates: bool) -> View:
    words = "There is no lunch & learn here yet."
    how = "A coordinator begins one with `/lunch setup`, and `/whoknows coordinators` shows who they are."
    return View(words, [section(f"{words} {'`/lunch setup` begins one.' if coordinates else how}")])


def coming_line(one: Upcoming, names: Mapping[str, str]) -> str:
    where = f"*#{safe(one.channel)}*"
    if one.lunches:
        lunch = one.lunches[0]
        host = safe(names.get(lunch.host_id, ""))
        by = f", {KIND[lunch.format]}with {host}" if host else ""
        return f"{where}: *{safe(lunch.title, limit=TITLE)}*{by}, {moment(lunch.starts_at, lunch.tz)}"
    if one.at is None:
        return f"{where}: paused for now"
    return f"{where}: nothing planned yet; I ask for topics on {day(one.at, one.series.tz)}"


def sign_up(one: Upcoming, mine: set[int]) -> Block | None:
    """For who has no part yet in what comes next."""
    if not one.lunches or one.lunches[0].lunch_id in mine:
        return None
    return button("Count me in", Press.LUNCH_IN, str(one.lunches[0].lunch_id))


def mine_line(lunch: LunchRow, part: Part) -> str:
    return f"\u2022 {HOW[part]} *{safe(lunch.title, limit=TITLE)}*, {moment(lunch.starts_at, lunch.tz)}"


def sign_off(lunch: LunchRow, part: Part) -> Block | None:
    """A host calls off by `/lunch cancel`, which asks first; here they may practise."""
    return practice_button(lunch) if part is Part.HOST else out_button(lunch)
