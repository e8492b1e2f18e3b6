"""Countersigning a certificate: only after the verifier passed it, and only for a draw this party checked."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from blind.ceremony import names
from blind.ceremony.context import Context
from blind.ceremony.countersignature import Countersignature
from blind.ceremony.document import read_payload, signed
from blind.ceremony.seal import seal_hash
from blind.certificate import PAYLOAD_TYPE
from blind.dsse import Envelope
from blind.encoding import canonical, strict_parse
from blind.errors import Malformed
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.attendance import PartyHome, attempt, refuse_other_seal
from expertpool.party.hall import Hall
from expertpool.party.pool_opening import LONGEST

PATIENCE = 600
"""Seconds the verifier may take."""


@dataclass(frozen=True)
class Inside:
    """What a certificate states: tier, context and seal hash; whether it is sound, the verifier says."""

    tier: str
    context: Context
    seal: bytes | None


def countersign(home: PartyHome, hall: Hall, name: str) -> str:
    """Verify a certificate with the kept trust file, then sign its digest beside it; returns where.

    ``hall``: the ceremony's, in a folder or on a server, or any folder with the file. Raises Refusal with the
    verifier's exit code (5 wrong, 6 not proven), for a draw whose pool this machine never checked, for a seal other
    than the one it remembers, and where this party has no part in the draw.
    """
    where = Where(file=hall.at(name))
    data = hall.restricted(name, 2 * LONGEST) if name in names.RESTRICTED else hall.content(name)
    trust = home.trust_store
    trust.trust()
    inside = attempt(lambda: _inside(data), hall.at(name))
    key_id = home.keys.signer.key_id
    me = next((party for party in inside.context.parties if party.sign_key_id == key_id), None)
    if me is None:
        raise Refusal("party.not_of_this_draw", where=where, role=home.keys.role, key_id=key_id[:16])
    _refuse_unknown(home, inside, where)
    _verify(data, trust.path, where)
    digest = hashlib.sha256(data).digest()
    record = Countersignature(inside.context.ctx, me.id, digest, inside.tier, home.now.replace(microsecond=0))
    made = signed(record, home.keys.signer)
    memory = home.memory.of_draw(inside.context.ctx)
    kept = memory.remember(f"countersigned-{digest.hex()[:32]}", {"document": made.decode()})
    target = _beside(name, me.id)
    hall.put(target, str(kept["document"]).encode())
    return hall.at(target)


def _inside(data: bytes) -> Inside:
    envelope = Envelope.parse(data)
    payload = strict_parse(envelope.payload, longest=LONGEST)
    if envelope.payload_type != PAYLOAD_TYPE or not isinstance(payload, dict) or "context" not in payload:
        raise Malformed("not-a-certificate", found=envelope.payload_type[:80])
    context = read_payload(Context, canonical(payload["context"]))
    seal = payload.get("seal")
    sealed = None if seal is None else seal_hash(canonical(seal), algorithm=context.hash)
    return Inside(str(payload.get("tier", "")), context, sealed)


def _refuse_unknown(home: PartyHome, inside: Inside, where: Where) -> None:
    """Refuse a draw that this machine has not checked, and one under another seal than it remembers."""
    memory = home.memory.of_draw(inside.context.ctx)
    if memory.recall("checked") is None:
        raise Refusal("party.not_checked", where=where, ctx=inside.context.ctx.hex())
    refuse_other_seal(memory, inside.seal, where)


def _beside(name: str, party: str) -> str:
    if names.CERTIFICATE.fullmatch(name):
        return names.countersigned(name, party)
    return f"{Path(name).stem}.countersigned-{party}.json"


def _verify(data: bytes, trust: Path, where: Where) -> None:
    """Run the verifier over exactly the bytes that are to be signed, in a copy that nobody else can change."""
    with tempfile.TemporaryDirectory() as folder, as_file(files("blind") / "verify_draw.py") as verifier:
        copy = Path(folder) / "certificate.json"
        copy.write_bytes(data)
        command = [sys.executable, str(verifier), str(copy), "--trust", str(trust), "--lang", "en"]
        done = subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603  # our own file
    if done.returncode == ExitCode.DONE:
        return
    code = ExitCode.NOT_PROVEN if done.returncode == ExitCode.NOT_PROVEN else ExitCode.FORGED
    lines = done.stdout.decode("utf-8", "replace").strip().splitlines()
    verdict = lines[0] if lines else str(done.returncode)
    raise Refusal("party.certificate_refused", where=where, exit_code=code, verdict=verdict)
