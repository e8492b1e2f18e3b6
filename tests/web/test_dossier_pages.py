"""Dossiers at the office's desk: lists and archives taken or refused, work that outlives the server, nobody else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from expertpool.intake.batch import Batches, laid_folders
from expertpool.intake.errand import Stage, subject_of
from expertpool.models import JobState, Role
from expertpool.packets.release import read_index
from expertpool.queries.jobs import jobs_of_late, newest_job
from tests.intake.office import applicants, archive, dossiers, waited
from tests.web.batches import the_batch
from tests.web.told_jobs import ended, told
from tests.web.town import Town, sentences

OTHERS = [None, Role.EXPERT, Role.HRSS, Role.INSPECTOR, Role.ADMINISTRATOR]


def test_office_makes_a_batch_and_hands_in_its_dossiers(town: Town) -> None:
    browser = town.staff(Role.OFFICE)
    sent = {"applicants": ("名单.json", applicants())}
    made = browser.post("/dossiers", data={"title": "冶金副高级", "only_confirmed": "1"}, files=sent)
    batch = the_batch(town)
    assert (made.status_code, made.headers["location"]) == (303, f"/dossiers/{batch.id}")
    assert (batch.title, batch.only_confirmed, batch.made_by) == ("冶金副高级", True, "office")
    taken = browser.post(f"/dossiers/{batch.id}/files", files={"files": ("材料.zip", dossiers())})
    assert taken.status_code == 303
    shown = browser.get(taken.headers["location"]).text
    assert "上次收到 3 人的 3 个文件。" in shown
    assert shown.count("待处理</span>") == 3


def test_list_with_faults_is_refused_with_its_cells_and_leaves_nothing(town: Town) -> None:
    people = [{"申报编号": "K1", "姓名": "", "工作单位": "云岭大学"}]
    sent = {"applicants": ("名单.json", json.dumps(people).encode())}
    answer = town.staff(Role.OFFICE).post("/dossiers", data={"title": "冶金"}, files=sent)
    assert answer.status_code == 422
    (fault,) = sentences(answer)
    assert fault.startswith("申报人员名单有 ")
    assert Batches.of(town.settings).all() == ()
    assert list((town.settings.home / "desk" / "batches").iterdir()) == []


@pytest.mark.parametrize("name", ["名单.exe", "../名单", "", "名单.zip"])
def test_list_of_another_kind_is_refused(town: Town, name: str) -> None:
    sent = {"applicants": (name or "x", applicants())} if name else {}
    answer = town.staff(Role.OFFICE).post("/dossiers", data={"title": "冶金"}, files=sent)
    assert (answer.status_code, len(sentences(answer))) == (422, 1)
    assert Batches.of(town.settings).all() == ()


def test_archive_that_leads_astray_is_refused_by_the_name_of_its_member(office_town: Town) -> None:
    batch, browser = the_batch(office_town), office_town.staff(Role.OFFICE)
    bad = archive({"K001/../../office/K001/findings.json": "{}"})
    answer = browser.post(f"/dossiers/{batch.id}/files", files={"files": ("材料.zip", bad)})
    assert answer.status_code == 422
    assert sentences(answer) == [
        "材料.zip / K001/../../office/K001/findings.json：压缩包里的文件名指向文件夹之外，整个压缩包没有收。"
        " 请用普通的压缩软件重新打包。"
    ]
    assert sorted(one.name for one in batch.dossiers.iterdir()) == ["K001", "K002", "K003"]


def test_page_of_a_batch_counts_packets_and_names_no_codename(looked_through: Town) -> None:
    batch = the_batch(looked_through)
    codenames = list(read_index(batch.out).packets)
    shown = looked_through.staff(Role.OFFICE).get(f"/dossiers/{batch.id}").text
    assert len(codenames) == 2
    assert [one for one in codenames if one in shown] == []
    assert (shown.count("盲审包已做好</span>"), shown.count("有问题要定</span>")) == (2, 1)


def test_nothing_can_be_handed_in_while_another_program_works_on_the_batch(office_town: Town) -> None:
    batch, browser = the_batch(office_town), office_town.staff(Role.OFFICE)
    with batch.out.alone():
        shown = browser.get(f"/dossiers/{batch.id}").text
        sent = browser.post(f"/dossiers/{batch.id}/files", files={"files": ("材料.zip", dossiers())})
        begun = browser.post(f"/dossiers/{batch.id}/run")
    assert 'http-equiv="refresh"' in shown
    assert [(one.status_code, len(sentences(one))) for one in (sent, begun)] == [(422, 1), (422, 1)]
    assert told(office_town, batch).stage is Stage.DONE


def test_work_that_was_cut_off_is_taken_up_when_the_server_starts_again(office_town: Town) -> None:
    batch = the_batch(office_town)
    before = {name: entry["files"] for name, entry in read_index(batch.out).packets.items()}
    with office_town.wiring.writing() as session:
        job = newest_job(session, subject_of(batch))
        assert job is not None
        job.state, job.open_for, job.result = JobState.RUNNING.value, job.subject, None
    assert told(office_town, batch).stage is Stage.RUNNING
    office_town.wiring.worker.wake()
    waited(ended(office_town, batch))
    assert told(office_town, batch).stage is Stage.DONE
    with office_town.wiring.reading() as session:
        assert [(one.kind, one.attempt) for one in jobs_of_late(session, most=9)] == [("blinding", 2)]
    assert {name: entry["files"] for name, entry in read_index(batch.out).packets.items()} == before


def test_run_is_asked_for_once_however_often_the_button_is_pressed_and_can_be_stopped(office_town: Town) -> None:
    batch, browser = the_batch(office_town), office_town.staff(Role.OFFICE)
    for _ in range(3):
        assert browser.post(f"/dossiers/{batch.id}/run").status_code == 303
    with office_town.wiring.reading() as session:
        asked = [one.state for one in jobs_of_late(session, most=9)]
    assert (len(asked), asked[1:]) == (2, ["done"])
    assert browser.post(f"/dossiers/{batch.id}/stop").status_code == 303
    waited(ended(office_town, batch))
    assert "中断" in browser.get(f"/dossiers/{batch.id}").text
    assert "已取消" in browser.get("/jobs").text


def test_folder_on_the_server_is_offered_only_where_its_operator_lays_folders_down(town: Town, tmp_path: Path) -> None:
    laid = laid_folders(town.settings.home / "desk")
    (laid / "大批材料" / "K001").mkdir(parents=True)
    (laid / "链接").symlink_to(tmp_path)
    browser = town.staff(Role.OFFICE)
    shown = browser.get("/dossiers").text
    assert ("大批材料</option>" in shown, "链接</option>" in shown) == (True, False)
    for name in ("链接", "..", "/etc", "大批材料/../.."):
        sent = {"applicants": ("名单.json", applicants())}
        answer = browser.post("/dossiers", data={"title": "冶金", "laid": name}, files=sent)
        assert (answer.status_code, sentences(answer)) == (422, ["服务器上没有这个文件夹。"])
    browser.post(
        "/dossiers", data={"title": "冶金", "laid": "大批材料"}, files={"applicants": ("名单.json", applicants())}
    )
    batch = the_batch(town)
    assert batch.dossiers == laid / "大批材料"
    answer = browser.post(f"/dossiers/{batch.id}/files", files={"files": ("材料.zip", dossiers())})
    assert answer.status_code == 422


GETS = ("", "/1", "/1/pages/1", "/1/pages/1/original.jpg", "/1/pages/1/packet.png")
ACTS = ("answers", "boxes", "take-away", "hide", "confirm")
POSTS = ("/files", "/run", "/stop", "/1/answers", *(f"/1/pages/1/{act}" for act in ACTS))
READINGS = (
    ("get", ""),
    ("get", "/conflicts"),
    ("get", "/assignment.xlsx"),
    ("post", "/readers"),
    ("post", "/run/draw"),
)


@pytest.mark.parametrize("role", OTHERS, ids=str)
def test_nobody_but_the_office_is_let_in_and_all_are_told_the_same(looked_through: Town, role: Role | None) -> None:
    batch, browser = the_batch(looked_through).id, looked_through.someone(role)
    real = [f"/dossiers/{batch}{path}" for path in GETS] + ["/dossiers"]
    answers = [browser.get(path) for path in real]
    answers += [browser.post(f"/dossiers/{batch}{path}", data={}) for path in POSTS]
    answers += [browser.request(method, f"/assignment/{batch}{path}") for method, path in READINGS]
    expected = {303, 401} if role is None else {403}
    assert {one.status_code for one in answers} == expected
    told = "".join(one.text for one in answers)
    assert [word for word in ("K001", "高峰", "云岭稀土研究院", "findings") if word in told] == []
    nothing = browser.get(f"/dossiers/{'0' * 16}/1/pages/1")
    assert nothing.status_code == answers[2].status_code


TRICKS = ("%2e%2e%2f%2e%2e", "0" * 16, "x" * 16, "..%5c..", "0000000000000000%2f..%2f..", "%00")


@pytest.mark.parametrize("trick", TRICKS)
def test_address_that_names_no_batch_of_ours_leads_nowhere(looked_through: Town, trick: str) -> None:
    browser = looked_through.staff(Role.OFFICE)
    for path in (f"/dossiers/{trick}", f"/dossiers/{trick}/1", f"/assignment/{trick}", f"/dossiers/{trick}/1/pages/1"):
        assert browser.get(path).status_code in {400, 404}, path


@pytest.mark.parametrize("path", ["4", "0", "-1", "1/pages/9", "1/pages/0", "1/pages/9/original.jpg", "99999"])
def test_place_or_page_that_there_is_not_is_no_page(looked_through: Town, path: str) -> None:
    browser, batch = looked_through.staff(Role.OFFICE), the_batch(looked_through).id
    assert browser.get(f"/dossiers/{batch}/{path}").status_code in {400, 404}
