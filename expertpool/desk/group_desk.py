"""A group on the reader's machine: its task, drafts in versions under the reader's key, and what was sealed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import Malformed
from blind.fields import exact
from blind.scoresheet.recognition import Recognition, sign_recognition
from blind.scoresheet.sealed import Receipt, SealedSheet, seal_sheet
from blind.scoresheet.sheet import Place, Sheet
from expertpool.desk.keys import ReaderKeys
from expertpool.documents.scoresheet_workbook import Marks
from expertpool.errors import Refusal, Where
from expertpool.reviewing.bundle import Task
from expertpool.whole_file import make_folders, write_new

DRAFTS, SENT, RECOGNISED = "drafts", "sent", "recognised"
SENT_FORMAT = "expertpool-sent-sheet/1"
NONCE = 12
_DRAFT = re.compile(r"(\d{6})\.draft")

Fresh = Callable[[int], bytes]


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A sheet that was sealed here: its document, its receipt, its packet and version, and when by this clock."""

    packet: str
    version: int
    document: bytes
    receipt: Receipt
    at: datetime


@dataclass(frozen=True)
class GroupDesk:
    """One group's folder on the reader's machine. Nothing in it can be read without the passphrase but codes."""

    folder: Path
    keys: ReaderKeys

    @property
    def task(self) -> Task:
        """What the reader is given to do, all bundles of the group together. Raises Refusal before the first."""
        found = [Task.parse(self._unlocked(path)) for path in sorted(self.folder.glob("task-*"))]
        if not found:
            raise Refusal("reader.no_task", where=Where(file=str(self.folder)))
        packets = {name: digest for one in found for name, digest in one.packets.items()}
        last = found[-1]
        return Task(
            group=last.group,
            title=last.title,
            reader=last.reader,
            rubric=last.rubric,
            trustees=last.trustees,
            packets=packets,
        )

    def keep_task(self, task: Task, *, fresh: Fresh) -> None:
        """Remember a bundle's task. Refuses one that contradicts an earlier one: other form, trustees or code."""
        if any(self.folder.glob("task-*")):
            kept = self.task
            same = (kept.rubric.hash, kept.trustees, kept.reader) == (task.rubric.hash, task.trustees, task.reader)
            changed = [one for one in task.packets if kept.packets.get(one, task.packets[one]) != task.packets[one]]
            if not same or changed:
                raise Refusal("reader.task_changed", group=task.group)
        self._lock(self.folder / f"task-{task.mark}", task.to_bytes(), fresh)

    def keep_draft(self, filled: Mapping[str, Marks], *, fresh: Fresh) -> int | None:
        """The number of a new draft; None where nothing changed since the last."""
        content = canonical({name: _plain(marks) for name, marks in filled.items()})
        numbers = self.drafts()
        if numbers and self._draft(numbers[-1]) == content:
            return None
        number = 1 + (numbers[-1] if numbers else 0)
        self._lock(self.folder / DRAFTS / f"{number:06}.draft", content, fresh)
        return number

    def drafts(self) -> list[int]:
        """The numbers of the drafts kept, oldest first."""
        folder = self.folder / DRAFTS
        found = [_DRAFT.fullmatch(path.name) for path in folder.iterdir()] if folder.is_dir() else []
        return sorted(int(one[1]) for one in found if one)

    def draft(self, number: int | None = None) -> dict[str, Marks]:
        """What was written, by packet; the newest draft unless told. Empty before the first. Raises Refusal."""
        numbers = self.drafts()
        if not numbers and number is None:
            return {}
        wanted = numbers[-1] if number is None else number
        if wanted not in numbers:
            raise Refusal("reader.no_draft", number=wanted)
        return {name: _marks(one) for name, one in strict_parse(self._draft(wanted)).items()}

    def _draft(self, number: int) -> bytes:
        return self._unlocked(self.folder / DRAFTS / f"{number:06}.draft")

    def seal(self, packet: str, marks: Marks, *, at: datetime, fresh: Fresh) -> tuple[Sent, bool]:
        """The packet's sheet, sealed to the trustees and signed; the last one where nothing changed since.

        A version is on the disk before it leaves the machine and is never made twice. The flag: whether it is new.
        """
        task = self.task
        sent = self.sent(packet)
        if sent and _same(self._sheet(packet, sent[-1].version), marks):
            return sent[-1], False
        version = 1 + (sent[-1].version if sent else 0)
        place = Place(
            group=task.group,
            packet=task.packets[packet],
            reader=task.reader,
            rubric=task.rubric.hash,
            version=version,
        )
        reasons = {name: text for name, text in marks.reasons.items() if text}
        sheet = Sheet(place=place, marks=marks.marks, reasons=reasons, comment=marks.comment, salt=fresh(32))
        document = seal_sheet(sheet, task.rubric, trustees=task.trustees, signer=self.keys.signer, fresh=fresh)
        sealed = SealedSheet.parse(document.payload)
        made = Sent(
            packet=packet,
            version=version,
            document=document.to_bytes(),
            receipt=Receipt(sealed.commitment, sealed.hash),
            at=at,
        )
        self._lock(self._sent_path(packet, version), _sent_bytes(made, sheet), fresh)
        return made, True

    def sent(self, packet: str | None = None) -> list[Sent]:
        """Everything sealed here, by packet and version."""
        folder = self.folder / SENT
        paths = sorted(folder.glob(f"{packet or '*'}.??????")) if folder.is_dir() else []
        return [_read_sent(self._unlocked(path))[0] for path in paths]

    def _sheet(self, packet: str, version: int) -> Sheet:
        return _read_sent(self._unlocked(self._sent_path(packet, version)))[1]

    def own_sheet(self, document: bytes) -> Sheet | None:
        """The content of a sheet sealed here, by its document's hash."""
        for one in self.sent():
            if one.receipt.document == document:
                return self._sheet(one.packet, one.version)
        return None

    def last_receipts(self) -> list[Sent]:
        """The newest sheet of each packet the reader did not give back."""
        newest = {one.packet: one for one in self.sent()}
        return [one for name, one in sorted(newest.items()) if name not in self.recognised()]

    def recognise(self, packet: str, *, fresh: Fresh) -> bytes:
        """The signed word that the reader recognised a dossier; the same whenever it is asked for again."""
        task = self.task
        record = Recognition(group=task.group, packet=task.packets[packet], reader=task.reader)
        document = sign_recognition(record, self.keys.signer).to_bytes()
        self._lock(self.folder / RECOGNISED / packet, document, fresh)
        return document

    def recognised(self) -> dict[str, bytes]:
        """The signed words by packet."""
        folder = self.folder / RECOGNISED
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
        return {path.name: self._unlocked(path) for path in paths if not path.name.startswith(".")}

    def _sent_path(self, packet: str, version: int) -> Path:
        return self.folder / SENT / f"{packet}.{version:06}"

    def _lock(self, path: Path, content: bytes, fresh: Fresh) -> None:
        """Write a file under the reader's key, once; what is there stays."""
        make_folders(path.parent)
        nonce = fresh(NONCE)
        write_new(path, nonce + AESGCM(self.keys.draft_key).encrypt(nonce, content, self._bound(path)), private=True)

    def _unlocked(self, path: Path) -> bytes:
        data = path.read_bytes()
        try:
            return AESGCM(self.keys.draft_key).decrypt(data[:NONCE], data[NONCE:], self._bound(path))
        except (InvalidTag, ValueError):
            raise Refusal("reader.file_damaged", where=Where(file=str(path))) from None

    def _bound(self, path: Path) -> bytes:
        return path.relative_to(self.folder).as_posix().encode()


