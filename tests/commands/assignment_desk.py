"""Packets as ``blind`` leaves them, a roster of eighteen, and the program run on both."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
from pathlib import Path
from typing import Any

from blind.packet import MASK, cover
from blind.redact.rebuild import write_pdf
from expertpool.__main__ import main
from tests.commands.conftest import Ran, make_roster

TEXTS = {"冶金": "冶金工程高炉炼铁与转炉炼钢的工艺优化", "采矿": "露天采矿边坡稳定与爆破参数研究"}

EXPERTS = 18


def packet(codename: str, group: str, text: str) -> bytes:
    held = io.BytesIO()
    write_pdf([cover(codename, group), cover(MASK, text)], held)
    return held.getvalue()


class Desk:
    """``codenames``: twelve packets, in turn of either specialty; every command runs in the home of this folder."""

    def __init__(self, folder: Path, experts: int = EXPERTS) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.packets, self.out = folder / "packets", folder / "out"
        self.experts = folder / "roster.json"
        self.experts.write_text(json.dumps(make_roster(experts), ensure_ascii=False), encoding="utf-8")
        self.codenames = [f"{at:04d}-{9999 - at:04d}" for at in range(1, 13)]
        listed = {}
        for at, codename in enumerate(self.codenames):
            specialty = "冶金" if at % 2 else "采矿"
            path = self.packets / "packets" / codename / "packet.pdf"
            path.parent.mkdir(parents=True)
            path.write_bytes(packet(codename, f"工程 · {specialty} · 副高级", TEXTS[specialty]))
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            listed[codename] = {"content": "", "files": [{"name": "packet.pdf", "sha256": sha256}]}
        self.index = self.packets / "packets.json"
        self.index.write_text(json.dumps({"format": "expertpool-packets/1", "packets": listed}), encoding="utf-8")

    def assign(self, *more: object, out: str = "out") -> Ran:
        return self.run(*self.words(*more, out=out))

    def words(self, *more: object, out: str = "out") -> list[object]:
        given = ["--packets", self.packets, "--experts", self.experts, "--out", self.folder / out]
        return ["assign", "draw", *given, *more]

    def line(self, *words: object) -> list[str]:
        return [str(word) for word in (*words, "--home", self.folder / "home")]

    def run(self, *words: object, flags: tuple[str, ...] = ("--json",)) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*self.line(*words), *flags])
        return Ran(code, out.getvalue(), err.getvalue())

    def result(self, out: str = "out") -> Path:
        return self.folder / out / "assignment.json"

    def recusals(self, *rows: dict[str, str]) -> Path:
        path = self.folder / "recusals.json"
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        return path

    def read(self, out: str = "out") -> Any:
        return json.loads(self.result(out).read_text(encoding="utf-8"))
