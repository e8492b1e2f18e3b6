"""A holder signs a version of the trust file: only one that follows, is theirs to sign, and was confirmed by them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from blind.dsse import Envelope, sign
from blind.encoding import canonical
from blind.errors import BlindError
from blind.trust import PAYLOAD_TYPE, Trust, check_succession
from blind.trust_change import Difference, differences
from blind.trust_version import ROOT, TrustVersion
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.root_keys import RootKey
from expertpool.party.trust_words import TrustRefused
from expertpool.whole_file import make_folders, write_new

SIGNED = "signed-trust"
CODE = 24
"""Hex characters of a version's hash that a holder repeats: enough that nobody makes two versions with one code."""


@dataclass(frozen=True)
class Proposal:
    """A version that somebody proposes, read against the trust file this machine goes by (None before the first)."""

    version: TrustVersion
    before: Trust | None
    file: str

    @property
    def code(self) -> str:
        """What a holder repeats after reading the differences; it depends on every byte of the version."""
        return self.version.hash[:CODE]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What signing it would change."""
        return differences(self.before.newest if self.before else None, self.version)

    @property
    def signers(self) -> TrustVersion:
        """The version whose root keys have to sign this one."""
        return self.before.newest if self.before else self.version


def read_proposal(payload: bytes, *, before: Trust | None, file: str) -> Proposal:
    """The proposal in a file. Raises Refusal for one that does not follow the trust file this machine goes by."""
    try:
        version = TrustVersion.parse(payload)
        if before is not None:
            expected = (before.newest.version + 1, before.newest.hash)
            if (version.version, version.previous) != expected:
                number = before.newest.version
                raise Refusal("trust_file.not_next", where=Where(file=file), found=version.version, kept=number)
            check_succession(before.newest, version)
    except BlindError as error:
        raise TrustRefused(error, file=file) from None
    if before is None and version.version != 1:
        raise Refusal("trust_file.pin_first", where=Where(file=file), version=version.version)
    return Proposal(version, before, file)


def sign_proposal(
    proposal: Proposal, key: RootKey, *, confirmed: str | None, instead_of: str | None, folder: Path
) -> Envelope:
    """The version with this holder's signature; what was signed is on the disk before.

    Raises Refusal: without the code of exactly this version, for a key that is not among those who have to sign, and
    (exit code 5) for a second version under a number signed before, unless ``instead_of`` names the first one's code.
    """
    root = proposal.signers.roles[ROOT]
    if key.signer.key_id not in {one.key_id for one in root.active_at(proposal.version.since)}:
        raise Refusal("trust_file.not_a_holder", where=Where(file=proposal.file), holder=key.holder)
    if confirmed is None or confirmed.strip().lower() != proposal.code:
        raise Refusal("trust_file.unconfirmed", where=Where(file=proposal.file), confirm=proposal.code)
    _remember(proposal, folder / SIGNED, instead_of)
    return sign(proposal.version.payload, payload_type=PAYLOAD_TYPE, signers=[key.signer])


def _remember(proposal: Proposal, folder: Path, instead_of: str | None) -> None:
    number, digest = proposal.version.version, proposal.version.hash
    own = folder / f"{number}-{digest}.json"
    others = [path.stem.partition("-")[2] for path in sorted(folder.glob(f"{number}-*.json")) if path != own]
    if not own.exists() and any(other[:CODE] != instead_of for other in others):
        raise Refusal(
            "trust_file.signed_otherwise",
            where=Where(file=proposal.file),
            exit_code=ExitCode.FORGED,
            version=number,
            other=next(other[:CODE] for other in others if other[:CODE] != instead_of),
        )
    make_folders(folder)
    write_new(own, canonical({"hash": digest, "version": number}), private=True)
