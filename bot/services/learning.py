"""Learning from messages: one way for what is heard now and for what is imported, so both give the same graph.

Messages are read one by one and written together (`Learner.write`), in the caller's transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import decay
from bot.domain.matching import SkillIndex
from bot.domain.reading import Reading, read
from bot.domain.skills import key
from bot.services.counts import Counts
from bot.services.heard import Heard
from bot.services.learning_sums import Sums
from storage.asks import AnswerKey
from storage.history import MessageRow
from storage.store import Team, Unit
from storage.values import Act, EvidenceRow, Kind, Origin, QuestionRow, TermKind

KEEP_MESSAGES = timedelta(days=180)
# Slack repeats a message within hours; of an older one the channel's learned stretches know that it was handled.
SEEN_FOR = timedelta(days=7)
# A message that replies to somebody's question says more about its author than small talk does.
REPLY_WEIGHT = 4.0
MOST_THREADS_HELD = 50_000
# Whoever said a word once and not again for so long is not found by it: a quarter of the rows, and no worse a ranking.
ONCE_FOR = timedelta(days=60)

SILENT = Reading(frozenset(), ())


def reading_of(heard: Heard, index: SkillIndex) -> Reading:
    return SILENT if heard.thanks else read(heard.text, index, is_reply=heard.is_reply)


# Threads that were met, by (channel, ts): None where no question begins them.
Threads = dict[tuple[str, str], QuestionRow | None]


def nobody(_question: QuestionRow) -> str:
    return ""


class Learner:
    """Reads messages, then writes what they add up to. `threads` may be handed on from batch to batch; `unnamed` tells
    who asked a question that the bot put to a channel without their name.
    """

    def __init__(
        self,
        unit: Unit,
        index: SkillIndex,
        *,
        now: datetime,
        threads: Threads | None = None,
        unnamed: Callable[[QuestionRow], str] = nobody,
    ) -> None:
        self.unit = unit
        self.unnamed = unnamed
        self.index = index
        self.now = now
        self.threads = {} if threads is None else threads
        self.read: list[tuple[Heard, Reading]] = []
        self.of_nobody: list[tuple[Heard, Reading]] = []
        self.late: list[Heard] = []
        self.sums = Sums()

    def hear(self, heard: Heard) -> Reading:
        reading = reading_of(heard, self.index)
        self.read.append((heard, reading))
        return reading

    def hear_of_nobody(self, heard: Heard) -> Reading:
        """Somebody wrote who is not learned of: that there is a question is kept, for what others answer to it. Whoever
        asks who knows something wants an answer, which is theirs.
        """
        reading = reading_of(heard, self.index)
        if reading.asks:
            self.of_nobody.append((heard if reading.wish else of_nobody(heard), reading))
        return reading

    def hear_again(self, heard: Heard) -> None:
        """A reply that was learned before the question above it: only now can it be known for an answer."""
        if not heard.thanks and not read(heard.text, self.index, is_reply=True).asks:
            self.late.append(heard)

    def write(self) -> None:
        unit = self.unit
        if len(self.threads) >= MOST_THREADS_HELD:
            self.threads.clear()
        term_messages = Counter(term for _heard, reading in self.read for term in reading.terms)
        unit.people.ensure(sorted({heard.user_id for heard, _reading in self.read}))
        unit.terms.add_messages(term_messages)
        every = [*self.read, *self.of_nobody]
        words = unit.terms.ensure({*term_messages, *(word for _heard, one in every for word in one.about)})
        skills = unit.skills.ensure({key(name): name for _heard, one in every for name in one.skills})
        answers = self.threads_of(words, skills)
        for heard, reading in self.read:
            self.sums.spoke(heard)
            if not self.asks(heard, reading):
                self.count_words(heard, reading, words, skills, weight=REPLY_WEIGHT if heard in answers else 1.0)
        late = {heard: above for heard in self.late if (above := self.question_above(heard))}
        self.count_answers({**answers, **late})
        self.sums.write(unit)
        told = ((heard, one) for heard, one in self.read if not heard.thanks)  # thanks in a thread answer nothing
        recent = ((heard, one) for heard, one in told if heard.at > self.now - KEEP_MESSAGES)
        unit.history.keep(message_row(heard, one, skills) for heard, one in recent)

    def threads_of(self, words: Mapping[str, int], skills: Mapping[str, int]) -> dict[Heard, QuestionRow]:
        """Note the questions among the messages; which replies answer somebody else's question."""
        questions, answers = [], {}
        # First those of nobody, as they answer nothing themselves.
        for heard, reading in (*self.of_nobody, *self.read):
            if reading.asks:
                question = question_row(heard, reading, words, skills)
                questions.append(question)
                self.threads[heard.channel_id, heard.ts] = question
            elif heard.is_reply:
                above = None if heard.thanks else self.question_above(heard)
                if above is not None:
                    answers[heard] = above
            else:
                self.threads[heard.channel_id, heard.ts] = None
        self.unit.asks.add_all(questions)
        return answers

    def asks(self, heard: Heard, reading: Reading) -> bool:
        """Whether this asks, or goes on asking in a thread of one's own: that shows no knowledge of what is asked."""
        if reading.asks or heard.to_bot or not heard.is_reply:
            return reading.asks or heard.to_bot
        begun = self.thread(heard)
        return begun is not None and self.asked_by(begun, heard.user_id)

    def question_above(self, heard: Heard) -> QuestionRow | None:
        """The question that begins the thread, if it is somebody else's."""
        begun = self.thread(heard)
        return begun if begun is not None and not self.asked_by(begun, heard.user_id) else None

    def asked_by(self, question: QuestionRow, user_id: str) -> bool:
        """Whether somebody asked this, by name or without."""
        return user_id == (question.asker_id or self.unnamed(question))

    def thread(self, heard: Heard) -> QuestionRow | None:
        place = (heard.channel_id, heard.thread_ts)
        if place not in self.threads:
            self.threads[place] = self.unit.asks.at(*place)
        return self.threads[place]

    def count_words(
        self,
        heard: Heard,
        reading: Reading,
        words: Mapping[str, int],
        skills: Mapping[str, int],
        *,
        weight: float,
    ) -> None:
        at, user = heard.at, heard.user_id
        said = decay.forward(at, half_life=decay.TERMS[TermKind.SAID], weight=weight)
        for term in reading.terms:
            self.sums.words[user, words[term], TermKind.SAID].add(said, at)
        if reading.terms:
            self.sums.active["", user, Act.WORDS].add(said * len(reading.terms), at)
        mention = decay.forward(at, half_life=decay.EXPERTISE[Kind.SAID])
        for name in reading.skills:
            self.sums.shown[user, skills[key(name)], Kind.SAID].add(mention, at)

    def count_answers(self, answers: Mapping[Heard, QuestionRow]) -> None:
        """Whoever answers a question shows what it asks about: once a question, however much they write."""
        first: dict[AnswerKey, tuple[Heard, QuestionRow]] = {}
        for heard, question in sorted(answers.items(), key=lambda answer: answer[0].at):
            first.setdefault(AnswerKey(question.channel_id, question.ts, heard.user_id), (heard, question))
        new = self.unit.asks.add_answers({at: heard.ts for at, (heard, _question) in first.items()})
        entries = []
        for heard, question in (first[at] for at in first if at in new):
            self.sums.activity(heard.channel_id, heard.user_id, Act.ANSWER, heard.at)
            worth = decay.forward(heard.at, half_life=decay.TERMS[TermKind.ANSWERED])
            for term_id in question.term_ids:
                self.sums.words[heard.user_id, term_id, TermKind.ANSWERED].add(worth, heard.at)
            entries += [answer_entry(heard, question, skill_id) for skill_id in question.skill_ids]
        for entry in self.entered(entries):
            worth = decay.forward(entry.at, half_life=decay.EXPERTISE[Kind.ANSWER])
            self.sums.shown[entry.user_id, entry.skill_id, Kind.ANSWER].add(worth, entry.at)

    def entered(self, entries: Sequence[EvidenceRow]) -> list[EvidenceRow]:
        """Those that count from now on: new ones, and those of an answer that was deleted and given again."""
        new = self.unit.ledger.enter_all(entries)
        return new if len(new) == len(entries) else [*new, *filter(self.unit.ledger.revive, entries)]


