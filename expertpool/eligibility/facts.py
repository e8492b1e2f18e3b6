"""What rules about applicants may read: one frozen record for each application, without a name or identity number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from expertpool.rules.facts import EmployerKind, Level

ApplicationKey = NewType("ApplicationKey", str)
"""The number of an application (申报编号)."""


class Standing(StrEnum):
    """How somebody stands in working life (在职状态)."""

    SERVING = "在职"
    STARTING_UP = "离岗创业"
    CIVIL_SERVANT = "公务员"
    LIKE_CIVIL_SERVANT = "参公管理"
    RETIRED = "离退休"
    LEFT = "离职"
    INVESTIGATED = "接受调查"


class Category(StrEnum):
    """Under whose rules somebody applies (人员类别)."""

    USUAL = "一般"
    HONG_KONG_MACAO_TAIWAN = "港澳台居民"
    FOREIGN = "外籍人员"
    SKILLED_WORKER = "高技能人才"
    FREELANCER = "自由职业者"
    RURAL_PRACTITIONER = "农村牧区实用人才"


class Sanction(StrEnum):
    """A sanction of a public institution (处分), the lightest first."""

    NONE = "无"
    WARNING = "警告"
    DEMERIT = "记过"
    LOWERED = "降低岗位等级"
    REMOVED = "撤职"
    DISMISSED = "开除"

    @property
    def rank(self) -> int:
        """0 for none to 5 for dismissal."""
        return list(Sanction).index(self)


class Violation(StrEnum):
    """What stands in the integrity file (违规记录)."""

    NONE = "无"
    TITLE_BY_BREACH = "违规取得职称"
    FALSE_PLEDGE = "虚假承诺"
    OTHER = "其他"


class Education(StrEnum):
    """Schooling (学历), the lowest first."""

    SECONDARY = "中专及以下"
    COLLEGE = "大学专科"
    BACHELOR = "大学本科"
    MASTER = "硕士研究生"
    DOCTOR = "博士研究生"

    @property
    def rank(self) -> int:
        """0 for secondary school to 4 for a doctor."""
        return list(Education).index(self)


class Degree(StrEnum):
    """An academic degree (学位)."""

    NONE = "无"
    BACHELOR = "学士"
    MASTER = "硕士"
    DOCTOR = "博士"


class HeldLevel(StrEnum):
    """The level of a title somebody has already, or of the title a vocational qualification counts as."""

    NONE = "无"
    JUNIOR = "初级"
    MIDDLE = "中级"
    ASSOCIATE_SENIOR = "副高级"
    FULL_SENIOR = "正高级"

    @property
    def rank(self) -> int:
        """-1 for no title, then as the levels themselves."""
        return list(HeldLevel).index(self) - 1


class Track(StrEnum):
    """The kind of review applied for (申报类别)."""

    USUAL = "普通"
    DIRECTED = "定向评价"
    FARMER = "农牧民职称"


class Claim(StrEnum):
    """A favour that an application relies on (破格与倾斜)."""

    GREEN_CHANNEL = "绿色通道"
    LONG_SERVICE = "基层长期工作"
    TOWNSHIP_MIDDLE = "乡镇直报中级"
    NO_TRAINING = "免继续教育学时"
    YEAR_EARLY = "提前一年"
    PRIVATE_DIRECT = "非公直报"
    FRONT_LINE = "疫情一线"
    OTHER = "其他破格"


class Talent(StrEnum):
    """The talent list somebody stands on (人才项目)."""

    NONE = "无"
    TIER_ONE = "新时代人才一层次"
    TIER_TWO = "新时代人才二层次"
    TIER_THREE = "新时代人才三层次"
    YOUNG = "英才兴蒙青年拔尖"
    REGIONAL_RULES = "细则规定人员"


class Area(StrEnum):
    """Where somebody works (工作地类型)."""

    CITY = "城市"
    COUNTY = "旗县区"
    TOWNSHIP = "苏木乡镇"


class Affiliation(StrEnum):
    """Whose unit the employer is (单位隶属)."""

    LOCAL = "本地"
    CENTRAL = "中央驻地"
    REGIONAL = "自治区驻地"


class Channel(StrEnum):
    """How a unit hands its applications in (申报渠道)."""

    DEPARTMENT = "主管部门"
    TALENT_AGENCY = "人才交流服务机构"
    COMMERCE_FEDERATION = "工商联"
    ASSOCIATION = "行业协会商会学会"
    INCUBATOR = "创业孵化基地"
    SCIENCE_PARK = "科技园区"
    LOCAL_HRSS = "所在地人社部门"


class EnterpriseTag(StrEnum):
    """Whether an enterprise stands on one of two lists (企业称号)."""

    NONE = "无"
    SPECIALISED = "专精特新中小企业"
    CHAMPION = "制造业单项冠军企业"


class ReviewGroup(StrEnum):
    """In which group an application is reviewed (评审分组)."""

    USUAL = "普通组"
    SEPARATE = "单独分组"
    SPECIAL = "专项评审"
    COUNTY = "旗县苏木乡镇组"


class ReviewMode(StrEnum):
    """How an application is reviewed (评审方式)."""

    BLIND = "线上盲审"
    MEETING = "会议评审"


class Receiver(StrEnum):
    """Who is handed the papers (报送对象)."""

    CITY_HRSS = "市人社局"
    INDUSTRY = "行业主管部门"


class EntrustPaper(StrEnum):
    """Papers of a unit that answers to the region or the centre (委托手续)."""

    UNIT_CONSENT = "本单位同意"
    LETTER = "上级委托函"
    CITY_CONSENT = "市人社局同意"


class CheckMark(StrEnum):
    """What whoever checked an application leaves on it (审核签章)."""

    CHECKER = "审核人"
    OPINION = "审核意见"
    DAY = "审核日期"
    SEAL = "单位公章"


class Grade(StrEnum):
    """A year's appraisal (年度考核)."""

    EXCELLENT = "优秀"
    FIT = "合格"
    BARELY = "基本合格"
    UNFIT = "不合格"
    UNGRADED = "未定等次"


