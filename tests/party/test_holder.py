"""A trustee's machine gives halves for one closing of a box, and for no second one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from expertpool.errors import ExitCode, Refusal
from expertpool.party.attendance import PartyHome
from expertpool.party.holder import remember


def home_in(folder: Path) -> PartyHome:
    """A machine whose passphrase nobody asks for."""
    return PartyHome(folder, folder, lambda: "", bytes, datetime(2025, 6, 2, tzinfo=UTC))


def test_same_closing_may_be_opened_again(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    first = remember(home, "opened-ballots", "b1", b"closing")
    assert remember(home, "opened-ballots", "b1", b"closing") == first
    assert first.read_bytes() == b"closing"


def test_second_closing_of_the_same_box_gets_no_halves(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    kept = remember(home, "opened-ballots", "b1", b"closing")
    with pytest.raises(Refusal, match="opened_otherwise") as refused:
        remember(home, "opened-ballots", "b1", b"with one vote less")
    assert (refused.value.exit_code, kept.read_bytes()) == (ExitCode.FORGED, b"closing")
    assert remember(home, "opened-ballots", "b2", b"with one vote less").is_file()
