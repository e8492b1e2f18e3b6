"""Bad days: a full disk, a clock that jumps, two servers, an old copy put back, a network that breaks."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from expertpool.__main__ import main
from expertpool.db import open_session
from expertpool.queries.ledger_audit import audit_ledger
from tests.faults.ceremony_journey import Ceremony
from tests.faults.desk_journeys import Filing, Importing, Saving
from tests.faults.served import Broken, Installation, Warm
from tests.faults.towns import Made

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="disks and processes in Linux's way")


@pytest.fixture
def office(desks: Made, warm: Warm, tmp_path: Path) -> Iterator[Installation]:
    with desks.copied(tmp_path / "home", warm, then=True) as at:
        yield at


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for little."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", place], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def codes(at: Installation) -> set[str]:
    with open_session(at.settings, reading=True) as session:
        return {one.code for one in audit_ledger(session).findings}


def test_full_disk_is_said_loses_nothing_and_work_goes_on_once_there_is_room(
    small_disk: Path, desks: Made, warm: Warm
) -> None:
    with desks.copied(small_disk / "home", warm, then=True) as at:
        journeys = [Importing(at, secrets=desks.secrets), Filing(at, secrets=desks.secrets)]
        assert [one.act() for one in journeys] == [True, True]
        filler = small_disk / "filler"
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(1 << 14))
        for one in journeys:
            assert not one.act()
        with pytest.raises(Broken, match=r"(?s)^507 .*服务器的磁盘满了"):
            journeys[0].send(2)
        assert at.alive
        filler.unlink()
        for one in journeys:
            one.settle()
            assert one.act()
            one.settle()
        at.verify()


def test_clock_turned_back_is_marked_and_said_and_nothing_else_breaks(office: Installation, desks: Made) -> None:
    journey = Importing(office, secrets=desks.secrets)
    assert journey.act()
    set_back(office, hours=3)
    assert journey.act()
    journey.settle()
    assert codes(office) == {"time-runs-backwards"}
    office.kill()
    office.start()
    assert "早于留痕最后一条" not in office.errors.read_text(encoding="utf-8")
    set_back(office, hours=30)
    office.kill()
    office.start()
    assert "早于留痕最后一条" in office.errors.read_text(encoding="utf-8")
    assert main(["doctor", "--json", "--home", str(office.settings.home)]) in (0, 2)


def test_clock_that_jumps_ahead_ends_stays_and_is_marked_once_it_is_set_right(
    office: Installation, desks: Made
) -> None:
    journey = Importing(office, secrets=desks.secrets)
    assert journey.act()
    set_back(office, hours=-5)
    answer = journey.person.get("/imports")
    assert (answer.status, answer.location.startswith("/sign-in")) == (303, True)
    journey.person = office.browser("office")
    assert journey.act()
    set_back(office, hours=5)
    journey.person = office.browser("office")
    assert journey.act()
    journey.settle()
    assert codes(office) == {"time-runs-backwards"}


def set_back(at: Installation, *, hours: float) -> None:
    ahead = float(at.clock_file.read_text(encoding="utf-8"))
    at.clock_file.write_text(str(ahead - hours * 3600), encoding="utf-8")


def test_two_servers_on_one_database_wait_for_one_another_and_one_may_die(
    office: Installation, desks: Made, warm: Warm
) -> None:
    other = Installation(office.settings, warm, options=dict(office.options)).start()
    try:
        pair = [Importing(office, secrets=desks.secrets), Saving(other, secrets=desks.secrets)]
        filing = Filing(other, secrets=desks.secrets)
        threads = [threading.Thread(target=lambda one=one: [one.act() for _ in range(4)]) for one in pair]
        for thread in threads:
            thread.start()
        assert [filing.act() for _ in range(4)] == [True] * 4
        for thread in threads:
            thread.join()
        assert [len(one.acked) for one in pair] == [4, 4]
        other.kill()
        assert pair[0].act()
        for one in [pair[0]]:
            one.settle()
        filing.at = pair[1].at = office
        filing.person.at = filing.hrss.at = pair[1].person.at = office
        filing.settle()
        pair[1].settle()
        office.verify()
    finally:
        other.clear()


def test_old_copy_of_the_database_put_back_is_said_by_server_and_doctor(
    office: Installation, desks: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.kill()
    for file in office.settings.home.glob("expertpool.sqlite3*"):
        shutil.copy(file, tmp_path)
    office.start()
    journey = Importing(office, secrets=desks.secrets)
    assert journey.act()
    office.kill()
    office.start()
    office.kill()
    assert "从旧备份放回来" not in office.errors.read_text(encoding="utf-8")
    for file in office.settings.home.glob("expertpool.sqlite3*"):
        file.unlink()
    for file in tmp_path.glob("expertpool.sqlite3*"):
        shutil.copy(file, office.settings.home)
    office.start()
    assert "从旧备份放回来" in office.errors.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["doctor", "--home", str(office.settings.home)]) == 2
    assert "旧备份" in capsys.readouterr().out


class Line:
    """A network line to a server that can be cut, also in the middle of an answer."""

    def __init__(self, port: int) -> None:
        self.to, self.left = port, -1
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self, after: int) -> None:
        """No more than so many bytes come through, either way; negative: all."""
        self.left = after

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
                far = socket.create_connection(("127.0.0.1", self.to), 30)
            except OSError:
                return
            for one, two in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(one, two), daemon=True).start()

    def _carry(self, one: socket.socket, two: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(512):
                if 0 <= self.left < len(data):
                    self.left = 0
                    two.sendall(data[: self.left])
                    break
                if self.left > 0:
                    self.left -= len(data)
                two.sendall(data)
        for end in (one, two):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_: object) -> None:
        self.listener.close()


class FarCeremony(Ceremony):
    """The inspector and HRSS reach the office over a line that may be cut."""

    line: Line

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.line.port}/hall/{self.hall.name}"


@pytest.mark.full
@pytest.mark.parametrize("bytes_through", [0, 900, 4000])
def test_network_cut_in_a_ceremony_stops_nobody_for_good(
    desks: Made, warm: Warm, tmp_path: Path, bytes_through: int
) -> None:
    with desks.copied(tmp_path / "home", warm) as at, Line(at.port) as line:
        ceremony = FarCeremony(at, secrets=desks.secrets)
        ceremony.line = line
        cuts = 0
        while len(ceremony.acked) < len(ceremony.turns):
            if ceremony.turns[len(ceremony.acked)] != ceremony.press and len(ceremony.acked) > 1:
                line.cut(bytes_through)
                cuts += not ceremony.act()
                line.cut(-1)
                ceremony.settle()
            else:
                assert ceremony.act()
        ceremony.whole()
        assert cuts >= 3
        at.verify()
