"""What the house holds already, how a figure asked for is recognised, and what an act costs in minutes. Pure.

The catalogue and the minutes are rows of data with a version: a city changes them here, never in code elsewhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from ...kernel.words import _

CATALOGUE_VERSION = "held-1"
MINUTES_VERSION = "minutes-1"
MINUTES_SOURCE = _("估计")
ALIKE = 86
"""Least likeness, in percent, of what is asked and what a datum is called (ours [I])."""

CONTAINED = 0.72
"""Least share that a contained name has of the words asked."""

LONGEST_VALID = 366
"""Days after which an approval must be asked for again (ours [I])."""

ANSWER_DAYS = 5
"""Working days for the answer to a complaint."""

FILLERS = (
    "请", "报送", "填报", "上报", "汇总", "统计", "数据", "台账", "报表", "本月", "上月", "每月", "每周", "本周", "全年",
    "季度", "各村", "各社区", "本社区", "辖区内", "辖区", "本辖区", "本单位", "情况", "明细", "一览", "数量", "总数", "表",
)  # fmt: skip
_OTHER = re.compile(r"[^0-9a-z\u4e00-\u9fff]")


@dataclass(frozen=True)
class Datum:
    """Something the house holds: what it is called, where it stands (name of an address), by which definition."""

    key: str
    name: str
    words: tuple[str, ...]
    where: str
    address: str
    definition: str


def _datum(key: str, name: str, words: str, where: str, address: str, definition: str) -> Datum:
    return Datum(key, name, (name, *words.split()), where, address, definition)


CATALOGUE: tuple[Datum, ...] = (
    _datum("matters", _("群众诉求件数"), _("诉求件数 受理件数 办件量 群众反映问题数 民生诉求 信访件数 来访件数 矛盾纠纷件数 诉求台账"), _("“事项”列表和导出台账"), "desk:matters", _("登记的事项，一件一号")),
    _datum("matters_closed", _("诉求办结率"), _("办结件数 办结率 诉求办结率 群众诉求办结率 诉求办结件数 群众诉求办结件数 按期办结率 解决率 已解决问题数 办理结果"), _("“事项”列表，按状态和期限筛选"), "desk:matters", _("REFERENCE §7.1，分子分母都列")),
    _datum("satisfaction", _("群众满意率"), _("满意率 满意度 群众满意度 回访满意率 评价结果"), _("“事项”列表和公开页的评价"), "desk:matters", _("满意加基本满意，除以评价数")),
    _datum("promises", _("公开承诺件数"), _("承诺事项 承诺兑现 承诺践诺 承诺清单"), _("公开的承诺"), "portal:promises", _("单位作出的承诺，到期日不改")),
    _datum("party_members", _("党员人数"), _("党员总人数 党员数 在册党员 在册党员人数 党员花名册人数"), _("“组织数字”和名册导出"), "desk:figures", _("各支部最近一次登记的人数")),
    _datum("organisations", _("党组织数量"), _("党组织个数 支部数 党支部数量 党支部个数 党小组数 基层党组织数 党组织设置"), _("“组织数字”"), "desk:figures", _("当天存在的党组织")),
    _datum("terms", _("换届时间"), _("支部换届 换届台账 届满时间 任期届满"), _("“对照规定检查”"), "desk:health", _("届期登记")),
    _datum("seats", _("兼职委员名单"), _("兼职委员 大党委成员 大工委成员 委员席位 专职委员"), _("“组织体系”里各委员会的席位"), "desk:structure", _("经本人单位确认的席位")),
    _datum("units", _("驻区单位名单"), _("驻区单位 驻区单位数 共建单位 辖区单位名册"), _("“组织体系”和名册导出"), "desk:structure", _("登记的驻区单位")),
    _datum("party_posts", _("党务岗位"), _("专职党务工作者 党务干部 党务工作者人数 党务干部花名册"), _("“党务岗位”"), "desk:posts", _("岗位登记，专职、兼职")),
    _datum("village_secretaries", _("驻村第一书记"), _("第一书记 驻村工作队员 驻村干部 选派干部 驻村选派"), _("“驻村选派”"), "desk:appointments", _("在任的选派")),
    _datum("grids", _("网格数量"), _("网格数 网格个数 网格划分 网格员 网格覆盖"), _("“社区和网格”"), "desk:ground", _("当天有效的网格")),
    _datum("buildings", _("楼栋数"), _("楼栋 楼栋数量 户数 居民户数 单元数"), _("“社区和网格”里的楼栋登记"), "desk:ground", _("登记的楼栋")),
    _datum("neighbour_talks", _("邻里说和件数"), _("说和件数 楼道党小组调解 邻里纠纷 党小组说和"), _("“邻里说和件数”"), "desk:ask_counts", _("按季度，少于十件只列数")),
    _datum("inspection_sites", _("观摩点位"), _("观摩点 点位名单 观摩结果"), _("“集中观摩”"), "desk:rounds", _("申报和抽定的点位")),
    _datum("evaluation", _("考核评价结果"), _("综合评价结果 评价档次 考评得分 考核得分"), _("“综合评价”"), "desk:assessments", _("公布的档次")),
    _datum("box_letters", _("意见箱来信件数"), _("意见箱 来信件数 意见箱开箱 意见建议件数"), _("“意见箱”和每月公布"), "desk:boxes", _("每月公布的件数")),
    _datum("members_list", _("工作人员名册"), _("社区工作者人数 工作人员花名册 工作人员名单"), _("名册导入导出"), "excel:rosters", _("在岗的岗位")),
)  # fmt: skip
"""By key. What other parts of the house hold later is one more line here."""

BY_KEY: Mapping[str, Datum] = {one.key: one for one in CATALOGUE}


def normalised(text: str) -> str:
    """The words without punctuation and without what every form says."""
    plain = _OTHER.sub("", text.lower())
    bare = plain
    for filler in sorted(FILLERS, key=len, reverse=True):
        bare = bare.replace(filler, "")
    return bare or plain


def likeness(one: str, other: str) -> float:
    """0 to 100, of two normalised texts; a name that is nearly all of the other counts as the same."""
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and short in long and len(short) >= CONTAINED * len(long):
        return 100.0
    return fuzz.ratio(one, other)


_KNOWN = [(normalised(word), datum) for datum in CATALOGUE for word in datum.words]


def held(text: str) -> Datum | None:
    """The datum that answers this, the likest one; None where the house has nothing."""
    asked = normalised(text)
    score, _turn, found = max((likeness(asked, word), -turn, turn) for turn, (word, _datum_) in enumerate(_KNOWN))
    return _KNOWN[found][1] if score >= ALIKE else None


def same(norm: str, others: Iterable[tuple[str, int]]) -> int | None:
    """The key of the line that asks for the same; None where nobody does."""
    found = [(likeness(norm, other), key) for other, key in others]
    best = max(found, default=(0.0, 0))
    return best[1] if best[0] >= ALIKE else None


DEFAULT_MINUTES = 2
MINUTES: Mapping[str, int] = {
    "matters.raise": 4, "matters.register": 3, "matters.accept": 1, "matters.answer": 5, "matters.dispatch": 2,
    "matters.promise": 3, "matters.work": 4, "matters.attach": 2, "matters.resolve": 5, "matters.verify": 4,
    "matters.close": 1, "matters.publish": 3, "matters.call_back": 5, "matters.look_back": 4,
    "matters.open_box": 2, "matters.confirm_opening": 1, "matters.enter_letter": 5, "matters.answer_letter": 5,
    "matters.publish_box_month": 1, "orgs.establish": 4, "orgs.count": 2, "orgs.seat": 2, "inspection.list_site": 6,
    "inspection.plan_gap": 5, "inspection.review_gap": 3, "evaluation.cast": 12, "places.enter_building": 3,
    "duties.request_figures": 6, "duties.approve_request": 4, "duties.answer_complaint": 8,
}  # fmt: skip
"""Minutes of one act, estimated; what is not named takes DEFAULT_MINUTES."""


def minutes(act: str, times: int) -> int:
    """What so many acts of this name cost."""
    return MINUTES.get(act, DEFAULT_MINUTES) * times
