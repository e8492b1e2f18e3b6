"""A hall behind an address: the documents of a ceremony over HTTP, from a server that nobody has to trust."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from blind.ceremony import names
from blind.ceremony.document import LONGEST
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.address import hall_address
from expertpool.party.board import missing
from expertpool.party.fetching import Answer, ask
from expertpool.party.hall_pass import HEADER, asked_for, hall_pass
from expertpool.party.seen import Seen

if TYPE_CHECKING:
    from expertpool.party.attendance import PartyHome

CODE = re.compile(r"[a-z_]+\.[a-z_.]{1,60}")
SHA256 = re.compile(r"[0-9a-f]{64}")
LONGEST_LIST = 1 << 20
MOST = 2000
READINGS = 3
OK, CREATED, NOT_FOUND, CONFLICT = 200, 201, 404, 409


@dataclass(frozen=True)
class ServedBoard:
    """One ceremony's hall on a server. Whatever it shows is compared with what this machine saw there before."""

    address: str
    seen: Seen
    home: PartyHome
    """Whose keys sign for what is asked for and laid down here."""

    cache: dict[str, bytes] = field(default_factory=dict, compare=False)
    """Documents of this run by digest, so that each is fetched once."""

    @classmethod
    def named(cls, place: str, folder: Path, *, home: PartyHome) -> ServedBoard:
        """The hall at ``http(s)://host[:port]/hall/NAME``; ``folder`` holds what was seen in any. Raises Refusal."""
        address = hall_address(place)
        return cls(address, Seen(folder / hashlib.sha256(address.lower().encode()).hexdigest()[:32]), home)

    @property
    def place(self) -> str:
        """The address."""
        return self.address

    def at(self, name: str) -> str:
        """One document in it as people name it."""
        return f"{self.address}/{name}"

    def has(self, name: str) -> bool:
        """Whether the server lists a document of that name; a hall that is not there yet has none."""
        answer = ask("GET", self.address, most=LONGEST_LIST)
        return answer.status != NOT_FOUND and name in self._listed(answer)

    def documents(self) -> dict[str, bytes]:
        """File name to bytes, the opened pool unread.

        Raises Refusal for no such hall, no answer, and (exit code 5) where the server contradicts itself or what it
        has shown before.
        """
        found = self._reading()
        self.seen.compare(found, place=self.address)
        return found

    def content(self, name: str) -> bytes:
        """One document's bytes. Raises Refusal where it is not there."""
        found = self.documents()
        if name not in found:
            raise Refusal("common.file_missing", where=Where(file=self.at(name)), path=self.at(name))
        return found[name]

    def restricted(self, name: str, longest: int) -> bytes:
        """A file for the parties alone, signed for with the party's key.

        Raises Refusal where it is not there, or not for whoever asks.
        """
        answer = ask("GET", self.at(name), most=longest, head=self._pass(name))
        if answer.status == NOT_FOUND:
            raise missing(name, self.at(name))
        return self._ok(answer).body

    def digest(self, name: str) -> bytes | None:
        """SHA-256 of a document as the server lists it; None where it lists none."""
        listed = self._listed(ask("GET", self.address, most=LONGEST_LIST))
        return bytes.fromhex(listed[name]) if name in listed else None

    def put(self, name: str, data: bytes) -> None:
        """Lay a document down; the same again changes nothing. Refuses to replace another."""
        self._send(name, data, renewed=False)

    def renew(self, name: str, data: bytes) -> None:
        """Lay a ledger proof down in place of an older one. Refuses once the witness has signed."""
        self._send(name, data, renewed=True)

    def _pass(self, asked: str, data: bytes | None = None) -> dict[str, str]:
        hall = unquote(self.address.rstrip("/").rpartition("/")[2])
        return {HEADER: hall_pass(self.home.keys.signer, hall, asked, at=self.home.now, data=data)}

    def _send(self, name: str, data: bytes, *, renewed: bool) -> None:
        asked = asked_for(name, renewed=renewed)
        address = f"{self.address}/{asked}"
        answer = ask("PUT", address, data=data, most=LONGEST_LIST, head=self._pass(asked, data))
        if answer.status == CONFLICT:
            raise Refusal("party.document_taken", where=Where(file=self.at(name)), name=name)
        self._ok(answer)
        if names.KNOWN.fullmatch(name) and name not in names.RESTRICTED:
            self.seen.keep(name, data)

    def _reading(self) -> dict[str, bytes]:
        """One reading of list and documents that fit each other; a document laid down meanwhile is read again."""
        for _ in range(READINGS):
            listed = self._listed(ask("GET", self.address, most=LONGEST_LIST))
            found = {name: self._fetched(name, digest) for name, digest in sorted(listed.items())}
            if None not in found.values():
                return {name: data for name, data in found.items() if data is not None}
        raise Refusal("hall.contradicts_itself", where=Where(file=self.address), exit_code=ExitCode.FORGED)

    def _fetched(self, name: str, digest: str) -> bytes | None:
        """The listed document; None where the server gives another."""
        if name in names.RESTRICTED:
            return b""
        if digest not in self.cache:
            answer = ask("GET", self.at(name), most=2 * LONGEST)
            if answer.status == NOT_FOUND:
                return None
            data = self._ok(answer).body
            self.cache[hashlib.sha256(data).hexdigest()] = data
        return self.cache.get(digest)

    def _listed(self, answer: Answer) -> dict[str, str]:
        """Names of known documents with their digests, as the server lists them; anything else is left out."""
        if answer.status == NOT_FOUND:
            raise Refusal("party.no_ceremony", where=Where(file=self.address), path=self.address)
        try:
            listed = json.loads(self._ok(answer).body)["documents"]
            found = {str(one["name"]): str(one["sha256"]) for one in listed}
        except (ValueError, KeyError, TypeError, RecursionError):
            raise self._strange(answer) from None
        if len(found) > MOST or not all(SHA256.fullmatch(digest) for digest in found.values()):
            raise self._strange(answer)
        return {name: digest for name, digest in found.items() if names.KNOWN.fullmatch(name)}

    def _ok(self, answer: Answer) -> Answer:
        if answer.status not in (OK, CREATED):
            raise self._strange(answer)
        return answer

    def _strange(self, answer: Answer) -> Refusal:
        where = Where(file=self.address)
        return Refusal("hall.server_refused", where=where, status=answer.status, reason=_code(answer.body))


def _code(body: bytes) -> str:
    """The code of a server's refusal, or a dash: nothing else that a server says is shown."""
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError):
        return "—"
    code = found.get("code") if isinstance(found, dict) else None
    return code if isinstance(code, str) and CODE.fullmatch(code) else "—"
