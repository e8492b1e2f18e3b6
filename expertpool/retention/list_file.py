"""The list that is looked at between showing and deleting: a JSON file with the moment it was made for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from expertpool.errors import Refusal, Where
from expertpool.whole_file import write_whole

LONGEST = 256 << 20


def write_list(path: Path, listed: Mapping[str, Any], *, at: datetime) -> None:
    """Write it whole; it names rows by number and folders by their codes, never people."""
    text = json.dumps({**listed, "at": at.isoformat()}, ensure_ascii=False, indent=1)
    write_whole(path, (text + "\n").encode(), private=True)


def read_list(path: Path) -> tuple[dict[str, Any], datetime]:
    """What is to go, and the moment it was listed for. Raises Refusal for a file that is no such list."""
    where = Where(file=str(path))
    try:
        if path.stat().st_size > LONGEST:
            raise ValueError
        found = json.loads(path.read_text(encoding="utf-8"))
        at = datetime.fromisoformat(found.pop("at"))
        if at.tzinfo is None:
            raise ValueError
    except FileNotFoundError:
        raise Refusal("common.file_missing", path=str(path)) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refusal("retention.no_list", where=where) from None
    return found, at
