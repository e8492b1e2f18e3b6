"""The demonstration's draws, made before there was a desk: their papers put where the office's desk looks for them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from sqlmodel import Session

from expertpool.documents.draw_folder import EXPLANATION, RESULT
from expertpool.queries.committee_by_number import committees_in
from expertpool.settings import Settings
from web.draw_desk import DRAWS, DrawRoom

HALL = "demo"


def lay_papers(session: Session, own: Settings, folder: Path) -> None:
    """Copy the papers of every draw under ``folder`` into the room of its committee."""
    numbers = {one.name: one.id or 0 for one in committees_in(session, None)}
    for drawn in sorted((folder / DRAWS).iterdir()):
        told = next((drawn / name for name in (RESULT, EXPLANATION) if (drawn / name).is_file()), None)
        if told is None:
            continue
        content = json.loads(told.read_text(encoding="utf-8"))
        room = DrawRoom.of(own, numbers[content["committee"]])
        training = content.get("assurance", "M0") == "M0"
        shutil.copytree(drawn, room.training(1) if training else room.ceremony(HALL))
