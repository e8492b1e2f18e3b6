"""Names of the files by which strangers check a draw."""

from __future__ import annotations

VERIFIER = "verify_draw.py"
PUBLIC_FILE = "certificate.json"
RESTRICTED_FILE = "certificate.restricted.json"
