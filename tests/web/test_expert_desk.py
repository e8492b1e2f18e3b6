"""The expert's desk: from the invitation to the receipt without JavaScript, and nothing of anybody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from blind.scoresheet.sealed import half_of, opened
from expertpool.db import open_session
from expertpool.models import Custody, Ground, ReaderKey, ReviewAnswer, ReviewTask, SealedScoresheet
from expertpool.queries.review import keys_of, sealed_at_rest, sealed_in
from tests.blind.review_room import SECRETS
from tests.web.review_desk import (
    ELSEWHERE,
    FILES,
    GROUP,
    IDLE,
    MINE,
    NOBODYS,
    OTHER,
    PLANTED,
    READER,
    SHARED,
    STRANGER,
    THEIRS,
    address,
    begun,
    digest,
    fields,
    fill,
    with_review,
)
from tests.web.town import Town, sentences


@pytest.fixture
def review(town: Town) -> Iterator[Town]:
    yield with_review(town)


def body(answer) -> str:
    """A page without the keys of its forms, which are new each time, and without its own address."""
    text = re.sub(r"once=[\w-]+", "", answer.text)
    return text.replace(str(answer.request.url.path), "")


def codes(text: str) -> list[str]:
    """Codenames in a page's list of packets."""
    return re.findall(r'class="codename">([^<]+)<', text)


def sheets(town: Town) -> list:
    """The marks of every sealed sheet, as two trustees open them."""
    found = []
    with open_session(town.settings, reading=True) as session:
        for document in session.exec(select(SealedScoresheet.document)):
            sealed = sealed_in(document.encode())
            halves = [
                half_of(sealed, SECRETS[one], holder=one, partner=other)
                for one, other in (("hrss", "office"), ("office", "hrss"))
            ]
            found.append(opened(sealed, *halves))
    return sorted(found, key=lambda sheet: sheet.place.version)


def test_an_expert_starts_at_the_desk_and_is_invited_first(review: Town) -> None:
    browser = review.expert(READER)
    assert browser.get("/").headers["location"] == "/desk"
    home = browser.get("/desk").text
    assert ("冶金高级组" in home, "机械高级组" in home, "待答复" in home) == (True, False, True)
    assert codes(browser.get(f"/desk/groups/{GROUP}").text) == []
    assert browser.get(address()).status_code == 404


def test_packets_are_shown_once_accepted_and_pledged_in_an_order_that_stays(review: Town) -> None:
    browser = review.expert(READER)
    browser.post(f"/desk/groups/{GROUP}/accept")
    assert browser.get(address()).status_code == 404
    refused = browser.post(f"/desk/groups/{GROUP}/pledge", data={})
    told = "请逐条阅读后勾选承诺。"
    assert (refused.status_code, sentences(refused)) == (422, [told])
    browser.post(f"/desk/groups/{GROUP}/pledge", data={"agreed": "1"})
    shown = codes(browser.get(f"/desk/groups/{GROUP}").text)
    assert sorted(shown) == sorted([MINE, SHARED])
    assert codes(browser.get(f"/desk/groups/{GROUP}").text) == shown


def test_accepting_and_pledging_twice_changes_nothing(review: Town) -> None:
    browser = begun(review)
    assert browser.post(f"/desk/groups/{GROUP}/accept").status_code == 303
    assert browser.post(f"/desk/groups/{GROUP}/pledge", data={"agreed": "1"}).status_code == 303
    with open_session(review.settings, reading=True) as session:
        assert [one.custody for one in session.exec(select(ReaderKey))] == [Custody.DESK]
        assert len(sealed_at_rest(keys_of(session, GROUP))) == 1
    assert browser.get(address()).status_code == 200


