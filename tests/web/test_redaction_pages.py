"""Redactions looked through at the desk: pictures only, every original noted, decisions kept for every rerun."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image
from sqlmodel import select

from expertpool.db import open_session
from expertpool.intake.batch import Batch
from expertpool.intake.review import DossierReview
from expertpool.models import Happened, Kind, PersonalEvent, Role
from expertpool.packets.decisions import Decided, read_decisions
from expertpool.packets.out_folder import DECISIONS
from expertpool.queries.ledger import entries
from tests.web.batches import the_batch
from tests.web.town import Town, sentences


def decisions(batch: Batch, key: str) -> list[Decided]:
    return list(read_decisions(batch.out.office / key / DECISIONS))


def at(town: Town, place: int, page: int = 1) -> str:
    return f"/dossiers/{the_batch(town).id}/{place}/pages/{page}"


def reads(town: Town) -> list[tuple[str, str]]:
    with open_session(town.settings, reading=True) as session:
        wanted = select(PersonalEvent).where(PersonalEvent.what == Happened.ORIGINAL_READ.value)
        return [(one.by, one.about) for one in session.exec(wanted)]


def test_original_is_a_picture_that_nobody_keeps_and_its_reader_is_noted(office_town: Town) -> None:
    browser, batch = office_town.staff(Role.OFFICE), the_batch(office_town)
    shown = browser.get(at(office_town, 1))
    assert (shown.status_code, reads(office_town)) == (200, [])
    answer = browser.get(at(office_town, 1) + "/original.jpg")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.headers["cache-control"] == "no-store, private"
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1240, 1754))
    assert reads(office_town) == [("office", f"K001 · 1 · {batch.id}")]
    assert f"查看申报原件 K001 · 1 · {batch.id}" in browser.get("/own").text


def test_packet_page_is_what_the_packet_will_carry_with_the_name_burnt_out(looked_through: Town) -> None:
    browser, review = looked_through.staff(Role.OFFICE), DossierReview(the_batch(looked_through), 2)
    answer = browser.get(at(looked_through, 2) + "/packet.png")
    assert answer.headers["cache-control"] == "no-store, private"
    with Image.open(io.BytesIO(answer.content)) as picture:
        pixels = np.asarray(picture.convert("L"))
    hidden = [one.corners for one in review.page(1).found if one.act == "hide"]
    assert len(hidden) == 2
    dark = [pixels[top:bottom, left:right].mean() < 128 for left, top, right, bottom in filter(None, hidden)]
    assert dark == [True, True]


def test_boxes_stand_over_an_original_only_where_its_words_stand_as_in_the_packet(
    looked_through: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = looked_through.staff(Role.OFFICE)
    anew = browser.get(at(looked_through, 2)).text
    assert (anew.count('data-sheet="packet"'), anew.count('data-sheet="original"')) == (1, 0)
    assert "这类文件重新排版" in anew
    monkeypatch.setattr("expertpool.intake.review.AS_IT_STANDS", (".txt",))
    as_it_stood = browser.get(at(looked_through, 2)).text
    assert (as_it_stood.count('data-sheet="packet"'), as_it_stood.count('data-sheet="original"')) == (1, 1)


def test_original_that_was_replaced_since_is_not_shown(office_town: Town) -> None:
    batch = the_batch(office_town)
    (batch.dossiers / "K002" / "1-总结.txt").write_text("别的")
    answer = office_town.staff(Role.OFFICE).get(at(office_town, 2) + "/original.jpg")
    assert answer.status_code == 400
    assert "原件已被换过或移走" in answer.text


def test_page_holds_no_file_of_the_original_and_no_path(looked_through: Town) -> None:
    shown = looked_through.staff(Role.OFFICE).get(at(looked_through, 1)).text
    assert re.findall(r'(?:src|href)="([^"]*(?:pdf|txt|docx|zip))"', shown) == []
    assert str(looked_through.settings.home) not in shown


def test_question_kept_in_one_place_alone_is_kept_by_its_finding_and_stands_in_the_ledger(office_town: Town) -> None:
    browser, batch = office_town.staff(Role.OFFICE), the_batch(office_town)
    (asked,) = DossierReview(batch, 1).page(1).asked
    sent = browser.post(at(office_town, 1) + "/answers", data={"about": asked.about, "act": "keep-here"})
    assert (sent.status_code, sent.headers["location"]) == (303, at(office_town, 1) + "#boxes")
    (one,) = decisions(batch, "K001")
    assert (one.decision.about, one.decision.act, one.decision.by) == (asked.here[0], "keep", "office")
    assert "已定：保留" in browser.get(at(office_town, 1)).text
    with open_session(office_town.settings, reading=True) as session:
        assert len(list(entries(session, kind=Kind.PACKET_DECIDED))) == 1


def test_box_typed_by_hand_is_added_and_taken_away_with_a_reason_alone(office_town: Town) -> None:
    browser, batch, here = office_town.staff(Role.OFFICE), the_batch(office_town), at(office_town, 2)
    typed = {"left": "100", "top": "２００", "right": "400", "bottom": "260", "reason": "页脚"}
    assert browser.post(here + "/boxes", data=typed).status_code == 303
    (one,) = decisions(batch, "K002")
    assert (one.decision.about, one.decision.act, one.decision.page) == ("", "hide", 1)
    assert one.decision.box is not None
    assert tuple(one.decision.box) == (100, 200, 400, 260)
    box = {"about": "100,200,400,260"}
    refused = browser.post(here + "/take-away", data=box)
    assert (refused.status_code, sentences(refused)) == (422, ["必须写明理由。 写明看过什么、为什么可以留下。"])
    assert browser.post(here + "/take-away", data=box | {"reason": "盖错了"}).status_code == 303
    assert [one.decision.act for one in decisions(batch, "K002")] == ["hide", "keep"]
    assert "新补" not in browser.get(here).text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"left": ""}, "left"),
        ({"top": "-5"}, "top"),
        ({"right": "90"}, "right"),
        ({"left": "1239", "right": "5000"}, "right"),
        ({"bottom": "1e3"}, "bottom"),
        ({"left": "<b>"}, "left"),
    ],
)
def test_box_that_does_not_fit_is_told_at_its_field_and_what_was_typed_stays(
    looked_through: Town, changed: dict[str, str], field: str
) -> None:
    browser, batch = looked_through.staff(Role.OFFICE), the_batch(looked_through)
    typed = {"left": "100", "top": "200", "right": "400", "bottom": "260", "reason": "页脚"} | changed
    answer = browser.post(at(looked_through, 2) + "/boxes", data=typed)
    assert (answer.status_code, len(sentences(answer))) == (422, 1)
    assert f'id="{field}-fault"' in answer.text
    assert 'value="页脚"' in answer.text
    assert decisions(batch, "K002") == []


def test_what_was_hidden_for_sure_is_taken_back_with_a_reason_alone(office_town: Town) -> None:
    browser, batch, here = office_town.staff(Role.OFFICE), the_batch(office_town), at(office_town, 2)
    found = next(one for one in DossierReview(batch, 2).page(1).found if one.act == "hide")
    assert browser.post(here + "/take-away", data={"about": found.id}).status_code == 422
    assert browser.post(here + "/take-away", data={"about": "x", "reason": "y"}).status_code == 422
    assert decisions(batch, "K002") == []
    assert browser.post(here + "/take-away", data={"about": found.id, "reason": "是通用词"}).status_code == 303
    (one,) = decisions(batch, "K002")
    assert (one.decision.about, one.decision.act, one.decision.reason) == (found.id, "keep", "是通用词")


def test_page_confirmed_leads_on_and_is_bound_to_what_the_page_shows(office_town: Town) -> None:
    browser, batch = office_town.staff(Role.OFFICE), the_batch(office_town)
    sent = browser.post(at(office_town, 2) + "/confirm")
    assert sent.headers["location"] == f"/dossiers/{batch.id}/2"
    (one,) = decisions(batch, "K002")
    assert (one.decision.about, len(one.findings), len(one.findings[0])) == ("page:1", 1, 64)
    assert "各页都已确认" in browser.get(sent.headers["location"]).text


def test_nothing_is_decided_while_the_batch_is_at_work(office_town: Town) -> None:
    browser, batch = office_town.staff(Role.OFFICE), the_batch(office_town)
    with batch.out.alone():
        answer = browser.post(at(office_town, 2) + "/confirm")
    assert (answer.status_code, len(sentences(answer))) == (422, 1)
    assert decisions(batch, "K002") == []


def test_word_of_the_reason_is_never_markup(office_town: Town) -> None:
    browser = office_town.staff(Role.OFFICE)
    typed = {"left": "1", "top": "2", "right": "40", "bottom": "26", "reason": "<script>x</script>"}
    browser.post(at(office_town, 2) + "/boxes", data=typed)
    assert "<script>x" not in browser.get(at(office_town, 2)).text
