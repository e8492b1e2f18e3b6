"""Attack V1 at the desk: whoever reads the office's whole machine looks for an applicant beside a codename.

The attacker is the server's administrator after a batch was blinded in the browser: every table, the database's log,
the jobs' folders, what is kept of the dossiers and what goes on. Who would see a finding is this test alone: a reader
of files leaves no trace.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from expertpool.packets.release import read_index
from tests.intake.office import PEOPLE
from tests.web.batches import the_batch
from tests.web.town import Town

HELD = "K001"
"""The application whose packet waits for an answer: it has no codename yet."""


def words_of(*keys: str) -> list[str]:
    """What tells these applicants: key, name, telephone."""
    return [one[field] for one in PEOPLE if one["key"] in keys for field in ("key", "name", "phone")]


def standing_together(home: Path, applicants: list[str], codenames: list[str]) -> list[str]:
    """The files that hold, name included, one of the applicants' words and one of the codenames."""
    found = []
    for path in sorted(path for path in home.rglob("*") if path.is_file()):
        text = str(path.relative_to(home)).encode() + path.read_bytes()
        if all(any(word.encode() in text for word in words) for words in (applicants, codenames)):
            found.append(str(path.relative_to(home)))
    return found


def test_v1_after_a_blinding_nothing_on_the_machine_shows_an_applicant_beside_a_codename(office_town: Town) -> None:
    home, codenames = office_town.settings.home, list(read_index(the_batch(office_town).out).packets)
    released = words_of(*(one["key"] for one in PEOPLE if one["key"] != HELD))
    assert len(codenames) == 2

    assert standing_together(home, released, codenames) == []
    (home / "note.txt").write_text(f"{codenames[0]} 是{PEOPLE[1]['name']}", encoding="utf-8")
    assert standing_together(home, released, codenames) == ["note.txt"]


def test_v1_the_database_and_its_log_know_the_packets_and_no_applicant(office_town: Town) -> None:
    home, everybody = office_town.settings.home, words_of(*(one["key"] for one in PEOPLE))
    codename = next(iter(read_index(the_batch(office_town).out).packets))
    stored = b"".join(path.read_bytes() for path in home.glob("expertpool.sqlite3*"))
    with sqlite3.connect(home / "expertpool.sqlite3") as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [str(row) for table in tables for row in connection.execute(f'SELECT * FROM "{table}"')]  # noqa: S608  # names from the database itself

    assert [word for word in everybody if word.encode() in stored] == []
    assert [word for word in everybody for row in rows if word in row] == []
    assert codename.encode() in stored
