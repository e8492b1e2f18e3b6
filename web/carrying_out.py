"""What a confirmed joint act does, and how it is told to the person who is to confirm it: a table by kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import event
from sqlmodel import Session

from api.wiring import Wiring
from blind.ballot.definition import Ballot as Definition
from blind.tally import DEFAULT
from blind.vault_request import Request
from expertpool.actions.decide_act import CarryOut
from expertpool.actions.grant_waiver import grant_waiver
from expertpool.actions.open_account import close_account
from expertpool.actions.open_ballot import void_ballot
from expertpool.actions.propose_act import Person
from expertpool.actions.record_unsealing import ask_unsealing
from expertpool.commands.ballot_tally import enter_count
from expertpool.commands.fault_words import faults
from expertpool.commands.ledger_proof import note_witnessed
from expertpool.commands.score_rounds import enter_opening, unsealed
from expertpool.errors import Refusal
from expertpool.ids import ExpertId, RuleId
from expertpool.models import Ballot, JointAct
from expertpool.models.joint_kind import Joint
from expertpool.queries.accounts import require_account
from expertpool.queries.committee_by_number import committee_by
from expertpool.queries.review import group_of
from expertpool.results.joint_posting import post_list
from expertpool.reviewing.electronic_count import count_folder
from expertpool.reviewing.served_ballot import ServedBallot
from expertpool.reviewing.served_review import ServedReview
from expertpool.settings import Settings
from expertpool.words import Language, speaker
from expertpool.words.clauses import clause_in
from web.scores_view import put_opened

Done = Callable[[Session, JointAct, Person, datetime], dict[str, Any]]
Told = tuple[tuple[str, str], ...]
"""Keys of labels with what stands beside them."""


def carrying_out(session: Session, person: Person, at: datetime, *, wiring: Wiring, language: Language) -> CarryOut:
    """What carries an act of any kind out. Refuses one that is not done by confirming alone."""

    def carry_out(act: JointAct) -> dict[str, Any]:
        if act.kind == Joint.VOID_BALLOT:
            return _void(session, act, person, at, wiring.own)
        if act.kind == Joint.COUNT_WITHOUT_THIRD:
            return _count(session, act, person, at, wiring, language)
        if act.kind == Joint.OPEN_WITHOUT_THIRD:
            return _open_scores(session, act, person, at, wiring, language)
        done = _DONE.get(Joint(act.kind))
        if done is None:
            raise Refusal("page_joint.not_counted_here")
        return done(session, act, person, at)

    return carry_out


def _waive(session: Session, act: JointAct, person: Person, at: datetime) -> dict[str, Any]:
    expert = act.content["expert"]
    made = grant_waiver(
        session,
        RuleId(act.content["rule"]),
        reason=act.reason,
        approver=person.name,
        at=at,
        actor=act.proposed_by,
        expert_no=ExpertId(expert) if expert else None,
        committee=committee_by(session, act.content["committee"]),
    )
    return {"waiver": made.id}


def _close(session: Session, act: JointAct, person: Person, at: datetime) -> dict[str, Any]:
    account = require_account(session, act.content["name"])
    if account.id != act.content["account"]:
        raise Refusal("joint.changed")
    close_account(session, account, at=at, actor=f"{act.proposed_by}、{person.name}")
    return {"account": account.id}


def _publish(session: Session, act: JointAct, person: Person, at: datetime) -> dict[str, Any]:
    posted = post_list(session, act.content, at=at, actor=f"{act.proposed_by}、{person.name}")
    return {"publicity": posted.id, "posted_on": posted.posted_on, "ends_on": posted.ends_on}


def _unseal(session: Session, act: JointAct, person: Person, at: datetime) -> dict[str, Any]:
    request = Request.parse(str(act.content["request"]).encode())
    ask_unsealing(session, request, at=at, actor=f"{act.proposed_by}、{person.name}")
    return {"request": request.hash.hex(), "code": request.code}


def _void(session: Session, act: JointAct, person: Person, at: datetime, settings: Settings) -> dict[str, Any]:
    """The box goes once the act is on record, its votes unopened; nobody can cast into it from then on."""
    row = session.get(Ballot, act.content["ballot"])
    if row is None:
        raise Refusal("joint.changed")
    scope = Definition.parse(row.definition.encode()).scope
    void_ballot(session, row, scope=scope, cause=act.reason, at=at, actor=f"{act.proposed_by}、{person.name}")
    served = ServedBallot.of(settings, row)
    event.listen(session, "after_commit", lambda _: served.put_away(), once=True)
    return {"ballot": row.id, "number": row.number}


def _count(  # noqa: PLR0917  # one call, as the others with two more
    session: Session, act: JointAct, person: Person, at: datetime, wiring: Wiring, language: Language
) -> dict[str, Any]:
    """The box counted with two trustees' halves; votes that do not open count as spoilt, and that is entered."""
    row = session.get(Ballot, act.content["ballot"])
    if row is None or row.voided is not None:
        raise Refusal("joint.changed")
    served = ServedBallot.of(wiring.own, row)
    counted = count_folder(served.folder, wiring.trust, DEFAULT, without_third=True)
    note_witnessed(wiring.own, counted.witnessed)
    given: dict[str, Any] = {"language": language, "at": at, "actor": f"{act.proposed_by}、{person.name}"}
    made = enter_count(session, counted, DEFAULT, folder=served.folder.path, agreed=person.name, **given)
    return {"ballot": row.id, "number": row.number, "count": made.number}


