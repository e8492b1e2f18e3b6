"""The hall over HTTP: listed, given, laid down; never replaced, never outside its folder, one shape of refusal."""

from __future__ import annotations

import hashlib
import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.api.server import Server

MEBI = 1 << 20


class Answer(NamedTuple):
    status: int
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "halls") as running:
        yield running


def ask(server: Server, method: str, path: str, body: bytes | None = None) -> Answer:
    """A request with a path as typed, not tidied up by any client."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    line.putrequest(method, path, skip_accept_encoding=True)
    if body is not None:
        line.putheader("Content-Length", str(len(body)))
    line.endheaders(body)
    got = line.getresponse()
    return Answer(got.status, got.read())


def refusal(answer: Answer) -> tuple[int, str]:
    assert sorted(answer.json) == ["code", "hint", "message", "where"]
    assert answer.json["message"]
    return answer.status, answer.json["code"]


def test_document_laid_down_is_listed_with_its_digest_and_given_back(server: Server) -> None:
    assert ask(server, "PUT", "/hall/2025-a/seal.json", b"sealed").json == {"name": "seal.json", "first": True}
    digest = hashlib.sha256(b"sealed").hexdigest()
    listed = {"hall": "2025-a", "documents": [{"name": "seal.json", "size": 6, "sha256": digest}]}
    assert ask(server, "GET", "/hall/2025-a").json == listed
    assert ask(server, "GET", "/hall/2025-a/seal.json") == (200, b"sealed")
    assert (server.folder / "2025-a" / "seal.json").read_bytes() == b"sealed"


def test_same_bytes_again_are_the_same_document_and_other_bytes_are_refused(server: Server) -> None:
    ask(server, "PUT", "/hall/a/seal.json", b"one")
    assert ask(server, "PUT", "/hall/a/seal.json", b"one").json == {"name": "seal.json", "first": False}
    assert refusal(ask(server, "PUT", "/hall/a/seal.json", b"two")) == (409, "party.document_taken")
    assert ask(server, "GET", "/hall/a/seal.json").body == b"one"


def test_ledger_proof_may_be_renewed_until_the_witness_has_signed(server: Server) -> None:
    path = "/hall/a/seal-logged.json"
    ask(server, "PUT", path, b"old")
    assert refusal(ask(server, "PUT", path, b"new")) == (409, "party.document_taken")
    assert ask(server, "PUT", f"{path}?renewed=true", b"new").status == 200
    ask(server, "PUT", "/hall/a/seal-cosigned.note", b"note")
    assert refusal(ask(server, "PUT", f"{path}?renewed=true", b"newer")) == (409, "party.document_taken")
    assert refusal(ask(server, "PUT", "/hall/a/seal.json?renewed=true", b"x")) == (409, "party.document_taken")
    assert ask(server, "GET", path).body == b"new"


def test_of_two_documents_laid_down_at_once_exactly_one_stands(server: Server) -> None:
    for at in range(15):
        path, answers = f"/hall/a/result-{at}.json", {}
        gate = threading.Barrier(2)

        def lay(body: bytes, path: str = path, answers: dict[bytes, int] = answers, gate: Any = gate) -> None:
            gate.wait()
            answers[body] = ask(server, "PUT", path, body).status

        threads = [threading.Thread(target=lay, args=(body,)) for body in (b"left", b"right")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers.values()) == [200, 409]
        winner = next(body for body, status in answers.items() if status == 200)
        assert ask(server, "GET", path).body == winner
    left = [path.name for path in (server.folder / "a").iterdir() if path.name.startswith(".")]
    assert left == []


@pytest.mark.parametrize(
    "name",
    [
        *("..%2f..%2fpasswd", "%2e%2e", "..%5cseal.json", "seal.json%00", "seal.txt", "ceremony.toml", ".lock"),
        *("SEAL.json", "commit-" + "a" * 300 + ".json", "seal.json%0a", "%E5%B0%81.json", "trust.json"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_name_of_no_document_is_refused_and_nothing_appears(server: Server, method: str, name: str) -> None:
    answer = ask(server, method, f"/hall/a/{name}", b"x" if method == "PUT" else None)
    assert refusal(answer) in {(400, "hall.bad_document_name"), (404, "hall.no_page")}
    assert list(server.folder.parent.rglob("*")) == []


@pytest.mark.parametrize("hall", ["..", "%2e%2e", ".hidden", "a%2fb", "a" * 65, "%E5%8E%85", "a%20b", "-x"])
def test_name_of_no_hall_is_refused_and_nothing_appears(server: Server, hall: str) -> None:
    answer = ask(server, "PUT", f"/hall/{hall}/seal.json", b"x")
    assert refusal(answer) in {(400, "hall.bad_hall_name"), (404, "hall.no_page")}
    assert list(server.folder.parent.rglob("*")) == []


def test_document_above_its_limit_is_refused_and_not_kept(server: Server) -> None:
    assert refusal(ask(server, "PUT", "/hall/a/seal.json", b"x" * (8 * MEBI + 1))) == (413, "hall.too_large")
    assert ask(server, "PUT", "/hall/a/seal.json", b"x" * (8 * MEBI)).status == 200


@pytest.mark.parametrize(
    ("method", "path", "found"),
    [
        ("GET", "/hall/none", (404, "hall.no_hall")),
        ("GET", "/hall/none/seal.json", (404, "hall.no_document")),
        ("GET", "/elsewhere", (404, "api.no_page")),
        ("GET", "/docs", (404, "api.no_page")),
        ("DELETE", "/hall/a/seal.json", (405, "hall.no_method")),
        ("POST", "/hall/a", (405, "hall.no_method")),
        ("PUT", "/hall/a/seal.json?renewed=perhaps", (400, "hall.bad_question")),
    ],
)
def test_what_is_not_there_is_refused_in_the_one_shape(
    server: Server, method: str, path: str, found: tuple[int, str]
) -> None:
    assert refusal(ask(server, method, path, b"")) == found


def test_no_refusal_names_the_servers_own_folders(server: Server) -> None:
    ask(server, "PUT", "/hall/a/seal.json", b"one")
    for answer in (ask(server, "PUT", "/hall/a/seal.json", b"two"), ask(server, "GET", "/hall/none")):
        assert str(server.folder) not in answer.body.decode()


def test_files_of_the_office_beside_the_documents_are_not_served(server: Server) -> None:
    ask(server, "PUT", "/hall/a/seal.json", b"one")
    (server.folder / "a" / "ceremony.toml").write_text("plan")
    (server.folder / "a" / "notes.docx").write_text("private")
    assert [one["name"] for one in ask(server, "GET", "/hall/a").json["documents"]] == ["seal.json"]
