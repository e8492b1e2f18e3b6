"""Draws at the desk: rehearsals by the command's core, never repeated in silence, mended after a crash; ceremonies."""

from __future__ import annotations

import html
import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from blind.ceremony import names
from expertpool.commands.console import Console
from expertpool.commands.simulated_parties import Simulated
from expertpool.db import open_session
from expertpool.models import LedgerEntry, Role
from expertpool.party import checking, committing, revealing
from expertpool.party.attendance import attend
from expertpool.queries.earlier_draws import earlier_draws
from expertpool.queries.ledger_audit import audit_ledger
from tests.web.office_town import COMMITTEE, HOME, at_work, drawn, waited
from tests.web.town import Town, copied, sentences


@pytest.fixture(scope="module")
def seated(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, TestClient]]:
    """A committee drawn once for training; nothing more is drawn by those who only look."""
    with copied(settled, tmp_path_factory.mktemp("seated") / "home") as own:
        office = at_work(own)
        assert drawn(own, office).headers["location"] == f"{HOME}/draw"
        yield own, office


def attempts(town: Town) -> list[tuple[int, str, str]]:
    with open_session(town.settings, reading=True) as session:
        assert audit_ledger(session).findings == ()
        found = earlier_draws(session, COMMITTEE["name"], 2025)
        return [(one.attempt, one.outcome.value, one.assurance) for one in found]


def test_rehearsal_is_on_record_at_m0_and_loudly_called_one(seated: tuple[Town, TestClient]) -> None:
    town, office = seated
    page = html.unescape(office.get(f"{HOME}/draw").text)
    assert attempts(town) == [(1, "seated", "M0")]
    assert page.count("演练") >= 3
    assert "不能用于评审" in page
    assert len(re.findall(r'<td class="nowrap">E00\d\d</td>', page)) == 11


def test_panel_whose_papers_lie_elsewhere_is_shown_as_it_is_on_record(town: Town) -> None:
    office = at_work(town)
    drawn(town, office)
    shutil.rmtree(town.settings.home / "draws" / "1")
    page = html.unescape(office.get(f"{HOME}/draw").text)
    assert len(re.findall(r'<td class="nowrap">E00\d\d</td>', page)) == 11
    assert "没有抽出名单" not in page


def test_pictures_have_title_description_and_the_same_numbers_in_a_table(seated: tuple[Town, TestClient]) -> None:
    page = html.unescape(seated[1].get(f"{HOME}/draw").text)
    for name in ("chances", "quotas"):
        if f'id="{name}-title"' in page:
            assert f'aria-labelledby="{name}-title {name}-about"' in page
    assert "91.67%" in page.split('aria-label="入选机会"')[1]


def test_every_paper_can_be_downloaded_and_nothing_else(seated: tuple[Town, TestClient]) -> None:
    _, office = seated
    links = re.findall(rf'href="({HOME}/draw/attempt-1/[^"]+)"', office.get(f"{HOME}/draw").text)
    files = sorted(link.rpartition("/")[2] for link in links)
    assert files == [
        "certificate.json",
        "certificate.restricted.json",
        "draw-record.pdf",
        "panel.json",
        "panel.xlsx",
        "verdicts.json",
        "verify_draw.py",
    ]
    assert {office.get(link).status_code for link in links} == {200}
    assert office.get(f"{HOME}/draw/attempt-1/draw-record.pdf").content.startswith(b"%PDF")
    for wrong in ("attempt-1/library.json", "attempt-9/panel.json", "..%2f1/panel.json", "attempt-1/..%2f..%2fx"):
        assert office.get(f"{HOME}/draw/{wrong}").status_code in (400, 404)


