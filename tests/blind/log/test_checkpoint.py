"""Checkpoints: three lines, one spelling."""

from __future__ import annotations

import pytest

from blind.errors import Malformed
from blind.keys.hashes import sha256
from blind.log.checkpoint import Checkpoint, sign_checkpoint
from tests.blind.log.season import LOG_KEY, LOG_SIGNER, ORIGIN

ROOT = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


def test_checkpoint_is_origin_size_and_root() -> None:
    checkpoint = Checkpoint(ORIGIN, 12, bytes(32))
    assert checkpoint.to_text() == f"pool.example/log\n12\n{ROOT}\n"
    assert Checkpoint.parse(checkpoint.to_text()) == checkpoint


def test_checkpoint_is_signed_under_the_logs_own_name() -> None:
    note = sign_checkpoint(Checkpoint(ORIGIN, 1, bytes(32)), LOG_SIGNER)
    assert note.key_of(note.signatures[0], [LOG_KEY]) == LOG_KEY
    LOG_KEY.verifier.verify(f"pool.example/log\n1\n{ROOT}\n".encode(), note.signatures[0].value)


@pytest.mark.every
@pytest.mark.parametrize(
    "text",
    [
        "",
        f"o\n1\n{ROOT}",
        f"o\n1\n{ROOT}\nmore",
        f"o\n1\n{ROOT}\n\n",
        f"o\n1\n{ROOT}\nextension\n",
        f"\n1\n{ROOT}\n",
        f"a b\n1\n{ROOT}\n",
        f"a+b\n1\n{ROOT}\n",
        f"o\n01\n{ROOT}\n",
        f"o\n+1\n{ROOT}\n",
        f"o\n-1\n{ROOT}\n",
        f"o\n1 \n{ROOT}\n",
        f"o\n\n{ROOT}\n",
        f"o\n1_0\n{ROOT}\n",
        f"o\n\u0661\n{ROOT}\n",
        f"o\n9223372036854775807\n{ROOT}\n",
        f"o\n{'9' * 5000}\n{ROOT}\n",
        f"o\n0\n{ROOT}\n",
        f"o\n1\n{ROOT[:-1]}\n",
        f"o\n1\n{ROOT[4:]}\n",
        f"o\n1\n{ROOT[:-2]}B=\n",
        f"o\n1\n{'0' * 64}\n",
        f"o\r\n1\r\n{ROOT}\r\n",
    ],
)
def test_what_is_no_checkpoint_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        Checkpoint.parse(text)


def test_checkpoint_of_impossible_values_is_not_made() -> None:
    for origin, size, root in (("", 1, bytes(32)), ("o", -1, bytes(32)), ("o", 1 << 63, bytes(32)), ("o", 1, b"")):
        with pytest.raises(Malformed):
            Checkpoint(origin, size, root)


def test_checkpoint_of_an_empty_log_has_the_root_of_nothing() -> None:
    assert Checkpoint(ORIGIN, 0, sha256(b"")).to_text().splitlines()[1] == "0"
    with pytest.raises(Malformed, match="empty-log-with-a-root"):
        Checkpoint(ORIGIN, 0, bytes(32))
