"""What can happen, as the ledger names it: one list, with its grammar above it."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """A tag reads ``subject:what-happened`` or ``subject:object:what-happened``, in small letters, the verb last.

    ``subject`` is the noun whose file in ``models/`` (or whose ceremony) changed, ``object`` the part of it that did.
    Tags stay in the tree for ever: one is never renamed or used again for something else.
    """

    LEDGER_OPENED = "ledger:opened"
    PAYLOAD_DELETED = "ledger:payload:deleted"
    RETENTION_APPLIED = "ledger:retention:applied"
    TRUST_ENTERED = "trust:version:entered"

    ROSTER_IMPORTED = "roster:import:done"
    IMPORT_UNDONE = "roster:import:undone"
    ROSTER_FROZEN = "roster:frozen"

    COMMITTEE_KEPT = "committee:kept"
    COMMITTEE_DAYS_ENTERED = "committee:days:entered"
    COMMITTEE_TEXT_SAVED = "committee:text:saved"
    UNIT_AFFILIATED = "unit:affiliated"
    UNIT_RELEASED = "unit:released"

    WORKING_DAYS_ENTERED = "calendar:year:entered"
    SEASON_DATES_ENTERED = "season:dates:entered"

    ACCOUNT_OPENED = "account:opened"
    ACCOUNT_RESET = "account:reset"
    ACCOUNT_CLOSED = "account:closed"
    INVITE_ISSUED = "invite:issued"
    INVITE_ENDED = "invite:ended"
    DEVICE_BOUND = "device:key:bound"
    DEVICE_ENDED = "device:key:ended"

    ACT_PROPOSED = "joint-act:proposed"
    ACT_CONFIRMED = "joint-act:confirmed"
    ACT_DECLINED = "joint-act:declined"
    ACT_WITHDRAWN = "joint-act:withdrawn"

    PLEDGE_SIGNED = "pledge:signed"
    MISCONDUCT_RECORDED = "misconduct:recorded"
    MISCONDUCT_LIFTED = "misconduct:lifted"
    WAIVER_GRANTED = "waiver:granted"

    PANEL_SEATED = "draw:panel:seated"
    PANEL_FAILED = "draw:panel:failed"
    SEASON_BEGUN = "draw:season:begun"
    SEASON_SEATED = "draw:season:seated"
    SEASON_REPLACED = "draw:season:replaced"
    CEREMONY_SEALED = "draw:ceremony:sealed"
    CEREMONY_VOIDED = "draw:ceremony:voided"
    REMOVALS_LISTED = "draw:removals:listed"
    RESULT_RECORDED = "draw:result:recorded"

    FILING_OPENED = "filing:opened"
    FILING_MOVED = "filing:step:taken"

    REPORT_ISSUED = "report:issued"
    REPORT_COUNTERSIGNED = "report:countersigned"
    REPORT_SENT_BACK = "report:sent-back"
    DOCUMENT_ISSUED = "document:issued"

    PACKET_DECIDED = "packet:finding:decided"
    PACKETS_RELEASED = "packet:batch:released"
    CONFLICTS_LISTED = "conflict:list:made"
    CONFLICT_DECIDED = "conflict:finding:decided"
    ASSIGNMENT_DRAWN = "assignment:drawn"
    READER_REPLACED = "assignment:reader:replaced"
    VAULT_SEALED = "vault:records:sealed"
    UNSEALING_ASKED = "vault:unsealing:asked"
    UNSEALING_KEPT = "vault:unsealing:kept"
    UNSEALING_DONE = "vault:unsealing:done"

    GROUP_OPENED = "score:group:opened"
    GROUP_BEGUN = "score:group:begun"
    READER_ENROLLED = "score:reader:enrolled"
    READER_REVOKED = "score:reader:revoked"
    INVITATION_ANSWERED = "score:invitation:answered"
    SHEET_TAKEN = "score:sheet:taken"
    DOSSIER_RECOGNISED = "score:dossier:recognised"
    EXTRA_DRAWN = "score:extra:drawn"
    GROUP_CLOSED = "score:group:closed"
    CLOSING_KEPT = "score:closing:kept"
    SCORES_UNSEALED = "score:group:unsealed"

    MEETING_CALLED = "meeting:called"
    ROLL_FROZEN = "meeting:roll:frozen"
    MEMBER_LEFT = "meeting:member:left"
    BALLOT_OPENED = "ballot:box:opened"
    BALLOT_CLOSED = "ballot:box:closed"
    VOTES_KEPT = "ballot:votes:kept"
    BALLOT_VOIDED = "ballot:box:voided"
    BALLOT_COUNTED = "ballot:count:entered"

    SEASON_IMPORTED = "exchange:season:imported"

    RESULTS_RANKED = "result:ranking:made"
    RESULTS_PUBLISHED = "result:list:published"
    COMPLAINT_REGISTERED = "complaint:registered"
    COMPLAINT_ANSWERED = "complaint:answered"
    RESULTS_CONFIRMED = "result:list:confirmed"
