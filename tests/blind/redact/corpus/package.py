"""Office packages written by hand: parts, relations and content types, so that every hidden corner can be filled."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "bin": "application/vnd.openxmlformats-officedocument.oleObject",
    "vml": "application/vnd.openxmlformats-officedocument.vmlDrawing",
}


@dataclass
class Package:
    """Parts by name, with their content types and relations."""

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[str]] = field(default_factory=dict)

    def part(self, name: str, body: str | bytes, kind: str = "") -> None:
        """A part; ``kind`` is its content type, where its ending does not say it."""
        self.parts[name] = (HEAD + body).encode() if isinstance(body, str) else body
        if kind:
            self.types[name] = kind

    def relate(self, source: str, kind: str, target: str, *, outside: bool = False) -> str:
        """A relation from a part ("" for the package); gives its id."""
        made = self.relations.setdefault(source, [])
        number = f"rId{len(made) + 1}"
        mode = ' TargetMode="External"' if outside else ""
        kind = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
        made.append(f'<Relationship Id="{number}" Type="{kind}" Target={quoteattr(target)}{mode}/>')
        return number

    def packed(self) -> bytes:
        """The package as a file, always the same bytes."""
        files = dict(self.parts)
        defaults = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in DEFAULTS.items())
        overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self.types.items())
        space = "http://schemas.openxmlformats.org/package/2006/"
        files["[Content_Types].xml"] = (
            f'{HEAD}<Types xmlns="{space}content-types">{defaults}{overrides}</Types>'.encode()
        )
        for source, made in self.relations.items():
            folder, _, name = source.rpartition("/")
            path = f"{folder}/_rels/{name}.rels" if source else "_rels/.rels"
            files[path.lstrip("/")] = (
                f'{HEAD}<Relationships xmlns="{space}relationships">{"".join(made)}</Relationships>'.encode()
            )
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in ["[Content_Types].xml", *sorted(set(files) - {"[Content_Types].xml"})]:
                archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), files[name], zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def properties(self, core: dict[str, str], app: dict[str, str], own: dict[str, str]) -> None:
        """The three parts of document properties."""
        spaces = (
            'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        )
        body = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in core.items())
        self.part(
            "docProps/core.xml",
            f"<cp:coreProperties {spaces}>{body}</cp:coreProperties>",
            "application/vnd.openxmlformats-package.core-properties+xml",
        )
        self.relate(
            "",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        )
        body = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in app.items())
        space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
        self.part(
            "docProps/app.xml",
            f'<Properties xmlns="{space}">{body}</Properties>',
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        )
        self.relate("", "extended-properties", "docProps/app.xml")
        body = "".join(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{at}" name={quoteattr(key)}>'
            f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
            for at, (key, text) in enumerate(own.items(), start=2)
        )
        space = "http://schemas.openxmlformats.org/officeDocument/2006/"
        self.part(
            "docProps/custom.xml",
            f'<Properties xmlns="{space}custom-properties" xmlns:vt="{space}docPropsVTypes">{body}</Properties>',
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        )
        self.relate("", "custom-properties", "docProps/custom.xml")


__all__ = ["HEAD", "OFFICE", "A", "P", "Package", "S", "W", "escape", "quoteattr"]
