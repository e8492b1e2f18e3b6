"""Who may take a seat beside whom: one ticket's panels while they fill, and whether full ones keep every rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from solver.season.kinds import Row, rows_of
from solver.season.season import Season

Panels = dict[int, list[str]]
"""Committee (index) to the people on its panel."""


class Rules:
    """All rows of all committees, by the people they count."""

    def __init__(self, season: Season) -> None:
        self.season = season
        self.rows: list[tuple[Row, ...]] = [rows_of(one.problem) for one in season.committees]
        self.rows_of: list[dict[str, list[int]]] = []
        for rows in self.rows:
            counted: dict[str, list[int]] = defaultdict(list)
            for index, row in enumerate(rows):
                for person in row.members:
                    counted[person].append(index)
            self.rows_of.append(counted)
        self.most = {person: season.most(person) for person in season.people}
        self.drawable = [frozenset(one.problem.candidates) for one in season.committees]

    def broken(self, panels: Mapping[int, Sequence[str]]) -> str | None:
        """The first rule that these full panels do not keep, or None."""
        places: dict[str, list[int]] = defaultdict(list)
        for at, committee in enumerate(self.season.committees):
            panel = panels.get(at, ())
            if len(panel) != committee.problem.seats or len(set(panel)) != len(panel):
                return f"{committee.name}: size"
            if not self.drawable[at].issuperset(panel):
                return f"{committee.name}: strangers"
            have = Counter(row for person in panel for row in self.rows_of[at].get(person, ()))
            for index, row in enumerate(self.rows[at]):
                if not row.low <= have[index] <= row.high:
                    return f"{committee.name}: {row.label}"
            for person in panel:
                places[person].append(at)
        for person, taken in places.items():
            if len(taken) > self.most[person]:
                return f"{person}: cap"
            if any(self.season.busy[at] & set(taken) for at in taken):
                return f"{person}: two places"
        return None


class Filling:
    """One ticket while its seats get names: upper ends, overlaps and caps hold at every moment."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.places: dict[str, list[int]] = defaultdict(list)
        self.panels: Panels = {at: [] for at in range(len(rules.season.committees))}
        self.have: list[Counter[int]] = [Counter() for _ in self.panels]

    def free(self, person: str, at: int) -> bool:
        """Whether the person's other places leave room for this committee."""
        taken = self.places[person]
        if len(taken) >= self.rules.most[person]:
            return False
        return not taken or (at not in taken and self.rules.season.busy[at].isdisjoint(taken))

    def fits(self, person: str, at: int) -> bool:
        """Whether no upper end of the committee is in the way."""
        rows, have = self.rules.rows[at], self.have[at]
        return all(have[row] < rows[row].high for row in self.rules.rows_of[at].get(person, ()))

    def take(self, person: str, at: int) -> None:
        """Seat the person."""
        self.places[person].append(at)
        self.panels[at].append(person)
        for row in self.rules.rows_of[at].get(person, ()):
            self.have[at][row] += 1

    def leave(self, person: str, at: int) -> None:
        """Take the person off again."""
        self.places[person].remove(at)
        self.panels[at].remove(person)
        for row in self.rules.rows_of[at].get(person, ()):
            self.have[at][row] -= 1
