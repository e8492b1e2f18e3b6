"""A batch of dossiers for tests of the office's pages: made as the office makes it, and found again."""

from __future__ import annotations

import io

from blind.redact import Level
from expertpool.intake.batch import Batch, Batches
from expertpool.intake.receiving import receive
from tests.conftest import AT
from tests.intake.office import applicants, dossiers
from tests.web.town import Town


def batch_of_three(town: Town) -> Batch:
    made = Batches.of(town.settings).make(
        "冶金副高级",
        applicants=("名单.json", applicants()),
        level=Level.STANDARD,
        only_confirmed=False,
        laid="",
        by="王",
        at=AT,
    )
    receive("材料.zip", io.BytesIO(dossiers()), keys=[one.key for one in made.applicants], dossiers=made.dossiers)
    return made


def the_batch(town: Town) -> Batch:
    (batch,) = Batches.of(town.settings).all()
    return batch
