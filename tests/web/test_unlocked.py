"""A key unlocked for one sign-in: for how long, for whom, for which ceremony, and that it is nowhere to be read."""

from __future__ import annotations

import multiprocessing
from datetime import timedelta
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from api.counts import Counts, Place, Told
from expertpool.models import Role
from tests.conftest import AT
from tests.web.site import made_for
from tests.web.town import Town
from web.first_process import asked_at, held
from web.several import SHARING
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


@pytest.mark.skipif(not SHARING, reason="only Linux deals connections out to several processes")
def test_what_one_process_of_a_server_unlocks_another_finds_and_a_third_locks_for_all() -> None:
    with held(by_several=True) as (first, address):
        second, third = asked_at(address), asked_at(address)
        second.unlocked.keep(7, "c1-1", SECRET, at=AT)
        assert [one.unlocked.passphrase(7, "c1-1", at=AT) for one in (first, second, third)] == [SECRET] * 3
        assert third.unlocked.until(7, "c1-1", at=AT) == AT + LASTS
        third.unlocked.lock(7)
        assert [one.unlocked.passphrase(7, "c1-1", at=AT) for one in (first, second, third)] == [""] * 3


@pytest.mark.skipif(not SHARING, reason="only Linux deals connections out to several processes")
def test_process_that_the_server_did_not_begin_is_told_nothing() -> None:
    with held(by_several=True) as (first, address):
        first.unlocked.keep(7, "c1-1", SECRET, at=AT)
        assert Path(address).parent.stat().st_mode & 0o077 == 0
        with pytest.raises(multiprocessing.AuthenticationError):
            Client(address, authkey=b"guessed")


def test_alone_a_server_opens_no_way_to_what_it_keeps() -> None:
    with held(by_several=False) as (_, address):
        assert address == ""


def test_counts_of_all_processes_are_one_sum_that_never_falls() -> None:
    with held(by_several=False) as (common, _):
        for number, process in ((0, 100), (1, 101), (1, 102)):
            counts = Counts()
            counts.add("GET", "/x", 200, 0.03)
            counts.under_way = 1
            common.gathered.tell(number, Told(process, 1.5, counts))
        there, ended = common.gathered.all()
        assert ([one.process for one in there], [one.process for one in ended]) == ([100, 102], [101])
        whole = there[0].counts.with_those_of(there[1].counts).with_those_of(ended[0].counts)
        assert (whole.answered["GET", "/x", 200], whole.under_way, sum(whole.within["/x"])) == (3, 2, 3)
        Place(common.gathered, 0).tell(Counts())
        assert len(common.gathered.all()[1]) == 2
