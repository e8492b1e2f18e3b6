"""Countersigning a certificate: only after the verifier passed it, and only for a draw this party checked."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, ClassVar, Self

from blind.ceremony.context import Context
from blind.ceremony.document import read_payload, signed
from blind.ceremony.values import hash32, party_id
from blind.certificate import PAYLOAD_TYPE
from blind.dsse import Envelope
from blind.encoding import canonical, read_time, strict_parse, time_text
from blind.errors import Malformed
from blind.fields import exact
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.attendance import PartyHome, attempt
from expertpool.party.handed_in import content_of
from expertpool.whole_file import write_new

PATIENCE = 600
"""Seconds the verifier may take."""


@dataclass(frozen=True)
class Countersignature:
    """A party's acceptance of a certificate: of which draw, which file, and when."""

    KIND: ClassVar[str] = "countersign"

    ctx: bytes
    party: str
    certificate_sha256: bytes
    tier: str
    at: datetime

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload."""
        named = {"ctx": self.ctx.hex(), "party": self.party, "certificate_sha256": self.certificate_sha256.hex()}
        return {**named, "tier": self.tier, "at": time_text(self.at)}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        words = ("ctx", "party", "certificate_sha256", "tier", "at")
        record = exact(fields, dict.fromkeys(words, str), what="countersign")
        digest, at = hash32(record["certificate_sha256"]), read_time(record["at"])
        return cls(hash32(record["ctx"]), party_id(record["party"]), digest, record["tier"], at)


def countersign(home: PartyHome, certificate: Path) -> Path:
    """Verify a certificate with the kept trust file, then sign its digest; returns the file beside it.

    Raises Refusal with the verifier's exit code (5 wrong, 6 not proven), and for a draw whose pool this machine never
    checked or in which this party has no part.
    """
    data = content_of(certificate)
    trust = home.trust_store
    trust.trust()
    tier, context = attempt(lambda: _inside(data), certificate)
    key_id = home.keys.signer.key_id
    me = next((party for party in context.parties if party.sign_key_id == key_id), None)
    if me is None:
        where = Where(file=str(certificate))
        raise Refusal("party.not_of_this_draw", where=where, role=home.keys.role, key_id=key_id[:16])
    memory = home.memory.of_draw(context.ctx)
    if memory.recall("checked") is None:
        raise Refusal("party.not_checked", where=Where(file=str(certificate)), ctx=context.ctx.hex())
    _verify(certificate, trust.path)
    at = home.now.replace(microsecond=0)
    digest = hashlib.sha256(data).digest()
    record = Countersignature(context.ctx, me.id, digest, tier, at)
    made = signed(record, home.keys.signer)
    kept = memory.remember(f"countersigned-{digest.hex()[:32]}", {"document": made.decode()})
    target = certificate.with_name(f"{certificate.stem}.countersigned-{me.id}.json")
    if not write_new(target, str(kept["document"]).encode()) and target.read_bytes() != str(kept["document"]).encode():
        raise Refusal("party.document_taken", where=Where(file=str(target)), name=target.name)
    return target


def _inside(data: bytes) -> tuple[str, Context]:
    """Tier and context that a certificate states; whether it is sound, the verifier says."""
    envelope = Envelope.parse(data)
    payload = strict_parse(envelope.payload)
    if envelope.payload_type != PAYLOAD_TYPE or not isinstance(payload, dict) or "context" not in payload:
        raise Malformed("not-a-certificate", found=envelope.payload_type[:80])
    return str(payload.get("tier", "")), read_payload(Context, canonical(payload["context"]))


def _verify(certificate: Path, trust: Path) -> None:
    with as_file(files("blind") / "verify_draw.py") as verifier:
        command = [sys.executable, str(verifier), str(certificate), "--trust", str(trust), "--lang", "en"]
        done = subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603  # our own file
    if done.returncode == ExitCode.DONE:
        return
    code = ExitCode.NOT_PROVEN if done.returncode == ExitCode.NOT_PROVEN else ExitCode.FORGED
    lines = done.stdout.decode("utf-8", "replace").strip().splitlines()
    verdict = lines[0] if lines else str(done.returncode)
    raise Refusal("party.certificate_refused", where=Where(file=str(certificate)), exit_code=code, verdict=verdict)
