"""How well people are ranked on open conversations: `measure_ranking.py DATA_DIR`, where DATA_DIR holds archives.

Each has train/ (an export), train_questions.jsonl, queries.jsonl and perhaps whoknows.jsonl. Prints the tables of
docs/ranking.md (`--write` puts them there), never a word or a name of the data.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from pages import Page, data_and_page

from bot.domain.backtesting import Measures, Past, head_of, measured
from bot.domain.ranking import rank_question
from bot.domain.ranking_fit import Case, fitted
from bot.domain.ranking_weights import QUESTION, SPREAD, QuestionWeights, weights_of
from bot.domain.text import mentions
from bot.services import Services, services
from bot.services.backtest import BEST, Replay
from bot.services.backtest_trial import ANSWERS_HERE, case_of, first, query_of, tally
from bot.services.counts import Counts
from bot.services.exports import open_export
from bot.services.load import load_of
from bot.services.vocabulary import ordinary_words, starter
from storage.models import Base
from storage.store import Store
from storage.values import TermKind

TEAM = "TMEASURED"
NOW = datetime.now(UTC)
FITTED_FROM = 0.7
SPREADS = (0.0, 0.1, SPREAD, 0.5, 0.8)
SHOWN = 4
Answer = Callable[[Replay, Past], Sequence[str]]


def answered(one: Past) -> bool:
    return bool(one.answerers)


def mentioning_nobody(one: Past) -> bool:
    return answered(one) and not mentions(one.text)


@dataclass
class Community:
    name: str
    folder: Path
    ours: Services

    def questions(self, file: str) -> list[Past]:
        with (self.folder / file).open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        return [Past(row["ts"], row["channel"], row["asker"], row["text"], frozenset(row["answerers"])) for row in rows]

    def learn(self, before: datetime | None = None) -> None:
        with open_export(self.folder / "train") as export:
            self.ours.imports.run(export, TEAM, now=NOW, progress=lambda _day, _size: None, before=before)

    @contextmanager
    def replay(self, weights: QuestionWeights = QUESTION) -> Iterator[Replay]:
        with self.ours.store.team(TEAM).reading() as unit:
            yield Replay(Counts(unit, NOW, weights=weights), self.ours.skills)

    def cases(self) -> list[Case]:
        """Learn the earlier part of the training period, and make cases of the questions after it."""
        asked = self.questions("train_questions.jsonl")
        later = asked[int(FITTED_FROM * len(asked)) :]
        self.learn(datetime.fromtimestamp(float(later[0].ts), UTC))
        with self.replay() as replay:
            return [case for one in later if (case := case_of(replay, one))]

    def judged(
        self,
        answer: Answer,
        *,
        file: str = "queries.jsonl",
        weights: QuestionWeights = QUESTION,
        counting: Callable[[Past], bool] = answered,
    ) -> Measures:
        """How good the answers are to those questions that are `counting`; all are asked."""
        asked = self.questions(file)
        with self.replay(weights) as replay:
            rankings = [answer(replay, one) for one in asked]
        scored = [(ranked, one) for ranked, one in zip(rankings, asked, strict=True) if counting(one)]
        head = head_of(self.questions("train_questions.jsonl"))
        return measured([ranked for ranked, _ in scored], [one for _, one in scored], head)


def as_the_bot(replay: Replay, one: Past) -> Sequence[str]:
    return replay.ranked(query_of(one))


def who_answers_most(replay: Replay, one: Past) -> Sequence[str]:
    channel = replay.spot(query_of(one)).channel_id
    return first(tally(replay.counts, channel)[ANSWERS_HERE], replay.never | {one.asker})


def spreading(spread: float, *, rising: bool) -> Answer:
    def answer(replay: Replay, one: Past) -> Sequence[str]:
        query = query_of(one)
        question = replay.subject(query).question
        if question is None:
            return replay.ranked(query)
        found = rank_question(
            question,
            replay.counts.crowd,
            best=BEST,
            load=load_of(replay.named, query.at),
            spread=spread,
            busiest=None if rising else (),
            without=replay.never | {one.asker},
        )
        replay.named += [(each.user_id, query.at) for each in found[:3]]
        return [each.user_id for each in found]

    return answer


HEAD = ("S@1", "S@3", "S@5", "tail S@5", "distinct@3", "busiest ten")


def figures(one: Measures) -> tuple[str, ...]:
    tail = f"{one.tail.value:.3f}" if one.tail else "-"
    interval = f"{one.s5.value:.3f} [{one.s5.low:.3f}, {one.s5.high:.3f}]"
    return f"{one.s1.value:.3f}", f"{one.s3.value:.3f}", interval, tail, str(one.distinct), f"{one.busiest:.2f}"


def cost(community: Community) -> tuple[str, ...]:
    """Rows kept for each message, and the processor's milliseconds for a question, reading and scoring, counts held."""
    tables = ("term", "term_use", "activity", "rhythm", "question", "answer", "expertise", "evidence")
    with community.replay() as replay:
        connection, messages = replay.counts.unit.connection, replay.counts.messages
        rows = sum(len(list(connection.execute(Base.metadata.tables[name].select()))) for name in tables)
        asked = [query_of(one) for one in community.questions("queries.jsonl")]
        spent = []
        for _again in range(2):
            spent = [timed(replay, query) for query in asked]
    whole, scoring = np.array(spent).T
    half, most = np.quantile(scoring, [0.5, 0.99])
    times = (half, most, np.quantile(whole, 0.99))
    return f"{messages:,}", f"{rows / messages:.1f}", *(f"{each:.1f}" for each in times)


