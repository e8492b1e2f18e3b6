"""The files of an issued report or paper: its PDFs with verification block and seal, everything else as it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from blind.report import SignedReport
from expertpool.documents.sealing.seal_key import SealKey
from expertpool.documents.sealing.seal_pdf import seal_pdf
from expertpool.documents.sealing.verification_block import Block, block_pdf
from expertpool.reporting.make_report import MadeReport
from expertpool.words import Language


def sealed_files(
    made: MadeReport, signed: SignedReport, key: SealKey, *, language: Language, on: date
) -> dict[str, bytes]:
    """Each file by name; a sealed PDF carries the signed report inside and begins with the body that was digested."""
    bodies: Mapping[str, int] = made.report.sealed.bodies if made.report.sealed else {}
    if not bodies:
        return dict(made.files)
    told = Block(
        statement=made.report.hash,
        entry=signed.placed.entry.seq,
        template=str(made.report.content.get("template", made.report.kind)),
    )
    block, statement = block_pdf(told, language, made_on=on), signed.to_bytes()
    return {
        name: seal_pdf(data, block, statement, key) if name in bodies else data for name, data in made.files.items()
    }