def test_recusing_needs_a_ground_and_withdraws_every_open_task(review: Town) -> None:
    browser = begun(review)
    refused = browser.post(f"/desk/groups/{GROUP}/recuse", data={"ground": "laziness"})
    told = "请选择一项回避理由。"
    assert (refused.status_code, sentences(refused)) == (422, [told])
    assert browser.post(f"/desk/groups/{GROUP}/recuse", data={"ground": "same-unit"}).status_code == 303
    with open_session(review.settings, reading=True) as session:
        answers = [(one.answer, one.ground) for one in session.exec(select(ReviewAnswer))]
        withdrawn = sorted(one.codename for one in session.exec(select(ReviewTask)) if one.withdrawn)
    assert answers == [("recused", Ground.SAME_UNIT)]
    assert withdrawn == sorted([MINE, SHARED])
    assert "已回避" in browser.get("/desk").text
    assert browser.get(address()).status_code == 404
    assert browser.post(f"/desk/groups/{GROUP}/accept").status_code == 400


@pytest.mark.parametrize("end", ["", "/pages/1", "/packet.pdf", "/check", "/receipt"])
def test_what_is_not_ones_own_answers_like_what_does_not_exist(review: Town, end: str) -> None:
    browser = begun(review)
    begun(review, STRANGER)
    begun(review, STRANGER, OTHER)
    nothing = browser.get(address(NOBODYS) + end)
    others = [browser.get(address(THEIRS) + end), browser.get(address(ELSEWHERE, OTHER) + end)]
    others += [browser.get(address(ELSEWHERE) + end), browser.get(address(NOBODYS, "g9") + end)]
    assert nothing.status_code == 404
    assert [(one.status_code, body(one)) for one in others] == [(404, body(nothing))] * 4
    assert [dict(one.headers) | {"content-length": ""} for one in others] == [
        dict(nothing.headers) | {"content-length": ""}
    ] * 4


@pytest.mark.parametrize("end", ["/fields", "/seal", "/recognise"])
def test_nothing_is_written_on_a_packet_that_is_not_ones_own(review: Town, end: str) -> None:
    browser = begun(review)
    begun(review, STRANGER)
    sent = {"line": "0", "mark": "80"}
    answers = [browser.post(address(packet) + end, data=sent) for packet in (NOBODYS, THEIRS)]
    assert [one.status_code for one in answers] == [404, 404]
    assert body(answers[0]) == body(answers[1])
    assert not (review.settings.home / "desk" / "drafts").exists()


@pytest.mark.parametrize("end", ["", "/accept", "/recuse", "/pledge"])
def test_another_group_answers_like_none(review: Town, end: str) -> None:
    browser = begun(review)
    ask = browser.post if end else browser.get
    answers = [ask(f"/desk/groups/{group}{end}") for group in (OTHER, "g9")]
    assert [one.status_code for one in answers] == [404, 404]
    assert body(answers[0]) == body(answers[1])


def test_an_expert_without_a_packet_sees_no_group(review: Town) -> None:
    browser = review.expert(IDLE)
    assert "冶金高级组" not in browser.get("/desk").text
    assert browser.get(f"/desk/groups/{GROUP}").status_code == 404


def test_a_packet_is_pictures_with_a_watermark_outside_them(review: Town) -> None:
    browser = begun(review)
    page = browser.get(address())
    pictures = re.findall(r'<img src="([^"]+)"', page.text)
    assert pictures == [f"{address()}/pages/1", f"{address()}/pages/2"]
    assert digest(MINE) in page.text
    assert 'class="watermark"' in page.text
    first = browser.get(pictures[0])
    assert (first.status_code, first.headers["content-type"]) == (200, "image/jpeg")
    assert first.headers["cache-control"] == "no-store"
    assert first.content == browser.get(pictures[0]).content
    assert first.content[:2] == b"\xff\xd8"
    assert browser.get(f"{address()}/pages/3").status_code == 404
    assert browser.get(f"{address()}/packet.pdf").content == FILES[MINE]


def test_a_file_that_was_changed_on_the_server_is_not_shown(review: Town) -> None:
    browser = begun(review)
    (review.settings.home / "desk" / "packets" / f"{digest(MINE)}.pdf").write_bytes(FILES[THEIRS])
    assert browser.get(f"{address()}/packet.pdf").status_code == 422
    assert browser.get(f"{address()}/pages/1").status_code == 422


