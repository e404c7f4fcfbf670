"""After a merge a workspace is as if the skill had always been called by the kept name: any history tries it."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.merging import Merge
from bot.services import Services, services
from tests.builders import ORDINARY, VOCABULARY
from tests.databases import SqliteDatabases
from tests.merged import PEOPLE, House, facts, one_name, shown, two_names

Deed = tuple[object, ...]

DOES: dict[str, Callable[..., object]] = {
    "asks": lambda house, who, name: house.says(who, f"Who knows {name}? I need it"),
    "replies": lambda house, who, at: house.replies(who, at),
    "replies about both": lambda house, who, at: house.replies(who, at, "In Decksmith, as in PowerPoint"),
    "writes": lambda house, who, name: house.says(who, f"We made it with {name} today"),
    "declares": House.declares,
    "withdraws": House.withdraws,
    "thanks": House.thanks_for,
    "adds": lambda house, one, other, name: house.says(one, f"<@{other}> ++ for {name}"),
    "takes back": House.takes_back,
    "reacts": House.reacts,
    "unreacts": lambda house, who, at: house.reacts(who, at, added=False),
    "deletes": House.deletes_reply,
}
people, numbers = st.sampled_from(PEOPLE), st.integers(0, 9)
names = st.sampled_from(["Decksmith", "PowerPoint", "dsm", "ppt", "Excel", "Decksmith or PowerPoint"])
notes = st.sampled_from(["for Decksmith", "for PowerPoint", "for Decksmith and ppt", "for Decksmith, ppt and Excel"])
BEFORE = st.one_of(
    st.tuples(st.sampled_from(["asks", "writes"]), people, names),
    st.tuples(st.sampled_from(["replies", "replies about both", "reacts", "unreacts"]), people, numbers),
    st.tuples(st.just("declares"), people, st.sampled_from(["Decksmith", "PowerPoint", "Excel"])),
    st.tuples(st.just("thanks"), people, people, notes),
    st.tuples(st.just("adds"), people, people, names),
    st.tuples(st.sampled_from(["takes back", "deletes"]), numbers),
)
# Who declares both names and takes one back before the merge still declares: no history of one name does that.
AFTER = st.one_of(BEFORE, st.tuples(st.just("withdraws"), people, st.sampled_from(["Decksmith", "PowerPoint"])))
THANKED = [("thanks", "U0ANA", "U0BOB", "for Decksmith, ppt and Excel"), ("declares", "U0BOB", "PowerPoint")]
SAID = [("declares", "U0ANA", "PowerPoint"), ("declares", "U0ANA", "Decksmith"), ("replies about both", "U0ANA", 0)]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(BEFORE, max_size=25), st.lists(AFTER, max_size=10))
@example(THANKED, [("takes back", 0)])
@example([("asks", "U0BOB", "Decksmith or PowerPoint"), *SAID], [("deletes", 0), ("withdraws", "U0ANA", "Decksmith")])
def test_a_merged_history_is_one_that_always_had_one_name(
    sqlite_databases: SqliteDatabases, before: list[Deed], after: list[Deed]
) -> None:
    for store in sqlite_databases.lent():
        ours = services(store, VOCABULARY, ORDINARY, secret="s3cret")
        merged, whole = two_names(store, ours, "T1"), one_name(store, ours, "T2")
        done(before, merged, whole)

        assert isinstance(merged.merges(), Merge)
        same(ours, merged, whole)

        done(after, merged, whole)
        same(ours, merged, whole)


def done(deeds: list[Deed], *houses: House) -> None:
    for name, *values in deeds:
        for house in houses:
            DOES[str(name)](house, *values)


def same(ours: Services, merged: House, whole: House) -> None:
    assert facts(merged) == facts(whole)
    for query in ("Decksmith", "PowerPoint", "dsm", "excel"):
        assert shown(merged.looks(query)) == shown(whole.looks(query))
    question = "How do I print from Decksmith?"
    assert shown(merged.looks(question, channel="C1")) == shown(whole.looks(question, channel="C1"))
    for user in PEOPLE:
        one, other = (ours.privacy.about(house.team, user) for house in (merged, whole))
        assert [(each.name, each.times) for each in one] == [(each.name, each.times) for each in other]
