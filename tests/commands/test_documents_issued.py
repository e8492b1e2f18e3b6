"""``expertpool documents issue``: the block behind the body, the ledger's entry, and both checked by ``verify``."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from expertpool.documents.sealing.seal_check import check_seal
from tests.reporting.supervised import Supervised

BLOCK_HEIGHT = 18.5
"""Millimetres from the bottom edge to the top of the verification block."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Supervised:
    """An office with a panel on record."""
    return Supervised(tmp_path_factory.mktemp("papers"))


@pytest.fixture(scope="module")
def issued(place: Supervised) -> Path:
    """All papers, issued once."""
    told = issue(place, "all", "issued")
    assert told["ok"] is True
    return place.folder / "issued"


def issue(place: Supervised, paper: str, name: str):
    out = place.folder / name
    return place.run("documents", "issue", paper, "--committee", place.committee, "--blanks", "--out", out).json


def test_every_issued_paper_is_checked_from_its_pdf_alone(place: Supervised, issued: Path, tmp_path: Path) -> None:
    for pdf in sorted(issued.glob("*.pdf")):
        if pdf.name.startswith("pledge-") and not pdf.name.endswith("1.pdf"):
            continue
        alone = tmp_path / pdf.name
        alone.write_bytes(pdf.read_bytes())
        told = place.run("verify", alone)
        assert (pdf.name, told.code, told.json["findings"]) == (pdf.name, 0, [])


def test_the_unsigned_body_is_the_beginning_of_the_issued_paper_byte_for_byte(place: Supervised, issued: Path) -> None:
    bodies = place.folder / "bodies"
    place.run("documents", "make", "panel-list", "--committee", place.committee, "--out", bodies)

    body = (bodies / "panel-list.pdf").read_bytes()
    assert (issued / "panel-list.pdf").read_bytes()[: len(body)] == body


def test_the_block_shows_digest_entry_and_a_code_that_can_be_read(place: Supervised, issued: Path) -> None:
    paper = pypdfium2.PdfDocument(issued / "committee-filing.pdf")
    page = paper[len(paper) - 1]
    read = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    known = {one["report"]: one["entry"] for one in place.run("report", "list").json["reports"]}

    name, digest, entry = read[0].text.split(":")
    assert (name, known[digest.lower()]) == ("EXPERTPOOL", int(entry))
    words = re.sub(r"\s", "", page.get_textpage().get_text_bounded())
    assert digest.lower() in words


def test_each_paper_has_its_own_entry_in_the_ledger(place: Supervised, issued: Path) -> None:
    reports = [one for one in place.run("report", "list").json["reports"] if one["kind"].startswith("paper:")]

    assert len(reports) >= len(list(issued.glob("*.pdf")))
    assert {one["kind"] for one in reports} >= {"paper:review-plan", "paper:result-notice", "paper:pledge"}
    assert place.run("ledger", "verify").code == 0


@pytest.mark.parametrize("at", [100, 0.5, -100])
def test_a_changed_byte_in_body_block_or_seal_is_refused(place: Supervised, issued: Path, tmp_path: Path, at) -> None:
    data = bytearray((issued / "promise.pdf").read_bytes())
    data[int(len(data) * at) if isinstance(at, float) else at] ^= 1
    file = tmp_path / "promise.pdf"
    file.write_bytes(bytes(data))

    assert place.run("verify", file).code == 5


def test_a_paper_sealed_by_another_key_over_a_genuine_statement_is_refused(
    place: Supervised, issued: Path, tmp_path: Path
) -> None:
    from expertpool.documents.sealing.seal_key import SealKey
    from expertpool.documents.sealing.seal_pdf import seal_pdf

    genuine = (issued / "promise.pdf").read_bytes()
    bodies = place.folder / "forger"
    place.run("documents", "make", "promise", "--committee", place.committee, "--out", bodies)
    body = (bodies / "promise.pdf").read_bytes()
    forged = seal_pdf(body, body, check_seal(genuine).statement or b"", SealKey(b"\x05" * 32))
    file = tmp_path / "promise.pdf"
    file.write_bytes(forged)

    told = place.run("verify", file)

    assert (told.code, [one["check"] for one in told.json["findings"]]) == (5, ["pdf-other-key"])


def test_a_paper_issued_again_replaces_the_first_which_is_then_refused_by_name(place: Supervised) -> None:
    first, second = (issue(place, "integrity-report", name) for name in ("first", "second"))

    told = place.run("verify", place.folder / "first" / "integrity-report.pdf")

    assert first["papers"][0]["statement"] != second["papers"][0]["statement"]
    assert (told.code, [one["check"] for one in told.json["findings"]]) == (5, ["replaced"])
    assert place.run("verify", place.folder / "second" / "integrity-report.pdf").code == 0


