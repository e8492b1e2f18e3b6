"""The columns of a list of results as the regional platform gives it, and the other names their heads go by."""

from __future__ import annotations

from expertpool.documents.roster.column_table import ColumnTable, Kind, RosterColumn
from expertpool.rules.facts import Level

PASSED, NOT_PASSED = "通过", "未通过"

COLUMNS = (
    RosterColumn("key", "申报编号", Kind.DIGITS, ("编号", "申报号", "受理编号", "application number"), required=True),
    RosterColumn("name", "姓名", Kind.NAME, ("申报人", "申报人姓名", "申请人", "full name"), required=True),
    RosterColumn(
        "id_number", "身份证号", Kind.IDENTITY, ("身份证号码", "身份证", "公民身份号码", "证件号码", "id card")
    ),
    RosterColumn("employer", "工作单位", Kind.TEXT, ("单位", "单位名称", "所在单位", "申报单位", "unit"), fills=True),
    RosterColumn("series", "职称系列", Kind.TEXT, ("系列", "申报系列", "评审系列", "title series"), fills=True),
    RosterColumn("specialty", "专业", Kind.TEXT, ("申报专业", "评审专业", "专业名称"), fills=True),
    RosterColumn(
        "level",
        "申报层级",
        Kind.CHOICE,
        ("层级", "级别", "申报级别", "评审级别", "职称层级", "title level"),
        required=True,
        values=tuple(Level),
    ),
    RosterColumn("committee", "评委会", Kind.TEXT, ("评审委员会", "评委会名称", "committee name"), fills=True),
    RosterColumn(
        "result",
        "评审结果",
        Kind.CHOICE,
        ("结果", "是否通过", "评审结论", "review result"),
        required=True,
        values=(PASSED, NOT_PASSED),
    ),
    RosterColumn("yes", "同意票", Kind.WHOLE, ("同意票数", "赞成票", "赞成票数", "votes in favour")),
    RosterColumn("present", "到会人数", Kind.WHOLE, ("到会", "到会评委", "出席人数", "members present")),
    RosterColumn("reviewed_on", "评审日期", Kind.FIRST_DAY, ("评审时间", "通过日期", "date of review")),
    RosterColumn("title_from", "职称起算时间", Kind.FIRST_DAY, ("起算时间", "资格起算时间", "取得时间", "title from")),
)

RESULTS = ColumnTable(COLUMNS, number="key")
"""How the heads of a list of results are read."""
