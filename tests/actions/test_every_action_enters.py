"""Every action writes its entry in the transaction of its rows, and the ledger accounts for all of them."""

from __future__ import annotations

import importlib
import inspect
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

import expertpool.actions
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.p256 import P256Signer
from blind.report import Report
from blind.report_decision import COUNTERSIGNED, Decision
from expertpool.access.desk_key import DeskKey
from expertpool.access.invite_code import read_code
from expertpool.access.sending import PrintedSlip
from expertpool.actions.add_readings import add_readings
from expertpool.actions.affiliate_unit import affiliate_unit, release_unit
from expertpool.actions.answer_invitation import accept_invitation, recuse_from_group
from expertpool.actions.apply_retention import apply_retention
from expertpool.actions.bind_device import bind_device, end_device, end_devices
from expertpool.actions.call_meeting import call_meeting
from expertpool.actions.close_scores import close_scores
from expertpool.actions.confirm_results import confirm_results
from expertpool.actions.count_ballot import count_ballot
from expertpool.actions.decide_act import confirm_act, decline_act, withdraw_act
from expertpool.actions.delete_payload import delete_payload, delete_payloads
from expertpool.actions.enrol_reader import revoke_reader
from expertpool.actions.enter_committee_days import enter_committee_days
from expertpool.actions.enter_season_dates import enter_season_dates
from expertpool.actions.enter_working_days import enter_working_days
from expertpool.actions.freeze_roll import RollEntry, freeze_roll
from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.grant_waiver import grant_waiver
from expertpool.actions.import_roster import import_roster
from expertpool.actions.issue_invite import INVITE, end_invite, issue_code, issue_invite, use_invite
from expertpool.actions.issue_report import issue_reports
from expertpool.actions.keep_committee import keep_committee
from expertpool.actions.lift_misconduct import lift_misconduct
from expertpool.actions.list_conflicts import list_conflicts
from expertpool.actions.move_filing import move_filing
from expertpool.actions.move_reading import move_reading, read_on_device
from expertpool.actions.note_departure import note_departure
from expertpool.actions.open_account import close_account, open_account, reset_account
from expertpool.actions.open_filing import open_filing
from expertpool.actions.propose_act import Person, propose_act
from expertpool.actions.publish_results import publish_results
from expertpool.actions.rank_results import rank_results
from expertpool.actions.record_assignment import record_assignment, replace_reader
from expertpool.actions.record_decision import record_decision
from expertpool.actions.record_draw import record_draw
from expertpool.actions.record_misconduct import record_misconduct
from expertpool.actions.record_season import PanelDrawn, begin_season_draw, record_replacements, record_season
from expertpool.actions.record_unsealing import ask_unsealing, record_opened_scores, record_unsealing
from expertpool.actions.register_complaint import answer_complaint, register_complaint
from expertpool.actions.release_packets import release_packets
from expertpool.actions.save_committee_text import save_committee_file, save_statements
from expertpool.actions.sign_checkpoint import sign_checkpoint
from expertpool.actions.sign_pledge import sign_pledge
from expertpool.actions.take_sheets import take_sheets
from expertpool.actions.undo_import import undo_import
from expertpool.db import open_session
from expertpool.documents.roster.expert import RosterExpert
from expertpool.filings.filing import Act, Paper
from expertpool.filings.kind import Role
from expertpool.ids import ExpertId
from expertpool.models import (
    METADATA,
    Account,
    Complaint,
    ComplaintKind,
    DeviceKey,
    DrawOutcome,
    Finding,
    Ground,
    Invite,
    JointAct,
    Kind,
    OneTimeCode,
    Publicity,
    Ranking,
    SeatKind,
)
from expertpool.models.account import Role as AccountRole
from expertpool.models.joint_kind import Joint
from expertpool.pool_keys import PoolKeys
from expertpool.queries.accounts import account_named, code_of, invite_by
from expertpool.queries.ledger import body_of, entries, size_of
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.queries.meetings import meeting_of
from expertpool.queries.reader_desk import OwnGroup, own_group
from expertpool.queries.records import BELONGING, OUTSIDE
from expertpool.queries.review import GroupSeen, group_of
from expertpool.queries.season_draws import SeasonWritten
from expertpool.queries.seated_panel import SeatedPanel
from expertpool.rules.facts import CommitteeFacts, Level
from expertpool.season.counting import Step, Term
from expertpool.season.own_dates import OwnDates
from expertpool.season.working_days import Why, YearTable
from expertpool.settings import Settings
from tests.actions import review_stage
from tests.conftest import AT, make_expert