def _open_scores(  # noqa: PLR0917  # one call, as the others with two more
    session: Session, act: JointAct, person: Person, at: datetime, wiring: Wiring, language: Language
) -> dict[str, Any]:
    """Scores opened with two trustees' halves; sheets that do not open are set aside, and who agreed is entered."""
    seen = group_of(session, act.content["group"])
    if max(seen.closings) != act.content["round"]:
        raise Refusal("joint.changed")
    served = ServedReview(wiring.own, seen.id)
    with faults(seen.id):
        found = unsealed(session, seen.id, served.folder, wiring.trust, second=lambda _: person.name)
    enter_opening(session, seen.id, found, at=at, actor=f"{act.proposed_by}、{person.name}")
    write = put_opened(session, wiring.own, served, found, language)
    event.listen(session, "after_commit", lambda _: write(), once=True)
    return {"group": seen.id, "sheets": len(found.opened), "set_aside": len(found.aside)}


_DONE: Mapping[Joint, Done] = {
    Joint.WAIVER: _waive,
    Joint.CLOSE_ACCOUNT: _close,
    Joint.PUBLISH_RESULTS: _publish,
    Joint.UNSEAL_NAMES: _unseal,
}


def told(act: JointAct, language: Language) -> Told:
    """What an act would do, for the person who is to confirm it; of a count nothing."""
    found = _TOLD.get(Joint(act.kind))
    return () if found is None else found(act.content, language)


def _tell_waiver(content: Mapping[str, Any], language: Language) -> Told:
    say = speaker(language)
    expert = content["expert"] or say("page_joint.whole_panel")
    return (
        ("committee", content["name"]),
        ("rule", content["says"]),
        ("clause", clause_in(content["clause"], language)),
        ("expert", expert),
    )


def _tell_close(content: Mapping[str, Any], language: Language) -> Told:
    return ("account", content["name"]), ("role", speaker(language)(f"account.role.{content['role']}"))


def _tell_publish(content: Mapping[str, Any], _language: Language) -> Told:
    lines = "\n".join("　".join(row) for row in content["rows"])
    return (
        ("committee", content["committee"]),
        ("lines", str(len(content["rows"]))),
        ("days", str(content["days"])),
        ("list", lines),
    )


def _tell_unseal(content: Mapping[str, Any], language: Language) -> Told:
    request = json.loads(content["request"])
    return (
        ("purpose", speaker(language)(f"vault.purpose.{request['purpose']}")),
        ("vault", request["vault"][:16]),
        ("codenames", "、".join(request["codenames"])),
    )


def _tell_scores(content: Mapping[str, Any], _language: Language) -> Told:
    return ("group", f"{content['title']}（{content['group']}）"), ("round", str(content["round"]))


def _tell_void(content: Mapping[str, Any], _language: Language) -> Told:
    return ("committee", content["committee"]), ("ballot", str(content["number"]))


_TOLD: Mapping[Joint, Callable[[Mapping[str, Any], Language], Told]] = {
    Joint.WAIVER: _tell_waiver,
    Joint.CLOSE_ACCOUNT: _tell_close,
    Joint.PUBLISH_RESULTS: _tell_publish,
    Joint.VOID_BALLOT: _tell_void,
    Joint.COUNT_WITHOUT_THIRD: _tell_void,
    Joint.OPEN_WITHOUT_THIRD: _tell_scores,
    Joint.UNSEAL_NAMES: _tell_unseal,
}
