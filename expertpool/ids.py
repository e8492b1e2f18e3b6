"""Small types for identifiers, so that one kind of id is never taken for another."""

from typing import NewType

ExpertId = NewType("ExpertId", str)
"""The number an office gives an expert (专家编号); unique in the pool, never an identity number."""

RuleId = NewType("RuleId", str)
"""A rule's id, unique over all packs in force, e.g. ``outside-peers``."""
