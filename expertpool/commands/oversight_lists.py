"""``expertpool oversight integrity`` and ``complaints``: the integrity file with its days, complaints by committee."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from expertpool.commands.console import WordedCommand, current
from expertpool.db import open_session
from expertpool.documents.oversight_workbook import list_bytes
from expertpool.oversight.chances import crowded
from expertpool.queries.integrity_file import IntegrityEntry, integrity_entries
from expertpool.queries.season_complaints import season_complaints
from expertpool.whole_file import write_whole

YEAR = click.IntRange(1990, 2200)
