"""Two names for one skill: who may merge and rename, what cannot be, and what follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.merging import Merge, Pair, Refusal, Refused, Renamed, Taken
from bot.domain.skills import Skill
from bot.errors import KindError
from bot.services import services
from bot.services.exports import open_export
from storage.store import Store
from storage.values import PersonRow, Touched
from tests.builders import NOW, ORDINARY, OTHER_TEAM, TEAM, VOCABULARY, everything, named, rows
from tests.exports import said, write_export
from tests.merged import JILL, KEPT, OLD, PEOPLE, House, facts, house, two_names

ANA, BOB, CARL, DORA = PEOPLE


@pytest.fixture
def home(store: Store) -> House:
    return two_names(store, services(store, VOCABULARY, ORDINARY, secret="s3cret"), TEAM)


def renames(home: House, old: str, name: str, *, user: str | None = JILL) -> Renamed | Refused | Taken:
    return home.services.merging.rename(home.team, user, [Pair(old, name)])


def skill(home: House, text: str) -> list[str]:
    return [match.skill for match in home.looks(text).matches]


def lived_in(home: House) -> None:
    home.says(CARL, "Who knows Decksmith?")
    home.replies(ANA, 0)
    home.says(CARL, "Who knows PowerPoint?")
    home.replies(BOB, 1)
    home.thanks_for(CARL, ANA, "for dsm")
    home.declares(DORA, OLD)


def test_what_was_shown_under_either_name_is_found_under_both(home: House) -> None:
    lived_in(home)
    assert named(home.looks("powerpoint")) == [BOB]

    merge = home.merges()

    assert merge == Merge(OLD, KEPT, Touched(people=2, entries=3, questions=1, thanks=1))
    for query in ("powerpoint", "ppt", "Decksmith", "dsm", "decksmiht"):
        assert skill(home, query) == [KEPT]
        assert set(named(home.looks(query))) == {ANA, DORA, BOB}
    reasons = {reason.about for one in home.looks("dsm").people for reason in one.reasons}
    assert reasons == {KEPT}


def test_what_is_heard_said_and_thanked_for_afterwards_goes_to_the_kept_skill(home: House, tmp_path: Path) -> None:
    home.merges()
    home.says(CARL, "Who knows dsm?")
    home.replies(ANA, 0)
    home.says(BOB, f"<@{ANA}> ++ for Decksmith")
    home.thanks_for(DORA, ANA, "for decksmith")
    home.declares(ANA, "Decksmith")
    export = write_export(
        tmp_path / "export",
        people=list(PEOPLE),
        channels={"random": {"id": "C2"}},
        messages={"random": [said(DORA, "Decksmith it is", NOW.timestamp() - 90_000.0)]},
    )

    with open_export(export) as opened:
        home.services.imports.run(opened, TEAM, now=NOW, progress=lambda _day, _size: None)

    told = facts(home)
    assert {row[0] for row in told["sums"]} == {row[0] for row in told["ledger"]} == {"powerpoint"}
    assert {kind for _skill, user, kind, *_more in told["sums"] if user == ANA} == {"answer", "kudos", "declared"}
    assert ("powerpoint", DORA, "said") in [row[:3] for row in told["sums"]]


def test_what_was_learned_before_can_be_taken_back_after(home: House) -> None:
    lived_in(home)
    home.says(BOB, "We finished the Decksmith deck")
    home.reacts(DORA, 4)
    home.merges()
    home.takes_back(0)
    home.reacts(DORA, 4, added=False)
    home.deletes_reply(0)
    assert home.withdraws(DORA, OLD)

    assert [row[1:3] for row in facts(home)["ledger"]] == [(BOB, "answer")]
    assert named(home.looks(OLD)) == [BOB]


def test_a_button_of_before_takes_back_what_has_moved(home: House) -> None:
    home.declares(DORA, OLD)
    [old] = [row.skill_id for row in rows(home.store, "evidence")]
    home.merges()

    home.services.home.remove(TEAM, home.press(DORA), old, now=home.next())

    assert named(home.looks(KEPT)) == []


def test_whoever_is_forgotten_after_a_merge_is_in_no_count(home: House) -> None:
    lived_in(home)
    home.merges()
    home.services.privacy.forget(TEAM, ANA, now=home.next())

    assert [name for name, held in everything(home.store).items() if any(ANA in row for row in held)] == []
    assert set(named(home.looks(OLD))) == {BOB, DORA}
    assert home.services.privacy.about(TEAM, ANA) == []


def test_chains_are_flat_and_circles_do_not_close(home: House) -> None:
    home.services.skills.add(TEAM, [Skill("Keynote")])
    home.declares(ANA, OLD)
    home.merges(OLD, "Keynote")
    home.merges("Keynote", KEPT)

    assert home.merges(KEPT, OLD) == Refused(Refusal.ALREADY, OLD, KEPT)
    assert home.merges("Keynote", OLD) == Refused(Refusal.ALREADY, "Keynote", KEPT)
    kept = {row.key: row.id for row in rows(home.store, "skill")}["powerpoint"]
    assert {row.key: row.merged_into for row in rows(home.store, "skill")} == {
        "powerpoint": None, "decksmith": kept, "keynote": kept,
    }  # fmt: skip
    assert {row[0] for row in facts(home)["sums"]} == {"powerpoint"}
    names = home.services.merging.names(TEAM, JILL)
    assert (names.former, names.may_change) == (((KEPT, (OLD, "Keynote")),), True)
    assert not home.services.merging.names(TEAM, ANA).may_change


@pytest.mark.parametrize(
    ("old", "kept", "refused"),
    [
        (KEPT, "powerpoint", Refused(Refusal.ITSELF, "powerpoint", KEPT)),
        ("ppt", KEPT, Refused(Refusal.ALREADY, "ppt", KEPT)),
        ("ppt", OLD, Refused(Refusal.ANOTHER_WORD, "ppt", KEPT)),
        ("Nothing like it", KEPT, Refused(Refusal.UNKNOWN, "Nothing like it")),
        ("Decksmiht", KEPT, Refused(Refusal.UNKNOWN, "Decksmiht", near=(OLD,))),
        (OLD, "Slideware", Refused(Refusal.NOWHERE, "Slideware")),
        ("", KEPT, Refused(Refusal.NO_NAME)),
        (OLD, "<!channel>", Refused(Refusal.NOWHERE, "<!channel>")),
        (OLD, "\x00", Refused(Refusal.NO_NAME, "\x00")),
        ("x" * 5000, KEPT, Refused(Refusal.UNKNOWN, "x" * 5000)),
    ],
)
def test_what_cannot_be_changes_nothing(home: House, old: str, kept: str, refused: Refused) -> None:
    before = everything(home.store)

    assert home.merges(old, kept) == refused
    assert everything(home.store) == before


@pytest.mark.parametrize("user", [ANA, "U0NOBODY", "", "U0GUS"])
def test_only_coordinators_merge_and_rename(home: House, user: str) -> None:
    with home.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("U0GUS", is_admin=True, is_guest=True)])
    before = everything(home.store)
    pressed = home.press(user)
    for act in (
        lambda: home.merges(user=user),
        lambda: renames(home, OLD, "Slides", user=user),
        lambda: home.services.merging.plan(TEAM, user, [Pair(OLD, KEPT)]),
        lambda: home.services.merging.pressed(TEAM, pressed, Pair(OLD, KEPT), now=NOW),
    ):
        with pytest.raises(KindError, match="for coordinators"):
            act()

    assert everything(home.store) == before


def test_a_press_counts_once_and_says_what_came_of_it(home: House) -> None:
    lived_in(home)
    press = home.press(JILL)
    for _time in range(2):
        home.services.merging.pressed(TEAM, press, Pair(OLD, KEPT), now=NOW)
    home.services.merging.pressed(TEAM, home.press(JILL), Pair(OLD, KEPT), now=NOW)

    told = sorted(rows(home.store, "outbox"), key=lambda row: row.id)
    left = [(row.kind, row.facts) for row in told if row.kind.startswith("skills")]
    assert [kind for kind, _facts in left] == ["skills.merged", "skills.not_merged"]
    assert (left[0][1]["old"], left[0][1]["kept"], left[0][1]["people"]) == (OLD, KEPT, 2)
    assert (left[1][1]["why"], left[1][1]["typed"]) == ("already", OLD)


def test_skills_we_come_with_merge_though_nobody_has_shown_them(home: House) -> None:
    assert home.merges("Kubernetes", "Excel") == Merge("Kubernetes", "Excel", Touched())

    assert skill(home, "k8s") == skill(home, "kubernets") == ["Excel"]
    home.says(ANA, "The Kubernetes bill came")
    assert [row[:3] for row in facts(home)["sums"]] == [("excel", ANA, "said")]


def test_another_workspace_and_another_process(home: House) -> None:
    other = services(home.store, VOCABULARY, ORDINARY)
    away = house(home.store, home.services, OTHER_TEAM, Skill(OLD))
    away.declares(ANA, OLD)
    home.declares(ANA, OLD)
    with home.store.team(TEAM).reading() as unit:
        assert [match.skill for match in other.skills.book(unit).index.understand("dsm").matches] == [OLD]
    before = facts(away)

    home.merges()

    with home.store.team(TEAM).reading() as unit:
        assert [match.skill for match in other.skills.book(unit).index.understand("dsm").matches] == [KEPT]
    assert facts(away) == before
    assert skill(away, OLD) == [OLD]


def test_a_renamed_skill_keeps_its_history_and_is_found_by_both_names(home: House) -> None:
    lived_in(home)
    before = [row[1:] for row in facts(home)["ledger"]]

    assert renames(home, KEPT, "Slides") == Renamed(KEPT, "Slides")

    for query in ("slides", "PowerPoint", "ppt", "powerpont"):
        answer = home.looks(query)
        assert (answer.label, named(answer)) == ("Slides", [BOB])
        assert {reason.about for one in answer.people for reason in one.reasons} == {"Slides"}
    assert [row[1:] for row in facts(home)["ledger"]] == before
    home.declares(ANA, "ppt")
    assert {one.name for one in home.services.privacy.about(TEAM, ANA)} == {"Slides", OLD}


def test_a_name_can_be_given_back(home: House) -> None:
    home.declares(ANA, KEPT)
    before = facts(home)
    assert renames(home, KEPT, "ppt") == Renamed(KEPT, "ppt")
    assert renames(home, "powerpoint", "ppt") == Refused(Refusal.ALREADY, "powerpoint", "ppt")
    assert renames(home, "powerpoint", "Slides") == Refused(Refusal.ANOTHER_WORD, "powerpoint", "ppt")
    assert renames(home, "ppt", KEPT) == Renamed("ppt", KEPT)
    assert renames(home, KEPT, "Powerpoint") == Renamed(KEPT, "Powerpoint")
    assert home.looks("ppt").label == "Powerpoint"
    renames(home, "powerpoint", KEPT)

    assert facts(home) == before
    assert skill(home, "ppt") == [KEPT]


def test_a_name_that_another_skill_has_is_an_offer_to_merge(home: House) -> None:
    lived_in(home)
    before = everything(home.store)
    merge = Merge(OLD, KEPT, Touched(people=2, entries=3, questions=1, thanks=1))

    assert renames(home, OLD, "powerpoint") == Taken("powerpoint", merge)
    assert renames(home, OLD, "ppt") == Taken("ppt", merge)
    assert everything(home.store) == before


@pytest.mark.parametrize("name", ["", "!!", "x" * 61, "<@U0ANA>", "&lt;!channel&gt;"])
def test_what_is_no_name_is_given_to_no_skill(home: House, name: str) -> None:
    before = everything(home.store)

    assert isinstance(done := renames(home, OLD, name), Refused)
    assert done.why == Refusal.NO_NAME
    assert everything(home.store) == before


def test_a_list_that_was_exported_reads_the_same_elsewhere(home: House) -> None:
    home.merges()
    renames(home, KEPT, "Slides")
    every = home.services.skills.whole_vocabulary(TEAM)
    away = house(home.store, home.services, OTHER_TEAM, *every)

    assert [each for each in every if each.name in (OLD, KEPT)] == []
    assert skill(away, "dsm") == skill(away, "ppt") == ["Slides"]


def test_a_list_that_comes_in_later_goes_to_the_kept_skill(home: House) -> None:
    home.merges()
    home.services.skills.add(TEAM, [Skill(OLD, ("deckmaker",))])

    assert skill(home, "deckmaker") == skill(home, "Decksmith") == [KEPT]
