"""The hall over HTTP: listed and given to all; laid down by its parties alone, signed, and never replaced."""

from __future__ import annotations

import hashlib
import http.client
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from blind.ceremony import names
from blind.ceremony.countersignature import Countersignature
from blind.ceremony.document import signed
from blind.ceremony.logged import Logged
from blind.encoding import canonical
from blind.keys.ed25519 import Ed25519Signer
from blind.log.checkpoint import Checkpoint, sign_checkpoint
from blind.log.tree import Tree
from expertpool.errors import Refusal
from expertpool.party.hall_door import PACE, Pace
from expertpool.party.hall_pass import HEADER, asked_for, hall_pass, require_pass
from expertpool.party.trust_store import TrustStore
from expertpool.party.witnessing import Consistency
from tests.api.server import Server
from tests.blind.ceremony.hall import HRSS, INSPECTOR, OFFICE, ORIGIN, Hall, mistyped

MEBI = 1 << 20
STRANGER = Ed25519Signer(bytes(range(32)))
REFUSED = (403, "hall.for_parties_alone")


class Answer(NamedTuple):
    status: int
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@pytest.fixture(scope="module")
def made() -> Hall:
    """A ceremony whose seal the witness has seen, with the removal of nobody yet and one link opened."""
    hall = Hall()
    hall.freeze()
    for party in (OFFICE, INSPECTOR, HRSS):
        hall.commit(party)
    hall.seal()
    hall.reveal(INSPECTOR)
    return hall


@pytest.fixture
def server(tmp_path: Path, made: Hall) -> Iterator[Server]:
    """A server of halls under the trust file of that ceremony."""
    pinned = TrustStore(tmp_path / "party")
    pinned.accept(made.trust_file, fingerprint=made.trust.fingerprint, file="trust.json")
    with Server(tmp_path / "halls") as running:
        yield running


def ask(server: Server, method: str, path: str, body: bytes | None = None, shown: str | None = None) -> Answer:
    """A request with a path as typed, not tidied up by any client."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    line.putrequest(method, path, skip_accept_encoding=True)
    if shown is not None:
        line.putheader(HEADER, shown)
    if body is not None:
        line.putheader("Content-Length", str(len(body)))
    line.endheaders(body)
    got = line.getresponse()
    return Answer(got.status, got.read())


def lay(server: Server, by: Ed25519Signer, name: str, body: bytes, *, hall: str = "a", renewed: bool = False) -> Answer:
    """Lay a document down as a party's own program does."""
    asked = asked_for(name, renewed=renewed)
    shown = hall_pass(by, hall, asked, at=datetime.now(UTC), data=body)
    return ask(server, "PUT", f"/hall/{hall}/{asked}", body, shown)


def lay_all(server: Server, made: Hall, *, until: str = "") -> None:
    """Everything of the ceremony so far, each by the party that signed it, in the order it came about."""
    for name, data in made.documents.items():
        if name == until:
            return
        parties = [party for party in (INSPECTOR, HRSS) if f"-{party}" in name]
        by = parties[0] if parties else HRSS if name.endswith(".note") else OFFICE
        assert lay(server, made.signers[by], name, data).status == 200, name


def in_a_longer_ledger(made: Hall, logged: Logged) -> Logged:
    """The same entry, proven after the ledger went on."""
    entries = [*made.ledger.entries[: logged.size], logged.entry.to_bytes()]
    tree = Tree(entries)
    head = sign_checkpoint(Checkpoint(ORIGIN, tree.size, tree.root()), made.ledger.signer)
    path = tuple(tree.inclusion(logged.index))
    return replace(logged, size=tree.size, inclusion=path, checkpoint=head.to_bytes())


def refusal(answer: Answer) -> tuple[int, str]:
    assert sorted(answer.json) == ["code", "hint", "message", "where"]
    assert answer.json["message"]
    return answer.status, answer.json["code"]


def stored(server: Server) -> list[str]:
    return sorted(path.name for path in server.folder.rglob("*")) if server.folder.exists() else []


# --- Laid down by a party ---------------------------------------------------------------------------------------------


