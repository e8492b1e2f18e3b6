"""What a season's compliance report shows, told once for page, PDF and workbook: one line a committee, in figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from expertpool.documents.meeting_paper import PaperTable
from expertpool.documents.report_tables import InWords

BROKEN = (("committee", 46), ("rule", 50), ("clause", 26), ("stage", 14), ("found", 26))
MISSED = (("committee", 42), ("what", 48), ("clause", 26), ("due", 23), ("done", 23))


class SeasonWords(InWords):
    """A season's report in one language."""

    def facts(self) -> list[tuple[str, str]]:
        """The season in figures: committees, verdicts, replacements, forced seats, deadlines."""
        content, say = self.content, self.say
        return [
            (say("report.sheet.committees"), str(len(content["committees"]))),
            (say("report.without_panel"), str(content["without_panel"])),
            (say("report.assurance_lowest"), self.shown(content["assurance"])),
            (say("report.states"), self.counted()),
            (say("report.replaced"), self.shown(self.turnover(content["replacements"]))),
            (say("report.forced"), self._forced()),
            (say("report.missed"), str(sum(len(one["missed"]) for one in content["committees"]))),
        ]

    def committees(self) -> PaperTable:
        """Every committee with its level, verdicts, replacements, forced seats and missed deadlines."""
        states, say = list(self.content["states"]), self.say
        columns = [(say("report.committee"), 45), (say("report.head.assurance"), 18)]
        columns += [(say(f"rules.state.{name}"), 12) for name in states]
        columns += [(say(f"report.head.{name}"), 13) for name in ("replaced", "forced", "missed")]
        rows = [self._line(one, states) for one in self.content["committees"]]
        return PaperTable(head=say("report.sheet.committees"), columns=columns, rows=rows)

    def broken_and_missed(self) -> list[PaperTable]:
        """Every breach by its clause, and every deadline that was missed; tables that hold anything."""
        broken = [
            [one["committee"], line["says"], self.clause(line), self._stage(line), self.shown(line["found"])]
            for one in self.content["committees"]
            for line in one["broken"]
        ]
        missed = [
            [one["committee"], line["says"], self.clause(line), self.shown(line["day"]), self.shown(line["done"])]
            for one in self.content["committees"]
            for line in one["missed_deadlines"]
        ]
        made = [self.table("all_broken", BROKEN, broken), self.table("all_missed", MISSED, missed)]
        return [table for table in made if table.rows]

    def _line(self, one: Mapping[str, Any], states: Sequence[str]) -> list[str]:
        told = one["replacements"]
        replaced = f"{told['replaced']}/{told['seated']}" if told["seated"] else self.say("report.none")
        figures = [replaced, self.shown(one["forced"]), str(len(one["missed"]))]
        return [
            one["committee"],
            self.shown(one["assurance"]),
            *(str(one["states"][name]) for name in states),
            *figures,
        ]

    def _forced(self) -> str:
        """All forced seats, and of how many committees they are not on record."""
        told, unknown = str(self.content["forced"]), self.content["forced_unknown"]
        return told + (self.say("report.forced_unknown_of", count=unknown) if unknown else "")

    def _stage(self, line: Mapping[str, Any]) -> str:
        return self.say(f"report.stage.{line['stage']}")
