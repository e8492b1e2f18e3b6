"""Questions and their places in the reader's words."""

from __future__ import annotations

from expertpool.packets.questions import Question
from expertpool.words import Language, has, say


def question_words(question: Question, language: Language) -> str:
    """What is asked, as a sentence."""
    if question.finder == "doubt":
        key = f"redact.doubt.{question.reason}"
        text = say(key, language) if has(key) else question.reason
        return say("packets.question.doubt", language, why=text)
    finder, reason = f"redact.finder.{question.finder}", f"redact.reason.{question.reason}"
    return say(
        "packets.question.text",
        language,
        text=question.text,
        finder=say(finder, language) if has(finder) else question.finder,
        reason=say(reason, language) if has(reason) else question.reason,
    )


def place_words(question: Question, language: Language, *, most: int = 5) -> str:
    """Where it stands: files and pages, the first few of many."""
    shown = [
        say("packets.place.page", language, file=file, page=page) if page else file
        for file, page in question.places[:most]
    ]
    rest = len(question.places) - most
    more = [say("packets.place.more", language, more=rest)] if rest > 0 else []
    return say("packets.place.joint", language).join([*shown, *more])
