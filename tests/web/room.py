"""A ceremony in the halls of an office's own server, and what its screens are told."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from starlette.testclient import TestClient

from api.wiring import Wiring
from expertpool.party.halls import FOLDER, Halls
from expertpool.settings import Settings
from expertpool.words import Language
from tests.blind.ceremony.hall import OFFICE
from tests.party.season import Hall, Season
from tests.web.site import site_of
from web.hall_watch import HallWatch, Journal
from web.pages.screen import _stream

NAME = "metallurgy"
T = TypeVar("T")


def finished(work: Coroutine[Any, Any, T]) -> T:
    """What the work comes to, in a thread of its own: a browser may hold this one's event loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


class Room:
    """A ceremony in the office's halls, and the site that shows it."""

    def __init__(self, season: Season, **given: Any) -> None:
        self.season, home = season, season.home(OFFICE)
        (home / FOLDER).mkdir(parents=True)
        season.run("roster", "import", season.roster)
        self.hall = Hall(season, home / FOLDER / NAME, **{"assurance": "M2", "method": "queue"} | given)
        self.wiring = Wiring(Halls(home / FOLDER), settings=Settings.embedded(home))
        self.site = site_of(self.wiring)
        self.client = TestClient(self.site, "http://desk.test", raise_server_exceptions=False)

    def page(self, language: str = "zh") -> str:
        answer = self.client.get(f"/screen/{NAME}", params={"lang": language})
        assert answer.status_code == 200, answer.text
        return answer.text

    def journal(self, watch: HallWatch | None = None) -> Journal:
        return finished((watch or HallWatch(self.wiring)).journal(NAME))

    def kinds(self) -> list[str]:
        return [step.kind for step in self.journal().steps]

    def told(self, count: int, seen: int = 0) -> list[dict[str, Any]]:
        """The first events of a stream, as its script reads them."""
        return [json.loads(found) for found in re.findall("^data: (.*)$", self.stream(count, seen), re.MULTILINE)]

    def stream(self, count: int, seen: int = 0) -> str:
        async def read() -> str:
            events, pieces = _stream(HallWatch(self.wiring), NAME, seen, Language.ZH), []
            async for piece in events:
                pieces.append(piece)
                if "".join(pieces).count("\nid: ") >= count:
                    break
            return "".join(pieces)

        return finished(read())
