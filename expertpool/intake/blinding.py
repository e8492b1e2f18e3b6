"""The blinding of a batch, as ``expertpool blind`` does it, begun and followed from the desk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlmodel import Session

from expertpool.errors import ExitCode, Refusal
from expertpool.intake.batch import Batch
from expertpool.intake.errand import Asking, Stage, Told, locked
from expertpool.intake.errand import told_of as errand_told
from expertpool.models import Job
from expertpool.packets.decisions import Decided, read_decisions
from expertpool.packets.out_folder import DECISIONS, FINDINGS, HELD

KIND = "blinding"


class State(StrEnum):
    """How a dossier stands after the last run."""

    WAITING = "waiting"
    READY = "ready"
    QUESTIONS = "questions"
    HELD = "held"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One applicant's dossier. ``pending``: decisions that the next run will carry out; ``changed``: newer files."""

    place: int
    key: str
    name: str
    files: int
    pages: int
    state: State
    questions: int
    reasons: tuple[str, ...]
    pending: int
    changed: bool


def start_blinding(asking: Asking, batch: Batch) -> Job:
    """Ask for a run over all dossiers; files read before are not read again. Raises Refusal while another works."""
    if not errand_told(asking.session, batch, KIND).stage.under_way and locked(batch):
        raise Refusal("intake.busy", exit_code=ExitCode.HELD_BACK)
    return asking.start(KIND, batch)


def require_quiet(session: Session, batch: Batch) -> None:
    """Refuse changes while a run reads the same files."""
    if told_of(session, batch).stage.under_way:
        raise Refusal("intake.running")


def standings(batch: Batch) -> tuple[Standing, ...]:
    """Every applicant's dossier in the order of the list."""
    return tuple(standing(batch, place) for place in range(1, len(batch.applicants) + 1))


def standing(batch: Batch, place: int) -> Standing:
    """One applicant's dossier."""
    identity = batch.applicant(place)
    found = _summary(batch, identity.key)
    held = _reasons(batch.out.root / HELD / identity.key / "reasons.json")
    state = State.WAITING
    if found is not None:
        state = State.QUESTIONS if found.questions else State.HELD if held else State.READY
    return Standing(
        place=place,
        key=identity.key,
        name=identity.name,
        files=_count(batch.dossiers / identity.key),
        pages=found.pages if found else 0,
        state=state,
        questions=found.questions if found else 0,
        reasons=held,
        pending=len(pending(batch, identity.key)),
        changed=_changed(batch, identity.key),
    )


def findings(batch: Batch, key: str) -> Mapping[str, Any]:
    """What the last run found, as it wrote it; empty before the first."""
    path = batch.out.office / key / FINDINGS
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except OSError:
        return {}


@lru_cache(maxsize=8)
def _parsed(path: Path, _changed: int) -> Mapping[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True)
class _Summary:
    """Of what the last run found in a dossier, no more than lists show."""

    pages: int
    questions: int
    decisions: int


def _summary(batch: Batch, key: str) -> _Summary | None:
    path = batch.out.office / key / FINDINGS
    try:
        return _summed(path, path.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=8192)
def _summed(path: Path, _changed: int) -> _Summary | None:
    """Kept by the file's time, so that a page over hundreds of dossiers need not read them all again."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        pages = sum(file["pages"] for file in found["files"])
        return _Summary(pages, len(found["questions"]), len(found["decisions"]))
    except (ValueError, KeyError, TypeError):
        return None


def pending(batch: Batch, key: str) -> tuple[Decided, ...]:
    """Decisions taken since the last run."""
    found = _summary(batch, key)
    return read_decisions(batch.out.office / key / DECISIONS)[found.decisions if found else 0 :]


def told_of(session: Session, batch: Batch) -> Told:
    """How the batch's blinding stands; another program that is at work on it counts as well."""
    told = errand_told(session, batch, KIND)
    if not told.stage.under_way and locked(batch):
        return replace(told, stage=Stage.RUNNING, done=0, total=0, said={})
    return told


def _changed(batch: Batch, key: str) -> bool:
    """Whether the applicant's folder was replaced after the last run read it."""
    folder, read = batch.dossiers / key, batch.out.office / key / FINDINGS
    return folder.is_dir() and read.is_file() and folder.stat().st_mtime > read.stat().st_mtime


def _count(folder: Path) -> int:
    return sum(one.is_file() and not one.is_symlink() for one in folder.rglob("*")) if folder.is_dir() else 0


def _reasons(path: Path) -> tuple[str, ...]:
    try:
        return tuple(str(one) for one in json.loads(path.read_text(encoding="utf-8"))["reasons"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()
