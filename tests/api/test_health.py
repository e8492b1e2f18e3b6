"""Health, measures and the log: what the operator learns, what others learn, and that nobody's name is in any of it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.counts import Counts
from api.log_lines import REQUESTS, JsonLines, logging_to
from api.readiness import readiness
from api.wiring import Wiring
from expertpool.db import prepared_engine
from expertpool.party.halls import Halls
from expertpool.settings import Settings
from web.app import make_site

TOKEN = {"authorization": "Bearer right-token"}


@pytest.fixture(scope="module")
def wiring(tmp_path_factory: pytest.TempPathFactory) -> Wiring:
    home = tmp_path_factory.mktemp("watched") / "home"
    settings = replace(Settings.embedded(home), metrics_token="right-token")  # noqa: S106  # made up here
    prepared_engine(settings).dispose()
    return Wiring(Halls(home / "halls"), settings=settings)


def asking(wiring: Wiring, host: str = "127.0.0.1") -> TestClient:
    return TestClient(make_site(wiring), "http://testserver", client=(host, 50000), raise_server_exceptions=False)


def test_whoever_asks_learns_that_the_server_is_ready_and_no_more(wiring: Wiring) -> None:
    far = asking(wiring, "10.1.2.3")
    assert far.get("/health/live").json() == {"alive": True}
    answer = far.get("/health/ready")
    assert (answer.status_code, answer.json()) == (200, {"ready": True})


def test_the_operator_learns_what_was_looked_at(wiring: Wiring) -> None:
    told = asking(wiring).get("/health/ready").json()
    looks = ("database", "migrations", "ledger", "clock", "disk")
    assert told == {"ready": True, "checks": dict.fromkeys(looks, True)}


def test_a_full_disk_and_a_database_out_of_reach_are_said(wiring: Wiring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.readiness.LEAST", 1 << 62)
    assert {name.value: good for name, good in readiness(wiring).looks.items() if not good} == {"disk": False}
    gone = replace(wiring, settings=replace(wiring.own, database_url="postgresql://nobody@127.0.0.1:9/none"))
    gone.__dict__["engine"] = _unreachable(gone.own)
    answer = asking(gone).get("/health/ready")
    assert answer.status_code == 503
    assert set(answer.json()["checks"].values()) == {False}
    refused = asking(gone).get("/api/v1/sign-ins/me", headers={"cookie": "expertpool=a-token"})
    assert (refused.status_code, refused.json()["code"]) == (503, "machine.no_database")
    assert refused.headers["retry-after"] == "2"


def _unreachable(settings: Settings) -> object:
    from expertpool.db import database_engine

    return database_engine(settings, kept=True)


@pytest.mark.parametrize(
    ("host", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.1.2.3", {}, 404),
        ("127.0.0.1", {"x-forwarded-for": "10.1.2.3"}, 404),
        ("10.1.2.3", {"authorization": "Bearer wrong-token"}, 404),
        ("10.1.2.3", {"authorization": "Bearer "}, 404),
        ("10.1.2.3", TOKEN, 200),
    ],
)
def test_measures_are_for_this_machine_and_for_the_token(
    wiring: Wiring, host: str, headers: dict[str, str], status: int
) -> None:
    assert asking(wiring, host).get("/metrics", headers=headers).status_code == status


def test_behind_a_proxy_the_token_alone_counts(wiring: Wiring) -> None:
    behind = asking(replace(wiring, proxied=True))
    assert [behind.get("/metrics", headers=one).status_code for one in ({}, TOKEN)] == [404, 200]


def test_without_a_token_in_the_settings_none_is_right(wiring: Wiring) -> None:
    bare = replace(wiring, settings=replace(wiring.own, metrics_token=None))
    far = asking(bare, "10.1.2.3")
    shown = [far.get("/metrics", headers={"authorization": one}).status_code for one in ("Bearer ", "Bearer None")]
    assert shown == [404, 404]


def test_requests_are_counted_by_the_names_of_routes(wiring: Wiring) -> None:
    near = asking(replace(wiring))
    for path in ("/health/live", "/screen/张三的仪式厅", "/no/such/110101199001010016", "/screen/a?name=李四"):
        near.get(path)
    text = near.get("/metrics").text
    counted = [line for line in text.splitlines() if line.startswith("expertpool_requests_total{")]
    assert counted == [
        'expertpool_requests_total{method="GET",route="-",status="404"} 1',
        'expertpool_requests_total{method="GET",route="/health/live",status="200"} 1',
        'expertpool_requests_total{method="GET",route="/screen/{hall}",status="404"} 2',
    ]
    assert text.isascii()
    assert "expertpool_requests_under_way 1" in text


def test_waits_are_counted_up_to_each_bound() -> None:
    counts = Counts()
    for seconds in (0.001, 0.03, 0.03, 99.0):
        counts.add("GET", "/x", 200, seconds)
    counts.add("GET", "/x", 200, None)
    said = [line for line in counts.lines() if line.startswith("expertpool_request_seconds")]
    assert [line.rpartition(" ")[2] for line in said] == [
        *("1", "1", "1", "3", "3", "3", "3", "3", "3", "3", "4"),
        *("99.061", "4"),
    ]


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "log" / "server.jsonl"
    with logging_to(path):
        yield path


def test_the_log_has_one_line_a_request_and_no_address(wiring: Wiring, lines: Path) -> None:
    near = asking(wiring)
    near.get("/screen/张三?name=李四", headers={"cookie": "expertpool=secret-token", "user-agent": "wang-wu"})
    near.post("/sign-in", data={"name": "zhangsan", "password": "hunter2", "code": "000000"}, headers={"origin": "x"})
    told = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert [(one["method"], one["route"], one["status"]) for one in told] == [
        ("GET", "/screen/{hall}", 404),
        ("POST", "-", 403),
    ]
    assert {tuple(one) for one in told} == {
        ("at", "level", "from", "request", "message", "method", "route", "status", "ms")
    }
    assert len({one["request"] for one in told}) == 2


def test_an_error_is_logged_by_its_kind_and_place_without_its_text(lines: Path) -> None:
    try:
        int("张三 110101199001010016")
    except ValueError:
        logging.getLogger("expertpool").exception("lost %s", "李四")
    (told,) = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert (told["message"], told["raised"]["kind"]) == ("lost %s", "ValueError")
    assert [place.partition(":")[0] for place in told["raised"]["places"]] == ["test_health.py"]
    assert "张三" not in lines.read_text(encoding="utf-8")


def test_what_other_programs_log_loses_its_arguments() -> None:
    record = logging.LogRecord("uvicorn.error", logging.WARNING, "x", 1, "got %s\nfrom %s", ("张三", "李四"), None)
    assert json.loads(JsonLines().format(record))["message"] == "got %s"


def test_the_log_ends_with_the_server(tmp_path: Path) -> None:
    before = logging.getLogger().handlers[:]
    with logging_to(tmp_path / "log" / "server.jsonl"):
        assert REQUESTS.isEnabledFor(logging.INFO)
    assert (logging.getLogger().handlers, REQUESTS.isEnabledFor(logging.INFO)) == (before, False)
