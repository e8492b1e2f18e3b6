"""One kind of file blinded in a fresh process of one thread: processor seconds of each pass, memory, bytes a page."""

from __future__ import annotations

import argparse
import json
import random
import time
from io import BytesIO
from typing import Any

import cv2
import numpy as np
import pylopdf_fonts_zh_cn as chinese_fonts
import pypdfium2 as pdfium
import typst
from PIL import Image

from benchmarks.process import used_so_far
from blind.identity import Identity
from blind.redact import Level, finders
from blind.redact.blinding import letters_of
from blind.redact.deciding import Decisions
from blind.redact.fixed import Bench, Work, blind_pages
from blind.redact.leak import second_look
from blind.redact.opening import open_file
from blind.redact.rebuild import pdf_bytes
from blind.redact.sight import open_reader
from blind.redact.story import Story

WHO = Identity(
    key="2025-001",
    name="陈思远",
    employer="泽州市农业科学研究所",
    id_number="110101198001011234",
    phone=("13812345678",),
)
_SUBJECTS = (
    "稀土分离",
    "边坡监测",
    "高炉炼铁",
    "导学案",
    "介入手术",
    "玉米栽培",
    "沥青路面",
    "漏损管网",
    "继电保护",
    "正射影像",
)
_MEASURES = ("合格率", "单耗", "满意度", "亩产", "弯沉值", "可用率", "达标率", "周转率", "成活率", "及格率")
_OPENERS = (
    "近年来",
    "与此同时",
    "在日常工作中",
    "经过反复试验",
    "从实际情况看",
    "据统计",
    "今后",
    "首先",
    "其次",
    "总之",
)
_WAYS = ("改造了设备", "完善了制度", "规范了流程", "开展了培训", "优化了参数", "降低了成本", "编写了手册", "组织了验收")
_LETTERS_A_PAGE = {"text": 1_750, "dense": 1_750, "certificate": 1}
_SERIF = '#set text(font: "Noto Serif SC", size: {size}pt, lang: "zh")\n'


def made(kind: str, pages: int) -> tuple[str, bytes]:
    """A file of its kind with about so many pages: born-digital text, certificates, or scans of dense text."""
    if kind == "certificate":
        return "certificate.tif", _scanned(_drawn([_certificate()] * pages))
    text = _drawn([_prose(random.Random(pages), pages * _LETTERS_A_PAGE[kind])])
    return ("text.pdf", text) if kind == "text" else ("dense.tif", _scanned(text, most=pages))


def _drawn(sources: list[str]) -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(chinese_fonts.serif_path().parent)],
    )
    source = '#set page(paper: "a4", margin: 2.2cm)\n' + "\n#pagebreak()\n".join(sources)
    drawn: bytes = typst.compile(source.encode(), font_paths=fonts, ignore_system_fonts=True, format="pdf")
    return drawn


def _prose(dice: random.Random, letters: int) -> str:
    paragraphs, written = [_SERIF.format(size=11) + "#set par(justify: true, leading: 0.9em)"], 0
    while written < letters:
        said = "".join(
            f"{dice.choice(_OPENERS)}，本单位围绕{dice.choice(_SUBJECTS)}{dice.choice(_WAYS)}，"
            f"{dice.choice(_MEASURES)}由百分之{dice.randint(10, 40)}提高到百分之{dice.randint(50, 99)}。"
            for _ in range(dice.randint(2, 6))
        )
        paragraphs.append(said)
        written += len(said) + 20
    return "\n\n".join(paragraphs)


def _certificate() -> str:
    ring = "#place(bottom + right, dx: -2cm, dy: -4cm, circle(radius: 2cm, stroke: 3pt + red, inset: 6pt)"
    return (
        _SERIF.format(size=22)
        + "#v(4cm)\n#align(center)[荣誉证书]\n\n陈思远同志：\n\n在二〇二三年度科技进步工作中成绩显著，\n\n"
        + "荣获一等奖，特发此证，以资鼓励。\n\n#align(right)[泽州市农业科学研究所]\n\n"
        + ring
        + "[#set text(9pt, red)\n#align(center + horizon)[泽州市农业科学研究所\\ ★\\ 证书专用章]])"
    )


def _scanned(pdf: bytes, *, most: int | None = None) -> bytes:
    """The pages as a scanner gives them: pixels on greyish paper with grain, in one picture file."""
    noise = np.random.default_rng(1)
    pages: list[Image.Image] = []
    with pdfium.PdfDocument(pdf) as document:
        for page in list(document)[:most]:
            clean = page.render(scale=150 / 72, rev_byteorder=True).to_numpy()[:, :, :3].astype(np.int16)
            grained = clean - 8 + noise.normal(0, 4, (*clean.shape[:2], 1)).astype(np.int16)
            pages.append(Image.fromarray(np.clip(grained, 0, 255).astype(np.uint8)))
    held = BytesIO()
    pages[0].save(held, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    return held.getvalue()


def blinded(kind: str, pages: int) -> dict[str, Any]:
    """Processor seconds a page of the first pass, of its later half, and of the second look."""
    cv2.setNumThreads(1)
    name, data = made(kind, pages)
    reader, searcher = open_reader(), finders.prepare(WHO, Level.STANDARD)
    list(searcher.find("预热。"))
    at = [time.process_time()]
    bench = Bench(
        searcher=searcher,
        words=(WHO.employer,),
        reader=reader,
        decisions=Decisions.of(()),
        digest=kind,
        beat=lambda: at.append(time.process_time()),
        drawing=lambda _page: None,
        letters=letters_of(WHO),
    )
    opened = open_file(name, data)
    if isinstance(opened, Story):
        raise TypeError(name)
    work: Work = blind_pages(opened, bench)  # type: ignore[arg-type]  # the names above are of files with fixed pages
    packet = pdf_bytes(work.pages)
    done = time.process_time()
    leaks = second_look(packet, WHO, kept=work.kept, reader=reader, ours=work.burnt)
    count, half = len(work.pages), len(work.pages) // 2
    return {
        "kind": kind,
        "pages": count,
        "first_s": round((at[-1] - at[0]) / count, 3),
        "witnessed_s": round((at[-1] - at[half]) / max(count - half, 1), 3),
        "second_s": round((time.process_time() - done) / count, 3),
        "bytes": len(packet) // count,
        "leaks": len(leaks),
        **used_so_far(),
    }


def main() -> None:
    """``python -m benchmarks.packets_job KIND PAGES`` prints one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=sorted(_LETTERS_A_PAGE))
    parser.add_argument("pages", type=int)
    asked = parser.parse_args()
    print(json.dumps(blinded(asked.kind, asked.pages)))


if __name__ == "__main__":
    main()
