"""The file names of a ceremony's folder: one document a file, never written twice."""

from __future__ import annotations

import re

CONTEXT, OPENED_POOL, SEAL = "context.json", "pool-opening.json", "seal.json"
SEAL_STEM, VOID_STEM = "seal", "void"
TIERS = ("public", "restricted")
"""Certificates' tiers, as their files are called."""

CERTIFICATE = re.compile(r"certificate-(\d+)-(public|restricted)\.json")
"""The certificate after a round, as the parties are given it to countersign: the round, and the tier."""

COUNTERSIGNED = re.compile(r"countersigned-(\d+)-(public|restricted)-([a-z0-9-]+)\.json")
"""A party's countersignature under it: the round, the tier, and the party."""

LAST_ROUND = 64
"""No context allows more rounds than this."""

KNOWN = re.compile(
    r"context\.json|pool-opening\.json|seal\.json"
    r"|(commit|escrow|beacon|void)-[a-z0-9-]+\.json"
    r"|(reveal|opening|dice|removals)-[a-z0-9-]+\.json|result-\d+\.json"
    r"|(seal|void|(removals|result)-\d+)-(logged\.json|consistency\.json|cosigned\.note)"
    r"|previous-\d+-(context|void-[a-z0-9-]+)\.json"
    rf"|{CERTIFICATE.pattern}|{COUNTERSIGNED.pattern}"
)


def commitment(party: str) -> str:
    """A party's commitment."""
    return f"commit-{party}.json"


def escrow(party: str) -> str:
    """A party's escrow."""
    return f"escrow-{party}.json"


def reveal(party: str, at: int) -> str:
    """A party's link of a round."""
    return f"reveal-{party}-{at}.json"


def opening(party: str, at: int, holder: str) -> str:
    """A holder's half of a party's link of a round."""
    return f"opening-{party}-{at}-{holder}.json"


def dice_stem(at: int) -> str:
    """Dice of a round, before the signer's id."""
    return f"dice-{at}"


def removals_stem(at: int) -> str:
    """The removal list of a round, before the signer's id."""
    return f"removals-{at}"


def result_stem(at: int) -> str:
    """The result of a round."""
    return f"result-{at}"


def by(stem: str, party: str) -> str:
    """One signer's file of a document that several sign."""
    return f"{stem}-{party}.json"


def logged(stem: str) -> str:
    """The ledger entry of a document."""
    return f"{stem}-logged.json"


def cosigned(stem: str) -> str:
    """The witnessed head that contains that entry."""
    return f"{stem}-cosigned.note"


def previous(attempt: int, name: str) -> str:
    """A copy of a document of an earlier attempt."""
    return f"previous-{attempt}-{name}"


def consistency(stem: str) -> str:
    """The proof that the ledger grew, for the witness."""
    return f"{stem}-consistency.json"


def certificate(at: int, tier: str) -> str:
    """The certificate after a round."""
    return f"certificate-{at}-{tier}.json"


def countersigned(certificate: str, party: str) -> str:
    """A party's countersignature under the certificate of that name."""
    return by(f"countersigned-{certificate.removeprefix('certificate-').removesuffix('.json')}", party)


RESTRICTED = frozenset({OPENED_POOL, *(certificate(at, tier) for at in range(LAST_ROUND + 1) for tier in TIERS)})
"""Files for the three parties alone: with names of people, or not to be published yet."""
