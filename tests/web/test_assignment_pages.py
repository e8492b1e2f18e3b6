"""Who reads what, at the office's desk: readers, conflicts and their decisions, the curve, the drawn assignment."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from expertpool.actions.open_review import open_review
from expertpool.commands.scores_extra import redrawn
from expertpool.conflicts.finding import Cited, Conflict, Ground, Standing
from expertpool.db import open_session
from expertpool.documents.assignment_file import FORMAT
from expertpool.documents.conflicts_file import Conflicts, conflicts_bytes, write_conflicts
from expertpool.intake.errand import Stage
from expertpool.intake.readings_plan import DECLARED, KNOWN, ReadingsPlan
from expertpool.models import Assignment, Kind, ReviewTask, Role
from expertpool.packets.release import read_index
from expertpool.queries.extra_readers import draws
from expertpool.queries.ledger import entries
from expertpool.queries.review import group_of
from expertpool.whole_file import make_folders
from tests.blind.review_room import RUBRIC, TRUSTEES
from tests.intake.office import waited
from tests.results.conftest import PLAN as FROZEN
from tests.web.batches import the_batch
from tests.web.told_jobs import ended, said, told
from tests.web.town import Town, sentences

CURVE = [
    {"cap": "1/4", "mean": None, "worst": None, "pairs": 0},
    {"cap": "1/2", "mean": "61.50", "worst": "52.00", "pairs": 40},
    {"cap": "1", "mean": "70.25", "worst": "66.00", "pairs": 6},
]


def here(town: Town) -> str:
    return f"/assignment/{the_batch(town).id}"


def chosen(town: Town) -> ReadingsPlan:
    browser = town.staff(Role.OFFICE)
    assert browser.post(here(town) + "/readers", data={"source": "pool"}).status_code == 303
    return ReadingsPlan(the_batch(town))


def found(plan: ReadingsPlan, *findings: Conflict) -> None:
    """As if the search had found these."""
    make_folders(plan.folder / "conflicts")
    files = {"experts": hashlib.sha256((plan.folder / KNOWN).read_bytes()).hexdigest()}
    if (plan.folder / DECLARED).exists():
        files["declared"] = hashlib.sha256((plan.folder / DECLARED).read_bytes()).hexdigest()
    whole = Conflicts(tuple(one.key for one in plan.batch.applicants), findings, (), date(2025, 6, 1))
    write_conflicts(plan.folder / "conflicts" / "conflicts.json", conflicts_bytes(whole, files))


def drawn(plan: ReadingsPlan, packet: str = "1111-2222", **connected: Any) -> None:
    """As if this had been drawn: one packet of two readers, the parts and their joining as given."""
    chances = {"whole": 1, "support": 2, "pairs": {packet: dict.fromkeys(("E0001", "E0002", "E0003"), 1)}}
    content = {
        "format": FORMAT,
        "assurance": "M0",
        "training": False,
        "packets": {packet: ["E0001", "E0002"]},
        "experts": {"E0001": [packet], "E0002": [packet], "E0003": []},
        "readers": 2,
        "load": 3,
        "cap": "1",
        "seed": "00",
        "suitability": {"mean": "70.00", "worst": "60.00"},
        "chances": chances,
        "recusals": [],
        "recused": 0,
        "connected": {"parts": 1, "at_best": 1, "changed_for_it": 0, "worst_served": "kept", **connected},
        "files": {"packets": ""},
    }
    make_folders(plan.folder / "assignment-1")
    (plan.folder / "assignment-1" / "assignment.json").write_text(json.dumps(content), encoding="utf-8")


def doubtful(key: str = "K002", expert_no: str = "E0003") -> Conflict:
    cited = Cited("1-总结.txt", 1, 2, "合作者：张3")
    return Conflict(key, expert_no, Ground.AUTHOR, Standing.ASKED, "common-name", (cited,))


def test_assignment_is_drawn_by_the_command_and_only_once_for_the_same_packets(office_town: Town) -> None:
    browser, plan = office_town.staff(Role.OFFICE), chosen(office_town)
    found(plan)
    sent = browser.post(here(office_town) + "/run/draw", data={"readers": "2", "load": "", "cap": "１/2"})
    assert (sent.status_code, sent.headers["location"]) == (303, here(office_town))
    waited(ended(office_town, plan.batch, "draw"))
    made = plan.newest
    assert made is not None
    assert (set(made.packets), made.content["cap"]) == (set(read_index(plan.batch.out).packets), "1/2")
    with open_session(office_town.settings, reading=True) as session:
        assert [one.id for one in session.exec(select(Assignment))] == [made.digest]
        (entry,) = entries(session, kind=Kind.ASSIGNMENT_DRAWN)
    assert entry.kind == Kind.ASSIGNMENT_DRAWN
    shown = browser.get(here(office_town)).text
    assert [name for name in made.packets if name not in shown] == []
    assert "K001" not in shown
    again = browser.post(here(office_town) + "/run/draw", data={"readers": "2"})
    assert (again.status_code, sentences(again)[0][:10]) == (422, "这些盲审包已经分配过")
    book = browser.get(here(office_town) + "/assignment.xlsx")
    assert (book.status_code, book.content[:2], book.headers["cache-control"]) == (200, b"PK", "no-store")


def begun(town: Town) -> ReadingsPlan:
    """An assignment of two readers a packet, drawn by the command."""
    browser, plan = town.staff(Role.OFFICE), chosen(town)
    found(plan)
    assert browser.post(here(town) + "/run/draw", data={"readers": "2"}).status_code == 303
    waited(ended(town, plan.batch, "draw"))
    return plan


def group_by(town: Town, plan: ReadingsPlan) -> None:
    """A review group opened with the newest assignment, in which one reader of the first packet steps away."""
    made = plan.newest
    assert made is not None
    released = read_index(plan.batch.out).packets
    files = {name: bytes.fromhex(released[name]["files"][0]["sha256"]) for name in made.packets}
    with open_session(town.settings) as session:
        given: dict[str, Any] = {"rubric": RUBRIC, "plan": FROZEN, "trustees": TRUSTEES, "experts": list(made.experts)}
        given |= {"seed": bytes.fromhex(str(made.content["seed"])), "assignment": made.digest}
        open_review(
            session, "g1", title="冶金组", packets=files, assigned=made.packets, at=town.clock.at, actor="王", **given
        )
        one = session.exec(select(ReviewTask).order_by(ReviewTask.codename, col(ReviewTask.turn))).first()
        assert one is not None
        one.withdrawn = True
        session.commit()


@pytest.mark.full
def test_reader_steps_away_on_the_page_before_a_group_is_opened_and_not_after(office_town: Town) -> None:
    browser, plan = office_town.staff(Role.OFFICE), begun(office_town)
    before = plan.newest
    assert before is not None
    gone = next(expert for experts in before.packets.values() for expert in experts)
    answer = browser.post(here(office_town) + "/leave", data={"expert": "E9999"})
    assert (answer.status_code, 'id="expert-fault"' in answer.text) == (422, True)
    assert browser.post(here(office_town) + "/leave", data={"expert": gone}).status_code == 303
    waited(ended(office_town, plan.batch, "leave"))
    after = plan.newest
    assert after is not None
    assert [name for name, experts in after.packets.items() if gone in experts] == []
    assert {len(experts) for experts in after.packets.values()} == {2}
    assert after.content["replaced"]["of"] == before.digest
    group_by(office_town, plan)
    assert "/leave" not in browser.get(here(office_town)).text


def test_extra_readers_are_drawn_on_the_page_for_those_who_stepped_away_and_once(office_town: Town) -> None:
    browser, plan = office_town.staff(Role.OFFICE), chosen(office_town)
    found(plan)
    drawn(plan, next(iter(read_index(plan.batch.out).packets)))
    group_by(office_town, plan)
    late = browser.post(here(office_town) + "/leave", data={"expert": "E0001"})
    assert (late.status_code, sentences(late)[0][:16]) == (422, "已按这次分配开组（冶金组），不能")
    assert "待补 1 人，已补 0 人" in browser.get(here(office_town)).text
    wrong = browser.post(here(office_town) + "/extra", data={"group": "g9"})
    assert (wrong.status_code, 'id="group-fault"' in wrong.text) == (422, True)
    table = {"scores": ("linked.csv", "盲审编号,评审专家,得分\nP1,R1,80\n".encode())}
    other = browser.post(here(office_town) + "/extra", data={"group": "g1"}, files=table)
    assert (other.status_code, sentences(other)) == (422, ["不属于本评审组：P1"])
    assert browser.post(here(office_town) + "/extra", data={"group": "g1"}).status_code == 303
    assert "待补 0 人，已补 1 人" in browser.get(here(office_town)).text
    again = browser.post(here(office_town) + "/extra", data={"group": "g1"})
    assert (again.status_code, sentences(again)) == (422, ["没有需要增加评审的材料。"])
    with open_session(office_town.settings, reading=True) as session:
        seen, recorded = group_of(session, "g1"), list(draws(session, "g1"))
    assert (redrawn(seen, recorded), [one["cause"] for one in recorded[0]["drawn"]]) == (set(), ["recognised"])


@pytest.mark.parametrize(("asked", "wanted"), [({}, True), ({"apart": "1"}, False)])
def test_office_says_on_the_page_that_scores_need_not_be_compared(
    office_town: Town, asked: dict[str, str], wanted: bool
) -> None:
    browser, plan = office_town.staff(Role.OFFICE), chosen(office_town)
    found(plan)
    assert browser.post(here(office_town) + "/run/draw", data={"readers": "2"} | asked).status_code == 303
    waited(ended(office_town, plan.batch, "draw"))
    made = plan.newest
    assert made is not None
    assert made.content["connected"]["asked"] is wanted
    shown = browser.get(here(office_town)).text
    assert ("互相比较的块数" in shown, 'name="apart" value="1" aria-describedby="apart-hint" checked' in shown) == (
        wanted,
        not wanted,
    )


@pytest.mark.parametrize(
    ("connected", "said", "unsaid"),
    [
        ({}, (), ("调换了", "最低的一份比上面的数字还低", "互不相连")),
        ({"changed_for_it": 3}, ("调换了 3 次审阅",), ("最低的一份比上面的数字还低", "互不相连")),
        (
            {"changed_for_it": 2, "worst_served": "none-exists"},
            ("调换了 2 次审阅", "已证明没有任何一种分法"),
            ("没有找到既能", "互不相连"),
        ),
        (
            {"changed_for_it": 1, "worst_served": "none-found"},
            ("调换了 1 次审阅", "没有找到既能让各份分数互相比较"),
            ("已证明", "互不相连"),
        ),
        ({"parts": 2, "at_best": 1}, ("互不相连的 2 块",), ("调换了",)),
        ({"parts": 2, "at_best": 2}, (), ("互不相连", "调换了")),
        (
            {"asked": True, "costs": {"mean": "1.25", "worst": "0.50"}},
            ("互相比较的块数：1（最少能到 1）", "平均少 1.25，最低的一份少 0.50"),
            ("按要求不求", "互不相连"),
        ),
        (
            {"asked": False, "parts": 3},
            ("按要求不求各份分数可以互相比较：分成 3 块",),
            ("互相比较的块数", "互不相连的"),
        ),
    ],
)
def test_page_says_what_joining_cost_the_worst_served_packet_and_what_stays_apart(
    office_town: Town, connected: dict[str, Any], said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    drawn(ReadingsPlan(the_batch(office_town)), **connected)
    shown = office_town.staff(Role.OFFICE).get(here(office_town)).text
    assert "最低 60.00" in shown
    assert ([one for one in said if one not in shown], [one for one in unsaid if one in shown]) == ([], [])


@pytest.mark.full
def test_conflicts_are_searched_and_the_curve_worked_out_beside_the_server(office_town: Town) -> None:
    browser, plan = office_town.staff(Role.OFFICE), chosen(office_town)
    for step, data in (("conflicts", {}), ("curve", {"readers": "2"}), ("draw", {"readers": "2"}), ("check", {})):
        assert browser.post(f"{here(office_town)}/run/{step}", data=data).status_code == 303
        waited(ended(office_town, plan.batch, step))
        assert told(office_town, plan.batch, step).stage is Stage.DONE, told(office_town, plan.batch, step).said
    assert len(told(office_town, plan.batch, "curve").said["curve"]) == 6
    assert told(office_town, plan.batch, "check").said["broken"] == []


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"readers": "0"}, "readers"),
        ({"readers": "x"}, "readers"),
        ({"load": "-1"}, "load"),
        ({"cap": "2"}, "cap"),
        ({"cap": "1/0"}, "cap"),
        ({"cap": "9" * 400}, "cap"),
    ],
)
def test_wish_that_does_not_fit_is_told_at_its_field(office_town: Town, data: dict[str, str], field: str) -> None:
    browser, plan = office_town.staff(Role.OFFICE), chosen(office_town)
    answer = browser.post(here(office_town) + "/run/curve", data={"readers": "2"} | data)
    assert (answer.status_code, len(sentences(answer))) == (422, 1)
    assert f'id="{field}-fault"' in answer.text
    assert told(office_town, plan.batch, "curve").stage is Stage.NONE


def test_steps_are_taken_in_their_order(office_town: Town) -> None:
    browser, wish = office_town.staff(Role.OFFICE), {"readers": "2"}
    told = []
    told += sentences(browser.post(here(office_town) + "/run/draw", data=wish))
    plan = chosen(office_town)
    told += sentences(browser.post(here(office_town) + "/run/draw", data=wish))
    found(plan, doubtful())
    told += sentences(browser.post(here(office_town) + "/run/draw", data=wish))
    told += sentences(browser.post(here(office_town) + "/run/check"))
    assert told == [
        "请先选定审阅专家。",
        "请先查找回避关系；换过专家或申报过回避的要重新查找。",
        "还有 1 条回避关系等人决定。",
        "还没有分配。",
    ]


def test_doubtful_conflict_is_decided_with_a_reason_and_stands_in_the_ledger(office_town: Town) -> None:
    browser, plan = office_town.staff(Role.OFFICE), chosen(office_town)
    found(plan, doubtful())
    one = doubtful()
    path = here(office_town) + "/conflicts"
    assert "合作者：张3" in browser.get(path).text
    refused = browser.post(path, data={"finding": one.id, "answer": "no"})
    assert (refused.status_code, sentences(refused)) == (422, ["必须写明理由。 写明看过什么、为什么可以留下。"])
    assert browser.post(path, data={"finding": "x", "answer": "avoid"}).status_code == 422
    assert browser.post(path, data={"finding": one.id, "answer": "avoid"}).status_code == 303
    after = plan.conflicts
    assert after is not None
    assert (after.open, after.limits) == ((), frozenset({("K002", "E0003")}))
    assert (after.findings[0].by, plan.stale) == ("office", False)
    with open_session(office_town.settings, reading=True) as session:
        assert len(list(entries(session, kind=Kind.CONFLICT_DECIDED))) == 1


def test_stated_conflict_counts_from_the_next_search_on(office_town: Town) -> None:
    browser, plan = office_town.staff(Role.OFFICE), chosen(office_town)
    found(plan)
    path = here(office_town) + "/declared"
    for data in (
        {"key": "K9", "expert_no": "E0001", "ground": "师生"},
        {"key": "K001", "expert_no": "E9", "ground": "x"},
    ):
        assert browser.post(path, data=data).status_code == 422
    assert browser.post(path, data={"key": "K001", "expert_no": "E0001", "ground": ""}).status_code == 422
    assert plan.stale is False
    assert browser.post(path, data={"key": "K001", "expert_no": "E0001", "ground": "师生"}).status_code == 303
    assert (plan.stale, plan.declared) == (True, ({"key": "K001", "expert_no": "E0001", "ground": "师生"},))


def test_curve_is_a_picture_with_its_words_and_the_same_as_a_table(office_town: Town) -> None:
    browser = office_town.staff(Role.OFFICE)
    said(office_town, the_batch(office_town), "curve", {"ok": True, "curve": CURVE})
    shown = browser.get(here(office_town)).text
    assert '<title id="curve-title">概率上限与合适程度</title>' in shown
    assert "上限 1/2 时平均合适程度 61.50，上限 1 时 70.25" in shown
    assert shown.count("<circle") == 2
    assert shown.count("办不到") == 2
    assert "Mean suitability" not in shown
    assert "At a cap of 1/2" in browser.get(here(office_town) + "?lang=en").text


def test_reason_why_nothing_can_be_assigned_is_shown(office_town: Town) -> None:
    said(office_town, the_batch(office_town), "draw", {"ok": False, "text": "3 份盲审包没有足够的专家。"})
    assert "3 份盲审包没有足够的专家。" in office_town.staff(Role.OFFICE).get(here(office_town)).text


def test_source_of_readers_that_was_not_offered_is_refused(office_town: Town) -> None:
    answer = office_town.staff(Role.OFFICE).post(here(office_town) + "/readers", data={"source": "committee-7"})
    assert (answer.status_code, sentences(answer)) == (422, ["请从列表里选一个评委会或专家库。"])


def test_papers_about_readers_are_the_offices_alone(office_town: Town) -> None:
    plan = chosen(office_town)
    found(plan)
    listed = [one for one in plan.folder.rglob("*") if one.is_file()]
    assert plan.folder.stat().st_mode & 0o077 == 0
    assert [one for one in listed if Path(one).suffix == ".db"] == []
    assert "id_number" not in (plan.folder / KNOWN).read_text()
