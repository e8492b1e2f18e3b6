"""Where a ceremony stands: what is done, what is awaited from whom until when, what is wrong, how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from blind.ceremony.book import Joint, Placed, Wrong
from blind.ceremony.commitment import Commit
from blind.ceremony.context import Assurance, Context
from blind.ceremony.escrow import Escrow
from blind.ceremony.reveal import Opening, Reveal
from blind.ceremony.rounds import Removals, Result
from blind.ceremony.seal import Seal
from blind.ceremony.void import Void


class Step(StrEnum):
    """What somebody has to do."""

    FREEZE = "freeze"
    COMMIT = "commit"
    SEAL = "seal"
    LOG = "log"
    COSIGN = "cosign"
    DICE = "dice"
    REVEAL = "reveal"
    ESCROW = "escrow"
    BEACON = "beacon"
    RESULT = "result"
    REMOVALS = "removals"
    VOID = "void"
    COUNTERSIGN = "countersign"


@dataclass(frozen=True)
class Awaited:
    """One step: by which party, as which file, not before and until when, and about whose secret."""

    step: Step
    by: str
    document: str
    after: datetime | None = None
    until: datetime | None = None
    about: str | None = None


@dataclass(frozen=True)
class Done:
    """A document that stands: which step it was and who made it."""

    step: Step
    by: str
    document: str


@dataclass(frozen=True)
class Countersigned:
    """A party's signature under a certificate: its own document, the certificate's name and digest, and when."""

    by: str
    document: str
    certificate: str
    sha256: bytes
    at: datetime


@dataclass(frozen=True)
class Culprit:
    """Whose fault it is that a secret cannot be opened.

    ``proven``: the documents alone show it; otherwise it rests on the word of the holder who could not open his half.
    """

    party: str
    proven: bool


@dataclass(frozen=True)
class Sealed:
    """What stood before the seal, the seal, and its place in the ledger."""

    commits: Mapping[str, Commit]
    escrows: Mapping[str, Escrow]
    escrow_documents: Mapping[str, bytes]
    seal: Seal
    hash: bytes
    document: bytes
    placed: Placed


@dataclass(frozen=True)
class Round:
    """Round 0 is the draw, each later one replaces the people on its removal list.

    ``reveals`` and their documents by party; ``dice`` and ``beacon`` as they enter the seed; ``seed`` None until all
    of it stands; ``result`` None until the office has recorded one that fits. ``documents`` names what was accepted.
    """

    number: int
    removals: Removals | None = None
    removals_document: bytes = b""
    removals_placed: Placed | None = None
    dice: str = ""
    dice_document: bytes | None = None
    reveals: Mapping[str, Reveal] = field(default_factory=dict)
    reveal_documents: Mapping[str, bytes] = field(default_factory=dict)
    openings: Mapping[str, Mapping[str, Opening]] = field(default_factory=dict)
    beacon: str = ""
    seed: bytes | None = None
    result: Result | None = None
    result_document: bytes | None = None
    result_placed: Placed | None = None
    assurance: Assurance = Assurance.M0

    @property
    def links(self) -> dict[str, bytes]:
        """Party to its link of this round."""
        return {party: reveal.z for party, reveal in self.reveals.items()}


@dataclass(frozen=True)
class State:
    """A ceremony as its documents show it. ``context`` is None before the freeze, ``sealed`` before the seal.

    ``offers``: documents that several sign, by stem, as far as they have come. ``strangers``: files in the folder that
    are no documents of a ceremony. ``countersigned``: which certificates the parties signed; the files themselves are
    not read here.
    """

    context: Context | None
    awaited: tuple[Awaited, ...]
    done: tuple[Done, ...]
    wrong: tuple[Wrong, ...]
    commits: Mapping[str, Commit] = field(default_factory=dict)
    escrows: Mapping[str, Escrow] = field(default_factory=dict)
    escrow_documents: Mapping[str, bytes] = field(default_factory=dict)
    sealed: Sealed | None = None
    rounds: tuple[Round, ...] = ()
    culprit: Culprit | None = None
    void: Void | None = None
    void_document: bytes | None = None
    offers: Mapping[str, Joint] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()
    countersigned: tuple[Countersigned, ...] = ()

    def awaits(self, step: Step, by: str) -> tuple[Awaited, ...]:
        """What is awaited of this kind from this party."""
        return tuple(one for one in self.awaited if (one.step, one.by) == (step, by))

    @property
    def open_round(self) -> Round | None:
        """The round that was begun and has no result yet."""
        return self.rounds[-1] if self.rounds and self.rounds[-1].result is None else None

    @property
    def last_result(self) -> Round | None:
        """The last round with a result that the witness has seen."""
        done = [one for one in self.rounds if one.result_placed is not None and one.result_placed.head is not None]
        return done[-1] if done else None

    @property
    def cosigned(self) -> bool:
        """Whether the witness has signed a head that contains the seal: from here on only revealing or voiding."""
        return self.sealed is not None and self.sealed.placed.head is not None

    @property
    def assurance(self) -> Assurance:
        """How sure the draw itself (round 0) is, from what really happened; M0 until its seed stands or once void."""
        return self.rounds[0].assurance if self.rounds and self.void is None else Assurance.M0

    @property
    def finished(self) -> bool:
        """Whether a result stands and nothing more is awaited."""
        return bool(self.rounds and self.rounds[-1].result) and not self.awaited and self.void is None
