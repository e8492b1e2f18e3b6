"""The demo's review: packets assigned, read under seal, opened, voted on, and the results posted and confirmed."""

from __future__ import annotations

import contextlib
import io
import json
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blind.ceremony.book import read_note
from blind.ceremony.reasons import HRSS, INSPECTOR
from blind.keys.p256 import P256Signer
from blind.scoresheet.rubric import Rubric
from blind.scoresheet.sealed import seal_sheet
from blind.scoresheet.sheet import Place, Sheet
from blind.trust import read_trust
from blind.vault import Vault
from blind.vault_request import Request, approve, check_request
from expertpool.actions.enrol_reader import enrol_reader
from expertpool.actions.take_sheets import take_sheets
from expertpool.actions.write_entry import POOL
from expertpool.commands.circumstances import now
from expertpool.commands.console import Console
from expertpool.db import open_session
from expertpool.party import witnessing
from expertpool.party.board import Board
from expertpool.party.holder import trustee_of
from expertpool.queries.review import GroupSeen, group_of
from expertpool.reviewing.closed_round import closed_round, halves_of, signed_halves
from expertpool.reviewing.review_folder import ReviewFolder
from expertpool.reviewing.unsealing_folder import UnsealingFolder
from expertpool.whole_file import make_folders, write_new, write_whole

if TYPE_CHECKING:
    import click

    from expertpool.commands.simulated_parties import Simulated

GROUP = "2025-engineering-senior"
PLEDGED, POSTED = "2025-08-01", "2025-08-18"
LINES = (0, 300, 900, -2500)
"""By how many hundredths the simulated readers like each packet more than the middle; the last is under the line."""

_PLAN = """group = "{group}"
title = "{title}"
sheet = "ten-dimensions"
method = "plain-mean/1"
line = "60"
"""


@dataclass(frozen=True)
class _Review:
    """Where everything of the simulated review lies."""

    console: Console
    folder: Path
    key: str
    parties: Simulated

    @property
    def root(self) -> Path:
        return self.folder / "review"

    @property
    def packets(self) -> Path:
        return self.folder / "packets" / "out"

    @property
    def trust(self) -> Path:
        return self.folder / "trust.json"

    def run(self, command: click.Command, *words: str | Path) -> dict[str, Any]:
        """One of the program's own commands on the demo's database; what it would print under ``--json``."""
        held, remarks = io.StringIO(), io.StringIO()
        quiet = replace(self.console, as_json=True)
        with contextlib.redirect_stdout(held), contextlib.redirect_stderr(remarks):
            code = command.main(args=[str(word) for word in words], standalone_mode=False, obj=quiet)
        if code:
            raise AssertionError(f"the demonstration's {words[0]} ended with {code}: {held.getvalue()[:900]}")
        found: dict[str, Any] = json.loads(held.getvalue())
        return found

    def tell(self, key: str, **places: object) -> None:
        self.console.line("  " + self.console.say(f"results.demo.{key}", **places))


def review_the_city(console: Console, folder: Path, key: str, parties: Simulated) -> dict[str, Any]:
    """Run the whole review of the demo's packets with the panel of committee ``key``, and tell what happened."""
    it = _Review(console, folder, key, parties)
    console.line()
    console.line(console.say("results.demo.start"))
    console.line(console.say("demo.one_machine"))
    make_folders(it.root)
    readers = _score(it)
    _open(it)
    outcome = _vote(it)
    told = _results(it)
    console.line(console.say("results.demo.where", folder=str(it.root)))
    return {"readers": readers, "passed": outcome, **told, "out": str(it.root)}


def _score(it: _Review) -> int:
    """From the assignment to the closed round; how many readers took part."""
    from expertpool.commands.assign import assign  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.commands.scores import scores  # noqa: PLC0415  # only this step needs it

    drawn = it.folder / "draws" / it.key
    given = ("--packets", it.packets, "--experts", drawn / "panel.json", "--out", it.root / "assignment")
    seed = ("--certificate", drawn / "certificate.restricted.json", "--trust", it.trust)
    assigned = it.run(assign, "draw", *given, *seed, "--cap", "1/2", "--by", it.console.say("demo.packets.clerk"))
    it.tell("assigned", packets=len(assigned["packets"]), readers=assigned["readers"])
    plan = it.root / "plan.toml"
    title = it.console.say("results.demo.group")
    write_whole(plan, _PLAN.format(group=GROUP, title=title).encode())
    papers = ("--assignment", it.root / "assignment" / "assignment.json", "--packets", it.packets)
    it.run(scores, "open", plan, *papers, "--trust", it.trust, "--review", it.root / "sealed")
    readers, sheets = _readers(it)
    it.tell("sealed", readers=readers, sheets=sheets)
    closed = it.run(scores, "close", GROUP, "--review", it.root / "sealed")
    it.tell("closed", sheets=closed["sheets"])
    _witness(it, Path(closed["logged"]))
    return readers


