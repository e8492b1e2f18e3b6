"""Files that a page hands out to be kept: under their own name, whatever letters it has."""

from __future__ import annotations

import mimetypes
from typing import Final
from urllib.parse import quote

from fastapi import Response

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(data: bytes, name: str, kind: str | None = None) -> Response:
    """An answer that browsers keep as a file. ``kind``: its media type; by the ending of the name without one."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    found = kind or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(data, media_type=found, headers=headers)
