"""The signature algorithms by name: two built in, and the place where plug-ins add theirs.

An office that must sign with SM2 (GB/T 32918) registers a module under ``sm2``::

    register("sm2", make_verifier=Sm2Verifier, make_signer=Sm2Device)

``make_signer`` takes whatever bytes name the key: the secret itself, or its place in a device (a smart card, a USB key,
a signing service). It is None where this machine only verifies. An installed package offers its plug-in as an entry
point of the group ``expertpool.signers`` under the algorithm's name: a function without arguments that calls
``register``. It is called when the algorithm is first asked for.

What this does not give: an algorithm is not a certified product. Assessments of commercial cryptography in China (GB/T
39786, 密评) ask for modules with a certificate, and neither the libraries used here nor an SM2 implementation in plain
software has one. An office under that duty plugs in its certified device or service and says so in its own papers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import entry_points

from blind.errors import Malformed
from blind.keys.ed25519 import Ed25519Signer, Ed25519Verifier
from blind.keys.p256 import P256Signer, P256Verifier
from blind.keys.signer import Signer, Verifier

GROUP = "expertpool.signers"
"""The group of entry points under which installed packages offer algorithms."""

MakeVerifier = Callable[[bytes], Verifier]
MakeSigner = Callable[[bytes], Signer]


@dataclass(frozen=True)
class Algorithm:
    """How to make a verifier from a raw public key and, if keys may lie in files, a signer from secret bytes."""

    make_verifier: MakeVerifier
    make_signer: MakeSigner | None


_ALGORITHMS = {
    "ed25519": Algorithm(Ed25519Verifier, Ed25519Signer),
    "p256": Algorithm(P256Verifier, P256Signer),
}


def register(alg: str, *, make_verifier: MakeVerifier, make_signer: MakeSigner | None) -> None:
    """Add an algorithm. A name already taken is ``Malformed``: no plug-in replaces what others rely on."""
    if alg in _ALGORITHMS:
        raise Malformed("algorithm-registered-already", alg=alg)
    _ALGORITHMS[alg] = Algorithm(make_verifier, make_signer)


def algorithm(alg: str) -> Algorithm:
    """The algorithm of this name. Raises ``Malformed`` ("unknown-algorithm") if no plug-in offers it."""
    if alg not in _ALGORITHMS:
        for plug_in in entry_points(group=GROUP, name=alg):
            plug_in.load()()
    if alg not in _ALGORITHMS:
        raise Malformed("unknown-algorithm", alg=alg[:40], known=sorted(_ALGORITHMS))
    return _ALGORITHMS[alg]


def verifier(alg: str, public: bytes) -> Verifier:
    """The verifier of a raw public key."""
    return algorithm(alg).make_verifier(public)


def signer(alg: str, secret: bytes) -> Signer:
    """The signer of secret bytes. Raises ``Malformed`` ("keys-stay-in-device") if the algorithm has none in files."""
    make = algorithm(alg).make_signer
    if make is None:
        raise Malformed("keys-stay-in-device", alg=alg)
    return make(secret)