def _readers(it: _Review) -> tuple[int, int]:
    """Every reader with a device of its own in this program's memory: enrolled, and its sheets sealed and handed in."""
    fresh, actor = secrets.token_bytes, it.console.say("demo.packets.clerk")
    with open_session(it.console.settings) as session:
        seen = group_of(session, GROUP)
        devices = {one.reader: P256Signer(bytes([1, *fresh(31)])) for one in seen.tasks}
        for code, device in sorted(devices.items()):
            enrol_reader(session, seen, code, key=device.verifier, seal=None, at=now(), actor=actor)
        documents = [
            seal_sheet(sheet, seen.rubric, trustees=seen.trustees, signer=devices[code], fresh=fresh).to_bytes()
            for code, sheet in _sheets(it, seen)
        ]
        answers = take_sheets(session, GROUP, documents, at=now(), actor=actor)
        if any(one.error for one in answers):
            raise AssertionError("the demonstration's sheets are taken")
        session.commit()
    return len(devices), len(documents)


def _sheets(it: _Review, seen: GroupSeen) -> list[tuple[str, Sheet]]:
    """What the simulated readers think: one opinion of each packet, each reader and indicator a little beside it."""
    found = []
    liked = dict(zip(sorted(seen.packets), LINES * len(seen.packets), strict=False))
    for turn, task in enumerate(seen.tasks):
        place = Place(
            group=GROUP, packet=seen.packets[task.codename], reader=task.reader, rubric=seen.rubric.hash, version=1
        )
        marks = {
            one.code: _mark(seen.rubric, 7500 + liked[task.codename] + (turn * 397 + at * 211) % 1201 - 600)
            for at, one in enumerate(seen.rubric.indicators)
        }
        reasons = {name: it.console.say("results.demo.reason") for name in marks}
        found.append((task.reader, Sheet(place=place, marks=marks, reasons=reasons, salt=secrets.token_bytes(32))))
    return found


def _mark(rubric: Rubric, wanted: int) -> int:
    """A mark the form allows, near the one wanted."""
    scale = rubric.scale
    return max(
        scale.lowest, min(scale.highest, scale.lowest + round((wanted - scale.lowest) / scale.step) * scale.step)
    )


def _witness(it: _Review, logged: Path) -> None:
    """HRSS's simulated machine cosigns the head in which an entry is proven."""
    board = Board(logged.parent)
    offered, proof = witnessing.checkpoint_in(board, logged.name), witnessing.proof_for(board, logged.name, None)
    note = witnessing.witness(it.parties.home(HRSS), offered, proof, file=logged.name)
    witnessing.lay_down(board, witnessing.beside(logged.name), note)


def _open(it: _Review) -> None:
    """Two trustees' halves, joined by the office, and combined by the filed method."""
    from expertpool.commands.scores import scores  # noqa: PLC0415  # only these steps need it

    sealed, trust = ReviewFolder(it.root / "sealed"), read_trust(it.trust.read_bytes(), fingerprint=None)
    for role in (HRSS, INSPECTOR):
        home = it.parties.home(role)
        holder, secret = trustee_of(home)
        halves = halves_of(closed_round(sealed, 1, trust), 1, holder=holder, secret=secret)
        sealed.put(sealed.halves(1, holder), signed_halves(halves, home.keys.signer))
    opened, combined = it.root / "opened", it.root / "combined"
    it.run(scores, "unseal", GROUP, "--review", it.root / "sealed", "--trust", it.trust, "--out", opened)
    found = it.run(scores, "combine", opened / "linked.csv", "--plan", it.root / "plan.toml", "--out", combined)
    above = sum(bool(one["above"]) for one in found["results"])
    it.tell("opened", packets=len(found["results"]), above=above)


def _vote(it: _Review) -> int:
    """The meeting called from the panel on record, its roll filled in and frozen, the paper ballot counted twice."""
    from expertpool.commands.ballot import ballot  # noqa: PLC0415  # only this step needs it
    from expertpool.commands.meeting import meeting  # noqa: PLC0415  # only this step needs it

    committee = it.folder / "committees" / f"{it.key}.toml"
    panel = ("--panel", it.folder / "draws" / it.key / "panel.json", "--roster", it.folder / "roster.xlsx")
    called = it.run(meeting, "call", "--committee", committee, "--candidates", it.packets / "packets.json", *panel)
    number = str(called["meeting"])
    it.run(meeting, "roll", number, "--out", it.root / "meeting")
    members = it.run(meeting, "show", number)["members"]
    frozen = it.run(meeting, "freeze", number, _roll(it, members))
    with open_session(it.console.settings, reading=True) as session:
        codenames = sorted(group_of(session, GROUP).packets)
    tables = [_count_table(it, counter, codenames, frozen["present"]) for counter in (1, 2)]
    counted = it.run(ballot, "count", *tables, "--meeting", number, "--out", it.root / "meeting" / "count.json")
    passed = sum(bool(one["passed"]) for one in counted["outcomes"])
    it.tell("voted", present=frozen["present"], seats=frozen["seats"], passed=passed, candidates=len(codenames))
    return passed


