"""What every file must be: opened by a sentence, named for one thing, and with a reason for each exception."""

from __future__ import annotations

import io
import re
import subprocess
import tokenize
from pathlib import Path

import pytest

from tests.architecture.sources import IDEOGRAPH, PACKAGES, ROOT, Source, literals, source, sources

TOP_LEVEL = {
    "expertpool",
    "api",
    "solver",
    "blind",
    "web",
    "tests",
    "benchmarks",
    "pyproject.toml",
    "README.md",
    "start.py",
    "constraints.txt",
    ".ci",
    "LICENSE",
    ".gitignore",
}

VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "service", "services", "common", "misc"}

VOCABULARY = {
    "expertpool/reviewing/score_heads.py": "column heads and field values of tables of opened scores",
    "expertpool/rules/facts.py": "field values of the roster and committee files, fixed by their formats",
    "expertpool/documents/roster/columns.py": "column heads, the names they also go by, and example cells",
    "expertpool/documents/roster/choice.py": "what people write for the values of a closed column",
    "expertpool/documents/roster/contact.py": "how telephone extensions are written",
    "expertpool/documents/roster/dates.py": "how dates are written",
    "expertpool/documents/roster/head.py": "the head of the column that a marked copy adds and a reader leaves out",
    "expertpool/documents/roster/identity.py": "field values for gender",
    "expertpool/documents/roster/marked.py": "names of the sheets that a marked copy adds and a reader leaves out",
    "expertpool/documents/roster/remark.py": "how totals, notes and signatures below a table begin",
    "expertpool/documents/roster/sheet.py": "the name of a typeface",
    "expertpool/documents/roster/text.py": "how emptiness is written, and what a wrong encoding leaves behind",
    "expertpool/documents/roster/years.py": "how years and ranges are written",
    "blind/verify_draw.py": "a file that strangers run by itself carries its own sentences",
    "blind/redact/finders/chinese_name.py": "labels of the fields in which a name stands",
    "blind/redact/finders/employer.py": "how ordinals begin",
    "blind/redact/finders/running_person.py": "the ends of a range of characters",
    "blind/redact/finders/slots.py": "how numbers and dates are written",
    "blind/redact/leak/spellings.py": "how digits are written in Chinese, apart from the finders' own table",
    "blind/redact/marks/handwriting.py": "signs and numerals that stand alone on forms",
    "blind/redact/marks/signatures.py": "labels beside which people sign",
    "blind/redact/opening/docx_look.py": "how numbered lists count",
    "blind/redact/opening/numbers.py": "how spreadsheets write dates and amounts",
    "blind/redact/risk.py": "patterns of traces that a search engine resolves",
    "blind/redact/sight/witness.py": "characters that look alike",
    "expertpool/eligibility/facts.py": "field values of the eligibility roster, fixed by its format",
    "expertpool/documents/applicants/eligibility_columns.py": "column heads, other names, and example cells",
    "expertpool/documents/roster/number.py": "units that stand behind a whole number",
    "expertpool/documents/roster/grades.py": "how a year is written beside its appraisal",
    "expertpool/documents/applicants/columns.py": "column heads, the names they also go by, and example cells",
    "expertpool/documents/platform_columns.py": "column heads, the names they also go by, and the words of an outcome",
    "expertpool/documents/questions_workbook.py": "column heads and the words of an answer, read back from the file",
    "expertpool/documents/roster/column_table.py": "what heads say beside their name, and how an example row begins",
    "expertpool/documents/assignment_groups.py": "heads of a list",
    "expertpool/documents/conflicts_lists.py": "heads of two lists",
    "expertpool/documents/conflicts_workbook.py": "heads and answers of the workbook",
    "expertpool/commands/demo_review.py": "heads and answers of tables that people fill in, and the name of a list",
    "expertpool/commands/results_publish.py": "the name of the list that is posted",
    "expertpool/results/papers.py": "names and heads of the roster of those who passed",
    "expertpool/results/public_list.py": "heads and words of the list that is posted",
    "expertpool/rules/table.py": "how dates are written",
    "expertpool/rules/kinds/one_series.py": "how several series are joined in one cell",
}
"""Modules that hold Chinese words because the words are data of a format, not sentences; with the reason."""

EXCEPTION = re.compile(r"#\s*(noqa|type:\s*ignore|fmt:\s*(?:off|skip)|pragma:\s*no cover)(.*)$")
MENTIONED = re.compile(r"#\s*(noqa|type:\s*ignore|fmt:\s*(?:off|skip)|pragma:\s*no cover)")
CODES = re.compile(r"^\s*(?::\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*|\[[a-z, -]+\])?\s*")
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK|raise NotImplementedError)\b")


