"""What each table keeps and for how long, in one line each: what people are told, what the page for a works council
lists and what `whoknows db` shows are the same words.
"""

from __future__ import annotations

from dataclasses import dataclass

UNTIL_ERASED = "until the person is erased"
WITH_WORKSPACE = "until 30 days after the bot is uninstalled"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a table keeps, who gets to see it, and how long it stays; `personal` where it holds a person's id."""

    keeps: str
    seen_by: str = "nobody"
    stays: str = UNTIL_ERASED
    personal: bool = True


def of_workspace(keeps: str, seen_by: str = "nobody", stays: str = WITH_WORKSPACE) -> Rule:
    return Rule(keeps, seen_by, stays, personal=False)


COLLEAGUES = "colleagues who ask, as a reason"
GATHERING = "who signs up, the host, coordinators"
THEMSELVES = "the person"

HELD: dict[str, Rule] = {
    "activity": Rule("how often somebody wrote and answered in which public channel, as sums", COLLEAGUES),
    "answer": Rule("who answered which question of a public channel: its place, no text", COLLEAGUES),
    "approach": Rule("who was asked to speak about a skill, and what they said", "the person; after a yes who asked"),
    "channel": of_workspace("names and kinds of channels, as Slack tells them", "everybody"),
    "claim": of_workspace("which job ran when"),
    "coordinator": Rule("whom admins named as coordinators", "everybody"),
    "due": Rule("what is to come at a later time: a reminder, a digest, the end of a pause", stays="until it came"),
    "evidence": Rule("who showed which skill, how, when and where, and by whose thanks or question", COLLEAGUES),
    "expertise": Rule("the same as sums by person, skill and way of showing it", COLLEAGUES),
    "feedback": Rule("what somebody said of a gathering", "its host", "the words 90 days, the rest until erased"),
    "handoff": Rule(
        "a question that is taken to colleagues; of an unnamed asker a sealed token and a keyed digest, no id",
        "who asks, who was asked",
        "the words 90 days, the rest until erased",
    ),
    "hidden_skill": Rule("what somebody does not want to be named for", THEMSELVES),
    "insight_consent": Rule(
        "who was asked to be shown to coordinators, and what they said", "the person, after a yes coordinators"
    ),
    "insight_look": Rule("which coordinator looked at which insights, and when", "everybody", "a year"),
    "insight_member": Rule("with which others somebody is counted in insights"),
    "insight_placement": Rule(
        "which group, site and level somebody belongs to, where a coordinator gave that", "coordinators"
    ),
    "insight_snapshot": of_workspace("figures of one week, of groups of five and more", "coordinators"),
    "installation": of_workspace("the token Slack gave, encrypted", stays="until the bot is uninstalled"),
    "interest": Rule("who would come to a topic", "a number, in the channel"),
    "invite": Rule("who was asked to host a topic, and what they said", THEMSELVES),
    "kudos": Rule("who thanked whom for what", "giver and receiver", "the note 90 days, the rest until erased"),
    "learned_span": of_workspace("which stretch of a channel's history has been learned"),
    "left": of_workspace(
        "a keyed digest of whoever was erased, which nobody can turn back",
        stays="until 30 days after the bot is uninstalled, else for good",
    ),
    "link_report": Rule("who said that a link of the library does not work"),
    "lunch": Rule("a gathering: title, host, time and place", "everybody"),
    "lunch_series": Rule("a weekly programme, and who set it up", "everybody"),
    "mark": Rule("what somebody said of a practice lesson", "its host", "90 days"),
    "membership": Rule("which channels a guest is in, for links they may follow"),
    "message": Rule("who wrote a message of a public channel, and which skills it names: no text", stays="180 days"),
    "outbox": Rule("what is to be said to whom: facts, no words", stays="30 days after it was said"),
    "pairing": Rule("who was asked to stand beside a host, and what they said", "the host"),
    "person": Rule("name, title, time zone, and whether guest or admin, as Slack tells them", "colleagues who ask"),
    "preference": Rule("what somebody chose for themselves", THEMSELVES),
    "question": Rule(
        "what was asked of the bot; of questions in public channels the skills and words alone",
        "the person; as a number coordinators",
        "the text 90 days, the rest until erased",
    ),
    "reaction": Rule("which thanking emoji somebody put on a message", stays="180 days"),
    "recording": Rule("a link to notes or a recording of a gathering", "who may see its channel"),
    "referral": Rule("who was named to somebody who asked, who was asked, and what they said", "who asked"),
    "rhythm": Rule("at which hours somebody writes, as sums"),
    "search": Rule("for which skill a coordinator looks for a speaker", "coordinators"),
    "seen": of_workspace("what has been handled, as Slack repeats itself", stays="7 days"),
    "setting": of_workspace("limits that the workspace set for itself", "coordinators"),
    "signup": Rule(
        "who comes to a gathering, and what they want to ask", GATHERING, "the question 90 days, the rest until erased"
    ),
    "skill": of_workspace("names of skills", "everybody"),
    "skill_alias": of_workspace("other names of skills", "everybody"),
    "stuck": Rule("what was due and kept failing: which job, about what, for whom", "who runs the bot", "30 days"),
    "teachback": Rule(
        "a practice lesson: whose, when and where, and its outcome", "host and peers; the outcome coordinators"
    ),
    "teachback_peer": Rule("who was asked to watch a practice lesson, and whether they come", "its host"),
    "term": of_workspace("words, and in how many messages each stood"),
    "term_use": Rule(
        "how often somebody used a word in public channels or answered about it, as sums",
        COLLEAGUES,
        "a word said once 60 days, the rest until erased",
    ),
    "topic": Rule("a topic for a gathering, and who suggested it", "everybody"),
    "wish": Rule("who wants to hear of the first who knows a skill", THEMSELVES, "90 days"),
    "workspace": of_workspace("name and address of the workspace", "everybody"),
}
