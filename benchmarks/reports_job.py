"""One job in a fresh process: a season of committees on a real database, and all its reports by command line."""

from __future__ import annotations

import argparse
import base64
import contextlib
import io
import json
import random
import shutil
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any

from expertpool.__main__ import main as command
from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.record_draw import record_draw
from expertpool.db import open_session
from expertpool.documents.report_paper import report_pdf
from expertpool.documents.roster.expert import RosterExpert
from expertpool.documents.sealing.seal_key import SealKey
from expertpool.documents.sealing.seal_pdf import seal_pdf
from expertpool.documents.sealing.verification_block import Block, block_pdf
from expertpool.ids import ExpertId
from expertpool.models import DrawOutcome
from expertpool.rules.facts import CommitteeFacts, EmployerKind, ExpertFacts, Level, SeatRange
from expertpool.settings import Settings
from expertpool.words import Language

YEAR, SEATS = 2025, 13
AT = datetime(YEAR, 7, 20, 9, tzinfo=UTC)
SAMPLES = 7


def experts(count: int) -> list[RosterExpert]:
    """People of one series in ten specialties and two hundred units."""
    dice = random.Random(7)
    kinds = list(EmployerKind)
    return [
        RosterExpert(
            facts=ExpertFacts(
                expert_no=ExpertId(f"E{at:05}"),
                employer=f"云岭第{dice.randrange(200)}单位",
                series="工程",
                specialties=(f"专业{dice.randrange(10)}",),
                level=Level.FULL_SENIOR,
                employer_kind=dice.choice(kinds),
                term_start=date(2024, 1, 1),
                term_end=date(2026, 12, 31),
                years_served=frozenset({2024}) if at % 3 else frozenset(),
            ),
            name=f"专家{at}",
        )
        for at in range(count)
    ]


def committee(number: int) -> CommitteeFacts:
    """One of them; every fifth filed its plan too late."""
    return CommitteeFacts(
        name=f"{YEAR}年度云岭市工程系列第{number}专业高级职称评审委员会",
        year=YEAR,
        series="工程",
        level=Level.ASSOCIATE_SENIOR,
        seats=SEATS,
        meeting=date(YEAR, 8, 15),
        enterprise_related=True,
        filed_from=date(2024, 3, 1),
        filed_until=date(2027, 2, 28),
        specialties={f"专业{number % 10}": SeatRange(at_least=1)},
        records={"plan_filed": date(YEAR, 8, 12 if number % 5 == 0 else 5)},
    )


def fill(settings: Settings, committees: int, pool: int) -> None:
    """A frozen roster, and a draw from it for each committee."""
    people = experts(pool)
    dice = random.Random(11)
    with open_session(settings) as session:
        roster = freeze_roster(session, experts=people, at=AT, source="roster.xlsx")
        for number in range(1, committees + 1):
            record_draw(
                session,
                roster=roster,
                committee=committee(number),
                attempt=1,
                method="lottery",
                assurance="M0",
                started_at=AT,
                finished_at=AT,
                outcome=DrawOutcome.SEATED,
                versions={},
                verdicts=[],
                chances={"lowest": "1/400", "highest": "1/350"},
                tickets=1000,
                members=[one.facts.expert_no for one in dice.sample(people, SEATS)],
            )
        session.commit()


def ran(*words: str | Path) -> float:
    """Seconds a command line takes; RuntimeError where it does not end with 0."""
    start = time.monotonic()
    with contextlib.redirect_stdout(io.StringIO()) as out:
        code = command([*map(str, words), "--json"])
    if code != 0:
        raise RuntimeError(out.getvalue()[-600:])
    return time.monotonic() - start


def pdf_seconds(content: dict[str, Any]) -> float:
    """The median of some PDFs of one report, with block and seal."""
    key, block = SealKey(b"\x07" * 32), Block(statement=b"\x08" * 32, entry=1, template="committee-compliance")
    statement = json.dumps(content, ensure_ascii=False).encode()
    taken = []
    for _ in range(SAMPLES):
        start = time.monotonic()
        body = report_pdf(content, issued=AT.date(), number=1, language=Language.ZH)
        seal_pdf(body, block_pdf(block, Language.ZH, made_on=AT.date()), statement, key)
        taken.append(time.monotonic() - start)
    return median(taken)


def measure(committees: int, pool: int) -> dict[str, Any]:
    """Fill, report, check; the folder is thrown away."""
    folder = Path(tempfile.mkdtemp(prefix="expertpool-reports-"))
    try:
        home, out = folder / "home", folder / "season"
        fill(Settings.embedded(home), committees, pool)
        before = time.process_time()
        season = ran("report", "--season", str(YEAR), "--out", out, "--home", home)
        spent = time.process_time() - before
        one = out / "committees" / "001" / "report.json"
        payload = json.loads(one.read_bytes())["envelope"]["payload"]
        content = json.loads(base64.b64decode(payload))["predicate"]["content"]
        return {
            "committees": committees,
            "experts": pool,
            "season_s": round(season, 1),
            "season_cpu_s": round(spent, 1),
            "pdf_s": round(pdf_seconds(content), 2),
            "verify_s": round(ran("verify", one, "--home", home), 2),
        }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Print one line of JSON."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("committees", type=int)
    words.add_argument("experts", type=int)
    given = words.parse_args()
    print(json.dumps(measure(given.committees, given.experts)))


if __name__ == "__main__":
    main()
