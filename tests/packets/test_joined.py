"""Where two files meet in a packet: a name broken over the seam is found, and a clean packet is not searched again."""

from __future__ import annotations

from pathlib import Path

import pytest

from blind.identity import Identity
from blind.redact import Blinded, EncodedPage, Level
from blind.redact.box import Box
from blind.redact.page import Glyph, Line, Sight
from blind.redact.wire import pack
from expertpool.packets.dossiers import DossierFile
from expertpool.packets.file_results import FileResult
from expertpool.packets.joined import leaks_where_files_meet
from expertpool.packets.out_folder import OutFolder

WHO = Identity("A1", "欧阳文静", employer="云岭地质勘查院")


@pytest.fixture
def out(tmp_path: Path) -> OutFolder:
    return OutFolder.at(tmp_path / "out")


def page(text: str) -> EncodedPage:
    glyphs = [Glyph(char, Box(40 * at, 40, 40 * at + 40, 80), Sight.DRAWN) for at, char in enumerate(text, start=1)]
    return EncodedPage(width=1240, height=1754, bits=4, data=b"", lines=(Line(tuple(glyphs)),))


def result(out: OutFolder, name: str, text: str) -> FileResult:
    kept = out.cache / f"{name}.blinded"
    out.put(kept, pack(Blinded(name=name, digest="00" * 32, pages=(page(text),))))
    return FileResult(DossierFile(Path(name), name), "00" * 32, kept)


def test_a_name_broken_over_the_seam_of_two_files_is_found_on_its_page(out: OutFolder) -> None:
    files = [result(out, "a", "技术负责人欧阳"), result(out, "b", "文静完成普查")]
    assert leaks_where_files_meet(out, WHO, Level.STANDARD, files) == (("text-layer", 2),)


def test_a_clean_packet_is_remembered_and_a_dossier_of_one_file_has_no_seam(out: OutFolder) -> None:
    files = [result(out, "c", "磁测与钻探相结合"), result(out, "d", "提交报告三份")]
    assert leaks_where_files_meet(out, WHO, Level.STANDARD, files) == ()
    for file in files:
        file.kept.write_bytes(b"damaged: it would be noticed if it were read again")
    assert leaks_where_files_meet(out, WHO, Level.STANDARD, files) == ()
    assert leaks_where_files_meet(out, WHO, Level.STANDARD, [result(out, "e", "欧阳文静")]) == ()
