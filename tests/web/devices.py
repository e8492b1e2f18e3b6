"""An expert's device as a test holds it: a key like a browser's, and what it sends to show it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from blind.keys.p256 import P256Signer
from expertpool.access.device_proof import Purpose, proof_message
from tests.web.town import HOST, Town


def _key() -> P256Signer:
    return P256Signer(secrets.token_bytes(31).rjust(32, b"\x01"))


@dataclass
class Device:
    """A browser with a key of its own; ``browser`` has the cookies."""

    town: Town
    expert_no: str
    key: P256Signer = field(default_factory=_key)
    browser: Any = None

    def __post_init__(self) -> None:
        self.browser = self.browser or self.town.client()

    def proof(self, purpose: Purpose = Purpose.ENTER, **changed: str) -> dict[str, str]:
        """What the device's script would send; ``host`` as the device sees it."""
        nonce = changed.pop("nonce", None) or self.browser.get("/device/nonce").json()["nonce"]
        host = changed.pop("host", HOST.removeprefix("http://"))
        signature = self.key.sign(proof_message(purpose, host=host, nonce=nonce)).hex()
        return {"public": self.key.verifier.public.hex(), "nonce": nonce, "signature": signature} | changed

    def bound(self) -> Device:
        """In with an invite, a code and the key."""
        data = self.town.halves(self.expert_no) | self.proof(Purpose.BIND)
        answer = self.browser.post("/sign-in/expert", data=data)
        assert (answer.status_code, answer.headers["location"]) == (303, "/"), answer.text
        return self

    def enters(self, **changed: str) -> int:
        """The status of coming in with the key alone."""
        status: int = self.browser.post("/device/enter", data=self.proof(**changed)).status_code
        return status
