"""What a compliance report shows beside its rules, told once for page, PDF and workbook: facts and tables in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from expertpool.beijing import minute
from expertpool.documents.draw_record import decimal
from expertpool.documents.meeting_paper import PaperTable
from expertpool.words import Language, has, speaker
from expertpool.words.clauses import clause_in

Content = Mapping[str, Any]
Columns = Sequence[tuple[str, int]]

LINE_COLUMNS: Columns = (("rule", 46), ("clause", 27), ("stage", 17), ("verdict", 18), ("found", 27), ("required", 27))
_COLUMNS: Mapping[str, Columns] = {
    "waivers": (("rule", 50), ("expert", 20), ("reason", 42), ("approver", 22), ("at", 28)),
    "draws": (
        ("attempt", 12),
        ("on", 24),
        ("outcome", 20),
        ("method", 26),
        ("assurance", 14),
        ("lowest", 18),
        ("highest", 18),
        ("forced", 14),
        ("evidence", 16),
    ),
    "replacements": (("reason", 60), ("count", 16), ("signers", 60), ("evidence", 26)),
    "counts": (
        ("attempt", 12),
        ("kind", 20),
        ("passed", 24),
        ("lowest_passed", 46),
        ("highest_not_passed", 46),
        ("evidence", 14),
    ),
    "deadlines": (("what", 62), ("clause", 34), ("due", 22), ("done", 28), ("kept", 16)),
}


TABLES = tuple(_COLUMNS)
"""The tables of a report in their order, by name."""


def forced_in(content: Content) -> int | None:
    """Forced seats of the newest draw in a report that seated a panel; None where that is not on record."""
    seated = [one["chances"]["forced"] for one in content["draws"] if one["outcome"] == "seated"]
    return seated[-1] if seated else None


class InWords:
    """A report's content in one language, and the words that every kind of report needs."""

    def __init__(self, content: Content, language: Language) -> None:
        self.content = content
        self.language = language
        self.say = speaker(language)

    def table(self, name: str, columns: Columns, rows: Sequence[Sequence[str]]) -> PaperTable:
        """A table by the keys of its head and of its columns' heads."""
        heads = [(self.say(f"report.head.{head}"), width) for head, width in columns]
        return PaperTable(head=self.say(f"report.{name}"), columns=heads, rows=rows)

    def counted(self) -> str:
        """How many verdicts of each kind there are."""
        states = self.content["states"].items()
        return "、".join(self.say("report.state_count", state=self.state(name), count=count) for name, count in states)

    def clause(self, line: Mapping[str, Any]) -> str:
        """The clause of a line, in the reader's language."""
        return clause_in(line["clause"], self.language)

    def state(self, name: str) -> str:
        """A verdict in words."""
        return self.say(f"rules.state.{name}")

    def shown(self, value: object) -> str:
        """A value, or the mark for what is not on record."""
        return self.say("report.none") if value is None or value == "" else str(value)

    def turnover(self, told: Mapping[str, Any]) -> str | None:
        """How many of those ever seated were replaced; None where nobody was seated."""
        if not told["seated"]:
            return None
        percent = decimal(Fraction(told["replaced"], told["seated"]) * 100, 1)
        return self.say("report.replaced_of", seated=told["seated"], replaced=told["replaced"], percent=percent)


