"""The folder of one request to open the vault: request, evidence, the witness's head, and the holders' approvals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from blind.ceremony import names
from blind.encoding import canonical, strict_parse
from blind.errors import Malformed
from blind.fields import exact
from blind.vault_request import Shown
from expertpool.errors import Refusal, Where
from expertpool.whole_file import make_folders, write_new, write_whole

REQUEST, EVIDENCE = "request", "evidence.json"
FORMAT = "expertpool-unsealing-evidence/1"


@dataclass(frozen=True)
class UnsealingFolder:
    """``request.json`` with its place in the ledger, ``evidence.json``, and ``approval-HOLDER.json``."""

    root: Path

    @property
    def request(self) -> Path:
        """The request."""
        return self.root / f"{REQUEST}.json"

    @property
    def logged(self) -> Path:
        """Its place in the ledger, for the witness."""
        return self.root / names.logged(REQUEST)

    @property
    def cosigned(self) -> Path:
        """The head that the witness cosigned."""
        return self.root / names.cosigned(REQUEST)

    def approval(self, holder: str) -> Path:
        """One holder's approval."""
        return self.root / f"approval-{holder}.json"

    def approvals(self) -> list[bytes]:
        """The approvals that lie here, by holder."""
        return [path.read_bytes() for path in sorted(self.root.glob("approval-*.json"))]

    def need(self, path: Path) -> bytes:
        """A file's bytes. Raises Refusal with what has to be done first where it is not here."""
        if not path.is_file():
            code = "vault.not_cosigned" if path == self.cosigned else "vault.no_request"
            raise Refusal(code, where=Where(file=str(path)))
        return path.read_bytes()

    def shown(self) -> list[Shown]:
        """The evidence; raises ``Malformed``."""
        record = exact(
            strict_parse(self.need(self.root / EVIDENCE)), {"entries": list, "format": str}, what="unsealing-evidence"
        )
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="unsealing-evidence", format=record["format"][:40])
        return [Shown.from_dict(one) for one in record["entries"]]

    def put_request(self, data: bytes) -> None:
        """Lay the request down, once."""
        make_folders(self.root)
        if not write_new(self.request, data) and self.request.read_bytes() != data:
            raise Refusal("vault.other_request", where=Where(file=str(self.request)))

    def renew(self, shown: Sequence[Shown], *, logged: bytes, growth: bytes | None) -> None:
        """Lay the proofs down in place of older ones, until the witness has signed."""
        if self.cosigned.exists():
            return
        write_whole(self.root / EVIDENCE, canonical({"entries": [one.as_dict() for one in shown], "format": FORMAT}))
        if growth is not None:
            write_whole(self.root / names.consistency(REQUEST), growth)
        write_whole(self.logged, logged)
