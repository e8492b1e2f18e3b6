"""A release: finished packets under their codenames, put in place together with their index and the sealed map."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blind.codename import deal
from blind.errors import BlindError
from blind.packet import write_packet
from blind.redact import EncodedPage
from blind.vault import Vault, seal_map
from expertpool.errors import Refusal, Where
from expertpool.packets.file_results import FileResult, read_kept
from expertpool.packets.holders import Holders
from expertpool.packets.out_folder import INDEX, PACKET, PACKETS, SAME_TIME, VAULT, OutFolder
from expertpool.whole_file import sync_folder, write_new, write_whole

FORMAT = "expertpool-packets/1"
_WHOLE = "whole"


@dataclass(frozen=True)
class Earlier:
    """What is known of a packet from earlier runs.

    ``salt`` tells packets of equal content apart; ``contents``: digests of what may stand in the index for it;
    ``whether_released``: a release of it was finished before, so that one of them has to stand there.
    """

    salt: str
    contents: tuple[str, ...] = ()
    whether_released: bool = False


@dataclass(frozen=True)
class Ready:
    """A dossier whose packet may go on: its key, its group, its files' results, and what was released of it before."""

    key: str
    group: str
    results: tuple[FileResult, ...]
    before: Earlier

    def pages(self) -> Iterator[EncodedPage]:
        """Every page of the packet after its cover, one file in memory at a time."""
        yield from kept_pages([result.kept for result in self.results])


@dataclass(frozen=True)
class Released:
    """One packet that went on: its codename, and the digests of its content and of its file."""

    codename: str
    content: str
    sha256: str


def content_digest(pages: Iterable[EncodedPage], salt: str) -> str:
    """What a packet holds without its cover, as one digest: equal for equal pages and salt whatever the codename."""
    digest = hashlib.sha256(salt.encode() + b"\0")
    for page in pages:
        head = json.dumps([page.width, page.height, page.bits, len(page.data)])
        lines = [[(glyph.char, *glyph.box) for glyph in line.glyphs] for line in page.lines]
        digest.update(head.encode() + b"\0" + page.data + json.dumps(lines, ensure_ascii=False).encode() + b"\0")
    return digest.hexdigest()


def kept_pages(files: Iterable[Path]) -> Iterator[EncodedPage]:
    """The pages of kept results, one file in memory at a time."""
    for file in files:
        yield from read_kept(file).pages


@dataclass(frozen=True)
class Index:
    """``packets.json``: the packets that are out by codename, and contents of those withdrawn since by codename."""

    packets: Mapping[str, Mapping[str, Any]]
    withdrawn: Mapping[str, str]

    @property
    def contents(self) -> dict[str, str]:
        """What each codename ever dealt stands for."""
        return {**self.withdrawn, **{name: entry["content"] for name, entry in self.packets.items()}}


def read_index(out: OutFolder) -> Index:
    """The index as it stands. Raises Refusal where it was damaged."""
    path = out.root / INDEX
    if not path.exists():
        return Index({}, {})
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        index = Index(content["packets"], content.get("withdrawn", {}))
        if all(isinstance(content, str) for content in index.contents.values()):
            return index
    except (ValueError, KeyError, TypeError, AttributeError) as damaged:
        raise Refusal("packets.index_damaged", where=Where(file=str(path))) from damaged
    raise Refusal("packets.index_damaged", where=Where(file=str(path)))


def known_codenames(ready: Sequence[Ready], index: Index) -> dict[str, str]:
    """Codename by key for those released before, found by what their packets hold: no link is kept on the disk.

    Raises Refusal where a dossier's earlier packet is not there any more, or two packets hold the same.
    """
    by_content: dict[str, list[str]] = {}
    for codename, content in index.contents.items():
        by_content.setdefault(content, []).append(codename)
    known: dict[str, str] = {}
    for one in ready:
        found = [codename for content in one.before.contents for codename in by_content.get(content, [])]
        if len(found) > 1 or (not found and one.before.whether_released):
            raise Refusal("packets.codename_lost", key=one.key, found=len(found))
        known.update((one.key, codename) for codename in found)
    return known


