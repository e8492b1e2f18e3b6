"""The verifier of the HTML page, run by Node over many certificates at once."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from blind import verify_draw

PAGE = Path(verify_draw.__file__).with_name("verify_draw.html")
RUNNER = """
const fs = require("fs");
const [page, asked, told] = process.argv.slice(2);
const script = fs.readFileSync(page, "utf8").match(/<script>([^]*)<\\/script>/)[1];
const found = { exports: {} };
new Function("module", script)(found);
const { examine, report } = found.exports;
const bytes = text => (text === null ? null : new Uint8Array(Buffer.from(text, "base64")));
const answers = JSON.parse(fs.readFileSync(asked, "utf8")).map(([certificate, trust, receipt, log, fingerprint]) => {
  const start = process.cpuUsage();
  const answer = examine(bytes(certificate), bytes(trust), bytes(receipt), bytes(log), fingerprint);
  const spent = process.cpuUsage(start), seconds = (spent.user + spent.system) / 1e6;
  const checks = answer.findings.map(one => one[0]), reports = [0, 1].map(lang => report(answer, lang));
  return { exit: answer.exit, checks, reports, seconds };
});
fs.writeFileSync(told, JSON.stringify(answers));
"""


@dataclass(frozen=True)
class Case:
    """What a verifier is given."""

    certificate: bytes
    trust: bytes | None = None
    receipt: bytes | None = None
    log: bytes | None = None

    @property
    def given(self) -> list[bytes | None]:
        """In the order both verifiers take it."""
        return [self.certificate, self.trust, self.receipt, self.log]


@dataclass(frozen=True)
class Answer:
    """What a verifier says: exit code and names of the checks, and more of each that the other has not.

    ``lines``: what ``verify_draw.py`` prints, Chinese and English. ``reports``: what the page shows, likewise, as its
    ``report`` gives it. ``seconds``: processor seconds the page took, its threads included.
    """

    exit: int
    checks: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...] = field(compare=False, default=())
    reports: tuple[dict[str, Any], ...] = field(compare=False, default=())
    seconds: float = field(compare=False, default=0)


def first_answer(case: Case) -> Answer:
    """What ``verify_draw.py`` says."""
    code, draw, findings = verify_draw.examine(*case.given)
    lines = tuple(tuple(verify_draw.verdict(code, draw, findings, lang)) for lang in (False, True))
    return Answer(code, tuple(check for check, _ in findings), lines)


def second_answers(cases: Sequence[Case], *, fingerprint: str | None = None) -> list[Answer]:
    """What the page says, all cases in one process of Node; ``fingerprint`` is what the reader typed from paper."""
    asked = [[*map(in_base64, case.given), fingerprint] for case in cases]
    answers = run_script(RUNNER, asked)
    return [
        Answer(one["exit"], tuple(one["checks"]), reports=tuple(one["reports"]), seconds=one["seconds"])
        for one in answers
    ]


def in_base64(data: bytes | None) -> str | None:
    """Bytes as they travel to Node."""
    return None if data is None else base64.b64encode(data).decode()


def run_script(script: str, asked: object) -> Any:
    """What a script answers in Node, given the page, a file of questions and one for its answer.

    Skips the test, loudly, where there is no Node.
    """
    node = shutil.which("node")
    if node is None:
        pytest.skip("NODE IS MISSING: the second verifier (verify_draw.html) was NOT tested")
    with tempfile.TemporaryDirectory() as folder:
        runner, given, told = (Path(folder) / name for name in ("runner.js", "given.json", "told.json"))
        runner.write_text(script, encoding="utf-8")
        given.write_text(json.dumps(asked), encoding="utf-8")
        subprocess.run([node, runner, PAGE, given, told], check=True, timeout=1800)
        return json.loads(told.read_text(encoding="utf-8"))
