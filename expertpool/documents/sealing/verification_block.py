"""The verification block: the statement's digest, its place in the ledger, and both as a QR code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.resources import files
from itertools import groupby

import numpy as np
import zxingcpp

from expertpool import __version__
from expertpool.documents.typesetting import typeset
from expertpool.words import Language, say

CODE = "EXPERTPOOL"
"""What the text of the QR code begins with; capitals and digits alone keep the code small."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """What the block says. ``statement``: the signed statement's hash; ``entry``: its number in the ledger."""

    statement: bytes
    entry: int
    template: str

    @property
    def code(self) -> str:
        """The text of the QR code."""
        return f"{CODE}:{self.statement.hex().upper()}:{self.entry}"


def block_pdf(block: Block, language: Language, *, made_on: date) -> bytes:
    """One page of A4 with nothing but the block, to be laid over the last page of the body."""
    text = block.statement.hex()
    digest = " ".join(text[at : at + 8] for at in range(0, len(text), 8))
    page = {
        "title": say("sealing.title", language),
        "program": f"expertpool {__version__}",
        "lang": language.value,
        "region": say("language.region", language),
        "qr": _runs(block.code),
        "lines": [
            say("sealing.digest", language, digest=digest),
            say("sealing.entry", language, entry=block.entry, template=block.template),
            say("sealing.how", language),
        ],
    }
    template = files(__package__).joinpath("verification_block.typ").read_text(encoding="utf-8")
    return typeset(template, page, made=datetime.combine(made_on, time(), tzinfo=UTC))


def _runs(text: str) -> dict[str, object]:
    """The QR code as its width in modules and its dark runs: row, first module, length."""
    drawn = zxingcpp.write_barcode_to_image(
        zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M"), scale=1, add_quiet_zones=False
    )
    rows = np.asarray(drawn).astype(int).tolist()
    runs = [[at, start, len(group)] for at, row in enumerate(rows) for start, group in _dark(row)]
    return {"width": len(rows), "runs": runs}


def _dark(row: list[int]) -> Iterator[tuple[int, list[int]]]:
    start = 0
    for value, group in groupby(row):
        held = list(group)
        if not value:
            yield start, held
        start += len(held)
