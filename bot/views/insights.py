"""The pages of `/insights`: frozen figures in words, charts and tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.domain.insights import Knowing, Snapshot
from bot.domain.insights_groups import DIMENSIONS
from bot.domain.insights_people import Role
from bot.domain.insights_reading import Agreed, Looked
from bot.domain.insights_registry import Page
from bot.domain.insights_return import returned
from bot.domain.text import safe
from bot.views.blocks import Block, View, actions, button, context, section
from bot.views.charts import chart, table
from bot.views.ids import Press
from bot.views.insights_words import NO_DEMAND, WHY, count_words, figure_words, monday_words, range_words, share_words

NAMES = {
    Page.OVERVIEW: "Overview",
    Page.COVERAGE: "Coverage",
    Page.FLOW: "Flow",
    Page.PATHWAYS: "Pathways",
    Page.GATHERINGS: "Gatherings",
    Page.RETURN: "Return",
    Page.PEOPLE: "People",
}
MOST_GROUPS = 8
MOST_LISTED = 15
NOTHING_YET = (
    "There is nothing to see yet. Insights are frozen on Mondays, and of fewer than five people there are none."
)
NO_GROUPS = (
    "No groups can be told apart yet. `/insights groups` says where they come from; a change counts from next Monday."
)
AS_WHAT = {
    Role.RISING: "rising: helped a lot lately with",
    Role.HIDDEN: "known to few: helped often with",
    Role.BRIDGE: "a bridge: helps people of several groups",
}


def page_view(looked: Looked) -> View:
    newest = looked.newest
    if newest is None:
        return View(NOTHING_YET, [section(NOTHING_YET), context(log_words())])
    of = f" of {safe(looked.workspace)}" if looked.workspace else ""
    title = f"{NAMES[looked.page]}: insights{of}, the 12 weeks up to {monday_words(newest.at)}"
    drawn = PAGES[looked.page](looked, newest)
    blocks = [section(f"*{title}*"), *drawn, *buttons(looked.page), context(WHY, log_words())]
    return View(title, blocks)


def log_words() -> str:
    return "Every look is noted; `/insights log` shows them to everybody."


def buttons(page: Page) -> list[Block]:
    more = [button("How is this counted?", Press.INSIGHTS_COUNTED, page)]
    if page is Page.RETURN:
        more.append(button("Change the assumptions", Press.INSIGHTS_ASSUME))
    others = [
        button(name, f"{Press.INSIGHTS_PAGE}:{other}", other) for other, name in NAMES.items() if other is not page
    ]
    return [actions(others), actions(more)]


def lines(numbers: Mapping[str, float | None], *keys: str) -> Block:
    return section("\n".join(f"\u2022 {figure_words(key, numbers)}" for key in keys))


def some(*blocks: Block | None) -> list[Block]:
    return [block for block in blocks if block]


def overview(_looked: Looked, newest: Snapshot) -> list[Block]:
    weeks = {short(one.week): one.active for one in newest.weeks}
    return some(
        lines(newest.numbers, "people", "asked", "answered", "unmet", "reach", "helped", "gatherings", "attended"),
        chart("line", "People taking part, by week", {"People": weeks}, y="people"),
        known_chart(newest),
    )


def known_chart(newest: Snapshot) -> Block | None:
    counts = {one.value: newest.known.get(one, 0) for one in Knowing}
    return chart("bar", "Topics asked about, by how many can help", {"Topics": counts}, y="topics")


def coverage(_looked: Looked, newest: Snapshot) -> list[Block]:
    thin = [one.name for one in newest.topics if one.knowing in (Knowing.NONE, Knowing.ONE)]
    single = list(dict.fromkeys([*thin, *newest.alone]))
    named = ", ".join(safe(name, limit=60) for name in single[:MOST_LISTED]) or "none"
    rows = [
        (one.name, count_words(one.askers), share_words(one.answered), one.knowing, count_words(one.unmet))
        for one in newest.topics
    ]
    head = ("Topic", "Asked by", "Answered in channels", "Can help", "Asked in vain")
    none = section(NO_DEMAND)
    return some(
        lines(newest.numbers, "unmet"),
        section(f"*Single points of knowledge* (one colleague, or none): {named}{more_words(len(single))}"),
        table(head, rows) if rows else none,
        known_chart(newest),
    )


def more_words(count: int) -> str:
    return f", and {count - MOST_LISTED} more" if count > MOST_LISTED else ""


def flow(looked: Looked, newest: Snapshot) -> list[Block]:
    asked = {short(one.week): one.asked for one in newest.weeks}
    trend = {
        short(one.week): 100 * share
        for one in reversed(looked.snapshots[:12])
        if (share := one.numbers.get("answered")) is not None
    }
    keys = ("asked", "answered", "first_answer", "found", "reach", "helped", "helpers", "busiest", "gini")
    return some(
        lines(newest.numbers, *keys),
        chart("bar", "Questions, by week", {"Questions": asked}, y="questions"),
        chart("line", "Questions answered, by snapshot", {"Answered": trend}, y="percent"),
    )


def pathways(_looked: Looked, newest: Snapshot) -> list[Block]:
    keys = [f"crossing_{dimension}" for dimension in DIMENSIONS]
    told = [key for key in keys if newest.numbers.get(key) is not None]
    crossing = lines(newest.numbers, *(told or keys[:1]))
    if not newest.groups:
        return [crossing, section(NO_GROUPS)]
    names = [one.name for one in newest.groups[:MOST_GROUPS]]
    times = {(path.asker, path.helper): path.times for path in newest.paths}
    rows = [
        (one.name, count_words(one.people), *(count_words(times.get((one.name, helper))) for helper in names))
        for one in newest.groups[:MOST_GROUPS]
    ]
    by_helper = {helper: {asker: float(times.get((asker, helper), 0)) for asker in names} for helper in names}
    return some(
        crossing,
        section("Who was helped (rows) by whom (columns), and how often:"),
        table(("Group", "People", *(f"by {name}" for name in names)), rows),
        chart("bar", "Help received, by the group that gave it", by_helper, y="times"),
    )


def gatherings(_looked: Looked, newest: Snapshot) -> list[Block]:
    return [lines(newest.numbers, "gatherings", "attended", "seats_filled", "useful")]


def worth(looked: Looked, newest: Snapshot) -> list[Block]:
    found, assumed = returned(newest.numbers, looked.assumed), looked.assumed
    minutes, fee = range_words(assumed.minutes), range_words(assumed.fee)
    currency = safe(found.currency)
    rows = [
        ("Hours saved", *range_words(found.hours)),
        (f"What these hours cost, {found.currency}", *range_words(found.worth)),
        (f"Course fees avoided, {found.currency}", *range_words(found.fees)),
    ]
    return [
        lines(newest.numbers, "helped", "attended"),
        table(("12 weeks", "low", "middle", "high"), rows),
        section(
            f"Assumed: one help saves {', '.join(minutes)} minutes (low, middle, high), an hour costs "
            f"{', '.join(range_words(assumed.hour))} {currency}, a seat spares a fee of {', '.join(fee)} {currency}."
        ),
    ]


def people(looked: Looked, _newest: Snapshot) -> list[Block]:
    if not looked.agreed:
        return [section("Nobody is shown here. Whoever could be is asked first, in private, and only a yes counts.")]
    return [section("\n".join(f"\u2022 {agreed_words(one)}" for one in looked.agreed[:MOST_LISTED]))]


def agreed_words(one: Agreed) -> str:
    about = f" *{safe(one.skill, limit=60)}*" if one.skill else ""
    return f"<@{one.user_id}> \u2013 {AS_WHAT[one.role]}{about}"


def short(week: str) -> str:
    """2 Mar."""
    day = date.fromisoformat(week)
    return f"{day.day} {day:%b}"


PAGES: dict[Page, Callable[[Looked, Snapshot], list[Block]]] = {
    Page.OVERVIEW: overview,
    Page.COVERAGE: coverage,
    Page.FLOW: flow,
    Page.PATHWAYS: pathways,
    Page.GATHERINGS: gatherings,
    Page.RETURN: worth,
    Page.PEOPLE: people,
}
