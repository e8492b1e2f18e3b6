"""The verifier of the HTML page, run by Node over many certificates at once, beside the one in Python."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from blind import verify_draw

COSTLY = {
    "marks": b'{"assurance":"a' + "\u0301\u0316".encode() * 16 + b'"}',
    "astral-marks": b'{"assurance":"a' + "\U0001e8d0\U0001e944".encode() * 16 + b'"}',
    "other-marks": b'{"assurance":"a' + "\u0903\u20dd".encode() * 16 + b'"}',
    "lists": b'{"assurance":[' + b"[]," * 4_000_000 + b"[]]}",
    "no-record": b'[{"assurance":"M0"}]',
}
"""Payloads that would cost much to read.

Marks in a row (more than the thirty of UAX 15) take quadratic time to put in order, and lists take memory.
"""
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

MANY = """
const fs = require("fs"), crypto = require("crypto");
const script = fs.readFileSync(process.argv[2], "utf8").match(/<script>([^]*)<\\/script>/)[1];
const parts = script.split("function genuine(");
if (parts.length !== 2) throw new Error("the page verifies signatures otherwise than this harness knows");
const told = new Map();
const name = given => given.reduce((hash, one) => hash.update(one.length + ":").update(one), crypto.createHash("sha256"));
const askedOnce = (verify, given) => {
  const key = name(given).digest("hex");
  if (!told.has(key)) told.set(key, verify(...given));
  return told.get(key);
};
const found = { exports: {} };
const own = parts.join("function verifyOnce(") + "; function genuine(...given) { return askedOnce(verifyOnce, given); }";
new Function("module", "askedOnce", own)(found, askedOnce);
const bytes = text => (text === null ? null : new Uint8Array(Buffer.from(text, "base64")));
require("readline").createInterface({ input: process.stdin }).on("line", line => {
  const given = JSON.parse(line).map(bytes);
  process.stdout.write(found.exports.examine(...given, null).exit + "\\n");
});
"""
"""Asks for one case a line, and remembers what the page said of a signature: of the same three, it says the same."""


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


def both_exits(cases: Iterable[Case]) -> Iterator[tuple[int, int]]:
    """Exit codes of both verifiers for one case after the other, however many, in one process of Node.

    A signature that either has looked at before, with the same key and message, it does not compute again: nearly all
    of those in a changed certificate are the old ones, and they are nearly all of the work.
    """
    with pytest.MonkeyPatch.context() as patch, _asking(MANY) as node:
        patch.setattr(verify_draw, "genuine", _remembering(verify_draw.genuine))
        assert node.stdin
        assert node.stdout
        for case in cases:
            node.stdin.write(json.dumps([*map(in_base64, case.given)]) + "\n")
            node.stdin.flush()
            first = verify_draw.examine(*case.given)[0]
            yield first, int(node.stdout.readline())


def _remembering(verify: Callable[..., bool]) -> Callable[..., bool]:
    """The same function of byte strings, asked once for each."""
    told: dict[bytes, bool] = {}

    def asked(*given: bytes) -> bool:
        key = hashlib.sha256(b"".join(b"%d:%b" % (len(one), one) for one in given)).digest()
        if key not in told:
            told[key] = bool(verify(*given))
        return told[key]

    return asked


@contextmanager
def _asking(script: str) -> Iterator[subprocess.Popen[str]]:
    """Node with a script that answers line by line; it has to end well when nothing more is asked."""
    with tempfile.TemporaryDirectory() as folder:
        runner = Path(folder) / "runner.js"
        runner.write_text(script, encoding="utf-8")
        pipe = subprocess.PIPE
        with subprocess.Popen([_node(), runner, PAGE], stdin=pipe, stdout=pipe, encoding="utf-8") as node:
            yield node
            assert node.stdin
            node.stdin.close()
        assert node.returncode == 0


def _node() -> str:
    """Where Node is. Skips the test, loudly, where there is none."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("NODE IS MISSING: the second verifier (verify_draw.html) was NOT tested")
    return node


def in_base64(data: bytes | None) -> str | None:
    """Bytes as they travel to Node."""
    return None if data is None else base64.b64encode(data).decode()


def run_script(script: str, asked: object) -> Any:
    """What a script answers in Node, given the page, a file of questions and one for its answer."""
    node = _node()
    with tempfile.TemporaryDirectory() as folder:
        runner, given, told = (Path(folder) / name for name in ("runner.js", "given.json", "told.json"))
        runner.write_text(script, encoding="utf-8")
        given.write_text(json.dumps(asked), encoding="utf-8")
        subprocess.run([node, runner, PAGE, given, told], check=True, timeout=1800)
        return json.loads(told.read_text(encoding="utf-8"))
