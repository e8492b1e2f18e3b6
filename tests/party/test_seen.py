"""Copies of what a hall showed: nothing seen before may vanish or say something else, but an unsigned ledger proof."""

from __future__ import annotations

from pathlib import Path

import pytest

from blind.ceremony import names
from expertpool.errors import ExitCode, Refusal
from expertpool.party.seen import Seen

PROOF, NOTE = names.logged("seal"), names.cosigned("seal")


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    made = Seen(tmp_path / "seen")
    made.compare({"seal.json": b"sealed", PROOF: b"old"}, place="hall")
    return made


def lost(seen: Seen, documents: dict[str, bytes]) -> tuple[str, str, ExitCode]:
    with pytest.raises(Refusal, match=r"hall\.lost") as caught:
        seen.compare(documents, place="hall")
    return caught.value.params["gone"], caught.value.params["changed"], caught.value.exit_code


def test_more_documents_are_no_loss_and_are_kept(seen: Seen) -> None:
    seen.compare({"seal.json": b"sealed", PROOF: b"old", "context.json": b"c"}, place="hall")
    assert lost(seen, {"seal.json": b"sealed", PROOF: b"old"}) == ("context.json", "—", ExitCode.FORGED)


def test_document_that_says_something_else_is_named_and_the_first_is_kept(seen: Seen) -> None:
    assert lost(seen, {"seal.json": b"other", PROOF: b"old"}) == ("—", "seal.json", ExitCode.FORGED)
    assert (seen.folder / "seal.json").read_bytes() == b"sealed"


def test_nothing_is_kept_from_a_hall_that_lost_something(seen: Seen) -> None:
    lost(seen, {PROOF: b"old", "context.json": b"c"})
    assert not (seen.folder / "context.json").exists()


def test_ledger_proof_is_made_anew_until_its_witness_has_signed(seen: Seen) -> None:
    seen.compare({"seal.json": b"sealed", PROOF: b"new"}, place="hall")
    seen.compare({"seal.json": b"sealed", PROOF: b"new", NOTE: b"note"}, place="hall")
    changed = lost(seen, {"seal.json": b"sealed", PROOF: b"old", NOTE: b"note"})
    assert changed == ("—", PROOF, ExitCode.FORGED)
    assert (seen.folder / PROOF).read_bytes() == b"new"


def test_copies_are_for_their_owner_alone(seen: Seen) -> None:
    assert {path.stat().st_mode & 0o777 for path in seen.folder.iterdir()} == {0o600}
