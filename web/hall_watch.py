"""Halls watched for their screens: each is read once for all its viewers, and what happened is kept in order."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from api.wiring import Wiring
from blind.ceremony.context import Context
from blind.ceremony.steps import read
from blind.errors import BlindError
from blind.trust import Trust
from expertpool.errors import Refusal
from expertpool.party.board import Board
from expertpool.party.freezing import office_opening
from expertpool.party.hall_steps import HallStep, SeatFields, hall_steps
from expertpool.party.halls import Halls
from expertpool.queries.seat_fields import seat_fields
from expertpool.words import Language

FRESH = 0.2
"""Seconds for which what was read of a hall is shown to everybody who asks."""

Mark = tuple[tuple[str, int, int], ...]


@dataclass
class Journal:
    """What one hall's screens have been told, in the order it was found. ``epoch`` is another one after a restart."""

    epoch: str = field(default_factory=lambda: secrets.token_hex(4))
    steps: list[HallStep] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    mark: Mark = ()
    looked_at: float = 0.0
    told: dict[tuple[int, Language], str] = field(default_factory=dict)
    """Events as they go out, by number and language: made once for all screens."""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    opened: tuple[Context, dict[str, str]] | None = None
    """The library's numbers by draw code, read from its opening once, as soon as the pool is frozen."""

    def fresh(self, now: float) -> bool:
        """Whether what was read may still be shown; ``now`` is on the clock of the running loop."""
        return bool(self.looked_at) and 0 <= now - self.looked_at < FRESH

    def add(self, found: list[HallStep]) -> None:
        """Append what is new."""
        for step in found:
            if step.key not in self.known:
                self.known.add(step.key)
                self.steps.append(step)

    def place(self, last: str) -> int:
        """How many steps a screen has that saw the event of this id last; 0 where that was another server's."""
        epoch, _, number = last.partition("-")
        return int(number) if epoch == self.epoch and number.isdecimal() and len(number) < 10 else 0


@dataclass
class HallWatch:
    """All halls of one server. Reading and checking signatures happens in a thread, at most twice a second a hall."""

    wiring: Wiring
    journals: dict[str, Journal] = field(default_factory=dict)

    async def journal(self, hall: str) -> Journal:
        """What stands of this hall now. Refuses a hall that is not there, and a server that knows no trust file."""
        clock, held = asyncio.get_running_loop().time, self.journals.get(hall)
        if held is not None and held.fresh(clock()):
            return held
        folder = await asyncio.to_thread(_folder, self.wiring.halls, hall)
        journal = self.journals.setdefault(hall, Journal())
        async with journal.lock:
            now = clock()
            if not journal.fresh(now):
                mark = await asyncio.to_thread(_mark, folder)
                if mark != journal.mark or not journal.looked_at:
                    journal.add(await asyncio.to_thread(self._read, folder, journal))
                    journal.mark = mark
                journal.looked_at = now
        return journal

    def _read(self, folder: Path, journal: Journal) -> list[HallStep]:
        trust = self.wiring.trust
        board = Board(folder)
        state = read(board.documents(), trust)
        codes = {code.hex() for one in state.rounds if one.result for code in one.result.members}
        numbers = _numbers(board, state.context, trust, journal) if state.context else {}
        known = self._fields({code: numbers[code] for code in codes if code in numbers})
        return list(hall_steps(state, known.get))

    def _fields(self, numbers: dict[str, str]) -> dict[str, SeatFields]:
        """Specialties and level by draw code."""
        if not numbers:
            return {}
        with self.wiring.reading() as session:
            found = seat_fields(session, numbers.values())
        return {code: SeatFields(*found[number]) for code, number in numbers.items() if number in found}


def _numbers(board: Board, context: Context, trust: Trust, journal: Journal) -> dict[str, str]:
    """Numbers by draw code, where this computer holds the opened pool; else nothing.

    An opening fits its frozen pool or is refused, so one that was read stays as it is; and it is read before the draw
    has a result, since all screens wait for that.
    """
    if journal.opened is None or journal.opened[0] != context:
        try:
            leaves = office_opening(board, context, trust).read_leaves(draw_id=context.draw_id, algorithm=context.hash)
        except (Refusal, BlindError):
            return {}
        journal.opened = context, {leaf.code: leaf.person.expert_no for leaf in leaves}
    return journal.opened[1]


def _folder(halls: Halls, hall: str) -> Path:
    if hall not in halls.names():
        raise Refusal("hall.no_hall", name=hall)
    return halls.folder / hall


def _mark(folder: Path) -> Mark:
    """What changes whenever a document is laid down or renewed."""
    found = ((path.name, path.stat()) for path in folder.iterdir() if path.is_file())
    return tuple(sorted((name, state.st_mtime_ns, state.st_size) for name, state in found))
