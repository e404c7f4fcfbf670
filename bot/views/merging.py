"""Merging and renaming skills, in words: what it moves, what came of it, and why something cannot be."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.merging import Merge, Names, Refusal, Refused, Renamed, Taken
from bot.domain.text import safe
from bot.views.blocks import View, actions, button, context, section
from bot.views.ids import Press
from bot.views.reasons import counted, number
from bot.views.terminal import visible
from storage.values import Touched

SHOWN = 30
HOW = (
    "`/whoknows skills merge PPT into PowerPoint` makes one skill of two; "
    "`/whoknows skills rename PowerPoint to Slides` gives one another name."
)
Named = Callable[[str], str]


def bold(name: str) -> str:
    return f"*{safe(name)}*"


def quoted(name: str) -> str:
    """For the terminal."""
    return f"\u201c{visible(name)}\u201d"


def names_view(names: Names) -> View:
    """What became what; how it is done is for those who may."""
    lines = [f"\u2022 {bold(kept)}, also {', '.join(map(safe, former))}" for kept, former in names.former[:SHOWN]]
    more = len(names.former) - SHOWN
    tail = [f"and {number(more)} more"] if more > 0 else []
    head = "Skills that had another name, or were two:" if lines else "No skill was merged or renamed here yet."
    words = "\n".join([head, *lines, *tail])
    who = (
        HOW
        if names.may_change
        else "Coordinators merge and rename skills: `/whoknows coordinators` shows who they are."
    )
    search = "To look for people who know about skills, write `/whoknows who knows skills`."
    return View(head, [section(words), context(who, search)])


def usage_view() -> View:
    return View(f"I did not get that. {HOW}", [section(f"I did not get that. {HOW}")])


def merge_view(merge: Merge) -> View:
    """Before anything happens: what it moves, and the button that does it."""
    words = f"Make one skill of {bold(merge.old)} and {bold(merge.kept)}, called {bold(merge.kept)}?"
    return View(words, [section(words), *asking(merge)])


def asking(merge: Merge) -> list[dict[str, object]]:
    told = (
        f"{moving(merge.touched)} From then on {bold(merge.old)} and its other names mean {bold(merge.kept)}. "
        "It cannot be taken apart again."
    )
    press = button("Make them one", Press.SKILLS_MERGE, f"{merge.old}\n{merge.kept}", style="primary")
    return [context(told), actions([press])]


def taken_view(taken: Taken) -> View:
    merge = taken.merge
    whose = "the name of another skill" if taken.typed == merge.kept else f"another word for {bold(merge.kept)}"
    words = f"{bold(taken.typed)} is {whose}. If it is the same as {bold(merge.old)}, make them one:"
    return View(words, [section(words), *asking(merge)])


def merged_view(done: Merge | Refused) -> View:
    if isinstance(done, Refused):
        return refused_view(done)
    words = merged_words(done, bold)
    return View(words, [section(words)])


def renamed_view(renamed: Renamed) -> View:
    back = f"`/whoknows skills rename {safe(renamed.name)} to {safe(renamed.old)}` takes it back."
    words = f"{renamed_words(renamed, bold)} {back}"
    return View(words, [section(words)])


def refused_view(refused: Refused) -> View:
    words = refused_words(refused, bold)
    return View(words, [section(words), context(HOW)])


def merged_words(merge: Merge, named: Named) -> str:
    return f"{named(merge.old)} is {named(merge.kept)} from now on. {moved(merge.touched)}"


def plan_words(merge: Merge, named: Named) -> str:
    return f"{named(merge.old)} would become {named(merge.kept)}. {moving(merge.touched)}"


def renamed_words(renamed: Renamed, named: Named) -> str:
    return f"{named(renamed.old)} is called {named(renamed.name)} from now on. It is found by both names."


def taken_words(taken: Taken, named: Named) -> str:
    return (
        f"{named(taken.typed)} is another skill: merge {named(taken.merge.old)} into {named(taken.merge.kept)} instead."
    )


def refused_words(refused: Refused, named: Named) -> str:
    typed, name = named(refused.typed), named(refused.name)
    close = f" Did you mean {' or '.join(map(named, refused.near))}?" if refused.near else ""
    same = f"{typed} is called so already." if refused.typed == refused.name else f"{typed} means {name} already."
    return {
        Refusal.NO_NAME: "A skill's name needs a letter or a digit, and has at most 60 characters.",
        Refusal.UNKNOWN: f"I know no skill called {typed}.{close}",
        Refusal.NOWHERE: f"I know no skill called {typed} to become. To give it that name, rename it.{close}",
        Refusal.ITSELF: f"{name} cannot be merged into itself.",
        Refusal.ALREADY: same,
        Refusal.ANOTHER_WORD: f"{typed} is another word for {name}. If all of {name} is meant, say {name}.",
    }[refused.why]


def moving(touched: Touched) -> str:
    listed = told(touched)
    return f"What moves along: {listed}." if listed else "Nobody has shown, asked or given thanks for it yet."


def moved(touched: Touched) -> str:
    listed = told(touched)
    return f"Moved along: {listed}." if listed else "There was nothing to move."


def told(touched: Touched) -> str:
    people = f"what {number(touched.people)} {'person has' if touched.people == 1 else 'people have'} shown"
    many = f"{number(touched.gatherings)} topics and gatherings"
    gatherings = "one topic or gathering" if touched.gatherings == 1 else many
    parts = {
        people: touched.people,
        counted(touched.questions, "question"): touched.questions,
        f"{number(touched.thanks)} thanks": touched.thanks,
        gatherings: touched.gatherings,
    }
    return ", ".join(words for words, times in parts.items() if times)
