"""What a draw is asked with: leave that is not yet given is no leave."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from expertpool.drawing.question import ask
from expertpool.errors import Refusal
from expertpool.ids import RuleId
from expertpool.rules.facts import CommitteeFacts, Level
from expertpool.rules.stack import load_packs
from expertpool.rules.waiver import Waiver

MEETING = date(2025, 8, 15)
DRAW_DAY = date(2025, 7, 1)


def committee(approved: datetime) -> CommitteeFacts:
    waiver = Waiver(RuleId("rest-after-three-years"), "人数不足", "市人社局", approved)
    return CommitteeFacts(
        name="冶金",
        year=2025,
        series="工程",
        level=Level.ASSOCIATE_SENIOR,
        seats=11,
        meeting=MEETING,
        waivers=(waiver,),
    )


def test_a_waiver_approved_after_the_day_of_the_draw_is_refused_with_both_days() -> None:
    with pytest.raises(Refusal) as refused:
        ask(load_packs(None, on=MEETING), committee(datetime(2025, 7, 2, tzinfo=UTC)), [], draw_day=DRAW_DAY)
    assert refused.value.code == "rules.waiver_later"
    assert (refused.value.params["at"], refused.value.params["draw_day"]) == ("2025-07-02T00:00:00+00:00", "2025-07-01")


def test_a_waiver_approved_on_the_day_of_the_draw_is_read_like_any_other() -> None:
    with pytest.raises(Refusal) as refused:
        ask(load_packs(None, on=MEETING), committee(datetime(2025, 7, 1, 23, tzinfo=UTC)), [], draw_day=DRAW_DAY)
    assert refused.value.code == "rules.waiver_no_expert"
