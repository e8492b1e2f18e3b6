"""HTTPS with the office's own authority: trusted by those who took it over, and by nobody else."""

from __future__ import annotations

import re
import signal
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from expertpool.__main__ import main
from tests.conftest import AT
from web.certificates import certified


def test_served_over_https_is_trusted_with_the_authority_and_refused_without(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "expertpool", "serve", "--https", "--port", "0", "--home", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        told = ""
        while not (found := re.search(r"https://127\.0\.0\.1:\d+", told)):
            told += server.stderr.readline()
        trusting = ssl.create_default_context(cafile=str(tmp_path / "https" / "authority.pem"))
        with urllib.request.urlopen(f"{found[0]}/sign-in", timeout=20, context=trusting) as answer:  # noqa: S310  # our own server
            assert answer.headers["strict-transport-security"] == "max-age=31536000"
        with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
            urllib.request.urlopen(f"{found[0]}/sign-in", timeout=20)  # noqa: S310  # our own server
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)
    assert server.returncode == 0


def test_authority_stays_and_the_certificate_is_renewed_before_it_runs_out(tmp_path: Path) -> None:
    first = certified(tmp_path, "127.0.0.1", at=AT)
    before = first.certificate.read_bytes()
    assert certified(tmp_path, "127.0.0.1", at=AT + timedelta(days=300)).certificate.read_bytes() == before
    later = certified(tmp_path, "127.0.0.1", at=AT + timedelta(days=380))
    assert later.certificate.read_bytes() != before
    assert later.fingerprint == first.fingerprint
    other = certified(tmp_path, "desk.office.cn", at=AT + timedelta(days=380))
    names = x509.load_pem_x509_certificate(other.certificate.read_bytes()).extensions
    held = names.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName)
    assert "desk.office.cn" in held


def test_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    made = certified(tmp_path, "127.0.0.1", at=AT)
    assert [oct(path.stat().st_mode & 0o777) for path in (made.key, tmp_path / "authority.key")] == ["0o600"] * 2


@pytest.mark.parametrize("given", [["--certificate", "x.pem"], ["--key", "x.key"]])
def test_certificate_without_its_key_is_refused(tmp_path: Path, given: list[str]) -> None:
    assert main(["serve", *given, "--port", "0", "--home", str(tmp_path)]) == 2


def test_certificate_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("x.pem", "x.key"):
        (tmp_path / name).write_text("nothing")
    given = ["--certificate", str(tmp_path / "x.pem"), "--key", str(tmp_path / "x.key")]
    assert main(["serve", *given, "--port", "0", "--home", str(tmp_path)]) == 2
    assert "x.pem" in capsys.readouterr().err
