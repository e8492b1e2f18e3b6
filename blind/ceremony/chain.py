"""A party's chain of secrets: the last link is random, each earlier one its hash, one link opened a round."""

from __future__ import annotations

from blind.ceremony.values import HASH_BYTES
from blind.encoding import tagged_hash
from blind.errors import Malformed

TAG = "expertpool/chain/v1"
MOST_ROUNDS = 64


def link(last: bytes, *, rounds: int, at: int, algorithm: str) -> bytes:
    """Link ``at`` (0 is opened first, ``rounds`` is ``last`` itself): 32 bytes, ``last`` hashed rounds - at times."""
    if not 0 <= at <= rounds:
        raise Malformed("round-outside-chain", round=at, rounds=rounds)
    found = checked_link(last)
    for _ in range(rounds - at):
        found = tagged_hash(TAG, found, algorithm=algorithm)
    return found


def first_link(opened: bytes, *, at: int, algorithm: str) -> bytes:
    """The link of round 0 that an opened link of round ``at`` leads to."""
    return link(opened, rounds=at, at=0, algorithm=algorithm)


def checked_link(value: bytes) -> bytes:
    """``value``, if it is 32 bytes."""
    if not isinstance(value, bytes) or len(value) != HASH_BYTES:
        raise Malformed("not-a-link", bytes=len(value))
    return value
