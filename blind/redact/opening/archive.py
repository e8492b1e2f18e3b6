"""Zip archives as the files inside them, in the order a person would list them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from zipfile import ZipInfo

from blind.redact.opening.limits import LIMITS
from blind.redact.opening.package import Members

_UTF8_NAMES = 0x800
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def archive_members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the files in an archive, one at a time, in natural order of their names.

    Raises FileRefused as ``Members`` does; names are only names: nothing is ever written by them.
    """
    members = Members(data)
    named = [(_name(info), info) for info in members.infos if not info.is_dir()]
    for name, info in sorted(named, key=lambda pair: natural(pair[0])):
        if not _litter(name):
            yield name, members.read(info, limit=LIMITS.file_bytes)


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key by which 附件2 stands before 附件10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name.lower())
    return tuple((0, int(part), "") if part.isdigit() and len(part) < 300 else (1, 0, part) for part in parts)


def _name(info: ZipInfo) -> str:
    """The member's name: UTF-8 where marked so or where it fits, else GB18030 as Chinese Windows writes it."""
    if info.flag_bits & _UTF8_NAMES:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _litter(name: str) -> bool:
    path = PurePosixPath(name)
    return path.name.lower() in _LITTER or "__MACOSX" in path.parts or path.name.startswith("~$")
