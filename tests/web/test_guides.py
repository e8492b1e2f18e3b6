"""Guides: every page, command and name in them exists, its reader may go there, and both languages say the same."""

from __future__ import annotations

import re
import shlex

import click
import pytest
from fastapi import FastAPI

from api.actor import Actor
from api.permissions import doors_of
from expertpool.__main__ import cli
from expertpool.models import Role
from expertpool.words import Language, say
from tests.web.town import Town
from web.app import PAGES
from web.guide_text import FOLDER, Guide, Piece, guide_for, pieces
from web.menu import GUIDED, MENU

BOTH = [(role, language) for role in GUIDED for language in Language]


def linked(guide: Guide) -> list[Piece]:
    return [piece for piece in guide.pieces if piece.target]


def shape(guide: Guide) -> list[list[tuple[list[str], list[str], bool]]]:
    """What must be alike in all languages: links, commands, and whether there is a clause."""
    return [
        [
            (
                sorted(piece.target for piece in step.says if piece.target),
                sorted(piece.text for piece in step.says if piece.command),
                bool(step.clause),
            )
            for step in part.steps
        ]
        for part in guide.parts
    ]


@pytest.mark.parametrize(("role", "language"), BOTH, ids=str)
def test_every_page_a_guide_names_exists_and_lets_its_reader_in(role: Role, language: Language) -> None:
    app = FastAPI()
    for router in PAGES:
        app.include_router(router)
    known = {door.path: door for door in doors_of(app) if "GET" in door.methods}
    named = {piece.target for piece in linked(guide_for(role.value, language))}
    assert named - known.keys() == set()
    actor = Actor(role=role, name="x")
    barred = [path for path in named if not all(permission(actor) for permission in known[path].permissions)]
    assert (barred, len(named) >= 3) == ([], True)


@pytest.mark.parametrize(("role", "language"), BOTH, ids=str)
def test_every_page_of_the_menu_goes_by_its_name_there(role: Role, language: Language) -> None:
    names = {entry.path: say(entry.words, language) for entry in MENU[role]}
    given = {(piece.target, piece.text) for piece in linked(guide_for(role.value, language)) if piece.target in names}
    assert given == {(path, names[path]) for path, _ in given}


@pytest.mark.parametrize("role", GUIDED, ids=str)
def test_every_page_of_the_menu_is_in_the_guide(role: Role) -> None:
    named = {piece.target for piece in linked(guide_for(role.value, Language.ZH))}
    assert {entry.path for entry in MENU[role]} - named == set()


@pytest.mark.parametrize(("role", "language"), BOTH, ids=str)
def test_every_command_a_guide_names_exists(role: Role, language: Language) -> None:
    for piece in guide_for(role.value, language).pieces:
        if not piece.command:
            continue
        program, *words = shlex.split(piece.text)
        found: click.Command | None = cli
        for word in words:
            assert isinstance(found, click.Group), piece.text
            found = found.get_command(click.Context(found), word)
            assert found is not None, piece.text
        assert (program, bool(words)) == ("expertpool", True)


@pytest.mark.parametrize("role", GUIDED, ids=str)
def test_both_languages_have_the_same_steps(role: Role) -> None:
    assert shape(guide_for(role.value, Language.ZH)) == shape(guide_for(role.value, Language.EN))
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.toml")}
    assert files == {f"{language.value}/{each.value}.toml" for each in GUIDED for language in Language}


@pytest.mark.parametrize("role", GUIDED, ids=str)
def test_words_in_quotes_are_words_of_the_program(role: Role) -> None:
    """Buttons and headings that a Chinese guide names between quotation marks stand somewhere in the catalogue."""
    files = (FOLDER.parents[1] / "expertpool" / "words" / "zh").glob("*.toml")
    catalogue = "".join(file.read_text("utf-8") for file in files)
    text = (FOLDER / "zh" / f"{role.value}.toml").read_text("utf-8")
    assert [name for name in re.findall("“([^”]+)”", text) if name not in catalogue] == []


def test_guides_are_shown_to_everybody_and_linked_from_each_page(looked_at: Town) -> None:
    public = looked_at.client()
    for role in GUIDED:
        page = public.get(f"/guide/{role.value}")
        assert (page.status_code, guide_for(role.value, Language.ZH).title in page.text) == (200, True)
    assert public.get("/guide/nobody").status_code == 404
    assert public.get("/guide/administrator").status_code == 404
    for role in Role:
        home = f"/guide/{role.value}" if role in GUIDED else "/guide"
        page = looked_at.someone(role).get("/own").text
        assert f'<a href="{home}">' in page


def test_sentence_is_taken_apart_at_links_and_commands() -> None:
    assert pieces("看[备案](/filings)，再 `expertpool draw`。") == (
        Piece("看"),
        Piece("备案", target="/filings"),
        Piece("，再 "),
        Piece("expertpool draw", command=True),
        Piece("。"),
    )
    assert pieces("[外](https://evil.test)") == (Piece("[外](https://evil.test)"),)
