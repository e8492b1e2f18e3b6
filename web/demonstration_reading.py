"""The demonstration's review that is still open: three packets on the shelf, and readers from a panel on record."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from blind.codename import deal
from expertpool.actions.open_review import open_review
from expertpool.desk.packet_shelf import Shelf
from expertpool.documents.head_file import trust_in
from expertpool.ids import ExpertId
from expertpool.party.sealing_keys import sealing_keys
from expertpool.reviewing.group_plan import read_group_plan
from expertpool.seeds.reading import reading_packets, reading_title
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_whole

GROUP = "metallurgy-open"
PANEL = "metallurgy"
READERS = 3

_PLAN = """group = "{group}"
title = "{title}"
sheet = "ten-dimensions"
method = "plain-mean/1"
line = "60"
"""


def open_reading(session: Session, own: Settings, folder: Path, *, at: datetime, actor: str) -> ExpertId:
    """Open the group in the demonstration under ``folder``; returns one of those who read all of its packets."""
    shelf, packets = Shelf.of(own), reading_packets()
    for data in packets:
        shelf.put(data)
    names = deal(len(packets), fresh=secrets.token_bytes)
    experts = _panel(folder)
    plan = folder / "review" / "open-plan.toml"
    make_folders(plan.parent)
    write_whole(plan, _PLAN.format(group=GROUP, title=reading_title()).encode())
    read = read_group_plan(plan)
    digests = {name: hashlib.sha256(data).digest() for name, data in zip(names, packets, strict=True)}
    open_review(
        session,
        GROUP,
        title=read.title,
        rubric=read.rubric,
        plan=read.frozen(),
        trustees=sealing_keys(trust_in(folder / "trust.json")),
        packets=digests,
        assigned=dict.fromkeys(digests, experts[:READERS]),
        experts=experts,
        seed=secrets.token_bytes(32),
        assignment=hashlib.sha256("".join(sorted(digests)).encode()).hexdigest(),
        at=at,
        actor=actor,
    )
    return experts[0]


def _panel(folder: Path) -> list[ExpertId]:
    """The panel that was drawn for the group's field, seat by seat."""
    drawn = json.loads((folder / "draws" / PANEL / "panel.json").read_text(encoding="utf-8"))
    return [ExpertId(one["expert_no"]) for one in drawn["members"]]