DAY = date(2025, 6, 1)
KEY = Ed25519Signer(bytes(32))
REPORT = Report(kind="committee-compliance", scope="s/2025", subjects={}, content={"number": 1})
OWN_DATES = OwnDates(year=2027, source="the notice", like="baotou-2025", days={"online-submit": date(2027, 6, 1)})
WORKED_YEAR = YearTable(year=2027, off=frozenset({date(2027, 1, 1)}), worked=frozenset(), source="the notice")

COMMITTEE = CommitteeFacts(
    name="甲评委会", year=2025, series="工程", level=Level.MIDDLE, seats=2, meeting=date(2025, 8, 15)
)

DEVICE = P256Signer(bytes([9]) * 32).verifier

SEASON = SeasonWritten(
    inputs="00" * 32,
    name="夏季",
    cap=1,
    method="lottery",
    tickets=1,
    packs=(),
    seed=bytes(32),
    seed_text=None,
    secret=bytes(32),
    roster="00" * 32,
    source="a.xlsx",
    started_at=AT,
    versions={},
    committees={"1": ("", "2025-08-15", "2025-08-15", 1)},
)
SEATED = PanelDrawn(
    committee=COMMITTEE,
    attempt=1,
    members=(ExpertId("E0001"), ExpertId("E0002")),
    kept=(),
    method="lottery",
    seed=bytes(32),
    verdicts=[],
    chances={},
)

WITHOUT = {
    "spend_nonce": "a challenge that was answered is no record",
    "prove_stay": "stays are no records",
    "note_event": "adds to a person's own list, which lies outside the ledger's records",
    "count_attempt": "counts tries, which lie outside the ledger's records",
    "forget_attempts": "forgets tries, which lie outside the ledger's records",
    "begin_stay": "signs somebody in, which their own list tells",
    "keep_alive": "notes that somebody is still signed in",
    "end_stay": "signs somebody out, which their own list tells",
    "end_sign_ins": "signs somebody out everywhere, which their own list tells",
    "issue_code": "sends a code, which the expert's own list tells",
    "open_ballot": "needs keys of inspector, trustees and devices: its entry is found in the tests of the ballot",
    "void_ballot": "needs an open ballot: its entry is found in the tests of the ballot",
    "close_ballot": "needs an open ballot: its entries are found in the tests of the ballot",
    "keep_result": "computes with OR-Tools what freeze_roster and record_draw then enter",
    "keep_failure": "computes with OR-Tools what freeze_roster and record_draw then enter",
    "carry_out": "the second half of import_roster, which calls it",
    "keep_round": "computes with OR-Tools what freeze_roster and record_draw then enter",
    "enter_document": "writes an entry about a document that lies outside the database, beside those of keep_round",
    "propose_closing": "proposes through ``propose_act``, which has its scenes: found in the tests of the accounts",
    "enter_trust": "writes entries about a file that lies outside the database: found in the tests of the trust file",
    "refuse_shrinking": "refuses or does nothing",
    "unlock_pool": "makes a key file and no rows",
    "insert_images": "half of an import, which enters the whole",
    "replace_images": "half of an import or its undoing, which enter the whole",
    "delete_experts": "half of undoing an import, which enters the whole",
    "committee_scope": "a name for a scope",
    "season_scope": "a name for a scope",
    "write_entry": "writes whatever entry it is given",
    "enter_records": "writes the entry of the action that calls it",
    "sign_checkpoint": "signs the ledger as it stands",
    "opening_record": "spells what open_review enters",
    "dealt_codes": "deals the codes that open_review enters",
    "shuffled": "orders what open_review enters",
    "candidates": "finds whom add_readings may draw",
    "confirmable": "refuses, or finds whom confirm_results leaves out",
    "import_season": "needs an empty database: its entry is found in the tests of the exchange",
    "loads": "counts what add_readings reads",
}
"""Public functions of the actions that enter nothing of their own; with the reason."""


@pytest.fixture
def people(expert: Callable[..., RosterExpert]) -> list[RosterExpert]:
    return [expert(number) for number in (1, 2, 3)]


