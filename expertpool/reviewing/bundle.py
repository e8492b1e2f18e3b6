"""The offline packet of one reader: the form, the trustees and the packets' files, encrypted to the reader's key."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from blind.encoding import canonical, from_hex, lp, strict_parse, tagged_hash
from blind.errors import Forged, Malformed
from blind.fields import exact
from blind.scoresheet.rubric import Rubric
from blind.seal import open_sealed, seal

FORMAT, TASK_FORMAT = "expertpool-reader-bundle/1", "expertpool-reader-task/1"
PURPOSE = "expertpool/reader-bundle/v1"
TASK, PDF = "task.json", ".pdf"
MAGIC = b"expertpool-bundle\n"
_NONCE = bytes(12)
"""Every bundle has a key of its own, used once."""
_SAME_DATE = (2000, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Task:
    """What a reader is given to do: no round, no cause, no other reader. ``packets``: codename -> SHA-256."""

    group: str
    title: str
    reader: str
    rubric: Rubric
    trustees: Mapping[str, bytes]
    packets: Mapping[str, bytes]

    def to_bytes(self) -> bytes:
        """The task as canonical JSON."""
        named = {"format": TASK_FORMAT, "group": self.group, "reader": self.reader, "title": self.title}
        packets = [{"codename": name, "sha256": self.packets[name].hex()} for name in sorted(self.packets)]
        trustees = [{"holder": name, "public": self.trustees[name].hex()} for name in sorted(self.trustees)]
        rubric = strict_parse(self.rubric.to_bytes())
        return canonical({**named, "packets": packets, "rubric": rubric, "trustees": trustees})

    @property
    def mark(self) -> str:
        """Eight characters that tell this task from others of the same reader."""
        return tagged_hash("expertpool/reader-task/v1", self.to_bytes()).hex()[:8]

    @classmethod
    def parse(cls, data: bytes) -> Task:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields = {"format": str, "group": str, "packets": list, "reader": str, "rubric": dict, "title": str}
        record = exact(strict_parse(data), {**fields, "trustees": list}, what="reader-task")
        if record["format"] != TASK_FORMAT:
            raise Malformed("unknown-version", what="reader-task", format=record["format"][:40])
        packets = [exact(one, {"codename": str, "sha256": str}, what="reader-task") for one in record["packets"]]
        trustees = [exact(one, {"holder": str, "public": str}, what="reader-task") for one in record["trustees"]]
        return cls(
            group=record["group"],
            title=record["title"],
            reader=record["reader"],
            rubric=Rubric.parse(canonical(record["rubric"])),
            trustees={one["holder"]: from_hex(one["public"], 32) for one in trustees},
            packets={one["codename"]: from_hex(one["sha256"], 32) for one in packets},
        )


def seal_bundle(task: Task, files: Mapping[str, bytes], public: bytes, *, fresh: Callable[[int], bytes]) -> bytes:
    """The bundle. ``files``: the bytes of each packet's file by codename; ``public``: the reader's X25519 key."""
    key = fresh(32)
    header = {"format": FORMAT, "group": task.group, "reader": task.reader}
    sealed = seal(key, public, purpose=PURPOSE, context=(canonical(header),))
    head = canonical({**header, "sealed": sealed.hex()})
    return MAGIC + lp(head) + AESGCM(key).encrypt(_NONCE, _packed(task, files), head)


def open_bundle(data: bytes, secret: bytes) -> tuple[Task, dict[str, bytes]]:
    """The task and the files by codename. ``secret``: the reader's private key.

    Raises ``Malformed``, ``WrongSecret`` for another reader's bundle, and ``Forged`` ("bundle-changed",
    "packet-changed").
    """
    header, head, text = _parted(data)
    named = {name: header[name] for name in ("format", "group", "reader")}
    key = open_sealed(from_hex(header["sealed"], 80), secret, purpose=PURPOSE, context=(canonical(named),))
    try:
        content = AESGCM(key).decrypt(_NONCE, text, head)
    except InvalidTag:
        raise Forged("bundle-changed", group=header["group"]) from None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        task = Task.parse(archive.read(TASK))
        files = {name: archive.read(name + PDF) for name in task.packets}
    for name, held in files.items():
        if hashlib.sha256(held).digest() != task.packets[name]:
            raise Forged("packet-changed", packet=name)
    return task, files


def _packed(task: Task, files: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in [(TASK, task.to_bytes()), *((name + PDF, files[name]) for name in sorted(files))]:
            archive.writestr(zipfile.ZipInfo(name, _SAME_DATE), content)
    return held.getvalue()


def _parted(data: bytes) -> tuple[dict[str, str], bytes, bytes]:
    if not data.startswith(MAGIC) or len(data) < len(MAGIC) + 4:
        raise Malformed("not-a-bundle", bytes=len(data))
    start = len(MAGIC) + 4
    size = int.from_bytes(data[len(MAGIC) : start], "big")
    head = data[start : start + size]
    header = exact(strict_parse(head), dict.fromkeys(("format", "group", "reader", "sealed"), str), what="bundle")
    if header["format"] != FORMAT:
        raise Malformed("unknown-version", what="bundle", format=header["format"][:40])
    return header, head, data[start + size :]
