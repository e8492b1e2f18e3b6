"""The command line that each job about a batch comes to; who asked, and when, stands in the job's row."""

from __future__ import annotations

import json
import os

from expertpool.intake.batch import Batch, Batches
from expertpool.intake.readings_plan import AFFILIATES, CERTIFICATE, CONFLICTS, DECLARED, EXPERTS, KNOWN, ReadingsPlan
from expertpool.jobs.at_work import AtWork
from expertpool.settings import Settings

TRUST = "party/trust.json"


def blinding(work: AtWork) -> list[str]:
    """``expertpool blind`` over all dossiers; files read before are not read again."""
    batch = _batch(work)
    arguments = [
        "blind",
        f"--applicants={batch.list}",
        f"--dossiers={batch.dossiers}",
        f"--out={batch.out.root}",
        f"--level={batch.level.value}",
        f"--jobs={max(1, (os.cpu_count() or 2) - 1)}",
        f"--by={work.by}",
    ]
    if batch.only_confirmed:
        arguments.append("--only-confirmed")
    return [*arguments, *_trust(work.settings)]


def conflicts(work: AtWork) -> list[str]:
    """``expertpool conflicts find`` through lists and dossiers; answers given before stay."""
    plan = _plan(work)
    arguments = [
        "conflicts",
        "find",
        f"--applicants={plan.batch.list}",
        f"--dossiers={plan.batch.dossiers}",
        f"--experts={plan.folder / KNOWN}",
        f"--out={plan.folder / 'conflicts'}",
        f"--by={work.by}",
        f"--on={work.at:%Y-%m-%d}",
    ]
    if json.loads((plan.folder / AFFILIATES).read_text(encoding="utf-8")):
        arguments.append(f"--affiliates={plan.folder / AFFILIATES}")
    if plan.declared:
        arguments.append(f"--declared={plan.folder / DECLARED}")
    return arguments


def curve(work: AtWork) -> list[str]:
    """``expertpool assign draw --curve``: what each cap costs; nothing is drawn."""
    return [*_question(work, "none"), "--curve"]


def draw(work: AtWork) -> list[str]:
    """``expertpool assign draw``: the assignment itself."""
    plan = _plan(work)
    arguments = [*_question(work, str(work.arguments["out"])), f"--by={work.by}"]
    if work.arguments["cap"]:
        arguments.append(f"--cap={work.arguments['cap']}")
    if work.arguments["certificate"]:
        arguments.append(f"--certificate={plan.folder / CERTIFICATE}")
        arguments += _trust(work.settings)
    return arguments


def leave(work: AtWork) -> list[str]:
    """``expertpool assign recuse``: a reader steps away from one packet or from all, and others are drawn."""
    plan, expert, codename = _plan(work), str(work.arguments["expert"]), str(work.arguments["codename"])
    who = ["--pair", codename, expert] if codename else [f"--expert={expert}"]
    return [
        "assign",
        "recuse",
        f"--assignment={plan.folder / str(work.arguments['of']) / 'assignment.json'}",
        f"--out={plan.folder / str(work.arguments['out'])}",
        f"--packets={plan.batch.out.root}",
        f"--conflicts={plan.folder / 'conflicts' / CONFLICTS}",
        f"--by={work.by}",
        *who,
    ]


def check(work: AtWork) -> list[str]:
    """``expertpool conflicts check``: every pair of an assignment once more, by other means."""
    plan = _plan(work)
    arguments = [
        "conflicts",
        "check",
        f"--assignment={plan.folder / str(work.arguments['of']) / 'assignment.json'}",
        f"--packets={plan.batch.out.root}",
        f"--applicants={plan.batch.list}",
        f"--dossiers={plan.batch.dossiers}",
        f"--experts={plan.folder / KNOWN}",
    ]
    if plan.conflicts is not None:
        arguments.append(f"--conflicts={plan.folder / 'conflicts' / CONFLICTS}")
    return arguments


def _question(work: AtWork, out: str) -> list[str]:
    """What every run over the readings is given."""
    plan = _plan(work)
    arguments = [
        "assign",
        "draw",
        f"--packets={plan.batch.out.root}",
        f"--experts={plan.folder / EXPERTS}",
        f"--out={plan.folder / out}",
        f"--readers={work.arguments['readers']}",
        f"--conflicts={plan.folder / 'conflicts' / CONFLICTS}",
    ]
    if work.arguments.get("apart"):
        arguments.append("--no-connect")
    return [*arguments, f"--load={work.arguments['load']}"] if work.arguments["load"] else arguments


def _batch(work: AtWork) -> Batch:
    return Batches.of(work.settings).one(str(work.arguments["batch"]))


def _plan(work: AtWork) -> ReadingsPlan:
    return ReadingsPlan(_batch(work))


def _trust(settings: Settings) -> list[str]:
    path = settings.home / TRUST
    return [f"--trust={path}"] if path.is_file() else []
