"""A release: codenames that stay, nothing half-put in place, and a vault that is not sealed anew without need."""

from __future__ import annotations

from pathlib import Path

import pytest

from blind.redact import Blinded, EncodedPage
from blind.redact.wire import pack
from blind.vault import Vault
from expertpool.errors import Refusal
from expertpool.packets import release as releasing
from expertpool.packets.dossiers import DossierFile
from expertpool.packets.earlier import earlier, prepare, remember
from expertpool.packets.file_results import FileResult
from expertpool.packets.holders import Holders, training_holders
from expertpool.packets.out_folder import OutFolder
from expertpool.packets.release import Earlier, Ready, Released, finish, read_index, release


def page(mark: int) -> EncodedPage:
    return EncodedPage(width=8, height=8, bits=4, data=bytes([mark]) * 12)


@pytest.fixture
def out(tmp_path: Path) -> OutFolder:
    return OutFolder.at(tmp_path / "out")


def ready(out: OutFolder, key: str, *marks: int, before: Earlier | None = None) -> Ready:
    kept = out.cache / f"{key}-{'-'.join(map(str, marks))}.blinded"
    out.put(kept, pack(Blinded(name="a.txt", digest="00" * 32, pages=tuple(map(page, marks)))))
    result = FileResult(DossierFile(Path("a.txt"), "a.txt"), "00" * 32, kept)
    return Ready(key, "工程", (result,), before or earlier(out, key))


def let_go(out: OutFolder, *packets: Ready, holders: Holders | None = None) -> dict[str, Released]:
    """A whole release, as a run of the blinding does it."""
    for one in packets:
        prepare(out, one)
    done = release(out, packets, holders or training_holders(out), lambda _new, _manifest: None)
    for one in packets:
        remember(out, one)
    return done


def codenames(done: dict[str, releasing.Released]) -> dict[str, str]:
    return {key: one.codename for key, one in done.items()}


def test_a_packet_released_before_keeps_its_codename_by_what_it_holds(out: OutFolder) -> None:
    first = let_go(out, ready(out, "A", 1), ready(out, "B", 2))
    second = let_go(out, ready(out, "A", 1, 7), ready(out, "C", 3), ready(out, "B", 2))
    assert {key: codenames(second)[key] for key in ("A", "B")} == codenames(first)
    assert sorted(read_index(out).packets) == sorted(codenames(second).values())


def test_packets_that_hold_the_same_keep_their_codenames_whichever_of_them_changes(out: OutFolder) -> None:
    first = let_go(out, *(ready(out, key, 1) for key in "ABC"))
    second = let_go(out, ready(out, "A", 1), ready(out, "B", 1, 2), ready(out, "C", 1))
    assert codenames(second) == codenames(first)
    assert len({entry["content"] for entry in read_index(out).packets.values()}) == 3


def test_a_packet_withdrawn_and_released_again_has_its_old_codename_and_nobody_else_gets_it(out: OutFolder) -> None:
    first = let_go(out, ready(out, "A", 1), ready(out, "B", 2))
    let_go(out, ready(out, "B", 2))
    assert list(read_index(out).withdrawn) == [first["A"].codename]
    assert [path.name for path in out.packets.iterdir()] == [first["B"].codename]
    again = let_go(out, ready(out, "A", 1, 5), ready(out, "B", 2))
    assert (codenames(again), dict(read_index(out).withdrawn)) == (codenames(first), {})


def test_the_map_still_leads_from_a_withdrawn_packet_to_its_dossier(out: OutFolder) -> None:
    first = let_go(out, ready(out, "A", 1), ready(out, "B", 2))
    let_go(out, ready(out, "B", 2))
    assert sorted(Vault.parse((out.root / "vault.json").read_bytes()).records) == sorted(codenames(first).values())


