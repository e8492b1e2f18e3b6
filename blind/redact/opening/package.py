"""Zip containers and Office packages opened within bounds: members, XML parts without entities, relationships."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from lxml import etree

from blind.redact.opening.limits import LIMITS
from blind.redact.opening.refused import FileRefused
from blind.redact.story import Story

ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    NotImplementedError,
    OverflowError,
    EOFError,
    RuntimeError,
    OSError,
    KeyError,
)
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CHUNK = 1 << 20
_ENCRYPTED = 1
SAFE_XML: Mapping[str, bool] = MappingProxyType(
    {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
    }
)
"""How every XML part is parsed, as a tree or as a stream: no entity, nothing fetched, nothing without bound."""

Element = Any
"""An lxml element (lxml ships no types)."""


class Members:
    """The members of a zip file, inflated on demand; all bounds are on what really comes out, not on what it claims."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_FAULTS as fault:
            raise FileRefused("damaged", kind="zip") from fault
        self.infos = self._archive.infolist()
        if len(self.infos) > LIMITS.members:
            raise FileRefused("too-many-members", members=len(self.infos), limit=LIMITS.members)
        self._by_name = {info.filename: info for info in self.infos}
        self._left = LIMITS.unpacked_bytes

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def read(self, member: str | zipfile.ZipInfo, *, limit: int = LIMITS.part_bytes) -> bytes:
        """A member's bytes.

        Raises FileRefused: ``encrypted``, ``unpacks-too-large`` (one member, or all together), ``damaged``.
        """
        info = member if isinstance(member, zipfile.ZipInfo) else self._by_name.get(member)
        if info is None:
            raise FileRefused("damaged", kind="zip", member=str(member))
        if info.flag_bits & _ENCRYPTED:
            raise FileRefused("encrypted", member=info.filename)
        parts: list[bytes] = []
        size = 0
        try:
            with self._archive.open(info) as stream:
                while part := stream.read(_CHUNK):
                    size += len(part)
                    if size > min(limit, self._left):
                        raise FileRefused("unpacks-too-large", member=info.filename, limit=min(limit, self._left))
                    parts.append(part)
        except ZIP_FAULTS as fault:
            raise FileRefused("damaged", kind="zip", member=info.filename) from fault
        self._left -= size
        return b"".join(parts)


def parse(data: bytes, part: str) -> Element:
    """The root of an XML part. Entities are not resolved, nothing is fetched, and a document type is refused."""
    parser = etree.XMLParser(**SAFE_XML, dtd_validation=False, attribute_defaults=False, collect_ids=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        code = "doctype" if b"<!DOCTYPE" in data[:4096] else fault_of_xml(fault)
        raise FileRefused(code, kind="xml", member=part) from fault
    if root is None or root.getroottree().docinfo.doctype:
        raise FileRefused("doctype", member=part)
    return root


def fault_of_xml(fault: Exception) -> str:
    """The code of what a parser stopped at: its own bounds on depth and on one text, or damage."""
    said = str(fault).lower()
    return "nested-too-deep" if "depth" in said else "too-much-text" if "huge text" in said else "damaged"


@dataclass(frozen=True)
class Relation:
    """Where a relationship of a part leads: a kind (the last word of its type) and a part, or an outside address."""

    kind: str
    target: str
    outside: bool


class Package:
    """An Office file as parts: XML by name, relationships of a part, pictures' bytes."""

    def __init__(self, data: bytes) -> None:
        self.members = Members(data)

    def xml(self, part: str) -> Element:
        """The root element of a part."""
        return parse(self.members.read(part), part)

    def relations(self, part: str) -> dict[str, Relation]:
        """Relationship id -> where it leads; empty where the part has none."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self.members:
            return {}
        return {
            item.get("Id", ""): Relation(
                kind=item.get("Type", "").rsplit("/", 1)[-1],
                target=_resolved(folder, item.get("Target", "")),
                outside=item.get("TargetMode") == "External",
            )
            for item in self.xml(listed).iter(_RELATIONS)
        }

    def has(self, *beginnings: str) -> bool:
        """Whether a member's name begins so."""
        return any(info.filename.startswith(beginnings) for info in self.members.infos)


def story_of(data: bytes, kind: str, read: Callable[[Package], Story], *, shows: tuple[type, ...]) -> Story:
    """The story that ``read`` makes of an Office package; it has to hold a block of one of the types in ``shows``.

    Raises FileRefused for damaged or hostile packages, ``nested-too-deep``, ``no-visible-content``.
    """
    package = Package(data)
    try:
        story = read(package)
    except RecursionError as fault:
        raise FileRefused("nested-too-deep", kind=kind) from fault
    if not any(isinstance(block, shows) for block in story.blocks):
        raise FileRefused("no-visible-content")
    return story


def _resolved(folder: str, target: str) -> str:
    plain = unquote(target)
    return posixpath.normpath(plain.lstrip("/") if plain.startswith("/") else posixpath.join(folder, plain))


def local(element: Element) -> str:
    """An element's name without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return str(value)
    return None
