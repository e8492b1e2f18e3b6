"""Acts on filings: each refusal says what is wrong, by which clause, and what would be right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertpool.errors import Refusal
from expertpool.filings.day_rules import due_in
from expertpool.filings.filing import OPEN, Act, Around, Filing, Paper
from expertpool.filings.form import form_named
from expertpool.filings.kind import RECEIPT, Late, Role
from expertpool.filings.loading import all_kinds, kind_named
from expertpool.filings.moving import move, possible, refuse_values
from expertpool.filings.refused import FilingRefusal
from expertpool.season.deadlines import season_dates
from expertpool.season.working_days import shipped_tables
from expertpool.words import Language

DATES, TABLES = season_dates("baotou-2025"), shipped_tables()
DAYS = {"meeting": date(2025, 8, 12), "draw": date(2025, 7, 20), "review_end": date(2025, 8, 12)}
UNOWED = frozenset({"committee-renewal", "joint-review"})
AROUND = Around(dates=DATES, tables=TABLES, days=DAYS, unowed=UNOWED, kinds=all_kinds())
WHOLE = {one.id: "2025-08-12" if one.a_day else "有" for one in form_named("review-plan").contents}


def act(name: str, role: Role = Role.OFFICE, day: date = date(2025, 8, 1), *papers: str, **more: Any) -> Act:
    attached = tuple(Paper(paper=one, digest="00", name=f"{one}.pdf") for one in papers)
    held = {"entered": day, "form": WHOLE, **more}
    return Act(transition=name, role=role, by="王", on=day, papers=attached, **held)


def plan(*acts: Act) -> Filing:
    filing = Filing(kind=kind_named("review-plan"), opened_on=date(2025, 7, 1))
    for one in acts:
        filing = move(filing, one, AROUND)
    return filing


SUBMIT = act("submit", Role.OFFICE, date(2025, 8, 1), "form", "plan")
RETURN = act("return", Role.HRSS, date(2025, 8, 4), reason="地点未定")
AGREE = act("agree", Role.HRSS, date(2025, 8, 5), "consent")


def refused(filing: Filing, one: Act, around: Around = AROUND) -> FilingRefusal:
    with pytest.raises(FilingRefusal) as caught:
        move(filing, one, around)
    return caught.value


def test_a_step_keeps_who_when_with_what_and_by_when_it_was_due() -> None:
    step = plan(SUBMIT).steps[0]

    assert (step.origin, step.to, step.role, step.by) == ("drafting", "submitted", Role.OFFICE, "王")
    assert (step.on, step.due, step.late) == (date(2025, 8, 1), date(2025, 8, 5), False)
    assert [paper.paper for paper in step.papers] == ["form", "plan"]


@pytest.mark.parametrize(
    ("filing", "one", "code", "missing"),
    [
        (plan(), act("consent"), "filing.no_transition", ()),
        (plan(), AGREE, "filing.state", ()),
        (plan(SUBMIT), replace(AGREE, role=Role.OFFICE), "filing.role", ()),
        (plan(SUBMIT), replace(AGREE, entered=date(2025, 8, 4)), "filing.future", ()),
        (plan(SUBMIT, RETURN), SUBMIT, "filing.backdated", ()),
        (plan(SUBMIT), replace(AGREE, entered=date(2025, 8, 6)), "filing.entered_later", (RECEIPT,)),
        (plan(), replace(SUBMIT, papers=()), "filing.papers", ("form", "plan")),
        (plan(), act("submit", Role.OFFICE, SUBMIT.on, "form", "plan", "photo"), "filing.paper_unknown", ()),
        (plan(), replace(SUBMIT, values={"when": DAYS["meeting"]}), "filing.value_unknown", ()),
        (plan(SUBMIT), replace(RETURN, reason="  "), "filing.reason", ()),
        (plan(), replace(SUBMIT, form=None), "filing.form", tuple(WHOLE)),
        (plan(), replace(SUBMIT, form={**WHOLE, "time": "2025-08-13"}), "filing.form_day", ()),
        (plan(SUBMIT, AGREE), act("hold", Role.OFFICE, DAYS["meeting"]), "filing.needs", ("committee-composition",)),
        (plan(), act("submit", Role.OFFICE, date(2025, 8, 6), "form", "plan"), "filing.late", ()),
    ],
)
def test_a_refusal_names_the_clause_and_what_is_missing(filing: Filing, one: Act, code: str, missing: Any) -> None:
    refusal = refused(filing, one)

    assert (refusal.code, refusal.missing) == (code, missing)
    for language in Language:
        assert "六(二)2" in refusal.message(language)
        assert refusal.hint(language)
        assert refusal.as_dict(language)["clause"].startswith("2025通知 六(二)2")


def test_each_content_that_a_plan_lacks_is_named_in_words() -> None:
    for content in form_named("review-plan").contents:
        refusal = refused(plan(), replace(SUBMIT, form={**WHOLE, content.id: " "}))
        assert refusal.missing == (content.id,)
        assert [one for one in Language if content.titles[one] not in refusal.message(one)] == []


def test_an_act_handed_in_twice_is_the_same_filing() -> None:
    once = plan(SUBMIT)
    assert move(once, SUBMIT, AROUND) is once
    other = replace(SUBMIT, papers=(*SUBMIT.papers[:1], replace(SUBMIT.papers[1], digest="01")))
    assert refused(once, other).code == "filing.state"


def test_an_act_of_an_earlier_day_enters_with_its_receipt_and_both_days_are_kept() -> None:
    late = act("submit", Role.OFFICE, date(2025, 8, 5), "form", "plan", RECEIPT, entered=date(2025, 8, 20))
    step = move(plan(), late, AROUND).steps[0]
    assert (step.on, step.entered, step.late) == (date(2025, 8, 5), date(2025, 8, 20), False)


def test_a_day_that_is_not_known_is_named_and_never_passes() -> None:
    refusal = refused(plan(), SUBMIT, replace(AROUND, days={}))
    assert (refusal.code, refusal.missing) == ("filing.day_unknown", ("meeting",))
    assert "评审会议日" in refusal.message(Language.ZH)


@pytest.mark.parametrize(
    ("review_end", "last"),
    [
        (date(2025, 7, 1), date(2025, 8, 1)),
        (date(2025, 7, 31), date(2025, 9, 1)),
        (date(2025, 8, 11), date(2025, 9, 11)),
        (date(2025, 8, 12), date(2025, 9, 12)),
        (date(2025, 8, 13), date(2025, 9, 12)),
        (date(2025, 8, 29), date(2025, 9, 12)),
    ],
)
@pytest.mark.parametrize("kind", ["results-approval", "results-approval-middle", "expert-integrity"])
def test_what_follows_the_review_is_due_in_a_month_or_on_the_twelfth_of_september(kind, review_end, last) -> None:
    found = kind_named(kind)
    state = {"results-approval": "uploaded", "expert-integrity": "drafting"}.get(kind, "preparing")
    due = due_in(found, state, dates=DATES, days={"review_end": review_end}, tables=TABLES)
    assert due is not None and due.day == last


def test_complaints_go_to_whom_the_notice_says_and_to_nobody_else() -> None:
    day = date(2025, 8, 21)
    about_review, about_papers = (
        Filing(kind=kind_named(kind), opened_on=day, asked={"received": day})
        for kind in ("complaint-reviewing", "complaint-authenticity")
    )
    assert (about_review.state.waits, about_papers.state.waits) == (("office",), ("unit",))
    report = act("report", Role.UNIT, day, "unit-report")
    assert move(about_papers, report, AROUND).state.waits == ("hrss",)
    told = {"reason": "查实", "form": None}
    assert move(about_review, act("uphold", Role.OFFICE, day, "findings", **told), AROUND).state.id == "upheld"
    assert refused(about_review, act("uphold", Role.HRSS, day, "findings", **told)).code == "filing.role"
    assert refused(about_papers, act("uphold", Role.OFFICE, day, "findings", **told)).code == "filing.role"


def test_measures_climb_rung_by_rung_and_jump_only_with_a_reason() -> None:
    day = date(2025, 9, 1)
    noted = Filing(kind=kind_named("measure-committee"), opened_on=day)
    jump = act("criticise", Role.HRSS, day, "circular")
    refusal = refused(noted, jump)
    assert (refusal.code, refusal.params["clause"]) == ("filing.jump", "2025通知 七(二)")
    criticised = move(noted, replace(jump, reason="情节严重"), AROUND)
    assert criticised.state.id == "criticised"
    assert refused(criticised, act("remind", Role.HRSS, day, "reminder")).code == "filing.state"


def test_a_postponement_moves_only_the_days_it_names() -> None:
    moved = DATES.moved({"review-and-publicity-end": date(2025, 10, 31)})
    around = replace(AROUND, dates=moved)
    posting = due_in(kind_named("result-publicity"), "drafting", dates=around.dates, days={}, tables=TABLES)
    assert posting is not None and posting.day == date(2025, 10, 24)
    assert moved.fixed("approval-filing") == date(2025, 9, 12)


def test_stated_days_in_the_future_are_refused_where_they_have_to_be_past() -> None:
    kind = kind_named("pool-change")
    given = {"days": {}, "dates": DATES, "today": date(2025, 7, 4)}
    refuse_values(kind, kind.asks, {"changed": date(2025, 7, 4)}, **given)
    with pytest.raises(Refusal) as caught:
        refuse_values(kind, kind.asks, {"changed": date(2025, 7, 5)}, **given)
    assert caught.value.code == "filing.future"


STARTS = [Filing(kind=kind, opened_on=date(2025, 6, 2)) for kind in all_kinds().values()]
ANY_ACT = st.builds(
    dict,
    choice=st.integers(0, 30),
    role=st.sampled_from(list(Role)),
    gap=st.integers(-2, 40),
    whole=st.booleans(),
    reason=st.sampled_from(["", "情况属实"]),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STARTS), st.lists(ANY_ACT, max_size=8), st.booleans())
def test_whatever_is_tried_a_filing_moves_as_its_kind_says_or_a_refusal_says_why(filing, tries, ready) -> None:
    kind, day = filing.kind, date(2025, 6, 2)
    filing = replace(filing, asked={one.id: day + timedelta(30) for one in kind.asks})
    others = (
        {name: frozenset(one.states) for name, one in all_kinds().items()} if ready else {"complaint-reviewing": {OPEN}}
    )
    around = replace(AROUND, others=others)
    for one in tries:
        every = list(kind.transitions.values())
        chosen = every[one["choice"] % len(every)]
        day += timedelta(one["gap"])
        papers = [Paper(paper=name, digest="00", name=name) for name in chosen.papers if one["whole"]]
        values = {value.id: day + timedelta(20 + at) for at, value in enumerate(chosen.values) if one["whole"]}
        given_act = Act(
            transition=chosen.id,
            role=one["role"],
            by="王",
            on=day,
            entered=day,
            papers=tuple(papers),
            reason=one["reason"],
            values=values,
            form=WHOLE,
        )
        before = filing
        try:
            filing = move(filing, given_act, around)
        except FilingRefusal as refusal:
            assert all(refusal.message(language) and refusal.hint(language) for language in Language)
            assert filing is before
            continue
        if filing is before:
            assert before.steps[-1].transition == chosen.id
            continue
        step = filing.steps[-1]
        assert step.origin in chosen.origins and step.to == chosen.to and step.role in chosen.who
        assert {paper.paper for paper in step.papers} >= set(chosen.papers)
        assert [earlier.on for earlier in filing.steps] == sorted(earlier.on for earlier in filing.steps)
        assert step.reason or not (chosen.reason or step.late)
        assert chosen in possible(before)


TIMED = [
    (kind, one)
    for kind in all_kinds().values()
    for one in kind.transitions.values()
    if one.by is not None and kind.head.start in one.origins and not kind.asks and not one.values
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TIMED), st.dates(date(2025, 6, 20), date(2025, 10, 20)))
def test_the_day_shown_as_due_is_the_last_on_which_the_act_is_in_time(timed, own: date) -> None:
    kind, one = timed
    days = dict.fromkeys(("meeting", "draw", "review_end"), own)
    others = {name: frozenset(states) for name, states in one.needs.items()}
    around = replace(AROUND, days=days, others=others)
    fresh = Filing(kind=kind, opened_on=date(2025, 1, 2))
    whole = {**WHOLE, "time": own.isoformat()}
    shown = due_in(kind, kind.head.start, dates=DATES, days=days, tables=TABLES)
    assert shown is not None and shown.day is not None
    given_act = act(one.id, one.who[0], shown.day, *one.papers, form=whole, reason="情况属实")

    in_time = move(fresh, given_act, around).steps[-1]
    assert (in_time.late, in_time.due) == (False, shown.day)
    after = shown.day + timedelta(1)
    tardy = replace(given_act, on=after, entered=after)
    if one.late is Late.REFUSED:
        assert refused(fresh, tardy, around).code == "filing.late"
    else:
        assert move(fresh, tardy, around).steps[-1].late
        assert refused(fresh, replace(tardy, reason=""), around).code == "filing.late_reason"
