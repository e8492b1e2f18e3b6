"""The days of the notice, and the terms that hang on a committee's own days."""

from __future__ import annotations

from datetime import date

import pytest

from expertpool.errors import Refusal
from expertpool.season.deadlines import due, known_dates, read_dates, season_dates
from expertpool.season.working_days import shipped_tables

TABLES = shipped_tables()
DATES = season_dates("baotou-2025")


def days_of(**own: date) -> dict[str, date | None]:
    return {one.deadline.id: one.day for one in due(DATES, own, TABLES)}


def test_the_notices_own_days_stand_without_any_committee() -> None:
    found = {name: day for name, day in days_of().items() if day is not None}

    assert found == {
        "plan-publish-farmer-grassroots": date(2025, 6, 10),
        "committee-notice-issued": date(2025, 6, 12),
        "committee-refiling": date(2025, 6, 25),
        "online-submit": date(2025, 6, 25),
        "unit-audit": date(2025, 7, 4),
        "evidence-cutoff": date(2025, 7, 15),
        "result-posted": date(2025, 8, 22),
        "review-and-publicity-end": date(2025, 8, 29),
        "approval-filing": date(2025, 9, 12),
    }


def test_terms_of_a_committee_follow_from_its_own_days() -> None:
    found = days_of(
        meeting=date(2025, 8, 12),
        review_end=date(2025, 8, 13),
        result_posted=date(2025, 8, 15),
        roster_posted=date(2025, 6, 26),
    )

    assert found["plan-filed"] == found["composition-filed"] == date(2025, 8, 5)
    assert found["result-publicity-end"] == date(2025, 8, 22)
    assert found["roster-publicity-end"] == date(2025, 7, 3)


@pytest.mark.parametrize(
    ("review_end", "due_on", "bound_by"),
    [
        (date(2025, 8, 20), date(2025, 9, 12), "approval-filing"),
        (date(2025, 8, 12), date(2025, 9, 12), ""),
        (date(2025, 8, 11), date(2025, 9, 11), ""),
        (date(2025, 7, 1), date(2025, 8, 1), ""),
    ],
)
def test_the_earlier_of_a_month_and_the_twelfth_of_september_binds(review_end, due_on, bound_by) -> None:
    found = {one.deadline.id: one for one in due(DATES, {"review_end": review_end}, TABLES)}

    for name in ("results-report", "expert-integrity-filing"):
        assert (found[name].day, found[name].bound_by) == (due_on, bound_by)


def test_a_day_that_is_not_known_yet_is_named_and_stands_last() -> None:
    listed = due(DATES, {}, TABLES)
    waiting = [one for one in listed if one.day is None]

    assert {one.waits_for for one in waiting} == {"meeting", "review_end", "result_posted", "roster_posted"}
    assert listed[-len(waiting) :] == waiting
    assert [one.day for one in listed[: -len(waiting)]] == sorted(one.day for one in listed if one.day)


def test_joint_reviews_alone_owe_the_filing_of_joint_reviews() -> None:
    alone = {one.deadline.id for one in due(DATES, {}, TABLES)}
    joint = {one.deadline.id for one in due(DATES, {}, TABLES, facts=frozenset({"joint_or_entrusted"}))}

    assert joint - alone == {"joint-review-filed"}


def test_a_notice_of_a_year_without_days_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        due(DATES, {}, {})
    assert refused.value.code == "season.year_without_days"


@pytest.mark.parametrize("name", ["", "baotou", "../baotou-2025", "baotou-2025.toml"])
def test_an_unknown_name_of_dates_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        season_dates(name)
    assert refused.value.params["known"] == "baotou-2025"


@pytest.mark.parametrize("name", known_dates())
def test_every_deadline_names_its_clause_and_has_words_in_both_languages(name: str) -> None:
    for one in season_dates(name).deadlines:
        assert one.clause.strip() and all(text.strip() for text in one.says.values())
    assert len({one.id for one in season_dates(name).deadlines}) == len(season_dates(name).deadlines)


BASE = {"id": "x", "clause": "c", "says": "s", "says_en": "s", "who": "office"}


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"on": date(2025, 1, 1), "days": 7},
        {"before": "meeting"},
        {"before": "someday", "days": 7},
        {"ends_by": "nowhere", "working_days": 5},
        {"after": "meeting", "months": 1, "not_after": "nowhere"},
        {"after": "meeting", "weeks": 1},
    ],
)
def test_a_deadline_without_exactly_one_way_to_its_day_does_not_load(how) -> None:
    table = {"year": 2025, "title": "t", "title_en": "t", "deadline": [{**BASE, **how}]}
    with pytest.raises(ValueError, match="x"):
        read_dates("x", table)
