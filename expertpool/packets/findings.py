"""findings.json: what was burnt, kept or asked in one dossier, file by file, for the office alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from blind.redact import Box, Finding
from expertpool.packets.decisions import Decided
from expertpool.packets.dossiers import Dossier
from expertpool.packets.questions import FileState, Question


def findings_bytes(
    dossier: Dossier, states: Sequence[FileState], questions: Sequence[Question], decided: Iterable[Decided]
) -> bytes:
    """The file: every finding with file, page, box, finder, confidence and reason; doubts, decisions and risks."""
    content = {
        "key": dossier.identity.key,
        "files": [_file(state) for state in states],
        "faults": [{"code": fault.code, "file": fault.file} for fault in dossier.faults],
        "questions": [
            {
                "id": question.about,
                "finder": question.finder,
                "reason": question.reason,
                "text": question.text,
                "snippet": question.snippet,
                "findings": [{"id": found, "snippet": snippet} for found, snippet in question.contexts if found],
                "places": [{"file": file, "page": page} for file, page in question.places],
            }
            for question in questions
        ],
        "decisions": [one.as_dict() for one in decided],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _file(state: FileState) -> dict[str, Any]:
    blinded = state.blinded
    return {
        "file": state.result.file.shown,
        "sha256": state.result.digest,
        "result": state.result.name,
        "pages": state.pages,
        "clean": state.clean,
        "findings": [_finding(finding) for finding in blinded.findings],
        "doubtful": [
            {"code": doubt.code, "page": doubt.page, "box": _box(doubt.box), "facts": doubt.facts}
            for doubt in blinded.held
        ],
        "dropped": list(blinded.dropped),
        "shifted_lines": blinded.shifts,
        "risk": [vars(risk) for risk in blinded.risk],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "page": finding.page,
        "box": _box(finding.box),
        "finder": finding.finder,
        "confidence": finding.sureness,
        "reason": finding.reason,
        "text": finding.text,
        "act": finding.act,
        "decided_by": finding.decided_by,
    }


def _box(box: Box | None) -> list[int] | None:
    return None if box is None else [box.left, box.top, box.right, box.bottom]