def test_the_whole_journey_goes_without_javascript(review: Town) -> None:
    browser = begun(review)
    fill(browser)
    browser.post(f"{address()}/fields", data={"comment": "条理清楚"})
    check = browser.get(f"{address()}/check")
    assert (sentences(check), "75.5" in check.text, "条理清楚" in check.text) == ([], True, True)
    sealed = browser.post(f"{address()}/seal")
    assert (sealed.status_code, sealed.headers["location"]) == (303, f"{address()}/receipt")
    receipt = browser.get(f"{address()}/receipt").text
    (sheet,) = sheets(review)
    assert dict(sheet.marks) == {"ability": 8000, "results": 7550, "ethics": 9000}
    assert (sheet.comment, sheet.place.packet.hex(), sheet.place.version) == ("条理清楚", digest(MINE), 1)
    assert sheet.commitment.hex() in receipt
    assert ("75.5" in receipt, "1/2" in browser.get("/desk").text) == (False, True)


def test_pressing_twice_seals_once_and_a_new_sheet_takes_the_place_of_the_old(review: Town) -> None:
    browser = begun(review)
    fill(browser)
    for _ in range(2):
        assert browser.post(f"{address()}/seal").headers["location"] == f"{address()}/receipt"
    assert [sheet.place.version for sheet in sheets(review)] == [1]
    assert browser.get(f"{address()}/check").headers["location"] == f"{address()}/receipt"
    assert fields(browser.get(address()).text)["mark-0"] == ""
    review.clock.moves(seconds=30)
    fill(browser, {0: "81", 1: "75.5", 2: "90"})
    assert "有修改未递交" in browser.get(address()).text
    browser.post(f"{address()}/seal")
    assert [(one.place.version, one.marks["ability"]) for one in sheets(review)] == [(1, 8000), (2, 8100)]


def test_what_was_typed_is_kept_whether_or_not_the_form_takes_it(review: Town) -> None:
    browser = begun(review)
    refused = browser.post(f"{address()}/fields", data={"line": "0", "mark": "八十", "reason": "见第三页"})
    told = "「专业能力」填的不是分数：八十；写成 82.5 这样，最多两位小数。"
    assert (refused.status_code, sentences(refused)) == (422, [told])
    kept = {"mark-0": "八十", "reason-0": "见第三页"}
    for page in (refused, browser.get(address())):
        assert {name: fields(page.text)[name] for name in kept} == kept
    assert len(sentences(browser.get(f"{address()}/check"))) == 3
    refused = browser.post(f"{address()}/seal")
    assert (refused.status_code, sheets(review)) == (422, [])
    long = "专" * 2001
    refused = browser.post(f"{address()}/fields", data={"comment": long})
    assert (refused.status_code, fields(refused.text)["comment"] == long) == (422, True)


def test_a_mark_at_the_end_of_the_scale_needs_a_reason(review: Town) -> None:
    browser = begun(review)
    fill(browser, {1: "75", 2: "90"})
    refused = browser.post(f"{address()}/fields", data={"line": "0", "mark": "96"})
    assert sentences(refused) == ["「专业能力」的评分到了高低两端，须写理由。"]
    browser.post(f"{address()}/fields", data={"line": "0", "reason": "<b>第三页</b>"})
    check = browser.get(f"{address()}/check")
    assert (sentences(check), "&lt;b&gt;第三页" in check.text) == ([], True)
    assert browser.post(f"{address()}/seal").status_code == 303


def test_a_script_saves_one_field_and_is_told_when(review: Town) -> None:
    browser = begun(review)
    sent = {"line": "1", "mark": "101"}
    answer = browser.post(f"{address()}/fields", data=sent, headers={"Accept": "application/json"})
    told = answer.json()
    assert (answer.status_code, told["saved"], told["filled"]) == (200, f"{review.clock.at:%H:%M:%S}", 1)
    assert list(told["faults"]) == ["mark-1"]