def everything() -> list[Source]:
    start = source((ROOT / "start.py").read_text(encoding="utf-8"), "start.py")
    return [*sources(*PACKAGES, "tests", "benchmarks"), start]


def unexplained(one: Source) -> list[str]:
    """Lines that switch a check off without naming the check, or without saying why on the same line."""
    found: list[str] = []
    if not MENTIONED.search(one.text):
        return found
    for token in tokenize.generate_tokens(io.StringIO(one.text).readline):
        exception = EXCEPTION.search(token.string) if token.type == tokenize.COMMENT else None
        if exception:
            reason = CODES.sub("", exception[2], count=1)
            named = exception[1].startswith(("fmt", "pragma")) or reason != exception[2].strip()
            if not named or len(reason.lstrip("# ").split()) < 3:
                found.append(f"{one.path}:{token.start[0]} {token.line.strip()}")
    return found


def chinese(one: Source) -> list[str]:
    """Strings of the code that hold Chinese characters."""
    return [f"{one.path}:{node.lineno} {node.value!r}" for node in literals(one) if IDEOGRAPH.search(str(node.value))]


def opening(one: Source) -> str:
    """The first line of the file's docstring; empty without one."""
    first = one.tree.body[0] if one.tree.body else None
    value = getattr(getattr(first, "value", None), "value", None)
    return value.strip().splitlines()[0] if isinstance(value, str) and value.strip() else ""


def test_top_level_holds_what_the_map_names() -> None:
    shown = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    names = {line.split("/")[0] for line in shown.stdout.splitlines()} or {entry.name for entry in ROOT.iterdir()}
    assert names - TOP_LEVEL == set()
    assert {name for name in TOP_LEVEL if not (ROOT / name).exists()} == set()


def test_every_file_opens_with_a_sentence() -> None:
    silent = [one.path for one in everything() if not re.search(r"[.。]$", opening(one))]
    assert silent == []


def test_no_file_has_a_vague_name() -> None:
    names = [
        path
        for package in (*PACKAGES, "tests", "benchmarks")
        for path in (ROOT / package).rglob("*")
        if "out" not in path.parts
    ]
    vague = [path for path in names if path.suffix in {"", ".py"} and path.stem.split("_")[-1] in VAGUE]
    assert [path.relative_to(ROOT).as_posix() for path in vague if "__pycache__" not in path.parts] == []


def test_every_exception_to_a_check_says_why() -> None:
    assert [line for one in everything() for line in unexplained(one)] == []


def test_nothing_is_left_for_later() -> None:
    files = [one for one in sources(*PACKAGES) if LATER.search(one.text)]
    assert [one.path for one in files] == []


def test_chinese_sentences_stand_in_the_word_catalogues() -> None:
    free = ("expertpool/words/", "expertpool/seeds/", *VOCABULARY)
    speaking = [one for one in sources(*PACKAGES) if not one.path.startswith(free)]
    assert [line for one in speaking for line in chinese(one)] == []


def test_every_vocabulary_module_still_needs_its_exception() -> None:
    holders = {one.path for one in sources(*PACKAGES) if chinese(one)}
    assert set(VOCABULARY) - holders == set()


@pytest.mark.parametrize(
    "text",
    [
        "x = 1  # noqa",
        "x = 1  # noqa: S101",
        "x = 1  # noqa: S101  # why",
        "x = 1  # type: ignore",
        "x = 1  # fmt: skip",
    ],
)
def test_scan_notices_an_exception_without_reason(text: str) -> None:
    assert len(unexplained(source(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "x = 1  # noqa: S101, S102  # the reason is given",
        "x = 1  # type: ignore[attr-defined, unused-ignore]  # exists on Windows alone",
        "x = 1  # fmt: skip  # reads better on one line",
    ],
)
def test_scan_accepts_an_exception_with_reason(text: str) -> None:
    assert unexplained(source(text)) == []


def test_scan_notices_chinese_in_code_and_leaves_docstrings_alone() -> None:
    text = '"""文档。"""\ndef f(x):\n    """说明。"""\n    return f"共 {x} 人"\n'
    assert sorted(chinese(source(text))) == ["planted.py:4 ' 人'", "planted.py:4 '共 '"]


def test_gitignore_keeps_what_setting_up_leaves_behind() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {".venv/", "__pycache__/", "*.egg-info/"} <= set(ignored)
    assert Path(ROOT / "start.py").is_file()
