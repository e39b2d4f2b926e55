"""The rosters that go out to Excel and come back: the tree, seats, counts of members, buildings; with what people head them."""

from dataclasses import dataclass
from enum import StrEnum

from yinuo.kernel.words import _

from ..ledger.columns import bare


class Form(StrEnum):
    """How a cell is read."""

    WORDS = "words"
    COUNT = "count"
    DAY = "day"
    YES = "yes"
    DEGREES = "degrees"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `may_span`: a cell merged over several rows is meant for each of them."""

    key: str
    heading: str
    also: tuple[str, ...] = ()
    is_needed: bool = False
    form: Form = Form.WORDS
    may_span: bool = False
    width: int = 16


@dataclass(frozen=True, slots=True)
class Roster:
    """One kind of roster."""

    key: str
    title: str
    columns: tuple[Column, ...]

    @property
    def needed(self) -> list[Column]:
        return [column for column in self.columns if column.is_needed]

    @property
    def headings(self) -> dict[str, Column]:
        """What a heading may be called → the column."""
        return {bare(name): column for column in self.columns for name in (column.heading, *column.also)}


TREE = Roster(
    "tree",
    _("组织架构"),
    (
        Column("path", _("单位编号"), ("编号", "组织编号"), width=22),
        Column("above", _("上级单位"), ("上级", "隶属单位", "上级组织"), may_span=True, width=26),
        Column("name", _("名称"), ("单位名称", "组织名称", "党组织名称"), is_needed=True, width=30),
        Column("kind", _("类别"), ("单位类别", "组织类别", "性质"), is_needed=True, may_span=True),
        Column("place", _("服务地区代码"), ("区划代码", "所在地代码", "地区代码"), may_span=True),
        Column("phone", _("办公电话"), ("电话", "联系电话")),
        Column("address", _("地址"), ("办公地址",), width=26),
        Column("hours", _("服务时间"), ("办公时间", "值守时间"), width=22),
        Column("credit_code", _("统一社会信用代码"), ("信用代码",), width=22),
        Column("unit_level", _("单位级别"), ("级别",)),
        Column("superior", _("上级党组织"), (), may_span=True, width=26),
        Column("valid_from", _("设立日期"), ("成立日期", "设立时间"), form=Form.DAY),
    ),
)
SEATS = Roster(
    "seats",
    _("委员会席位"),
    (
        Column("body", _("委员会"), ("组织", "党组织", "所在委员会"), is_needed=True, may_span=True, width=28),
        Column("kind", _("席位类别"), ("类别", "委员类别", "职务类别"), is_needed=True, may_span=True),
        Column("post", _("岗位"), ("职务", "所任职务"), is_needed=True, width=28),
        Column("unit", _("来源单位"), ("所在单位", "单位"), width=26),
        Column("source", _("来源类别"), ("人员来源",)),
        Column("is_full_time", _("是否专职"), ("专职", "专兼职"), form=Form.YES),
        Column("term_from", _("任期开始"), ("任职时间", "任期起"), form=Form.DAY, may_span=True),
        Column("term_to", _("任期结束"), ("届满时间", "任期止"), form=Form.DAY, may_span=True),
        Column("state", _("状态"), ("席位状态",)),
    ),
)
COUNTS = Roster(
    "counts",
    _("党员人数"),
    (
        Column("org", _("组织"), ("党组织", "单位", "党支部", "科室"), is_needed=True, width=30),
        Column("counted_on", _("统计日期"), ("日期", "截止日期"), is_needed=True, form=Form.DAY, may_span=True),
        Column("full", _("正式党员"), ("正式党员数", "正式"), is_needed=True, form=Form.COUNT),
        Column("probationary", _("预备党员"), ("预备党员数", "预备"), form=Form.COUNT),
        Column("source", _("来源"), ("数据来源", "依据"), may_span=True, width=24),
    ),
)
BUILDINGS = Roster(
    "buildings",
    _("楼栋"),
    (
        Column("code", _("楼栋编码"), ("编码", "楼号", "楼栋号"), is_needed=True),
        Column("name", _("地址"), ("名称", "楼栋名称", "门牌"), is_needed=True, width=28),
        Column("compound", _("小区"), ("院落", "小区院落"), may_span=True),
        Column("block", _("街坊"), ("街区", "地块"), may_span=True),
        Column("households", _("户数"), ("住户数", "总户数"), is_needed=True, form=Form.COUNT),
        Column("members", _("党员数"), ("党员人数", "居住党员数"), form=Form.COUNT),
        Column("longitude", _("经度"), ("东经",), is_needed=True, form=Form.DEGREES),
        Column("latitude", _("纬度"), ("北纬",), is_needed=True, form=Form.DEGREES),
    ),
)
ROSTERS = {one.key: one for one in (TREE, SEATS, COUNTS, BUILDINGS)}
PERSONAL = ("姓名", "身份证", "手机", "户主", "出生", "民族", "入党时间", "党龄", "学历")
"""A column headed like this is about a person; such a file is refused, the column has to go first."""