def furnish(session: Session, people: list[RosterExpert], keys: PoolKeys, at: datetime) -> None:
    """A pool of three, with a misconduct to lift, a unit to release, a committee, and a second batch to undo."""
    bring = {"source": "名册.xlsx", "digest": "00", "at": at, "actor": "王", "keys": keys}
    import_roster(session, people, **bring)
    record_misconduct(session, "E0001", happened_on=DAY, what="泄密", at=at, actor="王")
    affiliate_unit(session, "检测中心", of="研究院", at=at, actor="王")
    import_roster(session, [replace(people[0], phone=None), *people[1:]], **bring)
    review_stage.opened(session, at)


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file, made once and copied for each scene."""
    home = tmp_path_factory.mktemp("furnished")
    with open_session(Settings.embedded(home)) as session:
        furnish(session, [make_expert(number) for number in (1, 2, 3)], PoolKeys.derive(bytes(range(32))), AT)
        session.commit()
    return home / "expertpool.sqlite3"


@pytest.fixture
def ready(
    request: pytest.FixtureRequest,
    settings: Settings,
    furnished: Path,
    people: list[RosterExpert],
    keys: PoolKeys,
    at: datetime,
) -> Iterator[Session]:
    """A session on such a pool of this scene's own."""
    if not settings.database_url.startswith("sqlite"):
        made: Session = request.getfixturevalue("session")
        furnish(made, people, keys, at)
        yield made
        return
    settings.home.mkdir()
    shutil.copy(furnished, settings.home)
    with open_session(settings) as session:
        yield session


def draw(session: Session, people: list[RosterExpert], at: datetime, members: list[str]) -> None:
    record_draw(
        session,
        roster=freeze_roster(session, experts=people, at=at, source="a.xlsx"),
        committee=COMMITTEE,
        attempt=1,
        method="lottery",
        assurance="M0",
        started_at=at,
        finished_at=at,
        outcome=DrawOutcome.SEATED if members else DrawOutcome.NO_PANEL,
        versions={},
        verdicts=[],
        chances={},
        members=members,
    )


@dataclass(frozen=True)
class Stage:
    """What a scene needs: the database, three people, the pool's keys, and who does it when."""

    session: Session
    people: list[RosterExpert]
    keys: PoolKeys
    given: dict[str, Any]


@pytest.fixture
def stage(ready: Session, people: list[RosterExpert], keys: PoolKeys, at: datetime) -> Stage:
    return Stage(ready, people, keys, {"at": at, "actor": "王"})


def group(it: Stage) -> GroupSeen:
    return group_of(it.session, "g1")


def invited_to_read(it: Stage) -> OwnGroup:
    group(it)
    return own_group(it.session, ExpertId("E0001"), review_stage.GROUP)


def expert_account(it: Stage) -> Account:
    """An expert's account, as an invite opens it."""
    invited(it)
    found = account_named(it.session, "E0001")
    assert found is not None
    return found


def device(it: Stage) -> DeviceKey:
    return bind_device(it.session, expert_account(it), DEVICE, device="Chrome", at=it.given["at"])


def read_here(it: Stage) -> None:
    accept_invitation(it.session, invited_to_read(it), **it.given)
    move_reading(it.session, ExpertId("E0001"), DEVICE, **it.given)


def revoke(it: Stage) -> None:
    code = review_stage.enrolled(it.session, it.given["at"])
    revoke_reader(it.session, group(it), code, **it.given)


def hand_in(it: Stage) -> None:
    code = review_stage.enrolled(it.session, it.given["at"])
    documents = [review_stage.sheet_of(code), review_stage.recognition_of(code, "0000-0001")]
    answers = take_sheets(it.session, "g1", documents, **it.given)
    assert [one.error for one in answers] == [None, None]


def carry_out_request(it: Stage) -> None:
    ask_unsealing(it.session, review_stage.REQUEST, **it.given)
    assert record_unsealing(it.session, review_stage.REQUEST, digest="00", holders=("hrss", "office"), **it.given)