KILLED = """import os, signal, sys
from expertpool.reporting.report_folder import ReportFolder
ReportFolder.finish = lambda _self: os.kill(os.getpid(), signal.SIGKILL)
from expertpool.__main__ import main
main(sys.argv[1:])
"""
"""A program that dies before it puts its folder in place. A forked child would wait for threads that set pages."""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal")
def test_issue_killed_between_entry_and_files_is_completed_by_the_next_run_and_entered_once(place: Supervised) -> None:
    out = place.folder / "killed"
    words = ("documents", "issue", "integrity-report", "--committee", place.committee, "--blanks", "--out", out)
    before = place.run("report", "list").json["reports"]
    line = [*map(str, words), "--home", str(place.office), "--json"]
    died = subprocess.run([sys.executable, "-P", "-c", KILLED, *line], check=False, capture_output=True)
    assert died.returncode == -signal.SIGKILL, died.stderr
    (staged,) = out.parent.glob(".killed.*")
    files, entered = (
        {one.name: one.read_bytes() for one in staged.iterdir()},
        place.run("report", "list").json["reports"],
    )
    assert (out.exists(), len(entered), set(files)) == (
        False,
        len(before) + 1,
        {"integrity-report.json", "integrity-report.pdf", "integrity-report.xlsx"},
    )

    told = place.run(*words).json

    assert (told["recovered"], [one["statement"] for one in told["papers"]]) == (True, [entered[-1]["report"]])
    assert place.run("report", "list").json["reports"] == entered
    assert {one.name: one.read_bytes() for one in out.iterdir()} == files
    assert place.run("verify", out / "integrity-report.pdf").code == 0
    out.rename(staged)
    other = place.run("documents", "issue", "promise", "--committee", place.committee, "--blanks", "--out", out)
    assert (other.code, other.json["error"]["code"], out.is_dir()) == (2, "report.out_taken", True)


def test_issued_papers_are_never_overwritten(place: Supervised, issued: Path) -> None:
    out = place.run("documents", "issue", "promise", "--committee", place.committee, "--out", issued)

    assert (out.code, out.json["error"]["code"]) == (2, "report.out_taken")


def test_the_record_of_the_draw_gets_block_and_seal_and_its_body_stays_what_the_draw_wrote(place: Supervised) -> None:
    drawn, out = place.folder / "draw", place.folder / "record"
    words = ("documents", "issue", "draw-record", "--committee", place.committee)
    told = place.run(*words, "--draw", drawn, "--out", out)
    assert told.code == 0, told.out
    body, sealed = ((folder / "draw-record.pdf").read_bytes() for folder in (drawn, out))
    (out / "alone.pdf").write_bytes(sealed)

    assert (told.code, [one["paper"] for one in told.json["papers"]]) == (0, ["draw-record"])
    assert sealed[: len(body)] == body
    checked = place.run("verify", out / "alone.pdf")
    assert (checked.code, checked.json["findings"]) == (0, [])
    assert "“评审专家抽取记录表”" in checked.json["verdict"]
    (out / "alone.pdf").write_bytes(sealed.replace(b"%PDF-1.7", b"%PDF-1.6", 1))
    assert place.run("verify", out / "alone.pdf").code == 5


def test_no_body_has_ink_where_its_block_is_set(place: Supervised, issued: Path) -> None:
    papers = [place.folder / "draw" / "draw-record.pdf", *sorted(issued.glob("*-*.pdf")), place.report / "report.pdf"]
    touched = []
    for path in papers:
        body = path.read_bytes()
        body = body[: body.index(b"%%EOF") + 6]
        document = pypdfium2.PdfDocument(body)
        strip = document[len(document) - 1].render(scale=2).to_pil().convert("L")
        strip = strip.crop((0, strip.height - int(BLOCK_HEIGHT / 25.4 * 72 * 2), strip.width, strip.height))
        touched += [path.name] if strip.getextrema() != (255, 255) else []
    assert (len(papers) > 10, touched) == (True, [])


def test_a_record_of_another_draw_or_one_that_was_changed_is_not_issued(
    place: Supervised, issued: Path, tmp_path: Path
) -> None:
    words = ("documents", "issue", "draw-record", "--committee", place.committee, "--out", tmp_path / "out")
    other, changed, empty = (tmp_path / name for name in ("other", "changed", "empty"))
    for folder in (other, changed):
        shutil.copytree(place.folder / "draw", folder)
    panel = json.loads((other / "panel.json").read_text(encoding="utf-8"))
    panel["members"].pop()
    (other / "panel.json").write_text(json.dumps(panel, ensure_ascii=False), encoding="utf-8")
    (changed / "draw-record.pdf").write_bytes((issued / "promise.pdf").read_bytes())
    empty.mkdir()

    codes = [place.run(*words, "--draw", folder).json["error"]["code"] for folder in (other, changed, empty)]
    assert codes == ["papers.record_of_another_draw", "papers.record_changed", "papers.no_record"]
    assert place.run(*words).json["error"]["code"] == "papers.record_where"
    assert not (tmp_path / "out").exists()