_PRIVATE = {
    EmployerKind.PRIVATE_ENTERPRISE: True,
    EmployerKind.SOCIAL_ORGANISATION: True,
    EmployerKind.FREELANCE: True,
    EmployerKind.GOVERNMENT: False,
    EmployerKind.INSTITUTION: False,
    EmployerKind.STATE_ENTERPRISE: False,
}


@dataclass(frozen=True, kw_only=True)
class ApplicantFacts:
    """One application on one day. ``None`` means that nobody has stated it; years and months are full ones."""

    key: ApplicationKey
    employer: str
    person: str = ""
    """Who applies, as an opaque sign: the same for two applications of one person, and telling nothing else."""
    known_by: str = "key"
    """How the person was recognised: ``id_number``, ``name`` (and employer), or ``key`` where nobody looked."""
    series: str | None = None
    specialty: str | None = None
    level: Level | None = None
    region: str | None = None
    employer_kind: EmployerKind | None = None
    education: Education | None = None
    degree: Degree | None = None
    held_level: HeldLevel | None = None
    held_since: date | None = None
    appointed_on: date | None = None
    qualification_level: HeldLevel | None = None
    service_years: int | None = None
    city_years: int | None = None
    county_years: int | None = None
    township_years: int | None = None
    township_post_years: int | None = None
    rural_years: int | None = None
    rural_months: int | None = None
    rural_merit: bool | None = None
    appraisals: Mapping[int, Grade] | None = None
    training_hours: int | None = None
    track: Track | None = None
    channel: Channel | None = None
    claims: tuple[Claim, ...] | None = None
    talent: Talent | None = None
    green_used: int | None = None
    medic_used: int | None = None
    insured_by: str | None = None
    insured_region: str | None = None
    standing: Standing | None = None
    retires_on: date | None = None
    category: Category | None = None
    category_checked: bool | None = None
    sanction: Sanction | None = None
    sanctioned_on: date | None = None
    violation: Violation | None = None
    violation_on: date | None = None
    workplace: Area | None = None
    affiliation: Affiliation | None = None
    entrust_papers: tuple[EntrustPaper, ...] | None = None
    signatures: tuple[CheckMark, ...] | None = None
    pledged: bool | None = None
    materials_true: bool | None = None
    online_paper_match: bool | None = None
    submitted_on: date | None = None
    audited_on: date | None = None
    evidence_on: date | None = None
    """The latest day of anything claimed."""
    returned: bool | None = None
    correction_notices: int | None = None
    correction_due: date | None = None
    resubmitted_on: date | None = None
    posted_on: date | None = None
    posted_until: date | None = None
    objection: bool | None = None
    delivered_to: Receiver | None = None
    review_mode: ReviewMode | None = None
    self_reviewing: bool | None = None
    socialised: bool | None = None
    enterprise_tag: EnterpriseTag | None = None
    review_group: ReviewGroup | None = None
    exam_passed: bool | None = None
    exam_valid_until: date | None = None
    quota_unit: str | None = None

    @property
    def private(self) -> bool | None:
        """Whether the employer is outside the public sector (非公有制)."""
        return None if self.employer_kind is None else _PRIVATE.get(self.employer_kind)

    @property
    def set_apart(self) -> bool | None:
        """Whether the notice wants this application reviewed apart: private sector, or an enterprise on a list."""
        tagged = None if self.enterprise_tag is None else self.enterprise_tag is not EnterpriseTag.NONE
        if self.private or tagged:
            return True
        return None if self.private is None or tagged is None else False

    @property
    def senior(self) -> bool | None:
        """Whether a senior level is applied for."""
        return None if self.level is None else self.level.senior

    @property
    def places_unit(self) -> str:
        """The unit whose places the application counts against."""
        return self.quota_unit or self.employer


@dataclass(frozen=True, kw_only=True)
class SeasonFacts:
    """The year's days as rules need them.

    ``days``: fixed days of the notice by id; ``cutoffs``: a series' own cut-off where its own notice names one.
    ``worked``: every working day of the years whose table is known, None for a year without one.
    """

    year: int
    days: Mapping[str, date]
    cutoffs: Mapping[str, date] = field(default_factory=dict)
    worked: Mapping[int, frozenset[date]] = field(default_factory=dict)

    def cutoff(self, series: str | None) -> date:
        """The day up to which an applicant of this series may count anything."""
        own = self.cutoffs.get(series) if series else None
        return own or self.days["evidence-cutoff"]

    def working_days(self, start: date, end: date) -> int | None:
        """The working days after ``start`` up to ``end``; None where a year has no table of days."""
        years = range(start.year, end.year + 1)
        if any(year not in self.worked for year in years):
            return None
        return sum(1 for year in years for day in self.worked[year] if start < day <= end)