def test_without_its_old_index_a_released_packet_is_refused_rather_than_named_anew(out: OutFolder) -> None:
    let_go(out, ready(out, "A", 1))
    (out.root / "packets.json").unlink()
    with pytest.raises(Refusal) as refused:
        let_go(out, ready(out, "A", 1, 2))
    assert (refused.value.code, read_index(out).packets) == ("packets.codename_lost", {})


@pytest.mark.parametrize("released", [False, True], ids=["before the release", "after the release"])
def test_a_kill_between_a_release_and_its_note_loses_no_codename(out: OutFolder, released: bool) -> None:
    first = let_go(out, ready(out, "B", 9))
    one = ready(out, "A", 1)
    prepare(out, one)
    done = (
        release(out, [one, ready(out, "B", 9)], training_holders(out), lambda _new, _manifest: None) if released else {}
    )
    last = let_go(out, ready(out, "A", 1), ready(out, "B", 9))
    assert codenames(last) == {**codenames(first), "A": last["A"].codename, **codenames(done)}


@pytest.mark.parametrize("content", [b"", b"[]", b'{"salt": "", "results": 3, "begun": null}', b'{"results": null}'])
def test_a_damaged_note_of_an_earlier_release_is_refused_by_name(out: OutFolder, content: bytes) -> None:
    out.put(out.office / "A" / "released.json", content)
    with pytest.raises(Refusal) as refused:
        earlier(out, "A")
    assert refused.value.code == "packets.released_damaged"


@pytest.mark.parametrize(
    "content", ["", "[]", '{"packets": []}', '{"packets": {"1": {"content": 3}}}', '{"packets": {"1": {}}}']
)
def test_a_damaged_index_is_refused_by_name(out: OutFolder, content: str) -> None:
    (out.root / "packets.json").write_text(content)
    with pytest.raises(Refusal) as refused:
        read_index(out)
    assert refused.value.code == "packets.index_damaged"


def test_only_new_and_changed_packets_are_put_on_record(out: OutFolder) -> None:
    holders, said = training_holders(out), list[dict[str, str]]()
    one = ready(out, "A", 1)
    first = release(out, [one], holders, lambda new, _manifest: said.append(dict(new)))
    remember(out, one)
    release(out, [ready(out, "A", 1)], holders, lambda new, _manifest: said.append(dict(new)))
    assert said == [{first["A"].codename: first["A"].sha256}, {}]


def test_where_the_record_cannot_be_written_nothing_is_put_in_place(out: OutFolder) -> None:
    def fails(_new: object, _manifest: bytes) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        release(out, [ready(out, "A", 1)], training_holders(out), fails)
    assert (read_index(out).packets, out.packets.exists()) == ({}, False)
    finish(out)
    assert out.staged.exists() is False


@pytest.mark.parametrize("gone", ["packets", "packets.json", "vault.json", None])
def test_a_kill_while_a_release_is_put_in_place_is_finished_by_the_next_run(out: OutFolder, gone: str | None) -> None:
    """``gone``: what had already been moved when the process died."""
    holders = training_holders(out)
    done = release(out, [ready(out, "A", 1)], holders, lambda _new, _manifest: None)
    out.staged.mkdir()
    for name in ("packets", "vault.json", "packets.json"):
        if name != gone:
            (out.root / name).rename(out.staged / name)
    (out.staged / "whole").touch()
    finish(out)
    assert (out.staged.exists(), sorted(read_index(out).packets)) == (False, [done["A"].codename])
    assert (out.packets / done["A"].codename / "packet.pdf").is_file()


def test_the_vault_s_old_records_stay_byte_for_byte_when_one_is_added(out: OutFolder) -> None:
    first = let_go(out, ready(out, "A", 1))
    old = releasing.Vault.parse((out.root / "vault.json").read_bytes())
    let_go(out, ready(out, "A", 1), ready(out, "B", 2))
    new = releasing.Vault.parse((out.root / "vault.json").read_bytes())
    name = first["A"].codename
    assert (new.vault_id, new.records[name].to_bytes(), len(new.records)) == (
        old.vault_id,
        old.records[name].to_bytes(),
        2,
    )
