"""What of the hand-off somebody's Home tab shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.home_asks import Asks, Mine, Waiting
from storage.referrals import HandoffRow, ReferralRow, Referred
from storage.values import PersonRow, SkillRow

SHOWN = 5

DeskRow = tuple[HandoffRow, ReferralRow, tuple[int, ...], str]


@dataclass(frozen=True, slots=True)
class HomeDesk:
    """The rows of `unit.referrals.desk`, and which people and skills have to be looked up for them. `digest` is what an
    unnamed question of the reader's bears.
    """

    rows: Sequence[DeskRow]
    reader: str
    digest: str = ""

    def is_own(self, handoff: HandoffRow) -> bool:
        return self.reader == handoff.asker_id or bool(self.digest and self.digest == handoff.digest)

    @property
    def people(self) -> set[str]:
        return {row.user_id for _handoff, row, _skills, _topic in self.rows} | {
            handoff.asker_id for handoff, _row, _skills, _topic in self.rows if handoff.asker_id
        }

    @property
    def skills(self) -> set[int]:
        return {skill_id for _handoff, _row, skills, _topic in self.rows for skill_id in skills}

    def asks(self, people: Mapping[str, PersonRow], skills: Mapping[int, SkillRow]) -> Asks:
        waiting = [
            Waiting(handoff.question_id, label(skill_ids, topic, skills), handoff.words, people.get(handoff.asker_id))
            for handoff, row, skill_ids, topic in self.rows
            if row.user_id == self.reader and row.state is Referred.ASKED and not self.is_own(handoff)
        ]
        theirs = {one.question_id for one in waiting}
        going: dict[int, list[DeskRow]] = {}
        for each in self.rows:
            if each[0].question_id not in theirs:
                going.setdefault(each[0].question_id, []).append(each)
        mine = [self.mine(rows, people, skills) for rows in going.values()]
        return Asks(tuple(mine[:SHOWN]), tuple(waiting[:SHOWN]), more=max(len(mine), len(waiting)) > SHOWN)

    def mine(self, rows: Sequence[DeskRow], people: Mapping[str, PersonRow], skills: Mapping[int, SkillRow]) -> Mine:
        handoff, _row, skill_ids, topic = rows[0]
        others = [row for _handoff, row, _skills, _topic in rows if row.user_id != self.reader]
        asked = tuple((people.get(row.user_id, PersonRow(row.user_id)), row) for row in others)
        return Mine(handoff, label(skill_ids, topic, skills), asked)


def label(skill_ids: Sequence[int], topic: str, skills: Mapping[int, SkillRow]) -> str:
    return ", ".join(skills[at].name for at in skill_ids if at in skills) or topic