def test_documents_of_a_ceremony_are_taken_from_its_parties_and_given_to_all(server: Server, made: Hall) -> None:
    lay_all(server, made)
    listed = {one["name"]: one["sha256"] for one in ask(server, "GET", "/hall/a").json["documents"]}
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in made.documents.items()}
    assert {name: ask(server, "GET", f"/hall/a/{name}").body for name in listed} == made.documents


def test_same_bytes_again_are_the_same_document_and_other_bytes_are_refused(server: Server, made: Hall) -> None:
    office, data = made.signers[OFFICE], made.documents[names.CONTEXT]
    assert lay(server, office, names.CONTEXT, data).json == {"name": "context.json", "first": True}
    assert lay(server, office, names.CONTEXT, data).json == {"name": "context.json", "first": False}
    other = signed(made.context, made.spare[OFFICE])
    assert refusal(lay(server, made.spare[OFFICE], names.CONTEXT, other)) == (409, "party.document_taken")
    assert ask(server, "GET", "/hall/a/context.json").body == data


def test_ledger_proof_is_renewed_by_a_longer_one_until_the_witness_has_signed(server: Server, made: Hall) -> None:
    name, note = names.logged("seal"), names.cosigned("seal")
    office, old = made.signers[OFFICE], made.documents[name]
    lay_all(server, made, until=note)
    longer = in_a_longer_ledger(made, Logged.parse(old))
    assert refusal(lay(server, office, name, longer.to_bytes())) == (409, "party.document_taken")
    assert lay(server, office, name, longer.to_bytes(), renewed=True).status == 200
    assert refusal(lay(server, office, name, old, renewed=True)) == (409, "party.document_taken")
    assert lay(server, made.signers[HRSS], note, made.ledger.cosigned(longer.checkpoint, at=made.now)).status == 200
    assert refusal(lay(server, office, name, longer.to_bytes(), renewed=True)) == (409, "party.document_taken")


def test_of_two_documents_laid_down_at_once_exactly_one_stands(server: Server, made: Hall) -> None:
    bodies = {signed(made.context, key[OFFICE]): key[OFFICE] for key in (made.signers, made.spare)}
    for at in range(8):
        answers: dict[bytes, int] = {}
        gate = threading.Barrier(2)

        def one(body: bytes, hall: str = f"h{at}", answers: dict[bytes, int] = answers, gate: Any = gate) -> None:
            gate.wait()
            answers[body] = lay(server, bodies[body], names.CONTEXT, body, hall=hall).status

        threads = [threading.Thread(target=one, args=(body,)) for body in bodies]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers.values()) == [200, 409]
        winner = next(body for body, status in answers.items() if status == 200)
        assert ask(server, "GET", f"/hall/h{at}/{names.CONTEXT}").body == winner
    assert [name for name in stored(server) if name.startswith(".")] == []


# --- A stranger, and a party that goes too far ------------------------------------------------------------------------


def test_h1_stranger_lays_nothing_down_whatever_he_shows_or_sends(server: Server, made: Hall) -> None:
    now, name, office = datetime.now(UTC), names.CONTEXT, made.signers[OFFICE]
    genuine, forged = made.documents[name], signed(made.context, STRANGER)
    passes = [
        None,
        "",
        "x" * 5000,
        hall_pass(STRANGER, "a", name, at=now, data=genuine),
        hall_pass(office, "a", name, at=now),
        hall_pass(office, "b", name, at=now, data=genuine),
        hall_pass(office, "a", names.SEAL, at=now, data=genuine),
        hall_pass(office, "a", asked_for(name, renewed=True), at=now, data=genuine),
        f"{office.key_id};{hall_pass(STRANGER, 'a', name, at=now, data=genuine).partition(';')[2]}",
    ]
    for shown in passes:
        for body in (genuine, forged, b"anything"):
            assert refusal(ask(server, "PUT", f"/hall/a/{name}", body, shown)) == REFUSED
    late = hall_pass(office, "a", name, at=now - timedelta(minutes=11), data=genuine)
    assert refusal(ask(server, "PUT", f"/hall/a/{name}", genuine, late)) == (403, "hall.clocks_apart")
    assert stored(server) == []


