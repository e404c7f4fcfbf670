"""Thanks, in words for whoever gave them: that they count, or why not, and what can be changed about them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.kudos import LONGEST_NOTE, MOST_AT_ONCE, Digest, Problem
from bot.domain.kudos_rules import Refusal
from bot.domain.kudos_told import Mine, Outcome, Rules, Thanked
from bot.domain.text import safe
from bot.views.blocks import Block, View, actions, button, context, section
from bot.views.ids import Press
from bot.views.reasons import NUMBERS
from storage.values import PersonRow

HOW = "`/kudos @scott for powerpoint`"
HEARS = {
    Digest.ONCE: "You hear of thanks at once; `/kudos digest weekly` or `never` changes that.",
    Digest.WEEKLY: "You hear of thanks once a week, on Friday; `/kudos digest at once` or `never` changes that.",
    Digest.NEVER: "You chose not to hear of thanks; `/kudos digest weekly` or `at once` changes that.",
}
CHOSEN = {
    Digest.ONCE: "Good. From now on you hear of thanks at once.",
    Digest.WEEKLY: "Good. From now on you hear of thanks once a week, on Friday.",
    Digest.NEVER: "Good. From now on I never tell you of thanks.",
}
PROBLEMS = {
    Problem.NOBODY: f"Tell me whom you thank, and for what: {HOW}.",
    Problem.GROUP: "I thank people, not groups. Name them one by one: `/kudos @scott @ana for powerpoint`.",
    Problem.STRANGER: "I could not tell whom you mean. Pick each name from the list that Slack shows after the @.",
    Problem.MANY: f"At most {MOST_AT_ONCE} people at once, please. I counted nothing.",
    Problem.LONG: f"A line with your thanks has at most {LONGEST_NOTE} characters. I counted nothing.",
}

REFUSALS = {
    Refusal.FORGOT_YOU: "You asked me to forget you, so I note nothing. `/whoknows remember me` changes that.",
    Refusal.GUEST: "Guests can ask, but I count thanks among members of the workspace only. So I noted nothing.",
    Refusal.ONESELF: "Thanks count only for others, so I noted nothing. You may well deserve them.",
    Refusal.BOT: "Kind of you. Bots need no thanks, so I noted nothing.",
    Refusal.OUTSIDE: (
        "I count thanks among members of the workspace only, and {whom} is a guest or from another company. "
        "So I noted nothing."
    ),
    Refusal.GONE: "I can't count this one: {whom} is no longer here.",
    Refusal.FORGOTTEN: "I keep nothing on {whom}, so I can't count this one.",
    Refusal.LIMIT: (
        "That is more than your {allowance} for today, so I did not count it. Tomorrow is a new day. "
        "`/kudos` shows your latest, if you want to take one back."
    ),
    Refusal.AGAIN: "I have heard that already.",
    Refusal.PRIVATE: (
        "In private channels I count no reactions and no `++`. "
        "`/kudos @scott for excel` counts here too, and nobody else sees it."
    ),
    Refusal.DIRECT: "`++` counts in public channels I am in. Here and anywhere else, `/kudos @scott for excel` does.",
}


def outcome_view(outcome: Outcome) -> View:
    if outcome.thanked:
        return with_unsaid(noted_view(outcome.thanked)) if outcome.unsaid else noted_view(outcome.thanked)
    words = refusal_words(outcome.refusal or Refusal.AGAIN, who=outcome.who, per_day=outcome.per_day)
    return View(words, [section(words)])


def noted_view(thanked: Thanked, *, listed: bool = False) -> View:
    if not thanked.stands:
        return undone_view(thanked, taken=False)
    text = f"Noted: thanks to {listing([name(one) for one in thanked.people])}{for_what(thanked)}."
    blocks = [section(f"Noted: thanks to {listing([mention(one) for one in thanked.people])}{for_what(thanked)}.")]
    if not thanked.skills:
        blocks.append(context("No skill noted. *Change skill* adds one, so that others can find them for it."))
    return View(text, [*blocks, buttons(thanked, listed=listed)])


def with_unsaid(view: View) -> View:
    kept_back = "This channel is private, so I pass on your thanks without your words."
    return View(view.text, [*view.blocks[:-1], context(kept_back), view.blocks[-1]])


def withdrawn_view(thanked: Thanked) -> View:
    """Whoever was thanked turned out to be no member."""
    people = listing([mention(one) for one in thanked.people])
    words = f"I took back your thanks to {people}: I count thanks among members of the workspace only."
    return View(words, [section(words)])


def undone_view(thanked: Thanked | None, *, taken: bool) -> View:
    if thanked is None or not taken:
        words = "That thanks is gone already."
        return View(words, [section(words)])
    words = f"Taken back: your thanks to {listing([name(one) for one in thanked.people])}."
    tail = " The emoji may stay where it is; it no longer counts." if thanked.by_reaction else ""
    return View(words, [section(words + tail)])


def mine_view(mine: Mine) -> View:
    """The newest thanks somebody gave, each with what can be done about it."""
    hears = HEARS[mine.digest]
    if not mine.given:
        words = f"You have thanked nobody yet: {HOW}. `/kudos help` has the rest."
        return View(words, [section(words), context(hears)])
    blocks: list[Block] = [section("Your latest thanks:")]
    for one in mine.given:
        blocks.append(section(f"\u2022 {listing([mention(each) for each in one.people])}{for_what(one)}"))
        blocks.append(buttons(one, listed=True))
    blocks.append(context(f"Only you see this. {hears}"))
    names = [name(person) for one in mine.given for person in one.people]
    return View(f"Your latest thanks: {listing(list(dict.fromkeys(names)))}", blocks)


def buttons(thanked: Thanked, *, listed: bool) -> Block:
    value = f"{'list' if listed else 'one'}:{','.join(map(str, thanked.kudos_ids))}"
    return actions([button("Change skill", Press.KUDOS_CHANGE, value), button("Undo", Press.KUDOS_UNDO, value)])


def refusal_words(why: Refusal, *, who: str = "", per_day: int = 0) -> str:
    whom = f"<@{who}>" if who else "the person you named"
    return REFUSALS[why].format(whom=whom, allowance=counted(per_day))


def problem_view(problem: Problem) -> View:
    words = PROBLEMS[problem]
    return View(words, [section(words), context("`/kudos help` has the rest.")])


def digest_view(digest: Digest | None) -> View:
    if digest is None:
        words = "When would you like to hear of thanks? `/kudos digest at once`, `weekly` or `never`."
        return View(words, [section(words)])
    return View(CHOSEN[digest], [section(CHOSEN[digest])])


def help_view(rules: Rules) -> View:
    bounds = rules.bounds
    emoji = " ".join(f":{safe(each)}:" for each in bounds.kudos_emoji)
    left_out = listing([f"#{safe(rules.channels[at])}" for at in bounds.kudos_left_out if rules.channels.get(at)])
    uses = f"""*Thank somebody, and they are found for it*
