"""The Home tab holds what Slack can show, whatever people are called or wrote, and never a number for a person."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.checks import view_problems
from bot.domain.home import Ahead, Closer, Gatherings, HomeTab, Known, Reader, Shown, Skills, Thanks
from bot.domain.kudos_told import Received
from bot.domain.privacy import ALWAYS, Say, Wishes
from bot.domain.programme import Part
from bot.domain.ranking_facts import Reason, ReasonKind
from bot.views.home import home_view
from bot.views.home_forms import pause_form, pieces_form, skill_form
from storage.values import EvidenceRow, Kind, SkillRow
from storage.values_lunch import LunchRow

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
EVIL = "<!channel> *x* & `y` <@U0EVIL> | > " * 40
URL = "https://acme.slack.com/"


def reasons(about: str) -> tuple[Reason, ...]:
    thanked = Reason(ReasonKind.THANKED, about, 6, NOW, "C1", "1.0", people=4)
    answered = Reason(ReasonKind.ANSWERED, about, 3, NOW, "C1", "2.0", "1.5")
    said = Reason(ReasonKind.SAID, about, 9)
    return (thanked, Reason(ReasonKind.TAUGHT, about, 1, NOW), answered, Reason(ReasonKind.DECLARED, about, 1), said)


def lunch(title: str = "Pivot tables", post_ts: str = "3.0") -> LunchRow:
    start = NOW + timedelta(days=1)
    return LunchRow(7, 1, title, "U0ANA", start, "Europe/Lisbon", 45, "C1", NOW, post_ts=post_ts)


PIVOT = Ahead(lunch(), None, "Ana", "general")
FULL = HomeTab(
    Reader.MEMBER,
    Skills((Known(5, "PowerPoint", reasons("PowerPoint")), Known(6, "Excel", reasons("Excel")[:1])), more=3),
    Thanks((Received("U0ANA", ("Excel",), "saved my deck"), Received("", ())), more=True),
    Gatherings((Ahead(lunch(), Part.HOST), Ahead(lunch(), Part.COMING, "Ana", "general")), (PIVOT,), more=True),
    URL,
)
CROWDED = HomeTab(
    Reader.MEMBER,
    Skills(tuple(Known(at, EVIL, reasons(EVIL)) for at in range(12)), more=999),
    Thanks(tuple(Received("U0ANA", (EVIL, EVIL, EVIL), EVIL) for _ in range(5)), more=True),
    Gatherings(
        tuple(Ahead(lunch(EVIL), part, EVIL, EVIL) for part in list(Part) * 3),
        tuple(Ahead(lunch(EVIL), None, EVIL, EVIL) for _ in range(5)),
        more=True,
    ),
    URL,
)
UNTIL = NOW + timedelta(days=9)
WISHES = {
    "paused": Wishes(paused=ALWAYS),
    "paused for a while": Wishes(paused=UNTIL.isoformat()),
    "left": Wishes(Say.NO, ALWAYS),
    "not learned of": Wishes(Say.NO),
    "never asked": Wishes(asks_first=True),
    "said yes": Wishes(Say.YES, asks_first=True),
}
LEAFING = HomeTab(
    Reader.MEMBER,
    Skills((Known(5, "PowerPoint", reasons("PowerPoint")),), more=3, page=2),
    hidden=tuple(SkillRow(at, EVIL, EVIL) for at in range(12)),
    url=URL,
)
TABS = {
    "leafing": LEAFING,
    **{name: HomeTab(Reader.MEMBER, wishes=wishes) for name, wishes in WISHES.items()},
    "full": FULL,
    "crowded": CROWDED,
    "unwanted": HomeTab(Reader.MEMBER, thanks=Thanks(unwanted=True)),
    **{reader.value: HomeTab(reader) for reader in Reader},
}


def written(blocks: object) -> str:
    """What Slack reads as mrkdwn."""
    if isinstance(blocks, list):
        return " ".join(map(written, blocks))
    if not isinstance(blocks, dict):
        return ""
    own = str(blocks["text"]) if blocks.get("type") == "mrkdwn" else ""
    return " ".join([own, *map(written, blocks.values())])


def shown(tab: HomeTab) -> str:
    return json.dumps(home_view(tab).blocks, ensure_ascii=False)


@pytest.mark.parametrize("name", TABS)
def test_slack_takes_it_and_nothing_of_it_pings(name: str) -> None:
    blocks = home_view(TABS[name]).blocks

    assert view_problems({"type": "home", "blocks": blocks}) == []
    assert [each for each in ("<!channel>", "<@U0EVIL>", "*x*", "`y`") if each in written(blocks)] == []
    assert all(block.get("text", {}).get("text", "")[-1:] != "\u2026" for block in blocks)


def test_a_skill_stands_with_what_colleagues_are_told_and_links_to_it() -> None:
    words = shown(FULL)

    assert "*PowerPoint*  \u00b7  you said so yourself" in words
    assert "https://acme.slack.com/archives/C1/p10|thanked six times by four colleagues for PowerPoint" in words
    assert "p20?thread_ts=1.5&cid=C1|answered three questions about PowerPoint" in words
    assert "has written about" not in words
    assert "Three skills more" in words


def test_each_skill_has_a_menu_that_fits_what_one_said_and_showed() -> None:
    menus = {
        block["accessory"]["action_id"]: [(one["text"]["text"], one["value"]) for one in block["accessory"]["options"]]
        for block in home_view(FULL).blocks
        if block.get("accessory", {}).get("type") == "overflow"
    }

    closer, hide = "Where I showed it", "Don't name me for this"
    assert menus == {
        "home:skill:5": [("Take back what I said", "remove:5"), (closer, "closer:5"), (hide, "hide:5")],
        "home:skill:6": [("Yes, I know this", "confirm:6"), (closer, "closer:6"), (hide, "hide:6")],
    }


def test_thanks_stand_with_giver_skill_and_note_and_without_a_tally() -> None:
    words = shown(FULL)

    assert "<@U0ANA> for *Excel*: _saved my deck_" in words
    assert "\u2022 Somebody" in words
    assert "more than fit" in words


def test_gatherings_stand_by_the_readers_clock_with_a_button_for_whoever_does_not_host() -> None:
    blocks = [block for block in home_view(FULL).blocks if ":calendar:" in block.get("text", {}).get("text", "")]
    link = "*<https://acme.slack.com/archives/C1/p30|Pivot tables>*"
    at = f"\n:calendar: <!date^{int((NOW + timedelta(days=1)).timestamp())}^{{date_long_pretty}} at {{time}}|"

    assert [block["text"]["text"].partition("Tuesday")[0] for block in blocks] == [
        f"You host *Pivot tables*{at}",
        f"You come to {link} with Ana in #general{at}",
        f"{link} with Ana in #general{at}",
    ]
    assert [block.get("accessory", {}).get("action_id") for block in blocks] == [None, "lunch:out", "lunch:in"]


def test_a_newcomer_is_shown_three_ways_to_begin_and_what_each_part_will_hold() -> None:
    words = shown(HomeTab(Reader.MEMBER))

    for hint in ("`/whoknows powerpoint`", "`/kudos @scott", "`/lunch`", "Nothing yet", "Nobody has said thanks"):
        assert hint in words
    assert "Nothing is planned yet" in words
    assert "`/whoknows me`" in words
    assert "`/whoknows forget me`" in words
    assert "Three ways" not in shown(FULL)


def test_others_are_told_what_holds_for_them() -> None:
    guest, outside, forgotten = (shown(HomeTab(each)) for each in (Reader.GUEST, Reader.OUTSIDE, Reader.FORGOTTEN))

    assert "nobody is led to you" in guest
    assert "/kudos" not in guest
    assert "Thanks to you" not in guest
    assert "another one" in outside
    assert "`/whoknows remember me`" in forgotten
    assert "Gatherings" not in outside + forgotten


def test_whoever_wants_to_hear_of_no_thanks_is_told_how_to_change_that() -> None:
    assert "`/kudos digest weekly`" in shown(TABS["unwanted"])


def test_the_form_is_one_that_slack_takes() -> None:
    assert view_problems(skill_form()) == []


def labels(tab: HomeTab) -> list[str]:
    """The buttons under what is theirs alone."""
    *_, (last) = [block for block in home_view(tab).blocks if block["type"] == "actions"]
    return [element["text"]["text"] for element in last["elements"]]


@pytest.mark.parametrize(
    ("name", "words", "buttons"),
    [
        ("paused", "until you say so", ["Name me again", "Stop learning from me", "Leave"]),
        ("paused for a while", "Until <!date^", ["Name me again", "Stop learning from me", "Leave"]),
        ("left", "You left", ["Come back"]),
        ("not learned of", "I learn nothing", ["Don't name me for now", "Learn from me", "Leave"]),
        ("never asked", "you have not", ["Don't name me for now", "Learn from me", "Leave"]),
        ("said yes", "I learn from what you write", ["Don't name me for now", "Stop learning from me", "Leave"]),
    ],
)
def test_what_holds_is_said_with_what_can_be_done(name: str, words: str, buttons: list[str]) -> None:
    assert words in shown(TABS[name])
    assert labels(TABS[name]) == [*buttons, "Send me my data"]


def test_hidden_skills_stand_below_with_a_way_back_and_pages_on_both_sides() -> None:
    words = shown(LEAFING)

    assert words.count("Name me for it") == 10
    assert "And for two skills more" in words
    assert [f"home:page:{page}" in words for page in (0, 1, 2, 3)] == [False, True, False, True]


PIECES = tuple(
    Shown(
        EvidenceRow(f"{kind}:C1:1.0:U1:{at}", "U1", 5, kind, NOW, 1.0, "C1", "2.0", "1.0", "U0ANA"),
        EVIL[:20],
        is_hidden=at % 2 == 1,
        moved_to=EVIL if at == 1 else "",
        may_move=at % 2 == 0,
    )
    for at, kind in enumerate((Kind.ANSWER, Kind.KUDOS, Kind.TAUGHT, Kind.ENDORSED, Kind.ANSWER))
)


@pytest.mark.parametrize("more", [True, False])
@pytest.mark.parametrize("pieces", [PIECES, PIECES[1:2], ()])
def test_slack_takes_the_form_with_the_pieces(*, pieces: tuple[Shown, ...], more: bool) -> None:
    form = pieces_form(Closer(5, EVIL, pieces, more=more, url=URL))

    assert view_problems(form) == []
    assert [each for each in ("<!channel>", "<@U0EVIL>", "`y`") if each in written(form["blocks"])] == []


def test_each_piece_says_what_holds_and_what_may_be_chosen() -> None:
    blocks = [block for block in pieces_form(Closer(5, "Excel", PIECES, url=URL))["blocks"] if "accessory" in block]

    assert [block["accessory"]["initial_option"]["value"] for block in blocks] == ["count", "hide"] * 2 + ["count"]
    assert [len(block["accessory"]["options"]) for block in blocks] == [3, 2, 3, 2, 3]
    assert "<https://acme.slack.com/archives/C1/p20" in blocks[0]["text"]["text"]
    assert "You said that it shows" in blocks[1]["text"]["text"]


def test_slack_takes_the_form_of_a_pause() -> None:
    assert view_problems(pause_form()) == []
