"""The columns of an applicants' list: who each dossier is of, and every spelling that must not reach a reader."""

from __future__ import annotations

from expertpool.documents.roster.column_table import EXAMPLE_PREFIX, ColumnTable, Kind, RosterColumn
from expertpool.rules.facts import EmployerKind, Level

COLUMNS = (
    RosterColumn(
        "key",
        "申报编号",
        Kind.DIGITS,
        (
            "编号",
            "申报号",
            "申报人编号",
            "申请编号",
            "受理编号",
            "application number",
            "application id",
            "applicant id",
        ),
        required=True,
        example=f"{EXAMPLE_PREFIX}-0001",
    ),
    RosterColumn(
        "name", "姓名", Kind.NAME, ("申报人", "申报人姓名", "申请人", "full name"), required=True, example="张某某"
    ),
    RosterColumn("pinyin", "姓名拼音", Kind.LINES, ("拼音", "英文姓名", "name in pinyin"), example="Zhang Moumou"),
    RosterColumn("former_names", "曾用名", Kind.ITEMS, ("别名", "笔名", "former name", "aliases")),
    RosterColumn(
        "id_number",
        "身份证号",
        Kind.DIGITS,
        ("身份证号码", "身份证", "公民身份号码", "居民身份证号码", "证件号码", "id card", "identity number"),
    ),
    RosterColumn("phone", "手机", Kind.ITEMS, ("手机号", "手机号码", "联系电话", "电话", "联系方式", "mobile", "tel")),
    RosterColumn("email", "邮箱", Kind.ITEMS, ("电子邮箱", "电子邮件", "邮箱地址", "mail")),
    RosterColumn(
        "employer",
        "工作单位",
        Kind.TEXT,
        ("单位", "单位名称", "所在单位", "现工作单位", "申报单位", "unit", "work unit", "organization"),
        required=True,
        example="云岭稀土研究院",
        fills=True,
    ),
    RosterColumn(
        "employer_short",
        "单位简称",
        Kind.ITEMS,
        ("简称", "单位曾用名", "employer short names"),
        example="云稀院",
        fills=True,
    ),
    RosterColumn("employer_en", "单位英文名", Kind.LINES, ("单位英文名称", "英文单位"), fills=True),
    RosterColumn(
        "former_employers", "原工作单位", Kind.ITEMS, ("曾工作单位", "前工作单位", "previous employers"), fills=True
    ),
    RosterColumn("coworkers", "合作者", Kind.ITEMS, ("合作人", "同事", "团队成员", "co-workers", "coauthors")),
    RosterColumn("supervisors", "导师及证明人", Kind.ITEMS, ("导师", "证明人", "推荐人", "referees")),
    RosterColumn("other_numbers", "其他号码", Kind.ITEMS, ("证书编号", "账号", "工号", "certificate numbers")),
    RosterColumn(
        "series", "职称系列", Kind.TEXT, ("系列", "申报系列", "评审系列", "title series"), example="工程", fills=True
    ),
    RosterColumn(
        "specialty",
        "专业",
        Kind.TEXT,
        ("申报专业", "专业名称", "specialties"),
        example="冶金",
        fills=True,
    ),
    RosterColumn(
        "level",
        "职称层级",
        Kind.CHOICE,
        ("申报层级", "申报级别", "层级", "级别", "title level"),
        values=tuple(level.value for level in reversed(Level)),
        example="副高级",
        fills=True,
    ),
    RosterColumn("region", "单位所在地", Kind.TEXT, ("所在地", "地区", "所在旗县区", "area", "location"), fills=True),
    RosterColumn(
        "employer_kind",
        "单位性质",
        Kind.CHOICE,
        ("单位类型", "单位类别", "employer type", "unit kind"),
        values=tuple(kind.value for kind in EmployerKind),
        fills=True,
    ),
)
"""All columns, in the order a clerk fills them in."""

APPLICANTS = ColumnTable(COLUMNS, number="key")
"""How the heads of an applicants' list are read."""
