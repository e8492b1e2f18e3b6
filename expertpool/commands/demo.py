"""The demonstration: the main job on a fictional city, in a folder and a database of its own."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blind.encoding import canonical
from expertpool.actions.import_roster import import_roster
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.certifying.names import RESTRICTED_FILE, VERIFIER
from expertpool.commands.circumstances import now
from expertpool.commands.conduct import Failed, Request, Seated, conduct
from expertpool.commands.console import Console
from expertpool.commands.demo_packets import blind_the_city
from expertpool.commands.demo_report import report_the_season
from expertpool.commands.demo_review import review_the_city
from expertpool.commands.draw import tell
from expertpool.db import open_session
from expertpool.documents.committee_file import read_committee
from expertpool.documents.draw_folder import DrawFolder
from expertpool.documents.roster.clean import require_clean
from expertpool.documents.roster.reading import RosterReading, read_roster
from expertpool.seeds.city import City, fictional_city, write_city
from expertpool.seeds.committees import CommitteeSeed
from expertpool.settings import Settings

if TYPE_CHECKING:
    from expertpool.commands.simulated_parties import Simulated


def whole_demo(console: Console) -> dict[str, Any]:
    """Roster in, eight committees drawn, one of them explained because it cannot be; returns what was shown."""
    folder = _folder(console.settings.home)
    own = replace(console, settings_of_its_own=Settings.embedded(folder))
    city = fictional_city()
    write_city(city, folder)
    say = console.say
    console.line(say("demo.start", city=city.name, folder=str(folder)))
    reading = read_roster(folder / "roster.xlsx")
    require_clean(reading)
    _admit(own, reading)
    console.line(say("demo.pool", experts=len(reading.experts)))
    first, *others = city.committees
    from expertpool.commands.simulated_parties import TRUST_FILE, Simulated  # noqa: PLC0415  # OR-Tools is slow to import

    parties = Simulated.settle(own, folder, folder / "roster.xlsx")
    told = [_hold(own, first, reading, folder, parties), *(_draw(own, city, seed, reading, folder) for seed in others)]
    seated = sum(1 for entry in told if entry["seated"])
    checked = _check(console, Path(told[0]["out"]), folder)
    packets = blind_the_city(own, folder, folder / TRUST_FILE)
    reviewed = review_the_city(own, folder, first.key, parties)
    reported = report_the_season(own, folder)
    console.line()
    console.line(say("demo.end", seated=seated, failed=len(told) - seated, folder=str(folder)))
    for entry in told:
        console.line(f"  {entry['out']}")
    console.line(say("demo.next"))
    shown = {"ok": True, "folder": str(folder), "experts": len(reading.experts), "committees": told}
    return shown | {"checked": checked, "packets": packets, "review": reviewed, "report": reported}


def _hold(
    console: Console, seed: CommitteeSeed, reading: RosterReading, folder: Path, parties: Simulated
) -> dict[str, Any]:
    """The first committee, drawn by a ceremony of three simulated parties."""
    say, hall = console.say, folder / "ceremony"
    console.line()
    console.line(say("demo.committee", number=1, about=seed.about(console.language)))
    console.line(say("demo.ceremony", hall=str(hall)))
    console.line(say("demo.one_machine"))
    out = folder / "draws" / seed.key
    committee = read_committee(folder / "committees" / f"{seed.key}.toml")
    request = Request("roster.xlsx", tuple(reading.experts), committee, seed.text, method=seed.method)

    def told(step: str, role: str) -> None:
        console.line("  " + say(f"demo.step.{step}", role=say(f"ceremony.role.{role}")))

    held = parties.draw(request, hall, out, say=told)
    if held.seated is None:
        raise AssertionError("the demonstration's ceremony seats its panel")
    tell(console, held.seated)
    console.line(say("demo.one_machine"))
    return {**_seated(held.seated, out), "ceremony": str(hall), "proves_nothing_by_itself": True}


def _check(console: Console, out: Path, folder: Path) -> list[dict[str, Any]]:
    """A certificate checked by the shipped file in a process of its own, then a copy with one member exchanged."""
    forged = folder / "forged" / RESTRICTED_FILE
    forged.parent.mkdir()
    forged.write_bytes(_one_exchanged((out / RESTRICTED_FILE).read_bytes()))
    told = []
    for name, file in (("genuine", out / RESTRICTED_FILE), ("forged", forged)):
        command = [sys.executable, "-I", "-S", str(out / VERIFIER), str(file), "--lang", console.language.value]
        ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603  # our own file
        lines = ended.stdout.splitlines()
        first = next(iter(lines), "")
        console.line()
        console.line(console.say(f"demo.check.{name}"))
        for line in lines:
            console.line(f"  {line}")
        told.append({"certificate": name, "exit_code": ended.returncode, "verdict": first})
    return told


def _one_exchanged(certificate: bytes) -> bytes:
    """The certificate with somebody else on the seat of its first member, everything else as it was."""
    envelope = json.loads(certificate)
    told = json.loads(base64.b64decode(envelope["payload"]))
    panel = told["rounds"][0]["panel"]
    drawable = (code for group in told["table"]["groups"] for code in group["codes"])
    panel[:] = sorted([next(code for code in drawable if code not in panel), *panel[1:]])
    return canonical({**envelope, "payload": base64.b64encode(canonical(told)).decode()})


def _folder(home: Path) -> Path:
    """A new folder under the home folder; demonstrations never touch the office's own database."""
    stamp = now().strftime("%Y%m%d-%H%M%S")
    for again in range(100):
        folder = home / "demo" / (stamp if not again else f"{stamp}-{again}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        return folder
    raise FileExistsError(stamp)


def _admit(console: Console, reading: RosterReading) -> None:
    digest = hashlib.sha256(reading.path.read_bytes()).hexdigest()
    at = now()
    with open_session(console.settings) as session:
        keys = unlock_pool(session, console.settings)
        actor = console.say("demo.actor")
        source = reading.path.name
        import_roster(session, reading.experts, source=source, digest=digest, at=at, actor=actor, keys=keys)
        session.commit()


def _draw(console: Console, city: City, seed: CommitteeSeed, reading: RosterReading, folder: Path) -> dict[str, Any]:
    number = city.committees.index(seed) + 1
    console.line()
    console.line(console.say("demo.committee", number=number, about=seed.about(console.language)))
    committee = read_committee(folder / "committees" / f"{seed.key}.toml")
    out = folder / "draws" / seed.key
    request = Request("roster.xlsx", tuple(reading.experts), committee, seed.text, method=seed.method)
    outcome = conduct(console, request, DrawFolder(out))
    tell(console, outcome)
    if isinstance(outcome, Seated):
        return _seated(outcome, out)
    entry: dict[str, Any] = {"committee": committee.name, "out": str(out), "seated": False}
    if isinstance(outcome, Failed):
        entry["explanation"] = outcome.content
    return entry


def _seated(seated: Seated, out: Path) -> dict[str, Any]:
    shown = ("committee", "method", "tickets", "ticket", "chances", "assurance", "candidates", "members", "reserves")
    entry = {name: seated.content[name] for name in shown}
    return {**entry, "out": str(out), "seated": True, "verdicts": seated.papers.verdicts()["verdicts"]}
