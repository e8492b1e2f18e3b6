"""The demonstration's last step: the season's compliance report over all its committees, checked at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from expertpool.commands.console import Console
from expertpool.commands.report import STATEMENT, issue, of_year, tell
from expertpool.commands.verify_report import verdict_on
from expertpool.db import open_session
from expertpool.reporting.report_folder import ReportFolder

YEAR = 2025


def report_the_season(console: Console, folder: Path) -> dict[str, Any]:
    """Issue the reports, say what they come to, and check the season's one."""
    out = ReportFolder(folder / "report", STATEMENT)
    console.line()
    console.line(console.say("demo.report"))
    with open_session(console.settings) as session:
        records = of_year(session, YEAR)
        content = issue(console, session, out, records, season=YEAR)
        session.commit()
    out.finish()
    tell(console, content)
    verdict, code = verdict_on(console, out.out / STATEMENT)
    console.line(f"  {verdict}")
    return {"out": str(out.out), "states": content["states"], "verdict": verdict, "exit_code": int(code)}
