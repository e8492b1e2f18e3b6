"""A sheet that the server seals for its reader: to the trustees at once, with a salt that nobody keeps."""

from __future__ import annotations

from collections.abc import Callable

from blind.scoresheet.recognition import Recognition, sign_recognition
from blind.scoresheet.sealed import SealedSheet, seal_sheet
from blind.scoresheet.sheet import Place, Sheet
from expertpool.desk.keys import ReaderKeys
from expertpool.documents.scoresheet_workbook import Marks
from expertpool.queries.reader_desk import OwnGroup, OwnPacket


def sealed_here(
    group: OwnGroup,
    packet: OwnPacket,
    marks: Marks,
    *,
    keys: ReaderKeys,
    version: int,
    fresh: Callable[[int], bytes],
) -> tuple[bytes, SealedSheet]:
    """The document as a reader's own machine would send it, and the sealed sheet in it. ``marks`` must be sound."""
    place = Place(group=group.id, packet=packet.digest, reader=group.reader, rubric=group.rubric.hash, version=version)
    sheet = Sheet(place=place, marks=marks.marks, reasons=marks.reasons, comment=marks.comment, salt=fresh(32))
    document = seal_sheet(sheet, group.rubric, trustees=group.trustees, signer=keys.signer, fresh=fresh)
    return document.to_bytes(), SealedSheet.parse(document.payload)


def recognised_here(group: OwnGroup, packet: OwnPacket, *, keys: ReaderKeys) -> bytes:
    """The signed word that the reader recognised the dossier."""
    record = Recognition(group=group.id, packet=packet.digest, reader=group.reader)
    return sign_recognition(record, keys.signer).to_bytes()
