"""The page as people's windows ask for it: what each may see, what they do, what they are told of each other."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from itertools import islice

import pytest

from bot.demo.company import Company
from tests.demo.pages import Window, small_company

MANY = 130


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    with small_company(tmp_path_factory.mktemp("company")) as ours:
        yield ours
        assert ours.slack.violations == []
        assert ours.log.errors == 0


@pytest.fixture
def katie(company: Company) -> Window:
    return Window(company.url, "U0KATIE")


@pytest.fixture
def scott(company: Company) -> Window:
    return Window(company.url, "U0SCOTT")


@pytest.fixture
def pat(company: Company) -> Window:
    return Window(company.url, "U0PAT")


def channels(window: Window) -> set[str]:
    return {one["name"] for one in window.get("/page/start")["channels"] if one["name"]}


def test_the_page_opens_as_whom_the_tale_is_told_to(company: Company) -> None:
    for unknown in ("", "U0NOBODY", company.slack.settings.bot_user_id):
        assert Window(company.url, unknown).get("/page/start")["me"] == "U0KATIE"


def test_everybody_sees_their_own_channels_and_the_public_ones_and_guests_only_their_own(
    katie: Window, scott: Window, pat: Window
) -> None:
    assert channels(katie) == {"general", "board", "open"}
    assert channels(scott) == {"general", "open"}
    assert channels(pat) == {"general"}


def test_nobody_reads_a_conversation_that_is_not_theirs(katie: Window, scott: Window, pat: Window) -> None:
    secret = katie.act("say", channel="C0BOARD", text="between us")
    own = katie.get("/page/start")["bot"]["dm"]

    assert secret["ok"]
    for place in ("C0BOARD", own, "C0NOWHERE", ""):
        assert "not there" in scott.refused("/page/history", channel=place)
        assert "not there" in scott.refused("/page/thread", channel=place, ts=secret["ts"])
        assert "not there" in scott.refused("/page/members", channel=place)
        assert "not there" in scott.act("say", channel=place, text="hello")["error"]
        assert "not there" in scott.act("react", channel=place, ts=secret["ts"], name="taco", on=True)["error"]
    assert "not there" in pat.refused("/page/history", channel="C0OPEN")


def test_what_one_says_the_other_reads_at_once_as_unread(katie: Window, scott: Window) -> None:
    since = scott.get("/page/start")["seq"]
    with scott.events(since) as told:
        katie.act("say", channel="C0GENERAL", text="morning @Scott, see #open")
        kinds = {change["kind"]: change for change in islice(told, 2)}

    assert kinds["message"]["message"]["text"] == "morning <@U0SCOTT>, see <#C0OPEN|open>"
    assert (kinds["channel"]["channel"]["unread"], kinds["channel"]["channel"]["mentions"]) == (1, 1)
    scott.act("read", channel="C0GENERAL", ts=kinds["message"]["message"]["ts"])
    [general] = [one for one in scott.get("/page/start")["channels"] if one["id"] == "C0GENERAL"]
    assert general["unread"] == 0


def test_a_guest_hears_nothing_of_channels_she_is_not_in(katie: Window, pat: Window) -> None:
    since = pat.get("/page/start")["seq"]
    with pat.events(since) as told:
        katie.act("say", channel="C0OPEN", text="not for guests")
        katie.act("say", channel="C0BOARD", text="not for guests")
        katie.act("say", channel="C0GENERAL", text="for all")
        first = next(change for change in told if change["kind"] == "message")

    assert first["message"]["text"] == "for all"


def test_a_command_is_answered_to_the_asker_alone(company: Company, katie: Window, scott: Window) -> None:
    answer = scott.act("command", channel="C0GENERAL", command="/whoknows", text="powerpoint")
    company.settle()
    shown = scott.history("C0GENERAL")[-1]

    assert (answer["acked"], answer["error"]) == (True, "")
    assert (shown["only_for"], shown["bot"]) == ("U0SCOTT", True)
    assert "PowerPoint" in shown["text"]
    assert not [one for one in katie.history("C0GENERAL") if one["only_for"]]


def test_a_press_reaches_the_button_that_was_pressed(company: Company, scott: Window) -> None:
    """By block and action: two buttons may be called the same."""
    scott.act("command", channel="C0GENERAL", command="/whoknows", text="powerpoint")
    company.settle()
    shown = scott.history("C0GENERAL")[-1]
    [know] = [
        {"block_id": block["block_id"], "action_id": one["action_id"]}
        for block in shown["blocks"]
        for one in block.get("elements", [])
        if one.get("action_id") == "ask:i_know"
    ]
    on = {"channel": "C0GENERAL", "ts": shown["ts"]}

    assert scott.act("press", on=on, **know)["acked"]
    assert "not there" in scott.act("press", on=on, block_id="other", action_id=know["action_id"])["error"]
    company.settle()
    scott.act("command", channel="C0GENERAL", command="/whoknows", text="me")
    assert "PowerPoint" in str(scott.history("C0GENERAL")[-1])


def test_a_form_is_opened_filled_and_refused_with_words_at_the_field(company: Company, katie: Window) -> None:
    katie.act("command", channel="C0GENERAL", command="/lunch", text="setup")
    [view] = katie.get("/page/start")["views"]
    fields = {block["block_id"]: block["element"]["action_id"] for block in view["blocks"] if block["type"] == "input"}
    minutes = {"minutes": {fields["minutes"]: "999"}}

    assert katie.act("fill", view=view["id"], on={"view": view["id"]}, block_id="place", action_id=fields["place"],
                     value="Kitchen")["ok"]  # fmt: skip
    [kept] = katie.get("/page/start")["views"]
    assert kept["state"]["place"][fields["place"]]["value"] == "Kitchen"
    assert "minutes" in katie.act("submit", view=view["id"], values=minutes)["errors"]
    assert katie.act("close", view=view["id"])["ok"]
    assert katie.get("/page/start")["views"] == []
    assert "not open" in katie.act("close", view=view["id"])["error"]
    assert company.slack.world.views == {}


def test_reactions_are_put_and_taken_back_once(katie: Window, scott: Window) -> None:
    ts = scott.act("say", channel="C0GENERAL", text="a pivot table")["ts"]
    for on, left in ((True, [["U0KATIE"]]), (True, [["U0KATIE"]]), (False, []), (False, [])):
        assert katie.act("react", channel="C0GENERAL", ts=ts, name="taco", on=on)["ok"]
        assert [one["users"] for one in scott.history("C0GENERAL")[-1]["reactions"]] == left


def test_threads_edits_and_deletions_are_seen_by_the_other(katie: Window, scott: Window) -> None:
    root = katie.act("say", channel="C0GENERAL", text="who knows excel?")["ts"]
    reply = scott.act("say", channel="C0GENERAL", text="I do", thread_ts=root)["ts"]
    scott.act("edit", channel="C0GENERAL", ts=reply, text="I do, ask me")
    thread = katie.get("/page/thread", channel="C0GENERAL", ts=reply)["messages"]
    [last] = [one for one in katie.history("C0GENERAL") if one["ts"] == root]

    said = [(one["text"], one["edited"]) for one in thread if not one["only_for"]]
    assert said == [("who knows excel?", False), ("I do, ask me", True)]
    assert (last["reply_count"], last["reply_users"], last["latest_reply"]) == (1, ["U0SCOTT"], reply)
    assert "only one's own" in katie.act("delete", channel="C0GENERAL", ts=reply)["error"]
    assert scott.act("delete", channel="C0GENERAL", ts=reply)["ok"]
    [last] = [one for one in katie.history("C0GENERAL") if one["ts"] == root]
    assert last["reply_count"] == 0


def test_long_histories_come_in_pages_and_around_a_message(company: Company, katie: Window) -> None:
    person = company.slack.person("U0KATIE")
    said = [person.says("C0OPEN", f"line {number}").ts for number in range(MANY)]
    newest = katie.get("/page/history", channel="C0OPEN")
    older = katie.get("/page/history", channel="C0OPEN", before=newest["messages"][0]["ts"], limit="100")
    middle = katie.get("/page/history", channel="C0OPEN", around=said[60], limit="20")

    assert [one["ts"] for one in newest["messages"]] == said[-50:]
    assert (newest["more"], newest["newer"]) == (True, False)
    assert [one["ts"] for one in older["messages"]][-80:] == said[:80]
    assert [one["ts"] for one in middle["messages"]] == said[50:70]
    assert (middle["more"], middle["newer"]) == (True, True)


def test_a_file_goes_with_a_message_and_comes_back_as_an_attachment(katie: Window, scott: Window) -> None:
    given = [{"name": "a/b.txt", "base64": base64.b64encode(b"hello").decode()}]
    katie.act("say", channel="C0GENERAL", text="look", files=given)
    [file] = scott.history("C0GENERAL")[-1]["files"]

    assert (file["name"], file["size"], file["type"]) == ("a_b.txt", 5, "txt")
    status, kind, body = scott.asks("GET", file["url"])
    assert (status, kind, body["raw"]) == (200, "application/octet-stream", "hello")


def test_people_come_and_go_by_slacks_own_commands(company: Company, katie: Window, scott: Window) -> None:
    katie.act("command", channel="C0OPEN", command="/invite", text="@whoknows @Scott")
    assert set(katie.get("/page/members", channel="C0OPEN")["members"]) == {
        "U0KATIE", "U0SCOTT", company.slack.settings.bot_user_id,
    }  # fmt: skip
    scott.act("command", channel="C0OPEN", command="/leave", text="")
    assert "U0SCOTT" not in katie.get("/page/members", channel="C0OPEN")["members"]
    assert "Join #open" in scott.act("command", channel="C0OPEN", command="/invite", text="@Pat")["error"]
    scott.act("command", channel="C0GENERAL", command="/join", text="#open")
    assert "U0SCOTT" in katie.get("/page/members", channel="C0OPEN")["members"]


def test_a_channel_is_made_and_a_conversation_opened(katie: Window, scott: Window) -> None:
    made = katie.act("create_channel", name="#Pivot tables")
    direct = katie.act("open_dm", users=["U0SCOTT"])

    assert "pivot-tables" in channels(scott)
    assert katie.act("say", channel=direct["channel"], text="hello")["ok"]
    [shown] = [one for one in scott.get("/page/start")["channels"] if one["id"] == direct["channel"]]
    assert (shown["kind"], shown["with"], shown["mentions"]) == ("im", ["U0KATIE"], 1)
    assert made["channel"] != direct["channel"]


def test_typing_is_seen_by_the_others_and_not_by_oneself(katie: Window, scott: Window) -> None:
    since = scott.get("/page/start")["seq"]
    with scott.events(since) as told:
        katie.act("typing", channel="C0GENERAL")
        assert next(change for change in told if change["kind"] == "typing") == {
            "kind": "typing",
            "channel": "C0GENERAL",
            "thread_ts": "",
            "user": "U0KATIE",
        }


def test_the_pages_own_files_are_served_and_nothing_beside_them(katie: Window) -> None:
    status, kind, _body = katie.asks("GET", "/static/js/dom.js")
    tag = katie.headers("/static/js/dom.js")["etag"]

    assert (status, kind) == (200, "text/javascript; charset=utf-8")
    assert katie.asks("GET", "/static/js/dom.js", if_none_match=tag)[0] == 304
    assert katie.asks("GET", "/static/js/dom.js", if_none_match='"old"')[0] == 200
    for name in ("", "index.html", "../routes.py", "..%2froutes.py", "js/../../routes.py", "js", "nothing.js"):
        assert katie.asks("GET", f"/static/{name}")[0] == 404, name
    assert "modulepreload" in katie.asks("GET", "/")[2]["raw"]


def test_the_inspector_shows_what_went_both_ways(company: Company, scott: Window) -> None:
    start = scott.get("/page/log")["last"]
    scott.act("command", channel="C0GENERAL", command="/whoknows", text="powerpoint")
    company.settle()
    shown = scott.get("/page/log", since=str(start))
    told = {(entry["kind"], entry["title"]): entry for entry in shown["entries"]}
    command = told["command", "/whoknows"]

    assert (command["ok"], command["late"], command["tries"]) == (True, False, 1)
    assert command["request"]["text"] == "powerpoint"
    assert "powerpoint" in command["summary"]
    assert 0 < command["ms"] < 3000
    assert shown["last"] == shown["entries"][-1]["n"]
    assert "xoxb" not in str(shown) + str(scott.get("/page/log"))
