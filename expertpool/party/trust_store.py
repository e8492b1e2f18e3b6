"""The trust file a party's machine goes by: first known by its printed fingerprint, then only ever newer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from blind.encoding import canonical, strict_parse
from blind.errors import BlindError, Malformed
from blind.trust import Trust, read_trust
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.whole_file import make_folders, write_whole

FILE, PIN = "trust.json", "trust-pin.json"


@dataclass(frozen=True)
class TrustStore:
    """Where a party keeps it."""

    folder: Path

    @property
    def path(self) -> Path:
        """The kept trust file."""
        return self.folder / FILE

    def accept(self, data: bytes, *, fingerprint: str | None, file: str) -> Trust:
        """Keep a trust file. The first one needs its ``fingerprint`` from paper; later ones must follow the kept one.

        Raises Refusal: without the fingerprint, for another one, and for a file older than or apart from the kept one.
        """
        pin = self._pin()
        if pin is None and fingerprint is None:
            unpinned = self._read(data, fingerprint=None, seen=None, file=file)
            raise Refusal("party.fingerprint_needed", where=Where(file=file), fingerprint=unpinned.fingerprint)
        kept = pin["fingerprint"] if pin else None
        if kept and fingerprint and fingerprint != kept:
            raise Refusal("party.fingerprint_other", where=Where(file=file), kept=kept, exit_code=ExitCode.FORGED)
        seen = (pin["version"], pin["hash"]) if pin else None
        trust = self._read(data, fingerprint=kept or fingerprint, seen=seen, file=file)
        make_folders(self.folder)
        write_whole(self.path, data, private=True)
        version, newest = trust.mark
        record = {"fingerprint": trust.fingerprint, "version": version, "hash": newest}
        write_whole(self.folder / PIN, canonical(record), private=True)
        return trust

    def trust(self) -> Trust:
        """The kept trust file. Raises Refusal where none was accepted, or what is kept was changed."""
        pin = self._pin()
        if pin is None or not self.path.is_file():
            raise Refusal("party.no_trust", where=Where(file=str(self.path)))
        seen = (pin["version"], pin["hash"])
        return self._read(self.path.read_bytes(), fingerprint=pin["fingerprint"], seen=seen, file=str(self.path))

    def _pin(self) -> dict[str, str | int] | None:
        path = self.folder / PIN
        if not path.is_file():
            return None
        try:
            found: dict[str, str | int] = strict_parse(path.read_bytes())
        except Malformed:
            raise Refusal("party.memory_damaged", where=Where(file=str(path)), path=str(path)) from None
        return found

    def _read(
        self, data: bytes, *, fingerprint: str | int | None, seen: tuple[str | int, str | int] | None, file: str
    ) -> Trust:
        known = None if seen is None else (int(seen[0]), str(seen[1]))
        try:
            return read_trust(data, fingerprint=None if fingerprint is None else str(fingerprint), seen=known)
        except BlindError as error:
            raise Refusal(
                "party.trust_refused", where=Where(file=file), fault=error.code, exit_code=ExitCode.FORGED
            ) from None
