"""Two years side by side: which committee came out otherwise on which rule, and every rule's totals in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from expertpool.oversight.matrix import Matrix, Row
from expertpool.rules.finding import State


@dataclass(frozen=True, kw_only=True)
class Change:
    """A rule that came out otherwise for the same committee; ``before`` is None where it was not asked then."""

    committee: str
    rule: str
    clause: str
    before: State | None
    now: State

    @property
    def worse(self) -> bool:
        """Whether it is graver now than before."""
        return _gravity(self.now) > _gravity(self.before)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """``totals``: by rule, how many committees came out how, before and now."""

    before: int
    now: int
    changes: tuple[Change, ...]
    totals: dict[str, tuple[dict[str, int], dict[str, int]]]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def compare(before: Matrix, now: Matrix, *, years: tuple[int, int]) -> Comparison:
    """``now`` held against ``before``; a committee is the same where its name is, apart from the year in it."""
    earlier, later = _by_name(before, years[0]), _by_name(now, years[1])
    clauses = {column.rule: column.clause for column in (*before.columns, *now.columns)}
    changes = [
        change for name, row in later.items() if name in earlier for change in _changes(earlier[name], row, clauses)
    ]
    changes.sort(key=lambda one: (not one.worse, one.committee, one.rule))
    return Comparison(
        before=years[0],
        now=years[1],
        changes=tuple(changes),
        totals={rule: (_total(before, rule), _total(now, rule)) for rule in clauses},
        new=tuple(sorted(row.name for name, row in later.items() if name not in earlier)),
        gone=tuple(sorted(row.name for name, row in earlier.items() if name not in later)),
    )


def _by_name(matrix: Matrix, year: int) -> dict[str, Row]:
    return {row.name.replace(str(year), ""): row for row in matrix.rows}


def _changes(before: Row, now: Row, clauses: dict[str, str]) -> list[Change]:
    """What differs; a rule that was not asked before is told only where it is broken now."""
    found = []
    for rule, cell in now.cells.items():
        earlier = before.cells[rule].state if rule in before.cells else None
        told = cell.state is State.BROKEN if earlier is None else cell.state is not earlier
        if told:
            found.append(Change(committee=now.name, rule=rule, clause=clauses[rule], before=earlier, now=cell.state))
    return found


def _gravity(state: State | None) -> int:
    return -1 if state is None else state.gravity


def _total(matrix: Matrix, rule: str) -> dict[str, int]:
    found = dict.fromkeys((state.value for state in State), 0)
    for row in matrix.rows:
        if rule in row.cells:
            found[row.cells[rule].state.value] += 1
    return found


def comparison_as_dict(made: Comparison) -> dict[str, Any]:
    """Plain values for JSON."""
    return {
        "before": made.before,
        "now": made.now,
        "changes": [
            {
                "committee": one.committee,
                "rule": one.rule,
                "clause": one.clause,
                "before": one.before.value if one.before else None,
                "now": one.now.value,
                "worse": one.worse,
            }
            for one in made.changes
        ],
        "totals": {rule: {"before": pair[0], "now": pair[1]} for rule, pair in made.totals.items()},
        "new": list(made.new),
        "gone": list(made.gone),
    }
