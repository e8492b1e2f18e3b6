"""A town with its three parties, and one ceremony frozen in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.party.town import Town


@pytest.fixture
def town(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Town:
    """Machines for office, inspector and HRSS, a library of thirty, a ledger."""
    return Town(tmp_path, capsys=capsys)
