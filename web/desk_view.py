"""From a reader's own group, packet and drafts to the records of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from api.own_desk import OwnDesk
from api.wiring import Wiring
from blind.encoding import canonical
from blind.scoresheet.rubric import Rubric
from expertpool.desk.field_drafts import Typed
from expertpool.desk.filled_form import COMMENT, Fault, FilledForm, fields_of, mark_field, reason_field
from expertpool.documents.scoresheet_workbook import mark_text
from expertpool.models import Taking
from expertpool.queries.reader_desk import OwnGroup, OwnPacket
from expertpool.words import Language, say
from web.contexts.expert_desk import CheckedLine, GroupLine, PacketLine, Sealing, Sheet, SheetLine
from web.contexts.form import Form
from web.rendering import time_of

LONG_SCALE = 60
DONE = frozenset({"sealed", "changed"})
LEFT = frozenset({"open", "begun"})


@dataclass(frozen=True)
class Desk(OwnDesk):
    """One reader's things for one group on this server, as the pages show them."""

    device: str = ""

    @classmethod
    def of(cls, wiring: Wiring, group: OwnGroup, device: str | None = None) -> Desk:
        """``device``: the key behind the reader's stay, where there is one."""
        return cls(wiring, group, device or "")

    @property
    def mode(self) -> str:
        """Where the reader's sheets are sealed: "server", this "device", "elsewhere", or by no key ("none")."""
        if self.here:
            return "server"
        if self.device in self.group.keys:
            return "device"
        return "elsewhere" if self.group.keys or self.group.answer is not Taking.ACCEPTED else "none"

    def sealing(self, session: Session, packet: OwnPacket) -> Sealing:
        """What the device needs to seal a packet's sheet."""
        last, group = self.note(session, packet), self.group
        place = {
            "group": group.id,
            "packet": packet.digest.hex(),
            "reader": group.reader,
            "version": 1 + (last.version if last else 0),
        }
        trustees = {name: key.hex() for name, key in group.trustees.items()}
        return Sealing(
            key_id=self.device,
            place=canonical(place).decode(),
            rubric=group.rubric.to_bytes().decode(),
            trustees=canonical(trustees).decode(),
        )

    @property
    def blank(self) -> FilledForm:
        """The form with nothing typed, as the reader's device fills it."""
        return FilledForm(self.group.rubric, {})

    def packets(self, session: Session) -> tuple[PacketLine, ...]:
        """The reader's packets with their states, in their own order."""
        return tuple(
            PacketLine(place, one.codename, self._state(session, one))
            for place, one in enumerate(self.group.packets, start=1)
        )

    def line(self, packets: tuple[PacketLine, ...]) -> GroupLine:
        """The group in one line."""
        owed = [one for one in packets if one.state != "withdrawn"]
        done = sum(one.state in DONE for one in owed)
        following = next((one.codename for one in owed if one.state in LEFT), "")
        state = _group_state(self.group, owed, following)
        return GroupLine(self.group.id, self.group.title, state, done, len(owed), following)

    def _state(self, session: Session, packet: OwnPacket) -> str:
        if packet.withdrawn:
            return "withdrawn"
        sealed, begun = self.note(session, packet) is not None, self.drafts(packet).begun
        if packet.shut:
            return "sealed" if sealed else "closed"
        if sealed:
            return "changed" if begun else "sealed"
        return "begun" if begun else "open"


def _group_state(group: OwnGroup, owed: list[PacketLine], following: str) -> str:
    if group.answer is Taking.RECUSED:
        return "recused"
    if all(one.state == "closed" for one in owed):
        return "closed"
    if group.answer is None:
        return "invited"
    if not group.pledged:
        return "pledge"
    return "reading" if following else "done"


def sheet_of(form: FilledForm, language: Language, faults: Mapping[str, Fault]) -> Sheet:
    """The sheet with these faults shown."""
    rubric, scale = form.rubric, form.rubric.scale
    lines = tuple(
        SheetLine(
            line,
            one.title,
            f"{one.weight}/{rubric.weight}",
            tuple(f"{mark_text(anchor.at, rubric)}: {anchor.says}" for anchor in one.anchors),
            _options(rubric),
            _saved(form.typed, mark_field(line), reason_field(line)),
        )
        for line, one in enumerate(rubric.indicators)
    )
    ends = (scale.lowest, scale.highest, scale.reason_to, scale.reason_from)
    lowest, highest, reason_to, reason_from = (mark_text(end, rubric) for end in ends)
    return Sheet(
        lines,
        form_of(form, language, faults),
        lowest,
        highest,
        reason_to,
        reason_from,
        rubric.longest_comment,
        _saved(form.typed, COMMENT),
        form.filled,
    )


def form_of(form: FilledForm, language: Language, faults: Mapping[str, Fault]) -> Form:
    """Texts and sentences by field."""
    said = {field: say(key, language, **places) for field, (key, places) in faults.items()}
    return Form({field: form.text(field) for field in fields_of(form.rubric)}, said)


def checked(form: FilledForm) -> tuple[CheckedLine, ...]:
    """Every line as it would be sealed."""
    return tuple(
        CheckedLine(line, one.title, form.text(mark_field(line)), form.text(reason_field(line)))
        for line, one in enumerate(form.rubric.indicators)
    )


def clock(at: datetime) -> str:
    """The time of day to the second."""
    return time_of(at, seconds=True)


def _options(rubric: Rubric) -> tuple[str, ...]:
    return tuple(rubric.scale.grades)


def _saved(typed: Mapping[str, Typed], *fields: str) -> str:
    found = [typed[field].at for field in fields if field in typed]
    return clock(max(found)) if found else ""
