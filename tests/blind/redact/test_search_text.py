"""What several orders of reading say about one place: the strictest counts, and a question shows the others too."""

from __future__ import annotations

from blind.redact.box import Box
from blind.redact.finders import prepare
from blind.redact.hit import Act, Level
from blind.redact.readings import Place, Reading
from blind.redact.search_text import found_in
from tests.blind.redact.finders.applicant import called

HERE = "主要从事金光"


def reading(rest: str) -> Reading:
    """The same letters at the same places, and then something else."""
    text = HERE + rest
    return Reading(text, tuple(Place(1, Box(20 * at, 0, 20 * at + 20, 20)) for at in range(len(text))))


def test_a_question_shows_also_the_order_in_which_the_word_is_plainly_a_word() -> None:
    searcher = prepare(called("金光"), Level.STANDARD)
    row, column = reading("闪\t参考文献。"), reading("闪烁的涂层。")
    (((alone, _),), ((kept, _),), ((both, _),)) = (
        found_in(orders, searcher, "digest") for orders in ([row], [column], [row, column])
    )
    assert [one.act for one in (alone, kept, both)] == [Act.ASK, Act.KEEP, Act.ASK]
    assert both.snippet == f"{alone.snippet} / {kept.snippet}"
    assert (both.id, both.question) == (alone.id, alone.question)
