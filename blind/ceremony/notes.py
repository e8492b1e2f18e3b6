"""What a reading of a ceremony gathers on its way: steps done, steps awaited, and whose fault it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from blind.ceremony import names
from blind.ceremony.book import Placed
from blind.ceremony.context import Context
from blind.ceremony.reasons import HRSS, OFFICE
from blind.ceremony.state import Awaited, Countersigned, Culprit, Done, Step


@dataclass
class Notes:
    """What a reading gathers on its way."""

    awaited: list[Awaited] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    countersigned: list[Countersigned] = field(default_factory=list)
    culprit: Culprit | None = None

    def did(self, step: Step, by: str, document: str) -> None:
        """A step that is done."""
        self.done.append(Done(step, by, document))

    def place(self, stem: str, placed: Placed, context: Context) -> None:
        """Where a document is on its way through the ledger, and who is to move it on."""
        if placed.logged is None:
            self.awaited.append(Awaited(Step.LOG, id_of(context, OFFICE), names.logged(stem)))
            return
        self.did(Step.LOG, id_of(context, OFFICE), names.logged(stem))
        if placed.head is None:
            self.awaited.append(Awaited(Step.COSIGN, id_of(context, HRSS), names.cosigned(stem)))
        else:
            self.did(Step.COSIGN, id_of(context, HRSS), names.cosigned(stem))


def id_of(context: Context, role: str) -> str:
    """The party of a role, or the role itself where it takes no part but witnesses."""
    party = context.with_role(role)
    return party.id if party else role
