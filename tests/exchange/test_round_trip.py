"""A season out and in again: nothing lost, nothing that must stay taken along, and every change on the way seen."""

from __future__ import annotations

import csv
import io
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from expertpool.__main__ import main
from expertpool.actions.import_season import import_season
from expertpool.actions.keep_committee import keep_committee
from expertpool.db import open_session
from expertpool.exchange.forms import Form, read, written
from expertpool.exchange.gathering import gathered
from expertpool.exchange.package import read_package
from expertpool.exchange.spelling import value_of
from expertpool.exchange.tables import STAYS, Identity, may_differ, travelling
from expertpool.models import METADATA
from expertpool.pool_keys import key_file, read_pool_key
from expertpool.settings import Settings
from expertpool.words import Language, has
from tests.actions import review_stage
from tests.actions.test_every_action_enters import SCENES, Stage
from tests.conftest import AT, make_expert
from tests.oversight.seasons import committee, pool, seat

SCENES_RUN = (
    "grant_waiver",
    "sign_pledge",
    "record_unsealing",
    "enter_working_days",
    "enter_season_dates",
    "answer_complaint",
    "replace_reader",
)
LEDGER = ("ledger_entry", "ledger_payload", "ledger_frontier", "checkpoint")
AWKWARD = ("=1+1", "-x", "\\N", "", " 甲 ", "a\nb", "c\r\nd", '"quoted", and', "_x000D_", "𠮷野", "\ttab")
NOT_THE_SAME = {"export.json", "README.txt", *(f"{name}.csv" for name in LEDGER)}
"""Files of two exports before and after a move that differ: the ledger has grown by the export and the import."""


@pytest.fixture(scope="module")
def full_home(tmp_path_factory: pytest.TempPathFactory, upgraded_file: Path) -> Path:
    """A home with something of nearly everything in it."""
    folder = tmp_path_factory.mktemp("full")
    shutil.copy(upgraded_file, folder / upgraded_file.name)
    settings = Settings.embedded(folder)
    from expertpool.actions.affiliate_unit import affiliate_unit
    from expertpool.actions.import_roster import import_roster
    from expertpool.actions.record_misconduct import record_misconduct
    from expertpool.actions.unlock_pool import unlock_pool

    with open_session(settings) as session:
        keys = unlock_pool(session, settings)
        people = [make_expert(at, kin=frozenset({"E0002"}) if at == 1 else frozenset()) for at in (1, 2, 3)]
        people += [make_expert(100 + at, region=text or None) for at, text in enumerate(AWKWARD)]
        import_roster(session, people, source="名册.xlsx", digest="00", at=AT, actor="王", keys=keys)
        for at, what in enumerate(AWKWARD):
            record_misconduct(session, f"E{100 + at:04}", happened_on=AT.date(), what=what, at=AT, actor="王")
        affiliate_unit(session, "乙", of="甲", at=AT, actor="王")
        affiliate_unit(session, "丙", of="乙", at=AT, actor="王")
        review_stage.opened(session, AT)
        stage = Stage(session, people[:3], keys, {"at": AT, "actor": "王"})
        for name in SCENES_RUN:
            SCENES[name][1](stage)
        drawn = pool(60)
        numbers = [one.facts.expert_no for one in drawn]
        seat(session, drawn, committee(1, year=2024), numbers[:11])
        seat(session, drawn, committee(1), numbers[11:22])
        session.commit()
    return folder


@pytest.fixture
def source(full_home: Path, tmp_path: Path) -> Path:
    """A copy of that home."""
    shutil.copytree(full_home, tmp_path / "source")
    return tmp_path / "source"


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def ran(home: Path, *words: str | Path) -> tuple[int, str]:
        capsys.readouterr()
        code = main([*map(str, words), "--home", str(home)])
        told = capsys.readouterr()
        return code, told.out + told.err

    return ran


