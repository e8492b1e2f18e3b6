"""The columns of an eligibility roster: an applicants' list, and everything that rules about applicants read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from expertpool.documents.applicants.columns import COLUMNS as IDENTITY_COLUMNS
from expertpool.documents.roster.choice import YES_NO
from expertpool.documents.roster.column_table import ColumnTable, Kind, RosterColumn
from expertpool.eligibility.facts import (
    Affiliation,
    Area,
    Category,
    Channel,
    CheckMark,
    Claim,
    Degree,
    Education,
    EnterpriseTag,
    EntrustPaper,
    Grade,
    HeldLevel,
    Receiver,
    ReviewGroup,
    ReviewMode,
    Sanction,
    Standing,
    Talent,
    Track,
    Violation,
)

EXTRA_COLUMNS = (
    RosterColumn(
        "quota_unit",
        "名额单位",
        Kind.TEXT,
        (
            "推荐地区",
            "所属旗县区",
            "报送单位",
            "quota unit",
        ),
        example="云岭市东河区",
    ),
    RosterColumn(
        "self_reviewing",
        "自主评审单位",
        Kind.YES_NO,
        (
            "是否自主评审单位",
            "自主评审",
            "self-reviewing",
        ),
        values=YES_NO,
        example="否",
    ),
    RosterColumn(
        "socialised",
        "社会化评审",
        Kind.YES_NO,
        (
            "是否社会化评审",
            "社会化",
            "socialised review",
        ),
        values=YES_NO,
        example="否",
    ),
    RosterColumn(
        "enterprise_tag",
        "企业称号",
        Kind.CHOICE,
        (
            "企业类型称号",
            "专精特新",
            "enterprise list",
        ),
        values=tuple(EnterpriseTag),
        example="无",
    ),
    RosterColumn(
        "affiliation",
        "单位隶属",
        Kind.CHOICE,
        (
            "隶属关系",
            "单位隶属关系",
            "unit affiliation",
        ),
        values=tuple(Affiliation),
        example="本地",
    ),
    RosterColumn(
        "workplace",
        "工作地类型",
        Kind.CHOICE,
        (
            "工作地",
            "工作地区类型",
            "工作地层级",
            "kind of place",
        ),
        values=tuple(Area),
        example="城市",
    ),
    RosterColumn(
        "category",
        "人员类别",
        Kind.CHOICE,
        (
            "申报人员类别",
            "人员类型",
            "category of person",
        ),
        values=tuple(Category),
        example="一般",
    ),
    RosterColumn(
        "category_checked",
        "专门规定核对",
        Kind.YES_NO,
        (
            "专门规定是否符合",
            "special rules checked",
        ),
        values=YES_NO,
    ),
    RosterColumn(
        "standing",
        "在职状态",
        Kind.CHOICE,
        (
            "人员状态",
            "在岗状态",
            "任职状态",
            "employment standing",
        ),
        values=tuple(Standing),
        example="在职",
    ),
    RosterColumn(
        "retires_on",
        "退休日期",
        Kind.LAST_DAY,
        (
            "退休时间",
            "到龄日期",
            "retirement date",
        ),
    ),
    RosterColumn(
        "insured_by",
        "社保单位",
        Kind.TEXT,
        (
            "社保缴纳单位",
            "参保单位",
            "社会保险缴纳单位",
            "social insurance payer",
        ),
        example="云岭稀土研究院",
    ),
    RosterColumn(
        "insured_region",
        "社保缴纳地",
        Kind.TEXT,
        (
            "参保地",
            "劳动关系所在地",
            "social insurance place",
        ),
        example="云岭市",
    ),
    RosterColumn(
        "education",
        "学历",
        Kind.CHOICE,
        (
            "最高学历",
            "申报学历",
            "education level",
        ),
        values=tuple(Education),
        example="大学本科",
    ),
    RosterColumn(
        "degree",
        "学位",
        Kind.CHOICE,
        (
            "最高学位",
            "academic degree",
        ),
        values=tuple(Degree),
        example="学士",
    ),
    RosterColumn(
        "held_level",
        "现职称层级",
        Kind.CHOICE,
        (
            "现有职称层级",
            "现职称级别",
            "已取得职称层级",
            "current title level",
        ),
        values=tuple(HeldLevel),
        example="中级",
    ),
    RosterColumn(
        "held_title",
        "现职称",
        Kind.TEXT,
        (
            "现有职称",
            "现专业技术职务",
            "current title",
        ),
        example="工程师",
    ),
    RosterColumn(
        "held_since",
        "现职称取得时间",
        Kind.LAST_DAY,
        (
            "现职称取得日期",
            "取得现职称时间",
            "职称取得时间",
            "title held since",
        ),
        example="2020-06-30",
    ),
    RosterColumn(
        "appointed_on",
        "聘任时间",
        Kind.LAST_DAY,
        (
            "聘任日期",
            "现职称聘任时间",
            "聘任起始时间",
            "appointed since",
        ),
        example="2020-07-10",
    ),
    RosterColumn(
        "qualification_level",
        "职业资格对应层级",
        Kind.CHOICE,
        (
            "职业资格层级",
            "对应职称层级",
            "qualification level",
        ),
        values=tuple(HeldLevel),
        example="无",
    ),
    RosterColumn(
        "service_years",
        "从事专业年限",
        Kind.WHOLE,
        (
            "专业工作年限",
            "从事专业工作年限",
            "专业年限",
            "years of service",
        ),
        example="11",
    ),
    RosterColumn(
        "city_years",
        "本市工作年限",
        Kind.WHOLE,
        (
            "在本市工作年限",
            "years in the city",
        ),
        example="11",
    ),
    RosterColumn(
        "county_years",
        "旗县区专业年限",
        Kind.WHOLE,
        (
            "旗县区从事专业年限",
            "旗县工作年限",
            "years in a county",
        ),
        example="0",
    ),
    RosterColumn(
        "township_years",
        "苏木乡镇专业年限",
        Kind.WHOLE,
        (
            "苏木乡镇从事专业年限",
            "乡镇工作年限",
            "years in townships",
        ),
        example="0",
    ),
    RosterColumn(
        "township_post_years",
        "苏木乡镇岗位年限",
        Kind.WHOLE,
        (
            "苏木乡镇事业单位岗位年限",
            "years in a township post",
        ),
        example="0",
    ),
    RosterColumn(
        "rural_years",
        "农村牧区服务年限",
        Kind.WHOLE,
        (
            "基层服务年限",
            "累计服务年限",
            "years of rural service",
        ),
        example="0",
    ),
    RosterColumn(
        "rural_months",
        "当年基层服务月数",
        Kind.WHOLE,
        (
            "当年服务月数",
            "months of rural service",
        ),
        example="0",
    ),
    RosterColumn(
        "rural_merit",
        "基层突出贡献",
        Kind.YES_NO,
        (
            "突出贡献",
            "rural merit",
        ),
        values=YES_NO,
        example="否",
    ),
    RosterColumn(
        "appraisals",
        "年度考核",
        Kind.GRADES,
        (
            "年度考核结果",
            "考核结果",
            "历年考核",
            "yearly appraisals",
        ),
        values=tuple(Grade),
        example="2023合格、2024优秀",
    ),
    RosterColumn(
        "training_hours",
        "继续教育学时",
        Kind.WHOLE,
        (
            "学时",
            "继续教育",
            "training hours done",
        ),
        example="90",
    ),
    RosterColumn(
        "track",
        "申报类别",
        Kind.CHOICE,
        (
            "评审类别",
            "申报类型",
            "kind of review",
        ),
        values=tuple(Track),
        example="普通",
    ),
    RosterColumn(
        "channel",
        "申报渠道",
        Kind.CHOICE,
        (
            "申报通道",
            "通道",
            "渠道",
            "推荐渠道",
            "way of applying",
        ),
        values=tuple(Channel),
        example="主管部门",
    ),
    RosterColumn(
        "claims",
        "破格与倾斜",
        Kind.CHOICES,
        (
            "破格",
            "破格情形",
            "倾斜政策",
            "favours claimed",
        ),
        values=tuple(Claim),
    ),
    RosterColumn(
        "talent",
        "人才项目",
        Kind.CHOICE,
        (
            "人才称号",
            "人才层次",
            "talent list",
        ),
        values=tuple(Talent),
        example="无",
    ),
    RosterColumn(
        "green_used",
        "绿色通道已用次数",
        Kind.WHOLE,
        (
            "绿色通道享受次数",
            "green channel uses",
        ),
        example="0",
    ),
    RosterColumn(
        "medic_used",
        "疫情倾斜已用次数",
        Kind.WHOLE,
        (
            "疫情倾斜享受次数",
            "medic favour uses",
        ),
        example="0",
    ),
    RosterColumn(
        "sanction",
        "处分",
        Kind.CHOICE,
        (
            "处分情况",
            "受处分种类",
            "奖惩",
            "sanction kind",
        ),
        values=tuple(Sanction),
        example="无",
    ),
    RosterColumn(
        "sanctioned_on",
        "处分日期",
        Kind.FIRST_DAY,
        (
            "处分时间",
            "处分决定日期",
            "sanction date",
        ),
    ),
    RosterColumn(
        "violation",
        "违规记录",
        Kind.CHOICE,
        (
            "诚信记录",
            "失信记录",
            "违规情形",
            "violation record",
        ),
        values=tuple(Violation),
        example="无",
    ),
    RosterColumn(
        "violation_on",
        "违规记录日期",
        Kind.FIRST_DAY,
        (
            "违规日期",
            "失信记录日期",
            "violation recorded on",
        ),
    ),
    RosterColumn(
        "entrust_papers",
        "委托手续",
        Kind.CHOICES,
        (
            "委托材料",
            "entrusting papers",
        ),
        values=tuple(EntrustPaper),
    ),
    RosterColumn(
        "signatures",
        "审核签章",
        Kind.CHOICES,
        (
            "推荐签章",
            "审核签署",
            "check marks",
        ),
        values=tuple(CheckMark),
        example="审核人、审核意见、审核日期、单位公章",
    ),
    RosterColumn(
        "pledged",
        "诚信承诺书",
        Kind.YES_NO,
        (
            "是否签承诺书",
            "承诺书",
            "pledge signed",
        ),
        values=YES_NO,
        example="是",
    ),
    RosterColumn(
        "materials_true",
        "材料属实",
        Kind.YES_NO,
        (
            "材料是否属实",
            "材料真实",
            "materials found true",
        ),
        values=YES_NO,
        example="是",
    ),
    RosterColumn(
        "online_paper_match",
        "线上线下一致",
        Kind.YES_NO,
        (
            "线上线下是否一致",
            "online and paper agree",
        ),
        values=YES_NO,
        example="是",
    ),
    RosterColumn(
        "submitted_on",
        "线上提交日期",
        Kind.FIRST_DAY,
        (
            "线上申报日期",
            "提交日期",
            "申报日期",
            "submitted",
        ),
        example="2025-06-20",
    ),
    RosterColumn(
        "audited_on",
        "审核报送日期",
        Kind.FIRST_DAY,
        (
            "审核日期完成",
            "报送日期",
            "delivered on",
        ),
        example="2025-07-02",
    ),
    RosterColumn(
        "evidence_on",
        "业绩材料日期",
        Kind.DAYS,
        (
            "业绩日期",
            "材料日期",
            "最晚业绩日期",
            "evidence dates",
        ),
        example="2024-11-20、2025-05-30",
    ),
    RosterColumn(
        "returned",
        "退回补正",
        Kind.YES_NO,
        (
            "是否退回",
            "是否退回补正",
            "sent back",
        ),
        values=YES_NO,
        example="否",
    ),
    RosterColumn(
        "correction_notices",
        "补正通知次数",
        Kind.WHOLE,
        (
            "补正次数",
            "correction notices sent",
        ),
    ),
    RosterColumn(
        "correction_due",
        "补正期限",
        Kind.LAST_DAY,
        (
            "补正截止日期",
            "correction due by",
        ),
    ),
    RosterColumn(
        "resubmitted_on",
        "再次提交日期",
        Kind.FIRST_DAY,
        (
            "补正日期",
            "重新提交日期",
            "resubmitted",
        ),
    ),
    RosterColumn(
        "posted_on",
        "公示起",
        Kind.FIRST_DAY,
        (
            "公示开始",
            "公示开始日期",
            "posted from",
        ),
        example="2025-06-24",
    ),
    RosterColumn(
        "posted_until",
        "公示止",
        Kind.LAST_DAY,
        (
            "公示结束",
            "公示结束日期",
            "posted to",
        ),
        example="2025-07-01",
    ),
    RosterColumn(
        "objection",
        "公示异议",
        Kind.YES_NO,
        (
            "异议",
            "是否有异议",
            "objection open",
        ),
        values=YES_NO,
        example="否",
    ),
    RosterColumn(
        "delivered_to",
        "报送对象",
        Kind.CHOICE,
        (
            "材料报送",
            "报送部门",
            "receiver of papers",
        ),
        values=tuple(Receiver),
        example="市人社局",
    ),
    RosterColumn(
        "review_mode",
        "评审方式",
        Kind.CHOICE,
        (
            "评价方式",
            "way of review",
        ),
        values=tuple(ReviewMode),
        example="会议评审",
    ),
    RosterColumn(
        "review_group",
        "评审分组",
        Kind.CHOICE,
        (
            "评审组别",
            "分组",
            "group of review",
        ),
        values=tuple(ReviewGroup),
        example="普通组",
    ),
    RosterColumn(
        "exam_passed",
        "考试合格",
        Kind.YES_NO,
        (
            "考评结合考试",
            "考试是否合格",
            "exam pass",
        ),
        values=YES_NO,
    ),
    RosterColumn(
        "exam_valid_until",
        "考试有效期至",
        Kind.LAST_DAY,
        (
            "考试合格有效期",
            "成绩有效期",
            "exam pass valid until",
        ),
    ),
)
"""What an eligibility roster has beyond an applicants' list."""

_OWN: Mapping[str, Mapping[str, Any]] = {
    "id_number": {"kind": Kind.IDENTITY},
    "employer_kind": {"example": "事业单位"},
    "region": {"example": "云岭市"},
}

COLUMNS = (
    *(replace(column, **_OWN.get(column.key, {})) for column in IDENTITY_COLUMNS),
    *EXTRA_COLUMNS,
)
"""All columns that are known; identity numbers are checked here, as they tell one person from another."""

_IN_TEMPLATE = ("key", "name", "id_number", "employer", "employer_kind", "region", "series", "specialty", "level")

TEMPLATE_COLUMNS = (*(column for column in COLUMNS if column.key in _IN_TEMPLATE), *EXTRA_COLUMNS)
"""The columns of the template; spellings that only blinding needs are left out."""

ELIGIBILITY = ColumnTable(COLUMNS, number="key")
"""How the heads of an eligibility roster are read."""
