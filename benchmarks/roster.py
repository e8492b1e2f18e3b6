"""Ten thousand experts with twelve planted faults: each has to be named at its cell, and the time it takes is told."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from benchmarks.process import OUT, run

CHECK_SECONDS, MARKED_SECONDS = 3.0, 5.0
"""The most that checking alone, and checking with the annotated copy, should take at ten thousand rows."""

HEADS = (
    "专家编号",
    "姓名",
    "身份证号",
    "性别",
    "工作单位",
    "单位性质",
    "单位所在地",
    "职称系列",
    "专业",
    "职称层级",
    "聘期起",
    "聘期止",
    "参评年度",
    "诚信状况",
    "回避单位",
    "亲属专家",
    "出生年月",
    "手机",
    "邮箱",
    "状态",
)
FIRST_ROW = 4
"""The row of the first expert, as Excel counts: a merged title, a remark and the head come before it."""

Cell = str | date


@dataclass(frozen=True)
class Fault:
    """A value planted in the roster: the row of the expert (from 0), the column's head, and the value."""

    expert: int
    head: str
    value: Cell

    @property
    def cell(self) -> str:
        """The cell as Excel names it."""
        return f"{chr(ord('A') + HEADS.index(self.head))}{FIRST_ROW + self.expert}"


def planted(rows: int) -> list[Fault]:
    """Twelve faults of twelve kinds, spread over the roster."""
    at = [rows * share // 13 for share in range(1, 13)]
    return [
        Fault(at[0], "专家编号", f"E{1:05d}"),
        Fault(at[1], "姓名", ""),
        Fault(at[2], "身份证号", "990101196503070011"),
        Fault(at[3], "身份证号", "9.90101E+17"),
        Fault(at[4], "性别", "未知"),
        Fault(at[5], "工作单位", ""),
        Fault(at[6], "单位性质", "外星企业"),
        Fault(at[7], "专业", ""),
        Fault(at[8], "职称层级", "特级"),
        Fault(at[9], "聘期起", "2024年13月1日"),
        Fault(at[10], "参评年度", "二〇二三和去年"),
        Fault(at[11], "亲属专家", "E99999"),
    ]


def make_roster(path: Path, rows: int, faults: Sequence[Fault]) -> Path:
    """Write the workbook as an office makes one: title over merged cells, a remark, text cells, real dates."""
    dice = random.Random(f"expertpool/roster/{rows}")
    experts = [_expert(number, dice) for number in range(rows)]
    for fault in faults:
        experts[fault.expert][HEADS.index(fault.head)] = fault.value
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("专家名册")
    text, day = book.add_format({"num_format": "@", "border": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    page.merge_range(0, 0, 0, len(HEADS) - 1, "职称评审专家库名册", book.add_format({"bold": True, "font_size": 16}))
    page.merge_range(1, 0, 1, len(HEADS) - 1, "填报单位：某市职称改革工作办公室")
    page.write_row(FIRST_ROW - 2, 0, HEADS)
    for at, expert in enumerate(experts, start=FIRST_ROW - 1):
        for column, value in enumerate(expert):
            if isinstance(value, date):
                page.write_datetime(at, column, value, day)
            elif value:
                page.write_string(at, column, value, text)
    book.close()
    return path


def _expert(number: int, dice: random.Random) -> list[Cell]:
    born = date(dice.randint(1964, 1988), dice.randint(1, 12), dice.randint(1, 28))
    man = dice.random() < 0.7
    surname = dice.choice("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
    given = "".join(dice.sample("伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚桂英华玉兰文博宇", dice.randint(1, 2)))
    kind = dice.choices(["事业单位", "国有企业", "民营企业", "社会组织"], weights=[60, 24, 14, 2])[0]
    years = sorted(dice.sample(range(2018, 2025), dice.randint(0, 3)))
    return [
        f"E{number + 1:05d}",
        surname + given,
        _identity(number, born, man=man),
        "男" if man else "女",
        f"云岭市第{dice.randint(1, 900)}{'公司' if kind.endswith('企业') else '研究院'}",
        kind,
        dice.choice(["云岭市", "东川区", "南屏区", "西山县", "北河县", "外省"]),
        "工程",
        "、".join(dice.sample(["冶金", "采矿", "材料", "机械", "电气", "建筑", "化工", "测绘"], dice.randint(1, 2))),
        dice.choices(["正高级", "副高级", "中级"], weights=[25, 55, 20])[0],
        date(2024, 1, 1),
        date(2026, 12, 31),
        "、".join(map(str, years)),
        "正常",
        "",
        "",
        f"{born.year}-{born.month:02d}",
        f"139{number:08d}",
        f"e{number + 1:05d}@example.com",
        "在库",
    ]


def _identity(number: int, born: date, *, man: bool) -> str:
    """A well-formed number of nobody: no province has the code 99."""
    digits = f"99{number // 500 % 10_000:04d}{born:%Y%m%d}{number % 500 * 2 + man:03d}"
    total = sum(int(digit) * (2 ** (17 - at) % 11) for at, digit in enumerate(digits))
    return digits + "10X98765432"[total % 11]


def measure(rows: int = 10_000) -> dict[str, Any]:
    """Check a clean and a faulty roster in fresh processes, then the faulty one by the command as people use it."""
    faults = planted(rows)
    folder = OUT / "rosters"
    clean = make_roster(folder / f"clean-{rows}.xlsx", rows, [])
    faulty = make_roster(folder / f"faulty-{rows}.xlsx", rows, faults)
    found: dict[str, Any] = {"rows": rows}
    for name, path in (("clean", clean), ("faulty", faulty)):
        found[name] = run([sys.executable, "-m", "benchmarks.roster_job", str(path)]).result
    command = run([sys.executable, "-m", "expertpool", "roster", "check", str(faulty), "--json"])
    cells = {problem["cell"] for problem in json.loads(command.out)["problems"]}
    wanted = [fault.cell for fault in faults]
    found["command"] = {"cpu_s": command.cpu_s, "exit_code": command.code}
    found["planted"], found["missed"] = len(wanted), [cell for cell in wanted if cell not in cells]
    found["reported_besides"] = sorted(str(cell) for cell in cells.difference(wanted))
    return found


def main() -> None:
    """Print one line of JSON."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rows", type=int, default=10_000)
    print(json.dumps(measure(words.parse_args().rows), ensure_ascii=False))


if __name__ == "__main__":
    main()
