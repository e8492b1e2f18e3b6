"""Every verdict, refusal and label can be said in both languages, with all its places filled."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from expertpool.rules.facts import Integrity, PoolStatus
from expertpool.rules.finding import State
from expertpool.rules.stage import Stage
from expertpool.words import Language, catalogue

RULES = Path(__file__).parents[2] / "expertpool"
AREAS = ("rules", "committee")
SPEAKING = ("documents/committee_file.py", "commands/rules.py", "drawing/question.py")
"""Files outside the rules that say sentences of these areas."""


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_keys_and_places(area):
    zh, en = (
        {k: _places(v) for k, v in catalogue(language).items() if k.startswith(f"{area}.")} for language in Language
    )

    assert zh == en


def test_every_key_in_the_code_is_in_the_catalogue():
    files = [*RULES.joinpath("rules").rglob("*.py"), *(RULES / name for name in SPEAKING)]
    named = {
        key for file in files for key in re.findall(r'"((?:rules|committee)\.[a-z0-9_.]+)"', file.read_text("utf-8"))
    }

    assert sorted(named - set(catalogue(Language.ZH))) == []


def test_every_sentence_in_the_catalogue_is_used():
    files = [*RULES.joinpath("rules").rglob("*.py"), *(RULES / name for name in SPEAKING)]
    code = "\n".join(file.read_text("utf-8") for file in files)
    composed = {"required", "repair", "number", "found", "coverage"}
    families = set(re.findall(r'f"(?:rules)\.([a-z_]+)\.\{', code)) | composed
    unused = [
        key
        for key in catalogue(Language.ZH)
        if key.split(".")[0] in AREAS
        and not key.endswith(".hint")
        and f'"{key}"' not in code
        and key.split(".")[1] not in families
        and key not in ("rules.pack_in_force", "rules.pack_not_in_force")
    ]

    assert unused == []


def _shaken(season):
    """Seasons in which much is broken or unknown, so that many sentences are said."""
    yield season
    yield season.but_committee(
        seats=2, keep=("E99",), basis=None, applying=frozenset({"E01"}), recused=frozenset({"E02"})
    )
    yield season.but_member(
        "E01", status=PoolStatus.REMOVED, integrity=Integrity.DISHONEST, years_served=None, term_end=None
    )
    yield season.but_member("E01", years_served=frozenset({2022, 2023, 2024}), kin=frozenset({"E02"}), pledged_on=None)
    yield season.but_committee(
        records={},
        filed_from=None,
        pool_cleaned_on=None,
        settings={},
        private_enterprise_at_least=None,
        previous_panel=None,
    )
    yield season.but(method="named", pool=(), ballot={"attending": 3, "yes": 0, "cast": 9})
    yield season.but_committee(enterprise_related=None, private_enterprise_at_least=None, max_per_employer=1)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("stage", list(Stage))
def test_every_verdict_can_be_said_and_a_fault_says_what_repairs_it(season, verdicts, stage, language):
    for shaken in _shaken(season):
        for verdict in verdicts(shaken, stage).values():
            said = verdict.as_dict(language)
            assert "{" not in "".join(str(said[part]) for part in ("found", "required", "repair", "verdict", "display"))
            if verdict.state in (State.BROKEN, State.UNKNOWN):
                assert said["found"]
                assert said["repair"] or verdict.rule_id == "pass-line"