def stored(home: Path, *, identity: Identity = Identity.SEALED) -> dict[str, Any]:
    with open_session(Settings.embedded(home), reading=True) as session:
        return gathered(session, identity=identity, season=None, keys=None)


def without(tables: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: table for name, table in tables.items() if name not in names}


@pytest.mark.parametrize("form", list(Form))
def test_everything_comes_back_as_it_was_in_every_form(source: Path, tmp_path: Path, program, form: Form) -> None:
    before = stored(source)
    assert program(source, "export", tmp_path / "out", "--identity", "sealed", "--format", form.value)[0] == 0
    code, told = program(tmp_path / "new", "import", tmp_path / "out")
    assert code == 0, told
    after = stored(tmp_path / "new")
    assert without(after, *LEDGER) == without(before, *LEDGER)
    assert sum(len(rows) for _, rows in before.values()) > 200
    assert program(tmp_path / "new", "ledger", "verify")[0] == 0


def test_the_ledger_that_came_is_the_one_that_left_and_goes_on(source: Path, tmp_path: Path, program) -> None:
    program(source, "export", tmp_path / "out")
    left = list(csv.reader((tmp_path / "out" / "ledger_entry.csv").open(encoding="utf-8-sig")))[1:]
    assert program(tmp_path / "new", "import", tmp_path / "out")[0] == 0
    came = stored(tmp_path / "new")["ledger_entry"][1]
    assert [row[:2] for row in came[:-1]] == [row[:2] for row in left]
    assert '"type":"exchange:season:imported"' in str(came[-1][2])


def test_export_import_export_gives_the_same_bytes_but_for_the_ledger_and_what_names_it(
    source: Path, tmp_path: Path, program
) -> None:
    program(source, "export", tmp_path / "one")
    assert program(tmp_path / "new", "import", tmp_path / "one")[0] == 0
    assert program(tmp_path / "new", "export", tmp_path / "two")[0] == 0
    first, second = (read_package(tmp_path / name) for name in ("one", "two"))
    assert first.keys() == second.keys()
    assert {name for name in first if first[name] != second[name]} <= NOT_THE_SAME
    assert {name for name in first if first[name] != second[name]} >= {"ledger_entry.csv"}


def test_an_export_without_identity_holds_no_secret_open_or_sealed(source: Path, tmp_path: Path, program) -> None:
    program(source, "export", tmp_path / "out")
    whole = b"".join((tmp_path / "out" / name).read_bytes() for name in read_package(tmp_path / "out"))
    experts = METADATA.tables["expert"]
    with open_session(Settings.embedded(source), reading=True) as session:
        rows = session.connection().execute(experts.select()).mappings().all()
    sealed = [
        row[name] for row in rows for name in ("id_number_sealed", "phone_sealed", "email_sealed", "id_number_hash")
    ]
    assert len(sealed) > 20
    assert [one for one in sealed if one and one.encode() in whole] == []
    opened = [make_expert(at) for at in (1, 2, 3)]
    assert [
        one.name for one in opened if str(one.id_number).encode() in whole or str(one.phone).encode() in whole
    ] == []


