"""A town in which everybody who may not be met is planted by name: applicants, other experts, other people's scores."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from expertpool.actions.call_meeting import call_meeting
from expertpool.actions.count_ballot import count_ballot
from expertpool.actions.freeze_roll import RollEntry, freeze_roll
from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.import_roster import import_roster
from expertpool.actions.open_filing import open_filing
from expertpool.actions.publish_results import publish_results
from expertpool.actions.rank_results import rank_results
from expertpool.actions.record_draw import record_draw
from expertpool.actions.register_complaint import register_complaint
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.db import open_session
from expertpool.documents.roster.expert import RosterExpert
from expertpool.filings.kind import Role as Filer
from expertpool.models import ComplaintKind, DrawOutcome
from expertpool.queries.committee_by_number import committees_in
from expertpool.queries.meetings import meeting_of
from expertpool.queries.seated_panel import seated_panel
from expertpool.rules.facts import CommitteeFacts, Level
from expertpool.season.counting import Step, Term
from expertpool.season.working_days import Why
from tests.conftest import make_expert
from tests.web.review_desk import GROUP, READER, SHARED, STRANGER, address, begun, with_review
from tests.web.town import PEOPLE, Town

COMMITTEE = CommitteeFacts(
    name="甲评委会", year=2025, series="工程", level=Level.MIDDLE, seats=3, meeting=date(2025, 8, 15)
)
COMMITTEE_FILE = 'name = "甲评委会"\nyear = 2025\nseries = "工程"\nlevel = "中级"\nseats = 3\nmeeting = 2025-08-15\n'
MEMBERS, RESERVE = (STRANGER, "E0006", "E0007"), "E0008"
CANDIDATE = "1111-2222"
OPENED = "81.37"
"""A score that was opened after its round, for the ranking alone."""


@dataclass(frozen=True)
class Applicant:
    """Who hands a dossier in; every field is looked for."""

    name: str = "申屠晓棠"
    id_number: str = "110101197003071234"
    employer: str = "江北冶金设计研究院"
    phone: str = "13800001111"
    key: str = "A-7731904"

    @property
    def canaries(self) -> tuple[str, ...]:
        """What must not turn up."""
        return (self.name, self.id_number, self.employer, self.phone, self.key)


@dataclass(frozen=True)
class Scored:
    """What the other reader thinks; none of it may be seen before the round is closed."""

    marks: tuple[str, ...] = ("77.5", "66.5", "88.5")
    comment: str = "旁人之见：数据翔实而论证单薄"

    @property
    def canaries(self) -> tuple[str, ...]:
        """What must not turn up."""
        return (*self.marks, self.comment)


def person(number: int) -> RosterExpert:
    """An expert whose name, unit and telephone nobody else has."""
    return make_expert(number, name=f"慕容第{number:02}", employer=f"沧溪第{number:02}勘察院")


def canaries_of(expert: RosterExpert) -> tuple[str, ...]:
    """What names an expert."""
    found = (expert.facts.expert_no, expert.name, expert.facts.employer, expert.id_number, expert.phone, expert.email)
    return tuple(str(one) for one in found if one)


def experts_but(*numbers: str) -> tuple[str, ...]:
    """What names anybody in the pool but these."""
    people = [person(number) for number in range(1, PEOPLE + 1)]
    return tuple(text for one in people if one.facts.expert_no not in numbers for text in canaries_of(one))


def grounded(town: Town) -> Town:
    """What is the same in every world: the pool, a seated committee, two open groups, a filing."""
    people = [person(number) for number in range(1, PEOPLE + 1)]
    given: dict[str, Any] = {"at": town.clock.at, "actor": "王"}
    with open_session(town.settings) as session:
        keys = unlock_pool(session, town.settings)
        import_roster(
            session, people, source="新名册.xlsx", digest=hashlib.sha256(b"2").hexdigest(), keys=keys, **given
        )
        record_draw(
            session,
            roster=freeze_roster(session, experts=people, at=town.clock.at, source="新名册.xlsx"),
            committee=COMMITTEE,
            attempt=1,
            method="lottery",
            assurance="M0",
            started_at=town.clock.at,
            finished_at=town.clock.at,
            outcome=DrawOutcome.SEATED,
            versions={},
            verdicts=[],
            chances={},
            members=list(MEMBERS),
            reserves=[RESERVE],
        )
        committee = committees_in(session, 2025)[0]
        asked: dict[str, Any] = {"year": 2025, "committee": committee, "subject": "", "role": Filer.OFFICE, "asked": {}}
        open_filing(session, "annual-notice", **asked, **given)
        session.commit()
    return with_review(town)


def inhabited(town: Town, applicant: Applicant) -> Town:
    """With an applicant: in the intake's files, on the posted list, in a complaint, in the name of a file."""
    intake = town.settings.home / "blind-intake"
    intake.joinpath("applicants.csv").write_text(",".join(applicant.canaries), encoding="utf-8")
    dossier = intake / applicant.key / f"{applicant.name}.txt"
    dossier.parent.mkdir()
    dossier.write_text("".join(applicant.canaries), encoding="utf-8")
    given: dict[str, Any] = {"at": town.clock.at, "actor": "王"}
    with open_session(town.settings) as session:
        panel = seated_panel(session, COMMITTEE.name, COMMITTEE.year)
        assert panel is not None
        called = call_meeting(
            session, COMMITTEE, panel, committee_file=COMMITTEE_FILE, candidates=[(CANDIDATE, "综合")], **given
        )
        seen = meeting_of(session, called.id or 0)
        roll = [RollEntry(code=one.code, present=one.expert.facts.expert_no in MEMBERS) for one in seen.members]
        freeze_roll(session, seen, entries=roll, recusals={}, verdicts=[], **given)
        seen = meeting_of(session, called.id or 0)
        count_ballot(session, seen, ballot_id=None, readings={}, entered={}, outcomes=[], **given)
        result = {"codename": CANDIDATE, "group_id": GROUP, "scores": [OPENED], "score": OPENED, "standing": "in"}
        ranking = rank_results(session, seen, results=[result], places={}, names=None, **given)
        term = Term(date(2025, 8, 18), date(2025, 8, 25), (Step(date(2025, 8, 25), Why.WEEKDAY, 5),))
        posted = publish_results(
            session,
            ranking,
            scope=seen.scope,
            term=term,
            list_text=json.dumps({"rows": [["1", *applicant.canaries]]}, ensure_ascii=False),
            codenames=[CANDIDATE],
            **given,
        )
        about: dict[str, Any] = {"kind": ComplaintKind.REVIEWING, "line": 1, "received_on": date(2025, 8, 20)}
        register_complaint(
            session, posted, scope=seen.scope, what="关于" + "".join(applicant.canaries), **about, **given
        )
        session.commit()
    return town


