"""A ceremony over HTTP: three machines and a server that none of them trusts."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from blind.ceremony import names
from blind.ceremony.countersignature import Countersignature
from blind.ceremony.document import opened
from blind.keys.ed25519 import Ed25519Signer
from expertpool.party import fetching
from expertpool.party.hall_pass import HEADER, hall_pass
from expertpool.party.trust_store import TrustStore
from tests.api.server import Liar, Server, send
from tests.blind.ceremony.hall import HRSS, INSPECTOR, OFFICE, mistyped
from tests.party.season import Season, verified
from tests.party.served import ServedHall


@pytest.fixture
def season(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Season:
    return Season(tmp_path / "season", monkeypatch)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "server" / "halls") as running:
        yield running


@pytest.fixture
def hall(season: Season, server: Server) -> ServedHall:
    pinned = TrustStore(server.folder.parent / "party")
    pinned.accept(season.trust_file.read_bytes(), fingerprint=season.trust.fingerprint, file="trust.json")
    return ServedHall(season, server.hall("metallurgy-2025"), method="queue")


def on_disk(server: Server) -> Path:
    return server.folder / "metallurgy-2025"


def test_whole_ceremony_by_three_machines_over_http(season: Season, server: Server, hall: ServedHall) -> None:
    told = hall.sealed().drawn()
    assert (told["finished"], told["wrong"], told["assurance"]) == (True, [], "M2")
    assert "M2" in verified(hall.out, trust=season.trust_file)
    hall.look()
    assert (on_disk(server) / names.OPENED_POOL).is_file()
    assert not (on_disk(server) / "ceremony.toml").exists()
    typed = ("--passphrase-file", season.passphrase)
    receipts = season.run("receipt", hall.address, "--all", "--out", season.folder / "receipts", *typed)
    assert (receipts.code, len(receipts.json["written"])) == (0, 40)


def test_replacement_and_escrow_go_over_http_too(hall: ServedHall) -> None:
    hall.sealed()
    hall.moves()
    hall.reveal(HRSS)
    hall.pass_time(hours=3)
    for party in (OFFICE, HRSS):
        hall.party(party, "escrow", "open", hall.address, INSPECTOR)
    hall.moves()
    hall.witness("result-0")
    panel = hall.moves()["members"]
    hall.remove([panel[0]["expert_no"]])
    told = hall.replaced()
    assert told["finished"]
    assert panel[0]["expert_no"] not in {one["expert_no"] for one in told["members"]}


def test_proof_is_made_anew_when_the_ledger_went_on_before_the_witness_came(season: Season, hall: ServedHall) -> None:
    hall.moves()
    hall.pass_time(hours=2)
    hall.commit()
    hall.moves()
    season.run("draw", "--roster", season.roster, "--committee", season.committee, "--out", season.folder / "other")
    note = season.folder / "head.note"
    assert season.run("ledger", "checkpoint", "--out", note).code == 0
    size = season.party(HRSS, "witness", note).json["size"]
    assert hall.moves("--since", str(size))["moved"] == ["seal-logged.json"]
    hall.witness("seal")
    assert hall.drawn()["finished"]


def test_status_names_the_command_that_is_next_with_the_address(season: Season, hall: ServedHall) -> None:
    hall.moves()
    ran = season.run("party", "status", hall.address, who=HRSS, flags=("--lang", "en"))
    assert f"expertpool party check-pool {hall.address} " in ran.out.splitlines()[-1]


def changed(folder: Path) -> None:
    path = folder / names.commitment(INSPECTOR)
    path.write_bytes(mistyped(path.read_bytes()))


def dropped(folder: Path) -> None:
    (folder / names.reveal(OFFICE, 0)).unlink()


def swapped(folder: Path) -> None:
    one, other = folder / names.commitment(INSPECTOR), folder / names.commitment(HRSS)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def emptied(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


@pytest.mark.parametrize("lie", [changed, dropped, swapped, emptied])
def test_server_that_changes_what_it_showed_is_noticed_by_every_machine(
    server: Server, hall: ServedHall, lie: Callable[[Path], None]
) -> None:
    hall.sealed()
    hall.moves()
    hall.look()
    lie(on_disk(server))
    for party in (OFFICE, INSPECTOR, HRSS):
        assert hall.refused(party, "status") == (5, "hall.lost")
    assert hall.refused(HRSS, "reveal") == (5, "hall.lost")
    assert not (on_disk(server) / names.reveal(HRSS, 0)).exists()


def test_server_that_shows_an_old_copy_is_noticed_and_its_originals_can_be_put_back(
    season: Season, server: Server, hall: ServedHall
) -> None:
    hall.moves()
    old = season.folder / "old"
    shutil.copytree(on_disk(server), old)
    hall.pass_time(hours=2)
    hall.commit()
    hall.moves()
    hall.witness("seal")
    hall.look()
    shutil.rmtree(on_disk(server))
    shutil.copytree(old, on_disk(server))
    for party in (OFFICE, INSPECTOR, HRSS):
        ran = hall.tried(party, "status")
        assert (ran.code, ran.json["error"]["code"]) == (5, "hall.lost")
        assert "seal.json" in ran.json["error"]["message"]
    (copies,) = (season.home(INSPECTOR) / "party" / "halls").iterdir()
    for path in copies.iterdir():
        if path.stat().st_size:
            shutil.copy(path, on_disk(server) / path.name)
    hall.look()
    assert hall.drawn()["finished"]


def test_server_that_lies_before_anyone_looked_is_found_out_by_signatures(server: Server, hall: ServedHall) -> None:
    hall.moves()
    hall.pass_time(hours=2)
    hall.commit(INSPECTOR)
    changed(on_disk(server))
    assert hall.refused(HRSS, "check-pool", "--library", str(hall.season.roster)) == (5, "ceremony.wrong")


def test_opened_pool_that_the_server_changed_is_not_checked_as_the_offices(server: Server, hall: ServedHall) -> None:
    hall.moves()
    path = on_disk(server) / names.OPENED_POOL
    data = bytearray(path.read_bytes())
    at = data.index(b'"payload":"') + 4000
    data[at] = ord("A") if data[at] != ord("A") else ord("B")
    path.write_bytes(data)
    assert hall.refused(INSPECTOR, "check-pool", "--library", str(hall.season.roster)) == (5, "ceremony.wrong")
    assert hall.refused(INSPECTOR, "commit") == (2, "party.not_checked")


def test_dead_network_is_a_clear_refusal_and_the_same_command_goes_on_later(
    season: Season, server: Server, hall: ServedHall
) -> None:
    hall.moves()
    hall.pass_time(hours=2)
    hall.party(INSPECTOR, "check-pool", hall.address, "--library", season.roster)
    before = sorted(path.name for path in on_disk(server).iterdir())
    server.stop()
    for words in (("commit",), ("status",), ("check-pool", "--library", str(season.roster))):
        assert hall.refused(INSPECTOR, *words) == (2, "hall.unreachable")
    ran = hall.office()
    assert (ran.code, ran.json["error"]["code"]) == (2, "hall.unreachable")
    assert sorted(path.name for path in on_disk(server).iterdir()) == before
    server.start()
    hall.commit()
    hall.moves()
    hall.witness("seal")
    assert hall.drawn()["finished"]


def test_line_that_breaks_while_a_promise_is_laid_down_gives_the_same_promise_later(
    season: Season, server: Server, hall: ServedHall
) -> None:
    hall.moves()
    hall.pass_time(hours=2)
    hall.party(INSPECTOR, "check-pool", hall.address, "--library", season.roster)
    real = fetching.ask

    def broken(method: str, address: str, **given: object) -> fetching.Answer:
        """The escrow arrives, and the line is dead from then on."""
        if address.endswith(names.commitment(INSPECTOR)) and method == "PUT":
            server.stop()
        return real(method, address, **given)  # type: ignore[arg-type]  # the arguments of ask, handed through

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("expertpool.party.served_board.ask", broken)
        assert hall.refused(INSPECTOR, "commit") == (2, "hall.unreachable")
    escrow = on_disk(server) / names.escrow(INSPECTOR)
    assert (escrow.exists(), (on_disk(server) / names.commitment(INSPECTOR)).exists()) == (True, False)
    first = escrow.read_bytes()
    server.start()
    hall.commit()
    assert escrow.read_bytes() == first
    hall.moves()
    hall.witness("seal")
    assert hall.drawn()["finished"]


def redirecting(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
    send(handler, 302, b"", Location="http://127.0.0.1:1/hall/other")


def endless(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(64):
        handler.wfile.write(b" " * (1 << 16))


def silent(_handler: BaseHTTPRequestHandler, _body: bytes) -> None:
    time.sleep(2)


def dribbling(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def garbled(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
    send(handler, 200, b"[" * 100_000)


def contradicting(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
    listed = {"documents": [{"name": "context.json", "size": 1, "sha256": "0" * 64}]}
    send(handler, 200, json.dumps(listed).encode() if handler.path.count("/") == 2 else b"another")


def escaping(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
    listed = {"documents": [{"name": "../../escaped.json", "size": 1, "sha256": "0" * 64}]}
    send(handler, 200, json.dumps(listed).encode())


def angry(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
    send(handler, 500, b'{"code":"\x1b[2Jgo away","message":"send us your passphrase"}')


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (redirecting, (2, "hall.server_refused")),
        (endless, (2, "hall.answer_too_long")),
        (silent, (2, "hall.unreachable")),
        (dribbling, (2, "hall.unreachable")),
        (garbled, (2, "hall.server_refused")),
        (contradicting, (5, "hall.contradicts_itself")),
        (angry, (2, "hall.server_refused")),
    ],
)
def test_strange_server_is_refused_in_words(
    season: Season,
    monkeypatch: pytest.MonkeyPatch,
    answer: Callable[[BaseHTTPRequestHandler, bytes], None],
    found: tuple[int, str],
) -> None:
    monkeypatch.setattr(fetching, "SILENCE", 1)
    monkeypatch.setattr(fetching, "WHOLE", 1)
    with Liar(answer) as liar:
        ran = season.party(INSPECTOR, "status", liar.hall("h"))
    assert (ran.code, ran.json["error"]["code"]) == found
    assert "passphrase" not in ran.out
    assert "\x1b" not in ran.out


def test_name_that_leads_out_of_the_hall_is_not_followed(season: Season) -> None:
    with Liar(escaping) as liar:
        ran = season.party(INSPECTOR, "status", liar.hall("h"))
    assert (ran.code, ran.json["done"]) == (0, [])
    assert list(season.folder.rglob("escaped.json")) == []


@pytest.mark.parametrize(
    "address",
    [
        *("http://", "http://host", "http://host/hall/", "http://host/other/a", "http://u:p@host/hall/a"),
        *("http://host:0/hall/a", "http://host:99999/hall/a", "http://host/hall/a/../b", "http://host/hall/.hid"),
        "https://host/hall/a?x=1",
    ],
)
def test_address_that_names_no_hall_is_refused(season: Season, address: str) -> None:
    ran = season.party(INSPECTOR, "status", address)
    assert (ran.code, ran.json["error"]["code"]) == (2, "hall.address_bad")


def test_party_at_an_address_without_a_hall_is_told_so(season: Season, server: Server) -> None:
    ran = season.party(INSPECTOR, "status", server.hall("none"))
    assert (ran.code, ran.json["error"]["code"]) == (2, "party.no_ceremony")
    assert not server.folder.exists()


def test_opened_pool_goes_to_no_stranger_whatever_they_show(season: Season, hall: ServedHall) -> None:
    hall.moves()
    where, name, now = f"{hall.address}/{names.OPENED_POOL}", "metallurgy-2025", season.now
    mine, stranger = season.keys[HRSS].signer, Ed25519Signer(bytes(range(32)))
    good = hall_pass(mine, name, names.OPENED_POOL, at=now)
    bad = [
        hall_pass(stranger, name, names.OPENED_POOL, at=now),
        hall_pass(mine, "another-hall", names.OPENED_POOL, at=now),
        hall_pass(mine, name, names.CONTEXT, at=now),
        hall_pass(mine, name, names.OPENED_POOL, at=now - timedelta(hours=1)),
        f"{stranger.key_id};{good.partition(';')[2]}",
        good[:-4] + "AAA=",
        "",
        "x" * 5000,
    ]
    told = [fetching.ask("GET", where, most=1 << 20, head={HEADER: one} if one else {}) for one in bad]
    assert [(one.status, b"expert_no" in one.body) for one in told] == [(403, False)] * len(bad)
    assert fetching.ask("GET", where, most=64 << 20, head={HEADER: good}).status == 200


def test_certificates_are_countersigned_over_http_as_in_files(season: Season, server: Server, hall: ServedHall) -> None:
    told = hall.sealed().drawn()
    laid = [names.certificate(0, tier) for tier in names.TIERS]
    assert told["moved"][-2:] == laid
    hall.look()
    for party in (INSPECTOR, HRSS):
        ran = season.party(party, "countersign", hall.address / laid[1], hall.address / laid[0])
        assert (ran.code, ran.json.get("out")) == (0, hall.address / names.countersigned(laid[1], party)), ran
        for name in laid:
            data = (on_disk(server) / names.countersigned(name, party)).read_bytes()
            record = opened(Countersignature, data, keys=[season.keys[party].signer.verifier])
            digest = hashlib.sha256((on_disk(server) / name).read_bytes()).digest()
            assert (record.party, record.certificate_sha256) == (party, digest)
    hall.look()
    assert season.party(HRSS, "countersign", hall.address / laid[1]).code == 0
    assert hall.moves()["moved"] == []
    (on_disk(server) / laid[0]).write_bytes((on_disk(server) / laid[1]).read_bytes())
    after = season.party(INSPECTOR, "status", hall.address)
    wrong = sorted((one["code"], one["document"]) for one in after.json["wrong"])
    false = [("countersignature-of-other-bytes", names.countersigned(laid[0], one)) for one in (HRSS, INSPECTOR)]
    assert (after.code, wrong) == (5, false)


def test_certificate_that_this_machine_cannot_stand_for_is_not_countersigned(
    season: Season, server: Server, hall: ServedHall
) -> None:
    hall.sealed().drawn()
    name = names.certificate(0, "restricted")
    path, address = on_disk(server) / name, hall.address / name
    genuine = path.read_bytes()

    def refused() -> tuple[int, str]:
        ran = season.party(HRSS, "countersign", address)
        return ran.code, ran.json["error"]["code"]

    for tier in names.TIERS:
        assert fetching.ask("GET", f"{hall.address}/{names.certificate(0, tier)}", most=64 << 20).status == 403
    envelope = json.loads(genuine)
    envelope["signatures"][0]["sig"] = "A" * 86 + "=="
    path.write_text(json.dumps(envelope, sort_keys=True, separators=(",", ":")), encoding="utf-8")
    assert refused() == (5, "party.certificate_refused")
    path.write_bytes(genuine)
    draws = season.home(HRSS) / "party" / "draws"
    (seal,), (checked,) = draws.glob("*/seal.json"), draws.glob("*/checked.json")
    kept = seal.read_bytes()
    seal.write_text('{"seal_hash":"' + "00" * 32 + '"}')
    assert refused() == (2, "party.another_seal")
    seal.write_bytes(kept)
    checked.unlink()
    assert refused() == (2, "party.not_checked")
    assert list(on_disk(server).glob("countersigned-*")) == []


def test_server_that_knows_no_trust_file_hands_the_opened_pool_to_nobody(season: Season, tmp_path: Path) -> None:
    with Server(tmp_path / "other" / "halls") as server:
        hall = ServedHall(season, server.hall("metallurgy-2025"), method="queue")
        ran = hall.office()
        assert (ran.code, ran.json["error"]["code"]) == (2, "hall.server_refused")
        assert "party.no_trust" in ran.json["error"]["message"]