def test_what_was_exported_in_the_open_is_sealed_anew_where_it_arrives(source: Path, tmp_path: Path, program) -> None:
    code, _ = program(source, "export", tmp_path / "out", "--identity", "plain")
    assert code == 0
    assert program(tmp_path / "new", "import", tmp_path / "out")[0] == 0
    assert (
        key_file(Settings.embedded(source)).read_bytes() != key_file(Settings.embedded(tmp_path / "new")).read_bytes()
    )
    assert program(tmp_path / "new", "export", tmp_path / "again", "--identity", "plain")[0] == 0
    for name in ("identity.csv", "expert.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    assert str(make_expert(1).id_number) in (tmp_path / "again" / "identity.csv").read_text(encoding="utf-8")
    assert program(tmp_path / "new", "ledger", "verify")[0] == 0


def test_files_are_their_owners_alone_and_the_ledger_says_what_left(source: Path, tmp_path: Path, program) -> None:
    program(source, "export", tmp_path / "out", "--identity", "plain")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").iterdir()}
    assert (modes, stat.S_IMODE((tmp_path / "out").stat().st_mode)) == ({0o600}, 0o700)
    program(source, "export", tmp_path / "out.zip", "--identity", "plain")
    assert stat.S_IMODE((tmp_path / "out.zip").stat().st_mode) == 0o600
    payloads = [str(row[2]) for row in stored(source)["ledger_payload"][1]]
    assert sum('"kind":"season-export-with-identity"' in content for content in payloads) == 2


def test_a_seasons_export_leaves_other_years_behind_and_its_new_home_has_a_ledger_of_its_own(
    source: Path, tmp_path: Path, program
) -> None:
    assert program(source, "export", tmp_path / "out", "--season", "2024")[0] == 0
    assert program(tmp_path / "new", "import", tmp_path / "out")[0] == 0
    came = stored(tmp_path / "new")
    columns, committees = came["committee"]
    assert {row[columns.index("year")] for row in committees} == {"2024"}
    assert len(came["draw"][1]) == 1
    assert len(came["seat"][1]) == 11
    assert came["meeting"][1] == []
    assert len(came["ledger_entry"][1]) == 2
    assert program(tmp_path / "new", "ledger", "verify")[0] == 0


def test_an_archive_is_imported_like_a_folder(source: Path, tmp_path: Path, program) -> None:
    assert program(source, "export", tmp_path / "out.zip", "--season", "2025")[0] == 0
    assert program(tmp_path / "new", "import", tmp_path / "out.zip", "--dry-run")[0] == 0
    assert not (tmp_path / "new" / "expertpool.sqlite3").exists()
    assert program(tmp_path / "new", "import", tmp_path / "out.zip")[0] == 0
    assert zipfile.ZipFile(tmp_path / "out.zip").namelist() == sorted(read_package(tmp_path / "out.zip"))


def test_the_signers_key_is_checked_where_it_is_known(source: Path, tmp_path: Path, program) -> None:
    _, told = program(source, "export", tmp_path / "out")
    key = told.split("签名公钥：")[1].split()[0]
    assert program(source, "verify", tmp_path / "out" / "export.json")[0] == 0
    assert program(tmp_path / "a", "import", tmp_path / "out", "--key", "00" * 32)[0] == 5
    assert program(tmp_path / "a", "import", tmp_path / "out", "--key", "xyz")[0] == 2
    assert program(tmp_path / "a", "import", tmp_path / "out", "--key", key)[0] == 0


def test_an_export_goes_into_an_empty_home_alone(source: Path, tmp_path: Path, program) -> None:
    program(source, "export", tmp_path / "out")
    code, told = program(source, "import", tmp_path / "out")
    assert (code, "空" in told) == (2, True)


def test_an_export_is_not_written_over_anything(source: Path, tmp_path: Path, program) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x").touch()
    assert program(source, "export", tmp_path / "out")[0] == 2
    (tmp_path / "y.zip").touch()
    assert program(source, "export", tmp_path / "y.zip")[0] == 2


def test_every_table_travels_or_stays_for_a_reason_and_has_its_sentence() -> None:
    going = {table.name for table in travelling(Identity.SEALED, season=None)}
    assert going | STAYS == set(METADATA.tables)
    assert [name for name in sorted(going) if not has(f"exchange.table.{name}")] == []


def test_nothing_that_travels_refers_to_what_stays() -> None:
    for identity in Identity:
        going = {table.name: table for table in travelling(identity, season=None)}
        referred = {key.column.table.name for table in going.values() for key in table.foreign_keys}
        assert referred - set(going) == set()


# What is done to an export on its way.


@pytest.fixture(scope="module")
def sent(full_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export, to be copied and tampered with."""
    folder = tmp_path_factory.mktemp("sent")
    shutil.copytree(full_home, folder / "home")
    assert main(["export", str(folder / "out"), "--home", str(folder / "home")]) == 0
    return folder / "out"


@pytest.fixture
def parcel(sent: Path, tmp_path: Path) -> Path:
    shutil.copytree(sent, tmp_path / "parcel")
    return tmp_path / "parcel"


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")


def resigned(parcel: Path) -> None:
    """The manifest made anew over the files as they are, signed with a stranger's key."""
    import dataclasses

    from blind.keys.ed25519 import Ed25519Signer
    from blind.report import Report, SignedReport, digest_of, sign_report

    signed = SignedReport.parse((parcel / "export.json").read_bytes())
    report = Report.parse(signed.envelope.payload)
    digests = {path.name: digest_of(path.read_bytes()) for path in parcel.iterdir() if path.name != "export.json"}
    forged = dataclasses.replace(report, subjects=digests)
    made = dataclasses.replace(signed, envelope=sign_report(forged, Ed25519Signer(bytes(32))))
    (parcel / "export.json").write_bytes(made.to_bytes())


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("seat.csv", "member,1,", "member,2,"), ("misconduct.csv", "王", "李"), ("README.txt", "记录", "纪录")],
)
def test_an_edited_file_is_refused_by_name(
    parcel: Path, tmp_path: Path, program, name: str, old: str, new: str
) -> None:
    edited(parcel / name, old, new)
    code, told = program(tmp_path / "new", "import", parcel)
    assert (code, name in told) == (5, True)
    assert not (tmp_path / "new" / "expertpool.sqlite3").exists()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("seat.csv", "E0012", "E0001"),
        ("committee.csv", "第001", "第002"),
        ("misconduct.csv", "王", "李"),
        ("roster_content.csv", "云岭市", "别处市"),
        ("ledger_payload.csv", "王", "李"),
    ],
)
def test_an_edit_under_a_manifest_signed_anew_is_seen_by_the_ledger_that_came_along(
    parcel: Path, tmp_path: Path, program, name: str, old: str, new: str
) -> None:
    edited(parcel / name, old, new)
    resigned(parcel)
    code, told = program(tmp_path / "new", "import", parcel)
    assert (code, "留痕" in told) == (5, True)
    assert all(rows == [] for _, rows in stored(tmp_path / "new").values())


