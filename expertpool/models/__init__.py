"""One noun, one file: what the database remembers. Importing this package makes ``METADATA`` complete."""

from expertpool.models.account import Account, Role
from expertpool.models.assignment import Assignment
from expertpool.models.attempt import Attempt
from expertpool.models.ballot import Ballot
from expertpool.models.ballot_count import BallotCount
from expertpool.models.ballot_token import BallotToken
from expertpool.models.ballot_vote import BallotVote
from expertpool.models.calendar_year import CalendarYear
from expertpool.models.checkpoint import Checkpoint
from expertpool.models.committee import Committee
from expertpool.models.committee_season import CommitteeSeason
from expertpool.models.committee_text import CommitteeText, Part
from expertpool.models.complaint import Complaint, ComplaintKind, Finding
from expertpool.models.device_key import DeviceKey
from expertpool.models.draw import Draw, DrawOutcome
from expertpool.models.expert import Expert
from expertpool.models.filing import Filing
from expertpool.models.filing_paper import FilingPaper
from expertpool.models.filing_step import FilingStep
from expertpool.models.idempotency import Idempotency
from expertpool.models.import_batch import ImportBatch
from expertpool.models.imported_row import ImportedRow
from expertpool.models.invite import Invite
from expertpool.models.job import Job, JobState
from expertpool.models.joint_act import Decision, JointAct
from expertpool.models.kinship import Kinship
from expertpool.models.ledger_entry import LedgerEntry
from expertpool.models.ledger_frontier import LedgerFrontier
from expertpool.models.ledger_kind import Kind
from expertpool.models.ledger_payload import LedgerPayload
from expertpool.models.meeting import Meeting
from expertpool.models.meeting_candidate import MeetingCandidate
from expertpool.models.meeting_departure import MeetingDeparture
from expertpool.models.meeting_member import MeetingMember
from expertpool.models.meeting_recusal import MeetingRecusal
from expertpool.models.misconduct import Misconduct
from expertpool.models.one_time_code import OneTimeCode
from expertpool.models.panel import Panel
from expertpool.models.personal_event import Happened, PersonalEvent
from expertpool.models.pledge import Pledge
from expertpool.models.pool_lock import PoolLock
from expertpool.models.publicity import Publicity
from expertpool.models.ranking import Ranking
from expertpool.models.reader_key import Custody, ReaderKey
from expertpool.models.recognition import Recognition
from expertpool.models.recusal import Recusal
from expertpool.models.result import Result
from expertpool.models.review_answer import Ground, ReviewAnswer, Taking
from expertpool.models.review_group import ReviewGroup
from expertpool.models.review_packet import ReviewPacket
from expertpool.models.review_reader import ReviewReader
from expertpool.models.review_task import ReviewTask
from expertpool.models.roster import Roster
from expertpool.models.roster_content import RosterContent
from expertpool.models.row import METADATA
from expertpool.models.score_closing import ScoreClosing
from expertpool.models.sealed_sheet import SealedScoresheet
from expertpool.models.season_notice import SeasonNotice
from expertpool.models.seat import Seat, SeatKind
from expertpool.models.service_year import Service
from expertpool.models.sign_in import SignIn
from expertpool.models.spent_nonce import SpentNonce
from expertpool.models.tenure import Tenure
from expertpool.models.unit import Unit
from expertpool.models.unsealing import Unsealing
from expertpool.models.waiver import Waiver

__all__ = [
    "METADATA",
    "Account",
    "Assignment",
    "Attempt",
    "Ballot",
    "BallotCount",
    "BallotToken",
    "BallotVote",
    "CalendarYear",
    "Checkpoint",
    "Committee",
    "CommitteeSeason",
    "CommitteeText",
    "Complaint",
    "ComplaintKind",
    "Custody",
    "Decision",
    "DeviceKey",
    "Draw",
    "DrawOutcome",
    "Expert",
    "Filing",
    "FilingPaper",
    "FilingStep",
    "Finding",
    "Ground",
    "Happened",
    "Idempotency",
    "ImportBatch",
    "ImportedRow",
    "Invite",
    "Job",
    "JobState",
    "JointAct",
    "Kind",
    "Kinship",
    "LedgerEntry",
    "LedgerFrontier",
    "LedgerPayload",
    "Meeting",
    "MeetingCandidate",
    "MeetingDeparture",
    "MeetingMember",
    "MeetingRecusal",
    "Misconduct",
    "OneTimeCode",
    "Panel",
    "Part",
    "PersonalEvent",
    "Pledge",
    "PoolLock",
    "Publicity",
    "Ranking",
    "ReaderKey",
    "Recognition",
    "Recusal",
    "Result",
    "ReviewAnswer",
    "ReviewGroup",
    "ReviewPacket",
    "ReviewReader",
    "ReviewTask",
    "Role",
    "Roster",
    "RosterContent",
    "ScoreClosing",
    "SealedScoresheet",
    "SeasonNotice",
    "Seat",
    "SeatKind",
    "Service",
    "SignIn",
    "SpentNonce",
    "Taking",
    "Tenure",
    "Unit",
    "Unsealing",
    "Waiver",
]
