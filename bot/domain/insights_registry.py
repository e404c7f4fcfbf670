"""What each figure means: the one list that `docs/insights.md` and every "How is this counted?" are made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Page(StrEnum):
    """The parts of `/insights`, as they are typed."""

    OVERVIEW = "overview"
    COVERAGE = "coverage"
    FLOW = "flow"
    PATHWAYS = "pathways"
    GATHERINGS = "gatherings"
    RETURN = "return"
    PEOPLE = "people"


class Unit(StrEnum):
    PEOPLE = "people"
    COUNT = "times"
    SHARE = "share"
    MINUTES = "minutes"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Figure:
    """`key` names it in the snapshot, the report and its files; `least` is the smallest group it is told of."""

    key: str
    page: Page
    title: str
    formula: str
    unit: Unit = Unit.COUNT
    window: str = "12 weeks up to Monday 00:00 UTC"
    least: str = "5 people"


C, F, P, G, R = Page.COVERAGE, Page.FLOW, Page.PATHWAYS, Page.GATHERINGS, Page.RETURN
PUBLIC = "none: gatherings are announced to the channel"

FIGURES = (
    Figure(
        "people",
        Page.OVERVIEW,
        "People counted",
        "Members of the workspace whom the figures count, without bots, guests, outsiders, those who left and those of "
        "whom the bot may not learn. Somebody new is counted as soon as five of their group are new.",
        Unit.PEOPLE,
        "on Monday",
    ),
    Figure(
        "active",
        Page.OVERVIEW,
        "Taking part in a week",
        "Different people who asked, answered, thanked, were thanked or came to a gathering in that week.",
        Unit.PEOPLE,
        "each of the 12 weeks",
    ),
    Figure(
        "topics",
        C,
        "Topics in demand",
        "Topics that five or more different people asked about, in a channel or of the bot; at most forty.",
        Unit.PEOPLE,
    ),
    Figure(
        "knowing",
        C,
        "How many know a topic",
        "Members who answered, taught, took on a question, were thanked or endorsed for it, or say they can help with "
        "it; to have written the word is not enough, and whoever paused or hid the topic is not one of them. "
        "Shown as none, one, two to four, five or more, and never who.",
        Unit.PEOPLE,
        "all that is known on Monday",
        "none: any colleague learns as much from `/whoknows`",
    ),
    Figure(
        "alone",
        C,
        "Single points of knowledge",
        "Topics that exactly one member has shown, by answers, thanks or teaching, five times or more, in alphabetical "
        "order; at most forty, and never who. Beside them those in demand that one or nobody knows.",
        window="all that is known on Monday",
        least="none: any colleague learns as much from `/whoknows`",
    ),
    Figure(
        "known",
        C,
        "Topics by how many know them",
        "Of all topics that anybody asked about: how many are known by none, one, two to four, five or more.",
        window="questions of 12 weeks",
        least="5 topics",
    ),
    Figure(
        "unmet",
        C,
        "People whose wish was not met",
        "Different people with a question that nobody answered and to which the bot could name nobody.",
        Unit.PEOPLE,
    ),
    Figure("asked", F, "Questions", "Questions in channels, and what the bot was asked, also without a name."),
    Figure(
        "answered",
        F,
        "Questions answered",
        "Questions in channels that a colleague answered in the thread, or took on when the bot asked them, divided by "
        "all questions in channels.",
        Unit.SHARE,
    ),
    Figure(
        "first_answer",
        F,
        "Time to the first answer",
        "Of the questions that were answered in the thread: minutes until the first answer, of which half were sooner "
        "(the median).",
        Unit.MINUTES,
    ),
    Figure(
        "found",
        F,
        "The bot named somebody",
        "Of what the bot itself was asked: how often it could name at least one colleague.",
        Unit.SHARE,
    ),
    Figure(
        "reach",
        F,
        "Reach",
        "Of the people who asked about any topic: how many have a colleague who showed it, for each topic they asked "
        "about.",
        Unit.SHARE,
    ),
    Figure(
        "helped",
        F,
        "Times somebody helped",
        "First answers of each person to each question of a colleague in these weeks, thanks, and requests that were "
        "taken on. An answer or a request that was also thanked for counts once.",
    ),
    Figure(
        "helpers", F, "People who helped", "Different people who helped at least once, counted as above.", Unit.PEOPLE
    ),
    Figure(
        "busiest",
        F,
        "Load on the busiest tenth",
        "Help given by the tenth of the helpers who gave most (rounded up, five at least), divided by all help.",
        Unit.SHARE,
        least="10 helpers",
    ),
    Figure(
        "gini",
        F,
        "Evenness of the load (Gini)",
        "Gini index of help given per helper: 0 if all gave the same, near 1 if one gave nearly all.",
        Unit.INDEX,
    ),
    Figure(
        "crossing_group",
        P,
        "Help that crosses groups",
        "Of the help between people whose group is shown: how much went from one group to another.",
        Unit.SHARE,
    ),
    Figure("crossing_site", P, "Help that crosses sites", "The same, by site.", Unit.SHARE),
    Figure("crossing_level", P, "Help that crosses levels", "The same, by level.", Unit.SHARE),
    Figure(
        "pathways",
        P,
        "Pathways between groups",
        "How often somebody of the one group was helped by somebody of the other. A pathway that fewer than five "
        "people walked, or that was walked fewer than five times, is not shown.",
        least="5 people on each pathway, 5 in each group",
    ),
    Figure(
        "groups",
        P,
        "Groups",
        "Per group the people, the questions they asked, and the share of those in channels that was answered. Groups "
        "under five go together as *other*.",
        Unit.PEOPLE,
    ),
    Figure("gatherings", G, "Gatherings held", "Lunch & learns that took place.", least=PUBLIC),
    Figure(
        "attended",
        G,
        "Seats taken",
        "Sign-ups for these gatherings, without those who then said that they did not come.",
    ),
    Figure(
        "seats_filled", G, "Seats filled", "Where seats are limited: seats taken divided by seats offered.", Unit.SHARE
    ),
    Figure(
        "useful", G, "Found useful", 'Of the seats taken: how many pressed "I\'ll use this" afterwards.', Unit.SHARE
    ),
    Figure(
        "hours",
        R,
        "Hours saved",
        "Times somebody helped, times the minutes that one help saves, divided by 60; low, middle and high by the "
        "assumptions of the workspace.",
    ),
    Figure(
        "worth",
        R,
        "What these hours cost",
        "Hours saved, times what an hour costs (an assumption of the workspace).",
    ),
    Figure(
        "fees",
        R,
        "Course fees avoided",
        "Seats taken, times the fee that one seat spares; low, middle and high by the assumptions of the workspace.",
    ),
    Figure(
        "agreed",
        Page.PEOPLE,
        "People who agreed to be seen",
        "Rising: helped with a topic four times or more, by the evidence of three colleagues or more, in the last "
        "four weeks, and no less than in the eight weeks before. Hidden: six times or more, by four colleagues or "
        "more, and named by the bot at most once, where it names people at all. Bridge: helped five people or more "
        "of three other groups or more. Whoever is found so is asked in private and shown here only after a yes.",
        Unit.PEOPLE,
        least="none: each one agreed",
    ),
)


def of_page(page: Page) -> tuple[Figure, ...]:
    return tuple(figure for figure in FIGURES if figure.page is page)


def titled(key: str) -> str:
    return next(figure.title for figure in FIGURES if figure.key == key)


def unit_of(key: str) -> Unit:
    return next(figure.unit for figure in FIGURES if figure.key == key)
