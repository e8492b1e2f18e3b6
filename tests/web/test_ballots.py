"""The office's and the voter's pages of a ballot, as requests: what is refused in words, and what nobody is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlmodel import select

from expertpool.db import open_session
from expertpool.models import Ballot, BallotCount, Kind, Role
from expertpool.queries.ledger import entries
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.reviewing.box_file import BOX, BoxFile
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


def test_ballot_is_given_up_by_office_and_inspector_together_and_its_votes_are_never_opened(room: Room) -> None:
    """After the tests above: opened, a vote in the box; then void, the box gone, and another to be opened."""
    room.bind("M06")
    desk, inspector = room.town.staff(Role.OFFICE), room.town.staff(Role.INSPECTOR)
    assert desk.post("/ballots/1/void", data={"reason": "x"}).status_code == 422
    assert desk.post("/ballots/1/open").status_code == 303
    assert room.ask("M06") == 200
    room.issue()
    assert room.cast(room.votes("M06")).status_code == 200
    box = BoxFile.of(room.town.settings.home, room.ballot)
    assert (box.folder / BOX).exists()

    refused = desk.post("/ballots/1/void", data={"reason": " "})
    assert (refused.status_code, len(sentences(refused))) == (422, 1)
    assert inspector.post("/ballots/1/void", data={"reason": "x"}).status_code == 403
    act = desk.post("/ballots/1/void", data={"reason": "校验码抄错了"}).headers["location"]
    digest = re.search(r'name="digest" value="([0-9a-f]+)"', inspector.get(act).text)
    assert digest is not None
    given = {"digest": digest[1]}
    assert desk.post(f"{act}/confirm", data=given).status_code == 422
    assert (box.folder / BOX).exists()
    assert inspector.post(f"{act}/confirm", data=given).status_code == 303

    with open_session(room.town.settings, reading=True) as session:
        row = session.exec(select(Ballot)).one()
        kinds = [one.kind for one in entries(session)]
        found = {one.code for one in audit_ledger(session).findings} - {"time-runs-backwards"}
        assert (row.voided, row.closing, found) == ("校验码抄错了", None, set())
    assert (kinds.count(Kind.BALLOT_VOIDED), (box.folder / BOX).exists(), box.shut) == (1, False, True)
    assert room.town.client().get("/box/1").status_code == 404
    assert 'id="open"' in desk.get("/ballots/1").text


def test_box_that_two_trustees_do_not_open_is_counted_without_the_third_by_office_and_inspector_together(
    room: Room,
) -> None:
    """After the tests above, in the ballot's second opening: a device sealed its votes for nobody."""
    desk, inspector = room.town.staff(Role.OFFICE), room.town.staff(Role.INSPECTOR)
    chamber = room.chamber
    chamber.done("inspector", "party", "token-key", chamber.office / "ballot-folders" / "0001-02")
    assert desk.post("/ballots/1/open").status_code == 303
    ballot = int(re.findall(r"/box/(\d+)", desk.get("/ballots/1").text)[0])
    assert room.ask("M06", ballot) == 200
    room.issue()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("blind.envelope.halved", lambda _key, fresh: (fresh(32), fresh(32)))
        hostile = room.votes("M06", ballot=ballot)[0]
    assert room.cast([hostile, *room.votes("M06", ballot=ballot)[1:]], ballot).status_code == 200
    chamber.done("inspector", "party", "issue-tokens", chamber.ballot.path, "--close")
    assert desk.post("/ballots/1/close").status_code == 303
    assert desk.post("/ballots/1/without-third", data={"why": "x"}).status_code == 422
    chamber.witness()
    chamber.open_box("hrss", "inspector")
    assert sentences(desk.post("/ballots/1/count"))[0].startswith("有的票用这两位受托人的份额打不开")

    blank = desk.post("/ballots/1/without-third", data={"why": " "})
    assert (blank.status_code, 'id="why-fault"' in blank.text) == (422, True)
    assert inspector.post("/ballots/1/without-third", data={"why": "x"}).status_code == 403
    act = desk.post("/ballots/1/without-third", data={"why": "第三位受托人的电脑已损毁"}).headers["location"]
    digest = re.search(r'name="digest" value="([0-9a-f]+)"', inspector.get(act).text)
    assert digest is not None
    assert desk.post(f"{act}/confirm", data={"digest": digest[1]}).status_code == 422
    assert inspector.post(f"{act}/confirm", data={"digest": digest[1]}).status_code == 303
    with open_session(room.town.settings, reading=True) as session:
        (counted,) = session.exec(select(BallotCount))
        found = {one.code for one in audit_ledger(session).findings} - {"time-runs-backwards"}
    assert (bool(counted.entered["without_third"]["agreed"]), found) == (True, set())
    assert sorted((one["yes"], one["spoilt"]) for one in counted.outcomes) == [(0, 1), (1, 0), (1, 0)]
    assert "/without-third" not in desk.get("/ballots/1").text


def test_box_that_two_trustees_open_needs_no_second_person(room: Room) -> None:
    """After the test above: counted, there is nothing to leave out."""
    desk = room.town.staff(Role.OFFICE)
    room.chamber.open_box("office")
    answer = desk.post("/ballots/1/without-third", data={"why": "x"})
    assert (answer.status_code, sentences(answer)) == (422, ["受托人已能打开选票，直接计票即可。"])