def test_a_file_missing_or_added_is_refused_by_name(parcel: Path, tmp_path: Path, program) -> None:
    (parcel / "seat.csv").rename(parcel / "seats.csv")
    code, told = program(tmp_path / "new", "import", parcel)
    assert (code, "seats.csv" in told) == (5, True)
    (parcel / "seats.csv").unlink()
    code, told = program(tmp_path / "new", "import", parcel)
    assert (code, "seat.csv" in told) == (5, True)


@pytest.mark.parametrize("name", ["../evil.csv", "/etc/x.csv", "a/b.csv", "..", "C:\\x.csv", "a\\b.csv"])
def test_a_name_that_leads_out_of_the_archive_is_refused(tmp_path: Path, program, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(name, "x")
    code, told = program(tmp_path / "new", "import", tmp_path / "x.zip")
    assert (code, "文件名" in told) == (5, True)
    assert not (tmp_path / "evil.csv").exists()


def test_links_doubles_bombs_and_too_many_files_are_refused(tmp_path: Path, program, monkeypatch) -> None:
    link = zipfile.ZipInfo("seat.csv")
    link.external_attr = 0o120777 << 16
    for at, write in enumerate(
        [
            lambda archive: archive.writestr(link, "/etc/passwd"),
            lambda archive: [archive.writestr(f"{number}.csv", "") for number in range(201)],
            lambda archive: archive.writestr("seat.csv", b"0" * 50_000),
        ]
    ):
        with zipfile.ZipFile(tmp_path / f"{at}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            write(archive)
    monkeypatch.setattr("expertpool.exchange.package.MOST_BYTES", 40_000)
    codes = [program(tmp_path / "new", "import", tmp_path / f"{at}.zip")[0] for at in range(3)]
    assert codes == [5, 2, 2]
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "seat.csv").symlink_to("/etc/passwd")
    assert program(tmp_path / "new", "import", tmp_path / "folder")[0] == 5


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", b"PK\x03\x04" + bytes(40)])
def test_a_file_that_is_no_export_is_refused(tmp_path: Path, program, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    code, told = program(tmp_path / "new", "import", tmp_path / "x.zip")
    assert (code, "Traceback" in told, "内部错误" in told) == (2, False, False)


def test_values_that_fit_no_column_are_told_with_file_row_and_column(parcel: Path, tmp_path: Path, program) -> None:
    edited(parcel / "seat.csv", "member,1,", "member,first,")
    resigned(parcel)
    code, told = program(tmp_path / "new", "import", parcel)
    assert (code, "seat.csv" in told, "place" in told, "first" in told) == (2, True, True, True)


def test_rows_that_contradict_one_another_are_refused_and_nothing_stays(parcel: Path, tmp_path: Path, program) -> None:
    name = parcel / "panel.csv"
    lines = list(csv.reader(io.StringIO(name.read_text(encoding="utf-8-sig"))))
    lines[1][1] = "999"
    with name.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)
    resigned(parcel)
    code, told = program(tmp_path / "new", "import", parcel)
    assert (code, "矛盾" in told) == (2, True)
    assert all(rows == [] for _, rows in stored(tmp_path / "new").values())


def test_forms_agree_on_the_same_tables(full_home: Path) -> None:
    tables = stored(full_home)
    for form in Form:
        again = read(written(tables, form), form, list(tables))
        assert {name: table[1] for name, table in again.items()} == {name: table[1] for name, table in tables.items()}


def test_the_guide_names_every_file_in_both_languages(full_home: Path) -> None:
    from expertpool.exchange.parcel import guide

    tables = stored(full_home)
    for language in Language:
        told = guide(tables, identity=Identity.NONE, season=None, form=Form.CSV, language=language)
        assert [name for name in tables if f"{name}.csv" not in told] == []


def test_sealed_secrets_open_with_the_key_that_was_brought_another_way(source: Path, tmp_path: Path, program) -> None:
    program(source, "export", tmp_path / "out", "--identity", "sealed")
    program(tmp_path / "new", "import", tmp_path / "out")
    brought = key_file(Settings.embedded(tmp_path / "new"))
    brought.parent.mkdir(exist_ok=True)
    shutil.copy(key_file(Settings.embedded(source)), brought)
    experts = METADATA.tables["expert"]
    with open_session(Settings.embedded(tmp_path / "new"), reading=True) as session:
        row = session.connection().execute(experts.select().where(experts.c.expert_no == "E0001")).mappings().one()
    keys = read_pool_key(Settings.embedded(tmp_path / "new"))
    assert keys is not None
    assert keys.open(row["phone_sealed"], field_name="phone", expert_no="E0001") == make_expert(1).phone


def test_rows_come_into_every_kind_of_database_as_they_left(full_home: Path, session: Session) -> None:
    before = stored(full_home)
    rows = {
        name: [dict(zip(columns, row, strict=True)) for row in listed] for name, (columns, listed) in before.items()
    }
    valued = {
        name: [{key: value_of(text, METADATA.tables[name].c[key]) for key, text in row.items()} for row in listed]
        for name, listed in rows.items()
    }
    given = {"secrets": {}, "keys": None, "facts": {}, "at": AT, "actor": "王"}
    import_season(session, valued, may_differ=may_differ(Identity.SEALED), **given)
    after = gathered(session, identity=Identity.SEALED, season=None, keys=None)
    assert without(after, *LEDGER) == without(before, *LEDGER)
    kept = keep_committee(session, committee(7), at=AT)
    assert kept.id == 1 + max(int(row[0] or 0) for row in before["committee"][1])