def meet(it: Stage) -> int:
    """A meeting of two members about one candidate."""
    panel = SeatedPanel(
        None, {SeatKind.MEMBER: ("E0001", "E0002")}, {one.facts.expert_no: one for one in it.people[:2]}
    )
    text = 'name = "甲评委会"\nyear = 2025\nseries = "工程"\nlevel = "中级"\nseats = 2\nmeeting = 2025-08-15\n'
    given = {"committee_file": text, "candidates": [("1111-2222", "综合")], **it.given}
    return call_meeting(it.session, COMMITTEE, panel, **given).id or 0


def roll(it: Stage) -> None:
    """The roll of that meeting."""
    seen = meeting_of(it.session, meet(it))
    came = [RollEntry(code=code, present=True) for code in ("M01", "M02")]
    freeze_roll(it.session, seen, entries=came, recusals={("M01", "1111-2222"): "师生"}, verdicts=[], **it.given)


def tally(it: Stage) -> None:
    """A count at that meeting."""
    seen = meeting_of(it.session, meet(it))
    count_ballot(it.session, seen, ballot_id=None, readings={}, entered={}, outcomes=[], **it.given)


def assigned(it: Stage) -> Any:
    """An assignment on record."""
    return record_assignment(it.session, digest="01", packets="00", seed_from="system", facts={}, **it.given)


def ranked(it: Stage) -> Ranking:
    """A ranking of that meeting's candidate."""
    seen = meeting_of(it.session, meet(it))
    result = {"codename": "1111-2222", "group_id": "g1", "scores": ["80.00"], "standing": "in"}
    return rank_results(it.session, seen, results=[result], places={}, names=None, **it.given)


def posted(it: Stage) -> Publicity:
    """Its publicity, over since long."""
    term = Term(date(2025, 8, 18), date(2025, 8, 25), (Step(date(2025, 8, 25), Why.WEEKDAY, 5),))
    given = {"scope": "s", "term": term, "list_text": "{}", "codenames": ["1111-2222"], **it.given}
    return publish_results(it.session, ranked(it), **given)


def complained(it: Stage) -> Complaint:
    """A complaint about it."""
    kind, day = ComplaintKind.REVIEWING, date(2025, 8, 20)
    given = {"scope": "s", "kind": kind, "line": 1, "what": "情况", "received_on": day, **it.given}
    return register_complaint(it.session, posted(it), **given)


def answered(it: Stage) -> None:
    """Its answer."""
    given = {"scope": "s", "finding": Finding.UNFOUNDED, "answer": "查无实据", "answered_on": date(2025, 8, 21)}
    answer_complaint(it.session, complained(it), **given, **it.given)


def filed(it: Stage) -> int:
    """A filing of the year's notice."""
    committee = keep_committee(it.session, COMMITTEE, **it.given)
    given = {"year": 2025, "committee": committee, "subject": "", "role": Role.OFFICE, "asked": {}, **it.given}
    return open_filing(it.session, "annual-notice", **given)[0]


def moved(it: Stage) -> None:
    """The notice is issued."""
    day = it.given["at"].date()
    paper = Paper(paper="notice", digest="00", name="通知.pdf", size=1, pages=2)
    given = {"transition": "issue", "role": Role.OFFICE, "by": "王", "on": day, "entered": day, "papers": (paper,)}
    assert move_filing(it.session, filed(it), Act(**given), at=it.given["at"])[1]


def decided_on_report(it: Stage) -> None:
    """A report that HRSS countersigned."""
    issue_reports(it.session, [REPORT], signer=KEY, log=KEY, origin="a/log", at=it.given["at"])
    made = Decision(report=REPORT.hash, by="hrss", at=it.given["at"], outcome=COUNTERSIGNED)
    assert record_decision(it.session, made, at=it.given["at"])


def calendar(it: Stage) -> None:
    """The days of a committee."""
    committee = keep_committee(it.session, COMMITTEE, **it.given)
    given = {"days": {"meeting": DAY}, "traits": ["grassroots"], "filed": (None, None)}
    assert enter_committee_days(it.session, committee, **given, **it.given)


RANKED = [Kind.COMMITTEE_KEPT, Kind.MEETING_CALLED, Kind.RESULTS_RANKED]
POSTED = [*RANKED, Kind.RESULTS_PUBLISHED]

DESK = DeskKey(bytes(32))


def opened(it: Stage, name: str = "王芳", role: AccountRole = AccountRole.OFFICE) -> Account:
    """An account of staff."""
    given = {"password": "correct horse battery", "keys": it.keys, **it.given}
    return open_account(it.session, name, role, **given).account


