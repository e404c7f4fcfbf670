"""What stands around the pages of `/insights`: help, definitions, the log, assumptions, groups, and being asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.insights_people import Role, Said
from bot.domain.insights_registry import Figure, Page, of_page
from bot.domain.insights_return import RANGES, Assumptions, Range
from bot.domain.text import safe
from bot.views.blocks import Block, View, actions, button, context, section
from bot.views.forms import Modal, field, modal, plain, text_input
from bot.views.ids import InsightForm, Press
from bot.views.insights import NAMES
from storage.values_insights import LookRow

USES = """*For coordinators*
`/insights` \u2013 how well questions are answered, and what is missing; never about one person
`/insights coverage`, `flow`, `pathways`, `gatherings`, `return`, `people` \u2013 the parts of it
`/insights groups` \u2013 where teams, sites and levels come from
`/insights assumptions` \u2013 what an hour saved and a fee avoided are worth

*For everybody*
`/insights log` \u2013 which coordinator looked at what, and when"""
FROM_WHERE = {
    "none": "No groups",
    "csv": "The CSV below",
    "usergroups": "User groups",
    "title": "Titles in profiles",
    "field": "Another profile field",
}
LABELS = {"minutes": "Minutes that one help saves", "hour": "What an hour costs", "fee": "Fee that one seat spares"}
MOST_TYPED = 3000


def help_view() -> View:
    return View("How to use /insights", [section(USES), context("Figures are frozen on Mondays.")])


def usage(problem: str) -> View:
    words = f"{problem} `/insights help` shows what there is."
    return View(words, [section(words)])


def counted_modal(page: Page) -> Modal:
    """How each figure of a page is counted."""
    blocks = [section(definition(figure)) for figure in of_page(page)]
    return {"type": "modal", "title": plain(NAMES[page], 24), "close": plain("Close", 24), "blocks": blocks}


def definition(figure: Figure) -> str:
    return f"*{figure.title}*\n{figure.formula}\n_Window: {figure.window}. Smallest group: {figure.least}._"


def log_view(looks: Sequence[LookRow]) -> View:
    title = "Who looked at insights" if looks else "Nobody has looked at insights yet."
    rows = "\n".join(f"\u2022 {looker(one)}: {looked_at(one.page)}, {moment(one.at)}" for one in looks)
    return View(title, [section(f"*{title}*\n{rows}" if rows else title)])


def looked_at(page: str) -> str:
    """A part of the insights, or where somebody said that groups come from."""
    _, is_groups, source = page.partition("groups: ")
    return f"groups, set to {FROM_WHERE[source].lower()}" if is_groups and source in FROM_WHERE else safe(page)


def moment(at: datetime) -> str:
    return f"{at.day} {at:%B %Y} at {at:%H:%M} UTC"


def looker(one: LookRow) -> str:
    return f"<@{one.user_id}>" if one.user_id else "at the terminal, or somebody who was forgotten since"


def assumptions_form(assumed: Assumptions) -> Modal:
    ranges: dict[str, Range] = {name: getattr(assumed, name) for name in RANGES}
    blocks = [
        field(name, LABELS[name], text_input(", ".join(f"{one:g}" for one in (held.low, held.middle, held.high))),
              hint="Low, middle, high")
        for name, held in ranges.items()
    ]  # fmt: skip
    blocks.append(field("currency", "Currency", text_input(assumed.currency, most=8)))
    return modal("Assumptions", InsightForm.ASSUME, blocks)


def groups_form(source: str, label: str) -> Modal:
    options = [{"text": plain(name, 75), "value": value} for value, name in FROM_WHERE.items()]
    begin = next((one for one in options if one["value"] == source), options[0])
    example = "user,group,site,level\n@ana,Sales,Berlin,senior"
    blocks: list[Block] = [
        section(
            "Counts from next Monday on. Groups under five are shown together as *other*, and a change that would tell "
            "fewer than five people apart from a week before waits. Larger files: `whoknows groups FILE.csv`."
        ),
        field("source", "Where do groups come from?", {"type": "static_select", "options": options,
                                                       "initial_option": begin}),
        field("field", "Profile field", text_input(label, most=60), hint="Its label, if you chose that", optional=True),
        field("csv", "CSV", text_input(most=MOST_TYPED, multiline=True, placeholder=example.replace("\n", " / ")),
              hint="A line a person: user,group,site,level", optional=True),
    ]  # fmt: skip
    return modal("Groups", InsightForm.GROUPS, blocks)


def groups_view(placed: int, source: str) -> View:
    later = {"usergroups", "field"}
    count = "I look them up within a day" if source in later else f"{placed} people have one"
    words = "There are no groups any more" if source == "none" else f"Groups come from there now: {count}"
    return View(words, [section(f"{words}. That counts from next Monday on.")])


def consent_view(role: Role, skill: str, said: Said) -> View:
    """What somebody is asked in private, and what stands there after they answered."""
    about = safe(skill, limit=60)
    what = {
        Role.RISING: f"You have helped a lot with *{about}* lately.",
        Role.HIDDEN: f"You have helped several colleagues with *{about}*, and few others know it.",
        Role.BRIDGE: "You help people of several teams.",
    }[role]
    match said:
        case Said.ASKED:
            ask = f"{what} May I show that to the coordinators of lunch & learn, with your name?"
            hint = "Only a yes counts. A no is for good, and nobody learns of it, or that I asked."
            buttons = [button("Yes, you may", Press.INSIGHTS_YES), button("No, thanks", Press.INSIGHTS_NO)]
            return View(ask, [section(ask), actions(buttons), context(hint)])
        case Said.YES:
            thanks = f"{what} Coordinators may see it, as you said."
            return View(thanks, [section(thanks), actions([button("Take that back", Press.INSIGHTS_NO)])])
        case Said.NO:
            fine = "All right: I show nothing, and will not ask again."
            return View(fine, [section(fine)])