def _roll(it: _Review, members: list[dict[str, Any]]) -> Path:
    """The roll as it comes back: everybody seated is there and has signed the pledge; reserves stay away."""
    path, lines = it.root / "meeting" / "roll.csv", ["代号,到会,承诺书签署日期"]
    for one in members:
        lines.append(f"{one['code']},否," if one["seat"] == "reserve" else f"{one['code']},是,{PLEDGED}")
    write_whole(path, ("\n".join(lines) + "\n").encode("utf-8-sig"))
    return path


def _count_table(it: _Review, counter: int, codenames: list[str], present: int) -> Path:
    """What one of two counters entered: the last candidate gets too few votes."""
    path = it.root / "meeting" / f"count-{counter}.csv"
    lines = ["盲审编号,同意,不同意,弃权,废票"]
    for at, name in enumerate(codenames, start=1):
        no = present // 2 if at == len(codenames) else at
        lines.append(f"{name},{present - no},{no},0,0")
    write_whole(path, ("\n".join(lines) + "\n").encode("utf-8-sig"))
    return path


def _names(it: _Review) -> Path:
    """The codenames of all candidates opened by two holders for the results."""
    from expertpool.commands.vault import vault  # noqa: PLC0415  # only this step needs it

    sealed, papers = it.packets / "vault.json", UnsealingFolder(it.root / "unsealing")
    listed = it.root / "codenames.txt"
    with open_session(it.console.settings, reading=True) as session:
        write_whole(listed, "\n".join(sorted(group_of(session, GROUP).packets)).encode())
    by = ("--by", it.console.say("demo.packets.clerk"))
    asked = it.run(vault, "ask", sealed, "--folder", papers.root, "--purpose", "results", "--list", listed, *by)
    _witness(it, Path(asked["logged"]))
    trust, held = read_trust(it.trust.read_bytes(), fingerprint=None), Vault.parse(sealed.read_bytes())
    request = Request.parse(papers.request.read_bytes())
    check_request(request, held, papers.shown(), read_note(papers.need(papers.cosigned), trust, threshold=1), pool=POOL)
    for role in (HRSS, INSPECTOR):
        home = it.parties.home(role)
        holder, secret = trustee_of(home)
        approved = approve(request, held, holder=holder, secret=secret, signer=home.keys.signer)
        write_new(papers.approval(holder), approved.to_bytes())
    out = it.root / "names.json"
    joined = it.run(vault, "join", sealed, "--folder", papers.root, "--trust", it.trust, "--out", out, *by)
    it.tell("unsealed", count=joined["count"])
    return out


def _results(it: _Review) -> dict[str, Any]:
    """Ranking, publicity, a complaint and its answer, confirmation, and one result retraced."""
    from expertpool.commands.results import results  # noqa: PLC0415  # only this step needs it

    names, out, by = _names(it), it.root / "results", ("--by", it.console.say("demo.packets.clerk"))
    who = ("--names", names, "--applicants", it.folder / "packets" / "applicants.json")
    ranked = it.run(results, "rank", "1", "--opened", it.root / "opened", "--out", out, *by)
    it.tell("ranked", passed=ranked["passed"], candidates=len(ranked["results"]))
    posted = it.run(results, "publish", "1", *who, "--posted", POSTED, "--out", out, *by)
    counted = " ".join(f"{one['day'][5:]}({one['number'] or '—'})" for one in posted["days"])
    it.tell("posted", start=posted["posted_on"], end=posted["ends_on"], days=counted)
    paper = it.root / "complaint.txt"
    write_whole(paper, it.console.say("results.demo.complaint").encode())
    made = it.run(
        results,
        "complain",
        "1",
        "--kind",
        "authenticity",
        "--line",
        "1",
        "--what",
        paper,
        "--received",
        "2025-08-20",
        *by,
    )
    answered = ("--finding", "unfounded", "--text", paper, "--day", "2025-08-22", *by)
    it.run(results, "answer", str(made["complaint"]), *answered)
    it.tell("complained")
    confirmed = it.run(results, "confirm", "1", "--posted", out / "公示名单.xlsx", *who, "--out", out, *by)
    it.tell("confirmed", passed=confirmed["passed"], path=confirmed["roster"])
    about = next(one["candidate"] for one in ranked["results"] if one["standing"] != "in")
    it.run(results, "replay", about, "--out", out / "replay.json")
    it.tell("replayed", candidate=about, path=str(out / "replay.json"))
    statements = it.run(results, "integrity", "1", "--out", out)
    return {"confirmed": confirmed["passed"], "experts": len(statements["experts"]), "roster": confirmed["roster"]}