def test_h2_stolen_pass_carries_no_other_bytes(server: Server, made: Hall) -> None:
    shown = hall_pass(
        made.signers[OFFICE], "a", names.CONTEXT, at=datetime.now(UTC), data=made.documents[names.CONTEXT]
    )
    assert refusal(ask(server, "PUT", "/hall/a/context.json", signed(made.context, STRANGER), shown)) == REFUSED
    assert refusal(ask(server, "GET", f"/hall/a/{names.OPENED_POOL}", None, shown))[0] in (403, 404)
    assert stored(server) == []


def test_h3_stranger_is_turned_away_before_his_body_is_read(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall(b"PUT /hall/a/seal.json HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n")
        assert b" 403 " in line.recv(4096).split(b"\r\n")[0]
    assert stored(server) == []


def test_h4_party_cannot_lay_down_what_it_did_not_sign_or_what_is_not_its_own(server: Server, made: Hall) -> None:
    lay_all(server, made, until=names.commitment(INSPECTOR))
    hrss, inspector, spare = made.signers[HRSS], made.signers[INSPECTOR], made.spare[INSPECTOR]
    own = made.documents[names.commitment(INSPECTOR)]
    uncosigned = Logged.parse(made.documents[names.logged("seal")]).checkpoint
    kept = stored(server)
    for by, name, body, found in [
        (hrss, names.commitment(INSPECTOR), own, "hall.not_signed"),
        (inspector, names.commitment(HRSS), own, "hall.not_signed"),
        (inspector, names.commitment(INSPECTOR), mistyped(own), "hall.not_signed"),
        (inspector, names.escrow(INSPECTOR), own, "hall.not_signed"),
        (inspector, names.commitment(INSPECTOR), b"anything", "hall.not_signed"),
        (inspector, names.SEAL, made.documents[names.SEAL], "hall.by_the_office"),
        (inspector, names.logged("seal"), made.documents[names.logged("seal")], "hall.by_the_office"),
        (inspector, names.consistency("seal"), Consistency(1, 2, ()).to_bytes(), "hall.by_the_office"),
        (inspector, names.previous(1, names.CONTEXT), made.documents[names.CONTEXT], "hall.by_the_office"),
        (inspector, names.certificate(0, "restricted"), b"{}", "hall.by_the_office"),
        (hrss, names.cosigned("seal"), uncosigned, "hall.not_signed"),
        (made.signers[OFFICE], names.certificate(0, "public"), own, "hall.not_signed"),
        (made.signers[OFFICE], names.consistency("seal"), b"junk", "hall.not_signed"),
        (spare, names.commitment(INSPECTOR), signed(made.read().commits[INSPECTOR], spare), "hall.not_signed"),
    ]:
        assert refusal(lay(server, by, name, body)) == (403, found), name
    assert stored(server) == kept


def test_h5_document_of_another_draw_is_not_taken(server: Server, made: Hall) -> None:
    lay_all(server, made, until=names.commitment(INSPECTOR))
    record = Countersignature(bytes(32), HRSS, bytes(32), "public", made.now)
    name = names.countersigned(names.certificate(0, "public"), HRSS)
    body = signed(record, made.signers[HRSS])
    assert refusal(lay(server, made.signers[HRSS], name, body)) == (403, "hall.not_signed")


def test_h10_party_does_not_open_anothers_secret_without_both_halves(server: Server, made: Hall) -> None:
    lay_all(server, made)
    state, inspector = made.read(), made.signers[INSPECTOR]
    own = state.rounds[0].reveals[INSPECTOR]
    forged = replace(own, party=HRSS, openings=(bytes(32), bytes(range(32))))
    answer = lay(server, inspector, names.reveal(HRSS, 0), signed(forged, inspector))
    assert refusal(answer) == (403, "hall.not_signed")
    assert names.reveal(HRSS, 0) not in stored(server)


def test_h6_ledger_proof_that_the_log_did_not_sign_is_not_taken(server: Server, made: Hall) -> None:
    lay_all(server, made, until=names.logged("seal"))
    logged = json.loads(made.documents[names.logged("seal")])
    for change in (
        {"size": logged["size"] + 1},
        {"inclusion": ["00" * 32]},
        {"checkpoint": "x\n1\nAA==\n\n— x AAAA\n"},
    ):
        answer = lay(server, made.signers[OFFICE], names.logged("seal"), canonical({**logged, **change}))
        assert refusal(answer) == (403, "hall.not_signed")
    assert names.logged("seal") not in stored(server)


def test_h7_nobody_but_the_office_opens_a_hall(server: Server, made: Hall) -> None:
    for party in (INSPECTOR, HRSS):
        name = names.commitment(party)
        assert refusal(lay(server, made.signers[party], name, made.documents[name])) == (403, "hall.by_the_office")
        forged = signed(made.context, made.signers[party])
        assert refusal(lay(server, made.signers[party], names.CONTEXT, forged)) == (403, "hall.by_the_office")
    assert stored(server) == []


def test_h8_key_that_lays_down_too_fast_has_to_wait(server: Server, made: Hall) -> None:
    office, body = made.signers[OFFICE], made.documents[names.CONTEXT]
    pace: Pace = server.app.state.wiring.halls.pace  # type: ignore[union-attr]  # the server is running
    for _ in range(PACE):
        pace.count(office.key_id)
    assert refusal(lay(server, office, names.CONTEXT, body)) == (429, "hall.too_fast")
    assert stored(server) == []
    assert lay(server, made.spare[OFFICE], names.CONTEXT, signed(made.context, made.spare[OFFICE])).status == 200


def test_pace_counts_the_last_minute_alone() -> None:
    now = [0.0]
    pace = Pace(clock=lambda: now[0])
    for _ in range(PACE):
        pace.count("key")
    now[0] = 60.0
    pace.count("key")
    assert len(pace.lately["key"]) == 1


def test_h9_closed_key_lays_nothing_down() -> None:
    """A key that the trust file has closed, as one that was stolen, signs no pass."""
    hall = Hall()
    hall.freeze()
    newest = hall.trust.newest
    held = newest.roles[OFFICE].keys
    stolen = replace(held[0], to_index=1)
    roles = {**newest.roles, OFFICE: replace(newest.roles[OFFICE], keys=(stolen, *held[1:]))}
    trust = replace(hall.trust, versions=(replace(newest, roles=roles),))
    thief = next(one[OFFICE] for one in (hall.signers, hall.spare) if one[OFFICE].key_id == stolen.key_id)
    shown = hall_pass(thief, "a", names.CONTEXT, at=hall.now, data=b"x")
    with pytest.raises(Refusal, match="for_parties_alone"):
        require_pass(shown, "a", names.CONTEXT, trust=lambda: trust, now=hall.now, laying=True)


# --- Names, limits, other pages ---------------------------------------------------------------------------------------


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
    assert stored(server) == []


@pytest.mark.parametrize("hall", ["..", "%2e%2e", ".hidden", "a%2fb", "a" * 65, "%E5%8E%85", "a%20b", "-x"])
def test_name_of_no_hall_is_refused_and_nothing_appears(server: Server, hall: str) -> None:
    answer = ask(server, "PUT", f"/hall/{hall}/seal.json", b"x")
    assert refusal(answer) in {(400, "hall.bad_hall_name"), (404, "hall.no_page")}
    assert stored(server) == []


def test_document_above_its_limit_is_refused_and_not_kept(server: Server, made: Hall) -> None:
    body = b"x" * (8 * MEBI + 1)
    assert refusal(lay(server, made.signers[OFFICE], names.CONTEXT, body)) == (413, "hall.too_large")
    assert refusal(lay(server, made.signers[OFFICE], names.CONTEXT, body[:-1])) == (403, "hall.not_signed")
    assert stored(server) == []


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


def test_no_refusal_names_the_servers_own_folders(server: Server, made: Hall) -> None:
    lay_all(server, made, until=names.SEAL)
    taken = lay(server, made.spare[OFFICE], names.CONTEXT, signed(made.context, made.spare[OFFICE]))
    assert taken.status == 409
    for answer in (taken, ask(server, "GET", "/hall/none"), ask(server, "PUT", "/hall/a/seal.json", b"x")):
        assert str(server.folder) not in answer.body.decode()


def test_files_of_the_office_beside_the_documents_are_not_served(server: Server, made: Hall) -> None:
    lay(server, made.signers[OFFICE], names.CONTEXT, made.documents[names.CONTEXT])
    (server.folder / "a" / "ceremony.toml").write_text("plan")
    (server.folder / "a" / "notes.docx").write_text("private")
    assert [one["name"] for one in ask(server, "GET", "/hall/a").json["documents"]] == ["context.json"]
