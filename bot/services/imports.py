"""Importing an export: the same learning as from what is heard, in batches, restartable and repeatable.

Each batch is one transaction with the mark of how far it got, so a second run goes on where the first one stopped and
a third finds nothing new. Batches are short: nobody who asks meanwhile waits for the import.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.domain.history import countable
from bot.domain.pairing import Pairing
from bot.domain.questions import is_question
from bot.domain.spans import Span, covers, microseconds, with_spans
from bot.domain.text import mentions
from bot.services.exports import ChannelKind as ExportKind
from bot.services.exports import Export, ExportChannel, ExportMessage, ExportPerson, ExportRoot, Problem
from bot.services.heard import Heard
from bot.services.learning import SEEN_FOR, Learner, Threads, prune
from bot.services.privacy import PrivacyService
from bot.services.referral_askers import Askers
from bot.services.skills import SkillService
from storage.store import Store, Team, Unit
from storage.values import ChannelKind, ChannelRow, PersonRow

BATCH = 400
CHANNEL_KINDS = {
    ExportKind.PUBLIC: ChannelKind.PUBLIC,
    ExportKind.PRIVATE: ChannelKind.PRIVATE,
    ExportKind.GROUP: ChannelKind.GROUP,
    ExportKind.DM: ChannelKind.DIRECT,
    ExportKind.UNKNOWN: ChannelKind.PRIVATE,
}
Progress = Callable[[str, int], None]
Left = Callable[[str], bool]
Told = tuple[Heard, bool]
# A message from later than this comes of a wrong clock: it would outweigh everything, and hide what is still to come.
CLOCKS_DIFFER = timedelta(days=1)


@dataclass(slots=True)
class Report:
    """What an import did, for the summary at its end."""

    people: int = 0
    channels: int = 0
    learned: int = 0
    known: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    not_public: list[str] = field(default_factory=list)
    without_threads: list[str] = field(default_factory=list)


class ImportService:
    def __init__(self, store: Store, skills: SkillService, privacy: PrivacyService, *, batch: int = BATCH) -> None:
        self.store = store
        self.skills = skills
        self.privacy = privacy
        self.batch = batch

    def run(
        self, export: Export, team_id: str, *, now: datetime, progress: Progress, before: datetime | None = None
    ) -> Report:
        """Learn from every public channel of an export, or only what was said `before` a moment. `progress` hears of
        each file read, and of its bytes.
        """
        until = now + CLOCKS_DIFFER if before is None else before
        report = Report()
        team = self.store.team(team_id)
        if self.privacy.asks_first:
            with team.writing() as unit:
                unit.workspace.ensure()
                self.privacy.settle(unit)
        for root in export.roots:
            with team.reading() as unit:
                left = self.privacy.who_left(unit)
            save_roster(team, root, report, left=left)
            public = public_channels(root)
            for channel in root.channels():
                if channel.id not in public:
                    report.not_public.append(channel.name)
                    pass_over(root, channel, progress)
                    continue
                report.channels += 1
                reader = ChannelReader(root, channel, report, progress, left, problems=export.problems, until=until)
                self.learn(team, reader, report, now=now)
        prune(team, now=now)
        with team.writing() as unit:
            unit.workspace.raise_graph_version()
        return report

    def learn(self, team: Team, reader: ChannelReader, report: Report, *, now: datetime) -> None:
        """One channel, from its first message that is not known yet to its last."""
        channel_id = reader.channel.id
        with team.reading() as unit:
            known, seen = unit.history.spans(channel_id), unit.workspace.seen_in(channel_id)
            held = self.skills.book(unit)
        threads: Threads = {}
        askers = Askers(self.privacy.secret)
        for batch in reader.batches(known, seen, size=self.batch):
            with team.writing() as unit:
                unit.workspace.ensure()
                wishes = self.privacy.wishes_of_all(unit)  # asked anew each time: somebody may leave meanwhile
                if (book := self.skills.book(unit)) is not held:
                    held, threads = book, {}  # questions met before may be about skills that became others
                done = heard_meanwhile(unit, batch.new, now=now)
                unnamed = partial(askers.of_question, unit)
                learner = Learner(unit, book.index, now=now, threads=threads, unnamed=unnamed)
                for heard in batch.new:
                    if heard.key not in done and not wishes(heard.user_id).left:
                        hear = learner.hear if wishes(heard.user_id).learns else learner.hear_of_nobody
                        hear(heard)
                for heard in (*batch.late, *(one for one in batch.new if one.is_reply and one.key in done)):
                    if wishes(heard.user_id).learns:
                        learner.hear_again(heard)
                learner.write()
                spans = unit.history.spans(channel_id)
                unit.history.set_spans(channel_id, with_spans(spans, batch.spans))
            report.learned += len(batch.new) - len(done)
            report.known += len(done)


def heard_meanwhile(unit: Unit, batch: Sequence[Heard], *, now: datetime) -> set[str]:
    """Slack may deliver a message while it is being imported: whichever comes first marks it as handled."""
    recent = {heard.key for heard in batch if heard.at > now - SEEN_FOR}
    return recent - unit.workspace.first_times(sorted(recent), now=now)


@dataclass(frozen=True, slots=True)
class Batch:
    """What is learned in one transaction: new messages, replies known before their question, stretches covered."""

    new: list[Heard] = field(default_factory=list)
    late: list[Heard] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


class ChannelReader:
    """A channel's messages in order, without those that teach nothing or are known; it counts what it leaves out."""

    def __init__(
        self,
        root: ExportRoot,
        channel: ExportChannel,
        report: Report,
        progress: Progress,
        left: Left,
        *,
        problems: Sequence[Problem],
        until: datetime,
    ) -> None:
        self.problems = problems
        self.until = microseconds(f"{until.timestamp():.6f}")
        self.begun = 0
        self.root = root
        self.channel = channel
        self.report = report
        self.progress = progress
        self.left = left
        self.met: set[int] = set()
        self.pairing: Pairing | None = None
        if not has_threads(root, channel):
            report.without_threads.append(channel.name)
            self.pairing = Pairing(is_question)

    def batches(self, known: list[Span], seen: Collection[str], *, size: int) -> Iterator[Batch]:
        """Messages, and the stretch that is learned with them: from the first ever read to the last of the batch.

        Of a file that cannot be read whole only the very messages are noted that could be: the others are new when it
        has been mended.
        """
        waiting: list[Told] = []
        for day in self.root.days(self.channel):
            told = list(self.messages_to_learn(day, known, seen))
            if any(problem.path == day for problem in self.problems):
                yield from self.parts(waiting, size)
                self.begun = 0
                yield from self.parts(told, size, apart=True)
                waiting, self.begun = [], 0
            else:
                waiting += told
                full = len(waiting) // size * size
                yield from self.parts(waiting[:full], size)
                waiting = waiting[full:]
            self.progress(day, self.root.size(day))
        yield from self.parts(waiting, size)

    def parts(self, told: Sequence[Told], size: int, *, apart: bool = False) -> Iterator[Batch]:
        for start in range(0, len(told), size):
            part = told[start : start + size]
            new = [heard for heard, is_late in part if not is_late]
            moments = [microseconds(heard.ts) for heard in new]
            self.begun = self.begun or min(moments, default=0)
            stretch = [(self.begun, max(moments))] if new else []
            spans = [(moment, moment) for moment in moments] if apart else stretch
            yield Batch(new, [heard for heard, is_late in part if is_late], spans)

    def messages_to_learn(self, day: str, known: list[Span], seen: Collection[str]) -> Iterator[Told]:
        """New messages, and (True) known replies to questions that are new."""
        for message in self.root.read(self.channel, day):
            moment = microseconds(message.ts)
            reason = self.reason_to_skip(message, moment)
            if reason:
                self.report.skipped[reason] += 1
                continue
            heard = self.heard(message, moment)
            if moment in self.met or message.ts in seen or covers(known, moment):
                self.report.known += 1
                if heard.is_reply and moment not in self.met and microseconds(heard.thread_ts) in self.met:
                    yield heard, True
                continue
            self.met.add(moment)
            yield heard, False

    def reason_to_skip(self, message: ExportMessage, moment: int) -> str | None:
        if self.left(message.user or ""):
            return "asked to be forgotten"
        if moment >= self.until:
            return "in the future"
        return countable(message)

    def heard(self, message: ExportMessage, moment: int) -> Heard:
        user = message.user or ""
        thread = message.thread_ts or ""
        if self.pairing is not None:
            thread = self.pairing.answers(
                message.ts, user, message.text, moment=moment, mentioned=mentions(message.text)
            )
        return Heard(self.channel.id, message.ts, user, message.text, thread)


