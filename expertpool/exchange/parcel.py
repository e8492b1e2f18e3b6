"""The parcel: files of an export with their guide and their signed manifest, made and opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from blind.errors import BlindError
from blind.report import Report, SignedReport, check_files, digest_of
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.exchange.forms import WORKBOOK, Form, Table, read
from expertpool.exchange.gathering import IDENTITY_COLUMNS, IDENTITY_TABLE
from expertpool.exchange.package import MANIFEST
from expertpool.exchange.spelling import Misspelt, kind_of, value_of
from expertpool.exchange.tables import PERSONAL, Identity, columns_of, travelling
from expertpool.migrations import HEAD
from expertpool.models import METADATA
from expertpool.words import Language, has, say

KIND = "season-export"
FORMAT = "expertpool-export/1"


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """An opened export. ``rows``: values by column, by table; ``secrets``: personal data by expert's row."""

    report: Report
    signed: SignedReport
    identity: Identity
    season: int | None
    rows: Mapping[str, list[dict[str, Any]]]
    secrets: Mapping[int, dict[str, str | None]]

    @property
    def key_id(self) -> str:
        """The id of the key that is said to have signed."""
        return self.signed.envelope.signatures[0].key_id


def guide(
    tables: Mapping[str, Table], *, identity: Identity, season: int | None, form: Form, language: Language
) -> str:
    """README of an export: what each file holds, how values are written, what stayed behind."""
    lines = [say("exchange.guide.title", language)]
    lines.append(
        say("exchange.guide.season", language, year=season) if season else say("exchange.guide.whole", language)
    )
    lines += [say(f"exchange.guide.identity.{identity}", language), say(f"exchange.guide.form.{form}", language)]
    lines += [say("exchange.guide.stays", language), say("exchange.guide.check", language), ""]
    for name, (columns, rows) in tables.items():
        place = WORKBOOK if form is Form.XLSX else f"{name}.{form}"
        lines.append(
            say("exchange.guide.file", language, file=place, table=name, rows=len(rows), says=_says(name, language))
        )
        lines.append("    " + "、".join(_column(name, column) for column in columns))
    return "\n".join(lines) + "\n"


def _says(name: str, language: Language) -> str:
    key = f"exchange.table.{name}"
    return say(key, language) if has(key) else name


def _column(table: str, column: str) -> str:
    known = METADATA.tables.get(table)
    return f"{column}({kind_of(known.c[column]) if known is not None else 'text'})"


def manifest(
    tables: Mapping[str, Table],
    files: Mapping[str, bytes],
    *,
    identity: Identity,
    season: int | None,
    form: Form,
    on: str,
) -> Report:
    """The statement to be signed: which tables with how many rows, in which files of which digest."""
    content = {
        "format": FORMAT,
        "revision": HEAD,
        "season": season,
        "identity": identity.value,
        "form": form.value,
        "exported": on,
        "tables": [[name, len(rows)] for name, (_, rows) in tables.items()],
    }
    kind = KIND if identity is Identity.NONE else f"{KIND}-with-identity"
    digests = {name: digest_of(data) for name, data in files.items()}
    return Report(kind=kind, scope=f"export/{season or 'whole'}", subjects=digests, content=content)


def opened(files: Mapping[str, bytes], *, file: str) -> Parcel:
    """The export in these files, every digest checked; whose key signed it is the reader's to judge.

    Refuses (exit code 5) a manifest that is none or not signed as it stands, a file that is missing, changed or not
    listed, and (exit code 2) another format or release, and values that are none of their column.
    """
    signed, report = _manifest(files, file)
    content = report.content
    _refuse_files(report, files, file)
    if content.get("revision") != HEAD:
        raise Refusal("exchange.other_release", revision=str(content.get("revision")), head=HEAD)
    try:
        identity, form = Identity(content["identity"]), Form(content["form"])
        season = None if content["season"] is None else int(content["season"])
        counted = {str(name): int(rows) for name, rows in content["tables"]}
    except (KeyError, ValueError, TypeError):
        raise Refusal("exchange.not_an_export", where=Where(file=file), exit_code=ExitCode.FORGED) from None
    expected = [table.name for table in travelling(identity, season=season)]
    names = [*expected, *([IDENTITY_TABLE] if identity is Identity.PLAIN else [])]
    if sorted(counted) != sorted(names):
        raise Refusal("exchange.other_tables", tables="、".join(sorted(set(counted) ^ set(names))))
    held = read(files, form, names)
    for name in names:
        if len(held[name][1]) != counted[name]:
            raise Refusal("exchange.rows_missing", table=name, found=len(held[name][1]), wanted=counted[name])
    secrets = _secrets(held.get(IDENTITY_TABLE))
    rows = {name: _valued(name, held[name], identity, form) for name in expected}
    return Parcel(report=report, signed=signed, identity=identity, season=season, rows=rows, secrets=secrets)


def _manifest(files: Mapping[str, bytes], file: str) -> tuple[SignedReport, Report]:
    try:
        signed = SignedReport.parse(files[MANIFEST])
        report = Report.parse(signed.envelope.payload)
    except BlindError:
        raise Refusal("exchange.not_an_export", where=Where(file=file), exit_code=ExitCode.FORGED) from None
    if not report.kind.startswith(KIND) or report.content.get("format") != FORMAT or not signed.envelope.signatures:
        raise Refusal("exchange.not_an_export", where=Where(file=file), exit_code=ExitCode.FORGED)
    return signed, report


def _refuse_files(report: Report, files: Mapping[str, bytes], file: str) -> None:
    others = {name: data for name, data in files.items() if name != MANIFEST}
    try:
        missing = check_files(report, others)
    except BlindError as error:
        name = str(error.facts.get("name", ""))
        code = "exchange.file_changed" if error.code == "file-changed" else "exchange.file_unlisted"
        raise Refusal(code, where=Where(file=file), exit_code=ExitCode.FORGED, name=name) from None
    if missing:
        raise Refusal("exchange.file_missing", where=Where(file=file), exit_code=ExitCode.FORGED, name=missing[0])


def _valued(name: str, table: Table, identity: Identity, form: Form) -> list[dict[str, Any]]:
    columns, rows = table
    wanted = columns_of(METADATA.tables[name], identity)
    file = Where(file=WORKBOOK, sheet=name) if form is Form.XLSX else Where(file=f"{name}.{form}")
    if rows and columns != [column.name for column in wanted]:
        raise Refusal("exchange.columns", where=file, columns="、".join(column.name for column in wanted))
    first = 1 if form is Form.JSON else 2
    found = []
    for at, row in enumerate(rows, first):
        values = {}
        for column, text in zip(wanted, row, strict=True):
            try:
                values[column.name] = value_of(text, column)
            except Misspelt as fault:
                where = Where(file=file.file, sheet=file.sheet, row=at, field=column.name)
                raise Refusal(f"exchange.want.{fault.want}", where=where, found=str(text)[:60]) from None
        found.append(values)
    return found


def _secrets(table: Table | None) -> dict[int, dict[str, str | None]]:
    if table is None:
        return {}
    columns, rows = table
    if rows and columns != IDENTITY_COLUMNS:
        raise Refusal("exchange.columns", where=Where(file=IDENTITY_TABLE), columns="、".join(IDENTITY_COLUMNS))
    found = {}
    for at, (person, _, *told) in enumerate(rows, 2):
        if person is None or not person.isdecimal():
            raise Refusal("exchange.want.whole", where=Where(file=IDENTITY_TABLE, row=at), found=str(person)[:60])
        found[int(person)] = dict(zip(PERSONAL, told, strict=True))
    return found