def reset(it: Stage) -> None:
    """The same with another password."""
    reset_account(it.session, opened(it), password="another horse battery", keys=it.keys, **it.given)  # noqa: S106  # a test's own


def invited(it: Stage) -> tuple[Invite, OneTimeCode]:
    """Both halves for an expert."""
    shown = issue_invite(it.session, ExpertId("E0001"), desk=DESK, **it.given)
    issue_code(it.session, ExpertId("E0001"), sender=PrintedSlip(), phone=None, **it.given)
    invite = invite_by(it.session, DESK.mark(INVITE, read_code(shown) or ""))
    code = code_of(it.session, invite.account_id) if invite else None
    assert invite is not None
    assert code is not None
    return invite, code


def asked(it: Stage) -> JointAct:
    """A waiver that the office asks for."""
    account = opened(it)
    person = Person(account.id or 0, account.name, AccountRole.OFFICE)
    given = {"content": {"rule": "rest"}, "reason": "缺人", "person": person, "at": it.given["at"]}
    return propose_act(it.session, Joint.WAIVER, "a/rest", **given)


def second(it: Stage) -> Person:
    """Somebody of HRSS."""
    account = opened(it, "赵敏", AccountRole.HRSS)
    return Person(account.id or 0, account.name, AccountRole.HRSS)


def confirmed(it: Stage) -> None:
    """The same, confirmed; it does nothing else."""
    act = asked(it)
    given = {"person": second(it), "digest": act.digest, "at": it.given["at"]}
    confirm_act(it.session, act, carry_out=lambda _: {}, **given)


def declined(it: Stage) -> None:
    """The same, not agreed to."""
    decline_act(it.session, asked(it), person=second(it), note="不符", at=it.given["at"])


def taken_back(it: Stage) -> None:
    """The same, taken back."""
    act = asked(it)
    proposer = Person(act.proposed_account, act.proposed_by, AccountRole.OFFICE)
    withdraw_act(it.session, act, person=proposer, at=it.given["at"])


def departed(it: Stage) -> None:
    """A member who leaves after the roll was frozen."""
    roll(it)
    seen = meeting_of(it.session, 1)
    note_departure(it.session, seen, seen.attending[0].code, reason="急诊", **it.given)


ASKED = [Kind.ACCOUNT_OPENED, Kind.ACT_PROPOSED]

