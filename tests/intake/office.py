"""A small office for tests: three applicants, their dossiers as archives, and a wait for work beside the server."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

PEOPLE: tuple[dict[str, str], ...] = (
    {"key": "K001", "name": "高峰", "employer": "云岭稀土研究院", "phone": "13900001234"},
    {"key": "K002", "name": "欧阳晓梅", "employer": "云岭大学", "phone": "13900005678"},
    {"key": "K003", "name": "王建国", "employer": "北山矿业有限公司", "phone": "13900007777"},
)
WORK = "近五年主持完成冶炼工艺改造三项，能耗下降百分之八。\n" * 12
TEXTS = {
    "K001": f"工作总结\n姓名：高峰\n在用电高峰时期调整炉况。生产稳定以后，高峰提出了新工艺。\n{WORK}",
    "K002": f"工作总结\n姓名：欧阳晓梅\n工作单位：云岭大学\n{WORK}",
    "K003": f"工作总结\n姓名：王建国\n工作单位：北山矿业有限公司\n{WORK}",
}


def applicants() -> bytes:
    rest = {"series": "工程", "specialty": "冶金", "level": "副高级"}
    return json.dumps([one | rest for one in PEOPLE], ensure_ascii=False).encode()


def archive(files: Mapping[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return held.getvalue()


def dossiers() -> bytes:
    return archive({f"{key}/1-总结.txt": text for key, text in TEXTS.items()})


def waited(look: Callable[[], Any], *, seconds: float = 120) -> None:
    """Until ``look`` gives something true."""
    until = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < until, "the work did not end"
        time.sleep(0.1)