def _plain(marks: Marks) -> dict[str, Any]:
    return {"comment": marks.comment, "marks": dict(marks.marks), "reasons": dict(marks.reasons)}


def _marks(record: Mapping[str, Any]) -> Marks:
    return Marks(marks=record["marks"], reasons=record["reasons"], comment=record["comment"])


def _same(sheet: Sheet, marks: Marks) -> bool:
    reasons = {name: text for name, text in marks.reasons.items() if text}
    return (dict(sheet.marks), dict(sheet.reasons), sheet.comment) == (dict(marks.marks), reasons, marks.comment)


def _sent_bytes(sent: Sent, sheet: Sheet) -> bytes:
    return canonical(
        {
            "at": sent.at.isoformat(),
            "commitment": sent.receipt.commitment.hex(),
            "document": sent.document.decode(),
            "format": SENT_FORMAT,
            "hash": sent.receipt.document.hex(),
            "packet": sent.packet,
            "sheet": sheet.to_bytes().decode(),
            "version": sent.version,
        }
    )


def _read_sent(data: bytes) -> tuple[Sent, Sheet]:
    names = ("at", "commitment", "document", "format", "hash", "packet", "sheet")
    record = exact(strict_parse(data), {**dict.fromkeys(names, str), "version": int}, what="sent-sheet")
    if record["format"] != SENT_FORMAT:
        raise Malformed("unknown-version", what="sent-sheet", format=record["format"][:40])
    receipt = Receipt(from_hex(record["commitment"], 32), from_hex(record["hash"], 32))
    sent = Sent(
        packet=record["packet"],
        version=record["version"],
        document=record["document"].encode(),
        receipt=receipt,
        at=datetime.fromisoformat(record["at"]),
    )
    return sent, Sheet.parse(record["sheet"].encode())


def desks(folder: Path, keys: ReaderKeys) -> Iterator[GroupDesk]:
    """The desks of every group on this machine."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.is_dir() and any(path.glob("task-*")):
            yield GroupDesk(path, keys)