def of_nobody(heard: Heard) -> Heard:
    """Without who wrote it."""
    return replace(heard, user_id="")


def question_row(heard: Heard, reading: Reading, words: Mapping[str, int], skills: Mapping[str, int]) -> QuestionRow:
    """The question a message asks: its skills and words, no text."""
    return QuestionRow(
        question_id=0,
        origin=Origin.CHANNEL,
        channel_id=heard.channel_id,
        ts=heard.ts,
        asker_id=heard.user_id,
        at=heard.at,
        skill_ids=tuple(dict.fromkeys(skills[key(name)] for name in reading.skills)),
        term_ids=tuple(words[term] for term in reading.about),
    )


def note_question(unit: Unit, heard: Heard, reading: Reading) -> QuestionRow:
    """Keep one question by itself."""
    skills = unit.skills.ensure({key(name): name for name in reading.skills})
    return unit.asks.add(question_row(heard, reading, unit.terms.ensure(reading.about), skills))


def answer_entry(heard: Heard, question: QuestionRow, skill_id: int) -> EvidenceRow:
    return EvidenceRow(
        key=f"answer:{question.channel_id}:{question.ts}:{heard.user_id}:{skill_id}",
        user_id=heard.user_id,
        skill_id=skill_id,
        kind=Kind.ANSWER,
        at=heard.at,
        channel_id=heard.channel_id,
        ts=heard.ts,
        thread_ts=question.ts,
        from_user_id=question.asker_id,
    )


def message_row(heard: Heard, reading: Reading, skills: Mapping[str, int]) -> MessageRow:
    return MessageRow(
        heard.channel_id,
        heard.ts,
        heard.user_id,
        heard.thread_ts,
        tuple(sorted({skills[key(name)] for name in reading.skills})),
        heard.at,
    )


def prune(team: Team, *, now: datetime) -> None:
    """Forget who said what was said once, by anybody or by one person long ago: a stretch of words at a time, so that
    nobody waits for long.
    """
    after: int | None = 0
    while after is not None:
        with team.writing() as unit:
            after = unit.terms.prune(after=after)
    with team.reading() as unit:
        heard_last = Counts(unit, now).as_of
    below = decay.forward(heard_last - ONCE_FOR, half_life=decay.TERMS[TermKind.SAID])
    after = 0
    while after is not None:
        with team.writing() as unit:
            after = unit.terms.fade(below, after=after)
