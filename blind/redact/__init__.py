"""Dossiers made unrecognisable: opened, read, searched, burnt and built anew, one step a file."""

from blind.identity import Identity
from blind.redact.blind_file import blind_dossier, blind_file
from blind.redact.box import Box
from blind.redact.hit import Act, Level
from blind.redact.outcome import Blinded, Decision, Finding, Question
from blind.redact.page import Doubt
from blind.redact.rebuild import EncodedPage
from blind.redact.risk import Risk
from blind.redact.sandbox import Workshop

__all__ = [
    "Act",
    "Blinded",
    "Box",
    "Decision",
    "Doubt",
    "EncodedPage",
    "Finding",
    "Identity",
    "Level",
    "Question",
    "Risk",
    "Workshop",
    "blind_dossier",
    "blind_file",
]
