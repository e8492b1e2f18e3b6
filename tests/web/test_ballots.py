"""The office's and the voter's pages of a ballot, as requests: what is refused in words, and what nobody is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from expertpool.models import Role
from tests.web.ballot_room import Room
from tests.web.town import sentences


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    made = Room.prepared(tmp_path_factory.mktemp("requests"))
    made.bind("M01", "M02", "M03", "M04", "M05")
    yield made
    made.town.wiring.engine.dispose()


def test_ballot_is_not_opened_while_a_member_has_no_device_and_the_page_names_them(room: Room) -> None:
    desk = room.town.staff(Role.OFFICE)
    assert "M06" in desk.get("/ballots/1").text
    refused = desk.post("/ballots/1/open")
    assert (refused.status_code, sentences(refused)) == (422, ["以下到会委员还没有绑定设备：M06"])


def test_inspector_sees_codes_and_no_names_and_opens_nothing(room: Room) -> None:
    inspector = room.town.staff(Role.INSPECTOR)
    page = inspector.get("/ballots/1").text
    assert ("M06" in page, "张6" in page, 'id="open"' in page) == (True, False, False)
    assert inspector.post("/ballots/1/open").status_code == 403


def test_what_is_no_paper_of_this_ballot_is_not_laid_in(room: Room) -> None:
    desk = room.town.staff(Role.OFFICE)
    given = [b"", b"nonsense", b"{}", b'{"format":"expertpool-token-answer/1"}']
    answers = [desk.post("/ballots/1/papers", files={"papers": ("x.json", data)}) for data in given]
    assert [one.status_code for one in answers[:3]] == [422] * 3
    assert answers[3].status_code == 422


def test_voter_without_a_device_is_told_how_to_vote_and_others_see_no_ballot(room: Room) -> None:
    weak, stranger = room.town.expert("E0009"), room.town.expert("E0010")
    assert "纸质选票" in weak.get("/vote").text
    answers = [stranger.get("/vote/1"), stranger.get("/vote/99"), stranger.get("/vote/1/answer")]
    assert [one.status_code for one in answers] == [404] * 3
    assert room.town.client().get("/box/1").status_code == 404