SCENES: dict[str, tuple[list[Kind], Callable[..., Any]]] = {
    "open_account": ([Kind.ACCOUNT_OPENED], opened),
    "reset_account": ([Kind.ACCOUNT_OPENED, Kind.ACCOUNT_RESET], reset),
    "close_account": (
        [Kind.ACCOUNT_OPENED, Kind.ACCOUNT_CLOSED],
        lambda it: close_account(it.session, opened(it), **it.given),
    ),
    "issue_invite": ([Kind.INVITE_ISSUED], invited),
    "use_invite": (
        [Kind.INVITE_ISSUED, Kind.INVITE_ENDED],
        lambda it: use_invite(it.session, *invited(it), at=it.given["at"]),
    ),
    "end_invite": (
        [Kind.INVITE_ISSUED, Kind.INVITE_ENDED],
        lambda it: end_invite(it.session, invited(it)[0], at=it.given["at"], why="tries"),
    ),
    "bind_device": ([Kind.INVITE_ISSUED, Kind.DEVICE_BOUND], device),
    "end_device": (
        [Kind.INVITE_ISSUED, Kind.DEVICE_BOUND, Kind.DEVICE_ENDED],
        lambda it: end_device(it.session, device(it), why="own-wish", **it.given),
    ),
    "end_devices": (
        [Kind.INVITE_ISSUED, Kind.DEVICE_BOUND, Kind.DEVICE_ENDED],
        lambda it: end_devices(it.session, it.session.get_one(Account, device(it).account_id), why="x", **it.given),
    ),
    "move_reading": ([Kind.INVITATION_ANSWERED, Kind.READER_ENROLLED], read_here),
    "read_on_device": (
        [Kind.READER_ENROLLED],
        lambda it: read_on_device(it.session, invited_to_read(it), DEVICE, **it.given),
    ),
    "release_packets": (
        [Kind.PACKET_DECIDED, Kind.PACKETS_RELEASED],
        lambda it: release_packets(
            it.session, decisions={"A001": [{"about": "q"}]}, packets={"0000-0001": "00"}, **it.given
        ),
    ),
    "list_conflicts": (
        [Kind.CONFLICT_DECIDED, Kind.CONFLICTS_LISTED],
        lambda it: list_conflicts(it.session, digest="00", counts={"sure": 1}, decided={"a1": {}}, **it.given),
    ),
    "record_assignment": ([Kind.ASSIGNMENT_DRAWN], assigned),
    "replace_reader": (
        [Kind.ASSIGNMENT_DRAWN, Kind.READER_REPLACED],
        lambda it: replace_reader(
            it.session, before=assigned(it), digest="02", pairs=[("0000-0001", "E1")], facts={}, **it.given
        ),
    ),
    "call_meeting": ([Kind.COMMITTEE_KEPT, Kind.MEETING_CALLED], meet),
    "freeze_roll": ([Kind.COMMITTEE_KEPT, Kind.MEETING_CALLED, Kind.ROLL_FROZEN], roll),
    "count_ballot": ([Kind.COMMITTEE_KEPT, Kind.MEETING_CALLED, Kind.BALLOT_COUNTED], tally),
    "affiliate_unit": (
        [Kind.UNIT_AFFILIATED],
        lambda it: affiliate_unit(it.session, "杂志社", of="研究院", **it.given),
    ),
    "release_unit": ([Kind.UNIT_RELEASED], lambda it: release_unit(it.session, "检测中心", **it.given)),
    "delete_payload": (
        [Kind.PAYLOAD_DELETED],
        lambda it: delete_payload(it.session, 1, ground="个人信息保护法第四十七条", approved_by="赵", **it.given),
    ),
    "delete_payloads": (
        [Kind.PAYLOAD_DELETED],
        lambda it: delete_payloads(it.session, [1], ground="个人信息保护法第四十七条", approved_by="赵", **it.given),
    ),
    "apply_retention": (
        [Kind.PAYLOAD_DELETED, Kind.RETENTION_APPLIED],
        lambda it: apply_retention(
            it.session, rule={"clause": "x"}, rows={}, entries=[1], digest="00", approved_by="赵", **it.given
        ),
    ),
    "freeze_roster": (
        [Kind.ROSTER_FROZEN],
        lambda it: freeze_roster(it.session, experts=it.people, source="a.xlsx", **it.given),
    ),
    "grant_waiver": (
        [Kind.WAIVER_GRANTED],
        lambda it: grant_waiver(it.session, "rest", reason="缺人", approver="赵", expert_no="E0001", **it.given),
    ),
    "import_roster": (
        [Kind.ROSTER_IMPORTED],
        lambda it: import_roster(it.session, it.people[:2], source="b.xlsx", digest="01", keys=it.keys, **it.given),
    ),
    "keep_committee": ([Kind.COMMITTEE_KEPT], lambda it: keep_committee(it.session, COMMITTEE, **it.given)),
    "lift_misconduct": (
        [Kind.MISCONDUCT_LIFTED],
        lambda it: lift_misconduct(it.session, 1, reason="查无实据", **it.given),
    ),
    "record_draw": (
        [Kind.ROSTER_FROZEN, Kind.COMMITTEE_KEPT, Kind.PANEL_SEATED],
        lambda it: draw(it.session, it.people, it.given["at"], ["E0001", "E0002"]),
    ),
    "record_draw that seats nobody": (
        [Kind.ROSTER_FROZEN, Kind.COMMITTEE_KEPT, Kind.PANEL_FAILED],
        lambda it: draw(it.session, it.people, it.given["at"], []),
    ),
    "begin_season_draw": ([Kind.SEASON_BEGUN], lambda it: begin_season_draw(it.session, SEASON, **it.given)),
    "record_season": (
        [Kind.ROSTER_FROZEN, Kind.COMMITTEE_KEPT, Kind.PANEL_SEATED, Kind.SEASON_SEATED],
        lambda it: record_season(
            it.session, SEASON, [SEATED], experts=it.people, record="00" * 32, versions={}, **it.given
        ),
    ),
    "record_replacements": (
        [Kind.ROSTER_FROZEN, Kind.COMMITTEE_KEPT, Kind.PANEL_SEATED, Kind.SEASON_REPLACED],
        lambda it: record_replacements(
            it.session, SEASON, [SEATED], {"1": []}, experts=it.people, versions={}, **it.given
        ),
    ),
    "record_misconduct": (
        [Kind.MISCONDUCT_RECORDED],
        lambda it: record_misconduct(it.session, "E0002", happened_on=DAY, what="说情", **it.given),
    ),
    "sign_pledge": (
        [Kind.PLEDGE_SIGNED],
        lambda it: sign_pledge(it.session, "E0001", season=2025, signed_on=DAY, **it.given),
    ),
    "open_review": (
        [Kind.GROUP_OPENED, Kind.GROUP_BEGUN],
        lambda it: review_stage.opened(it.session, it.given["at"], "g2"),
    ),
    "accept_invitation": (
        [Kind.INVITATION_ANSWERED],
        lambda it: accept_invitation(it.session, invited_to_read(it), **it.given),
    ),
    "recuse_from_group": (
        [Kind.INVITATION_ANSWERED],
        lambda it: recuse_from_group(it.session, invited_to_read(it), Ground.NO_TIME, **it.given),
    ),
    "enrol_reader": ([Kind.READER_ENROLLED], lambda it: review_stage.enrolled(it.session, it.given["at"])),
    "revoke_reader": ([Kind.READER_ENROLLED, Kind.READER_REVOKED], revoke),
    "take_sheets": ([Kind.READER_ENROLLED, Kind.DOSSIER_RECOGNISED, Kind.SHEET_TAKEN], hand_in),
    "add_readings": (
        [Kind.EXTRA_DRAWN],
        lambda it: add_readings(it.session, group(it), {"9999-0000": ["wide-apart"]}, barred=(), **it.given),
    ),
    "close_scores": (
        [Kind.GROUP_CLOSED, Kind.CLOSING_KEPT],
        lambda it: close_scores(it.session, group(it), despite_missing=True, **it.given),
    ),
    "record_opened_scores": (
        [Kind.SCORES_UNSEALED],
        lambda it: record_opened_scores(it.session, "g1", at_round=1, sheets=0, digest="00", **it.given),
    ),
    "ask_unsealing": (
        [Kind.UNSEALING_ASKED, Kind.UNSEALING_KEPT],
        lambda it: ask_unsealing(it.session, review_stage.REQUEST, **it.given),
    ),
    "record_unsealing": (
        [Kind.UNSEALING_ASKED, Kind.UNSEALING_KEPT, Kind.UNSEALING_DONE],
        carry_out_request,
    ),
    "enter_working_days": (
        [Kind.WORKING_DAYS_ENTERED],
        lambda it: enter_working_days(it.session, WORKED_YEAR, **it.given),
    ),
    "enter_season_dates": (
        [Kind.SEASON_DATES_ENTERED],
        lambda it: enter_season_dates(it.session, OWN_DATES, **it.given),
    ),
    "enter_committee_days": ([Kind.COMMITTEE_KEPT, Kind.COMMITTEE_DAYS_ENTERED], calendar),
    "open_filing": ([Kind.COMMITTEE_KEPT, Kind.FILING_OPENED], filed),
    "move_filing": ([Kind.COMMITTEE_KEPT, Kind.FILING_OPENED, Kind.FILING_MOVED], moved),
    "issue_reports": (
        [Kind.REPORT_ISSUED],
        lambda it: issue_reports(it.session, [REPORT], signer=KEY, log=KEY, origin="a/log", at=it.given["at"]),
    ),
    "record_decision": ([Kind.REPORT_ISSUED, Kind.REPORT_COUNTERSIGNED], decided_on_report),
    "rank_results": (RANKED, ranked),
    "publish_results": (POSTED, posted),
    "register_complaint": ([*POSTED, Kind.COMPLAINT_REGISTERED], complained),
    "answer_complaint": ([*POSTED, Kind.COMPLAINT_REGISTERED, Kind.COMPLAINT_ANSWERED], answered),
    "confirm_results": (
        [*POSTED, Kind.RESULTS_CONFIRMED],
        lambda it: confirm_results(it.session, posted(it), scope="s", on=date(2025, 8, 26), roster="00", **it.given),
    ),
    "save_committee_file": (
        [Kind.COMMITTEE_KEPT, Kind.COMMITTEE_TEXT_SAVED],
        lambda it: save_committee_file(it.session, COMMITTEE, "a = 1\n", **it.given),
    ),
    "save_statements": (
        [Kind.COMMITTEE_KEPT, Kind.COMMITTEE_TEXT_SAVED],
        lambda it: save_statements(
            it.session, keep_committee(it.session, COMMITTEE, **it.given), "b = 1\n", **it.given
        ),
    ),
    "propose_act": (ASKED, asked),
    "confirm_act": ([*ASKED, Kind.ACCOUNT_OPENED, Kind.ACT_CONFIRMED], confirmed),
    "decline_act": ([*ASKED, Kind.ACCOUNT_OPENED, Kind.ACT_DECLINED], declined),
    "withdraw_act": ([*ASKED, Kind.ACT_WITHDRAWN], taken_back),
    "note_departure": ([Kind.COMMITTEE_KEPT, Kind.MEETING_CALLED, Kind.ROLL_FROZEN, Kind.MEMBER_LEFT], departed),
    "undo_import": ([Kind.IMPORT_UNDONE], lambda it: undo_import(it.session, 2, **it.given)),
}


