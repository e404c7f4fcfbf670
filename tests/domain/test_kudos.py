"""Reading thanks: a table of what people type behind `/kudos`, of messages with `++`, and of reactions."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.kudos import (
    LONGEST_NOTE,
    Command,
    Digest,
    Problem,
    Said,
    Verb,
    beyond,
    command,
    emoji_named,
    plusplus,
    reason,
    thanks,
)

SCOTT, ANA, JOE = "<@U0SCOTT>", "<@U0ANA|ana>", "<@W0JOE>"

COMMANDS = {
    "": Command(Verb.MINE),
    "   ": Command(Verb.MINE),
    "help": Command(Verb.HELP),
    " HELP ": Command(Verb.HELP),
    "settings": Command(Verb.SETTINGS),
    "digest at once": Command(Verb.DIGEST, digest=Digest.ONCE),
    "digest  At  Once": Command(Verb.DIGEST, digest=Digest.ONCE),
    "digest weekly": Command(Verb.DIGEST, digest=Digest.WEEKLY),
    "digest never": Command(Verb.DIGEST, digest=Digest.NEVER),
    "digest": Command(Verb.DIGEST),
    "digest sometimes": Command(Verb.DIGEST),
    f"{SCOTT}": Command(Verb.GIVE, ("U0SCOTT",)),
    f"{SCOTT} for powerpoint": Command(Verb.GIVE, ("U0SCOTT",), "for powerpoint"),
    f"{SCOTT} {ANA} for powerpoint, saved my deck": Command(
        Verb.GIVE, ("U0SCOTT", "U0ANA"), "for powerpoint, saved my deck"
    ),
    f"{SCOTT}, {ANA} and {JOE}: great": Command(Verb.GIVE, ("U0SCOTT", "U0ANA", "W0JOE"), "great"),
    f"{SCOTT} &amp; {ANA}": Command(Verb.GIVE, ("U0SCOTT", "U0ANA")),
    f"{SCOTT}{ANA}": Command(Verb.GIVE, ("U0SCOTT", "U0ANA")),
    f"{SCOTT} {SCOTT} for excel": Command(Verb.GIVE, ("U0SCOTT",), "for excel"),
    f"to {SCOTT} for excel": Command(Verb.GIVE, ("U0SCOTT",), "for excel"),
    f"thank you {SCOTT}": Command(Verb.GIVE, ("U0SCOTT",)),
    f"great deck {SCOTT}": Command(Verb.GIVE, ("U0SCOTT",), "great deck"),
    f"{SCOTT} for helping {ANA}": Command(Verb.GIVE, ("U0SCOTT",), f"for helping {ANA}"),
    f"{SCOTT} help": Command(Verb.GIVE, ("U0SCOTT",), "help"),
    f"help {SCOTT}": Command(Verb.GIVE, ("U0SCOTT",), "help"),
    f"digest {SCOTT}": Command(Verb.GIVE, ("U0SCOTT",), "digest"),
    f"{SCOTT}++ for excel": Command(Verb.GIVE, ("U0SCOTT",), "for excel"),
    f"{SCOTT} ++": Command(Verb.GIVE, ("U0SCOTT",)),
    f"{SCOTT} :taco: great": Command(Verb.GIVE, ("U0SCOTT",), ":taco: great"),
    f"{SCOTT}, {ANA}, and {JOE} for excel": Command(Verb.GIVE, ("U0SCOTT", "U0ANA", "W0JOE"), "for excel"),
    f"{SCOTT}/{ANA} for excel": Command(Verb.GIVE, ("U0SCOTT", "U0ANA"), "for excel"),
    f"{SCOTT} {'x' * LONGEST_NOTE}": Command(Verb.GIVE, ("U0SCOTT",), "x" * LONGEST_NOTE),
    f"{SCOTT} {'x' * (LONGEST_NOTE + 1)}": Command(Verb.GIVE, problem=Problem.LONG),
    f"{SCOTT} {'x ' * 1500}": Command(Verb.GIVE, problem=Problem.LONG),
    "for powerpoint": Command(Verb.GIVE, problem=Problem.NOBODY),
    "***": Command(Verb.GIVE, problem=Problem.NOBODY),
    "<#C1|general>": Command(Verb.GIVE, problem=Problem.NOBODY),
    "ana@example.com": Command(Verb.GIVE, problem=Problem.NOBODY),
    "x" * 3000: Command(Verb.GIVE, problem=Problem.NOBODY),
    "<!subteam^S1|@sales> for excel": Command(Verb.GIVE, problem=Problem.GROUP),
    f"{SCOTT} <!subteam^S1>": Command(Verb.GIVE, problem=Problem.GROUP),
    "<!here>": Command(Verb.GIVE, problem=Problem.GROUP),
    "@nobody for excel": Command(Verb.GIVE, problem=Problem.STRANGER),
    f"{SCOTT} @nobody for excel": Command(Verb.GIVE, problem=Problem.STRANGER),
    " ".join(f"<@U{at}>" for at in range(10)): Command(Verb.GIVE, tuple(f"U{at}" for at in range(10))),
    " ".join(f"<@U{at}>" for at in range(11)): Command(Verb.GIVE, problem=Problem.MANY),
}


@pytest.mark.parametrize(("typed", "meant"), COMMANDS.items(), ids=lambda value: str(value)[:40])
def test_what_is_typed_behind_kudos(typed: str, meant: Command) -> None:
    assert command(typed) == meant


MESSAGES = {
    f"{SCOTT} ++ for excel": Said(("U0SCOTT",), "for excel"),
    f"{SCOTT}++": Said(("U0SCOTT",)),
    f"{SCOTT}++ for excel": Said(("U0SCOTT",), "for excel"),
    f"{SCOTT}  ++  for excel": Said(("U0SCOTT",), "for excel"),
    f"thanks {SCOTT} ++": Said(("U0SCOTT",), "thanks"),
    f"{SCOTT}: ++": Said(("U0SCOTT",)),
    f"*{SCOTT}* ++": Said(("U0SCOTT",)),
    f"{SCOTT} {ANA} ++ for sql": Said(("U0SCOTT", "U0ANA"), "for sql"),
    f"{SCOTT}, {ANA} and {JOE} ++": Said(("U0SCOTT", "U0ANA", "W0JOE")),
    f"{SCOTT} ++ and {ANA} ++": Said(("U0SCOTT", "U0ANA"), "and"),
    f"{SCOTT} ++ {SCOTT} ++": Said(("U0SCOTT",)),
    f"{SCOTT} +++": Said(),
    f"{SCOTT} ++ for C++": Said(("U0SCOTT",), "for C++"),
    f"hm {ANA}, ask {SCOTT} ++": Said(("U0SCOTT",), f"hm {ANA}, ask"),
    f"> {ANA} ++\n{SCOTT} ++": Said(("U0SCOTT",)),
    f"`{SCOTT} ++`": Said(),
    f"```\n{SCOTT} ++\n```": Said(),
    f"&gt; {SCOTT} ++": Said(),
    f"&gt;&gt;&gt; well\n{SCOTT} ++": Said(),
    f"{SCOTT} C++": Said(),
    f"{SCOTT} knows C++": Said(),
    f"{SCOTT} ++i": Said(),
    f"{SCOTT}\n++": Said(),
    "C++": Said(),
    "++": Said(),
    "++ for excel": Said(),
    "scott ++": Said(),
    "@scott ++": Said(),
    f"Thanks for nothing, {SCOTT}": Said(),
    f"++ {SCOTT}": Said(("U0SCOTT",)),
    f"++ {SCOTT} and {ANA} for excel": Said(("U0SCOTT", "U0ANA"), "for excel"),
    f"++ {SCOTT} ++": Said(("U0SCOTT",), "++"),
    f"C++ {SCOTT}": Said(),
    f"we need C ++ {SCOTT}": Said(),
    f"{SCOTT}, {ANA}, and {JOE} ++": Said(("U0SCOTT", "U0ANA", "W0JOE")),
    f"{SCOTT}/{ANA} ++ for sql": Said(("U0SCOTT", "U0ANA"), "for sql"),
    f"{SCOTT} + {ANA} ++": Said(("U0SCOTT", "U0ANA")),
    f"thx {SCOTT} ++ \U0001f389": Said(("U0SCOTT",), "thx   \U0001f389"),
    f"{SCOTT} ++:tada:": Said(("U0SCOTT",), ":tada:"),
    "<!subteam^S1> ++": Said(),
    "<!channel> ++": Said(),
    "": Said(),
}


@pytest.mark.parametrize(("message", "meant"), MESSAGES.items())
def test_what_a_message_with_pluses_says(message: str, meant: Said) -> None:
    assert plusplus(message) == meant


def test_of_many_people_the_first_ten_are_thanked() -> None:
    everybody = " ".join(f"<@U{at}>" for at in range(30))

    assert plusplus(f"{everybody} ++").receivers == tuple(f"U{at}" for at in range(10))


PIECES = st.sampled_from([
    SCOTT, ANA, JOE, "++", "+", " ", "\n", "`", "```", ">", "&gt;", ",", "and", "for excel", "C++", "<!here>", "@x",
])  # fmt: skip


@given(st.lists(PIECES).map("".join) | st.text())
def test_only_people_whom_the_text_names_are_ever_thanked(text: str) -> None:
    said, typed = plusplus(text), command(text)

    assert all(f"<@{user_id}" in text for user_id in (*said.receivers, *typed.receivers))
    assert len(set(said.receivers)) == len(said.receivers)
    assert not said.receivers or "++" in text


@given(st.lists(PIECES, max_size=3).map("".join), st.lists(PIECES, max_size=3).map("".join))
def test_a_thanks_is_found_whatever_stands_on_other_lines(before: str, after: str) -> None:
    quoted = "&gt;" in before or ">" in before.replace(SCOTT, "").replace(ANA, "").replace(JOE, "")
    assume(not quoted and "`" not in before + after)

    assert "U0SCOTT" in plusplus(f"{before}\n<@U0SCOTT> ++\n{after}").receivers


@pytest.mark.parametrize(
    "text",
    [
        f"{SCOTT}{' ' * 4000}++",
        f"{SCOTT} {'*' * 4000}",
        f"{SCOTT}," * 400,
        "<@" * 2000,
        f"{SCOTT} " * 300 + "C++",
        f"*{SCOTT}*** " * 200 + "C++",
        f"{SCOTT}, and " * 200 + "C++",
    ],
)
def test_long_runs_of_anything_are_read_in_one_go(text: str) -> None:
    """A pattern that looks back at every step would not end."""
    assert len(plusplus(text).receivers) <= 10
    assert command(text).verb == Verb.GIVE


REASONS = {
    "for powerpoint, saved my deck": "powerpoint",
    "for excel": "excel",
    "thanks for your help with excel!": "your help with excel",
    "for node.js and k8s. Really": "node.js and k8s",
    "for pandas - you saved me": "pandas",
    "For SQL\nand more": "SQL",
    "for excel because I was stuck": "excel",
    "saved my deck": "",
    "for": "",
    "therefor e": "",
    "": "",
}


@pytest.mark.parametrize(("words", "meant"), REASONS.items())
def test_what_a_thanks_is_for(words: str, meant: str) -> None:
    assert reason(words) == meant


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("taco", True),
        ("raised_hands::skin-tone-3", True),
        ("raised_hands::skin-tone-6", True),
        ("raised_hands", True),
        ("raised_hand", False),
        ("wave::skin-tone-2", False),
        ("", False),
        ("+1", True),
        ("thumbsup::skin-tone-2", True),
        ("boom", True),
    ],
)
def test_a_reaction_thanks_whatever_the_colour_of_the_hands(name: str, counts: bool) -> None:  # noqa: FBT001 - a table
    assert thanks(name, ("taco", "raised_hands", "bulb", "thumbsup", "collision")) is counts


EMOJI = {
    ":taco: :bulb:": ("taco", "bulb"),
    ":taco::bulb:": ("taco", "bulb"),
    "taco, bulb": ("taco", "bulb"),
    ":+1:": ("+1",),
    ":thumbsup: :+1::skin-tone-3:": ("+1",),
    ":Taco: :taco:": ("taco",),
    ":\u3042\u308a\u304c\u3068\u3046: :gl\u00fcck:": ("\u3042\u308a\u304c\u3068\u3046", "gl\u00fcck"),
    ":raised_hands::skin-tone-4:": ("raised_hands",),
    "": None,
    "::": None,
    "taco!": None,
    "<!here>": None,
    " ".join(f":e{at}:" for at in range(21)): None,
    " ".join(f":e{at}:" for at in range(20)): tuple(f"e{at}" for at in range(20)),
}


@pytest.mark.parametrize(("typed", "names"), EMOJI.items())
def test_which_emoji_a_list_names(typed: str, names: tuple[str, ...] | None) -> None:
    assert emoji_named(typed) == names


@pytest.mark.parametrize(
    ("note", "skills", "rest"),
    [
        ("for powerpoint, saved my deck", ["PowerPoint"], "saved my deck"),
        ("for  powerpoint \u2013 saved my deck", ["PowerPoint"], "saved my deck"),
        ("for excel", ["Excel"], ""),
        ("for excel", ["PowerPoint"], "for excel"),
        ("for the excel macro", ["Excel"], "for the excel macro"),
        ("for excel, powerpoint", ["Excel", "PowerPoint"], "for excel, powerpoint"),
        ("saved my deck", ["PowerPoint"], "saved my deck"),
        ("thanks for excel", ["Excel"], "thanks for excel"),
        ("for being there", [], "for being there"),
        ("", [], ""),
    ],
)
def test_of_a_note_only_what_it_says_besides_the_skill_is_left(note: str, skills: list[str], rest: str) -> None:
    assert beyond(note, skills) == rest
