"""A season of 50 committees backed up, restored elsewhere and verified, with what each step costs; a line of JSON each.

python -m benchmarks.season_restore                       # to another embedded database
python -m benchmarks.season_restore --to postgresql+psycopg://…   # to an empty database on a server
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.process import used_so_far
from benchmarks.reports_job import AT as DRAWN_AT
from benchmarks.reports_job import experts, fill
from blind.keys.p256 import P256Signer
from expertpool.actions.enrol_reader import enrol_reader
from expertpool.actions.import_roster import import_roster
from expertpool.actions.open_review import open_review
from expertpool.actions.take_sheets import take_sheets
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.backup.restoring import Restored, rehearse, restore_backup
from expertpool.backup.taking import take_backup
from expertpool.db import open_session
from expertpool.queries.review import group_of
from expertpool.settings import Settings
from tests.blind.review_room import RUBRIC, TRUSTEES, make_sheet, sealed_by

WORD = "a rehearsal's passphrase"
AT = datetime(2025, 7, 21, 9, tzinfo=UTC)


@dataclass(frozen=True)
class SeasonKept:
    """How large a season is made: packets a committee, each with a dossier of some files, each file of so many KiB."""

    committees: int = 50
    pool: int = 5_000
    packets: int = 40
    files: int = 2
    kib: int = 200


def make_season_kept(settings: Settings, order: SeasonKept) -> None:
    """Pool, frozen roster, draws, review groups with a sealed sheet a packet, and dossiers in the home."""
    with open_session(settings) as session:
        keys = unlock_pool(session, settings)
        given: dict[str, Any] = {"source": "名册.xlsx", "digest": "00" * 32, "at": DRAWN_AT, "actor": "王"}
        import_roster(session, experts(order.pool), keys=keys, **given)
        session.commit()
    fill(settings, order.committees, order.pool)
    dice = random.Random(5)
    with open_session(settings) as session:
        for number in range(order.committees):
            score_group(session, f"g{number}", order, number)
        session.commit()
    for number in range(order.committees):
        for packet in range(order.packets):
            folder = settings.home / "dossiers" / f"{number:03}" / f"{packet:03}"
            folder.mkdir(parents=True)
            for at in range(order.files):
                (folder / f"{at}.pdf").write_bytes(dice.randbytes(order.kib << 10))


def score_group(session: Any, group: str, order: SeasonKept, number: int) -> None:
    """A group for scoring with one sealed sheet a packet."""
    packets = {f"{number:04}-{at:04}": random.Random(f"{group}/{at}").randbytes(32) for at in range(order.packets)}
    device = P256Signer(bytes([1 + number % 200]) * 32)
    open_review(
        session,
        group,
        title=f"第{number + 1}组",
        rubric=RUBRIC,
        plan={"method": "plain-mean/1"},
        trustees=TRUSTEES,
        packets=packets,
        assigned={one: ["E00001"] for one in packets},
        experts=["E00001"],
        seed=b"\x05" * 32,
        assignment="00" * 32,
        at=AT,
        actor="王",
    )
    seen = group_of(session, group)
    code = seen.codes["E00001"]
    enrol_reader(session, seen, code, key=device.verifier, seal=None, at=AT, actor="王")
    sheets = []
    for digest in packets.values():
        sheet = make_sheet(code, group=group)
        sheets.append(sealed_by(replace(sheet, place=replace(sheet.place, packet=digest)), signer=device))
    answers = take_sheets(session, group, sheets, at=AT, actor="王")
    if any(one.receipt is None for one in answers):
        raise RuntimeError(f"{group}: a sheet was refused")


@dataclass
class Steps:
    """Seconds by the clock and of the processor, by step."""

    clock: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """What happens inside is one step."""
        began, used = time.monotonic(), used_so_far()["cpu_s"]
        yield
        self.clock[name] = round(time.monotonic() - began, 1)
        self.cpu[name] = round(used_so_far()["cpu_s"] - used, 1)


def back_and_forth(source: Settings, target: Settings, file: Path) -> tuple[Restored, Restored, Steps]:
    """Backed up, rehearsed, restored: what the rehearsal and the restore say, and what each step took."""
    steps = Steps()
    with steps.step("backup"):
        take_backup(source, file, WORD, at=AT)
    with steps.step("rehearsal"), tempfile.TemporaryDirectory(dir=file.parent) as scratch:
        rehearsed = rehearse(file, WORD, Path(scratch))
    with steps.step("restore"):
        restored = restore_backup(file, WORD, target)
    return rehearsed, restored, steps


def main() -> None:
    """Measure one season on the way to another machine."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in vars(SeasonKept()).items():
        words.add_argument(f"--{name}", type=int, default=usual)
    words.add_argument("--to", help="address of an empty database on a server")
    given = vars(words.parse_args())
    server = given.pop("to")
    with tempfile.TemporaryDirectory(prefix="expertpool-restore-") as folder:
        place = Path(folder)
        source, steps = Settings.embedded(place / "home"), Steps()
        with steps.step("made"):
            make_season_kept(source, SeasonKept(**given))
        other = Settings.embedded(place / "other" / "home")
        target = Settings(home=other.home, database_url=server) if server else other
        rehearsed, restored, told = back_and_forth(source, target, place / "a.backup")
        size = (place / "a.backup").stat().st_size
        sound = not restored.audit.findings and not rehearsed.audit.findings
    figures = {"records": restored.audit.records, "entries": restored.audit.size, "bytes": size, "sound": sound}
    print(
        json.dumps({**given, **figures, "cpu_s": {**steps.cpu, **told.cpu}, "clock_s": {**steps.clock, **told.clock}})
    )


if __name__ == "__main__":
    main()
