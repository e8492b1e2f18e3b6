"""A key unlocked for one sign-in: for how long, for whom, for which ceremony, and that it is nowhere to be read."""

from __future__ import annotations

from datetime import timedelta

from expertpool.models import Role
from tests.conftest import AT
from tests.web.site import made_for
from tests.web.town import Town
from web.unlocked import LASTS, Unlocked

SECRET = "a passphrase of the office"  # noqa: S105  # a test's own
MOMENT = timedelta(seconds=1)


def kept() -> Unlocked:
    made = Unlocked()
    made.keep(7, "c1-1", SECRET, at=AT)
    return made


def test_passphrase_is_kept_for_the_time_that_is_shown_and_no_longer_however_often_it_is_used() -> None:
    unlocked = kept()
    assert unlocked.until(7, "c1-1", at=AT) == AT + LASTS == AT + timedelta(minutes=15)
    for minutes in range(15):
        assert unlocked.passphrase(7, "c1-1", at=AT + timedelta(minutes=minutes)) == SECRET
    assert unlocked.passphrase(7, "c1-1", at=AT + LASTS - MOMENT) == SECRET
    assert (unlocked.passphrase(7, "c1-1", at=AT + LASTS), unlocked.until(7, "c1-1", at=AT)) == ("", None)


def test_another_sign_in_or_another_ceremony_has_nothing_of_it() -> None:
    unlocked = kept()
    assert [unlocked.passphrase(stay, hall, at=AT) for stay, hall in ((8, "c1-1"), (7, "c1-2"), (7, ""))] == [""] * 3


def test_locking_forgets_one_ceremony_or_all_of_a_sign_in() -> None:
    unlocked = kept()
    unlocked.keep(7, "c2-1", SECRET, at=AT)
    unlocked.keep(8, "c1-1", SECRET, at=AT)
    unlocked.lock(7, "c1-1")
    assert [unlocked.passphrase(7, hall, at=AT) for hall in ("c1-1", "c2-1")] == ["", SECRET]
    unlocked.lock(7)
    assert [unlocked.passphrase(stay, hall, at=AT) for stay, hall in ((7, "c2-1"), (8, "c1-1"))] == ["", SECRET]


def test_passphrase_is_not_printed_with_what_holds_it() -> None:
    assert SECRET not in repr(vars(kept()))


def test_signing_out_locks(town: Town) -> None:
    office = town.staff(Role.OFFICE)
    unlocked: Unlocked = made_for(town.wiring)[1].state.unlocked
    for stay in range(1, 9):
        unlocked.keep(stay, "c1-1", SECRET, at=town.clock.at)
    assert office.post("/sign-out").status_code == 303
    left = [stay for stay in range(1, 9) if unlocked.passphrase(stay, "c1-1", at=town.clock.at)]
    assert len(left) == 7
