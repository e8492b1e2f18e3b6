"""Keys to seal to."""

from __future__ import annotations

import pytest

from blind.errors import Malformed
from blind.keys.x25519 import private_key, public_key, public_of


def test_public_key_is_that_of_the_rfc_9180_example() -> None:
    secret = bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
    assert public_of(secret).hex() == "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"


def test_keys_have_32_bytes() -> None:
    for wrong in (b"", bytes(31), bytes(33)):
        for make in (private_key, public_key):
            with pytest.raises(Malformed):
                make(wrong)


@pytest.mark.every
@pytest.mark.parametrize("raw", [bytes(32), b"\x01" + bytes(31)])
def test_public_key_that_anyone_could_open_is_refused(raw: bytes) -> None:
    with pytest.raises(Malformed, match="not-a-public-key"):
        public_key(raw)
