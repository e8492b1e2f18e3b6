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

import pytest

from blind import verify_draw

PAGE = Path(verify_draw.__file__).with_name("verify_draw.html")
RUNNER = """
const fs = require("fs");
const [page, asked, told] = process.argv.slice(2);
const script = fs.readFileSync(page, "utf8").match(/<script>([^]*)<\\/script>/)[1];
const found = { exports: {} };
new Function("module", script)(found);
const { examine, verdict } = found.exports;
const bytes = text => (text === null ? null : new Uint8Array(Buffer.from(text, "base64")));
const answers = JSON.parse(fs.readFileSync(asked, "utf8")).map(([certificate, trust, receipt, log]) => {
  const answer = examine(bytes(certificate), bytes(trust), bytes(receipt), bytes(log));
  return { exit: answer.exit, checks: answer.findings.map(one => one[0]), lines: [0, 1].map(lang => verdict(answer, lang)) };
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
    """What a verifier says: exit code, names of the checks, and the lines in Chinese and English."""

    exit: int
    checks: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...] = field(compare=False, default=())


def first_answer(case: Case) -> Answer:
    """What ``verify_draw.py`` says."""
    code, draw, findings = verify_draw.examine(*case.given)
    lines = tuple(tuple(verify_draw.verdict(code, draw, findings, lang)) for lang in (False, True))
    return Answer(code, tuple(check for check, _ in findings), lines)


def second_answers(cases: Sequence[Case]) -> list[Answer]:
    """What the page says. Skips the test, loudly, where there is no Node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("NODE IS MISSING: the second verifier (verify_draw.html) was NOT tested")
    asked = [[None if data is None else base64.b64encode(data).decode() for data in case.given] for case in cases]
    with tempfile.TemporaryDirectory() as folder:
        runner, given, told = (Path(folder) / name for name in ("runner.js", "given.json", "told.json"))
        runner.write_text(RUNNER, encoding="utf-8")
        given.write_text(json.dumps(asked), encoding="utf-8")
        subprocess.run([node, runner, PAGE, given, told], check=True, timeout=1800)
        answers = json.loads(told.read_text(encoding="utf-8"))
    return [Answer(one["exit"], tuple(one["checks"]), tuple(map(tuple, one["lines"]))) for one in answers]
