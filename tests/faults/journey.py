"""A journey under kills: acts numbered from 1, what was acknowledged, and what stands afterwards."""

from __future__ import annotations

import re
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from tests.faults.served import Answer, Broken, Installation

WAIT = 90
"""Seconds that work beside a request may take before it counts as stuck."""


@dataclass
class Journey(ABC):
    """Acts of one kind over HTTP. After every kill exactly the acknowledged ones stand, and perhaps the open one."""

    at: Installation
    acked: list[int] = field(default_factory=list)
    open: int | None = None
    span: ClassVar[float] = 0.5
    """Seconds within which the kill falls, about as long as one or two acts."""
    targets: ClassVar[Sequence[str]] = ("server",)

    @property
    def next(self) -> int:
        return len(self.acked) + 1

    @abstractmethod
    def send(self, mark: int) -> bool:
        """Do act number ``mark``; whether it was acknowledged. Raises Broken where nobody knows."""

    @abstractmethod
    def kept(self) -> list[int]:
        """The numbers of the acts that stand, each as often as it stands."""

    def whole(self) -> None:  # noqa: B027  # where an act is one row, there are no halves
        """Asserts that nothing of this kind stands by halves."""

    def resend(self, mark: int) -> bool:
        """The open act once more, as the person would who never saw an answer."""
        return self.send(mark)

    @property
    def spent(self) -> bool:
        """Whether no further act is possible in this installation."""
        return False

    def act(self) -> bool:
        """One act; whether an answer came."""
        mark = self.next
        try:
            if self.send(mark):
                self.acked.append(mark)
                return True
        except Broken:
            pass
        self.open = mark
        return False

    def settle(self) -> bool:
        """After the kill: what was acknowledged stands once, and the open act can be brought to its end.

        Whether the open act had been done before it was sent again.
        """
        found = sorted(self.kept())
        possible = [self.acked, *([[*self.acked, self.open]] if self.open is not None else [])]
        assert found in possible, (type(self).__name__, found[-5:], self.acked[-5:], self.open)
        done = self.open is not None and found == possible[1]
        if self.open is not None:
            mark, self.open = self.open, None
            if not done or self.repeats:
                assert self.resend(mark), (type(self).__name__, mark)
            self.acked.append(mark)
            found = sorted(self.kept())
            assert found == self.acked, (type(self).__name__, found[-5:], self.acked[-5:])
        self.whole()
        return done

    repeats: ClassVar[bool] = True
    """Whether an act that was done can be sent again under its key and changes nothing."""


@dataclass
class Struck:
    """What came of the kills."""

    kills: dict[str, int] = field(default_factory=dict)
    in_flight: int = 0
    done_unseen: int = 0
    acts: int = 0

    def told(self) -> dict[str, Any]:
        return {**vars(self), "all": sum(self.kills.values())}


def strike(journey: Journey, name: str, kill: Callable[[], None], revive: Callable[[], None], after: float) -> Struck:
    """Acts one after another until the kill falls, then what is left is looked at and brought to its end."""
    before, struck = len(journey.acked), threading.Event()

    def fall() -> None:
        time.sleep(after)
        try:
            kill()
        finally:
            struck.set()

    falling = threading.Thread(target=fall, daemon=True)
    falling.start()
    while not struck.is_set() and not journey.spent and journey.act():
        pass
    falling.join(60)
    assert struck.is_set()
    revive()
    in_flight = journey.open is not None
    done = journey.settle()
    return Struck({f"{type(journey).__name__} {name}": 1}, int(in_flight), int(done), len(journey.acked) - before)


def refused(answer: Answer) -> str:
    """What an unexpected answer said, for the assertion that fails."""
    faults = re.findall(r'<div class="faults".*?</div>', answer.text, re.DOTALL)
    return f"{answer.status} {faults or answer.text[:1500]}"


def until(look: Callable[[], bool], *, seconds: float = WAIT) -> None:
    """Until ``look`` gives true. Raises Broken as ``look`` does, AssertionError where it takes too long."""
    end = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < end, "stuck"
        time.sleep(0.03)
