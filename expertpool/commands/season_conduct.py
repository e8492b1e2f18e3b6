"""Carry out a season's draw: one seed, a panel for every committee with its papers, or why they cannot all be seated."""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expertpool import __version__
from expertpool.canonical import canonical_json
from expertpool.certifying.office_key import office_signer
from expertpool.commands.conduct import METHODS, MOST_TICKETS, SEED_TAG, Request, Seated, told_earlier, versions_used
from expertpool.commands.conduct import write_papers as write_committee
from expertpool.commands.circumstances import operator
from expertpool.commands.console import Console
from expertpool.db import open_session
from expertpool.documents.roster.clean import require_clean
from expertpool.documents.roster.expert import RosterExpert
from expertpool.documents.roster.reading import read_roster
from expertpool.documents.season_file import SeasonPlan, Sitting, folder_name, read_season
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.ids import ExpertId
from expertpool.queries.earlier_draws import EarlierDraw, earlier_draws
from expertpool.whole_file import write_json, write_whole

if TYPE_CHECKING:
    from blind.fairness import SeasonFairness
    from expertpool.documents.draw_papers import Occasion
    from expertpool.drawing.result import Result
    from expertpool.party.frozen_draw import FrozenDraw
    from solver.season.lottery import SeasonLottery
    from solver.season.season import Season

USUAL_TICKETS = 100