def test_only_the_office_sees_draws_and_their_papers(seated: tuple[Town, TestClient]) -> None:
    town, _ = seated
    for role in (Role.INSPECTOR, Role.HRSS, Role.ADMINISTRATOR, Role.EXPERT):
        browser = town.someone(role)
        assert browser.get(f"{HOME}/draw").status_code == 403
        assert browser.get(f"{HOME}/draw/attempt-1/panel.json").status_code == 403
        assert browser.post(f"{HOME}/draw", data={"attempt": "2", "again": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"attempt": "1"}, ""),
        ({"attempt": "2"}, "again"),
        ({"attempt": "2", "again": "yes", "tickets": "many"}, "tickets"),
        ({"attempt": "2", "again": "yes", "method": "dice"}, ""),
        ({}, ""),
    ],
    ids=str,
)
def test_draw_that_was_not_meant_draws_nothing(
    seated: tuple[Town, TestClient], typed: dict[str, str], field: str
) -> None:
    town, office = seated
    answer = office.post(f"{HOME}/draw", data={"method": "lottery", **typed})
    assert (answer.status_code, len(sentences(answer))) == (422, 1)
    assert not field or f'id="{field}-fault"' in answer.text
    assert attempts(town) == [(1, "seated", "M0")]


def test_second_rehearsal_shows_its_number_and_keeps_the_first(town: Town) -> None:
    office = at_work(town)
    drawn(town, office, seed="练习")
    drawn(town, office, 2, again="yes", seed="练习")
    page = html.unescape(office.get(f"{HOME}/draw").text)
    assert attempts(town) == [(1, "seated", "M0"), (2, "seated", "M0")]
    assert "第 2 次抽取的结果" in page
    assert f"{HOME}/draw/attempt-1/panel.xlsx" in page


def test_draw_without_a_panel_is_explained_and_counts_as_an_attempt(town: Town) -> None:
    town.clock.at = datetime.now(UTC)
    office = town.staff(Role.OFFICE)
    answer = office.post("/committees/new/save", data=COMMITTEE | {"specialty-1": "采矿", "least-1": "3"})
    assert answer.status_code == 303
    drawn(town, office)
    page = html.unescape(office.get(f"{HOME}/draw").text)
    assert attempts(town) == [(1, "no-panel", "M0")]
    assert "组不成评委会" in page
    assert "补救办法" in page
    shutil.rmtree(town.settings.home / "draws" / "1")
    assert f"{HOME}/check?" in office.get(f"{HOME}/draw").text
    checked = html.unescape(office.post(f"{HOME}/check").text)
    assert "补救办法" in checked
    assert attempts(town) == [(1, "no-panel", "M0")]


def test_papers_of_a_draw_that_was_cut_off_are_put_in_place_without_drawing(town: Town) -> None:
    office = at_work(town)
    drawn(town, office)
    folder = town.settings.home / "draws" / "1" / "attempt-1"
    folder.rename(folder.with_name(".attempt-1.draw-in-progress"))
    assert "没有放好" in html.unescape(office.get(f"{HOME}/draw").text)
    assert office.post(f"{HOME}/draw/complete").status_code == 303
    assert (folder / "panel.json").is_file()
    assert attempts(town) == [(1, "seated", "M0")]


def test_refused_draw_says_so_on_the_page_and_leaves_no_trace(town: Town) -> None:
    office = at_work(town)
    with open_session(town.settings, reading=True) as session:
        before = len(session.exec(select(LedgerEntry)).all())
    in_the_way = town.settings.home / "draws" / "1" / "attempt-1"
    in_the_way.parent.mkdir(parents=True)
    in_the_way.write_text("no folder")
    drawn(town, office)
    assert "没有办成" in html.unescape(office.get(f"{HOME}/draw").text)
    with open_session(town.settings, reading=True) as session:
        assert (attempts(town), len(session.exec(select(LedgerEntry)).all())) == ([], before)


PLAN = {
    "purpose": "年度评审",
    "filing": "云人社备〔2025〕7号",
    "assurance": "M2",
    "method": "lottery",
    "tickets": "20",
    "objection_until": "2099-06-20T18:00",
    "reveal_by": "2099-06-21T18:00",
}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"purpose": ""}, "purpose"),
        ({"reveal_by": "2099-06-19T18:00"}, "reveal_by"),
        ({"reveal_by": "tomorrow"}, "reveal_by"),
        ({"assurance": "M1"}, "dice_count"),
        ({"assurance": "M3"}, "game"),
        ({"dice_count": "x"}, "dice_count"),
        ({"tickets": "-1"}, "tickets"),
    ],
    ids=str,
)
def test_plan_with_a_fault_is_sent_back_at_its_field_and_opens_no_hall(
    seated: tuple[Town, TestClient], changed: dict[str, str], field: str
) -> None:
    town, office = seated
    answer = office.post(f"{HOME}/ceremony", data=PLAN | changed)
    assert (answer.status_code, len(sentences(answer))) == (422, 1), sentences(answer)
    assert f'href="#{field}"' in answer.text, sentences(answer)
    assert town.wiring.halls.names() == []