`/kudos @scott @ana for powerpoint, saved my deck` \u2013 anywhere; only you and they read it
{emoji} \u2013 one of these on a message thanks whoever wrote it; taking it away takes the thanks away
`@scott ++ for excel` \u2013 in a channel I am in

*Your own*
`/kudos` \u2013 your latest thanks: change the skill, or undo
`/kudos digest at once`, `weekly` or `never` \u2013 how you hear of thanks you get

*For coordinators*
`/kudos settings` \u2013 which emoji, how many a day, channels left out"""
    small = (
        f"You can give {counted(bounds.kudos_per_day)} a day. Not to yourself, bots or guests. Reactions and `++` "
        f"count in public channels{f', but not in {left_out}' if left_out else ''}. "
        "There is no list of who got how many."
    )
    return View("How to thank somebody", [section(uses), context(small)])


def counted(per_day: int) -> str:
    number = NUMBERS[per_day] if per_day < len(NUMBERS) else str(per_day)
    return f"{number} thanks"


def for_what(thanked: Thanked) -> str:
    return f" for {listing([safe(skill, limit=80) for skill in thanked.skills])}" if thanked.skills else ""


def name(person: PersonRow) -> str:
    return safe(person.name, limit=80) or mention(person)


def mention(person: PersonRow) -> str:
    return f"<@{person.user_id}>"


def listing(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
