"""An act on a filing that is killed, or handed in by two at once, is one step or none; the same act completes it."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from datetime import date, datetime, timedelta, timezone
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from expertpool.actions.enter_committee_days import enter_committee_days
from expertpool.actions.keep_committee import keep_committee
from expertpool.actions.move_filing import move_filing
from expertpool.actions.open_filing import open_filing
from expertpool.db import open_session
from expertpool.filings.filing import Act, Paper
from expertpool.filings.kind import Role
from expertpool.queries.filings import filing_seen
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.rules.facts import CommitteeFacts, Level
from expertpool.settings import Settings

DAY = date(2025, 6, 10)
AT = datetime(2025, 6, 10, 9, tzinfo=timezone(timedelta(hours=8)))
PAPERS = tuple(Paper(paper="notice", digest=f"{at:064}", name=f"{at}.pdf") for at in range(200))
ACT = Act(transition="issue", role=Role.OFFICE, by="王", on=DAY, entered=DAY, papers=PAPERS)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork")


def hand_in(settings: Settings, started: Event | None = None) -> None:
    if started is not None:
        started.set()
    with open_session(settings) as session:
        move_filing(session, 1, ACT, at=AT)
        session.commit()


def hand_in_and_die(settings: Settings, started: Event) -> None:
    """Everything but the commit."""
    started.set()
    with open_session(settings) as session:
        move_filing(session, 1, ACT, at=AT)
        session.flush()
        os.kill(os.getpid(), signal.SIGKILL)


def steps(settings: Settings) -> tuple[int, int]:
    """Steps and papers on record, once the ledger has accounted for every row."""
    with open_session(settings, reading=True) as session:
        assert audit_ledger(session).findings == ()
        found = filing_seen(session, 1).filing.steps
        return len(found), sum(len(step.papers) for step in found)


@pytest.fixture
def opened(sqlite_settings: Settings) -> Settings:
    """A database with one filing that nobody has moved."""
    facts = CommitteeFacts(name="甲", year=2025, series="工程", level=Level.MIDDLE, seats=7, meeting=date(2025, 8, 15))
    with open_session(sqlite_settings) as session:
        committee = keep_committee(session, facts, at=AT, actor="王")
        enter_committee_days(session, committee, days={}, traits=(), filed=(None, None), at=AT, actor="王")
        given = {"year": 2025, "committee": committee, "subject": "", "role": Role.OFFICE, "asked": {}}
        assert open_filing(session, "annual-notice", at=AT, actor="王", **given) == (1, True)  # type: ignore[arg-type]  # plain keywords of several types
        session.commit()
    return sqlite_settings


@pytest.mark.parametrize("kills", [4, pytest.param(8, marks=pytest.mark.full)])
def test_an_act_killed_at_any_moment_is_one_step_or_none_and_then_completes(
    opened: Settings, tmp_path: Path, kills: int
) -> None:
    copy, context, dice = tmp_path / "copy", multiprocessing.get_context("fork"), random.Random(6)
    shutil.copytree(opened.home, copy)
    begun = time.perf_counter()
    hand_in(opened)
    span = time.perf_counter() - begun
    left = []
    for kill in range(kills):
        shutil.rmtree(opened.home)
        shutil.copytree(copy, opened.home)
        started = context.Event()
        child = context.Process(target=hand_in if kill else hand_in_and_die, args=(opened, started))
        child.start()
        assert started.wait(30)
        if kill:
            time.sleep(span * (kill - 1 + dice.random()) / kills)
            os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        left.append(steps(opened))
        hand_in(opened)
        assert steps(opened) == (1, len(PAPERS))
    assert set(left) <= {(0, 0), (1, len(PAPERS))}
    assert left[0] == (0, 0)


def test_the_same_act_handed_in_by_two_at_once_is_one_step(opened: Settings) -> None:
    context = multiprocessing.get_context("fork")
    hands = [context.Process(target=hand_in, args=(opened,)) for _ in range(2)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    assert [one.exitcode for one in hands] == [0, 0]
    assert steps(opened) == (1, len(PAPERS))