def test_what_was_saved_outlives_the_sign_in_and_the_server(review: Town) -> None:
    browser = begun(review)
    fill(browser, {0: "80"})
    review.clock.moves(minutes=31)
    late = browser.post(f"{address()}/fields", data={"line": "1", "mark": "75"})
    assert late.status_code == 401
    again = Town(review.settings, clock=review.clock, secrets=review.secrets).expert(READER)
    assert (fields(again.get(address()).text)["mark-0"], fields(again.get(address()).text)["mark-1"]) == ("80", "")


def test_drafts_lie_on_the_server_as_ciphertext_of_one_length(review: Town) -> None:
    browser = begun(review)
    fill(browser, {0: "80", 1: "75.5"})
    browser.post(f"{address()}/fields", data={"comment": "条理清楚" * 100})
    files = [path for path in (review.settings.home / "desk" / "drafts").rglob("*") if path.is_file()]
    assert (len(files), len({path.stat().st_size for path in files})) == (3, 1)
    assert not any("条理".encode() in path.read_bytes() for path in files)
    fill(browser)
    browser.post(f"{address()}/seal")
    left = [path for path in (review.settings.home / "desk" / "drafts").rglob("*") if path.is_file()]
    assert left == []


def test_recognising_gives_a_packet_back_and_asks_nothing(review: Town) -> None:
    browser = begun(review)
    fill(browser)
    assert browser.post(f"{address()}/recognise").status_code == 303
    assert browser.get(address()).status_code == 404
    assert "已退回" in browser.get(f"/desk/groups/{GROUP}").text
    assert "0/1" in browser.get("/desk").text
    assert browser.post(f"{address()}/recognise").status_code == 404


def test_large_letters_and_night_are_kept_on_the_device(review: Town) -> None:
    browser = begun(review)
    for back, wanted in ((address(), address()), ("//evil.test", "/desk"), ("https://evil.test", "/desk")):
        answer = browser.post("/desk/look", data={"switch": "large", "on": "1", "back": back})
        assert answer.headers["location"] == wanted
    browser.post("/desk/look", data={"switch": "night", "on": "1", "back": "/desk"})
    page = browser.get(address()).text
    assert ('class="large"' in page, 'class="paper night' in page) == (True, True)
    browser.post("/desk/look", data={"switch": "large", "on": "0", "back": "/desk"})
    assert 'class="large"' not in browser.get("/desk").text


def test_no_page_of_an_expert_names_an_applicant_or_another_expert(review: Town) -> None:
    browser = begun(review)
    fill(browser, packet=SHARED)
    browser.post(f"{address(SHARED)}/seal")
    seen, wanted = {}, ["/desk", "/own"]
    while wanted:
        path = wanted.pop()
        seen[path] = browser.get(path)
        html = "html" in seen[path].headers.get("content-type", "")
        found = re.findall(r'(?:href|src)="(/[^"#?]*)', seen[path].text) if html else []
        wanted += [one for one in dict.fromkeys(found) if one not in seen and one not in wanted]
    assert {f"{address(SHARED)}/receipt", f"{address()}/pages/2", f"{address()}/packet.pdf"} <= seen.keys()
    everything = {path: answer.content + repr(dict(answer.headers)).encode() for path, answer in seen.items()}
    names = [*PLANTED, STRANGER, IDLE, THEIRS, ELSEWHERE]
    assert [(path, name) for path, data in everything.items() for name in names if name.encode() in data] == []


def test_no_file_of_the_desk_is_named_after_a_reader_or_a_packet(review: Town) -> None:
    browser = begun(review)
    fill(browser)
    browser.get(f"{address()}/pages/1")
    browser.post(f"{address()}/seal")
    paths = [
        path.relative_to(review.settings.home).as_posix() for path in Path(review.settings.home / "desk").rglob("*")
    ]
    assert [path for path in paths for name in (READER, MINE, SHARED) if name in path] == []
