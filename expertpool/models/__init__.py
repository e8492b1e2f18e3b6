"""One noun, one file: what the database remembers. Importing this package makes ``METADATA`` complete."""

from expertpool.models.checkpoint import Checkpoint
from expertpool.models.committee import Committee
from expertpool.models.draw import Draw, DrawOutcome
from expertpool.models.expert import Expert
from expertpool.models.import_batch import ImportBatch
from expertpool.models.imported_row import ImportedRow
from expertpool.models.kinship import Kinship
from expertpool.models.ledger_entry import LedgerEntry
from expertpool.models.ledger_frontier import LedgerFrontier
from expertpool.models.ledger_kind import Kind
from expertpool.models.ledger_payload import LedgerPayload
from expertpool.models.misconduct import Misconduct
from expertpool.models.panel import Panel
from expertpool.models.pledge import Pledge
from expertpool.models.pool_lock import PoolLock
from expertpool.models.recusal import Recusal
from expertpool.models.roster import Roster
from expertpool.models.roster_content import RosterContent
from expertpool.models.row import METADATA
from expertpool.models.seat import Seat, SeatKind
from expertpool.models.service_year import Service
from expertpool.models.tenure import Tenure
from expertpool.models.unit import Unit
from expertpool.models.waiver import Waiver

__all__ = [
    "METADATA",
    "Checkpoint",
    "Committee",
    "Draw",
    "DrawOutcome",
    "Expert",
    "ImportBatch",
    "ImportedRow",
    "Kind",
    "Kinship",
    "LedgerEntry",
    "LedgerFrontier",
    "LedgerPayload",
    "Misconduct",
    "Panel",
    "Pledge",
    "PoolLock",
    "Recusal",
    "Roster",
    "RosterContent",
    "Seat",
    "SeatKind",
    "Service",
    "Tenure",
    "Unit",
    "Waiver",
]
