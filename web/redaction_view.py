"""A dossier's review put into a reader's words: boxes with finder and reason, questions as sentences."""

from __future__ import annotations

from sqlmodel import Session

from blind.redact import Act
from expertpool.intake.batch import Batch
from expertpool.intake.blinding import standing, told_of
from expertpool.intake.review import AskedHere, DossierReview, FoundHere, PageHere
from expertpool.packets.questions import Question
from expertpool.packets.sentences import question_words
from expertpool.words import Language, has, say
from web.contexts.dossiers import BoxLine, DossierPage, FileLine, QuestionLine, RedactionPage
from web.contexts.form import Form
from web.pages.dossiers import line_of

MARKS = {Act.HIDE: "hidden", Act.ASK: "asked", Act.KEEP: "kept"}
ZOOMS = (100, 150, 200)


def dossier_page(
    session: Session,
    batch: Batch,
    place: int,
    review: DossierReview,
    *,
    language: Language,
    form: Form | None = None,
) -> DossierPage:
    """One applicant's files and the questions that belong to no page."""
    firsts: dict[str, int] = {}
    for number, one in enumerate(review.pages, start=1):
        firsts.setdefault(str(one.file["sha256"]) + str(one.file["file"]), number)
    files = tuple(
        FileLine(
            name=one["file"],
            pages=one["pages"],
            clean=one["clean"],
            hidden=sum(found["act"] == Act.HIDE for found in one["findings"]),
            first=firsts.get(str(one["sha256"]) + str(one["file"]), 0),
            dropped=tuple(_worded(f"page_redaction.dropped.{code}", code, language) for code in one["dropped"]),
        )
        for one in review.content["files"]
    )
    risks = {risk["code"]: risk for one in review.content["files"] for risk in one["risk"]}
    return DossierPage(
        batch=batch.id,
        title=batch.title,
        line=line_of(standing(batch, place)),
        files=files,
        questions=tuple(_question(one, language) for one in review.without_page()),
        unconfirmed=len(review.unconfirmed),
        doubtful=len(review.doubtful),
        next_doubt=review.doubtful[0] if review.doubtful else 0,
        next_unconfirmed=review.unconfirmed[0] if review.unconfirmed else 0,
        risks=tuple(_worded(f"page_redaction.risk.{code}", code, language) for code in risks),
        running=told_of(session, batch).stage.under_way,
        form=form or Form(),
    )


def redaction_page(
    session: Session,
    batch: Batch,
    place: int,
    review: DossierReview,
    number: int,
    *,
    language: Language,
    zoom: int = 100,
    form: Form | None = None,
) -> RedactionPage:
    """A page beside its original."""
    here = review.page(number)
    return RedactionPage(
        batch=batch.id,
        place=place,
        key=review.key,
        number=number,
        total=here.total,
        file=here.file,
        page=here.page,
        width=here.width,
        height=here.height,
        aligned=here.aligned,
        boxes=_boxes(here, language),
        questions=tuple(_question(one, language) for one in here.asked),
        confirmed=here.confirmed,
        unconfirmed=len(review.unconfirmed),
        before=here.before,
        after=here.after,
        next_doubt=here.next_doubt,
        next_unconfirmed=here.next_unconfirmed,
        pending=len(review.new),
        running=told_of(session, batch).stage.under_way,
        zoom=zoom if zoom in ZOOMS else 100,
        form=form or Form(),
    )


def _boxes(here: PageHere, language: Language) -> tuple[BoxLine, ...]:
    """What is hidden or asked first, from top to bottom; then new boxes; what stays, last."""
    order = {Act.HIDE: 0, Act.ASK: 0, Act.KEEP: 2}
    found = sorted(
        here.found, key=lambda one: (order[one.act], one.corners is None, one.corners and one.corners[1::-1])
    )
    lines = [_box(at, one, language) for at, one in enumerate(found, start=1)]
    added = [
        BoxLine(
            number=at,
            id=",".join(map(str, corners)),
            corners=corners,
            mark="added",
            what=_finder("office", language),
            why=reason,
            text="",
            sureness=100,
            decided_by="",
            next_act="",
            added=True,
        )
        for at, (corners, reason) in enumerate(here.added, start=len(lines) + 1)
    ]
    return (*lines, *added)


def _box(number: int, one: FoundHere, language: Language) -> BoxLine:
    return BoxLine(
        number=number,
        id=one.id,
        corners=one.corners,
        mark=MARKS[one.act],
        what=_finder(one.finder, language),
        why=_worded(f"redact.reason.{one.reason}", "", language),
        text=one.text,
        sureness=one.sureness,
        decided_by=one.decided_by,
        next_act=one.next_act,
    )


def _question(one: AskedHere, language: Language) -> QuestionLine:
    asked = Question(one.about, one.finder, one.reason, one.text, (), ())
    return QuestionLine(
        about=one.about,
        sentence=question_words(asked, language),
        snippet=one.snippet,
        doubt=one.doubt,
        here=len(one.here),
        places=one.places,
        answer=one.answer,
    )


def _finder(code: str, language: Language) -> str:
    return _worded(f"page_redaction.finder.{code}", _worded(f"redact.finder.{code}", code, language), language)


def _worded(key: str, otherwise: str, language: Language) -> str:
    return say(key, language) if has(key) else otherwise