def scored(town: Town, scores: Scored) -> Town:
    """The other reader fills the sheet of the packet both read, and hands it in; a second one stays a draft."""
    browser = begun(town, STRANGER)
    for line, mark in enumerate(scores.marks):
        answer = browser.post(f"{address(SHARED)}/fields", data={"line": str(line), "mark": mark})
        assert answer.status_code == 303, answer.text
    browser.post(f"{address(SHARED)}/fields", data={"comment": scores.comment})
    assert browser.post(f"{address(SHARED)}/seal").headers["location"].endswith("/receipt")
    browser.post(f"{address(SHARED)}/fields", data={"comment": scores.comment})
    return town


def planted(town: Town, applicant: Applicant | None = None, scores: Scored | None = None) -> Town:
    """The whole of it."""
    return scored(inhabited(grounded(town), applicant or Applicant()), scores or Scored())


FORBIDDEN = {
    "public": (*Applicant().canaries, *experts_but(), *Scored().canaries, OPENED),
    READER: (*Applicant().canaries, *experts_but(READER), *Scored().canaries, OPENED),
    "staff": Scored().canaries,
}
"""What nobody of that sort may meet, anywhere."""


def spellings(text: str) -> set[bytes]:
    """A text as bytes in every way an answer may carry it."""
    plain = text.encode()
    found = {plain, quote(text).encode(), json.dumps(text)[1:-1].encode(), text.encode("utf-16-le")}
    found |= {text.encode("gb18030"), "".join(f"&#{ord(sign)};" for sign in text).encode()}
    for lead in range(3):
        whole = base64.b64encode(b"\x00" * lead + plain)
        found.add(whole[4 if lead else 0 : len(whole) - 4])
    return {one for one in found if len(one) >= 4}


def whole(answer: Any) -> bytes:
    """Everything an answer says: status, headers, cookies, body, and what is packed in the body."""
    head = f"{answer.status_code} {answer.reason_phrase}\n".encode()
    fields = b"\n".join(name + b": " + value for name, value in answer.headers.raw)
    return head + fields + b"\n\n" + answer.content + b"\n" + unpacked(answer.content)


def unpacked(content: bytes) -> bytes:
    """The names and contents of an archive, the text and metadata of a PDF; nothing else."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"\n".join(one.encode() + archive.read(one) for one in archive.namelist())
    if content.startswith(b"%PDF-"):
        from pypdf import PdfReader

        read = PdfReader(io.BytesIO(content))
        return repr([read.metadata, read.xmp_metadata, *(page.extract_text() for page in read.pages)]).encode()
    return b""


def found_in(data: bytes, forbidden: Iterable[str], *, asked: str = "") -> list[str]:
    """Those that turn up, unless the question itself held them."""
    return [text for text in forbidden if text not in asked and any(one in data for one in spellings(text))]