class ReportWords(InWords):
    """A committee's report in one language."""

    def facts(self) -> list[tuple[str, str]]:
        """What stands on top: the committee, how it was drawn, verdicts counted, people replaced or forced, scores."""
        content, say = self.content, self.say
        level = content["assurance"]
        told = {
            "committee": content["committee"],
            "year": str(content["year"]),
            "series": f"{content['series']} {content['level']}",
            "packs": "、".join(content["packs"]),
            "assurance": say("report.no_draw") if level is None else say(f"report.assurance.{level}"),
            "states": self.counted(),
            "replaced": self.turnover(content["replacements"]),
            "forced": self.forced_seats(),
            "scores": self._scores(),
        }
        return [(say(f"report.{name}"), value or say("report.none")) for name, value in told.items()]

    def tables(self) -> dict[str, PaperTable]:
        """Waivers, draws with their chances, replacements, counts of votes, deadlines: those that hold anything."""
        rows: Mapping[str, Callable[[], list[list[str]]]] = {
            "waivers": self._waivers,
            "draws": self._draws,
            "replacements": self._replacements,
            "counts": self._counts,
            "deadlines": self._deadlines,
        }
        made = {name: self.table(name, _COLUMNS[name], each()) for name, each in rows.items()}
        return {name: table for name, table in made.items() if table.rows}

    def cell(self, line: Mapping[str, Any], name: str) -> str:
        """One cell of a rule's line."""
        if name == "rule":
            return str(line["says"])
        if name == "clause":
            return self.clause(line)
        if name == "stage":
            return self.say(f"report.stage.{line['stage']}")
        if name == "verdict":
            return self.state(line["state"]) + self._differs(line)
        if name == "source":
            return str(line["display"])
        return self.shown(line[name])

    @property
    def forced(self) -> int | None:
        """Forced seats of the newest draw that seated a panel; None where that is not on record."""
        return forced_in(self.content)

    def forced_seats(self) -> str:
        """The same in words; where it is not on record, that."""
        return self.say("report.forced_unknown") if self.forced is None else str(self.forced)

    def _scores(self) -> str | None:
        """How many packets were ranked, and how many have a score sealed at rest only; None where none was ranked."""
        told = self.content.get("scores")  # reports issued before it was told do not have it
        if told is None:
            return None
        return self.say("report.scores_sealed", packets=told["packets"], weak=told["at_rest_only"])

    def _differs(self, line: Mapping[str, Any]) -> str:
        return self.say("report.differs", before=self.state(line["differs"])) if "differs" in line else ""

    def _waivers(self) -> list[list[str]]:
        return [
            [
                line["says"],
                one["expert"] or self.say("report.panel"),
                one["reason"],
                one["approver"],
                minute(datetime.fromisoformat(one["at"])),
            ]
            for line in self.content["lines"]
            for one in line["waiver"] or ()
        ]

    def _draws(self) -> list[list[str]]:
        return [
            [
                str(one["attempt"]),
                one["on"],
                self.say(f"report.outcome.{one['outcome']}"),
                self.say(f"draw_record.method.{one['method']}"),
                one["assurance"],
                *(self.shown(one["chances"][name]) for name in ("lowest", "highest", "forced")),
                self.shown(one["evidence"]),
            ]
            for one in self.content["draws"]
        ]

    def _replacements(self) -> list[list[str]]:
        rows = []
        for one in self.content["replacements"]["reasons"]:
            key = f"page_draw.reason.{one['reason']}"
            signers = "、".join(self.say(f"ceremony.role.{role}") for role in one["signers"])
            reason = self.say(key) if has(key) else str(one["reason"])
            entries = "、".join(map(str, one["evidence"]))
            rows.append([reason, str(one["count"]), signers or self.say("report.signed_by_none"), entries])
        return rows

    def _counts(self) -> list[list[str]]:
        return [
            [
                str(one["number"]),
                self.say("report.electronic" if one["electronic"] else "report.paper"),
                f"{one['passed']}/{one['candidates']}",
                self._shares(one["lowest_passed"]),
                self._shares(one["highest_not_passed"]),
                self.shown(one["evidence"]),
            ]
            for one in self.content["counts"]
        ]

    def _shares(self, pair: Mapping[str, str] | None) -> str:
        if pair is None:
            return self.say("report.none")
        return self.say("report.shares", attending=pair["of_attending"], drawn=pair["of_drawn"])

    def _deadlines(self) -> list[list[str]]:
        return [
            [
                one["says"],
                self.clause(one),
                self.shown(one["day"]),
                self._done(one),
                self.say(f"report.deadline.{one['state']}"),
            ]
            for one in self.content["deadlines"]
        ]

    def _done(self, one: Mapping[str, Any]) -> str:
        """The day, and on whose word it stands where nobody signed in for it."""
        if one["done"] is None:
            return self.say("report.none")
        stated = one.get("stated")
        return str(one["done"]) + (
            self.say(f"report.stated.{stated}") if stated in ("claimed", "committee-file") else ""
        )
