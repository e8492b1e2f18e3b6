"""A review group for tests of actions: opened, with one reader enrolled, and what that reader hands in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from blind.keys.p256 import P256Signer
from blind.scoresheet.recognition import Recognition, sign_recognition
from blind.vault_request import Request
from expertpool.actions.enrol_reader import enrol_reader
from expertpool.actions.open_review import open_review
from expertpool.queries.review import group_of
from tests.blind.review_room import PACKETS, RUBRIC, TRUSTEES, make_sheet, sealed_by

GROUP = "g1"
PLAN = {"method": "plain-mean/1"}
DEVICE = P256Signer(b"\x31" * 32)
REQUEST = Request(
    vault_id=bytes(16),
    manifest=bytes(32),
    purpose="complaint",
    requester="王",
    codenames=("0000-0001",),
    nonce=bytes(16),
)


def opened(session: Session, at: datetime, group: str = GROUP) -> None:
    """Two packets for E0001, one for E0002; E0003 has none."""
    open_review(
        session,
        group,
        title="冶金高级组",
        rubric=RUBRIC,
        plan=PLAN,
        trustees=TRUSTEES,
        packets=PACKETS,
        assigned={"4821-3907": ["E0001"], "0000-0001": ["E0001"], "9999-0000": ["E0002"]},
        experts=["E0001", "E0002", "E0003"],
        seed=b"\x05" * 32,
        assignment="00" * 32,
        at=at,
        actor="王",
    )


def enrolled(session: Session, at: datetime) -> str:
    """E0001's device pinned; the code."""
    seen = group_of(session, GROUP)
    code = seen.codes["E0001"]
    enrol_reader(session, seen, code, key=DEVICE.verifier, seal=None, at=at, actor="王")
    return code


def sheet_of(code: str, packet: str = "4821-3907", **given: Any) -> bytes:
    """A sheet as that device sends it."""
    return sealed_by(make_sheet(code, packet, group=GROUP, **given), signer=DEVICE)


def recognition_of(code: str, packet: str = "4821-3907") -> bytes:
    """The word that the dossier was recognised."""
    record = Recognition(group=GROUP, packet=PACKETS[packet], reader=code)
    return sign_recognition(record, DEVICE).to_bytes()
