"""选票 as a PDF: what a ballot of several pages says on each of them, and that no ballot differs from another."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest

from expertpool.documents.ballot_sheets import BallotSheets, ballot_pdf
from expertpool.words import Language

MARK = "35a8320a"


def printed(*sheets: tuple[int, int], assurance: str | None = "M2") -> list[pypdf.PageObject]:
    """The pages of ballots with so many lines in so many copies."""
    ballots = BallotSheets(
        committee="云岭市高级职称评审委员会",
        held_on=date(2025, 8, 15),
        mark=MARK,
        assurance=assurance,
        sheets=[([f"{1000 + at}-2000" for at in range(lines)], copies) for lines, copies in sheets],
    )
    return list(pypdf.PdfReader(io.BytesIO(ballot_pdf(ballots, Language.ZH))).pages)


def words_of(page: pypdf.PageObject) -> str:
    return "".join(page.extract_text().split())


@pytest.mark.parametrize(("lines", "pages"), [(24, 2), (50, 3)])
def test_each_page_of_a_long_ballot_says_which_it_is_and_bears_head_and_mark(lines: int, pages: int) -> None:
    drawn = printed((lines, 2))
    assert len(drawn) == 2 * pages
    for at, page in enumerate(drawn):
        words = words_of(page)
        assert f"第{at % pages + 1}页共{pages}页" in words
        assert [one for one in ("无记名投票选票", "评审对象", "不同意") if one not in words] == []
        assert (MARK in words) is (at % pages > 0)
    whole = [page.get_contents().get_data() for page in drawn]  # type: ignore[union-attr]  # pages of ours have contents
    assert whole[:pages] == whole[pages:]


def test_a_ballot_of_one_page_bears_no_number_and_follows_a_longer_one_without_its_head() -> None:
    drawn = printed((30, 1), (4, 2))
    assert len(drawn) == 4
    for page in drawn[2:]:
        words = words_of(page)
        assert ("页共" in words, words.count("无记名投票选票"), words.count(MARK)) == (False, 1, 1)


def test_a_ballot_says_how_far_the_draw_of_its_voters_can_be_checked_and_nothing_where_none_is_on_record() -> None:
    said = [["保证级别：M2（三方各出秘密）。" in words_of(page) for page in printed((4, 2))]]
    said.append(["保证级别" in words_of(page) for page in printed((4, 1), assurance=None)])
    assert said == [[True, True], [False]]
