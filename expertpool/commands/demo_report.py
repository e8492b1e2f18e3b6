"""The demonstration's last step: the season's compliance report over all its committees, good and bad, then checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from expertpool.commands.console import Console
from expertpool.commands.report import STATEMENT, issue, of_year, put_on_record, tell
from expertpool.commands.verify_report import verdict_on
from expertpool.db import open_session
from expertpool.documents.committee_file import read_committee
from expertpool.reporting.report_folder import ReportFolder
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.toml_file import read_text
from expertpool.whole_file import make_folders, write_whole

YEAR = 2025
GOOD, LATE = "engineering", "metallurgy"
"""A committee that did everything in time, and one that filed its plan three days before it met instead of seven."""

RECORDS = {
    "blacklist_checked": "2025-06-20",
    "pool_changes_filed": "2025-06-20",
    "plan_filed": "2025-08-01",
    "plan_agreed": "2025-08-04",
    "supervisor_invited": "2025-08-04",
    "chair_presides": "2025-08-04",
}


def report_the_season(console: Console, folder: Path) -> dict[str, Any]:
    """Issue the reports, say what they come to, and check the season's one and a committee's PDF."""
    out = ReportFolder(folder / "report", STATEMENT)
    console.line()
    console.line(console.say("demo.report"))
    with open_session(console.settings) as session:
        put_on_record(session, _as_filed(folder))
        content = issue(console, session, out, of_year(session, YEAR), season=YEAR)
        session.commit()
    out.finish()
    tell(console, content)
    late = next(one for one in content["committees"] if one["broken"])
    console.line(console.say("demo.report_late", committee=late["committee"]))
    told = {}
    for name in (STATEMENT, "report.pdf"):
        verdict, code = verdict_on(console, out.out / name)
        console.line(f"  {name}：{verdict}")
        told[name] = {"verdict": verdict, "exit_code": int(code)}
    broken = {one["committee"]: [line["rule"] for line in one["broken"]] for one in content["committees"]}
    return {"out": str(out.out), "states": content["states"], **told[STATEMENT], "pdf": told["report.pdf"]} | {
        "broken": {name: rules for name, rules in broken.items() if rules}
    }


def _as_filed(folder: Path) -> list[tuple[CommitteeFacts, str]]:
    """The committee files of two committees as the office kept them to the season's end."""
    filed = folder / "committees" / "as-filed"
    make_folders(filed)
    found = []
    for key, records in ((GOOD, RECORDS), (LATE, {**RECORDS, "plan_filed": "2025-08-12", "plan_agreed": "2025-08-13"})):
        text = (folder / "committees" / f"{key}.toml").read_text(encoding="utf-8")
        days = "\n".join(f"{name} = {day}" for name, day in records.items())
        write_whole(filed / f"{key}.toml", f"{text}\n[records]\n{days}\n".encode())
        path = filed / f"{key}.toml"
        found.append((read_committee(path), read_text(path)))
    return found