def test_ceremony_without_keys_names_the_commands_that_make_them(seated: tuple[Town, TestClient]) -> None:
    page = html.unescape(seated[1].get(f"{HOME}/ceremony").text)
    assert "expertpool party keys new office" in page
    assert "expertpool trust pin" in page


@pytest.mark.parametrize("hall", ["c2-1", "demo", "c1-", "c1-x", "c1-1%2f..", "c1-99999"])
def test_hall_of_another_committee_is_none_of_this_one(seated: tuple[Town, TestClient], hall: str) -> None:
    assert seated[1].get(f"{HOME}/ceremony/{hall}").status_code in (400, 404)


@pytest.mark.full
def test_ceremony_is_held_from_the_desk_to_a_replacement(town: Town) -> None:
    """Three parties; the office at its desk alone, the others by their own tools."""
    office = at_work(town)
    sim = Simulated.settle(Console(settings_of_its_own=town.settings), town.settings.home / "others", Path("x"))
    now = town.clock.at + timedelta(hours=8)
    times = {"objection_until": f"{now - timedelta(minutes=9):%Y-%m-%dT%H:%M}"}
    times["reveal_by"] = f"{now + timedelta(hours=2):%Y-%m-%dT%H:%M}"
    hall = office.post(f"{HOME}/ceremony", data=PLAN | times).headers["location"]
    folder = town.wiring.halls.folder / "c1-1"
    library = next((town.settings.home / "draws" / "1").glob("library-*.json"))
    passphrase = sim.keys["office"][1]()

    def press(secret: str = passphrase) -> str:
        town.clock.at = datetime.now(UTC)
        assert office.post(f"{hall}/step", data={"passphrase": secret}).status_code == 303
        waited(town, "ceremony:1:c1-1")
        return html.unescape(office.get(hall).text)

    assert "口令不对" in press("wrong")
    assert "expertpool party check-pool http://desk.test/hall/c1-1" in press()
    for role in ("inspector", "hrss"):
        assert checking.check(attend(folder, sim.home(role)), library).passed
        committing.promise(attend(folder, sim.home(role)))
    assert "见证签名" in press()
    sim._witness(folder, names.SEAL_STEM, lambda _step, _role: None)
    press()
    for role in ("inspector", "hrss"):
        revealing.reveal(attend(folder, sim.home(role)))
    press()
    sim._witness(folder, names.result_stem(0), lambda _step, _role: None)
    page = press()
    assert (attempts(town), "受限凭证" in page) == ([(1, "seated", "M2")], True)
    assert page == press() or attempts(town) == [(1, "seated", "M2")]
    removed = re.findall(r'name="remove" value="(E\d+)"', page)[0]
    asked: dict[str, Any] = {"remove": removed, f"reason-{removed}": "declined", "passphrase": passphrase}
    without = office.post(f"{hall}/removals", data=asked)
    assert (without.status_code, len(sentences(without))) == (422, 1)
    letter = {f"evidence-{removed}": ("letter.txt", b"declined")}
    assert office.post(f"{hall}/removals", data=asked, files=letter).status_code == 303
    assert "removals-1" in press()
    edited = office.post(f"{HOME}/edit", data=COMMITTEE | {"seats": "9"})
    assert (edited.status_code, "不能再改" in sentences(edited)[0]) == (422, True)


def test_drafts_of_pledges_come_in_one_archive(seated: tuple[Town, TestClient]) -> None:
    answer = seated[1].get(f"{HOME}/papers/draft/pledge.pdf")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert len(archive.namelist()) == 11
