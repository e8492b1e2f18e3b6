"""Every form with bad input: what is wrong on top with the focus, again at its field, and what was typed is kept."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest

from expertpool.models import Role
from tests.web.planted import Applicant, grounded, inhabited
from tests.web.review_desk import MINE, READER, address, begun, fill
from tests.web.shown_pages import shown_pages
from tests.web.town import Town, copied

BAD = "不对☃"
TYPED = {"text", "search", "number", "date", "tel", "email", "password", "textarea"}
SECRET = {"password", "code"}
"""Names of fields whose content is never sent back."""

ENDING = ("/sign-out", "/end", "/sign-in/demonstration")
"""Forms that end the walk, and take nothing that could be wrong."""


@dataclass
class Form:
    """A form as it stands on a page: where it goes, its fields with their kinds, and what they hold."""

    action: str
    kinds: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    @property
    def typed(self) -> list[str]:
        """Names of the fields that somebody types into."""
        return [name for name, kind in self.kinds.items() if kind in TYPED]


class Forms(HTMLParser):
    """The forms of a page that write."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.inside: Form | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = Form(given.get("action", "")) if given.get("method") == "post" else None
            self.found += [self.inside] if self.inside else []
        name = given.get("name", "")
        if self.inside is None or not name or tag not in {"input", "select", "textarea", "button"}:
            return
        kind = given.get("type", "text") if tag == "input" else tag
        if kind in {"radio", "checkbox"} and "checked" not in given:
            return
        self.inside.kinds[name] = kind
        self.inside.values[name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None


@pytest.fixture(scope="module")
def town(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with copied(settled, tmp_path_factory.mktemp("forms") / "home") as own:
        inhabited(grounded(own), Applicant())
        reader = begun(own, READER)
        fill(reader)
        assert reader.post(f"{address(MINE)}/seal").status_code == 303
        yield own


def forms_of(town: Town, role: Role | None) -> Iterator[tuple[Any, str, Form]]:
    """Each form that takes something typed, once; those of the public are the public's."""
    browser = town.expert(READER) if role is Role.EXPERT else town.someone(role)
    listed = shown_pages()
    public = {path for one, path in listed if one is None and role is not None}
    seen = set()
    for one, path in listed:
        if one is not role or path in public:
            continue
        page = browser.get(path)
        assert page.status_code < 500, (path, page.status_code)
        for form in Forms(page.text).found:
            shape = (re.sub(r"[0-9]+", "#", form.action.split("?")[0]), tuple(form.kinds))
            if form.typed and shape not in seen and not form.action.split("?")[0].endswith(ENDING):
                seen.add(shape)
                yield browser, path, form


def faults_in(answer: Any, form: Form, sent: dict[str, str]) -> list[str]:
    """What is missing of a form that was sent back."""
    page, missing = html.unescape(answer.text), []
    summary = re.search(r'<div class="faults"[^>]*>.*?</div>', page, re.DOTALL)
    if summary is None or not re.search(r"tabindex=\"-1\"[^>]* autofocus", summary[0]):
        return ["no summary that takes the focus"]
    for place, sentence in re.findall(r'<a href="[^"#]*#([^"]+)">(.*?)</a>', summary[0]):
        if f'id="{place}"' not in page:
            missing.append(f"nothing at #{place}")
        said = re.search(rf'id="{re.escape(place)}-fault"[^>]*>(.*?)<', page, re.DOTALL)
        if said is None or said[1].strip() != sentence:
            missing.append(f"not said at {place}: {sentence}")
    again = [one for one in Forms(answer.text).found if one.action.split("?")[0] == form.action.split("?")[0]]
    if not any(sent.items() <= {**one.values, **_areas(page, one)}.items() for one in again):
        missing.append(f"not kept: {sent}")
    return missing


def _areas(page: str, form: Form) -> dict[str, str]:
    """What stands in the form's text areas."""
    areas = re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    return {name: value.strip() for name, value in areas if name in form.kinds and value.strip()}


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_bad_input_is_said_on_top_and_at_its_field_and_is_kept(town: Town, role: Role | None) -> None:
    found, tried = [], 0
    for browser, path, form in forms_of(town, role):
        sent = dict.fromkeys(form.typed, BAD)
        answer = browser.post(form.action, data={**form.values, **sent}, headers={"referer": f"http://desk.test{path}"})
        tried += 1
        shown = {name: value for name, value in sent.items() if name not in SECRET}
        if answer.status_code == 422:
            found += [(form.action.split("?")[0], one) for one in faults_in(answer, form, shown)]
        elif answer.status_code != 303:
            found.append((form.action.split("?")[0], f"{answer.status_code}: " + " ".join(form.typed)))
    assert found == [], "\n".join(map(str, found))
    assert tried > 0 or role in {Role.HRSS, Role.INSPECTOR}
