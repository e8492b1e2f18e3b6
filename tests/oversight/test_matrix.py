"""The matrix of a season: gravest verdict a cell, worst committee first, and what changed since last year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from expertpool.oversight.comparison import compare, comparison_as_dict
from expertpool.oversight.matrix import HeldRows, Matrices, Row, cells_of, matrix_as_dict
from expertpool.queries.committee_record import CommitteeOnRecord, committees_on_record
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.finding import State
from expertpool.words import Language
from tests.oversight.seasons import committee, pool, seat


@pytest.fixture
def two(session: Session) -> Session:
    """Two committees of 2024 and 2025, one of them broken in 2025."""
    experts = pool(120)
    by = [one.facts.expert_no for one in experts if one.facts.series == "卫生"]
    for year in (2024, 2025):
        seat(session, experts, committee(1, year=year), by[:11])
        seat(session, experts, committee(5, year=year, records=_records(year)), by[11:22])
    return session


def _records(year: int) -> dict[str, date]:
    return {"plan_filed": date(year, 8, 14 if year == 2025 else 1)}


def matrices() -> Matrices:
    return Matrices(None, language=Language.ZH)


def test_the_committee_with_most_broken_stands_first_and_each_cell_has_its_clause(two: Session) -> None:
    made = matrices().of(committees_on_record(two, year=2025))
    assert [row.name for row in made.rows] == ["2025年度第005评审委员会", "2025年度第001评审委员会"]
    cell = made.rows[0].cells["plan-filed"]
    assert (cell.state, cell.clause, cell.stage) == (State.BROKEN, "2025通知 六(二)2", "filing")
    assert {column.rule for column in made.columns} == set(made.rows[0].cells) | set(made.rows[1].cells)
    assert made.states == {state: sum(row.states[state] for row in made.rows) for state in made.states}


def test_a_committee_file_with_newer_records_changes_its_row_alone(two: Session) -> None:
    records = committees_on_record(two, year=2025)
    facts = replace(records[0].draws[-1].committee, records={"plan_filed": date(2025, 8, 1)})
    made = Matrices(None, files={(facts.name, 2025): facts}, language=Language.ZH).of(records)
    states = {row.name: row.cells["plan-filed"].state for row in made.rows}
    assert states == {"2025年度第001评审委员会": State.HOLDS, "2025年度第005评审委员会": State.BROKEN}


def test_the_gravest_of_several_stages_speaks() -> None:
    line = {"rule": "r", "clause": "c", "found": None, "required": None, "evidence": None}
    lines = [{**line, "state": state, "stage": state} for state in ("holds", "unknown", "broken", "waived")]
    assert cells_of(lines)["r"].stage == "broken"


def test_two_years_differ_by_what_changed_and_name_what_is_new(two: Session) -> None:
    experts = pool(120)
    by = [one.facts.expert_no for one in experts if one.facts.series == "农业"]
    seat(two, experts, committee(2, year=2025), by[:11])
    before, now = (matrices().of(committees_on_record(two, year=year)) for year in (2024, 2025))
    told = comparison_as_dict(compare(before, now, years=(2024, 2025)))
    assert told["new"] == ["2025年度第002评审委员会"]
    assert told["gone"] == []
    assert [(one["committee"], one["rule"], one["worse"]) for one in told["changes"] if one["now"] == "broken"] == [
        ("2025年度第005评审委员会", "plan-filed", True)
    ]
    assert told["totals"]["plan-filed"]["now"]["broken"] == 1


def test_plain_values_hold_no_name_of_a_person(two: Session) -> None:
    told = str(matrix_as_dict(matrices().of(committees_on_record(two, year=2025))))
    assert [one.name for one in pool(120) if one.name in told and len(one.name) > 3] == []


def test_rows_held_from_before_are_judged_anew_only_where_record_file_or_language_changed(
    two: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []
    whole = Matrices._judged

    def counted(self: Matrices, record: CommitteeOnRecord, facts: CommitteeFacts | None) -> Row:
        judged.append(record.name)
        return whole(self, record, facts)

    monkeypatch.setattr(Matrices, "_judged", counted)
    held, records = HeldRows(), committees_on_record(two, year=2025)
    first = Matrices(None, language=Language.ZH, held=held).of(records)
    again = Matrices(None, language=Language.ZH, held=held).of(committees_on_record(two, year=2025))
    assert again == first
    assert len(judged) == 2
    facts = replace(records[0].draws[-1].committee, records={"plan_filed": date(2025, 8, 1)})
    changed = Matrices(None, files={(facts.name, 2025): facts}, language=Language.ZH, held=held).of(records)
    assert judged[2:] == [facts.name]
    assert changed == Matrices(None, files={(facts.name, 2025): facts}, language=Language.ZH).of(records)
    del judged[:]
    Matrices(None, language=Language.EN, held=held).of(records)
    assert len(judged) == 2


def test_no_more_rows_are_held_than_meant(two: Session) -> None:
    held, records = HeldRows(most=1), committees_on_record(two, year=2025)
    Matrices(None, language=Language.ZH, held=held).of(records)
    assert [held.find(Language.ZH, one, None) is not None for one in records] == [False, True]
