"""Words counted per person, and how active people are where: sums only, no text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from storage.hiding import is_learned
from storage.models import Activity, Rhythm, Term, TermUse
from storage.upserts import add_up, insert_into, insert_or_ignore, table_of, values_of
from storage.values import Act, TermKind
from storage.values_terms import ActivityCount, RhythmCount, TermCount, TermRow

CHUNK = 2_000


class Terms:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def ensure(self, terms: Iterable[str]) -> dict[str, int]:
        """The id of each term, new ones included."""
        wanted = set(terms)
        known = self.ids(wanted)
        missing = sorted(wanted - known.keys())
        if not missing:
            return known
        rows = [{"team_id": self.team_id, "term": term, "messages": 0} for term in missing]
        insert_or_ignore(self.connection, Term, rows)
        return known | self.ids(missing)

    def ids(self, terms: Iterable[str]) -> dict[str, int]:
        table, found = table_of(Term), {}
        wanted = sorted(set(terms))
        for start in range(0, len(wanted), CHUNK):
            mine = (table.c.team_id == self.team_id) & table.c.term.in_(wanted[start : start + CHUNK])
            rows = self.connection.execute(select(table.c.term, table.c.id).where(mine))
            found.update({row.term: row.id for row in rows})
        return found

    def add_messages(self, counts: Mapping[str, int]) -> None:
        """Count the messages that held each term."""
        rows = [{"team_id": self.team_id, "term": term, "messages": count} for term, count in sorted(counts.items())]
        if not rows:
            return
        statement, table = insert_into(self.connection, Term), table_of(Term)
        more = {"messages": table.c.messages + statement.excluded.messages}
        self.connection.execute(statement.on_conflict_do_update(index_elements=["team_id", "term"], set_=more), rows)

    def words(self, term_ids: Iterable[int]) -> dict[int, str]:
        table = table_of(Term)
        mine = (table.c.team_id == self.team_id) & table.c.id.in_(sorted(set(term_ids)))
        return {row.id: row.term for row in self.connection.execute(select(table.c.id, table.c.term).where(mine))}

    def messages_with(self, term_ids: Iterable[int]) -> dict[int, int]:
        """In how many messages each term stood."""
        table = table_of(Term)
        mine = (table.c.team_id == self.team_id) & table.c.id.in_(sorted(set(term_ids)))
        rows = self.connection.execute(select(table.c.id, table.c.messages).where(mine))
        return {row.id: row.messages for row in rows}

    def known(self, *, words: Iterable[str] = (), ids: Iterable[int] = ()) -> list[TermRow]:
        """Words by what they are, or by their ids."""
        table, found = table_of(Term), []
        columns = ((table.c.term, sorted(set(words))), (table.c.id, sorted(set(ids))))
        for column, wanted in columns:
            for start in range(0, len(wanted), CHUNK):
                mine = (table.c.team_id == self.team_id) & column.in_(wanted[start : start + CHUNK])
                rows = self.connection.execute(select(table.c.id, table.c.term, table.c.messages).where(mine))
                found += [TermRow(*row) for row in rows]
        return found

    def messages(self) -> int:
        """How many messages have been learned from."""
        table = table_of(Activity)
        mine = (table.c.team_id == self.team_id) & (table.c.channel_id == "") & (table.c.act == Act.MESSAGE)
        return int(self.connection.scalar(select(func.sum(table.c.times)).where(mine)) or 0)

    def add_uses(self, counts: Iterable[TermCount]) -> None:
        rows = [{"team_id": self.team_id, **values_of(count)} for count in counts]
        keys = ("team_id", "term_id", "kind", "user_id")
        add_up(self.connection, TermUse, rows, keys=keys, sums=("score", "times"))

    def uses(self, term_ids: Sequence[int]) -> list[TermCount]:
        """Who used, or answered about, any of these terms."""
        table, kinds = table_of(TermUse), {kind.value: kind for kind in TermKind}
        mine = (table.c.team_id == self.team_id) & table.c.term_id.in_(list(term_ids)) & (table.c.times > 0)
        mine &= is_learned(table, self.team_id)
        columns = (table.c.user_id, table.c.term_id, table.c.kind, table.c.score, table.c.times)
        rows = self.connection.execute(select(*columns).where(mine)).all()
        return [TermCount(user, term, kinds[kind], score, times) for user, term, kind, score, times in rows]

    def uses_of(self, user_id: str, words: Iterable[str]) -> list[tuple[str, TermCount]]:
        """How one person used any of these words, or answered about them."""
        term, use, found = table_of(Term), table_of(TermUse), []
        columns = (term.c.term, use.c.user_id, use.c.term_id, use.c.kind, use.c.score, use.c.times)
        theirs = (term.c.team_id == self.team_id) & (use.c.team_id == self.team_id) & (use.c.user_id == user_id)
        theirs &= (use.c.times > 0) & is_learned(use, self.team_id)
        wanted = sorted(set(words))
        for start in range(0, len(wanted), CHUNK):
            mine = theirs & term.c.term.in_(wanted[start : start + CHUNK])
            rows = self.connection.execute(select(*columns).join(use, use.c.term_id == term.c.id).where(mine))
            found += [(word, TermCount(user, at, TermKind(kind), *sums)) for word, user, at, kind, *sums in rows]
        return found

    def add_activity(self, counts: Iterable[ActivityCount]) -> None:
        rows = [{"team_id": self.team_id, **values_of(count)} for count in counts]
        keys = ("team_id", "channel_id", "act", "user_id")
        add_up(self.connection, Activity, rows, keys=keys, sums=("score", "times"), latest=("last_at",))

    def activity(self, channel_id: str, *, since: datetime | None = None) -> list[ActivityCount]:
        """Everybody's activity in one channel, or ("") in all of them together; of those active `since` then."""
        table, acts = table_of(Activity), {act.value: act for act in Act}
        mine = (table.c.team_id == self.team_id) & (table.c.channel_id == channel_id) & is_learned(table, self.team_id)
        if since is not None:
            mine &= table.c.last_at >= since
        columns = (table.c.user_id, table.c.act, table.c.score, table.c.times, table.c.last_at)
        rows = self.connection.execute(select(*columns).where(mine)).all()
        return [ActivityCount(user, channel_id, acts[act], *sums) for user, act, *sums in rows]

    def activity_totals(self) -> dict[Act, tuple[float, int]]:
        """What everybody's activity in all channels comes to: it changes when anybody's does."""
        table = table_of(Activity)
        mine = (table.c.team_id == self.team_id) & (table.c.channel_id == "") & is_learned(table, self.team_id)
        sums = select(table.c.act, func.sum(table.c.score), func.sum(table.c.times)).where(mine).group_by(table.c.act)
        return {Act(act): (float(score), int(times)) for act, score, times in self.connection.execute(sums)}

    def add_rhythm(self, counts: Iterable[RhythmCount]) -> None:
        rows = [{"team_id": self.team_id, **values_of(count)} for count in counts]
        add_up(self.connection, Rhythm, rows, keys=("team_id", "user_id", "slot"), sums=("score",))

    def rhythm(self, user_ids: Sequence[str] | None = None) -> list[RhythmCount]:
        """When everybody writes, or some people do."""
        table = table_of(Rhythm)
        mine = (table.c.team_id == self.team_id) & is_learned(table, self.team_id)
        if user_ids is not None:
            mine &= table.c.user_id.in_(list(user_ids))
        rows = self.connection.execute(select(table.c.user_id, table.c.slot, table.c.score).where(mine)).all()
        return [RhythmCount(*row) for row in rows]

    def prune(self, *, after: int = 0, most: int = 5000) -> int | None:
        """Forget who said a word that was said once: a name, a typo, a secret. Where to go on, or None at the end.

        Nobody is found by such a word, and it says more about a person than it helps anybody. Whoever answered the one
        question that held a word is found by it, and stays.
        """
        term, use = table_of(Term), table_of(TermUse)
        rare = (term.c.team_id == self.team_id) & (term.c.messages <= 1) & (term.c.id > after)
        ids = list(self.connection.scalars(select(term.c.id).where(rare).order_by(term.c.id).limit(most)))
        for start in range(0, len(ids), CHUNK):
            said = (use.c.team_id == self.team_id) & (use.c.kind == TermKind.SAID)
            gone = delete(use).where(said & use.c.term_id.in_(ids[start : start + CHUNK]))
            self.connection.execute(gone)
        return ids[-1] if len(ids) == most else None

    def fade(self, below: float, *, after: int = 0, most: int = 5000) -> int | None:
        """Forget who said a word a single time, and so long ago that it counts for less than `below`."""
        term, use = table_of(Term), table_of(TermUse)
        through = after + most
        stretch = (use.c.team_id == self.team_id) & (use.c.term_id > after) & (use.c.term_id <= through)
        once = (use.c.kind == TermKind.SAID) & (use.c.times <= 1) & (use.c.score < below)
        self.connection.execute(delete(use).where(stretch & once))
        newest = self.connection.scalar(select(func.max(term.c.id)).where(term.c.team_id == self.team_id)) or 0
        return through if through < newest else None