def actions() -> set[str]:
    """Every public function that a module of the actions defines."""
    folder = Path(expertpool.actions.__file__).parent
    modules = [importlib.import_module(f"expertpool.actions.{path.stem}") for path in folder.glob("[a-z]*.py")]
    return {
        name
        for module in modules
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__ and not name.startswith("_") and name not in ("chances_on_record",)
    }


def test_every_action_has_its_scene_or_a_reason_to_have_none() -> None:
    assert actions() == {name.partition(" ")[0] for name in SCENES} | set(WITHOUT)


@pytest.mark.parametrize("name", SCENES)
def test_action_leaves_its_entries_and_a_ledger_that_accounts_for_every_row(stage: Stage, name: str) -> None:
    kinds, act = SCENES[name]
    before = size_of(stage.session)
    assert audit_ledger(stage.session).findings == ()
    act(stage)
    assert [entry.kind for entry in entries(stage.session, since=before)] == [kind.value for kind in kinds]
    assert audit_ledger(stage.session).findings == ()


ENTRIES_ALONE = {
    "apply_retention",
    "begin_season_draw",
    "delete_payload",
    "delete_payloads",
    "issue_reports",
    "list_conflicts",
    "record_decision",
    "record_opened_scores",
    "release_packets",
}
"""Actions that write no rows beside their entries."""