def public_channels(root: ExportRoot) -> set[str]:
    """The channels to learn from. An export that lists no channel at all holds public ones: Slack's default export."""
    channels = root.channels()
    kinds = {ExportKind.PUBLIC}
    if all(channel.kind == ExportKind.UNKNOWN for channel in channels):
        kinds = {ExportKind.UNKNOWN}
    return {channel.id for channel in channels if channel.kind in kinds}


def pass_over(root: ExportRoot, channel: ExportChannel, progress: Progress) -> None:
    for day in root.days(channel):
        progress(day, root.size(day))


def has_threads(root: ExportRoot, channel: ExportChannel) -> bool:
    """Whether anybody ever replied in a thread there; Slack had no threads before 2017."""
    return any(
        message.thread_ts not in (None, message.ts) for day in root.days(channel) for message in root.read(channel, day)
    )


def save_roster(team: Team, root: ExportRoot, report: Report, *, left: Left) -> None:
    """People and channels as the export lists them. What Slack itself has told us is newer and stays."""
    people = [person_row(person) for person in root.people() if not left(person.id)]
    guests = {person.user_id for person in people if person.is_guest}
    public = public_channels(root)
    with team.writing() as unit:
        unit.workspace.ensure()
        known = {person.user_id for person in unit.people.everybody() if person.name}
        unit.people.save(person for person in people if person.user_id not in known)
        for channel in root.channels():
            kind = ChannelKind.PUBLIC if channel.id in public else CHANNEL_KINDS[channel.kind]
            unit.people.ensure_channel(channel_row(channel, kind))
            for guest in guests.intersection(channel.members):
                unit.people.joined(channel.id, guest)
    report.people = max(report.people, len(people))


def person_row(person: ExportPerson) -> PersonRow:
    return PersonRow(
        user_id=person.id,
        name=person.display_name or person.name or person.handle,
        title=person.title,
        tz=person.tz or "",
        is_bot=person.is_bot,
        is_guest=person.is_guest,
        is_outside=person.is_outside,
        is_deleted=person.deleted,
        is_admin=person.is_admin or person.is_owner,
    )


def channel_row(channel: ExportChannel, kind: ChannelKind) -> ChannelRow:
    return ChannelRow(
        channel_id=channel.id,
        name=channel.name,
        kind=kind,
        is_archived=channel.is_archived,
        is_shared=channel.is_shared,
        members=len(channel.members),
    )
