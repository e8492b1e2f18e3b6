"""What is on record of committees: every one with its own draws, in as few statements for many as for one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlmodel import Session

from expertpool.models import Committee, DrawOutcome
from expertpool.queries.committee_record import committees_on_record, drawn_committees
from tests.oversight.seasons import committee, pool, season, seat


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements sent meanwhile."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        sent.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_as_many_statements_are_sent_for_forty_committees_as_for_one(session: Session) -> None:
    season(session, pool(120), 40)
    session.expire_all()
    with counted(session) as for_one:
        one = committees_on_record(session, year=2025, name="2025年度第007评审委员会")
    session.expire_all()
    with counted(session) as for_all:
        every = committees_on_record(session, year=2025)
    assert (len(one), len(every)) == (1, 40)
    assert len(for_all) == len(for_one)
    assert every[7] == one[0]


def test_draws_of_several_rosters_each_have_the_people_of_their_own(session: Session) -> None:
    few, many = pool(60), pool(120)
    numbers = [one.facts.expert_no for one in few if one.facts.series == "卫生"]
    seat(session, few, committee(1), numbers[:11])
    seat(session, many, committee(1), numbers[:9], kept=numbers[9:11])
    [record] = committees_on_record(session, year=2025)
    assert [len(draw.pool) for draw in record.draws] == [60, 120]
    assert [(draw.attempt, draw.kept, draw.outcome) for draw in record.draws] == [
        (1, 0, DrawOutcome.SEATED),
        (2, 2, DrawOutcome.SEATED),
    ]
    seated = [{member.expert_no for member in draw.panel.members} for draw in record.draws]
    assert seated == [set(numbers[:11]), set(numbers[:11])]
    assert record.draws[1].panel.draw.drawn == frozenset(numbers[:9])


def test_a_committee_without_a_draw_is_on_record_but_not_among_the_drawn(session: Session) -> None:
    season(session, pool(60), 1)
    session.add(Committee(name="未抽取的评委会", year=2025, series="工程", level="副高级"))
    session.flush()
    assert [one.name for one in committees_on_record(session, year=2025)] == [
        "2025年度第000评审委员会",
        "未抽取的评委会",
    ]
    assert [one.name for one in drawn_committees(session, 2025)] == ["2025年度第000评审委员会"]
    assert drawn_committees(session, 2024) == []
