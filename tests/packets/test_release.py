"""A release: codenames that stay, nothing half-put in place, and a vault that is not sealed anew without need."""

from __future__ import annotations

from pathlib import Path

import pytest

from blind.redact import Blinded, EncodedPage
from blind.redact.wire import pack
from expertpool.errors import Refusal
from expertpool.packets import release as releasing
from expertpool.packets.dossiers import DossierFile
from expertpool.packets.file_results import FileResult
from expertpool.packets.holders import training_holders
from expertpool.packets.out_folder import OutFolder
from expertpool.packets.release import Ready, content_digest, finish, read_index, release


def page(mark: int) -> EncodedPage:
    return EncodedPage(width=8, height=8, bits=4, data=bytes([mark]) * 12)


@pytest.fixture
def out(tmp_path: Path) -> OutFolder:
    return OutFolder.at(tmp_path / "out")


def ready(out: OutFolder, key: str, *marks: int, before: str | None = None) -> Ready:
    kept = out.cache / f"{key}-{'-'.join(map(str, marks))}.blinded"
    out.put(kept, pack(Blinded(name="a.txt", digest="00" * 32, pages=tuple(map(page, marks)))))
    return Ready(key, "工程", (FileResult(DossierFile(Path("a.txt"), "a.txt"), "00" * 32, kept),), before)


def codenames(done: dict[str, releasing.Released]) -> dict[str, str]:
    return {key: one.codename for key, one in done.items()}


def test_a_packet_released_before_keeps_its_codename_by_what_it_holds(out: OutFolder) -> None:
    holders = training_holders(out)
    first = release(out, [ready(out, "A", 1), ready(out, "B", 2)], holders, lambda _new: None)
    again = [ready(out, "A", 1, 7, before=content_digest([page(1)])), ready(out, "C", 3)]
    second = release(out, [*again, ready(out, "B", 2, before=content_digest([page(2)]))], holders, lambda _new: None)
    assert {key: codenames(second)[key] for key in ("A", "B")} == codenames(first)
    assert sorted(read_index(out)) == sorted(codenames(second).values())


def test_two_packets_that_hold_the_same_cannot_be_told_apart_and_are_refused(out: OutFolder) -> None:
    holders = training_holders(out)
    release(out, [ready(out, "A", 1), ready(out, "B", 1)], holders, lambda _new: None)
    before = read_index(out)
    with pytest.raises(Refusal) as refused:
        release(out, [ready(out, "A", 1, 2, before=content_digest([page(1)]))], holders, lambda _new: None)
    assert (refused.value.code, read_index(out)) == ("packets.codename_lost", before)


def test_only_new_and_changed_packets_are_put_on_record(out: OutFolder) -> None:
    holders, said = training_holders(out), list[dict[str, str]]()
    first = release(out, [ready(out, "A", 1)], holders, lambda new: said.append(dict(new)))
    release(out, [ready(out, "A", 1, before=content_digest([page(1)]))], holders, lambda new: said.append(dict(new)))
    assert said == [{first["A"].codename: first["A"].sha256}, {}]


def test_where_the_record_cannot_be_written_nothing_is_put_in_place(out: OutFolder) -> None:
    def fails(_new: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        release(out, [ready(out, "A", 1)], training_holders(out), fails)
    assert (read_index(out), out.packets.exists()) == ({}, False)
    finish(out)
    assert out.staged.exists() is False


@pytest.mark.parametrize("gone", ["packets", "packets.json", "vault.json", None])
def test_a_kill_while_a_release_is_put_in_place_is_finished_by_the_next_run(out: OutFolder, gone: str | None) -> None:
    """``gone``: what had already been moved when the process died."""
    holders = training_holders(out)
    done = release(out, [ready(out, "A", 1)], holders, lambda _new: None)
    out.staged.mkdir()
    for name in ("packets", "vault.json", "packets.json"):
        if name != gone:
            (out.root / name).rename(out.staged / name)
    (out.staged / "whole").touch()
    finish(out)
    assert (out.staged.exists(), sorted(read_index(out))) == (False, [done["A"].codename])
    assert (out.packets / done["A"].codename / "packet.pdf").is_file()


def test_the_vault_s_old_records_stay_byte_for_byte_when_one_is_added(out: OutFolder) -> None:
    holders = training_holders(out)
    first = release(out, [ready(out, "A", 1)], holders, lambda _new: None)
    old = releasing.Vault.parse((out.root / "vault.json").read_bytes())
    second = [ready(out, "A", 1, before=content_digest([page(1)])), ready(out, "B", 2)]
    release(out, second, holders, lambda _new: None)
    new = releasing.Vault.parse((out.root / "vault.json").read_bytes())
    name = first["A"].codename
    assert (new.vault_id, new.records[name].to_bytes(), len(new.records)) == (
        old.vault_id,
        old.records[name].to_bytes(),
        2,
    )
