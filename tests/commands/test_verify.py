"""Certificates that a draw leaves: strangers can check them, nobody can read a person out of the public one."""

from __future__ import annotations

import base64
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture(params=["lottery", "queue"])
def drawn(request: pytest.FixtureRequest, run: Run, roster: Path, committee: Path, tmp_path: Path) -> Path:
    """The folder of a finished draw, by either method."""
    out = tmp_path / "out"
    words = ("--roster", roster, "--committee", committee, "--out", out, "--method", request.param)
    assert run("draw", *words, "--tickets", "200").code == 0
    return out


def alone(out: Path, certificate: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The shipped verifier with nothing but the standard library, from another folder."""
    command = [sys.executable, "-I", "-S", str(out / "verify_draw.py"), str(certificate), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", encoding="utf-8")


def test_both_certificates_verify_with_the_shipped_file_alone(drawn: Path) -> None:
    for name, tier in (("certificate.json", "public"), ("certificate.restricted.json", "restricted")):
        told = alone(drawn, drawn / name, "--lang", "en")
        assert told.returncode == 0, told.stdout
        first = told.stdout.splitlines()[0]
        assert first.startswith("VERIFIED")
        assert "M0" in first
        assert tier in first
        assert sum(line.startswith(("VERIFIED", "WRONG", "NOT PROVEN")) for line in told.stdout.splitlines()) == 1


def test_the_program_says_what_the_shipped_file_says(drawn: Path, run: Run) -> None:
    for name in ("certificate.json", "certificate.restricted.json"):
        told = run("verify", drawn / name)
        assert (told.code, told.out) == (0, alone(drawn, drawn / name).stdout)
        assert run("verify", drawn / name, "--json").json["ok"] is True


def test_the_public_certificate_names_no_person_and_no_unit_but_the_committees_own(drawn: Path, roster: Path) -> None:
    text = payload_text(drawn / "certificate.json")
    opened = payload_text(drawn / "certificate.restricted.json")
    people = json.loads(roster.read_text(encoding="utf-8"))
    for person in people:
        for value in (person["name"], person["expert_no"]):
            assert value in opened
            assert value not in text
    assert [p["employer"] for p in people if p["employer"] in text and not p["employer"].startswith("云岭研究院")] == []


def test_the_panel_of_the_certificate_is_the_panel_of_the_papers(drawn: Path) -> None:
    content = json.loads(payload_text(drawn / "certificate.restricted.json"))
    panel = json.loads((drawn / "panel.json").read_text(encoding="utf-8"))
    ticket = content["rounds"][0]["ticket"]
    assert (ticket and ticket["number"] + 1) == panel["ticket"]
    assert content["context"]["library_sha256"] == panel["roster_digest"]
    assert content["rounds"][0]["seed"] == panel["seed"]


def test_any_changed_character_is_refused(drawn: Path, run: Run, tmp_path: Path) -> None:
    dice = random.Random(5)
    for name in ("certificate.json", "certificate.restricted.json"):
        whole = (drawn / name).read_bytes()
        for _ in range(15):
            at = dice.randrange(len(whole) - 1)
            changed = bytearray(whole)
            changed[at] ^= 1 << dice.randrange(7)
            copy = tmp_path / "changed.json"
            copy.write_bytes(bytes(changed))
            told = run("verify", copy)
            assert told.code == 5, (name, at)
            assert len(told.out.splitlines()) >= 2


def test_another_member_in_the_payload_is_refused_even_when_signed_anew(drawn: Path, run: Run, tmp_path: Path) -> None:
    from blind.certificate import PAYLOAD_TYPE
    from blind.dsse import sign
    from blind.encoding import canonical
    from blind.keys.ed25519 import Ed25519Signer

    content = json.loads(payload_text(drawn / "certificate.restricted.json"))
    forger = Ed25519Signer(b"f" * 32)
    content["signer"] = {"alg": forger.alg, "public": forger.verifier.public.hex()}
    round_zero = content["rounds"][0]
    outsider = (
        next(one["leaf"] for one in content["pool"] if one.get("leaf") not in round_zero["panel"])
        if ("leaf" in content["pool"][0])
        else None
    )
    if outsider is None:
        round_zero["panel"] = list(reversed(round_zero["panel"]))
    else:
        round_zero["panel"][0] = outsider
    forged = tmp_path / "forged.json"
    forged.write_bytes(sign(canonical(content), payload_type=PAYLOAD_TYPE, signers=[forger]).to_bytes())
    assert run("verify", forged).code == 5


def test_bounds_that_can_never_bind_do_not_trouble_the_verifier(
    run: Run, roster: Path, change: Run, tmp_path: Path
) -> None:
    committee = change(("max_per_employer = 4", "max_per_employer = 10"))
    words = ("--roster", roster, "--committee", committee, "--out", tmp_path / "out", "--tickets", "100")
    assert run("draw", *words).code == 0
    assert alone(tmp_path / "out", tmp_path / "out" / "certificate.restricted.json").returncode == 0


def test_what_is_no_certificate_is_refused_and_a_missing_file_named(run: Run, tmp_path: Path) -> None:
    for at, content in enumerate((b"", b"{}", b"[" * 5000, b"\xff\xfe", b'{"payload": "x"}', b"null")):
        file = tmp_path / f"not{at}.json"
        file.write_bytes(content)
        assert run("verify", file).code == 5
    missing = run("verify", tmp_path / "none.json")
    assert missing.code == 2
    assert "none.json" in missing.err


def payload_text(certificate: Path) -> str:
    return base64.b64decode(json.loads(certificate.read_bytes())["payload"]).decode()
