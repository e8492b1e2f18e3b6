"""A set of papers in its folder: the whole set or nothing, and no edited file lost."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from expertpool.documents.papers import paper_folder
from expertpool.documents.papers.paper_folder import PaperFolder
from expertpool.whole_file import write_whole

SET = {"a.pdf": b"%PDF a", "b.docx": b"PK b", "c.xlsx": b"PK c"}


def held(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()} if folder.exists() else {}


def full_after(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes so many files and no more."""
    taken: list[Path] = []

    def write(path: Path, content: bytes) -> None:
        if len(taken) == count:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        taken.append(path)
        write_whole(path, content)

    monkeypatch.setattr(paper_folder, "write_whole", write)


@pytest.mark.parametrize("count", range(len(SET)))
def test_a_disk_that_fills_up_leaves_no_folder_where_there_was_none(tmp_path: Path, monkeypatch, count: int) -> None:
    full_after(count, monkeypatch)

    with pytest.raises(OSError, match="No space"):
        PaperFolder(tmp_path / "out").put(SET)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("count", range(len(SET)))
def test_a_disk_that_fills_up_leaves_the_papers_of_before_as_they_were(tmp_path: Path, monkeypatch, count) -> None:
    before = {"a.pdf": b"old", "own notes.txt": b"mine", "b.docx": b"edited"}
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    full_after(count, monkeypatch)

    with pytest.raises(OSError, match="No space"):
        PaperFolder(tmp_path).put(SET)

    assert held(tmp_path) == before


def test_a_set_goes_beside_what_is_there_and_an_edited_word_file_keeps_its_text(tmp_path: Path) -> None:
    for name, content in {"a.pdf": b"old", "own notes.txt": b"mine", "b.docx": b"edited"}.items():
        (tmp_path / name).write_bytes(content)

    first = PaperFolder(tmp_path).put(SET)
    again = PaperFolder(tmp_path).put(SET)
    (tmp_path / "b.docx").write_bytes(b"edited once more")
    third = PaperFolder(tmp_path).put(SET)

    assert (first, again, third) == ({"b.docx": "b.before-1.docx"}, {}, {"b.docx": "b.before-2.docx"})
    edited = {"b.before-1.docx": b"edited", "b.before-2.docx": b"edited once more"}
    assert held(tmp_path) == {"own notes.txt": b"mine", **SET, **edited}


def test_what_a_run_that_was_killed_left_behind_goes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for left in (tmp_path / ".out.papers-in-progress", out / ".papers-in-progress"):
        left.mkdir(parents=True)
        (left / "half.pdf").write_bytes(b"%P")

    PaperFolder(out).put(SET)

    assert held(out) == SET
