"""``expertpool party drill``: one party's machine is lost, and the draw and the opening of the map still work."""

from __future__ import annotations

import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from blind.ceremony.reasons import INSPECTOR, OFFICE, ROLES
from blind.envelope import PairEnvelope, open_half, open_with, seal_to_pairs
from blind.keys.x25519 import public_of
from expertpool.certifying.names import RESTRICTED_FILE, VERIFIER
from expertpool.commands.conduct import Request
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.party_edge import passphrase
from expertpool.documents.committee_file import read_committee
from expertpool.documents.roster.reading import read_roster
from expertpool.errors import ExitCode, Refusal
from expertpool.party.keys import key_id_in, paper_of
from expertpool.seeds.city import fictional_city, write_city
from expertpool.settings import Settings

if TYPE_CHECKING:
    from expertpool.commands.simulated_parties import Simulated

CONTEXT = (b"expertpool/drill/v1",)
MAP = b'{"drill":"the sealed map"}'


@click.command("drill", cls=WordedCommand, help="party.help.drill")
@click.option("--lost", type=click.Choice(ROLES), default=INSPECTOR, help="party.help.drill.lost")
@click.option("--keys", "given", multiple=True, help="party.help.drill.keys")
@click.option("--dir", "folder", type=click.Path(path_type=Path), help="party.help.drill.dir")
def drill(*, lost: str, given: tuple[str, ...], folder: Path | None) -> int:
    """Rehearse the loss of a machine; exit code 6 where anything did not work."""
    console = current()
    keys = _given(given)
    with _scratch(folder) as place:
        shown = _rehearse(console, place, keys, lost)
    for name, works in shown.items():
        console.line(console.say(f"party.drill.{name}") + "  " + console.say(f"ceremony.{str(works).lower()}"))
    done = all(shown.values())
    console.line(console.say("party.drill.real" if keys else "party.drill.simulated"))
    return console.finish({"ok": done, "lost": lost, "shown": shown}, ExitCode.DONE if done else ExitCode.NOT_PROVEN)


def _rehearse(console: Console, place: Path, keys: Mapping[str, Path], lost: str) -> dict[str, bool]:
    """What the loss of a machine leaves possible, by name."""
    from expertpool.commands.simulated_parties import Simulated  # noqa: PLC0415  # OR-Tools is slow to import

    write_city(fictional_city(), place)
    own = replace(console, settings_of_its_own=Settings.embedded(place / "office"))
    asked = {role: (path, _asking(console, role)) for role, path in keys.items()}
    parties = Simulated.settle(own, place, place / "roster.xlsx", given=asked)
    before = parties.home(lost).keys
    paper, envelope = paper_of(before), _sealed_map(parties)
    hall, out, request = place / "hall", place / "out", _request(place)
    parties.seal(request, hall, out, say=_silent, reveals=lost != OFFICE)
    console.line(console.say("party.drill.lost", role=console.say(f"ceremony.role.{lost}")))
    shutil.rmtree(parties.place(lost))
    others = [role for role in ROLES if role != lost]
    for role in others:
        if role != OFFICE:
            parties.reveal(hall, role, say=_silent)
    parties.open_escrow(hall, lost, say=_silent)
    opened = _opened(parties, envelope, others)
    restored = parties.restore(hall, lost, paper).keys.signer.key_id == before.signer.key_id
    held = parties.finish(request, hall, out, say=_silent)
    return {"draw": held.seated is not None and _verified(out), "opening": opened, "paper": restored}


def _request(place: Path) -> Request:
    """The draw of the fictional city that is settled fastest: by queue."""
    file = next(path for path in sorted((place / "committees").glob("*.toml")) if path.stem == "accounting")
    reading = read_roster(place / "roster.xlsx")
    text = file.read_text(encoding="utf-8")
    return Request("roster.xlsx", tuple(reading.experts), read_committee(file), text, method="queue")


def _sealed_map(parties: Simulated) -> PairEnvelope:
    """A record sealed as the map of a blind review is: to any two of three."""
    holders = {role: public_of(parties.home(role).keys.seal_secret) for role in ROLES}
    return seal_to_pairs(MAP, holders, context=CONTEXT, fresh=secrets.token_bytes)


def _opened(parties: Simulated, envelope: PairEnvelope, others: Sequence[str]) -> bool:
    """Whether the two who are left open it."""
    first, second = others
    halves = [
        open_half(envelope, parties.home(one).keys.seal_secret, holder=one, partner=other, context=CONTEXT)
        for one, other in ((first, second), (second, first))
    ]
    return open_with(envelope, *halves, context=CONTEXT) == MAP


def _verified(out: Path) -> bool:
    """Whether the shipped verifier, in a process of its own, finds the certificate sound."""
    command = [sys.executable, "-I", "-S", str(out / VERIFIER), str(out / RESTRICTED_FILE)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603  # our own file


def _given(words: tuple[str, ...]) -> dict[str, Path]:
    """The parties' own key folders, all three or none. Raises Refusal for a folder with another role's keys."""
    found = {}
    for word in words:
        role, _, path = word.partition("=")
        if role not in ROLES or not path:
            raise Refusal("party.drill.keys_bad", found=word)
        if key_id_in(Path(path))[0] != role:
            raise Refusal("party.drill.keys_bad", found=word)
        found[role] = Path(path)
    if found and set(found) != set(ROLES):
        raise Refusal("party.drill.keys_all", missing=", ".join(sorted(set(ROLES) - set(found))))
    return found


def _asking(console: Console, role: str) -> Callable[[], str]:
    """Asks for a party's passphrase once."""

    @cache
    def asked() -> str:
        console.line(console.say("party.drill.whose", role=console.say(f"ceremony.role.{role}")))
        return passphrase(console, None)

    return asked


@contextmanager
def _scratch(folder: Path | None) -> Iterator[Path]:
    """The folder given, which stays, or a new one that goes. Raises Refusal for a folder that is not empty."""
    if folder is not None:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refusal("party.drill.not_empty", path=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="expertpool-drill-") as made:
        yield Path(made)


def _silent(_step: str, _role: str) -> None:
    """The drill tells its findings, not the steps."""