def release(
    out: OutFolder, ready: Sequence[Ready], holders: Holders, record: Callable[[Mapping[str, str], bytes], None]
) -> dict[str, Released]:
    """Write every ready packet, the index and the vault, and put them in place at once; by application key.

    Codenames of packets released before stay; new ones are dealt in one batch and written in the order of the
    codenames. ``record`` gets the digests of new or changed packets by codename and the vault's manifest before
    anything is put in place. A kill leaves the old release or, finished by the next run, the new one.
    """
    finish(out)
    index = read_index(out)
    codenames = known_codenames(ready, index)
    new = [one.key for one in ready if one.key not in codenames]
    dealt = deal(len(new), taken=frozenset(index.contents), fresh=secrets.token_bytes)
    codenames.update(zip(new, dealt, strict=True))
    shutil.rmtree(out.staged, ignore_errors=True)
    (out.staged / PACKETS).mkdir(parents=True)
    by_codename = {codenames[one.key]: one for one in ready}
    done = {by_codename[name].key: _write(out, name, by_codename[name]) for name in sorted(by_codename)}
    withdrawn = {name: content for name, content in index.contents.items() if name not in by_codename}
    vault = _vault(out, {codenames[key]: key for key in codenames}, holders, withdrawn)
    write_whole(out.staged / VAULT, vault.to_bytes(), private=True)
    entries = {one.codename: _entry(one) for one in sorted(done.values(), key=lambda one: one.codename)}
    listing = {"format": FORMAT, "packets": entries} | ({"withdrawn": withdrawn} if withdrawn else {})
    body = json.dumps(listing, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(out.staged / INDEX, body.encode(), private=True)
    _same_time(out.staged / PACKETS)
    listed = {name: entry["files"] for name, entry in index.packets.items()}
    changed = {one.codename: one.sha256 for one in done.values() if listed.get(one.codename) != _entry(one)["files"]}
    record(changed, vault.manifest)
    write_new(out.staged / _WHOLE, b"")
    finish(out)
    return done


def _entry(one: Released) -> dict[str, Any]:
    return {"content": one.content, "files": [{"name": PACKET, "sha256": one.sha256}]}


def _write(out: OutFolder, codename: str, one: Ready) -> Released:
    folder = out.staged / PACKETS / codename
    folder.mkdir()
    path = folder / PACKET
    with path.open("xb") as file:
        write_packet(codename, one.group, one.pages(), file)
        file.flush()
        os.fsync(file.fileno())
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Released(codename, content_digest(one.pages(), one.before.salt), sha256)


def _vault(out: OutFolder, keys: Mapping[str, str], holders: Holders, withdrawn: Collection[str]) -> Vault:
    """The map, sealed anew under one id: an old record stays as it is where the holders are the same.

    So do those of packets withdrawn since: what was said about them must still find its dossier.
    """
    old = _old_vault(out.root / VAULT)
    if old is not None and old.facts == holders.facts:
        fresh = {name: key for name, key in keys.items() if name not in old.records}
        records = seal_map(fresh, holders.public, vault_id=old.vault_id, fresh=secrets.token_bytes)
        kept = {name: old.records[name] for name in (*keys, *withdrawn) if name in old.records}
        return Vault(old.vault_id, {**kept, **records}, holders.facts)
    vault_id = secrets.token_bytes(16)
    records = seal_map(keys, holders.public, vault_id=vault_id, fresh=secrets.token_bytes)
    return Vault(vault_id, records, holders.facts)


def _old_vault(path: Path) -> Vault | None:
    if not path.exists():
        return None
    try:
        return Vault.parse(path.read_bytes())
    except BlindError as damaged:
        raise Refusal("packets.vault_damaged", where=Where(file=str(path))) from damaged


def _same_time(packets: Path) -> None:
    """One time for everything, so that no date tells which packet was made when."""
    for path in (*packets.rglob("*"), packets):
        os.utime(path, (SAME_TIME, SAME_TIME))


def finish(out: OutFolder) -> None:
    """Put a whole staged release in place, as often as it takes; one that is not whole goes."""
    if not out.staged.exists():
        return
    if not (out.staged / _WHOLE).exists():
        shutil.rmtree(out.staged)
        return
    if (out.staged / PACKETS).exists():
        gone = out.staged / "gone"
        shutil.rmtree(gone, ignore_errors=True)
        if out.packets.exists():
            out.packets.rename(gone)
        (out.staged / PACKETS).rename(out.packets)
    for name in (VAULT, INDEX):
        if (out.staged / name).exists():
            (out.staged / name).replace(out.root / name)
    sync_folder(out.root)
    shutil.rmtree(out.staged)
