"""What a machine saw in a hall that others keep: a copy of each, so that none is lost or changed in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from blind.ceremony import names
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.board import PROOF
from expertpool.whole_file import make_folders, write_new, write_whole


@dataclass(frozen=True)
class Seen:
    """The folder with the copies, one for each hall."""

    folder: Path

    def compare(self, documents: Mapping[str, bytes], *, place: str) -> None:
        """Keep what is new; raise Refusal (exit code 5) where anything seen before is gone or says something else.

        A ledger proof that no witness has signed may be replaced, and nothing else.
        """
        kept = self._kept()
        gone = sorted(kept.keys() - documents.keys())
        changed = sorted(_changed(kept, documents))
        if gone or changed:
            places = {"gone": ", ".join(gone) or "—", "changed": ", ".join(changed) or "—", "copies": str(self.folder)}
            raise Refusal("hall.lost", where=Where(file=place), exit_code=ExitCode.FORGED, **places)
        for name, data in documents.items():
            if kept.get(name) != data:
                self.keep(name, data)

    def keep(self, name: str, data: bytes) -> None:
        """Keep a copy of a document, the newest of a ledger proof."""
        make_folders(self.folder)
        path = self.folder / name
        if not write_new(path, data, private=True) and PROOF.fullmatch(name):
            write_whole(path, data, private=True)

    def _kept(self) -> dict[str, bytes]:
        if not self.folder.is_dir():
            return {}
        paths = [path for path in self.folder.iterdir() if names.KNOWN.fullmatch(path.name)]
        return {path.name: path.read_bytes() for path in paths}


def _changed(kept: Mapping[str, bytes], documents: Mapping[str, bytes]) -> Iterator[str]:
    for name, data in kept.items():
        proof = PROOF.fullmatch(name)
        open_yet = proof is not None and names.cosigned(proof[1]) not in kept
        if name in documents and documents[name] != data and not open_yet:
            yield name