@pytest.mark.parametrize("name", [name for name in SCENES if name not in ENTRIES_ALONE])
def test_without_the_entries_the_same_rows_are_found(stage: Stage, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("expertpool.actions.write_entry")
    monkeypatch.setattr(module, "_append", lambda *_: None)
    SCENES[name][1](stage)
    assert audit_ledger(stage.session).findings != ()


def test_every_table_is_accounted_for() -> None:
    belonging = {child for children in BELONGING.values() for child in children}
    assert set(BELONGING) | belonging | OUTSIDE == set(METADATA.tables)


def test_names_stand_in_payloads_and_never_in_entries(stage: Stage) -> None:
    for name in ("affiliate_unit", "freeze_roster", "grant_waiver", "record_misconduct", "sign_pledge"):
        SCENES[name][1](stage)
    found = [entry.to_bytes().decode() for entry in entries(stage.session)]
    people = [(one.name, one.facts.expert_no) for one in stage.people]
    personal = {"王", "赵", *(word for pair in people for word in pair)}
    assert [line for line in found for word in personal if word in line] == []
    bodies = [body_of(stage.session, seq) for seq in range(len(found))]
    alone = {one.seq for one in entries(stage.session, kind=Kind.GROUP_OPENED)}
    named = [seq for seq, body in enumerate(bodies) if body and "王" in body.content.decode()]
    assert named == [seq for seq in range(1, len(found)) if seq not in alone]


def test_checkpoint_is_signed_once_a_size(ready: Session, at: datetime) -> None:
    signer = Ed25519Signer(bytes(32))
    first = sign_checkpoint(ready, signer=signer, origin="ledger.test", at=at)
    assert sign_checkpoint(ready, signer=signer, origin="ledger.test", at=at).note == first.note
    assert first.size == size_of(ready)