def packed(community: Community) -> tuple[str, ...]:
    """What the rows of words answered cost, and what it would to do without: what they say stands in packed rows, too,
    a question's words in one, but from these it must be found anew who answered which word.
    """
    with community.replay() as replay:
        connection, messages = replay.counts.unit.connection, replay.counts.messages
        use, question, answer = (Base.metadata.tables[name] for name in ("term_use", "question", "answer"))
        of_answers = use.select().where(use.c.kind == TermKind.ANSWERED)
        kept = {(row.term_id, row.user_id) for row in connection.execute(of_answers)}
        began = time.thread_time()
        words = {(row.channel_id, row.ts): row.term_ids for row in connection.execute(question.select())}
        found = {
            (term_id, row.user_id)
            for row in connection.execute(answer.select())
            for term_id in words[row.channel_id, row.question_ts]
        }
        spent = 1000 * (time.thread_time() - began)
    return f"{len(kept) / messages:.1f}", "the same" if found == kept else f"{len(found ^ kept)} differ", f"{spent:.0f}"


def timed(replay: Replay, query: object) -> tuple[float, float]:
    began = time.thread_time()
    subject = replay.subject(query)  # type: ignore[arg-type]
    read = time.thread_time()
    subject.ranked(replay.counts, {}, best=SHOWN)
    ended = time.thread_time()
    return 1000 * (ended - began), 1000 * (ended - read)


def opened(path: Path, folder: Path, stack: ExitStack) -> Community | None:
    with zipfile.ZipFile(path) as archive:
        if not any(name.endswith("/queries.jsonl") for name in archive.namelist()):
            return None
        archive.extractall(folder)
    inside = next(folder.glob("*/queries.jsonl")).parent
    store = stack.enter_context(closing(Store(f"sqlite:///{folder / 'measured.db'}")))
    store.upgrade()
    return Community(inside.name, inside, services(store, starter(), ordinary_words()))


def main() -> None:
    data, page = data_and_page(__doc__)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        found = [opened(path, scratch / path.stem, stack) for path in sorted(data.glob("*.zip"))]
        communities = [one for one in found if one]
        cases = {}
        for one in communities:
            cases[one.name] = one.cases()
            one.learn()
            print(f"learned {one.name}", file=sys.stderr)
        report(communities, cases, page)


def report(communities: Sequence[Community], cases: dict[str, list[Case]], page: Page) -> None:
    with page.table("questions", "questions in channels", "", *HEAD) as table:
        for one in communities:
            others = balanced([cases[other.name] for other in communities if other is not one])
            apart = weights_of(fitted(others, [0.3] * len(QUESTION.numbers), held=1.0))
            table.row(one.name, ANSWERS_HERE, *figures(one.judged(who_answers_most)))
            table.row("", "weights fitted without it", *figures(one.judged(as_the_bot, weights=apart)))
            table.row("", "**the default weights**", *figures(one.judged(as_the_bot)))
    with page.table("unmentioned", "questions that mention nobody", "how many", *HEAD) as table:
        for one in communities:
            asked = [answered(each) + mentioning_nobody(each) for each in one.questions("queries.jsonl")]
            many = f"{asked.count(2)} of {len(asked) - asked.count(0)}"
            table.row(one.name, many, *figures(one.judged(as_the_bot, counting=mentioning_nobody)))
    with page.table("names", "`/whoknows NAME`", *HEAD) as table:
        for one in communities:
            if (one.folder / "whoknows.jsonl").exists():
                table.row(one.name, *figures(one.judged(as_the_bot, file="whoknows.jsonl")))
    spreads(communities, page)
    costs(communities, page)


def spreads(communities: Sequence[Community], page: Page) -> None:
    measures = (f"{one.name} S@1 / S@5 / tail / distinct@3 / busiest ten" for one in communities)
    with page.table("spread", "spread, rising place", *measures) as table:
        for spread in SPREADS:
            for rising in (False, True):
                rows = (one.judged(spreading(spread, rising=rising)) for one in communities)
                label = f"{spread:g}, {'one place' if rising else 'none'}"
                table.row(f"**{label}**" if rising and spread == SPREAD else label, *(short(each) for each in rows))


def costs(communities: Sequence[Community], page: Page) -> None:
    head = ("messages", "rows a message", "ms to score, p50", "p99", "with reading the text, p99")
    with page.table("cost", "cost", *head) as table:
        for one in communities:
            table.row(one.name, *cost(one))
    with page.table("packed", "words answered", "rows a message", "in packed rows", "ms to find them there") as table:
        for one in communities:
            table.row(one.name, *packed(one))


def short(one: Measures) -> str:
    tail = one.tail.value if one.tail else 0.0
    return f"{one.s1.value:.3f} / {one.s5.value:.3f} / {tail:.3f} / {one.distinct} / {one.busiest:.2f}"


def balanced(sets: Sequence[list[Case]]) -> list[Case]:
    """As many cases of each: one large community would outvote the others."""
    most = max(map(len, sets))
    return [one[number % len(one)] for one in sets for number in range(most)]


if __name__ == "__main__":
    main()
